"""Facts of an article beside its text: whose report it is, what it draws on, whose its picture is."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.content.reader import HEAD, head_of, reading
from tests.pictured import jpeg, xmp
from tests.sites.built import article, built, codes, full_texts, outputs, page, published, site, written

CLOSED = "subscribers: {text: More, url: 'https://abo.example/'}\n"
CONFIG = f"title: Gazette\nbase_url: https://example.org/paper\nlanguage: en\ntimezone: Europe/London\n{CLOSED}"
SOURCES = """\
sources:
  - {title: The study, url: "https://study.example/a?b=1&c=2"}
  - {title: Our report, url: other.md#part}
  - {title: The plan, url: plan.pdf}
  - {title: The section, url: /category/local/}
  - "[The act](https://act.example/)"
  - https://www.bare.example/x/
  - Interview with <Ute Berg>
"""
RIGHTS = xmp(
    'photoshop:Credit="dpa" xmpRights:WebStatement="https://dpa.example/rights"',
    "<dc:creator><rdf:Seq><rdf:li>Ada &lt;b&gt; Lind</rdf:li></rdf:Seq></dc:creator>"
    "<dc:description><rdf:Alt><rdf:li>The bridge</rdf:li></rdf:Alt></dc:description>"
    "<dc:rights><rdf:Alt><rdf:li>© Ada Lind</rdf:li></rdf:Alt></dc:rights>"
    "<plus:Licensor><rdf:Seq><rdf:li plus:LicensorURL='https://dpa.example/buy'/></rdf:Seq></plus:Licensor>",
)
FILES = {
    "a.md": article("A", "Text.", f"source: [dpa, Reuters]\nlocation: Rome\nreading_time: false\n{SOURCES}"),
    "other.md": article("Other", "## Part\n\nText.", "categories: [Local]\nauthors: [Ada]\nsource: dpa\n"),
    "plan.pdf": b"%PDF-1.4 plan",
    "bridge.md": article("Bridge", more="image: bridge.jpg\n"),
    "named.md": article("Named", more="image: bridge.jpg\nimage_credit: 'Photo: Ada Lind'\nimage_caption: ''\n"),
    "bridge.jpg": jpeg(None, RIGHTS),
    "closed.md": article(
        "Closed", "Open.\n\n<!--more-->\n\nRest.", "access: subscribers\nsources: [Whisper, secret.pdf]\n"
    ),
    "secret.pdf": b"%PDF-1.4 secret",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = site(tmp_path_factory.mktemp("facts"), FILES, CONFIG)
    result = published(root)
    assert [each.code for each in result.diagnostics if each.level == "warning"] == []
    return root / "output"


def holding(root: Path) -> dict[str, bytes]:
    return {name: (root / "output" / name).read_bytes() for name in outputs(root)}


def data(output: Path, name: str) -> dict[str, Any]:
    scripts = page(output, f"/2026/05/{name}/").xpath("//script[@type='application/ld+json']/text()")
    found: dict[str, Any] = next(each for each in map(json.loads, scripts) if "headline" in each)
    return found


def test_readers_see_whose_report_it_is(output: Path) -> None:
    [line] = page(output, "/2026/05/a/").xpath("//p[@class='agencies']")

    assert line.text_content() == "Source: dpa and Reuters"


def test_an_agency_is_the_author_of_what_nobody_else_has_written(output: Path) -> None:
    """And holds the right to it; where somebody of the house has written with its material, it is one source."""
    houses = [{"@type": "NewsMediaOrganization", "name": name} for name in ("dpa", "Reuters")]
    alone, together = data(output, "a"), data(output, "other")

    assert (alone["author"], alone["sourceOrganization"], alone["copyrightHolder"]) == (houses, houses, houses)
    assert together["author"][0]["name"] == "Ada"
    assert (together["sourceOrganization"], together.get("copyrightHolder")) == (houses[:1], None)


def test_feeds_name_the_agency_where_there_is_no_author(output: Path) -> None:
    items = {each["title"]: each for each in json.loads((output / "feed.json").read_bytes())["items"]}

    assert items["A"]["authors"] == [{"name": "dpa"}, {"name": "Reuters"}]
    assert [each["name"] for each in items["Other"]["authors"]] == ["Ada"]


def test_what_an_article_draws_on_stands_below_it(output: Path) -> None:
    """Links to the site's own pages and files lead there, as those of texts do, below the base path."""
    items = page(output, "/2026/05/a/").xpath("//section[@class='sources']//li")

    assert [(each.text_content(), next(iter(each.xpath("a/@href")), "")) for each in items] == [
        ("The study", "https://study.example/a?b=1&c=2"),
        ("Our report", "/paper/2026/05/other/#part"),
        ("The plan", "/paper/plan.pdf"),
        ("The section", "/paper/category/local/"),
        ("The act", "https://act.example/"),
        ("www.bare.example/x", "https://www.bare.example/x/"),
        ("Interview with <Ute Berg>", ""),
    ]
    assert (output / "plan.pdf").is_file()


def test_feeds_and_search_engines_are_told_of_the_sources(output: Path) -> None:
    cited = data(output, "a")["citation"]

    assert cited[1] == {
        "@type": "CreativeWork",
        "name": "Our report",
        "url": "https://example.org/paper/2026/05/other/#part",
    }
    assert cited[-1] == {"@type": "CreativeWork", "name": "Interview with <Ute Berg>"}
    for name, texts in full_texts(output).items():
        [text] = [each for each in texts if "The study" in each.text_content()]
        assert text.xpath("ul/li/a/@href")[1] == "https://example.org/paper/2026/05/other/#part", name
        assert "Interview with <Ute Berg>" in text.text_content()


def test_a_text_need_not_say_how_long_it_takes(output: Path) -> None:
    reading = [bool(page(output, f"/2026/05/{name}/").xpath("//p[@class='reading']")) for name in ("a", "other")]

    assert reading == [False, True]


def test_a_picture_says_whose_it_is_where_front_matter_does_not(output: Path) -> None:
    """What it says of itself is text, whatever stands there; what front matter leaves empty stays empty."""
    own, named = (page(output, f"/2026/05/{name}/").xpath("//figcaption")[0] for name in ("bridge", "named"))

    assert own.xpath("span[@class='caption']")[0].text_content() == "The bridge"
    assert own.xpath("span[@class='credit']")[0].text_content() == "Ada <b> Lind/dpa · dpa.example/rights"
    assert own.xpath(".//a[@rel='license']/@href") == ["https://dpa.example/rights"]
    assert named.xpath("span[@class='caption']") == []
    assert named.xpath("span[@class='credit']")[0].text_content() == "Photo: Ada Lind · dpa.example/rights"


def test_search_engines_are_told_where_a_license_can_be_had(output: Path) -> None:
    """As they ask for it (Google, "Image metadata")."""
    picture = data(output, "bridge")["image"]

    assert picture["contentUrl"] == "https://example.org/paper/bridge.jpg"
    assert picture["creditText"] == "Ada <b> Lind/dpa"
    assert picture["copyrightNotice"] == "© Ada Lind"
    assert (picture["license"], picture["acquireLicensePage"]) == (
        "https://dpa.example/rights",
        "https://dpa.example/buy",
    )


def test_feeds_credit_a_picture_as_the_page_does(output: Path) -> None:
    assert "Ada &lt;b&gt; Lind/dpa</media:credit>" in (output / "feed.xml").read_text("utf-8")


def test_sources_of_a_text_for_subscribers_stand_nowhere(output: Path) -> None:
    """They belong to the rest, and may tell of it."""
    files = [path for path in output.rglob("*") if path.is_file()]

    assert [path for path in files if "secret" in path.name or b"Whisper" in path.read_bytes()] == []


def test_a_picture_that_names_somebody_else_is_a_warning(tmp_path: Path) -> None:
    """Also where the file alone has changed since; a strict build fails."""
    named = article("Named", more="image: bridge.jpg\nimage_credit: Bo Berg\n")
    root = written(tmp_path, {"content/a.md": named, "content/bridge.jpg": jpeg({80: "Bo Berg"})})
    assert codes(published(root)) == []

    (root / "content/bridge.jpg").write_bytes(jpeg({80: "Ada Lind", 110: "dpa"}))
    result = published(root)

    [told] = result.diagnostics
    assert (told.code, told.level, told.place.line, told.place.column) == ("credit-differs", "warning", 4, 8)
    assert told.text == 'the picture says "Ada Lind/dpa", and front matter "Bo Berg"'
    assert published(root).diagnostics == result.diagnostics
    assert built(root, strict=True).exit_code == 1


@pytest.mark.parametrize(
    ("credit", "is_told"),
    [("Foto: Ada Lind/dpa", False), ("ADA LIND", False), ("dpa", False), ("Foto", False), ("Bo", True)],
)
def test_credits_of_the_same_are_written_in_many_ways(tmp_path: Path, credit: str, is_told: bool) -> None:
    text = article(more=f"image: a.jpg\nimage_credit: '{credit}'\n")
    root = written(tmp_path, {"content/a.md": text, "content/a.jpg": jpeg({80: "Ada Lind", 110: "dpa"})})

    assert codes(published(root)) == ["credit-differs"] * is_told


def test_an_edited_credit_in_a_file_reaches_pages_and_feeds(tmp_path: Path) -> None:
    """A build after that writes what one from nothing does."""
    text = article(more="image: a.jpg\n")
    root = written(tmp_path / "warm", {"content/a.md": text, "content/a.jpg": jpeg({80: "Ada"})})
    published(root)
    (root / "content/a.jpg").write_bytes(jpeg({80: "Bo"}))
    published(root)
    cold = written(tmp_path / "cold", {"content/a.md": text, "content/a.jpg": jpeg({80: "Bo"})})
    published(cold)

    for name in ("2026/05/a/index.html", "feed.xml"):
        text = (root / "output" / name).read_text("utf-8")
        assert re.search(r">\s*Bo<", text) and ">Ada<" not in text
    assert holding(root) == holding(cold)


@pytest.mark.parametrize(
    ("keys", "level", "text"),
    [
        ("source: true", "warning", '"source" has no name'),
        ("source: {url: x}", "warning", '"source": "url" says nothing of a source'),
        ("source: [[dpa]]", "warning", '"source" has no name'),
        ("sources: [{title: The study}]", "warning", '"The study" has no url, so that it is shown without a link'),
        (
            "sources: [{titel: The study, url: 'https://a.example'}]",
            "warning",
            '"sources": "titel" says nothing of a source',
        ),
        ("sources: [{date: 2026, page: 3}]", "warning", '"sources" has no title'),
        ("sources: [[x]]", "warning", '"sources" has a list within the list'),
        (
            "sources: [{title: x, url: 'javascript:alert(1)'}]",
            "warning",
            '"javascript:alert(1)" is not the address of a source',
        ),
        ("sources: [{title: x, url: 'https://[::1'}]", "warning", '"https://[::1" is not the address of a source'),
        ("sources: [{title: x, url: '#below'}]", "warning", '"#below" is not the address of a source'),
        ("source: _posts/a.md", "warning", '"source": "_posts/a.md" is the name of a file'),
        ("reading_time: long", "warning", '"reading_time" must be true or false'),
    ],
)
def test_what_cannot_be_understood_is_told_at_its_place(keys: str, level: str, text: str) -> None:
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert result.head is not None
    assert any(each.level == level and text in each.text and each.hint for each in result.diagnostics), [
        each.text for each in result.diagnostics
    ]
    assert all(each.place.line == 4 for each in result.diagnostics)


@pytest.mark.parametrize(
    "keys", ["reading_time: 5", "reading_time: 5 min", "source: false", "source: ''", "sources: []"]
)
def test_what_other_systems_keep_there_is_no_mistake(keys: str) -> None:
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert result.head is not None and (result.head.reading_time, result.head.agencies) == (True, ())
    assert result.diagnostics == ()


def test_an_address_as_the_source_is_what_the_article_refers_to() -> None:
    """As Jekyll's and Hugo's themes have it: no agency is called so."""
    head = head_of("source: https://example.com/story")

    assert (head.agencies, head.source_url) == ((), "https://example.com/story")


def test_a_source_that_is_not_there_is_an_error_at_its_line(tmp_path: Path) -> None:
    root = written(tmp_path, {"content/a.md": article(more="sources:\n  - {title: Plan, url: plan.pdf}\n")})

    [told] = built(root).diagnostics

    assert (told.code, told.level, told.place.line) == ("link-broken", "error", 5)


def test_a_source_that_is_not_public_leads_nowhere_and_is_told(tmp_path: Path) -> None:
    """Its address would tell of it."""
    files = {
        "content/a.md": article(more="sources: [{title: The report, url: b.md}]\n"),
        "content/b.md": article("B", more="publish_at: 2027-01-01\n"),
    }
    result = published(written(tmp_path, files))

    [item] = page(tmp_path / "output", "/2026/05/a/").xpath("//section[@class='sources']//li")
    assert (item.text_content(), item.xpath("a")) == ("The report", [])
    assert codes(result) == ["link-not-public"]


def test_search_engines_are_told_whose_a_picture_of_another_host_is(tmp_path: Path) -> None:
    """Its license asks it as that of any picture does."""
    more = "image: https://pics.example/a.jpg\nimage_credit: Ada Lind\nimage_license: https://example.org/by\n"
    published(written(tmp_path, {"content/a.md": article("A", more=more)}))

    picture = data(tmp_path / "output", "a")["image"]
    assert (picture["contentUrl"], picture["creditText"], picture["license"]) == (
        "https://pics.example/a.jpg",
        "Ada Lind",
        "https://example.org/by",
    )
