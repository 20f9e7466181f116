"""Small whole sites, each with a fact that its publisher relies on."""
