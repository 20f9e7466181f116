"""`access`: what everyone may read of a text that is for subscribers. Of the rest nothing leaves this file.

When it is not sure where the public part ends, it ends earlier.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from html import escape
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from newsgen.content.closing import closed
from newsgen.content.fields import Field, Findings, Value, plain
from newsgen.content.hiding import EVERYONE
from newsgen.content.keys import KEYS, folded
from newsgen.content.markup.restricted import restricted
from newsgen.content.references import references
from newsgen.content.settings import Settings
from newsgen.content.sheet import Sheet
from newsgen.content.texts import cut, unmarked
from newsgen.content.types import media_type
from newsgen.expressions import expression
from newsgen.model import Access, Body
from newsgen.origins import own_path
from newsgen.site.references import HIDDEN

# None of it is published, which is said already.
UNKNOWN = "access-unknown"

SUBSCRIBERS: Literal["subscribers"] = "subscribers"

# newsgen's mark, and those of Nikola, Pelican, Jekyll and Docusaurus; what others have before a part that is not for
# everyone, `restricted` finds.
_MARK = expression(
    r"<!--\s*(?:more|read-?more|TEASER_END|PELICAN_END_SUMMARY|excerpt|truncate)\b",
    re.IGNORECASE,
)
# What ends a mark that holds nothing but words; of another one nothing is kept.
_MARK_END = expression(r"[^<>]*-->")
_FENCE = expression(r"[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(```+|~~~+)")
_INDENTED = expression(r"(?: {4}| {0,3}\t)")
_BLANK_LINE = expression(r"\n[ \t]*(?=\n)")
_DEFINITION = expression(r"^[ \t>]*(?:[-*+][ \t]+)?\[(?P<label>\^?[^\[\]\n]+)\][ ]?:", re.MULTILINE)
_REFERENCE = expression(r"(?P<sign>!?)(?<!\\)\[(?P<text>[^\[\]]+)\](?:\[(?P<label>[^\[\]\n]*)\])?(?![(:\[])")
# Keys that name files; where these are read, more is told of them, or they lead to pages.
_ELSEWHERE = frozenset({"enclosure", "transcript", "sources", "url", "aliases", "redirect_to", "related", "menu"})
_NAMING = frozenset(key.name for key in KEYS if key.type in {"special", "ignored"}) - _ELSEWHERE
_HINT = "write access: subscribers, access: public, or leave it out"
_IF_OPEN = "put above <!--more--> what is everyone's"


class Shown(Struct, frozen=True):
    """The part of a text that everyone may read, and the rest; `is_parted`: whether a mark says where it ends."""

    text: str
    rest: str
    is_parted: bool


def access_of(sheet: Sheet, form: str) -> Access:
    """Who may read the whole text. What cannot be understood is an error, and taken for the fewest."""
    values = sheet.all("access")
    words = [_word(value) for value in values]
    for value, word in zip(values, words, strict=True):
        if word not in EVERYONE | {SUBSCRIBERS}:
            found = f'"{plain(value)}" does not say who may read this'
            sheet.findings.at(value, UNKNOWN, found, _HINT)
        elif form == "term" and word == SUBSCRIBERS:
            found = "a description of a category, tag, author or series cannot be for subscribers alone"
            sheet.findings.at(value, UNKNOWN, found, "leave access out, or write draft: true")
    return "" if all(word in EVERYONE for word in words) else SUBSCRIBERS


def _word(value: Value) -> str:
    return folded(value.data) if isinstance(value.data, str) else ""


def shown(text: str) -> Shown:
    """What stands before the first mark, with it; without one, what stands above the first blank line below a text.

    Another system's mark of what is not for everyone is none of that.
    """
    match = _MARK().search(text)
    begin = min((each.offset for each in restricted(text)), default=None)
    if begin is not None and (match is None or begin <= match.start()):
        end = _end(text, begin, begin)
    elif match is not None:
        # Of one that holds more than words, nothing is kept.
        closed = _MARK_END().match(text, match.end())
        end = _end(text, match.start(), closed.end() if closed else match.start())
    else:
        end = _end_of_beginning(text)
        return Shown(text[:end], text[end:], False)
    return Shown(text[:end], text[end:], True)


def _end(text: str, mark: int, end: int) -> int:
    """The end that a mark sets; in code, which shows it, the beginning of the code."""
    line = text.rfind("\n", 0, mark) + 1
    if (fence := _open_fence(text[:line])) is not None:
        return fence
    before = text[line:mark]
    return line if before.count("`") % 2 or _INDENTED().match(before) else end


def _open_fence(text: str) -> int | None:
    """Where the code begins that is still open at the end of a text."""
    opened: tuple[str, int] | None = None
    offset = 0
    for line in text.split("\n"):
        if match := _FENCE().match(line):
            if opened is None:
                opened = match[1], offset
            elif match[1].startswith(opened[0]) and not line[match.end() :].strip():
                opened = None
        offset += len(line) + 1
    return opened[1] if opened else None


def _end_of_beginning(text: str) -> int:
    start = len(text) - len(text.lstrip())
    match = _BLANK_LINE().search(text, start)
    return match.start() if match else len(text)


def without_hidden(part: Shown, findings: Findings, line: int) -> str:
    """The public part without links, pictures and notes whose definitions stand in the rest; each is reported.

    Of a link its text stays. Line ends stay, too, so that every line keeps its number.
    """
    names = _defined(part.rest) - _defined(part.text)
    if not names:
        return part.text

    def left(match: re.Match[str]) -> str:
        text, label = match["text"], match["label"]
        if " ".join((label or text).split()).casefold() not in names:
            return match[0]
        before = part.text[: match.start()]
        place = {"line": line + before.count("\n"), "column": len(before) - before.rfind("\n")}
        found = f'"{match[0]}" is defined below <!--more-->, where only subscribers read; it is left out'
        findings.report("definition-behind", found, "define it above", **place, length=len(match[0]), level="warning")
        return "" if match["sign"] or text.startswith("^") else text

    return _REFERENCE().sub(left, part.text)


def _defined(text: str) -> frozenset[str]:
    labels = (match["label"] for match in _DEFINITION().finditer(text)) if "]:" in text else ()
    return frozenset(" ".join(label.split()).casefold() for label in labels)


def ended(body: Body, text: str) -> tuple[Body, str]:
    """A body with nothing left open at the mark, so that the box stands behind it, and what names that body."""
    html = closed(body.html)
    # The same text that is everyone's stays open.
    return (body, text) if html == body.html else (replace(body, html=html), f"\0{text}")


def teaser_alone(sheet: Sheet, teaser: str, length: int) -> Body:
    """The body of a text that has no mark: the teaser of its head, else how it begins, and nothing else of it."""
    value = sheet.first("teaser")
    own = unmarked(value.data) if value is not None and isinstance(value.data, str) else ""
    said = own or cut(teaser, length)
    return Body(f"<p>{escape(said, quote=False)}</p>" if said else "", said)


def references_of(
    fields: Mapping[str, Field],
    text: str,
    body: Body,
    rest: str,
    rest_body: Body,
    folder: str,
    settings: Settings,
    pictures: Iterable[str],
) -> tuple[str, ...]:
    """As content.references, of what everyone may read; behind it, each behind a HIDDEN, what only the rest refers to.

    Of the files that a head names, its `pictures` are everyone's, as they are written there: the one above the text, a
    sponsor's logo. What else it names, by whatever key, may be the text read aloud, and is no less theirs than that.
    """
    named = references({"": Field("", Value(tuple(map(Value, pictures))))}, "", Body(""), folder, settings)
    seen = [each for each in named if media_type(each).startswith("image/")]
    shown = dict.fromkeys((*seen, *references({}, text, body, folder, settings)))
    hidden = references(fields, rest, rest_body, folder, settings)
    return (*shown, *(f"{HIDDEN}{each}" for each in hidden if each not in shown))


def report_files(sheet: Sheet, referred: Collection[str], folder: str, settings: Settings) -> None:
    """A notice for each key that names a file of the site which is theirs alone."""
    known = (field for name, field in sheet.known() if name in _NAMING)
    for field in (*sheet.unknown.values(), *known):
        for each in references({field.key: field}, "", Body(""), folder, settings):
            if f"{HIDDEN}{each}" in referred and ("://" not in each or own_path(settings.base_url, each)):
                found = (
                    f'what "{field.key}" names is for subscribers, as the rest of the text is, and not published here'
                )
                place = Value("", field.line, field.column, len(field.key))
                sheet.findings.at(place, "for-subscribers", found, _IF_OPEN, "notice")
                break


def report(findings: Findings, part: Shown, line: int) -> None:
    """A notice that the rest of a text, which begins at a line of its file, stands nowhere."""
    if any(each.code == UNKNOWN for each in findings.found):
        return
    at = line + part.text.count("\n")
    text, hint = "what stands below here is for subscribers, and stands nowhere in what is published", _IF_OPEN
    if not part.is_parted:
        at, hint = line, "write <!--more--> on a line of its own below what everyone may read"
        text = "this text is for subscribers, and has no <!--more-->: readers see its teaser alone"
    findings.report("for-subscribers", text, hint, line=at, column=1, level="notice")
