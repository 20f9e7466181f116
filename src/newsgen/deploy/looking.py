"""What a target holds: as this machine remembers it where nobody else was there since, else by a listing."""

from collections.abc import Container, Iterable, Mapping, Set
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsgen.deploy.manifest import (
    MANIFEST,
    UNKNOWN,
    Claim,
    Entry,
    Manifest,
    decoded,
    decoded_claim,
    is_live,
    is_lock,
    key,
)
from newsgen.deploy.memory import Memory, Remembered
from newsgen.deploy.plan import File, Held, Plan, folders
from newsgen.deploy.sums import is_one_of, is_same
from newsgen.deploy.targets.base import OWN, Found, Target, TargetError, UnreadableError
from newsgen.digests import digest_of_bytes
from newsgen.state.paths import leave_as_outputs

# So many new paths are looked at one by one; for more, a list of all that is there costs less.
_FEW = 1000


class There(Struct, frozen=True):
    """`held` by path; `manifest`: the digest of the manifest's bytes; the locks of others who are at work until when.

    `dead`: locks that nobody holds any more, `own` the one of them that is this machine's, "" if there is none;
    `uncertain` names the files that their uploads were changing. `base_url`: of the site that stands there, "" where
    nobody knows. `is_lost`: there is no manifest that can be read, though files are there. `odd`: what stands in its
    place, and is none, "" for nothing. `unproven`: files of the site of which the target tells the size alone, so that
    their bytes are taken on trust. `left`: what a stopped upload has left in the middle of a file.
    `damaged`: what is kept for a while, and does not hold what was put there; it is kept no longer, since nothing here
    could mend it.
    """

    held: Mapping[str, Held]
    manifest: bytes = b""
    live: Mapping[str, int] = {}
    dead: tuple[str, ...] = ()
    own: str = ""
    uncertain: frozenset[bytes] = frozenset()
    base_url: str = ""
    is_lost: bool = False
    odd: str = ""
    unproven: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()

    def after(self, plan: Plan) -> Mapping[str, Held]:
        """What is held once a plan is carried out: newsgen's own, and of others what a listing has shown."""
        return {path: each for path, each in self.held.items() if not each.is_ours} | dict(plan.files)


class Local(Struct, frozen=True):
    """What stands here: the folder, and its files by path."""

    folder: Path
    files: Mapping[str, File]


def looked(target: Target, memory: Memory, local: Local, now: int, compares: bool) -> There:
    """What is at a target; where it `compares`, the target is asked for all of it, whatever is remembered."""
    remembered = memory.remembered(target.title)
    if target.is_whole:
        return There(remembered.files, remembered.manifest)
    claims = {name: claim_at(target, name) for name in target.names() if is_lock(name)}
    live = {name: claim.until for name, claim in claims.items() if is_live(claim, now) and name != remembered.lock}
    dead = {name: claim for name, claim in claims.items() if name not in live}
    data, odd = manifest_at(target)
    digest = digest_of_manifest(data)
    is_known = remembered.is_known and not odd and digest == remembered.manifest
    if is_known and not dead and not remembered.lock and not compares:
        return There({**remembered.files, **_strangers(target, remembered, local)}, digest, live)
    manifest = decoded(data)
    if data and manifest is None:
        odd = f"{OWN}/{MANIFEST} holds nothing that newsgen could have written"
    goes_on = is_known and bool(remembered.lock)
    journal = memory.journal() if goes_on and set(dead) <= {remembered.lock} else {}
    said = _Said(manifest, remembered, _keys(dead, remembered), journal)
    there = There({}, digest, live, tuple(dead), remembered.lock, said.uncertain, odd=odd)
    there = _listed(there, target, said, local, compares)
    return replace(there, is_lost=manifest is None and bool(there.held) and not goes_on)


def _listed(there: There, target: Target, said: "_Said", local: Local, compares: bool) -> There:
    """With what a listing shows."""
    found = {path: each for path, each in target.listed().items() if _is_path(path)}
    left = _left(target, found, said.uncertain, local)
    found = {path: each for path, each in found.items() if path not in left}
    held = _compared(found, said, local, compares)
    damaged = {path for path, each in held.items() if compares and _is_damaged(path, each, found[path], said, local)}
    return replace(
        there,
        held={path: replace(each, lasts=False) if path in damaged else each for path, each in held.items()},
        base_url=said.manifest.base_url if said.manifest else "",
        unproven=_unproven(found, local),
        left=tuple(sorted(left)),
        damaged=tuple(sorted(damaged)),
    )


def claim_at(target: Target, name: str) -> Claim:
    """What a lock says; TargetError where it cannot be read, for then somebody may be at work."""
    try:
        return decoded_claim(target.read(name))
    except UnreadableError as error:
        hint = f"let the user of to: read it; if no deploy is at work there, delete {OWN}/{name}"
        raise TargetError(f"a lock cannot be read: {error}", hint) from None


def manifest_at(target: Target) -> tuple[bytes | None, str]:
    """The bytes of a target's manifest, None where there is none; and why they cannot be read, "" where they can."""
    try:
        return target.read(MANIFEST), ""
    except UnreadableError as error:
        return None, str(error)


def digest_of_manifest(data: bytes | None) -> bytes:
    return digest_of_bytes(data) if data else b""


class _Said(Struct, frozen=True):
    """What is said of a target: by its manifest, by this machine, by locks; `journal`: what has arrived since."""

    manifest: Manifest | None
    remembered: Remembered
    uncertain: frozenset[bytes]
    journal: Mapping[str, bytes]


def _keys(dead: Mapping[str, Claim], remembered: Remembered) -> frozenset[bytes]:
    """Of the files that may hold their old or their new bytes."""
    return frozenset((*remembered.keys, *(each for claim in dead.values() for each in claim.keys)))


def _strangers(target: Target, remembered: Remembered, local: Local) -> Mapping[str, Held]:
    """The files of others where this site has had no file, or no folder: they came since the place was listed."""
    new = {path: None for path in local.files if path not in remembered.files}
    if not new:
        return {}
    known = {folder for path in remembered.files for folder in folders(path)}
    new |= {folder: None for path in new for folder in folders(path) if folder not in known}
    listed = target.found([*new]) if len(new) <= _FEW else target.listed()
    found = {path: each for path, each in listed.items() if _is_stranger(path, each, new, local)}
    return _compared(found, _Said(None, remembered, frozenset(), {}), local, False)


def _is_stranger(path: str, found: Found, new: Container[str], local: Local) -> bool:
    """Whether what was found stands at a new path, or is, or lies in, a folder where a new file is to be."""
    if found.is_folder:
        return path in local.files
    return path in new or any(folder in new and folder in local.files for folder in folders(path))


def _left(target: Target, found: Iterable[str], uncertain: Set[bytes], local: Local) -> frozenset[str]:
    """What a stopped upload has left: a name alone proves nothing, for others may choose it, too."""
    candidates = ((path, target.leftover(path)) for path in found) if uncertain else ()
    return frozenset(path for path, of in candidates if of and key(of) in uncertain and path not in local.files)


def _unproven(found: Mapping[str, Found], local: Local) -> tuple[str, ...]:
    return tuple(sorted(path for path, each in found.items() if path in local.files and not each.sum))


def _compared(found: Mapping[str, Found], said: _Said, local: Local, compares: bool) -> dict[str, Held]:
    held = {path: _held(path, each, said) for path, each in found.items()}
    return {path: _as_is(path, each, found[path], local, compares) for path, each in held.items()}


def _held(path: str, found: Found, said: _Said) -> Held:
    name, before = key(path), said.remembered.files.get(path)
    entry = said.manifest.files.get(name) if said.manifest else _entry(before)
    is_ours = entry is not None or name in said.uncertain or path in said.journal
    about = entry or Entry(UNKNOWN, found.size)
    digest = about.digest if _may_be(about.size, found) and said.manifest and name not in said.uncertain else UNKNOWN
    digest = said.journal.get(path, digest)
    kind, is_listed = (before.kind, before.is_listed) if before else ("", False)
    return Held(digest, found.size, is_ours, about.lasts, about.since, kind, is_listed, about.sums)


def _entry(held: Held | None) -> Entry | None:
    return Entry(UNKNOWN, held.size, held.lasts, held.since, held.sums) if held and held.is_ours else None


def _as_is(path: str, held: Held, found: Found, local: Local, compares: bool) -> Held:
    """With the digest of the file here where the target's sum says that it is the same; without where it says not."""
    file = local.files.get(path)
    if file is None or not (compares or held.digest == UNKNOWN):
        return held
    if not _may_be(file.size, found):
        return _with(held, held.digest if held.digest != file.digest else UNKNOWN)
    if not found.sum:
        return held
    same = is_same(local.folder / path, file.size, found.sum)
    return _with(held, file.digest if same else UNKNOWN)


def _is_damaged(path: str, held: Held, found: Found, said: _Said, local: Local) -> bool:
    """Whether what only lasts there is known to differ from what was put there."""
    if not (held.is_ours and held.lasts and said.manifest) or path in local.files or key(path) in said.uncertain:
        return False
    # Of another size its digest is not believed.
    return held.digest == UNKNOWN or not is_one_of(found.sum, held.sums)


def _with(held: Held, digest: bytes) -> Held:
    return Held(digest, held.size, held.is_ours, held.lasts, held.since, held.kind, held.is_listed, held.sums)


def _may_be(size: int, found: Found) -> bool:
    """Whether a file of this size may be the one that was found."""
    return found.size in {size, -1}


def _is_path(path: str) -> bool:
    """Whether newsgen could have written it: what else a target names is nobody's to delete, or to print."""
    return path.isprintable() and not leave_as_outputs([path])
