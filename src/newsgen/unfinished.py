"""Which publications did not come to their end: a file for each place, from before the first promise to the last file.

A build alone does not see it: it finds the site as it should be, and readers have an older one.
"""

from collections.abc import Sequence
from contextlib import suppress

from newsgen.project import Project


def begin(project: Project, name: str) -> None:
    """Note that a place is being published, "" being the only one."""
    # Where nothing can be written, publishing fails by itself.
    with suppress(OSError):
        project.state.mkdir(parents=True, exist_ok=True)
        project.state.joinpath(_file(name)).touch()


def is_asked_again(project: Project, name: str, asked: Sequence[str]) -> bool:
    """Whether the last attempt ended with the same questions, and nothing else was said; those of now are noted."""
    file, text = project.state.joinpath(_file(name)), "\n".join(asked)
    with suppress(OSError):
        if file.read_text("utf-8") == text:
            return bool(asked)
        file.write_text(text, "utf-8")
    return False


def end(project: Project, name: str) -> None:
    with suppress(OSError):
        project.state.joinpath(_file(name)).unlink(missing_ok=True)


def is_unfinished(project: Project, *names: str) -> bool:
    """Whether one of these places waits for the rest of a publication."""
    return any(project.state.joinpath(_file(name)).exists() for name in names)


def _file(name: str) -> str:
    return f"unfinished-{name or '_'}"
