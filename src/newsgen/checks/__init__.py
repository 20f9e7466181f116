"""Every check of a site and its plan; what a check finds is a diagnostic, and an error of it stops the build."""

from newsgen.checks.base import Check
from newsgen.checks.clash import clashes

CHECKS: tuple[Check, ...] = (clashes,)
