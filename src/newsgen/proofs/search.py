"""Files of the output, looked through for what may stand in none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from newsgen.proofs.needles import Needle
from newsgen.proofs.words import N_WORDS, decoded, joined, parted, pieces, words

# Of other files nothing but name and bytes is looked at: no text is read out of them.
_TEXTS = frozenset(
    {
        *("html", "htm", "xhtml", "xml", "rss", "atom", "json", "webmanifest", "txt", "css", "js", "mjs", "svg", "map"),
        *("ics", "csv", "tsv", "vtt", "srt", "md", "yaml", "yml", "toml", "conf", "htaccess", "caddy", "gpx", "kml"),
        *("geojson", "ndjson", "vcf", "opml", "xsl", "rtf"),
    }
)
# No sentence that is looked for has fewer words, but in scripts without blanks.
_N_BEGINNING = N_WORDS
# So many tags are remembered.
_N_TAGS = 20_000
# A tag of fewer characters holds no sentence.
_ROOM = 20


class File(Struct, frozen=True, gc=False):
    """An output with bytes of this digest; `name`: that of its staged file, "" where it stands in its place.

    `is_copy`: it is a file of the site as it is.
    """

    path: str
    digest: bytes
    name: str = ""
    is_copy: bool = False


Contents = Callable[[File], bytes]


class Hit(Struct, frozen=True, gc=False):
    """What was found in an output."""

    needle: Needle
    path: str


class Wanted:
    """Needles to be found in files."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        # Nearly all are sentences, which are found by the words that they begin with.
        self._by_beginning: dict[tuple[str, ...], list[Needle]] = {}
        self._by_anchor: dict[str, list[Needle]] = {}
        for each in needles:
            beginning = tuple(each.words.split()[:_N_BEGINNING])
            if each.sort == "sentence" and len(beginning) == _N_BEGINNING:
                self._by_beginning.setdefault(beginning, []).append(each)
            else:
                self._by_anchor.setdefault(each.anchor, []).append(each)
        self._anchors = frozenset(self._by_anchor)

    def beginning(self, row: Sequence[str]) -> Iterator[Needle]:
        """The sentences that begin somewhere in a row of words."""
        if self._by_beginning:
            beginnings = zip(*(row[n:] for n in range(_N_BEGINNING)), strict=False)
            for beginning in self._by_beginning.keys() & beginnings:
                yield from self._by_beginning[beginning]

    def anchored(self, pieces: Iterable[str]) -> Iterator[Needle]:
        """What else has one of these as its anchor."""
        for anchor in self._anchors.intersection(pieces):
            yield from self._by_anchor[anchor]


class Finder:
    """Looks for needles in one file after the other. `origin`: scheme and host of the site's."""

    def __init__(self, wanted: Wanted, origin: str) -> None:
        self._wanted = wanted
        self._origin = origin.lower()
        # Tags in which nothing wanted begins, nor has its anchor: most stand in all pages.
        self._clear: set[str] = set()

    def hits(self, file: File, text: Text) -> list[Hit]:
        """What stands in a file: in its path, or in its bytes as bytes_of has them."""
        digest = file.digest.hex()
        begun, anchored = self._in_tags(text)
        begun += self._wanted.beginning(text.row)
        anchored += self._wanted.anchored((*text.pieces, digest))
        found = [each for each in begun if text.has(each.words)]
        found += (each for each in anchored if self._is_there(each, text, digest))
        return [Hit(each, file.path) for each in dict.fromkeys(found)]

    def _in_tags(self, text: Text) -> tuple[list[Needle], list[Needle]]:
        tags = text.tags - self._clear
        begun = [*self._wanted.beginning(row_of_tags(tags))]
        anchored = [*self._wanted.anchored(all_pieces(tags))]
        if not begun and not anchored:
            if len(self._clear) > _N_TAGS:
                self._clear.clear()
            self._clear |= tags
        return begun, anchored

    def _is_there(self, needle: Needle, text: Text, digest: str) -> bool:
        if needle.sort == "bytes":
            return needle.anchor == digest
        if needle.sort in {"sentence", "headline"}:
            return text.has(needle.words)
        return needle.text in text.whole and re.search(self._pattern(needle), text.whole) is not None

    def _pattern(self, needle: Needle) -> str:
        """An address, a path or an id as it is written, where it is no part of another one."""
        text = re.escape(needle.text)
        if needle.sort == "address":
            before = rf"(?:(?<={re.escape(self._origin)})|(?<![\w.~/%-]))"
            return before + text + ("" if needle.text.endswith("/") else r"(?![\w-])")
        behind = r"(?=-\d)" if needle.sort == "copy" else r"(?![\w-])"
        return rf"(?<![\w%.~-]){text}{behind}"


class Text:
    """All that stands in a file, decoded: `whole`, and cut into what is shown and the `tags`."""

    def __init__(self, data: bytes) -> None:
        self.whole = decoded(data.decode("utf-8", "replace"))
        parts = parted(self.whole)
        self._shown = parts[::2]
        self.tags = {*parts[1::2]}

    @cached_property
    def row(self) -> list[str]:
        """The words that are shown."""
        return words(" ".join(self._shown))

    @property
    def pieces(self) -> list[str]:
        """Whatever may be an anchor of what is shown."""
        return all_pieces({*self._shown})

    def has(self, wanted: str) -> bool:
        """Whether words stand there in a row, as words.joined has them."""
        return wanted in self._shown_words or wanted in self._tagged_words

    @cached_property
    def _shown_words(self) -> str:
        return joined(self.row)

    @cached_property
    def _tagged_words(self) -> str:
        return joined(row_of_tags(self.tags))


def row_of_tags(tags: Iterable[str]) -> list[str]:
    """The words of each tag in which a sentence has room, in an `alt` or a comment, with no word between tags."""
    row: list[str] = []
    for tag in tags:
        if len(tag) > _ROOM and (len(tag.split()) > 2 or not tag.isascii()):
            row += ["", *words(tag)]
    return row


def all_pieces(texts: Iterable[str]) -> list[str]:
    """The pieces of texts, and the words of those that are several."""
    found = {*pieces(" ".join(texts))}
    return [*found, *words(" ".join(each for each in found if not each.isalnum()))]


def _is_read(file: File) -> bool:
    return has_text(file.path) and not file.is_copy


def has_text(path: str) -> bool:
    """Whether a file's bytes are text, as far as its name tells."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() in _TEXTS if "." in name else True


def bytes_of(file: File, base_path: str, contents: Contents) -> bytes:
    """A file's address and its bytes; of one that holds no text, its address alone."""
    return f"{base_path}/{file.path}\n".encode() + (contents(file) if _is_read(file) else b"")
