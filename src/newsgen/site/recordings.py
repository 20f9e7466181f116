"""The sound or film of an article as pages and feeds have it: what front matter says, and what its file says."""

from msgspec import Struct

from newsgen.model import Asset, Enclosure
from newsgen.site.pictures import uri

# What directories take (Apple Podcasts for Creators, "Podcast RSS feed requirements": M4A, MP3, MOV, MP4, M4V).
IN_DIRECTORIES = frozenset(
    {"audio/mpeg", "audio/mp3", "audio/mp4", "audio/x-m4a", "audio/m4a", "video/mp4", "video/x-m4v", "video/quicktime"}
)
OCTETS = "application/octet-stream"
# How many pixels a side of a podcast's cover has, and what it may be (the same, "Artwork requirements").
SMALLEST, LARGEST = 1400, 3000
COVER_TYPES = frozenset({"image/jpeg", "image/png"})


class Recording(Struct, frozen=True):
    """A recording of an article: `url` root-relative or whole; `size_bytes` and `duration_s` 0 where nobody knows.

    `sort` is "audio", "video", or "" for what no player plays; `duration` is `duration_s` in the form of data (ISO
    8601). `name` is that of its file. `transcript` is the address of its text, "" where it has none.
    """

    url: str
    type: str
    sort: str
    size_bytes: int
    duration_s: int
    duration: str
    title: str
    name: str
    transcript: str
    transcript_type: str


def recording(enclosure: Enclosure, asset: Asset | None, transcript: Asset | None) -> Recording | None:
    """The recording, by the files that it and its transcript are; None where it is not published.

    A file knows best how large it is; how long it lasts, the writer.
    """
    if asset is None and "://" not in enclosure.src:
        return None
    type_ = enclosure.type or (asset.type if asset else OCTETS)
    sort = type_.partition("/")[0].lower()
    seconds = enclosure.duration_s or (asset.duration_s if asset else 0)
    return Recording(
        url=asset.url if asset else uri(enclosure.src),
        type=type_,
        sort=sort if sort in {"audio", "video"} else "",
        size_bytes=asset.size_bytes if asset else enclosure.size_bytes,
        duration_s=seconds,
        duration=_iso(seconds),
        title=enclosure.title,
        name=_name(enclosure.src),
        transcript=_address(enclosure.transcript, transcript),
        transcript_type=enclosure.transcript_type,
    )


def _iso(n_seconds: int) -> str:
    minutes, rest = divmod(n_seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if n)
    return f"PT{parts}" if parts else ""


def is_cover(asset: Asset) -> bool:
    """Whether directories take a picture as that of a podcast."""
    is_square = asset.width == asset.height and SMALLEST <= asset.width <= LARGEST
    return is_square and asset.type in COVER_TYPES and not asset.is_for_print


def clock(n_seconds: int) -> str:
    """As players show it, and as it is written in front matter."""
    minutes, rest = divmod(n_seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _name(src: str) -> str:
    path = src.partition("://")[2].partition("?")[0].partition("#")[0] or src
    return path.rpartition("/")[2]


def _address(src: str, asset: Asset | None) -> str:
    if asset is not None:
        return asset.url
    return uri(src) if "://" in src else ""
