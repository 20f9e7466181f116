"""A picture -> the copies in WebP that readers and search engines are offered: one rule for plan and links."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct

from newsgen.config import Config
from newsgen.digests import hex_digest
from newsgen.expressions import expression
from newsgen.model import Asset

# Below the output folder, so that hosts can be told with one rule that all of it may be kept for good.
FOLDER = "variants"
TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
WIDTHS = (480, 800, 1200, 1600)
MIN_WIDTH = 800

# The shapes in which search engines want an article's picture (Google, "Article structured data": image).
RATIOS = ((16, 9), (4, 3), (1, 1))
CROP_WIDTH = 1200

# Where along a side each word of a focus stands, in percent, and along which; one that stands alone leaves the other
# side at its middle. Compass points are those of other systems' `gravity`.
_HORIZONTAL = {"left": 0, "right": 100, "west": 0, "east": 100}
_VERTICAL = {"top": 0, "bottom": 100, "north": 0, "south": 100}
_PERCENT = expression(r"(\d{1,3})%")

# The largest side that WebP knows (RFC 9649 §2.6 has 14 bits; libwebp's WEBP_MAX_DIMENSION).
MAX_HEIGHT = 16_383

# As many pixels as a copy is made of: half a gigabyte while it is.
MAX_PIXELS = 178_956_970

# File systems' limit, with room for what is put behind a name.
MAX_NAME_BYTES = 230


class Variant(Struct, frozen=True, gc=False):
    """A copy of a picture in WebP, `width` pixels wide."""

    url: str
    width: int


class Crop(Struct, frozen=True, gc=False):
    """A picture cut to a shape, in WebP; `focus`: what of it stays in sight, in percent from the left and the top."""

    url: str
    width: int
    height: int
    focus: tuple[int, int] = (50, 50)


def variants(config: Config, asset: Asset) -> tuple[Variant, ...]:
    """The copies of a picture, narrowest first; none of a small or moving one, and of what is no photo or drawing.

    The address holds the digest of the picture, so that a changed picture has another.
    """
    start = _start(config, asset)
    return tuple(Variant(f"{start}-{width}.{asset.digest[:8]}.webp", width) for width in widths(asset)) if start else ()


def is_too_large(asset: Asset) -> bool:
    """Whether no copy is made of it, for that would take the memory of a machine."""
    return asset.width * asset.height > MAX_PIXELS


def crops(config: Config, asset: Asset, focus: str) -> tuple[Crop, ...]:
    """The picture in each of `RATIOS` that it has not itself, as far as it is large enough; `focus` as written.

    The address holds the digest of the picture and of the focus.
    """
    start = _start(config, asset)
    if not start:
        return ()
    at = focused(focus) or (50, 50)
    mark = asset.digest if at == (50, 50) else hex_digest(f"{asset.digest} {at}".encode(), 64)
    found = []
    for across, down in RATIOS:
        width = min(asset.width, asset.height * across // down, CROP_WIDTH)
        is_so = abs(asset.width * down - asset.height * across) * 100 <= asset.height * across
        if width >= MIN_WIDTH and not is_so:
            found.append(Crop(f"{start}-{across}x{down}.{mark[:8]}.webp", width, round(width * down / across), at))
    return tuple(found)


def focused(written: str) -> tuple[int, int] | None:
    """What a focus says, in percent from the left and the top; None where it says nothing that we know.

    It is written as CSS writes object-position, "30% 20%", "top left" or "left", or as a point of the compass.
    """
    words = re.sub(r"(?<=north|south)-?(?=east|west)", " ", written.strip().lower()).replace(",", " ").split()
    percents = [int(match[1]) for word in words if (match := _PERCENT().fullmatch(word)) and int(match[1]) <= 100]
    if len(words) == len(percents) == 2:
        return percents[0], percents[1]
    across = [_HORIZONTAL[word] for word in words if word in _HORIZONTAL]
    down = [_VERTICAL[word] for word in words if word in _VERTICAL]
    n_middle = sum(word in {"center", "centre", "middle"} for word in words)
    is_known = len(across) + len(down) + n_middle == len(words) in {1, 2}
    if not is_known or len(across) > 1 or len(down) > 1:
        return None
    return (*across, 50)[0], (*down, 50)[0]


def uri(address: str) -> str:
    """An absolute address as a writer gave it, with all that cannot stand in a URI percent-encoded (RFC 3986 §2)."""
    return quote(address.strip(), safe="%/:?#[]@!$&'()*+,;=~", errors="replace")


def _start(config: Config, asset: Asset) -> str:
    """How the addresses of a picture's copies begin; "" where it has none."""
    if not config.pictures.variants or asset.width < MIN_WIDTH or asset.type not in TYPES or asset.is_animated:
        return ""
    if is_too_large(asset):
        return ""
    stem = asset.url.removeprefix(config.base_path).rpartition(".")[0]
    return "" if len(stem.rpartition("/")[2]) > MAX_NAME_BYTES else f"{config.base_path}/{FOLDER}{stem}"


def srcset(variants: Iterable[Variant]) -> str:
    """The copies as HTML's `srcset` names them."""
    return ", ".join(f"{variant.url} {variant.width}w" for variant in variants)


def widths(asset: Asset) -> tuple[int, ...]:
    """The widest is the picture's own up to 1600 px; one that is hardly narrower is left out."""
    widest = min(asset.width, WIDTHS[-1])
    fitting = (*(width for width in WIDTHS if width * 10 <= widest * 9), widest)
    return tuple(width for width in fitting if round(asset.height * width / asset.width) in range(1, MAX_HEIGHT + 1))
