"""Boxes that machines read, too: a date with its file for calendars, a file to take away, questions with answers."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from newsgen.kinds.calendars import folded
from tests.sites.built import CLOCK, CONFIG, article, built, full_texts, outputs, page, published, site
from tests.walk.sites import cold, tree

TEXT = """\
Before.

::: event Harbour fair; with *music* {date="2026-06-05 19:30" end="2026-06-05 22:00" place="East, gate 2" link=b.md}
Bring „friends“, and read on: äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü.
:::

::: event Market {date=2026-12-30 end=2027-01-02 place=Square}
:::

::: download Plan for **2027** {file=plan.pdf}
:::

::: download {file=https://other.example/files/list.csv}
:::

::: faq What does it cost?
Nothing[^1].
:::

::: faq When?
- Always
- Now
:::

[^1]: Or little.
"""
FILES: dict[str, str | bytes] = {
    "2026/a.md": article("One", TEXT),
    "2026/b.md": article("Two", date="2026-05-02 10:00"),
    "2026/plan.pdf": b"%PDF-1.4 " + b"x" * 1_234_567,
}


@pytest.fixture(scope="module", params=["markdown", "commonmark"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = site(tmp_path_factory.mktemp("site"), FILES, f"{CONFIG}markdown: {{engine: {request.param}}}\n")
    published(root)
    yield root / "output"


def data(output: Path, type_: str) -> list[dict[str, Any]]:
    """The JSON-LD of a type in the text of the article."""
    scripts = page(output, "/2026/05/a/").xpath("//div[@class='body']//script[@type='application/ld+json']/text()")
    return [found for text in scripts if (found := json.loads(text))["@type"] == type_]


def lines(path: Path) -> list[str]:
    """The lines of a file for calendars, unfolded (RFC 5545 §3.1)."""
    return path.read_bytes().decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_date_stands_on_the_page_as_its_language_writes_it(output: Path) -> None:
    fair, market = page(output, "/2026/05/a/").xpath("//div[@class='box event']")

    assert " ".join(fair.xpath("string(p[@class='when'])").split()) == "5 June 2026, 19:30–22:00"
    assert fair.xpath(".//time/@datetime") == ["2026-06-05T19:30:00+01:00", "2026-06-05T22:00:00+01:00"]
    assert fair.xpath(".//a/@href") == ["/2026/05/a/event.ics", "/2026/05/b/"]
    assert market.xpath("string(p[@class='when'])") == "30 December 2026 – 2 January 2027"
    assert market.xpath(".//time/@datetime") == ["2026-12-30", "2027-01-02"]


def test_search_engines_are_told_of_each_date(output: Path) -> None:
    """schema.org asks of an Event for a name, a beginning and a place."""
    fair, market = data(output, "Event")

    assert fair["name"] == "Harbour fair; with music"
    assert (fair["startDate"], fair["endDate"]) == ("2026-06-05T19:30:00+01:00", "2026-06-05T22:00:00+01:00")
    assert fair["location"] == {"@type": "Place", "name": "East, gate 2", "address": "East, gate 2"}
    assert fair["url"] == "https://example.org/2026/05/b/"
    assert (market["startDate"], market["endDate"]) == ("2026-12-30", "2027-01-02")


def test_a_file_for_calendars_stands_beside_the_page(output: Path) -> None:
    """Moments are told in UTC, which every program knows; of days, the one behind the last ends it."""
    fair, market = (lines(output / f"2026/05/a/{name}") for name in ("event.ics", "event-2.ics"))

    assert fair == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//newsgen//newsgen//EN", "BEGIN:VEVENT"),
        "UID:2026%2Fa-1@example.org",
        "DTSTAMP:20260501T090000Z",
        *("DTSTART:20260605T183000Z", "DTEND:20260605T210000Z"),
        "SUMMARY:Harbour fair\\; with music",
        "LOCATION:East\\, gate 2",
        f"DESCRIPTION:Bring „friends“\\, and read on: {'äöü' * 14}.",
        "URL:https://example.org/2026/05/a/",
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    assert market[6:8] == ["DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270103"]


def test_programs_for_calendars_read_what_the_page_says(output: Path) -> None:
    """Read by a library that others keep, which reports what RFC 5545 forbids."""
    fair, market = (
        Calendar.from_ical((output / f"2026/05/a/{name}").read_bytes()) for name in ("event.ics", "event-2.ics")
    )

    assert not any(each.errors for calendar in (fair, market) for each in (calendar, *calendar.walk("VEVENT")))
    (event,) = fair.walk("VEVENT")
    assert (event["SUMMARY"], event["LOCATION"]) == ("Harbour fair; with music", "East, gate 2")
    assert event.decoded("DTSTART") == datetime(2026, 6, 5, 18, 30, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2026, 6, 5, 21, tzinfo=UTC)
    (event,) = market.walk("VEVENT")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 30), date(2027, 1, 3))


def test_lines_of_a_calendar_have_75_octets_at_most(output: Path) -> None:
    written = (output / "2026/05/a/event.ics").read_bytes()

    assert max(map(len, written.split(b"\r\n"))) <= 75
    assert b"\n" not in written.replace(b"\r\n", b"")
    for text in ("", "a" * 75, "a" * 76, "ä" * 200, "a" + "€" * 100, "😀" * 40):
        pieces = list(folded(text))
        assert all(len(piece.encode()) <= 75 for piece in pieces)
        assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text


def test_a_file_to_take_away_says_what_it_is_and_how_large(output: Path) -> None:
    plan, other = page(output, "/2026/05/a/").xpath("//div[@class='box download']/p")

    assert plan.text_content() == "Plan for 2027 PDF, 1.2\xa0MB"
    assert plan.xpath("a/@href") == ["/2026/plan.pdf"]
    assert "2026/plan.pdf" in outputs(output.parent)
    assert (other.text_content(), other.xpath("a/@href")) == (
        "list.csv CSV",
        ["https://other.example/files/list.csv"],
    )


def test_questions_of_a_text_are_one_list_for_search_engines(output: Path) -> None:
    """They take the second list of a page for a mistake."""
    (faq,) = data(output, "FAQPage")

    assert [(each["name"], each["acceptedAnswer"]["text"]) for each in faq["mainEntity"]] == [
        ("What does it cost?", "Nothing."),
        ("When?", "Always Now"),
    ]


def test_feeds_have_dates_files_and_questions_as_text(output: Path) -> None:
    for found in full_texts(output).values():
        text = next(each for each in found if "Before." in each.text_content())
        assert text.xpath(".//script | .//*[@class='box']") == []
        assert [each.strip() for each in text.xpath(".//h3//text()[1]")][:1] == ["Harbour fair; with"]
        assert "https://example.org/2026/05/a/event.ics" in text.xpath(".//a/@href")
        assert re.search(r"5 June 2026, 19:30–22:00", text.text_content())


@pytest.mark.parametrize(
    ("said", "column", "text"),
    [
        ("date=tomorow place=x", 14, '"tomorow" is not a date'),
        ("date=2026-13-01 place=x", 14, '"2026-13-01" is not a date'),
        ("date=5.12.2026 place=x", 14, '"5.12.2026" is not a date'),
        ("date=9999-12-31 place=x", 14, '"9999-12-31" is not a date'),
        ("date=2026-12-05 end=9999-12-31 place=x", 30, '"9999-12-31" is not a date'),
        ("date=٢٠٢٦-١٢-٠٥ place=x", 14, '"٢٠٢٦-١٢-٠٥" is not a date'),
        ('date="" place=x', 5, 'this box "event" has no "date"'),
        ("date=2026-12-05 date=2026-12-06 place=x", 30, '"date" is said twice'),
        ('date="2026-12-05 22:00" end=02:00 place=x', 38, '"02:00" is before "2026-12-05 22:00"'),
        ("date=2026-12-05 end=2026-12-04 place=x", 30, '"2026-12-04" is before "2026-12-05"'),
        ("place=x", 5, 'this box "event" has no "date"'),
        ("date=2026-12-05", 5, 'this box "event" has no "place"'),
    ],
)
def test_a_date_that_cannot_be_read_is_an_error_at_its_place(said: str, column: int, text: str, tmp_path: Path) -> None:
    result = built(site(tmp_path, {"a.md": article("A", f"::: event A {{{said}}}\n:::\n")}))

    assert [(each.code, each.place.line, each.place.column, each.text) for each in result.diagnostics] == [
        ("box-argument", 5, column, text)
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('date="2026-12-05 14:00" end=2026-12-05', ("20261205T140000Z", "20261206T000000Z")),
        ('date="2026-12-05 14:00" end=18:00', ("20261205T140000Z", "20261205T180000Z")),
        ('date="2026-12-05 14:00+02:00" end=18.30', ("20261205T120000Z", "20261205T163000Z")),
    ],
)
def test_an_end_is_a_time_of_the_day_or_that_day(said: str, expected: tuple[str, str], tmp_path: Path) -> None:
    root = site(tmp_path, {"a.md": article("A", f"::: event A {{{said} place=x}}\n:::\n")})
    published(root)

    found = dict(line.split(":", 1) for line in lines(root / "output/2026/05/a/event.ics"))
    assert (found["DTSTART"], found["DTEND"]) == expected


def test_a_file_comes_moves_and_goes_with_its_date(tmp_path: Path) -> None:
    """A build that remembers all else says what one from nothing says."""
    root = site(tmp_path / "site", {"a.md": article("A", "Text."), "b.md": article("B")})
    path = root / "content/a.md"
    texts = [
        "::: event A {date=2026-12-05 place=x}\n:::\n",
        "::: event A {date=2026-12-06 place=x}\n:::\n",
        "::: event A {date=2026-12-06 place=x}\n:::\n\n::: event B {date=2026-12-07 place=x}\n:::\n",
        "::: info A\nText.\n:::\n",
    ]
    published(root)
    seen = []
    for text in texts:
        path.write_text(article("A", text), "utf-8")
        result = published(root)
        seen.append(sorted(each for each in outputs(root) if each.endswith(".ics")))
        assert (tree(root / "output"), result.diagnostics) == cold(root, CLOCK)[:2]

    one, two = "2026/05/a/event.ics", "2026/05/a/event-2.ics"
    assert seen == [[one], [one], [two, one], []]


def test_nothing_of_a_date_is_there_before_its_article_is(tmp_path: Path) -> None:
    text = "::: event Secret {date=2026-12-05 place=Secret}\nSecret.\n:::\n"
    files: dict[str, str | bytes] = {
        "a.md": article("A"),
        "b.md": article("B", text, "draft: true\n"),
        "c.md": article("C", text, date="2026-06-02 10:00"),
        "d.md": article("D", f"Open.\n\n<!--more-->\n\n{text}", "access: subscribers\n"),
    }
    root = site(tmp_path, files, f"{CONFIG}subscribers: {{text: Mehr, url: /abo/}}\n")
    published(root)

    assert not any(path.endswith(".ics") for path in outputs(root))
    assert not any(b"Secret" in path.read_bytes() for path in (root / "output").rglob("*") if path.is_file())
