"""A source's bytes -> head, body, diagnostics."""
