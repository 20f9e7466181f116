"""Every check of a site and its plan; what a check finds is a diagnostic, and an error of it stops the build."""

from newsgen.checks.aliases import aliases
from newsgen.checks.base import Check
from newsgen.checks.clash import clashes
from newsgen.checks.flaws import flaws
from newsgen.checks.ids import ids
from newsgen.checks.keeping import keeping
from newsgen.checks.layouts import layouts
from newsgen.checks.links import images, links
from newsgen.checks.logos import logos
from newsgen.checks.outputs import outputs
from newsgen.checks.promises import promises
from newsgen.checks.unserved import unserved

CHECKS: tuple[Check, ...] = (
    *(clashes, outputs, aliases, links, images, logos, layouts),
    *(ids, promises, flaws, unserved, keeping),
)

# Those that look at one reading after the other: of an edited text, nothing else can find anything new.
OF_READINGS: tuple[Check, ...] = (links, images)

# What is said of heads alone, and has no line: where no head has changed it holds as it was said.
OF_HEADS = frozenset({"layout-unknown"})

# Those that look at one output after the other: in those that passed once they find nothing new.
OF_OUTPUTS: tuple[Check, ...] = (outputs,)
