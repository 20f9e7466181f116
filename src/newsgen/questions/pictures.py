"""Questions about the pictures that stand in texts, for those who tell search engines of them."""

from collections.abc import Iterable

from newsgen.expressions import expression
from newsgen.questions.articles import body_of, by_source, of_each_source
from newsgen.questions.change import Change
from newsgen.questions.family import Arguments, Family, Known, Question, Scope, Telling
from newsgen.site.index import Site
from newsgen.site.lists import month_name
from newsgen.site.rooted import PICTURES

_TAG = expression(r"<img\b[^>]*?\ssrc=\"([^\"]+)\"")


def _illustrated(known: Known, year: int, month: int) -> tuple[str, ...]:
    """The listed articles of a month that refer to a picture, newest first: of the others no text need be looked at."""
    site = known.site
    heads = site.by_month.get(month_name(year, month), ())
    return tuple(head.source for head in heads if _refers_to_picture(site, head.source))


def _refers_to_picture(site: Site, source: str) -> bool:
    return any(file.lower().endswith(PICTURES) for file in site.references.get(source, "").split("\n"))


def _by_month(question: Question) -> str:
    return month_name(int(question[1] or 0), int(question[2] or 0))


def _months_bound(change: Change) -> Scope:
    """The months in which a source stands or stood that says anything else, be it in its text."""
    return Scope(frozenset(month_name(head.date.year, head.date.month) for head in change.heads))


def _months(site: Site) -> Iterable[Arguments]:
    return [*((int(month[:4]), int(month[5:])) for month in site.by_month), (1999, 1)]


def _illustrated_words(telling: Telling, year: int, month: int) -> str:
    return f"other articles of {month_name(year, month)} refer to pictures"


illustrated = Family(
    name="illustrated",
    answer=_illustrated,
    found_by=_by_month,
    bound=_months_bound,
    examples=_months,
    words=_illustrated_words,
)


def _body_pictures(known: Known, source: str) -> tuple[str, ...]:
    """The addresses of the pictures in a text, as its stored body has them, each once."""
    return tuple(dict.fromkeys(_TAG().findall(body_of(known, source).html)))


def _body_pictures_words(telling: Telling, source: str) -> str:
    return f"other pictures stand in the text of {telling.title(source)}"


body_pictures = Family(
    name="body_pictures",
    answer=_body_pictures,
    bound=by_source,
    examples=of_each_source,
    words=_body_pictures_words,
)

FAMILIES = (illustrated, body_pictures)
