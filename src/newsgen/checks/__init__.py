"""Site and plan -> diagnostics; an error of a check stops the build."""
