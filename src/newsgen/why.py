"""Why a page was made the last time, in an editor's words. Nothing is written, and no build is waited for."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsgen.gather.kept import decoded
from newsgen.kinds.base import subject_of
from newsgen.maintenance import project_of
from newsgen.make.asking import question_of
from newsgen.make.maker import IS_NEW, IS_OF_ANOTHER_ENGINE, IS_TOUCHED, WAS
from newsgen.origins import standard_path
from newsgen.project import Options, Project
from newsgen.questions.family import Family, written
from newsgen.questions.telling import Plain, told
from newsgen.shown import visible
from newsgen.site.permalinks import output_path
from newsgen.spelling import composed
from newsgen.state.cache import Cache, OutputRow
from newsgen.state.looking import looked_at
from newsgen.state.questions import QuestionRow

# Where no question is to blame.
_CAUSES = {
    IS_NEW: "there was no such file before",
    IS_OF_ANOTHER_ENGINE: "newsgen or one of its libraries has changed, or everything was to be made anew",
    IS_TOUCHED: "somebody had changed or removed the file, or a build was ended while it was written",
}
# Fewer reasons are read; of more, the first say enough.
N_REASONS = 5


def why(options: Options, address: str) -> str | None:
    """Why an output was made, with `options.verbose` also all that it asked; None: there is no such output.

    looking.UnknownError where nothing can be known.
    """
    project = project_of(options)
    return looked_at(project.cache_file, lambda cache: _why(project, cache, address))


def _why(project: Project, cache: Cache, address: str) -> str | None:
    found = _output_at(project, cache, address)
    if found is None:
        return None
    row, number, cause = found
    if number is None:
        return f"{row.path}\nnothing is known of it but that newsgen wrote it; the next build makes it anew"
    registry = project.options.registry()
    questions = cache.questions.with_ids(array("I", row.asked or b""))
    about = str(subject_of(registry.kinds[row.kind], row.subject))
    n_since = cache.record().number - number
    age = "in the last build" if not n_since else f"{n_since} build{'' if n_since == 1 else 's'} ago"
    lines = [f"{row.path} ({row.kind}{f' of {about}' if about else ''})"]
    changed = [each for each in questions if each.changed == number]
    lines += _because(f"made {age}", _reasons(registry.families, cause, changed))
    lines += _asked(registry.families, questions, number) if project.options.verbose else ()
    return "\n".join(map(visible, lines))


def _reasons(families: Mapping[str, Family], cause: str, changed: Sequence[QuestionRow]) -> list[str]:
    """Why a page was made: of a new page, and of one that newsgen made anew, all questions are new as well."""
    if cause in _CAUSES:
        return [_CAUSES[cause]]
    if cause.startswith(WAS):
        return [f"another page stood at this address before ({cause[len(WAS) :]})"]
    # The first of them is the cause, as the build that had titles and names at hand has told it.
    others = (told(families, Plain(), question_of(each)) for each in changed[1:])
    return list(dict.fromkeys([cause, *others]))


def _because(made: str, reasons: Sequence[str]) -> Iterator[str]:
    if len(reasons) == 1:
        yield f"{made}, because {reasons[0]}"
        return
    yield f"{made}, because"
    yield from (f"- {reason}" for reason in reasons[:N_REASONS])
    if len(reasons) > N_REASONS:
        yield f"- and {len(reasons) - N_REASONS} more"


def _asked(families: Mapping[str, Family], questions: Sequence[QuestionRow], number: int) -> Iterator[str]:
    yield "it asked"
    yield from (
        f"{'*' if each.changed == number else ' '} {written(families, question_of(each))}" for each in questions
    )
    yield "* the answer was new in that build"


def _output_at(project: Project, cache: Cache, address: str) -> tuple[OutputRow, int | None, str] | None:
    """The output that a URL, a root-relative address, a path below the output folder or a source's path means."""
    try:
        path = urlsplit(address).path if "://" in address else address
        address.encode()
    except ValueError:
        # Brackets that name no host, or bytes that are not UTF-8.
        return None
    for each in (path, re.sub(r"[?#].*", "", path)):
        for output in _meant(project, cache, composed(unquote(each))):
            if found := cache.output(output):
                return found
    return None


def _meant(project: Project, cache: Cache, path: str) -> Iterator[str]:
    """The paths of outputs that a path may mean, as typed here and as it stands in an address."""
    for real in dict.fromkeys((Path(path).resolve(), (project.root / path.lstrip("/")).resolve())):
        if real.is_relative_to(project.real_output):
            below = real.relative_to(project.real_output).as_posix()
            yield from (below, f"{below}/index.html", "index.html" if below == "." else below)
        elif real.is_relative_to(project.root / project.config.content):
            yield from _of_source(project, cache, composed(real.relative_to(project.root).as_posix()))
    yield path.removeprefix(f"{project.config.output}/").lstrip("/")
    yield output_path(project.config, standard_path(path if path.startswith("/") else f"/{path}"))


def _of_source(project: Project, cache: Cache, source: str) -> Iterator[str]:
    """The page of an article, or the file of content/ itself."""
    if (row := cache.sources().get(source)) is not None:
        head = decoded(cache.published_reading(row.path)).head
        if head is not None:
            yield output_path(project.config, head.url)
    yield source.removeprefix(f"{project.config.content}/")
