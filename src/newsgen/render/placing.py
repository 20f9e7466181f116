"""Whether pages show fragments as they are: then a preview may leave gaps in them, and fill those when it serves."""

from __future__ import annotations

from collections.abc import Iterator, Set

from jinja2 import nodes

from newsgen.render.compiling import shows_fragment
from newsgen.render.syntax import nodes_in
from newsgen.render.trees import Trees

# What keeps a text that templates show to itself: somebody may look at it then, or show it in another way.
_KEEPING = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)
_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_BLOCKS = frozenset({"self", "super"})


def are_shown(trees: Trees, name: str) -> bool:
    """Whether nobody can look at the fragments that a page made with the template `name` shows.

    False where that is not sure: where a value names a template, or what may show a fragment is kept by another one.
    """
    closure = {each: tree for each in trees.closure(name) if (tree := trees.tree(each)) is not None}
    showing = {each for each, tree in closure.items() if any(_shown(tree))}
    return all(_is_known(tree) and not _keeps(tree, trees, showing) for tree in closure.values())


def _shown(tree: nodes.Node) -> Iterator[nodes.Call]:
    return (call for output in nodes_in(tree, nodes.Output) for call in map(shows_fragment, output.nodes) if call)


def _is_known(tree: nodes.Template) -> bool:
    """Whether a template says which others it takes, and `site` is what all pages are given."""
    taken = [node.template for node in nodes_in(tree, *_NAMING)]  # type: ignore[attr-defined]  # each has one
    items = [item for each in taken for item in (each.items if isinstance(each, (nodes.List, nodes.Tuple)) else [each])]
    is_bound = any(each.name == "site" and each.ctx != "load" for each in nodes_in(tree, nodes.Name))
    return not is_bound and all(isinstance(item, nodes.Const) for item in items)


def _keeps(tree: nodes.Template, trees: Trees, showing: Set[str]) -> bool:
    """Whether a template may keep a fragment that it, or another one that it takes in, shows."""
    keeping = [*nodes_in(tree, *_KEEPING), *(each for each in nodes_in(tree, nodes.For) if each.recursive)]
    imported = nodes_in(tree, nodes.Import, nodes.FromImport)
    return (
        any(_may_show(node, trees, showing) for node in keeping)
        or any(_takes(node.template, trees, showing) for node in imported)  # type: ignore[attr-defined]  # both have one
        or _n_blocks(tree) > sum(map(_n_blocks_shown, nodes_in(tree, nodes.Output)))
    )


def _may_show(node: nodes.Node, trees: Trees, showing: Set[str]) -> bool:
    included = any(_takes(each.template, trees, showing) for each in node.find_all(nodes.Include))
    return included or any(_shown(node)) or any(node.find_all(nodes.Block)) or bool(_n_blocks(node))


def _takes(template: nodes.Expr, trees: Trees, showing: Set[str]) -> bool:
    """Whether what is taken in, by names that stand there, holds one of the `showing` templates."""
    items = template.items if isinstance(template, (nodes.List, nodes.Tuple)) else [template]
    names = (item.value for item in items if isinstance(item, nodes.Const))
    return any(showing & trees.closure(name) for name in names if isinstance(name, str))


def _n_blocks(node: nodes.Node) -> int:
    """How often the text of a block is asked for, `super()` or `self.title()`."""
    return sum(each.name in _BLOCKS for each in nodes_in(node, nodes.Name))


def _n_blocks_shown(output: nodes.Output) -> int:
    """How many of these are shown as they are."""
    calls = (each.node for each in output.nodes if isinstance(each, nodes.Call))
    return sum(isinstance(each, nodes.Name) and each.name in _BLOCKS for each in calls)
