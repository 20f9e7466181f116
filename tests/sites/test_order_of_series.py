"""Which articles are of one series, and in which order they are read: by number, by day, in one's own language."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.sites.built import article, built, output, outputs, page, published, site

DESCRIBED = {"series/rhine.md": "---\ntitle: Down the Rhine\nalso: [Rhine]\n---\n"}


def box(folder: Path, name: str) -> list[str]:
    """The titles in the box below an article."""
    found = page(folder, f"/2026/05/{name}/").find(".//nav[@class='series']/ol")
    return [] if found is None else [each.text_content() for each in found]


def parts(names: Sequence[str]) -> dict[str, str]:
    return {f"p{n}.md": article(f"P{n}", more=f"series: {name}\n") for n, name in enumerate(names, 1)}


def told(root: Path, files: dict[str, str]) -> list[tuple[str, str, str]]:
    found = published(site(root, files)).diagnostics
    return [(each.code, each.level, each.place.file) for each in found]


@pytest.mark.parametrize("described", [{}, DESCRIBED])
def test_parts_of_one_moment_stand_in_the_order_of_their_files(tmp_path: Path, described: dict[str, str]) -> None:
    """Imports know the day alone; without a description they were read backwards."""
    folder = output(tmp_path, {**parts(["Rhine"] * 3), **described})

    assert box(folder, "p2") == ["P1", "P2", "P3"]


@pytest.mark.parametrize("described", [{}, DESCRIBED])
def test_a_part_without_a_number_stands_behind_those_with_one(tmp_path: Path, described: dict[str, str]) -> None:
    """It was number one in every box, and the hundredth part was called the hundred and first."""
    numbered = {f"n{n}.md": article(f"N{n}", more=f"series: {{name: Rhine, part: {n}}}\n") for n in (1, 2)}
    new = {"x.md": article("New", more="series: Rhine\n", date="2026-05-20")}
    folder = output(tmp_path, {**numbered, **new, **described})

    assert box(folder, "x") == ["N1", "N2", "New"]


def test_case_blanks_and_hyphens_make_no_other_series(tmp_path: Path) -> None:
    folder = output(tmp_path, parts(["Down the Rhine", "Down The Rhine", "down-the-rhine"]))

    assert box(folder, "p3") == ["P1", "P2", "P3"]


def test_spellings_that_may_be_one_series_are_told(tmp_path: Path) -> None:
    """Each had no box, for it had one part."""
    files = parts(["Down the Rhine", "Down the Rhïne", "Down the Rhine!", "Up the Rhine"])

    assert told(tmp_path, files) == [("series-spellings", "warning", "content/p2.md")]


def test_a_description_makes_them_one(tmp_path: Path) -> None:
    files = parts(["Down the Rhine", "Down the Rhïne", "Down the Rhine!"])
    folder = output(tmp_path, {**files, "series/down-the-rhine.md": "---\ntitle: Down the Rhine\n---\n"})

    assert box(folder, "p1") == ["P1", "P2", "P3"]


def test_names_that_only_meet_in_an_address_are_told(tmp_path: Path) -> None:
    """Two people, whose names have the same letters in ASCII."""
    described = {"series/li-ming.md": "---\ntitle: 李明\n---\n"}
    named = {"series/li-ming.md": "---\ntitle: 李明\nalso: [李明, 黎明]\n---\n"}

    assert told(tmp_path / "a", {**parts(["李明", "黎明"]), **described}) == [
        ("series-spellings", "warning", "content/p2.md")
    ]
    assert told(tmp_path / "b", {**parts(["李明", "黎明"]), **named}) == []
    assert told(tmp_path / "c", parts(["李明", "黎明"])) == []


@pytest.mark.parametrize("described", [{}, DESCRIBED])
def test_a_translated_part_is_one_part_in_each_language(tmp_path: Path, described: dict[str, str]) -> None:
    """The German box had each part twice, and led from the first to the English version of the first."""
    versions = {
        f"p{n}-{lang}.md": article(
            f"P{n} {lang}", more=f"series: Rhine\nlang: {lang}\ntranslation_key: p{n}\n", date=f"2026-05-0{n}"
        )
        for n in (1, 2)
        for lang in ("de", "en")
    }
    alone = {"p3.md": article("P3", more="series: Rhine\n", date="2026-05-03")}
    folder = output(tmp_path, {**versions, **alone, **described})

    assert box(folder, "p1-en") == ["P1 en", "P2 en", "P3"]
    assert box(folder, "p1-de") == ["P1 de", "P2 de", "P3"]
    if described:
        stories = page(folder, "/series/rhine/").iterfind(".//div[@class='river']//h2/a")
        assert [each.text_content() for each in stories] == ["P1 en", "P2 en", "P3"]


def test_a_part_that_gets_a_translation_is_as_if_it_always_had(tmp_path: Path) -> None:
    more = "series: Rhine\ntranslation_key: k\n"
    files = {**parts(["Rhine"] * 2), "k.md": article("K", more=more), **DESCRIBED}
    root = site(tmp_path / "warm", files)
    published(root)
    new = {"q.de.md": article("Q", more=more), "p1.md": article("P1", more="series: Rhine\nlang: de\n")}
    site(root, new)
    warm = built(root).diagnostics
    cold = site(tmp_path / "cold", {**files, **new})

    assert published(cold).diagnostics == warm
    assert {path: (cold / "output" / path).read_bytes() for path in outputs(cold)} == {
        path: (root / "output" / path).read_bytes() for path in outputs(root)
    }
