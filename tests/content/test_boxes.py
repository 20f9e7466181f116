"""Boxes, `::: name Title {key=value}` … `:::`: what stands in them, and that no text is lost where they are unclear."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgen.content.markup.containers import closed, containers
from newsgen.content.markup.text import plain
from newsgen.model import Body
from tests.content.engines import COMMONMARK_ALLOW, both_engines, both_trusting
from tests.content.reader import HEAD, Config, body_of, reading, told


def boxes(body: Body) -> list[tuple[str, str, str, int]]:
    """Name, title, what it holds as plain text, and how many others it stands in."""
    return [(box.name, box.title, plain(body.html[box.start : box.end]), box.depth) for box in body.boxes]


def arguments(text: str, config: Config) -> list[tuple[str, str]]:
    (box,) = body_of(text, config=config).boxes
    return [(each.name, each.value) for each in box.arguments]


def codes(text: str, config: Config) -> list[tuple[str, int, int]]:
    return [(each.code, each.line, each.column) for each in told(text, config)]


@both_engines
def test_a_box_has_a_name_a_title_and_text(config: Config) -> None:
    body = body_of("Vor.\n\n::: info Das ist *neu*\nEin **Text**.\n:::\n\nNach.\n", config=config)

    assert boxes(body) == [("info", "Das ist <em>neu</em>", "Ein Text.", 0)]
    assert plain(body.html) == "Vor. Ein Text. Nach."


@both_engines
def test_neither_blank_lines_nor_the_ends_of_lines_matter(config: Config) -> None:
    """A writer on Windows, and one who saves lines, have the same boxes."""
    tight = "Vor.\n::: info Titel\nText.\n:::\nNach.\n"
    loose = "Vor.\n\n:::   info   Titel\n\nText.\n\n:::\n\nNach.\n"
    bare = "Vor.\n\n:::info Titel :::\nText.\n ::: \nNach.\n"

    expected = [("info", "Titel", "Text.", 0)]
    for text in (tight, loose, bare, tight.replace("\n", "\r\n"), loose.replace("\n", "\r")):
        assert boxes(body_of(text, config=config)) == expected
        assert plain(body_of(text, config=config).html) == "Vor. Text. Nach."


@both_engines
def test_boxes_stand_in_boxes_by_longer_fences_and_by_matching(config: Config) -> None:
    """As markdown-it has it, and as Pandoc has it."""
    longer = ":::: facts\nA\n\n::: info\nB\n:::\n\nC\n::::\n"
    matching = "::: facts\nA\n\n::: info\nB\n:::\n\nC\n:::\n"
    other = "::: facts\nA\n\n::: info\nB\n::::\n\nC\n:::::\n"

    for text in (longer, matching, other):
        assert boxes(body_of(text, config=config)) == [("facts", "", "A B C", 0), ("info", "", "B", 1)]
        assert told(text, config) == []


@both_engines
def test_markdown_in_a_box_is_that_of_the_whole_text(config: Config) -> None:
    """Notes, definitions and headings know nothing of boxes."""
    text = "::: info [Titel][z]\n## Kapitel\n\nWort[^1] und [Ziel][z].\n\n- eins\n- zwei\n:::\n\n## Kapitel\n\n"
    body = body_of(f"{text}[^1]: Die Note.\n\n[z]: other.md\n", config=config)

    assert [heading.id for heading in body.headings] == ["kapitel", "kapitel_1"]
    assert [link.target for link in body.links] == ["content/2026/05/other.md"] * 2
    assert "<li>zwei</li>" in body.html[body.boxes[0].start : body.boxes[0].end]
    assert "Die Note." in body.html[body.boxes[0].end :]
    assert 'href="newsgen:content/2026/05/other.md"' in body.boxes[0].title


@both_engines
def test_places_are_those_of_the_text_as_written(config: Config) -> None:
    """A link to nothing is looked for in its line, also behind a box and in a title."""
    text = "::: info\nText.\n:::\n\n::: info Titel mit [x](x.md)\nEin [y](y.md)\n:::\nUnd [z](z.md) <blink>a</blink>\n"
    body = body_of(text, config=config)

    assert [(link.text, link.line, link.column) for link in body.links] == [
        ("x.md", 5, 24),
        ("y.md", 6, 9),
        ("z.md", 8, 9),
    ]
    assert [(each.line, each.column) for each in told(text, config)] == [(8, 15)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{date=2026-12-05}", [("date", "2026-12-05")]),
        ("Titel {a=1 b=2}", [("a", "1"), ("b", "2")]),
        ('{place="Am Hafen 3" name=\'Anna "A." Muster\'}', [("place", "Am Hafen 3"), ("name", 'Anna "A." Muster')]),
        ("{place=„Am Hafen“ name=“Anna” role=»Chefin«}", [("place", "Am Hafen"), ("name", "Anna"), ("role", "Chefin")]),
        ("{Date=2026 straße=Hafen}", [("date", "2026"), ("strasse", "Hafen")]),
        ('{role="head of {x}"}', [("role", "head of {x}")]),
        ('Titel {b} {role="{x}" a="{y=z}"}', [("role", "{x}"), ("a", "{y=z}")]),
        ('{ a="} :::" }', [("a", "} :::")]),
        ("{}", []),
    ],
)
@both_engines
def test_arguments_stand_in_braces_at_the_end(written: str, expected: list[tuple[str, str]], config: Config) -> None:
    assert arguments(f"::: info {written}\nText.\n:::\n", config) == expected


@both_engines
def test_braces_that_say_nothing_are_part_of_the_title(config: Config) -> None:
    text = "::: info Preise {ab 5 Euro}\nText.\n:::\n"

    assert boxes(body_of(text, config=config)) == [("info", "Preise {ab 5 Euro}", "Text.", 0)]
    assert codes(text, config) == [("box-unread", 1, 17)]


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("{hours=Monday to Friday}", 12),
        ('{hours = "9"}', 12),
        ("{a=1, b=2}", 12),
        ("{a=1 b}", 12),
        ("{a=1", 12),
        ("{x} {a=}", 16),
    ],
)
@both_engines
def test_braces_that_are_to_say_something_and_cannot_be_read_are_an_error(
    written: str, column: int, config: Config
) -> None:
    """Else they would be published in the title."""
    text = f"::: info T {written}\nText.\n:::\n"

    assert codes(text, config) == [("box-braces", 1, column)]
    assert [each.level for each in told(text, config)] == ["error"]
    draft, _ = reading(f"---\n{HEAD}draft: true\n---\n{text}", config=config)
    assert [each.level for each in draft.diagnostics] == ["warning"]


@both_engines
def test_code_holds_no_boxes(config: Config) -> None:
    text = "```\n::: info\n:::\n```\n\n~~~~\n::: info\n~~~\n:::\n~~~~\n\n    ::: info\n\n`::: info`\n"
    body = body_of(text, config=config)

    assert body.boxes == ()
    assert body.html.count("::: info") == 4
    assert told(text, config) == []


@both_engines
def test_a_box_that_is_not_closed_ends_with_what_it_stands_in(config: Config) -> None:
    text = ":::: facts\n::: info A\nEins.\n::::\n\nZwei.\n\n::: aside\nDrei.\n"

    assert boxes(body_of(text, config=config)) == [
        ("facts", "", "Eins.", 0),
        ("info", "A", "Eins.", 1),
        ("aside", "", "Drei.", 0),
    ]
    assert codes(text, config) == [("box-unclosed", 2, 5), ("box-unclosed", 8, 5)]


@both_engines
def test_what_closes_nothing_is_shown(config: Config) -> None:
    text = "Text.\n\n:::\n"

    assert plain(body_of(text, config=config).html) == "Text. :::"
    assert codes(text, config) == [("box-unopened", 3, 1)]


@both_trusting
def test_a_box_and_html_that_cross_are_shown_as_written(config: Config) -> None:
    """Else the end of the box would be in the box around it."""
    text = "<div>\n\n::: info Titel\n\nInnen.\n\n</div>\n\n:::\n\nAußen.\n"
    body = body_of(text, config=config)

    assert body.boxes == ()
    assert "::: info Titel" in body.html and "Außen." in body.html
    assert codes(text, config) == [("box-unread", 3, 5)]


def test_a_box_in_html_and_html_in_a_box_are_whole() -> None:
    """As CommonMark reads it; for Python-Markdown all that stands in a tag is HTML."""
    text = "<section>\n\n::: info Titel\n\n<div>\n\nInnen.\n\n</div>\n\n:::\n\n</section>\n"

    assert boxes(body_of(text, config=COMMONMARK_ALLOW)) == [("info", "Titel", "Innen.", 0)]


@both_engines
def test_a_comment_keeps_a_box_to_itself(config: Config) -> None:
    """Who comments a box out wants to see neither it nor a word about it."""
    text = "Vor.\n\n<!--\n::: info Titel\nInnen.\n:::\n-->\n\n::: aside\nNach.\n:::\n"
    body = body_of(text, config=config)

    assert boxes(body) == [("aside", "", "Nach.", 0)]
    assert "Innen" not in body.html
    assert codes(text, config) == []


@pytest.mark.parametrize("around", ["<!--\n{}\n-->", "<pre>\n{}\n</pre>", "<!-- x\n\n{}\n\n-->"])
@both_trusting
def test_what_a_comment_or_code_keeps_to_itself_leaves_all_other_boxes(around: str, config: Config) -> None:
    """An opening without an end there is none, and nothing is said of it."""
    text = f"Vor.\n\n{around.format('::: info alt')}\n\n::: info A\nEins.\n:::\n\n::: aside\nZwei.\n:::\n"

    assert boxes(body_of(text, config=config)) == [("info", "A", "Eins.", 0), ("aside", "", "Zwei.", 0)]
    assert body_of(text, config=config).teaser.startswith("Vor.")
    assert [code for code, _, _ in codes(text, config) if code.startswith("box")] == []


@pytest.mark.parametrize("text", ["<!--\n::: info alt\n-->\nText", "<pre>\n::: info\n</pre>", "<!-- a\n::: a\n-->"])
def test_a_comment_needs_no_ends_of_boxes(text: str) -> None:
    """Else they would stand on the page."""
    assert closed(text) == text


def test_a_comment_without_an_end_is_text() -> None:
    assert [each.name for each in containers(["<!--", "::: info", ":::"]).containers] == ["info"]


def test_boxes_in_one_that_crosses_html_stand_in_none() -> None:
    """The outer one is told, and is no reason to drop those in it."""
    text = "<div>\n\n:::: facts\n\n</div>\n\n::: info A\n\nEins.\n\n:::\n\n::::\n\n::: aside\nZwei.\n:::\n"
    body = body_of(text, config=COMMONMARK_ALLOW)

    assert boxes(body) == [("info", "A", "Eins.", 0), ("aside", "", "Zwei.", 0)]
    assert codes(text, COMMONMARK_ALLOW) == [("box-unread", 3, 6)]


def test_where_no_box_can_be_read_each_one_is_told() -> None:
    """However an engine reads the second time: no box is lost in silence."""
    from newsgen.content.markup.boxed import boxed

    htmls = iter(["<p>boxmark0a</p><p>boxmark0e</p><p>boxmark1a</p>", "<p>other</p>", "<p>as written</p>"])
    made = boxed("::: info\n:::\n::: aside\n:::\n", lambda _: Body(next(htmls)))

    assert [(each.code, each.line) for each in made.findings] == [("box-unread", 1), ("box-unread", 3)]
    assert (made.html, made.boxes) == ("<p>as written</p>", ())


@pytest.mark.parametrize("opening", [":::tip[Titel]", "::: {.callout}", ":::note[a]{b=c}"])
@both_engines
def test_the_end_of_what_other_systems_write_is_said_with_its_beginning(opening: str, config: Config) -> None:
    assert [code for code, _, _ in codes(f"{opening}\nText.\n:::\n", config)] == ["foreign-markup"]


@both_engines
def test_a_box_in_a_quote_is_told_where_it_has_to_stand(config: Config) -> None:
    (found,) = body_of("> ::: info\n> Text.\n> :::\n", config=config).findings

    assert "at the margin" in found.hint


@both_engines
def test_a_text_begins_with_its_first_paragraph_outside_of_boxes(config: Config) -> None:
    """Lists show how an article begins, and no box out of its middle."""
    first = "::: info Titel\nIm Kasten.\n:::\n\nDer Anfang.\n"
    alone = "::: info Titel\nIm Kasten.\n:::\n"
    more = "Der Anfang.\n\n::: info Titel\nIm Kasten.\n:::\n\n<!--more-->\n\nRest.\n"

    assert body_of(first, config=config).teaser == "Der Anfang."
    assert body_of(alone, config=config).teaser == "Im Kasten."
    assert body_of(more, config=config).teaser == "Der Anfang. Titel Im Kasten."
    assert body_of(first, config=config).words == 5


def test_no_more_than_eight_boxes_stand_in_one_another() -> None:
    text = "::: info\n" * 9 + "Text.\n" + ":::\n" * 9

    assert len(body_of(text).boxes) == 8
    assert ("box-unread", 9) in [(each.code, each.line) for each in told(text)]


def test_a_text_that_was_cut_is_given_the_ends_it_lacks() -> None:
    assert closed("Text") == "Text"
    assert closed(":::: facts\n::: info\nText") == ":::: facts\n::: info\nText\n:::\n::::"
    assert containers(closed("::: info\nText").split("\n")).findings == ()


_LINES = st.sampled_from(
    [
        *(
            "::: info",
            "::: info Titel",
            ":::",
            "::::",
            ":::: facts {a=b}",
            "  ::: aside {x=",
            "::::: quote",
            "> ::: info",
        ),
        *("    ::: info", "- Punkt", "  weiter", "", "", "", "> Zitat", "```", "~~~", "<div>", "</div>", "<!--", "-->"),
        *("| a | b |", "|---|---|", "## Titel", "Titel", "===", "[^1]: Note", "[x]: y.md", "<p>", "1. eins", "\t:::"),
    ]
)
_WORDS = re.compile(r"wort\d+")


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, max_size=25), st.sampled_from(["markdown", "commonmark"]), st.sampled_from(["allow", "escape"]))
@example(["<div>", "::: info", "", "</div>", ":::"], "commonmark", "allow")
@example(["- Punkt", "  ::: info", "  weiter", "", "  :::"], "commonmark", "allow")
@example(["<p>", "", "::: info", "<p>", ":::"], "markdown", "allow")
def test_no_word_is_lost_by_a_box(lines: list[str], engine: str, mode: str) -> None:
    """Each line has a word of its own: what Markdown shows of it without boxes, it shows with them."""
    from newsgen.content.markup.boxed import boxed
    from newsgen.content.markup.engines import body

    text = "\n".join(f"{line}\n\nwort{number}\n" for number, line in enumerate(lines))

    def read(text: str) -> Body:
        return body(text.replace(":::", "..."), "content", "de", engine, mode)  # type: ignore[arg-type]  # drawn from both

    made = boxed(text, read)

    without = _WORDS.findall(plain(read(text).html))
    assert set(_WORDS.findall(plain(made.html))) >= set(without)
    assert "boxmark" not in made.html + made.teaser + "".join(box.title for box in made.boxes)
    assert all(0 <= box.start <= box.end <= len(made.html) for box in made.boxes)
    _check_nested(made)


def _check_nested(body: Body) -> None:
    above: list[tuple[int, int]] = [(0, len(body.html))]
    for box in body.boxes:
        del above[box.depth + 1 :]
        assert above[-1][0] <= box.start and box.end <= above[-1][1]
        above.append((box.start, box.end))


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ('::: quote Jule {role="head", portrait=p.png}', "box-braces", "leave out the commas"),
        ('::: quote Jule {role="head"', "box-braces", "in one line"),
        ("::: quote Jule {role=harbour master}", "box-braces", "in quotes"),
        ('::: quote Jule {role: "head"}', "box-unread", "in place of the colon"),
        ("::: info Title {#box}", "box-unread", '<a id="name"></a>'),
        ('::: quote Jule\n{role="harbour master"}', "box-unread", "in the same line"),
    ],
)
@both_engines
def test_the_hint_about_braces_says_what_to_do(line: str, code: str, hint: str, config: Config) -> None:
    """All of them were told the form that they had nearly; braces below the line were text without a word."""
    (found,) = reading(f"---\n{HEAD}---\n{line}\nText.\n:::\n", config=config)[0].diagnostics

    assert found.code == code and hint in found.hint
