"""Maps of newsgen.yaml with keys that must be there, lists of such maps, and what others call their keys."""

import re
from types import UnionType
from typing import Any, get_args, get_origin

from msgspec.structs import fields

from newsgen.strict import Strict

# What other systems call the keys of menus: Hugo, Jekyll, Zola, Eleventy, Pelican, Nikola, WordPress.
_OTHERS = {
    **dict.fromkeys(("name", "label", "text", "titel", "caption"), "title"),
    **dict.fromkeys(("link", "href", "pageref", "page", "path", "adresse", "address"), "url"),
    **dict.fromkeys(("items", "sub", "submenu", "subitems", "subfolderitems", "pages", "entries"), "children"),
}
_DEEP = "menus nest one level: put it beside the item that it stands below"


def optional(type_: Any) -> Any:
    """The type of what may be left out: `X` for `X | None`."""
    if get_origin(type_) is UnionType:
        return next(each for each in get_args(type_) if each is not type(None))
    return type_


def item_type(type_: Any) -> type[Strict] | None:
    """The type of the maps of which a list is one, None for any other type."""
    each = get_args(type_)[0] if get_origin(type_) is tuple else None
    return each if isinstance(each, type) and issubclass(each, Strict) else None


def example(type_: type[Strict]) -> str:
    """How a map of a type is written, with the keys that must be there."""
    return "{" + ", ".join(f"{name}: …" for name in required(type_)) + "}"


def shape(path: str, type_: type[Strict]) -> str:
    """What to write where something else stands than the map that a key, or an item of a list, must be."""
    names = type_.__struct_fields__
    written = example(type_) if required(type_) else f"{{{names[0]}: …}}"
    if re.search(r"\.\d+$", path):
        return f"write {written}"
    key = f"{path.rpartition('.')[2]}: {written}" if path else f"{names[0]}: …"
    return f"write {key}; known there are {', '.join(names)}"


def required(type_: type[Strict]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(type_) if field.required)


def meant(path: str, key: str, known: object) -> str:
    """What to do about a key that is not known at a path such as "menu.0.", as a hint; "" where that is not known."""
    if path.startswith("menu.") and ".children." in path and _OTHERS.get(key.lower(), key) == "children":
        return _DEEP
    name = _OTHERS.get(key.lower(), "")
    return f'did you mean "{name}"?' if path and isinstance(known, dict) and name in known else ""
