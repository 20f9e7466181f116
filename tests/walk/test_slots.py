"""Menus, feet and slots follow what they lead to, and a new article changes no page for them."""

from pathlib import Path

import pytest

from tests.kinds.making import PNG
from tests.walk.sites import CONFIG, article, cold, tree, warm, written

MENU = """\
placement: ssi
menu: [{title: About, url: /about/, children: [{title: Prices, url: /prices/}]}]
footer: [{title: Paper, links: [{title: About, url: /pages/about.md}, {title: Prices, url: /prices/}]}]
"""
SLOTS = """\
slots:
  newsletter: {action: https://news.example/s, privacy: /prices/}
  letters: {mail: letters@example.org}
  counter: {plausible: https://stats.example}
  ad: {height: 90, banners: [{image: a.png, url: /about/, alt: A}, {image: b.png, url: /prices/, alt: B}]}
  epaper: /prices/
theme: {stylesheet: css/own.css}
"""
PAGE = "---\ntitle: A page\n---\nText.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    written(root, {"newsgen.yaml": CONFIG + MENU + SLOTS})
    written(root / "content", {f"a{n}.md": article(f"A {n}", f"2026-05-0{n}", "Text.") for n in range(1, 7)})
    written(root / "content/pages", {"about.md": PAGE, "prices.md": PAGE})
    written(root / "static/css", {"own.css": "p { color: red }"})
    for name in ("a.png", "b.png"):
        (root / "static" / name).write_bytes(PNG)
    return root


def is_as_from_nothing(root: Path) -> bool:
    result = warm(root)
    return (tree(root / "output"), result.diagnostics, result.exit_code) == cold(root)


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text()
    assert old in text
    (root / name).write_text(text.replace(old, new))


def test_what_leads_to_a_page_comes_and_goes_with_it(root: Path) -> None:
    front = root / "output/index.html"
    assert is_as_from_nothing(root)
    before = front.read_text()
    edit(root, "content/pages/prices.md", "title: A page", "title: A page\ndraft: true")
    assert is_as_from_nothing(root)
    without = front.read_text()
    edit(root, "content/pages/prices.md", "draft: true\n", "")
    assert is_as_from_nothing(root)

    assert '"/prices/"' in before and "/prices/" not in without
    assert front.read_text() == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("newsgen.yaml", "  counter: {plausible: https://stats.example}\n", ""),
        ("newsgen.yaml", "https://news.example/s", "https://other.example/s"),
        ("newsgen.yaml", "title: Prices, url: /prices/}]}]\nfooter", "title: Prices, url: /nothing/}]}]\nfooter"),
        ("newsgen.yaml", ", {image: b.png, url: /prices/, alt: B}", ""),
        ("newsgen.yaml", "theme: {stylesheet: css/own.css}\n", ""),
        ("static/css/own.css", "red", "blue"),
        ("content/a1.md", "title: A 1", "title: A 1\nads: false\ncomments: false"),
    ],
)
def test_any_edit_of_a_slot_is_as_from_nothing(root: Path, name: str, old: str, new: str) -> None:
    assert is_as_from_nothing(root)
    before = tree(root / "output")

    edit(root, name, old, new)

    assert is_as_from_nothing(root)
    assert tree(root / "output") != before


def test_a_new_article_changes_no_page_for_a_slot(root: Path) -> None:
    changed = []
    for config in (CONFIG + MENU, CONFIG + MENU + SLOTS):
        written(root, {"newsgen.yaml": config})
        (root / "content/new.md").unlink(missing_ok=True)
        warm(root)
        before = tree(root / "output")
        written(root / "content", {"new.md": article("New", "2026-05-09", "Text.")})
        warm(root)
        after = tree(root / "output")
        changed.append({path for path in before.keys() | after.keys() if before.get(path) != after.get(path)})

    assert changed[0] == changed[1]
