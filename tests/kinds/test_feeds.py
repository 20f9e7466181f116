"""Feeds of real files, read back as readers' programs read them."""

import json
import re
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from newsgen.kinds.feedtext import feed_html
from tests.kinds.making import CONFIG, PNG, article, made, planned, site_at, site_folder

ALL = ("feed.xml", "atom.xml", "feed.json")
NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}

RICH = """\
---
title: 'A <b> & ]]> &amp; title'
date: 2026-05-20 10:00
updated: 2026-05-21 11:30
id: cup 2026/ü
categories: [Sport]
tags: [Cup]
authors: [Ada Lovelace, Bob]
image: {src: cup.png, alt: A cup, credit: Carl <c>}
audio: talk.mp3
---

Text[^1] [other](b.md#x) ![cup](cup.png) [root](/x/?a=1&b=2)

[^1]: A note.
"""


def rich_site(root: Path, config: str = CONFIG) -> Path:
    site_folder(root, {"a.md": RICH, "b.md": article("B", "2026-05-01", more="categories: [Sport]\n")}, config)
    (root / "content" / "cup.png").write_bytes(PNG)
    (root / "content" / "talk.mp3").write_bytes(b"12345")
    return root


def parsed(data: bytes) -> Any:
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.bozo_exception
    return feed


def test_all_formats_tell_the_same_entries(tmp_path: Path) -> None:
    files = made(rich_site(tmp_path), ALL)
    rss, atom, tree = parsed(files["feed.xml"]), parsed(files["atom.xml"]), json.loads(files["feed.json"])

    def facts(feed: Any) -> list[Any]:
        return [
            (each.title, each.link, each.published_parsed[:6], [author.name for author in each.get("authors", ())])
            for each in feed.entries
        ]

    assert [each[:2] for each in facts(atom)] == [(each["title"], each["url"]) for each in tree["items"]]
    assert [each[:3] for each in facts(rss)] == [each[:3] for each in facts(atom)]
    assert facts(atom)[0][3] == [each["name"] for each in tree["items"][0]["authors"]] == ["Ada Lovelace", "Bob"]
    assert [tag.term for tag in rss.entries[0].tags] == [tag.term for tag in atom.entries[0].tags] == ["Sport", "Cup"]
    assert tree["items"][0]["tags"] == ["Sport", "Cup"]
    assert [each.title for each in rss.entries] == ["A <b> & ]]> & title", "B"]


def test_rss_says_what_readers_and_partners_look_for(tmp_path: Path) -> None:
    channel = ET.fromstring(made(rich_site(tmp_path), ALL)["feed.xml"]).find("channel")
    assert channel is not None
    item = channel.findall("item")[0]

    def text(path: str, node: ET.Element = item) -> str:
        return node.findtext(path, "", NS)

    own = channel.find("atom:link", NS)
    assert own is not None
    assert own.attrib == {"href": "https://example.org/feed.xml", "rel": "self", "type": "application/rss+xml"}
    assert text("link", channel) == "https://example.org/"
    assert text("title", channel) == "Test & News"
    assert text("language", channel) == "de"
    assert text("lastBuildDate", channel) == "Thu, 21 May 2026 11:30:00 +0200"
    assert [each.text for each in item.findall("dc:creator", NS)] == ["Ada Lovelace", "Bob"]
    assert item.find("author") is None
    guid = item.find("guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == ("cup 2026/ü", "false")
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {"url": "https://example.org/talk.mp3", "length": "5", "type": "audio/mpeg"}
    picture = item.find("media:content", NS)
    assert picture is not None
    assert (picture.get("url"), picture.get("width"), picture.get("height")) == (
        "https://example.org/cup.png",
        "1",
        "1",
    )
    assert (text("media:description", picture), text("media:credit", picture)) == ("A cup", "Carl <c>")
    names = [each.tag.rpartition("}")[2] for each in item]
    assert names.index("description") < names.index("encoded")


def test_atom_ids_are_tags_and_links_know_what_they_are(tmp_path: Path) -> None:
    feed = ET.fromstring(made(rich_site(tmp_path), ALL)["atom.xml"])
    entry = feed.findall("atom:entry", NS)[0]

    assert entry.findtext("atom:id", "", NS) == "tag:example.org,2005:cup%202026/%C3%BC"
    assert entry.findtext("atom:updated", "", NS) == feed.findtext("atom:updated", "", NS)
    links = {each.get("rel", "alternate"): each.get("href") for each in entry.findall("atom:link", NS)}
    assert links == {"alternate": "https://example.org/2026/05/a/", "enclosure": "https://example.org/talk.mp3"}
    assert {each.get("rel"): each.get("href") for each in feed.findall("atom:link", NS)} == {
        "self": "https://example.org/atom.xml",
        "alternate": "https://example.org/",
    }


def test_an_entry_in_another_language_says_so(tmp_path: Path) -> None:
    files = made(site_folder(tmp_path, {"a.md": article("A", "2026-05-01", more="lang: en\n")}), ALL)

    feed = ET.fromstring(files["atom.xml"])
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (feed.get(lang), [each.get(lang) for each in feed.findall("atom:entry", NS)]) == ("de", ["en"])
    assert json.loads(files["feed.json"])["items"][0]["language"] == "en"


def test_a_language_is_told_as_a_language_tag(tmp_path: Path) -> None:
    """BCP 47 has hyphens; `pt_BR` is how some systems write it."""
    config = CONFIG.replace("language: de", "language: pt_BR")

    files = made(site_folder(tmp_path, {"a.md": article("A", "2026-05-01", more="lang: de_AT\n")}, config), ALL)

    assert parsed(files["feed.xml"]).feed.language == parsed(files["atom.xml"]).feed.language == "pt-BR"
    assert b'<entry xml:lang="de-AT">' in files["atom.xml"]
    tree = json.loads(files["feed.json"])
    assert (tree["language"], tree["items"][0]["language"]) == ("pt-BR", "de-AT")


@pytest.mark.parametrize(
    ("size", "shown"),
    [((100, 50), (100, 50)), ((512, 512), (144, 144)), ((300, 1200), (100, 400)), ((900, 2), (144, 1))],
)
def test_a_channel_shows_the_publishers_logo_as_large_as_rss_allows(
    tmp_path: Path, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    root = site_folder(tmp_path, {}, CONFIG + "publisher: {logo: static/own.png}\n")
    (root / "static").mkdir()
    Image.new("RGB", size).save(root / "static" / "own.png")

    image = ET.fromstring(made(root, ALL)["feed.xml"]).find("channel/image")

    assert image is not None
    assert {each.tag: each.text for each in image} == {
        "url": "https://example.org/own.png",
        "title": "Test & News",
        "link": "https://example.org/",
        "width": str(shown[0]),
        "height": str(shown[1]),
    }


@pytest.mark.parametrize("logo", ["", "static/logo.svg", "https://cdn.example/logo.png", "static/missing.png"])
def test_a_channel_without_such_a_logo_shows_the_themes_icon(tmp_path: Path, logo: str) -> None:
    root = site_folder(tmp_path, {}, CONFIG + f"publisher: {{logo: '{logo}'}}\n")

    channel = ET.fromstring(made(root, ALL)["feed.xml"])

    assert channel.findtext("channel/image/url") == "https://example.org/icon-192.png"
    assert channel.findtext("channel/image/width") == "144"


def test_an_id_that_is_an_address_stays_as_it_is(tmp_path: Path) -> None:
    """Readers of a site that moved here know its articles by these ids."""
    old = "https://example.org/?p=17"
    root = site_folder(tmp_path, {"a.md": article("A", "2026-05-01", more=f"guid: {old}\n")})

    files = made(root, ALL)

    assert parsed(files["feed.xml"]).entries[0].id == parsed(files["atom.xml"]).entries[0].id == old


@pytest.mark.parametrize("path", ALL)
def test_every_address_in_a_text_is_absolute(tmp_path: Path, path: str) -> None:
    config = CONFIG.replace("https://example.org", "https://example.org/news")
    text = made(rich_site(tmp_path, config), ALL)[path].decode()
    body = unescape(text).replace('\\"', '"')

    addresses = re.findall(r'<(?:a|img) (?:[^>]* )?(?:href|src)="([^"]*)"', body)

    assert "https://example.org/news/2026/05/a/#fn-1" in addresses
    assert "https://example.org/news/2026/05/b/#x" in addresses
    assert "https://example.org/news/cup.png" in addresses
    assert all(each.startswith("https://example.org/") for each in addresses)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p onclick="x()" style="color:red">A<script>1</script> b</p>', "<p>A b</p>"),
        ("<p>a</p><form><input><p>in</p></form>tail", "<p>a</p>tail"),
        ('<iframe src="//v.example/1" title="Film">x</iframe> c', '<a href="https://v.example/1">Film</a> c'),
        ('<a href="javascript:x">j</a>', "<a>j</a>"),
        ('<a href="#fn">f</a>', '<a href="https://e.org/x/#fn">f</a>'),
        ('<img srcset="a.jpg 1x, /b.jpg 2x">', '<img srcset="https://e.org/x/a.jpg 1x, https://e.org/b.jpg 2x">'),
        ('<video poster="/p.jpg"></video>', '<video poster="https://e.org/p.jpg"></video>'),
        ("a\x00\x0b\ufffe ]]> &amp;lt; b<!-- c -->", "a ]]&gt; &amp;lt; b"),
        ("<p>a</p>\n<style>p{}</style>\n<p>b</p>", "<p>a</p>\n\n<p>b</p>"),
        ("", ""),
        ("<!-- only -->", ""),
    ],
)
def test_bodies_hold_nothing_that_runs(html: str, expected: str) -> None:
    assert feed_html(html, "https://e.org/x/") == expected


def test_hostile_titles_do_not_break_a_feed(tmp_path: Path) -> None:
    titles = ['"\\x01\\x1b bell"', "'<script>alert(1)</script>'", "']]> & &#0; &bogus;'", '"\\uFFFE \\U0001F600"']
    articles = {f"a{n}.md": article(title, f"2026-05-{n + 1:02d}", "x &#1; \ufffe y") for n, title in enumerate(titles)}

    files = made(site_folder(tmp_path, articles), ALL)

    assert len(parsed(files["feed.xml"]).entries) == len(parsed(files["atom.xml"]).entries) == len(titles)
    assert "<script>alert(1)</script>" in {each["title"] for each in json.loads(files["feed.json"])["items"]}


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    """A feed knows no clock but its articles': nobody fetches what has not changed."""
    root = rich_site(tmp_path)
    first = made(root, ALL)
    later = site_at(root).clock.replace(year=2027)

    assert made(root, ALL, later) == first


def test_feeds_hold_the_newest_that_may_be_shown(tmp_path: Path) -> None:
    articles = {
        f"a{n}.md": article(f"T{n}", f"2026-05-{n:02d}", more="feed: false\n" if n > 5 else "") for n in range(1, 10)
    }
    config = CONFIG + "feeds: {size: 3, full_text: false}\n"

    feed = parsed(made(site_folder(tmp_path, articles, config), ALL)["feed.xml"])

    assert [each.title for each in feed.entries] == ["T5", "T4", "T3"]
    assert all("content" not in each for each in feed.entries)


def test_terms_have_the_feeds_that_the_configuration_names(tmp_path: Path) -> None:
    config = CONFIG + "feeds: {formats: [atom], term_formats: [rss, json], terms: [category]}\n"
    root = rich_site(tmp_path, config)

    paths = {output.path for output in planned(site_at(root)) if output.kind.name == "feed"}
    feed = parsed(made(root, list(paths))["category/sport/feed.xml"])

    assert paths == {"atom.xml", "category/sport/feed.xml", "category/sport/feed.json"}
    assert feed.feed.title == "Sport – Test & News"
    assert feed.feed.link == "https://example.org/category/sport/"


@pytest.mark.parametrize("config", [CONFIG, 'title: ""\nbase_url: https://example.org\n'])
def test_a_site_without_articles_has_valid_feeds(tmp_path: Path, config: str) -> None:
    files = made(site_folder(tmp_path, {}, config), ALL)

    assert parsed(files["feed.xml"]).entries == parsed(files["atom.xml"]).entries == []
    assert json.loads(files["feed.json"])["items"] == []


def test_only_an_id_that_is_the_address_is_a_permalink(tmp_path: Path) -> None:
    articles = {
        "a.md": article("A", "2026-05-01", more="id: https://example.org/2026/05/a/\n"),
        "b.md": article("B", "2026-05-02", more="id: https://example.org/?p=2\n"),
    }

    tree = ET.fromstring(made(site_folder(tmp_path, articles), ALL)["feed.xml"])

    assert {each.text: each.get("isPermaLink") for each in tree.iter("guid")} == {
        "https://example.org/2026/05/a/": "true",
        "https://example.org/?p=2": "false",
    }


# Every character that has broken a feed somewhere, and any other.
HOSTILE = st.text(
    st.sampled_from("<>&'\"]]>\x00\x01\x0b\x1b\x7f\x85\u2028\ud800\udfff\ufeff\ufffe\uffff\U0001f600 ä")
    | st.characters()
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(HOSTILE, min_size=8, max_size=8))
def test_whatever_a_source_holds_a_feed_can_be_read(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    keys = ("title", "description", "teaser", "byline", "id", "image_alt", "image_credit")
    head = dict(zip(keys, texts, strict=False)) | {"title": f"T{texts[0]}", "date": "2026-05-01"}
    head |= {"tags": [f"t{texts[1]}"], "authors": [f"a{texts[2]}"], "image": f"https://x.example/{texts[3]}.jpg"}
    head |= {"audio": f"https://x.example/{texts[4]}.mp3"}
    # In JSON even a lone surrogate can be written.
    text = f"{json.dumps(head, indent=1)}\n\n{texts[7].encode('utf-8', 'replace').decode()}\n"

    files = made(site_folder(tmp_path_factory.mktemp("site"), {"a.md": text}), ALL)

    assert len(parsed(files["feed.xml"]).entries) == len(parsed(files["atom.xml"]).entries) == 1
    assert len(json.loads(files["feed.json"])["items"]) == 1
