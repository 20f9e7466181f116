"""What a template may show: text, numbers, dates and lists of them; the text of anything else is no part of a page.

The text of a function or a list in the making is an address in memory, another in every run.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date, time, timedelta, tzinfo
from functools import lru_cache, partial
from types import BuiltinFunctionType, FunctionType, MethodType, NoneType
from typing import TypeVar

import markupsafe
from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.utils import Namespace
from markupsafe import Markup
from msgspec import Struct

from newsgen.mistakes import Mistake, named

# What compiled templates look for before they call `shown`.
PLAIN = frozenset({str, Markup, int, float, bool, NoneType})

# What is undefined says so itself; a module's text is what its template shows.
_SCALARS = (str, int, float, bytes, NoneType, date, time, timedelta, tzinfo, range, Undefined, TemplateModule)

# A text -> one that can stand in HTML, no Markup where markupsafe can do without: what is printed is joined anyway.
escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)

# A text that is HTML as it is -> Markup, which asks each value first whether it has HTML of its own.
marked: Callable[[str], Markup] = partial(str.__new__, Markup)

# The same of what a template itself says, which is made once.
said = lru_cache(maxsize=10_000)(marked)

_CALLS = (FunctionType, MethodType, BuiltinFunctionType, Macro, type)

MANUAL = "`newsgen manual theme` lists what templates can read"

_HINTS: tuple[tuple[tuple[type, ...], str], ...] = (
    ((Struct,), "show one of its fields; |pprint shows all of them while you work"),
    (_CALLS, "call it: write () behind its name"),
    ((LoopContext,), "write loop.index"),
    ((Iterator, Set), 'make a list of it, or a text: |list, |join(", ")'),
    ((TemplateReference,), "write self.title() for the block of that name"),
    ((Namespace,), "show what was put into it"),
)

T = TypeVar("T")


def shown(value: T) -> T:
    """The value, if its text is the same in every build and meant to be read; else Mistake."""
    _check(value, _SCALARS)
    return value


def inspected(value: T) -> T:
    """The same for who looks at values while a theme is written: articles, terms and their like, too."""
    _check(value, (*_SCALARS, Struct))
    return value


def modulo(left: object, right: object) -> object:
    """`left % right`, which puts values into a text."""
    if isinstance(left, (str, bytes)):
        shown(right)
    return left % right  # type: ignore[operator]  # what has no remainder raises


def minus(left: object, right: object) -> object:
    """`left - right`; of the keys of two maps in the order of the first, for sets have another in every run."""
    if isinstance(left, Set):
        return [each for each in left if each not in right]  # type: ignore[operator]  # what holds nothing raises
    return left - right  # type: ignore[operator]  # what has no difference raises


def checked(show: Callable[..., T], n_passed: int) -> Callable[..., T]:
    """A filter that makes text of its values, which are looked at before; the first `n_passed` are Jinja's own."""

    def filter_(*arguments: object, **named: object) -> T:
        for each in (*arguments[n_passed:], *named.values()):
            if type(each) not in PLAIN:
                shown(each)
        return show(*arguments, **named)

    # How Jinja tells filters that want its context or environment (pass_context).
    filter_.__dict__.update(show.__dict__)
    return filter_


def _check(value: object, fit: tuple[type, ...]) -> None:
    if isinstance(value, fit):
        return
    if isinstance(value, Mapping):
        for key, each in value.items():
            _check(key, fit)
            _check(each, fit)
    elif isinstance(value, Sequence):
        for each in value:
            _check(each, fit)
    else:
        hint = next((hint for types, hint in _HINTS if isinstance(value, types)), MANUAL)
        if isinstance(value, BlockReference):
            hint = f"write super(), or self.{value.name}() for the block of that name"
        raise Mistake(f"{named(value)} is no text that a page can show", hint)
