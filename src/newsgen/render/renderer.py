"""A template and values -> text, by Jinja: autoescape on, an undefined name is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from hashlib import blake2b
from typing import TYPE_CHECKING

from newsgen.config import Config
from newsgen.render.templates import TemplateProblem, Templates

if TYPE_CHECKING:
    from types import TracebackType

    from jinja2 import BytecodeCache, nodes

Record = Callable[[str], None]


class Renderer:
    """Renders templates for one process; each is compiled once."""

    def __init__(self, templates: Templates, config: Config, bytecode: BytecodeCache | None = None) -> None:
        """`bytecode` keeps compiled templates between runs."""
        from newsgen.render.environment import environment

        self._sources = templates.sources
        self._config = config
        self._hear: Record = _unheard
        self._environment = environment(templates.sources, lambda name: self._hear(name), bytecode)
        self._closures = dict(templates.closures)
        self._digests: dict[str, str] = {}
        self._language_values: dict[str, Mapping[str, object]] = {}

    def render(self, name: str, values: Mapping[str, object], record: Record) -> str:
        """The text of a template; `record` hears the name of each template that only the run knows.

        `values` hold at least "lang". Raises TemplateProblem.
        """
        outer, self._hear = self._hear, _unforeseen(self.closure(name), record)
        try:
            text: str = self._environment.get_template(name).render({**self._language(str(values["lang"])), **values})
            return text
        except TemplateProblem:
            raise
        except Exception as error:
            raise self._problem(error, name, values) from error
        finally:
            self._hear = outer

    def closure(self, name: str) -> frozenset[str]:
        """The names of all templates that `name` extends, includes or imports by a name that stands in it."""
        known = self._closures.get(name)
        if known is None:
            known = self._closures[name] = frozenset(_reached(name, self._references))
        return known

    def digest(self, name: str) -> str:
        """A digest over the texts of a template's closure; missing ones count as missing."""
        known = self._digests.get(name)
        if known is None:
            digest = blake2b(digest_size=16)
            for each in sorted(self.closure(name)):
                text = self._sources.get(each)
                digest.update(f"{each}\0{text is None}\0{len(text or '')}\0{text or ''}".encode())
            known = self._digests[name] = digest.hexdigest()
        return known

    def check(self) -> list[TemplateProblem]:
        """What is wrong with the templates whatever they are given; what the site took over unchanged counts once."""
        problems: list[TemplateProblem] = []
        for name in sorted(self._sources):
            if name.startswith("theme/") and self._sources.get(name.removeprefix("theme/")) == self._sources[name]:
                continue
            try:
                problems += self._missing(name)
            except Exception as error:
                problems.append(self._problem(error, name, {}))
                continue
            if name in _reached_from(name, lambda each: self._references(each, parents_only=True)):
                problems.append(TemplateProblem(name, 1, "this template extends itself", _own_hint(name)))
        return problems

    def _language(self, lang: str) -> Mapping[str, object]:
        known = self._language_values.get(lang)
        if known is None:
            known = self._language_values[lang] = self._environment.language_values(lang)
        return known

    def _parsed(self, name: str) -> nodes.Template:
        return self._environment.parse(self._sources[name], name)

    def _references(self, name: str, parents_only: bool = False) -> Sequence[str]:
        """The constant names in a template; none where it is missing or does not parse."""
        from jinja2 import TemplateSyntaxError

        try:
            return [each for each, _, _ in self._named(name, parents_only)]
        except (KeyError, TemplateSyntaxError, RecursionError):
            return []

    def _named(self, name: str, parents_only: bool) -> Iterator[tuple[str, nodes.Node, bool]]:
        """Each constant name, its node, and whether the template must be there."""
        from jinja2 import nodes

        kinds = (nodes.Extends,) if parents_only else (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
        for node in self._parsed(name).find_all(kinds):
            wanted = node.template  # type: ignore[attr-defined]  # each of the four has one
            optional = bool(getattr(node, "ignore_missing", False))
            if isinstance(wanted, nodes.Const) and isinstance(wanted.value, str):
                yield wanted.value, node, not optional
            for item in _items(wanted):
                yield item, node, False

    def _missing(self, name: str) -> list[TemplateProblem]:
        return [
            TemplateProblem(name, node.lineno, f'there is no template "{wanted}"', _near(wanted, self._sources))
            for wanted, node, is_needed in self._named(name, parents_only=False)
            if is_needed and wanted not in self._sources
        ]

    def _problem(self, error: Exception, name: str, values: Mapping[str, object]) -> TemplateProblem:
        from jinja2 import TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, UndefinedError

        at, line = _where(error.__traceback__, name)
        if isinstance(error, TemplateSyntaxError):
            return TemplateProblem(error.name or name, error.lineno, f"this template does not parse: {error.message}")
        if isinstance(error, TemplatesNotFound) and len(error.templates) > 1:
            return TemplateProblem(at, line, f"there is no template {' or '.join(map(_quoted, error.templates))}")
        if isinstance(error, TemplateNotFound):
            wanted = str(error.name)
            return TemplateProblem(at, line, f'there is no template "{wanted}"', _near(wanted, self._sources))
        if isinstance(error, RecursionError):
            return TemplateProblem(at, line, "this template extends or includes itself without end", _own_hint(at))
        if isinstance(error, UndefinedError):
            message = str(error.message)
            return TemplateProblem(at, line, message, _near_name(message, values))
        return TemplateProblem(at, line, f"{type(error).__name__}: {error}")


def _unheard(name: str) -> None:
    """Nobody records."""


def _unforeseen(known: frozenset[str], record: Record) -> Record:
    def hear(name: str) -> None:
        if name not in known:
            record(name)

    return hear


def _items(node: nodes.Expr | None) -> Iterator[str]:
    """The constant names of a list of candidates (`include ["a.html", "b.html"]`)."""
    from jinja2 import nodes

    if isinstance(node, (nodes.List, nodes.Tuple)):
        for item in node.items:
            if isinstance(item, nodes.Const) and isinstance(item.value, str):
                yield item.value


def _reached(name: str, step: Callable[[str], Sequence[str]]) -> set[str]:
    return {name} | _reached_from(name, step)


def _reached_from(name: str, step: Callable[[str], Sequence[str]]) -> set[str]:
    """What one or more steps lead to; `name` itself only where a way leads back."""
    found: set[str] = set()
    waiting = list(step(name))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += step(each)
    return found


def _where(trace: TracebackType | None, name: str) -> tuple[str, int]:
    """The innermost template of a traceback, and its line."""
    from newsgen.render.environment import FRAME

    at, line = name, 0
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(FRAME):
            at, line = file.removeprefix(FRAME), trace.tb_lineno
        trace = trace.tb_next
    return at, line


def _quoted(text: object) -> str:
    return f'"{text}"'


def _own_hint(name: str) -> str:
    return f'to change the theme\'s own, write {{% extends "theme/{name.removeprefix("theme/")}" %}}'


def _near(wanted: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(wanted, known, n=1)
    return f'did you mean "{near[0]}"?' if near else ""


def _near_name(message: str, values: Mapping[str, object]) -> str:
    """A hint for "'artcle' is undefined" or "'newsgen.model.Head object' has no attribute 'titel'"."""
    quoted = message.split("'")[1::2]
    if "has no attribute" not in message:
        return _near(quoted[0], dict(values)) if quoted else ""
    owner = next((each for each in values.values() if f"{type(each).__qualname__} object" in message), None)
    names = [each for each in dir(owner) if not each.startswith("_")] if owner is not None else []
    return _near(quoted[-1], dict.fromkeys(names))
