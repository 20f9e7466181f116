"""Questions and their answers: each is found once for the outputs of a chunk, and every answer has a digest."""

from collections.abc import Mapping
from typing import Any

import msgspec

from newsgen.mistakes import Mistake, unknown
from newsgen.questions.family import Family, Outside, Question
from newsgen.site.index import Site

# Of a question of a family that is not known any more: no answer has it.
NO_DIGEST = b""

_DECODER = msgspec.json.Decoder(Question)


class Answers:
    """Answers to the questions of some families, by name. Those that are not lasting are forgotten with `forget`."""

    def __init__(self, site: Site, outside: Outside, families: Mapping[str, Family]) -> None:
        self.site = site
        self.outside = outside
        self.families = families
        self.shared: dict[tuple[str, ...], tuple[Any, Mapping[Question, None]]] = {}
        self._values: dict[Question, object] = {}
        self._digests: dict[Question, bytes] = {}

    def value(self, question: Question) -> object:
        """The answer; a Mistake for what nobody can answer, or keep to ask it again."""
        try:
            return self._values[question]
        except KeyError:
            value = self._values[question] = self._answer(question)
            return value

    def digest(self, question: Question) -> bytes:
        """The digest of an answer: equal digests, equal answers. `DIGEST_BYTES` long, or NO_DIGEST."""
        found = self._digests.get(question)
        if found is None:
            family = self.families.get(str(question[0]))
            found = self._digests[question] = family.digest(self, question) if family else NO_DIGEST
        return found

    def forget(self) -> None:
        """Drop all but lasting answers, so that memory does not grow with the number of outputs made."""
        self.shared.clear()
        self._values = {question: value for question, value in self._values.items() if self._is_lasting(question)}
        self._digests = {question: self._digests[question] for question in self._values if question in self._digests}

    def _answer(self, question: Question) -> object:
        name, *arguments = question
        family = self.families.get(str(name))
        if family is None:
            raise unknown("question", name, self.families)
        if not is_keepable(question):
            raise Mistake(f"{name} cannot be asked with {arguments!r}", "ask with texts and whole numbers")
        return family.answer(self, *arguments)

    def _is_lasting(self, question: Question) -> bool:
        is_lasting = self.families[str(question[0])].is_lasting
        return is_lasting is not None and is_lasting(question)


def is_keepable(question: Question) -> bool:
    """Whether a question can be written down, and is the same when it is read again."""
    try:
        return read(kept(question)) == question
    except (UnicodeEncodeError, OverflowError, TypeError, msgspec.ValidationError):
        # Half a character, a number of more than 64 bits, or what is no plain value.
        return False


def kept(question: Question) -> str:
    """A question as it is kept: JSON text."""
    return msgspec.json.encode(question).decode()


def read(text: str) -> Question:
    """A kept question. msgspec.DecodeError: it is none."""
    return _DECODER.decode(text)
