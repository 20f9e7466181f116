"""What is said below a picture, and to search engines: what front matter says, else what the file says of itself."""

from msgspec.structs import replace

from newsgen.expressions import expression
from newsgen.model import Asset, Image

# What a file may say as well, unless front matter leaves it empty.
EMBEDDED = ("caption", "credit", "license", "copyright")

_WORDS = expression(r"[^\W_]+")
# What stands around names, in the languages of the theme.
_AROUND = frozenset(
    {
        *("foto", "fotos", "photo", "photos", "bild", "bilder", "picture", "image", "grafik", "illustration", "quelle"),
        *("credit", "copyright", "c", "by", "von", "source", "fotografia", "imagen", "zdjęcie", "beeld", "fotografía"),
    }
)


def told(image: Image, asset: Asset | None) -> Image:
    """The picture with what its file says where front matter says nothing, and does not leave it empty on purpose."""
    own = asset.embedded if asset is not None else None
    if own is None:
        return image
    parts = {part: getattr(own, part) for part in EMBEDDED if not getattr(image, part) and part not in image.blank}
    if not image.license_page and "license" not in image.blank:
        parts["license_page"] = own.license_page
    return replace(image, **parts)


def is_same(one: str, other: str) -> bool:
    """Whether two credits may be of the same: "Foto: Ada Lind/dpa" and "ADA LIND"."""
    return not (first := _names(one)) or not (second := _names(other)) or bool(first & second)


def _names(credit: str) -> frozenset[str]:
    return frozenset(_WORDS().findall(credit.casefold())) - _AROUND
