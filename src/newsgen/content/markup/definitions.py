"""Lines that define what a link, a note or an abbreviation means, and that stand on no page of their own."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsgen.content.markup.fences import is_within
from newsgen.content.markup.noted import Noted

_BEFORE = r"^(?P<indent>[ \t]*+)(?>(?:(?:>|[-*+][ ]|\d{1,9}[.)][ ])[ \t]*+)*)"
_LINK = r"(?P<target>\S++)[ ]*+(?:\n?[ ]*+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ ]*+)?$"
_DEFINITION = re.compile(
    rf"{_BEFORE}(?P<begin>(?P<sign>\*?)\[(?P<note>\^?)(?P<label>[^\[\]\n]+)\][ ]?:)[ ]*+(?:\n[ >]*+)?(?={_LINK})?",
    re.MULTILINE,
)
_LINK_BEHIND = re.compile(_LINK, re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Definition(NamedTuple):
    """Where it stands, its name ("foto", "^1", "*EU"), how it begins ("[Foto]:"), and all of its line."""

    offset: int
    name: str
    begin: str
    line: str


def unused(text: str, noted: Noted, code: Sequence[tuple[int, int]]) -> list[tuple[Definition, bool]]:
    """Definitions that nothing refers to, or in whose place a later one of the same name is taken (then True)."""
    found: dict[str, list[Definition]] = {}
    for each in _definitions(text, code) if noted.defined else ():
        if each.name in noted.defined:
            found.setdefault(each.name, []).append(each)
    lost: list[tuple[Definition, bool]] = []
    for name, same in found.items():
        if name not in noted.used:
            lost += [(each, False) for each in same]
        else:
            lost += [(each, True) for each in same[:-1] if each.line != same[-1].line]
    return lost


def _definitions(text: str, code: Sequence[tuple[int, int]]) -> Iterator[Definition]:
    comments = [match.span() for match in _COMMENT.finditer(text)] if "<!--" in text else []
    for match in _DEFINITION.finditer(text):
        begin, end = match.start("begin"), match.end("begin")
        if is_within(begin, code) or is_within(begin, comments):
            continue
        kind = match["sign"] or match["note"]
        label = match["label"].strip()
        if not kind:
            link = _LINK_BEHIND.match(text, match.end())
            # An old way to write a comment: [//]: # (nobody sees this).
            if link is None or link["target"] in {"#", "<>"}:
                continue
            label = label.lower()
        line_end = text.find("\n", end)
        yield Definition(begin, kind + label, match["begin"], text[begin : line_end if line_end >= 0 else len(text)])
