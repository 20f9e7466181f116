"""The site as it will be when all has come that is due later."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from newsgen.model import TERM_KINDS, Asset
from newsgen.site.claims import claimed
from newsgen.site.index import Facts, Site
from newsgen.site.ledger import Ledger
from newsgen.site.references import own


class Later(Site, frozen=True, dict=True, kw_only=True):
    """`before` is the site of now, `due` what `alone` gives."""

    before: Site
    due: Site

    def is_shown(self, source: str) -> bool:
        return self.before.is_shown(source) or source in self.texts or source in self.described

    @cached_property
    def texts(self) -> frozenset[str]:
        """The articles and pages that come."""
        return frozenset(head.source for head in self.before.coming if head.form != "term")

    @cached_property
    def described(self) -> frozenset[str]:
        """The descriptions of terms that have articles then, and have none now."""
        return frozenset(_described(self.before, self.due))

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        return {**self.before.assets, **self.new_assets}

    @cached_property
    def new_assets(self) -> Mapping[str, Asset]:
        """The files of content/ that are published with what is to come."""
        if not self.files:
            return {}
        sources = (self.texts | self.described) & self.references.keys()
        referred = own(self.config, [self.references[source] for source in sources])
        return {source: self.files[source] for source in referred & self.files.keys() - self.before.assets.keys()}


def alone(site: Site) -> Site:
    """A site of nothing but what is due later: its lists and feeds are those that come with it."""
    lang = site.config.language
    facts = {head.source: Facts(claimed(head, site.claims, lang), b"", b"") for head in site.coming}
    facts |= {head.source: site.facts[head.source] for head in site.descriptions}
    # Files of static/ stay, for newsgen makes none in the place of one.
    return replace(site, facts=facts, files={}, ledger=Ledger(), unseen={}, coming=(), renamed={})


def later(site: Site, coming: Site) -> Later:
    """`coming` is what `alone` gives. What takes time by the size of an archive is not asked for again."""
    due = {head.source for head in site.coming}
    said = {name: getattr(site, name) for name in Site.__struct_fields__}
    said["facts"] = {**site.facts, **{source: coming.facts[source] for source in due}}
    said["unseen"] = {url: source for url, source in site.unseen.items() if source not in due}
    said["coming"] = ()
    return Later(**said, before=site, due=coming)


def _described(site: Site, coming: Site) -> Iterator[str]:
    for slug, serial in coming.serials.by_slug.items():
        if serial.parts and not site.serials.by_slug[slug].parts:
            yield serial.term.source
    for kind in TERM_KINDS:
        for slug in coming.groups(kind).keys() - site.groups(kind).keys():
            if source := coming.terms(kind)[slug].source:
                yield source
