"""How people are told that a question has another answer: in the words of its family, with titles and lists' names."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from newsgen.model import TERM_KINDS, Head
from newsgen.questions.change import Change
from newsgen.questions.family import Family, Question, Telling, written
from newsgen.site.lists import is_in_lists, lists_of

# What people call the kinds of terms.
LABELS: Mapping[str, str] = {kind: "section" if kind == "category" else kind for kind in TERM_KINDS}


def told(families: Mapping[str, Family], telling: Telling, question: Question) -> str:
    """What has changed, where a question has another answer: `the text of "Cup" changed`."""
    family = families.get(str(question[0]))
    if family is None:
        return f"{written(families, question)} has another answer"
    return family.words(telling, *question[1:])


class Plain:
    """Nothing is at hand but the question: articles by source, terms by slug."""

    def title(self, source: str) -> str:
        return source

    def list(self, name: str) -> str:
        kind, _, slug = name.partition("/")
        if kind == "home":
            return "the list of the newest articles"
        return f"the {LABELS[kind]} {self.term(kind, slug)}" if kind in LABELS else f"the archive of {name}"

    def term(self, kind: str, slug: str) -> str:
        return slug

    def change_of(self, name: str) -> str:
        return f"{self.list(name)} has other articles, or another order"


class OfChange(Plain):
    """The site as it is and what it was are at hand."""

    def __init__(self, change: Change) -> None:
        self._change = change

    def title(self, source: str) -> str:
        head = self._change.site.head(source) or self._old(source)
        return f'"{head.title}"' if head and head.title else source

    def term(self, kind: str, slug: str) -> str:
        found = [self._change.site.terms(each).get(slug) for each in TERM_KINDS if each == kind]
        return found[0].name if found and found[0] else slug

    def change_of(self, name: str) -> str:
        if new := self._new.get(name):
            return f"{self.list(name)} has {_counted(new, 'a new article', 'new articles')}"
        if gone := self._gone.get(name):
            return f"{self.list(name)} has lost {_counted(gone, 'an article', 'articles')}"
        return super().change_of(name)

    @cached_property
    def _new(self) -> Mapping[str, list[Head]]:
        return _only_here((new, old) for old, new in self._change.pairs())

    @cached_property
    def _gone(self) -> Mapping[str, list[Head]]:
        return _only_here(self._change.pairs())

    def _old(self, source: str) -> Head | None:
        facts = self._change.old.get(source)
        return facts.head if facts else None


def _only_here(pairs: Iterable[tuple[Head | None, Head | None]]) -> dict[str, list[Head]]:
    """List -> the first heads of pairs that stand in it where their second ones do not."""
    found: dict[str, list[Head]] = {}
    for here, there in pairs:
        for name in _lists(here) - _lists(there):
            found.setdefault(name, []).extend([here] if here else [])
    return found


def _lists(head: Head | None) -> frozenset[str]:
    return frozenset(lists_of(head)) if is_in_lists(head) else frozenset()


def _counted(heads: Sequence[Head], one: str, more: str) -> str:
    return f'{one}, "{heads[0].title}"' if len(heads) == 1 else f"{len(heads)} {more}"
