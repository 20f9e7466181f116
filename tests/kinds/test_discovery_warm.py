"""Feeds, sitemaps and redirects of a build after an edit are those of a build from nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.walk.sites import CLOCK, cold, small_site, tree, warm, written

ARTICLE = "---\ntitle: {title}\ndate: 2026-05-10 10:00\n{more}---\n\nText.\n"

EDITS = {
    "a language": {"x.md": "translation_key: k\nlang: fr\n"},
    "no translation": {"x.md": ""},
    "a draft": {"x.md": "translation_key: k\nlang: en\ndraft: true\n"},
    "unlisted": {"x.md": "translation_key: k\nlang: en\nunlisted: true\n"},
    "noindex": {"x.md": "translation_key: k\nlang: en\nnoindex: true\n"},
    "an address": {"x.md": "translation_key: k\nlang: en\nslug: other\n"},
    "an alias": {"y.md": "translation_key: k\naliases: [/old/, /older/]\n"},
    "no alias": {"y.md": "translation_key: k\n"},
    "a redirect": {"y.md": "translation_key: k\naliases: [/old/]\nredirect_to: /2026/05/a2/\n"},
    "a longer chain": {"z.md": "redirect_to: /2026/05/moved/\n", "moved.md": "redirect_to: /2026/05/a3/\n"},
    "a new first hop": {"z.md": "redirect_to: /2026/05/a4/\n"},
    "an update": {"y.md": "translation_key: k\naliases: [/old/]\nupdated: 2026-05-20\n"},
    "out of the feeds": {"y.md": "translation_key: k\naliases: [/old/]\nfeed: false\n"},
    "an id": {"y.md": "translation_key: k\naliases: [/old/]\nid: other\n"},
}


def edited(root: Path, articles: dict[str, str]) -> None:
    written(root / "content", {name: ARTICLE.format(title=name, more=more) for name, more in articles.items()})


def site(root: Path) -> Path:
    small_site(root)
    config = (root / "newsgen.yaml").read_text() + "redirects: {hosts: [nginx, apache]}\n"
    written(root, {"newsgen.yaml": config})
    before = {
        "x.md": "translation_key: k\nlang: en\n",
        "y.md": "translation_key: k\naliases: [/old/]\n",
        "z.md": "redirect_to: /2026/05/y/\n",
        "to-z.md": "redirect_to: /2026/05/z/\n",
    }
    edited(root, before)
    return root


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_shows_in_all_that_machines_read(tmp_path: Path, edit: str) -> None:
    root = site(tmp_path / "site")
    assert warm(root).exit_code == 0
    before = tree(root / "output")

    edited(root, EDITS[edit])
    assert warm(root).exit_code == 0

    assert tree(root / "output") != before
    assert tree(root / "output") == cold(root)[0]


def test_an_update_shows_when_its_time_has_come(tmp_path: Path) -> None:
    """No source changes then: the clock alone."""
    root = site(tmp_path / "site")
    edited(root, {"y.md": f"aliases: [/old/]\nupdated: {(CLOCK + timedelta(days=1)).isoformat()}\n"})
    n_told = []
    for clock in (CLOCK, CLOCK + timedelta(hours=23), CLOCK + timedelta(days=1), CLOCK):
        assert warm(root, clock).exit_code == 0
        assert tree(root / "output") == cold(root, clock)[0]
        n_told.append(sum(b"2026-06-02" in data for data in tree(root / "output").values()))

    assert n_told[0] == n_told[1] == n_told[3] == 0
    assert n_told[2] > 2
