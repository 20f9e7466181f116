"""ARCHITECTURE.md is a map: what it says of the tree is so."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "newsgen"
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
FOLDERS = dict(re.findall(r"^\| `(\w+)/` \| (.*?) \|", TEXT, re.MULTILINE))


def test_it_can_be_read_in_one_sitting() -> None:
    assert len(TEXT.splitlines()) <= 150


def test_every_folder_stands_there() -> None:
    assert FOLDERS.keys() == {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_says_of_itself_what_the_map_says(folder: str) -> None:
    assert import_module(f"newsgen.{folder}").__doc__ == FOLDERS[folder]


def test_what_it_names_is_there() -> None:
    """An invariant whose test has gone is kept by nobody."""
    folder, missing = "", []
    for name in re.findall(r"`((?:[\w.]+/)*(?:test_)?[\w.]+(?:\.py|\.toml|/))`", TEXT):
        folder = name.rpartition("/")[0] if name.startswith("tests/") else folder
        places = (ROOT / name, PACKAGE / name, ROOT / folder / name)
        if not any(place.exists() for place in places):
            missing.append(name)

    assert missing == []


def test_no_function_is_too_long_to_be_seen_at_once() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno - node.lineno >= 40
    ]

    assert long == []
