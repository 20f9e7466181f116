"""HTML that ends in the middle of what its writer wrote: what is still open there is closed."""

from collections import Counter

from newsgen.tags import Tag, attributes, tags

_WITHOUT_END = frozenset(
    {
        *("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link"),
        *("meta", "param", "source", "track", "wbr", "image", "html", "head", "body", "frameset"),
    }
)
# HTML, 13.1.2.4: the end of what is around them ends them, too.
_ENDED_BY_OTHERS = frozenset(
    {
        *("p", "li", "dt", "dd", "rb", "rt", "rtc", "rp", "optgroup", "option", "colgroup", "caption"),
        *("thead", "tbody", "tfoot", "tr", "td", "th"),
    }
)
_IGNORED = _WITHOUT_END | _ENDED_BY_OTHERS
_MARKS = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
# Drawings and formulas know elements without an end.
_FOREIGN = frozenset({"svg", "math"})
# Nothing ends it, whatever stands behind it.
_ENDLESS = "plaintext"


def closed(html: str) -> str:
    """The HTML with the ends that it lacks, and without a comment or a tag that goes on at its end."""
    opened = _Opened()
    for tag in tags(html):
        if _is_open(tag, html) or tag.name.lower() == _ENDLESS:
            html = html[: tag.start]
            break
        opened.count(tag)
    return html + "".join(f"</{name}>" for name in reversed(opened.names))


class _Opened:
    """The elements that are open: those that hold others, and marks of text, which go on where these end (13.2.6.4.7).

    How many there are of each name is known, so that no end is looked for in vain.
    """

    def __init__(self) -> None:
        self._around: list[tuple[int, str]] = []
        self._marks: dict[str, list[int]] = {}
        self._n_of: Counter[str] = Counter()

    @property
    def names(self) -> list[str]:
        marks = ((start, name) for name, starts in self._marks.items() for start in starts)
        return [name for _, name in sorted((*self._around, *marks))]

    def count(self, tag: Tag) -> None:
        name = tag.name.lower()
        if not name[0].isalpha() or name in _IGNORED:
            return
        if tag.is_end:
            self._end(name)
        elif not (tag.written.endswith("/>") and any(self._n_of[each] or each == name for each in _FOREIGN)):
            self._begin(tag.start, name)

    def _begin(self, start: int, name: str) -> None:
        if name in _MARKS:
            self._marks.setdefault(name, []).append(start)
            return
        self._around.append((start, name))
        self._n_of[name] += 1

    def _end(self, name: str) -> None:
        if self._marks.get(name):
            self._marks[name].pop()
        elif self._n_of[name]:
            self._n_of[name] -= 1
            while (inner := self._around.pop()[1]) != name:
                self._n_of[inner] -= 1


def _is_open(tag: Tag, html: str) -> bool:
    """Whether a comment, an instruction or a tag goes on at the end of the HTML."""
    if tag.end < len(html):
        return False
    if tag.name == "!--":
        return tag.written not in {"<!-->", "<!--->"} and not tag.written[4:].endswith(("-->", "--!>"))
    values = [value or "" for _, value in attributes(tag.attributes)]
    last = values[-1] if values else ""
    is_in_quotes = last[:1] in {'"', "'"} and (len(last) == 1 or last[-1] != last[0])
    return is_in_quotes or not tag.written.endswith(">")
