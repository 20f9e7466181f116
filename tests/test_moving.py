"""What the manual says of moving holds: its patterns and settings are ones that newsgen takes."""

import re
from pathlib import Path

import pytest

from newsgen.cli.manual import folder
from tests.sites.built import article, codes, published, site

MANUAL = (folder() / "moving.md").read_text("utf-8")
ROWS = re.findall(r"^\| (?!From)(\w+) \|.*\| ([^|]+) \|$", MANUAL.partition("## Where things go")[2], re.MULTILINE)
PATTERNS = [(system, pattern) for system, cell in ROWS for pattern in re.findall(r"`(/[^`]+)`", cell)]
NAMES = re.findall(r"`((?:rss|home): [^`]+)`", MANUAL)

ADDRESSES = {
    "Hugo": {"/blog/cup/", "/en/blog/cup/"},
    "Jekyll": {"/Town/2026/05/01/cup.html", "/town/2026/05/01/cup.html"},
    "Pelican": {"/cup.html"},
    "Hexo": {"/2026/05/01/cup/"},
}


def test_every_system_has_a_pattern() -> None:
    assert len({system for system, _ in PATTERNS}) == len(ROWS) == 11
    assert len(NAMES) >= 5


@pytest.mark.parametrize(("system", "pattern"), PATTERNS)
def test_each_pattern_is_one(tmp_path: Path, system: str, pattern: str) -> None:
    config = f"base_url: https://example.org\npermalinks:\n  article: {pattern}\n"
    result = published(site(tmp_path, {"blog/2026-05-01-cup.md": article("Cup", more="categories: [Town]\n")}, config))

    assert codes(result) == []
    made = {f"/{path.relative_to(tmp_path / 'output')}" for path in (tmp_path / "output").rglob("*cup*")}
    known = ADDRESSES.get(system)
    assert known is None or {f"{path}/" if not path.endswith(".html") else path for path in made} & known


@pytest.mark.parametrize("names", NAMES)
def test_each_name_of_feeds_is_one(tmp_path: Path, names: str) -> None:
    config = f"base_url: https://example.org\nfeeds:\n  names:\n    {names}\n"

    assert codes(published(site(tmp_path, {"a.md": article()}, config))) == []


def test_the_sample_of_newsgen_yaml_is_one(tmp_path: Path) -> None:
    (sample,) = re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)
    config = f"base_url: https://example.org\n{sample}"
    text = article("Cup", "[x](gone.md)", "categories: [Town]\n")

    assert codes(published(site(tmp_path, {"_posts/2026-05-01-The_Cup.md": text}, config))) == ["link-broken"]
    assert "<h1>Cup</h1>" in (tmp_path / "output/town/2026/05/01/The_Cup.html").read_text("utf-8")
