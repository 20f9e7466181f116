"""The preview: watch, build again, serve what was built, tell the open pages."""
