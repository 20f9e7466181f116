"""What hosts shall tell readers beside a file: its media type, and how long it may be kept."""

from newsgen.deploy.targets.base import Headers

# How much of a file's beginning tells what it is.
SNIFFED = 1024

FOR_GOOD = "public, max-age=31536000, immutable"
# Asked for again each time; an unchanged file costs a line.
ASK_AGAIN = "public, max-age=0, must-revalidate"
AN_HOUR = "public, max-age=3600"

_RSS = "application/rss+xml; charset=utf-8"
_ATOM = "application/atom+xml; charset=utf-8"
_XML = "application/xml; charset=utf-8"
_JSON_FEED = "application/feed+json"
# Written out, since the tables of machines differ.
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "xml": _XML,
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "wasm": "application/wasm",
}


def headers_of(path: str, beginning: bytes, lasts: bool) -> Headers:
    """By a file's name and its first SNIFFED bytes; `lasts`: what stands at this path never changes."""
    type_ = media_type(path, beginning)
    if lasts:
        return Headers(type_, FOR_GOOD)
    is_page = type_.startswith("text/html") or type_ in {_RSS, _ATOM, _XML, _JSON_FEED}
    return Headers(type_, ASK_AGAIN if is_page else AN_HOUR)


def media_type(path: str, beginning: bytes) -> str:
    """A feed may stand at the address of a page: what it is decides; "" where nothing is known."""
    if beginning.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<rss", b"<feed")):
        known = {b"<rss": _RSS, b"<feed": _ATOM, b"<svg": _TYPES["svg"]}
        return next((type_ for mark, type_ in known.items() if mark in beginning), _XML)
    suffix = path.rpartition("/")[2].rpartition(".")[2].lower()
    if suffix == "json" and b"https://jsonfeed.org/version/" in beginning:
        return _JSON_FEED
    return _TYPES.get(suffix, "")
