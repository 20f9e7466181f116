"""newsgen.yaml's text -> Config, or diagnostics at the line and column of each mistake."""

import contextlib
import re
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

import msgspec
import yaml

from newsgen import csp, origins
from newsgen.config import Config, Destination, Embeds, Links, RecentPosts, rebased
from newsgen.config_items import example, item_type, meant, optional, required, shape
from newsgen.config_rules import mistakes
from newsgen.csp import DIRECTIVES, Written
from newsgen.diagnostics import Diagnostic, Place
from newsgen.expressions import expression
from newsgen.slots import Epaper, Newsletter
from newsgen.strict import Strict

# Maps that may be written as one value, which is that of this key.
_SHORT: Mapping[Any, str] = {
    RecentPosts: "count",
    Links: "level",
    Embeds: "enabled",
    Newsletter: "action",
    Epaper: "url",
}

# Whose keys and values are others' words.
_FREE = frozenset({"extra", "markdown.extensions"})

# A few aliases can stand for millions of values, and libyaml's parser cannot bear endless nesting.
MAX_VALUES = 10_000
MAX_DEPTH = 40
# A longer line or text is no help to anybody.
MAX_SHOWN = 2_000

_QUOTES = "put texts that hold a colon or begin with a sign in quotes, and blanks, no tabs, before keys"
_TWICE = "take one of the two out"
_NO_ALIASES = "write the values out, without & and *"
_TOO_MANY = "keep here what the site itself needs, and the rest in files of content/ or static/"

# Nobody sees them in a title, and XML 1.0 forbids most (§2.2).
_CONTROL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_YAML = "tag:yaml.org,2002:"
_TAGS = frozenset(
    f"{_YAML}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value", "merge")
)
_MEANT = frozenset(f"{_YAML}{name}" for name in ("int", "float", "bool", "null"))
# The longest way to write a number of 64 bits (IEEE 754).
_MAX_DIGITS = 800
# Letters of the longest key; difflib takes time by the square of them.
_MAX_NEAR = 40


def load(text: str, file: str) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """The configuration a text asks for, or every mistake in it; `file` is only named in diagnostics."""
    reader = _Reader(file, text.splitlines())
    if sum(map(text.count, ("[", "{", "- ", "? "))) > MAX_VALUES:
        text = f"this file has more than {MAX_VALUES:,} lists, maps and items of lists"
        reader.report("config-yaml", Place(file, 1), text, _TOO_MANY)
        return None, tuple(reader.found)
    try:
        tree = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        reader.report("config-yaml", place, f"this is not YAML: {error.problem or error.context}", _QUOTES)
        return None, tuple(reader.found)
    except yaml.YAMLError as error:
        reader.report("config-yaml", *_unfit(text, file, str(error)))
        return None, tuple(reader.found)
    if tree is None:
        return Config(), ()
    if found := _excess(tree):
        text, hint, line = found
        reader.report("config-yaml", Place(file, line), text, hint)
        return None, tuple(reader.found)
    reader.check(tree)
    values = reader.struct(tree, Config, "")
    if reader.found:
        return None, tuple(reader.found)
    config = Config(**values)
    base_url, language = origins.standard(config.base_url), config.language.replace("_", "-")
    config = msgspec.structs.replace(config, language=language)
    config.__dict__["places"] = reader.places
    return rebased(config, base_url), ()


class _Reader:
    """Turns YAML nodes into values by the types of Config, and collects what does not fit."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.found: list[Diagnostic] = []
        self.places: dict[str, Place] = {}

    def report(self, code: str, place: Place, text: str, hint: str = "") -> None:
        excerpt = self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""
        excerpt = excerpt if len(excerpt) <= MAX_SHOWN and not _is_secret(excerpt) else ""
        text = text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
        self.found.append(Diagnostic(code, place, text, hint, excerpt=excerpt))

    def check(self, tree: yaml.Node) -> None:
        """Report what YAML can say and newsgen cannot take: tags, merged maps, lists as keys, control characters."""
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            if node.tag not in _TAGS:
                text, hint = f'the tag "{node.tag.replace(_YAML, "!!")}" is not for newsgen.yaml', "remove it"
                self.report("config-value", self._place(node), text, hint)
            if isinstance(node, yaml.ScalarNode):
                self._check_scalar(node)
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value
            elif isinstance(node, yaml.MappingNode):
                waiting += [each for pair in node.value for each in pair]
                self._check_keys(node)

    def _check_scalar(self, node: yaml.ScalarNode) -> None:
        if not node.value.isprintable() and (match := _CONTROL().search(node.value)):
            self.report("config-value", self._place(node), _control_found(match.group()), "delete it")

    def _check_keys(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                text = "a list or a map is no name of a value"
                self.report("config-value", self._place(key), text, "write a word in front of the colon")
            elif key.value in seen:
                self.report(
                    "config-duplicate-key", self._place(key), f'"{key.value}" stands here a second time', _TWICE
                )
            elif key.tag == f"{_YAML}merge":
                self.report("config-value", self._place(key), '"<<" takes in no other map here', "write its keys out")
            seen.add(str(key.value))

    def struct(self, node: yaml.Node, type_: type[Strict], path: str) -> dict[str, Any]:
        if not isinstance(node, yaml.MappingNode):
            self.report(
                "config-type",
                self._place(node),
                f"{path.rstrip('.') or 'the file'} must be a mapping of keys to values",
                shape(path.rstrip("."), type_),
            )
            return {}
        fields = {field.name: field.type for field in msgspec.structs.fields(type_)}
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                continue
            key = key_node.value
            if key not in fields:
                self._unknown(key_node, key, fields, path)
            elif key not in values and not _is_null(value_node):
                self.places[f"{path}{key}"] = self._place(value_node)
                self._field(values, key, value_node, fields[key], f"{path}{key}")
        self._missing(node, type_, path)
        return values

    def _missing(self, node: yaml.MappingNode, type_: type[Strict], path: str) -> None:
        """Report the keys that must be there and are not, and in items of lists those that have nothing behind them."""
        pairs = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
        nothing = {key.value: key for key, value in pairs if _is_null(value)}
        there = {key.value for key, _ in pairs} - nothing.keys()
        is_misspelt = not there <= set(type_.__struct_fields__)
        for name in required(type_):
            if name not in there and not is_misspelt:
                text = f"{_owner(path)} has no {name}"
                self.report("config-type", self._place(nothing.get(name, node)), text, f"write {example(type_)}")
        if path.count("."):
            for name in nothing.keys() & {"children", "links"} - set(required(type_)):
                self.report(
                    "config-type", self._place(nothing[name]), f"{path}{name} is empty", "take it out, or name items"
                )

    def _items(self, node: yaml.Node, type_: type[Strict], path: str) -> tuple[Strict, ...]:
        """The maps of a list; what of them is wrong is reported at its own line."""
        if not isinstance(node, yaml.SequenceNode):
            self.report("config-type", self._place(node), f"{path} must be a list", f"write [{example(type_)}]")
            return ()
        if not node.value and "." in path:
            self.report("config-type", self._place(node), f"{path} is empty", "take it out, or name items")
        found: list[Strict] = []
        for number, item in enumerate(node.value):
            n_found = len(self.found)
            values = self.struct(item, type_, f"{path}.{number}.")
            if len(self.found) == n_found:
                found.append(type_(**values))
        return tuple(found)

    def _destinations(self, node: yaml.Node) -> dict[str, Destination]:
        """Several destinations by name, or one that has none: it says its target, or has no maps in it."""
        from newsgen import deploy_rules

        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        if not any(isinstance(value, yaml.MappingNode) for _, value in pairs):
            named, parent = [("", node)], ""
        else:
            named, parent = [(str(key.value), value) for key, value in pairs], "deploy."
            for key, _ in pairs:
                for mistake in deploy_rules.of_name(str(key.value)):
                    self.report("config-value", self._place(key), *mistake)
        found: dict[str, Any] = {}
        for name, value in named:
            self.places[f"{parent}{name}" if name else "deploy"] = self._place(value)
            self._field(found, name, value, Destination, f"{parent}{name}" if name else "deploy")
        return found

    def _field(self, values: dict[str, Any], key: str, node: yaml.Node, type_: Any, path: str) -> None:
        n_found = len(self.found)
        type_ = optional(type_)
        if type_ in _SHORT and isinstance(node, yaml.ScalarNode):
            node = _mapping(_SHORT[type_], node)
        if isinstance(type_, type) and issubclass(type_, Strict):
            nested = self.struct(node, type_, f"{path}.")
            if len(self.found) == n_found:
                values[key] = type_(**nested)
                self._look_through(path, values[key], node)
            return
        if each := item_type(type_):
            values[key] = self._items(node, each, path)
            return
        if path == "deploy":
            values[key] = self._destinations(node)
            return
        try:
            plain = _constructed(node) if path in _FREE else _plain(node)
            values[key] = msgspec.convert(plain, type_, strict=False)
        except _UnusableError as error:
            self.report("config-value", self._place(error.node), error.text, "write it in quotes")
            return
        except msgspec.ValidationError as error:
            self.report("config-type", self._place(node), f"{path}: {_reason(error)}", _accepted(path, type_))
            return
        if path in {"markdown.extensions", "csp"}:
            self.places |= self._places_within(node, path)
        if path == "csp":
            self._check_policy(node, values[key])
        self._look_through(path, values[key], node)

    def _check_destination(self, path: str, value: Destination, node: yaml.Node) -> None:
        from newsgen import deploy_rules

        for key, item in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(item, yaml.SequenceNode):
                self.places |= {f"{path}.{key.value}.{n}": self._place(each) for n, each in enumerate(item.value)}
        for key, text, hint in deploy_rules.of_destination(value):
            known = (f"{path}.{key}", f"{path}.{key.partition('.')[0]}", f"{path}.target", path)
            place = next((self.places[each] for each in known if each in self.places), self._place(node))
            self.report("config-value", place, text, hint)

    def _look_through(self, path: str, value: object, node: yaml.Node) -> None:
        if isinstance(value, Destination):
            self._check_destination(path, value, node)
            return
        for mistake in mistakes(path, value):
            self.report("config-value", self._place(node), *mistake)

    def _check_policy(self, node: yaml.Node, written: Written) -> None:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        # A list or a map in the place of a key is reported with all such keys.
        for key, value in [pair for pair in pairs if isinstance(pair[0], yaml.ScalarNode)]:
            place = self._place(key if _is_null(value) or key.value not in DIRECTIVES else value)
            for mistake in csp.mistakes(key.value, written[key.value]):
                self.report("config-value", place, *mistake)

    def _places_within(self, node: yaml.Node, path: str) -> dict[str, Place]:
        """Where each key of a map stands, and those of the maps in it."""
        found: dict[str, Place] = {}
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            found[f"{path}.{key.value}"] = self._place(key)
            found |= self._places_within(value, f"{path}.{key.value}")
        return found

    def _unknown(self, node: yaml.Node, key: str, known: Mapping[str, object], path: str) -> None:
        from difflib import get_close_matches

        near = get_close_matches(key, known, n=1) if len(key) <= _MAX_NEAR else []
        hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"
        hint = meant(path, key, known) or hint
        self.report("config-unknown-key", self._place(node), f'"{key}" is not a key of newsgen.yaml', hint)

    def _place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Place(self.file, start.line + 1, start.column + 1, max(1, length))


def _unfit(text: str, file: str, problem: str) -> tuple[Place, str, str]:
    """Where a text has what YAML knows no name for, and what that is; most of it is a control character."""
    match = _CONTROL().search(text)
    if match is None:
        return Place(file), f"this is not YAML: {problem.partition(chr(10))[0]}", _QUOTES
    lines = text[: match.start()].split("\n")
    return Place(file, len(lines), len(lines[-1]) + 1), _control_found(match.group()), "delete it"


def _control_found(character: str) -> str:
    return f"a control character (U+{ord(character):04X}) stands here"


def _is_secret(line: str) -> bool:
    # Most files hold no mistake.
    from newsgen.deploy_rules import holds_secret

    return holds_secret(line)


def _owner(path: str) -> str:
    """What a path such as "menu.0." is to its writer."""
    name = re.sub(r"\.\d+\.", ".", path).rstrip(".")
    return f"an item of {name}" if re.search(r"\.\d+\.$", path) else name


def _excess(tree: yaml.Node) -> tuple[str, str, int] | None:
    """What of a tree, its aliases written out, is more than a configuration ever needs: text, hint, line."""
    waiting, known = [(tree, 1)], set[int]()
    for n in range(MAX_VALUES):
        if not waiting:
            return None
        node, depth = waiting.pop()
        known.add(id(node))
        if depth > MAX_DEPTH:
            hint = _NO_ALIASES if len(known) <= n else "keep lists and maps flat"
            return f"this is nested more than {MAX_DEPTH} deep", hint, node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            waiting += [(each, depth + 1) for pair in node.value for each in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(each, depth + 1) for each in node.value]
    if len(known) < MAX_VALUES:
        text = f"the aliases (*name) of this file stand for more than {MAX_VALUES:,} values"
        return text, _NO_ALIASES, 1
    return f"this file has more than {MAX_VALUES:,} values", _TOO_MANY, 1


def _mapping(key: str, node: yaml.Node) -> yaml.MappingNode:
    name = yaml.ScalarNode("tag:yaml.org,2002:str", key, node.start_mark, node.end_mark)
    return yaml.MappingNode("tag:yaml.org,2002:map", [(name, node)], node.start_mark, node.end_mark)


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


def _plain(node: yaml.Node) -> Any:
    """Scalars as the text that was written, so that `title: 2024` stays a title."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return None if _is_null(node) else node.value


class _UnusableError(Exception):
    """A value that JSON, and so templates and search engines, could not have."""

    def __init__(self, node: yaml.Node, text: str) -> None:
        super().__init__(text)
        self.node = node
        self.text = text


def _constructed(node: yaml.Node) -> Any:
    """Free values (`extra:`) as YAML means them, with dates as text, as JSON would have them."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _constructed(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_constructed(item) for item in node.value]
    return _meant(node) if node.tag in _MEANT else node.value


def _meant(node: yaml.Node) -> int | float | bool | None:
    """The number, the truth or the nothing that a scalar is."""
    value: object = ""
    if len(node.value) <= _MAX_DIGITS:
        with contextlib.suppress(yaml.YAMLError, ValueError):
            value = yaml.safe_load(node.value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and -(1 << 63) <= value < 1 << 64:
        return value
    if isinstance(value, float) and abs(value) < float("inf"):
        return value
    raise _UnusableError(node, f'"{node.value[:40]}" is no number that JSON could hold')


def _accepted(path: str, type_: Any) -> str:
    """A hint that names the words of which a value must be one, where there is such a choice."""
    if path == "markdown.extensions":
        return "write each as a key, with its options below it or nothing: `toc:`"
    if path.endswith(".hidden"):
        return 'write a key for each field: `hidden: {list: "4711"}`'
    if path == "csp":
        return 'write a key a directive, and schemes in quotes: `csp: {script-src: [https://stats.example, "blob:"]}`'
    if type_ is bool:
        return f"write {path.rpartition('.')[0] or path}: true or false"
    each = get_args(type_)[0] if get_origin(type_) is tuple else type_
    if each is str and get_origin(type_) is tuple:
        return f"write a list: {path.rpartition('.')[2]}: [one, another]"
    words = get_args(each) if get_origin(each) is Literal else ()
    return f"known here: {', '.join(words)}" if words else "`newsgen manual configuration` lists each key"


def _reason(error: msgspec.ValidationError) -> str:
    return re.sub(r" - at `\$[^`]*`$", "", str(error)).replace("`", '"')
