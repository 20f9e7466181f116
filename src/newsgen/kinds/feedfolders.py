"""Feeds at addresses of folders (WordPress's /feed/): hosts would take their index.html for a page."""

from collections.abc import Iterator, Mapping

from newsgen.config import ALL_FEEDS, AnyFeed
from newsgen.site.index import Site

MEDIA: Mapping[AnyFeed, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "podcast": "application/rss+xml",
}


def feeds_as_pages(site: Site) -> Iterator[tuple[str, str]]:
    """URL and media type of each, the site's and its categories': hosts read no more than some hundred rules."""
    names, base_path = site.config.feeds.names, site.config.base_path
    said = [getattr(names, format_) for format_ in ALL_FEEDS]
    if any(name.endswith("/") for name in (*said, *names.home.values(), *names.category.values())):
        for url, (format_, kind, _) in site.standing.feeds.items():
            if url.endswith("/") and kind in {None, "category"}:
                yield url, MEDIA[format_]
    for path, (format_, _, _) in site.old_feeds.items():
        if path.endswith("/index.html"):
            yield f"{base_path}/{path.removesuffix('index.html')}", MEDIA[format_]
