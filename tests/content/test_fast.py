"""Python-Markdown is left out where it would change nothing: what comes out is what the library makes."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import markdown
import pytest
from bench import corpus
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor, SimpleTagPattern
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from newsgen.config import RawHtml
from newsgen.content.markup.fast import TESTED, converter
from newsgen.content.markup.python_markdown import body
from newsgen.content.markup.quotes import Quotes, dress_all, quotes_of
from newsgen.content.slugs import slug_of
from newsgen.model import Body
from tests.content.markdown_texts import TEXTS
from tests.machine import ROOT

MODES: tuple[RawHtml, ...] = ("sanitize", "allow", "escape")
FOLDER = "content/2026/05"


class Unknown(Treeprocessor):
    """Does nothing; that, nobody can know beforehand."""


class AllQuotes(Quotes):
    """Takes each block like any other."""

    def run(self, root: Element) -> None:
        dress_all(root, quotes_of(self.lang), self.tags)


class Plain(Extension):
    """Brings what newsgen does not know, so that the library does all by itself, the list of headings among it."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(Unknown(md), "unknown", 1)
        quotes = AllQuotes(md)
        quotes.lang = self._lang
        md.treeprocessors.register(quotes, "newsgen_quotes", 7)
        toc = TocExtension(slugify=lambda text, _: slug_of(text, self._lang) or "section", marker="")
        toc.extendMarkdown(md)


def plain(lang: str) -> Extension:
    return Plain(lang)


def both(text: str, mode: RawHtml = "sanitize", lang: str = "de") -> tuple[Body, Body]:
    return body(text, FOLDER, lang, mode), body(text, FOLDER, lang, mode, (plain,))


def check(text: str, mode: RawHtml) -> None:
    fast, slow = both(text, mode)
    assert fast == slow


def is_fast(engine: Markdown) -> bool:
    """Whether newsgen converts in the place of the library."""
    return converter(engine).__func__ is not Markdown.convert  # type: ignore[attr-defined]  # of a bound method


def test_the_version_that_is_installed_is_one_that_is_tested() -> None:
    """Else the library is compared with itself below."""
    assert markdown.__version__ in TESTED
    assert is_fast(Markdown(extensions=["tables", "md_in_html"]))


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, st.sampled_from(MODES))
def test_any_text_has_the_body_that_the_library_makes(text: str, mode: RawHtml) -> None:
    """HTML, teaser, words, headings, links, and all that is said of it."""
    check(text, mode)


@pytest.mark.nightly
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, st.sampled_from(MODES))
def test_a_hundred_thousand_texts_have_the_bodies_that_the_library_makes(text: str, mode: RawHtml) -> None:
    check(text, mode)


@pytest.mark.parametrize("mode", MODES)
def test_articles_have_the_bodies_that_the_library_makes(mode: RawHtml) -> None:
    """Those of the benchmark, whose speed is measured, and of the sample site."""
    texts = [article.body for article in corpus.articles(60)]
    texts += [file.read_text("utf-8") for file in (ROOT / "content").rglob("*.md")]

    assert len(texts) > 90
    for text in texts:
        check(text, mode)


@pytest.mark.parametrize("lead", ["> ", "- ", "- > ", "1. ", ":   "])
def test_nesting_ends_where_the_library_ends_it(lead: str) -> None:
    """It counts calls, so that one call less in each level would let texts nest deeper."""
    for depth in (5, 30, 120, 210, 211, 212, 213, 214, 215, 290, 291, 292, 293, 294, 295, 400):
        check(lead * depth + "a", "sanitize")


def test_html_too_deep_to_be_read_is_that_for_both() -> None:
    """From 340 levels on, the library gives up."""
    found = [both("<div markdown='1'>\n" * depth + "a\n" + "</div>\n" * depth) for depth in range(320, 360, 4)]

    assert all(fast == slow for fast, slow in found)
    assert {"markup-unreadable" in {each.code for each in fast.findings} for fast, _ in found} == {True, False}


def test_another_version_is_asked_to_convert_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does otherwise, nobody has seen."""
    monkeypatch.setattr(markdown, "__version__", "3.99")

    assert not is_fast(Markdown())


class OwnParser(BlockParser):
    pass


class OwnBlocks(ParagraphProcessor):
    pass


def with_parser(md: Markdown) -> None:
    md.parser.__class__ = OwnParser


@pytest.mark.parametrize(
    "change",
    [
        lambda md: md.preprocessors.register(Preprocessor(md), "own", 1),
        lambda md: md.preprocessors.register(Preprocessor(md), "own", 99),
        lambda md: md.preprocessors.deregister("normalize_whitespace"),
        lambda md: md.parser.blockprocessors.register(OwnBlocks(md.parser), "paragraph", 10),
        lambda md: md.inlinePatterns.register(SimpleTagInlineProcessor("(~)(x)", "del"), "own", 1),
        lambda md: md.inlinePatterns.register(SimpleTagPattern("(~)(x)", "del"), "own", 1),
        lambda md: md.delimiters.add("~", "del"),
        lambda md: md.treeprocessors.register(Unknown(md), "own", 1),
        lambda md: md.postprocessors.register(Postprocessor(md), "own", 1),
        with_parser,
        lambda md: setattr(md, "stripTopLevelTags", False),
    ],
)
def test_what_holds_unknown_parts_converts_by_itself(change: Callable[[Markdown], object]) -> None:
    """An extension may look for any sign in any text."""
    md = Markdown()
    change(md)

    assert not is_fast(md)
