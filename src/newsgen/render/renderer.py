"""A template and values -> text, by Jinja: autoescape on, an undefined name is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from newsgen.mistakes import Mistake, choice
from newsgen.render.templates import Filters, Remark, TemplateProblem, Templates

if TYPE_CHECKING:
    from types import TracebackType

    from jinja2 import BytecodeCache, nodes

    from newsgen.render.environment import UnknownName

Record = Callable[[str], object]

# How like a name that is there another must be to be taken for a slip (difflib's ratio); "page" and "range" are 0.67.
LIKE = 0.7

# A fragment that is made within itself as often has no end: it might ask for itself in some other languages.
N_WITHIN = 10

_APART = "it is this page's own: give it to the macro, or import (or include) the template with context"


class Renderer:
    """Renders templates for one process; each is compiled once."""

    def __init__(self, templates: Templates, filters: Filters, bytecode: BytecodeCache | None = None) -> None:
        """`bytecode` keeps compiled templates between runs."""
        from newsgen.render.environment import environment

        self._templates = templates
        self._filters = filters
        self._sources = templates.sources
        self._hear: Record = _unheard
        self._environment = environment(templates.sources, filters, lambda name: self._hear(name), bytecode)
        # What is being made, each within the one before: a page, and the fragments that it asks for.
        self._making: list[str] = []
        self._closures = dict(templates.closures)
        self._digests: dict[str, str] = {}
        self._trees: dict[str, nodes.Template] = {}
        self._language_values: dict[str, Mapping[str, object]] = {}

    def is_for(self, templates: Templates, filters: Filters) -> bool:
        """Whether these are the very templates and filters that it renders with."""
        return self._templates == templates and self._filters == filters

    def render(self, name: str, values: Mapping[str, object], record: Record) -> str:
        """The text of a template; `record` hears the name of each template that only the run knows.

        `values` hold at least "lang". Raises TemplateProblem.
        """
        from newsgen.render.environment import COMMON

        if self._making.count(name) >= N_WITHIN:
            raise Mistake(
                f'"{name}" asks for itself without end', "take site.fragment(…) out of it and what it includes"
            )
        given = {**self._language(str(values["lang"])), **values}
        environment = self._environment
        self._making.append(name)
        outer, self._hear = self._hear, _unforeseen(self.closure(name), record)
        modules, environment.modules = environment.modules, {}
        common, environment.common = environment.common, {each: given[each] for each in COMMON if each in given}
        try:
            text: str = environment.get_template(name).render(given)
            return text
        except TemplateProblem:
            raise
        except Exception as error:
            raise self._problem(error, name, values) from error
        finally:
            self._making.pop()
            self._hear = outer
            environment.modules, environment.common = modules, common

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

    def check(self, questions: Mapping[str, bool], extra: Iterable[str] = ()) -> list[TemplateProblem]:
        """What is wrong with the templates whatever they are given; arguments as of reading.wrong_names."""
        from newsgen.render import reading

        problems: list[TemplateProblem] = []
        for name in self._different():
            try:
                tree = self._parsed(name)
                problems += self._missing(name)
                problems += reading.wrong_names(name, tree, self._environment, questions, extra)
                # A site whose base.html has fewer blocks than the theme's has chosen to show less of the theme's.
                problems += reading.lost_blocks(name, tree, self._tree) if self._is_own(name) else ()
                problems += reading.lost_imports(name, tree, self._tree)
            except Exception as error:
                problems.append(self._problem(error, name, {}))
                continue
            if name in _reached_from(name, lambda each: self._references(each, parents_only=True)):
                problems.append(TemplateProblem(name, 1, "this template extends itself", self._own_hint(name)))
        return problems

    def remarks(self) -> list[Remark]:
        """What is lost in the templates, or unused, and is no error."""
        from newsgen.render import reading

        trees = ((name, self._tree(name)) for name in self._different())
        found = [problem for name, tree in trees if tree for problem in reading.lost_text(name, tree)]
        found += reading.unreached(self._sources, self.closure, self._tree)
        return [Remark(each.name, each.line, each.text, each.hint, each.code, each.level) for each in found]

    def _different(self) -> Iterator[str]:
        """The templates by name; what the site took over from the theme unchanged counts once."""
        for name in sorted(self._sources):
            if not name.startswith("theme/") or self._sources.get(name[len("theme/") :]) != self._sources[name]:
                yield name

    def _is_own(self, name: str) -> bool:
        """Whether a template is the site's, and not the theme's."""
        return not name.startswith("theme/") and self._sources.get(f"theme/{name}") != self._sources[name]

    def _tree(self, name: str) -> nodes.Template | None:
        from jinja2 import TemplateSyntaxError

        try:
            return self._parsed(name)
        except (KeyError, TemplateSyntaxError, RecursionError):
            return None

    def _language(self, lang: str) -> Mapping[str, object]:
        known = self._language_values.get(lang)
        if known is None:
            known = self._language_values[lang] = self._environment.language_values(lang)
        return known

    def _parsed(self, name: str) -> nodes.Template:
        tree = self._trees.get(name)
        if tree is None:
            tree = self._trees[name] = self._environment.parse(self._sources[name], name)
        return tree

    def _references(self, name: str, parents_only: bool = False) -> Sequence[str]:
        """The constant names in a template; none where it is missing or does not parse."""
        found = self._named(name, parents_only) if self._tree(name) else ()
        return [each for each, _, _ in found if _is_whole(each)]

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
            TemplateProblem(name, node.lineno, f'there is no template "{wanted}"', self._like(wanted))
            for wanted, node, is_needed in self._named(name, parents_only=False)
            if is_needed and wanted not in self._sources
        ]

    def _problem(self, error: Exception, name: str, values: Mapping[str, object]) -> TemplateProblem:
        from jinja2 import (
            TemplateNotFound,
            TemplateRuntimeError,
            TemplatesNotFound,
            TemplateSyntaxError,
        )

        from newsgen.render import faults
        from newsgen.render.environment import UnknownName

        at, line = _where(error.__traceback__, name)
        if isinstance(error, TemplateSyntaxError):
            return TemplateProblem(error.name or name, error.lineno, f"this template does not parse: {error.message}")
        if isinstance(error, TemplatesNotFound) and len(error.templates) > 1:
            return TemplateProblem(at, line, f"there is no template {' or '.join(map(_quoted, error.templates))}")
        if isinstance(error, TemplateNotFound):
            wanted = str(error.name)
            return TemplateProblem(at, line, f'there is no template "{wanted}"', self._like(wanted))
        if isinstance(error, RecursionError):
            text, hint = faults.endless(error.__traceback__, self._tree(at), line)
            return TemplateProblem(at, line, text, hint or self._own_hint(at))
        if isinstance(error, ValueError) and str(error) == "Circular reference detected":
            return TemplateProblem(at, line, *faults.SELF_HELD)
        if isinstance(error, Mistake):
            return TemplateProblem(at, line, error.text, error.hint)
        if isinstance(error, UnknownName):
            text, hint = faults.unknown_name(error, self._tree(at), line)
            return TemplateProblem(at, line, text, hint or self._near_name(error, values))
        if isinstance(error, TemplateRuntimeError):
            return TemplateProblem(at, line, str(error.message))
        if isinstance(error, TypeError):
            told = faults.misfit(str(error), self._tree(at), line, self._environment)
            if told:
                return TemplateProblem(at, line, *told)
        return TemplateProblem(at, line, f"{type(error).__name__}: {error}")

    def _own_hint(self, name: str) -> str:
        """A hint for a template that holds itself."""
        if f"theme/{name}" in self._sources:
            return f'to change the theme\'s own, write {{% extends "theme/{name}" %}}'
        return "let it extend or include another one"

    def _like(self, name: str) -> str:
        """A hint for a template that is not there."""
        return choice(name, (each for each in self._sources if not each.startswith("theme/")))

    def _near_name(self, error: UnknownName, values: Mapping[str, object]) -> str:
        """A hint for "'artcle' is undefined" or "an article has no attribute 'titel'"."""
        from jinja2.utils import missing

        from newsgen.render.boundary import public
        from newsgen.render.elsewhere import word

        if not isinstance(error.name, str):
            return ""
        if error.owner is missing and error.name in values:
            return _APART
        if error.owner is missing:
            known = {*values, *self._environment.globals, *self._environment.language_values("en")}
            return word("given", error.name, frozenset(values)) or _near(error.name, known)
        return word(type(error.owner).__name__, error.name) or _near(error.name, public(error.owner))


def _unheard(name: str) -> None:
    """Nobody records."""


def _unforeseen(known: frozenset[str], record: Record) -> Record:
    def hear(name: str) -> None:
        if name in known:
            return
        if not _is_whole(name):
            raise Mistake("the name of a template has half a character", "look for \\ud800 to \\udfff")
        # Of Markup, its text: what is recorded is kept as JSON.
        record(str(name))

    return hear


def _is_whole(name: str) -> bool:
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


def _near(name: str, known: Iterable[str]) -> str:
    """A hint, where there is a near name: all of them would be too many."""
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), n=1, cutoff=LIKE)
    return f'did you mean "{near[0]}"?' if near else ""
