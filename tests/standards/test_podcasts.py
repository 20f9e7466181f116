"""The feed of a podcast by the rules of directories, and what is told where they would refuse it.

Apple Podcasts for Creators: "Podcast RSS feed requirements", "Artwork requirements", "A Podcaster's Guide to RSS";
Spotify: "Podcast Delivery Specification"; the Podcast Namespace 1.0 (podcastindex.org).
"""

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from textwrap import dedent

import pytest
from lxml import etree

from newsgen.config_file import load
from newsgen.content.podcasts import CATEGORIES
from newsgen.site.podcastids import guid_of
from tests.recorded import cover, mp3, wav
from tests.sample import ROOT
from tests.sites.built import CONFIG as PLAIN
from tests.sites.built import Files, article, built, page, published, site, xml
from tests.walk.sites import cold, tree

# Copies of covers would take most of the time.
CONFIG = f"{PLAIN}pictures: {{variants: false}}\n"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"

SHOW = """\
---
title: Harbour Talk
description: From the port & about it.
podcast:
  cover: cover.png
  category: [News > Daily News, News > Politics, Technology]
  email: radio@example.org
  owner: Bo
  author: Ada
  copyright: © 2026 Gazette
---
More about it.
"""
FILES: Files = {
    "categories/harbour-talk.md": SHOW,
    "categories/cover.png": cover(),
    "2026/one.md": article(
        "One <1>",
        "Notes with a [link](two.md).",
        "category: Harbour Talk\nid: tag:old.example,2020:1\naudio: {file: one.mp3, episode: 1, season: 2}\n",
    ),
    "2026/one.mp3": mp3(75),
    # Another spelling of the category, and one of several.
    "2026/two.md": article(
        "Two",
        more="categories: [Town, HARBOUR-TALK]\naudio: {url: 'https://cdn.example/2.mp3', duration: 9:01, length: 7, "
        "explicit: true, episode_type: bonus, transcript: two.vtt}\nimage: two.png\n",
        date="2026-05-02 10:00",
    ),
    "2026/two.vtt": b"WEBVTT\n",
    "2026/two.png": cover(3000),
    "2026/text.md": article("Text alone", more="category: Harbour Talk\n"),
    "2026/quiet.md": article("Quiet", more="category: Harbour Talk\naudio: quiet.mp3\nfeed: false\n"),
    "2026/quiet.mp3": mp3(3),
    "2026/unlisted.md": article("Unlisted", more="category: Harbour Talk\naudio: unlisted.mp3\nunlisted: true\n"),
    "2026/unlisted.mp3": mp3(3),
    "2026/tagged.md": article("Tagged", more="tags: [Harbour Talk]\naudio: tagged.mp3\n"),
    "2026/tagged.mp3": mp3(4),
}
URL = "category/harbour-talk/podcast.xml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = site(tmp_path_factory.mktemp("site"), FILES, f"{CONFIG}feeds: {{size: 1, terms: [], formats: [atom]}}\n")
    assert published(folder).diagnostics == ()
    yield folder


@pytest.fixture(scope="module")
def channel(root: Path) -> etree._Element:
    return xml(root / "output" / URL)[0]


# A tag of the channel, and what its text, or that of its attribute, has to be. Apple requires all of them but the last
# four; Spotify the owner's address, and the Namespace its guid.
REQUIRED: Mapping[str, str] = {
    "title": r".+",
    "description": r".+",
    "language": r"[a-z]{2,3}(-[A-Z]{2})?",
    "link": r"https://\S+",
    f"{ITUNES}image@href": r"https://\S+\.(png|jpe?g)",
    f"{ITUNES}category@text": "|".join(map(re.escape, CATEGORIES)),
    f"{ITUNES}explicit": r"true|false",
    f"{ITUNES}author": r".+",
    f"{ITUNES}owner/{ITUNES}email": r"\S+@\S+",
    f"{ITUNES}type": r"episodic|serial",
    f"{ATOM}link@href": rf"https://example\.org/{URL}",
    f"{PODCAST}guid": r"[0-9a-f-]{36}",
}
OF_AN_ITEM: Mapping[str, str] = {
    "title": r".+",
    "enclosure@url": r"https://\S+",
    "enclosure@length": r"[1-9]\d*",
    "enclosure@type": r"audio/(mpeg|x-m4a|mp4)|video/(mp4|quicktime|x-m4v)",
    "guid": r".+",
    "pubDate": r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}",
    f"{ITUNES}duration": r"[1-9]\d*",
    "description": r".+",
    "link": r"https://\S+",
}
ONCE = {"title", "description", "link", "language", "guid", "pubDate", "enclosure", f"{ITUNES}image"}


def text_of(element: etree._Element, path: str) -> str:
    tag, _, attribute = path.partition("@")
    found = element.find(tag)
    assert found is not None, path
    return (found.get(attribute) if attribute else found.text) or ""


@pytest.mark.parametrize("path", REQUIRED)
def test_the_channel_has_what_directories_require(channel: etree._Element, path: str) -> None:
    assert re.fullmatch(REQUIRED[path], text_of(channel, path))


@pytest.mark.parametrize("path", OF_AN_ITEM)
def test_each_episode_has_what_directories_require(channel: etree._Element, path: str) -> None:
    for item in channel.findall("item"):
        assert re.fullmatch(OF_AN_ITEM[path], text_of(item, path))


def test_no_tag_stands_twice_that_stands_once(channel: etree._Element) -> None:
    for element in (channel, *channel.findall("item")):
        names = [child.tag for child in element]
        assert [name for name in ONCE if names.count(name) > 1] == []


def test_it_has_all_public_episodes_of_its_category_and_nothing_else(channel: etree._Element) -> None:
    """However long `feeds.size` is, and however the category is spelled: a tag is none, a text has nothing to hear."""
    assert [item.findtext("title") for item in channel.findall("item")] == ["Two", "One <1>"]


def test_it_says_what_the_description_says(channel: etree._Element) -> None:
    categories = [
        (each.get("text"), [inner.get("text") for inner in each]) for each in channel.findall(f"{ITUNES}category")
    ]

    assert channel.findtext("title") == "Harbour Talk"
    assert channel.findtext("description") == "From the port & about it."
    assert categories == [("News", ["Daily News", "Politics"]), ("Technology", [])]
    assert text_of(channel, f"{ITUNES}owner/{ITUNES}name") == "Bo"
    assert channel.findtext("copyright") == "© 2026 Gazette"
    assert text_of(channel, f"{ITUNES}image@href") == "https://example.org/categories/cover.png"


def test_an_episode_says_what_its_front_matter_says(channel: etree._Element) -> None:
    two, one = channel.findall("item")

    assert {tag: one.findtext(f"{ITUNES}{tag}") for tag in ("season", "episode", "duration", "explicit")} == {
        **{"season": "2", "episode": "1", "duration": "75", "explicit": None},
    }
    assert (one.findtext("guid"), one.find("guid").get("isPermaLink")) == ("tag:old.example,2020:1", "false")
    assert (two.findtext(f"{ITUNES}explicit"), two.findtext(f"{ITUNES}episodeType")) == ("true", "bonus")
    assert dict(two.find(f"{PODCAST}transcript").attrib) == {
        "url": "https://example.org/2026/two.vtt",
        "type": "text/vtt",
    }
    assert two.find(f"{ITUNES}image").get("href") == "https://example.org/2026/two.png"
    assert one.find(f"{ITUNES}image") is None
    assert parsedate_to_datetime(one.findtext("pubDate")).isoformat() == "2026-05-01T10:00:00+01:00"


def test_its_guid_is_the_one_that_its_address_gives(channel: etree._Element) -> None:
    """The example of the Namespace: podnews.net/rss is 9b024349-ccf0-5f69-a609-6b82873eab3c."""
    assert guid_of("https://podnews.net/rss/") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert channel.findtext(f"{PODCAST}guid") == guid_of(f"https://example.org/{URL}")


@pytest.mark.parametrize("way", ["name", "category"])
def test_a_podcast_that_moves_is_asked_to_keep_what_it_is_known_by(tmp_path: Path, way: str) -> None:
    """Apps know it by podcast:guid, which never changes, and newsgen makes one of the first address."""
    root = site(tmp_path, FILES, CONFIG)
    published(root)
    first = xml(root / "output" / URL)[0].findtext(f"{PODCAST}guid")
    (root / "newsgen.urls").write_text(f"/{URL} = feed:podcast:category:harbour-talk\n")
    show = root / "content/categories/harbour-talk.md"
    if way == "name":
        (root / "newsgen.yaml").write_text(f"{CONFIG}feeds: {{names: {{podcast: /talk.xml}}}}\n")
    else:
        show.write_text(SHOW.replace("title: Harbour Talk", "title: Port\nslug: port\nalso: [Harbour Talk]"))

    (told,) = published(root).diagnostics
    show.write_text(show.read_text().replace("podcast:", f"podcast:\n  guid: {first}"))
    new = "talk.xml" if way == "name" else "category/port/podcast.xml"

    assert (told.code, told.level, told.place.file) == (
        "podcast-moved",
        "warning",
        "content/categories/harbour-talk.md",
    )
    assert f"guid: {first}" in told.hint
    assert published(root).diagnostics == ()
    assert xml(root / "output" / new)[0].findtext(f"{PODCAST}guid") == first


def test_the_page_of_the_category_leads_to_it(root: Path) -> None:
    html = page(root / "output", "/category/harbour-talk/")

    (link,) = html.xpath("//link[@rel='alternate'][@type='application/rss+xml']")
    (visible,) = html.xpath(f"//p[@class='feed']/a[@href='/{URL}']")
    assert (link.get("href"), visible.text) == (f"https://example.org/{URL}", "Subscribe to the podcast")
    assert '"@type":"PodcastSeries"' in etree.tostring(html, encoding="unicode")
    assert page(root / "output", "/category/town/").xpath("//p[@class='feed']") == []


def test_the_page_of_an_episode_tells_which_podcast_it_is_of(root: Path) -> None:
    text = (root / "output/2026/05/two/index.html").read_text("utf-8")

    assert '"@type":"PodcastEpisode"' in text
    assert '"webFeed":"https://example.org/category/harbour-talk/podcast.xml"' in text
    assert '<a class="of" href="/category/harbour-talk/">' in text
    assert "PodcastEpisode" not in (root / "output/2026/05/unlisted/index.html").read_text("utf-8")


def test_the_address_is_kept_as_those_of_other_feeds(tmp_path: Path) -> None:
    root = site(tmp_path, FILES, CONFIG)
    published(root)
    (root / "newsgen.urls").write_text(f"/{URL} = feed:podcast:category:harbour-talk\n")
    (root / "newsgen.yaml").write_text(f"{CONFIG}feeds: {{names: {{podcast: /talk.xml}}}}\n")

    published(root)
    new, old = (xml(root / "output" / path)[0] for path in ("talk.xml", URL))
    (root / "content/categories/harbour-talk.md").write_text(SHOW.replace("podcast:", "was:"))
    lost = built(root)

    # Readers of feeds follow no page that leads on: the feed itself stands at its old address.
    assert len(old.findall("item")) == len(new.findall("item")) == 2
    assert [each.code for each in lost.diagnostics if each.level == "error"] == ["address-vanished"]


@pytest.mark.parametrize("name", ["feed/talk/", "show.rss", "/podcasts/{slug}.xml"])
def test_it_is_called_as_the_site_wants(tmp_path: Path, name: str) -> None:
    base = CONFIG.replace("example.org", "example.org/news")
    root = site(tmp_path, FILES, f"{base}feeds: {{names: {{podcast: {name!r}}}}}\n")

    published(root)
    link = page(root / "output", "/category/harbour-talk/").xpath(
        "//link[@rel='alternate'][contains(@title, 'Podcast')]"
    )
    address = link[0].get("href").removeprefix("https://example.org/news/")
    file = root / "output" / (f"{address}index.html" if address.endswith("/") else address)

    # A host would take the index.html of a folder for a page.
    is_told = f"/{address}\n" in (root / "output/_headers").read_text("utf-8")

    assert is_told is address.endswith("/")
    assert xml(file)[0].find(f"{ATOM}link").get("href") == link[0].get("href")


@pytest.mark.parametrize("name", ["talk", "../talk.xml", "{year}.xml", "feed.xml", "//x.xml"])
def test_a_name_that_no_feed_can_have_is_an_error(tmp_path: Path, name: str) -> None:
    """Also that of another feed beside the same page."""
    config, told = load(f"title: T\nfeeds:\n  names: {{podcast: {name!r}}}\n", "newsgen.yaml")

    assert config is None
    assert {(each.code, each.place.line) for each in told} == {("config-value", 3)}


COVERS = {
    "small.png": (cover(1300), "has 1300 pixels a side"),
    "wide.png": (cover(1600, 1500), "is 1600 pixels wide and 1500 high, and no square"),
    "large.png": (cover(3001), "has 3001 pixels a side"),
    "new.webp": (cover(1400, form="WEBP"), "is image/webp"),
    "print.jpg": (cover(1400, form="JPEG", mode="CMYK"), "is in the colours of print (CMYK)"),
}


def test_a_cover_that_directories_refuse_is_told_at_its_line(tmp_path: Path) -> None:
    files = dict(FILES)
    for name, (data, _) in COVERS.items():
        stem = name.partition(".")[0]
        shown = article(stem, more=f"category: {stem}\naudio: {stem}.mp3\n")
        files |= {f"categories/{name}": data, f"categories/{stem}.md": SHOW.replace("cover.png", name)}
        files |= {f"2026/{stem}.md": shown, f"2026/{stem}.mp3": mp3(3)}

    told = published(site(tmp_path, files, CONFIG)).diagnostics

    assert {(each.code, each.level, str(each.place), each.text) for each in told} == {
        (
            "podcast-cover",
            "warning",
            f"content/categories/{name.partition('.')[0]}.md:5:10",
            f"the cover of this podcast {text}",
        )
        for name, (_, text) in COVERS.items()
    }


def test_whatever_a_podcast_lacks_is_told_at_its_line(tmp_path: Path) -> None:
    files = {**FILES, "categories/harbour-talk.md": "---\ntitle: Harbour Talk\npodcast: true\n---\n"}
    del files["categories/cover.png"]

    told = published(site(tmp_path, files, CONFIG)).diagnostics

    assert [(each.code, each.level, each.place.line) for each in told] == [("podcast-incomplete", "warning", 3)] * 4
    words = ("cover", "category", "what it is about", "e-mail")
    assert all(any(word in each.text for each in told) for word in words)


def test_a_podcast_without_https_is_told(tmp_path: Path) -> None:
    """Its cover by itself, and all else by the address of the site."""
    show = SHOW.replace("cover: cover.png", "cover: http://cdn.example/cover.png")

    told = published(site(tmp_path, {**FILES, "categories/harbour-talk.md": show}, CONFIG.replace("https:", "http:")))

    assert [(each.code, each.place.line) for each in told.diagnostics if each.level == "warning"] == [
        ("podcast-incomplete", 4),
        ("picture-insecure", 5),
    ]


REFUSED = {
    "far": ("https://cdn.example/a.mp3", b"", "audio-unmeasured"),
    "unsized": ("{url: 'https://cdn.example/b.mp3', duration: 1:00}", b"", "audio-unmeasured"),
    "text": ("text.mp3", b"no sound", "audio-unmeasured"),
    "empty": ("empty.mp3", b"", "audio-unmeasured"),
    "waves": ("waves.wav", wav(), "audio-type"),
    "nameless": ("{url: 'https://cdn.example/play/12', duration: 1:00, length: 9}", b"", "audio-unmeasured"),
    "again": ("one.mp3", b"", "podcast-twice"),
}


def test_an_episode_that_directories_refuse_is_told_at_its_line(tmp_path: Path) -> None:
    files = dict(FILES)
    for name, (audio, data, _) in REFUSED.items():
        files[f"2026/{name}.md"] = article(name, more=f"category: Harbour Talk\naudio: {audio}\n", date="2026-05-09")
        files |= {f"2026/{audio}": data} if audio.startswith(name) else {}

    told = published(site(tmp_path, files, CONFIG)).diagnostics

    assert {(each.code, each.level, each.place.file, each.place.line) for each in told} == {
        (code, "warning", f"content/2026/{name}.md", 5) for name, (_, _, code) in REFUSED.items()
    }


def test_who_does_what_the_manual_says_has_a_podcast(tmp_path: Path) -> None:
    """From an empty folder, with nothing left that directories would refuse."""
    manual = (ROOT / "docs" / "newsroom.md").read_text("utf-8").partition("## Publish a podcast")[2]
    show, episode = (dedent(block) for block in re.findall(r"```markdown\n(.*?)```", manual, re.DOTALL)[:2])
    files: Files = {
        "categories/harbour-talk.md": show,
        "categories/harbour-talk.jpg": cover(1400, form="JPEG"),
        "2026/05/episode-1.md": episode,
        "2026/05/episode-1.mp3": mp3(3),
    }

    result = published(site(tmp_path, files, CONFIG))

    assert result.diagnostics == ()
    assert [item.findtext("title") for item in xml(tmp_path / "output" / URL).iter("item")] == ["Why cranes sing"]


def test_episodes_that_apps_cannot_put_in_order_are_told(tmp_path: Path) -> None:
    """Trailers and what is beside the series have no number of their own."""
    said = {
        **{"a": "episode: 1", "b": "episode: 1, season: 2", "c": "episode: 1", "d": "title: D"},
        **{"e": "episode_type: trailer", "f": "episode_type: bonus, episode: 1"},
    }
    files: Files = {
        "categories/talk.md": SHOW.replace("title: Harbour Talk", "title: Talk").replace(
            "cover:", "type: serial\n  cover:"
        ),
        "categories/cover.png": cover(),
        **{f"{name}.mp3": mp3(3) for name in said},
    }
    for day, (name, more) in enumerate(said.items(), 1):
        shown = f"category: Talk\naudio: {{file: {name}.mp3, {more}}}\n"
        files[f"{name}.md"] = article(name, more=shown, date=f"2026-05-0{day}")

    told = published(site(tmp_path, files, CONFIG)).diagnostics

    assert [(each.code, each.level, each.place.file, each.place.line) for each in told] == [
        ("podcast-number", "warning", f"content/{name}.md", 5) for name in "cd"
    ]


def test_an_empty_podcast_tells_where_recordings_are(tmp_path: Path) -> None:
    """Its file may have another name than the category of the articles."""
    files: Files = {
        "categories/size.md": SHOW.replace("title: Harbour Talk", "slug: size"),
        "categories/cover.png": cover(),
        "a.md": article("A", more="category: Size & Co\naudio: a.mp3\n"),
        "a.mp3": mp3(3),
    }

    found = published(site(tmp_path, files, CONFIG)).diagnostics
    (told,) = [each for each in found if each.code == "podcast-empty"]

    assert '"size"' in told.text
    assert '"Size & Co" (size-co)' in told.hint


def test_a_podcast_without_episodes_is_a_notice(tmp_path: Path) -> None:
    files: Files = {
        "categories/harbour-talk.md": SHOW,
        "categories/cover.png": cover(),
        "a.md": article(more="category: Harbour Talk\n"),
    }

    told = published(site(tmp_path, files, CONFIG)).diagnostics

    assert [(each.code, each.level) for each in told] == [("podcast-empty", "notice")]
    assert xml(tmp_path / "output" / URL)[0].findall("item") == []


def test_a_description_that_is_not_public_makes_no_podcast(tmp_path: Path) -> None:
    files = {**FILES, "categories/harbour-talk.md": SHOW.replace("title:", "draft: true\ntitle:")}

    published(site(tmp_path, files, CONFIG))

    assert not (tmp_path / "output" / URL).exists()
    assert "PodcastEpisode" not in (tmp_path / "output/2026/05/two/index.html").read_text("utf-8")
    assert not (tmp_path / "output/categories/cover.png").exists()


EDITS = {
    "an episode comes": ("2026/text.md", article("Text alone", more="category: Harbour Talk\naudio: quiet.mp3\n")),
    "one goes": ("2026/one.md", article("One", more="category: Harbour Talk\n")),
    "one moves": ("2026/one.md", article("One", more="category: Town\naudio: one.mp3\n")),
    "one is renamed": ("2026/one.md", article("First", more="category: Harbour Talk\naudio: one.mp3\n")),
    "a recording is cut": ("2026/one.mp3", mp3(30)),
    "the podcast says more": ("categories/harbour-talk.md", SHOW.replace("email:", "explicit: true\n  email:")),
    "the cover is another": ("categories/cover.png", cover(1500)),
    "it is none any more": ("categories/harbour-talk.md", SHOW.replace("podcast:", "was:")),
}


def test_after_any_edit_it_is_what_a_new_one_would_be(tmp_path: Path) -> None:
    root = site(tmp_path / "site", FILES, CONFIG)
    published(root)

    for edit, (name, data) in EDITS.items():
        (root / "content" / name).write_bytes(data.encode() if isinstance(data, str) else data)
        warm = built(root)
        made, diagnostics, _ = cold(root)

        assert tree(root / "output") == made, edit
        # What has left is told once.
        assert tuple(each for each in warm.diagnostics if each.code != "asset-withdrawn") == diagnostics, edit


def test_an_article_without_a_recording_does_not_touch_it(tmp_path: Path) -> None:
    root = site(tmp_path, FILES, CONFIG)
    published(root)
    (root / "content/2026/more.md").write_text(article("More", more="category: Harbour Talk\n"))

    result = published(root)

    assert URL not in {each.path for each in result.changes}
