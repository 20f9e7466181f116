"""newsgen: Markdown articles in, a complete news site of plain files out."""

__version__ = "0.1.0"
