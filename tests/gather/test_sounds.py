"""How long a recording lasts is read from the file itself, whatever it is called and whatever it says of itself."""

import sys
from pathlib import Path

import pytest

from newsgen.gather.sounds import SILENCE, Sound, sound
from tests.recorded import id3, m4a, mp3, opus, wav


@pytest.mark.parametrize(
    ("name", "data", "seconds"),
    [
        ("a.mp3", mp3(12), 12),
        ("Folge Ö 1.MP3", mp3(12), 12),
        ("a.m4a", m4a(75), 75),
        ("a.mp4", m4a(75), 75),
        ("a.opus", opus(9), 9),
        ("a.wav", wav(3), 3),
        ("short.mp3", mp3(0.3), 1),
        # A tag that says half an hour; nobody has to believe it.
        ("a.mp3", mp3(12, tag=id3(b"TLEN", "1800000")), 12),
        ("tagged.mp3", mp3(12) + b"TAG" + b" " * 125, 12),
    ],
)
def test_it_lasts_as_long_as_it_does(tmp_path: Path, name: str, data: bytes, seconds: int) -> None:
    file = tmp_path / name
    file.write_bytes(data)

    assert sound(file) == Sound(seconds)


def test_frames_of_many_bit_rates_are_counted(tmp_path: Path) -> None:
    """Without a header that says how many there are, players guess from the first, which is ten times as small."""
    file = tmp_path / "a.mp3"
    file.write_bytes(mp3(60, kbits=(32, 320, 320, 320)))

    assert sound(file).duration_s == 60


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("text.mp3", b"This is a text, and no sound at all.\n" * 200),
        ("empty.mp3", b""),
        ("zeros.mp3", b"\0" * 5000),
        # Apps believe the name.
        ("waves.mp3", wav(3)),
        ("waves.m4a", wav(3)),
        ("talk.mp3", m4a(75)),
        ("talk.m4a", mp3(12)),
        ("page.m4a", b"<!doctype html><title>404</title>"),
        ("cut.m4a", m4a()[:40]),
        ("picture.ogg", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("film.webm", b"\x1aE\xdf\xa3" + b"\0" * 100),
        # Other files are not looked into.
        ("talk.pdf", mp3(12)),
    ],
)
def test_what_is_no_sound_has_no_length(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)

    assert sound(file) == SILENCE


def test_without_mutagen_nobody_has_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty file is empty all the same, and a text nothing that it would measure."""
    monkeypatch.setitem(sys.modules, "mutagen", None)
    for name, data in (("a.mp3", mp3()), ("empty.mp3", b""), ("a.txt", b"Text")):
        (tmp_path / name).write_bytes(data)

    assert sound(tmp_path / "a.mp3") == Sound(is_unheard=True)
    assert sound(tmp_path / "empty.mp3") == SILENCE
    assert sound(tmp_path / "a.txt") == SILENCE
