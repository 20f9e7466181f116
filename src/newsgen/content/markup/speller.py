"""Straight quotes, dashes and dots -> those of a language, in the text of one block.

Python-Markdown's own `smarty` writes an apostrophe as the closing single quote, which is wrong in every language whose
closing single quote is not ’ (German: ‚geht’s‘).
"""

import re
from collections.abc import Mapping, Sequence

from newsgen.content.markup.spans import Span, Spans, addresses
from newsgen.expressions import expression

# Opening and closing double, opening and closing single quotes (CLDR, delimiters).
QUOTES: Mapping[str, tuple[str, str, str, str]] = {
    "de": ("„", "“", "‚", "‘"),
    "en": ("“", "”", "‘", "’"),
    "es": ("«", "»", "“", "”"),
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "nl": ("“", "”", "‘", "’"),
    "pl": ("„", "”", "‚", "’"),
    "pt": ("“", "”", "‘", "’"),
    "cs": ("„", "“", "‚", "‘"),
    "da": ("“", "”", "‘", "’"),
    "sv": ("”", "”", "’", "’"),
    "fi": ("”", "”", "’", "’"),
}
SWISS = ("«", "»", "‹", "›")

# What is no text, such as raw HTML and escaped characters, may stand in it as STX … ETX. Each branch begins with a
# character as it is written: these can be searched for, eight times as fast as others.
_TOKEN = expression("\x02[^\x02\x03]*\x03|\"|'|---(?!-)|--(?!-)|\\.\\.\\.")
# Nothing else is ever written otherwise.
INTERESTING = ('"', "'", "--", "...")
_SINGLE_END = expression("\\S'(?=[\\s.,;:!?)\\]\"”“»…–—\x02]|$)")
_OPENS_AFTER = frozenset(" \t\n\u00a0\u202f([{<–—-/|„“‚‘«‹\u200b…=")
_CLOSES_BEFORE = frozenset(" \t\n\u00a0\u202f)]}>.,;:!?…–—-/|”“’‘»›\u200b")


def quotes_of(lang: str) -> tuple[str, str, str, str]:
    if lang in {"de-CH", "de-LI", "fr-CH", "it-CH"}:
        return SWISS
    return QUOTES.get(lang.partition("-")[0], QUOTES["en"])


def is_of_interest(text: str) -> bool:
    """Whether anything in it may be written otherwise."""
    return '"' in text or "'" in text or "--" in text or "..." in text


class Speller:
    """Spells the parts of one block; knows what stands around each mark, and which quotes are open.

    What lies in one of the `fixed` spans, and what is an address, stays as it is written.
    """

    def __init__(self, whole: str, marks: tuple[str, str, str, str], fixed: Sequence[Span] = ()) -> None:
        self._whole = whole
        self._marks = marks
        self._has_tokens = "\x02" in whole
        self._fixed = Spans([*fixed, *addresses(whole)])
        self._single_open = False
        self._double_open = False
        self._last_end = max((match.end() for match in _SINGLE_END().finditer(whole)), default=0) if "'" in whole else 0

    def spelled(self, start: int, part: str) -> str:
        if not ("'" in part or "--" in part or "..." in part or self._has_tokens or self._fixed):
            return self._with_doubles(start, part) if '"' in part else part
        if not is_of_interest(part):
            return part

        def replaced(match: re.Match[str]) -> str:
            token = match.group()
            if token[0] == "\x02" or (self._fixed and start + match.start() in self._fixed):
                return token
            if token[0] == "-":
                return "–" if len(token) == 2 else "—"
            if token[0] == ".":
                return "…"
            end = start + match.end()
            before, after = self._before(end - 1), self._after(end)
            return self._double(before, after) if token == '"' else self._single(before, after, end < self._last_end)

        return _TOKEN().sub(replaced, part)

    def _with_doubles(self, start: int, part: str) -> str:
        """A part in which nothing is written otherwise but double quotes, which are most of all."""
        whole = self._whole
        first, *rest = part.split('"')
        spelled = [first]
        position = start + len(first)
        for piece in rest:
            before = whole[position - 1] if position else " "
            spelled += [self._double(before, whole[position + 1 : position + 2] or " "), piece]
            position += len(piece) + 1
        return "".join(spelled)

    def _double(self, before: str, after: str) -> str:
        # Inches and seconds: 27" stays, unless a quote is waiting for its end.
        if before.isdigit() and not self._double_open and after in _CLOSES_BEFORE:
            return '"'
        is_opening = before in _OPENS_AFTER and (after not in _CLOSES_BEFORE or not self._double_open) and after != " "
        if before not in _OPENS_AFTER and after not in _CLOSES_BEFORE:
            is_opening = not self._double_open
        self._double_open = is_opening
        return self._marks[0 if is_opening else 1]

    def _single(self, before: str, after: str, has_end: bool) -> str:
        if before.isalnum() and after.isalnum():
            return "’"
        # Without a mark further on that could end the quote, it is an apostrophe: 's war einmal.
        is_opening = (before in _OPENS_AFTER or before == '"') and after.isalnum() and has_end and not self._single_open
        if is_opening:
            self._single_open = True
            return self._marks[2]
        if self._single_open and (after in _CLOSES_BEFORE or after == '"'):
            self._single_open = False
            return self._marks[3]
        return "’"

    def _before(self, position: int) -> str:
        while position > 0 and self._whole[position - 1] == "\x03":
            position = self._whole.rfind("\x02", 0, position)
        return self._whole[position - 1] if position > 0 else " "

    def _after(self, position: int) -> str:
        while self._whole[position : position + 1] == "\x02":
            end = self._whole.find("\x03", position)
            position = end + 1 if end >= 0 else len(self._whole)
        return self._whole[position : position + 1] or " "
