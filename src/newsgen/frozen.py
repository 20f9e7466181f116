"""Maps and lists that cannot be changed: what templates are given of free values (`extra`)."""

from collections.abc import Mapping
from typing import NoReturn

from newsgen.mistakes import Mistake

HINT = "make one of your own: {% set mine = dict(article.extra, key=value) %}, {% set mine = values + [value] %}"


def _fixed(self: object, *arguments: object, **named: object) -> NoReturn:
    what = "map" if isinstance(self, Mapping) else "list"
    raise Mistake(f"this {what} is the site's, and no page can change it", HINT)


class FrozenMap(dict[str, object]):
    """A dict in all but that: equal to one, encoded as one, copied to one. What it holds is frozen, too."""

    __slots__ = ()
    __setitem__ = __delitem__ = __ior__ = _fixed
    clear = pop = popitem = setdefault = update = _fixed

    def __reduce__(self) -> tuple[type["FrozenMap"], tuple[dict[str, object]]]:
        return FrozenMap, (dict(self),)


class FrozenList(list[object]):
    """A list in all but that."""

    __slots__ = ()
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _fixed
    append = clear = extend = insert = pop = remove = reverse = sort = _fixed

    def __reduce__(self) -> tuple[type["FrozenList"], tuple[list[object]]]:
        return FrozenList, (list(self),)


def frozen(value: object) -> object:
    """A value whose maps and lists, at any depth, cannot be changed; what cannot be changed anyway as it is."""
    if isinstance(value, Mapping):
        return FrozenMap({key: frozen(each) for key, each in value.items()})
    if isinstance(value, list):
        return FrozenList(map(frozen, value))
    return value
