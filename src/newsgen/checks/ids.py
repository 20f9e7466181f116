"""An id names one article for ever: feeds know articles by it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read, place_of
from newsgen.diagnostics import Diagnostic
from newsgen.kinds.base import Output
from newsgen.site.index import Site


def ids(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`id-taken` at each article whose id another one has."""
    articles = site.all_articles
    if len({head.id for head in articles}) == len(articles):
        return
    by_id: dict[str, list[str]] = defaultdict(list)
    for head in articles:
        by_id[head.id].append(head.source)
    for id_, sources in by_id.items():
        for source in sources if len(sources) > 1 else ():
            others = " and ".join(sorted(other for other in sources if other != source))
            text = f'the id "{id_}" is also that of {others}: feed readers take both for one article'
            yield Diagnostic(
                "id-taken", place_of(readings, source, "id"), text, "give the newer one another id: …", "warning"
            )


IDS = Check("ids", "site", frozenset({"id-taken"}), "warning", ids)
