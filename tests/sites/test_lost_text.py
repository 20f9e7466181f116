"""What a writer wrote is on the page, or the build says where it is missing."""

from pathlib import Path

import pytest

from newsgen.build import Options, Result, build
from newsgen.config import Config
from newsgen.content.reading import read, settings
from newsgen.diagnostics import is_failing
from tests.kinds.making import CLOCK, CONFIG, article, site_folder
from tests.walk.sites import cold, tree

ROOT = Path(__file__).parents[2]
CODES = {
    *("html-removed", "foreign-markup", "definition-unused", "reference-undefined", "table-cells", "code-unclosed"),
    "markdown-in-html",
}
FILM = '<iframe src="https://www.films.example/embed/abc" title="The film"></iframe>'


def built(root: Path, text: str, config: str = CONFIG) -> tuple[Result, str, str]:
    """A site of one article, built: the result, the article's page, and the feed."""
    site_folder(root, {"a.md": article("A", "2026-05-01 10:00", text)}, config)
    result = build(Options(root, at=CLOCK, jobs=1))
    files = tree(root / "output")
    return result, files["2026/05/a/index.html"].decode(), files["feed.xml"].decode()


def said(result: Result) -> list[tuple[str, str]]:
    return [(each.code, str(each.place)) for each in result.diagnostics]


def test_a_film_is_said_and_can_be_reached(tmp_path: Path) -> None:
    """On its page and in the feed."""
    result, page, feed = built(tmp_path, f"Watch:\n\n{FILM}")

    assert said(result) == [("html-removed", "content/a.md:8:1")]
    assert is_failing(result.diagnostics, strict=True)
    assert '<a href="https://www.films.example/embed/abc">The film</a>' in page
    assert "https://www.films.example/embed/abc" in feed
    assert "<iframe" not in page + feed


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("Map:\n\n<object data='//maps.example/x?y=1&amp;z'></object>", ":8:1", "https://maps.example/x?y=1&amp;z"),
        ("A <b>list</b>:\n\n- one <embed src='https://sounds.example/1.mp3'>", ":8:7", ">sounds.example</a>"),
        ('Vote: <form action="https://poll.example/"><label>Your vote</label></form>', ":6:7", "Your vote"),
        ('<table style="width: 100%"><tr><td>Cell</td></tr></table>', ":6:1", "Cell"),
    ],
)
def test_so_are_other_things_that_may_not_stand_in_a_page(tmp_path: Path, text: str, place: str, shown: str) -> None:
    result, page, _ = built(tmp_path, text)

    assert ("html-removed", f"content/a.md{place}") in said(result)
    assert shown in page


def test_allowed_films_stay_and_nothing_is_said(tmp_path: Path) -> None:
    result, page, feed = built(tmp_path, FILM, CONFIG + "markdown: {html: allow}\n")

    assert result.diagnostics == ()
    assert "<iframe" in page
    assert "https://www.films.example/embed/abc" in feed


def test_a_headline_keeps_its_braces(tmp_path: Path) -> None:
    result, page, _ = built(tmp_path, "## Prices {from 5 euros}\n\nSee {above}, *now*{not later}.\n{% raw %}")

    assert said(result) == [("foreign-markup", "content/a.md:9:1")]
    assert "Prices {from 5 euros}</h2>" in page
    assert "See {above}, <em>now</em>{not later}." in page
    assert "{% raw %}" in page


def test_a_shortcode_is_said_once_a_file(tmp_path: Path) -> None:
    result, page, _ = built(tmp_path, '{{< film "a" >}}\n\n{{< film "b" >}}\n\n`{{< film >}}`\n')

    assert said(result) == [("foreign-markup", "content/a.md:6:1")]
    assert "<p>{{&lt; film" in page


def test_a_warm_build_says_what_a_cold_one_does(tmp_path: Path) -> None:
    """Also where the text is the same and the head is not, so that its body comes from the cache."""
    built(tmp_path, f"{FILM}\n\n{{{{ x }}}}")
    file = tmp_path / "content/a.md"
    file.write_text(file.read_text("utf-8").replace("title: A", "title: A longer one\nkicker: New"), "utf-8")

    again = build(Options(tmp_path, at=CLOCK, jobs=1))
    fresh, diagnostics, _ = cold(tmp_path)

    assert said(again) == [("html-removed", "content/a.md:7:1"), ("foreign-markup", "content/a.md:9:1")]
    assert again.diagnostics == diagnostics
    assert tree(tmp_path / "output") == fresh


def test_a_warm_build_says_what_markdown_lost(tmp_path: Path) -> None:
    """What is said is stored with the body, line by line; a longer head moves it."""
    text = "[Photo]: dpa\n\n[a][b]\n\n| a |\n|---|\n| 1 | 2 |\n\n<div>**x**</div>\n\n```\nend"
    built(tmp_path, text)
    file = tmp_path / "content/a.md"
    file.write_text(file.read_text("utf-8").replace("title: A", "title: A longer one\nkicker: New"), "utf-8")

    again = build(Options(tmp_path, at=CLOCK, jobs=1))
    fresh, diagnostics, _ = cold(tmp_path)

    codes = ["definition-unused", "reference-undefined", "table-cells", "markdown-in-html", "code-unclosed"]
    assert said(again) == list(
        zip(codes, [f"content/a.md:{at}" for at in ("7:1", "9:1", "13:1", "15:6", "17:1")], strict=True)
    )
    assert again.diagnostics == diagnostics
    assert tree(tmp_path / "output") == fresh


def test_a_picture_of_a_set_that_is_missing_is_said(tmp_path: Path) -> None:
    site_folder(tmp_path, {"a.md": article("A", "2026-05-01", '<img src="/a.png" srcset="a.png 1x, b.png 2x">')})

    result = build(Options(tmp_path, at=CLOCK, jobs=1))

    assert [(each.code, each.place.line) for each in result.diagnostics] == [("image-missing", 6)] * 3


def test_the_sample_site_loses_nothing() -> None:
    """Its texts are what a newsroom writes: none is taken for something else."""
    sources = sorted((ROOT / "content").rglob("*.md"))
    readings = [read(f"content/{path.name}", path.read_bytes(), settings(Config()), unknown)[0] for path in sources]

    assert len(readings) > 50
    found = [each for reading in readings for each in reading.diagnostics]
    assert [each for each in found if each.code in CODES] == []


def unknown(key: bytes) -> None:
    return None
