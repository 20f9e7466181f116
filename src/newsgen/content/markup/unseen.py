"""References to characters that no page may hold, such as `&#4;`: a sign stands in the place of each."""

import re
from collections.abc import Iterator
from itertools import islice

from newsgen.content.markup.positions import Positions
from newsgen.expressions import expression
from newsgen.model import Finding

SIGN = "\N{REPLACEMENT CHARACTER}"

# So many show what is meant.
_MOST = 5
_REFERENCE = expression(r"&#(?:[xX]0*([0-9A-Fa-f]{1,6})|0*([0-9]{1,7}));?")
# XML 1.0, 2.2, and HTML, 13.2.2: control characters, half characters, and what is no character.
_FORBIDDEN = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0\ufdd1\ufffe\uffff]")


def without_unseen(html: str) -> str:
    """HTML with a sign for each reference to such a character."""
    return _REFERENCE().sub(_written, html) if "&#" in html else html


def findings(text: str, html: str, positions: Positions) -> Iterator[Finding]:
    """A warning for each such reference of a text, where it first stands; in code it is what its writer means."""
    found = dict.fromkeys(match[0] for match in _REFERENCE().finditer(text) if _is_forbidden(match))
    for reference in islice(found, _MOST):
        if text.count(reference) > html.count(f"&amp;{reference[1:]}"):
            said = f'"{reference}" names a character that no page may hold: a sign stands in its place'
            place = positions.at(text.index(reference))
            yield Finding("control-character", said, "delete it", *place, len(reference))


def _written(match: re.Match[str]) -> str:
    return SIGN if _is_forbidden(match) else match[0]


def _is_forbidden(reference: re.Match[str]) -> bool:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return code > 0x10FFFF or _FORBIDDEN().match(chr(code)) is not None
