"""What is said below a picture, and to search engines: what front matter says, else what the file says of itself."""

from msgspec.structs import replace

from newsgen.expressions import expression
from newsgen.model import Asset, Image

# What a file may say as well, unless front matter leaves it empty.
EMBEDDED = ("caption", "credit", "license", "copyright")

_WORDS = expression(r"[^\W_]+")
_BETWEEN = expression(r"[/,;|&+\u2022\u00b7]|\s(?:und|and|et|y|e|en|via|/|-|\u2013|\u2014)\s")
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
    """Whether two credits may be of the same: "Foto: Ada Lind/dpa" and "A. LIND"; an agency alone makes them not so."""
    first, second = _names(one), _names(other)
    words, others = ({word for name in names for word in name} for names in (first, second))
    if words <= others or others <= words:
        return True
    people, further = ([name for name in names if len(name) > 1] for names in (first, second))
    if people and further:
        return any(_is_one(name, each) for name in people for each in further)
    return bool(set(first) & set(second))


def _is_one(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Of one surname and, of the first name, one letter."""
    return name[-1] == other[-1] and name[0][0] == other[0][0]


def _names(credit: str) -> list[tuple[str, ...]]:
    parts = (_WORDS().findall(part) for part in _BETWEEN().split(credit.casefold()))
    return [name for part in parts if (name := tuple(word for word in part if word not in _AROUND))]
