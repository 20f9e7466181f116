"""newsgen's own code takes time by the length of a text, never by its square.

Each text here is so long that the square of its length would take minutes of the processor; each is read under the
limit that sources have, so that a mistake is a failure and no wait.
"""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace

import pytest

from newsgen.config import Embeds
from newsgen.content.frontmatter import split
from newsgen.content.markup.boxed import boxed
from newsgen.content.markup.commonmark.engine import body
from newsgen.content.markup.embed_lines import with_embeds
from newsgen.content.markup.engines import _LONE
from newsgen.content.markup.galleries import with_galleries
from newsgen.content.markup.list_lines import surprises
from newsgen.content.markup.text import first_paragraph, plain, running
from newsgen.content.reading import _own_title
from newsgen.content.texts import unmarked
from newsgen.gather.limits import Ended, done
from newsgen.kinds.feedtext import _srcset
from newsgen.model import Body, Box
from newsgen.questions.boxes import drawn
from newsgen.shortcodes import Shortcode
from newsgen.site.ledger import parsed
from tests.content.reader import reading

N = 150_000
LIMIT_S = 5.0
HEAD = "---\ndate: 2026-05-01\n---\n"


def of_lines(text: str) -> Body:
    """As an engine makes it of a text in which each line is a paragraph."""
    return Body("".join(f"<p>{line}</p>\n" for line in text.split("\n") if line), text)


OF_TEXT: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {
    "headline": (
        lambda text: _own_title(text, None),
        ("# {blanks}x", "#{blanks}", "# x{blanks}#{hashes} y", "#{tabs}x"),
    ),
    "unmarked": (
        lambda text: unmarked(text[:N]),
        ("*a **b _c ", "`", "`` ", "[a](", "![", "<!--", "<a ", "[a][b", "*", "__", '[a]( "'),
    ),
    "teaser": (
        lambda html: (first_paragraph(html), running(html), plain(html)),
        (
            "<p>",
            "<p ",
            "<pre>",
            "<!--",
            '<sup id="fnref',
            "<br ",
            "<figure></pre>",
            "</table>",
            "<table>",
            "<svg><style>",
        ),
    ),
    "lists": (
        surprises,
        ("Text:\n- a\n\n", "- a\n  - b\n", "{blanks}- a", "> ", "1) a\n", "- a\n\n  b\n", "- ", "\n ["),
    ),
    "boxes": (
        lambda text: boxed(text, lambda marked: Body(marked)),
        ("::: a\n", ":::\n", ":::: a\n::: b\n", "::: a {{b=c\n", "::: a\n:::\n", ":::\n::: a\n", "```\n::: a\n", ":::"),
    ),
    "embeds": (
        lambda text: (_LONE().search(text), with_embeds(text, of_lines, Embeds(), "https://example.org")),
        (
            *("https://youtu.be/tPEE9ZwTmy0\n\n", "![a](film.mp4)\n\n", "![a](film.mp4)\n", "https://youtu.be/x\n\n"),
            *("![", "![[", "![a](", "https://", "![{blanks}", "![a]({blanks}x", "![a](<", "{{poster=", '![a](b.mp4 "'),
            *("https://youtu.be/tPEE9ZwTmy0 {{a", "https://{hashes}", "![a](b.mp4){blanks}{{", "![[a]", "![\\"),
        ),
    ),
    "galleries": (
        lambda html: with_galleries(Body(f'<p class="only-pictures">{html}')),
        (
            "<img>",
            '<p class="only-pictures"><img><img></p>',
            "<a><img></a>",
            "<figure>",
            "<figcaption>",
            "<p>",
            "</p>",
            "<!--",
        ),
    ),
    "title of a box": (
        lambda text: boxed(f"::: a {text}\n:::", lambda marked: Body(f"<p>{marked}</p>")),
        ("{blanks}", "{hashes}{blanks}x", ' "', "{{", "a=b ", "a=„", " :::", "<p>boxmark0a"),
    ),
    "split": (
        lambda text: split(text, "a.md"),
        (
            "{blanks}",
            "+++\n{blanks}",
            "---\n{blanks}",
            "title: x\n{blanks}",
            "\x00\n",
            "&#99",
            "+++\na{tabs}",
            "title: x\n  y\n",
        ),
    ),
    "srcset": (lambda text: _srcset(text, "https://example.org/"), (",", "a, ", "a,,,,", ", ,")),
    "newsgen.urls": (lambda text: parsed(text.encode()), ("/a", "/%", "/a/ = b\n", "x\n", " ", "# x\n", "/a/ -> ")),
}
# Each too long to be asked for the known key that it may have been meant to be, which takes longer than all else.
KEYS = [f"{'k' * 40}{n}" for n in range(6000)]
READ: dict[str, str] = {
    "json keys in one line": '{"title":"A","date":"2026-05-01",' + ",".join(f'"{key}":1' for key in KEYS) + "}\nx",
    "json keys in lines": '{"title":"A","date":"2026-05-01",\n' + ",\n".join(f'"{key}":1' for key in KEYS) + "}\nx",
    "toml keys": '+++\ntitle="A"\ndate=2026-05-01\n' + "\n".join(f"{key} = 1" for key in KEYS) + "\n+++\nx",
    "yaml keys": "---\ntitle: A\ndate: 2026-05-01\n" + "\n".join(f"{key}: 1" for key in KEYS) + "\n---\nx",
    "a long key": f"---\ntitle: A\ndate: 2026-05-01\n{'k' * N}: 1\n---\nx",
    "a long headline": f"{HEAD}# {'a *b **c `d ' * (N // 12)}",
    "mistakes": "---\ntitle: A\ndate: 2026-05-01\n---\n" + "a\x07\n" * 5000,
}


def worked(chunk: Sequence[tuple[str, str]], begin: Callable[[int], None]) -> list[str]:
    for position, (name, unit) in enumerate(chunk):
        begin(position)
        text = unit.format(blanks=" " * N, tabs="\t" * N, hashes="#" * N) if "{" in unit else unit * (N // len(unit))
        OF_TEXT[name][0](text)
    return [name for name, _ in chunk]


# What could take the square of its length: marks that wait for an end, looks back and ahead, places, repeated names.
OF_COMMONMARK = (
    *("[", "![", "[a](", "[^1]", "[^1]: [^1] ", "[a]: b\n", "[x](a.md) ", "ä[x](ä.md) ", "[x][y] ", "*[a]: b\n"),
    *(
        "<a href='",
        "<a href='x'>",
        "<b onclick=x> ",
        "<!--",
        "<?php ",
        "<script>\n",
        '<code>"',
        "</a>",
        "<iframe src=x>\n\n",
    ),
    *('"a ', "'a ", "' ", "--", '\\"', "&#99", "&quot;", "a  \n", "a\n", "`", "`` ", "*a **b _c ", "~~a "),
    *("https://a.de/)", "https://a.de/&a;", "https://", "www.a.", "a@", "a@b.de ", "@"),
    *("{.a} ", "*a*{.b} ", "a {", "{{< x >}} ", "*a*{onclick=x} ", "# a {#b}\n", "# a\n\n"),
    *(
        "::: a\n",
        "::: a\n:::\n",
        "| a ",
        "|a|b|\n|-|-|\n",
        "a|b\n",
        "- [ ] a\n",
        "> ",
        "- a\n",
        "a\n: b\n\n",
        "```\n",
        "~~~\na\n",
    ),
)


def were_made(chunk: Sequence[str], begin: Callable[[int], None]) -> list[str]:
    for position, unit in enumerate(chunk):
        begin(position)
        body(unit * (40_000 // len(unit)), "content", "de", "sanitize")
    return list(chunk)


def were_read(chunk: Sequence[str], begin: Callable[[int], None]) -> list[str]:
    for position, name in enumerate(chunk):
        begin(position)
        reading(READ[name])
    return list(chunk)


@pytest.mark.parametrize("name", OF_TEXT)
def test_long_runs_of_anything_are_read(name: str) -> None:
    """2,000 blanks behind a # took nine seconds; these are 150,000."""
    items = [(name, unit) for unit in OF_TEXT[name][1]]

    found = list(done(worked, items, 1, LIMIT_S))

    assert [each.item for each in found if isinstance(each, Ended)] == []


def test_front_matter_of_many_keys_is_read() -> None:
    """For each key of JSON and TOML every line was looked at."""
    found = list(done(were_read, list(READ), 1, LIMIT_S))

    assert [each.item for each in found if isinstance(each, Ended)] == []


def test_any_text_has_a_body_of_commonmark_in_time_that_grows_with_its_length() -> None:
    found = list(done(were_made, OF_COMMONMARK, 1, LIMIT_S))

    assert [each.item for each in found if isinstance(each, Ended)] == []


class _Outside:
    """What draws each box, here by its number alone."""

    def box(self, view: object, name: str, values: Mapping[str, object], lang: str) -> str:
        return str(values["number"])


def were_drawn(chunk: Sequence[int], begin: Callable[[int], None]) -> list[int]:
    answers = SimpleNamespace(site=SimpleNamespace(boxes={"info": Shortcode()}), outside=_Outside())
    head = SimpleNamespace(events=0, lang="de", url="/a/", source="content/a.md")
    for position, n_boxes in enumerate(chunk):
        begin(position)
        boxes = tuple(Box("info", line, 1, start=line, end=line) for line in range(n_boxes))
        html = drawn(SimpleNamespace(_answers=answers), head, Body("x" * n_boxes, boxes=boxes), str, False)  # type: ignore[arg-type]  # all that is asked of them
        assert html.endswith(f"{n_boxes}x")
    return list(chunk)


def test_thousands_of_boxes_are_drawn() -> None:
    """For each of them all of its name were looked at: 2,000 took half a minute."""
    found = list(done(were_drawn, [50_000], 1, LIMIT_S))

    assert [each.item for each in found if isinstance(each, Ended)] == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Cup", "Cup"),
        ("#\tCup \t", "Cup"),
        ("# Cup ##", "Cup"),
        ("# C#", "C#"),
        ("# F# #", "F#"),
        ("# ##", ""),
        ("# Cup #1", "Cup #1"),
        ("#  Cup  #  ", "Cup"),
        ("#Cup", ""),
        ("# ", ""),
        ("#", ""),
        ("## Cup", ""),
        ("Cup\n===", "Cup"),
    ],
)
def test_a_headline_is_what_it_was(text: str, title: str) -> None:
    """Without the pattern that took so long."""
    assert _own_title(text, None)[1] == title
