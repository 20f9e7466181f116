"""Gaps: where a page shows a shared fragment as it is, and the preview fills it in when it serves the page."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from newsgen.expressions import expression


class Gap(Struct, frozen=True, array_like=True):
    """A fragment's name, its language, and the source of the article that it leaves out, "" for none."""

    name: str
    lang: str
    exclude: str = ""


# How the names of files end that may have gaps.
PAGE = ".html"

# Between characters that no page has: JSON escapes them.
_MARK = "\0gap{}\0"
_MARKS = expression("\0gap([^\0]+)\0")


def mark(gap: Gap) -> str:
    """What stands in a page's file for the text of a gap."""
    return _MARK.format(msgspec.json.encode(gap).decode())


def filled(page: str, texts: Mapping[Gap, str]) -> str:
    """A page as a build writes it: its gaps hold the texts. One that leaves out what it would not show has no own."""
    return _MARKS().sub(lambda found: _text(found[1], texts), page) if "\0" in page else page


def _text(encoded: str, texts: Mapping[Gap, str]) -> str:
    try:
        gap = msgspec.json.decode(encoded, type=Gap)
    except (msgspec.DecodeError, UnicodeError):
        # Anybody may write such a file.
        return ""
    return texts[gap] if gap in texts else texts.get(Gap(gap.name, gap.lang), "")
