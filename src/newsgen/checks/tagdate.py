"""The day at which the domain was the site's, which ids of feeds hold, is no day to come."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic
from newsgen.kinds.base import Output
from newsgen.site.index import Site


def tag_date(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`tag-date-coming`, a warning: nobody can say whose a domain will be (RFC 4151 §2.1)."""
    day = f"{site.config.tag_date}-01-01"[:10]
    place = site.config.places.get("tag_date")
    if place is not None and day > f"{site.clock:%Y-%m-%d}":
        text = f'"{site.config.tag_date}" is a day to come: ids of feeds name one at which the domain was yours'
        yield Diagnostic("tag-date-coming", place, text, "write a day on which you had it", "warning")


TAG_DATE = Check("tag-date", "site", frozenset({"tag-date-coming"}), "warning", tag_date)
