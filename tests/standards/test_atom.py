"""Atom feeds by RFC 4287."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.standards.files import found, relax_ng, tree_of

ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_feed_is_valid(output: Path) -> None:
    schema = relax_ng("atom.rng")
    for path in found(output, "atom.xml"):
        schema.assertValid(tree_of(path))


@pytest.mark.parametrize(
    "broken",
    [
        "feed/id",
        "feed/title",
        "feed/updated",
        "entry/id",
        "entry/title",
        "entry/updated",
        "entry/author/name",
    ],
)
def test_the_schema_misses_what_must_be_there(extremes: Path, broken: str) -> None:
    tree = tree_of(extremes / "atom.xml")
    path = "/".join(f"{ATOM}{name}" for name in broken.removeprefix("feed/").split("/"))
    element = tree.find(path)
    assert element is not None
    element.getparent().remove(element)

    assert not relax_ng("atom.rng").validate(tree)


@pytest.mark.parametrize(
    ("path", "attribute", "value"),
    [
        ("entry/id", None, "not absolute"),
        ("entry/updated", None, "2026-05-01"),
        ("entry/updated", None, "2026-13-01T10:00:00Z"),
        ("link", "href", "/atom.xml"),
        ("link", "rel", "prev"),
        ("entry/category", "term", None),
        (".", "version", "1.0"),
    ],
)
def test_the_schema_refuses_what_must_not_be(
    extremes: Path, path: str, attribute: str | None, value: str | None
) -> None:
    tree = tree_of(extremes / "atom.xml")
    element = tree if path == "." else tree.find("/".join(f"{ATOM}{name}" for name in path.split("/")))
    assert element is not None
    if attribute is None:
        element.text = value
    elif value is None:
        del element.attrib[attribute]
    else:
        element.set(attribute, value)

    assert not relax_ng("atom.rng").validate(tree)


def test_every_entry_has_an_author_of_its_own_or_the_feeds(output: Path) -> None:
    """RFC 4287 §4.1.1 and §4.1.2."""
    for path in found(output, "atom.xml"):
        feed = tree_of(path)
        assert feed.find(f"{ATOM}author") is not None or all(
            entry.find(f"{ATOM}author") is not None for entry in feed.iter(f"{ATOM}entry")
        )


def test_an_entry_without_content_has_an_alternate_link_and_no_two_are_alike(output: Path) -> None:
    """RFC 4287 §4.1.1 and §4.1.2: one alternate link at most for each type and language."""
    for path in found(output, "atom.xml"):
        for element in tree_of(path).iter(f"{ATOM}feed", f"{ATOM}entry"):
            links = element.findall(f"{ATOM}link")
            alternates = [
                (each.get("type"), each.get("hreflang"))
                for each in links
                if each.get("rel", "alternate") == "alternate"
            ]
            assert alternates
            assert len(alternates) == len(set(alternates))


def test_ids_are_unique_and_updated_tells_the_newest(output: Path) -> None:
    for path in found(output, "atom.xml"):
        feed = tree_of(path)
        ids = [each.text for each in feed.iter(f"{ATOM}id")]
        dates = [each.text or "" for each in feed.findall(f"{ATOM}entry/{ATOM}updated")]

        assert len(ids) == len(set(ids))
        assert feed.findtext(f"{ATOM}updated") in dates
        assert feed.findtext(f"{ATOM}updated") == max(dates, key=datetime.fromisoformat)
