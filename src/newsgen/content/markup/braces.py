"""Attribute lists, `{#id .class key="value"}`; any other braces are the writer's text."""

from collections.abc import Iterator

from newsgen.content.markup.marks import MARK
from newsgen.expressions import expression
from newsgen.tags import unquoted

_ITEM = (
    r"""(?:#[^\s{}"'=<>#`,;]+|\.[A-Za-z_-][^\s{}"'=<>#`,;]*|"""
    rf"""[A-Za-z_][\w:.-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s{{}}"'<>`=][^\s{{}}"'<>`]*)|{MARK})"""
)
_LIST = rf"\{{:?[ ]*+(?P<list>{_ITEM}(?:[ ]++{_ITEM})*+)[ ]*+\}}"
# The list of an inline element stands right behind it; that of a heading, a cell or a term at its end; that of another
# block in its last line.
BEHIND = expression(_LIST)
AT_END = expression(rf"(?<! )[ ]++{_LIST}[ ]*+$")
LAST_LINE = expression(rf"\n[ ]*+{_LIST}[ ]*+$")
_ITEMS = expression(_ITEM)
_ALONE = expression(rf"[ ]*+{_LIST}[ ]*+")


def items(written: str) -> Iterator[tuple[str, str]]:
    """What a list says: "." with a class, "id" with it, or another key with its value."""
    for item in _ITEMS().findall(written):
        key, _, value = item.partition("=")
        if item[0] in ".#":
            yield "." if item[0] == "." else "id", item[1:]
        else:
            yield key, unquoted(value)


def without_list(heading: str) -> str:
    """A heading as it is written, but for the list at its end."""
    return AT_END().sub("", heading)


def is_list(line: str) -> bool:
    """Whether nothing but a list stands in a line."""
    return _ALONE().fullmatch(line) is not None
