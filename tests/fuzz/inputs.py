"""Hostile inputs, made from a grammar and then damaged: the same for the same number, on every machine."""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

import msgspec

from newsgen.config import Config
from newsgen.content.keys import KEYS

Item = TypeVar("Item")

WORDS = [word for key in KEYS for word in (key.name, *key.synonyms)]
CONFIG_KEYS = [field.name for field in msgspec.structs.fields(Config)]
# What once ended some program, and what stands in real files of other systems.
SCALARS = (
    *("", "a", "Der Pokal", "No", "yes", "null", "~", "007", "5G", "-0", "1e999", ".inf", "NaN", "0x" + "f" * 400),
    *("9" * 30, "9" * 5000, "-" + "9" * 400, "0." + "0" * 900 + "1", "1_000", "10:30", "²", "٣٤", "1" * 18),
    *("2026-05-01", "2026-05-01 10:00", "0001-01-01", "1000-01-01 00:00 +14:00", "9999-12-31 23:59 -12:00"),
    *("2026-02-30", "2026-05-01T10:00:00Z", "2026-05-01 10:00 ../../etc/passwd", "2026-05-01 10:00 /etc/localtime"),
    *("99999-01-01", "2026-05-01 24:00", "2016-12-31 23:59:60", "May 1, 2026", "01.05.2026", "2026-05-01 +99:99"),
    *("http://[x", "//[x", "https://example.org:99999/", "javascript:alert(1)", "data:text/html,x", "//host/x"),
    *("../../etc/passwd", "/a/../b", "/%00/", "/%ff/", "/%2e%2e/", "C:\\x", "con", "a" * 300, "/a" * 900, "/{slug}/"),
    *("&#" + "9" * 4400 + ";", "&#x110000;", "&amp;lt;", "&#0;", "<script>x</script>", "<!--", "-->", "</title>"),
    *("\\ud800", "\\udfff\\ud800", "\\u0000", "\\x00", "\\N{BULLET}", "\\", '"', "'", "''", '"\\ud800"', "\ufeff"),
    *(
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufdd0",
        "\uffff",
        "\U0010ffff",
        "e\u0301",
        "İ",
        "ß",
        "日本",
        "\x07",
        "\x85",
        "\x1b[31m",
    ),
    *("!!python/object:os.system x", "!!binary aGk=", "!!set {a}", "!!int abc", '!!float "[x"', "&x [*x]", "*y", "<<"),
    *("|", ">-", "- a", "? a", "[", "{", "]", "}", "{{ x }}", "{% x %}", "{a: b}", "%", "%s", "{0}", "{x.__class__}"),
    *("@", "`", "#", "# a", ": ", " - ", "---", "...", "+++", "*a **b", "[a](b", "!!", "de_DE.UTF-8", "x-klingon"),
)
BLOCKS = (
    *("Text.", "# A", "## B {#x .y z=1}", "{% raw %}", "{{< figure src=x >}}", "[caption]", "<!--more-->", "<!-- more"),
    *("::: info", ":::", ":::: event A {date=2026-02-30}", '::: quote {x="}', "::: faq {y=„z“}", "  :::: aside B"),
    *("> ", "- ", "1. ", "    ", "\t", "***", "* * *", "===", "---", "| a | b |", "|-|-|", ":   d", "*[A]: b", "A"),
    *(
        "[^1]",
        "[^1]: x",
        "[a]",
        "[a]: http://[x",
        "[a](b.md)",
        "![a](b.png)",
        "![",
        "](",
        "[",
        "]",
        "<http://[x>",
        "<a@b>",
    ),
    *(
        "**",
        "*a **b",
        "_a __b",
        "`",
        "``",
        "```",
        "~~~",
        "``` {.x #y}",
        "\\",
        "\\*",
        "&#",
        "&#" + "9" * 5000 + ";",
        "&",
    ),
    *("<div>", "</div>", '<div markdown="1">', "<p", "<![CDATA[", "]]>", "<?", "?>", "<!", "<!DOCTYPE", "<br", "<"),
    *('<a href="javascript:x">', "<a href=x", '<img src="a.png" alt="<b>">', "<iframe src=//x>", "<svg onload=x>"),
    *("<script>", "</script>", "<style>", "<h1>", "</p>", '<sup id="fnref:1">', '<div class="footnote">', "<table>"),
    *('"', "'", "--", "...", "\x02", "\x03", "\ufdd0", "\u2028", "\ud7ff", "\U0001f600", "é", "\r", "\x0b", "\x00"),
)
URLS_LINES = (
    *(
        "/a/ = a",
        "/a/ = b",
        "/b/ gone",
        "/c/ -> /a/",
        "/c/ -> http://[x",
        "/a/ = %ff",
        "/%ed%a0%80/ = %ed%a0%80",
        "# x",
    ),
    *(
        "/%2e%2e/ gone",
        "//x/ gone",
        "/a",
        "a/ = b",
        "/a/ ->",
        "/a/ = ",
        "/a/ gone x",
        "/ä/ = ä",
        "/a/\t= b",
        "/a/ = a\0b",
    ),
    *(
        "/d/ -> /e/",
        "/e/ -> /d/",
        "/f/ -> /f/",
        "/" + "x/" * 3000 + " gone",
        "/a/ -> /b\x7f/",
        "/a?b/ gone",
        "/a#b/ gone",
    ),
)
PERMALINKS = ("/{slug}/", "/{", "/}", "/{year}/{slug}", "/x", "//{slug}", "/{slug}/../", "/{slug!r}/", "/{}/", "{slug}")
SUFFIXES = ("index.md", "cup.md", "2026-05-01-cup.md", "cup.de.md", "pages/x.md", "tags/x.md", "authors/!.md", "con.md")


class Maker(Random):
    """Makes inputs; each number is one."""

    def some(self, items: Sequence[Item], most: int) -> list[Item]:
        return [self.choice(items) for _ in range(self.randint(0, most))]

    def is_rare(self, one_in: int = 8) -> bool:
        return self.randrange(one_in) == 0

    def scalar(self) -> str:
        text = self.choice(SCALARS)
        return text * self.choice((2, 50)) if self.is_rare() and len(text) < 40 else text

    def value(self, depth: int = 0) -> object:
        """A value as a tree of texts, lists and maps; some are nested deeper than any parser likes."""
        if depth < 3 and self.is_rare(4):
            return [self.value(depth + 1) for _ in range(self.randint(0, 4))]
        if depth < 3 and self.is_rare(4):
            return {self.choice((*WORDS, *SCALARS)): self.value(depth + 1) for _ in range(self.randint(0, 4))}
        return self.scalar()

    def deep(self) -> str:
        opening, closing = self.choice((("[", "]"), ("{a: ", "}"), ('{"a":', "}"), ("- ", ""), ("a.", ""), ("? ", "")))
        n = self.choice((30, 60, 900, 3000))
        return opening * n + self.choice(("1", "")) + closing * self.choice((n, n - 1, 0))

    def source(self) -> bytes:
        head = self.choice((self.yaml, self.yaml, self.toml, self.json, self.pelican, self.nothing))()
        return self.damaged(f"{head}{self.body()}")

    def keys(self) -> list[tuple[str, object]]:
        keys: list[tuple[str, object]] = [("title", self.scalar()), ("date", "2026-05-01")]
        keys += [(word, self.value()) for word in self.some(WORDS, 5)]
        keys += [(self.scalar(), self.value())] if self.is_rare(3) else []
        return keys[1:] if self.is_rare() else keys

    def yaml(self) -> str:
        lines = [f"{key}: {_flow(value, self.choice(_QUOTES))}" for key, value in self.keys()]
        lines += [f"extra: {self.deep()}"] if self.is_rare() else []
        return "---\n" + "\n".join(lines) + self.choice(("\n---\n", "\n---\n", "\n...\n", "\n", ""))

    def toml(self) -> str:
        lines = [f"{_toml_key(key, self.is_rare())} = {_toml(value, self.is_rare(3))}" for key, value in self.keys()]
        lines += [f"{self.deep()} = {self.deep()}"] if self.is_rare() else []
        return "+++\n" + "\n".join(lines) + self.choice(("\n+++\n", "\n+++\n", "\n"))

    def json(self) -> str:
        text = json.dumps(dict(self.keys()), ensure_ascii=self.is_rare(2), indent=self.choice((None, 1)))
        # Escapes that were written as such, numbers that are none, and what no parser nests.
        text = text.replace("\\\\u", "\\u") if self.is_rare(2) else text
        text = text.replace(f'"{"9" * 5000}"', "9" * 5000).replace('"1e999"', "1e999").replace('"NaN"', "NaN")
        return text[:-1] + f', "x": {self.deep()}}}\n' if self.is_rare() else f"{text}\n\n"

    def pelican(self) -> str:
        return "".join(f"{key}: {_flow(value, str)}\n" for key, value in self.keys()) + self.choice(("\n", "", "  x\n"))

    def nothing(self) -> str:
        return self.choice(("", "\n", "---\n", "Note: x\n\n", "# A\n", "<!--\n.. title: x\n-->\n", "{", "﻿---\n"))

    def body(self) -> str:
        parts = []
        for block in self.some(BLOCKS, 12):
            parts.append(block * self.choice((1, 1, 1, 2, 9, 60)))
            parts.append(self.choice(("\n\n", "\n", " ", "")))
        return "".join(parts)

    def damaged(self, text: str) -> bytes:
        """A text as bytes: often as it is, else cut, doubled, turned about, or in another encoding."""
        encoding = "utf-8" if not self.is_rare() else self.choice(("utf-16", "latin-1", "utf-8-sig", "cp037", "utf-32"))
        data = text.encode(encoding, "replace" if encoding in {"latin-1", "cp037"} else "surrogatepass")
        for _ in range(self.choice((0, 0, 1, 3))):
            start = self.randint(0, len(data))
            end = min(len(data), start + self.choice((1, 2, 10, 200)))
            piece = self.choice(
                (b"", data[start:end] * 3, self.randbytes(2), self.scalar().encode(), b"\r", b"\n---\n")
            )
            data = data[:start] + piece + data[end:]
        return data

    def configuration(self) -> str:
        lines = [f"{key}: {_flow(self.value(), self.choice(_QUOTES))}" for key in self.some(CONFIG_KEYS, 4)]
        lines += [f"permalinks: {{{self.choice(_KINDS)}: '{self.choice(PERMALINKS)}'}}"] if self.is_rare(3) else []
        lines += [f"menu: [{{title: x, url: {_quoted(self.scalar())}}}]"] if self.is_rare(3) else []
        lines += [f"extra: {self.choice((self.deep(), _flow(self.value(), str)))}"] if self.is_rare(3) else []
        text = "\n".join(lines) + "\n"
        return self.damaged(text).decode("utf-8", "replace") if self.is_rare(3) else text

    def urls(self) -> bytes:
        lines = self.some(URLS_LINES, 8)
        lines += [f"/{self.scalar()}/ {self.choice(('=', '->', 'gone', ''))} {self.scalar()}" for _ in range(2)]
        return self.damaged(self.choice(("\n", "\r\n", "\n\n", "\r")).join(lines))

    def address(self) -> str:
        return self.choice((self.scalar(), f"/{self.scalar()}/", f"https://example.org/{self.scalar()}", "/a\udcff/"))

    def source_name(self) -> str:
        return f"content/{self.choice(SUFFIXES)}"


_KINDS = ("article", "page", "category", "tag", "author", "year", "month")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _escaped(text: str) -> str:
    return f'"{text}"'


# Most values stand in quotes, some as they are, some with escapes that mean something.
_QUOTES: Sequence[Callable[[str], str]] = (_quoted, _quoted, _escaped, str)


def _flow(value: object, quote: Callable[[str], str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_flow(item, quote) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{quote(key)}: {_flow(item, quote)}' for key, item in value.items())}}}"
    return quote(str(value))


def _toml_key(key: str, is_bare: bool) -> str:
    return key if is_bare else _quoted(key)


def _toml(value: object, is_bare: bool) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_toml(item, is_bare) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_quoted(key)} = {_toml(item, is_bare)}' for key, item in value.items())}}}"
    return str(value) if is_bare else _quoted(str(value))
