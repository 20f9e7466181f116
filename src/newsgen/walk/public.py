"""What of all that is looked for is public all the same, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property

import msgspec

from newsgen.gather.assets import located
from newsgen.project import Project
from newsgen.proofs.needles import Needle
from newsgen.proofs.search import Text, Wanted, all_pieces, has_text, row_of_tags
from newsgen.proofs.sieve import Sieve
from newsgen.proofs.tokens import tokens
from newsgen.proofs.words import decoded, joined, untagged, words
from newsgen.site.index import Site
from newsgen.walk.seen import Seen

# What something is public by, where that is no source.
ALLOWED, THEME, FILES, ADDRESSES, LEDGER = "=allowed", "=theme", "=files", "=addresses", "=urls"
# So many are looked for in those bodies alone that hold a word of theirs.
_FEW = 8


class Public:
    """All that is public of a site."""

    def __init__(self, project: Project, seen: Seen, site: Site, paths: Set[str]) -> None:
        """`paths`: where the outputs are."""
        self.site = site
        self._paths = paths
        self._project = project
        self._seen = seen

    def by(self, needle: Needle) -> Iterator[str]:
        """What makes something public, but for sources."""
        site, config = self.site, self._project.config
        if any(_allows(text, needle) for text in config.proofs.leak.allow):
            yield ALLOWED
        if needle.sort == "bytes":
            files = (*site.assets.values(), *site.static.values())
            if any(needle.anchor in {asset.digest, asset.bare_digest} for asset in files):
                yield FILES
            return
        if needle.sort == "address":
            if needle.text in self._addresses:
                yield ADDRESSES
            if any(decoded(config.base_path + url) == needle.text for url in site.ledger.entries):
                yield LEDGER
        if any(_says(text, needle) for text in self._theme):
            yield THEME
        # What hosts look for at the top of a site may have a namesake in content/, which is told for its own sake.
        if needle.sort == "file" and "/" not in needle.text and needle.text in self._paths:
            yield FILES
        if needle.sort in {"id", "file", "copy"} and any(_says(url, needle) for url in self._addresses):
            yield ADDRESSES

    def says(self, source: str, needle: Needle) -> bool:
        """Whether a public source says it, in its head or in what everyone may read of its text."""
        return any(True for _ in self._found(source, Wanted([needle]), Sieve([needle])))

    def sources(self, needles: Sequence[Needle]) -> Iterator[tuple[Needle, str]]:
        """Those that public sources say, each with the first of these."""
        left, wanted, sieve = {each.key for each in needles}, Wanted(needles), Sieve(needles)
        for source in self._candidates(needles):
            for each in self._found(source, wanted, sieve):
                if each.key in left:
                    left.remove(each.key)
                    yield each, source
            if not left:
                return

    def _candidates(self, needles: Sequence[Needle]) -> Iterator[str]:
        """The public sources that may say any of these, in their order."""
        facts = self.site.facts
        if not needles or len(needles) > _FEW:
            yield from facts if needles else ()
            return
        rare = [max(words(each.text), key=len) for each in needles]
        keys = {key for word in rare for key in self._seen.last.cache.bodies_with(word.encode())}
        for source, known in facts.items():
            if known.body_key in keys or any(word in msgspec.json.encode(known.head).decode() for word in rare):
                yield source

    def _found(self, source: str, wanted: Wanted, sieve: Sieve) -> Iterator[Needle]:
        known = self.site.facts[source]
        body = self._seen.last.cache.body(known.body_key)
        data = b"\n".join((source.encode(), msgspec.json.encode(known.head), body.html.encode() if body else b""))
        if not sieve.holds(tokens(data)):
            return
        text = Text(data)
        begun = (*wanted.beginning(text.row), *wanted.beginning(row_of_tags(text.tags)))
        yield from (each for each in begun if text.has(each.words))
        for each in wanted.anchored((*text.pieces, *all_pieces(text.tags))):
            if each.text in text.whole if each.sort == "address" else text.has(each.words):
                yield each

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """Where pages of the site stand, and where front matter leads on from."""
        return frozenset(map(decoded, self.site.addressed))

    @cached_property
    def _theme(self) -> Sequence[tuple[str, str, str]]:
        """What the maintainer has written: templates, newsgen.yaml, the texts of static/; see _said."""
        inputs, root = self._seen.inputs, self._project.root
        static = (asset.source for path, asset in inputs.static.items() if has_text(path))
        files = [*(located(root, source) for source in static), root / self._project.options.config_file]
        read = (file.read_bytes().decode("utf-8", "replace") for file in files if file.is_file())
        return [_said(text) for text in (*inputs.templates.sources.values(), *read)]


def _said(text: str) -> tuple[str, str, str]:
    """A text decoded, and its words with its tags and without."""
    plain = decoded(text)
    return plain, joined(words(plain)), joined(words(untagged(plain)))


def _says(said: tuple[str, str, str] | str, needle: Needle) -> bool:
    plain, tagged, untagged = _said(said) if isinstance(said, str) else said
    if needle.sort == "address":
        return needle.text in plain
    return needle.words in tagged or needle.words in untagged


def _allows(text: str, needle: Needle) -> bool:
    if needle.sort in {"sentence", "headline"}:
        return joined(words(decoded(text))) in needle.words
    return decoded(text).strip() == decoded(needle.text)
