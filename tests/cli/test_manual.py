"""The manual names what is there, and nothing that is gone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from newsgen.config import Config
from newsgen.content.keys import KEYS

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
# The functions that make diagnostics, and which of their arguments is the code.
MAKERS = {
    **{"Diagnostic": 0, "Finding": 0, "report": 0, "at": 1, "_nothing": 2, "Refusal": 0},
    **{"_warning": 0, "Flaw": 0},
}


def sources() -> Iterator[ast.Module]:
    for path in sorted((ROOT / "src/newsgen").rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def emitted() -> Iterator[str]:
    for node in (node for tree in sources() for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in MAKERS and len(node.args) > MAKERS[name] + 1:
            code = node.args[MAKERS[name]]
            if isinstance(code, ast.Constant) and isinstance(code.value, str) and CODE.fullmatch(code.value):
                yield code.value


def documented() -> set[str]:
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "docs/diagnostics.md").read_text("utf-8"), re.MULTILINE)
    return {code for row in rows for code in re.findall(r"`([a-z0-9-]+)`", row)}


def test_every_diagnostic_is_in_the_manual() -> None:
    """A writer looks a code up; it must be there."""
    codes = set(emitted())

    assert len(codes) > 20
    assert codes - documented() == set()


def test_the_manual_knows_no_diagnostic_that_is_gone() -> None:
    texts = {
        node.value
        for tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    shown = " ".join(texts)

    assert {code for code in documented() if code not in shown} == set()


def test_every_key_of_the_configuration_is_in_the_manual() -> None:
    manual = (ROOT / "docs/configuration.md").read_text("utf-8")

    missing = {field.name for field in msgspec.structs.fields(Config) if f"`{field.name}" not in manual}
    assert missing - {"permalinks", "feeds"} == set()


def test_every_key_of_front_matter_is_in_the_manual() -> None:
    """Those that only other systems have are synonyms there, not keys of their own."""
    manual = (ROOT / "docs/front-matter.md").read_text("utf-8")
    foreign = {"published", "taxonomies", "private", "robots", "sitemap", "in_search_index", "search", "feed_exclude"}
    foreign |= {"email_only", "no_comments", "visibility", "build", "part", "enclosure_length", "enclosure_type"}

    ours = {key.name for key in KEYS if key.type != "ignored"} - foreign - {"category"}
    assert {name for name in ours if f"`{name}`" not in manual} == set()


def test_the_readme_shows_the_commands_that_set_newsgen_up() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    assert "pip install . && newsgen build" in readme
    assert 'pip install -e ".[dev]" && pytest' in readme


def test_links_between_documents_lead_somewhere() -> None:
    for file in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(
            r"\]\((?!https?:|#)([^)#\s]+)", re.sub(r"```.*?```|`[^`\n]*`", "", file.read_text("utf-8"), flags=re.DOTALL)
        ):
            assert (file.parent / target).exists(), f"{file.name}: {target}"
