"""What is due later must find its addresses free: else the clock would fail a build while nobody edits."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from newsgen.checks.base import Check, Read, place_of
from newsgen.checks.clash import HINT
from newsgen.diagnostics import Diagnostic
from newsgen.kinds.base import Output
from newsgen.model import Head
from newsgen.site.index import Site
from newsgen.site.redirects import old_addresses


def coming(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`url-clash`, `alias-taken`: of a source that is not yet public, and one that will be there when it is."""
    if not site.coming:
        return
    claims: dict[str, list[Head]] = {url: [] for head in site.coming for url in _claimed(head)}
    for head in (*(facts.head for facts in site.facts.values() if facts.head.form != "term"), *site.coming):
        # Of most heads one address is all that is looked at.
        if head.aliases or head.url in claims:
            for url in _claimed(head) & claims.keys():
                claims[url].append(head)
    waiting = {head.source for head in site.coming}
    for url, heads in sorted(claims.items()):
        for number, head in enumerate(heads):
            other = next((each for each in heads[:number] if _meet(each, head)), None)
            if other is not None and head.source in waiting:
                yield _told(url, other, head, readings)


COMING = Check("coming", "site", frozenset({"url-clash", "alias-taken"}), "error", coming)


def _claimed(head: Head) -> set[str]:
    return {head.url, *old_addresses(head)}


def _meet(one: Head, other: Head) -> bool:
    """Whether there is a moment at which both are public."""
    since = max(one.publish_at, other.publish_at)
    return all(head.expires is None or head.expires > since for head in (one, other))


def _told(url: str, other: Head, head: Head, readings: Mapping[str, Read]) -> Diagnostic:
    is_page = url == head.url and not head.redirect_to and url == other.url and not other.redirect_to
    when = f"{max(head.publish_at, other.publish_at):%Y-%m-%d %H:%M}"
    text = f'the address "{unquote(url)}" is wanted by {other.source} and, from {when} on, by {head.source}'
    keys = ("url", "slug") if url == head.url else ("aliases", "redirect_to")
    hint = HINT if is_page else "take it out of the aliases of one of them"
    return Diagnostic("url-clash" if is_page else "alias-taken", place_of(readings, head.source, *keys), text, hint)
