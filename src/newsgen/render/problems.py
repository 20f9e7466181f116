"""What Python and Jinja say of a template that failed -> a TemplateProblem: its template, its line, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, TemplateRuntimeError, TemplatesNotFound, TemplateSyntaxError
from jinja2.utils import missing

from newsgen.mistakes import Mistake, choice
from newsgen.render import faults
from newsgen.render.boundary import public
from newsgen.render.environment import FRAME, ThemeEnvironment, UnknownName
from newsgen.render.templates import TemplateProblem
from newsgen.render.trees import Trees

if TYPE_CHECKING:
    from types import TracebackType

# How like a name that is there another must be to be taken for a slip (difflib's ratio); "page" and "range" are 0.67.
LIKE = 0.7

_APART = "it is this page's own: give it to the macro, or import (or include) the template with context"


def problem(
    error: Exception, name: str, values: Mapping[str, object], trees: Trees, environment: ThemeEnvironment
) -> TemplateProblem:
    """What `error` means, that the template `name` raised, or one that it holds, when it was given `values`."""
    at, line = _where(error.__traceback__, name)
    if isinstance(error, TemplateSyntaxError):
        return TemplateProblem(error.name or name, error.lineno, f"this template does not parse: {error.message}")
    if isinstance(error, TemplatesNotFound) and len(error.templates) > 1:
        return TemplateProblem(at, line, f"there is no template {' or '.join(map(_quoted, error.templates))}")
    if isinstance(error, TemplateNotFound):
        wanted = str(error.name)
        return TemplateProblem(at, line, f'there is no template "{wanted}"', like(wanted, trees.sources))
    if isinstance(error, RecursionError):
        text, hint = faults.endless(error.__traceback__, trees.tree(at), line)
        return TemplateProblem(at, line, text, hint or own_hint(at, trees.sources))
    if isinstance(error, MemoryError):
        return TemplateProblem(at, line, "there is no memory left for what stands here", "let it write less")
    if isinstance(error, ValueError) and str(error) == "Circular reference detected":
        return TemplateProblem(at, line, *faults.SELF_HELD)
    if isinstance(error, Mistake):
        return TemplateProblem(at, line, error.text, error.hint)
    if isinstance(error, UnknownName):
        text, hint = faults.unknown_name(error, trees.tree(at), line)
        return TemplateProblem(at, line, text, hint or _near_name(error, values, environment))
    if isinstance(error, TemplateRuntimeError):
        return TemplateProblem(at, line, str(error.message))
    if isinstance(error, TypeError):
        told = faults.misfit(str(error), trees.tree(at), line, environment)
        if told:
            return TemplateProblem(at, line, *told)
    return TemplateProblem(at, line, f"{type(error).__name__}: {error}")


def own_hint(name: str, sources: Mapping[str, str]) -> str:
    """A hint for a template that holds itself."""
    if f"theme/{name}" in sources:
        return f'to change the theme\'s own, write {{% extends "theme/{name}" %}}'
    return "let it extend or include another one"


def like(name: str, sources: Mapping[str, str]) -> str:
    """A hint for a template that is not there."""
    return choice(name, (each for each in sources if not each.startswith("theme/")))


def _near_name(error: UnknownName, values: Mapping[str, object], environment: ThemeEnvironment) -> str:
    """A hint for "'artcle' is undefined" or "an article has no attribute 'titel'"."""
    from newsgen.render.elsewhere import word

    if not isinstance(error.name, str):
        return ""
    if error.owner is missing and error.name in values:
        return _APART
    if error.owner is missing:
        known = {*values, *environment.globals, *environment.language_values("en")}
        return word("given", error.name, frozenset(values)) or _near(error.name, known)
    return word(type(error.owner).__name__, error.name) or _near(error.name, public(error.owner))


def _where(trace: TracebackType | None, name: str) -> tuple[str, int]:
    """The innermost template of a traceback, and its line."""
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
