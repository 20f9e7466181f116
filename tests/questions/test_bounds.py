"""What is not asked again after a change has the same answer as before: the bound from above really is one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsgen.config import Config
from newsgen.model import Body, Head, Series, TermName
from newsgen.questions.answers import Answers, Question, argument, digest_of
from newsgen.questions.bounds import Change, Scopes, affected
from newsgen.site.index import Facts, Site

EPOCH = datetime(2026, 1, 28, tzinfo=UTC)
N_SOURCES = 9
SLUGS = (None, "a", "b")
# Year and month.
MONTHS = ((None, None), (2026, None), (2026, 1), (2026, 2))
# Language, featured, series.
FILTERS = ((None, None, None), ("en", None, None), (None, True, None), (None, None, "s"))

terms = st.lists(st.sampled_from(["a", "b"]).map(lambda slug: TermName(slug.upper(), slug)), max_size=2).map(tuple)


@st.composite
def heads(draw: st.DrawFn) -> Head:
    """An article with one of a few sources; its date is one of some days around the end of a month."""
    name = f"content/{draw(st.integers(1, N_SOURCES))}.md"
    return Head(
        source=name,
        form="article",
        id=name,
        url=f"/{name}/",
        slug=name,
        title=draw(st.sampled_from(["One", "Two"])),
        lang=draw(st.sampled_from(["de", "en"])),
        date=EPOCH + timedelta(days=draw(st.integers(0, 8))),
        unlisted=draw(st.booleans()) and draw(st.booleans()),
        featured=draw(st.booleans()),
        series=draw(st.sampled_from([None, Series("s", 1), Series("s", 2)])),
        categories=draw(terms),
        tags=draw(terms),
        authors=draw(terms),
    )


class Nothing:
    """No question of this law asks for what stands outside of the index."""

    def body(self, key: bytes) -> Body:
        raise NotImplementedError

    def fragment(self, answers: Answers, name: str, lang: str, exclude: str) -> str:
        raise NotImplementedError

    def digest(self, family: str, name: str) -> str:
        raise NotImplementedError

    def has_template(self, name: str) -> bool:
        raise NotImplementedError


def site(articles: list[Head]) -> Site:
    facts = {head.source: Facts(head, digest_of(head), b"") for head in articles}
    return Site(Config(), EPOCH + timedelta(days=30), facts)


def questions() -> Iterator[Question]:
    """Nearly all that can be asked of so small a site."""
    for slug, kind in product(SLUGS, ("category", "tag", "author")):
        name = f"{kind}/{slug}" if slug else "home"
        yield from (("page", name, number, size) for number in range(1, 6) for size in (1, 2, 3))
        yield from (("n_pages", name, size) for size in (1, 2))
    for slug, when, more in product(SLUGS, MONTHS, FILTERS):
        for terms in ((slug, None, None), (None, slug, "a")):
            yield ("count", *terms, *when, *more)
            yield ("articles", *terms, *when, *more, 0, None)
            yield ("articles", *terms, *when, *more, 1, 2)
    for number in range(1, N_SOURCES + 1):
        source = f"content/{number}.md"
        yield from ((family, source) for family in ("head", "newer", "older", "newest", "url"))
        yield ("related", source, 3)
    yield from (("years",), ("months", 2026), ("lead", 3), ("news",), ("series", "s"))


def is_asked_again(scopes: Scopes, question: Question) -> bool:
    arguments = scopes.arguments.get(str(question[0]))
    return (arguments is None or argument(question) in arguments) and scopes.may_differ(question)


@settings(max_examples=150, deadline=None)
@given(st.lists(heads(), max_size=12), st.lists(heads(), max_size=3), st.sets(st.integers(1, N_SOURCES), max_size=2))
def test_what_is_not_asked_again_has_the_same_answer(before: list[Head], edits: list[Head], removed: set[int]) -> None:
    old = site(before)
    gone = {f"content/{number}.md" for number in removed}
    new = site([head for head in [*(facts.head for facts in old.facts.values()), *edits] if head.source not in gone])
    sources = {
        source for source in old.facts.keys() | new.facts.keys() if old.facts.get(source) != new.facts.get(source)
    }
    change = Change({each: old.facts.get(each) for each in sources}, {each: new.facts.get(each) for each in sources})
    scopes = affected(change, new, frozenset())
    was, is_ = Answers(old, Nothing()), Answers(new, Nothing())

    overlooked = [
        question
        for question in questions()
        if was.digest(question) != is_.digest(question) and not is_asked_again(scopes, question)
    ]

    assert overlooked == []


def test_a_new_article_leaves_nearly_all_pages_of_lists_alone() -> None:
    heads = [
        Head(source=f"{n}.md", form="article", id="", url="", slug="", title="", lang="de", date=EPOCH + timedelta(n))
        for n in range(100)
    ]
    new = replace(heads[0], source="new.md", date=EPOCH + timedelta(days=100))
    all_of_them = site([*heads, new])
    scopes = affected(Change({"new.md": None}, {"new.md": all_of_them.facts["new.md"]}), all_of_them, frozenset())

    again = [number for number in range(1, 11) if is_asked_again(scopes, ("page", "home", number, 10))]

    assert again == [10]
