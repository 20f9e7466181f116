"""One file a proof: the site, what is hidden and what is staged -> diagnostics, before anything is swapped."""
