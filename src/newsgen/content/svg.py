"""An SVG's bytes -> what in it would run or reach out: a browser that opens it by itself treats it as a page."""

import re
from collections.abc import Callable, Mapping
from typing import ParamSpec
from xml.parsers import expat

from newsgen.model import Flaw

P = ParamSpec("P")

MAX_BYTES = 20_000_000
# How much of an address is looked at and shown: whether it leads out stands in its first letters.
SHOWN_LENGTH = 60

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
# Elements of these do in any XML what they do in a page.
_LIVE = {
    "http://www.w3.org/1999/xhtml": "HTML",
    "http://www.w3.org/1998/Math/MathML": "MathML",
    "http://www.w3.org/1999/XSL/Transform": "XSLT",
    "http://www.w3.org/2001/xml-events": "XML Events",
    "http://www.w3.org/2001/XInclude": "XInclude",
    "http://www.edge-delivery.org/esi/1.0": "ESI",
}
# SVG 2 takes those of HTML for its own; handler and listener are SVG Tiny 1.2's.
_ELEMENTS = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio", "video", "canvas"}
)
_ANIMATIONS = frozenset({"animate", "set", "animatetransform", "animatemotion", "animatecolor"})
# What animations may not set, for it is looked at only as it stands in the file.
_NOT_ANIMATED = frozenset({"href", "src", "style", "base"})
# Text and numbers, which are no style.
_NO_STYLE = re.compile(r"(?:aria-|data-).*|id|class|title|alt|lang|name|d|points|path|transform|gradientTransform")
_ADDRESSES = frozenset({"href", "src", "data", "poster"})
_FORBIDDEN = frozenset({"action", "formaction", "ping", "srcset", "srcdoc"})

# Both parsers that browsers use read these alike.
_ENCODINGS = frozenset({"", "utf-8", "us-ascii", "ascii", "iso-8859-1", "utf-16"})

_INERT = re.compile(
    r"(?:#|data:(?:image/(?:png|jpe?g|webp|gif|avif)|font/[\w-]+|application/(?:x-)?font-[\w-]+)[;,])", re.I
)
# Browsers drop these before they look for a scheme (WHATWG URL, "basic URL parser").
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]")
_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.S)
_URL = re.compile(r"url\(\s*[\"']?", re.I)
_LOADING = re.compile(r"@import|image-set\s*\(|\b(?:image|src|expression)\s*\(", re.I)


class _Found(Exception):
    """The first thing that shall not be there."""


def active(data: bytes) -> Flaw | None:
    """The first thing in an SVG that runs, draws other files in, or cannot be judged; None for a plain drawing."""
    return _Reader("svg-active", is_svg=True).flaw(data)


def active_xml(data: bytes) -> Flaw | None:
    """The same for other XML (KML, GPX), in which browsers look for nothing but pages, drawings and style sheets."""
    return _Reader("xml-active", is_svg=False).flaw(data)


class _Reader:
    """Hears what expat reads; it opens no other file, and is stopped before it replaces an entity."""

    def __init__(self, code: str, is_svg: bool) -> None:
        self._code = code
        self._is_svg = is_svg
        self._depth = 0
        self._style: list[str] = []
        self._style_depth = 0
        self._live = _LIVE if is_svg else {**_LIVE, SVG: "SVG"}
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._placed(self._declared)
        parser.StartDoctypeDeclHandler = self._placed(self._doctype)
        parser.ProcessingInstructionHandler = self._placed(self._instruction)
        parser.CommentHandler = self._placed(self._comment)
        parser.StartElementHandler = self._placed(self._begun)
        parser.EndElementHandler = self._placed(self._ended)
        parser.CharacterDataHandler = self._text
        self._parser = parser
        self._place = (0, 0)

    def flaw(self, data: bytes) -> Flaw | None:
        if len(data) > MAX_BYTES:
            return Flaw(self._code, f"it has more than {MAX_BYTES // 1_000_000} MB, and is not looked through")
        try:
            self._parser.Parse(data, True)
        except _Found as found:
            return Flaw(self._code, str(found), *self._place)
        except expat.ExpatError as error:
            # A browser shows, and runs, what stands before the mistake.
            text = f"it is not XML: {expat.ErrorString(error.code)}"
            return Flaw(self._code, text, error.lineno, error.offset + 1)
        except (ValueError, LookupError):
            return Flaw(self._code, "it is in an encoding that is not read", 1, 1)
        return None

    def _placed(self, handler: Callable[P, None]) -> Callable[P, None]:
        """The handler, with the place kept of what it finds: the parser is past it when it has stopped."""

        def placed(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                handler(*args, **kwargs)
            except _Found:
                self._place = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
                raise

        return placed

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "").lower() not in _ENCODINGS:
            raise _Found(f'it is in the encoding "{encoding}": save it in UTF-8')

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        # The line with SVG's own name, which most programs write, loads nothing; that of XHTML brings entities.
        if has_subset:
            raise _Found("<!DOCTYPE …[ ]> defines entities")
        if (public or system) and not (public or "").startswith("-//W3C//DTD SVG"):
            raise _Found(f'<!DOCTYPE … "{public or system}"> is not the one of SVG')

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() in {"xml-stylesheet", "php", "xml-transform"}:
            raise _Found(f"<?{target} …?> names a program or a style sheet")

    def _comment(self, text: str) -> None:
        if text.startswith(("#", "esi")):
            raise _Found(f'"<!--{text[:20]}" is an order to servers')

    def _begun(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        low = local.lower()
        if space in self._live:
            raise _Found(f"<{local}> is {self._live[space]}")
        if self._is_svg and not self._depth and (low != "svg" or space != SVG):
            raise _Found(f"<{local}> is not where an SVG begins, in the namespace {SVG}")
        self._depth += 1
        is_drawn = space in {SVG, ""}
        if is_drawn and low in _ELEMENTS:
            raise _Found(f"<{local}> runs, or shows other files")
        if is_drawn and low == "style":
            self._style_depth = self._style_depth or self._depth
        for key, value in attributes.items() if self._is_svg else ():
            _attribute(local, *key.rpartition(" ")[::2], value)

    def _text(self, text: str) -> None:
        if self._style_depth:
            self._style.append(text)

    def _ended(self, name: str) -> None:
        if self._style_depth == self._depth:
            _css("<style>", "".join(self._style))
            self._style.clear()
            self._style_depth = 0
        self._depth -= 1


def _attribute(element: str, space: str, name: str, value: str) -> None:
    low = name.lower()
    if space not in {"", XLINK, XML}:
        return
    if low.startswith("on"):
        raise _Found(f"<{element} {name}> runs")
    if space == XML and low == "base" and value:
        raise _Found("xml:base makes addresses lead elsewhere")
    if low in _FORBIDDEN:
        raise _Found(f"<{element} {name}> has no place in a drawing")
    if space != XML and low in _ADDRESSES and (bare := _IGNORED.sub("", value)) and not _INERT.match(bare):
        raise _Found(f'<{element} {name}="{bare[:SHOWN_LENGTH]}"> leads out of the file')
    if element.lower() in _ANIMATIONS:
        _animation(element, low, value)
    if ("(" in value or "\\" in value or "@" in value) and not _NO_STYLE.fullmatch(name):
        _css(f"<{element} {name}>", value)


def _animation(element: str, name: str, value: str) -> None:
    aim = value.strip().lower().rpartition(":")[2]
    if name == "attributename" and (aim in _NOT_ANIMATED or aim.startswith("on")):
        raise _Found(f'<{element}> sets "{value.strip()}"')
    if name in {"to", "from", "by", "values"} and re.search(r"(?:java|vb)script:", _IGNORED.sub("", value), re.I):
        raise _Found(f"<{element} {name}> sets an address that runs")


def _css(where: str, text: str) -> None:
    """Style that loads: `url()` of anything but a part of the file or a picture in it, and all that imports.

    Each `url(` is looked at by itself, whatever stands before it: where strings and comments end is not for us to
    guess. Letters may be written as numbers.
    """
    for css in (text, _ESCAPED.sub(_unescaped, text)):
        if found := _LOADING.search(css):
            raise _Found(f'{where} holds "{found[0]}", which loads other files')
        for start in _URL.finditer(css):
            bare = _IGNORED.sub("", css[start.end() : start.end() + SHOWN_LENGTH])
            # url() and url("") lead nowhere.
            end = f"{start[0][-1]})" if start[0][-1] in "\"'" else ")"
            if not _INERT.match(bare) and not bare.startswith(end):
                raise _Found(f'{where} holds "{start[0]}{bare}", which leads out of the file')


def _unescaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
