"""The output folder: its lock, whose files are there, the swap, and what is kept of it."""
