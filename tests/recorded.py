"""Tiny recordings, silence as MP3, M4A, Ogg Opus and WAV, made from nothing; and covers of podcasts."""

import io
import struct
import wave
from collections.abc import Iterable
from functools import cache
from io import BytesIO

from PIL import Image

# Of MPEG-1, layer III at 44,100 Hz: a frame has 1152 samples.
FRAMES_A_SECOND = 44_100 / 1152
_KBITS = {32: 1, 64: 5, 128: 9, 320: 14}


def mp3(seconds: float = 2, kbits: Iterable[int] = (32,), tag: bytes = b"") -> bytes:
    """Frames of these bit rates in turn, without a header that counts them, behind a tag."""
    rates = list(kbits)
    n_frames = round(seconds * FRAMES_A_SECOND)
    return tag + b"".join(frame(rates[number * len(rates) // n_frames]) for number in range(n_frames))


def frame(kbits: int) -> bytes:
    header = bytes([0xFF, 0xFB, _KBITS[kbits] << 4, 0xC0])
    return header.ljust(144 * kbits * 1000 // 44_100, b"\0")


def id3(frame_id: bytes, text: str) -> bytes:
    """A tag of ID3v2.3 that says one thing."""
    body = b"\0" + text.encode("latin-1")
    said = frame_id + struct.pack(">I", len(body)) + b"\0\0" + body
    size = len(said)
    return b"ID3\3\0\0" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127]) + said


def wav(seconds: float = 2) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8_000)
        file.writeframes(b"\x80" * round(8_000 * seconds))
    return made.getvalue()


def m4a(seconds: int = 2) -> bytes:
    """The boxes that say how long it lasts (ISO 14496-12), and nothing to hear."""
    times = struct.pack(">IIIIIHH", 0, 0, 0, 1_000, 1_000 * seconds, 0x55C4, 0)
    handler = _box(b"hdlr", b"\0" * 8 + b"soun" + b"\0" * 13)
    media = _box(b"mdia", _box(b"mdhd", times) + handler)
    header = _box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1_000, 1_000 * seconds) + b"\0" * 80)
    return _box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + _box(b"moov", header + _box(b"trak", media))


def opus(seconds: int = 2) -> bytes:
    """Head, tags and the last page of a stream (RFC 7845), which says how many samples there are."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 3) + b"own" + struct.pack("<I", 0)
    return _page(2, 0, 0, head) + _page(0, 0, 1, tags) + _page(4, 48_000 * seconds, 2, b"\0")


def _box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + name + data


def _page(flags: int, granule: int, number: int, packet: bytes) -> bytes:
    header = struct.pack("<4sBBqIIIBB", b"OggS", 0, flags, granule, 7, number, 0, 1, len(packet))
    return header + packet


@cache
def cover(width: int = 1400, height: int = 0, form: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture of one colour; a square without `height`."""
    made = BytesIO()
    # PNG alone asks how hard to pack.
    Image.new(mode, (width, height or width)).save(made, form, compress_level=1)
    return made.getvalue()
