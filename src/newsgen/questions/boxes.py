"""The boxes of a text, each drawn by a template of the site or the theme, for the page or the feed that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from newsgen.config import Config
from newsgen.frozen import frozen
from newsgen.model import Body, Box, Head
from newsgen.shortcodes import DATE, EMBED, END, GALLERY, Declared, Shortcode, events
from newsgen.site import rooted
from newsgen.site.boxes import Event, Moment, event_url, files_of, is_elsewhere, is_link, is_outward, moment, whole

if TYPE_CHECKING:
    from newsgen.questions.galleries import Gallery
    from newsgen.questions.view import View

# Resolves the links of a piece of a text.
Resolve = Callable[[str], str]
Value = str | Moment | None

_HREF = re.compile(r' href="([^"]*)"')
_BLOCK = re.compile(r"</?(?:p|li|div|br|h[2-6]|td|th|tr|dt|dd|blockquote|figcaption)\b[^<>]*>")
_MARKUP = re.compile(r"<[^<>]*>")
_PICTURE = re.compile(r'<img\b[^<>]*? alt="([^"]*)"[^<>]*>')
_NOTE_MARK = re.compile(r'<sup id="fnref[^<>]*>(?:(?!</sup>).)*</sup>')
# What readers of feeds are given of a box: how it looks they decide themselves.
_IN_FEEDS = frozenset(
    {
        *("a", "abbr", "b", "bdi", "blockquote", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption"),
        *("figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q"),
        *("s", "small", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul"),
        *("br", "video", "audio", "source", "iframe"),
    }
)
_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height"},
    "time": {"datetime"},
    "iframe": {"src", "title"},
    **{name: {"src", "controls", "poster", "width", "height"} for name in ("video", "audio", "source")},
    **{name: {"colspan", "rowspan", "scope"} for name in ("td", "th")},
}


class Alike(Struct, frozen=True):
    """A box of the same name in the same text, as data have it: plain text."""

    title: str
    text: str


def drawn(view: View, head: Head, body: Body, resolve: Resolve, is_feed: bool) -> str:
    """The HTML of a text with its boxes; `resolve` is asked for each piece of it."""
    return _Drawing(view, head, body, resolve, is_feed).html()


def event(view: View, head: Head, body: Body, number: int) -> Event | None:
    """An event of a text by its number, from 1; None where its date cannot be read."""
    box = events(body.boxes)[number - 1]
    said = {each.name: each.value for each in box.arguments}
    zone = view.config.timezone
    start = moment(said[DATE], zone)
    if start is None:
        return None
    place = ", ".join(said[name] for name in ("place", "address") if said.get(name))
    text = _text(body.html[box.start : box.end])
    end = moment(whole(END, said), zone)
    return Event(_text(box.title) or head.title, start, end, place, text)


class _Drawing:
    def __init__(self, view: View, head: Head, body: Body, resolve: Resolve, is_feed: bool) -> None:
        self._view = view
        self._head = head
        self._body = body
        self._resolve = resolve
        self._is_feed = is_feed
        self._boxes_of_top, self._inner = _nested(body.boxes)
        # By name: all boxes of it, as data have them, and which of them each is. By number: which file is its own.
        self._alike: dict[str, tuple[Alike, ...]] = {}
        self._number_of_name: dict[int, int] = {}
        # The first box that needs a script.
        self._scripted: int | None = None
        # What describes a term has a page, and no file beside it.
        of_file = [number for number, box in enumerate(body.boxes) if events([box])][: head.events]
        self._event_of = {number: event for event, number in enumerate(of_file, 1)}
        self._n_galleries = 0

    def html(self) -> str:
        return self._part(0, len(self._body.html), self._boxes_of_top)

    def _part(self, start: int, end: int, numbers: Iterable[int]) -> str:
        """A piece of the text with the boxes in it that stand in no other one of them."""
        pieces = self._pieces(start, end, numbers)
        return "".join(piece if is_box else self._resolve(piece) for piece, is_box in pieces)

    def _pieces(self, start: int, end: int, numbers: Iterable[int]) -> Iterator[tuple[str, bool]]:
        """The boxes of a piece of the text as they are drawn (True), and what stands between them as it is stored."""
        for number in numbers:
            box = self._body.boxes[number]
            yield self._body.html[start : box.start], False
            yield self._box(number, box), True
            start = box.end
        yield self._body.html[start:end], False

    def _pictured(self, box: Box, pieces: Sequence[tuple[str, bool]]) -> Mapping[str, object]:
        """What the template of galleries is given besides; nothing for a paragraph of signs, which is no gallery."""
        made = self._gallery(box, pieces)
        if made is None:
            return {}
        self._n_galleries += 1
        return {"gallery": made, "is_first": self._n_galleries == 1}

    def _gallery(self, box: Box, pieces: Sequence[tuple[str, bool]]) -> Gallery | None:
        # Few texts have some.
        from newsgen.questions.galleries import Text, gallery

        return gallery(Text(self._view, self._resolve, self._file, self._is_feed), pieces, not box.line)

    def _box(self, number: int, box: Box) -> str:
        pieces = list(self._pieces(box.start, box.end, self._inner[number]))
        content = "".join(piece if is_box else self._resolve(piece) for piece, is_box in pieces).strip()
        title = self._resolve(box.title)
        shortcode = self._view._answers.site.boxes.get(box.name)
        if shortcode is None:
            # The build ends with an error, and says which there are.
            return f"<p>{title}</p>\n{content}\n" if box.line else content
        pictured = self._pictured(box, pieces) if box.name == GALLERY else {}
        if not box.line and not pictured:
            return content
        alike = self._named(box.name)
        values = {
            "title": Markup(title),
            "label": _label(box.title),
            "content": Markup(content),
            "arguments": frozen(self.values(box, shortcode)),
            "number": self._number_of_name[number],
            "alike": alike,
            "is_feed": self._is_feed,
            "calendar_url": event_url(self._head, of_event) if (of_event := self._event_of.get(number)) else "",
            "article": self._head,
            "kind": "box",
            "url": self._head.url,
            **pictured,
        }
        if box.name == EMBED:
            values |= self._embed(number, box)
        text = self._view._answers.outside.box(self._view, box.name, values, self._head.lang)
        return _plain(text) if self._is_feed and not box.depth else text

    def _embed(self, number: int, box: Box) -> Mapping[str, object]:
        """What a box shows of an address, and whether it is the first of its text that needs a script for that."""
        # Few boxes show any.
        from newsgen.site.embeds import shown

        for key in ("embeds", "csp"):
            self._view._asked["config", key] = None
        config = self._view._answers.site.config
        embed = shown(box, config.embeds, config.csp)
        is_first = embed is not None and bool(embed.frame) and self._scripted in {None, number}
        self._scripted = number if is_first else self._scripted
        return {"embed": embed, "is_first": is_first}

    def _named(self, name: str) -> tuple[Alike, ...]:
        if name not in self._alike:
            numbers = [
                number for number, each in enumerate(self._body.boxes) if each.name == name and self._is_box(each)
            ]
            self._number_of_name |= {number: count for count, number in enumerate(numbers, 1)}
            self._alike[name] = tuple(self._as_data(self._body.boxes[number]) for number in numbers)
        return self._alike[name]

    def _is_box(self, box: Box) -> bool:
        """Whether a box is drawn as one: it was written as one, or is a paragraph of pictures that are no signs."""
        if box.line or box.name != GALLERY:
            return True
        return bool(self._gallery(box, [(self._body.html[box.start : box.end], False)]))

    def _as_data(self, box: Box) -> Alike:
        return Alike(_text(box.title), _text(self._body.html[box.start : box.end]))

    def values(self, box: Box, shortcode: Shortcode) -> Mapping[str, Value]:
        """Every argument that is declared, "" where nothing is said of it; a date is None then."""
        said = {each.name: each.value for each in box.arguments}
        return {each.name: self._value(each, whole(each.name, said)) for each in shortcode.arguments}

    def _value(self, declared: Declared, written: str) -> Value:
        if declared.type == "date":
            return moment(written, self._view.config.timezone) if written else None
        if not written or declared.type == "text":
            return written
        return self._link(written) if declared.type == "link" else self._file(written)

    def _file(self, written: str) -> str:
        """The source path of a file of the site, the address of one that others have, "" for neither."""
        if is_elsewhere(written):
            return written
        config = self._config()
        found = next((each for each in files_of(written, self._head.source, config) if self._view.asset(each)), "")
        if found or written[:1] != "/":
            return found
        for key in ("links", "base_url"):
            self._view._asked["config", key] = None
        return rooted.rooted(config, written) if rooted.is_elsewhere(config, written) else ""

    def _config(self) -> Config:
        """The configuration, for the names of its folders."""
        for key in ("content", "static"):
            self._view._asked["config", key] = None
        return self._view._answers.site.config

    def _link(self, written: str) -> str:
        """Where a link leads, as those of the text do; "" for what is not public."""
        if is_outward(written) or not is_link(written):
            return written if is_link(written) else ""
        path, mark, part = written.partition("#")
        config = self._config()
        targets = [path] if path.startswith("/") else files_of(path, self._head.source, config)
        for target in targets:
            match = _HREF.search(self._resolve(f'<a href="newsgen:{escape(target)}">x</a>'))
            if match:
                return unescape(match[1]) + mark + part
        return ""


def _nested(boxes: Sequence[Box]) -> tuple[list[int], list[list[int]]]:
    """The boxes that stand in no other, and those that stand in each one directly, by their numbers."""
    top: list[int] = []
    inner: list[list[int]] = [[] for _ in boxes]
    above: list[int] = []
    for number, box in enumerate(boxes):
        del above[box.depth :]
        (inner[above[-1]] if above else top).append(number)
        above.append(number)
    return top, inner


def _label(title: str) -> str:
    """A title as it is read out: with what pictures show, and without the numbers of notes."""
    return _text(_PICTURE.sub(lambda match: f" {match[1]} ", title))


def _text(html: str) -> str:
    return " ".join(unescape(_MARKUP.sub("", _BLOCK.sub(" ", _NOTE_MARK.sub("", html)))).split())


def _plain(html: str) -> str:
    """A box for readers of feeds: no classes, nothing that runs or is drawn."""
    from nh3 import clean

    return clean(
        html,
        tags=set(_IN_FEEDS),
        attributes=_ATTRIBUTES,
        clean_content_tags={"script", "style", "svg", "button", "nav"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
