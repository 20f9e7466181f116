"""What of a source is not for everyone, as HTML: for proofs that it stands nowhere."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgen.content import characters, frontmatter, names, subscribers
from newsgen.content.fields import texts_of
from newsgen.content.reading import rendered
from newsgen.content.settings import Settings
from newsgen.model import Head

if TYPE_CHECKING:
    from newsgen.registry import Part


def texts(source: str, data: bytes, lang: str, settings: Settings, parts: "tuple[Part, ...]") -> Iterator[str]:
    """All that a source says: each text of its front matter, and its own."""
    whole, _ = characters.decoded(data, source)
    fields, text, _, _ = frontmatter.split(whole, source)
    yield from texts_of(field.value for field in fields.values())
    yield rendered(text, names.named(source, settings).folder, lang, settings, parts).html


def rest(head: Head, data: bytes, settings: Settings, parts: "tuple[Part, ...]") -> str:
    """What only subscribers read of a source that is public."""
    whole, _ = characters.decoded(data, head.source)
    _, text, _, _ = frontmatter.split(whole, head.source)
    part = subscribers.shown(text)
    hidden = part.rest if part.is_parted else text
    return rendered(hidden, names.named(head.source, settings).folder, head.lang, settings, parts).html
