"""YAML front matter -> its keys, with their places and what is wrong with them."""

from collections.abc import Mapping, Sequence

import yaml

from newsgen.content import formats
from newsgen.content.characters import CONTROL, scrubbed
from newsgen.content.fields import Field, Findings, Value
from newsgen.content.formats import MAX_DEPTH, MAX_VALUES, TooDeepError, TooManyError
from newsgen.expressions import expression

# libyaml's composer recurses on the C stack: some 50,000 nested lists end the process.
_MAX_OPENERS = 2_000

_YAML = "tag:yaml.org,2002:"
_MERGE = f"{_YAML}merge"
# Those of YAML itself that mean no text, list or map; what others mean, `shortened` tells.
_TAGS = frozenset(f"{_YAML}{name}" for name in ("binary", "omap", "pairs", "set"))
_MARKUP_HINT = "put the value in quotes if it holds a colon, a # or begins with one of @ ` % & * ! | > { ["
# The signs of a list and a key may stand before it.
_INDENT = expression(r" *(?:- *)*\t")
_INDENTED_END = expression(r"[ \t]+(?:-{3,}|\.{3})[ \t]*")


def yaml_head(head: str, findings: Findings) -> Mapping[str, Field]:
    """The keys of YAML front matter; its first line is the file's second."""
    if sum(map(head.count, ("[", "{", "- ", "? "))) > _MAX_OPENERS:
        text = f"this front matter has more than {_MAX_OPENERS:,} lists and maps, or nests them too deep"
        findings.report("yaml-too-deep", text, "keep them flat, and data in a file of its own")
        return {}
    try:
        tree = yaml.compose(head, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        _report_yaml(error, findings)
        return {}
    if tree is None:
        return {}
    if not isinstance(tree, yaml.MappingNode):
        line = tree.start_mark.line + 2
        hint = "write one key: value a line; where this is text, make a rule of *** above it in place of ---"
        findings.report("front-matter-no-mapping", "this front matter has no keys", hint, line=line)
        return {}
    fields = _Reader(findings, has_aliases="*" in head and "&" in head).fields(tree)
    if fields:
        _report_shortened(tree, head, findings)
    return fields


def _report_shortened(tree: yaml.MappingNode, head: str, findings: Findings) -> None:
    if any(sign in head for sign in ("#", "&", "!")):
        from newsgen.content.shortened import report_shortened

        report_shortened(tree, head, findings)


class _Reader:
    """Turns nodes into Values and counts them: aliases stand for a node again and again."""

    def __init__(self, findings: Findings, has_aliases: bool) -> None:
        self._findings = findings
        self._has_aliases = has_aliases
        self._n_values = 0

    def fields(self, tree: yaml.MappingNode) -> Mapping[str, Field]:
        fields: dict[str, Field] = {}
        line, column = 1, 1
        try:
            for key_node, node in tree.value:
                key, line, column = self._key(key_node), key_node.start_mark.line + 2, key_node.start_mark.column + 1
                field = Field(key, self._value(node, 1), line, column)
                if key in fields:
                    formats.report_duplicate(fields[key], field, self._findings)
                else:
                    fields[key] = field
        except (TooManyError, TooDeepError) as error:
            self._report_size(error, line, column)
            return {}
        return _with_merged(fields)

    def _report_size(self, error: TooManyError | TooDeepError, line: int, column: int) -> None:
        if self._has_aliases:
            text = "the aliases of this front matter stand for too many values"
            self._findings.report("yaml-aliases", text, "write the values out, without & and *")
        elif isinstance(error, TooDeepError):
            formats.report_too_deep(self._findings, line, column)
        else:
            formats.report_too_large(self._findings)

    def _value(self, node: yaml.Node, depth: int) -> Value:
        self._n_values += 1
        if self._n_values > MAX_VALUES:
            raise TooManyError
        if depth > MAX_DEPTH:
            raise TooDeepError
        self._check_tag(node)
        start, end = node.start_mark, node.end_mark
        line, column = start.line + 2, start.column + 1
        length = end.column - start.column if end.line == start.line else 1
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line, column, length)
        if isinstance(node, yaml.SequenceNode):
            return Value(tuple([self._value(item, depth + 1) for item in node.value]), line, column, length)
        data: dict[str, Value] = {}
        for key_node, item in node.value:
            if (key := self._key(key_node)) in data:
                self._twice(key, key_node.start_mark)
            data[key] = self._value(item, depth + 1)
        return Value(data, line, column, length)

    def _twice(self, key: str, mark: yaml.Mark) -> None:
        text, hint = f'"{key}" stands here a second time; the last one counts', "keep one of them"
        line, column = mark.line + 2, mark.column + 1
        self._findings.report("duplicate-key", text, hint, line=line, column=column, length=len(key), level="warning")

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._warn(node, "yaml-key", "a list or a map is no name of a value", "write a word in front of the colon")
            return "?"
        if node.tag == _MERGE:
            self._warn(node, "yaml-merge", '"<<" is not read: no other map is taken in here', "write its keys out")
        return CONTROL.sub("", node.value)

    def _check_tag(self, node: yaml.Node) -> None:
        """What YAML makes of a value with a tag ("!!binary") is not what was written."""
        if node.tag in _TAGS:
            text = f'"{node.tag.replace(_YAML, "!!")}" is not read; what stands behind it is taken as it is written'
            self._warn(node, "yaml-tag", text, "remove it")

    def _warn(self, node: yaml.Node, code: str, text: str, hint: str) -> None:
        line, column = node.start_mark.line + 2, node.start_mark.column + 1
        self._findings.report(code, text, hint, line=line, column=column, level="warning")

    def _scalar(self, node: yaml.ScalarNode, line: int, column: int, length: int) -> Value:
        text: str = node.value
        if not node.style:
            if node.end_mark.line > node.start_mark.line:
                self._not_closed(node)
            tag = node.tag.rpartition(":")[2]
            if tag == "null":
                return Value(None, line, column, length)
            tag = "" if tag == "str" else tag
        else:
            tag = "str"
        value = Value(text, line, column, length, tag)
        return scrubbed(value, self._findings) if CONTROL.search(text) else value

    def _not_closed(self, node: yaml.ScalarNode) -> None:
        """An indented fence goes on with the text above it, and the article's text after it."""
        for number in range(node.start_mark.line + 2, node.end_mark.line + 2):
            line = self._findings.lines[number] if number < len(self._findings.lines) else ""
            if _INDENTED_END().fullmatch(line):
                text = "blanks stand before these hyphens, so that they do not close the front matter"
                self._findings.report("front-matter-unclosed", text, "delete the blanks", line=number + 1)


def _with_merged(fields: dict[str, Field]) -> Mapping[str, Field]:
    """`<<: *defaults` (YAML's merge key): what the map there says, where the keys beside it do not say otherwise."""
    merged = fields.pop("<<", None)
    if merged is None:
        return fields
    maps = merged.value.data if isinstance(merged.value.data, tuple) else (merged.value,)
    for each in maps:
        for key, value in each.data.items() if isinstance(each.data, Mapping) else ():
            fields.setdefault(key, Field(key, value, value.line, value.column))
    return fields


def _report_yaml(error: yaml.YAMLError, findings: Findings) -> None:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "it does not parse"
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
    else:
        problem, line, column = str(error).splitlines()[0], 1, 1
    line = min(line, len(findings.lines))
    if (tabbed := _tabbed(findings.lines, line)) is not None:
        text = "this is not YAML: a tab stands before the words of this line, where YAML takes blanks alone"
        hint = _untabbed(findings.lines, tabbed[0])
        findings.report("yaml-invalid", text, hint, line=tabbed[0], column=tabbed[1])
        return
    has_gap = any(not text.strip() for text in findings.lines[1 : line - 1])
    hint = "close the front matter with --- before the text begins" if has_gap else _MARKUP_HINT
    findings.report("yaml-invalid", f"this is not YAML: {problem}", hint, line=line, column=column)


def _tabbed(lines: Sequence[str], line: int) -> tuple[int, int] | None:
    """The last line up to one, and its column, in which a tab stands where YAML counts blanks."""
    for number in range(line, 1, -1):
        if match := _INDENT().match(lines[number - 1]):
            return number, match.end()
    return None


def _untabbed(lines: Sequence[str], line: int) -> str:
    """What to write for the tab, by the line above."""
    above = next((each for each in reversed(lines[1 : line - 1]) if each.strip()), "")
    n_blanks = len(above) - len(above.lstrip(" "))
    if above.rstrip().endswith((":", "|", ">", "|-", ">-")):
        n_blanks += 2
    return f"write {n_blanks} blanks in its place" if n_blanks else "delete it"
