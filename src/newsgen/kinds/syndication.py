"""A feed as RSS 2.0 (with dc, content and media) and as Atom 1.0, through feedgen.

Imported where a feed is made alone: feedgen takes longer to load than a build with nothing to do may last.
"""

import re
from urllib.parse import quote, urlsplit

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension
from feedgen.ext.media import MediaExtension
from feedgen.feed import FeedGenerator
from lxml.etree import SubElement, _Element

from newsgen.kinds.feedvalues import Entry, Feed, Picture

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_NO_NAME = re.compile(r"[^A-Za-z0-9.-]+")
_URI = re.compile(r"(?:https?|urn|tag):[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")


class Media(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """What feedgen cannot say: credit and description of media:content; language and enclosure of an Atom entry."""

    entry: Entry

    def extend_rss(self, item: _Element) -> _Element:
        if self.entry.picture:
            _media_content(item, self.entry.picture)
        return item

    def extend_atom(self, entry: _Element) -> _Element:
        entry.set(_LANG, self.entry.lang)
        if medium := self.entry.enclosure:
            facts = {"rel": "enclosure", "href": medium.url, "type": medium.type}
            SubElement(entry, "link", facts | ({"length": str(medium.size_bytes)} if medium.size_bytes else {}))
        return self.extend_rss(entry)


def rss(feed: Feed) -> bytes:
    """The bytes of an RSS file; guid is the article's id, which outlives its address and title.

    Readers may follow a guid only where it is said to be a permalink: where the id is the article's own address.
    """
    made = _generator(feed, is_rss=True)
    if icon := feed.icon:
        # The picture of a channel is named and linked as the channel is (rssboard.org, "image").
        made.image(icon.url, feed.title, feed.url, str(icon.width), str(icon.height))
    made.load_extension("dc", atom=False)
    for entry in feed.entries:
        item = _entry(made, entry)
        item.guid(entry.id, permalink=entry.id == entry.url)
        item.dc.dc_creator([author.name for author in entry.authors])
        if entry.html:
            item.content(entry.html, type="html")
        if medium := entry.enclosure:
            item.enclosure(medium.url, str(medium.size_bytes), medium.type)
    text: bytes = made.rss_str(pretty=True)
    return text


def atom(feed: Feed) -> bytes:
    made = _generator(feed, is_rss=False)
    host = urlsplit(feed.url).hostname or "localhost"
    for entry in feed.entries:
        item = _entry(made, entry)
        item.id(atom_id(entry.id, host, feed.tag_date))
        item.author([{"name": author.name, "uri": author.url} for author in entry.authors])
        if entry.html:
            item.content(entry.html, type="html")
    text: bytes = made.atom_str(pretty=True)
    return text


def atom_id(id_: str, host: str, tag_date: str) -> str:
    """An article's id as the IRI that Atom wants (RFC 4287 §4.2.6): itself if it is one, else a tag (RFC 4151).

    A tag names a host by letters, digits, dots and hyphens, with a date at which its owner held it (§2.1).
    """
    if _URI.fullmatch(id_):
        return id_
    return f"tag:{_NO_NAME.sub('-', host).strip('-.')},{tag_date}:{quote(id_, safe='/')}"


def _generator(feed: Feed, is_rss: bool) -> FeedGenerator:
    made = FeedGenerator()
    made.register_extension("newsmedia", MediaExtension, Media)
    made.id(feed.url)
    made.title(feed.title)
    made.description(feed.description)
    made.link(href=feed.own_url, rel="self", type="application/rss+xml" if is_rss else "application/atom+xml")
    # RSS takes the last link that is named.
    made.link(href=feed.url, rel="alternate", type="text/html")
    made.language(feed.language)
    made.author({"name": feed.publisher.name, "uri": feed.publisher.url})
    made.generator("newsgen")
    made.updated(feed.updated)
    return made


def _entry(made: FeedGenerator, entry: Entry) -> FeedEntry:
    item = made.add_entry(order="append")
    item.title(entry.title)
    # Without `rel` a link is the alternate one (RFC 4287 §4.2.7.2).
    item.link(href=entry.url)
    item.description(entry.summary, isSummary=True)
    item.published(entry.date)
    item.updated(entry.updated)
    item.category([{"term": name, "label": name} for name in entry.categories])
    item.newsmedia.entry = entry
    return item


def _media_content(item: _Element, picture: Picture) -> None:
    facts = {"url": picture.url, "medium": "image", "type": picture.type}
    if picture.width and picture.height:
        facts |= {"width": str(picture.width), "height": str(picture.height)}
    content = SubElement(item, f"{_MEDIA}content", {name: value for name, value in facts.items() if value})
    if picture.description:
        SubElement(content, f"{_MEDIA}description", {"type": "plain"}).text = picture.description
    if picture.credit:
        SubElement(content, f"{_MEDIA}credit").text = picture.credit
