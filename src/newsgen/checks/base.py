"""What a check is, and what it is given: the site, the planned outputs, and what every source says."""

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from typing import Literal, Protocol

from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Level, Place
from newsgen.kinds.base import Output
from newsgen.model import Box, Head, Link
from newsgen.site.index import Site


class Read(Protocol):
    """What a source says (content.reading.Reading); places count lines and columns of the file from 1."""

    @property
    def head(self) -> Head | None: ...
    @property
    def links(self) -> tuple[Link, ...]: ...
    @property
    def parts(self) -> tuple[Link, ...]: ...
    @property
    def anchors(self) -> str: ...
    @property
    def boxes(self) -> tuple[Box, ...]: ...
    @property
    def image_places(self) -> tuple[Link, ...]: ...
    @property
    def key_places(self) -> Mapping[str, tuple[int, int, int]]: ...
    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...
    @property
    def odd_kinds(self) -> str: ...


class Few(Mapping[str, Read]):
    """What `every` source says for who asks for one of them, and a few of them for who goes through them."""

    def __init__(self, every: Mapping[str, Read], few: Iterable[str]) -> None:
        self.every = every
        self._few = {source: every[source] for source in few if source in every}

    def __getitem__(self, source: str) -> Read:
        return self.every[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._few)

    def __len__(self) -> int:
        return len(self._few)

    def items(self) -> ItemsView[str, Read]:
        return self._few.items()

    def values(self) -> ValuesView[Read]:
        return self._few.values()


def place_of(readings: Mapping[str, Read], source: str, *keys: str) -> Place:
    """Where the first of the keys that a source has stands in it; the whole file where it has none of them."""
    found = readings.get(source)
    places = found.key_places if found else {}
    return next((Place(source, *places[key]) for key in keys if key in places), Place(source))


Run = Callable[[Site, Sequence[Output], Mapping[str, Read]], Iterable[Diagnostic]]

Scope = Literal["texts", "outputs", "names", "heads", "site"]


class Check(Struct, frozen=True):
    """A check of a site before it is made: `run` says what is wrong, with these `codes` and nothing worse than `level`.

    `scope` is what it looks at, so that after an edit it need not look at everything again:
    "texts": one reading after the other; of those (`Few`) that may say something new where others are as they were, so
    that no article that comes may spoil what it found right in another;
    "outputs": one planned output after the other, given those alone that are new;
    "names": as "heads", of names of terms; where it said nothing, it is given those readings alone that are edited;
    "heads": what heads and files say, at no line: what it said holds until one of them changes;
    "site": anything, but of readings no more than errors and places.
    """

    name: str
    scope: Scope
    codes: frozenset[str]
    level: Level
    run: Run


def of_scope(checks: Iterable[Check], scope: Scope) -> tuple[Check, ...]:
    return tuple(check for check in checks if check.scope == scope)


def codes(checks: Iterable[Check]) -> frozenset[str]:
    """The codes that some checks may give."""
    return frozenset[str]().union(*(check.codes for check in checks))
