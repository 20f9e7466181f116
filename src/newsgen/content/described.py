"""What the description of a category, tag or author says of its address and of the names that are its own."""

from collections.abc import Mapping

from newsgen.content.keys import folded
from newsgen.content.locations import slug
from newsgen.content.names import Named
from newsgen.content.settings import Settings
from newsgen.content.sheet import Sheet
from newsgen.content.slugs import slug_of
from newsgen.content.term_keys import is_order
from newsgen.content.terms import MAX_TERMS, names
from newsgen.model import SeriesOrder, TermName
from newsgen.spelling import composed

_ORDERS: Mapping[str, SeriesOrder] = {
    **dict.fromkeys(("oldest", "oldestfirst", "asc"), "oldest"),
    **dict.fromkeys(("newest", "newestfirst", "desc"), "newest"),
}


def term_slug(sheet: Sheet, name: Named, settings: Settings) -> str:
    """The end of the term's address: `slug`, else that of the file's name; "" where it can have none."""
    if sheet.first("slug") is not None:
        return slug(sheet, name, settings.language, settings)
    made = slug_of(name.stem, settings.language, settings.slugs)
    if not made:
        text = f'the file name "{name.stem}" leaves nothing for an address'
        sheet.findings.report("term-empty-slug", text, "write slug: … with letters or digits")
    return made


def own_names(sheet: Sheet, name: Named, title: str, settings: Settings) -> tuple[TermName, ...]:
    """The name of the file; behind it, where there is `also` or `slug`, those that are led to this description."""
    lang = settings.language
    named = [composed(name.stem)]
    said = names(sheet.all("also"), name.term or "term", settings, sheet, False, MAX_TERMS, key="also")
    if title and (said or sheet.first("slug") is not None):
        named.append(title)
    own = (TermName(each, slug_of(each, lang, settings.slugs)) for each in named)
    return tuple(dict.fromkeys((*own, *said)))


def series_order(sheet: Sheet) -> SeriesOrder:
    """Which part of a series stands first on its page, by `order`."""
    value = next((field.value for field in sheet.fields("weight") if is_order(field)), None)
    if value is None or value.data in (None, ""):
        return ""
    word = folded(value.data) if isinstance(value.data, str) else ""
    if word not in _ORDERS:
        text, hint = "must be oldest or newest", "write order: oldest, or order: newest for the newest part first"
        sheet.unfit(value, "order", "value-type", text, hint)
    return _ORDERS.get(word, "")
