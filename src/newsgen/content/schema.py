"""Fields -> Head: types, synonyms and rules of every key; reads nothing but its arguments."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from newsgen.content.contacts import contacts, kept
from newsgen.content.corrections import changes, corrections
from newsgen.content.described import own_names, series_order, term_slug
from newsgen.content.describing import report_unknown
from newsgen.content.fields import Value, plain
from newsgen.content.hiding import is_post
from newsgen.content.keys import folded
from newsgen.content.lengths import report_authors, report_long
from newsgen.content.locations import aliases, article_url, slug, term_address
from newsgen.content.media import image
from newsgen.content.misplaced import report_article, report_page
from newsgen.content.names import Named, language_tag
from newsgen.content.people import report_byline
from newsgen.content.provenance import agencies, has_reading_time, led_to
from newsgen.content.publication import dates, is_kept_from_search, state, switches
from newsgen.content.settings import Settings
from newsgen.content.sheet import MAX_TEXT, Sheet, mapped, truth_of
from newsgen.content.term_keys import report_unused
from newsgen.content.terms import MAX_TERMS, names, report_blanks
from newsgen.content.texts import cut, unmarked, without_pairs
from newsgen.content.types import is_article
from newsgen.model import (
    TERM_FIELDS,
    UNDATED,
    Access,
    Citation,
    Enclosure,
    Head,
    Link,
    Podcast,
    Series,
    Sponsor,
    TermName,
)
from newsgen.spelling import composed_address

_TEXTS = (
    *("short_title", "seo_title", "kicker", "dek", "description", "byline", "location", "translation_key"),
    *("canonical_url", "source_url"),
)
# Other systems read Markdown in some of these, and HTML in all.
_MARKED = frozenset({"dek", "description"})
_LINES = frozenset({"short_title", "seo_title", "kicker"})
# Layouts that every theme of the other systems has; here they are the default.
_DEFAULT_LAYOUTS = frozenset({"post", "posts", "default", "single", "page", "article", "base", "news"})
_FOR_MEMBERS = frozenset({"visibility", "members_only"})
_PAID = frozenset({"sponsor"})
_SOURCES = frozenset({"sources"})
_RECORDED = frozenset(
    {
        *("enclosure", "enclosure_length", "enclosure_type", "duration", "episode", "season", "episode_type"),
        *("explicit", "transcript"),
    }
)
_PODCAST = frozenset({"podcast"})
_OF_SERIES = frozenset({"series", "part", "taxonomies"})
_KINDS = frozenset({"type", "sponsored", "sponsor"})
_FORMS = frozenset({"template", "type"})


class Told(Struct, frozen=True):
    """What a text says for its head: its own title, its beginning as plain text, and who may read all of it.

    `events`: how many dates it announces in boxes. `embeds`: as in Head.
    """

    h1: str = ""
    teaser: str = ""
    access: Access = ""
    events: int = 0
    embeds: tuple[str, ...] = ()


def language(sheet: Sheet, name: Named, settings: Settings) -> str:
    """The language of a source: its key, the suffix of its file name, or the site's."""
    value = sheet.first("lang")
    if value is None:
        return name.lang or language_tag(settings.language) or settings.language
    tag = language_tag(value.data) if isinstance(value.data, str) else ""
    if not tag:
        sheet.findings.at(value, "lang-unreadable", f'"{plain(value)}" is not a language', "write it as de or pt-BR")
    return tag or settings.language


def head(
    sheet: Sheet, name: Named, source: str, lang: str, text: Told, settings: Settings, hidden: str
) -> tuple[Head | None, tuple[Link, ...], tuple[Link, ...]]:
    """The head of a source, None without title or date; the places that name files in front matter; its links there.

    `hidden` is what keeps the source from being public (publication.hidden_by). What is wrong goes to the sheet's
    findings.
    """
    _check_members(sheet)
    if name.form == "term":
        return (*_term(sheet, name, source, lang, text, settings, hidden), ())
    values: dict[str, Any] = _texts(sheet)
    title = _title(sheet, text.h1)
    report_long(sheet, values, title)
    seen = dates(sheet, name)
    if name.form == "article" and "date" in seen and sheet.has_any(_FORMS):
        report_page(sheet, source)
    values |= seen | state(sheet, hidden) | _terms(sheet, settings) | switches(sheet)
    values |= _placed(sheet, name, seen, settings)
    values |= _whose(sheet, values, settings)
    files, links, cited = _files(sheet, name, settings, text.access)
    standing = _standing(sheet, name, lang, seen.get("date"), values["categories"], settings, hidden)
    if not title or not standing["url"] or ("date" not in seen and name.form == "article"):
        return None, links, cited
    made = Head(
        source=source,
        form=name.form,
        title=title,
        lang=lang,
        teaser=unmarked(sheet.text("teaser")) or cut(text.teaser, settings.teaser_length),
        access=text.access,
        events=text.events,
        embeds=(*text.embeds, *_heard_elsewhere(files.get("enclosure"))),
        extra=sheet.extra(),
        **standing,
        **values,
        **files,
    )
    return made, links, cited


def _heard_elsewhere(recording: Enclosure | None) -> tuple[str, ...]:
    """What the player of a recording elsewhere needs: hosts of podcasts lead on to others, which count as well."""
    return ("media-src https:",) if recording is not None and recording.src.startswith("https:") else ()


def _standing(
    sheet: Sheet,
    name: Named,
    lang: str,
    date: datetime | None,
    categories: tuple[TermName, ...],
    settings: Settings,
    hidden: str,
) -> dict[str, Any]:
    """What names an article or page for ever, and where it stands and stood; "" as `url` where it can stand nowhere."""
    id_, slug_ = _id(sheet) or name.id, slug(sheet, name, lang, settings)
    url = article_url(sheet, name, slug_, id_, lang, date, categories, settings, hidden)
    return {"id": id_, "slug": slug_, "url": url, "aliases": aliases(sheet, url, settings)}


def _texts(sheet: Sheet) -> dict[str, str]:
    """The texts that a head has as they were written; of addresses, those that are some."""
    # They mean something in the description of a term alone.
    for key in ("also", "podcast"):
        for field in sheet.fields(key):
            sheet.keep(field)
    kept(sheet)
    texts = {key: text for key in _TEXTS if (text := _plain(key, sheet.text(key)))}
    if "source_url" not in texts and (address := led_to(sheet)):
        texts["source_url"] = address
    for key in ("canonical_url", "source_url"):
        if (value := sheet.first(key)) is not None and not _is_address(sheet, value, texts.get(key, ""), key):
            texts.pop(key, None)
    return texts


def _plain(key: str, text: str) -> str:
    """A text without marks of Markdown and HTML, where readers would see them."""
    if key in _MARKED:
        return unmarked(text)
    return without_pairs(text) if key in _LINES and "<" in text else text


def _placed(sheet: Sheet, name: Named, seen: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """What an article is and stands among: its genre, series, corrections, menus, and how it is shown."""
    return {
        "type": _genre(sheet),
        "series": _series(sheet, name, settings),
        "corrections": corrections(sheet, seen),
        "changes": changes(sheet, "updated" in seen),
        "agencies": agencies(sheet),
        "reading_time": has_reading_time(sheet),
        "redirect_to": _redirect(sheet),
        "menu": _menu(sheet),
        "template": _template(sheet),
        "weight": sheet.number("weight"),
    }


def _whose(sheet: Sheet, values: Mapping[str, Any], settings: Settings) -> Mapping[str, Any]:
    """Who has written it, where agencies stand among the authors."""
    report_authors(sheet, values["authors"])
    if "byline" in values and not values["authors"]:
        report_byline(sheet, values["byline"])
    if not settings.agencies or not (values["authors"] or "byline" in values):
        return {}
    from newsgen.content.agencies import parted

    return parted(values, settings)


def _check_members(sheet: Sheet) -> None:
    if sheet.has_any(_FOR_MEMBERS):
        # Few archives come from where some articles are for those who pay.
        from newsgen.content.members import report_members

        report_members(sheet)


def _files(
    sheet: Sheet, name: Named, settings: Settings, access: Access
) -> tuple[dict[str, Any], tuple[Link, ...], tuple[Link, ...]]:
    """Picture, recording, sponsor and sources, which name files of the site; where they do, and the sources' links."""
    picture, picture_links = image(sheet, name.folder, settings.static)
    sound, sound_links = _sound(sheet, name, settings, access)
    payer, payer_links = _sponsor(sheet, name, settings)
    sources, cited = _citations(sheet, name, settings, access)
    links = (*picture_links, *sound_links, *payer_links)
    return {"image": picture, "enclosure": sound, "sponsor": payer, "sources": sources}, links, cited


def _sound(sheet: Sheet, name: Named, settings: Settings, access: Access) -> tuple[Enclosure | None, tuple[Link, ...]]:
    """The recording that page and feeds have, unless it is for subscribers as the text is."""
    if not sheet.has_any(_RECORDED):
        return None, ()
    # Few articles have one.
    from newsgen.content.recordings import recording

    sound, links = recording(sheet, name.folder, settings.static)
    if sound is None or not access:
        return sound, links
    value = sheet.first("enclosure")
    if value is not None and any(each.startswith(f"{settings.static}/") for each in (sound.src, sound.transcript)):
        found = (
            f"this file is for subscribers, as the rest of the text is, and {settings.static}/ is published as a whole"
        )
        sheet.findings.at(value, "audio-open", found, "put it beside the article", level="warning")
    elif value is not None:
        found = "this file is for subscribers, as the rest of the text is, and not published here"
        hint = "link it above <!--more--> if everyone shall hear it"
        sheet.findings.at(value, "for-subscribers", found, hint, "notice")
    return None, ()


def _citations(
    sheet: Sheet, name: Named, settings: Settings, access: Access
) -> tuple[tuple[Citation, ...], tuple[Link, ...]]:
    if not sheet.has_any(_SOURCES):
        return (), ()
    # Few articles list what they draw on.
    from newsgen.content.citations import citations

    return citations(sheet, name.folder, settings, access)


def _sponsor(sheet: Sheet, name: Named, settings: Settings) -> tuple[Sponsor | None, tuple[Link, ...]]:
    if not sheet.has_any(_PAID):
        return None, ()
    # Few articles are paid for.
    from newsgen.content.sponsors import sponsor

    return sponsor(sheet, name.folder, settings.static)


def _genre(sheet: Sheet) -> str:
    if not sheet.has_any(_KINDS):
        return "news"
    # Most heads name no type, and need no table of all words for what is paid.
    from newsgen.content.genres import genre

    return genre(sheet)


def _term(
    sheet: Sheet, name: Named, source: str, lang: str, text: Told, settings: Settings, hidden: str
) -> tuple[Head | None, tuple[Link, ...]]:
    """A term's description: title, description, image, body, whether search engines shall know the list, and when it
    is public mean something there.
    """
    picture, links = image(sheet, name.folder, settings.static)
    podcast, cover = _podcast(sheet, name, settings)
    links += cover
    title = sheet.text("title") or text.h1
    slug_ = term_slug(sheet, name, settings)
    url = term_address(sheet, name, slug_, settings) if slug_ else ""
    if not url:
        return None, links
    if not hidden:
        _report_description(sheet, name, source, url, settings)
    seen = dates(sheet, name)
    made = Head(
        source=source,
        form="term",
        id=name.id,
        url=url,
        slug=slug_,
        title=title,
        lang=lang,
        publish_at=seen.get("publish_at", UNDATED),
        expires=seen.get("expires"),
        status="draft" if hidden else "published",
        description=sheet.text("description"),
        image=picture,
        also=own_names(sheet, name, title, settings),
        noindex=is_kept_from_search(sheet),
        embeds=text.embeds,
        **(contacts(sheet) if name.term == "author" else {}),
        order=series_order(sheet) if name.term == "series" else "",
        podcast=podcast,
        extra=sheet.extra(),
    )
    return made, links


def _podcast(sheet: Sheet, name: Named, settings: Settings) -> tuple[Podcast | None, tuple[Link, ...]]:
    if name.term != "category" or not sheet.has_any(_PODCAST):
        return None, ()
    # Few sites have one.
    from newsgen.content.podcasts import podcast

    return podcast(sheet, name.folder, settings.static)


def _report_description(sheet: Sheet, name: Named, source: str, url: str, settings: Settings) -> None:
    """What of a description means nothing there: it may be an article, or its keys those of others."""
    kind = name.term or "category"
    told = report_article(sheet, name, source.rpartition("/")[0])
    report_unused(sheet, unquote(url.removeprefix(settings.base_path)), kind, told)
    report_unknown(sheet, kind, frozenset(map(folded, settings.known_keys)))


def _id(sheet: Sheet) -> str:
    """The id byte for byte, as a feed's guid must stay."""
    value = sheet.first("id")
    if value is None or not isinstance(value.data, str):
        if value is not None:
            sheet.unfit(value, "id", "value-type", "must be a text", "write it as id: …")
        return ""
    return "" if sheet.is_too_long(value, "id") else value.data.strip()


def _title(sheet: Sheet, h1: str) -> str:
    title = without_pairs(sheet.text("title")) or h1
    if not title:
        hint = "write title: … in the front matter, or begin the text with # and the headline"
        sheet.findings.report("title-missing", "there is no title", hint)
    if len(title) > MAX_TEXT:
        text = f"the headline of this text has more than {MAX_TEXT:,} characters"
        sheet.findings.report("value-too-long", text, "write title: … in the front matter")
        return ""
    return title


def _terms(sheet: Sheet, settings: Settings) -> dict[str, tuple[TermName, ...]]:
    """Categories, tags and authors; slugs by the site's language, so that a term has one slug in every article."""
    tables = [mapped(value) for value in sheet.all("taxonomies")]
    is_in_posts = is_post(sheet.findings.file)
    found: dict[str, tuple[TermName, ...]] = {}
    room = MAX_TERMS
    for word, name in TERM_FIELDS.items():
        key = "category" if word == "category" else name
        nested = [table[spelled] for table in tables for spelled in dict.fromkeys((name, word)) if spelled in table]
        if is_in_posts:
            report_blanks(sheet, key)
        is_address = key == "category" and "category" in settings.permalinks.patterns["article"].names
        found[name] = names([*sheet.all(key), *nested], word, settings, sheet, is_address, room)
        room -= len(found[name])
        if room < 0:
            break
    for value in sheet.all("taxonomies"):
        if not isinstance(value.data, Mapping):
            sheet.unfit(value, "taxonomies", "value-type", "must be a table", "write it as taxonomies: {tags: [one]}")
    return dict.fromkeys(TERM_FIELDS.values(), ()) | found


def _series(sheet: Sheet, name: Named, settings: Settings) -> Series | None:
    if not sheet.has_any(_OF_SERIES):
        return None
    # Few articles are parts of one.
    from newsgen.content.series import series

    return series(sheet, name, settings)


def _redirect(sheet: Sheet) -> str:
    value = sheet.first("redirect_to")
    while value is not None and isinstance(value.data, tuple):
        value = value.data[0] if value.data else None
    if value is None:
        return ""
    text = sheet.text_of(value, "redirect_to")
    if "://" not in text and is_article(text.partition("#")[0]):
        found = f'"{text}" is the file of an article, and readers are led to addresses'
        sheet.findings.at(value, "url-unsafe", found, "write its address, such as /2026/05/cup/")
        return ""
    if not _is_address(sheet, value, text, "redirect_to"):
        return ""
    if text and not text.startswith("/") and "://" not in text:
        found = f'"{text}" begins neither with a slash nor with https://, so that it leads nowhere that is sure'
        sheet.findings.at(value, "url-unsafe", found, "write it as /2026/05/cup/ or https://example.org/cup")
        return ""
    return composed_address(text) if text.startswith("/") and not text.startswith("//") else text


def _is_address(sheet: Sheet, value: Value, text: str, name: str) -> bool:
    """A reader may be led to a page, never to something that runs."""
    scheme, colon, _ = text.partition(":")
    is_other = colon and "/" not in scheme and scheme.strip().lower() not in {"http", "https"}
    if not is_other and _is_parted(text):
        return True
    found = f'"{text}" is not the address of a page'
    sheet.unfit(value, name, "url-unsafe", found, "write a path, or an address that begins with https://")
    return False


def _is_parted(text: str) -> bool:
    """Whether it can be taken apart as an address."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


def _menu(sheet: Sheet) -> tuple[str, ...]:
    value = sheet.first("menu")
    if value is None or truth_of(value) is False:
        return ()
    if isinstance(value.data, Mapping):
        return ("main",) if sheet.rank("menu") == 2 or "key" in value.data else tuple(value.data)
    items = value.data if isinstance(value.data, tuple) else (value,)
    words = (mapped(item).get("name", item) for item in items)
    return tuple("main" if truth_of(word) else text for word in words if (text := sheet.text_of(word, "menu")))


def _template(sheet: Sheet) -> str:
    name = sheet.text("template").rpartition("/")[2].partition(".")[0]
    return "" if name.lower() in _DEFAULT_LAYOUTS else name
