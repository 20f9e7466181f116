"""What XML cannot hold, and what it must escape, in titles, names and texts: files for machines stay well-formed."""

import json
import re
from pathlib import Path

import pytest

from tests.sites.built import CONFIG, CONTENT, Result, article, built, site, xml

CONFIGURED = CONFIG.replace("Gazette", "Foo & <Bar> ]]>") + "feeds: {term_formats: [rss, atom, json]}\n"
ARTICLES = {
    "a.md": article('"Tab\\x10 & <b>"', "x\x02y ]]> z"),
    "names.md": article(
        "Names",
        more='tags: ["A\\x07B & <c>", "x ]]> y"]\nauthors: ["Ada\\x0B <a@example.org>"]\nteaser: "T\\x1b & 1 < 2"\n',
    ),
    "nowhere.md": article('"\\uFFFE and"', "x \ufffe y \uffff z <![CDATA[ raw ]]> & < u"),
    "picture.md": article(
        "Picture",
        "[x](https://example.org/?a=1&b=2) &#0; &#1; &#xD800; &#xFFFF; &bogus;",
        'image: {src: "https://example.org/i.png?a=1&b=2", alt: "A & <b> \\" \\x03"}\n',
    ),
}
# XML 1.0, production 2 (Char), less the tab and ends of lines.
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(tmp_path_factory.mktemp("hostile"), ARTICLES, CONFIGURED)


@pytest.fixture(scope="module")
def result(root: Path) -> Result:
    return built(root)


@pytest.fixture
def output(root: Path, result: Result) -> Path:
    assert result.exit_code == 0
    return root / "output"


def test_each_control_character_is_a_warning_at_its_place(result: Result) -> None:
    found = [each for each in result.diagnostics if each.code == "control-character"]

    told = [(each.code, each.level, each.place.file, each.place.line, each.place.column) for each in found]
    assert told == [
        ("control-character", "warning", f"content/{file}.md", line, column)
        for file, line, column in [
            ("a", 2, 8),
            ("a", 5, 2),
            ("names", 4, 8),
            ("names", 5, 11),
            ("names", 6, 9),
            ("nowhere", 2, 8),
            ("nowhere", 5, 3),
            ("picture", 4, 56),
            *(("picture", 6, column) for column in (35, 40, 45, 54)),
        ]
    ]


def test_no_file_holds_what_xml_cannot(output: Path) -> None:
    files = [path for path in output.rglob("*") if path.suffix in {".xml", ".json", ".html", ".txt", ".webmanifest"}]

    assert len(files) > 30
    assert [path for path in files if UNFIT.search(path.read_text("utf-8"))] == []


def test_every_feed_and_sitemap_is_well_formed(output: Path) -> None:
    files = sorted(output.rglob("*.xml"))

    assert len(files) > 10
    for path in files:
        xml(path)


def test_ampersands_and_angles_are_read_as_they_were_written(output: Path) -> None:
    channel = xml(output / "feed.xml").find("channel")
    items = json.loads((output / "feed.json").read_bytes())["items"]

    assert channel is not None
    assert channel.findtext("title") == "Foo & <Bar> ]]>"
    assert channel.findtext("item/title") == items[0]["title"] == "Tab & <b>"
    assert channel.findtext(f"item/{CONTENT}") == items[0]["content_html"] == "<p>xy ]]&gt; z</p>"
    assert {each.text for each in channel.iter("category")} == {"AB & <c>", "x ]]> y"}
    assert "T & 1 < 2" in [each.text for each in channel.iter("description")]
