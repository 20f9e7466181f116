"""What a file is, by its name alone: the same on every machine."""

import mimetypes
import subprocess
import sys
from pathlib import Path

import pytest

from newsgen.content.types import ARTICLE_SUFFIXES, TYPES, is_article, media_type, suffix_of, type_of
from newsgen.gather.pictures import Picture, picture

SOURCES = Path(__file__).parents[2] / "src"


@pytest.mark.parametrize(
    ("name", "family", "media"),
    [
        ("cup.jpg", "picture", "image/jpeg"),
        ("CUP.JPEG", "picture", "image/jpeg"),
        ("scan.jfif", "picture", "image/jpeg"),
        ("a.b.webp", "picture", "image/webp"),
        ("cup.avif", "picture", "image/avif"),
        ("talk.opus", "sound", "audio/ogg"),
        ("talk.m4a", "sound", "audio/mp4"),
        ("film.mov", "film", "video/quicktime"),
        ("film.vtt", "captions", "text/vtt"),
        ("plan.PDF", "document", "application/pdf"),
        ("budget.ods", "document", "application/vnd.oasis.opendocument.spreadsheet"),
        ("votes.geojson", "data", "application/geo+json"),
        ("papers.zip", "archive", "application/zip"),
        ("serif.woff2", "font", "font/woff2"),
        ("fair.ics", "calendar", "text/calendar"),
    ],
)
def test_what_publishers_put_beside_articles_is_known(name: str, family: str, media: str) -> None:
    """A type that is missing here keeps the file from its readers."""
    found = type_of(name)

    assert found is not None
    assert (found.family, found.media) == (family, media)
    assert media_type(name) == media


@pytest.mark.parametrize(
    "name", ["a.html", "a.js", "a.css", "a.php", "a.wasm", "a.xml", "a.svgz", "a.docm", "LICENSE", "a."]
)
def test_what_runs_or_is_unknown_is_of_no_type_that_is_published(name: str) -> None:
    """The table says what may be published, so that what nobody thought of is not."""
    assert type_of(name) is None


def test_a_hidden_name_has_no_suffix() -> None:
    """`.jpg` is a hidden file without one, and so is it in a folder."""
    assert suffix_of(".jpg") == ""
    assert suffix_of("a.b/.jpg") == ""
    assert suffix_of("a.b/c") == ""


@pytest.mark.parametrize(
    "name", ["a.md", "NOTES.MD", "a.Markdown", "a.mdown", "a.MKD", "a.mkdn", "x/ä.mdwn", "a.mdtext"]
)
def test_markdown_is_an_article_under_all_its_names(name: str) -> None:
    """What newsgen does not take for an article would be looked at as a file for readers, draft or not."""
    assert is_article(name)
    assert type_of(name) is None


def test_no_suffix_of_an_article_is_a_type_of_an_asset() -> None:
    """Then its source could be published."""
    assert not {suffix.removeprefix(".") for suffix in ARTICLE_SUFFIXES} & TYPES.keys()


def test_the_machine_has_no_say(tmp_path: Path) -> None:
    """Two machines with other tables of types made other sites of one source."""
    (tmp_path / "a.webp").write_bytes(b"x")
    mimetypes.add_type("text/x-odd", ".webp")
    mimetypes.add_type("text/x-odd", ".pdf")
    try:
        assert picture(tmp_path / "a.webp") == Picture(0, 0, "image/webp")
        assert media_type("plan.pdf") == "application/pdf"
    finally:
        mimetypes.init()


def test_nothing_of_newsgen_asks_the_machine_for_types() -> None:
    """Not even on the way of a library: a build ends without having loaded the machine's table."""
    script = (
        "import sys\n"
        "from newsgen.gather.pictures import picture\n"
        "from newsgen.gather.assets import measured\n"
        "import newsgen.build\n"
        "sys.exit('mimetypes' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
    assert [file for file in SOURCES.rglob("*.py") if "mimetypes" in file.read_text("utf-8")] == []
