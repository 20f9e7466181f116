"""Every page, style sheet and icon that newsgen writes, read by the Nu HTML checker (validator.w3.org/nu)."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import whole
from tests.machine import JAVA, NU_CHECKER, needed
from tests.shared import shared
from tests.states.collection import Site, sites


def test_the_nu_checker_finds_no_error_but_in_what_is_spoilt(
    sample: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """One run for all, since the start of a Java takes as long as a hundred pages: the sample site, one just begun, one
    in many languages, one with an archive of twenty years, and those of tests/states."""
    spoilt = {"a.html": "<!doctype html><title>A</title><p><div></p>", "a.css": "p { colour: red }"}
    for name, text in spoilt.items():
        (tmp_path / name).write_text(text, "utf-8")
    # The style sheet and the icon of the theme are the same in most sites.
    files = list({file.read_bytes(): file for file in [*checked(sample), *others(tmp_path_factory)]}.values())
    assert len(files) > 350

    said = messages([*files, *(tmp_path / name for name in spoilt)])

    found = {name: [each for each in said if f"{tmp_path}/{name}" in each] for name in spoilt}
    assert all(found.values()), said
    unmeant = [each for each in said if not any(each in of_one for of_one in found.values())]
    assert unmeant == [], "\n".join(unmeant)


def others(factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield from checked(shared(factory, "begun", whole.begun))
    yield from checked(shared(factory, "abroad", whole.abroad))
    generated = checked(shared(factory, "generated", whole.generated))
    # Hundreds of an archive are alike.
    yield from generated[:: 1 + len(generated) // 80]
    for site in sites():
        yield from shown(site, shared(factory, f"state-{site.name}", site.build))


def checked(output: Path) -> list[Path]:
    """The pages, style sheets and drawings of a site; a shared list is a part of a page, not a page."""
    suffixes = {".html", ".css", ".svg"}
    return sorted(each for each in output.rglob("*") if each.suffix in suffixes and "fragments" not in each.parts)


def shown(site: Site, output: Path) -> Iterator[Path]:
    """The pages of a site that show its states."""
    for path, _state in site.pages:
        file = output / path.strip("/") / "index.html"
        yield file if file.is_file() else output / "404.html"


# Read from a disk, a page has no origin that 'self' could mean; and data (JSON-LD) is no script to a browser, which
# says nothing of either under the same policy (test_theme.py). In light-dark() it knows no colour but by name or #. It
# guesses the language of a page by all that stands there, whatever language the lists beside a text are marked with.
WRONG = (
    "violates Content Security Policy (meta tag)",
    "“--house”: “0.55” is not a “color” value",
    "This document appears to be written in German but the “html” start tag has",
)


# A stack for deep pages; and nothing is made faster at a cost that only hours of work would bring in again.
JAVA_OPTIONS = ("-Xss2m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


def messages(files: list[Path]) -> list[str]:
    """What the checker says: errors and warnings, each with its file."""
    options = ["--format", "json", "--also-check-css", "--also-check-svg"]
    command = [needed(JAVA), *JAVA_OPTIONS, "-jar", needed(NU_CHECKER), *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    meant = [item for item in found if not any(wrong in item["message"] for wrong in WRONG)]
    return [f"{item['url']}:{item.get('lastLine')}: {item['message']}" for item in meant]
