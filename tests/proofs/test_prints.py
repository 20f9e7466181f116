"""A print never denies what stands in its file, and seldom admits what does not."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from newsgen.digests import digest_of_bytes
from newsgen.proofs.needles import Needle, needle
from newsgen.proofs.prints import Probe, print_of
from newsgen.proofs.search import File, Finder, Text, Wanted, bytes_of
from newsgen.proofs.sieve import Sieve, tokens

WORDS = st.sampled_from(
    [
        "der",
        "Rat",
        "Gemeinderat",
        "tagt",
        "a",
        "Größe",
        "O'Neill",
        "x-y",
        "2026",
        "政府は昨日",
        "…",
        "<b>",
        "</p>",
        "&amp;",
    ]
)
ROWS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
SORTS = st.sampled_from(["sentence", "headline", "address", "id", "file"])


def made(data: str) -> bytes:
    return bytes_of(FILE, "", lambda _: data.encode())


FILE = File("2026/05/a/index.html", digest_of_bytes(b"x"))


def found(needles: Iterable[Needle], data: bytes) -> bool:
    return bool(Finder(Wanted(needles), "https://example.org").hits(FILE, Text(data)))


@given(ROWS, ROWS, ROWS, SORTS, st.booleans())
def test_what_is_found_is_admitted(before: str, said: str, after: str, sort: str, is_in_tag: bool) -> None:
    wanted = needle("content/a.md", sort, said)  # type: ignore[arg-type]  one of its sorts
    text = made(f'{before} <img alt="{said}">{after}' if is_in_tag else f"{before} {said} {after}")

    if wanted is not None and found([wanted], text):
        assert Probe([wanted]).may_be_in(print_of(tokens(text)))
        assert Sieve([wanted]).holds(tokens(text), FILE.digest.hex())


def test_what_does_not_stand_there_is_denied() -> None:
    text = made(" ".join(f"Der Gemeinderat hat gestern über {n} Anträge lange beraten." for n in range(300)))
    others = [
        needle("a.md", "sentence", f"Das Stadtwerk erneuert im Jahr {n} viele Leitungen am Hafen.") for n in range(300)
    ]

    admitted = [each for each in others if each is not None and Probe([each]).may_be_in(print_of(tokens(text)))]

    assert admitted == []
