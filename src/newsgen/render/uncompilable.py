"""What Python says of a template that parses and yet makes no program, in the words and the lines of its author.

Imported where that happens alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# What Python says, and what is said here; {0} is a name.
_PHRASES: Mapping[str, str] = {
    r"'(break|continue)' .*": "{{% {0} %}} stands in no loop of its own template, block or macro",
    r"keyword argument repeated: (\w+)": 'the argument "{0}" is given twice',
    r"duplicate argument '(?:l_\d+_)?(\w+)' in function definition": 'two arguments have the name "{0}"',
    r"too many statically nested blocks": "too many loops stand within each other; put the inner ones into a macro",
    r"too many levels of indentation": "too much stands within each other; put the inner part into a macro",
    r"cannot assign to (\w+)": 'no argument can have the name "{0}"',
}


def said(message: str) -> str:
    for pattern, text in _PHRASES.items():
        found = re.fullmatch(pattern, message)
        if found:
            return text.format(*found.groups())
    return "what stands here makes no program"


def template_line(program: str, line: int) -> int:
    """The line of the template from which a line of its program was made, by the numbers that Jinja ends it with."""
    found = re.search(r"^debug_info = '([\d=&]*)'\s*\Z", program, re.MULTILINE)
    pairs = [tuple(map(int, pair.split("="))) for pair in found[1].split("&") if pair] if found else []
    return max((pair for pair in pairs if pair[1] <= line), key=lambda pair: pair[1], default=(1, 0))[0]
