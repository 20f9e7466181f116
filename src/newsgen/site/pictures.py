"""A picture -> the smaller copies in WebP that pages offer beside it: one rule for what is planned and linked."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.config import Config
from newsgen.model import Asset

# Below the output folder, so that hosts can be told with one rule that all of it may be kept for good.
FOLDER = "variants"
TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
WIDTHS = (480, 800, 1200, 1600)
MIN_WIDTH = 800

# The largest side that WebP knows (RFC 9649 §2.6 has 14 bits; libwebp's WEBP_MAX_DIMENSION).
MAX_HEIGHT = 16_383

# File systems' limit, with room for what is put behind a name.
MAX_NAME_BYTES = 230


class Variant(Struct, frozen=True, gc=False):
    """A copy of a picture in WebP, `width` pixels wide."""

    url: str
    width: int


def variants(config: Config, asset: Asset) -> tuple[Variant, ...]:
    """The copies of a picture, narrowest first; none of a small or moving one, and of what is no photo or drawing.

    The address holds the digest of the picture, so that a changed picture has another.
    """
    if not config.pictures.variants or asset.width < MIN_WIDTH or asset.type not in TYPES or asset.is_animated:
        return ()
    stem = asset.url.removeprefix(config.base_path).rpartition(".")[0]
    if len(stem.rpartition("/")[2]) > MAX_NAME_BYTES:
        return ()
    start = f"{config.base_path}/{FOLDER}{stem}"
    return tuple(Variant(f"{start}-{width}.{asset.digest[:8]}.webp", width) for width in widths(asset))


def srcset(variants: Iterable[Variant]) -> str:
    """The copies as HTML's `srcset` names them."""
    return ", ".join(f"{variant.url} {variant.width}w" for variant in variants)


def widths(asset: Asset) -> tuple[int, ...]:
    """The widest is the picture's own up to 1600 px; one that is hardly narrower is left out."""
    widest = min(asset.width, WIDTHS[-1])
    fitting = (*(width for width in WIDTHS if width * 10 <= widest * 9), widest)
    return tuple(width for width in fitting if round(asset.height * width / asset.width) in range(1, MAX_HEIGHT + 1))
