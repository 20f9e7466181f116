"""Pictures that browsers do not show, that break off, or that are too large: told early, and no reason to stop."""

import warnings
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.sites.built import CONFIG, article, built, codes, outputs, published, site, written


def picture(format: str, width: int = 900, height: int = 600, mode: str = "L") -> bytes:
    data = BytesIO()
    Image.new(mode, (width, height)).save(data, format)
    return data.getvalue()


def copies(root: Path) -> int:
    return sum(path.startswith("variants/") for path in outputs(root))


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_what_browsers_do_not_show_is_told_where_a_page_shows_it(tmp_path: Path, engine: str) -> None:
    """Every iPhone takes photos in HEIC, and every scanner makes TIFF."""
    text = '![A](a.heic)\n\n<img src="/b.tif" alt="B">\n\n[for print](b.tif) ![gone](/photo.dng) ![fine](c.bmp)'
    content = {"a.md": article("A", text, "image: a.heic\n"), "a.heic": b"\0\0\0\x18ftypheic", "b.tif": picture("TIFF")}
    root = site(tmp_path, content | {"c.bmp": picture("BMP")}, f"{CONFIG}markdown: {{engine: {engine}}}\nlinks: warn\n")

    told = [each for each in published(root).diagnostics if each.code == "picture-unshown"]

    assert [(each.place.line, each.text.split('"')[1]) for each in told] == [
        (4, "a.heic"),
        (6, "a.heic"),
        (8, "/b.tif"),
    ]
    assert {each.level for each in told} == {"warning"}


def test_it_is_told_of_static_too(tmp_path: Path) -> None:
    files = {"content/a.md": article("A", "![A](/scans/b.TIF)"), "static/scans/b.TIF": picture("TIFF")}

    assert codes(published(written(tmp_path, files))) == ["picture-unshown"]


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_picture_that_breaks_off_is_published_and_copied(tmp_path: Path, format: str) -> None:
    """Browsers show what is there; one of twenty years stops no build, least of all in its last second."""
    name, data = f"a.{format.lower()}", picture(format, mode="RGB")
    root = site(tmp_path, {"a.md": article("A", f"![A]({name})"), name: data[: len(data) * 2 // 3]})

    result = published(root)

    assert [(each.code, each.level, each.place.file) for each in result.diagnostics] == [
        ("picture-unreadable", "warning", f"content/{name}")
    ]
    assert copies(root) == 3


def test_a_large_picture_is_measured_without_a_word(tmp_path: Path) -> None:
    """Pillow warns of an attack, and whoever has set PYTHONWARNINGS=error would get another site."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        root = site(tmp_path, {"a.md": article("A", "![A](a.png)"), "a.png": picture("PNG", 10_000, 9_000, "1")})
        result = published(root)

    assert codes(result) == []
    assert copies(root) == 4


def test_one_of_too_many_pixels_has_its_size_and_no_copies(tmp_path: Path) -> None:
    root = site(tmp_path, {"a.md": article("A", "![A](a.png)"), "a.png": picture("PNG", 20_000, 9_000, "1")})

    result = published(root)

    assert codes(result) == ["picture-large"]
    assert copies(root) == 0
    assert b'width="20000"' in (root / "output/2026/05/a/index.html").read_bytes()


def test_nor_is_a_large_one_told_where_there_are_no_copies(tmp_path: Path) -> None:
    content = {"a.md": article("A", "![A](a.png)"), "a.png": picture("PNG", 20_000, 9_000, "1")}

    assert codes(built(site(tmp_path, content, f"{CONFIG}pictures: {{variants: false}}\n"))) == []
