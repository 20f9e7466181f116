"""Kinds, checks, questions, filters and parts of Markdown from outside, each by a file and a line: builds have them."""

import importlib
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing import current_process
from pathlib import Path

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from msgspec import Struct

from newsgen.build import build
from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import OfSource, Output, output_of
from newsgen.project import Options
from newsgen.questions.family import Family, Known, Telling
from newsgen.questions.view import View, ask
from newsgen.registry import Registry
from newsgen.result import Result
from newsgen.site.index import Site
from newsgen.standard import standard
from tests.kinds.making import CLOCK, article, site_folder


class CardKind(Struct, frozen=True):
    """A file beside each article: its title, and the process that made it."""

    name: str = "card"
    version: int = 1
    stage: int = 0
    subject: type[OfSource] = OfSource

    def plan(self, site: Site) -> Iterable[Output]:
        return (output_of(self, f"cards/{head.slug}.txt", OfSource(head.source)) for head in site.articles)

    def make(self, subject: OfSource, view: View) -> bytes:
        article = view.article(subject.source)
        assert article is not None
        return f"{ask(view, 'initial', subject.source)}: {article.title} ({current_process().name})".encode()


def initial(known: Known, source: str) -> str:
    head = known.site.head(source)
    return head.title[:1] if head else ""


def sources(site: Site) -> Iterable[tuple[str]]:
    return ((head.source,) for head in site.articles)


def in_words(telling: Telling, source: str) -> str:
    return f"the first letter of {telling.title(source)}"


INITIAL = Family(name="initial", answer=initial, examples=sources, words=in_words)


def own_links(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`link-own`: a source links to itself."""
    for source, reading in readings.items():
        for link in reading.links:
            if link.target == source:
                yield Diagnostic("link-own", Place(source, link.line, link.column), f'"{link.text}" leads here')


OWN_LINKS = Check("own-links", "texts", frozenset({"link-own"}), "error", own_links)


def loud(text: str) -> str:
    return f"{text.upper()}!"


def marked(lang: str) -> Extension:
    """%%text%% is highlighted."""
    return Marked()


class Marked(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(SimpleTagInlineProcessor("(%%)(.+?)%%", "mark"), "marked", 75)


def mine() -> Registry:
    return standard().with_more(
        kinds=[CardKind()], checks=[OWN_LINKS], families=[INITIAL], filters=[("loud", loud)], markdown=[marked]
    )


def site(root: Path, n: int = 2) -> Path:
    root.mkdir()
    articles = {f"a{number}.md": article(f"A{number}", "2026-05-01", "A %%new%% text.") for number in range(n)}
    return site_folder(root, articles)


def built(root: Path, jobs: int = 1) -> Result:
    return build(Options(root, at=CLOCK, jobs=jobs, registry=mine))


def test_a_kind_from_outside_is_made_beside_the_others(tmp_path: Path) -> None:
    root = site(tmp_path / "site")

    result = built(root)

    assert result.diagnostics == ()
    assert (root / "output/cards/a1.txt").read_text() == f"A: A1 ({current_process().name})"
    assert (root / "output/2026/05/a1/index.html").exists()


def test_what_it_asks_is_recorded_as_of_every_kind(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    built(root)
    (root / "content/a1.md").write_text(article("New", "2026-05-01"), "utf-8")

    result = built(root)

    assert [each.path for each in result.changes if each.path.startswith("cards/")] == ["cards/a1.txt"]
    assert built(root).n_made == 0


def test_a_spawned_worker_makes_it_too(tmp_path: Path) -> None:
    """Where a process cannot be forked (another thread runs, Windows, macOS), the registry is sent to it."""
    root = site(tmp_path / "site", 100)
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    try:
        result = built(root, jobs=2)
    finally:
        ended.set()
        other.join()

    assert result.diagnostics == ()
    assert {"Spawn" in file.read_text() for file in (root / "output/cards").iterdir()} == {True}
    assert "A <mark>new</mark> text." in (root / "output/2026/05/a99/index.html").read_text("utf-8")


def test_a_part_of_markdown_from_outside_reads_texts(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    built(root)
    (root / "content/a1.md").write_text(article("A1", "2026-05-01", "An *%%edited%%* one."), "utf-8")

    assert built(root).diagnostics == ()
    assert "A <mark>new</mark> text." in (root / "output/2026/05/a0/index.html").read_text("utf-8")
    assert "An <em><mark>edited</mark></em> one." in (root / "output/2026/05/a1/index.html").read_text("utf-8")


def test_a_check_from_outside_stops_a_build(tmp_path: Path) -> None:
    """Also one whose site was faultless before: by its scope the walk knows that a new text concerns it."""
    root = site(tmp_path / "site")
    built(root)
    (root / "content/a1.md").write_text(article("A1", "2026-05-01", "See [this](a1.md)."), "utf-8")

    result = built(root)

    assert [(each.code, str(each.place)) for each in result.diagnostics] == [("link-own", "content/a1.md:6:12")]
    assert result.exit_code == 1


def test_a_filter_from_outside_is_known_to_templates(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    (root / "templates").mkdir()
    (root / "templates/404.html").write_text("{{ 'nothing'|loud }}", "utf-8")

    assert built(root).diagnostics == ()
    assert (root / "output/404.html").read_text() == "NOTHING!"


def test_what_another_registry_made_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    built(root)

    result = build(Options(root, at=CLOCK, jobs=1))

    assert result.exit_code == 0
    assert not (root / "output/cards").exists()
    assert result.notes == ("newsgen or one of its libraries has changed: everything is made anew",)


def test_two_of_one_name_are_a_mistake_of_a_programmer() -> None:
    with pytest.raises(ValueError, match="two kinds have one name: card"):
        mine().with_more(kinds=[CardKind()])
    with pytest.raises(ValueError, match="two checks have one name: own-links"):
        mine().with_more(checks=[OWN_LINKS])
    with pytest.raises(ValueError, match="two families have one name: initial"):
        mine().with_more(families=[INITIAL])
    with pytest.raises(ValueError, match="two filters have one name: loud"):
        mine().with_more(filters=[("loud", loud)])


def test_a_registry_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(mine())) == mine()


def test_a_build_with_nothing_to_do_composes_none(tmp_path: Path) -> None:
    """Loading what makes pages takes longer than such a build."""
    root = site(tmp_path / "site")
    command = [sys.executable, "-X", "importtime", "-m", "newsgen", "build", "-q", "-j1", "--at", CLOCK.isoformat()]

    first, second = (subprocess.run(command, cwd=root, capture_output=True, text=True, check=True) for _ in range(2))

    assert "newsgen.standard" in first.stderr
    assert not {"newsgen.standard", "newsgen.registry", "newsgen.kinds", "newsgen.checks", "jinja2"} & {
        line.rpartition("|")[2].strip() for line in second.stderr.splitlines()
    }


def test_an_edited_filter_from_outside_reaches_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages asked nothing that has another answer; but what made them is not what it was."""
    root = site(tmp_path / "site")
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/article.html").write_text("{{ article.title|loud }}")
    module = tmp_path / "loudness.py"
    text = """from newsgen.standard import standard
def loud(text):
    return text + "!"
def mine():
    return standard().with_more(filters=[("loud", loud)])
"""
    module.write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    loudness = importlib.import_module("loudness")
    build(Options(root, at=CLOCK, jobs=1, registry=loudness.mine))
    module.write_text(text.replace('"!"', '"?!"'))
    importlib.invalidate_caches()

    result = build(Options(root, at=CLOCK, jobs=1, registry=importlib.reload(loudness).mine))

    assert result.exit_code == 0
    assert (root / "output/2026/05/a1/index.html").read_text() == "A1?!"
