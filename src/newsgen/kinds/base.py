"""What a kind of output is: it plans its files and makes each of them, reading only through a view."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import Struct

from newsgen.model import Head
from newsgen.questions.view import View
from newsgen.site.index import Site


class Output(Struct, frozen=True, gc=False):
    """One file to be: `path` below the output folder, the kind that makes it, and what it is about."""

    path: str
    kind: str
    subject: str = ""


class Page(Struct, frozen=True):
    """A template and the values it is rendered with."""

    template: str
    values: Mapping[str, object]
    lang: str


class Copy(Struct, frozen=True):
    """A source that is published as it is."""

    source: str


class Scaled(Struct, frozen=True):
    """A picture in WebP, `width` pixels wide; cut to `height` about its `focus` where that is not 0 (site.pictures)."""

    source: str
    width: int
    height: int = 0
    focus: tuple[int, int] = (50, 50)


Made = Page | Copy | Scaled | bytes


class ListPage(Struct, frozen=True):
    """One page of a list, numbered from the oldest (1), articles newest first; "" where there is no neighbour."""

    number: int
    total: int
    articles: tuple[Head, ...]
    url: str
    first_url: str
    newer_url: str
    older_url: str
    is_front: bool


class Kind(Protocol):
    """`version` rises when make() says something new; `stage` orders publishing (0 first, 3 last)."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def stage(self) -> int: ...
    def plan(self, site: Site) -> Iterable[Output]: ...
    def make(self, output: Output, view: View) -> Made: ...
