"""Which questions and outputs are stale, and files in the staging folder for those."""
