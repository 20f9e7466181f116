"""One source's bytes -> its head, its body, and all that is wrong in it."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from newsgen.content.fields import Field, Findings
from newsgen.content.frontmatter import decoded, split
from newsgen.content.names import named
from newsgen.content.schema import head, is_skipped, language
from newsgen.content.settings import Settings, settings
from newsgen.content.sheet import Sheet
from newsgen.content.texts import unmarked
from newsgen.diagnostics import Diagnostic, n_errors
from newsgen.model import Body, Head, Link

__all__ = ["Reading", "Settings", "read", "settings"]

_H1 = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|$)")
# An article of 50 MB is a mistake; Markdown would need minutes for it.
_LINE_ENDS = re.compile(r"\r\n?")


class Reading(Struct, frozen=True, gc=False):
    """What a source says. `links` and `image_places` are its relative links and pictures, by file line and column."""

    head: Head | None
    body_key: bytes
    links: tuple[Link, ...] = ()
    image_places: tuple[Link, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read(
    source: str, data: bytes, settings: Settings, stored: Callable[[bytes], Body | None]
) -> tuple[Reading, Body | None]:
    """Read a source: `source` is its path below the site's root, `stored` gives the body of a key where it is known.

    The second result is the body where it had to be made, None where it was stored.
    """
    whole, undecodable = decoded(data, source)
    fields, text, line, found = split(whole, source)
    findings = Findings(source, _LINE_ENDS.sub("\n", whole).split("\n"))
    sheet = Sheet(fields, findings, settings.timezone, settings.known_keys)
    if is_skipped(sheet):
        return Reading(None, b""), None
    name = named(source, settings)
    lang = language(sheet, name, settings)
    h1, text, line = _own_title(fields, sheet, text, line)
    key = _key(text, name.folder, lang, settings)
    known = stored(key)
    body = known or _body(text, name.folder, lang, settings)
    if n_errors((*undecodable, *found)):
        # What cannot be taken apart seems to lack everything: that would be said twice.
        return Reading(None, key, diagnostics=(*undecodable, *found)), None if known else body
    made, places = head(sheet, name, source, lang, h1, body.teaser, body.words, settings)
    links = tuple(replace(link, line=link.line + line - 1) for link in body.links)
    reading = Reading(made, key, links, places, (*found, *findings.found))
    return reading, None if known else body


def _own_title(fields: Mapping[str, Field], sheet: Sheet, text: str, line: int) -> tuple[str, str, int]:
    """The title that the text's first heading gives where front matter has none, and the text without it."""
    if sheet.first("title") is not None:
        return "", text, line
    match = _H1.match(text)
    if match is None:
        return "", text, line
    return unmarked(match["title"]), text[match.end() :], line + match[0].count("\n")


def _body(text: str, folder: str, lang: str, settings: Settings) -> Body:
    from newsgen.content.markup.python_markdown import body

    return body(text, folder, lang, settings.raw_html)


def _key(text: str, folder: str, lang: str, settings: Settings) -> bytes:
    parts = (_engine_name(), folder, lang, settings.raw_html, text)
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


@lru_cache(maxsize=1)
def _engine_name() -> str:
    from newsgen.content.markup.python_markdown import name

    return name()
