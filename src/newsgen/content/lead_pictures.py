"""Keys of other systems that name the picture above a text, and are not newsgen's own word for it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from newsgen.content.fields import Field, Value
from newsgen.content.keys import folded
from newsgen.expressions import expression

# Jekyll's Minimal Mistakes, and Hugo's Academic: {header: {image: cup.jpg}}.
_UNDERSTOOD: Mapping[str, tuple[str, ...]] = MappingProxyType({"header": ("image", "overlayimage")})
# What a theme shows of these, and where, only that theme knows. Folded.
_MEANT = frozenset(
    {
        *("banner", "hero", "header", "picture", "photo", "img", "pic", "poster", "thumb", "feature", "featured"),
        *("splash", "masthead", "backdrop", "background", "jumbotron", "keyvisual", "aufmacher", "bild", "foto"),
        *("vorschaubild", "seo", "og", "opengraph", "twitter", "social", "meta", "card", "sharing"),
    }
)
_PARTS = ("image", "img", "src", "url", "path", "file", "filename")
_PICTURE = expression(r"(?i:\S.*\.(?:jpe?g|png|webp|avif|gif|svg|heic|tiff?))(?:\?\S*)?")


def understood(fields: Mapping[str, Field]) -> Value | None:
    """What one of these keys, which newsgen's table does not know, names, where that is sure."""
    for field in fields.values():
        for word in _UNDERSTOOD.get(folded(field.key), ()):
            named = _within(field.value, word)
            if named is not None and _is_picture(named):
                return named
    return None


def may_be_one(field: Field) -> bool:
    """Whether a key that newsgen does not know names the article's picture, most likely."""
    return folded(field.key) in _MEANT and next(_named(field.value), None) is not None


def meant(field: Field) -> tuple[str, str]:
    """The key as it is written, a part of it included ("seo.image"), and what it names."""
    part, value = next(_named(field.value))
    return f"{field.key}{part}", str(value.data)


def _named(value: Value) -> Iterator[tuple[str, Value]]:
    while isinstance(value.data, tuple) and value.data:
        value = value.data[0]
    if _is_picture(value):
        yield "", value
    for key, item in value.data.items() if isinstance(value.data, Mapping) else ():
        if folded(key) in _PARTS and _is_picture(item):
            yield f".{key}", item


def _within(value: Value, word: str) -> Value | None:
    items = value.data.items() if isinstance(value.data, Mapping) else ()
    return next((item for key, item in items if folded(key) == word), None)


def _is_picture(value: Value) -> bool:
    return isinstance(value.data, str) and _PICTURE().fullmatch(value.data.strip()) is not None
