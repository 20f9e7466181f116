"""Where YAML's own rules take text away from a value: a comment, an anchor, a tag that were meant to be read."""

import re
from collections.abc import Iterator

import yaml

from newsgen.content.fields import Findings
from newsgen.content.hiding import PUBLICNESS
from newsgen.content.keys import KEYS, PLACES, folded
from newsgen.diagnostics import Level

# Prose: a sign there may belong to it ("Wir sind #1"). In all other values a comment with blanks about it is one.
_PROSE = frozenset(
    {
        *("title", "short_title", "seo_title", "kicker", "dek", "description", "teaser", "byline", "location"),
        *("image_alt", "image_caption", "image_credit", "image_license", "category", "tags", "authors", "series"),
        *("corrections", "taxonomies", "image", "image_copyright", "source", "sources", "changes"),
    }
)
# The value itself tells whether it is whole, for what is no switch, number or date there is an error.
_CHECKED = frozenset(key.name for key in KEYS if key.type in {"bool", "int", "datetime"}) | {"published", "publish"}
_COMMENT = re.compile(r"([ \t]+)#(.*)")
_ALIAS = re.compile(r"(?:^|[\s\[,{:-])\*([\w-]+)")
_ANCHOR = re.compile(r"&([\w-]+)")
_KNOWN_TAG = re.compile(r"!!(?:str|int|float|bool|null|timestamp|seq|map|set|omap|pairs|binary|merge)\b")


def report_shortened(tree: yaml.MappingNode, head: str, findings: Findings) -> None:
    """`yaml-shortened` at each place; the head's first line is the file's second."""
    _Shortened(head, findings).look(tree)


class _Shortened:
    """Goes through the nodes of one head, with its lines at hand."""

    def __init__(self, head: str, findings: Findings) -> None:
        self._lines = head.split("\n")
        self._aliases = frozenset(_ALIAS.findall(head)) if "*" in head else frozenset()
        self._findings = findings
        self._seen: set[int] = set()

    def look(self, tree: yaml.MappingNode) -> None:
        for key, node in tree.value:
            written = key.value if isinstance(key, yaml.ScalarNode) else "?"
            name = PLACES.get(folded(written), ("extra", 0))[0]
            self._behind_key(key, node, written, name)
            for scalar in self._nodes(node):
                # A picture's name is no prose, its caption is.
                self._comment(scalar, written, "" if name == "image" and scalar is node else name)
                self._sign(scalar, written)

    def _nodes(self, node: yaml.Node) -> Iterator[yaml.Node]:
        """Each once: aliases stand for a node again and again."""
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        yield node
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from self._nodes(item)
        elif isinstance(node, yaml.MappingNode):
            for _, item in node.value:
                yield from self._nodes(item)

    def _behind_key(self, key: yaml.Node, node: yaml.Node, written: str, name: str) -> None:
        """`tags: #sport`: nothing stands in the line but a comment."""
        line, column = key.end_mark.line, key.end_mark.column
        rest = self._lines[line][column:] if line < len(self._lines) else ""
        match = re.match(r":([ \t]+)#(.*)", rest)
        if match is not None and not _is_remark("  ", match[2]) and not _is_written_at(node, line):
            level: Level = "error" if name in PUBLICNESS else "warning"
            self._report(line, column + 1 + len(match[1]), match[2], written, rest[1:], level)

    def _comment(self, node: yaml.Node, written: str, name: str) -> None:
        if not isinstance(node, yaml.ScalarNode) or node.style or not node.value:
            return
        if name in _CHECKED or (name not in _PROSE and _is_typed(node)):
            return
        line, column = node.end_mark.line, node.end_mark.column
        match = _COMMENT.match(self._lines[line], column) if line < len(self._lines) else None
        if match is None:
            return
        gap = match[1] if name in _PROSE else "  "
        if not _is_remark(gap, match[2]):
            start = node.start_mark.column if node.start_mark.line == line else 0
            self._report(line, match.end(1), match[2], written, self._lines[line][start:])

    def _report(self, line: int, column: int, remark: str, written: str, value: str, level: Level = "warning") -> None:
        """`value` is what was written, comment and all; `line` and `column` count from 0 in the head."""
        shown = f"#{remark}".rstrip()
        text = f'YAML takes "{shown}" for a comment, so that it is no part of {written}'
        quoted = value.strip().replace("'", "''")
        hint = f"put it in quotes: '{quoted}'; before a comment, leave two blanks, and one behind #"
        self._findings.report(
            "yaml-shortened", text, hint, line=line + 2, column=column + 1, length=len(shown), level=level
        )

    def _sign(self, node: yaml.Node, written: str) -> None:
        line, column = node.start_mark.line, node.start_mark.column
        end = node.end_mark.column if node.end_mark.line == line else None
        text = self._lines[line][column:end] if line < len(self._lines) else ""
        sign = text[:1]
        is_text = isinstance(node, yaml.ScalarNode)
        if sign == "&" and is_text and (match := _ANCHOR.match(text)) and match[1] not in self._aliases:
            found = f'YAML takes "{match[0]}" for the name of a value, so that it is no part of {written}'
        elif sign == "!" and not _KNOWN_TAG.match(text):
            found = f'YAML takes "{text.split()[0]}" for the type of a value, so that it is no part of {written}'
        else:
            return
        quoted = text.strip().replace("'", "''")
        hint = f"put it in quotes: '{quoted}'"
        self._findings.report("yaml-shortened", found, hint, line=line + 2, column=column + 1, level="warning")


def _is_remark(gap: str, text: str) -> bool:
    """Whether a comment is meant as one: it stands apart, and a blank stands behind its sign."""
    return (len(gap) > 1 or "\t" in gap) and text.lstrip("#")[:1] in {"", " ", "\t"}


def _is_typed(node: yaml.ScalarNode) -> bool:
    return node.tag.rpartition(":")[2] in {"bool", "int", "float", "timestamp"}


def _is_written_at(node: yaml.Node, line: int) -> bool:
    """Whether a value begins in this line: a block ("|  # keep") or a list, not nothing at all."""
    return node.start_mark.line == line and not (isinstance(node, yaml.ScalarNode) and not node.value)
