"""Texts that run wild: a warning where it is surely a mistake, and none for what newspapers do write."""

import pytest

from tests.content.reader import found, head_of

LONG = "Wort " * 400


@pytest.mark.parametrize(
    ("key", "longest"), [("title", 300), ("short_title", 300), ("kicker", 150), ("dek", 1_000), ("byline", 500)]
)
def test_a_text_of_the_head_that_belongs_below_it_is_told_at_its_place(key: str, longest: int) -> None:
    """It is kept whole all the same, for the article shows it."""
    text = LONG[:longest].strip().ljust(longest, "x")
    title = "" if key == "title" else "title: T\n"

    assert found(f"---\n{title}date: 2026-05-01\n{key}: {text}\n---\nText.\n") == []
    assert [code for code, _, _ in found(f"---\n{title}date: 2026-05-01\n{key}: {text}x\n---\nText.\n")] == [
        "text-long"
    ]
    assert getattr(head_of(f"{key}: {text}x"), key) == f"{text}x"


def test_a_headline_of_the_text_is_told_too() -> None:
    assert [code for code, _, _ in found(f"---\ndate: 2026-05-01\n---\n# {LONG}\n\nText.\n")] == ["text-long"]


def test_thirty_authors_are_no_mistake_and_a_hundred_or_a_sentence_are() -> None:
    def names(n: int) -> str:
        return f"authors: [{', '.join(f'Person {number}' for number in range(n))}]"

    head = "---\ntitle: T\ndate: 2026-05-01\n"

    assert found(f"{head}{names(30)}\n---\nText.\n") == []
    assert found(f"{head}{names(100)}\n---\nText.\n") == [("text-long", 4, 10)]
    assert found(f'{head}authors: ["{LONG[:200].strip()}"]\n---\nText.\n') == [("text-long", 4, 10)]
