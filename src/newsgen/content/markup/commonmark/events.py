"""A text -> the events of pulldown-cmark, each with the bytes that it was read from."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from newsgen.expressions import expression

# An event has one of forty shapes: each handler knows that of its own, and `Any` stands for them all.
Event: TypeAlias = tuple[Any, Any]
Definitions: TypeAlias = dict[str, Any]

# What a reference may name (&#2;), and no page may hold: XML 1.0 forbids it (§2.2), and the engine uses some of it.
_UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF], "\ufffd")
# `<` as the writer's text where raw HTML is shown: a byte without a meaning in Markdown, so that no offset moves.
_LESS = "\x01"
# What is no `<` of a tag: that of <https://example.org/>, of <name@example.org>, of [text](<a file.md>).
_TAG = expression(r"(?<!\]\()(?<!\]: )<(?![A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>|[\w.!#$%&'*+/=?^`{|}~-]++@[\w.-]++>)")
# Three of them stand for what the engine keeps apart; no page may hold any, and half a character is none.
_OWN = expression("[\x00-\x03\ud800-\udfff]")


def cleaned(text: str) -> tuple[str, bytes]:
    """A text as long as the other, without characters that mean something here; and its bytes."""
    try:
        source = text.encode()
    except UnicodeEncodeError:
        source = b"\0"
    # To look for each takes a tenth of the time of looking for all.
    if b"\0" in source or b"\x01" in source or b"\x02" in source or b"\x03" in source:
        text = _OWN().sub("\ufffd", text)
        source = text.encode()
    return text, source


def events(text: str) -> list[Event]:
    """The events of a cleaned text."""
    found = _parser().events_with_range(text)
    return list(_translated(found, _UNSEEN) if "&#" in text else found)


def events_without_html(text: str) -> list[Event]:
    """The events of a cleaned text in which each tag is text, and holds Markdown."""
    return list(_translated(_parser().events_with_range(_TAG().sub(_LESS, text)), {**_UNSEEN, ord(_LESS): "<"}))


def plain_events(text: str) -> list[Event]:
    """The events of CommonMark and GFM alone."""
    from pyromark import Options, events_with_range

    return list(events_with_range(text, options=_gfm(Options)))


def definitions(text: str) -> Definitions:
    """What links are defined, by their names as written; the first one of a name counts."""
    return dict(_parser().reference_definitions(text))


@lru_cache(maxsize=1)
def _parser() -> Any:
    from pyromark import Markdown, Options

    return Markdown(options=_gfm(Options) | Options.ENABLE_FOOTNOTES | Options.ENABLE_DEFINITION_LIST)


def _gfm(options: Any) -> Any:
    return options.ENABLE_TABLES | options.ENABLE_STRIKETHROUGH | options.ENABLE_TASKLISTS


def _translated(found: Iterable[Event], table: Mapping[int, str]) -> Iterator[Event]:
    """The events with other characters in their texts."""
    for event, span in found:
        yield (event if isinstance(event, str) else _with_others(event, table)), span


def _with_others(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    return {key: _with_others(each, table) for key, each in value.items()} if isinstance(value, dict) else value
