"""Names with accents are found however the disk and the writer spell them, and have one address."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest

from newsgen.build import Options, build
from newsgen.gather.scan import rescanned, scan
from newsgen.spelling import composed_address
from tests.machine import POSIX, needed
from tests.walk.sites import CLOCK, cold, small_site, tree, warm, written

FORMS = ("NFC", "NFD")
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
TEXT = """---
title: Über Brücken
date: 2026-05-06 10:00
image: Städte/Brücke.gif
enclosure: Städte/Brücke.mp3
redirect_from: /Überführung/
---

![bridge](Städte/Brücke.gif) [article](Städte/über.md) [encoded](St%C3%A4dte/Br%C3%BCcke.gif)
[static](/pläne/Tür.pdf) [other](https://example.com/T%C3%BCr.pdf)
"""
CITY = "---\ntitle: City\ndate: 2026-05-07 10:00\n---\n![bridge](Brücke.gif)\n"
STATIC = "{{ site.static('pläne/Tür.pdf') }} {{ site.asset('static/pläne/Tür.pdf').size_bytes }} "


@pytest.fixture(params=[(text, disk) for text in FORMS for disk in FORMS], ids="-".join)
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A site that spells names in one form in its texts, and in one on the disk."""
    text, disk = request.param
    needed(POSIX)
    root = small_site(tmp_path / "site")
    files = {
        "content/brücke.md": TEXT,
        "content/Städte/über.md": CITY,
        "static/pläne/Tür.pdf": "%PDF-1.4",
        "templates/teil-ü.html": "part",
        "templates/partial.html": STATIC + '{% include "teil-ü.html" %}',
    }
    for path, written_ in files.items():
        written(root, {normalize(disk, path): normalize(text, written_)})
    for name in ("Brücke.gif", "Brücke.mp3"):
        (root / normalize(disk, f"content/Städte/{name}")).write_bytes(PIXEL)
    yield root


def test_a_name_is_found_however_it_is_spelled(root: Path) -> None:
    result = warm(root)

    assert [each for each in result.diagnostics if each.level != "notice"] == []
    made = tree(root / "output")
    assert {normalize("NFC", path) for path in made} == made.keys()
    assert {"Städte/Brücke.gif", "Städte/Brücke.mp3", "pläne/Tür.pdf"} <= made.keys()
    page = next(each for path, each in made.items() if path.startswith("2026/05/br")).decode()
    assert page.count('src="/St%C3%A4dte/Br%C3%BCcke.gif"') == 1
    assert page.count('href="/St%C3%A4dte/Br%C3%BCcke.gif"') == 1
    assert 'href="/pl%C3%A4ne/T%C3%BCr.pdf"' in page or 'href="/pläne/Tür.pdf"' in page
    assert "/pl%C3%A4ne/T%C3%BCr.pdf 8 part" in page
    assert b"https://example.org/St%C3%A4dte/Br%C3%BCcke.mp3" in made["feed.xml"]


def test_a_build_after_an_edit_is_a_build_from_nothing(root: Path) -> None:
    warm(root)
    picture = next(path for path in root.rglob("*.gif") if "content" in path.parts)
    picture.write_bytes(PIXEL[:-2] + b"\1;")

    result = warm(root)

    assert (tree(root / "output"), result.diagnostics, result.exit_code) == cold(root)
    assert warm(root).n_made == 0


def test_who_watches_sees_what_a_build_sees(root: Path) -> None:
    """A watch tells the disk's spelling."""
    known = scan(root, "content")
    picture = next(path for path in root.rglob("*.gif") if "content" in path.parts)
    renamed = picture.with_name(normalize("NFC", picture.name))
    picture.rename(renamed)
    changed = frozenset(path.relative_to(root).as_posix() for path in (picture, renamed))

    found = rescanned(known, root, "content", changed)

    if normalize("NFC", str(picture)) != str(picture):
        assert found is None
    else:
        assert found == scan(root, "content")


@pytest.mark.parametrize("folder", ["content", "static", "templates"])
def test_two_files_of_one_name_are_an_error_that_names_both(tmp_path: Path, folder: str) -> None:
    """On the macOS of a colleague only one of them can be."""
    needed(POSIX)
    root = small_site(tmp_path / "site")
    for form in FORMS:
        written(root, {normalize(form, f"{folder}/ä/ü.html"): "x"})

    result = warm(root)

    (found,) = [each for each in result.diagnostics if each.level == "error"]
    assert (found.code, found.place.file) == ("names-alike", f"{folder}/ä/ü.html")
    for name in (r"\u00e4/\u00fc.html", r"a\u0308/u\u0308.html"):
        assert f'"{folder}/{name}"' in found.text
    shutil.rmtree(root / folder / normalize("NFD", "ä"))
    assert warm(root).exit_code == 0


@pytest.mark.parametrize("said", FORMS)
@pytest.mark.parametrize("disk", FORMS)
def test_the_folders_of_a_site_may_be_spelled_either_way(tmp_path: Path, said: str, disk: str) -> None:
    needed(POSIX)
    root = small_site(tmp_path / "site")
    (root / "content" / "dot.gif").write_bytes(PIXEL)
    written(root, {"content/a9.md": "---\ntitle: Nine\ndate: 2026-05-09\n---\n![dot](dot.gif)\n"})
    before = build(Options(root, at=CLOCK, jobs=1))
    expected = tree(root / "output")
    config = root / "newsgen.yaml"
    for name, new in (("content", "städte/texte"), ("static", "für/immer"), ("templates", "löcher")):
        there = root / normalize(disk, new)
        there.parent.mkdir(exist_ok=True)
        (root / name).rename(there)
        config.write_text(config.read_text() + normalize(said, f"{name}: {new}\n"))

    result = warm(root)

    assert (result.exit_code, before.exit_code) == (0, 0)
    assert tree(root / "output") == expected


@pytest.mark.parametrize(
    ("written_", "address"),
    [
        ("/a/Bru\u0308cke.png?v=u\u0308#o\u0308", "/a/Brücke.png?v=u\u0308#o\u0308"),
        ("/a/Bru%CC%88cke.png", "/a/Br%C3%BCcke.png"),
        ("/a/Br%C3%BCcke%2Fx y.png", "/a/Br%C3%BCcke%2Fx y.png"),
        ("/a/u%CC.png", "/a/u%CC.png"),
        ("", ""),
    ],
)
def test_an_address_is_composed_and_else_left_alone(written_: str, address: str) -> None:
    assert composed_address(written_) == address
