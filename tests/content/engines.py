"""What both engines of Markdown are tested with: the same facts hold whichever reads a text."""

from collections.abc import Iterable

import pytest

from newsgen.config import MarkdownEngine, RawHtml
from tests.content.reader import Config, Markdown


def _config(engine: MarkdownEngine, html: RawHtml = "sanitize") -> Config:
    markdown = Markdown(engine=engine, html=html)
    return Config(language="de", timezone="Europe/Berlin", base_url="https://example.org", markdown=markdown)


COMMONMARK = _config("commonmark")
COMMONMARK_ALLOW = _config("commonmark", "allow")
COMMONMARK_ESCAPE = _config("commonmark", "escape")


def _marked(*pairs: tuple[MarkdownEngine, RawHtml]) -> pytest.MarkDecorator:
    names: Iterable[str] = (f"{engine}-{html}" for engine, html in pairs)
    return pytest.mark.parametrize("config", [_config(*pair) for pair in pairs], ids=list(names))


# Decorators of tests that have a parameter `config`.
both_engines = _marked(("markdown", "sanitize"), ("commonmark", "sanitize"))
both_safely = _marked(
    ("markdown", "sanitize"), ("markdown", "escape"), ("commonmark", "sanitize"), ("commonmark", "escape")
)
both_trusting = _marked(("markdown", "allow"), ("commonmark", "allow"))
both_anyhow = _marked(
    *(("markdown", "sanitize"), ("markdown", "allow"), ("markdown", "escape")),
    *(("commonmark", "sanitize"), ("commonmark", "allow"), ("commonmark", "escape")),
)
