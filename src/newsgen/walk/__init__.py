"""The walk: five values, one file each, and what a process remembers of them."""
