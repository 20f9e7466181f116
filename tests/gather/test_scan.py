"""The content folder's files are found, and what cannot be one is told."""

import os
from pathlib import Path

import pytest

from newsgen.gather.pictures import Picture, picture
from newsgen.gather.scan import scan

WRITTEN_AS = b'<svg xmlns="http://www.w3.org/2000/svg" %s><rect/></svg>'


def touched(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x", "utf-8")


def test_articles_and_assets_come_in_order_of_their_paths(tmp_path: Path) -> None:
    """The order of a folder's entries is chance, and nothing may depend on it."""
    touched(tmp_path, "content/b.md", "content/a/z.md", "content/a.markdown", "content/a/x.jpg", "content/Z.md")

    found = scan(tmp_path, "content")

    assert [stat.path for stat in found.articles] == [
        "content/Z.md",
        "content/a.markdown",
        "content/a/z.md",
        "content/b.md",
    ]
    assert [stat.path for stat in found.assets] == ["content/a/x.jpg"]
    assert found.articles[0].size == 1
    assert found.diagnostics == ()


def test_what_editors_and_systems_leave_is_no_content(tmp_path: Path) -> None:
    """A backup copy would be a second article."""
    touched(
        tmp_path,
        *(f"content/{name}" for name in ("a.md~", ".a.md.swp", "#a.md#", ".DS_Store", "Thumbs.db", ".git/x.md")),
    )

    found = scan(tmp_path, "content")

    assert (found.articles, found.assets) == ((), ())
    assert [each.place.file for each in found.diagnostics] == ["content/#a.md#", "content/a.md~"]


def test_a_directory_named_md_is_told_and_hides_nothing_else(tmp_path: Path) -> None:
    """The others are still read."""
    touched(tmp_path, "content/x.md/y.md", "content/z.md")

    found = scan(tmp_path, "content")

    assert [(each.code, each.place.file) for each in found.diagnostics] == [("directory-named-md", "content/x.md")]
    assert "content/z.md" in [stat.path for stat in found.articles]


def test_links_that_loop_lead_out_or_nowhere_are_told(tmp_path: Path) -> None:
    """A loop would never end; what lies outside would be published unseen."""
    touched(tmp_path, "site/content/a/a.md", "site/content/b/s.png", "secret/s.md", "site/static/s.png")
    root = tmp_path / "site"
    for name, target in {
        "a/loop": "..",
        "a/self": "self",
        "out": "../../secret",
        "out.md": "../../secret/s.md",
        "gone.md": "nowhere.md",
        "fine.md": "a/a.md",
        "inside": "b",
        "static": "../static",
    }.items():
        (root / "content" / name).symlink_to(target)

    found = scan(root, "content")

    assert [(each.place.file, each.code) for each in found.diagnostics] == [
        ("content/a/loop", "symlink-loop"),
        ("content/a/self", "symlink-loop"),
        ("content/gone.md", "symlink-broken"),
        ("content/out", "symlink-outside"),
        ("content/out.md", "symlink-outside"),
        ("content/static", "symlink-outside"),
    ]
    assert [stat.path for stat in found.articles] == ["content/a/a.md", "content/fine.md"]
    assert [stat.path for stat in found.assets] == ["content/b/s.png", "content/inside/s.png"]


def test_a_pipe_is_told_and_not_read(tmp_path: Path) -> None:
    """Reading it would wait for ever."""
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content/a.md")

    assert [each.code for each in scan(tmp_path, "content").diagnostics] == ["source-unreadable"]


def test_a_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    """It can be no address."""
    (tmp_path / "content").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/content/\xff.md")).write_text("x", "utf-8")

    assert [each.code for each in scan(tmp_path, "content").diagnostics] == ["name-encoding"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """Not an empty site."""
    assert [each.code for each in scan(tmp_path, "content").diagnostics] == ["content-missing"]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        (b'width="120" height="80"', (120, 80)),
        (b"width='120px' height='80.4px'", (120, 80)),
        (b'viewBox="0 0 300 150"', (300, 150)),
        (b'width="100%" height="100%" viewBox="0,0,300,150"', (300, 150)),
        (b"", (0, 0)),
        (b'width="1e999" height="x"', (0, 0)),
    ],
)
def test_the_size_of_an_svg(tmp_path: Path, attributes: bytes, size: tuple[int, int]) -> None:
    """So that a page keeps its place free."""
    file = tmp_path / "a.svg"
    file.write_bytes(WRITTEN_AS % attributes)

    assert picture(file) == Picture(*size, "image/svg+xml")


def test_the_size_of_a_picture_is_as_browsers_show_it(tmp_path: Path) -> None:
    """A camera held upright writes a wide picture and the word to turn it."""
    from PIL import Image

    image = Image.new("RGB", (40, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(tmp_path / "a.jpg", exif=exif)
    image.save(tmp_path / "b.png")
    image.save(tmp_path / "c.jpg", format="PNG")

    assert picture(tmp_path / "a.jpg") == Picture(30, 40, "image/jpeg")
    assert picture(tmp_path / "b.png") == Picture(40, 30, "image/png")
    assert picture(tmp_path / "c.jpg") == Picture(40, 30, "image/png")


def test_the_size_of_what_is_no_picture_is_nothing(tmp_path: Path) -> None:
    """And nothing is raised for it."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    (tmp_path / "a.pdf").write_bytes(b"x")
    (tmp_path / "a").write_bytes(b"")

    assert picture(tmp_path / "a.png") == Picture(0, 0, "image/png")
    assert picture(tmp_path / "a.pdf") == Picture(0, 0, "application/pdf")
    assert picture(tmp_path / "a") == Picture(0, 0, "application/octet-stream")
    assert picture(tmp_path / "missing.jpg") == Picture(0, 0, "image/jpeg")
