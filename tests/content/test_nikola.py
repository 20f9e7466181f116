"""The head that Nikola writes for Markdown says here what it says there."""

import pytest

from newsgen.model import Head
from tests.content.reader import found, reading

LINES = """\
.. title: Der Pokal: ein Spiel
.. slug: pokal
.. date: 2026-05-01 10:00:00 UTC+02:00
.. tags: a, b c
.. category: Sport
.. author: Ada Byron
.. link: https://example.org/
.. description: Worum es geht
.. previewimage: cup.jpg
.. has_math: true
.. updated: 2026-05-02
.. type: text
"""


def head_of(lines: str, is_comment: bool = True) -> Head:
    text = f"<!--\n{lines}-->\n\nText.\n" if is_comment else f"{lines}\nText.\n"
    result, body = reading(text, "content/x.md")
    assert result.diagnostics == ()
    assert result.head is not None
    assert body is not None
    assert body.html == "<p>Text.</p>"
    return result.head


@pytest.mark.parametrize("is_comment", [True, False])
def test_every_line_is_read(is_comment: bool) -> None:
    """In a comment, as Nikola's Markdown has it, or bare, as its reStructuredText has."""
    head = head_of(LINES, is_comment)

    assert (head.title, head.slug, head.date.isoformat()) == (
        "Der Pokal: ein Spiel",
        "pokal",
        "2026-05-01T10:00:00+02:00",
    )
    assert [tag.name for tag in head.tags] == ["a", "b c"]
    assert ([each.name for each in head.categories], [each.name for each in head.authors]) == (["Sport"], ["Ada Byron"])
    assert (head.source_url, head.description, head.math) == ("https://example.org/", "Worum es geht", True)
    assert head.image is not None
    assert head.image.src == "content/cup.jpg"
    assert (head.updated is not None, head.type, head.extra) == (True, "news", {"type": "text"})


@pytest.mark.parametrize(
    ("line", "status", "unlisted"),
    [
        (".. status: published\n", "published", False),
        (".. status: draft\n", "draft", False),
        (".. status: private\n", "published", True),
        (".. tags: x, draft\n", "draft", False),
        (".. tags: x, Private\n", "published", True),
        (".. status: featured\n", "published", False),
    ],
)
def test_its_status_means_what_it_means_there(line: str, status: str, unlisted: bool) -> None:
    """A private post is built and listed nowhere; to WordPress the word means that nobody may see it."""
    head = head_of(f".. title: A\n.. date: 2026-05-01\n{line}")

    assert (head.status, head.unlisted) == (status, unlisted)


def test_the_comment_may_stand_in_one_line_and_hold_others() -> None:
    result, body = reading("<!-- .. title: A -->\nText.\n", "content/2026-05-01-x.md")
    assert result.head is not None
    assert (result.head.title, body.html if body else "") == ("A", "<p>Text.</p>")

    assert head_of(".. title: A\nwritten by hand\n.. date: 2026-05-01\n").title == "A"


def test_places_are_those_of_the_file() -> None:
    assert found("<!--\n.. title: A\n.. date: nie\n-->\n") == [("date-unreadable", 3, 10)]
    assert found("<!--\n.. title: A\n.. date: 2026-05-01\n.. title: B\n-->\n") == [("duplicate-key", 4, 4)]


@pytest.mark.parametrize("text", [".. note:: A note\n\n# T\n", "<!-- .. foo -->\n# T\n", "... und dann: ja\n\n# T\n"])
def test_directives_and_comments_are_no_head(text: str) -> None:
    result, _ = reading(text, "content/2026-05-01-x.md")

    assert result.head is not None
    assert result.head.title == "T"


HEAD = ".. title: A\n.. date: 2026-05-01\n"


@pytest.mark.parametrize(
    "line",
    [
        *(".. status draft", "..status: draft", ". status: draft", "... status: draft", "… status: draft"),
        *("status: draft", "- .. status: draft", ".. \u200bstatus: draft", "..\u00a0status: draft", "  draft: true"),
        *(".. status\u00a0: draft", ".. draft true", "..embargo: 2027-01-01", "# status: draft", ".. status = draft"),
    ],
)
@pytest.mark.parametrize("is_comment", [True, False])
def test_a_line_that_is_nearly_one_and_hides_is_an_error(line: str, is_comment: bool) -> None:
    """It would be a comment, and the post public."""
    text = f"<!--\n{HEAD}{line}\n-->\n\nText.\n" if is_comment else f"{HEAD}{line}\n\nText.\n"

    ((code, number, _),) = found(text)

    assert (code, number) == ("front-matter-unknown" if is_comment else "front-matter-misplaced", 3 + is_comment)


@pytest.mark.parametrize("between", ["\n", "\n\n", "<!-- c -->\n", "\ufeff", "\u200b \n"])
@pytest.mark.parametrize("head", [HEAD, f"<!--\n{HEAD}-->\n"])
def test_a_line_that_hides_below_the_end_is_an_error(head: str, between: str) -> None:
    """Nobody can tell where the head was to end."""
    codes = [code for code, _, _ in found(f"{head}{between}.. status: draft\n\nText.\n")]

    assert codes == ["front-matter-misplaced"]


def test_a_line_that_is_nearly_one_is_told() -> None:
    """Its tags, its slug, its category are lost."""
    assert found(f"<!--\n{HEAD}..slug: b\n. tags: c\n-->\n\nText.\n") == [
        ("front-matter-unknown", 4, 1),
        ("front-matter-unknown", 5, 1),
    ]


@pytest.mark.parametrize("line", ["written by hand", "Note: the title is Ada's", "title: the old one", "... and so on"])
def test_other_lines_of_the_comment_are_a_comment(line: str) -> None:
    """Nobody is told of what is none of a head."""
    assert found(f"<!--\n{HEAD}{line}\n-->\n\nText.\n") == []
