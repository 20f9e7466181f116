"""Files of content/ that nothing public refers to: they are not published, and that is said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.site.index import Site

_HINT = "refer to it from a public article, or name it in newsgen.yaml: assets: {also: [PATTERN]}"


def unused(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`asset-unused`, a notice: nothing at all refers to the file."""
    for source in site.unused:
        text = "nothing refers to this file: it is not published"
        yield Diagnostic("asset-unused", Place(source), text, _HINT, "notice")


UNUSED = Check("unused", "heads", frozenset({"asset-unused"}), "notice", unused)


def withdrawn(sources: Iterable[str]) -> Iterator[Diagnostic]:
    """`asset-withdrawn`, a warning: readers have the file now, and will not have it after this build."""
    for source in sources:
        text = "nothing public refers to this file any more: it was published, and is taken away"
        yield Diagnostic("asset-withdrawn", Place(source), text, f"{_HINT}; or delete it", "warning")


def renamed(recordings: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """`asset-withdrawn`, a warning: apps know an episode by its guid, which stays, and its file by the old address."""
    for source, file in recordings:
        text = f'the recording was published as "{file}", and apps that ask for it there find nothing'
        hint = "give the file its old name, also where its content is new; or ignore this if nobody has it yet"
        yield Diagnostic("asset-withdrawn", Place(source), text, hint, "warning")
