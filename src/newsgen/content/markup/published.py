"""The HTML that an engine has made -> HTML that may stand in a page: safe, bound, without the mark of the teaser."""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from newsgen.config import RawHtml
from newsgen.content.markup.anchors import named
from newsgen.content.markup.links import Binder, late, unresolvable
from newsgen.content.markup.sanitize import SCHEMES, sanitized
from newsgen.content.markup.text import MORE, MORE_MARK
from newsgen.content.markup.unseen import SIGN, without_unseen
from newsgen.expressions import expression
from newsgen.model import Finding

if TYPE_CHECKING:
    from newsgen.content.markup.removed import Removed

_ESCAPED_MORE = expression(r"<p>&lt;!(?:--|–)\s*more\s*(?:--|–)&gt;</p>\n?", re.IGNORECASE)
_RAW_H1 = expression(r"<(/?)h1\b")
# What a reference may name (&#2;), and no page or feed may hold (XML 1.0 §2.2); the sanitiser puts in what they name.
_UNSEEN = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0\ufdd1\ufffe\uffff]")
# A picture that may be a film's, or of another host.
_FILM = expression(
    r"<[iI][mM][gG]\b[^<]*?(?://|\.(?:mp[34g]|mpeg|m4[av]|web[am]|og[agv]|opus|aac|flac|wav|mov|avi|mkv|wm[av]|flv|3gp|aiff?|mid)\b)",
    re.IGNORECASE,
)
_MORE_PARAGRAPH = expression(rf"<p>\s*{MORE_MARK}\s*</p>\n?", re.IGNORECASE)


# Markdown's parser gave up, so that tags or the whole text are shown as they are written.
UNREADABLE = Finding(
    "markup-unreadable",
    "this text cannot be read as Markdown: it is shown as written",
    "look for tags and comments that are not closed, and for quotes or lists hundreds deep within one another",
    1,
    1,
)


def schemes(mode: RawHtml) -> Collection[str] | None:
    """Of absolute addresses, those with one of these may stand in a page; None: all but harmful ones."""
    return None if mode == "allow" else SCHEMES


def parted(html: str, mode: RawHtml) -> tuple[str, str]:
    """What stands before `<!--more-->` ("" without one), and the HTML without the mark."""
    sign, more = ("&lt;!", _ESCAPED_MORE) if mode == "escape" else ("<!--", MORE)
    match = more().search(html) if sign in html else None
    if match is None:
        return "", html
    return html[: match.start()], more().sub("", _MORE_PARAGRAPH().sub("", html))


def published(
    html: str, mode: RawHtml, binder: Binder, holds_html: bool, text: str
) -> tuple[str, "tuple[Removed, ...]"]:
    """The HTML of a text with its addresses bound and without what may not stand in a page; and that.

    `holds_html`: whether a writer's own tags or attributes may stand in it.
    """
    left_out: tuple[Removed, ...] = ()
    if ("<img" in html or (holds_html and "<I" in html)) and _FILM().search(html):
        from newsgen.content.markup.film_pictures import linked

        html = linked(html)
    if not holds_html:
        html = binder.bound(html)
    elif mode == "allow":
        html = binder.bound_raw(named(html))
    else:
        html, left_out = _sanitized(html, binder)
        html = below_title(html)
    html = without_unseen(html)
    if html.count("newsgen:") != len(binder.links) or "newsgen" in text:
        html = unresolvable(html)
    return html, left_out


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.column, finding.code, finding.text)))


def _sanitized(html: str, binder: Binder) -> tuple[str, "tuple[Removed, ...]"]:
    """HTML that holds what a writer wrote, with its addresses bound and without what may not stand there; and that."""
    # Few texts hold HTML, and what reads it is not loaded for the others.
    from newsgen.content.markup.embeds import linked
    from newsgen.content.markup.removed import removed, unwrapped

    left_out = tuple(removed(html))
    clean = late(sanitized(linked(unwrapped(named(html))), binder.value))
    return (_UNSEEN().sub(SIGN, clean) if "&#" in html else clean), left_out


def below_title(html: str) -> str:
    """HTML in which each "<" begins a tag, its headings below the page's h1, its code reached by keyboard."""
    if "<h1" in html:
        html = _RAW_H1().sub(r"<\1h2", html)
    return html.replace("<pre>", '<pre tabindex="0">') if "<pre>" in html else html
