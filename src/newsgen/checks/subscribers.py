"""Where a text goes on for subscribers alone, newsgen.yaml says what readers are told and where they read on."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read, place_of
from newsgen.diagnostics import Diagnostic
from newsgen.kinds.base import Output
from newsgen.site.index import Site

_HINT = "write subscribers: {text: …, url: https://…} into newsgen.yaml"


def subscribers(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`subscribers-unsaid`, at the first such article: the box that stands for the rest would be empty."""
    said = site.config.subscribers
    if said.text.strip() and said.url:
        return
    closed = sorted(source for source, facts in site.facts.items() if facts.head.access)
    if closed:
        n_more = f" and {len(closed) - 1} more" if len(closed) > 1 else ""
        text = f"this{n_more} is for subscribers, and nothing says where they read on"
        yield Diagnostic("subscribers-unsaid", place_of(readings, closed[0], "access"), text, _HINT)


SUBSCRIBERS = Check("subscribers", "site", frozenset({"subscribers-unsaid"}), "error", subscribers)
