"""What a source's path says by itself: its form, its date, its slug, its language."""

import re
from collections.abc import Sequence
from datetime import datetime
from unicodedata import normalize

from msgspec import Struct

from newsgen.content.dates import day_of
from newsgen.content.hiding import POSTS
from newsgen.content.languages import is_language
from newsgen.content.settings import Settings
from newsgen.model import TERM_FOLDERS, DescribedKind, Form

_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_ ]+(.+))?")
_SUFFIXED = re.compile(r"(.+)\.([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-[A-Za-z0-9]{5,8}|-\d[A-Za-z0-9]{3})*")


class Named(Struct, frozen=True, gc=False):
    """`folder` is where relative links start; `id` is the path without the content folder and the suffix.

    `sections` are the folders below that of all articles, or of all pages, that it stands in, without its own.
    """

    form: Form
    folder: str
    id: str
    stem: str
    date: datetime | None
    lang: str
    term: DescribedKind | None
    sections: tuple[str, ...] = ()


def named(source: str, settings: Settings) -> Named:
    folder, _, name = source.rpartition("/")
    inner = source.removeprefix(f"{settings.content}/")
    stem = name.rpartition(".")[0] or name
    own = own_folder(source, settings.content)
    # A folder of its own for an article and its pictures: the folder has the name.
    if own and "." not in stem:
        stem = own.rpartition("/")[2]
    lang = ""
    if (suffixed := _SUFFIXED.fullmatch(stem)) and is_language(suffixed[2], settings.language):
        stem, lang = suffixed[1], language_tag(suffixed[2])
        if own and stem.lower() == "index":
            stem = own.rpartition("/")[2]
    date = None
    if dated := _DATED.fullmatch(stem):
        date = day_of(dated[1], dated[2], dated[3], settings.timezone)
        stem = dated[4] or stem
    parts = inner.split("/")
    term = TERM_FOLDERS.get(parts[0]) if len(parts) == 2 else None
    form: Form = "term" if term else "page" if parts[0] == "pages" and len(parts) > 1 else "article"
    sections = _sections(parts[1:] if form == "page" else parts, has_own=bool(own))
    return Named(form, folder, normalize("NFC", inner.rpartition(".")[0]), stem, date, lang, term, sections)


def _sections(parts: Sequence[str], has_own: bool) -> tuple[str, ...]:
    """The folders of a path but for the one that is the article's own, and that of all posts, which has no address."""
    folders = parts[: -2 if has_own else -1]
    return tuple(folder for folder in folders if folder.casefold() != POSTS)


def own_folder(source: str, content: str) -> str:
    """The folder that an article named "index" has for itself and its pictures; "" where it has none."""
    folder, _, name = source.rpartition("/")
    return folder if name.partition(".")[0].lower() == "index" and folder != content else ""


def language_tag(text: str) -> str:
    """A BCP 47 tag in its usual spelling (RFC 5646 §2.1.1): zh_tw -> zh-TW; "" for what cannot be one."""
    tag = text.strip().partition(".")[0].replace("_", "-")
    if not _TAG.fullmatch(tag):
        return ""
    first, *others = tag.split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cased.get(len(part), str.lower)(part) for part in others)])
