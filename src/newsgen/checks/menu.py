"""Every address that newsgen.yaml gives readers leads to something: of menu, foot and slots, for subscribers."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from newsgen.checks.base import Check, Read
from newsgen.checks.domains import whole
from newsgen.checks.rooted import hidden, there
from newsgen.diagnostics import Diagnostic, Place
from newsgen.expressions import expression
from newsgen.kinds.base import Output
from newsgen.model import Link
from newsgen.navigation import Entry
from newsgen.questions.linking import own_url
from newsgen.site.index import Site

_SCHEME = expression(r"[A-Za-z][A-Za-z0-9+.-]*:")


def menu(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`link-broken`, a warning: nothing is there, or what is there depends on the page that shows the menu.

    `link-not-public`: the page is one that readers cannot see, and no page shows that item. `menu-twice`, a warning:
    the same address stands a second time beside the first.
    """
    yield from _twice(site)
    named = [(key, own_url(site.config, url), where) for key, url, where in _named(site)]
    paths = {url: url.partition("#")[0].partition("?")[0] for _, url, _ in named}
    known = there(site, plan, {path for path in paths.values() if path[:1] == "/"})
    for key, url, where in named:
        path = paths[url]
        place = site.config.places.get(key, Place("newsgen.yaml"))
        if _SCHEME().match(url) or path in known:
            continue
        if path[:1] == "/":
            if told := hidden(site, "", Link(path, 0, 0, url), readings):
                yield replace(told, place=place, level="warning")
                continue
            text = f'"{url}" of {where} is not there: this site has neither a page nor a file at that address'
            hint = "mend the address, or name what another program of the host answers under links.elsewhere"
        else:
            text = f'"{url}" of {where} leads elsewhere from each page: it does not begin with a slash'
            hint = f"write {whole(url) or f'/{url}'}"
        yield Diagnostic("link-broken", place, text, hint, "warning")


MENU = Check("menu", "site", frozenset({"link-broken", "link-not-public", "menu-twice"}), "warning", menu)


def _named(site: Site) -> Iterator[tuple[str, str, str]]:
    """Each address: its key in newsgen.yaml, itself, and where readers find it."""
    config, slots = site.config, site.config.slots
    for number, item in enumerate(config.menu):
        yield f"menu.{number}.url", item.url, "the menu"
        yield from _listed(f"menu.{number}.children", item.children, "the menu")
    for number, column in enumerate(config.footer):
        yield from _listed(f"footer.{number}.links", column.links, "the foot")
    for name in ("newsletter", "letters"):
        if (form := getattr(slots, name)) and form.privacy:
            yield f"slots.{name}.privacy", form.privacy, f"slots.{name}"
    if slots.epaper:
        yield "slots.epaper.url", slots.epaper.url, "slots.epaper"
    # What stands for the article is its own address, or means something to another program.
    if (said := config.subscribers.url.partition("?")[0].partition("#")[0]) and "{" not in said:
        yield "subscribers.url", said, "subscribers"
    for number, banner in enumerate(slots.ad.banners if slots.ad else ()):
        yield f"slots.ad.banners.{number}.url", banner.url, "slots.ad"


def _listed(key: str, entries: Sequence[Entry], where: str) -> Iterator[tuple[str, str, str]]:
    return ((f"{key}.{number}.url", entry.url, where) for number, entry in enumerate(entries))


def _twice(site: Site) -> Iterator[Diagnostic]:
    """Items that lead where one before them leads; the first below an item may lead where that does ("All of it")."""
    children = ((f"menu.{number}.children", item.children) for number, item in enumerate(site.config.menu))
    for key, entries in (("menu", site.config.menu), *children):
        seen: set[str] = set()
        for number, entry in enumerate(entries):
            if entry.url in seen:
                place = site.config.places.get(f"{key}.{number}.url", Place("newsgen.yaml"))
                text = f'"{entry.url}" stands in the menu a second time'
                yield Diagnostic("menu-twice", place, text, "take one of the two out", "warning")
            seen.add(entry.url)
