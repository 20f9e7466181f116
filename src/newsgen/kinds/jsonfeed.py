"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import msgspec

from newsgen.kinds.feedvalues import Author, Entry, Feed
from newsgen.model import Extra


def json_feed(feed: Feed) -> bytes:
    tree = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.own_url,
        "description": feed.description,
        "language": feed.language,
        "authors": [_author(feed.publisher)],
        "items": [_item(entry, feed.language) for entry in feed.entries],
    }
    return msgspec.json.format(msgspec.json.encode(tree), indent=1) + b"\n"


def _item(entry: Entry, language: str) -> dict[str, Extra]:
    item: dict[str, Extra] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        **({"content_html": entry.html} if entry.html else {"content_text": entry.summary}),
        "summary": entry.summary,
        "date_published": entry.date.isoformat(),
    }
    if entry.updated != entry.date:
        item["date_modified"] = entry.updated.isoformat()
    if entry.picture:
        item["image"] = entry.picture.url
    if entry.authors:
        item["authors"] = [_author(author) for author in entry.authors]
    if entry.categories:
        item["tags"] = list(entry.categories)
    if entry.lang != language:
        item["language"] = entry.lang
    if medium := entry.enclosure:
        facts = {"title": medium.title, "size_in_bytes": medium.size_bytes, "duration_in_seconds": medium.duration_s}
        known = {name: fact for name, fact in facts.items() if fact}
        item["attachments"] = [{"url": medium.url, "mime_type": medium.type, **known}]
    return item


def _author(author: Author) -> dict[str, str]:
    return {"name": author.name, "url": author.url} if author.url else {"name": author.name}
