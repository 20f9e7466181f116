"""No address that was ever published is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.site.ledger import (
    Claims,
    Entry,
    Ledger,
    claims,
    gone,
    mistakes,
    parsed,
    recorded,
    redirected,
    resolved,
    written,
)
from tests.kinds.making import CLOCK, CONFIG, article, site_at, site_folder

TEXT = """\
/2024/contest/ gone
/2025/11/fair/ -> /2026/fair/
/2026/05/cup/ = 2026/05/cup
/x/ = odd%0Aid 100%25 ä
"""


def ledger(text: str) -> Ledger:
    entries, found = parsed(text, "newsgen.urls")
    assert found == ()
    return entries


def test_what_was_written_is_read(tmp_path: Path) -> None:
    entries = ledger(TEXT)

    assert entries["/2024/contest/"] == Entry("/2024/contest/", line=1)
    assert entries["/2025/11/fair/"] == Entry("/2025/11/fair/", target="/2026/fair/", line=2)
    assert entries["/x/"].id == "odd\nid 100% ä"
    assert written(entries) == TEXT


@given(
    st.dictionaries(st.text("abc-/%", max_size=5), st.tuples(st.text(min_size=1), st.sampled_from(["=", "->", "gone"])))
)
def test_any_id_survives(said: dict[str, tuple[str, str]]) -> None:
    entries = {}
    for name, (text, sign) in said.items():
        # Ids are stripped where front matter is read.
        id_ = text.strip()
        address = f"/x{name}"
        entries[address] = Entry(address, id=id_ if sign == "=" else "", target="/new/" if sign == "->" else "")

    again = ledger(written(entries))

    assert [(each.address, each.id, each.target) for each in again.values()] == [
        (each.address, each.id, each.target) for _, each in sorted(entries.items())
    ]


def test_windows_and_merged_branches_are_read() -> None:
    """Git may turn line ends, and two branches may record the same address."""
    text = "\ufeff# comment\r\n\r\n/b/ = b\r\n/a/ = a\r\n/a/ = a\r\n"

    assert written(ledger(text)) == "/a/ = a\n/b/ = b\n"


@pytest.mark.parametrize(
    "line", ["<<<<<<< ours", "/a/", "/a/ =", "/a/ -> b", "/a/ gone away", "//host/ gone", "a/ = b", "/a/ was b"]
)
def test_a_line_that_says_nothing_is_told(line: str) -> None:
    _, (diagnostic,) = parsed(f"/x/ = x\n{line}\n", "newsgen.urls")

    assert (diagnostic.code, str(diagnostic.place)) == ("urls-unreadable", "newsgen.urls:2")


def test_an_address_with_two_answers_is_told() -> None:
    _, (diagnostic,) = parsed("/a/ = a\n/a/ gone\n", "newsgen.urls")

    assert (diagnostic.code, str(diagnostic.place)) == ("urls-twice", "newsgen.urls:2")


def test_an_article_that_moved_is_found_by_its_id() -> None:
    found = resolved(ledger("/old/ = cup\n/older/ = cup\n/new/ = cup\n"), Claims({"/new/": "cup"}))

    assert found.redirects == {"/old/": "/new/", "/older/": "/new/"}
    assert not found.vanished


def test_chains_are_one_hop() -> None:
    entries = ledger(
        "/a/ -> /b/\n/b/ = b\n/c/ -> /a/#part\n/d/ -> https://example.com/\n/e/ -> /category/x/\n/f/ -> /g/\n/g/ gone\n"
    )

    found = resolved(entries, Claims({"/new/": "b"}, old={"/alias/": "b"}, targets={"/alias/": "/d/"}))

    assert found.redirects == {
        "/a/": "/new/",
        "/b/": "/new/",
        "/c/": "/new/",
        "/d/": "https://example.com/",
        "/e/": "/category/x/",
        "/alias/": "https://example.com/",
    }
    assert found.gone == {"/f/", "/g/"}


def test_circles_are_told_at_their_lines() -> None:
    found = resolved(ledger("/a/ -> /b/\n/b/ -> /a/\n/c/ = c\n"), Claims({"/c/": "c"}))

    assert [(each.code, str(each.place)) for each in mistakes(found, "newsgen.urls")] == [
        ("redirect-loop", "newsgen.urls:1"),
        ("redirect-loop", "newsgen.urls:2"),
    ]


def test_what_nothing_claims_is_an_error_that_names_both_answers() -> None:
    entries = ledger("/lost/ = lost\n/to-lost/ -> /lost/\n")
    found = resolved(entries, Claims({}))

    (diagnostic,) = mistakes(found, "newsgen.urls")

    assert (diagnostic.code, str(diagnostic.place), diagnostic.level) == ("address-vanished", "newsgen.urls:1", "error")
    assert diagnostic.hint == "newsgen urls redirect /lost/ /new/address/, or newsgen urls gone /lost/"
    assert resolved(gone(entries, "/lost/"), Claims({})).gone == {"/lost/", "/to-lost/"}
    assert resolved(redirected(entries, "/lost/", "/x/"), Claims({})).redirects == {"/lost/": "/x/", "/to-lost/": "/x/"}


def test_what_is_published_again_needs_no_answer_any_more() -> None:
    now = Claims({"/a/": "a", "/b/": "b"})

    assert written(recorded(ledger("/a/ gone\n/b/ -> /a/\n/c/ = c\n"), now)) == "/a/ = a\n/b/ = b\n/c/ = c\n"


def test_sources_claim_addresses_by_their_state(tmp_path: Path) -> None:
    articles = {
        "now.md": article("Now", "2026-05-01", more="id: now\naliases: /old/\n"),
        "moved.md": article("Moved", "2026-05-01", more="id: moved\nredirect_to: /2026/05/now/\naliases: /moved/\n"),
        "due.md": article("Due", "2026-07-01", more="id: due\n"),
        "over.md": article("Over", "2026-05-01", more="id: over\nexpires: 2026-05-20\n"),
        "draft.md": article("Draft", "2026-05-01", more="id: draft\ndraft: true\n"),
        "pages/us.md": "---\ntitle: Us\nid: us\n---\nx\n",
        "categories/x.md": "---\ntitle: X\n---\nx\n",
    }
    root = site_folder(tmp_path, articles, CONFIG.replace("https://example.org", "https://example.org/news"))
    heads = [facts.head for facts in site_at(root, CLOCK.replace(year=2030)).facts.values()]
    heads += [facts.head for facts in site_at(root, CLOCK.replace(month=5, day=15)).facts.values()]

    claimed = claims(site_at(root), heads)
    was = "/1/ = now\n/2/ = due\n/3/ = over\n/4/ = draft\n/5/ = moved\n"
    found = resolved(ledger(was), claimed)

    new = "/2026/05/now/"
    assert claimed.published == {new: "now", "/us/": "us"}
    assert found.redirects == dict.fromkeys(("/1/", "/5/", "/old/", "/moved/", "/2026/05/moved/"), new)
    assert (found.waiting, found.gone) == ({"/2/"}, {"/3/"})
    assert [each.address for each in found.vanished] == ["/4/"]


STATES = st.sampled_from(["public", "waiting", "expired", "draft"])
ADDRESSES = st.sampled_from([f"/{name}/" for name in "abcdefgh"])
# Each step: where each of four articles stands now, and in which state.
STEPS = st.lists(st.dictionaries(st.sampled_from("1234"), st.tuples(ADDRESSES, STATES)), min_size=1, max_size=8)


@given(STEPS, st.lists(st.booleans(), min_size=1))
def test_every_address_ever_published_resolves(steps: list[dict[str, tuple[str, str]]], answers: list[bool]) -> None:
    """Renames, new dates, deletions: each old address is a page, one hop, or gone, or its article is not due yet."""
    entries: Ledger = {}
    ever: set[str] = set()
    for sources in steps:
        published = {address: id_ for id_, (address, state) in sorted(sources.items()) if state == "public"}
        now = Claims(
            published,
            waiting=frozenset(id_ for id_, (_, state) in sources.items() if state == "waiting"),
            expired=frozenset(id_ for id_, (_, state) in sources.items() if state == "expired"),
        )
        for number, entry in enumerate(resolved(entries, now).vanished):
            leads = answers[number % len(answers)] and entry.address != "/home/"
            entries = redirected(entries, entry.address, "/home/") if leads else gone(entries, entry.address)
        found = resolved(entries, now)
        ever |= published.keys()

        assert not found.vanished
        assert not found.circles
        assert ever == ever & (published.keys() | found.redirects.keys() | found.gone | found.waiting)
        assert all(target in published or target == "/home/" for target in found.redirects.values())
        entries = ledger(written(recorded(entries, now)))
