"""What stands at an address of the site, for links that name addresses and not sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newsgen.config import Config
from newsgen.model import TERM_KINDS, Head
from newsgen.site.permalinks import corrections_url, encoded, home_url, latest_url, month_url, standard, year_url
from newsgen.site.redirects import old_addresses, target_of

if TYPE_CHECKING:
    from newsgen.site.index import Site

# Why nothing stands at an address: its article is not public. Anything else would name what nobody shall know of.
HIDDEN = "?"


def keyed(url: str) -> str:
    """An address of the site, however it is written, as addresses are known here."""
    return standard(encoded(unquote(url)))


def addressed(site: Site) -> Mapping[str, str]:
    """Every address at which a page stands, or from which front matter leads on, with the one where a reader ends."""
    pages = [facts.head for facts in site.facts.values() if facts.head.form != "term"]
    found = {standard(head.url): head.url for head in pages if not head.redirect_to}
    for head in pages:
        if head.aliases or head.redirect_to:
            for url in old_addresses(head):
                found.setdefault(standard(url), target_of(head, site.config.base_path))
    for url in _of_lists(site):
        found.setdefault(keyed(url), url)
    return found


def _of_lists(site: Site) -> Iterator[str]:
    yield home_url(site.config)
    yield latest_url(site.config)
    if site.corrections:
        yield corrections_url(site.config)
    for kind in TERM_KINDS:
        terms = site.terms(kind)
        yield from (terms[slug].url for slug in site.paged(kind))
    yield from (serial.term.url for serial in site.serials.by_slug.values() if serial.parts)
    yield from (year_url(site.config, year) for year in site.by_year)
    yield from (month_url(site.config, *map(int, month.split("-"))) for month in site.by_month)


def at(site: Site, address: str) -> str:
    """Where a reader ends who follows an address as `keyed` has it; HIDDEN, or "" where nothing is known."""
    return site.addressed.get(address) or (HIDDEN if address in site.unseen else "")


def unseen(heads: Iterable[Head]) -> Mapping[str, str]:
    """The addresses of what is not public, each with its source."""
    return {url: head.source for head in heads for url in addresses(head)}


def addresses(head: Head) -> frozenset[str]:
    """Every address that is a head's own, as `keyed` has them."""
    if head.form == "term":
        return frozenset()
    return frozenset(map(standard, (head.url, *head.aliases)))


def of_date(config: Config, head: Head) -> Iterator[str]:
    """The addresses of the archives in which an article stands."""
    yield keyed(year_url(config, head.date.year))
    yield keyed(month_url(config, head.date.year, head.date.month))
