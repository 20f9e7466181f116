"""Who has paid for an article, as front matter names it."""

from urllib.parse import urlsplit

from newsgen.content.fields import Value
from newsgen.content.media import asset_source, links_of
from newsgen.content.sheet import Sheet, mapped
from newsgen.model import Image, Link, Sponsor

_FORM = "write it as sponsor: {name: …, url: https://…, logo: logo.svg}"


def sponsor(sheet: Sheet, folder: str, static: str) -> tuple[Sponsor | None, tuple[Link, ...]]:
    """The first sponsor, a name or a map {name, url, logo}, and the place of its logo."""
    found = sheet.first("sponsor")
    while found is not None and isinstance(found.data, tuple):
        found = found.data[0] if found.data else None
    if found is None:
        return None, ()
    map_ = mapped(found)
    named = next((map_[word] for word in ("name", "title") if word in map_), None) if map_ else found
    name = sheet.text_of(named, "sponsor") if named is not None else ""
    if not name:
        sheet.unfit(found, "sponsor", "value-type", "has no name", _FORM)
        return None, ()
    url = next((map_[word] for word in ("url", "link", "website", "href") if word in map_), None)
    logo = next((map_[word] for word in ("logo", "image") if word in map_), None)
    picture, links = _logo(sheet, logo, name, folder, static, found) if logo is not None else (None, ())
    return Sponsor(name, _address(sheet, url, found) if url is not None else "", picture), links


def _address(sheet: Sheet, value: Value, whole: Value) -> str:
    text = sheet.text_of(value, "sponsor")
    if not text or _is_of_host(text):
        return text
    found, hint = f'"{text}" is not the address of a sponsor', "write it whole, as https://example.org/"
    sheet.unfit(value, "sponsor", "url-unsafe", found, hint, within=whole)
    return ""


def _is_of_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)


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
