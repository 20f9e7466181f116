"""What newsgen makes of Markdown's elements: an outline below the page's h1, figures, tables that scroll, notes."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from newsgen.content.markup import quantities
from newsgen.content.texts import unmarked

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Shapes(Treeprocessor):
    """Runs over the tree once, after inline Markdown and before headings get their ids."""

    def run(self, root: Element) -> None:
        outline: list[int] = []
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                tag = child.tag
                if tag in _HEADINGS:
                    child.tag = f"h{_level(outline, _HEADINGS[str(tag)])}"
                elif tag == "p" and _is_lone_picture(child):
                    parent[position] = _figure(child)
                elif tag == "p" and parent is root and _are_pictures(child):
                    child.set("class", f"only-pictures {child.get('class', '')}".strip())
                    _keep_credits(child)
                elif tag == "table" and parent.get("class") != "table":
                    parent[position] = _scrolling(child)
                elif tag == "a" and "footnote-" in child.get("class", ""):
                    _mark_note(child)
        _drop_empty_headings(root)


def _level(outline: list[int], level: int) -> int:
    """The level of the next heading below the page's h1, none skipped; `outline` holds the levels it stands below."""
    while outline and outline[-1] >= level:
        outline.pop()
    outline.append(level)
    return min(len(outline) + 1, 6)


def _drop_empty_headings(root: Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in _HEADINGS and not len(child) and not (child.text or "").strip():
                parent.remove(child)


def _is_lone_picture(paragraph: Element) -> bool:
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return False
    only = paragraph[0]
    return only.tag == "img" or _is_linked_picture(only)


def _are_pictures(paragraph: Element) -> bool:
    """Whether a paragraph holds several pictures, each perhaps a link, and nothing else."""
    if len(paragraph) < 2 or paragraph[0].tag not in {"img", "a"} or (paragraph.text or "").strip():
        return False
    n_pictures = 0
    for child in paragraph:
        if (child.tail or "").strip():
            return False
        if child.tag == "img" or _is_linked_picture(child):
            n_pictures += 1
        elif child.tag != "br":
            return False
    return n_pictures > 1


def _is_linked_picture(element: Element) -> bool:
    if element.tag != "a" or len(element) != 1 or element[0].tag != "img":
        return False
    return not (element.text or element[0].tail or "").strip()


def _figure(paragraph: Element) -> Element:
    figure = Element("figure", dict(paragraph.attrib))
    figure.tail = paragraph.tail
    content = paragraph[0]
    content.tail = "\n"
    figure.text = "\n"
    figure.append(content)
    picture = content if content.tag == "img" else content[0]
    # A title that is left empty on purpose stays so, whatever the file says of itself.
    caption, credit = picture.get("title", ""), picture.attrib.pop("credit", "")
    if caption:
        del picture.attrib["title"]
        caption = unmarked(caption)
    if caption or credit:
        element = Element("figcaption")
        element.text = f"{caption} " if caption and credit else caption
        element.tail = "\n"
        figure.append(element)
    if credit:
        small = Element("small", {"class": "credit"})
        small.text = credit
        element.append(small)
    return figure


def _keep_credits(paragraph: Element) -> None:
    """What stands below pictures is known when a page is made; until then, who has taken one stands in its tag."""
    for picture in paragraph.iter("img"):
        if credit := picture.attrib.pop("credit", ""):
            picture.set("data-credit", credit)
        if caption := picture.get("title", "").strip():
            picture.set("title", unmarked(caption))


def _scrolling(table: Element) -> Element:
    """A box that can be reached and scrolled by keyboard (WCAG 2.1.1), named by the table's own column heads."""
    heads = list(table.iter("th"))
    for cell in [*heads, *table.iter("td")]:
        align = cell.attrib.pop("align", "") or cell.attrib.pop("style", "").removeprefix("text-align:").strip(" ;")
        if align:
            cell.set("class", f"align-{align}")
        if cell.tag == "td" and quantities.is_quantity("".join(cell.itertext())):
            cell.set("class", f"{cell.get('class', '')} {quantities.CLASS}".strip())
    names = []
    for cell in heads:
        name = " ".join("".join(cell.itertext()).split())
        if name or len(cell):
            cell.set("scope", "col")
            names.append(name)
        else:
            # A head without a name tells a screen reader nothing.
            cell.tag = "td"
    label = ", ".join(name for name in names if name and "\x02" not in name)
    frame = Element("div", {"class": "table", "tabindex": "0"})
    if label:
        frame.set("role", "region")
        frame.set("aria-label", label)
    frame.tail, table.tail = table.tail, "\n"
    frame.text = "\n"
    frame.append(table)
    return frame


def _mark_note(link: Element) -> None:
    """Notes say what they are by their role; the extension's titles are English."""
    link.attrib.pop("title", None)
    is_backlink = "footnote-backref" in link.get("class", "")
    link.set("role", "doc-backlink" if is_backlink else "doc-noteref")
