"""The second step: what is to be, and whether anything speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from newsgen.checks.emptied import emptied
from newsgen.checks.unused import renamed, withdrawn
from newsgen.config import Config
from newsgen.content.reading import Reading
from newsgen.diagnostics import Diagnostic, Place
from newsgen.gather.indexed import site_of
from newsgen.gather.kept import decoded
from newsgen.gather.readings import Readings, readings
from newsgen.gather.remarks import remarks
from newsgen.kinds.base import Output
from newsgen.make.standing import StandingOutputs, checksum
from newsgen.model import WORDING, Head
from newsgen.project import Project
from newsgen.registry import Registry
from newsgen.site.index import Site
from newsgen.site.references import HIDDEN
from newsgen.walk.checked import Checking, Faults
from newsgen.walk.seen import Seen

_PATH, _ENCODED = attrgetter("path"), attrgetter("encoded")
# More edited sources than these are not looked at one by one.
MANY = 100


class Planned(Struct, frozen=True, dict=True):
    """The site, the outputs it is to have, with a checksum of those, and what is said of both.

    `passing` is said of the step from the last build to this one, and not again by the next.
    """

    readings: Readings
    site: Site
    outputs: Sequence[Output]
    outputs_checksum: bytes
    diagnostics: tuple[Diagnostic, ...]
    passing: tuple[Diagnostic, ...]
    faults: Faults

    @cached_property
    def paths(self) -> Set[str]:
        """Where the outputs are."""
        outputs = self.outputs
        return outputs.paths if isinstance(outputs, StandingOutputs) else {each.path for each in outputs}


def planned(project: Project, registry: Registry, seen: Seen, before: Planned | None) -> Planned:
    """Plan what is to be; `before` is what this process planned last."""
    read = readings(seen.inputs, seen.last.cache, before.readings if before else None)
    site = site_of(project, seen.inputs, read.by_source, seen.clock)
    are_alike = seen.are_heads_alike or (not registry.heeds_wording and _differ_in_wording(seen, read.by_source))
    outputs, outputs_checksum = _outputs(registry, seen, site, before, are_alike)
    faults = Checking(registry, seen, site, outputs, read.by_source).faults(are_alike)
    said = (*_unread_parts(registry, seen.inputs.config), *remarks(read.by_source, project, seen.clock))
    diagnostics = (*seen.inputs.diagnostics, *said, *faults.of_others, *faults.of_texts)
    passing = (
        *emptied(seen.inputs.config.content, len(seen.last.sources), len(seen.inputs.rows)),
        *withdrawn(_withdrawn(seen, site)),
        *renamed(_renamed_recordings(seen, site)),
    )
    return Planned(read, site, outputs, outputs_checksum, diagnostics, passing, faults)


def _differ_in_wording(seen: Seen, said: Mapping[str, Reading]) -> bool:
    """Whether texts and the wording of articles alone differ, on which no address and no list depends."""
    if not seen.is_planned_alike or len(seen.differing) > MANY:
        return False
    known, rows = seen.last.sources, seen.inputs.rows
    return all(
        rows[path].references == known[path].references
        and (rows[path].head_digest == known[path].head_digest or _is_reworded(seen, path, said[path].head))
        for path in seen.differing
    )


def _is_reworded(seen: Seen, path: str, head: Head | None) -> bool:
    old = decoded(seen.last.cache.published_reading(path)).head
    if old is None or head is None or head.form != "article":
        return False
    # No other field needs to be known here: what is new in a head counts.
    return replace(old, **{name: getattr(head, name) for name in WORDING}) == head


def _outputs(
    registry: Registry, seen: Seen, site: Site, before: Planned | None, are_alike: bool
) -> tuple[Sequence[Output], bytes]:
    """A site's outputs; where heads, files and settings are those of a site that was planned, nothing is ordered.

    `are_alike`: all that outputs and checks depend on but texts is as in the last build.
    """
    if before is not None and site.is_ordered_as(before.site):
        site.take_order(before.site)
        return before.outputs, before.outputs_checksum
    if are_alike:
        standing = StandingOutputs(seen.last.outputs, registry.kinds)
        # The rows of a broken cache may be anything.
        if standing.checksum() == seen.last.record.outputs:
            return standing, seen.last.record.outputs
    planned = registry.plan(site)
    return planned, checksum(map(_PATH, planned), map(_ENCODED, planned))


def _unread_parts(registry: Registry, config: Config) -> Iterator[Diagnostic]:
    """An error for parts of Python-Markdown that texts are not read with."""
    if registry.markdown and config.markdown.engine != "markdown":
        place = config.places.get("markdown.engine", Place("newsgen.yaml"))
        names = ", ".join(f'"{getattr(part, "__name__", part)}"' for part in registry.markdown)
        text = f"{names} stand in no text that this engine reads: they are parts of Python-Markdown"
        yield Diagnostic("markdown-parts", place, text, "write engine: markdown, or compose a registry without them")


def _withdrawn(seen: Seen, site: Site) -> list[str]:
    """The files of content/ that the last build published and this one does not, though no article went.

    An article goes when it is removed, or public no more; a file that it alone referred to goes with it.
    """
    known = seen.last.assets
    was_public = {path for path, row in known.items() if row.public}
    if not known:
        # An older newsgen published every file, and its cache tells no more than where.
        folder = f"{seen.inputs.config.content}/"
        was_public |= {source for source in site.files if source.removeprefix(folder) in seen.last.outputs}
    found = []
    for source in sorted(source for source in was_public & site.files.keys() if source not in site.assets):
        by = _referred_by(seen, source)
        # For subscribers it has become on purpose.
        by = [each for each in by if f"{HIDDEN}{source}" not in site.references.get(each, "").split("\n")]
        if any(site.is_shown(each) for each in by) or (not by and source in site.unused):
            found.append(source)
    return found


def _renamed_recordings(seen: Seen, site: Site) -> Iterator[tuple[str, str]]:
    """Articles whose recording lies elsewhere than in the last build, with the file that is there no more."""
    known, rows = seen.last.sources, seen.inputs.rows
    for path in sorted(seen.differing) if len(seen.differing) <= MANY else ():
        row, head = known.get(path), site.head(path)
        if row is None or not row.public or head is None or head.enclosure is None:
            continue
        if rows[path].references != row.references:
            old = decoded(seen.last.cache.published_reading(path)).head
            src = old.enclosure.src if old is not None and old.enclosure is not None else ""
            if src != head.enclosure.src and _is_gone(src, site):
                yield path, src


def _is_gone(src: str, site: Site) -> bool:
    """Whether a file of the site, as heads name it, is there no more."""
    is_static = src.startswith(f"{site.config.static}/")
    return bool(src) and not is_static and "://" not in src and src not in site.files


def _referred_by(seen: Seen, source: str) -> list[str]:
    """The sources that referred to a file, and were public, in the last build."""
    rows = seen.last.sources.values()
    return [
        row.path for row in rows if row.public and source in row.references and source in row.references.split("\n")
    ]
