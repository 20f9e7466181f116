"""The ids of made HTML, to which links lead, and the parts that links name and HTML does not have."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from urllib.parse import unquote

from newsgen.expressions import expression
from newsgen.tags import attributes, tags, unquoted

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


def named(html: str) -> str:
    """HTML in which what links have as their name is an id, too: for so anchors were written before HTML 5."""
    if "name" not in html and "NAME" not in html:
        return html
    parts: list[str] = []
    position = 0
    for tag in tags(html):
        if tag.name in {"a", "A"} and not tag.is_end and (added := _added(dict(attributes(tag.attributes)))):
            inner, outer = (f" {added}", "") if "<" not in added else ("", added)
            parts += [html[position : tag.start], tag.written[:2], inner, tag.written[2:], outer]
            position = tag.end
    return "".join((*parts, html[position:]))


def _added(found: Mapping[str, str | None]) -> str:
    """What a link with a name lacks: an id, or where it has another one already, an element with it."""
    name = "-".join(unescape(unquoted(found.get("name") or "")).split())
    given = found.get("id")
    if not name or (given and unescape(unquoted(given)) == name):
        return ""
    id_ = f'id="{escape(name)}"'
    return f"<span {id_}></span>" if given else id_


def is_part(part: str, known: "frozenset[str] | set[str]") -> bool:
    """Whether a page with these ids has a part, as it is written behind "#" (HTML, 7.4.6.4)."""
    # What stands behind the mark tells browsers which words to show, and is no id.
    part = part.partition(":~:")[0]
    return part.lower() in _TOPS or part in known or unquote(part) in known
