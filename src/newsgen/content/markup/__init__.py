"""Markdown -> Body: one file an engine; sanitising; links."""
