"""What checks say of themselves, which a build decides by, and which people look up."""

import ast
import re
from pathlib import Path

import pytest

from newsgen import checks
from newsgen.checks.base import Check, codes
from newsgen.diagnostics import Diagnostic
from newsgen.standard import standard

CHECKS = standard().checks
MODULES = sorted(Path(checks.__file__).parent.glob("*.py"))
DOCS = Path(__file__).parents[2] / "docs" / "diagnostics.md"


def written(module: Path) -> set[str]:
    """The codes that stand in a module as the first argument of a Diagnostic."""
    calls = [node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call)]
    firsts = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == Diagnostic.__name__]
    return {first.value for first in firsts if isinstance(first, ast.Constant)}


def test_every_check_has_a_name_of_its_own() -> None:
    names = [check.name for check in CHECKS]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_every_code_that_a_check_gives_is_declared(module: Path) -> None:
    """By its codes a build knows what need not be said anew, and a plugin what it may not say."""
    # These are said of the step from one build to the next, and not of a site.
    assert written(module) - {"asset-withdrawn", "content-emptied"} <= codes(CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_declared_code_is_in_the_manual(check: Check) -> None:
    listed = set(re.findall(r"`([a-z0-9-]+)`", DOCS.read_text("utf-8")))

    assert check.codes
    assert check.codes <= listed
