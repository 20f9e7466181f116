"""What a question to the site may be asked with: each function gives the value as questions keep it, or says no.

`who` names the question in what is said: "site.articles".
"""

from newsgen.mistakes import unknown, wrong
from newsgen.model import Head, Image, Series, Term, TermKind
from newsgen.site.index import TERM_KINDS
from newsgen.spelling import composed

_ARTICLE = "give it an article, as site.article(source) and site.articles() have them"


def whole(who: str, value: int | None, least: int = 0) -> int | None:
    """A whole number, or none."""
    if value is not None and (type(value) is not int or value < least):
        raise wrong(who, f"a whole number from {least}" if least else "a whole number, 0 or more", value)
    return value


def text(who: str, value: str) -> str:
    if not isinstance(value, str):
        raise wrong(who, "a text", value)
    # Of Markup, its text: a question is kept as JSON.
    return composed(str(value))


def slug(who: str, value: str | Term | Series | None) -> str | None:
    """The slug of a term, the name of a series, or none; a term or a series stands for its own."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, Term):
        return value.slug
    if isinstance(value, Series):
        return value.name
    return text(who, value)


def truth(who: str, value: bool | None) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise wrong(who, "true or false", value)
    return value


def article(who: str, value: Head) -> Head:
    if type(value) is not Head:
        raise wrong(who, "an article", value, _ARTICLE)
    return value


def term(who: str, value: Term) -> Term:
    if type(value) is not Term:
        raise wrong(who, "a term", value, "give it a term, as site.categories, site.tags and site.authors have them")
    return value


def picture(who: str, value: Image | str | None) -> str | None:
    """The source path or address of a picture, or none."""
    if isinstance(value, Image):
        return value.src
    if value is None or isinstance(value, str):
        return value and composed(value)
    raise wrong(who, "a picture or the path of a file", value, "write article.image, or a path such as static/logo.png")


def term_kind(value: TermKind) -> TermKind:
    if value not in TERM_KINDS:
        raise unknown("kind of term", value, TERM_KINDS)
    return value


def list_kind(value: str) -> str:
    if value != "home" and value not in TERM_KINDS:
        raise unknown("list", value, ("home", *TERM_KINDS))
    return value


def feed_format(value: str) -> str:
    formats = ("rss", "atom", "json")
    if value not in formats:
        raise unknown("feed", value, formats)
    return value
