"""What the description of a category says of its podcast."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from newsgen.content.contacts import is_email
from newsgen.content.fields import Value
from newsgen.content.keys import folded
from newsgen.content.media import asset_source, links_of
from newsgen.content.names import language_tag
from newsgen.content.recordings import explicit
from newsgen.content.sheet import Sheet, mapped, truth_of
from newsgen.content.texts import entities_read
from newsgen.content.unencrypted import CODE, HINT, is_unencrypted, text_of
from newsgen.mistakes import choice
from newsgen.model import Link, Podcast, PodcastType

# The parts, by the names that other systems and the tags of a feed have for them.
_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title", "name"),
        "author": ("author", "host"),
        "owner": ("owner", "ownername"),
        "email": ("email", "owneremail", "mail"),
        "description": ("description", "summary"),
        "cover": ("cover", "image", "artwork", "coverart", "logo"),
        "category": ("category", "categories"),
        "explicit": ("explicit",),
        "language": ("language", "lang"),
        "type": ("type",),
        "copyright": ("copyright",),
        "guid": ("guid",),
        "new_feed_url": ("newfeedurl",),
        "complete": ("complete",),
        "block": ("block",),
    }
)
_TYPES: Mapping[str, PodcastType] = {"episodic": "episodic", "serial": "serial"}
_EXAMPLE = "write it as podcast: {cover: cover.jpg, category: News, email: radio@example.org}"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

# The directory of Apple, which the others have taken over (Apple Podcasts for Creators, "Apple Podcasts categories").
CATEGORIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
        "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
        "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
        "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
        "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
        "Government": (),
        "Health & Fitness": (
            *("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
        ),
        "History": (),
        "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
        "Leisure": (
            *("Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden"),
            "Video Games",
        ),
        "Music": ("Music Commentary", "Music History", "Music Interviews"),
        "News": (
            *("Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News"),
            "Tech News",
        ),
        "Religion & Spirituality": (
            *("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
        ),
        "Science": (
            *("Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences"),
            *("Nature", "Physics", "Social Sciences"),
        ),
        "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
        "Sports": (
            *("Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running"),
            *("Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"),
        ),
        "Technology": (),
        "True Crime": (),
        "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
    }
)


def podcast(sheet: Sheet, folder: str, static: str) -> tuple[Podcast | None, tuple[Link, ...]]:
    """The podcast, and the place of its cover where that is a file of the site; what is missing, checks find."""
    found = sheet.first("podcast")
    if found is None or truth_of(found) is False:
        return None, ()
    # As the tags of a feed are called.
    map_ = {key.removeprefix("itunes"): value for key, value in mapped(found).items()}
    if not map_ and truth_of(found) is None:
        sheet.unfit(found, "podcast", "value-type", "must be a map", _EXAMPLE)
        return None, ()
    _report_unknown(sheet, found)
    said = {name: value for name, words in _PARTS.items() if (value := _first(map_, words)) is not None}
    owner = said.get("owner")
    if owner is not None and (inner := mapped(owner)):
        # {name: …, email: …}, as the tags of a feed have them.
        parts = {"owner": inner.get("name"), "email": inner.get("email")}
        said = {key: value for key, value in said.items() if key != "owner"}
        said = {key: value for key, value in parts.items() if value is not None} | said
    texts = {
        name: text
        for name in ("title", "author", "owner", "description", "copyright")
        if name in said and (text := sheet.text_of(said[name], name))
    }
    cover, links = _cover(sheet, said.get("cover"), folder, static)
    made = Podcast(
        **texts,
        email=_email(sheet, said.get("email")),
        cover=cover,
        categories=tuple(dict.fromkeys(_categories(sheet, said.get("category")))),
        explicit=explicit(sheet, said["explicit"], "explicit") if "explicit" in said else False,
        language=_language(sheet, said.get("language")),
        type=_type(sheet, said.get("type")),
        guid=_guid(sheet, said.get("guid")),
        new_feed_url=_address(sheet, said.get("new_feed_url")),
        is_complete=sheet.switch_of(said["complete"], "complete") if "complete" in said else False,
        is_blocked=sheet.switch_of(said["block"], "block") if "block" in said else False,
    )
    return made, links


def places(sheet: Sheet) -> Iterator[tuple[str, Value]]:
    """Where what checks may speak of stands: the key itself and the cover."""
    for field in sheet.fields("podcast")[:1]:
        # A map begins below its key.
        yield "podcast", Value("", field.line, field.column, len(field.key))
        cover = _first(mapped(field.value), _PARTS["cover"])
        if cover is not None:
            yield "podcast cover", cover


def _first(map_: Mapping[str, Value], words: tuple[str, ...]) -> Value | None:
    return next((map_[word] for word in words if word in map_ and map_[word].data not in (None, "", ())), None)


def _report_unknown(sheet: Sheet, found: Value) -> None:
    known = {word for words in _PARTS.values() for word in words}
    for key, value in found.data.items() if isinstance(found.data, Mapping) else ():
        if folded(key).removeprefix("itunes") not in known:
            hint = choice(key, _PARTS) or f"known here: {', '.join(_PARTS)}"
            sheet.unfit(value, "podcast", "value-type", f'"{key}" says nothing of a podcast', hint, within=found)


def _cover(sheet: Sheet, value: Value | None, folder: str, static: str) -> tuple[str, tuple[Link, ...]]:
    if value is not None and (map_ := mapped(value)):
        value = _first(map_, ("src", "url", "href", "file"))
    written = sheet.text_of(value, "cover") if value is not None else ""
    if value is None or not written:
        return "", ()
    if is_unencrypted(written):
        sheet.findings.at(value, CODE, text_of(written), HINT, "warning")
    source = asset_source(written, folder, static)
    return source, links_of(source, value, written)


def _email(sheet: Sheet, value: Value | None) -> str:
    text = sheet.text_of(value, "email").removeprefix("mailto:") if value is not None else ""
    if value is None or not text or is_email(text):
        return text
    hint = "write it as radio@example.org"
    sheet.unfit(value, "email", "email-unreadable", f'"{text}" is no e-mail address', hint)
    return ""


def _language(sheet: Sheet, value: Value | None) -> str:
    text = sheet.text_of(value, "language") if value is not None else ""
    tag = language_tag(text) if text else ""
    if value is not None and text and not tag:
        sheet.unfit(value, "language", "lang-unreadable", f'"{text}" is not a language', "write it as de or pt-BR")
    return tag


def _type(sheet: Sheet, value: Value | None) -> PodcastType:
    word = folded(value.data) if value is not None and isinstance(value.data, str) else ""
    if value is not None and word not in _TYPES:
        hint = "write type: episodic, or type: serial where episodes are heard from the first on"
        sheet.unfit(value, "type", "value-type", "must be episodic or serial", hint)
    return _TYPES.get(word, "episodic")


def _guid(sheet: Sheet, value: Value | None) -> str:
    text = sheet.text_of(value, "guid").lower() if value is not None else ""
    if value is None or not text or _UUID.fullmatch(text):
        return text
    hint = "take over the podcast:guid of the old feed, or leave it out: newsgen makes one"
    sheet.unfit(value, "guid", "value-type", f'"{text}" is no UUID', hint)
    return ""


def _address(sheet: Sheet, value: Value | None) -> str:
    text = sheet.text_of(value, "new_feed_url") if value is not None else ""
    if value is None or not text or _ADDRESS.fullmatch(text):
        return text
    hint = "write it as new_feed_url: https://example.org/podcast.xml"
    sheet.unfit(value, "new_feed_url", "url-unsafe", f'"{text}" is no address of a feed', hint)
    return ""


def _categories(sheet: Sheet, value: Value | None) -> Iterator[tuple[str, str]]:
    """Each as a category and one of its subcategories, "" for none."""
    if value is None or value.data is None:
        return
    if isinstance(value.data, tuple):
        for item in value.data:
            yield from _categories(sheet, item)
    elif isinstance(value.data, Mapping):
        for name, inner in value.data.items():
            yield from _below(sheet, name, inner)
    else:
        for text in filter(None, map(str.strip, re.split(r"[,;]", entities_read(value.data)))):
            yield from _category(sheet, value, text)


def _below(sheet: Sheet, name: str, inner: Value) -> Iterator[tuple[str, str]]:
    """`News: Daily News`, or a list behind it."""
    if inner.data is None or inner.data == ():
        yield from _category(sheet, inner, name)
        return
    for item in inner.data if isinstance(inner.data, tuple) else (inner,):
        text = item.data if isinstance(item.data, str) else ""
        yield from _category(sheet, item, f"{name} > {text}")


def _category(sheet: Sheet, value: Value, text: str) -> Iterator[tuple[str, str]]:
    """`News`, `News > Daily News` or `Daily News`, in any case, with "and" or "&" and any sign between the two."""
    first, _, second = (part.strip() for part in re.sub("[/:|→»›]", ">", text).partition(">"))
    above = _TOP.get(_spelled(first))
    if above is not None and not second:
        yield above, ""
        return
    found = _ALL.get(_spelled(second or first))
    if found is not None and (not second or above == found[0]):
        yield found
        return
    near = get_close_matches(_spelled(second or first), [*_TOP, *_ALL], n=1)
    meant = (_TOP.get(near[0]) or " > ".join(_ALL[near[0]])) if near else ""
    if second and above is not None and not meant.startswith(f"{above} > "):
        meant = ""
    known = f"below {above}: {', '.join(CATEGORIES[above])}" if above and CATEGORIES[above] else ""
    hint = f'did you mean "{meant}"?' if meant else known or f"known are: {', '.join(CATEGORIES)}"
    text = f'"{text}" is no category of Apple\'s directory, which all others use'
    sheet.unfit(value, "category", "podcast-category", text, hint)


def _spelled(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower().replace("&", " and "))


_TOP: Mapping[str, str] = MappingProxyType({_spelled(name): name for name in CATEGORIES})
_ALL: Mapping[str, tuple[str, str]] = MappingProxyType(
    {_spelled(inner): (name, inner) for name, inners in CATEGORIES.items() for inner in inners}
)
