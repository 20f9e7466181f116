"""The sections of a site in the order of its menu, and which of the theme's colours each of them has."""

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

from newsgen.config import Config
from newsgen.navigation import Entry, MenuItem
from newsgen.site.claims import described
from newsgen.site.index import Site
from newsgen.site.permalinks import standard
from newsgen.site.rooted import inner, source_at

# The colours of sections in newsgen.css: .tone-0 to .tone-7.
N_TONES = 8


def sections(site: Site) -> tuple[str, ...]:
    """The slugs of all categories that have articles: those of the menu in its order, then the others in theirs."""
    used = site.groups("category")
    return tuple(dict.fromkeys((*(slug for slug in of_menu(site) if slug in used), *used)))


def tone(site: Site, slug: str) -> int:
    """The colour of a section: those of the menu have one after the other, all others one that these leave.

    So a section outside of the menu keeps its colour, whatever others come and go.
    """
    of_menu_ = of_menu(site)
    if slug in of_menu_:
        return of_menu_.index(slug) % N_TONES
    free = range(len(of_menu_), N_TONES) or range(N_TONES)
    return free[crc32(slug.encode()) % len(free)]


def of_menu(site: Site) -> tuple[str, ...]:
    """The slugs of the sections in the menu, also of those without articles; without one, of all that have some."""
    items = site.config.menu
    if not items:
        return tuple(site.groups("category"))
    return tuple(dict.fromkeys(slug for item in _flat(items) if (slug := _section(site, item))))


def _flat(items: Iterable[MenuItem]) -> Iterator[Entry]:
    """Each item, and behind it those below it."""
    for item in items:
        yield from (item, *item.children)


def _section(site: Site, item: Entry) -> str:
    """The slug of the category to which an item leads, "" where it leads anywhere else."""
    path = re.split(r"[?#]", item.url, maxsplit=1)[0]
    if path[:1] != "/" or path[:2] == "//":
        return ""
    if source := source_at(site.config, path):
        head = site.head(source)
        return head.slug if head is not None and described(head) == "category" else ""
    address = standard(inner(site.config, path))
    # With a pattern such as /{slug}/ the address of a page looks like a section's.
    is_page = any(standard(inner(site.config, head.url)) == address for head in site.pages)
    return "" if is_page else _slug_at(site.config, address)


def _slug_at(config: Config, address: str) -> str:
    """The slug that the pattern of categories has at an address, decoded and without the base path; else ""."""
    pattern = config.permalinks.patterns["category"]
    first, last = pattern.texts[0], pattern.texts[-1]
    slug = address[len(first) :].removesuffix("/").removesuffix(last.rstrip("/"))
    is_so = slug and "/" not in slug and standard(pattern.filled({"slug": slug})) == address
    return slug if is_so else ""
