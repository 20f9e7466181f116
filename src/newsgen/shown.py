"""A writer's text -> what a terminal, a log or a page may show of it: what cannot be seen or acts is escaped."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence
from unicodedata import category, combining, east_asian_width

from newsgen.expressions import expression

# How much of a line an excerpt shows, and how much of that stands before the mark.
EXCERPT_WIDTH = 100
EXCERPT_BEFORE = 40
# Of what is quoted from a source, this much is shown.
MAX_QUOTED = 300

# Controls, marks without width, directions, lone surrogates, separators of lines (UAX #44, General_Category).
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Logs of CI carry out lines that begin with `::` (GitHub), and `##[…`, `##vso[…`, `##teamcity[…` wherever they stand.
# With a third colon, as boxes begin, it is none of GitHub's orders: their names begin with letters.
_ORDER = expression(r"#(?=#\w*\[)|^\s*:(?=:(?!:))")
_LONG_QUOTE = expression(rf'"([^"]{{{MAX_QUOTED}}})[^"]+"')

# So many names of a list are told.
_N_NAMED = 5


def some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    n_more = len(names) - _N_NAMED
    return ", ".join(names[:_N_NAMED]) + (f" and {n_more} more" if n_more > 0 else "")


def guessed(data: bytes) -> str:
    """Bytes that are not UTF-8, as older editors most likely meant them: UTF-16 where they say so, else Windows'."""
    return data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "cp1252", "replace")


def visible(text: str) -> str:
    """The text in one line that forges no other: `\\x1b`, `\\u202e` and `\\n` for what cannot be seen or acts."""
    return text if text.isprintable() and not _ORDER().search(text) else "".join(_letters(text))


def quoting(text: str) -> str:
    """`visible`, with long quotations cut."""
    return visible(_LONG_QUOTE().sub(r'"\1…"', text))


def in_json(text: str) -> str:
    """JSON text whose strings hold nothing that cannot be seen or encoded, nor what a log carries out."""
    if not text.isprintable():
        text = "".join(_json_escaped(each) if each != "\n" and category(each) in _UNSEEN else each for each in text)
    return _ORDER().sub(lambda match: r"\u0023" if match[0] == "#" else match[0], text)


def excerpt(line: str, column: int, length: int) -> tuple[str, str]:
    """The part of a line about a column (from 1; 0: its beginning), and the marks to stand below it.

    `length` characters are marked, as far as they are shown. A tab is one blank.
    """
    line = line.replace("\t", " ")
    at = min(max(0, column - 1), len(line))
    start, end = _window(line, at)
    letters = _letters(line[start:end])
    before, marked = "…" * (start > 0) + "".join(letters[: at - start]), letters[at - start :][: max(1, length)]
    shown = "…" * (start > 0) + "".join(letters) + "…" * (end < len(line))
    return shown, " " * width(before) + "^" * max(1, width("".join(marked))) if column else ""


def width(text: str) -> int:
    """How many columns of a terminal a text takes (UAX #11); marks that combine take none."""
    if text.isascii():
        return len(text)
    return sum(0 if category(each) in {"Mn", "Me"} else 1 + (east_asian_width(each) in "WF") for each in text)


def _window(line: str, at: int) -> tuple[int, int]:
    """Where the part of a line that is shown for a column begins and ends."""
    if len(line) <= EXCERPT_WIDTH:
        return 0, len(line)
    start = max(0, min(at - EXCERPT_BEFORE, len(line) - EXCERPT_WIDTH))
    end = start + EXCERPT_WIDTH
    # A letter is not parted from the marks that stand on it.
    while 0 < start < at and combining(line[start]):
        start += 1
    return start, end


def _letters(text: str) -> list[str]:
    """Each character as it is shown."""
    orders = {match.end() - 1 for match in _ORDER().finditer(text)}
    return [
        f"\\x{ord(each):02x}" if at in orders else _escaped(each) if category(each) in _UNSEEN else each
        for at, each in enumerate(text)
    ]


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


def _json_escaped(letter: str) -> str:
    """In JSON a character beyond the BMP is a pair of surrogates (RFC 8259 §7)."""
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
