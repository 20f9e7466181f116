"""Who has paid for an article, as front matter names it."""

import re
from collections.abc import Mapping

from newsgen import origins
from newsgen.content.fields import Value, plain
from newsgen.content.keys import folded
from newsgen.content.media import asset_source, links_of
from newsgen.content.sheet import Sheet, mapped, truth_of
from newsgen.expressions import expression
from newsgen.mistakes import choice
from newsgen.model import Image, Link, Sponsor

_NAMES, _ADDRESSES, _LOGOS = ("name", "title"), ("url", "link", "website", "href"), ("logo", "image")
_WHOLE = expression("https?://", re.IGNORECASE)
_FORM = "write it as sponsor: {name: …, url: https://…, logo: logo.svg}"


def sponsor(sheet: Sheet, folder: str, static: str) -> tuple[Sponsor | None, tuple[Link, ...]]:
    """The first sponsor, a name or a map {name, url, logo}, and the place of its logo."""
    found = _first(sheet, sheet.first("sponsor"))
    if found is None or truth_of(found) is False:
        return None, ()
    map_ = mapped(found)
    _report_unknown(sheet, found)
    named = next((map_[word] for word in _NAMES if word in map_), None) if map_ else found
    named = None if named is not None and truth_of(named) is not None else named
    name = sheet.text_of(named, "sponsor") if named is not None else ""
    if not name:
        sheet.unfit(found, "sponsor", "value-type", "has no name", _FORM)
        return None, ()
    url = next((map_[word] for word in _ADDRESSES if word in map_), None)
    logo = next((map_[word] for word in _LOGOS if word in map_), None)
    picture, links = _logo(sheet, logo, name, folder, static, found) if logo is not None else (None, ())
    return Sponsor(name, _address(sheet, url, found) if url is not None else "", picture), links


def _first(sheet: Sheet, found: Value | None) -> Value | None:
    """The first of several; the others are reported, for readers do not hear of them."""
    while found is not None and isinstance(found.data, tuple):
        for other in found.data[1:]:
            said = plain(mapped(other).get("name", other))
            hint = "write both into one name, as sponsor: A & B"
            sheet.unfit(other, "sponsor", "value-type", f'"{said}" is left out, for one sponsor is named', hint)
        found = found.data[0] if found.data else None
    return found


def _report_unknown(sheet: Sheet, found: Value) -> None:
    if not isinstance(found.data, Mapping):
        return
    for key, value in found.data.items():
        if folded(key) not in {*_NAMES, *_ADDRESSES, *_LOGOS}:
            text = f'"{key}" says nothing of a sponsor'
            sheet.unfit(value, "sponsor", "value-type", text, choice(key, ("name", "url", "logo")), within=found)


def _address(sheet: Sheet, value: Value, whole: Value) -> str:
    text = sheet.text_of(value, "sponsor")
    if not text or _is_of_host(text):
        return text
    found, hint = f'"{text}" is not the address of a sponsor', "write it whole, as https://example.org/"
    sheet.unfit(value, "sponsor", "url-unsafe", found, hint, within=whole)
    return ""


def _is_of_host(text: str) -> bool:
    return bool(_WHOLE().match(text)) and not origins.unreachable(text)


def _logo(
    sheet: Sheet, value: Value, name: str, folder: str, static: str, whole: Value
) -> tuple[Image | None, tuple[Link, ...]]:
    """A picture of the site's own: a page that is paid for tells the sponsor nothing of its readers."""
    nested = mapped(value)
    src = next((nested[word] for word in ("src", "url", "file") if word in nested), value)
    written = sheet.text_of(src, "sponsor")
    if not written:
        return None, ()
    source = asset_source(written, folder, static)
    if "://" in source:
        found, hint = f'"{written}" lies on another host', "put the logo beside the article, or into static/"
        sheet.unfit(src, "sponsor", "url-unsafe", found, hint, within=whole)
        return None, ()
    return Image(source, alt=name), links_of(source, src, written)
