"""A plan, carried out: under a lock on the target, in order, with a note of each file that has arrived."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import Protocol

from msgspec import Struct

from newsgen.deploy.looking import Local, There, claim_at, digest_of_manifest, manifest_at
from newsgen.deploy.manifest import (
    LIFE_S,
    LOCK,
    MANIFEST,
    Claim,
    Entry,
    Manifest,
    encoded,
    encoded_claim,
    is_live,
    is_lock,
    key,
)
from newsgen.deploy.memory import Memory, Remembered
from newsgen.deploy.plan import Held, Plan
from newsgen.deploy.targets.base import OvertakenError, Target, TargetError
from newsgen.digests import digest_of_bytes

_RENEWED_S = 300
# Of two that begin at once the one whose lock has the smaller name waits so often, so long, until the other lets go.
_N_PAUSES, _PAUSE_S = 20, 0.5

# Told how many files have arrived, of how many.
Told = Callable[[int, int], None]
# Seconds since 1970.
Clock = Callable[[], int]


class BusyError(Exception):
    """Somebody else is at work on the target, until then at the latest: seconds since 1970."""

    def __init__(self, until: int) -> None:
        super().__init__("another deploy is at work on the target")
        self.until = until


def _nothing() -> None:
    """Whom nobody tells."""


class Carrier(Struct, frozen=True):
    """Who puts a site's files to a target; `begins` is called when the target is held, before the first change."""

    target: Target
    memory: Memory
    local: Local
    base_url: str
    told: Told
    clock: Clock
    pause: Callable[[float], None] = time.sleep
    begins: Callable[[], None] = _nothing

    def carry(self, plan: Plan, there: There) -> str:
        """Make the plan true. TargetError, BusyError, OvertakenError; after any, the next deploy goes on from there.

        Returns why the manifest could not be put in the place of what stands there and is none, "" where it was.
        """
        refused = ""
        manifest = encoded(Manifest(self.base_url, {key(path): _entry(each) for path, each in plan.files.items()}))
        with self._held(plan, there) as lock:
            self.begins()
            first = plan.in_the_way
            if first:
                self.target.delete(sorted(first))
            self._upload(plan, lock)
            lock.renew()
            if last := [*(path for path in plan.deleted if path not in first), *there.left]:
                self.target.delete(last)
            lock.prove()
            if not self.target.is_whole:
                refused = self._noted(manifest, there)
            self.target.finish()
        self.memory.remember(Remembered(self.target.title, digest_of_bytes(manifest), there.after(plan)))
        self.memory.forget_journal()
        return refused

    def _noted(self, manifest: bytes, there: There) -> str:
        try:
            self.target.write(MANIFEST, manifest)
        except TargetError as error:
            if not there.odd:
                raise
            return str(error)
        return ""

    def _upload(self, plan: Plan, lock: "_Held") -> None:
        total, n_arrived = len(plan.uploads), 0
        # Where all arrives at once, nothing has before.
        is_noted = not (self.target.is_atomic or self.target.is_whole)

        def arrived(path: str) -> None:
            nonlocal n_arrived
            n_arrived += 1
            if is_noted and path in self.local.files:
                self.memory.arrived(path, self.local.files[path].digest)
            self.told(n_arrived, total)
            lock.renew()

        for batch in plan.batches:
            lock.renew()
            self.target.upload(self.local.folder, batch.paths, batch.headers, arrived)

    @contextmanager
    def _held(self, plan: Plan, there: There) -> Iterator["_Held"]:
        """Hold the target, and let nobody forget which files are being changed."""
        before = Remembered(self.target.title, there.manifest, there.held)
        if self.target.is_atomic or self.target.is_whole:
            self.memory.remember(before)
            yield _Free()
            return
        if not there.own:
            self.memory.forget_journal()
        foreign = set(plan.foreign)
        # What newsgen never put there does not become its own by being meant.
        meant = (key(path) for path in (*plan.uploads, *plan.deleted) if path not in foreign)
        name = there.own or f"{LOCK}{token_hex(8)}"
        lock = _Lock(self.target, self.clock, name, tuple(sorted({*meant, *there.uncertain})), there)
        self.memory.remember(before.stopped(lock.name, lock.keys))
        try:
            lock.take()
            if not (rival := self._rival(lock)):
                yield lock
        except BaseException:
            # The lock stays, and says which files nobody can be sure of; but it holds nobody up.
            with suppress(TargetError):
                lock.end()
            raise
        if rival:
            self._give_way(lock, there, before)
            raise rival
        for each in {lock.name, *there.dead}:
            self.target.remove(each)

    def _rival(self, lock: "_Lock") -> BusyError | OvertakenError | None:
        """Who else works at the target, or has since it was looked at; None for nobody.

        Who began at the same moment is told from who is at work by the time: of two, the lock with the larger name is
        taken back at once, and the other waits for that.
        """
        for _ in range(_N_PAUSES):
            live = lock.live()
            if not live or min(live) < lock.name:
                break
            self.pause(_PAUSE_S)
        if live:
            return BusyError(max(live.values()))
        is_alone = not lock.others(self.target.names()) and lock.is_as_it_was()
        return None if is_alone else OvertakenError()

    def _give_way(self, lock: "_Lock", there: There, before: Remembered) -> None:
        if there.own:
            # It names files of an upload that was stopped: whoever comes next has to doubt them, too.
            lock.end()
        else:
            self.target.remove(lock.name)
            self.memory.remember(before)


class _Held(Protocol):
    def renew(self) -> None:
        """To be called often. OvertakenError where somebody else may have come meanwhile."""
        ...

    def prove(self) -> None:
        """OvertakenError unless the target is still held, and nobody else was there."""
        ...


class _Free:
    """Of a target that needs no lock."""

    def renew(self) -> None:
        pass

    def prove(self) -> None:
        pass


class _Lock:
    """A file on the target that says who is at work."""

    def __init__(self, target: Target, clock: Clock, name: str, keys: tuple[bytes, ...], there: There) -> None:
        self._target = target
        self._clock = clock
        self.name = name
        self.keys = keys
        self._there = there
        self._since = 0
        self._has_lapsed = False

    def take(self) -> None:
        self._since = self._clock()
        self._write(self._since + LIFE_S)

    def renew(self) -> None:
        passed = self._clock() - self._since
        if passed > LIFE_S:
            # This machine has slept, and others took it for dead.
            self._has_lapsed = True
            self.prove()
        if passed > _RENEWED_S:
            self.take()

    def prove(self) -> None:
        names = self._target.names()
        is_taken = self._has_lapsed and self.others(names)
        if self.name not in names or is_taken or not self.is_as_it_was():
            raise OvertakenError

    def others(self, names: Sequence[str]) -> list[str]:
        """The locks that came since the target was looked at."""
        return [each for each in names if is_lock(each) and each not in {self.name, *self._there.dead}]

    def live(self) -> Mapping[str, int]:
        """The others who are at work, and until when."""
        claims = {each: claim_at(self._target, each) for each in self.others(self._target.names())}
        return {name: claim.until for name, claim in claims.items() if is_live(claim, self._clock())}

    def is_as_it_was(self) -> bool:
        """Whether nobody has written a manifest since the target was looked at."""
        return digest_of_manifest(manifest_at(self._target)[0]) == self._there.manifest

    def end(self) -> None:
        self._write(0)

    def _write(self, until: int) -> None:
        self._target.write(self.name, encoded_claim(Claim(until, self.keys)))


def _entry(held: Held) -> Entry:
    return Entry(held.digest, held.size, held.lasts, held.since, held.sums)
