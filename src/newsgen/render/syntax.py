"""What templates say to Jinja: a text is parsed once in a process, and looked through once, whoever asks how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from jinja2 import nodes

from newsgen.render.environment import ThemeEnvironment, environment

# More than the theme and a site have together; what a preview keeps of a hundred edited texts is some megabytes.
_N_KEPT = 256

Node = TypeVar("Node", bound=nodes.Node)


@lru_cache(_N_KEPT)
def parsed(text: str) -> nodes.Template:
    """The tree of a text, which nobody changes. Raises TemplateSyntaxError."""
    return _parser().parse(text)


def nodes_in(tree: nodes.Node, *kinds: type[Node]) -> Sequence[Node]:
    """The nodes of these very types below the tree's own, in the order in which they are written."""
    by_type = _by_type(tree)
    found = chain.from_iterable(by_type.get(kind, ()) for kind in kinds)
    return [node for _, node in sorted(found, key=itemgetter(0))]  # type: ignore[misc]  # each under its own type


@lru_cache(_N_KEPT)
def _by_type(tree: nodes.Node) -> Mapping[type[nodes.Node], Sequence[tuple[int, nodes.Node]]]:
    """Type -> its nodes, each with its place in the text."""
    found: dict[type[nodes.Node], list[tuple[int, nodes.Node]]] = {}
    waiting, number = [*tree.iter_child_nodes()][::-1], 0
    while waiting:
        node, number = waiting.pop(), number + 1
        found.setdefault(type(node), []).append((number, node))
        waiting += [*node.iter_child_nodes()][::-1]
    return found


@lru_cache(1)
def _parser() -> ThemeEnvironment:
    """Parsing asks for the syntax alone: not for the texts, nor for the filters of a site."""
    return environment({}, {}, lambda name: None)
