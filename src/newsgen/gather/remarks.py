"""What sources say of themselves, as it concerns one build: a source that is not public stops nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace

from newsgen.content.hiding import OWN
from newsgen.content.reading import Reading
from newsgen.content.unencrypted import CODE, is_lost, told
from newsgen.diagnostics import Diagnostic, Place
from newsgen.project import Project
from newsgen.site.index import is_public

# So many files are named; more would be a list that nobody reads.
_N_NAMED = 20


def remarks(readings: Mapping[str, Reading], project: Project, clock: datetime) -> Iterator[Diagnostic]:
    """The diagnostics of all readings, but for those of pictures by http: where browsers show these."""
    is_told = is_lost(project.config)
    found = (each for each in _remarks(readings, project, clock) if is_told or each.code != CODE)
    return (told(project.config, each) for each in found) if is_told else found


def _remarks(readings: Mapping[str, Reading], project: Project, clock: datetime) -> Iterator[Diagnostic]:
    """The diagnostics of all readings. A hidden source's errors are warnings, and its warnings stop no strict build.

    Where drafts are built (`-D`), they are read as any other source is. Errors in what will be public stay errors.
    Last comes one notice of what other systems' words have hidden.
    """
    drafts, future = project.options.drafts, project.options.future
    hidden: dict[str, str] = {}
    for source, reading in readings.items():
        if reading.hidden and not drafts:
            hidden[source] = reading.hidden
            yield from map(_of_hidden, reading.diagnostics)
        elif not reading.diagnostics:
            continue
        elif reading.head is not None and not is_public(reading.head, clock, drafts, future):
            yield from map(_of_hidden, reading.diagnostics)
        else:
            yield from reading.diagnostics
    yield from _not_public({source: word for source, word in hidden.items() if word not in OWN}, project.config.content)


def _of_hidden(diagnostic: Diagnostic) -> Diagnostic:
    level = "warning" if diagnostic.level == "error" else diagnostic.level
    return replace(diagnostic, level=level, is_about_hidden=True)


def _not_public(hidden: Mapping[str, str], folder: str) -> Iterator[Diagnostic]:
    if not hidden:
        return
    counts = sorted(Counter(hidden.values()).items(), key=lambda item: (-item[1], item[0]))
    words = ", ".join(f"{word} ({n})" for word, n in counts)
    sources = "1 source is" if len(hidden) == 1 else f"{len(hidden)} sources are"
    files = sorted(hidden)
    named = ", ".join(files[:_N_NAMED]) + (f" and {len(files) - _N_NAMED} more" if len(files) > _N_NAMED else "")
    hint = f"newsgen build -D shows them as it shows drafts: {named}"
    yield Diagnostic("not-public", Place(folder), f"{sources} not published, as they say: {words}", hint, "notice")
