"""A file -> how long the sound or film in it lasts, as far as mutagen, which need not be installed, can tell."""

from collections.abc import Collection
from mmap import ACCESS_READ, mmap
from pathlib import Path

from msgspec import Struct

from newsgen.content.types import media_type

# Bit rates in kbit/s by their index, of layer III (ISO 11172-3 §2.4.2.3; ISO 13818-3 §2.4.2.3).
_MPEG_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44100, 48000, 32000)
_LAYER_3 = 0b01
# By the two bits of the version.
_SLOWER: dict[int, int] = {0b11: 1, 0b10: 2, 0b00: 4}
# The types by which directories take recordings, and what mutagen has among its own for such files.
_MUTAGENS = {"audio/mpeg": "audio/mpeg", "audio/mp4": "audio/mp4", "video/mp4": "audio/mp4"}


class Sound(Struct, frozen=True):
    """`duration_s` is 0 for what is none, or cannot be told; `is_unheard`: mutagen is not there to tell."""

    duration_s: int = 0
    is_unheard: bool = False


SILENCE = Sound()


def sound(file: Path) -> Sound:
    if not media_type(file.name).startswith(("audio/", "video/")) or not file.stat().st_size:
        return SILENCE
    try:
        import mutagen
    except ImportError:
        return Sound(is_unheard=True)
    # Its readers raise many kinds for broken files; a text that is called .mp3 is no sound to them, or a sketchy one.
    try:
        found = mutagen.File(file)
        info = found.info if found is not None and _is_as_named(file, found.mime) else None
        length = _of_mp3(file, info) if hasattr(info, "sketchy") else _told(info)
    except Exception:
        return SILENCE
    return Sound(max(1, round(length))) if 0 < length < 10**7 else SILENCE


def _is_as_named(file: Path, types: Collection[str]) -> bool:
    """Whether apps, which believe the type that a name gives, can play it: WAV called .mp3 stays silent in many."""
    named = _MUTAGENS.get(media_type(file.name))
    return named is None or named in types


def _told(info: object) -> float:
    """In seconds, as mutagen's readers have it, each of which has a class of its own."""
    return float(getattr(info, "length", 0) or 0)


def _of_mp3(file: Path, info: object) -> float:
    """A file without a header that counts its frames has them counted, for its bit rate may vary."""
    from mutagen.mp3 import BitrateMode

    if getattr(info, "sketchy", True):
        return 0.0
    if getattr(info, "layer", 0) != 3 or getattr(info, "bitrate_mode", None) != BitrateMode.UNKNOWN:
        return _told(info)
    # A recording of hours has hundreds of megabytes.
    with file.open("rb") as handle, mmap(handle.fileno(), 0, access=ACCESS_READ) as data:
        return _counted(data, getattr(info, "frame_offset", 0)) or _told(info)


def _counted(data: mmap, start: int) -> float:
    """The frames of layer III from an offset on; 0 where they do not follow one another to the end, or nearly."""
    at, length = start, 0.0
    while at + 4 <= len(data):
        size, duration = _frame(data[at : at + 4])
        if not size:
            break
        at, length = at + size, length + duration
    # Behind the last frame stand tags, such as the 128 bytes of ID3v1.
    return length if len(data) - at < max(65_536, len(data) // 100) else 0.0


def _frame(header: bytes) -> tuple[int, float]:
    """How many bytes a frame has, and how many seconds it lasts; 0 for what is none."""
    first, second, third = header[0], header[1], header[2]
    version, layer = second >> 3 & 3, second >> 1 & 3
    index, rate_index = third >> 4, third >> 2 & 3
    if first != 0xFF or second >> 5 != 7 or version == 1 or layer != _LAYER_3 or index in {0, 15} or rate_index == 3:
        return 0, 0.0
    rate = _RATES[rate_index] // _SLOWER[version]
    kbits, samples = (_MPEG_1[index], 1152) if version == 3 else (_MPEG_2[index], 576)
    return samples // 8 * kbits * 1000 // rate + (third >> 1 & 1), samples / rate
