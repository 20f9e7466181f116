"""The ids of made HTML, to which links lead, and the parts that links name and HTML does not have."""

from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from newsgen.expressions import expression

# In HTML that newsgen or nh3 wrote each "<" begins a tag; a writer's own may leave out the quotes.
_ID = expression(r"""(?i)<[a-z][^<>]*?\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# HTML, 7.4.6.4: both lead to the top of any page, and no page needs to have them.
_TOPS = frozenset({"", "top"})


def ids(html: str) -> Iterator[str]:
    """Every id in the order of the HTML."""
    if "id" in html:
        for quoted, single, bare in _ID().findall(html):
            yield unescape(quoted or single or bare)


def joined(html: str) -> str:
    """The ids in one text: none holds a blank."""
    return " ".join(id_ for id_ in dict.fromkeys(ids(html)) if id_ and not id_.isspace())


def missing(html: str, parts: Iterable[str]) -> list[str]:
    """Those of the parts that HTML does not have, each time that one is named."""
    known = frozenset(ids(html))
    return [part for part in parts if not is_part(part, known)]


def is_part(part: str, known: "frozenset[str] | set[str]") -> bool:
    """Whether a page with these ids has a part, as it is written behind "#" (HTML, 7.4.6.4)."""
    # What stands behind the mark tells browsers which words to show, and is no id.
    part = part.partition(":~:")[0]
    return part.lower() in _TOPS or part in known or unquote(part) in known
