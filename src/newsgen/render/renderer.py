"""A template and values -> text, by Jinja: autoescape on, an undefined name is an error."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from hashlib import blake2b
from typing import TYPE_CHECKING

from newsgen.config import Config
from newsgen.render.templates import TemplateProblem, Templates

if TYPE_CHECKING:
    from jinja2.nodes import Template as TemplateNode


class Renderer:
    """Renders templates for one process; each is compiled once."""

    def __init__(self, templates: Templates, config: Config) -> None:
        from newsgen.render.environment import environment

        self._templates = templates
        self._record: Callable[[str], None] = _unheard
        self._environment = environment(templates.sources, config, lambda name: self._record(name))
        self._closures: dict[str, frozenset[str]] = {}

    def render(self, name: str, values: Mapping[str, object], record: Callable[[str], None]) -> str:
        """The text of a template; `record` hears the name of each template that only the run knows.

        `values` hold at least "lang". Raises TemplateProblem.
        """
        from newsgen.render.environment import language_values

        outer, self._record = self._record, record
        try:
            template = self._environment.get_template(name)
            return template.render({**language_values(self._environment, str(values["lang"])), **values})
        except TemplateProblem:
            raise
        except Exception as error:
            raise self._problem(error, name, values) from error
        finally:
            self._record = outer

    def closure(self, name: str) -> frozenset[str]:
        """The names of all templates that `name` extends, includes or imports by a name that stands in it."""
        known = self._closures.get(name)
        if known is None:
            found: set[str] = set()
            waiting = [name]
            while waiting:
                each = waiting.pop()
                if each not in found:
                    found.add(each)
                    waiting += self._references(each)
            known = self._closures[name] = frozenset(found)
        return known

    def digest(self, name: str) -> str:
        """A digest over the texts of a template's closure; missing ones count as missing."""
        digest = blake2b(digest_size=16)
        for each in sorted(self.closure(name)):
            text = self._templates.sources.get(each)
            digest.update(f"{each}\0{'' if text is None else text}\0{text is None}\0".encode())
        return digest.hexdigest()

    def check(self) -> list[TemplateProblem]:
        """What is wrong with the site's own templates whatever they are given."""
        sources = self._templates.sources
        problems = []
        for name in sorted(sources):
            if name.startswith("theme/") or sources.get(f"theme/{name}") == sources[name]:
                continue
            try:
                self._parsed(name)
            except Exception as error:
                problems.append(self._problem(error, name, {}))
                continue
            problems += self._missing(name)
            if name in self._extended(name):
                problems.append(TemplateProblem(name, 1, "this template extends itself", _OWN_HINT.format(name)))
        return problems

    def _parsed(self, name: str) -> TemplateNode:
        return self._environment.parse(self._templates.sources[name], name)

    def _references(self, name: str) -> list[str]:
        from jinja2 import TemplateSyntaxError
        from jinja2.meta import find_referenced_templates

        if name not in self._templates.sources:
            return []
        try:
            return [found for found in find_referenced_templates(self._parsed(name)) if found is not None]
        except TemplateSyntaxError:
            return []

    def _missing(self, name: str) -> list[TemplateProblem]:
        from jinja2 import nodes

        found = []
        for node in self._parsed(name).find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            template = node.template  # type: ignore[attr-defined]  # each of the four has one
            if getattr(node, "ignore_missing", False) or not isinstance(template, nodes.Const):
                continue
            wanted = template.value
            if isinstance(wanted, str) and wanted not in self._templates.sources:
                text = f'there is no template "{wanted}"'
                found.append(TemplateProblem(name, node.lineno, text, _near(wanted, self._templates.sources)))
        return found

    def _extended(self, name: str) -> set[str]:
        """The templates that `name` extends, directly or not."""
        from jinja2 import nodes

        above: set[str] = set()
        waiting = [name]
        while waiting:
            each = waiting.pop()
            if each not in self._templates.sources:
                continue
            for node in self._parsed(each).find_all(nodes.Extends):
                if isinstance(node.template, nodes.Const) and node.template.value not in above:
                    above.add(node.template.value)
                    waiting.append(node.template.value)
        return above

    def _problem(self, error: Exception, name: str, values: Mapping[str, object]) -> TemplateProblem:
        from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

        at, line = self._where(error, name)
        if isinstance(error, TemplateSyntaxError):
            return TemplateProblem(error.name or name, error.lineno, f"this template does not parse: {error.message}")
        if isinstance(error, TemplateNotFound):
            wanted = str(error.name)
            return TemplateProblem(at, line, f'there is no template "{wanted}"', _near(wanted, self._templates.sources))
        if isinstance(error, RecursionError):
            return TemplateProblem(at, line, "this template extends or includes itself", _OWN_HINT.format(at))
        if isinstance(error, UndefinedError):
            return TemplateProblem(at, line, str(error.message), _near_name(str(error.message), values))
        return TemplateProblem(at, line, f"{type(error).__name__}: {error}")

    def _where(self, error: Exception, name: str) -> tuple[str, int]:
        """The innermost template of an error's traceback, and its line."""
        at, line = name, 0
        for frame in traceback.extract_tb(error.__traceback__)[-200:]:
            if frame.filename.startswith("<template>/"):
                at, line = frame.filename.removeprefix("<template>/"), frame.lineno or 0
        return at, line


_OWN_HINT = 'to change the theme\'s own, write {{% extends "theme/{}" %}}'


def _unheard(name: str) -> None:
    """Nobody records."""


def _near(wanted: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(wanted, known, n=1)
    return f'did you mean "{near[0]}"?' if near else ""


def _near_name(message: str, values: Mapping[str, object]) -> str:
    name = message.split("'")[1] if message.count("'") >= 2 else ""
    return _near(name, dict(values)) if name else ""
