"""One file a kind of output: `plan` says which there are, `make` makes one."""
