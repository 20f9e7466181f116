"""What a file is, by its name: newsgen's own table, so that no answer depends on the machine that builds."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Family = Literal["picture", "sound", "film", "captions", "document", "data", "archive", "font", "calendar"]

# Markdown by the names that other systems and editors give it; in any case, for Windows and cameras write .MD.
ARTICLE_SUFFIXES = (
    *(".md", ".markdown", ".mdown", ".mkd", ".mkdn"),
    *(".mkdown", ".mdwn", ".mdtext", ".mdtxt"),
)

OCTETS = "application/octet-stream"


class FileType(Struct, frozen=True, gc=False):
    """A sort of file that is published from content/, and its media type as IANA or the format's maker names it."""

    family: Family
    media: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

_FAMILIES: Mapping[Family, Mapping[str, str]] = {
    "picture": {
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "jpe": "image/jpeg",
        "jfif": "image/jpeg",
        "png": "image/png",
        "apng": "image/apng",
        "gif": "image/gif",
        "webp": "image/webp",
        "avif": "image/avif",
        "heic": "image/heic",
        "heif": "image/heif",
        "jxl": "image/jxl",
        "svg": "image/svg+xml",
        "tif": "image/tiff",
        "tiff": "image/tiff",
        "bmp": "image/bmp",
        "ico": "image/vnd.microsoft.icon",
    },
    "sound": {
        "mp3": "audio/mpeg",
        "m4a": "audio/mp4",
        "m4b": "audio/mp4",
        "aac": "audio/aac",
        "ogg": "audio/ogg",
        "oga": "audio/ogg",
        "opus": "audio/ogg",
        "flac": "audio/flac",
        "wav": "audio/wav",
        "weba": "audio/webm",
        "aif": "audio/aiff",
        "aiff": "audio/aiff",
        "mid": "audio/midi",
    },
    "film": {
        "mp4": "video/mp4",
        "m4v": "video/mp4",
        "webm": "video/webm",
        "mov": "video/quicktime",
        "ogv": "video/ogg",
        "mkv": "video/matroska",
        "avi": "video/x-msvideo",
        "mpg": "video/mpeg",
        "mpeg": "video/mpeg",
        "m3u8": "application/vnd.apple.mpegurl",
        "m4s": "video/iso.segment",
        "ts": "video/mp2t",
    },
    "captions": {"vtt": "text/vtt", "srt": "application/x-subrip"},
    "document": {
        "pdf": "application/pdf",
        "epub": "application/epub+zip",
        "txt": "text/plain",
        "rtf": "application/rtf",
        "doc": "application/msword",
        "docx": f"{_OFFICE}.wordprocessingml.document",
        "xls": "application/vnd.ms-excel",
        "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
        "ppt": "application/vnd.ms-powerpoint",
        "pptx": f"{_OFFICE}.presentationml.presentation",
        "odt": f"{_OPEN}.text",
        "ods": f"{_OPEN}.spreadsheet",
        "odp": f"{_OPEN}.presentation",
        "odg": f"{_OPEN}.graphics",
    },
    "data": {
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "json": "application/json",
        "geojson": "application/geo+json",
        "topojson": "application/json",
        "ndjson": "application/x-ndjson",
        "kml": "application/vnd.google-earth.kml+xml",
        "kmz": "application/vnd.google-earth.kmz",
        "gpx": "application/gpx+xml",
        "parquet": "application/vnd.apache.parquet",
    },
    "archive": {
        "zip": "application/zip",
        "gz": "application/gzip",
        "tgz": "application/gzip",
        "tar": "application/x-tar",
        "bz2": "application/x-bzip2",
        "xz": "application/x-xz",
        "7z": "application/x-7z-compressed",
    },
    "font": {"woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf"},
    "calendar": {"ics": "text/calendar", "vcf": "text/vcard"},
}

TYPES: Mapping[str, FileType] = {
    suffix: FileType(family, media) for family, medias in _FAMILIES.items() for suffix, media in medias.items()
}

# What newsgen makes, and what a site's maintainer puts into static/, beside all of the above.
_MADE: Mapping[str, str] = {
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "map": "application/json",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "jsonld": "application/ld+json",
    "xml": "application/xml",
    "xsl": "application/xslt+xml",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "eot": "application/vnd.ms-fontobject",
    "md": "text/markdown",
}


def suffix_of(name: str) -> str:
    """What stands behind the last dot of a file's name or path, in lower case; "" where none does."""
    stem, _, suffix = name.rpartition("/")[2].rpartition(".")
    return suffix.lower() if stem else ""


def is_article(name: str) -> bool:
    """Whether a file is read as an article, a page or a term's description, by its name or its path."""
    return name.lower().endswith(ARTICLE_SUFFIXES)


def type_of(name: str) -> FileType | None:
    """The sort of file that may be published from content/; None for whatever else there is."""
    return TYPES.get(suffix_of(name))


def media_type(name: str) -> str:
    """The media type of any file of a site."""
    suffix = suffix_of(name)
    found = TYPES.get(suffix)
    return found.media if found else _MADE.get(suffix, OCTETS)
