"""`newsgen publish`: build, record the addresses, deploy, tell others; what fails stops all that comes after it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from newsgen import unfinished, urls
from newsgen.build import build
from newsgen.deploy.deploying import Ask, chosen, deploy
from newsgen.deploy.outcome import Outcome
from newsgen.diagnostics import Diagnostic, Place, n_errors
from newsgen.maintenance import project_of
from newsgen.project import Options, Progress, Project
from newsgen.publish.lock import LockedError, locked
from newsgen.result import Result
from newsgen.schedule import due_by_clock
from newsgen.site.ledger import FILE

Step = Literal["build", "record", "deploy"]

# Held while something is published, below .newsgen/.
LOCK = "publish.lock"


class Recorded(Struct, frozen=True):
    """How many addresses newsgen.urls has, and how many of them it did not have before."""

    n_known: int
    n_new: int


class Publication(Struct, frozen=True):
    """What each step has done, None where it was not come to, and the step that failed and stopped the rest.

    `diagnostics` are those of the steps after the build. With `is_dry` the site was built, and the rest would be done.
    `is_asked_again`: nobody has answered what the last attempt asked, and nothing else is new.
    """

    built: Result
    recorded: Recorded | None = None
    deployed: Outcome | None = None
    failed: Step | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    is_dry: bool = False
    is_asked_again: bool = False

    @property
    def exit_code(self) -> int:
        if self.failed == "build":
            return self.built.exit_code
        return 1 if self.failed else 0


# Hears what a step has done, or of a deploy to come what will fail at its end.
Told = Callable[[Result | Recorded | Sequence[Diagnostic]], None]


class Wanted(Struct, frozen=True):
    """What is asked beside the options of the build: which destination, and who is asked where it may do harm.

    `records`: whether the addresses are promised to readers; those of a place that nobody knows are not. `verifies`:
    whether the place is asked for every file. `if_due`: whether nothing is done before a moment of the site comes, or
    while somebody else publishes.
    """

    name: str | None
    ask: Ask
    records: bool = True
    is_dry: bool = False
    verifies: bool = False
    if_due: bool = False


def publish(options: Options, wanted: Wanted, progress: Progress, told: Told) -> Publication | None:
    """Publish the site. An address is in newsgen.urls before its page is up: a promise without its page can be kept.

    What is asked is asked before anything is promised, and so the record lies within the deploy: behind its look at the
    place, before its first file.

    `told` hears what the first two steps have done, as soon as they have. None where it is not due.

    Before anything is done: OpenError where newsgen.yaml cannot be used or has no such destination, LockedError where
    somebody else publishes and nobody waits.
    """
    project = project_of(options)
    name, _ = chosen(project, wanted.name)
    try:
        with locked(project.state / LOCK, options.wait and not wanted.if_due):
            if wanted.if_due and not due_by_clock(options, name).reason:
                return None
            return _published(project, name, wanted, progress, told)
    except LockedError:
        if wanted.if_due:
            return None
        raise


def _published(project: Project, name: str, wanted: Wanted, progress: Progress, told: Told) -> Publication:
    built = build(replace(project.options, proves_pages=True), progress)
    done = Publication(built, is_dry=wanted.is_dry)
    told(built)
    if built.exit_code:
        return _stopped(done, "build")
    if not wanted.is_dry:
        unfinished.begin(project, name)
    done = _deployed(project, done, wanted, progress, told)
    if wanted.is_dry:
        return done
    if not done.failed:
        unfinished.end(project, name)
        return done
    said = [f"{each.code} {each.place} {each.text}" for each in (*built.diagnostics, *done.diagnostics)]
    is_question = all(each.code == "deploy-refused" for each in done.diagnostics if each.level == "error")
    return replace(done, is_asked_again=unfinished.is_asked_again(project, name, said if is_question else ()))


class _Record:
    """Records the addresses when it is called; `done` is what it has recorded, None before, or if nothing is to be."""

    def __init__(self, project: Project, wanted: Wanted, told: Told) -> None:
        self._project = project
        self._wanted = wanted
        self._told = told
        self.done: Recorded | None = None

    def __call__(self) -> None:
        """_NotRecordedError where it cannot be done."""
        if not self._wanted.records:
            return
        record = urls.recordable_held if self._wanted.is_dry else urls.record_held
        try:
            self.done = Recorded(*record(self._project))
        except urls.UrlsError as error:
            raise _NotRecordedError(*error.diagnostics) from None
        except OSError as error:
            raise _NotRecordedError(_refused(error)) from None
        self._told(self.done)


class _NotRecordedError(Exception):
    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("the addresses were not recorded")
        self.diagnostics = diagnostics


def _deployed(project: Project, done: Publication, wanted: Wanted, progress: Progress, told: Told) -> Publication:
    record = _Record(project, wanted, told)
    try:
        outcome = deploy(
            project.options, wanted.name, wanted.ask, progress, wanted.is_dry, wanted.verifies, record, told
        )
    except LockedError as error:
        return _stopped(done, "deploy", Diagnostic("locked", Place(str(project.output)), str(error), "publish again"))
    except _NotRecordedError as error:
        return _stopped(done, "record", *error.diagnostics)
    done = replace(done, recorded=record.done, deployed=outcome, diagnostics=(*done.diagnostics, *outcome.diagnostics))
    if n_errors(outcome.diagnostics):
        return replace(done, failed="deploy")
    return replace(done, diagnostics=(*done.diagnostics, *_lost(done, outcome)))


def _lost(done: Publication, outcome: Outcome) -> Iterator[Diagnostic]:
    """A warning where a place that is served already was promised for the first time."""
    was_there = outcome.n_unchanged + len(outcome.changed) + len(outcome.gone)
    if was_there and done.recorded and done.recorded.n_known == done.recorded.n_new:
        text = "there was no newsgen.urls here, though the site is up already: what was promised before is not known"
        hint = "commit newsgen.urls; if another machine has one, take that, or `newsgen urls adopt` the site's sitemap"
        yield Diagnostic("urls-lost", Place(FILE), text, hint, "warning")


def _stopped(done: Publication, step: Step, *diagnostics: Diagnostic) -> Publication:
    return replace(done, failed=step, diagnostics=(*done.diagnostics, *diagnostics))


def _refused(error: OSError) -> Diagnostic:
    text = f"this cannot be written: {error.strerror or error}"
    return Diagnostic("system", Place(FILE), text, "mend it and publish again")
