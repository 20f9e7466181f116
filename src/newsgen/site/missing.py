"""The HTML of a body without what leads nowhere: a link becomes its text, a picture that is not there goes.

What could not be resolved still stands as `newsgen:SOURCE`. That may be the path of a source that nobody shall know of:
after this, no attribute holds one.
"""

import re
from html import escape, unescape

from msgspec import Struct

_QUOTED = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9]*)\b({_QUOTED})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
# What is made of a link without `href`; `id` and `name` may be where other links lead.
_OF_LINKS = frozenset({"href", "hreflang", "rel", "target", "download", "title", "type", "ping", "referrerpolicy"})
# These hold addresses among other things.
_AMONG = frozenset({"srcset", "imagesrcset", "data-srcset", "data-lazy-srcset", "ping", "archive", "srcdoc", "content"})
_IN_STYLE = re.compile(r"""\burl\(\s*(?:&quot;|&#x27;|["'])?newsgen:[^\s"'()<>]*["']?\s*\)""", re.IGNORECASE)
_ANCHORS = frozenset({"id", "name"})
# Elements that are nothing without what they load; those with an end go with all that is in them.
_VOID = frozenset({"img", "source", "embed", "track"})
_HOLDERS = frozenset({"video", "audio", "iframe"})

# Stands for a picture until it is known what it stood in; its text is the alternative one, escaped.
_GONE = r"<newsgen-gone>([^<]*)</newsgen-gone>"
_SOURCES = rf"(?:<source\b{_QUOTED}>\s*)*"
_PICTURE = re.compile(rf"<picture\b{_QUOTED}>\s*{_SOURCES}({_GONE})\s*</picture>", re.IGNORECASE)
_EMPTY_LINK = re.compile(rf"<a\b{_QUOTED}>\s*<newsgen-gone></newsgen-gone>\s*</a>", re.IGNORECASE)
_FIGURE = re.compile(rf"<figure\b{_QUOTED}>((?:(?!</?figure\b).)*)</figure>\s*", re.IGNORECASE | re.DOTALL)
_CAPTION = re.compile(rf"<figcaption\b{_QUOTED}>(?:(?!</?figcaption\b).)*</figcaption>", re.IGNORECASE | re.DOTALL)
_LINKED = re.compile(rf"\s*(<a\b{_QUOTED}>)\s*{_GONE}\s*</a>\s*", re.IGNORECASE)
_BARE = re.compile(rf"<p\b{_QUOTED}>(?:\s|<br>|{_GONE})*</p>\s*", re.IGNORECASE)
_LEFT = re.compile(_GONE)


def without_missing(html: str) -> str:
    """The HTML without links and pictures that still begin with `newsgen:`.

    A picture that stands alone goes with its figure and its caption. One among words leaves its alternative text, as
    does one that is a link.
    """
    html = _Pass().over(_IN_STYLE.sub("none", html))
    html = _PICTURE.sub(r"\1", html)
    html = _EMPTY_LINK.sub("<newsgen-gone></newsgen-gone>", html)
    html = _BARE.sub(_bare, _FIGURE.sub(_figure, html))
    return _LEFT.sub(r"\1", html)


class _Open(Struct):
    """An element that has been begun: whether something of it is missing, whether it has something else to show."""

    name: str
    start: int
    is_dead: bool
    is_live: bool


class _Pass:
    """One walk through the tags; `parts` is what has been written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._links: list[bool] = []
        self._holders: list[_Open] = []

    def over(self, html: str) -> str:
        end = 0
        for match in _TAG.finditer(html):
            self.parts.append(html[end : match.start()])
            end = match.end()
            name = match[2].lower()
            self.parts.append(self._ended(name, match[0]) if match[1] else self._begun(name, match))
        self.parts.append(html[end:])
        return "".join(self.parts)

    def _begun(self, name: str, match: re.Match[str]) -> str:
        written = match[3]
        is_dead = "newsgen:" in written and any(_is_dead(*each) for each in _attributes(written))
        if name == "a":
            self._links.append(is_dead and not _is_anchor(written))
        elif name in _HOLDERS:
            self._holders.append(_Open(name, len(self.parts), is_dead, _shows(name, written)))
        elif name == "source" and self._holders:
            self._holders[-1].is_dead |= is_dead
            self._holders[-1].is_live |= not is_dead
        if not is_dead:
            return match[0]
        if name == "a":
            return "" if self._links[-1] else f"<a{_kept(written, _OF_LINKS)}>"
        if name in _VOID and not _shows(name, written):
            return _gone(dict(_attributes(written)).get("alt", "")) if name == "img" else ""
        return f"<{match[2]}{_kept(written)}>"

    def _ended(self, name: str, tag: str) -> str:
        if name == "a" and self._links:
            return "" if self._links.pop() else tag
        if name in _HOLDERS and self._holders and self._holders[-1].name == name:
            opened = self._holders.pop()
            if opened.is_dead and not opened.is_live:
                del self.parts[opened.start :]
                return _gone("")
        return tag


def _figure(match: re.Match[str]) -> str:
    """A figure without the pictures that have gone; where none is left, not the figure either, but a link in it."""
    if not _LEFT.search(match[0]):
        return match[0]
    bare = _CAPTION.sub("", match[1])
    if linked := _LINKED.fullmatch(bare):
        return f"<p>{linked[1]}{linked[2]}</a></p>\n"
    return "" if not _LEFT.sub("", _BARE.sub(_bare, bare)).strip() else _LEFT.sub("", match[0])


def _bare(match: re.Match[str]) -> str:
    """A paragraph that holds nothing else goes with its pictures."""
    return "" if _LEFT.search(match[0]) else match[0]


def _gone(alt: str) -> str:
    return f"<newsgen-gone>{escape(unescape(alt), quote=False)}</newsgen-gone>"


def _attributes(written: str) -> list[tuple[str, str]]:
    """Names, in small letters, and values as they are written, without their quotes."""
    return [
        (match[1].lower(), (match[2] or "")[1:-1] if (match[2] or "")[:1] in {'"', "'"} else match[2] or "")
        for match in _ATTRIBUTE.finditer(written)
    ]


def _is_dead(name: str, value: str) -> bool:
    return value.startswith("newsgen:") or (name in _AMONG and "newsgen:" in value)


def _is_anchor(written: str) -> bool:
    return any(name in _ANCHORS for name, _ in _attributes(written))


def _shows(name: str, written: str) -> bool:
    """Whether an element names something that it can show: copies of a picture alone do not count."""
    names = {"srcset", "src"} if name == "source" else {"src"}
    return any(name in names and value and not value.startswith("newsgen:") for name, value in _attributes(written))


def _kept(written: str, dropped: frozenset[str] = frozenset()) -> str:
    """The attributes but for those that lead nowhere; of copies of a picture, those that are there."""
    found = []
    for match in _ATTRIBUTE.finditer(written):
        name, value = match[1].lower(), (match[2] or "").strip("\"'")
        if name in dropped:
            continue
        if name.endswith("srcset") and _is_dead(name, value):
            there = [each.strip() for each in value.split(",") if not each.strip().startswith("newsgen:")]
            found.append(f' {name}="{", ".join(there)}"' if there else "")
        elif not _is_dead(name, value):
            found.append(match[0])
    return "".join(found)
