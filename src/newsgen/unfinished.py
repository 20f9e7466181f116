"""Which publications did not come to their end: a file for each place, from before the first promise to the last file.

A build alone does not see it: it finds the site as it should be, and readers have an older one.
"""

from contextlib import suppress

from newsgen.project import Project


def begin(project: Project, name: str) -> None:
    """Note that a place is being published, "" being the only one."""
    # Where nothing can be written, publishing fails by itself.
    with suppress(OSError):
        project.state.mkdir(parents=True, exist_ok=True)
        project.state.joinpath(_file(name)).touch()


def end(project: Project, name: str) -> None:
    with suppress(OSError):
        project.state.joinpath(_file(name)).unlink(missing_ok=True)


def is_unfinished(project: Project, *names: str) -> bool:
    """Whether one of these places waits for the rest of a publication."""
    return any(project.state.joinpath(_file(name)).exists() for name in names)


def _file(name: str) -> str:
    return f"unfinished-{name or '_'}"
