"""Reads one source as a build would, and says what was found."""

from msgspec import Struct

from newsgen.config import Config, Markdown, Permalinks
from newsgen.content.reading import Reading, read, settings
from newsgen.model import Body, Head

SOURCE = "content/2026/05/cup.md"
CONFIG = Config(language="de", timezone="Europe/Berlin", base_url="https://example.org")
ALLOW = Config(language="de", markdown=Markdown(html="allow"))
ESCAPE = Config(language="de", markdown=Markdown(html="escape"))
HEAD = "title: Der Pokal\ndate: 2026-05-01 10:00\n"

__all__ = [
    "ALLOW",
    "CONFIG",
    "ESCAPE",
    "HEAD",
    "SOURCE",
    "Config",
    "Markdown",
    "Permalinks",
    "Told",
    "body_of",
    "found",
    "head_of",
    "reading",
    "told",
]


class Told(Struct, frozen=True):
    """One thing that is said of a text: line and column are the text's, `what` is what stands in quotes first."""

    level: str
    code: str
    line: int
    column: int
    what: str


def reading(text: str | bytes, source: str = SOURCE, config: Config = CONFIG) -> tuple[Reading, Body | None]:
    data = text.encode() if isinstance(text, str) else text
    return read(source, data, settings(config), lambda key: None)


def head_of(keys: str, body: str = "Text.\n", source: str = SOURCE, config: Config = CONFIG) -> Head:
    """The head of an article with these YAML keys beside a title and a date; it has no errors."""
    own = "".join(line + "\n" for line in HEAD.splitlines() if f"\n{line.partition(':')[0]}:" not in f"\n{keys}")
    result, _ = reading(f"---\n{own}{keys}\n---\n{body}", source, config)
    assert [each for each in result.diagnostics if each.level == "error"] == []
    assert result.head is not None
    return result.head


def found(text: str | bytes, source: str = SOURCE, config: Config = CONFIG) -> list[tuple[str, int, int]]:
    """Code, line and column of all that is wrong with a source."""
    result, _ = reading(text, source, config)
    assert all(each.place.file == source for each in result.diagnostics)
    return [(each.code, each.place.line, each.place.column) for each in result.diagnostics]


def body_of(text: str, lang: str = "de", config: Config = CONFIG) -> Body:
    result, body = reading(f"---\n{HEAD}lang: {lang}\n---\n{text}", SOURCE, config)
    assert result.head is not None, result.diagnostics
    assert body is not None
    return body


def told(text: str, config: Config = CONFIG) -> list[Told]:
    """All that is said of a text below a usual head, each with a hint and the line that it speaks of."""
    result, _ = reading(f"---\n{HEAD}---\n{text}", config=config)
    assert all(each.hint and each.excerpt for each in result.diagnostics)
    n_before = HEAD.count("\n") + 2
    return [
        Told(each.level, each.code, each.place.line - n_before, each.place.column, _quoted(each.text))
        for each in result.diagnostics
    ]


def _quoted(text: str) -> str:
    return text.partition('"')[2].partition('"')[0]
