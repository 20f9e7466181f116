"""What stands on a target is read with distrust, and tells nobody an address."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.deploy.manifest import Claim, Entry, Manifest, decoded, decoded_claim, encoded, encoded_claim, key

ENTRY = Entry(b"d" * 16, 3, True, 1_800_000_000)


def test_a_manifest_comes_back_as_it_was() -> None:
    manifest = Manifest("https://paper.example", {key("2026/cup/index.html"): ENTRY})

    assert decoded(encoded(manifest)) == manifest


def test_it_names_no_address() -> None:
    """Where a web server hands it out, unlisted articles stay unlisted."""
    data = encoded(Manifest("https://paper.example", {key("2026/secret-plan/index.html"): ENTRY}))

    assert b"secret" not in data
    assert b"index" not in data


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"<html>Not found</html>",
        b"newsgen-manifest-1\n",
        b"newsgen-manifest-2\n" + msgspec.msgpack.encode(["https://paper.example", {}]),
        encoded(Manifest("https://paper.example", {}))[:-1],
        b"newsgen-manifest-1\n" + msgspec.msgpack.encode(["https://paper.example", {"a": [1]}]),
        b"newsgen-manifest-1\n" + msgspec.msgpack.encode(["https://paper.example", {b"a": [b"short", 3, True, 0]}]),
        b"newsgen-manifest-1\n" + msgspec.msgpack.encode(["https://paper.example", {b"a": [b"d" * 16, -3, True, 0]}]),
        b"newsgen-manifest-1\n" + b"\x91" * 100_000,
    ],
)
def test_what_newsgen_never_wrote_is_no_manifest(data: bytes | None) -> None:
    assert decoded(data) is None


@given(st.binary(max_size=200))
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    decoded(b"newsgen-manifest-1\n" + data)
    decoded_claim(data)


def test_a_lock_that_says_nothing_has_ended() -> None:
    claim = Claim(1_800_000_000, (key("index.html"),))

    assert decoded_claim(encoded_claim(claim)) == claim
    assert decoded_claim(b"") == decoded_claim(None) == decoded_claim(b"\xff") == Claim(0)
