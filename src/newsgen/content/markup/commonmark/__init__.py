"""The engine `commonmark`: CommonMark and GFM by pulldown-cmark, rendered from its events."""
