"""The sample site at the repository's root, built whole: what a reader and a machine find in it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import pytest

from newsgen.build import Options, build
from newsgen.maintenance import listing
from tests.sample import CLOCK, ROOT, SITE
from tests.walk.sites import tree


@pytest.fixture
def output(sample: Path) -> Path:
    return sample


def pages(output: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(output.rglob("*.html")):
        yield path.relative_to(output).as_posix(), path.read_text("utf-8")


def test_it_has_every_kind_of_output(output: Path) -> None:
    expected = {
        "index.html", "404.html", "feed.xml", "sitemap.xml", "robots.txt", "impressum/index.html", "2026/index.html",
        "2026/11/index.html", "category/wasser/index.html", "category/wasser/feed.xml",
        "category/fernwaerme/index.html",
        "author/redaktion/index.html", "tag/5g/index.html", "latest/index.html", "2026/11/wasserturm.jpg",
        "2026/11/umspannwerk-lindenhafen-stoerung/index.html", "page/1/index.html",
    }  # fmt: skip

    assert expected <= tree(output).keys()


def test_it_has_exactly_these_files(output: Path) -> None:
    """`sample_site_files.txt` lists them, hashes in names left out; to change it is a decision."""
    made = sorted(re.sub(r"\.[0-9a-f]{8}\.(css|js|webp)$", r".HASH.\1", path) for path in tree(output))

    assert made == (Path(__file__).parent / "sample_site_files.txt").read_text("utf-8").splitlines()


def test_no_byte_of_what_is_not_public_is_anywhere(output: Path) -> None:
    for path, content in tree(output).items():
        assert b"Quittenkraftwerk" not in content, path
        assert b"Mondscheinnetz" not in content, path
        assert "mondscheinnetz" not in path


def test_drafts_and_future_articles_show_when_asked(tmp_path: Path) -> None:
    build(Options(ROOT, output=str(tmp_path / "output"), at=CLOCK, drafts=True, future=True))

    made = b"".join(tree(tmp_path / "output").values())

    assert b"Quittenkraftwerk" in made
    assert b"Mondscheinnetz" in made


def test_two_clocks_with_the_same_articles_give_the_same_bytes(output: Path, tmp_path: Path) -> None:
    """The news sitemap alone asks how late it is: it lists two days."""
    build(Options(ROOT, output=str(tmp_path / "output"), at=CLOCK + timedelta(days=30)))
    one, other = tree(output), tree(tmp_path / "output")

    differing = {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}

    assert differing <= {"news-sitemap.xml"}


def test_every_link_and_picture_leads_somewhere(output: Path) -> None:
    files = tree(output).keys()
    for path, html in pages(output):
        for written in re.findall(r'(?:href|src)="([^"]+)"', html):
            address = urlsplit(unescape(written).removeprefix(SITE))
            if address.scheme or address.netloc or not address.path:
                continue
            target = unquote(address.path).lstrip("/")
            assert not address.path.startswith("newsgen:"), (path, written)
            assert target in files or f"{target}index.html" in files, (path, written)


def test_the_article_page_has_its_parts_in_order(output: Path) -> None:
    html = (output / "2026/11/umspannwerk-lindenhafen-stoerung/index.html").read_text("utf-8")

    parts = [
        "/category/stromnetz/",
        "<h1",
        'rel="author"',
        "<time",
        "Salz auf Porzellan",
        "<aside",
        "Aktuelle Beiträge",
    ]
    positions = [html.index(part, html.index("<main")) for part in parts]

    assert positions == sorted(positions)
    aside = html[html.rindex("<aside") : html.rindex("</aside>")]
    assert aside.count("<li") == 6
    assert "…" in aside
    assert aside.count("<time") == 6


def test_an_english_article_says_so(output: Path) -> None:
    assert '<html lang="en"' in (output / "2025/11/data-centre-heat/index.html").read_text("utf-8")
    assert '<html lang="de"' in (output / "index.html").read_text("utf-8")


def test_the_feed_tells_what_the_articles_say(output: Path) -> None:
    feed = feedparser.parse(str(output / "feed.xml"))
    entries, _ = listing(Options(ROOT, at=CLOCK))
    newest = [entry for entry in entries if entry.status == "published"][:20]

    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [entry.title for entry in newest]
    assert [entry.link for entry in feed.entries] == [SITE + entry.url for entry in newest]
    first = feed.entries[0]
    assert datetime(*first.published_parsed[:6], tzinfo=UTC) == newest[0].date.astimezone(UTC)
    assert [author.name for author in first.authors] == ["Nora Wittkamp", "Redaktion Technik"]
    assert "Stromnetz" in {tag.term for tag in first.tags}
    assert not re.search(r'(?:href|src)="/', first.content[0].value)
