"""A family of questions, ("related", source, 4): all that there is to know of it is one value."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from newsgen.digests import digest_of
from newsgen.model import Body, Head
from newsgen.questions.change import Change
from newsgen.site.index import Site

if TYPE_CHECKING:
    from newsgen.questions.view import View

Scalar = str | int | bool | None
Arguments = tuple[Scalar, ...]
# The name of a family and arguments: plain values, so that a question can be kept and asked again.
Question = tuple[Scalar, ...]


class Outside(Protocol):
    """What answers need beyond the index: stored bodies, shared fragments, digests of templates, versions of kinds.

    `box` is the HTML of one by its template, which a view asks for, whose questions are that view's.
    """

    def body(self, key: bytes) -> Body: ...
    def box(self, view: "View", name: str, values: Mapping[str, object], lang: str) -> str: ...
    def fragment(self, known: "Known", name: str, lang: str, exclude: str) -> str: ...
    def template_digest(self, name: str) -> str: ...
    def kind_version(self, name: str) -> str: ...


class Known(Protocol):
    """What an answer is made from. `shared` has what views have made of answers, with what they asked for it."""

    shared: "dict[tuple[str, ...], tuple[Any, Mapping[Question, None]]]"

    @property
    def site(self) -> Site: ...
    @property
    def outside(self) -> Outside: ...
    def value(self, question: Question) -> object: ...


class Telling(Protocol):
    """What is at hand to tell people of a question: names, and what has become of a list."""

    def title(self, source: str) -> str: ...
    def list(self, name: str) -> str: ...
    def change_of(self, name: str) -> str: ...


class Scope(Struct, frozen=True):
    """Which of a family's questions are to be asked again: those found by one of these words (None: all of them).

    Of those, the ones that `may_differ`.
    """

    found_by: frozenset[str] | None
    may_differ: Callable[[Question], bool] | None = None

    def holds(self, question: Question, found_by: str) -> bool:
        is_found = self.found_by is None or found_by in self.found_by
        return is_found and (self.may_differ is None or self.may_differ(question))


WHOLE = Scope(None)
NOTHING = Scope(frozenset())


def by_first(question: Question) -> str:
    """The first argument, by which most questions are found."""
    return str(question[1]) if len(question) > 1 else ""


def of_value(known: Known, question: Question) -> bytes:
    return digest_of(known.value(question))


def of_source(known: Known, question: Question) -> bytes:
    """The digest of which head an answer is: what that says is a question of its own."""
    head = known.value(question)
    return digest_of(head.source if isinstance(head, Head) else None)


def of_sources(known: Known, question: Question) -> bytes:
    """The digest of which heads a list holds, in its order."""
    heads: tuple[Head, ...] = known.value(question)  # type: ignore[assignment]  # what a list's family answers
    return digest_of([head.source for head in heads])


class Family(Struct, frozen=True, kw_only=True):
    """Functions of a module or parts of them alone, so that a process that was not forked can have it.

    `answer`: what is known and a question's arguments -> the answer; pure.
    `digest`: of the answer; equal digests, equal answers.
    `examples`: arguments with which it may be asked of a site, for the law that what is not asked again has the same
    answer (tests/questions/test_law.py).
    `words`: what is at hand to tell of it and its arguments -> how it is told that the answer is another one.
    `found_by`: the word by which a kept question is found, a source or a list.
    `bound`: which questions a change can affect. That is a bound from above: a question that is asked without need
    costs time, one that is left out would cost truth. None: all are asked again at every change.
    `is_durable`: only newsgen.yaml, templates, static files or newsgen itself can change an answer.
    `is_lasting`: which answers a process keeps as long as it lives, since they are few and asked by many.
    `keywords`: the names of its arguments, where templates give those by name.
    """

    name: str
    answer: Callable[..., object]
    examples: Callable[[Site], Iterable[Arguments]]
    words: Callable[..., str]
    digest: Callable[[Known, Question], bytes] = of_value
    found_by: Callable[[Question], str] = by_first
    bound: Callable[[Change], Scope] | None = None
    is_durable: bool = False
    is_lasting: Callable[[Question], bool] | None = None
    keywords: tuple[str, ...] = ()


def no_arguments(site: Site) -> Iterable[Arguments]:
    """The `examples` of a family whose question has no arguments."""
    return [()]


def scope(family: Family | None, change: Change) -> Scope:
    """Which questions of a family may have another answer after a change; None is one that nobody knows any more."""
    if family is None or change.is_other_config:
        return WHOLE
    if family.is_durable:
        return WHOLE if change.are_other_inputs else NOTHING
    return family.bound(change) if family.bound else WHOLE


def written(families: Mapping[str, Family], question: Question) -> str:
    """The question as a template would ask it: `recent(6)`."""
    name, *arguments = question
    family = families.get(str(name))
    if family is not None and family.keywords:
        pairs = zip(family.keywords, arguments, strict=False)
        return f"{name}({', '.join(f'{key}={value!r}' for key, value in pairs if value is not None)})"
    return f"{name}({', '.join(map(repr, arguments))})"
