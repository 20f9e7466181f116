"""What the feed of a podcast says: all its episodes, newest first, for directories and for apps that know no other.

Imported where such a feed is made alone.
"""

from newsgen.kinds.feeds import entry_of, origin_of
from newsgen.kinds.feedtext import permitted
from newsgen.kinds.podcastxml import Episode, Show, rss
from newsgen.model import Asset, Head, Podcast, Term
from newsgen.questions.view import View, heads
from newsgen.site.pictures import uri
from newsgen.site.podcastids import guid_of
from newsgen.site.recordings import is_cover


def podcast(view: View, slug: str) -> bytes:
    """The RSS of a category whose description says that it is a podcast."""
    term = view.term("category", slug)
    assert term is not None
    described = view.article(term.source)
    assert described is not None
    assert described.podcast is not None, "what is planned is one"
    return rss(_show(view, term, described.podcast))


def _show(view: View, term: Term, said: Podcast) -> Show:
    config, origin = view.config, origin_of(view)
    paper = permitted(config.publisher.name or config.title) or origin
    title = permitted(said.title or term.name)
    own_url = origin + view.feed_url("podcast", term)
    return Show(
        title=title,
        description=permitted(said.description or term.description) or title,
        url=origin + term.url,
        own_url=own_url,
        language=said.language or config.language,
        author=permitted(said.author) or paper,
        owner=permitted(said.owner or said.author) or paper,
        email=permitted(said.email),
        cover=_cover(view, said.cover, origin),
        categories=said.categories,
        is_explicit=said.explicit,
        type=said.type,
        copyright=permitted(said.copyright),
        guid=said.guid or guid_of(own_url),
        new_feed_url=uri(said.new_feed_url),
        is_complete=said.is_complete,
        is_blocked=said.is_blocked,
        episodes=tuple(_episode(view, head, origin) for head in heads(view, "episodes", term.slug)),
    )


def _cover(view: View, src: str, origin: str) -> str:
    if "://" in src:
        return uri(src)
    asset = view.asset(src or None)
    return origin + asset.url if asset else ""


def _episode(view: View, head: Head, origin: str) -> Episode:
    recording = head.enclosure
    assert recording is not None, "of which an episode is made"
    found = view.recording(head)
    transcript = found.transcript if found else ""
    return Episode(
        entry=entry_of(view, head, origin),
        episode=recording.episode,
        season=recording.season,
        type=recording.episode_type,
        is_explicit=recording.explicit,
        cover=_own_cover(view, head, origin),
        transcript=origin + transcript if transcript.startswith("/") else transcript,
        transcript_type=recording.transcript_type,
    )


def _own_cover(view: View, head: Head, origin: str) -> str:
    """An article's picture, where it is one that directories show; apps show the podcast's elsewhere."""
    asset: Asset | None = view.asset(head.image)
    return origin + asset.url if asset is not None and is_cover(asset) else ""
