"""Fields -> Head: types, synonyms and rules of every key; reads nothing but its arguments."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from newsgen.content.fields import Value, plain
from newsgen.content.keys import folded
from newsgen.content.locations import aliases, article_url, slug, term_address
from newsgen.content.media import enclosure, image
from newsgen.content.names import Named, language_tag
from newsgen.content.settings import Settings
from newsgen.content.sheet import Sheet, mapped, truth_of
from newsgen.content.slugs import slug_of
from newsgen.content.terms import names
from newsgen.content.texts import cut, unmarked
from newsgen.model import UNDATED, Correction, Head, Link, Series, TermName

_TEXTS = (
    *("short_title", "seo_title", "kicker", "dek", "description", "byline", "location", "translation_key"),
    *("canonical_url", "source_url"),
)
_TYPES = frozenset({"news", "opinion", "analysis", "review", "live", "press-release", "sponsored"})
_PUBLISHED = frozenset({"published", "publish", "public", "sent", "future", "scheduled", "featured", "live"})
_DRAFT = frozenset({"draft", "pending", "autodraft"})
_UNLISTED = frozenset({"hidden", "private", "unlisted"})
_SKIPPED = frozenset({"skip", "trash", "inherit"})
# Layouts that every theme of the other systems has; here they are the default.
_DEFAULT_LAYOUTS = frozenset({"post", "posts", "default", "single", "page", "article", "base", "news"})


def is_skipped(sheet: Sheet) -> bool:
    """Whether the source says that it shall not be read at all."""
    value = sheet.first("status")
    return value is not None and isinstance(value.data, str) and value.data.strip().lower() in _SKIPPED


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
    sheet: Sheet, name: Named, source: str, lang: str, h1: str, teaser: str, words: int, settings: Settings
) -> tuple[Head | None, tuple[Link, ...]]:
    """The head of a source, None without title or date; and the places that name files in front matter.

    `h1` is the body's own title, `teaser` its beginning as plain text. What is wrong goes to the sheet's findings.
    """
    _check_visibility(sheet)
    if name.form == "term":
        return _term(sheet, name, source, lang, h1, settings)
    values: dict[str, Any] = {key: text for key in _TEXTS if (text := sheet.text(key))}
    title = _title(sheet, h1)
    dates = _dates(sheet, name)
    values |= dates
    values |= _state(sheet)
    values |= _terms(sheet, settings)
    values |= _switches(sheet)
    picture, picture_links = image(sheet, name.folder, settings.static)
    sound, sound_links = enclosure(sheet, name.folder, settings.static)
    id_ = _id(sheet) or name.id
    shown: datetime | None = dates.get("date")
    slug_ = slug(sheet, name, lang)
    url = article_url(sheet, name, slug_, id_, lang, shown, values["categories"], settings)
    type_, extra = _type(sheet, sheet.extra())
    series = _series(sheet)
    corrections = _corrections(sheet, dates)
    own_teaser = unmarked(sheet.text("teaser"))
    aliases_ = aliases(sheet, url, settings)
    redirect = _redirect(sheet)
    menu = _menu(sheet)
    template = _template(sheet)
    weight = sheet.int("weight")
    if not title or not url or (shown is None and name.form == "article"):
        return None, (*picture_links, *sound_links)
    made = Head(
        source=source,
        form=name.form,
        id=id_,
        url=url,
        slug=slug_,
        title=title,
        lang=lang,
        teaser=own_teaser or cut(teaser, settings.teaser_length),
        words=words,
        image=picture,
        enclosure=sound,
        type=type_,
        series=series,
        corrections=corrections,
        aliases=aliases_,
        redirect_to=redirect,
        menu=menu,
        template=template,
        weight=weight,
        extra=extra,
        **values,
    )
    return made, (*picture_links, *sound_links)


def _term(
    sheet: Sheet, name: Named, source: str, lang: str, h1: str, settings: Settings
) -> tuple[Head | None, tuple[Link, ...]]:
    """A term's description: only title, description, image and body mean something there."""
    picture, links = image(sheet, name.folder, settings.static)
    title = sheet.text("title") or h1 or name.stem
    slug_ = slug_of(name.stem, settings.language)
    if not slug_:
        text = f'the file name "{name.stem}" leaves nothing for an address'
        sheet.findings.report("term-empty-slug", text, "name the file after the term's address")
        return None, links
    url = term_address(sheet, name, slug_, settings)
    if not url:
        return None, links
    made = Head(
        source=source,
        form="term",
        id=name.id,
        url=url,
        slug=slug_,
        title=title,
        lang=lang,
        description=sheet.text("description"),
        image=picture,
        extra=sheet.extra(),
    )
    return made, links


def _id(sheet: Sheet) -> str:
    """The id byte for byte, as a feed's guid must stay."""
    value = sheet.first("id")
    return value.data.strip() if value is not None and isinstance(value.data, str) else ""


def _title(sheet: Sheet, h1: str) -> str:
    title = sheet.text("title") or h1
    if not title:
        hint = "write title: … in the front matter, or begin the text with # and the headline"
        sheet.findings.report("title-missing", "there is no title", hint)
    return title


def _dates(sheet: Sheet, name: Named) -> dict[str, datetime]:
    """date, publish_at, updated and expires, as far as they are given and fit each other."""
    date, publish_at = sheet.moment("date"), sheet.moment("publish_at")
    published = _published(sheet)
    shown = date or publish_at or published or name.date
    # An unreadable date has been reported already.
    is_given = any(sheet.first(key) is not None for key in ("date", "publish_at"))
    if shown is None and name.form == "article" and not is_given:
        hint = "write date: 2026-05-01 10:00, or begin the file name with the date"
        sheet.findings.report("date-missing", "there is no date", hint)
    dates = {"date": shown, "expires": sheet.moment("expires"), "updated": _updated(sheet, shown)}
    due = publish_at or published or shown
    # `publishDate` alone is the date itself; with a date it is when the article becomes public.
    dates["publish_at"] = due if due is not None else UNDATED
    return {key: value for key, value in dates.items() if value is not None}


def _published(sheet: Sheet) -> datetime | None:
    """`published` where it is a date (Hugo), not a switch (Jekyll)."""
    value = sheet.first("published")
    return None if value is None or truth_of(value) is not None else sheet.moment_of(value, "published")


def _updated(sheet: Sheet, date: datetime | None) -> datetime | None:
    value, updated = sheet.first("updated"), sheet.moment("updated")
    if updated is None or date is None or updated >= date or value is None:
        return updated
    # A day without a time is not earlier than an hour of that day.
    if ":" not in str(value.data) and date - updated < timedelta(days=1):
        return None
    text = f'updated "{value.data}" is earlier than the date'
    sheet.findings.at(value, "updated-too-early", text, "correct one of the two; updated is left out", "warning")
    return None


def _state(sheet: Sheet) -> dict[str, Any]:
    """status, unlisted and featured, from all the keys that tell them."""
    is_draft, is_unlisted = sheet.bool("draft", default=True) if sheet.first("draft") else False, sheet.bool("unlisted")
    featured, until = _featured(sheet)
    status = sheet.first("status")
    if status is not None:
        word = folded(sheet.text_of(status, "status"))
        is_draft |= word not in _PUBLISHED | _UNLISTED
        is_unlisted |= word in _UNLISTED
        featured |= word == "featured"
        if word and word not in _PUBLISHED | _UNLISTED | _DRAFT | _SKIPPED:
            hint = "write published, draft or unlisted"
            sheet.findings.at(status, "status-unknown", f'"{plain(status)}" is not a status', hint)
    published = sheet.first("published")
    is_draft |= published is not None and truth_of(published) is False
    build = sheet.first("build")
    if build is not None and (listed := mapped(build).get("list")) is not None:
        is_unlisted |= str(listed.data).lower() in {"never", "false"}
    state: dict[str, Any] = {"status": "draft" if is_draft else "published", "unlisted": is_unlisted}
    return state | {"featured": featured, "featured_until": until}


def _featured(sheet: Sheet) -> tuple[bool, datetime | None]:
    value = sheet.first("featured")
    if value is None:
        return False, None
    if (until := mapped(value).get("until")) is not None:
        return True, sheet.moment_of(until, "featured until")
    if truth_of(value) is None and value.tag == "timestamp":
        return True, sheet.moment_of(value, "featured")
    return sheet.bool_of(value, "featured"), None


def _terms(sheet: Sheet, settings: Settings) -> dict[str, tuple[TermName, ...]]:
    """Categories, tags and authors; slugs by the site's language, so that a term has one slug in every article."""
    kinds = (("category", "categories", "category"), ("tags", "tags", "tag"), ("authors", "authors", "author"))
    tables = [mapped(value) for value in sheet.all("taxonomies")]
    found = {}
    for key, name, word in kinds:
        nested = [table[spelled] for table in tables for spelled in dict.fromkeys((name, word)) if spelled in table]
        found[name] = names([*sheet.all(key), *nested], word, settings.language, sheet.findings)
    return found


def _switches(sheet: Sheet) -> dict[str, Any]:
    noindex = sheet.bool("noindex") or sheet.bool("private") or not sheet.bool("in_search_index", default=True)
    robots, sitemap = sheet.first("robots"), sheet.first("sitemap")
    noindex |= robots is not None and "noindex" in str(plain(robots)).lower()
    if sitemap is not None:
        disabled = mapped(sitemap).get("disable")
        noindex |= truth_of(sitemap) is False or (disabled is not None and truth_of(disabled) is True)
    feed = sheet.bool("feed", default=True) and not sheet.bool("feed_exclude") and not sheet.bool("email_only")
    comments: bool | None = None
    if sheet.first("comments") is not None:
        comments = sheet.bool("comments")
    elif sheet.first("no_comments") is not None:
        comments = not sheet.bool("no_comments")
    math, toc = sheet.bool("math"), sheet.bool("toc")
    return {"noindex": noindex, "feed": feed, "comments": comments, "math": math, "toc": toc}


def _type(sheet: Sheet, extra: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    """The kind of text; Hugo's and Nikola's other uses of the word stay in `extra`."""
    value = sheet.first("type")
    word = sheet.text_of(value, "type").lower().replace("_", "-").replace(" ", "-") if value is not None else ""
    return (word or "news", extra) if not word or word in _TYPES else ("news", {**extra, "type": _plain_of(value)})


def _plain_of(value: Value | None) -> object:
    return None if value is None else plain(value)


def _series(sheet: Sheet) -> Series | None:
    value = sheet.first("series")
    while value is not None and isinstance(value.data, tuple):
        value = value.data[0] if value.data else None
    if value is None:
        return None
    map_, part = mapped(value), sheet.int("part")
    if isinstance(value.data, Mapping):
        part = part or (sheet.int_of(map_["part"], "part") if "part" in map_ else 0)
        name = next((sheet.text_of(map_[word], "series") for word in ("name", "title") if word in map_), "")
    else:
        name = sheet.text_of(value, "series")
    return Series(name, part) if name else None


def _corrections(sheet: Sheet, dates: Mapping[str, datetime]) -> tuple[Correction, ...]:
    value = sheet.first("corrections")
    if value is None:
        return ()
    found = []
    for item in value.data if isinstance(value.data, tuple) else (value,):
        map_ = mapped(item)
        said = map_.get("text") or map_.get("note") or (None if map_ else item)
        day = sheet.moment_of(map_["date"], "correction date") if "date" in map_ else None
        text = sheet.text_of(said, "correction text") if said is not None else ""
        type_ = sheet.text_of(map_["type"], "correction type") if "type" in map_ else ""
        if text:
            found.append(Correction(day or dates.get("updated") or dates.get("date") or UNDATED, text, type_))
    return tuple(found)


def _redirect(sheet: Sheet) -> str:
    value = sheet.first("redirect_to")
    while value is not None and isinstance(value.data, tuple):
        value = value.data[0] if value.data else None
    return sheet.text_of(value, "redirect_to") if value is not None else ""


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


def _check_visibility(sheet: Sheet) -> None:
    value = sheet.first("visibility")
    if value is not None and str(plain(value)).lower() != "public":
        text = f'visibility "{plain(value)}" is for members, and newsgen publishes for everyone'
        sheet.findings.at(value, "visibility-not-public", text, "remove the key, or write status: draft")
