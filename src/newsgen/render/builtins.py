"""What Jinja itself brings, as far as it gives the same in every build: filters, tests and global functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from jinja2 import pass_eval_context
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS, do_join, do_pprint, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.tests import TESTS

from newsgen.mistakes import wrong
from newsgen.render.printing import checked, inspected, shown

# What there is no more, and what to do instead.
REFUSED: Mapping[str, str] = {
    "random": "a page would be another in every build; choose by what does not change, such as |first or |sort",
    "lipsum": "its text would be another in every build; write the text out",
}

# Filters that make text of whatever they are given.
_WRITING = (
    *("capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "replace", "safe", "string"),
    *("striptags", "title", "trim", "truncate", "upper", "urlencode", "urlize", "wordcount", "wordwrap", "xmlattr"),
)


def filters() -> dict[str, Callable[..., Any]]:
    kept: dict[str, Any] = {name: _sync(each) for name, each in FILTERS.items() if name not in REFUSED}
    writing = {name: checked(kept[name], 1 if hasattr(kept[name], "jinja_pass_arg") else 0) for name in _WRITING}
    return {**kept, **writing, "join": join, "pprint": lambda value: do_pprint(inspected(value))}


def _sync(filter_: Any) -> Any:
    """A filter as it is where nothing is awaited, which Jinja would find out at each call."""
    return filter_.__wrapped__ if hasattr(filter_, "jinja_async_variant") else filter_


def tests() -> dict[str, Callable[..., Any]]:
    kept: dict[str, Any] = dict(TESTS)
    return kept | {"sameas": is_same}


def functions() -> dict[str, Any]:
    """`dict` is a function here: the class would change what is frozen."""
    kept = {name: each for name, each in DEFAULT_NAMESPACE.items() if name not in REFUSED}
    return {**kept, "dict": lambda *values, **named: dict(*values, **named)}


def json_settings() -> dict[str, object]:
    """How |tojson calls json.dumps: as Jinja has it, but that it says what is no data."""
    return {"sort_keys": True, "default": _no_data}


@pass_eval_context
def join(context: EvalContext, values: Iterable[object], d: str = "", attribute: str | int | None = None) -> str:
    if attribute is not None:
        values = map(make_attrgetter(context.environment, attribute), values)
    text: str = do_join(context, [shown(each) for each in values], shown(d))
    return text


def is_same(value: object, other: object) -> bool:
    """Of none, true and false, whether both are it; else equality: which values are one object is chance."""
    if value is None or other is None or isinstance(value, bool) or isinstance(other, bool):
        return value is other
    return type(value) is type(other) and value == other


def _no_data(value: object) -> NoReturn:
    raise wrong("|tojson", "data", value, "give it texts, numbers, lists and maps; a date becomes a text by |iso")
