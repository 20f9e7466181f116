"""Addresses of what an article draws on."""

import pytest

from tests.content.reader import HEAD, head_of, reading


@pytest.mark.parametrize("address", ["https://", "https://ada:geheim@example.org/", "//", "HTTPS://"])
@pytest.mark.parametrize("keys", ["sources: ['{}']", "sources: [{{title: X, url: '{}'}}]", "source: '{}'"])
def test_an_address_that_leads_nowhere_or_tells_a_password_is_refused(keys: str, address: str) -> None:
    """As it is everywhere else; readers would see it as a name."""
    result = reading(f"---\n{HEAD}{keys.format(address)}\n---\nText.\n")[0]

    assert [each.code for each in result.diagnostics] == ["url-unsafe"]
    shown = (result.head.agencies, result.head.sources, result.head.source_url) if result.head else ()
    assert address not in str(shown)


def test_a_file_named_as_a_source_is_one() -> None:
    """Readers get it, and a missing one is told; a name with a dot is a name."""
    found = head_of("sources: [plan.pdf, ../04/bridge.md, epd.de]").sources

    assert [(each.title, bool(each.url)) for each in found] == [
        ("plan.pdf", True),
        ("../04/bridge.md", True),
        ("epd.de", False),
    ]


@pytest.mark.parametrize(
    ("keys", "is_shown"),
    [
        ("hide_reading_time: true", False),
        ("HideReadTime: true", False),
        ("disable_reading_time: true\nreading_time: true", False),
        ("hide_reading_time: false", True),
        ("read_time: false", False),
        ("showReadingTime: true", True),
    ],
)
def test_a_reading_time_is_hidden_by_the_words_of_other_systems(keys: str, is_shown: bool) -> None:
    """The hint was to write reading_time instead, and `reading_time: true` shows what shall be hidden."""
    found, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert not found.diagnostics
    assert found.head is not None and found.head.reading_time == is_shown


def test_a_reading_time_to_be_hidden_in_other_words_is_told_the_right_ones() -> None:
    """A hint to write true would show what shall be hidden."""
    (found,) = reading(f"---\n{HEAD}reading_time: hide\n---\nText.\n")[0].diagnostics

    assert "reading_time: false" in found.hint
