"""The sample site's feeds and sitemaps, held against its pages: what machines are told is what readers see."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import pytest

from tests.sample import CLOCK, SITE

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@pytest.fixture
def output(sample: Path) -> Path:
    return sample


def file_of(output: Path, url: str) -> Path:
    """The file that a host serves for an address of the site."""
    assert url.startswith(f"{SITE}/"), url
    path = output / unquote(urlsplit(url).path).lstrip("/")
    return path / "index.html" if url.endswith("/") else path


def sitemaps(output: Path) -> Iterator[tuple[str, ET.Element]]:
    """The sitemaps with pages in them, as a search engine finds them: from robots.txt on."""
    robots = (output / "robots.txt").read_text()
    found = re.findall(r"^Sitemap: (\S+)$", robots, re.MULTILINE)
    while found:
        url = found.pop()
        data = file_of(output, url).read_bytes()
        assert len(data) <= 50 * 2**20
        root = ET.fromstring(data)
        if root.tag == f"{S}sitemapindex":
            assert all([child.tag for child in each] in ([f"{S}loc"], [f"{S}loc", f"{S}lastmod"]) for each in root)
            found += [each.findtext(f"{S}loc", "") for each in root]
        else:
            assert root.tag == f"{S}urlset"
            yield url, root


def pages(output: Path) -> dict[str, str]:
    """Canonical address -> text of the pages that search engines may show."""
    texts = [path.read_text("utf-8") for path in output.rglob("*.html")]
    canonical = re.compile(r'<link rel="canonical" href="([^"]*)"')
    hiding = re.compile(r'<meta (?:name="robots" content="noindex|http-equiv="refresh")')
    return {unescape(found[1]): text for text in texts if (found := canonical.search(text)) and not hiding.search(text)}


def test_sitemaps_name_every_indexable_page_once_and_no_other(output: Path) -> None:
    maps = dict(sitemaps(output))
    locs = [
        each.findtext(f"{S}loc", "")
        for url, root in maps.items()
        if not url.endswith("/news-sitemap.xml")
        for each in root
    ]

    assert len(maps) > 3
    assert sorted(locs) == sorted(pages(output))
    assert all(len(loc) < 2048 and "#" not in loc and " " not in loc and loc.isascii() for loc in locs)
    assert all(len(root) <= 50_000 for root in maps.values())
    # A sitemap speaks only of what lies below its own folder.
    assert all(url.rpartition("/")[0] == SITE for url in maps)


def test_lastmod_is_the_change_that_the_page_tells(output: Path) -> None:
    texts = pages(output)
    told = re.compile(r'"dateModified": ?"([^"]*)"')
    n_compared = 0
    for _, root in sitemaps(output):
        for each in root:
            if lastmod := each.findtext(f"{S}lastmod"):
                changed = datetime.fromisoformat(lastmod)
                page = told.search(texts[each.findtext(f"{S}loc", "")])
                assert page is not None
                assert changed == datetime.fromisoformat(page[1])
                assert changed <= CLOCK
                n_compared += 1

    assert n_compared > 40


def test_elements_stand_in_the_order_of_the_schema(output: Path) -> None:
    for _, root in sitemaps(output):
        for each in root:
            own = [child.tag for child in each if child.tag.startswith(S)]
            assert own in ([f"{S}loc"], [f"{S}loc", f"{S}lastmod"])
            assert [child.tag for child in each][: len(own)] == own


def test_pictures_of_sitemaps_exist(output: Path) -> None:
    pictures = [each.text or "" for _, root in sitemaps(output) for each in root.iter(f"{IMAGE}loc")]

    assert pictures
    assert all(file_of(output, each).is_file() for each in pictures)


def test_the_news_sitemap_has_every_article_of_two_days(output: Path) -> None:
    root = ET.parse(output / "news-sitemap.xml").getroot()
    atom = feedparser.parse((output / "atom.xml").read_bytes())
    expected = {
        each.link: each.title for each in atom.entries if datetime.fromisoformat(each.published) > CLOCK - timedelta(2)
    }

    assert {each.findtext(f"{S}loc"): each.findtext(f"{NEWS}news/{NEWS}title") for each in root} == expected
    assert expected
    dates = [datetime.fromisoformat(each.text or "") for each in root.iter(f"{NEWS}publication_date")]
    assert all(CLOCK - timedelta(2) < each <= CLOCK for each in dates)
    assert {each.text for each in root.iter(f"{NEWS}language")} <= {"de", "en"}


def feeds(output: Path) -> list[Path]:
    found = [path for name in ("feed.xml", "atom.xml", "feed.json", "podcast.xml") for path in output.rglob(name)]
    assert len(found) > 10
    return found


def entries(path: Path) -> list[dict[str, Any]]:
    """What each format says of its entries, in one form."""
    if path.suffix == ".json":
        return [
            {
                "link": each["url"],
                "title": each["title"],
                "date": datetime.fromisoformat(each["date_published"]),
                "authors": [author["name"] for author in each.get("authors", ())],
                "tags": each.get("tags", []),
                "summary": each["summary"],
            }
            for each in json.loads(path.read_bytes())["items"]
        ]
    feed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, (path, feed.bozo_exception)
    return [
        {
            "link": each.link,
            "title": each.title,
            "date": datetime(*each.published_parsed[:6], tzinfo=UTC),
            "authors": [author["name"] for author in each.get("authors", ())],
            "tags": [tag.term for tag in each.get("tags", ())],
            "summary": each.summary,
        }
        for each in feed.entries
    ]


def test_the_three_formats_say_the_same(output: Path) -> None:
    rss, atom, tree = (entries(output / name) for name in ("feed.xml", "atom.xml", "feed.json"))

    assert len(rss) == 20
    assert rss == atom == tree


def test_entries_are_the_newest_first_and_lead_to_pages(output: Path) -> None:
    texts = pages(output)
    for path in feeds(output):
        found = entries(path)
        dates = [each["date"] for each in found]

        assert 1 <= len(found) <= 100
        assert dates == sorted(dates, reverse=True)
        assert dates[0] <= CLOCK
        assert all(each["link"] in texts for each in found), path


def test_a_feed_knows_its_own_address_and_that_of_its_page(output: Path) -> None:
    for path in feeds(output):
        own = f"{SITE}/{path.relative_to(output).as_posix()}"
        page = own.rpartition("/")[0] + "/"
        if path.suffix == ".json":
            tree = json.loads(path.read_bytes())
            assert (tree["feed_url"], tree["home_page_url"]) == (own, page)
        else:
            links = feedparser.parse(path.read_bytes()).feed.links
            assert {(each.rel, each.href) for each in links} == {("self", own), ("alternate", page)}


def test_every_address_in_a_feed_is_absolute_and_leads_somewhere(output: Path) -> None:
    addresses = set()
    for path in feeds(output):
        text = path.read_text("utf-8")
        assert path.stat().st_size < 2**20
        body = text.replace('\\"', '"') if path.suffix == ".json" else unescape(text)
        addresses |= {unescape(each) for each in re.findall(r'\b(?:href|src|url|poster)="([^"]*)"', body)}
        assert not re.search(r"<(?:script|style|form|iframe)\b| style=| on[a-z]+=", body), path
        assert not re.search(r"<img (?![^>]*\balt=)", body), path

    assert all(re.match(r"https?://|mailto:|tel:", each) for each in addresses)
    own = {each.partition("#")[0] for each in addresses if each.startswith(SITE)}
    assert len(own) > 100
    assert [each for each in own if not file_of(output, each).is_file()] == []


def test_pages_name_the_feeds_that_exist(output: Path) -> None:
    feed = re.compile(r'<link rel="alternate" type="application/[^"]*(?:rss|atom|feed)[^"]*"[^>]* href="([^"]*)"')
    named = {unescape(each) for text in pages(output).values() for each in feed.findall(text)}

    assert named == {f"{SITE}/{path.relative_to(output).as_posix()}" for path in feeds(output)}
