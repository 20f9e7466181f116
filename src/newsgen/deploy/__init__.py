"""The output folder -> where readers find it: plan (pure), targets, what is remembered of them."""
