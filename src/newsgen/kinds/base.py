"""What a kind of output is: it plans its files and makes each of them, reading only through a view."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeAlias, TypeVar

import msgspec
from msgspec import Struct

from newsgen.colours import Rgb
from newsgen.model import Head
from newsgen.questions.view import View
from newsgen.site.index import Site


class Subject(Struct, frozen=True, gc=False, array_like=True, forbid_unknown_fields=True):
    """What an output is about: all that its kind has to know to make it, beside what it asks a view.

    Each kind has a type of its own, of texts, numbers and tuples. str() is how people name it.
    """

    @property
    def holds_lists(self) -> bool:
        """Whether the output holds shared lists itself with `placement: auto`."""
        return False

    def made_of(self, site: Site) -> str:
        """The path of the file that the output is made of, "" where it is made of many."""
        return ""

    def __str__(self) -> str:
        return " ".join(str(value) for value in msgspec.structs.astuple(self) if value)


class TheSite(Subject, frozen=True):
    """The site as a whole: of files that it has once."""


class OfSource(Subject, frozen=True):
    """What one source says, or one file of content/ holds."""

    source: str

    def made_of(self, site: Site) -> str:
        return self.source


S = TypeVar("S", bound=Subject)


class Output(Struct, frozen=True, gc=False):
    """One file to be: `path` below the output folder, the kind that makes it, and what it is about, encoded.

    So it stands in the cache, too: a build decodes the subjects of those outputs alone that it makes or speaks of.
    """

    path: str
    kind: "AnyKind"
    encoded: bytes

    @property
    def subject(self) -> Subject:
        """Raises msgspec.MsgspecError where the cache holds none of this kind."""
        subject: Subject = subject_of(self.kind, self.encoded)
        return subject


class Page(Struct, frozen=True):
    """A template and the values it is rendered with, in the language `lang`."""

    template: str
    values: Mapping[str, object]
    lang: str


class Copy(Struct, frozen=True):
    """A file that is published as it is; `source`: its path from the site's root, as assets have it.

    `digest` is that of the bytes that all else in the site was made for, in hexadecimal; "" where nobody knows.
    `bare_digest`: that of what is published where a picture loses what is nobody's business (content.bare).
    """

    source: str
    digest: str = ""
    bare_digest: str = ""


class Scaled(Struct, frozen=True):
    """A picture in WebP, `width` pixels wide; cut to `height` about its `focus` where that is not 0 (site.pictures)."""

    source: str
    width: int
    height: int = 0
    focus: tuple[int, int] = (50, 50)
    digest: str = ""


class Drawn(Struct, frozen=True):
    """A card (site.cards): the paper's name, and the section's or what the paper says of itself, on a ground."""

    paper: str
    text: str
    colour: Rgb
    is_section: bool


Made = Page | Copy | Scaled | Drawn | bytes


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


class Kind(Protocol[S]):
    """A kind of output, whose outputs are about values of the type `subject`.

    `name` is unique, and stands in the cache; `version` rises when make() says something new; `stage` orders publishing
    (0 first, 3 last). `plan` says which outputs there are, looking at anything; `make` makes one of them, a pure
    function of its subject and of what it asks the view.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def stage(self) -> int: ...
    @property
    def subject(self) -> type[S]: ...
    def plan(self, site: Site) -> Iterable[Output]: ...
    def make(self, subject: S, view: View) -> Made: ...


# Where kinds stand side by side, no type can say that each of them is given the subjects that it planned itself.
AnyKind: TypeAlias = Kind[Any]


# Bound once, since an archive has hundreds of thousands of outputs.
_encoded = msgspec.msgpack.Encoder().encode


def output_of(kind: Kind[S], path: str, subject: S) -> Output:
    """An output to be planned."""
    return Output(path, kind, _encoded(subject))


def subject_of(kind: Kind[S], encoded: bytes) -> S:
    """What an output is about; raises msgspec.MsgspecError for what no output of this kind has."""
    return msgspec.msgpack.decode(encoded, type=kind.subject)
