"""The words for kinds of text and for who may read them, for what no template makes: feeds and cards."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from newsgen.model import Head
from newsgen.render.words import translations

# As templates/partials/label.html says them.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "opinion": "Opinion",
        "commentary": "Commentary",
        "editorial": "Editorial",
        "column": "Column",
        "letter": "Letter to the editor",
        "interview": "Interview",
        "analysis": "Analysis",
        "review": "Review",
        "live": "Live",
        "press-release": "Press release",
        "sponsored": "Sponsored",
    }
)
ACCESS = "Subscribers"


@lru_cache(maxsize=64)
def label(lang: str, kind: str) -> str:
    """The word for a kind of text in a language, "" for news."""
    return translations(lang).gettext(KINDS[kind]) if kind in KINDS else ""


def labels(lang: str, head: Head) -> tuple[str, ...]:
    """All that readers are told of an article, as lists tell it."""
    kind = label(lang, head.type)
    access = translations(lang).gettext(ACCESS) if head.access else ""
    return tuple(word for word in (kind, access) if word)
