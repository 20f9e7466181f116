"""Corrections and changes: told from their day on, wherever the article is, and on a list of their own."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html

from newsgen.site.index import at
from tests.content.reader import HEAD, head_of, reading
from tests.sites.built import CLOCK, CONFIG, article, built, full_texts, outputs, page, published, written


def test_a_correction_of_the_future_waits(tmp_path: Path) -> None:
    """What is not yet agreed must not stand in the page, nor in its data for machines."""
    more = "corrections: [{date: 2026-05-20, text: Erstens}, {date: 2026-06-10, text: Zweitens}]\n"
    written(tmp_path, {"content/a.md": article(more=more)})

    def told(day: int) -> list[bool]:
        published(tmp_path, datetime(2026, 6, day, 12, tzinfo=UTC))
        page = (tmp_path / "output/2026/05/a/index.html").read_text()
        return [text in page for text in ("Erstens", "Zweitens")]

    assert [told(1), told(11), told(2)] == [[True, False], [True, True], [True, False]]


def wrong(*days: int, more: str = "") -> str:
    """An article with a correction of each of these days of May."""
    listed = ", ".join(f"{{date: 2026-05-{day:02d}, text: Mended on {day} <b>}}" for day in days)
    return article("Wrong", more=f"corrections: [{listed}]\n{more}")


def dated(root: Path, name: str = "corrections/index.html") -> list[str]:
    """The days of the corrections that a page of the list has, in its order."""
    items = html.fromstring((root / "output" / name).read_bytes()).xpath("//ol[@class='all-corrections']/li")
    return [item.xpath(".//time/@datetime")[0][5:10] for item in items]


def test_all_corrections_stand_on_one_list_newest_first(tmp_path: Path) -> None:
    """Each leads to what it corrects; drafts, what is to come and what lists do not show have none there."""
    files = {
        "content/a.md": wrong(3, 9),
        "content/b.md": wrong(5),
        "content/pages/about.md": "---\ntitle: About\ncorrections: [{date: 2026-05-04, text: Mended}]\n---\nText.\n",
        "content/unlisted.md": wrong(6, more="unlisted: true\n"),
        "content/draft.md": wrong(7, more="draft: true\n"),
        "content/later.md": wrong(8, more="publish_at: 2026-07-01\n"),
        "content/moved.md": wrong(8, more="redirect_to: /b/\n"),
    }
    published(written(tmp_path, files))

    listed = page(tmp_path / "output", "/corrections/")
    assert dated(tmp_path) == ["05-09", "05-05", "05-04", "05-03"]
    assert listed.xpath("//ol[@class='all-corrections']//a/@href") == [
        *("/2026/05/a/", "/2026/05/b/", "/about/", "/2026/05/a/")
    ]
    assert "Mended on 9 <b>" in listed.text_content()
    assert listed.xpath("//h1/text()") == ["Corrections"]
    told = {url: page(tmp_path / "output", url).xpath("//p[@class='all']/a/@href") for url in ("2026/05/a", "about")}
    assert told == {"2026/05/a": ["/corrections/"], "about": ["/corrections/"]}
    assert page(tmp_path / "output", "/2026/05/unlisted/").xpath("//p[@class='all']") == []
    assert "https://example.org/corrections/</loc>" in (tmp_path / "output/sitemap-pages.xml").read_text()


def test_where_nothing_was_corrected_there_is_no_list(tmp_path: Path) -> None:
    """And nothing leads to one; it comes with the first correction, at its hour, and goes with the last."""
    written(tmp_path, {"content/a.md": article(more="corrections: [{date: 2026-06-10, text: Mended}]\n")})
    found = []
    for day in (1, 11, 2):
        published(tmp_path, datetime(2026, 6, day, 12, tzinfo=UTC))
        footer = page(tmp_path / "output", "/").xpath("//footer//a[@href='/corrections/']")
        found.append(((tmp_path / "output/corrections/index.html").is_file(), len(footer)))

    assert found == [(False, 0), (True, 1), (False, 0)]


def test_a_full_page_of_corrections_never_changes(tmp_path: Path) -> None:
    """Nor does any page of them by a new article; a build after others writes what one from nothing does."""
    config = CONFIG + "page_size: 2\npermalinks: {corrections: /berichtigt/}\n"
    root = written(tmp_path / "warm", {"newsgen.yaml": config, "content/a.md": wrong(1, 2, 3, 4)})
    published(root)
    before = texts(root)
    written(root, {"newsgen.yaml": config, "content/new.md": article("New", date="2026-05-20 10:00")})
    published(root)
    between = texts(root)
    written(root, {"newsgen.yaml": config, "content/b.md": wrong(6, 7)})
    published(root)
    cold = written(tmp_path / "cold", {"newsgen.yaml": config, **sources(root)})
    published(cold)

    listed = {name for name in before if name.startswith("berichtigt/")}
    assert listed == {"berichtigt/index.html", "berichtigt/page/1/index.html"}
    assert {name: between[name] for name in listed} == {name: before[name] for name in listed}
    assert texts(root)["berichtigt/page/1/index.html"] == before["berichtigt/page/1/index.html"]
    assert dated(root, "berichtigt/page/1/index.html") == ["05-02", "05-01"]
    assert dated(root, "berichtigt/index.html") == ["05-07", "05-06"]
    assert texts(root) == texts(cold)


def texts(root: Path) -> dict[str, bytes]:
    return {name: (root / "output" / name).read_bytes() for name in outputs(root)}


def sources(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "content").rglob("*.md")}


def test_feeds_and_search_engines_are_told_of_corrections_and_changes(tmp_path: Path) -> None:
    """A reader of a feed sees the entry again, since its change is that of the correction."""
    more = "updated: 2026-05-05 09:00\nchanges: Two <figures> added\n"
    more += "corrections: [{date: 2026-05-06 08:00, text: It was <3>}]\n"
    root = written(tmp_path, {"content/a.md": article("A", "Body.", more)})
    published(root)

    for name, found in full_texts(root / "output").items():
        [text] = found
        assert [each.text_content() for each in text.xpath("p")] == [
            *("Body.", "Updated: 5 May 2026, 09:00. Two <figures> added", "Correction, 6 May 2026: It was <3>")
        ], name
    [item] = json.loads((root / "output/feed.json").read_bytes())["items"]
    assert item["date_modified"] == "2026-05-06T08:00:00+01:00"
    document = page(root / "output", "/2026/05/a/")
    told = next(
        each
        for each in map(json.loads, document.xpath("//script[@type='application/ld+json']/text()"))
        if "headline" in each
    )
    assert told["dateModified"] == "2026-05-06T08:00:00+01:00"
    assert told["correction"] == [
        {"@type": "CorrectionComment", "text": "It was <3>", "datePublished": "2026-05-06T08:00:00+01:00"}
    ]
    assert (told["comment"]["text"], told["comment"]["datePublished"]) == (
        "Two <figures> added",
        "2026-05-05T09:00:00+01:00",
    )
    assert document.xpath("//p[@class='changes']/text()") == ["Two <figures> added"]
    assert "2026-05-06T08:00:00+01:00</lastmod>" in (root / "output/sitemap-2026-05.xml").read_text()


def test_feeds_without_texts_tell_it_in_the_summary(tmp_path: Path) -> None:
    config = CONFIG + "feeds: {full_text: false}\n"
    text = article("A", "Body.", "corrections: [{date: 2026-05-06, text: It was 3}]\n")
    root = written(tmp_path, {"newsgen.yaml": config, "content/a.md": text})
    published(root)

    assert "<description>Body. Correction, 6 May 2026: It was 3</description>" in (root / "output/feed.xml").read_text()


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
@pytest.mark.parametrize(
    "more",
    [
        "corrections: [{date: 2026-06-10, text: GEHEIM}]\n",
        "corrections: [{datum: 2026-06-10, text: GEHEIM}]\n",
        "corrections: [{dat: 2026-06-10, text: GEHEIM}]\n",
        "corrections: [{date: am 10. Juni, text: GEHEIM}]\n",
        "corrections: {date: 2026-06-10 10:00 +0200, text: GEHEIM}\n",
        "updated: 2026-06-10\nchanges: GEHEIM\n",
        "updated: {date: 2026-06-10, changes: GEHEIM}\n",
        "changes: GEHEIM\n",
        "draft: true\nupdated: 2026-05-10\nchanges: GEHEIM\ncorrections: [GEHEIM]\nsource: GEHEIM\nsources: [GEHEIM]\n",
        "publish_at: 2026-06-02\ncorrections: [GEHEIM]\nsource: GEHEIM\nsources: [{title: GEHEIM, url: geheim.pdf}]\n",
        "access: subscribers\nsources: [{title: GEHEIM, url: geheim.pdf}]\n",
    ],
)
def test_what_is_to_come_or_not_for_all_stands_in_no_byte(tmp_path: Path, more: str, engine: str) -> None:
    """Also where nobody can tell whether it is to come."""
    config = CONFIG + f"markdown: {{engine: {engine}}}\nsubscribers: {{text: More, url: 'https://abo.example/'}}\n"
    files = {"newsgen.yaml": config, "content/a.md": article("A", more=more), "content/b.md": article("B")}
    published(written(tmp_path, {**files, "content/geheim.pdf": b"%PDF-1.4 GEHEIM"}))

    assert [name for name, text in texts(tmp_path).items() if b"geheim" in text.lower() or "geheim" in name] == []


@pytest.mark.parametrize(
    ("keys", "code", "text"),
    [
        ("changes: Two figures", "changes-undated", '"Two figures" is what an update has changed, and there is none'),
        ("changes: [a, b]", "value-type", '"changes" must be a text'),
        ("updated: {changes: x}", "date-unreadable", '"updated" must be a date'),
        (
            "corrections: [{dat: 2027-01-01, text: x}]",
            "value-type",
            '"dat" says nothing of a correction, and may be its day',
        ),
        ("corrections: [{date: 2026-05-02, by: Ada, text: x}]", "value-type", '"by" says nothing of a correction'),
    ],
)
def test_what_cannot_be_understood_is_told_at_its_place(keys: str, code: str, text: str) -> None:
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert result.head is not None
    told = [each for each in result.diagnostics if each.code == code and text in each.text]
    assert [(each.level, each.place.line, bool(each.hint)) for each in told] == [("warning", 4, True)], (
        result.diagnostics
    )


def test_what_an_update_changed_may_stand_beside_its_date() -> None:
    one = head_of("updated: {date: 2026-05-03 10:00, changes: Two figures}")
    other = head_of("updated: 2026-05-03 10:00\nchange_note: Two figures")

    assert one.updated is not None
    assert (one.updated, one.changes) == (other.updated, other.changes) == (one.updated, "Two figures")


def test_no_template_can_show_what_an_update_to_come_changes() -> None:
    """The theme shows it beside the date; another one may not ask for that."""
    head = head_of("updated: 2026-06-10\nchanges: Two figures")

    assert (head.changes, at(head, CLOCK).changes) == ("Two figures", "")


def test_a_standing_page_at_that_address_is_told(tmp_path: Path) -> None:
    """One of the two has to move: `permalinks: {corrections: …}` says where the list stands."""
    files = {"content/a.md": wrong(3), "content/pages/corrections.md": "---\ntitle: How we correct\n---\nText.\n"}
    result = built(written(tmp_path, files))

    assert (result.exit_code, [each.level for each in result.diagnostics]) == (1, ["error"])
