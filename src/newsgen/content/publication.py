"""When and where a source may be seen: its dates, its status, its switches."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from newsgen.content.beginnings import lead
from newsgen.content.corrections import updated_of
from newsgen.content.fields import Value, plain
from newsgen.content.hiding import (
    DRAFT,
    DRAFTS,
    HIDERS,
    IF_TRUE,
    IS_DRAFT,
    OWN,
    POSTS,
    PRIVATE,
    PUBLISHED,
    RENDERED,
    SKIPPED,
    UNLISTED,
    meant,
)
from newsgen.content.keys import folded
from newsgen.content.misplaced import meant_description
from newsgen.content.names import Named
from newsgen.content.sheet import Sheet, mapped, truth_hint, truth_of
from newsgen.model import UNDATED

# What Hugo, Jekyll and WordPress keep beside articles. A date would make news of them.
_STANDING = frozenset(
    {
        *("about", "about-us", "contact", "imprint", "privacy", "terms", "faq", "legal", "team", "masthead"),
        *("impressum", "datenschutz", "kontakt", "agb", "ueber-uns", "über-uns", "uber-uns", "mediadaten", "redaktion"),
        *("contacto", "a-propos", "mentions-legales", "chi-siamo", "o-nas"),
    }
)
# Folders that are public in every system, whatever those who named them may think.
_UNHIDDEN = frozenset({"draft", "drafts", "unpublished", "entwurf", "entwürfe", "brouillons", "borradores", "bozze"})


# What people write who have another language, as newsgen has it.
_MEANT: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((*IS_DRAFT, "privat", "privé", "privado", "privato", "intern", "internal", "geheim"), "draft"),
        **dict.fromkeys(("unveröffentlicht", "unveroeffentlicht", "nichtöffentlich", "secret", "konzept"), "draft"),
        **dict.fromkeys(("veröffentlicht", "veroeffentlicht", "öffentlich", "publié", "publicado"), "published"),
        **dict.fromkeys(("pubblicato", "opublikowany", "gepubliceerd", "aktiv", "active"), "published"),
        **dict.fromkeys(("versteckt", "verborgen", "nichtgelistet"), "unlisted"),
    }
)


def is_skipped(sheet: Sheet) -> bool:
    """Whether the source says that it shall not be read at all."""
    return any(folded(value.data) in SKIPPED for value in sheet.all("status") if isinstance(value.data, str))


def hidden_by(sheet: Sheet, path: str) -> str:
    """What says that a source is not public: a key, "status: private" or "_drafts/"; "" where nothing does.

    `path` is that below the content folder.
    newsgen's own words go before those of other systems. A value that cannot be understood is reported as an error,
    which keeps the source from being published, too.
    """
    found = [*_by_name(path), *_never(sheet), *_unset(sheet), *_typed(sheet)]
    # Most say nothing of it, and an archive has a hundred thousand of them.
    if sheet.has_any(HIDERS):
        found = [*_switched(sheet), *_by_status(sheet), *_by_other_values(sheet), *found]
    if not found:
        _report_folder(sheet, path)
    return next((word for word in found if word in OWN), found[0] if found else "")


def _switched(sheet: Sheet) -> list[str]:
    found = [name for name in IF_TRUE if _says(sheet, name, True)]
    found += [name for name in ("public", "routable", "visible") if _says(sheet, name, False)]
    # A date there is when it was, or will be, published; what is neither is reported where dates are read.
    dated = ((name, value) for name in ("published", "publish") for value in sheet.all(name))
    return [*found, *(name for name, value in dated if truth_of(value) is False)]


def _says(sheet: Sheet, name: str, wanted: bool) -> bool:
    """Whether one of the values of a switch is the wanted one; each that is none is reported."""
    truths = [sheet.switch_of(value, name, default=not wanted) for value in sheet.all(name)]
    return wanted in truths


def _by_status(sheet: Sheet) -> list[str]:
    found = []
    for value in sheet.all("status"):
        word = folded(sheet.text_of(value, "status"))
        if word in DRAFT:
            found.append("status")
        elif word in PRIVATE:
            found.append("status: private")
        elif word and word not in PUBLISHED | UNLISTED | SKIPPED:
            hint = f"write status: {_MEANT.get(word, 'published, draft or unlisted')}"
            sheet.findings.at(value, "status-unknown", f'"{plain(value)}" is not a status', hint)
    return found


def _by_other_values(sheet: Sheet) -> list[str]:
    found = ["render" for value in sheet.all("render") if not _is_rendered(sheet, value, "render")]
    found += ["build.render" for value in _build_renders(sheet) if not _is_rendered(sheet, value, "build.render")]
    found += ["password" for value in sheet.all("password") if value.tag != "bool" or truth_of(value)]
    # Eleventy: it has no page.
    found += ["permalink" for value in sheet.all("url") if value.tag == "bool" and truth_of(value) is False]
    if cascades := sheet.all("cascade"):
        from newsgen.content.sections import cascaded

        found += ["cascade" for value in cascades if any(cascaded(value))]
    return found


def _never(sheet: Sheet) -> list[str]:
    names = ("publish_at", "embargo", "date")
    return ["publish_at: never" for name in names if any(map(is_never, sheet.all(name)))]


def _unset(sheet: Sheet) -> list[str]:
    """Strapi, Ghost and dev.to: what has never been published."""
    fields = (field for field in sheet.fields("date") if field.value.data is None)
    return ["published_at: null" for field in fields if folded(field.key) == "publishedat"]


def _typed(sheet: Sheet) -> list[str]:
    return ["type: draft" for value in sheet.all("type") if folded(str(value.data)) in IS_DRAFT]


def _is_rendered(sheet: Sheet, value: Value, name: str) -> bool:
    word = value.data.strip().lower() if isinstance(value.data, str) else ""
    return RENDERED[word] if word in RENDERED else sheet.switch_of(value, name, default=True)


def _build_renders(sheet: Sheet) -> list[Value]:
    """What `build` says of a page of its own; a number of a build, or whatever else it may be, is for templates."""
    found = sheet.all("build_render")
    for field in sheet.fields("build"):
        value = field.value
        is_said = truth_of(value) is False or (isinstance(value.data, str) and value.data.strip().lower() in RENDERED)
        if is_said:
            found.append(value)
        elif isinstance(value.data, Mapping):
            found += [nested for nested in (mapped(value).get("render"),) if nested is not None]
        elif value.data is not None:
            sheet.keep(field)
    return found


def _by_name(path: str) -> list[str]:
    """Jekyll, Hexo, Astro and Eleventy publish nothing whose name, or whose folder's, begins with this sign."""
    if "_" not in path and "\uff3f" not in path:
        return []
    *folders, name = (normalize("NFKC", part[lead(part) :]).strip() for part in path.split("/"))
    hiding = [folder.casefold() for folder in folders if folder[:1] == "_" and folder.casefold() != POSTS]
    if DRAFTS in hiding:
        return [f"{DRAFTS}/"]
    return ["_*/"] if hiding else ["_*.md"] if name[:1] == "_" else []


def _report_folder(sheet: Sheet, path: str) -> None:
    folder = next((each for each in path.split("/")[:-1] if normalize("NFC", each).casefold() in _UNHIDDEN), "")
    if folder:
        text = f'this is public, though it lies in "{folder}/"'
        hint = f"write draft: true into the file, or call the folder {DRAFTS}, if it is not to be"
        sheet.findings.report("folder-public", text, hint, line=0, column=0, level="notice")


def is_never(value: Value) -> bool:
    return isinstance(value.data, str) and value.data.strip().lower() == "never"


def dates(sheet: Sheet, name: Named) -> dict[str, datetime]:
    """date, publish_at, embargo, updated and expires, as far as they are given and fit each other."""
    given = {name: _moments(sheet, name) for name in ("date", "publish_at", "embargo", "expires")}
    date, publish_at = (next(iter(given[name]), None) for name in ("date", "publish_at"))
    published = _published(sheet)
    shown = date or publish_at or published or name.date
    # An unreadable date has been reported already.
    is_given = any(sheet.first(key) is not None for key in ("date", "publish_at", "embargo"))
    if shown is None and name.form == "article" and not is_given:
        hint = "write date: 2026-05-01 10:00, or begin the file name with the date"
        if described := meant_description(sheet.findings.file, name.id, name.stem):
            # Who gives it a date publishes somebody's biography as news.
            hint = f"{hint}; if it is no article but a description, it belongs at {described}"
        elif _is_standing(sheet, name):
            folder = f"{sheet.findings.file.partition(name.id)[0]}pages/"
            hint = f"move it into {folder}, where standing pages need none; if it is an article, {hint}"
        sheet.findings.report("date-missing", "there is no date", hint)
    updated = _updated(sheet, shown)
    embargo = max(given["embargo"], default=None)
    if embargo is not None and (shown is None or embargo > shown):
        # What nobody may know before is not older than that, and was not updated before.
        shown = embargo
        updated = updated if updated is not None and updated > embargo else None
    expires = min(given["expires"], default=None)
    dates = {"date": shown, "embargo": embargo, "expires": expires, "updated": updated}
    # `publishDate` alone is the date itself; with a date it is when the article becomes public, which is never before
    # its date: no page, feed or sitemap tells of the future.
    # Of several, the last counts.
    others = () if publish_at else (published,)
    due = [each for each in (*given["date"], *given["publish_at"], *others, shown) if each is not None]
    dates["publish_at"] = max(due, default=UNDATED)
    return {key: value for key, value in dates.items() if value is not None}


def _is_standing(sheet: Sheet, name: Named) -> bool:
    """Whether a source without a date is most likely a page of another system that is no news."""
    said = (folded(str(plain(value))) for key in ("type", "template") for value in sheet.all(key))
    return name.stem.lower() in _STANDING or not {"page", "pages", "static"}.isdisjoint(said)


def _published(sheet: Sheet) -> datetime | None:
    """`published` where it is a date (Hugo), not a switch (Jekyll)."""
    values = [value for name in ("published", "publish") for value in sheet.all(name) if truth_of(value) is None]
    moments = [None if _is_word(sheet, value) else sheet.moment_of(value, "published") for value in values]
    return moments[0] if moments else None


def _is_word(sheet: Sheet, value: Value) -> bool:
    """Whether `published` says yes or no in another language, which is reported."""
    if not isinstance(value.data, str) or meant(value.data) is None:
        return False
    sheet.unfit(value, "published", "bool-unreadable", "must be true or false", truth_hint(value, "published"))
    return True


def _moments(sheet: Sheet, name: str) -> list[datetime]:
    """What a key and its synonyms say, those that count more first."""
    given = (value for value in sheet.all(name) if not is_never(value))
    moments = [sheet.moment_of(_created(value) if name == "date" else value, name) for value in given]
    return [moment for moment in moments if moment is not None]


def _comments(sheet: Sheet) -> bool | None:
    """Whether letters may be written; what readers once wrote, as Jekyll's importer lists it, is kept for templates."""
    listed = [field for field in sheet.fields("comments") if isinstance(field.value.data, tuple)]
    for field in listed:
        sheet.keep(field)
    return None if listed else sheet.switch("comments")


def _created(date: Value) -> Value:
    """The day itself, where a date is a map, as Material for MkDocs has it: {created, updated}."""
    return mapped(date).get("created", date)


def _updated(sheet: Sheet, date: datetime | None) -> datetime | None:
    given, dated = sheet.first("updated"), sheet.first("date")
    value = updated_of(given) if given is not None else mapped(dated).get("updated") if dated is not None else None
    updated = sheet.moment_of(value, "updated") if value is not None else None
    if updated is None or date is None or updated >= date or value is None:
        return updated
    # A day without a time is not earlier than an hour of that day.
    if ":" not in str(value.data) and date - updated < timedelta(days=1):
        return None
    text = f'updated "{value.data}" is earlier than the date'
    sheet.findings.at(value, "updated-too-early", text, "correct one of the two; updated is left out", "warning")
    return None


def is_unlisted(sheet: Sheet) -> bool:
    """Whether a page shall stand in no list, by any of the words for it."""
    found = sheet.switch("unlisted")
    found |= any(folded(str(plain(value))) in UNLISTED for value in sheet.all("status"))
    build = sheet.first("build")
    if build is not None and (listed := mapped(build).get("list")) is not None:
        found |= str(listed.data).lower() in {"never", "false"}
    return found


def state(sheet: Sheet, hidden: str) -> dict[str, Any]:
    """status, unlisted and featured, from all the keys that tell them; `hidden` is what hidden_by found."""
    state: dict[str, Any] = {"status": "draft" if hidden else "published", "unlisted": is_unlisted(sheet)}
    featured, until = _featured(sheet)
    featured |= any(folded(str(plain(value))) == "featured" for value in sheet.all("status"))
    return state | {"featured": featured, "featured_until": until}


def _featured(sheet: Sheet) -> tuple[bool, datetime | None]:
    value = sheet.first("featured")
    if value is None:
        return False, None
    if (until := mapped(value).get("until")) is not None:
        return True, sheet.moment_of(until, "featured until")
    if truth_of(value) is None and value.tag == "timestamp":
        return True, sheet.moment_of(value, "featured")
    return sheet.switch_of(value, "featured"), None


def _is_kept_from_robots(sheet: Sheet) -> bool:
    robots = sheet.first("robots")
    if robots is None:
        return False
    index = mapped(robots).get("index")
    if isinstance(robots.data, Mapping) and index is None:
        sheet.unfit(robots, "robots", "value-type", "must be a text", "write robots: noindex")
    return "noindex" in str(plain(robots)).lower() or (index is not None and truth_of(index) is False)


def _is_kept_from_sitemap(sheet: Sheet) -> bool:
    """A map says how often a page changes as well (Hugo); only what leaves the page out means something here."""
    sitemap = sheet.first("sitemap")
    if sitemap is None or isinstance(sitemap.data, Mapping):
        left_out = (mapped(sitemap).get(word) for word in ("disable", "ignore", "exclude")) if sitemap else ()
        return any(value is not None and truth_of(value) is True for value in left_out)
    return not sheet.switch_of(sitemap, "sitemap", default=False)


def is_kept_from_search(sheet: Sheet) -> bool:
    """Whether search engines are asked to leave a page out, by any of the words for it."""
    noindex = sheet.switch("noindex", unclear=True) or not sheet.switch("in_search_index", default=True, unclear=False)
    return _is_kept_from_robots(sheet) or _is_kept_from_sitemap(sheet) or noindex


def switches(sheet: Sheet) -> dict[str, Any]:
    noindex = is_kept_from_search(sheet)
    left_out = [sheet.switch(name, unclear=True) for name in ("feed_exclude", "email_only")]
    feed = sheet.switch("feed", default=True, unclear=False) and not any(left_out)
    comments: bool | None = None
    if sheet.first("comments") is not None:
        comments = _comments(sheet)
    elif sheet.first("no_comments") is not None:
        comments = not sheet.switch("no_comments")
    math, toc = sheet.switch("math"), sheet.switch("toc")
    ads = sheet.switch("ads", default=True, unclear=False)
    return {"noindex": noindex, "feed": feed, "comments": comments, "ads": ads, "math": math, "toc": toc}
