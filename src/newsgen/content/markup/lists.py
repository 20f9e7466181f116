"""Attribute lists behind what they dress."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from newsgen.content.markup.braces import AT_END, BEHIND, LAST_LINE, items

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
            elif element.tail and element.tail[0] == "{" and (match := BEHIND().match(element.tail)):
                _dress(element, match["list"])
                element.tail = element.tail[match.end() :]

    def _dress_block(self, element: Element) -> None:
        before = _last_child(element)
        text = (element.text if before is None else before.tail) or ""
        if "{" not in text:
            return
        pattern = AT_END if element.tag in _ENDING else LAST_LINE
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


def _last_child(element: Element) -> Element | None:
    """The child behind which the text of a block ends; in a list's item, a list inside it comes after its text."""
    children = list(element)
    if element.tag == "li":
        inner = next((number for number, child in enumerate(children) if child.tag in {"ul", "ol"}), len(children))
        children = children[:inner]
    return children[-1] if children else None


def _dress(element: Element, written: str) -> None:
    for key, value in items(written):
        if key == ".":
            element.set("class", f"{element.get('class', '')} {value}".strip())
        else:
            element.set(key, value)
