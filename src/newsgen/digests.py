"""Digests: equal digests, equal values."""

# What hashlib.blake2b is, too; but hashlib loads OpenSSL, which takes 4 ms of every start.
from _blake2 import blake2b
from typing import BinaryIO

import msgspec

DIGEST_BYTES = 16


def digest_of(value: object) -> bytes:
    """A digest of anything msgspec can encode; in JSON, which tells dates apart that differ by their zone alone."""
    return digest_of_bytes(msgspec.json.encode(value))


def digest_of_bytes(data: bytes) -> bytes:
    return blake2b(data, digest_size=DIGEST_BYTES).digest()


def hex_digest(data: bytes, n_bytes: int) -> str:
    """A digest that may stand in a name, in two characters a byte."""
    return blake2b(data, digest_size=n_bytes).hexdigest()


def digest_of_file(file: BinaryIO) -> bytes:
    """The digest of the bytes of an open file, which need not fit into memory."""
    digest = blake2b(digest_size=DIGEST_BYTES)
    while block := file.read(1 << 20):
        digest.update(block)
    return digest.digest()
