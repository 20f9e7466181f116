"""What a check is given: the site, the planned outputs and the readings of all sources, and what it says of a link."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from newsgen.diagnostics import Diagnostic, Place
from newsgen.model import Head, Link
from newsgen.site.index import Site


class Planned(Protocol):
    """An output that is to be made (kinds.base.Output)."""

    @property
    def path(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> str: ...


class Read(Protocol):
    """What a source says (content.reading.Reading); places count lines and columns of the file from 1."""

    @property
    def head(self) -> Head | None: ...
    @property
    def links(self) -> tuple[Link, ...]: ...
    @property
    def image_places(self) -> tuple[Link, ...]: ...
    @property
    def key_places(self) -> Mapping[str, tuple[int, int, int]]: ...
    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...


def place_of(readings: Mapping[str, Read], source: str, *keys: str) -> Place:
    """Where the first of the keys that a source has stands in it; the whole file where it has none of them."""
    found = readings.get(source)
    places = found.key_places if found else {}
    return next((Place(source, *places[key]) for key in keys if key in places), Place(source))


Check = Callable[[Site, Sequence[Planned], Mapping[str, Read]], Iterable[Diagnostic]]
