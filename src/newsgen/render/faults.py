"""What went wrong while a page was made, in the words of who writes templates and not of Python."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from types import TracebackType

from jinja2 import nodes
from jinja2.filters import FILTERS
from jinja2.utils import missing
from msgspec import Struct

from newsgen.mistakes import named
from newsgen.render.environment import FRAME, ThemeEnvironment, UnknownName

# Text and hint.
Told = tuple[str, str]

MAYBE = "write {% if … %} around what may be missing"
MANUAL = "`newsgen manual theme` lists what each takes"

# By the name of its class, for what this module cannot know.
_NAMED: Mapping[str, str] = {
    **{"Head": "an article", "Term": "a term", "TermName": "the name of a term", "Image": "a picture"},
    **{"Asset": "a file", "Series": "a series", "Heading": "a heading", "Correction": "a correction"},
    **{"Corrected": "a correction with what it corrects"},
    **{"Citation": "a source of an article", "Embedded": "what a picture says of itself"},
    **{"Recording": "a recording", "Podcast": "a podcast"},
    **{"Enclosure": "a sound or film", "ListPage": "a page of a list", "Crop": "a cut of a picture"},
    **{"View": "the site itself", "ConfigView": "newsgen.yaml", "TemplateModule": "an imported template"},
    **{"str": "a text", "Markup": "a text", "NoneType": "nothing (none)", "bool": "true or false"},
    **{"int": "a number", "float": "a number", "tuple": "a list", "list": "a list", "FrozenList": "a list"},
    **{"dict": "a map", "FrozenMap": "a map", "datetime": "a date", "date": "a date", "range": "a list of numbers"},
    **{"method": "a question that is not asked", "function": "a function that is not called"},
}

# What Python says of values that do not fit, and what is said here; a class is {0}, {1}.
_PHRASES: tuple[tuple[str, str, str], ...] = (
    (r"'([\w.]+)' object is not callable", "{0} is not called", "leave out the () behind its name"),
    (r"argument of type '([\w.]+)' is not iterable", "{0} holds nothing that `in` could find", ""),
    (r"'([\w.]+)' object is not iterable", "{0} is no list", ""),
    (r"object of type '([\w.]+)' has no len\(\)", "{0} has no length", ""),
    (r"'.+' not supported between instances of '([\w.]+)' and '([\w.]+)'", "{0} and {1} have no order", "|sort"),
    (r"unsupported operand type\(s\) for .+: '([\w.]+)' and '([\w.]+)'", "{0} and {1} do not go together", "~"),
    (r'can only concatenate (\w+) \(not "([\w.]+)"\) to \w+', "{0} and {1} do not go together", "~"),
)
_HINTS = {"|sort": 'name what to sort by: |sort(attribute="title")', "~": "texts are joined by ~, numbers come by |int"}

SELF_HELD: Told = "a list or a map holds itself here, or is too deep", "put other values into it"

# What stands as often in the trace of an error has no end.
N_OFTEN = 20

# Functions of newsgen's own, as Python knows them.
_FUNCTIONS = {
    "_filled.<locals>.filled": "_",
    "_counted.<locals>.counted": "ngettext",
    "_writing.<locals>.<lambda>": "join",
}


def unknown_name(error: UnknownName, tree: nodes.Template | None, line: int) -> Told:
    """What has no such name, and what to do where nothing has any; "" for a hint where names may be near."""
    owner, name = error.owner, error.name
    if owner is missing:
        return str(error), ""
    what = f"attribute {name!r}" if isinstance(name, str) else f"element {name!r}"
    if owner is not None:
        return f"{_owner(owner)} has no {what}", ""
    spelled = _only(_owners(tree, line, name))
    if spelled:
        hint = f"write {{% if {spelled} %}} around it"
        return f'"{spelled}" is nothing (none) here, which has no {what}', hint
    return f"nothing (none) has no {what}", MAYBE


def misfit(message: str, tree: nodes.Template | None, line: int, environment: ThemeEnvironment) -> Told | None:
    """What a TypeError says; None for what has no words here."""
    return _uncalled(message, tree, line) or _misasked(message, environment) or _phrased(message)


def endless(trace: TracebackType | None, tree: nodes.Template | None, line: int) -> Told:
    """What has no end where Python ran out of room, by what stands many times in the trace; "" for templates' hint."""
    seen: Counter[str] = Counter()
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.startswith(FRAME):
            seen[code.co_name] += 1
        trace = trace.tb_next
    # So Jinja names the frames of templates (debug.fake_traceback); those of macros and loops are the rest.
    often = {name for name, n_times in seen.items() if n_times >= N_OFTEN}
    if "top-level template code" in often:
        return "this template extends or includes itself without end", ""
    block = next((name for name in often if name.startswith("block ")), None)
    if block:
        return f"the {block} shows itself without end", "super() is what the extended template has in its place"
    if often:
        macro = _macro(tree, line)
        what = f'the macro "{macro}" calls itself' if macro else "this loop calls itself"
        return f"{what} without end", "write {% if … %} around the call, so that it ends"
    return SELF_HELD


def _macro(tree: nodes.Template | None, line: int) -> str:
    """The macro in which a line stands, the last that begins before it."""
    names = [node.name for node in tree.find_all(nodes.Macro) if node.lineno <= line] if tree else []
    return names[-1] if names else ""


def _owner(value: object) -> str:
    if isinstance(value, Struct) and type(value).__module__ == "newsgen.config":
        return "this part of newsgen.yaml"
    said = _NAMED.get(type(value).__name__)
    if said is None or isinstance(value, Mapping):
        return "a date" if isinstance(value, date) else named(value)
    return said


def _phrased(message: str) -> Told | None:
    for pattern, text, hint in _PHRASES:
        found = re.fullmatch(pattern, message)
        if found:
            classes = [_NAMED.get(each.rpartition(".")[2], f"a {each}") for each in found.groups()]
            return text.format(*classes), MAYBE if "NoneType" in found.groups() else _HINTS.get(hint, hint)
    return None


def _uncalled(message: str, tree: nodes.Template | None, line: int) -> Told | None:
    """What is no function and was called, by its name where one thing alone is called on that line."""
    if not message.endswith("object is not callable"):
        return None
    spelled = _only(_callees(tree, line))
    if not spelled:
        return None
    return f'"{spelled}" is not called', "ask a question: site.recent(6)" if spelled == "site" else f"write {spelled}"


def _misasked(message: str, environment: ThemeEnvironment) -> Told | None:
    """What is wrong with the arguments of a question, a filter, a macro or a function, as the template writes it."""
    if message.startswith("macro '"):
        return f"the {message}", "its {% macro … %} says what it takes"
    found = re.fullmatch(r"(\S+)\(\) ((?:takes|got|missing) .*)", message)
    if found is None:
        return None
    python, said = found.groups()
    if python.startswith("View."):
        return f"site.{python.removeprefix('View.')}() {_counted(said, 1)}", MANUAL
    for name, each in chain(environment.filters.items(), FILTERS.items()):
        if getattr(each, "__qualname__", "") == python:
            return f"|{name} {_counted(said, 1 + hasattr(each, 'jinja_pass_arg'))}", MANUAL
    return f"{_FUNCTIONS.get(python, python.rpartition('.')[2])}() {_counted(said, 0)}", ""


def _counted(said: str, n_passed: int) -> str:
    """The numbers of arguments without the first ones, which no template writes."""

    def lower(found: re.Match[str]) -> str:
        least, most, given = (int(each or 0) - n_passed for each in found.groups())
        takes = f"from {least} to {most}" if found[1] else str(most)
        return (
            f"takes {takes} argument{'' if takes == '1' else 's'} but {given} {'was' if given == 1 else 'were'} given"
        )

    said = re.sub(r"takes (?:from (\d+) to )?(\d+) positional arguments? but (\d+) (?:was|were) given", lower, said)
    return said.replace(" positional", "")


def _callees(tree: nodes.Template | None, line: int) -> Iterator[str]:
    return _spelled(tree, line, nodes.Call, lambda node: True)


def _owners(tree: nodes.Template | None, line: int, name: object) -> Iterator[str]:
    yield from _spelled(tree, line, nodes.Getattr, lambda node: getattr(node, "attr", None) == name)
    yield from _spelled(tree, line, nodes.Getitem, lambda node: getattr(_part(node, "arg"), "value", None) == name)


def _spelled(
    tree: nodes.Template | None, line: int, kind: type[nodes.Expr], is_meant: Callable[[nodes.Node], bool]
) -> Iterator[str]:
    """What stands before a call, an attribute or an item on a line, as it is written there."""
    for node in tree.find_all(kind) if tree else ():
        if node.lineno == line and is_meant(node):
            yield _text(_part(node, "node"))


def _text(node: object) -> str:
    """`article.image` as it is written; "" for more than names."""
    if isinstance(node, nodes.Name):
        return node.name
    if not isinstance(node, (nodes.Getattr, nodes.Getitem)):
        return ""
    owner = _text(node.node)
    name = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", "")
    return f"{owner}.{name}" if owner and name and isinstance(name, str) else ""


def _part(node: nodes.Node, field: str) -> object:
    return getattr(node, field, None)


def _only(spelled: Iterable[str]) -> str:
    found: Sequence[str] = list(dict.fromkeys(spelled))
    return found[0] if len(found) == 1 else ""
