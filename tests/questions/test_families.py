"""What a family says of itself, and what is asked of one that nobody knows."""

import pickle
import sqlite3
from array import array
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsgen.config import Config
from newsgen.digests import digest_of
from newsgen.mistakes import Mistake
from newsgen.model import Body, Head
from newsgen.questions.answers import NO_DIGEST, Answers, kept, read
from newsgen.questions.change import Change
from newsgen.questions.family import NOTHING, WHOLE, Known, Question, Scalar, scope, written
from newsgen.questions.telling import OfChange, Plain, told
from newsgen.questions.view import View
from newsgen.site.index import Facts, Site
from newsgen.site.windows import Windows
from newsgen.standard import standard
from tests.questions.published import change, published
from tests.questions.worlds import FIRST, Removed, Set, edited, site
from tests.walk.sites import small_site, warm

DAY = datetime(2026, 1, 28, tzinfo=UTC)

FAMILIES = standard().families


class Counting:
    """Counts how often a fragment is made."""

    n_made = 0

    def body(self, key: bytes) -> Body:
        return Body(key.decode())

    def box(self, view: View, name: str, values: Mapping[str, object], lang: str) -> str:
        return name

    def fragment(self, known: Known, name: str, lang: str, exclude: str) -> str:
        self.n_made += 1
        return f"{name} {lang} {exclude}"

    def template_digest(self, name: str) -> str:
        return name

    def kind_version(self, name: str) -> str:
        return name


@pytest.fixture
def answers() -> Answers:
    return Answers(site(FIRST), Counting(), FAMILIES)


def test_a_family_can_be_sent_to_another_process() -> None:
    """One that is not forked gets a copy of them all."""
    assert pickle.loads(pickle.dumps(FAMILIES)) == FAMILIES


@pytest.mark.parametrize("argument", ["", "Ä \u2028 \x00 </script>", 0, -1, 2**63, 2**70, 1, True, False, None])
def test_a_question_is_the_same_when_it_is_read_again(argument: Scalar) -> None:
    question: Question = ("family", argument)

    again = read(kept(question))

    assert again == question
    assert [type(each) for each in again] == [type(each) for each in question]


@pytest.mark.parametrize("argument", ["\ud800", 1.5, ["a"], DAY, b"a", Head])
def test_what_could_not_be_read_again_has_no_answer(answers: Answers, argument: Scalar) -> None:
    """A page that asked so could never be found to be stale; its template is told."""
    with pytest.raises((Mistake, TypeError)):
        answers.value(("term", "tag", argument))


def test_a_family_that_nobody_knows_counts_as_changed_once(answers: Answers) -> None:
    """A build that no longer has it meets its questions in the cache; the pages that asked them are made again."""
    question = ("weather", "Essen")

    assert scope(answers.families.get("weather"), Change(answers.site, {})) == WHOLE
    assert answers.digest(question) == NO_DIGEST != digest_of("rain")
    assert written(FAMILIES, question) == "weather('Essen')"
    with pytest.raises(Mistake):
        answers.value(question)


def test_a_page_that_asked_what_nobody_knows_is_made_again_once(tmp_path: Path) -> None:
    """It may say what has long been otherwise."""
    root = small_site(tmp_path / "site")
    warm(root)
    _ask(root, "impressum/index.html", ("weather", "Essen"))

    made = [_made_after_an_edit(root, text) for text in ("One more.", "And another.")]

    assert ["impressum/index.html" in paths for paths in made] == [True, False]


def _ask(root: Path, path: str, question: Question) -> None:
    """Let the cache say that an output asked a question."""
    number = 999_999
    with closing(sqlite3.connect(root / ".newsgen" / "cache.db")) as cache, cache:
        row = (number, question[0], question[1], kept(question), b"rain", 1)
        cache.execute("INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?)", row)
        (asked,) = cache.execute("SELECT asked FROM outputs WHERE path = ?", (path,)).fetchone()
        asked += array("I", [number]).tobytes()
        cache.execute("UPDATE outputs SET asked = ? WHERE path = ?", (asked, path))


def _made_after_an_edit(root: Path, text: str) -> set[str]:
    source = root / "content" / "a1.md"
    source.write_text(f"{source.read_text()}\n{text}\n")
    return {each.output.path for each in warm(root).made}


def test_a_fragment_is_made_once_in_a_process_and_what_one_page_holds_is_forgotten(answers: Answers) -> None:
    shared, own = ("fragment", "recent", "de", ""), ("fragment", "recent", "de", "content/1.md")

    for _ in range(3):
        answers.value(shared), answers.digest(shared), answers.value(own)
        answers.forget()

    assert answers.outside.n_made == 1 + 3  # type: ignore[attr-defined]


def test_only_inputs_change_what_is_durable(answers: Answers) -> None:
    durable = [family for family in FAMILIES.values() if family.is_durable]

    assert {scope(family, Change(answers.site, {})) for family in durable} == {NOTHING}
    assert {scope(family, Change(answers.site, {}, are_other_inputs=True)) for family in durable} == {WHOLE}


def test_newsgen_yaml_may_change_every_answer(answers: Answers) -> None:
    change = Change(answers.site, {}, is_other_config=True)

    assert {scope(family, change) for family in FAMILIES.values()} == {WHOLE}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (("head", "content/a.md"), "head('content/a.md')"),
        (("articles", "wasser", *[None] * 7, 0, 1), "articles(category='wasser', offset=0, limit=1)"),
        (("years",), "years()"),
    ],
)
def test_a_question_is_written_as_a_template_would_ask_it(question: Question, text: str) -> None:
    assert written(FAMILIES, question) == text


def _daily(n_articles: int) -> Site:
    """A site with an article a day, the first one oldest."""
    heads = [
        Head(source=f"{n}.md", form="article", id="", url="", slug="", title="", lang="de", date=DAY + timedelta(n))
        for n in range(n_articles)
    ]
    facts = {head.source: Facts(head, digest_of(head), b"") for head in heads}
    return Site(Config(), DAY + timedelta(days=200), facts, windows=Windows(inline=3))


def test_a_new_article_leaves_nearly_all_pages_of_lists_alone() -> None:
    found = scope(FAMILIES["page"], Change(_daily(101), {"100.md": None}))

    again = [number for number in range(1, 11) if found.holds(("page", "home", number, 10), "home")]

    assert again == [10]


def test_all_that_many_new_articles_push_out_of_the_newest_are_asked_again() -> None:
    found = scope(FAMILIES["newest"], Change(_daily(12), {f"{n}.md": None for n in (9, 10, 11)}))

    pushed_out = [source for source in ("6.md", "7.md", "8.md") if found.holds(("newest", source), source)]

    assert pushed_out == ["6.md", "7.md", "8.md"]
    assert not found.holds(("newest", "0.md"), "0.md")


@pytest.mark.parametrize(
    ("question", "words", "plain"),
    [
        (
            ("page", "category/b", 1, 20),
            'the section b has a new article, "Pump"',
            "the section b has other articles, or another order",
        ),
        (("body", "content/8.md"), 'the text of "Pump" changed', "the text of content/8.md changed"),
        (("config", "recent_posts"), "newsgen.yaml: recent_posts changed", "newsgen.yaml: recent_posts changed"),
        (("weather", "Essen"), "weather('Essen') has another answer", "weather('Essen') has another answer"),
    ],
)
def test_an_editor_is_told_what_changed(question: Question, words: str, plain: str) -> None:
    """As well as it can be told from what is at hand: in a build the site, later the question alone."""
    old = edited(FIRST, Removed("content/8.md"))
    new = edited(FIRST, Set("content/8.md", "title", "Pump"))

    with published(old, site(old)) as last:
        assert told(FAMILIES, OfChange(change(last, site(new))), question) == words
    assert told(FAMILIES, Plain(), question) == plain
