"""What of a hidden source may stand nowhere: its sentences, its address, its id, its files."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from newsgen.model import Head
from newsgen.proofs.words import decoded, joined, pieces, sentences, words
from newsgen.site.pictures import FOLDER

Sort = Literal["sentence", "headline", "address", "id", "file", "copy", "bytes"]

# A shorter id, or a shorter headline of one word, is a word that anybody may write.
N_CHARACTERS = 8
# Pictures of which newsgen makes copies, below a folder of their own.
_COPIED = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp")


class Needle(Struct, frozen=True, gc=False):
    """What is looked for: `text` as it is written in `source`, or of it; `words` as words.joined has them.

    `anchor` is one of the words, or a piece of an address: where it is not, nor is the needle. Of
    "bytes" the words are the file's digest.
    """

    source: str
    sort: Sort
    text: str
    words: str
    anchor: str

    @property
    def key(self) -> tuple[str, str]:
        """Needles of one key are found at the same places, whosever they are."""
        return self.sort, self.words if self.sort in {"sentence", "headline", "bytes"} else self.text


def needle(source: str, sort: Sort, text: str) -> Needle | None:
    """None for a text without a word."""
    plain = decoded(text)
    found = words(plain)
    if not found:
        return None
    # The longest word is on few pages, and a slug on fewer; numbers are on many.
    anchors = pieces(plain) if sort in {"address", "id", "file"} else found
    anchor = max(anchors, key=lambda word: (not word.isdigit(), len(word), word))
    kept = text if sort in {"sentence", "headline"} else plain
    return Needle(source, sort, kept, joined(found), anchor)


def of_texts(source: str, html: Iterable[str]) -> Iterator[Needle]:
    """The sentences of texts in HTML."""
    for text in html:
        for sentence in sentences(text):
            if found := needle(source, "sentence", sentence):
                yield found


def of_head(head: Head) -> Iterator[Needle]:
    """The addresses, the id, and all that a head says in sentences."""
    if head.form != "term":
        for url in (head.url, *head.aliases):
            if (found := needle(head.source, "address", unquote(url))) and url.strip("/"):
                yield found
    if len(head.id) >= N_CHARACTERS and (found := needle(head.source, "id", head.id)):
        yield found
    yield from of_texts(head.source, texts_of(msgspec.to_builtins(head)))


def of_headline(head: Head) -> Iterator[Needle]:
    for title in dict.fromkeys((head.title, head.short_title, head.seo_title)):
        if (len(title) >= N_CHARACTERS or len(title.split()) > 1) and (found := needle(head.source, "headline", title)):
            yield found


def of_file(path: str, inside: str, digest: str) -> Iterator[Needle]:
    """What tells of a file of content/ that is not published: its path, and its bytes by their `digest`."""
    inner = path.removeprefix(inside)
    if found := needle(path, "file", inner):
        yield found
    if path.lower().endswith(_COPIED) and (found := needle(path, "copy", f"{FOLDER}/{inner.rpartition('.')[0]}")):
        yield found
    if digest:
        yield Needle(path, "bytes", path.rpartition("/")[2], joined([digest]), digest)


def texts_of(value: object) -> Iterator[str]:
    """Every text in a tree of values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from texts_of(each)
