"""What has most likely become of an address that vanished: a guess, for hints alone."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from msgspec import Struct

from newsgen.model import TERM_FIELDS, TermKind
from newsgen.site.index import Site
from newsgen.site.ledger import UNKNOWN, Entry
from newsgen.site.permalinks import standard, term_url
from newsgen.site.standing import thing

# difflib takes time by the square of letters, and by the number of names.
_MAX_NAME = 80
_MAX_TERMS = 2_000
_SHORT = re.compile(r"/\?(?:p|page_id)=(\d+)")


class Likely(Struct, frozen=True, dict=True):
    """The pages of a site that newsgen.urls does not know: what was renamed is one of them."""

    site: Site

    def heir(self, entry: Entry) -> tuple[str, str]:
        """The new address of what stood at an old one, and a remedy in the sources; "" where nothing is likely."""
        named = thing(entry.id)
        if named is None:
            return self._article(entry)
        if named.kind == "series":
            file = f"{self.site.config.content}/series/{named.slug}.md"
            return "", f"or describe it in {file} (or also: [{named.slug}] in another file), and let articles name it"
        if named.kind and not named.format:
            return self._term(named.kind, named.slug)
        return self._files.get(_name(entry.address), ""), ""

    def namesake(self, address: str) -> str:
        """The address of the one article or page whose last name is that of an address; "" where there are more.

        Of `/?p=20`, WordPress's short form, that of the one with the id 20.
        """
        if short := _SHORT.fullmatch(address):
            return self._numbered.get(short[1], "")
        return self._namesakes.get(_stem(address), "")

    def _article(self, entry: Entry) -> tuple[str, str]:
        """A file that was renamed and has no `id` has most likely kept its place or its name."""
        if entry.id == UNKNOWN:
            return self.namesake(entry.address), ""
        source, address = self._unrecorded.get(_name(entry.address), ("", ""))
        if source:
            return address, f'if {source} is that article, write "id: {entry.id}" there instead'
        return "", f'if its file was renamed, write "id: {entry.id}" into it instead'

    def _term(self, kind: TermKind, slug: str) -> tuple[str, str]:
        new = dict(self._new_terms(kind))
        names = list(new) if len(new) <= _MAX_TERMS and len(slug) <= _MAX_NAME else []
        near = next(iter(new)) if len(new) == 1 else next(iter(get_close_matches(slug, names, 1)), "")
        if not near:
            return "", f"or let articles name it again in their {TERM_FIELDS[kind]}"
        file = f"{self.site.config.content}/{TERM_FIELDS[kind]}/{near}.md"
        return new[near], f"or write also: [{slug}] into {file}, if that is its new name"

    def _new_terms(self, kind: TermKind) -> Iterator[tuple[str, str]]:
        base_path = self.site.config.base_path
        for slug in self.site.paged(kind):
            address = standard(term_url(self.site.config, kind, slug).removeprefix(base_path))
            if address not in self.site.ledger.entries:
                yield slug, address

    @cached_property
    def _unrecorded(self) -> Mapping[str, tuple[str, str]]:
        """The last name of each public address that is not known -> the source that is there, and the address."""
        found: dict[str, tuple[str, str]] = {}
        for facts in self.site.facts.values():
            address = standard(facts.head.url.removeprefix(self.site.config.base_path))
            if facts.head.form != "term" and address not in self.site.ledger.entries:
                found.setdefault(_name(address), (facts.head.source, address))
        return found

    @cached_property
    def _namesakes(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for facts in self.site.facts.values():
            address = standard(facts.head.url.removeprefix(self.site.config.base_path))
            if facts.head.form != "term":
                name = _stem(address)
                found[name] = "" if name in found else address
        return found

    @cached_property
    def _numbered(self) -> Mapping[str, str]:
        """The address of each article and page by its id, where that is a number."""
        heads = (facts.head for facts in self.site.facts.values() if facts.head.id.isdecimal())
        base_path = self.site.config.base_path
        return {head.id: standard(head.url.removeprefix(base_path)) for head in heads if head.form != "term"}

    @cached_property
    def _files(self) -> Mapping[str, str]:
        """The name of each published file that is not known -> its address."""
        urls = (asset.url for asset in (*self.site.assets.values(), *self.site.static.values()))
        addresses = (url.removeprefix(self.site.config.base_path) for url in urls)
        return {_name(address): address for address in addresses if address not in self.site.ledger.entries}


def _name(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _stem(address: str) -> str:
    """The last name without what other systems put behind it: /2019/05/cup.html is cup, as is /cup/amp/."""
    return re.sub(r"\.(?:html?|php|aspx?)$", "", _name(address.removesuffix("/amp/"))).lower()
