"""What is wrong with a template before it is rendered: names that nothing has, and what Jinja drops without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, dropwhile
from posixpath import basename, dirname, splitext
from typing import TYPE_CHECKING

from jinja2 import nodes

from newsgen.config import Config
from newsgen.mistakes import choice
from newsgen.render.builtins import REFUSED
from newsgen.render.elsewhere import word
from newsgen.render.printing import MANUAL
from newsgen.render.syntax import nodes_in
from newsgen.render.templates import TemplateProblem
from newsgen.shortcodes import FOLDER

if TYPE_CHECKING:
    from jinja2 import Environment

# How like the name of a template of the theme another must be to be taken for a slip (difflib's ratio, without suffix).
SLIP = 0.8

# What `site.config` has.
CONFIG_KEYS = frozenset({*Config.__struct_fields__, "base_path"})

# The tree of a template by its name; None where there is none, or it does not parse.
Trees = Callable[[str], nodes.Template | None]


def wrong_names(
    name: str, tree: nodes.Template, environment: Environment, questions: Mapping[str, bool], own_keys: Iterable[str]
) -> Iterator[TemplateProblem]:
    """Filters, tests, questions to `site` and keys of `site.config` that there are not; questions that are not asked.

    `questions`: what may be asked of `site`, and whether it is called; `own_keys`: those below `extra` in newsgen.yaml.
    """
    # What is asked for by "is defined", "is filter" or with a default may be missing.
    asked = {id(node.node) for node in nodes_in(tree, nodes.Test) if node.name in {"defined", "undefined"}}
    asked |= {id(node.node) for node in nodes_in(tree, nodes.Filter) if node.name in {"default", "d"}}
    by_test = {node.name for node in nodes_in(tree, nodes.Test)}
    for kind, node_type, known in (
        ("filter", nodes.Filter, environment.filters),
        ("test", nodes.Test, environment.tests),
    ):
        for node in nodes_in(tree, node_type):
            if node.name not in known and kind not in by_test:
                hint = REFUSED.get(node.name) or word(kind, node.name) or choice(node.name, known)
                yield TemplateProblem(name, node.lineno, f'there is no {kind} "{node.name}"', hint)
    yield from _refused(name, tree)
    if questions and not _binds(tree, "site"):
        called = {id(node.node) for node in nodes_in(tree, nodes.Call)}
        keys = CONFIG_KEYS.union(map(str, own_keys))
        for each in nodes_in(tree, nodes.Getattr):
            if isinstance(each.node, nodes.Name) and each.node.name == "site" and id(each) not in asked:
                yield from _question(name, each, id(each) in called, questions)
            elif _is_config(each.node) and each.attr not in keys and id(each) not in asked:
                text = f'"{each.attr}" is not a key of newsgen.yaml'
                yield TemplateProblem(name, each.lineno, text, choice(each.attr, keys))


def _refused(name: str, tree: nodes.Template) -> Iterator[TemplateProblem]:
    """What no value has for templates, and functions of Jinja that there are not here."""
    for node in nodes_in(tree, nodes.Getattr):
        if node.attr.startswith("__"):
            text = f'templates cannot read "{node.attr}"'
            yield TemplateProblem(name, node.lineno, text, MANUAL)
    for each in nodes_in(tree, nodes.Name):
        if each.ctx == "load" and each.name in REFUSED and not _binds(tree, each.name):
            text = f'there is no function "{each.name}"'
            yield TemplateProblem(name, each.lineno, text, REFUSED[each.name])


def lost_blocks(name: str, tree: nodes.Template, trees: Trees) -> Iterator[TemplateProblem]:
    """Blocks of a template that none of its parents has: Jinja never shows them."""
    parent = _parent(tree)
    if parent is None:
        return
    inherited: set[str] = set()
    used = _own_calls(tree)
    seen = {name}
    while parent is not None and parent not in seen:
        seen.add(parent)
        above = trees(parent)
        if above is None or (_parent(above) is None and above.find(nodes.Extends)):
            # What that one extends is known when it is rendered only.
            return
        inherited |= {block.name for block in nodes_in(above, nodes.Block)}
        used |= _own_calls(above)
        parent = _parent(above)
    for block in _outermost(tree):
        if block.name not in inherited | used:
            text = f'no template that this one extends has a block "{block.name}", so that it is never shown'
            yield TemplateProblem(name, block.lineno, text, choice(block.name, inherited), code="block-unknown")


def lost_text(name: str, tree: nodes.Template) -> Iterator[TemplateProblem]:
    """Text outside of blocks in a template that extends another: Jinja never shows it."""
    if _parent(tree) is None:
        return
    behind = dropwhile(lambda node: not isinstance(node, nodes.Extends), tree.body)
    for node in chain.from_iterable(map(_printing, behind)):
        first = next((each for each in node.nodes if not _is_blank(each)), None)
        if first is not None:
            text = "this stands outside of every block, so that it is never shown"
            hint = "put it into a block of the template that this one extends"
            yield TemplateProblem(name, _line_of(first), text, hint, code="text-outside-block", level="warning")
            return


def lost_imports(name: str, tree: nodes.Template, trees: Trees) -> Iterator[TemplateProblem]:
    """Names imported from a template that does not have them."""
    for node in nodes_in(tree, nodes.FromImport):
        source = node.template.value if isinstance(node.template, nodes.Const) else None
        target = trees(source) if isinstance(source, str) else None
        if target is None:
            continue
        has = _exported(target)
        for item in node.names:
            wanted = item[0] if isinstance(item, tuple) else item
            if wanted not in has:
                text = f'"{source}" has no macro "{wanted}"'
                yield TemplateProblem(name, node.lineno, text, choice(wanted, has))


def unreached(
    sources: Mapping[str, str], closure: Callable[[str], frozenset[str]], trees: Trees
) -> Iterator[TemplateProblem]:
    """Templates of the site that no page is made with, as far as templates tell: front matter may name some of them."""
    theme = {name.removeprefix("theme/") for name in sources if name.startswith("theme/")}
    asked = [_asked(tree) for tree in filter(None, map(trees, sources))]
    # Those of boxes are named by texts, if at all.
    boxes = {name for name in sources if name.startswith(FOLDER)}
    roots = theme.union(boxes, *(names for names, _ in asked))
    reached = roots.union(*map(closure, roots))
    is_open = any(is_open for _, is_open in asked)
    for name in sorted(sources.keys() - reached) if theme else ():
        if name.startswith("theme/"):
            continue
        near = _slip(name, theme)
        if near or not is_open:
            text = "no page is made with this template, and no other template names it"
            hint = f'did you mean "{near}"?' if near else "name it in front matter (template: …), or remove it"
            yield TemplateProblem(name, 0, text, hint, "template-unused", "warning" if near else "notice")


def _slip(name: str, theme: Iterable[str]) -> str:
    """The template of the theme in the same folder whose name this one nearly has, "" where there is none."""
    folder, stem = dirname(name), splitext(basename(name))[0]
    beside = {splitext(basename(each))[0]: each for each in sorted(theme) if dirname(each) == folder}
    from difflib import get_close_matches

    near = get_close_matches(stem, beside, n=1, cutoff=SLIP)
    return beside[near[0]] if near else ""


def _asked(tree: nodes.Template) -> tuple[set[str], bool]:
    """The templates that one names in questions to the site, and whether it names some that only the run knows."""
    names: set[str] = set()
    is_open = any(
        _is_open(node) for node in nodes_in(tree, nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    )
    for call in nodes_in(tree, nodes.Call):
        question = call.node.attr if isinstance(call.node, nodes.Getattr) else ""
        if question in {"fragment", "has_template"} and call.args:
            name = call.args[0].value if isinstance(call.args[0], nodes.Const) else None
            is_open |= name is None
            names.add(f"fragments/{name}.html" if question == "fragment" else str(name))
    return names, is_open


def _is_open(node: nodes.Node) -> bool:
    wanted = node.template  # type: ignore[attr-defined]  # what extends, includes or imports has one
    items = wanted.items if isinstance(wanted, (nodes.List, nodes.Tuple)) else [wanted]
    return any(not isinstance(each, nodes.Const) for each in items)


def _question(name: str, node: nodes.Getattr, is_called: bool, known: Mapping[str, bool]) -> Iterator[TemplateProblem]:
    if node.attr not in known:
        hint = word("site", node.attr) or choice(node.attr, known)
        yield TemplateProblem(name, node.lineno, f'"site" answers no question "{node.attr}"', hint)
    elif known[node.attr] and not is_called:
        hint = f"write site.{node.attr}(…)"
        yield TemplateProblem(name, node.lineno, f'the question "site.{node.attr}" is not asked here', hint)
    elif not known[node.attr] and is_called:
        hint = f"write site.{node.attr}{'.KEY' if node.attr == 'config' else ''}"
        yield TemplateProblem(name, node.lineno, f'"site.{node.attr}" is not called', hint)


def _is_config(node: nodes.Expr) -> bool:
    return (
        isinstance(node, nodes.Getattr)
        and node.attr == "config"
        and isinstance(node.node, nodes.Name)
        and node.node.name == "site"
    )


def _binds(tree: nodes.Template, name: str) -> bool:
    """Whether a template gives a name a value of its own."""
    return any(node.name == name and node.ctx != "load" for node in nodes_in(tree, nodes.Name))


def _parent(tree: nodes.Template) -> str | None:
    """What a template extends, whatever it is given; None where that is a question of the run, or nothing."""
    found = [node for node in tree.body if isinstance(node, nodes.Extends)]
    if len(found) != 1 or len(nodes_in(tree, nodes.Extends)) != 1:
        return None
    wanted = found[0].template
    return wanted.value if isinstance(wanted, nodes.Const) and isinstance(wanted.value, str) else None


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    """The blocks that stand in no other one; one within a block that is shown is shown with it."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _own_calls(tree: nodes.Template) -> set[str]:
    """The blocks that a template shows by name: `self.title()`."""
    found = nodes_in(tree, nodes.Getattr)
    return {node.attr for node in found if isinstance(node.node, nodes.Name) and node.node.name == "self"}


def _exported(tree: nodes.Template) -> set[str]:
    """What others can import: macros, values and imports of a template's outermost level."""
    names = {node.name for node in nodes_in(tree, nodes.Macro)}
    names |= {node.name for node in nodes_in(tree, nodes.Name) if node.ctx == "store"}
    names |= {node.target for node in nodes_in(tree, nodes.Import)}
    for node in nodes_in(tree, nodes.FromImport):
        names |= {item[1] if isinstance(item, tuple) else item for item in node.names}
    return names


def _printing(node: nodes.Node) -> Iterator[nodes.Output]:
    """What of a node would be printed where it stands: no block, no macro, no value."""
    if isinstance(node, nodes.Output):
        yield node
    elif not isinstance(node, (nodes.Block, nodes.Macro, nodes.AssignBlock)):
        yield from chain.from_iterable(map(_printing, node.iter_child_nodes()))


def _is_blank(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.TemplateData) and not node.data.strip()


def _line_of(node: nodes.Expr) -> int:
    """The line where text begins that is more than blanks."""
    text = node.data if isinstance(node, nodes.TemplateData) else ""
    return node.lineno + text[: len(text) - len(text.lstrip())].count("\n")
