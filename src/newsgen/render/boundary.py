"""Which names of a value templates can read: what leads behind the values they are given is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time, tzinfo
from itertools import takewhile
from types import GeneratorType
from typing import TYPE_CHECKING, NoReturn

from jinja2 import Undefined
from msgspec import Struct

from newsgen.expressions import expression
from newsgen.frozen import frozen
from newsgen.mistakes import Mistake, named
from newsgen.render.printing import MANUAL, shown

if TYPE_CHECKING:
    from newsgen.render.environment import ThemeEnvironment

_CLOCK = frozenset({"now", "today", "utcnow"})
# Methods of dates that may look at the machine's time zone, with the names of their arguments.
_ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "astimezone": ("tz",),
    "fromtimestamp": ("timestamp", "tz"),
    "strftime": ("format",),
    "strptime": ("text", "format"),
    "timestamp": (),
}
_ZONED = _ARGUMENTS.keys()
_OF_ZONES = frozenset({"clear_cache", "from_file", "no_cache"})
_OF_FRAMES = frozenset({"gi_code", "gi_frame", "gi_running", "gi_suspended", "gi_yieldfrom", "send", "throw", "close"})
# Methods of texts that write out whatever they are given; `escape` and `replace` of what is marked as safe.
_OF_TEXT = frozenset({"escape", "format", "format_map", "join", "replace"})

_ZONE_HINT = "name one: article.date.astimezone(other.date.tzinfo), fromtimestamp(number, article.date.tzinfo)"

# Names that are looked at when they are read; all others lead nowhere for any value that templates are given.
WATCHED = frozenset({"extra", "mro"}) | _CLOCK | _ZONED | _OF_ZONES | _OF_FRAMES | _OF_TEXT

# The seconds since 1970, as the machine's own time zone has them, are an extension of some systems.
_SECONDS = expression(r"%[-_0^#]*\d*[EO]?s")


def is_watched(name: str) -> bool:
    return name in WATCHED or name.startswith("_")


def read(environment: ThemeEnvironment, owner: object, name: str) -> object:
    """A value's attribute of a watched name, or what it has under that key; Mistake for what no template may read."""
    if isinstance(owner, Undefined):
        owner._fail_with_undefined_error()
    if name.startswith("_"):
        return _key(environment, owner, name)
    if name in _OF_TEXT and isinstance(owner, str) and hasattr(owner, name):
        return _writing(environment, owner, name)
    if isinstance(owner, (date, time)):
        return _of_date(owner, name) if name in _CLOCK | _ZONED else environment.found(owner, name)
    if isinstance(owner, (tzinfo, GeneratorType, type)):
        _refuse(owner, name)
    found = environment.found(owner, name)
    return frozen(found) if isinstance(owner, Struct) else found


def public(owner: object) -> Iterable[str]:
    """The names that a value has for templates, for hints."""
    names = owner if isinstance(owner, Mapping) else dir(owner)
    return (name for name in names if isinstance(name, str) and not name.startswith("_"))


def _key(environment: ThemeEnvironment, owner: object, name: str) -> object:
    """Keys of front matter may begin as they like; one that is missing is undefined like any other."""
    if not isinstance(owner, Mapping):
        _refuse(owner, name)
    return owner[name] if name in owner else environment.undefined(obj=owner, name=name)


def _refuse(owner: object, name: str) -> NoReturn:
    bare = name.strip("_")
    near = f'did you mean "{bare}"?' if bare != name and bare in public(owner) else MANUAL
    raise Mistake(f'templates cannot read "{name}" of {named(owner)}', near)


def _writing(environment: ThemeEnvironment, text: str, name: str) -> Callable[..., str]:
    """`format` and `format_map`, whose places read attributes as templates do; others of what can be shown."""
    if name == "join":
        return lambda values: text.join([shown(each) for each in values])
    if name in {"escape", "replace"}:
        method = getattr(text, name)
        return lambda *values, **named: method(*map(shown, values), **named)
    from newsgen.render.formatting import formatted

    if name == "format_map":
        return lambda values: formatted(environment, text, (), values)
    return lambda *values, **named: formatted(environment, text, values, named)


def _of_date(owner: date | time, name: str) -> object:
    """What a date has under a name that may ask the machine for its clock or its time zone."""
    if name in _CLOCK:
        hint = "show a date of an article; a page is made again when what it shows changes, not when time passes"
        raise Mistake(f'"{name}" is the time of the build', hint)
    method = getattr(owner, name)

    def asked(*positional: object, **named: object) -> object:
        arguments = _in_order(name, positional, named)
        if name in {"strftime", "strptime"}:
            check_pattern(str(arguments[-1]) if arguments else "")
        elif _is_local(owner, name, arguments):
            raise Mistake(f'"{name}" would take the time zone of the machine that builds', _ZONE_HINT)
        return method(*arguments)

    return asked


def _in_order(method: str, positional: tuple[object, ...], named: Mapping[str, object]) -> tuple[object, ...]:
    """The arguments of a method of dates, of which those given by name stand last."""
    wanted = _ARGUMENTS[method]
    # A name that would leave a gap before it has no place.
    rest = tuple(takewhile(named.__contains__, wanted[len(positional) :]))
    strange = next((name for name in named if name not in rest), None)
    if strange is not None or len(positional) > len(wanted):
        what = "more than it takes" if strange is None else f'"{strange}", which it does not take'
        raise Mistake(f'"{method}" of a date is given {what}', f"write {method}({', '.join(wanted)})")
    return (*positional, *(named[name] for name in rest))


def _is_local(owner: date | time, name: str, arguments: Sequence[object]) -> bool:
    """Whether a method would fall back on the zone of the machine: its zone comes last, and may be left out."""
    if name == "fromtimestamp":
        return arguments[1:] in {(), (None,)}
    return getattr(owner, "tzinfo", None) is None or (name == "astimezone" and arguments in {(), (None,)})


def check_pattern(pattern: str) -> None:
    """Refuse what depends on the machine in a pattern of strftime or strptime."""
    if _SECONDS().search(pattern.replace("%%", "")):
        raise Mistake(f'"%s" in "{pattern}" depends on the time zone of the machine', "write date.timestamp()|int")
