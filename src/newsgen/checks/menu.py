"""Every address of the menu leads to something."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from newsgen.checks.base import Check, Read
from newsgen.checks.domains import whole
from newsgen.checks.rooted import hidden, there
from newsgen.diagnostics import Diagnostic, Place
from newsgen.expressions import expression
from newsgen.kinds.base import Output
from newsgen.model import Link
from newsgen.questions.linking import own_item
from newsgen.site.index import Site

_SCHEME = expression(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//|#)")


def menu(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`link-broken`, a warning: nothing is there, or what is there depends on the page that shows the menu.

    `link-not-public`: the page is one that readers cannot see, and no page shows that item.
    """
    items = [own_item(site.config, item) for item in site.config.menu]
    paths = {item.url: item.url.partition("#")[0].partition("?")[0] for item in items}
    known = there(site, plan, {path for path in paths.values() if path[:1] == "/"})
    for number, (url, path) in enumerate((item.url, paths[item.url]) for item in items):
        place = site.config.places.get(f"menu.{number}", Place("newsgen.yaml"))
        if _SCHEME().match(url) or path in known:
            continue
        if path[:1] == "/":
            if told := hidden(site, "", Link(path, 0, 0, url), readings):
                yield replace(told, place=place, level="warning")
                continue
            text = f'"{url}" of the menu is not there: this site has neither a page nor a file at that address'
            hint = "mend the address, or name what another program of the host answers under links.elsewhere"
        else:
            text = f'"{url}" of the menu leads elsewhere from each page: it does not begin with a slash'
            hint = f"write {whole(url) or f'/{path}'}"
        yield Diagnostic("link-broken", place, text, hint, "warning")


MENU = Check("menu", "site", frozenset({"link-broken", "link-not-public"}), "warning", menu)
