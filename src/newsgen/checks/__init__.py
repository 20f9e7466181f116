"""Every check of a site and its plan."""

CHECKS = ()
