"""No address that was ever published is lost."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.config import Config
from newsgen.model import Head, Status
from newsgen.site.fates import Fates, Hidden, fates, hidden_at
from newsgen.site.ledger import (
    Entry,
    Ledger,
    gone,
    leads_back,
    line_of,
    parsed,
    recorded,
    redirected,
    written,
)
from newsgen.site.redirects import Old, by_path, followed, of_heads, path_of
from tests.kinds.making import CLOCK

CONFIG = Config(base_url="https://example.org/news", language="de")
BASE = CONFIG.base_path
TEXT = """\
# Kept since 2005.
/2024/contest/ gone
/2025/11/fair/ -> /2026/fair/
# The cup moved twice.
/2026/05/cup/ = 2026/05/cup
/x/ = odd%0Aid 100%25 ä
# The end.
"""


def ledger(text: str) -> Ledger:
    found = parsed(text.encode())
    assert found.problems == ()
    return found


def head(id_: str, address: str, status: Status = "published", **more: object) -> Head:
    url = BASE + address
    given = {"source": f"content/{id_}.md", "form": "article", "slug": id_, "title": id_, "lang": "de", **more}
    return Head(id=id_, url=url, status=status, **given)  # type: ignore[arg-type]  # its own fields


def becomes(text: str, *heads: Head, hidden: tuple[Head, ...] = ()) -> Fates:
    return fates(CONFIG, ledger(text), heads, hidden_at(CLOCK, hidden), tuple(of_heads(CONFIG, heads)))


def leads(found: Fates, *heads: Head) -> dict[str, str]:
    """Each old address of the file -> where it leads in the end, both without the base path."""
    every = (*of_heads(CONFIG, heads), *found.moved)
    ends = {old.url: followed(CONFIG, by_path(CONFIG, every), old.target) for old in found.moved}
    return {url.removeprefix(BASE): end.removeprefix(BASE) for url, end in ends.items()}


def test_what_was_written_is_read() -> None:
    found = ledger(TEXT)

    assert written(found) == TEXT
    assert found.entries["/x/"].id == "odd\nid 100% ä"
    assert found.entries["/2025/11/fair/"].target == "/2026/fair/"
    assert (found.entries["/2026/05/cup/"].line, str(found.entries["/2026/05/cup/"].place)) == (5, "newsgen.urls:5:1")


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool), max_size=4))
def test_any_id_survives(ids: list[str]) -> None:
    """Ids are stripped where front matter is read; all else may stand in one."""
    made = recorded(Ledger(), BASE, [head(id_, f"/{number}/") for number, id_ in enumerate(ids)])

    again = ledger(written(made))

    assert [again.entries[f"/{number}/"].id for number in range(len(ids))] == ids


def test_windows_and_merged_branches_are_read() -> None:
    """Git may turn line ends, and two branches may record the same address."""
    found = ledger("\ufeff# comment\r\n\r\n/b/ = b\r\n/a/ = a\r\n/a/ = a\r\n")

    assert written(found) == "/a/ = a\n# comment\n/b/ = b\n"


@pytest.mark.parametrize("spelled", ["/über", "/%C3%BCber/", "/%c3%bcber/index.html", "/über/"])
def test_an_address_has_one_spelling(spelled: str) -> None:
    assert list(ledger(f"{spelled} gone").entries) == ["/%C3%BCber/"]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("<<<<<<< ours", 1),
        ("/a/", 1),
        ("/a/ =", 5),
        ("/a/ -> b", 5),
        ("/a/ -> /b/ c", 5),
        ("/a/ gone away", 5),
        ("/a/ was b", 5),
        ("//host/ gone", 1),
        ("/../ gone", 1),
        ("/a? gone", 1),
        ("/a?b#c gone", 1),
        ("/..?b=1 gone", 1),
        ("a/ = b", 1),
    ],
)
def test_a_line_that_says_nothing_is_told_at_its_place(line: str, column: int) -> None:
    (problem,) = parsed(f"/x/ = x\n{line}\n".encode()).problems

    assert (problem.code, str(problem.place)) == ("urls-unreadable", f"newsgen.urls:2:{column}")
    assert problem.excerpt == line


def test_a_merge_that_was_not_finished_is_one_mistake() -> None:
    """Else five errors tell to let addresses be gone that both sides only recorded."""
    merged = "<<<<<<< ours\n/a/ = a\n||||||| before\n=======\n/a/ = b\n/c/ = c\n>>>>>>> theirs\n/d/ was d\n"

    found = parsed(merged.encode())

    assert [(str(each.place), "merge" in each.text) for each in found.problems] == [
        ("newsgen.urls:1:1", True),
        ("newsgen.urls:8:5", False),
    ]
    assert list(found.entries) == ["/a/", "/c/"]


def test_bytes_that_are_not_utf_8_make_their_line_unreadable_alone() -> None:
    found = parsed(b"/a/ = a\n/\xfc/ gone\n/b/ = \xfc\n/c/ = c\n")

    assert list(found.entries) == ["/a/", "/c/"]
    assert [str(problem.place) for problem in found.problems] == ["newsgen.urls:2:1", "newsgen.urls:3:7"]
    assert all(problem.excerpt.encode() for problem in found.problems)


def test_an_address_with_two_answers_is_told() -> None:
    (problem,) = parsed(b"/a/ = a\n/a/index.html gone\n").problems

    assert (problem.code, str(problem.place)) == ("urls-twice", "newsgen.urls:2:1")
    assert "line 1" in problem.text


def test_an_article_that_moved_is_found_by_its_id() -> None:
    cup = head("cup", "/new/")

    found = becomes("/new/ = cup\n/old/ = cup\n/older/ = cup\n", cup)

    assert leads(found) == {"/old/": "/new/", "/older/": "/new/"}
    assert {old.source for old in found.moved} == {"content/cup.md"}
    assert found.vanished == ()


def test_chains_are_one_hop() -> None:
    heads = head("b", "/new/"), head("c", "/c/", aliases=(f"{BASE}/alias/",), redirect_to="/d/")
    text = "/a/ -> /b/\n/b/ = b\n/c/ = c\n/d/ -> https://example.com/\n/e/ -> /category/x/\n/i/ -> /a/#part\n/j/ = c\n"

    assert leads(becomes(text, *heads), *heads) == {
        "/a/": "/new/",
        "/b/": "/new/",
        "/d/": "https://example.com/",
        "/e/": "/category/x/",
        "/i/": "/new/",
        "/j/": "https://example.com/",
    }


def test_what_leads_to_what_is_gone_is_gone() -> None:
    found = becomes("/f/ -> /g/\n/g/ gone\n/h/ -> /f/\n")

    assert [entry.address for entry in found.gone] == ["/f/", "/g/", "/h/"]
    assert found.moved == ()


def test_front_matter_and_pages_go_before_the_file() -> None:
    """An alias may be taken over by hand, and another article may come to stand at an address."""
    heads = head("a", "/a/", aliases=(f"{BASE}/b/",)), head("new", "/c/")

    assert becomes("/a/ gone\n/b/ -> /elsewhere/\n/c/ = a\n", *heads) == Fates()


def test_an_article_that_is_not_public_keeps_its_address_by_its_state() -> None:
    day = timedelta(days=1)
    hidden = (
        head("due", "/due/", publish_at=CLOCK + day),
        head("over", "/over/", publish_at=CLOCK - 2 * day, expires=CLOCK - day),
        head("draft", "/draft/", "draft"),
        head("twice", "/twice/", "draft"),
        head("twice", "/twice/", publish_at=CLOCK + day),
    )
    names = ("draft", "due", "lost", "over", "twice")
    text = "".join(f"/{name}/ = {name}\n" for name in names) + "/to-due/ -> /due/\n/to-lost/ -> /lost/\n"

    found = becomes(text, hidden=hidden)

    assert [entry.address for entry in found.waiting] == ["/due/", "/to-due/", "/twice/"]
    assert [entry.address for entry in found.gone] == ["/over/"]
    assert [(entry.address, draft) for entry, draft in found.vanished] == [
        ("/draft/", "content/draft.md"),
        ("/lost/", ""),
    ]
    # It is mended with /lost/.
    assert found.moved == ()


def test_what_is_recorded_is_what_readers_can_reach() -> None:
    heads = (
        head("a", "/a/", aliases=(f"{BASE}/alias/",)),
        head("moved", "/moved/", redirect_to="/a/"),
        head("page", "/page.html", form="page"),
        head("term", "/tag/x/", form="term"),
    )

    made = recorded(Ledger(), BASE, heads)

    assert written(made) == "/a/ = a\n/alias/ = a\n/moved/ = moved\n/page.html = page\n"
    assert becomes(written(made), *heads) == Fates()


def test_what_is_published_again_needs_no_answer_any_more() -> None:
    made = recorded(ledger("# why\n/a/ gone\n/b/ -> /a/\n/c/ = c\n"), BASE, (head("a", "/a/"), head("b", "/b/")))

    assert written(made) == "# why\n/a/ = a\n/b/ = b\n/c/ = c\n"


def test_answers_replace_what_the_file_said() -> None:
    entries = ledger("# why\n/a/ = a\n")

    assert written(gone(entries, "/a/")) == "# why\n/a/ gone\n"
    assert written(redirected(entries, "/a/", "/b/")) == "# why\n/a/ -> /b/\n"
    assert line_of(gone(entries, "/new/").entries["/new/"]) == "/new/ gone"


def test_an_answer_that_leads_back_is_known_before_it_is_written() -> None:
    entries = ledger("/a/ -> /b/\n/b/ -> /c/#x\n")

    assert leads_back(redirected(entries, "/c/", "/a/?q"), "/c/")
    assert leads_back(redirected(entries, "/c/", "/c/"), "/c/")
    assert not leads_back(redirected(entries, "/c/", "/d/"), "/a/")


STATES = st.sampled_from(["public", "waiting", "expired", "draft"])
ADDRESSES = st.sampled_from([f"/{name}/" for name in "abcdefgh"])
Sources = dict[str, tuple[str, str, str]]
# Each step: where each of four articles stands now, in which state, and whether with an alias.
STEPS = st.lists(
    st.dictionaries(st.sampled_from("1234"), st.tuples(ADDRESSES, STATES, st.sampled_from(["", "/i/", "/a/"]))),
    min_size=1,
    max_size=8,
)


@given(STEPS, st.lists(st.sampled_from(["gone", "/home/", "/b/", "https://example.com/"]), min_size=1))
def test_every_address_ever_published_resolves(
    steps: list[dict[str, tuple[str, str, str]]], answers: list[str]
) -> None:
    """Each is a page, one hop from a page, gone, or waits for its article to be due."""
    kept = Ledger()
    ever: set[str] = set()
    for sources in steps:
        public, hidden = _articles(sources)
        named = tuple(of_heads(CONFIG, public))
        for number, (entry, _) in enumerate(fates(CONFIG, kept, public, hidden, named).vanished):
            kept = _answered(kept, entry, answers[number % len(answers)])
        found = fates(CONFIG, kept, public, hidden, named)
        pages = {head.url for head in public}
        every = by_path(CONFIG, (*named, *found.moved))
        ever |= pages | {old.url for old in named}
        ends = {old.url: followed(CONFIG, every, old.target) for old in (*named, *found.moved)}
        resting = {BASE + entry.address for entry in (*found.gone, *found.waiting)}

        assert not found.vanished
        assert not ends.keys() & pages
        assert not resting & (ends.keys() | pages)
        assert ever <= pages | ends.keys() | resting
        assert all(path_of(CONFIG, end) not in every for end in ends.values())
        assert all(end in pages or end in {f"{BASE}/home/", "https://example.com/"} for end in ends.values())
        kept = ledger(written(recorded(kept, BASE, public)))


def _articles(sources: Sources) -> tuple[list[Head], Hidden]:
    """The public and the hidden heads of a step; of two that want an address the second does without it."""
    public, hidden = [], []
    taken: set[str] = set()
    wanted = {address for address, _, _ in sources.values()}
    for id_, (address, state, alias) in sorted(sources.items()):
        if state != "public":
            due = CLOCK + timedelta(days=1) if state == "waiting" else CLOCK - timedelta(days=1)
            hidden.append(head(id_, address, "draft" if state == "draft" else "published", publish_at=due))
        elif address not in taken:
            aliases = (BASE + alias,) if alias and alias not in taken | wanted else ()
            taken |= {address, alias}
            public.append(head(id_, address, aliases=aliases))
    return public, hidden_at(CLOCK, hidden)


def _answered(kept: Ledger, entry: Entry, answer: str) -> Ledger:
    """What a publisher says of an address; one that would lead in a circle, or where nothing is, is gone instead."""
    led = redirected(kept, entry.address, answer)
    if answer == "gone" or leads_back(led, entry.address) or (answer == "/b/" and "/b/" not in kept.entries):
        return gone(kept, entry.address)
    return led


def test_an_old_address_says_where_it_stands() -> None:
    assert becomes("/old/ -> /x/\n").moved == (Old(f"{BASE}/old/", f"{BASE}/x/", "newsgen.urls", 1),)


@pytest.mark.parametrize(
    ("data", "column"),
    [
        (b"/a/ = %ff\n", 7),
        (b"/a/ = %ed%a0%80\n", 7),
        (b"/a/ = a\0b\n", 7),
        (b"/a/ = x\r/b/ = y\n", 7),
        (b"/a/ -> /b\x7f/\n", 8),
        (b"# caf\xe9\n", 1),
        (b"/" + b"a" * 10_000 + b"/ = x\n", 1),
        (b"/a/ = " + b"x" * 200_000 + b"\n", 1),
    ],
)
def test_what_no_file_of_addresses_holds_is_told_at_its_line(data: bytes, column: int) -> None:
    """A comment in another encoding was a traceback of the command that wrote the file again."""
    (problem,) = parsed(b"/ok/ = ok\n" + data).problems

    assert (problem.code, problem.place.line, problem.place.column) == ("urls-unreadable", 2, column)
    assert len(problem.text) < 400
    assert len(problem.excerpt) < 5_000


def test_an_address_may_hold_a_blank() -> None:
    """An article's may, so that recording it must not make the file unreadable."""
    found = ledger("/Der%20Pokal/ gone\n")

    assert found.problems == ()
    assert written(found) == "/Der%20Pokal/ gone\n"


def test_a_file_of_another_kind_is_told_in_five_hundred_lines() -> None:
    """And not in a hundred thousand."""
    problems = parsed(b"x\n" * 100_000).problems

    assert (len(problems), problems[-1].code) == (501, "too-many-mistakes")


def test_an_address_and_an_id_are_the_same_however_they_are_spelled() -> None:
    """macOS and zip files write ü as two letters: whoever copies such a name writes no other one."""
    one, other = parsed("/fr\u00fcher/ gone\n".encode()), parsed("/fru\u0308her/ gone\n".encode())

    assert one.entries.keys() == other.entries.keys() == {"/fr%C3%BCher/"}

    here = Head(
        source="a.md", form="article", id="fru\u0308hling", url=f"{BASE}/new/", slug="", title="", lang="de", date=CLOCK
    )
    found = fates(CONFIG, parsed("/old/ = fr\u00fchling\n".encode()), [here], {}, ())

    assert [old.url for old in found.moved] == [f"{BASE}/old/"]
