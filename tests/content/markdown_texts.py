"""Texts from Markdown's grammar, as writers and machines write it: blocks within blocks, marks within marks, damaged.

A text is made of bytes, each a choice: hypothesis draws and shrinks those, which takes a tenth of the time that a
strategy for each part would.
"""

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

Item = TypeVar("Item")

PLAIN = ("Das Netz", "die Leitung", "am Hafen,", "sagte sie.", "Und", '"So."', "(2026)", "3 Wochen")
ODD = (
    *("Wasser", "geht's", "2026", "1.", "v1.2", "EU", "a_b_c", "Größe", "日本", "C++", "#1", "3*4*5", "'so'", "--- so"),
    *(
        "…",
        "--",
        "---",
        "...",
        "'",
        '"',
        '27"',
        "„",
        "*",
        "**",
        "_",
        "__",
        "***",
        "`",
        "``",
        "\\",
        "\\*",
        "\\`",
        "\\\\",
    ),
    *(
        "&amp;",
        "&#38;",
        "&x;",
        "AT&T",
        "&copy",
        "&#38",
        "&",
        "<",
        ">",
        "<br>",
        "<b>",
        "</b>",
        "<!-- c -->",
        "<!--more-->",
        "<?php ?>",
        "<div>",
    ),
    *("[", "]", "![", "](", "[a]", "[^1]", "[^2]", "[b][a]", "[c][]", "![d][a]", "{#i .c k=v}", "{.c}", "{", "}"),
    *(
        "<https://a.example/x--y>",
        "<a@b.example>",
        "https://a.example/",
        "a@b.example",
        "|",
        ":",
        ": ",
        "~~",
        "= =",
        "-",
    ),
    *('<a href="https://a.example/">', "</a>", "<span", "newsgen:x", "\x02", "\x03", "\u00a0", "\u2028", "\x0c", "\t"),
)
JOINTS = (" ", " ", " ", "", "\n", "  \n", "\\\n", "  ")
WRAPS = (
    *("**{}**", "*{}*", "_{}_", "__{}__", "***{}***", "`{}`", '"{}"', "'{}'", "({})", "~~{}~~", "**{}*", "*{}**"),
    *("[{}](b.md)", '[{}](<b c.md> "t")', "[{}](https://a.example/(x)_y 'u')", "![{}](b.png)", '![{}](b.png "t")'),
    *("[{}][a]", "[{}][]", "[{}]", "[{}](", "<b>{}</b>", '<span title="{}">', "{}{{.c}}", "**{}**{{#i}}"),
)
# Blocks of one or two texts, and those that need none.
SHAPES = (
    *(
        "{}",
        "{}",
        "{}",
        "# {}",
        "## {}",
        "#### {} ##",
        "####### {}",
        "{}\n===",
        "{}\n---",
        "{}\n-",
        "{}\n***",
        "{} {{#h}}",
    ),
    *(
        "```\n{}\n```",
        "~~~~ py\n{}\n~~~~",
        "``` {{.c}}\n{}\n\n{}\n```",
        "| {} | {} |\n|---|:-:|\n| {} | {}",
        "{}|b\n-|-\n{}",
    ),
    *("| {}\n| ---\n| {}", "{} |\n--- |\n{} |", "{}\n| {}", "|{}"),
    *(
        "{}\n:   {}",
        "[a]: {}",
        "[^1]: {}",
        "[^2]: {}\n\n    {}",
        "*[EU]: {}",
        "<div>\n{}\n</div>",
        "<p>{}",
        "<!-- {}\n\n{} -->",
    ),
    *(
        '<div markdown="1">\n{}\n\n{}\n</div>',
        "<table><tr><td markdown='span'>{}</td></tr></table>",
        "<script>\n{}\n</script>",
    ),
    *(
        "***",
        "- - -",
        "___",
        "<hr>",
        "",
        " ",
        "{{.c}}",
        "&nbsp;",
        "\x02klzzwxh:0001\x03",
        "[a]: https://a.example/ 'T'",
    ),
    *("![b](b.png)", '![b](b.png "c")', "[![b](b.png)](c.md)", "*[EU]: Union", "[^1]: Note.", "[a]: /a 'T'"),
)
# What stands before a block's first line, and before its others.
LEADS = (
    *(("> ", "> "), ("> ", ""), (">", ">"), ("- ", "    "), ("- ", "  "), ("* ", ""), ("1. ", "    "), ("2. ", "   ")),
    *(("+ ", "\t"), ("1) ", "   "), ("    ", "    "), ("  ", "  "), (":   ", "    "), ("[^1]: ", "    "), ("- # ", "")),
)
GAPS = ("\n\n", "\n\n", "\n\n", "\n", "\n \n", "\n\t\n", "\n\n\n")
# Line ends of Windows, and a text that ends in blanks.
ENDS = (("\n", ""), ("\n", "\n"), ("\n", "  "), ("\r\n", "\r\n"))


class Choices:
    """Of bytes, each taken once; behind them, the first of all is chosen."""

    def __init__(self, drawn: bytes) -> None:
        self._drawn = iter(drawn)

    def number(self, below: int) -> int:
        return next(self._drawn, 0) % below

    def of(self, items: Sequence[Item]) -> Item:
        return items[self.number(len(items))]


def text(choices: Choices) -> str:
    line_end, end = choices.of(ENDS)
    return blocks(choices, 1 + choices.number(6), 0).replace("\n", line_end) + end


def blocks(choices: Choices, number: int, depth: int) -> str:
    return "".join(block(choices, depth) + choices.of(GAPS) for _ in range(number)).removesuffix("\n\n")


def block(choices: Choices, depth: int) -> str:
    if depth < 4 and choices.number(3) == 2:
        first, rest = choices.of(LEADS)
        return first + blocks(choices, 1 + choices.number(3), depth + 1).replace("\n", f"\n{rest}")
    shape = choices.of(SHAPES)
    return shape.format(*(line(choices, 0) for _ in range(shape.count("{}")))) if "{" in shape else shape


def line(choices: Choices, depth: int) -> str:
    pieces = [piece(choices, depth) + choices.of(JOINTS) for _ in range(1 + choices.number(4))]
    return "".join(pieces).rstrip("\n")


def piece(choices: Choices, depth: int) -> str:
    kind = choices.number(4)
    if kind == 3 and depth < 3:
        return choices.of(WRAPS).format(line(choices, depth + 1))
    return choices.of(ODD if kind == 2 else PLAIN)


TEXTS = st.binary(min_size=40, max_size=400).map(lambda drawn: text(Choices(drawn)))
