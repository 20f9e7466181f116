"""What is kept of a build that was published, beside the rows of its sources, assets, questions and outputs."""

from datetime import UTC, datetime

import msgspec
from msgspec import Struct

# Seconds since 1970 [from, until).
Span = tuple[float, float]


class Record(Struct, frozen=True):
    """The defaults are those of a site that has never been published.

    `settings`, `inputs`, `config` and `urls` are digests, as of gather.inputs, `claims` that of the site's; `found` is
    that of what was said of folders, links and files; `stamps` that of gather.sources.Rows. `outputs` is a
    checksum of which they are and what they are about. Within the `span` of clocks nothing becomes public, expires, or
    changes by itself. `base_url` is the site's as it was then, `shows_hidden` whether drafts or coming articles were
    shown. `diagnostics` are encoded: most builds say the same and need not look.
    `of_texts` and `of_others` those of them that checks found, as walk.checked has them, encoded, too.
    `hides`: the cache knows of something hidden.
    """

    number: int = 0
    clock: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    span: Span = (0, 0)
    settings: bytes = b""
    inputs: bytes = b""
    config: bytes = b""
    urls: bytes = b""
    claims: bytes = b""
    found: bytes = b""
    stamps: bytes = b""
    outputs: bytes = b""
    diagnostics: bytes = msgspec.msgpack.encode(())
    of_texts: bytes = msgspec.msgpack.encode(())
    of_others: bytes = msgspec.msgpack.encode(())
    hides: bool = False
    n_articles: int = 0
    base_url: str = ""
    shows_hidden: bool = False


def encoded(record: Record) -> bytes:
    return msgspec.msgpack.encode(record)


def decoded(data: bytes) -> Record:
    """The record that the cache holds; the one of no build where it holds none."""
    return msgspec.msgpack.decode(data, type=Record) if data else Record()
