"""Pictures as front matter names them -> values, and the places that name them."""

from collections.abc import Mapping
from posixpath import normpath
from types import MappingProxyType
from unicodedata import normalize

from newsgen.content.addresses import without_sign
from newsgen.content.fields import Value
from newsgen.content.keys import folded
from newsgen.content.sheet import Sheet, mapped, truth_of
from newsgen.content.texts import unmarked
from newsgen.content.types import media_type
from newsgen.content.unencrypted import CODE, HINT, is_unencrypted, text_of
from newsgen.mistakes import choice
from newsgen.model import Image, Link
from newsgen.site.credits import EMBEDDED
from newsgen.site.pictures import focused

# Parts that readers read; the others may be addresses.
_READ = ("alt", "caption", "credit")
_PARTS = ("alt", "caption", "credit", "license", "focus", "license_page", "copyright")
_SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "alt": ("alt", "description"),
        "caption": ("caption", "title"),
        "focus": ("focus", "gravity"),
        "license_page": ("licensepage", "acquirelicensepage"),
    }
)


def asset_source(written: str, folder: str, static: str) -> str:
    """The source path that a written path means; a URL stays one. `/x.png` is looked for below static/."""
    written = without_sign(written)
    scheme, parted, rest = written.partition("://")
    if parted and scheme.lower() in {"http", "https"}:
        return f"{scheme.lower()}://{rest}"
    if written.startswith("//"):
        return f"https:{written}"
    path = f"{static}{written}" if written.startswith("/") else f"{folder}/{written}"
    return normalize("NFC", normpath(path))


def image(sheet: Sheet, folder: str, static: str) -> tuple[Image | None, tuple[Link, ...]]:
    """The picture, and its place where it is a file of the site."""
    field = next(iter(sheet.fields("image")), None)
    found = sheet.first("image")
    parts = {part: _text(sheet, sheet.first(f"image_{part}"), f"image_{part}") for part in _PARTS}
    if field is not None and isinstance(field.value.data, tuple) and len(field.value.data) > 1:
        # The first is the article's picture; those of another theme's gallery are left to templates.
        sheet.keep(field)
    if field is not None and found is field.value and folded(field.key) == "resources":
        found = _of_resources(found)
    if found is None and sheet.unknown:
        found = _elsewhere(sheet)
    while found is not None and isinstance(found.data, tuple):
        found = found.data[0] if found.data else None
    if found is None or found.data is None or _is_off(found):
        return None, ()
    src, map_ = found, mapped(found)
    if map_:
        words = ("src", "url", "path", "file", "image", "filename")
        named = next((map_[word] for word in words if word in map_), None)
        if named is None:
            sheet.unfit(found, "image", "value-type", "has no src", "write it as image: {src: cup.jpg, alt: …}")
            return None, ()
        src = named
        _report_unknown(sheet, found, words)
        for part in _PARTS:
            spelled = next((map_[word] for word in _SYNONYMS.get(part, (part,)) if word in map_), None)
            parts[part] = parts[part] or _text(sheet, spelled, f"image {part}")
    written = sheet.text_of(src, "image")
    if not written:
        return None, ()
    if parts["focus"] and focused(parts["focus"]) is None:
        hint = 'write it as "top", "left", "top right" or "30% 20%" (from the left, from the top)'
        place = sheet.first("image_focus") or found
        sheet.findings.at(place, "focus-unknown", f'"{parts["focus"]}" is no part of a picture', hint, "warning")
    if is_unencrypted(written):
        sheet.findings.at(src, CODE, text_of(written), HINT, "warning")
    source = asset_source(written, folder, static)
    blank = tuple(part for part in EMBEDDED if not parts[part] and _is_left_empty(sheet, map_, part))
    return Image(source, **parts, blank=blank), links_of(source, src, written)


def _of_resources(resources: Value) -> Value | None:
    """The first picture among what Hugo tells of the files beside an article, by patterns (`**.pdf`) or names."""
    items = resources.data if isinstance(resources.data, tuple) else (resources,)
    named = ((item, mapped(item).get("src")) for item in items)
    return next((item for item, src in named if src is not None and _is_one_picture(src.data)), None)


def _is_one_picture(written: object) -> bool:
    is_pattern = not isinstance(written, str) or any(sign in written for sign in "*?[{")
    return not is_pattern and media_type(str(written)).startswith("image/")


def _elsewhere(sheet: Sheet) -> Value | None:
    """The picture that a key of another system names; of one that may mean it, a warning says how to write it."""
    from newsgen.content.lead_pictures import may_be_one, meant, understood

    named = understood(sheet.unknown)
    for field in sheet.not_declared() if named is None else ():
        if may_be_one(field):
            key, file = meant(field)
            text = f'"{key}" names a picture, and newsgen does not take it for the article\'s'
            hint = f"write image: {file}; if it is no lead picture, name {field.key} under known_keys in newsgen.yaml"
            place = Value("", field.line, field.column, len(field.key))
            sheet.findings.at(place, "key-unknown", text, hint, "warning")
    return named


def _report_unknown(sheet: Sheet, found: Value, words: tuple[str, ...]) -> None:
    """Warn of a key that is nearly that of a part; others are left to templates."""
    known = {*words, *(word for part in _PARTS for word in _SYNONYMS.get(part, (part,)))}
    for key, value in found.data.items() if isinstance(found.data, Mapping) else ():
        if folded(key) not in known and (hint := choice(key, _PARTS)).startswith("did you mean"):
            sheet.unfit(value, "image", "value-type", f'"{key}" says nothing of a picture', hint, within=found)


def _text(sheet: Sheet, value: Value | None, name: str) -> str:
    """What a part says; "no" and "false" say that there is none."""
    if value is None or _is_off(value):
        return ""
    if value.tag == "bool":
        sheet.unfit(value, name, "value-type", "must be a text", f"write what it is, or {name}: false for none")
        return ""
    text = sheet.text_of(value, name)
    return _without_marks(sheet, value, text) if name.endswith(_READ) else text


def _without_marks(sheet: Sheet, value: Value, text: str) -> str:
    """What stands at a picture is text, and its marks are those of Markdown or HTML in other systems."""
    plain = unmarked(text)
    if plain != text and ("](" in text or "<a " in text.lower()):
        found = f'a link in "{plain}" is left out, for what stands at a picture is text'
        sheet.findings.at(value, "caption-link", found, "put the link into the text, or under sources", "warning")
    return plain


def _is_left_empty(sheet: Sheet, map_: Mapping[str, Value], part: str) -> bool:
    """Whether front matter names a part and says nothing there: the file shall not say it, either."""
    named = [field.value for field in sheet.fields(f"image_{part}")]
    named += [map_[part]] if part in map_ else []
    return any(value.data in (None, "") or _is_off(value) for value in named)


def _is_off(value: Value) -> bool:
    return value.tag == "bool" and truth_of(value) is False


def links_of(source: str, value: Value, written: str) -> tuple[Link, ...]:
    is_url = source.startswith(("http://", "https://"))
    return () if is_url else (Link(source, value.line, value.column, written),)
