"""What front matter says of a recording, in the words of newsgen and of the systems that sites come from."""

import pytest

from newsgen.content.durations import seconds
from newsgen.model import Enclosure, Head
from tests.content.reader import HEAD, found, head_of, reading

FILE = "content/2026/05/a.mp3"


def made(keys: str) -> Enclosure:
    enclosure = head_of(keys).enclosure
    assert enclosure is not None
    return enclosure


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("24:10", 1450),
        ("0:05", 5),
        ("1:02:03", 3723),
        ("62:03", 3723),
        ("01:02:03.5", 3723),
        ("3723", 3723),
        ("3722.6", 3723),
        ("PT1H2M3S", 3723),
        ("PT24M", 1440),
        ("pt90s", 90),
        ("24 min", 1440),
        ("24 Min.", 1440),
        ("1 h 2 min 3 s", 3723),
        ("1 Std. 2 Min.", 3720),
        ("45 Sekunden", 45),
    ],
)
def test_a_duration_is_read_in_every_form(written: str, expected: int) -> None:
    assert seconds(written) == expected


@pytest.mark.parametrize(
    "written",
    ["", "0", "0:00", "24:60", "1:75:10", "long", "12:34:56:78", "PT", "-5", "1e9", "999999999", "٢٤:١٠", "1:2", ":30"],
)
def test_what_is_no_duration_is_none(written: str) -> None:
    assert seconds(written) == 0


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("audio: a.mp3", Enclosure(FILE)),
        ("audio: [a.mp3]", Enclosure(FILE)),
        ("audio: /talks/a.mp3", Enclosure("static/talks/a.mp3")),
        ("audio: {file: a.mp3, duration: 24:10}", Enclosure(FILE, duration_s=1450)),
        # Castanet for Hugo
        (
            "podcast_file: a.mp3\npodcast_duration: '1:08:00'\npodcast_bytes: '15000'\nepisode: '12'\nexplicit: 'no'",
            Enclosure(FILE, 15000, duration_s=4080, episode=12, explicit=False),
        ),
        # Jekyll, with the tags of feeds
        (
            "audio_file: a.mp3\nitunes_duration: 750\nitunes_season: 2\nitunes_explicit: clean\nepisode_type: Full",
            Enclosure(FILE, duration_s=750, season=2, explicit=False, episode_type="full"),
        ),
        # Nikola
        ("enclosure: a.mp3\nenclosure_length: 5\nenclosure_type: audio/mpeg", Enclosure(FILE, 5, "audio/mpeg")),
        # PowerPress for WordPress
        (
            'enclosure: "https://cdn.example/a.mp3\\n\\n12345\\n\\naudio/mpeg\\n\\na:1:{s:8:duration}"',
            Enclosure("https://cdn.example/a.mp3", 12345, "audio/mpeg"),
        ),
        (
            "audio: {url: 'https://cdn.example/a.mp3?x=1', title: T, explicit: yes, transcript: a.srt}",
            Enclosure(
                "https://cdn.example/a.mp3?x=1",
                type="audio/mpeg",
                title="T",
                explicit=True,
                transcript="content/2026/05/a.srt",
                transcript_type="application/srt",
            ),
        ),
    ],
)
def test_a_recording_is_read_as_any_system_writes_it(keys: str, expected: Enclosure) -> None:
    assert made(keys) == expected


def test_the_map_goes_before_the_keys_beside_it() -> None:
    assert made("audio: {file: a.mp3, episode: 2}\nepisode: 3").episode == 2


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("audio: {file: a.mp3, duration: soon}", "duration-unreadable"),
        ("audio: {file: a.mp3, duration: '12:75'}", "duration-unreadable"),
        ("audio: {file: a.mp3, length: '12:34'}", "number-unreadable"),
        ("audio: {file: a.mp3, explicit: rather}", "bool-unreadable"),
        ("audio: {file: a.mp3, episode_type: half}", "value-type"),
        ("audio: {file: a.mp3, durration: '12:34'}", "value-type"),
        ("audio: [a.mp3, b.mp3]", "value-type"),
        ("audio: {duration: '12:34'}", "value-type"),
        ("audio: true", "value-type"),
        ("audio: http://cdn.example/a.mp3", "picture-insecure"),
        ("audio: {}", "value-type"),
        ("enclosure: a.mp3\naudio: b.mp3", "value-type"),
        ("audio: a.md", "value-type"),
        ("audio: {file: a.mp3, type: text/html}", "value-type"),
        ("audio: {file: a.mp3, type: sound}", "value-type"),
        ("audio: {file: a.mp3, episode: 0}", "number-unreadable"),
        ("audio: {file: a.mp3, season: -1}", "number-unreadable"),
        ("audio: 'ftp://a.example/a.mp3'", "url-unsafe"),
        ("audio: 'javascript:alert(1)'", "url-unsafe"),
        ("audio: 'https://'", "url-unsafe"),
    ],
)
def test_what_cannot_be_understood_is_told_at_its_line(keys: str, code: str) -> None:
    """And hides nothing: the article stays."""
    told = found(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert [(each[0], each[1]) for each in told] == [(code, 3 + len(keys.split("\n")))]


@pytest.mark.parametrize(
    ("keys", "type_"),
    [
        ("{file: a.mp3, type: text/html}", ""),
        ("{file: a.mp3, type: mp3}", "audio/mpeg"),
        ("{file: a.m4a, type: audio/x-m4a}", "audio/x-m4a"),
        ("{file: plan.pdf, type: application/pdf}", "application/pdf"),
        ("{url: 'HTTPS://cdn.example/play/1', type: M4A}", "audio/mp4"),
        ("{url: 'https://cdn.example/a.mp3#t=30'}", "audio/mpeg"),
        ("{url: 'https://cdn.example/a.mp3', type: x/y z}", "audio/mpeg"),
    ],
)
def test_a_type_that_is_none_takes_no_player_away(keys: str, type_: str) -> None:
    assert made(f"audio: {keys}").type == type_


def test_a_transcript_on_a_page_of_another_site_is_a_page() -> None:
    assert made("audio: {file: a.mp3, transcript: 'https://cdn.example/words/1'}").transcript_type == "text/html"


def test_what_is_said_of_children_and_not_understood_is_not_fit_for_them() -> None:
    """A directory takes a podcast out that says of itself what is not true."""
    assert made("audio: {file: a.mp3, explicit: ja}").explicit is True


def test_a_part_is_called_as_it_is_written() -> None:
    result, _ = reading(f"---\n{HEAD}audio: {{file: a.mp3, length: long}}\n---\nText.\n")

    assert result.diagnostics[0].text == 'length in "audio" must be a whole number'


def test_the_size_hint_tells_a_length_from_a_duration() -> None:
    result, _ = reading(f"---\n{HEAD}audio: {{file: a.mp3, length: '24:10'}}\n---\nText.\n")

    assert "duration" in result.diagnostics[0].hint


def test_without_a_recording_the_keys_beside_it_are_templates() -> None:
    """A recipe has a duration, a review of a series a season."""
    head: Head = head_of("duration: 45 min\nseason: 3\nepisode: Pilot\nexplicit: rather\npodcast: weekly")

    assert head.enclosure is None
    assert head.extra == {
        "duration": "45 min",
        "season": 3,
        "episode": "Pilot",
        "explicit": "rather",
        "podcast": "weekly",
    }


def test_where_a_recording_and_its_length_are_written_is_known() -> None:
    result, _ = reading(f"---\n{HEAD}audio:\n  file: a.mp3\n  duration: 24:10\n---\nText.\n")

    places = {name: place[:2] for name, place in result.key_places.items()}
    assert (places["enclosure"], places["duration"]) == ((5, 9), (6, 13))
