"""Events -> the very HTML that CommonMark and GFM have in their examples."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from newsgen.content.markup.commonmark import autolinks, written
from newsgen.content.markup.commonmark.events import Event, cleaned, plain_events
from newsgen.content.markup.commonmark.inline import Attributes, Find, Inline, Mark

Span: TypeAlias = dict[str, int]
# A block that stands open: the piece that opens it, its name and attributes.
Holder: TypeAlias = tuple[int, str, Attributes]
# Each handler knows the shape of its own events.
_Method: TypeAlias = Callable[["Plain", Any, Span], None]

_TAGS = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del"}
# What quotes, lists in braces and bare addresses are made of is text where it is escaped; so are two of "-" or ".".
_SIGNS = frozenset("\"'@:{")
_RUNS = frozenset("-.")
_ADDRESSES = frozenset({"Autolink", "Email"})
_AMPERSAND, _BACKSLASH = b"&\\"


# What becomes of each event, by the method that knows.
HANDLERS = {
    "StartParagraph": "begin",
    "EndParagraph": "end_paragraph",
    "StartHeading": "begin",
    "EndHeading": "end_heading",
    "StartBlockQuote": "start_quote",
    "EndBlockQuote": "end_quote",
    "StartList": "start_list",
    "EndList": "end_list",
    "StartItem": "start_item",
    "EndItem": "release",
    "TaskListMarker": "task",
    "Rule": "rule",
    "StartCodeBlock": "start_code",
    "EndCodeBlock": "end_code",
    "StartHtmlBlock": "start_html",
    "Html": "text",
    "EndHtmlBlock": "end_html",
    "StartTable": "start_table",
    "EndTable": "end_table",
    "StartTableHead": "start_head",
    "EndTableHead": "end_head",
    "StartTableRow": "start_row",
    "EndTableRow": "end_row",
    "StartTableCell": "start_cell",
    "EndTableCell": "end_cell",
    "Text": "text",
    "Code": "inline_code",
    "InlineHtml": "inline_html",
    "SoftBreak": "soft_break",
    "HardBreak": "hard_break",
    "StartEmphasis": "start_mark",
    "EndEmphasis": "end_mark",
    "StartStrong": "start_mark",
    "EndStrong": "end_mark",
    "StartStrikethrough": "start_mark",
    "EndStrikethrough": "end_mark",
    "StartLink": "start_link",
    "EndLink": "end_link",
    "StartImage": "start_picture",
    "EndImage": "end_picture",
}


def html_of(text: str) -> str:
    """A text as CommonMark and GFM have it, without anything that newsgen makes of it."""
    text, source = cleaned(text)
    return Plain(text, source).rendered(plain_events(text))


class Plain:
    """Renders one text. What stands in a block is gathered in `inline`, and written when the block ends."""

    handlers: Mapping[str, str] = HANDLERS
    rule_tag = "<hr />\n"
    break_tag = "<br />"

    def __init__(self, text: str, source: bytes) -> None:
        self.source = source
        self.out: list[str] = []
        self.inline = Inline()
        # Where texts go as they are; None where each has to be looked at.
        self.into: list[str] | None = None
        # Items and the like that stand open, innermost last; each with the piece of `out` that opens it.
        self.holders: list[Holder] = []
        # Where the last event stood.
        self.last: Span = {"start": 0, "end": 0}
        self.code: list[str] = []
        self.info = ""
        self.has_fences = False
        # The lines of raw HTML, each with the byte at which it begins.
        self.raw: list[tuple[str, int]] | None = None
        self.aligns: Sequence[str] = ()
        self.column = 0
        self.n_rows = 0
        self.is_in_head = False
        self.n_pictures = 0
        self.alt: list[str] = []
        # Whether the text is that of a link which says its own address.
        self.is_in_address = False
        self.find: Find | None = self.marks if autolinks.may_hold_some(text) else None
        self._has_escapes = "\\" in text or "&" in text
        self.look_at_texts(False)

    def rendered(self, events: Iterable[Event]) -> str:
        """The HTML of the events of the text."""
        self.read(events)
        return "".join(self.out)

    def read(self, events: Iterable[Event]) -> None:
        starts, ends, others = _methods(self.__class__)  # type: ignore[arg-type]  # a class has a hash
        for event, span in events:
            if event.__class__ is str:
                others[event](self, None, span)
            elif "Text" in event:
                if self.into is not None:
                    self.into.append(event["Text"])
                else:
                    self.text(event["Text"], span)
            elif "Start" in event:
                data = event["Start"]
                starts[data if data.__class__ is str else next(iter(data))](self, data, span)
            elif "End" in event:
                data = event["End"]
                ends[data if data.__class__ is str else next(iter(data))](self, data, span)
            else:
                kind = next(iter(event))
                others[kind](self, event[kind], span)
            self.last = span

    def tag(self, name: str, attributes: Mapping[str, str]) -> str:
        pairs = [f' {key}="{written.value(value)}"' for key, value in attributes.items()]
        return f"<{name}{''.join(pairs)}{' /' if name == 'img' else ''}>"

    def spelled(self, position: int, text: str) -> str:
        """A text as HTML, by its position in all of the block's text."""
        return self.literal(text)

    def literal(self, text: str) -> str:
        """A text that stays as it is, as HTML."""
        return written.value(text)

    def marks(self, text: str, is_linked: bool) -> Iterable[Mark]:
        """Bare addresses, which are no links within one."""
        if is_linked:
            return ()
        return (Mark(each.start, each.end, "a", {"href": each.href}, is_fixed=True) for each in autolinks.found(text))

    def look_at_texts(self, is_needed: bool) -> None:
        """Whether texts need to be looked at for another reason than that the text has escapes."""
        self.into = None if is_needed or self._has_escapes else self.inline.pending

    def inner(self) -> str:
        """The inside of the block that ends."""
        self.inline.flush()
        return self.inline.shown(self.spelled, self.literal, self.tag, self.find)

    def flush(self) -> None:
        """Write what stands in an item without a paragraph around it."""
        if self.inline:
            self.out.append(self.inner())

    def begin(self, data: object = None, span: Span | None = None) -> None:
        """A block begins in a line of its own."""
        if self.inline:
            self.flush()
        if self.out and self.out[-1][-1:] != "\n":
            self.out.append("\n")

    def hold(self, name: str) -> None:
        """A block begins that may hold text without a paragraph around it."""
        self.begin()
        self.holders.append((len(self.out), name, {}))
        self.out.append(f"<{name}>")

    def release(self, data: object, span: Span) -> None:
        self.flush()
        self.out.append(f"</{self.holders.pop()[1]}>\n")

    # Blocks

    def end_paragraph(self, data: object, span: Span) -> None:
        self.out.append(f"<p>{self.inner()}</p>\n")

    def end_heading(self, data: Mapping[str, str], span: Span) -> None:
        name = data["Heading"].lower()
        self.out.append(f"<{name}>{self.inner()}</{name}>\n")

    def start_quote(self, data: object, span: Span) -> None:
        self.begin()
        self.out.append("<blockquote>\n")

    def end_quote(self, data: object, span: Span) -> None:
        self.begin()
        self.out.append("</blockquote>\n")

    def start_list(self, data: Mapping[str, int | None], span: Span) -> None:
        self.begin()
        number = data["List"]
        self.out.append("<ul>\n" if number is None else "<ol>\n" if number == 1 else f'<ol start="{number}">\n')

    def end_list(self, data: Mapping[str, bool], span: Span) -> None:
        self.out.append("</ol>\n" if data["List"] else "</ul>\n")

    def start_item(self, data: object, span: Span) -> None:
        self.hold("li")

    def task(self, is_done: bool, span: Span) -> None:
        checked = 'checked="" ' if is_done else ""
        self.inline.html(f'<input {checked}disabled="" type="checkbox"> ')

    def rule(self, data: object, span: Span) -> None:
        self.begin()
        self.out.append(self.rule_tag)

    def start_code(self, data: Mapping[str, Any], span: Span) -> None:
        self.begin()
        kind = data["CodeBlock"]
        self.info = "" if kind == "Indented" else kind["Fenced"]
        self.has_fences = self.has_fences or kind != "Indented"
        self.into = self.code = []

    def end_code(self, data: object, span: Span) -> None:
        language = self.info.split(maxsplit=1)
        opening = self.tag("code", {"class": f"language-{language[0]}"} if language else {})
        self.out.append(f"<pre>{opening}{self.code_taken()}</code></pre>\n")

    def code_taken(self) -> str:
        """The code that ends, each line with its end, also the last one of a text."""
        code = "".join(self.code)
        self.look_at_texts(False)
        return self.literal(code if code.endswith("\n") or not code else f"{code}\n")

    def start_html(self, data: object, span: Span) -> None:
        self.begin()
        self.raw = []
        self.into = None

    def end_html(self, data: object, span: Span) -> None:
        self.out.append("".join([line for line, _ in self.raw or ()]))
        self.raw = None
        self.look_at_texts(False)

    # Tables

    def start_table(self, data: Mapping[str, Sequence[str]], span: Span) -> None:
        self.begin()
        self.aligns = data["Table"]
        self.n_rows = 0
        self.out.append("<table>\n")

    def end_table(self, data: object, span: Span) -> None:
        self.out.append("</tbody>\n</table>\n" if self.n_rows else "</table>\n")

    def start_head(self, data: object, span: Span) -> None:
        self.is_in_head = True
        self.column = 0
        self.out.append("<thead>\n<tr>\n")

    def end_head(self, data: object, span: Span) -> None:
        self.is_in_head = False
        self.out.append("</tr>\n</thead>\n")

    def start_row(self, data: object, span: Span) -> None:
        self.column = 0
        self.n_rows += 1
        self.out.append("<tbody>\n<tr>\n" if self.n_rows == 1 else "<tr>\n")

    def end_row(self, data: object, span: Span) -> None:
        self.out.append("</tr>\n")

    def start_cell(self, data: object, span: Span) -> None:
        """Its inside is gathered from here on."""

    def end_cell(self, data: object, span: Span) -> None:
        align = self.align()
        name = "th" if self.is_in_head else "td"
        self.out.append(f"{self.tag(name, {'align': align} if align else {})}{self.inner()}</{name}>\n")

    def align(self) -> str:
        """How the cell is aligned that ends, "" where nothing is said of it."""
        align = self.aligns[self.column].lower()
        self.column += 1
        return "" if align == "none" else align

    # What stands in a block

    def text(self, data: str, span: Span) -> None:
        """A text that has to be looked at."""
        if self.raw is not None:
            self.raw.append((data, span["start"]))
        elif self.is_in_address:
            self.inline.fixed_text(data)
        elif self._has_escapes and self._is_escaped(data, span["start"]):
            self.inline.fixed_text(data[0])
            self.inline.pending += data[1:2] and [data[1:]]
        else:
            if not self.inline.pending:
                self.inline.pending_start = span["start"]
            self.inline.pending.append(data)

    def _is_escaped(self, data: str, start: int) -> bool:
        """Whether a text begins with a mark that its writer has escaped, or written as a reference."""
        first = data[0]
        if first not in _SIGNS and not (first in _RUNS and self._is_in_run(first.encode(), start)):
            return False
        return self.source[start] == _AMPERSAND or (start > 0 and self.source[start - 1] == _BACKSLASH)

    def _is_in_run(self, first: bytes, start: int) -> bool:
        """Whether the same mark stands beside it, escaped or not: two dashes are one, and one is one in any case."""
        source = self.source
        return first in {source[start + 1 : start + 2], source[start - 2 : start - 1]} or source.startswith(
            b"\\" + first, start + 1
        )

    def inline_code(self, data: str, span: Span) -> None:
        if self.n_pictures:
            self.alt.append(data)
        else:
            self.inline.open("code")
            self.inline.fixed_text(data)
            self.inline.close("code")

    def inline_html(self, data: str, span: Span) -> None:
        if not self.n_pictures:
            self.inline.html(data)

    def soft_break(self, data: None, span: Span) -> None:
        (self.alt if self.n_pictures else self.inline.pending).append("\n")

    def hard_break(self, data: None, span: Span) -> None:
        if not self.n_pictures:
            self.inline.html(self.break_tag)
        self.soft_break(data, span)

    def start_mark(self, data: str, span: Span) -> None:
        if not self.n_pictures:
            self.inline.open(_TAGS[data])

    def end_mark(self, data: str, span: Span) -> None:
        if not self.n_pictures:
            self.inline.close(_TAGS[data])

    def start_link(self, data: Mapping[str, Any], span: Span) -> None:
        if self.n_pictures:
            return
        link = data["Link"]
        mail = "mailto:" if link["link_type"] == "Email" else ""
        title = {"title": link["title"]} if link["title"] else {}
        self.inline.open("a", {"href": mail + written.address(link["dest_url"]), **title})
        self.inline.n_links += 1
        self.is_in_address = link["link_type"] in _ADDRESSES
        if self.is_in_address:
            self.look_at_texts(True)

    def end_link(self, data: object, span: Span) -> None:
        if not self.n_pictures:
            self.inline.close("a")
            self.inline.n_links = max(0, self.inline.n_links - 1)
            if self.is_in_address:
                self.is_in_address = False
                self.look_at_texts(False)

    def start_picture(self, data: Mapping[str, Any], span: Span) -> None:
        self.n_pictures += 1
        if self.n_pictures == 1:
            picture = data["Image"]
            title = {"title": picture["title"]} if picture["title"] else {}
            self.into = self.alt = []
            self.inline.picture({"src": written.address(picture["dest_url"]), "alt": "", **title})

    def end_picture(self, data: object, span: Span) -> None:
        self.n_pictures -= 1
        if not self.n_pictures:
            self.inline.elements[self.inline.pictures[-1]][1]["alt"] = "".join(self.alt)
            self.look_at_texts(self.is_in_address)


@cache
def _methods(renderer: type[Plain]) -> tuple[Mapping[str, _Method], Mapping[str, _Method], Mapping[str, _Method]]:
    """What becomes of each beginning, of each end, and of everything else."""
    methods = {event: getattr(renderer, name) for event, name in renderer.handlers.items()}
    starts = {event[5:]: method for event, method in methods.items() if event.startswith("Start")}
    ends = {event[3:]: method for event, method in methods.items() if event.startswith("End")}
    return starts, ends, methods
