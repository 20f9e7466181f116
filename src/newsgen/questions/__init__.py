"""What can be asked of a site, one file a subject; the view, which is the boundary for theme authors."""
