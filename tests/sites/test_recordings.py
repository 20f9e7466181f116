"""A recording is heard on its article's page, and carried by feeds; of what is not public nothing of it is anywhere."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.recorded import cover, mp3
from tests.sites.built import CONFIG, Files, article, built, outputs, page, published, site, xml
from tests.walk.sites import cold, tree

SOUND = mp3(90)
REMOTE = "audio: {url: 'https://cdn.example/b 1.mp3', duration: '1:02:03', length: 62400000}\n"
FILES: Files = {
    "2026/own.md": article(
        "Own", more='audio: {file: "Folge Ö 1.MP3", title: The bridge, transcript: own.vtt}\n', date="2026-05-03"
    ),
    "2026/Folge Ö 1.MP3": SOUND,
    "2026/own.vtt": b"WEBVTT\n",
    "2026/remote.md": article("Remote", more=REMOTE, date="2026-05-02"),
    "2026/film.md": article("Film", more="audio: film.mp4\nimage: still.png\n"),
    "2026/film.mp4": b"\0\0\0\x18ftypisom" + b"\0" * 50,
    "2026/still.png": cover(1400),
    "2026/table.md": article("Table", more="enclosure: plan.csv\n"),
    "2026/plan.csv": b"a,b\n",
    "pages/about.md": "---\ntitle: About\naudio: /greeting.mp3\n---\nHello.\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = site(
        tmp_path_factory.mktemp("site"),
        FILES,
        f"{CONFIG}pictures: {{variants: false}}\n".replace("example.org", "example.org/news"),
    )
    (folder / "static").mkdir()
    (folder / "static" / "greeting.mp3").write_bytes(mp3(5))
    published(folder)
    yield folder


def data(output: Path, url: str, type_: str) -> list[dict[str, Any]]:
    scripts = page(output, url).xpath("//script[@type='application/ld+json']/text()")
    return [found for text in scripts if (found := json.loads(text))["@type"] == type_]


def test_its_page_has_a_player_that_loads_nothing_by_itself(root: Path) -> None:
    (player,) = page(root / "output", "/2026/05/own/").find_class("player")
    (sound,) = player.findall("audio")
    download, transcript = player.xpath(".//a")

    assert dict(sound.attrib) == {
        "controls": "",
        "preload": "none",
        "src": "/news/2026/Folge%20%C3%96%201.MP3",
        "aria-label": "The bridge",
    }
    assert [" ".join(each.text_content().split()) for each in player.iter("figcaption", "small")] == [
        "The bridge 2 mins",
        "MP3, 359 kB",
    ]
    assert (download.get("href"), download.get("download")) == (sound.get("src"), "")
    assert transcript.get("href") == "/news/2026/own.vtt"


def test_one_of_another_host_is_told_as_front_matter_has_it(root: Path) -> None:
    (player,) = page(root / "output", "/2026/05/remote/").find_class("player")

    assert player.find("audio").get("src") == "https://cdn.example/b%201.mp3"
    assert "62\xa0min" in player.text_content()
    assert "MP3, 62.4\xa0MB" in player.text_content()
    assert "Listen" in player.text_content()


def test_a_film_is_seen_in_the_same_way(root: Path) -> None:
    (film,) = page(root / "output", "/2026/05/film/").xpath("//figure[@class='player']/video")
    (said,) = data(root / "output", "/2026/05/film/", "NewsArticle")

    assert (film.get("src"), film.get("preload")) == ("/news/2026/film.mp4", "none")
    assert said["video"]["@type"] == "VideoObject"
    assert said["video"]["thumbnailUrl"] == "https://example.org/news/2026/still.png"
    assert "audio" not in said


def test_a_standing_page_has_one_too_and_what_is_no_recording_has_none(root: Path) -> None:
    (sound,) = page(root / "output", "/about/").xpath("//figure[@class='player']/audio")

    assert sound.get("src") == "/news/greeting.mp3"
    assert page(root / "output", "/2026/05/table/").find_class("player") == []


def test_search_engines_are_told_how_long_it_is(root: Path) -> None:
    (said,) = data(root / "output", "/2026/05/own/", "NewsArticle")

    assert said["audio"] == {
        "@type": "AudioObject",
        "@id": "https://example.org/news/2026/05/own/#recording",
        "name": "The bridge",
        "contentUrl": "https://example.org/news/2026/Folge%20%C3%96%201.MP3",
        "encodingFormat": "audio/mpeg",
        "contentSize": "359\xa0kB",
        "duration": "PT1M30S",
        "uploadDate": "2026-05-03T00:00:00+01:00",
        "inLanguage": "en",
    }
    assert data(root / "output", "/2026/05/own/", "PodcastEpisode") == []


def test_feeds_carry_it(root: Path) -> None:
    rss = {each.findtext("title"): each.find("enclosure") for each in xml(root / "output/feed.xml").iter("item")}
    attachments = {
        each["title"]: each.get("attachments") for each in json.loads((root / "output/feed.json").read_bytes())["items"]
    }

    assert dict(rss["Own"].attrib) == {
        "url": "https://example.org/news/2026/Folge%20%C3%96%201.MP3",
        "length": str(len(SOUND)),
        "type": "audio/mpeg",
    }
    assert rss["Table"].get("url") == "https://example.org/news/2026/plan.csv"
    assert attachments["Remote"] == [
        {
            "url": "https://cdn.example/b%201.mp3",
            "mime_type": "audio/mpeg",
            "size_in_bytes": 62_400_000,
            "duration_in_seconds": 3723,
        }
    ]
    assert 'rel="enclosure"' in (root / "output/atom.xml").read_text("utf-8")


def test_a_film_that_nobody_can_measure_is_a_notice(root: Path) -> None:
    assert [(each.code, each.level, each.place.file) for each in built(root).diagnostics] == [
        ("audio-unknown", "notice", "content/2026/film.md")
    ]


HIDDEN = ("draft: true", "publish_at: 2026-07-01", "expires: 2026-05-20", "access: subscribers")


def test_of_what_is_not_public_nothing_is_anywhere(tmp_path: Path) -> None:
    """Neither a file nor its name, title or transcript, in no page and no feed."""
    files: dict[str, str | bytes] = {
        "other.md": article("Other", more="category: Radio\naudio: open.mp3\n"),
        "open.mp3": mp3(5),
        "categories/radio.md": "---\ntitle: Radio\npodcast: {cover: cover.png}\n---\n",
        "categories/cover.png": cover(),
    }
    for number, line in enumerate(HIDDEN):
        said = f"{{file: geheim-{number}.mp3, title: Geheimtitel, transcript: geheim-{number}.vtt}}"
        more = f"category: Radio\n{line}\naudio: {said}\n"
        files |= {
            f"talk-{number}.md": article("Talk", "Open.\n\n<!--more-->\n\nRest.", more),
            f"geheim-{number}.mp3": mp3(3) + b"geheim",
            f"geheim-{number}.vtt": b"WEBVTT geheim",
        }

    published(site(tmp_path, files, f"{CONFIG}subscribers: {{text: Read on, url: 'https://shop.example/'}}\n"))

    made = tree(tmp_path / "output")
    assert [path for path, data in made.items() if b"geheim" in data.lower() or "geheim" in path] == []
    assert len(list(xml(tmp_path / "output/category/radio/podcast.xml").iter("item"))) == 1


def test_one_in_static_is_there_for_everyone_which_is_told(tmp_path: Path) -> None:
    """Who guesses its name hears it before its day: newsgen cannot tell whose it is."""
    text = "A.\n\n<!--more-->\n\nB."
    files = {f"{n}.md": article("T", text, f"{line}\naudio: /a.mp3\n") for n, line in enumerate(HIDDEN)}
    root = site(tmp_path, files, f"{CONFIG}subscribers: {{text: Read on, url: 'https://shop.example/'}}\n")
    (root / "static").mkdir()
    (root / "static" / "a.mp3").write_bytes(mp3(3))

    told = [each for each in published(root).diagnostics if each.code == "audio-open"]

    assert [(each.place.file, each.place.line, each.level) for each in told] == [
        (f"content/{n}.md", 5, "warning") for n in range(len(HIDDEN))
    ]
    # Of what is hidden as a whole, it fails no strict build.
    assert [each.is_about_hidden for each in told] == [True, True, True, False]


def test_keys_of_their_own_are_hidden_for_subscribers_too(tmp_path: Path) -> None:
    more = "access: subscribers\npodcast_file: geheim.mp3\ntranscript: geheim.vtt\n"
    files: Files = {
        "talk.md": article("Talk", "Open.\n\n<!--more-->\n\nRest.", more),
        "geheim.mp3": mp3(3),
        "geheim.vtt": b"WEBVTT",
    }

    published(site(tmp_path, files, f"{CONFIG}subscribers: {{text: Read on, url: 'https://shop.example/'}}\n"))

    assert not [path for path in outputs(tmp_path) if "geheim" in path]


def test_a_whole_address_of_the_site_is_told(tmp_path: Path) -> None:
    """Its file is measured as little as one of another host, and may be missing; others may answer on that host."""
    said = "audio: {{url: 'https://example.org/{}', duration: '1:00', length: 7}}\n"
    files: Files = {name: article(more=said.format(name[:1] + ".mp3")) for name in ("a.md", "b.md")}
    files |= {"c.md": article(more=said.format("media/c.mp3")), "a.mp3": mp3(60)}

    result = published(site(tmp_path, files, f"{CONFIG}links: {{elsewhere: [/media/]}}\n"))

    told = [each for each in result.diagnostics if each.level == "warning"]
    assert [(each.code, each.place.file, "is there" in each.text) for each in told] == [
        ("audio-address", "content/a.md", True),
        ("audio-address", "content/b.md", False),
    ]


def test_a_transcript_with_the_name_of_its_article_is_told_why_it_is_not_there(tmp_path: Path) -> None:
    """It may be the manuscript, with notes that nobody shall read."""
    files: Files = {
        "episode-1.md": article(more="audio: {file: episode-1.mp3, transcript: episode-1.txt}\n"),
        "episode-1.mp3": mp3(),
        "episode-1.txt": b"Words.",
    }

    told = [each for each in built(site(tmp_path, files)).diagnostics if each.level == "error"]

    assert [(each.code, "give it another name" in each.hint) for each in told] == [("image-missing", True)]


EDITS: Files = {
    "a.mp3": mp3(60),
    "a.md": article("A", more="audio: {file: a.mp3, duration: '9:59'}\n"),
    "c.md": article("C", more="audio: b.mp3\n"),
    "b.mp3": b"no sound",
    "b.md": article("B"),
}


def test_after_any_edit_the_site_is_what_a_new_one_would_be(tmp_path: Path) -> None:
    files: Files = {
        "a.md": article("A", more="audio: a.mp3\n"),
        "b.md": article("B", more="audio: b.mp3\n"),
        **{"a.mp3": mp3(), "b.mp3": mp3()},
    }
    root = site(tmp_path / "site", files)
    published(root)

    for name, data in EDITS.items():
        (root / "content" / name).write_bytes(data.encode() if isinstance(data, str) else data)
        warm = built(root)
        made, diagnostics, _ = cold(root)

        assert tree(root / "output") == made, name
        # What has left is told once.
        assert tuple(each for each in warm.diagnostics if each.code != "asset-withdrawn") == diagnostics


def test_without_mutagen_the_hint_says_both_remedies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mutagen", None)
    written = article("Written", more="audio: {file: a.mp3, duration: '0:02'}\n")

    result = published(site(tmp_path, {"a.md": article(more="audio: a.mp3\n"), "b.md": written, "a.mp3": mp3()}))

    (told,) = result.diagnostics
    assert (told.code, told.level, told.place.file) == ("audio-unknown", "notice", "content/a.md")
    assert "newsgen[podcast]" in told.hint
    assert "duration" in told.hint


def test_front_matter_that_says_another_length_or_size_is_told(tmp_path: Path) -> None:
    """A head that was copied with its duration; the true size stands in feeds."""
    near = article("Near", more="audio: {file: a.mp3, duration: '1:31'}\n")
    far = article("Far", more="audio:\n  file: a.mp3\n  duration: '24:10'\n  length: 7\n")

    result = published(site(tmp_path, {"near.md": near, "far.md": far, "a.mp3": SOUND}))

    assert [(each.code, each.level, each.place.file, each.place.line) for each in result.diagnostics] == [
        ("audio-differs", "warning", "content/far.md", 6),
        ("audio-differs", "warning", "content/far.md", 7),
    ]
    assert f'length="{len(SOUND)}"' in (tmp_path / "output/feed.xml").read_text("utf-8")


def test_a_file_that_is_missing_is_an_error_at_its_line(tmp_path: Path) -> None:
    result = built(site(tmp_path, {"a.md": article(more="audio: {file: b.mp3, transcript: c.vtt}\n")}))

    assert [(each.code, each.place.line) for each in result.diagnostics] == [("image-missing", 4), ("image-missing", 4)]


def test_a_recording_under_another_name_is_told_and_stays_the_same_episode(tmp_path: Path) -> None:
    """Apps went on asking for the old file, and nobody was told."""
    files: Files = {
        "a.md": article("A", more="categories: [Talk]\naudio: a.mp3\n"),
        "a.mp3": mp3(),
        "categories/talk.md": "---\ntitle: Talk\npodcast: {description: Talk., category: News}\n---\n",
    }
    root = site(tmp_path, files)
    feed = root / "output/category/talk/podcast.xml"
    published(root)
    (guid,) = xml(feed).xpath("//item/guid/text()")

    (root / "content/a.mp3").rename(root / "content/b.mp3")
    (root / "content/a.md").write_text(article("A", more="categories: [Talk]\naudio: b.mp3\n"), "utf-8")
    told = [each for each in published(root).diagnostics if each.code == "asset-withdrawn"]

    assert [(each.level, str(each.place), '"content/a.mp3"' in each.text) for each in told] == [
        ("warning", "content/a.md", True)
    ]
    assert xml(feed).xpath("//item/guid/text()") == [guid]
    assert [each.code for each in published(root).diagnostics if each.code == "asset-withdrawn"] == []
