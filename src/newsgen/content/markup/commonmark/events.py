"""A text -> the events of pulldown-cmark, each with the bytes that it was read from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from newsgen.content.markup.commonmark import autolinks
from newsgen.expressions import expression

# An event has one of forty shapes: each handler knows that of its own, and `Any` stands for them all.
Event: TypeAlias = tuple[Any, Any]
Definitions: TypeAlias = dict[str, Any]

# Marks that are text where they stand are read as control characters, which mean nothing in Markdown: so no offset
# moves, and whatever they come out in, they are what they were.
_LESS, _POINT = "\x01", "\x07"
_HIDDEN_EMPHASIS = str.maketrans("_*~", "\x04\x05\x06")
_SHOWN = str.maketrans("\x01\x04\x05\x06\x07", "<_*~:")
# What a reference may name (&#2;), and no page may hold: XML 1.0 forbids it (§2.2), and newsgen uses some of it.
_UNSEEN: Mapping[int, int | str] = {
    **dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0xFDD0, 0xFDD4), 0xFFFE, 0xFFFF], "\ufffd"),
    **_SHOWN,
}
_HIDDEN = frozenset(map(chr, _SHOWN))
_AMPERSAND = ord("&")
# These stand for what newsgen keeps apart, and half a character is none.
_OWN = expression("[\x00-\x07\ud800-\udfff]")
_CONTROLS = tuple(bytes([number]) for number in range(8))
# A point at the beginning of a line, of a meaning or of a row of dashes, that has a blank behind it is none of these.
_COLON = expression(r"^(?>(?:[ \t>]|[-*+][ ]|\d{1,9}[.)][ ])*)(:)(?![ \t]|$|-++[-|: \t]*+$)", re.MULTILINE)
_ABBREVIATION = expression(r"^[ \t>]*+(\*)(?=\[[^\[\]\n]++\][ ]?:)", re.MULTILINE)
_BARE = expression(r"(?<![^\W_])(?i:https?|ftp)://[^\s<>\"'|]++|(?<![^\s*_~(])www\.[^\s<>\"'|]++")
_UNESCAPED = expression(r"(?<!\\)[_*~]+")
# So often a text is read anew where tags that became text let other tags be seen.
_MOST_READINGS = 5


def cleaned(text: str) -> tuple[str, bytes]:
    """A text as long as the other, without characters that mean something here; and its bytes."""
    try:
        source = text.encode()
    except UnicodeEncodeError:
        source = b"\0"
    # To look for each takes a tenth of the time of looking for all.
    for control in _CONTROLS:
        if control in source:
            text = _OWN().sub("\ufffd", text)
            return text, text.encode()
    return text, source


def events(text: str) -> list[Event]:
    """The events of a cleaned text."""
    hidden = _with_hidden(text)
    found = _parser().events_with_range(hidden)
    # Nobody has hidden anything in most texts.
    if hidden is text and "&#" not in text:
        return list(found)
    return list(_translated(found, _UNSEEN if "&#" in text else _SHOWN, hidden.encode()))


def events_without_html(text: str) -> list[Event]:
    """The events of a cleaned text in which each tag is text, and holds Markdown."""
    hidden = _with_hidden(text)
    for _ in range(_MOST_READINGS):
        found = list(_parser().events_with_range(hidden))
        source = hidden.encode()
        if not (spans := [(span["start"], span["end"]) for event, span in found if _is_html(event)]):
            break
        hidden = _without_tags(source, spans)
    else:
        found = list(_parser().events_with_range(hidden.replace("<", _LESS)))
    return list(_translated(found, _UNSEEN if "&#" in text else _SHOWN, hidden.encode()))


def plain_events(text: str) -> list[Event]:
    """The events of CommonMark and GFM alone."""
    from pyromark import Options, events_with_range

    hidden = _with_hidden_addresses(text)
    return list(_translated(events_with_range(hidden, options=_gfm(Options)), _SHOWN, hidden.encode()))


def definitions(text: str) -> Definitions:
    """What links are defined, by their names as written; the first one of a name counts."""
    return dict(_parser().reference_definitions(text))


@lru_cache(maxsize=1)
def _parser() -> Any:
    from pyromark import Markdown, Options

    return Markdown(options=_gfm(Options) | Options.ENABLE_FOOTNOTES | Options.ENABLE_DEFINITION_LIST)


def _gfm(options: Any) -> Any:
    return options.ENABLE_TABLES | options.ENABLE_STRIKETHROUGH | options.ENABLE_TASKLISTS


def _with_hidden(text: str) -> str:
    """A text whose marks are hidden that mean nothing where they stand."""
    if "_" in text or "*" in text or "~" in text:
        text = _with_hidden_addresses(text)
    if ":" in text:
        text = _COLON().sub(lambda match: match[0][:-1] + _POINT, text)
        if "*[" in text:
            text = _ABBREVIATION().sub(lambda match: (match[0][:-1] + "*").translate(_HIDDEN_EMPHASIS), text)
    return text


def _with_hidden_addresses(text: str) -> str:
    """In bare addresses no mark begins or ends anything: GFM's implementation finds them first."""
    if not autolinks.may_hold_web(text):
        return text
    parts: list[str] = []
    position = 0
    for match in _BARE().finditer(text):
        start = match.start()
        # The address of a link is none that is bare, and holds no control characters.
        if start >= position and not text[max(0, start - 8) : start].rstrip().endswith(("](", "]:", "<")):
            end = autolinks.trimmed(text, start, start + len(match[0].partition("](")[0]))
            parts += [text[position:start], _UNESCAPED().sub(_hide, text[start:end])]
            position = end
    return "".join((*parts, text[position:])) if parts else text


def _hide(match: re.Match[str]) -> str:
    return match[0].translate(_HIDDEN_EMPHASIS)


def _is_html(event: Any) -> bool:
    return event.__class__ is not str and ("Html" in event or "InlineHtml" in event)


def _without_tags(source: bytes, spans: Iterable[tuple[int, int]]) -> str:
    parts: list[bytes] = []
    position = 0
    for start, end in spans:
        parts += [source[position:start], source[start:end].replace(b"<", _LESS.encode())]
        position = end
    return b"".join((*parts, source[position:])).decode()


def _translated(found: Iterable[Event], table: Mapping[int, int | str], source: bytes) -> Iterator[Event]:
    """The events of these bytes with what was hidden in them."""
    for event, span in found:
        if event.__class__ is not str and event.get("Text") in _HIDDEN and source[span["start"]] == _AMPERSAND:
            # Nobody has hidden it: a reference (&#4;) names it.
            yield {"Text": "\ufffd"}, span
        else:
            yield (event if isinstance(event, str) else _with_shown(event, table)), span


def _with_shown(value: Any, table: Mapping[int, int | str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    return {key: _with_shown(each, table) for key, each in value.items()} if isinstance(value, dict) else value
