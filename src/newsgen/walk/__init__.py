"""The walk: what is there → what is to be → what is stale → what was made → what is published. A value a file."""
