"""Old addresses: a page at each that sends readers on to the new one."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import Output, Page
from newsgen.site.index import Site
from newsgen.site.permalinks import output_path
from newsgen.site.view import View


class RedirectKind(Struct, frozen=True):
    """`aliases` lead to the article, or where it leads itself; an article with `redirect_to` is a redirect alone."""

    name: str = "redirect"
    version: int = 1
    stage: int = 1

    def plan(self, site: Site) -> Iterable[Output]:
        for source, facts in site.facts.items():
            head = facts.head
            if head.form == "term":
                continue
            own = (head.url,) if head.redirect_to else ()
            for url in dict.fromkeys((*own, *head.aliases)):
                yield Output(output_path(site.config, url), self.name, f"{url} {source}")

    def make(self, output: Output, view: View) -> Page:
        url, _, source = output.subject.partition(" ")
        head = view.article(source)
        assert head is not None
        target = _target(view, head.redirect_to) or head.url
        return Page("redirect.html", {"target": target, "kind": self.name, "url": url}, head.lang)


def _target(view: View, redirect_to: str) -> str:
    """Where front matter leads: a path of the site stands behind the base path, as in all else that is written."""
    base: str = view.config.base_path
    if redirect_to.startswith("/") and not redirect_to.startswith(("//", f"{base}/")):
        return base + redirect_to
    return redirect_to
