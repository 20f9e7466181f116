"""What of the site is hidden now, what of that is new, and what is public all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from newsgen.content.hidden_texts import rest, texts
from newsgen.content.reading import Reading, Settings, settings
from newsgen.diagnostics import Place
from newsgen.digests import digest_of
from newsgen.gather.assets import located
from newsgen.model import Head
from newsgen.project import Project
from newsgen.proofs.needles import Needle, of_file, of_head, of_headline, of_texts
from newsgen.proofs.words import decoded, words
from newsgen.registry import Registry
from newsgen.site.index import at
from newsgen.state.secrets import Hiding, PrintRow, SecretRow, Secrets
from newsgen.walk.planned import Planned
from newsgen.walk.public import ADDRESSES, FILES, LEDGER, Public
from newsgen.walk.seen import Seen

_OF_FILE = b"file "
_MIN_BYTES = 32


class Parts(msgspec.Struct, frozen=True):
    """What of a source is hidden: all of it, with its headline while it is under embargo; the `rest` for subscribers;
    what its head says of the future (`later`)."""

    whole: bool = False
    headline: bool = False
    rest: bool = False
    later: tuple[str, ...] = ()


class HiddenNow:
    """What a build knows of what is hidden; the cache's own knowledge is as of the last one."""

    def __init__(self, project: Project, registry: Registry, seen: Seen, planned: Planned) -> None:
        self._project = project
        self._registry = registry
        self._seen = seen
        self._planned = planned
        self.secrets = Secrets(seen.last.cache.connection)
        self._known = self.secrets.states() if seen.last.record.hides else {}
        self._witnesses: dict[tuple[str, str], str] = {}
        self._states, self._gone = self._changed()

    @cached_property
    def new(self) -> Sequence[Needle]:
        """All that is looked for of what became hidden, or is hidden in another way or with other words."""
        found = (each for path in self._states for each in self._needles(path))
        return [*{(each.source, *each.key): each for each in found}.values()]

    def among(self, words: Collection[str]) -> Sequence[Needle]:
        """What is looked for, and has one of these words as its anchor."""
        return [*self._kept(self.secrets.anchored(words)), *(each for each in self.new if each.anchor in words)]

    def every(self) -> Sequence[Needle]:
        kept = self._kept(self.secrets.every()) if self._known else ()
        return [*kept, *self.new]

    def fresh(self) -> Sequence[Needle]:
        """See proofs.hidden: what is new, and what was public by something that is so no more."""
        before = {_needle(row).key for row in self.secrets.of(self._states.keys() & self._known.keys())}
        fresh = [each for each in self.new if each.key not in before]
        return [*fresh, *self.not_public(self._unreleased)]

    def hiding(self, prints: Sequence[PrintRow], prints_gone: Collection[int]) -> Hiding:
        """What the cache is to keep of it."""
        rows = [SecretRow(*msgspec.structs.astuple(each)) for each in self.new]
        carried = {key: witness for key, witness in self._released.items() if not self._is_stale(witness)}
        released = carried | {key: witness for key, witness in self._witnesses.items() if witness}
        is_any = bool(self._states or self._known.keys() - self._gone)
        return Hiding(self._states, rows, self._gone, released, is_any, prints, prints_gone)

    def not_public(self, needles: Iterable[Needle]) -> Sequence[Needle]:
        """See proofs.hidden."""
        needles = [*needles]
        by_key = {each.key: each for each in needles if each.key not in self._witnesses}
        for key, each in by_key.items():
            self._witnesses[key] = self._known_witness(each) or next(self._public.by(each), "")
        missing = [each for key, each in by_key.items() if not self._witnesses[key] and each.sort != "bytes"]
        for each, source in self._public.sources(missing):
            self._witnesses[each.key] = source
        return [each for each in needles if not self._witnesses[each.key]]

    def _known_witness(self, needle: Needle) -> str:
        known = self._released.get(needle.key, "")
        if known and self._is_stale(known):
            # It may still say it.
            return known if known in self._public.site.facts and self._public.says(known, needle) else ""
        return known

    def place(self, needle: Needle) -> Place:
        if needle.sort in {"bytes", "file", "copy"} and needle.source not in self._seen.inputs.rows:
            return Place(needle.source)
        return Place(needle.source, _line(self._bytes(needle.source).decode("utf-8", "replace"), needle))

    def why(self, source: str) -> str:
        reading = self._planned.readings.by_source.get(source)
        if reading is None:
            return "nothing public refers to this file"
        head, clock = reading.head, self._seen.clock
        parts = self._parts(source, reading)
        if parts is None or not parts.whole:
            of_subscribers = parts is not None and parts.rest
            return "that part is for subscribers" if of_subscribers else "it is dated in the future"
        if head is None or head.status == "draft":
            return f"the source is hidden by {reading.hidden}" if reading.hidden else "the source is no page"
        if head.publish_at > clock:
            is_embargoed = head.embargo is not None and head.embargo > clock
            return f"the source is {'under embargo' if is_embargoed else 'not due'} until {head.publish_at.isoformat()}"
        return "the source has expired"

    def _changed(self) -> tuple[dict[str, bytes], set[str]]:
        """The states of what is new or not as it was, and the paths of what is hidden no more."""
        now: dict[str, bytes | None] = {path: self._state(path) for path in self._looked_at()}
        files = self._files()
        known_files = {path for path, state in self._known.items() if state.startswith(_OF_FILE)}
        now |= dict.fromkeys(path for path in known_files if path not in files and path not in now)
        now |= files
        changed = {path: state for path, state in now.items() if state is not None and self._known.get(path) != state}
        return changed, {path for path, state in now.items() if state is None and path in self._known}

    def _looked_at(self) -> Collection[str]:
        return self._seen.differing if self._seen.last.record.hides else self._planned.readings.by_source

    def _state(self, path: str) -> bytes | None:
        reading = self._planned.readings.by_source.get(path)
        parts = self._parts(path, reading) if reading is not None else None
        if parts is None:
            return None
        row = self._seen.inputs.rows[path]
        return digest_of([parts, row.digest, row.head_digest, row.body_key, self._seen.inputs.settings_digest])

    def _parts(self, path: str, reading: Reading) -> Parts | None:
        head, clock = reading.head, self._seen.clock
        if path not in self._planned.site.facts:
            is_held = head is not None and head.embargo is not None and head.embargo > clock
            return Parts(whole=True, headline=is_held)
        assert head is not None
        later = tuple(_later(head, at(head, clock))) if head.corrections or head.updated else ()
        return Parts(rest=bool(head.access), later=later) if head.access or later else None

    def _files(self) -> dict[str, bytes]:
        """The files of content/ that are not published, and those that no site publishes."""
        site, left = self._planned.site, self._seen.inputs.scan.left
        found = {each.path: "" for each in left}
        for path, asset in site.files.items():
            if path not in site.assets:
                # What is as good as empty is nobody's.
                found[path] = f"{asset.digest} {asset.bare_digest}" if asset.size_bytes >= _MIN_BYTES else ""
        return {path: _OF_FILE + digest.encode() for path, digest in found.items()}

    def _needles(self, path: str) -> Iterator[Needle]:
        state, inside = self._states[path], f"{self._project.config.content}/"
        if state.startswith(_OF_FILE):
            for digest in state.removeprefix(_OF_FILE).decode().split() or ("",):
                yield from of_file(path, inside, digest)
            return
        reading = self._planned.readings.by_source[path]
        parts, head = self._parts(path, reading), reading.head
        assert parts is not None
        yield from of_texts(path, parts.later)
        if parts.rest and head is not None:
            yield from of_texts(path, [rest(head, self._bytes(path), self._settings, self._registry.markdown)])
        if not parts.whole:
            return
        if head is not None:
            yield from of_head(head)
        if head is not None and parts.headline:
            yield from of_headline(head)
        lang = head.lang if head is not None else self._project.config.language
        yield from of_texts(path, texts(path, self._bytes(path), lang, self._settings, self._registry.markdown))

    @cached_property
    def _settings(self) -> Settings:
        return settings(self._project.config)

    def _bytes(self, source: str) -> bytes:
        return located(self._project.root, source).read_bytes()

    def _kept(self, rows: Iterable[SecretRow]) -> Iterator[Needle]:
        """Those of the last build that hold still."""
        return (_needle(row) for row in rows if row.source not in self._states and row.source not in self._gone)

    @cached_property
    def _released(self) -> Mapping[tuple[str, str], str]:
        return self.secrets.released() if self._seen.last.record.hides else {}

    @cached_property
    def _unreleased(self) -> Sequence[Needle]:
        """What was public by something that may be so no more."""
        stale = {key for key, witness in self._released.items() if self._is_stale(witness)}
        anchors = {max(words(said), key=len) for _, said in stale}
        return [each for each in self.every() if each.key in stale] if anchors else []

    def _is_stale(self, witness: str) -> bool:
        """Whether what something is public by may say something else now."""
        seen, record = self._seen, self._seen.last.record
        if not witness.startswith("="):
            return witness in self._differing or witness not in self._planned.site.facts
        if witness == LEDGER:
            return record.urls != seen.inputs.urls_digest
        if witness == ADDRESSES:
            return record.outputs != self._planned.outputs_checksum
        # Of files, none is another where nothing but what sources say differs.
        return not seen.is_planned_alike if witness == FILES else seen.inputs_differ

    @cached_property
    def _differing(self) -> frozenset[str]:
        return frozenset(self._seen.differing)

    @cached_property
    def _public(self) -> Public:
        return Public(self._project, self._seen, self._planned.site, self._planned.paths)


def _needle(row: SecretRow) -> Needle:
    # The rows of a broken cache may be anything.
    return msgspec.convert(msgspec.to_builtins(row), Needle)


def _later(head: Head, now: Head) -> Iterator[str]:
    yield from (each.text for each in head.corrections if each not in now.corrections)
    if head.changes != now.changes:
        yield head.changes


def _line(text: str, needle: Needle) -> int:
    """The line of a source in which a needle begins, 0 where it is not written there in these words."""
    lines = text.split("\n")
    wanted = needle.words.split()
    every = [(word, number) for number, line in enumerate(lines, 1) for word in words(decoded(line))]
    for start in range(len(every) - len(wanted) + 1):
        if every[start][0] == wanted[0] and [word for word, _ in every[start : start + len(wanted)]] == wanted:
            return every[start][1]
    return _first_words(every, wanted)


def _first_words(every: Sequence[tuple[str, int]], wanted: Sequence[str]) -> int:
    """As much of the beginning as stands there in one row: links and marks are written between words."""
    for n in range(len(wanted) - 1, 1, -1):
        for start in range(len(every) - n + 1):
            if every[start][0] == wanted[0] and [word for word, _ in every[start : start + n]] == wanted[:n]:
                return every[start][1]
    return 0
