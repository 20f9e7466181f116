"""What `newsgen deploy` does, and `newsgen publish` after a build."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import random
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from newsgen.config import Destination
from newsgen.deploy import local as here
from newsgen.deploy import telling
from newsgen.deploy.addresses import url_of
from newsgen.deploy.carrying import BusyError, Carrier
from newsgen.deploy.looking import Local, There, looked
from newsgen.deploy.manifest import MANIFEST, key
from newsgen.deploy.memory import Memory, Remembered
from newsgen.deploy.outcome import Address, Outcome
from newsgen.deploy.plan import File, Held, Plan, is_too_much, plan
from newsgen.deploy.samples import is_sample
from newsgen.deploy.targets import target_of
from newsgen.deploy.targets.base import OWN, OvertakenError, Site, TargetError
from newsgen.diagnostics import Diagnostic, Place, in_order, n_errors
from newsgen.maintenance import OpenError, project_of
from newsgen.project import Options, Progress, Project, unplaced
from newsgen.publish.lock import locked
from newsgen.shown import some
from newsgen.state.looking import UnknownError
from newsgen.state.record import Record

# Asked where going on may do harm: what was found, each a sentence. True goes on.
Ask = Callable[[Sequence[str]], bool]

# How often a target is looked at anew because somebody else was there meanwhile.
_N_LOOKS = 5
_AGAIN_S = 2.0


def deploy(
    options: Options,
    name: str | None,
    ask: Ask,
    progress: Progress,
    is_dry: bool = False,
    verifies: bool = False,
    before: Callable[[], None] = lambda: None,
    warned: Callable[[Sequence[Diagnostic]], None] = lambda found: None,
) -> Outcome:
    """Put output/ to a destination of newsgen.yaml: the named one, or with None the only one.

    Where it `verifies`, the target is asked for every file before and after. Whom `after:` names is told at the end, or
    with the next deploy that comes to its end. `before` is called once, when all that is asked was answered and before
    anything is put there; what it raises is raised. `warned` hears before that what will fail at the end, which the
    outcome has, too. OpenError where newsgen.yaml has no such
    destination; LockedError where a build or another deploy is at work here. What fails on the way is an error among
    the outcome's diagnostics: nothing else is raised.
    """
    began = time.monotonic()
    project = project_of(options)
    name, destination = chosen(project, name)
    unready = telling.unready(project, name)
    warned(unready)
    run = _Run(project, name, destination, ask, progress, is_dry, verifies, before, _Changes())
    try:
        with locked(project.lock_file, options.wait):
            outcome = _deployed(run)
            if not is_dry and not n_errors(outcome.diagnostics):
                telling.is_up(run.own)
    except OSError as error:
        outcome = run.outcome("", _refused(run, error))
    outcome = replace(outcome, has_begun=run.changes.have_begun)
    diagnostics = in_order((*outcome.diagnostics, *unready))
    if destination.after and not is_dry and not n_errors(diagnostics):
        told = telling.told(project, name, run.own)
        diagnostics = (*diagnostics, *(each for each in told if each not in unready))
    return replace(outcome, seconds=time.monotonic() - began, diagnostics=diagnostics)


def chosen(project: Project, name: str | None) -> tuple[str, Destination]:
    """The destination that is meant, with its name in newsgen.yaml; OpenError where there is none."""
    known = project.config.deploy
    place = project.config.places.get("deploy", Place(project.options.config_file))
    if not known:
        hint = "write deploy: {target: rclone, to: …}; `newsgen manual configuration` has the engines"
        raise OpenError((Diagnostic("deploy-unknown", place, "nothing is said of where the site goes", hint),))
    if name is None and len(known) == 1:
        return next(iter(known.items()))
    if name is not None and name in known:
        return name, known[name]
    names = ", ".join(each for each in known if each)
    text = f'"{name}" is no place of this site' if name else "there is more than one place for the site"
    hint = f"say which: {names.replace(', ', ' | ')}" if names else "it has one place alone, without a name"
    raise OpenError((Diagnostic("deploy-unknown", place, text, hint),))


class _Changes:
    """Whether any may have been made at the target."""

    def __init__(self) -> None:
        self.have_begun = False

    def begin(self) -> None:
        self.have_begun = True


class _Run(Struct, frozen=True):
    project: Project
    name: str
    destination: Destination
    ask: Ask
    progress: Progress
    is_dry: bool
    verifies: bool
    before: Callable[[], None]
    changes: _Changes

    @property
    def title(self) -> str:
        return f"deploy.{self.name}" if self.name else "deploy"

    @property
    def own(self) -> Path:
        """What is kept of this destination between two runs."""
        return self.project.cache_file.with_suffix(".deploy") / (self.name or "_")

    @property
    def place(self) -> Place:
        """Where newsgen.yaml says where the site goes."""
        return self.at("to", "run")

    def at(self, *keys: str) -> Place:
        """Where newsgen.yaml has the first of these keys that it has, or the destination."""
        places = self.project.config.places
        known = (*(f"{self.title}.{key}" for key in keys), self.title)
        return next((places[each] for each in known if each in places), Place(self.project.options.config_file))

    @property
    def at_base_url(self) -> Place:
        return self.project.config.places.get("base_url", self.place)

    def outcome(self, title: str, *diagnostics: Diagnostic) -> Outcome:
        return Outcome(self.name, title, is_dry=self.is_dry, diagnostics=diagnostics)


def _deployed(run: _Run) -> Outcome:
    project = run.project
    own = run.own
    try:
        found = here.local(project, own.parent / "digests")
    except UnknownError as error:
        return run.outcome("", Diagnostic("deploy-unbuilt", run.place, str(error), "newsgen build"))
    if found.is_torn:
        text = "a build was ended while it moved files into the output folder"
        return run.outcome("", Diagnostic("deploy-unbuilt", run.place, text, "newsgen build makes it whole"))
    if found.missing and found.files:
        text = f"files that the last build wrote are not in {project.output.name}/: {some(found.missing)}"
        return run.outcome("", Diagnostic("deploy-unbuilt", run.place, text, "newsgen build makes them again"))
    try:
        target = target_of(run.destination, Site(project.root, project.real_output, own, _sources(project)))
    except TargetError as error:
        return run.outcome("", _failed(run, error))
    local = Local(project.real_output, found.files)
    carrier = Carrier(
        target,
        Memory(own),
        local,
        project.config.base_url,
        _told(run),
        lambda: int(time.time()),
        begins=run.changes.begin,
    )
    outcome = run.outcome(target.title, *found.diagnostics)
    return _put(run, carrier, found.record, outcome)


def _sources(project: Project) -> tuple[Path, ...]:
    """The folders of the site's own files."""
    config = project.config
    return (*(project.root / each for each in (config.content, config.templates, config.static)), project.state)


def _put(run: _Run, carrier: Carrier, record: Record, outcome: Outcome) -> Outcome:
    answered: set[str] = set()
    before = run.before
    for _ in range(_N_LOOKS):
        try:
            there, meant = _planned(run, carrier)
            done = _with_plan(run, outcome, meant, there, carrier)
            found = _questions(run, meant, there, carrier.local, record)
            asked = [each for each in found if each[0] not in answered]
            if run.is_dry:
                before()
                done = _adding(done, _odd(run, there, ""))
            if asked and run.is_dry:
                return _adding(done, (_asked(each, "warning") for each in asked))
            if asked and not run.ask([text for text, _ in asked]):
                return _adding(outcome, (_asked(each, "error") for each in asked))
            answered.update(text for text, _ in asked)
            if run.is_dry:
                return done
            before()
            before = _nothing
            telling.keep(
                run.destination, run.own, _to_tell(done, there, carrier), carrier.local.files, carrier.base_url
            )
            done = _adding(done, _odd(run, there, _carried(carrier, meant, there)))
            return _adding(done, _verified(run, carrier) if run.verifies else ())
        except TargetError as error:
            return _adding(outcome, (_failed(run, error),))
        except OvertakenError:
            if run.changes.have_begun and not carrier.target.is_atomic:
                return _adding(outcome, (_overtaken(run),))
            run.changes.have_begun = False
        except BusyError as error:
            if not run.project.options.wait:
                return _adding(outcome, (_busy(run, error),))
            # Two that began at once have both let go: chance says who comes first now.
            time.sleep(_AGAIN_S * random())
    text = "others change the target again and again"
    return _adding(outcome, (Diagnostic("deploy-locked", run.place, text, "try again when they are done"),))


def _nothing() -> None:
    """What was to be done once is done."""


def _planned(run: _Run, carrier: Carrier) -> tuple[There, Plan]:
    while True:
        now = carrier.clock()
        there = looked(carrier.target, carrier.memory, carrier.local, now, run.verifies)
        if not there.live or run.is_dry:
            break
        if not run.project.options.wait:
            raise BusyError(max(there.live.values()))
        run.progress("waiting for another deploy", 0, 1)
        time.sleep(_AGAIN_S)
    # A tool that puts the folder as a whole takes away what is not in it.
    days = 0 if carrier.target.is_whole else run.destination.keep_assets
    return there, plan(carrier.local.files, there.held, now, days, carrier.target.takes_headers)


def _carried(carrier: Carrier, meant: Plan, there: There) -> str:
    """Put it there; returns what Carrier.carry does."""
    is_unmarked = bool(meant.files) and not there.manifest and not carrier.target.is_whole
    if not meant.is_nothing or there.dead or there.own or there.odd or is_unmarked:
        return carrier.carry(meant, there)
    carrier.memory.remember(Remembered(carrier.target.title, there.manifest, there.after(meant)))
    return ""


def _odd(run: _Run, there: There, refused: str) -> Iterator[Diagnostic]:
    if refused:
        text = f"the manifest there cannot be used, nor replaced: {refused}"
        hint = f"delete {OWN}/{MANIFEST} at the place: until then each deploy has to ask for all files that are there"
        yield Diagnostic("deploy-manifest", run.place, text, hint, "warning")
    elif there.odd:
        written = "would be" if run.is_dry else "was"
        text = f"the manifest there could not be used, and {written} written anew: {there.odd}"
        hint = "what is there was compared file by file; see who else writes there"
        yield Diagnostic("deploy-manifest", run.place, text, hint, "warning")


def _questions(run: _Run, meant: Plan, there: There, local: Local, record: Record) -> Iterator[tuple[str, Place]]:
    """What may do harm, each a sentence that ends before its question mark, and where its key stands."""
    project = run.project
    if not local.files:
        yield f"{project.output.name}/ is empty, so that nothing of the site would be left", run.place
    elif is_too_much(meant, run.destination.max_delete):
        n = len(meant.gone)
        yield (
            f"{n} of {meant.n_there} files would be deleted ({some(meant.gone)}): more than max_delete allows",
            run.at("max_delete"),
        )
    if unplaced(project):
        yield f"no base_url is given, so that feeds and sitemaps say {project.config.base_url}", run.place
    elif is_sample(project.config.base_url):
        yield f"base_url is {project.config.base_url}, where no reader finds this site", run.at_base_url
    elif record.base_url and record.base_url != project.config.base_url:
        yield (
            f"{project.output.name}/ was built for {record.base_url}, not for {project.config.base_url}",
            run.at_base_url,
        )
    if record.shows_hidden:
        yield f"{project.output.name}/ was built with --drafts or --future, and shows what is not public", run.place
    if there.base_url and there.base_url != project.config.base_url:
        yield f"the site {there.base_url} stands there, and would be replaced", run.place
    if meant.foreign:
        yield f"files that newsgen did not put there would be replaced: {some(meant.foreign)}", run.place


def _asked(question: tuple[str, Place], level: str) -> Diagnostic:
    text, place = question
    hint = "--dry-run shows what would be done; if that is meant, say --yes"
    if level == "error":
        return Diagnostic("deploy-refused", place, text, hint)
    return Diagnostic("deploy-refused", place, text, hint, "warning")


def _busy(run: _Run, error: BusyError) -> Diagnostic:
    until = datetime.fromtimestamp(error.until, UTC).astimezone(ZoneInfo(run.project.config.timezone))
    text = f"another deploy is at work there, until {until:%Y-%m-%d %H:%M} unless it goes on"
    return Diagnostic(
        "deploy-locked", run.place, text, "wait for it to end; one that was killed holds nobody up longer"
    )


def _overtaken(run: _Run) -> Diagnostic:
    """Behind the first file: to go on would put this build over one that may be newer."""
    text = "another deploy came in between, since this one was taken for dead: its files and these may be mixed now"
    return Diagnostic("deploy-failed", run.place, text, "publish again: a new build has what both were to bring")


def _failed(run: _Run, error: TargetError) -> Diagnostic:
    return Diagnostic("deploy-failed", run.place, str(error), error.hint or "mend it and try again: it goes on")


def _refused(run: _Run, error: OSError) -> Diagnostic:
    """What this machine refused: to read the output folder, or to remember what was done."""
    place = Place(str(error.filename)) if error.filename else run.place
    text = f"this cannot be written or read: {error.strerror or error}"
    return Diagnostic("deploy-failed", place, text, "mend it and try again: it goes on")


def _verified(run: _Run, carrier: Carrier) -> Iterator[Diagnostic]:
    """What the target does not hold as it should, now that all is there."""
    target = carrier.target
    if target.is_whole:
        text = "this target cannot be asked what it holds"
        yield Diagnostic("deploy-unverified", run.place, text, level="warning")
        return
    now = carrier.clock()
    there = looked(target, carrier.memory, carrier.local, now, True)
    days = run.destination.keep_assets
    left = plan(carrier.local.files, there.held, now, days, False)
    if there.unproven:
        text = f"of {len(there.unproven)} files the target tells the size alone: {some(there.unproven)}"
        hint = "their bytes are taken on trust; over SFTP sums need a shell there that has md5sum or sha1sum"
        yield Diagnostic("deploy-unverified", run.place, text, hint, "warning")
    if differing := sorted({*left.uploads, *left.deleted}):
        text = f"{len(differing)} files are not there as they should be: {some(differing)}"
        yield Diagnostic("deploy-differs", run.place, text, "somebody else may write there: try again with --verify")


def _with_plan(run: _Run, outcome: Outcome, meant: Plan, there: There, carrier: Carrier) -> Outcome:
    files, held = carrier.local.files, there.held
    base_url = run.project.config.base_url
    # What is only kept was told when no page asked for it any more; copies of what is damaged are to go everywhere.
    gone = sorted({*meant.gone, *there.damaged} & {*meant.deleted})
    return replace(
        outcome,
        new=tuple(_address(base_url, path, files[path]) for path in meant.new),
        changed=tuple(_address(base_url, path, files[path]) for path in meant.changed),
        gone=tuple(_address(base_url, path, held[path]) for path in gone),
        kept=meant.kept,
        n_unchanged=len(files) - len(meant.uploads),
        n_bytes=sum(files[path].size for path in meant.uploads),
        diagnostics=(
            *outcome.diagnostics,
            *_strangers(run, meant, there),
            *_first(run, there, carrier),
            *_damaged(run, there),
        ),
    )


def _first(run: _Run, there: There, carrier: Carrier) -> Iterator[Diagnostic]:
    """Engines make a bucket or a folder that is not there, and say nothing: a misspelt name looks like success."""
    if carrier.local.files and not there.held and not carrier.target.is_whole:
        if any(each.is_ours for each in carrier.memory.remembered(carrier.target.title).files.values()):
            text = "nothing is there any more of what newsgen put there"
            hint = "if nobody has emptied the place, look at to: and at what lies behind it: a disk, a bucket"
            yield Diagnostic("deploy-new", run.place, text, hint, "warning")
            return
        text, hint = "nothing was there: this is a new place", "if the site should be there already, look at to: again"
        yield Diagnostic("deploy-new", run.place, text, hint, "notice")


def _damaged(run: _Run, there: There) -> Iterator[Diagnostic]:
    if there.damaged:
        text = f"old style sheets or scripts do not hold what was put there: {some(there.damaged)}"
        hint = "what they held is not here any more, and so they go; see who else writes there"
        yield Diagnostic("deploy-differs", run.place, text, hint, "warning")


def _strangers(run: _Run, meant: Plan, there: There) -> Iterator[Diagnostic]:
    others = sorted(path for path, each in there.held.items() if not each.is_ours and path not in meant.files)
    if others and there.is_lost:
        text = f"{len(others)} files are there that newsgen knows nothing of, and stay: {some(others)}"
        hint = "where newsgen put them there once, delete those that are no page any more by hand"
        yield Diagnostic("deploy-strangers", run.place, text, hint, "notice")


def _to_tell(done: Outcome, there: There, carrier: Carrier) -> Outcome:
    """What is done, and what an upload of another machine that stopped may have changed: that may have told nobody."""
    if there.own or not there.uncertain:
        return done
    known = {each.path for each in (*done.new, *done.changed)}
    files = carrier.local.files
    theirs = [path for path in files if path not in known and key(path) in there.uncertain]
    return replace(done, changed=(*done.changed, *(_address(carrier.base_url, each, files[each]) for each in theirs)))


def _address(base_url: str, path: str, about: File | Held) -> Address:
    return Address(url_of(base_url, path), path, about.kind, about.is_listed)


def _adding(outcome: Outcome, diagnostics: "Iterator[Diagnostic] | Sequence[Diagnostic]") -> Outcome:
    return replace(outcome, diagnostics=(*outcome.diagnostics, *diagnostics))


def _told(run: _Run) -> Callable[[int, int], None]:
    return lambda n_done, n_all: run.progress("uploading", n_done, n_all)
