"""Narrower copies of pictures: true to what they say, everywhere where a page names them, and gone with the picture."""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image, ImageCms

from newsgen.build import Options, Result, build
from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic
from newsgen.kinds.base import Output
from newsgen.registry import Registry
from newsgen.site.index import Site
from newsgen.site.pictures import focused
from newsgen.standard import standard
from tests.kinds.making import CLOCK, CONFIG, article, site_folder
from tests.walk.sites import cold, tree

RED, BLUE = (220, 30, 30), (30, 30, 220)
ORIENTATION, GPS = 0x0112, 0x8825


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An article with a lead picture and another in its text."""
    text = "Text.\n\n![A plan](plan.png)\n\nMore."
    site_folder(tmp_path, {"2026/05/cup.md": article("Cup", "2026-05-01", text, "image: {src: cup.jpg, alt: A cup}\n")})
    saved(tmp_path / "content/2026/05/cup.jpg", (2000, 1000))
    saved(tmp_path / "content/2026/05/plan.png", (1000, 400))
    return tmp_path


def saved(file: Path, size: tuple[int, int], orientation: int = 1, left: tuple[int, int, int] = RED) -> None:
    """A picture, its left half in one colour and its right half blue, as a phone saves it: with a place."""
    image = Image.new("RGB", size, BLUE)
    image.paste(left, (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    image.save(file, exif=exif)


def built(root: Path, exit_code: int = 0) -> Result:
    result = build(Options(root, at=CLOCK, jobs=1))
    assert result.exit_code == exit_code, result.diagnostics
    return result


def copies(root: Path) -> dict[str, Image.Image]:
    """Path below variants/, the digest left out -> the copy."""
    folder = root / "output" / "variants"
    files = sorted(folder.rglob("*.*"))
    return {re.sub(r"\.[0-9a-f]{8}\.", ".", file.relative_to(folder).as_posix()): opened(file) for file in files}


def opened(file: Path) -> Image.Image:
    return Image.open(BytesIO(file.read_bytes()))


def candidates(output: Path) -> list[tuple[str, int]]:
    """Every address of every `srcset`, and the width that it is said to have."""
    pages = (file.read_text("utf-8") for file in output.rglob("*.html"))
    sets = (found for page in pages for found in re.findall(r'srcset="([^"]*)"', page))
    parts = (part.split() for each in sets for part in each.split(", "))
    return [(address, int(width.removesuffix("w"))) for address, width in parts]


def is_like(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    pixel = image.convert("RGB").getpixel(at)
    assert isinstance(pixel, tuple)
    return all(abs(ours - theirs) < 25 for ours, theirs in zip(pixel, colour, strict=True))


def test_copies_are_as_wide_as_they_say_and_never_wider_than_the_picture(root: Path) -> None:
    built(root)

    assert {path: (copy.size, copy.format) for path, copy in copies(root).items()} == {
        "2026/05/cup-480.webp": ((480, 240), "WEBP"),
        "2026/05/cup-800.webp": ((800, 400), "WEBP"),
        "2026/05/cup-1200.webp": ((1200, 600), "WEBP"),
        "2026/05/cup-1600.webp": ((1600, 800), "WEBP"),
        "2026/05/cup-16x9.webp": ((1200, 675), "WEBP"),
        "2026/05/cup-4x3.webp": ((1200, 900), "WEBP"),
        "2026/05/cup-1x1.webp": ((1000, 1000), "WEBP"),
        "2026/05/plan-480.webp": ((480, 192), "WEBP"),
        "2026/05/plan-800.webp": ((800, 320), "WEBP"),
        "2026/05/plan-1000.webp": ((1000, 400), "WEBP"),
    }


def test_every_copy_that_a_page_names_is_there(root: Path) -> None:
    """Addresses with a base path and characters that are escaped included."""
    (root / "newsgen.yaml").write_text(CONFIG.replace("example.org", "example.org/news"), "utf-8")
    (root / "content/2026/05/cup.jpg").rename(root / "content/2026/05/Ein großer Pokal, hell.jpg")
    path = root / "content/2026/05/cup.md"
    path.write_text(path.read_text("utf-8").replace("src: cup.jpg", 'src: "Ein großer Pokal, hell.jpg"'), "utf-8")

    built(root)

    found = candidates(root / "output")
    assert {width for _, width in found} == {480, 800, 1000, 1200, 1600}
    for address, width in found:
        assert address.startswith("/news/variants/2026/05/")
        assert opened(root / "output" / unquote(address.removeprefix("/news/"))).width == width


def test_pages_offer_copies_with_sizes_and_the_original_for_the_rest(root: Path) -> None:
    built(root)

    page = (root / "output/2026/05/cup/index.html").read_text("utf-8")
    lead = re.search(r"<picture>(.*?)</picture>", page, re.DOTALL)
    assert lead is not None
    assert re.search(r'<source type="image/webp" srcset="[^"]* 1600w" sizes="[^"]+">', lead[1])
    assert '<img src="/2026/05/cup.jpg" alt="A cup" width="2000" height="1000" fetchpriority="high">' in lead[1]
    assert re.search(r'src="/2026/05/plan.png" width="1000" height="400" srcset="[^"]* 1000w" sizes="', page)
    assert "<picture>" in (root / "output/index.html").read_text("utf-8")


def cut(root: Path, focus: str) -> dict[str, Image.Image]:
    """Shape -> the lead picture as search engines are offered it, when the article says this focus."""
    path = root / "content/2026/05/cup.md"
    more = f"image: {{src: cup.jpg, focus: {focus}}}\n"
    path.write_text(article("Cup", "2026-05-01", "![](plan.png)", more), "utf-8")
    built(root)
    page = (root / "output/2026/05/cup/index.html").read_text("utf-8")
    data = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    images = next(each["image"] for each in data if each["@type"] == "NewsArticle")
    assert images[0]["url"] == "https://example.org/2026/05/cup.jpg"
    files = {each["url"]: opened(root / "output" / each["url"].removeprefix("https://example.org/")) for each in images}
    assert all(files[each["url"]].size == (each["width"], each["height"]) for each in images)
    return {match[1]: file for url, file in files.items() if (match := re.search(r"-(\d+x\d+)\.", url))}


def test_search_engines_are_offered_an_articles_picture_in_three_shapes(root: Path) -> None:
    """16:9, 4:3 and 1:1 (Google, "Article structured data"), cut about the middle or where a writer says."""
    middle, left, right = cut(root, "center"), cut(root, "left"), cut(root, '"100% 50%"')

    assert {shape: file.width * 1000 // file.height for shape, file in middle.items()} == {
        "16x9": 1777,
        "4x3": 1333,
        "1x1": 1000,
    }
    assert is_like(middle["1x1"], (100, 500), RED)
    assert is_like(middle["1x1"], (900, 500), BLUE)
    assert is_like(left["1x1"], (900, 500), RED)
    assert is_like(right["1x1"], (100, 500), BLUE)
    assert (tree(root / "output"), (), 0) == cold(root)


def test_a_shape_that_a_picture_has_or_is_too_small_for_is_not_made(root: Path) -> None:
    saved(root / "content/2026/05/cup.jpg", (1000, 750))
    assert cut(root, "top").keys() == {"16x9"}

    saved(root / "content/2026/05/cup.jpg", (810, 790))
    built(root)
    assert not [path for path in copies(root) if "1x1" in path]


@pytest.mark.parametrize(
    ("written", "focus"),
    [
        ("30% 20%", (30, 20)),
        ("top", (50, 0)),
        ("right bottom", (100, 100)),
        ("Bottom Left", (0, 100)),
        ("center", (50, 50)),
        ("northeast", (100, 0)),
        ("south-west", (0, 100)),
        ("face", None),
        ("30%", None),
        ("120% 0%", None),
        ("left right", None),
        ("top left bottom", None),
    ],
)
def test_a_focus_is_written_as_in_css_or_as_a_point_of_the_compass(written: str, focus: tuple[int, int] | None) -> None:
    assert focused(written) == focus


def test_an_unknown_focus_is_a_warning_at_its_place(root: Path) -> None:
    path = root / "content/2026/05/cup.md"
    path.write_text(article("Cup", "2026-05-01", "![](plan.png)", "image: cup.jpg\nimage_focus: face\n"), "utf-8")

    found = built(root).diagnostics

    assert [(each.code, each.level, each.place.line) for each in found] == [("focus-unknown", "warning", 5)]


def test_feeds_hold_the_original_alone(root: Path) -> None:
    built(root)

    for name in ("feed.xml", "atom.xml", "feed.json"):
        text = (root / "output" / name).read_text("utf-8")
        assert "plan.png" in text
        assert "srcset" not in text


def test_a_copy_holds_no_place_and_is_turned_as_the_camera_says(root: Path) -> None:
    """Orientation 6: the left side of the file is the top of the picture."""
    saved(root / "content/2026/05/cup.jpg", (2000, 1000), orientation=6)

    built(root)

    found = copies(root)
    assert all(not copy.getexif() and not {"exif", "xmp", "icc_profile"} & copy.info.keys() for copy in found.values())
    assert {path: copy.size for path, copy in found.items() if "cup" in path} == {
        "2026/05/cup-480.webp": (480, 960),
        "2026/05/cup-800.webp": (800, 1600),
        "2026/05/cup-1000.webp": (1000, 2000),
        "2026/05/cup-16x9.webp": (1000, 562),
        "2026/05/cup-4x3.webp": (1000, 750),
        "2026/05/cup-1x1.webp": (1000, 1000),
    }
    assert is_like(found["2026/05/cup-480.webp"], (240, 100), RED)
    assert is_like(found["2026/05/cup-480.webp"], (240, 860), BLUE)


def test_a_second_build_makes_and_writes_nothing(root: Path) -> None:
    built(root)

    again = built(root)
    (root / "content/2026/05/other.md").write_text(article("Other", "2026-05-02"), "utf-8")
    with_another = built(root)

    assert again.n_written == again.n_made == 0
    assert not [each.output.path for each in with_another.made if each.output.path.endswith(".webp")]


def test_a_changed_picture_has_other_addresses_and_leaves_nothing_behind(root: Path) -> None:
    built(root)
    before = candidates(root / "output")
    saved(root / "content/2026/05/cup.jpg", (2000, 1000), left=(30, 220, 30))

    result = built(root)

    after = candidates(root / "output")
    gone = {address for address, _ in before} - {address for address, _ in after}
    assert len(gone) == 4
    assert not any((root / "output" / address.lstrip("/")).exists() for address in gone)
    assert not [each.output.path for each in result.made if "plan-" in each.output.path]
    assert (tree(root / "output"), result.diagnostics, 0) == cold(root)


def test_small_and_moving_pictures_and_drawings_stay_alone(root: Path) -> None:
    folder = root / "content/2026/05"
    saved(folder / "cup.jpg", (799, 400))
    frames = [Image.new("RGB", (900, 300), colour) for colour in (RED, BLUE)]
    frames[0].save(folder / "plan.png", save_all=True, append_images=frames[1:])
    frames[0].save(folder / "moving.webp", save_all=True, append_images=frames[1:])
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:])
    (folder / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>', "utf-8")

    built(root)

    assert copies(root) == {}
    assert candidates(root / "output") == []


def test_pictures_in_static_have_copies_where_front_matter_names_them(root: Path) -> None:
    path = root / "content/2026/05/cup.md"
    path.write_text(path.read_text("utf-8").replace("src: cup.jpg", "src: /photos/cup.jpg"), "utf-8")
    (root / "static/photos").mkdir(parents=True)
    saved(root / "static/photos/cup.jpg", (880, 440))
    saved(root / "static/photos/unnamed.jpg", (900, 450))

    built(root)

    assert {path for path in copies(root) if "photos" in path} == {"photos/cup-480.webp", "photos/cup-880.webp"}
    assert any("/variants/photos/cup-880" in address for address, _ in candidates(root / "output"))


def test_a_broken_picture_is_one_diagnostic(root: Path) -> None:
    """It has a size and an end, and what stands between them is none of it."""
    file = root / "content/2026/05/cup.jpg"
    data = file.read_bytes()
    start = data.index(b"\xff\xdb")
    file.write_bytes(data[:start] + data[data.index(b"\xff\xc0", start) :][:19] + b"\xff\xd9")

    result = built(root, exit_code=1)

    assert [(each.code, each.place.file) for each in result.diagnostics] == [
        ("picture-unreadable", "content/2026/05/cup.jpg")
    ]
    assert not (root / "output").exists()


def test_without_variants_the_originals_stand_alone(root: Path) -> None:
    built(root)
    (root / "newsgen.yaml").write_text(CONFIG + "pictures: {variants: false}\n", "utf-8")

    built(root)

    assert copies(root) == {}
    assert candidates(root / "output") == []
    assert "variants" not in (root / "output/_headers").read_text("utf-8")


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "RGBA", "I;16"])
def test_every_mode_keeps_its_look(root: Path, mode: str) -> None:
    dark, bright = Image.new("L", (900, 300), 60), Image.new("L", (450, 300), 200)
    dark.paste(bright, (0, 0))
    image = dark.convert(mode) if mode != "I;16" else dark.convert("I").point(lambda value: value * 257).convert("I;16")
    name = "cup.jpg" if mode == "CMYK" else "plan.png"
    image.save(root / "content/2026/05" / name)

    built(root)

    copy = copies(root)[f"2026/05/{name[:-4]}-480.webp"].convert("L")
    light, shade = copy.getpixel((100, 80)), copy.getpixel((400, 80))
    assert isinstance(light, int | float)
    assert isinstance(shade, int | float)
    assert light - shade > 100
    assert mode == "1" or (abs(light - 200) < 12 and abs(shade - 60) < 12)


def test_what_is_transparent_stays_so(root: Path) -> None:
    Image.new("RGBA", (900, 300), (*RED, 0)).convert("P").save(root / "content/2026/05/plan.png", transparency=0)

    built(root)

    assert copies(root)["2026/05/plan-480.webp"].convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]  # a band


def test_colours_of_another_profile_become_those_of_srgb(root: Path) -> None:
    """A profile whose red and blue are changed over, so that a copy that only lost its profile would be seen."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = data.index(b"rXYZ"), data.index(b"bXYZ")
    data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
    image = opened(root / "content/2026/05/cup.jpg")
    image.save(root / "content/2026/05/cup.jpg", icc_profile=bytes(data))

    built(root)

    assert is_like(copies(root)["2026/05/cup-480.webp"], (100, 100), (30, 30, 220))


def meddle(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """Saves files while a build is between looking at them and making pages."""
    for name in ("plan.csv", "wide.png"):
        shutil.copy(Path(os.environ["MEDDLED"]) / f"other-{name}", Path(os.environ["MEDDLED"]) / f"content/{name}")
    yield from ()


def meddling() -> Registry:
    return standard().with_more(checks=[Check("meddling", "site", frozenset(), "error", meddle)])


def test_a_file_that_changes_while_the_site_is_built_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other pages name it by the hash of what it held, and nobody would look at it again if it were put back."""
    root = site_folder(tmp_path, {"a.md": article("A", "2026-05-01", "[plan](plan.csv) ![w](wide.png)")})
    for file, text, colour in (("content/", "A", "red"), ("other-", "B", "blue")):
        (root / f"{file}plan.csv").write_text(text)
        Image.new("RGB", (900, 600), colour).save(root / f"{file}wide.png")
    before = (root / "content/wide.png").read_bytes()
    monkeypatch.setenv("MEDDLED", str(root))

    result = build(Options(root, at=CLOCK, jobs=1, registry=meddling))

    found = {(each.code, each.place.file) for each in result.diagnostics if each.level == "error"}
    assert found == {("source-changed", "content/plan.csv"), ("source-changed", "content/wide.png")}
    (root / "content/plan.csv").write_text("A")
    (root / "content/wide.png").write_bytes(before)
    assert build(Options(root, at=CLOCK, jobs=1)).exit_code == 0
    assert (root / "output/plan.csv").read_text() == "A"
