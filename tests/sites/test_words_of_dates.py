"""Languages in which a month has a form of its own beside a day, and numbers call for several plurals."""

import re
from pathlib import Path

import pytest

from tests.sites.built import CONFIG, article, output, page

MONTHS = {
    1: ("stycznia", "styczeń"),
    2: ("lutego", "luty"),
    3: ("marca", "marzec"),
    4: ("kwietnia", "kwiecień"),
    5: ("maja", "maj"),
    10: ("października", "październik"),
    11: ("listopada", "listopad"),
}
# How many articles each month has, and what the year says of it.
COUNTS = {
    1: "1 artykuł",
    2: "2 artykuły",
    3: "4 artykuły",
    4: "5 artykułów",
    5: "12 artykułów",
    10: "22 artykuły",
    11: "25 artykułów",
}


def configured(language: str) -> str:
    return CONFIG.replace("language: en", f"language: {language}").replace("Europe/London", "Europe/Warsaw")


@pytest.fixture(scope="module")
def polish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = {
        f"{month}-{number}.md": article(f"T{number}", date=f"2025-{month:02d}-01 10:{number:02d}")
        for month, count in COUNTS.items()
        for number in range(int(count.split()[0]))
    }
    return output(tmp_path_factory.mktemp("polish"), content, configured("pl"))


@pytest.mark.parametrize("month", MONTHS)
def test_a_polish_month_is_genitive_in_a_date_and_nominative_alone(polish: Path, month: int) -> None:
    in_date, alone = MONTHS[month]

    (heading,) = page(polish, f"/2025/{month:02d}/").xpath("//h1")
    date = page(polish, f"/2025/{month:02d}/{month}-0/").xpath("string(//article//time)")

    assert heading.text_content() == f"Archiwum: {alone} 2025"
    assert date == f"1 {in_date} 2025, 10:00"


def test_polish_numbers_have_their_plurals(polish: Path) -> None:
    text = page(polish, "/2025/").xpath("string(//main)")

    assert re.findall(r"\d+ artyku\w+", text) == [COUNTS[month] for month in sorted(COUNTS, reverse=True)]


@pytest.mark.parametrize(
    ("language", "date", "month"),
    [
        ("pl-PL", "1 maja 2026", "maj 2026"),
        ("cs", "1. května 2026", "květen 2026"),
        ("uk", "1 травня 2026\u202fр.", "травень 2026\u202fр."),
        ("hr", "1. svibnja 2026.", "svibanj 2026."),
        ("el", "1 Μαΐου 2026", "Μάιος 2026"),
        ("fi", "1. toukokuuta 2026", "toukokuu 2026"),
        ("lt", "2026 m. gegužės 1 d.", "2026 m. gegužė"),
        ("de", "1. Mai 2026", "Mai 2026"),
    ],
)
def test_other_languages_decline_their_months_too(tmp_path: Path, language: str, date: str, month: str) -> None:
    folder = output(tmp_path, {"a.md": article("A"), "b.md": article("B")}, configured(language))

    (heading,) = page(folder, "/2026/05/").xpath("//h1")

    assert page(folder, "/2026/05/a/").xpath("string(//article//time)").startswith(f"{date}, 10")
    assert heading.text_content().endswith(f" {month}")
