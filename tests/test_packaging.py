"""What newsgen needs is declared, and what its hints name is installed with it."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsgen.cli import COMMANDS, cli
from newsgen.cli.manual import folder

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SOURCES = sorted((ROOT / "src/newsgen").rglob("*.py"))


@cache
def imported() -> frozenset[str]:
    """The first names of all modules that newsgen imports, wherever in a file, and that Python does not bring."""
    nodes = [node for file in SOURCES for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return frozenset(name.partition(".")[0] for name in names) - sys.stdlib_module_names - {"newsgen"}


def normal(name: str) -> str:
    """A distribution's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    return distributions_of(PYPROJECT["project"]["dependencies"])


def extras() -> set[str]:
    """What newsgen does without where it is not installed."""
    return distributions_of(PYPROJECT["project"]["optional-dependencies"]["podcast"])


def distributions_of(lines: list[str]) -> set[str]:
    return {normal(re.split(r"[^\w.-]", line)[0]) for line in lines}


def test_whatever_is_imported_is_declared() -> None:
    """What another library brings today, it may not bring tomorrow."""
    distributions = packages_distributions()
    needed = {name: {normal(each) for each in distributions[name]} for name in imported()}

    assert len(needed) > 10
    assert {name for name, found in needed.items() if not found & (declared() | extras())} == set()


def test_whatever_is_declared_is_imported() -> None:
    """But for the zones that Windows has not."""
    distributions = packages_distributions()
    used = {normal(each) for name in imported() for each in distributions[name]}

    assert (declared() | extras()) - used == {"tzdata"}


def hints() -> Iterator[str]:
    """What newsgen and its templates say of the manual."""
    for file in (*SOURCES, *(ROOT / "templates").rglob("*.html")):
        yield from re.findall(r"newsgen manual ([a-z-]+)", file.read_text("utf-8"))


def test_the_pages_that_hints_name_are_there() -> None:
    assert len(set(hints())) > 1
    assert {page for page in hints() if not (ROOT / f"docs/{page}.md").is_file()} == set()


def test_no_hint_names_a_file_that_only_a_checkout_has() -> None:
    """Who has installed newsgen has no docs/ beside the site."""
    texts = [
        node.value
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]

    assert [text for text in texts if re.search(r"\bdocs/[a-z-]+\.md", text)] == []


@pytest.mark.parametrize("page", ["theme", "theme.md", "docs/theme.md"])
def test_a_page_of_the_manual_is_shown(page: str) -> None:
    shown = CliRunner().invoke(cli, ["manual", page])

    assert shown.stdout.strip() == (ROOT / "docs/theme.md").read_text("utf-8").strip()


def test_without_a_page_the_manual_says_which_there_are_and_where() -> None:
    shown = CliRunner().invoke(cli, ["manual"])

    assert [line.split()[0] for line in shown.stdout.splitlines()] == sorted(
        path.stem for path in folder().glob("*.md")
    )


def test_a_page_that_is_not_there_is_told_with_those_that_are() -> None:
    refused = CliRunner().invoke(cli, ["manual", "../../etc/passwd"])

    assert refused.exit_code == 2
    assert "configuration, diagnostics" in refused.output


def test_every_command_is_in_the_manual() -> None:
    manual = (ROOT / "docs/command-line.md").read_text("utf-8")

    assert {name for name in COMMANDS if f"| `newsgen {name}" not in manual} == set()


def test_a_wheel_holds_more_than_modules() -> None:
    """`.ci/run` installs one and looks; here, that each of its parts is there to be taken."""
    taken = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    # Of the manual its pages, not their pictures.
    pages = {f"docs/{path.name}": f"newsgen/docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert taken == {"templates": "newsgen/theme/templates", "static": "newsgen/theme/static"} | pages
    assert all((ROOT / name).exists() for name in taken)
    assert (ROOT / "src/newsgen/py.typed").is_file()
    assert (ROOT / PYPROJECT["project"]["readme"]).is_file()
