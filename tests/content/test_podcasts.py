"""What the description of a category says of its podcast."""

import pytest

from newsgen.content.podcasts import CATEGORIES
from newsgen.model import Podcast
from tests.content.reader import reading

SOURCE = "content/categories/talk.md"


def made(said: str, source: str = SOURCE) -> tuple[Podcast | None, list[tuple[str, int, str]]]:
    result, _ = reading(f"---\ntitle: Talk\npodcast: {said}\n---\nText.\n", source)
    assert result.head is not None
    return result.head.podcast, [(each.code, each.place.line, each.hint) for each in result.diagnostics]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("News", [("News", "")]),
        ("news", [("News", "")]),
        ("News > Daily News", [("News", "Daily News")]),
        ("News/Daily News", [("News", "Daily News")]),
        ("daily news", [("News", "Daily News")]),
        ("'News: Daily News'", [("News", "Daily News")]),
        ("News → Daily News", [("News", "Daily News")]),
        ("Society &amp; Culture", [("Society & Culture", "")]),
        ("Health and Fitness", [("Health & Fitness", "")]),
        ("Health &amp Fitness > Mental Health", []),
        ("[News > Politics, Technology, News > Politics]", [("News", "Politics"), ("Technology", "")]),
        ("{News: Politics}", [("News", "Politics")]),
        ("{News: [Politics, Daily News], History: }", [("News", "Politics"), ("News", "Daily News"), ("History", "")]),
        ("TV & Film, True Crime", [("TV & Film", ""), ("True Crime", "")]),
    ],
)
def test_a_category_is_found_however_it_is_written(written: str, expected: list[tuple[str, str]]) -> None:
    podcast, _ = made(f"{{category: {written}}}" if written[0] in "[{" else f'{{category: "{written}"}}')

    assert podcast is not None
    assert list(podcast.categories) == expected


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Tecnology", 'did you mean "Technology"?'),
        ("News > Dayly News", 'did you mean "News > Daily News"?'),
        ("News > Golf", "below News: Business News, Daily News"),
        ("Nachrichten", "known are: Arts, Business"),
    ],
)
def test_a_category_that_there_is_not_is_told_with_the_nearest(written: str, hint: str) -> None:
    podcast, told = made(f"{{category: {written}}}")

    assert podcast is not None
    assert podcast.categories == ()
    assert [(code, line) for code, line, _ in told] == [("podcast-category", 3)]
    assert told[0][2].startswith(hint)


def test_the_list_is_that_of_the_directory() -> None:
    """19 categories, 91 subcategories below them (Apple Podcasts for Creators, "Apple Podcasts categories")."""
    assert len(CATEGORIES) == 19
    assert sum(map(len, CATEGORIES.values())) == len({each for inner in CATEGORIES.values() for each in inner}) == 91


@pytest.mark.parametrize(
    ("written", "expected"), [("clean", False), ("no", False), ("'yes'", True), ("explicit", True)]
)
def test_explicit_is_understood_as_directories_of_any_age_write_it(written: str, expected: bool) -> None:
    podcast, told = made(f"{{explicit: {written}}}")

    assert podcast is not None
    assert (podcast.explicit, told) == (expected, [])


def test_the_tags_of_a_feed_are_understood() -> None:
    podcast, told = made(
        "{itunes_author: Ada, itunes_owner: {name: Bo, email: b@example.org}, itunes_image: c.jpg, itunes_type: Serial}"
    )

    assert told == []
    assert podcast == Podcast(
        author="Ada", owner="Bo", email="b@example.org", cover="content/categories/c.jpg", type="serial"
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{type: weekly}", "value-type"),
        ("{email: bo}", "email-unreadable"),
        ("{language: Klingonisch!}", "lang-unreadable"),
        ("{guid: 17}", "value-type"),
        ("{explicit: rather}", "bool-unreadable"),
        ("{complete: rather}", "bool-unreadable"),
        ("{new_feed_url: here}", "url-unsafe"),
        ("{kover: c.jpg}", "value-type"),
        ("weekly", "value-type"),
        ("[a]", "value-type"),
    ],
)
def test_what_cannot_be_understood_is_a_warning_at_its_line(written: str, code: str) -> None:
    _, told = made(written)

    assert [(each[0], each[1]) for each in told] == [(code, 3)]


def test_a_podcast_may_be_off_or_say_nothing() -> None:
    assert made("false") == (None, [])
    assert made("true") == (Podcast(), [])


@pytest.mark.parametrize("folder", ["tags", "authors", "series"])
def test_it_is_one_of_a_category_alone(folder: str) -> None:
    podcast, told = made("{cover: c.jpg}", f"content/{folder}/talk.md")

    assert podcast is None
    assert told[0][:2] == ("term-key-unused", 3)
    assert "content/categories/" in told[0][2]
