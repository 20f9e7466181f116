"""Old addresses of feeds where no host leads readers on: the feed itself stands there, for no reader follows a page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsgen.config import AnyFeed
from newsgen.model import TermKind
from newsgen.site.permalinks import output_path
from newsgen.site.redirects import followed

if TYPE_CHECKING:
    from newsgen.site.index import Site

# Its format, and the term that it is of.
FeedAt = tuple[AnyFeed, TermKind | None, str]


def old_feeds(site: "Site") -> Mapping[str, FeedAt]:
    """Output path of each old address that leads to a feed -> that feed; none where a host leads them on itself."""
    if site.config.redirects.hosts or not site.redirects:
        return {}
    found = {}
    for old in site.old_addresses:
        end = followed(site.config, site.redirects, old.target)
        if "?" not in old.url and (feed := site.standing.feeds.get(end)) is not None:
            found[output_path(site.config, old.url)] = feed
    return found
