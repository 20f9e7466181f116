"""What it means for an editor that a question has another answer than before: words that follow "because"."""

from collections.abc import Callable, Mapping

from newsgen.questions.answers import Question, written
from newsgen.questions.queries import FILTERS

Said = str | int | bool | None


def words(question: Question) -> str:
    """ "the text of content/2026/05/cup.md has changed"."""
    family, *arguments = question
    say = _WORDS.get(str(family))
    return say(*arguments) if say else f"{written(question)} has another answer"


def _of_list(*filters: Said) -> str:
    given = [(name, said) for name, said in zip(FILTERS, filters, strict=False) if said is not None]
    if not given:
        return "the list of all articles"
    return f"the list of articles with {', '.join(f'{name} {said}' for name, said in given)}"


def _named_list(name: Said) -> str:
    """The words for a list as of queries.list_name."""
    kind, _, slug = str(name).partition("/")
    return f"the {kind} {slug}" if slug else "the list of all articles"


def _feed(format_: Said, kind: Said, slug: Said) -> str:
    of = f"the {kind} {slug}" if kind else "the site"
    return f"the {format_} feed of {of} has another address, or has come or gone"


def _page(name: Said, number: Said, size: Said) -> str:
    return f"page {number} of {_named_list(name)} has other articles, or another order"


_WORDS: Mapping[str, Callable[..., str]] = {
    "head": lambda source: f"the front matter of {source} (title, date, teaser …) has changed, or it has come or gone",
    "body": lambda source: f"the text of {source} has changed",
    "config": lambda key: f"newsgen.yaml or the command line says something else for {key}",
    "articles": lambda *filters: f"{_of_list(*filters[:-2])} has other articles, or another order",
    "count": lambda *filters: f"{_of_list(*filters)} is longer or shorter",
    "page": _page,
    "n_pages": lambda name, size: f"{_named_list(name)} has more or fewer pages",
    "lead": lambda n: "other articles lead the front page",
    "news": lambda: "other articles are the news of the last two days",
    "related": lambda source, limit: f"other articles are related to {source}",
    "newer": lambda source: f"another article comes after {source}",
    "older": lambda source: f"another article comes before {source}",
    "series": lambda name: f'the series "{name}" has other parts',
    "translations": lambda key: f'what has the translation key "{key}" is available in other languages',
    "redirects": lambda: "an old address leads elsewhere, or has come or gone",
    "gone": lambda: "the addresses at which there is nothing any more are others",
    "destination": lambda url: f"the address {url} leads elsewhere",
    "pages": lambda menu: f"the standing pages{f' of the menu {menu}' if menu else ''} are others",
    "terms": lambda kind: f"the list of every {kind} that has articles has changed",
    "term": lambda kind, slug: f"the {kind} {slug} has another name, description or picture, or has come or gone",
    "years": lambda: "the years that have articles are others",
    "months": lambda year: f"the months of {year} have other numbers of articles",
    "url": lambda source: f"{source} has another address, or has come or gone",
    "asset": lambda source: f"the file {source} has changed, or has come or gone",
    "static": lambda path: f"the static file {path} has changed, or has come or gone",
    "newest": lambda source: f"{source} is among the newest articles, and was not, or the reverse",
    "feed_url": _feed,
    "fragment": lambda name, lang, exclude: f"the shared part {name} ({lang}) has changed",
    "template": lambda name: f"the template {name}, or one that it uses, has changed",
    "has_template": lambda name: f"the template {name} has come or gone",
    "kind": lambda name: f"this newsgen makes files of the kind {name} in another way",
}
