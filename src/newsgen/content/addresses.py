"""Patterns and written paths -> root-relative addresses that stay inside the site."""

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

MAX_SEGMENT_BYTES = 240
# macOS ends whole paths at 1,024 bytes, and the site's folder stands in front.
MAX_PATH_BYTES = 800

_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?")
_NO_FILE_NAME = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|#]')
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """The path of a pattern, not encoded; a placeholder without a value leaves no empty folder behind."""
    path = _PLACEHOLDER.sub(lambda match: values.get(match.group(1), ""), pattern)
    return re.sub("/{2,}", "/", path)


def danger(path: str) -> str:
    """Why a decoded path cannot be a file of every static host, in words that follow "because"; "" if it can."""
    if path.startswith("//"):
        return "it names another host"
    if len(path.encode("utf-8", "replace")) > MAX_PATH_BYTES:
        return f"an address cannot be longer than {MAX_PATH_BYTES} bytes"
    for segment in path.strip("/").split("/"):
        if segment in {".", ".."}:
            return f'"{segment}" would leave the output folder'
        if found := _NO_FILE_NAME.search(segment):
            return (
                f'"{found.group()}" cannot stand in a file name'
                if found.group() >= " "
                else "it holds a control character"
            )
        if _RESERVED.fullmatch(segment):
            return f'"{segment}" is a device name on Windows'
        if segment.endswith((".", " ")):
            return "a file name cannot end with a dot or a space on Windows"
        if len(segment.encode("utf-8", "replace")) > MAX_SEGMENT_BYTES:
            return f"a file name cannot be longer than {MAX_SEGMENT_BYTES} bytes"
    return ""


def written(path: str) -> str:
    """A path as a writer gave it, decoded, with a slash in front, and one behind unless it names a file."""
    decoded = unicodedata.normalize("NFC", unquote(_LONE_PERCENT.sub("%25", path)))
    if not decoded.startswith("/"):
        decoded = f"/{decoded}"
    decoded = decoded.removesuffix("index.html") if decoded.endswith("/index.html") else decoded
    last = decoded.rpartition("/")[2]
    return f"{decoded}/" if last and "." not in last else decoded
