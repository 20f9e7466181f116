"""The same articles in every format and on the pages: nobody is told another headline, date or author."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import html
from msgspec import Struct

from newsgen.kinds.syndication import atom_id
from tests.kinds.making import article, made, site_folder
from tests.standards.files import found

NAMES = ("feed.xml", "atom.xml", "feed.json")


class Story(Struct, frozen=True):
    """What a format says of an article; `id` as Atom has it, for only Atom wants an address."""

    id: str
    link: str
    title: str
    date: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    summary: str
    text: str
    picture: str
    files: tuple[tuple[str, str, int], ...]


def stories(path: Path) -> list[Story]:
    return _of_json(path) if path.suffix == ".json" else _of_xml(path)


def _of_json(path: Path) -> list[Story]:
    return [
        Story(
            atom_id(item["id"], str(urlsplit(item["url"]).hostname), "2005"),
            item["url"],
            item["title"],
            datetime.fromisoformat(item["date_published"]).astimezone(UTC),
            tuple(author["name"] for author in item.get("authors", ())),
            tuple(item.get("tags", ())),
            item["summary"],
            item.get("content_html", ""),
            item.get("image", ""),
            tuple((each["url"], each["mime_type"], each["size_in_bytes"]) for each in item.get("attachments", ())),
        )
        for item in json.loads(path.read_bytes())["items"]
    ]


def _of_xml(path: Path) -> list[Story]:
    feed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, (path, feed.bozo_exception)
    return [
        Story(
            atom_id(entry.id, str(urlsplit(entry.link).hostname), "2005"),
            entry.link,
            entry.title,
            datetime(*entry.published_parsed[:6], tzinfo=UTC),
            tuple(author["name"] for author in entry.get("authors", ())),
            tuple(tag.term for tag in entry.get("tags", ())),
            entry.summary,
            entry.content[0].value if "content" in entry else "",
            entry.media_content[0]["url"] if "media_content" in entry else "",
            tuple((each.href, each.type, int(each.length)) for each in entry.enclosures),
        )
        for entry in feed.entries
    ]


def folders(output: Path) -> list[Path]:
    """Where feeds stand: at the root and beside terms."""
    return sorted({path.parent for path in found(output, *NAMES)})


def test_all_formats_have_equal_entries(output: Path) -> None:
    n_compared = 0
    for folder in folders(output):
        told = [stories(folder / name) for name in NAMES if (folder / name).is_file()]
        assert told[0]
        assert all(each == told[0] for each in told), folder
        n_compared += len(told) == len(NAMES)

    assert n_compared >= 1


def test_the_sites_that_are_compared_have_pictures_and_all_formats_of_terms(rich: Path) -> None:
    n_whole = sum(all((folder / name).is_file() for name in NAMES) for folder in folders(rich))

    assert any(story.picture for story in stories(rich / "feed.xml"))
    assert n_whole == (1 if "netzbote" in (rich / "robots.txt").read_text() else len(folders(rich)))


def test_an_id_says_the_same_in_every_feed_and_belongs_to_one_article(output: Path) -> None:
    ids: dict[str, str] = {}
    for folder in folders(output):
        for story in stories(folder / "feed.xml"):
            assert ids.setdefault(story.id, story.link) == story.link

    assert len(set(ids.values())) == len(ids)


def test_every_category_with_articles_has_a_feed_of_its_own(output: Path) -> None:
    for kind in ("category", "tag", "author"):
        pages = {page.parent for page in (output / kind).glob("*/index.html")}
        assert pages
        for page in pages:
            assert stories(page / "feed.xml"), page


@pytest.fixture(scope="module")
def told_by_pages(sample: Path) -> dict[str, dict[str, Any]]:
    """Address -> the JSON-LD of its article."""
    told = {}
    for path in sample.rglob("index.html"):
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8"), re.S):
            data = json.loads(text)
            for each in data.get("@graph", [data]):
                if "headline" in each:
                    told[each["url"] if "url" in each else each["mainEntityOfPage"]] = each
    return told


def test_pages_tell_the_same_headline_date_and_authors(sample: Path, told_by_pages: dict[str, dict[str, Any]]) -> None:
    every = {story.link: story for folder in folders(sample) for story in stories(folder / "feed.xml")}

    assert len(every) > 40
    for link, story in every.items():
        page = html.fromstring((sample / urlsplit(link).path.lstrip("/") / "index.html").read_bytes())
        data = told_by_pages[link]
        heading = page.xpath("//h1")[0].text_content().strip()
        shown = {each.text_content().strip() for each in page.xpath("//main//*[@rel='author']")}
        times = {datetime.fromisoformat(each) for each in page.xpath("//main//time/@datetime")}

        assert heading == story.title == data["headline"]
        assert story.date in times
        assert datetime.fromisoformat(data["datePublished"]) == story.date
        assert [author["name"] for author in data["author"]] == list(story.authors)
        agencies = page.xpath("string(//main//p[@class='agencies'])")
        assert [name for name in story.authors if name not in shown and name not in agencies] == []


def test_a_change_of_title_or_address_keeps_the_id(tmp_path: Path) -> None:
    """Readers are not shown again what they have read."""
    before = site_folder(tmp_path / "a", {"a.md": article("Old", "2026-05-01", more="id: nb-1\n")})
    after = site_folder(tmp_path / "b", {"b.md": article("New", "2026-05-02", more="id: nb-1\nslug: moved\n")})

    ids = []
    for root in (before, after):
        for name, data in made(root, NAMES).items():
            (tmp_path / name).write_bytes(data)
            ids.append(stories(tmp_path / name)[0].id)

    assert ids == ["tag:example.org,2005:nb-1"] * 6
