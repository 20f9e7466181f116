"""Pictures of odd shapes: infographics as tall as a house, panoramas, lines. WebP holds 16,383 pixels a side."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.sites.built import article, output, page

LIMIT_PX = 16_383
# Width, height, and the widths of the copies; where there is none, the original stands alone.
SHAPES = {
    "tall.png": (900, 20_000, [480]),
    "endless.png": (800, 40_000, []),
    "wide.png": (20_000, 900, [480, 800, 1200, 1600]),
    "line.png": (40_000, 40, [800, 1200, 1600]),
    "just.png": (800, LIMIT_PX, [480, 800]),
    "over.png": (800, LIMIT_PX + 1, [480]),
}


def picture(width: int, height: int) -> bytes:
    data = BytesIO()
    Image.new("RGB", (width, height), "teal").save(data, "PNG", compress_level=1)
    return data.getvalue()


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def test_copies_that_webp_cannot_hold_are_left_out(tmp_path: Path) -> None:
    files = {f"p/{name}": picture(*shape[:2]) for name, shape in SHAPES.items()}
    published = output(tmp_path, files | {"a.md": article("A", "\n\n".join(f"![t](p/{name})" for name in SHAPES))})

    body = page(published, "/2026/05/a/").xpath("//*[@class='body']")[0]
    offered = {
        path: [
            copy.split()[1] for srcset in body.xpath(f".//img[@src='/{path}']/@srcset") for copy in srcset.split(", ")
        ]
        for path in files
    }
    copies = [size(path) for path in published.rglob("*.webp")]

    assert offered == {f"p/{name}": [f"{width}w" for width in shape[2]] for name, shape in SHAPES.items()}
    assert len(copies) == sum(len(shape[2]) for shape in SHAPES.values())
    assert all(0 < side <= LIMIT_PX for copy in copies for side in copy)
    assert all((published / path).read_bytes() == data for path, data in files.items())


@pytest.mark.parametrize(("width", "height"), [(900, 20_000), (20_000, 900)])
def test_such_a_picture_at_the_head_is_cut_for_search_engines(tmp_path: Path, width: int, height: int) -> None:
    content = {"p.png": picture(width, height), "a.md": article("A", more="image: {src: p.png, alt: A tower}\n")}

    published = output(tmp_path, content)
    cuts = {path.name.split(".")[0]: size(path) for path in published.rglob("p-*x*.webp")}

    shorter = min(width, height)
    assert {*cuts} == {"p-16x9", "p-4x3", "p-1x1"}
    assert cuts["p-1x1"] == (shorter, shorter)
    assert all(side <= LIMIT_PX for cut in cuts.values() for side in cut)
