"""Corrections and changes as front matter says them: none is public whose day newsgen cannot tell."""

import pytest

from tests.content.reader import HEAD, head_of, reading

DAY = "2026-12-28"


def told(keys: str) -> list[str]:
    return [each.code for each in reading(f"---\n{HEAD}{keys}\n---\nText.\n")[0].diagnostics if each.level != "notice"]


@pytest.mark.parametrize(
    "keys",
    [
        "corrections: [{when: 28 December 2026, text: Secret}]",
        "corrections: [{dated: 2026-12-28 25:00, text: Secret}]",
        "corrections: [{when: [2026-12-28], text: Secret}]",
        "corrections: [{when: {date: 2026-12-28}, text: Secret}]",
        "corrections: [{date: 2026-05-02, embargo: true, text: Secret}]",
        "corrections: [{date: , text: Secret}]",
        'corrections: ["28.12.2026: Secret"]',
        'corrections: ["28 Dezember 2026: Secret"]',
        'corrections: ["Dezember 28, 2026 - Secret"]',
        'corrections: ["2026-12-28 25:00: Secret"]',
        'corrections: ["2026-13-28: Secret"]',
        "corrections: [2026-12-28: Secret]",
        "updated: 5.12.2026\ncorrections: [Secret]",
        "updated: {date: 5.12.2026, changes: Secret}",
        "updated: {date: 2026-05-02, embargo: true, changes: Secret}",
    ],
)
def test_what_may_be_to_come_is_not_public(keys: str) -> None:
    """Nor found by templates in what newsgen leaves to them; and the writer is told."""
    head = head_of(keys)

    assert (head.corrections, head.changes) == ((), "")
    assert "Secret" not in str(head.extra)
    assert told(keys)


def test_a_text_that_begins_with_a_day_is_of_that_day() -> None:
    """So an editor writes a list of them; the day in front is no part of the text."""
    listed = ["2026-12-28: Later", "2026-12-29 10:00 – At ten", "2026-12-30 is the day", "Ten of 12 were right"]
    listed += ["31 December 2026: In words"]
    found = head_of(f"corrections: {listed!r}").corrections

    assert [(f"{each.date:%m-%d %H}", each.text) for each in found] == [
        ("12-28 00", "Later"),
        ("12-29 10", "At ten"),
        ("12-30 00", "2026-12-30 is the day"),
        ("05-01 10", "Ten of 12 were right"),
        ("12-31 00", "In words"),
    ]


def test_of_two_days_of_a_correction_the_later_counts() -> None:
    """One that is shown too late harms nobody."""
    (found,) = head_of("corrections: [{date: 2026-05-02, day: 2026-12-28, text: Late}]").corrections

    assert f"{found.date:%m-%d}" == "12-28"


def test_a_sound_correction_to_come_stays_hidden_beside_one_that_is_none() -> None:
    """What a template finds in extra it may show at once."""
    head = head_of("corrections: [{date: 2026-12-28, text: Secret}, {type: x}, {text: Mended}]")

    assert [each.text for each in head.corrections] == ["Secret", "Mended"]
    assert "corrections" not in head.extra


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("corrections: [{type: x}]", '"corrections" has no text'),
        ("corrections: [{date: nie, text: x}]", 'correction date in "corrections": "nie" is not a date'),
    ],
)
def test_a_correction_that_cannot_be_used_is_a_warning(keys: str, text: str) -> None:
    """It names the key as it is written, and takes no article away."""
    found = reading(f"---\n{HEAD}{keys}\n---\nText.\n")[0].diagnostics

    assert [(each.level, each.text, "extra" in each.hint) for each in found] == [("warning", text, False)]


@pytest.mark.parametrize("keys", ["corrections: no", "corrections: false", "updated: 2026-05-02\nchanges: false"])
def test_a_switch_that_is_off_is_no_text(keys: str) -> None:
    """Readers would see "false"."""
    head = head_of(keys)

    assert (head.corrections, head.changes, told(keys)) == ((), "", [])


@pytest.mark.parametrize("keys", ["corrections: true", "corrections: [yes]", "updated: 2026-05-02\nchanges: true"])
def test_a_switch_that_is_on_is_told_to_be_no_text(keys: str) -> None:
    """Whoever writes so has something to say."""
    head = head_of(keys)

    assert (head.corrections, head.changes, told(keys)) == ((), "", ["value-type"])


def test_a_misspelled_key_beside_the_day_of_an_update_is_told() -> None:
    """What has changed would be missing without a word."""
    keys = "updated: {date: 2026-05-02, chages: More}"
    (found,) = (each for each in reading(f"---\n{HEAD}{keys}\n---\nText.\n")[0].diagnostics if each.level == "warning")

    assert "chages" in found.text
    assert "changes" in found.hint
