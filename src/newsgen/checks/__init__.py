"""One file a check: site and plan -> diagnostics; an error stops the build."""
