"""What a target holds as newsgen put it there: kept on the target itself, and read with distrust.

Files are named by digests of their paths: who fetches a manifest from a web server learns no address from it.
"""

import re
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from newsgen.deploy.targets.base import MAX_OWN_BYTES
from newsgen.digests import DIGEST_BYTES, digest_of_bytes

# The name of the manifest, and how those of locks begin, in the folder that newsgen has on a target.
MANIFEST = "manifest"
LOCK = "lock-"
# How long a lock holds that nobody renews: a file may take long on a slow line.
LIFE_S = 1800

_LOCK_NAME = re.compile(rf"{LOCK}[0-9a-z]{{1,64}}")
_MAGIC = b"newsgen-manifest-1\n"
_KEY_BYTES = 12

# Of a file that may hold its old or its new bytes, or nobody knows which.
UNKNOWN = b""


class Entry(Struct, frozen=True, gc=False, array_like=True):
    """A file on the target: the digest of its bytes, their number, whether it `lasts` though no page asks for it.

    `since`: the moment, in seconds since 1970, from which on it is only kept; 0 for a file of the site. `sums`: of one
    that lasts, as targets tell them.
    """

    digest: bytes
    size: int
    lasts: bool = False
    since: int = 0
    sums: tuple[str, ...] = ()


class Manifest(Struct, frozen=True, array_like=True):
    """All files that newsgen has put on a target, for the site with the address `base_url`."""

    base_url: str
    files: Mapping[bytes, Entry]


class Claim(Struct, frozen=True, array_like=True):
    """A lock: until when (seconds since 1970) somebody is at work, and which files are being changed meanwhile."""

    until: int
    keys: tuple[bytes, ...] = ()


def is_lock(name: str) -> bool:
    """Whether a small file of a target is a lock, by its name: no other one is read, or removed."""
    return _LOCK_NAME.fullmatch(name) is not None


def key(path: str) -> bytes:
    """What a path is called in a manifest."""
    return digest_of_bytes(path.encode("utf-8", "surrogatepass"))[:_KEY_BYTES]


def encoded(manifest: Manifest) -> bytes:
    return _MAGIC + msgspec.msgpack.encode(manifest)


def decoded(data: bytes | None) -> Manifest | None:
    """The manifest in a file of a target; None where there is none that newsgen could have written."""
    if data is None or not data.startswith(_MAGIC) or len(data) > MAX_OWN_BYTES:
        return None
    try:
        manifest = msgspec.msgpack.decode(data[len(_MAGIC) :], type=Manifest)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return manifest if all(map(_is_sound, manifest.files.values())) else None


def is_live(claim: Claim, now: int) -> bool:
    """Whether somebody is at work by it, whose clock may be half an hour ahead; no lock claims more, but in jest."""
    return now < claim.until <= now + 2 * LIFE_S


def encoded_claim(claim: Claim) -> bytes:
    return msgspec.msgpack.encode(claim)


def decoded_claim(data: bytes | None) -> Claim:
    """The lock in a file of a target; one that has ended, and names nothing, where that says nothing."""
    try:
        return msgspec.msgpack.decode(data or b"", type=Claim)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Claim(0)


def _is_sound(entry: Entry) -> bool:
    return len(entry.digest) in {0, DIGEST_BYTES} and entry.size >= 0 and entry.since >= 0
