"""Whole sites whose drafts have odd heads: nothing of them is published."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.build import Result, build
from newsgen.project import Options

CLOCK = datetime(2026, 6, 1, 12, tzinfo=UTC)
PUBLIC = "---\ntitle: Public\ndate: 2026-05-01 10:00\n---\nOpen to all.\n"
TEXT = "# Secret plan\n\nNot yet public.\n"
MARKS = (b"Not yet public", b"Secret plan", b"secret-plan", b"draft")


def site(root: Path, sources: Mapping[str, str]) -> Result:
    """A site of one public article and these sources, built."""
    files = {"newsgen.yaml": "title: T\nbase_url: https://example.org\n", "content/public.md": PUBLIC}
    for name, text in {**files, **{f"content/{name}": text for name, text in sources.items()}}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return build(Options(root, at=CLOCK, jobs=1))


def told(root: Path) -> list[str]:
    """The files of the output, but the theme's own, that tell of the hidden source."""
    found = []
    for path in sorted((root / "output").rglob("*")):
        if path.is_file() and path.suffix in {".html", ".xml", ".json", ".txt"}:
            data = path.read_bytes()
            found += [path.name for mark in MARKS if mark in data]
    return found


READ = (
    "\n---\ntitle: Secret plan\ndraft: true\n---\n",
    "\ufeff\u200b---yaml\ntitle: Secret plan\ndraft: true\n---\n",
    "<!--\n.. title: Secret plan\n.. slug: secret-plan\n.. date: 2026-05-02 10:00 UTC+02:00\n.. status: draft\n-->\n\n",
    ".. title: Secret plan\n.. status: draft\n\n",
    ';;;\n{"title": "Secret plan", "draft": true}\n;;;\n',
)


def test_drafts_whose_heads_are_read_are_not_published(tmp_path: Path) -> None:
    """The paper comes out without them."""
    result = site(tmp_path, {f"2026-05-02-plan{n}.md": head + TEXT for n, head in enumerate(READ)})

    assert (result.exit_code, result.diagnostics) == (0, ())
    assert (tmp_path / "output/2026/05/public/index.html").exists()
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    "head",
    [
        "<!-- from the desk -->\n---\ntitle: Secret plan\ndraft: true\n---\n",
        "–––\ntitle: Secret plan\ndraft: true\n–––\n",
        "```yaml\ntitle: Secret plan\ndraft: true\n```\n",
        "# Notes\n---\ntitle: Secret plan\ndraft: true\n---\n",
    ],
)
@pytest.mark.parametrize("name", ["2026-05-02-plan.md", "pages/plan.md", "authors/plan.md", "tags/plan.md"])
def test_a_head_that_is_not_read_stops_the_build(head: str, name: str, tmp_path: Path) -> None:
    """A page needs no date, and a term no title: there, nothing else would stop it."""
    result = site(tmp_path, {name: head + TEXT})

    assert result.exit_code == 1
    assert {each.place.file for each in result.diagnostics} == {f"content/{name}"}
    assert not (tmp_path / "output").exists()
