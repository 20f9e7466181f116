"""`newsgen deploy`: the output folder, put where readers find it, in an order that never shows them half a site."""
