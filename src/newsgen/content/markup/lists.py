"""Attribute lists, `{#id .class key="value"}`, behind what they dress; any other braces are the writer's text."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from newsgen.content.markup.marks import MARK
from newsgen.content.markup.tags import unquoted
from newsgen.expressions import expression

_ITEM = (
    r"""(?:#[^\s{}"'=<>#`,;]+|\.[A-Za-z_-][^\s{}"'=<>#`,;]*|"""
    rf"""[A-Za-z_][\w:.-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s{{}}"'<>`=][^\s{{}}"'<>`]*)|{MARK})"""
)
_LIST = rf"\{{:?[ ]*+(?P<list>{_ITEM}(?:[ ]++{_ITEM})*+)[ ]*+\}}"
# The list of an inline element stands right behind it; that of a heading, a cell or a term at its end; that of another
# block in its last line.
_BEHIND = expression(_LIST)
_AT_END = expression(rf"(?<! )[ ]++{_LIST}[ ]*+$")
_LAST_LINE = expression(rf"\n[ ]*+{_LIST}[ ]*+$")
_ITEMS = expression(_ITEM)
_ALONE = expression(rf"[ ]*+{_LIST}[ ]*+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENDING = _HEADINGS | {"dt", "td", "th"}


class AttributeLists(Treeprocessor):
    """In place of Python-Markdown's own processor, which takes every text in braces for attributes.

    So `# Prices {from 5 euros}` and `{% raw %}` keep their braces.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            if self.md.is_block_level(element.tag):
                self._dress_block(element)
            elif element.tail and element.tail[0] == "{" and (match := _BEHIND().match(element.tail)):
                _dress(element, match["list"])
                element.tail = element.tail[match.end() :]

    def _dress_block(self, element: Element) -> None:
        before = _last_child(element)
        text = (element.text if before is None else before.tail) or ""
        if "{" not in text:
            return
        pattern = _AT_END if element.tag in _ENDING else _LAST_LINE
        match = pattern().search(text)
        if match is None:
            return
        _dress(element, match["list"])
        rest = text[: match.start()]
        if element.tag in _HEADINGS:
            rest = rest.rstrip("#").rstrip()
        if before is None:
            element.text = rest
        else:
            before.tail = rest


def without_list(heading: str) -> str:
    """A heading as it is written, but for the list at its end."""
    return _AT_END().sub("", heading)


def is_list(line: str) -> bool:
    """Whether nothing but a list stands in a line."""
    return _ALONE().fullmatch(line) is not None


def _last_child(element: Element) -> Element | None:
    """The child behind which the text of a block ends; in a list's item, a list inside it comes after its text."""
    children = list(element)
    if element.tag == "li":
        inner = next((number for number, child in enumerate(children) if child.tag in {"ul", "ol"}), len(children))
        children = children[:inner]
    return children[-1] if children else None


def _dress(element: Element, written: str) -> None:
    for item in _ITEMS().findall(written):
        key, _, value = item.partition("=")
        if item.startswith("."):
            element.set("class", f"{element.get('class', '')} {item[1:]}".strip())
        elif item.startswith("#"):
            element.set("id", item[1:])
        else:
            element.set(key, unquoted(value))
