"""What a question to the site may be asked with: each function gives the value as questions keep it, or says no.

Questions keep texts, whole numbers, true, false and none. An article, a term or a picture stands for what it is found
by, its source or its slug. `who` names the question in what is said: "site.articles".
"""

import re
from datetime import MAXYEAR, date

from newsgen.config import ALL_FEEDS
from newsgen.mistakes import Mistake, unknown, wrong
from newsgen.model import TERM_FIELDS, TERM_KINDS, Asset, Enclosure, Head, Image, Series, Term, TermKind, TermName
from newsgen.spelling import composed

_ARTICLE = "give it an article, as site.article(source) and site.articles() have them"
_OF_A_TERM = "a term's articles are those of site.articles(category=term), its text is site.term_body(term)"
_TERM = "give it a term, as site.categories, site.tags and site.authors have them"

# Every reader of JSON has whole numbers up to here (RFC 8259 §6).
MAX_WHOLE = 2**53 - 1


def whole(who: str, value: int, least: int = 0, most: int = MAX_WHOLE) -> int:
    if type(value) is not int or not least <= value <= most:
        until = "" if most == MAX_WHOLE else f" to {most}"
        wanted = f"a whole number from {least}{until}" if least or until else "a whole number, 0 or more"
        raise wrong(who, wanted, value, _number_hint(value))
    return value


def whole_or_none(who: str, value: int | None, least: int = 0, most: int = MAX_WHOLE) -> int | None:
    return None if value is None else whole(who, value, least, most)


def year(who: str, value: int) -> int:
    return whole(who, value, 1, MAXYEAR)


def month(who: str, value: int) -> int:
    return whole(who, value, 1, 12)


def text(who: str, value: str, hint: str = "") -> str:
    """A text that can be kept; of Markup, its text."""
    if type(value) is str and value.isascii():
        return value
    if not isinstance(value, str):
        raise wrong(who, "a text", value, hint)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Mistake(f"{who} was given half a character", "look for \\ud800 to \\udfff") from None
    return composed(str(value))


def term_slug(who: str, kind: TermKind, value: str | Term | TermName) -> str:
    """The slug of a term of a kind; a term and what an article has of one stand for their own."""
    if type(value) is str:
        return text(who, value)
    if isinstance(value, Term):
        if value.kind != kind:
            said = f'the {value.kind} "{value.name}"'
            raise Mistake(f"{who} needs {_a(kind)}, not {said}", f"give it one of site.{TERM_FIELDS[kind]}")
        return value.slug
    if isinstance(value, TermName):
        return value.slug
    return text(who, value, f"give it {_a(kind)}, or the slug of one")


def term_slug_or_none(who: str, kind: TermKind, value: str | Term | TermName | None) -> str | None:
    return None if value is None else term_slug(f"{kind} of {who}", kind, value)


def listed(who: str, kind: str, slug: str | Term | TermName) -> tuple[str, str]:
    """The kind and slug of a paginated list: "home" and "", "month" and "2026-05", or a term's kind and slug."""
    if kind == "home":
        if slug != "":
            raise wrong(who, 'the slug "" for "home"', slug)
        return kind, ""
    if kind == "month":
        return kind, _month(who, slug)
    if kind not in TERM_KINDS:
        raise unknown("list", kind, ("home", "month", *TERM_KINDS))
    found = term_slug(who, term_kind(kind), slug)
    if not found:
        raise wrong(who, f"{_a(kind)} or the slug of one", slug)
    return str(kind), found


def _month(who: str, value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}", value):
        raise wrong(who, 'a month such as "2026-05"', value)
    return str(value)


def series(who: str, value: str | Series) -> str:
    """The name of a series."""
    return value.name if isinstance(value, Series) else text(who, value, "give it a name, or article.series")


def truth(who: str, value: bool | None) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise wrong(who, "true or false", value)
    return value


def article(who: str, value: Head) -> Head:
    if type(value) is not Head:
        raise wrong(who, "an article", value, _OF_A_TERM if isinstance(value, (Term, TermName)) else _ARTICLE)
    return value


def source(who: str, value: str | Head | Term) -> str:
    """A path below the site's root; an article stands for its own, a term for that of its description ("": none)."""
    if isinstance(value, (Head, Term)):
        return value.source
    return text(who, value, "give it a path such as content/2026/05/cup.md, an article, or a term")


def address(who: str, value: str | Head | Term | Asset) -> str:
    """A root-relative address; what has one stands for it."""
    if isinstance(value, (Head, Term, Asset)):
        return value.url
    return text(who, value, "give it an address: article.url")


def term(who: str, value: Term) -> Term:
    if type(value) is not Term:
        hint = "write site.categories_of(article), site.tags_of or site.authors_of"
        raise wrong(who, "a term", value, hint if isinstance(value, TermName) else _TERM)
    return value


def picture(who: str, value: Image | Asset | Enclosure | str | None) -> str:
    """The source path or address of a picture or file, "" for none."""
    if isinstance(value, (Image, Enclosure)):
        return value.src
    if isinstance(value, Asset):
        return value.source
    if value is None:
        return ""
    if not isinstance(value, str):
        hint = "write article.image, or a path such as static/logo.png"
        raise wrong(who, "a picture or the path of a file", value, hint)
    return text(who, value)


def term_kind(value: str) -> TermKind:
    if value not in TERM_KINDS:
        raise unknown("kind of term", value, TERM_KINDS)
    return TERM_KINDS[TERM_KINDS.index(value)]


def feed_format(value: str) -> str:
    if value not in ALL_FEEDS:
        raise unknown("feed", value, ALL_FEEDS)
    return str(value)


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "author" else f"a {kind}"


def _number_hint(value: object) -> str:
    if isinstance(value, str) and value.strip().isdecimal():
        return f"write {value.strip()} without quotes; a text becomes a number by |int"
    return "write article.date.year or .month" if isinstance(value, date) else ""
