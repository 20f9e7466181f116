"""What the checks find, and which of them need not look at everything again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from urllib.parse import unquote

from msgspec import Struct

from newsgen.checks.ahead import ahead, ahead_of_texts
from newsgen.checks.base import Check, Few, Read, codes, of_scope
from newsgen.checks.parts import CODE as PART
from newsgen.checks.parts import ThemeIds, leading_to, parts
from newsgen.content.reading import Reading
from newsgen.diagnostics import Diagnostic
from newsgen.gather.kept import decoded
from newsgen.kinds.base import Output
from newsgen.model import TERM_FOLDERS
from newsgen.registry import Registry
from newsgen.site.index import Site
from newsgen.walk.seen import Seen


class Faults(Struct, frozen=True):
    """What checks find; `of_texts` is said of texts, of each by itself, `of_others` of anything."""

    of_others: Sequence[Diagnostic]
    of_texts: Sequence[Diagnostic]


class Checking(Struct, frozen=True, dict=True):
    """A site, the outputs that it is to have and what its sources say, to be checked."""

    registry: Registry
    seen: Seen
    site: Site
    outputs: Sequence[Output]
    said: Mapping[str, Reading]

    @cached_property
    def edited(self) -> frozenset[str]:
        """The sources that may say something else than in the last build."""
        return frozenset(self.seen.differing)

    def faults(self, are_alike: bool) -> Faults:
        """What the last build said mostly still holds: where nothing but some texts is not as it was (`are_alike`),
        those alone are looked at.
        """
        if self.seen.last.record.number and are_alike and not any(self._beside_texts()):
            return Faults(self.seen.last.of_others, self._of_texts_again())
        texts = self._new_texts()
        of_texts, of_others = self._of_texts(texts, texts), self._of_others()
        told = {(fault.code, fault.place) for fault in (*of_others, *of_texts)}
        to_come = ahead(self.site, self.outputs, self.registry.plan, self.registry.checks, self.said)
        return Faults([*of_others, *(each for each in to_come if (each.code, each.place) not in told)], of_texts)

    def _new_texts(self) -> Mapping[str, Read]:
        """The texts of which something new may be said."""
        if not self.seen.last.record.number or not _adds_alone(self.seen, self.said):
            return self.said
        # A description has a page from its term's first article on; what led nowhere may lead somewhere now.
        described = (head.source for head in self.site.descriptions)
        faulty = (each.place.file for each in self.seen.last.of_texts)
        return Few(self.said, self.edited.union(described, faulty, self._leading_to_new()))

    def _leading_to_new(self) -> Iterator[str]:
        """The sources with links that may mean what has come, and meant something else before."""
        heads = [head for source in self.edited if (head := self.said[source].head) is not None]
        ends = {_end(address) for head in heads for address in (head.source, head.url, *head.aliases)}
        for source, reading in self.said.items():
            targets = (
                [link.target for link in reading.links if link.target not in self.site.facts] if reading.links else ()
            )
            if targets and any(_may_mean(target, ends) for target in targets):
                yield source

    def _new_outputs(self) -> Sequence[Output]:
        """The outputs of which something may be said, where it was not said in the last build."""
        last, told = self.seen.last, codes(of_scope(self.registry.checks, "outputs"))
        if not last.record.number or any(each.code in told for each in last.of_others):
            return self.outputs
        known = last.outputs
        return [output for output in self.outputs if output.path not in known]

    def _of_others(self) -> list[Diagnostic]:
        """What is said of anything but texts."""
        checks = self.registry.checks
        given = {
            "outputs": (self._new_outputs(), self.said),
            "names": (self.outputs, _naming_anew(self.seen, self.site, self.said, of_scope(checks, "names"))),
        }
        others = (check for check in checks if check.scope != "texts")
        return [
            fault for each in others for fault in each.run(self.site, *given.get(each.scope, (self.outputs, self.said)))
        ]

    def _of_texts(self, texts: Mapping[str, Read], linking: Iterable[str]) -> list[Diagnostic]:
        """What is said of texts, and of links to parts of pages in those that are `linking` to some."""
        checks, ids = of_scope(self.registry.checks, "texts"), ThemeIds(self.seen.inputs.templates.sources)
        found = [fault for each in checks for fault in each.run(self.site, self.outputs, texts)]
        return [*found, *parts(self.site, linking, self.said, ids)]

    def _of_texts_again(self) -> list[Diagnostic]:
        """What is said of texts where nothing but some of them is not as it was: of the others what was said before."""
        before = self.seen.last.of_texts
        linking = {
            *_linking(self.seen, self.site, self.said),
            *(each.place.file for each in before if each.code == PART),
        }
        standing = [each for each in before if each.code != PART and each.place.file not in self.edited]
        return [*standing, *self._of_texts(Few(self.said, self.edited), linking)]

    def _beside_texts(self) -> Iterator[object]:
        """What may have to be said of something else, or elsewhere, where nothing but some texts is not as it was."""
        site, said, edited = self.site, self.said, self.edited
        yield from ahead_of_texts(site, self.outputs, self.registry.plan, self.registry.checks, said, edited)
        yield from (source for source in edited if _asks_for_template(said[source]))
        # What is said of heads stands at no line.
        lasting = codes(chain(of_scope(self.registry.checks, "heads"), of_scope(self.registry.checks, "names")))
        yield from (each for each in self.seen.last.of_others if each.place.file in edited and each.code not in lasting)


def _adds_alone(seen: Seen, said: Mapping[str, Reading]) -> bool:
    """Whether nothing differs but that articles came: what other texts lead to is where it was."""
    known, rows = seen.last.sources, seen.inputs.rows
    if not seen.is_set_alike or any(source not in rows for source in seen.differing):
        return False
    came = [source for source in seen.differing if source not in known]
    edited = any(rows[source].digest != known[source].digest for source in seen.differing if source in known)
    return not edited and all((head := said[source].head) is None or head.form == "article" for source in came)


def _end(address: str) -> str:
    """The last part of an address or a path, without what follows a point."""
    return unquote(address).rstrip("/").rpartition("/")[2].partition(".")[0].casefold()


def _may_mean(target: str, ends: Iterable[str]) -> bool:
    written = unquote(target).casefold()
    return not written.strip("./") or any(end in written for end in ends)


def _naming_anew(
    seen: Seen, site: Site, said: Mapping[str, Reading], of_names: Sequence[Check]
) -> Mapping[str, Reading]:
    """The readings that may name terms as no other does: the edited ones, if nothing was said of names before."""
    told = codes(of_names)
    is_quiet = seen.last.record.number > 0 and not any(each.code in told for each in seen.last.diagnostics)
    # A description says of all articles what their names are; one without a title leaves that to the oldest of them.
    if not is_quiet or seen.inputs_differ or any(map(_describes, seen.differing)):
        return said
    if not all(head.title for head in site.descriptions):
        return said
    return {path: said[path] for path in seen.differing if path in said}


def _describes(source: str) -> bool:
    """Whether a source lies where descriptions of terms do."""
    return source.rpartition("/")[0].rpartition("/")[2] in TERM_FOLDERS


def _linking(seen: Seen, site: Site, said: Mapping[str, Reading]) -> Sequence[str]:
    """The edited sources, and those with links to parts of one that has lost some."""
    known = seen.last.cache.published_reading
    old = {source: decoded(known(source)).anchors for source in seen.differing}
    lost = {source for source, anchors in old.items() if not {*anchors.split()} <= {*said[source].anchors.split()}}
    return [*old, *(leading_to(site, lost, said) if lost else ())]


def _asks_for_template(reading: Reading) -> bool:
    """Whether a head may say what it said by another key, `layout` or `template`, of which something else is told."""
    return reading.head is not None and bool(reading.head.template)
