"""What the sources say now, for commands that build nothing: read as a build reads it."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from newsgen.content.reading import Reading
from newsgen.diagnostics import Diagnostic
from newsgen.gather.indexed import site_of
from newsgen.gather.inputs import Inputs, gathered, sources_read
from newsgen.gather.kept import decoded
from newsgen.gather.readings import readings
from newsgen.gather.scan import scan
from newsgen.project import Progress, Project
from newsgen.site.index import Site
from newsgen.state.cache import Cache
from newsgen.state.last import Last


class Now(Struct, frozen=True):
    """What there is, what every source says, by its path, and the index of what is public."""

    inputs: Inputs
    said: Mapping[str, Reading]
    site: Site


def now(project: Project, cache: Cache, clock: datetime, progress: Progress) -> Now:
    inputs = gathered(project, Last(cache), None, None, progress)
    said = readings(inputs, cache, None).by_source
    return Now(inputs, said, site_of(project, inputs, said, clock))


def said_now(
    project: Project, cache: Cache, progress: Progress
) -> tuple[Mapping[str, Reading], tuple[Diagnostic, ...]]:
    """What every source says, by its path, and what could not be read; for who asks for nothing but sources."""
    found = scan(project.root, project.config.content)
    read = sources_read(project, Last(cache), found, progress)
    said = dict(cache.readings(read.by_path))
    return {path: decoded(said[path]) for path in read.by_path}, (*found.diagnostics, *read.diagnostics)
