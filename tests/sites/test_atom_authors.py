"""RFC 4287 asks for an author of each entry, or of its feed, and for a date of each, whatever the articles say."""

from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from tests.sites.built import ATOM, CONFIG, article, output, xml

ABOUT = "---\ntitle: About\n---\nx\n"
SITES = {
    "no articles": {"pages/about.md": ABOUT},
    "no authors": {"a.md": article("A", more="categories: [Town]\n")},
    "some authors": {
        "a.md": article("A", more="authors: [Ada]\ncategories: [Town]\n"),
        "b.md": article("B", more="byline: Our own reporter\n"),
        "c.md": article("C", date="2005-01-01 00:00:30"),
    },
    "updated": {"a.md": article("A", more="updated: 2026-05-20\n"), "b.md": article("B", date="2026-05-02")},
    "all to come": {"a.md": article("A", date="2027-01-01")},
}


def named(element: etree._Element) -> list[str]:
    return [each.findtext(f"{ATOM}name", "") for each in element.findall(f"{ATOM}author")]


@pytest.mark.parametrize("publisher", ["", "publisher: {name: The Press}\n"])
@pytest.mark.parametrize("content", SITES.values(), ids=SITES)
def test_every_entry_has_an_author_and_every_date_can_be_read(
    tmp_path: Path, content: dict[str, str], publisher: str
) -> None:
    folder = output(tmp_path, content, CONFIG + publisher + "feeds: {term_formats: [atom]}\n")

    for path in folder.rglob("atom.xml"):
        feed = xml(path)
        assert named(feed) == ["The Press" if publisher else "Gazette"]
        assert all(all(named(entry)) for entry in feed.iter(f"{ATOM}entry"))
        for holder in (feed, *feed.iter(f"{ATOM}entry")):
            assert datetime.fromisoformat(holder.findtext(f"{ATOM}updated", "")).tzinfo is not None
        assert all(datetime.fromisoformat(each.text or "").tzinfo for each in feed.iter(f"{ATOM}published"))


def test_an_entry_names_its_own_authors_and_else_the_feeds_holds(tmp_path: Path) -> None:
    feed = xml(output(tmp_path, SITES["some authors"]) / "atom.xml")

    told = {each.findtext(f"{ATOM}title"): named(each) for each in feed.iter(f"{ATOM}entry")}

    assert told == {"A": ["Ada"], "B": ["Our own reporter"], "C": []}
