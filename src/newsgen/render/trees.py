"""The templates as trees: each parsed once, which others it names, and which it reaches so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsgen.digests import digest_of_bytes
from newsgen.render.templates import Templates

if TYPE_CHECKING:
    from jinja2 import nodes


class Trees:
    """The trees of one process's templates; those whose closures are known are parsed when somebody asks for them."""

    def __init__(self, templates: Templates) -> None:
        self.sources = templates.sources
        self._closures = dict(templates.closures)
        self._digests: dict[str, str] = {}
        self._trees: dict[str, nodes.Template] = {}

    def closure(self, name: str) -> frozenset[str]:
        """The names of all templates that `name` extends, includes or imports by a name that stands in it."""
        known = self._closures.get(name)
        if known is None:
            known = self._closures[name] = frozenset(_reached(name, self.references))
        return known

    def learn(self, closures: Mapping[str, frozenset[str]]) -> None:
        """Take closures of these very texts that were found before."""
        self._closures |= closures

    def digest(self, name: str) -> str:
        """A digest over the texts of a template's closure; missing ones count as missing."""
        known = self._digests.get(name)
        if known is None:
            texts = ((each, self.sources.get(each)) for each in sorted(self.closure(name)))
            parts = [f"{each}\0{text is None}\0{len(text or '')}\0{text or ''}" for each, text in texts]
            known = self._digests[name] = digest_of_bytes("".join(parts).encode()).hex()
        return known

    def tree(self, name: str) -> nodes.Template | None:
        """A template's tree; None where it is missing or does not parse."""
        from jinja2 import TemplateSyntaxError

        try:
            return self.parsed(name)
        except (KeyError, TemplateSyntaxError, RecursionError):
            return None

    def parsed(self, name: str) -> nodes.Template:
        tree = self._trees.get(name)
        if tree is None:
            from newsgen.render.syntax import parsed

            tree = self._trees[name] = parsed(self.sources[name])
        return tree

    def references(self, name: str, parents_only: bool = False) -> Sequence[str]:
        """The constant names in a template; none where it is missing or does not parse."""
        found = self.named(name, parents_only) if self.tree(name) else ()
        return [each for each, _, _ in found if is_whole(each)]

    def named(self, name: str, parents_only: bool) -> Iterator[tuple[str, nodes.Node, bool]]:
        """Each constant name, its node, and whether the template must be there."""
        from jinja2 import nodes

        from newsgen.render.syntax import nodes_in

        kinds = (nodes.Extends,) if parents_only else (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
        for node in nodes_in(self.parsed(name), *kinds):
            wanted = node.template
            optional = bool(getattr(node, "ignore_missing", False))
            if isinstance(wanted, nodes.Const) and isinstance(wanted.value, str):
                yield wanted.value, node, not optional
            for item in _items(wanted):
                yield item, node, False


def is_whole(name: str) -> bool:
    """Whether a name can be kept: half a character has no UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _items(node: nodes.Expr | None) -> Iterator[str]:
    """The constant names of a list of candidates (`include ["a.html", "b.html"]`)."""
    from jinja2 import nodes

    if isinstance(node, (nodes.List, nodes.Tuple)):
        for item in node.items:
            if isinstance(item, nodes.Const) and isinstance(item.value, str):
                yield item.value


def _reached(name: str, step: Callable[[str], Sequence[str]]) -> set[str]:
    return {name} | reached_from(name, step)


def reached_from(name: str, step: Callable[[str], Sequence[str]]) -> set[str]:
    """What one or more steps lead to; `name` itself only where a way leads back."""
    found: set[str] = set()
    waiting = list(step(name))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += step(each)
    return found
