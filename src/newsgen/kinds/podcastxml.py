"""The feed of a podcast: RSS 2.0 with the tags of Apple (itunes) and of the Podcast Namespace.

What directories ask for is in "Podcast RSS feed requirements" (Apple Podcasts for Creators), which the others follow;
Spotify sends what proves who the owner is to the address in itunes:email. feedgen writes `explicit` as nobody reads it
any more, and knows neither seasons nor podcast:guid.
"""

from collections.abc import Iterator
from email.utils import format_datetime
from typing import TYPE_CHECKING

from lxml.etree import Element, SubElement, tostring
from msgspec import Struct

from newsgen.kinds.feedvalues import Entry
from newsgen.model import UNDATED, EpisodeType, PodcastType

if TYPE_CHECKING:
    from lxml.etree import _Element

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_SPACES = {"itunes": ITUNES, "podcast": PODCAST, "atom": _ATOM, "content": _CONTENT}
# Apple reads no more of a description.
_MOST_BYTES = 4_000


class Episode(Struct, frozen=True):
    """What the feed of a podcast says of an article beside what all feeds do; `cover` and `transcript` are addresses.

    `is_explicit`: None where it is as the podcast.
    """

    entry: Entry
    episode: int
    season: int
    type: EpisodeType
    is_explicit: bool | None
    cover: str
    transcript: str
    transcript_type: str


class Show(Struct, frozen=True):
    """What it says of the podcast: `url` is its page, `own_url` the feed's; `cover` is an address."""

    title: str
    description: str
    url: str
    own_url: str
    language: str
    author: str
    owner: str
    email: str
    cover: str
    categories: tuple[tuple[str, str], ...]
    is_explicit: bool
    type: PodcastType
    copyright: str
    guid: str
    new_feed_url: str
    is_complete: bool
    is_blocked: bool
    episodes: tuple[Episode, ...]


def rss(show: Show) -> bytes:
    root = Element("rss", {"version": "2.0"}, nsmap=_SPACES)
    channel = SubElement(root, "channel")
    for name, said in _facts(show):
        if said:
            SubElement(channel, name).text = said
    SubElement(channel, f"{{{_ATOM}}}link", {"href": show.own_url, "rel": "self", "type": "application/rss+xml"})
    if show.cover:
        SubElement(channel, _itunes("image"), {"href": show.cover})
    _owner(channel, show)
    _categories(channel, show)
    for episode in show.episodes:
        _item(channel, episode)
    text: bytes = tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text


def _itunes(name: str) -> str:
    return f"{{{ITUNES}}}{name}"


def _facts(show: Show) -> Iterator[tuple[str, str]]:
    """Each tag of the podcast that holds a text."""
    changed = max((each.entry.updated for each in show.episodes), default=UNDATED)
    yield from (("title", show.title), ("link", show.url), ("description", _cut(show.description)))
    yield from (("language", show.language), ("copyright", show.copyright), ("generator", "newsgen"))
    yield "lastBuildDate", format_datetime(changed) if show.episodes else ""
    yield from ((_itunes("author"), show.author), (_itunes("explicit"), _truth(show.is_explicit)))
    yield from ((_itunes("type"), show.type), (_itunes("new-feed-url"), show.new_feed_url))
    # Of these two, any other word than this one means nothing.
    yield from ((_itunes("complete"), _yes(show.is_complete)), (_itunes("block"), _yes(show.is_blocked)))
    yield f"{{{PODCAST}}}guid", show.guid


def _owner(channel: "_Element", show: Show) -> None:
    if show.email:
        owner = SubElement(channel, _itunes("owner"))
        SubElement(owner, _itunes("name")).text = show.owner
        SubElement(owner, _itunes("email")).text = show.email


def _categories(channel: "_Element", show: Show) -> None:
    """Each category once, with its subcategories in it."""
    for name in dict.fromkeys(name for name, _ in show.categories):
        category = SubElement(channel, _itunes("category"), {"text": name})
        for inner in (inner for other, inner in show.categories if other == name and inner):
            SubElement(category, _itunes("category"), {"text": inner})


def _item(channel: "_Element", episode: Episode) -> None:
    entry, item = episode.entry, SubElement(channel, "item")
    for name, text in _facts_of(episode):
        if text:
            SubElement(item, name).text = text
    # Readers may follow a guid only where it is said to be a permalink.
    is_link = "true" if entry.id == entry.url else "false"
    SubElement(item, "guid", {"isPermaLink": is_link}).text = entry.id
    if medium := entry.enclosure:
        facts = {"url": medium.url, "length": str(medium.size_bytes), "type": medium.type}
        SubElement(item, "enclosure", facts)
    if episode.cover:
        SubElement(item, _itunes("image"), {"href": episode.cover})
    if episode.transcript:
        facts = {"url": episode.transcript, "type": episode.transcript_type}
        SubElement(item, f"{{{PODCAST}}}transcript", facts)


def _facts_of(episode: Episode) -> Iterator[tuple[str, str]]:
    """Each tag of an episode that holds a text."""
    entry = episode.entry
    yield from (("title", entry.title), ("link", entry.url), ("pubDate", format_datetime(entry.date)))
    yield from (("description", _cut(entry.summary)), (f"{{{_CONTENT}}}encoded", entry.html))
    yield _itunes("author"), ", ".join(author.name for author in entry.authors)
    medium = entry.enclosure
    yield _itunes("duration"), str(medium.duration_s) if medium and medium.duration_s else ""
    yield _itunes("explicit"), "" if episode.is_explicit is None else _truth(episode.is_explicit)
    yield _itunes("episodeType"), episode.type
    yield from ((_itunes("season"), _number(episode.season)), (_itunes("episode"), _number(episode.episode)))


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _yes(value: bool) -> str:
    return "Yes" if value else ""


def _number(value: int) -> str:
    return str(value) if value else ""


def _cut(text: str) -> str:
    """A text that has no more bytes than directories read, cut at a word."""
    if len(text.encode()) <= _MOST_BYTES:
        return text
    kept = text.encode()[: _MOST_BYTES - 3].decode(errors="ignore")
    return f"{kept.rpartition(' ')[0] or kept}…"
