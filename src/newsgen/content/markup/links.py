"""Addresses in made HTML: those of the site become `newsgen:SOURCE` or `newsgen:/PATH`, those that run scripts go."""

import re
from collections.abc import Collection
from html import escape, unescape
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import quote, unquote

from newsgen.content.addresses import without_sign
from newsgen.content.markup.anchors import missing
from newsgen.content.markup.positions import Positions
from newsgen.content.unencrypted import CODE, HINT, is_unencrypted, text_of
from newsgen.expressions import expression
from newsgen.model import Finding, Link
from newsgen.origins import own_path
from newsgen.spelling import composed_address
from newsgen.tags import Tag, attributes, tags, unquoted

# Where newsgen or nh3 wrote the HTML, each "<" begins a tag, and attributes are separate and in double quotes.
_WRITTEN_TAG = re.compile(r'<(a|img|video|audio|source)\b((?:[^<>"]|"[^"]*")*+)>')
_WRITTEN_PICTURE = expression(r'<(img)\b((?:[^<>"]|"[^"]*")*+)>')
# HTML, 4.8.4.2.1: an address ends at a blank, or at a comma before one; what follows it, up to a comma, is its width.
_CANDIDATE = expression(r"([^\s,](?:\S*[^\s,])?)(?:,+(?=\s|$)|(?:[^,(]|\([^)]*\)?)*)")
# Every attribute of HTML, old and new, that holds one address, and those that plugins keep one in until a script runs.
BOUND = frozenset(
    {
        *("href", "src", "poster", "data", "background", "xlink:href", "cite", "longdesc", "action", "formaction"),
        *("manifest", "profile", "classid", "codebase", "icon", "itemid", "usemap", "dynsrc", "lowsrc"),
        *("data-src", "data-href", "data-url", "data-poster", "data-background", "data-lazy-src", "data-litespeed-src"),
    }
)
SETS = frozenset({"srcset", "imagesrcset", "data-srcset", "data-lazy-srcset"})
_LISTS = frozenset({"ping", "archive"})
ADDRESSES = BOUND | SETS | _LISTS | {"srcdoc"}
# What shows in the page that names it, of whatever it names; a frame shows a page.
_SHOWING = SETS | {
    *("src", "poster", "data", "background", "dynsrc", "lowsrc", "data-src", "data-poster", "data-background"),
    *("data-lazy-src", "data-litespeed-src"),
}
_FRAMES = frozenset({"script", "iframe", "frame", "object", "embed"})
# What leads readers on; what else names a part has reasons of its own (a map, a drawing).
_LEADING = frozenset({"a", "area"})
# What a page loads for itself is found from the page, and a site's own scripts and style sheets stand in static/.
_UNBOUND_TAGS = frozenset({"base", "link", "script"})
_SOURCE = expression(r"[^?#]*\.(?:md|markdown|mdown|mkdn?)\s*(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
_LISTED = expression(r"[^\s,]+")
_STYLE_ADDRESS = expression(r"""(\burl\(\s*)(["']?)([^\s"'()]+)(?=\2\s*\))""", re.IGNORECASE)
_REFRESH = expression(r"""(\s*[\d.]+\s*[;,]\s*url\s*=\s*["']?)([^\s"']+)(.*)""", re.IGNORECASE | re.DOTALL)
_SCHEME = expression(r"([a-z][a-z0-9+.-]*):")
# Browsers drop these before they look for a scheme (WHATWG URL, "basic URL parser").
_IGNORED = expression(r"[\x00-\x20\x7f-\xa0]")
_HARMFUL = ("javascript:", "vbscript:", "data:text", "data:application", "data:image/svg", "newsgen:", "file:")
# These would be written as references in HTML, whose "#" would seem to begin a part.
_SHORT = expression(r"[^?#]*/(?:index\.php)?\?(?:p|page_id|attachment_id)=\d+(?=[&#]|$)")
_UNQUOTED = expression("[\"'<>\\s]")
# Browsers take a backslash for a slash, and nobody else does.
_FROM_ROOT = expression(r"/(?![/\\])")
_FILE = expression(
    r"(?:https?://[^/?#]+)?/(?!/)(?:[^?#]*/)?[^/?#]*\.[A-Za-z0-9]{1,10}(?:[?#].*)?", re.IGNORECASE | re.DOTALL
)

Attributes = dict[str, str | None]


class Binder:
    """Binds the addresses of one body; `links` are those of the site with their places in the text.

    Of absolute addresses, only those with one of `schemes` survive; with None, all but the harmful ones. `refused` are
    those that do not; `files` those from the root or whole that look like a file's. Whole addresses of the site itself,
    which `base_url` is of, are as those from the root.
    """

    def __init__(self, positions: Positions, folder: str, schemes: Collection[str] | None, base_url: str = "") -> None:
        self.links: list[Link] = []
        self.refused: list[str] = []
        self.files: dict[str, None] = {}
        self._parts: list[str] = []
        self._insecure: list[str] = []
        self._positions = positions
        self._folder = folder
        self._schemes = schemes
        self._base_url = base_url

    def bound(self, html: str) -> str:
        """HTML that newsgen wrote, with its addresses bound."""
        # Most texts have none, and to look for two words takes a tenth of the time of looking for all tags.
        if not ("<a " in html or "<img " in html):
            return html
        return _WRITTEN_TAG.sub(self._written_tag, html)

    def bound_raw(self, html: str) -> str:
        """HTML that holds what a writer wrote, with its addresses bound and its headings below the page's h1."""
        parts: list[str] = []
        position = 0
        for tag in tags(html):
            if (new := self._raw_tag(tag)) != html[tag.start : tag.end]:
                parts += [html[position : tag.start], new]
                position = tag.end
            if tag.name.lower() == "style" and not tag.is_end:
                parts += [html[position : tag.end], self._style(html[tag.end : tag.content_end])]
                position = tag.content_end
        return "".join((*parts, html[position:]))

    def value(self, tag: str, attribute: str, written: str) -> str:
        """The value of an attribute, without entities, as it may stand in a page."""
        if attribute in SETS:
            return _CANDIDATE().sub(lambda match: self._candidate(tag, match), written)
        if attribute in _LISTS:
            return _LISTED().sub(lambda match: self.value(tag, "href", match[0]), written)
        if attribute not in ADDRESSES:
            return written
        if written[:1] == "#" and attribute == "href":
            if tag in _LEADING:
                self._parts.append(written)
            return written
        marked, written = written, without_sign(written)
        bare = _IGNORED().sub("", written).lower()
        if not is_safe(written, self._schemes):
            self.refused.append(marked)
            return "#"
        if attribute == "srcdoc":
            return unresolvable(self.bound_raw(written))
        is_shown = attribute in _SHOWING and tag not in _FRAMES
        address = written.strip()
        if bare.startswith(("/", "\\")) or _SCHEME().match(bare):
            if tag not in _UNBOUND_TAGS and _FILE().fullmatch(address):
                self.files[address] = None
            if tag not in _UNBOUND_TAGS and "//" in bare[:8] and (own := self._own(address)):
                return self._rooted(tag, own, is_shown, address)
            if is_shown and is_unencrypted(bare):
                self._insecure.append(address)
            # Nobody but the site itself knows how another one spells its addresses.
            return self._rooted(tag, address, is_shown, marked) if _FROM_ROOT().match(address) else written
        if tag in _UNBOUND_TAGS and not _SOURCE().fullmatch(written):
            return written
        path, rest = parted(address)
        return self._bound(path, rest, is_shown, parted(marked.strip())[0]) if path else written

    def _bound(self, path: str, rest: str, is_shown: bool, shown: str) -> str:
        """`shown`: the path as the writer has written it."""
        target = normalize("NFC", normpath(f"{self._folder}/{unquote(path)}"))
        line, column = self._positions.of(shown)
        self.links.append(Link(target, line, column, unquote(shown), rest[1:], is_shown))
        return f"newsgen:{quote(target)}{rest}"

    def _own(self, address: str) -> str:
        """A whole address of this site as from the root, "" for another one's."""
        path = own_path(self._base_url, address) if self._base_url else ""
        return path if _FROM_ROOT().match(path) else ""

    def _rooted(self, tag: str, address: str, is_shown: bool, written: str = "") -> str:
        """An address from the root; where it is that of a source, it means this, from the folder of all of them.

        `written`: the address that it stands for, whole or with the mark of another system.
        """
        if tag == "base":
            return address
        rest, shown = parted(address)[1], _named(written or address)
        line, column = self._positions.of(shown)
        if "%" in shown and shown not in self._positions.text:
            # Markdown's own parser has encoded what a writer wrote in letters.
            shown = unquote(shown)
        whole = _UNQUOTED().sub(lambda match: quote(match[0]), composed_address(address))
        target = _named(whole)
        self.links.append(Link(target, line, column, shown if shown != target else "", rest[1:], is_shown))
        return f"newsgen:{whole}"

    def findings(self) -> list[Finding]:
        """What is to be said of addresses whatever there is on the site."""
        places = ((address, self._positions.of(address)) for address in dict.fromkeys(self._insecure))
        return [Finding(CODE, text_of(address), HINT, *place, min(len(address), 60)) for address, place in places]

    def missing_parts(self, html: str) -> tuple[Link, ...]:
        """The links to parts of the page that its HTML does not have."""
        if not self._parts:
            return ()
        lost = missing(html, [address[1:] for address in self._parts])
        places = ((part, self._positions.of(f"#{part}")) for part in lost)
        return tuple(Link("", line, column, "", part) for part, (line, column) in places)

    def _candidate(self, tag: str, match: re.Match[str]) -> str:
        """One of the pictures of a srcset, with what is said of its width."""
        return self.value(tag, "src", match[1]) + match[0][len(match[1]) :]

    def _style(self, css: str) -> str:
        """A style sheet or a style, with the addresses in it bound."""

        def bound(match: re.Match[str]) -> str:
            return match[1] + match[2] + self.value("style", "src", match[3])

        return _STYLE_ADDRESS().sub(bound, _as_text(css)) if "url(" in css.lower() else css

    def _inner(self, tag: str, attribute: str, written: str) -> str:
        """The value of an attribute that may hold an address among other things."""
        if attribute == "style":
            return self._style(written)
        if tag == "meta" and attribute == "content" and (match := _REFRESH().fullmatch(written)):
            return match[1] + self.value("a", "href", match[2]) + match[3]
        return written

    def _written_tag(self, match: re.Match[str]) -> str:
        name = match[1]
        found: Attributes = {}
        for key, value in attributes(match[2]):
            found.setdefault(key, self._quoted(name, key, value))
        if name == "img":
            _load_late(found)
        return f"<{name}{_shown(found)}>"

    def _raw_tag(self, tag: Tag) -> str:
        """A tag as it may stand in a page; one that needs no change is as it was written."""
        name = "h2" if tag.name in {"h1", "H1"} else tag.name
        if tag.is_end or not name[0].isalpha():
            return f"</{name}>" if name != tag.name else tag.written
        found: Attributes = {}
        for key, value in attributes(tag.attributes):
            # Of an attribute that stands twice, browsers take the first.
            found.setdefault(key, value)
        new: Attributes = {key: self._quoted(name.lower(), key, value) for key, value in found.items()}
        if name.lower() == "img":
            _load_late(new)
        elif name.lower() == "iframe":
            new.setdefault("loading", '"lazy"')
        elif name == "pre":
            new.setdefault("tabindex", '"0"')
        if new == found and name == tag.name:
            return tag.written
        return f"<{name}{_shown(new)}{' /' if tag.attributes.endswith('/') else ''}>"

    def _quoted(self, tag: str, attribute: str, value: str | None) -> str | None:
        if value is None:
            return None
        written = unescape(unquoted(value))
        if attribute in ADDRESSES:
            new = self.value(tag, attribute, written)
        elif (new := self._inner(tag, attribute, written)) == written:
            # What looks like a bound address in it is text.
            return _as_text(value)
        return value if new == written else f'"{escape(new)}"'


def is_safe(address: str, schemes: Collection[str] | None) -> bool:
    """Whether an address runs nothing and has one of the schemes, or none."""
    bare = _IGNORED().sub("", address).lower()
    scheme = _SCHEME().match(bare)
    is_allowed = schemes is None or scheme is None or scheme[1] in schemes
    return is_allowed and not bare.startswith(_HARMFUL)


def late(html: str) -> str:
    """HTML that nh3 wrote, its addresses bound, with pictures that load late."""

    def changed(match: re.Match[str]) -> str:
        found: Attributes = dict(attributes(match[2]))
        _load_late(found)
        return f"<img{_shown(found)}>"

    return _WRITTEN_PICTURE().sub(changed, html) if "<img" in html else html


def unresolvable(html: str) -> str:
    """HTML whose texts hold nothing that would be taken for a bound address when the page is made."""
    parts: list[str] = []
    position = 0
    for tag in tags(html):
        parts += [_as_text(html[position : tag.start]), html[tag.start : tag.content_end]]
        position = tag.content_end
    return "".join((*parts, _as_text(html[position:])))


def _as_text(html: str) -> str:
    return html.replace("newsgen:", "newsgen&#58;")


def addresses_of(value: str, attribute: str) -> list[str]:
    """The addresses in an attribute's value: one, or those of a srcset."""
    if attribute in SETS:
        return [match[1] for match in _CANDIDATE().finditer(value)]
    return [value]


def _named(address: str) -> str:
    """What of an address names a page or a file: its path; of WordPress's short links (/?p=20) the query, too."""
    if "?" in address and (short := _SHORT().match(address)):
        return short[0]
    return parted(address)[0]


def parted(address: str) -> tuple[str, str]:
    """The path, and the fragment with its mark; a query is left out, for files have none."""
    before, mark, fragment = address.partition("#")
    return before.partition("?")[0], mark + fragment


def _shown(found: Attributes) -> str:
    return "".join(f" {key}" if value is None else f" {key}={value}" for key, value in found.items())


def _load_late(found: Attributes) -> None:
    if (src := found.get("src") or "").startswith('"newsgen:') and src[9:10] != "/":
        # The page that shows a picture of the site writes its true size.
        found.pop("width", None)
        found.pop("height", None)
    found.setdefault("alt", '""')
    found.setdefault("loading", '"lazy"')
    found.setdefault("decoding", '"async"')
