"""A new headline changes the pages that show it; what plans and judges without looking at it is not asked again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from newsgen.build import build, quiet, remembered
from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.gather.now import now
from newsgen.kinds.base import OfSource, Output, output_of
from newsgen.model import WORDING, Head
from newsgen.project import Options, opened
from newsgen.questions.view import View
from newsgen.registry import Registry
from newsgen.site.index import Facts, Site
from newsgen.standard import standard
from newsgen.walk.memory import Memory
from tests.sample import CLOCK, ROOT
from tests.walk.sites import small_site, tree


class InitialKind(Struct, frozen=True):
    """A glossary: a file for each letter that an article's title begins with."""

    name: str = "initial"
    version: int = 1
    stage: int = 0
    subject: type[OfSource] = OfSource

    def plan(self, site: Site) -> Iterable[Output]:
        letters = {head.title[0]: head.source for head in site.articles}
        return (output_of(self, f"letters/{letter}.txt", OfSource(source)) for letter, source in letters.items())

    def make(self, subject: OfSource, view: View) -> bytes:
        return subject.source.encode()


def loud(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`loud`: a title of capitals."""
    for head in site.articles:
        if head.title.isupper():
            yield Diagnostic("loud", Place(head.source), f'"{head.title}" is loud', "speak softly", "warning")


LOUD = Check("loud", "site", frozenset({"loud"}), "warning", loud)


def with_initials() -> Registry:
    return standard().with_more(kinds=[InitialKind()])


def with_loud() -> Registry:
    return standard().with_more(checks=[LOUD])


def retitled(root: Path, title: str) -> None:
    path = root / "content/a3.md"
    path.write_text(path.read_text("utf-8").replace("Title 3", title), "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site")


def reworded(head: Head) -> Head:
    return replace(head, **{name: f"{getattr(head, name)} Zebra ZEBRA" for name in WORDING})


def test_no_kind_plans_and_no_check_judges_by_the_wording_of_articles() -> None:
    """Of newsgen's own: a build that finds nothing but new wording takes their word from the last one."""
    project, _ = opened(Options(ROOT, at=CLOCK, jobs=1))
    assert project is not None
    with closing(Memory()) as memory, remembered(project, memory) as cache:
        there = now(project, cache, CLOCK, quiet)
    site, said = there.site, there.said
    facts = {
        source: Facts(reworded(known.head), known.digest, known.body_key) if known.head.form == "article" else known
        for source, known in site.facts.items()
    }
    other = replace(site, facts=facts)
    assert other.articles[0].title != site.articles[0].title
    registry = standard()

    planned = registry.plan(site)

    assert registry.heeds_wording is False
    assert registry.plan(other) == planned
    for check in registry.checks:
        assert list(check.run(other, planned, said)) == list(check.run(site, planned, said)), check.name


def test_a_kind_from_outside_may_plan_by_headlines(root: Path) -> None:
    options = Options(root, at=CLOCK, jobs=1, registry=with_initials)
    assert build(options).exit_code == 0
    retitled(root, "Zebra")

    assert build(options).exit_code == 0

    assert (root / "output/letters/Z.txt").read_text() == "content/a3.md"


def test_a_check_from_outside_may_judge_headlines(root: Path) -> None:
    options = Options(root, at=CLOCK, jobs=1, registry=with_loud)
    assert "loud" not in {each.code for each in build(options).diagnostics}
    retitled(root, "ZEBRA")

    assert "loud" in {each.code for each in build(options).diagnostics}


def test_who_says_that_it_heeds_no_wording_is_believed() -> None:
    assert standard().with_more(kinds=[InitialKind()]).heeds_wording
    assert not standard().with_more(kinds=[InitialKind()], heeds_wording=False).heeds_wording
    assert not standard().with_more(filters=[("loud", str.upper)]).heeds_wording


@pytest.mark.parametrize("key", WORDING)
def test_a_reworded_article_reads_the_same_warm_and_cold(root: Path, key: str) -> None:
    path = root / "content/a3.md"
    assert build(Options(root, at=CLOCK, jobs=1)).exit_code == 0
    text = path.read_text("utf-8")
    line = "More Zebra.\n\nText of 3." if key == "teaser" else "Text of 3."
    text = text.replace("Title 3", "Zebra") if key == "title" else text.replace("title:", f"{key}: Zebra\ntitle:", 1)
    path.write_text(text.replace("Text of 3.", line), "utf-8")

    warm = build(Options(root, at=CLOCK, jobs=1))
    files = tree(root / "output")
    cold = build(Options(root, at=CLOCK, jobs=1, use_cache=False))

    assert 0 < warm.n_made < cold.n_made
    assert files == tree(root / "output")
    assert warm.diagnostics == cold.diagnostics
