"""A plan, carried out: under a lock on the target, in order, with a note of each file that has arrived."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from secrets import token_hex

from msgspec import Struct

from newsgen.deploy.looking import Local, There
from newsgen.deploy.manifest import (
    LIFE_S,
    LOCK,
    MANIFEST,
    Claim,
    Entry,
    Manifest,
    decoded_claim,
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

# Told how many files have arrived, of how many.
Told = Callable[[int, int], None]
# Seconds since 1970.
Clock = Callable[[], int]


class BusyError(Exception):
    """Somebody else is at work on the target, until then at the latest: seconds since 1970."""

    def __init__(self, until: int) -> None:
        super().__init__("another deploy is at work on the target")
        self.until = until


class Carrier(Struct, frozen=True):
    """Who puts a site's files to a target."""

    target: Target
    memory: Memory
    local: Local
    base_url: str
    told: Told
    clock: Clock

    def carry(self, plan: Plan, there: There) -> None:
        """Make the plan true. TargetError, BusyError, OvertakenError; after any, the next deploy goes on from there."""
        manifest = encoded(Manifest(self.base_url, {key(path): _entry(each) for path, each in plan.files.items()}))
        with self._held(plan, there) as renew:
            first = plan.in_the_way
            if first:
                self.target.delete(sorted(first))
            self._upload(plan, renew)
            if last := [path for path in plan.deleted if path not in first]:
                self.target.delete(last)
            if not self.target.is_whole:
                self.target.write(MANIFEST, manifest)
            self.target.finish()
        self.memory.remember(Remembered(self.target.title, digest_of_bytes(manifest), there.after(plan)))
        self.memory.forget_journal()

    def _upload(self, plan: Plan, renew: Callable[[], None]) -> None:
        total, n_arrived = len(plan.uploads), 0
        # Where all arrives at once, nothing has before.
        is_noted = not (self.target.is_atomic or self.target.is_whole)

        def arrived(path: str) -> None:
            nonlocal n_arrived
            n_arrived += 1
            if is_noted and path in self.local.files:
                self.memory.arrived(path, self.local.files[path].digest)
            self.told(n_arrived, total)
            renew()

        for batch in plan.batches:
            self.target.upload(self.local.folder, batch.paths, batch.headers, arrived)

    @contextmanager
    def _held(self, plan: Plan, there: There) -> Iterator[Callable[[], None]]:
        """Hold the target, and let nobody forget which files are being changed; yields what is to be called often."""
        before = Remembered(self.target.title, there.manifest, there.held)
        if self.target.is_atomic or self.target.is_whole:
            self.memory.remember(before)
            yield lambda: None
            return
        if not there.own:
            self.memory.forget_journal()
        foreign = set(plan.foreign)
        # What newsgen never put there does not become its own by being meant.
        meant = (key(path) for path in (*plan.uploads, *plan.deleted) if path not in foreign)
        lock = _Lock(
            self.target, self.clock, there.own or f"{LOCK}{token_hex(8)}", tuple(sorted({*meant, *there.uncertain}))
        )
        self.memory.remember(before.stopped(lock.name, lock.keys))
        try:
            lock.take()
            self._first(lock.name, there, before)
            yield lock.renew
        except (BusyError, OvertakenError):
            raise
        except BaseException:
            # The lock stays, and says which files nobody can be sure of; but it holds nobody up.
            with suppress(TargetError):
                lock.end()
            raise
        for each in {lock.name, *there.dead}:
            self.target.remove(each)

    def _first(self, name: str, there: There, before: Remembered) -> None:
        """Make sure that nobody else works at the target, and that it is as it was when it was looked at."""
        now = self.clock()
        others = [each for each in self.target.names() if is_lock(each) and each not in {name, *there.dead}]
        claims = [decoded_claim(self.target.read(each)) for each in others]
        data = self.target.read(MANIFEST)
        is_as_it_was = (digest_of_bytes(data) if data else b"") == there.manifest
        if not others and is_as_it_was:
            return
        self.target.remove(name)
        self.memory.remember(before)
        if busy := [claim.until for claim in claims if is_live(claim, now)]:
            raise BusyError(max(busy))
        raise OvertakenError


class _Lock:
    """A file on the target that says who is at work."""

    def __init__(self, target: Target, clock: Clock, name: str, keys: tuple[bytes, ...]) -> None:
        self._target = target
        self._clock = clock
        self.name = name
        self.keys = keys
        self._since = 0

    def take(self) -> None:
        self._since = self._clock()
        self._write(self._since + LIFE_S)

    def renew(self) -> None:
        if self._clock() - self._since > _RENEWED_S:
            self.take()

    def end(self) -> None:
        self._write(0)

    def _write(self, until: int) -> None:
        self._target.write(self.name, encoded_claim(Claim(until, self.keys)))


def _entry(held: Held) -> Entry:
    return Entry(held.digest, held.size, held.lasts, held.since)
