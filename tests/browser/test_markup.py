"""Every page, style sheet and icon that newsgen writes, read by the Nu HTML checker (validator.w3.org/nu)."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import whole
from tests.machine import JAVA, NU_CHECKER, needed


def test_the_nu_checker_finds_no_error(sample: Path) -> None:
    # A shared list is a part of a page, not a page.
    files = [
        path for path in sample.rglob("*") if path.suffix in {".html", ".css", ".svg"} and "fragments" not in path.parts
    ]
    assert len(files) > 190

    said = messages(files)

    assert said == [], "\n".join(said)


@pytest.mark.parametrize("made", [whole.begun, whole.abroad, whole.generated], ids=lambda made: made.__name__)
def test_nor_does_it_in_other_sites(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    """One just begun, one with texts in many languages, and one with an archive of twenty years."""
    output = made(tmp_path)
    suffixes = {".html", ".css", ".svg"}
    files = [each for each in output.rglob("*") if each.suffix in suffixes and "fragments" not in each.parts]
    # Hundreds of an archive are alike.
    step = 1 + len(files) // 300

    said = messages(sorted(files)[::step])

    assert said == [], "\n".join(said)


def test_the_nu_checker_would_find_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>A</title><p><div></p>", "utf-8")
    (tmp_path / "a.css").write_text("p { colour: red }", "utf-8")

    said = messages(sorted(tmp_path.iterdir()))

    assert len(said) >= 2


# Read from a disk, a page has no origin that 'self' could mean; and data (JSON-LD) is no script to a browser, which
# says nothing of either under the same policy (test_theme.py).
WRONG = "violates Content Security Policy (meta tag)"


def messages(files: list[Path]) -> list[str]:
    """What the checker says: errors and warnings, each with its file."""
    options = ["--format", "json", "--also-check-css", "--also-check-svg"]
    command = [needed(JAVA), "-Xss2m", "-jar", needed(NU_CHECKER), *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    meant = [item for item in found if WRONG not in item["message"]]
    return [f"{item['url']}:{item.get('lastLine')}: {item['message']}" for item in meant]
