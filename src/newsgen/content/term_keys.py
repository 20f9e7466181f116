"""Keys that mean something in articles and pages, and nothing in the description of a category, tag or author."""

from collections.abc import Mapping
from types import MappingProxyType

from newsgen.content.addresses import written
from newsgen.content.contacts import KEYS as OF_AUTHORS
from newsgen.content.fields import Field, Value
from newsgen.content.hiding import HIDERS
from newsgen.content.keys import KEYS, folded
from newsgen.content.publication import is_unlisted
from newsgen.content.sheet import Sheet, truth_of
from newsgen.diagnostics import Level
from newsgen.model import DescribedKind

_READ = frozenset(
    {
        *("title", "slug", "also", "description", "lang", "extra"),
        *("date", "publish_at", "embargo", "published", "expires", "updated"),
        *("image", "image_alt", "image_caption", "image_credit", "image_license", "image_focus"),
        *("image_license_page", "image_copyright"),
        *("noindex", "robots", "sitemap", "in_search_index", "access", "visibility", "members_only", "unlisted"),
        *(key.name for key in KEYS if key.type == "ignored"),
        *(HIDERS - {"url"}),
    }
)
# What those of one kind have as well; "order" is a synonym in the table.
_OF_KINDS: Mapping[DescribedKind, tuple[str, ...]] = MappingProxyType(
    {"author": OF_AUTHORS, "series": ("weight",), "category": ("podcast",)}
)
_SWITCHES = frozenset(key.name for key in KEYS if key.type == "bool")

_OLD = "a line of newsgen.urls leads on from an old address: newsgen urls redirect OLD NEW"
_UNLISTED = "its list is there while it has articles; noindex: true keeps search engines away from it"
_FEED = "feeds of terms are named below feeds: {terms: …} in newsgen.yaml"
# What a writer expects to change where the list stands, who finds it, or what it leads to.
_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "url": "patterns below permalinks: in newsgen.yaml say where terms stand",
        "aliases": _OLD,
        "redirect_to": _OLD,
        "canonical_url": "remove it, or write noindex: true if search engines shall leave the list out",
        **dict.fromkeys(("feed", "feed_exclude", "email_only"), _FEED),
        "podcast": "write it in the description of a category, content/categories/NAME.md",
    }
)


def report_unused(sheet: Sheet, path: str, kind: DescribedKind, told: frozenset[str] = frozenset()) -> None:
    """`term-key-unused` for each key that a description cannot have; templates find it in `extra`.

    `path` is the term's own: a `url` that says the same is no mistake. Of the keys in `told` somebody has told already.
    """
    read = _READ.union(_OF_KINDS.get(kind, ()))
    for name, field in tuple(sheet.known()):
        is_read = name in read and (name != "weight" or is_order(field))
        if not is_read and not _says_nothing(name, field.value, path):
            sheet.keep(field)
            if name in told:
                continue
            text = f'"{field.key}" means nothing in the description of a category, tag, author or series'
            hint = _HINTS.get(name, "remove it; as it is, templates find it in extra")
            _report(sheet, field, text, hint, "warning" if name in _HINTS else "notice")
    if is_unlisted(sheet):
        field = next(field for name in ("unlisted", "status", "build") for field in sheet.fields(name))
        _report(sheet, field, "a category, tag, author or series cannot be unlisted", _UNLISTED, "warning")


def is_order(field: Field) -> bool:
    """Whether `order`, a synonym in the table, or `weight` itself is written."""
    return folded(field.key) == "order"


def _report(sheet: Sheet, field: Field, text: str, hint: str, level: Level) -> None:
    place = {"line": field.line, "column": field.column, "length": len(field.key)}
    sheet.findings.report("term-key-unused", text, hint, **place, level=level)


def _says_nothing(name: str, value: Value, path: str) -> bool:
    if value.data in (None, "", ()) or (name in _SWITCHES and truth_of(value) is (name == "feed")):
        return True
    text = value.data if isinstance(value.data, str) else ""
    return name == "url" and written(text) == path
