"""Events -> HTML as newsgen has it: quotes, attributes, figures, tables that scroll, an outline, notes."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from re import Pattern
from typing import Any, NamedTuple

from newsgen.content.markup import quantities
from newsgen.content.markup.braces import AT_END, BEHIND, LAST_LINE, items
from newsgen.content.markup.checkboxes import EMPTY, TICKED
from newsgen.content.markup.commonmark import rawhtml, written
from newsgen.content.markup.commonmark.abbreviations import Abbreviations
from newsgen.content.markup.commonmark.events import Event
from newsgen.content.markup.commonmark.inline import Attributes, Mark
from newsgen.content.markup.commonmark.notes import Notes, without_marks
from newsgen.content.markup.commonmark.outline import Outline
from newsgen.content.markup.commonmark.places import Places
from newsgen.content.markup.commonmark.plain import HANDLERS, Holder, Plain, Span
from newsgen.content.markup.links import is_safe, parted
from newsgen.content.markup.speller import Speller, is_of_interest, quotes_of
from newsgen.content.markup.text import plain
from newsgen.content.scripts import n_words
from newsgen.content.texts import unmarked
from newsgen.expressions import expression
from newsgen.model import Heading

_CLOSING_MARKS = expression(r"(?:^|[ \t]+)#+[ \t]*$")
# No writer nests lists, quotes and marks like this, and what reads HTML bears no more than some hundreds.
_DEEPEST = 100
# Attributes that need no sanitising, for what braces can say of them is a name.
_HARMLESS = frozenset({".", "id"})


class _Link(NamedTuple):
    """A link that stands open: which of the noted addresses is its, and what is known of it."""

    number: int
    kind: object
    label: str


class Dressed(Plain):
    """Renders one text. `holds_html`: what a writer wrote as HTML stands in it, or an attribute of any name.

    `is_too_deep`: lists, quotes and marks lie in one another deeper than what reads HTML can bear.
    """

    rule_tag = "<hr>\n"
    break_tag = "<br>"
    handlers: Mapping[str, str] = {
        **HANDLERS,
        "FootnoteReference": "reference",
        "StartFootnoteDefinition": "start_note",
        "EndFootnoteDefinition": "end_note",
        "StartDefinitionList": "start_terms",
        "EndDefinitionList": "end_terms",
        "StartDefinitionListTitle": "begin",
        "EndDefinitionListTitle": "end_term",
        "StartDefinitionListDefinition": "start_meaning",
        "EndDefinitionListDefinition": "release",
    }

    def __init__(
        self,
        text: str,
        places: Places,
        lang: str,
        schemes: Collection[str] | None,
        abbreviations: Abbreviations | None = None,
    ) -> None:
        # How many elements of raw HTML stand open whose text is no prose.
        self._n_verbatim = 0
        self._has_braces = "{" in text
        super().__init__(text, places.source)
        if abbreviations is not None:
            self.find = self.marks
        self._abbreviations = abbreviations
        self.holds_html = False
        self.is_too_deep = False
        self.has_lost_cells = False
        self.has_tasks = False
        self.n_tables = 0
        self.headings: tuple[Heading, ...] = ()
        self.n_words = 0
        # The text of the first paragraph that stands in nothing else.
        self.teaser = ""
        self.notes = Notes()
        self._places = places
        self._outline = Outline(lang)
        self._quotes = quotes_of(lang)
        self._schemes = schemes
        self._speller: Speller | None = None
        self._names: list[str] = []
        self._frame = 0
        self._n_quotes = 0
        # What was being written where notes stand, and the label of each.
        self._outer: list[tuple[list[str], list[Holder], str]] = []
        # Addresses as they may be asked for, in the order of the HTML, their places, and what they stand in.
        self._addresses: list[tuple[tuple[str, ...], int, list[str]]] = []
        self._open: list[_Link] = []
        self._n_inner = 0

    @property
    def has_addresses(self) -> bool:
        """Whether there are links, pictures or notes: what a page has to bind."""
        return bool(self._addresses or self.find or self.notes)

    @property
    def abbreviations_used(self) -> Collection[str]:
        return self._abbreviations.used if self._abbreviations else ()

    def rendered(self, events: Iterable[Event]) -> str:
        self.read(events)
        dropped = {id(pieces) for pieces in self.notes.find("".join(self.out))} if self.notes else frozenset()
        self.headings = self._outline.written(self.notes.ids if self.notes else (), dropped)
        for address, place, out in self._addresses:
            if id(out) not in dropped:
                self._places.note(address, place)
        html = "".join(self.out)
        return (self.notes.shown(html) if self.notes else html).strip("\n")

    def tag(self, name: str, attributes: Mapping[str, str]) -> str:
        return written.tag(name, attributes)

    def spelled(self, position: int, text: str) -> str:
        if self._speller:
            text = self._speller.spelled(position, text)
        return written.text(text)

    def literal(self, text: str) -> str:
        return written.text(text)

    def marks(self, text: str, is_linked: bool) -> Iterable[Mark]:
        """Bare addresses that a page may have, and abbreviations outside them."""
        found = [mark for mark in super().marks(text, is_linked) if is_safe(mark.attributes["href"], self._schemes)]
        if self._abbreviations is None:
            return found
        return sorted([*found, *self._abbreviations.outside(text, found)], key=lambda mark: mark.start)

    def inner(self) -> str:
        """The inside of the block that ends, as HTML."""
        inline = self.inline
        whole = inline.whole()
        if not self._outer:
            self.n_words += n_words(whole)
        speller = self._speller = Speller(whole, self._quotes) if is_of_interest(whole) else None
        is_html = self.find is None and not ("&" in whole or "<" in whole or ">" in whole)
        # Most blocks hold nothing but one text.
        if is_html and len(inline.parts) == len(inline.texts) == 1 and not inline.fixed:
            inline.clear()
            return speller.spelled(0, whole) if speller else whole
        if inline.deepest > _DEEPEST:
            self.is_too_deep = True
        if self._n_verbatim:
            self._n_verbatim = 0
            self.look_at_texts(False)
        if is_html:
            return inline.shown(speller.spelled if speller else None, None, written.tag, None)
        return inline.shown(self.spelled, written.text, written.tag, self.find)

    def _count(self, text: str) -> None:
        """Words of the text itself: those of notes do not count."""
        if not self._outer:
            self.n_words += n_words(text)

    def _attributes(self, pattern: Callable[[], Pattern[str]]) -> Attributes:
        """What the block that ends says of itself; lists in braces go from its texts."""
        attributes: Attributes = {}
        if self.inline.pending:
            self.inline.flush()
        if self._has_braces:
            for number, said, byte in self.inline.lists():
                self._dress(self.inline.attributes(number), said, byte)
            last = self.inline.last_text()
            if "{" in last and (match := pattern().search(last)):
                self._dress(attributes, match["list"], self._last_brace(match["list"]))
                self.inline.parts[-1] = last[: match.start()]
        return attributes

    def _last_brace(self, said: str) -> int:
        """Where the list stands that ends a block, as it was written."""
        end = self.last["end"]
        begin = max(0, end - 4 * len(said) - 100)
        inside = self.source.rfind(said.encode("utf-8", "replace"), begin, end)
        return max(0, self.source.rfind(b"{", begin, inside if inside >= 0 else end))

    def _dress(self, attributes: Attributes, said: str, byte: int) -> None:
        for key, value in items(said):
            if key == ".":
                attributes["class"] = f"{attributes.get('class', '')} {value}".strip()
            else:
                attributes[key] = value
            if key == "id":
                self._outline.given.add(value)
            if key not in _HARMLESS:
                self.holds_html = True
                self._places.note_tag(f"{{{key}", self._places.offset(byte))

    def look_at_texts(self, is_needed: bool) -> None:
        # Where lists in braces begin is known of texts that are looked at.
        super().look_at_texts(is_needed or self._n_verbatim > 0 or self._has_braces)

    # Blocks

    def flush(self) -> None:
        if not self.inline:
            return
        attributes = self._attributes(LAST_LINE)
        if attributes and self.holders:
            self._dress_holder(attributes)
        self.out.append(self.inner())

    def _dress_holder(self, attributes: Attributes) -> None:
        position, name, known = self.holders[-1]
        both = f"{known.get('class', '')} {attributes.get('class', '')}".strip()
        known |= attributes
        if both:
            known["class"] = both
        self.out[position] = written.tag(name, known)

    def hold(self, name: str) -> None:
        super().hold(name)
        self._note_depth()

    def start_quote(self, data: object, span: Span) -> None:
        super().start_quote(data, span)
        self._n_quotes += 1
        self._note_depth()

    def end_quote(self, data: object, span: Span) -> None:
        super().end_quote(data, span)
        self._n_quotes -= 1

    def _note_depth(self) -> None:
        if len(self.holders) + self._n_quotes > _DEEPEST:
            self.is_too_deep = True

    def end_paragraph(self, data: object, span: Span) -> None:
        attributes = self._attributes(LAST_LINE)
        if self.inline.pictures:
            if (picture := self.inline.lone_picture()) is not None:
                self._add_figure(picture, attributes)
                return
            if self._is_outermost and self.inline.are_pictures():
                attributes["class"] = f"only-pictures {attributes.get('class', '')}".strip()
                self._keep_credits()
        is_player = self.holds_html and rawhtml.is_player(self.inline.parts)
        opening = written.tag("p", attributes) if attributes else "<p>"
        inner = self.inner()
        self.out.append(f"{inner}\n" if is_player else f"{opening}{inner}</p>\n")
        if not self.teaser and self._is_outermost:
            self.teaser = self._plain(inner)

    @property
    def _is_outermost(self) -> bool:
        """Whether the block stands in no list, quote or note."""
        return not (self.holders or self._n_quotes or self._outer)

    def _add_figure(self, picture: Attributes, attributes: Attributes) -> None:
        caption, credit = picture.pop("title", ""), picture.pop("credit", "")
        if caption.isspace():
            # Left empty on purpose, whatever the file says of itself.
            picture["title"] = caption = ""
        caption = unmarked(caption)
        self._count(caption)
        small = f'<small class="credit">{written.text(credit)}</small>' if credit else ""
        between = " " if caption and credit else ""
        below = f"<figcaption>{written.text(caption)}{between}{small}</figcaption>\n" if caption or credit else ""
        self.out.append(f"{written.tag('figure', attributes)}\n{self.inner().strip()}\n{below}</figure>\n")

    def _keep_credits(self) -> None:
        """What stands below pictures is known when a page is made; until then, who has taken one stands in its tag."""
        for number in self.inline.pictures:
            picture = self.inline.elements[number][1]
            if credit := picture.pop("credit", ""):
                picture["data-credit"] = credit
            if caption := picture.get("title", "").strip():
                picture["title"] = unmarked(caption)

    def end_heading(self, data: Mapping[str, str], span: Span) -> None:
        attributes = self._attributes(AT_END)
        level = self._outline.level(int(data["Heading"][1]))
        if attributes and (last := self.inline.last_text()):
            self.inline.parts[-1] = _CLOSING_MARKS().sub("", last)
        inner = self.inner()
        if inner.strip():
            self.out.append("")
            self._outline.add(level, self._plain(inner), attributes, self.out)
            self.out.append(f"{inner}</h{level}>\n")

    def code_taken(self) -> str:
        self._count("".join(self.code))
        return super().code_taken()

    def _plain(self, inner: str) -> str:
        """The text of a block, without the marks of notes."""
        return plain(without_marks(inner)) if "<" in inner or "&" in inner else " ".join(without_marks(inner).split())

    def task(self, is_done: bool, span: Span) -> None:
        self._dress_holder({"class": "task-list-item"})
        self.inline.html(f"{TICKED if is_done else EMPTY} ")
        self.has_tasks = True

    def end_code(self, data: object, span: Span) -> None:
        of_block: Attributes = {"tabindex": "0"}
        of_code: Attributes = {}
        if said := BEHIND().fullmatch(self.info.strip()):
            self._dress(of_code, said["list"], span["start"])
            if "id" in of_code:
                of_block["id"] = of_code.pop("id")
        elif language := self.info.split(maxsplit=1):
            of_code["class"] = language[0]
        if "class" in of_code:
            of_code["class"] = f"language-{of_code['class']}"
        opening = f"{written.tag('pre', of_block)}{written.tag('code', of_code)}"
        self.out.append(f"{opening}{self.code_taken()}</code></pre>\n")

    def start_terms(self, data: object, span: Span) -> None:
        self.begin()
        self.out.append("<dl>\n")

    def end_terms(self, data: object, span: Span) -> None:
        self.out.append("</dl>\n")

    def end_term(self, data: object, span: Span) -> None:
        attributes = self._attributes(AT_END)
        self.out.append(f"{written.tag('dt', attributes)}{self.inner()}</dt>\n")

    def start_meaning(self, data: object, span: Span) -> None:
        self.hold("dd")

    # Tables

    def start_table(self, data: Mapping[str, Sequence[str]], span: Span) -> None:
        super().start_table(data, span)
        self.n_tables += 1
        self._frame = len(self.out) - 1
        self._names = []

    def end_head(self, data: object, span: Span) -> None:
        """The frame of a table can be reached and scrolled by keyboard (WCAG 2.1.1), and is named by its heads."""
        super().end_head(data, span)
        label = ", ".join(name for name in self._names if name)
        named = {"role": "region", "aria-label": label} if label else {}
        self.out[self._frame] = f"{written.tag('div', {'class': 'table', 'tabindex': '0', **named})}\n<table>\n"

    def end_table(self, data: object, span: Span) -> None:
        super().end_table(data, span)
        self.out.append("</div>\n")

    def end_row(self, data: object, span: Span) -> None:
        super().end_row(data, span)
        if self.source[self.last["end"] : span["end"]].strip(b" |\t\n>"):
            self.has_lost_cells = True

    def end_cell(self, data: object, span: Span) -> None:
        attributes = self._attributes(AT_END)
        if align := self.align():
            attributes["class"] = f"{attributes.get('class', '')} align-{align}".strip()
        inner = self.inner()
        if not self.is_in_head and " " in inner and quantities.is_quantity(self._plain(inner)):
            attributes["class"] = f"{attributes.get('class', '')} {quantities.CLASS}".strip()
        # A head without a name tells a screen reader nothing.
        name = "th" if self.is_in_head and inner else "td"
        if name == "th":
            attributes["scope"] = "col"
            self._names.append(self._plain(inner))
        self.out.append(f"{written.tag(name, attributes) if attributes else f'<{name}>'}{inner}</{name}>\n")

    # Notes

    def reference(self, label: str, span: Span) -> None:
        if not self.n_pictures:
            self.inline.html(self.notes.reference(label))

    def start_note(self, data: Mapping[str, str], span: Span) -> None:
        self.begin()
        self._outer.append((self.out, self.holders, data["FootnoteDefinition"]))
        self.out, self.holders = [], []

    def end_note(self, data: object, span: Span) -> None:
        self.flush()
        note = self.out
        self.out, self.holders, label = self._outer.pop()
        self.notes.define(label, note)

    # Raw HTML and links

    def text(self, data: str, span: Span) -> None:
        if self._n_verbatim and self.raw is None:
            self.inline.fixed_text(data)
        else:
            super().text(data, span)

    def end_html(self, data: object, span: Span) -> None:
        self._note_html(self.raw or ())
        super().end_html(data, span)

    def inline_html(self, data: str, span: Span) -> None:
        if self.n_pictures:
            return
        self.inline.html(data)
        self._n_verbatim = rawhtml.depth(self._n_verbatim, data, rawhtml.VERBATIM)
        self.inline.n_links = rawhtml.depth(self.inline.n_links, data, rawhtml.LINKS)
        self.look_at_texts(self.is_in_address)
        self._note_html([(data, span["start"])])

    def _note_html(self, lines: Sequence[tuple[str, int]]) -> None:
        self.holds_html = True
        for place in rawhtml.places(rawhtml.Lines(lines)):
            offset = self._places.offset(place.byte)
            if place.is_tag:
                self._places.note_tag(place.written, offset)
            else:
                self._addresses.append((_spellings(place.written), offset, self.out))

    def start_link(self, data: Mapping[str, Any], span: Span) -> None:
        if self._n_inner or self._open:
            # CommonMark has <https://example.org> in the text of a link as a link, and HTML has none in another.
            self._n_inner += not self.n_pictures
            return
        super().start_link(data, span)
        if not self.n_pictures:
            self._note_start(data["Link"])

    def end_link(self, data: object, span: Span) -> None:
        if self._n_inner:
            self._n_inner -= not self.n_pictures
            return
        super().end_link(data, span)
        if not self.n_pictures:
            self._note_end(span, span["start"] + 1)

    def start_picture(self, data: Mapping[str, Any], span: Span) -> None:
        super().start_picture(data, span)
        if self.n_pictures == 1:
            self._note_start(data["Image"])

    def end_picture(self, data: object, span: Span) -> None:
        super().end_picture(data, span)
        if not self.n_pictures:
            self._note_end(span, span["start"] + 2)

    def _note_start(self, link: Mapping[str, Any]) -> None:
        self._open.append(_Link(len(self._addresses), link["link_type"], link["id"]))
        self._addresses.append((_spellings(written.address(link["dest_url"])), 0, self.out))

    def _note_end(self, span: Span, first: int) -> None:
        """The place of a link's address: behind all that stands in the link, or `first` where nothing does."""
        link = self._open.pop()
        inner_end = first if self.last["end"] == span["end"] else self.last["end"]
        place = self._places.of_link(link.kind, link.label, span["start"], inner_end)
        address, _, out = self._addresses[link.number]
        self._addresses[link.number] = address, place, out


def _spellings(address: str) -> tuple[str, ...]:
    """An address as it may be asked for: whole, or its path alone."""
    return address, parted(address.strip())[0]
