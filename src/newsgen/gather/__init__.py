"""What is there now: sources, assets, theme, newsgen.urls, and the stamps of outputs."""
