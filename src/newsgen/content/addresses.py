"""Paths as writers give them -> root-relative addresses."""

import unicodedata

from newsgen.expressions import expression
from newsgen.placeholders import decoded

# Pelican's marks of what lies in content/, by older ones with bars; Docusaurus's and Zola's; that of Ghost's exports.
# Markdown encodes braces and bars.
_MARKED = expression(
    r"(?i:(?:{|%7B)(?:filename|attach|static)(?:}|%7D)|(?:\||%7C)(?:filename|attach|static)(?:\||%7C))"
    r"|(?i:(?P<home>(?:{|%7B)index(?:}|%7D)))|@site(?:/static)?(?=/)|@(?=/)|__GHOST_URL__(?=/|$)"
)
_SIGNS = ("{", "|", "%", "@", "_")


def written(path: str) -> str:
    """A path as a writer gave it, decoded, with a slash in front, and one behind unless it names a file."""
    whole = unicodedata.normalize("NFC", decoded(path))
    if not whole.startswith("/"):
        whole = f"/{whole}"
    whole = whole.removesuffix("index.html") if whole.endswith("/index.html") else whole
    last = whole.rpartition("/")[2]
    return f"{whole}/" if last and "." not in last else whole


def without_sign(address: str) -> str:
    """An address without the sign by which another system says that it is of the own site: `{filename}other.md`.

    What stands behind the sign is as newsgen has it: from the file on, or with a slash from the folder of all.
    """
    if not address.startswith(_SIGNS) or (match := _MARKED().match(address)) is None:
        return address
    rest = address[match.end() :]
    return f"/{rest.lstrip('/')}" if match["home"] else rest or "/"
