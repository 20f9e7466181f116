"""What a feed says, before it is written in one of the formats."""

from datetime import datetime

from msgspec import Struct

from newsgen.model import UNDATED


class Author(Struct, frozen=True):
    name: str
    url: str = ""


class Picture(Struct, frozen=True):
    """A picture of an entry; width and height 0 where unknown."""

    url: str
    type: str
    width: int
    height: int
    description: str
    credit: str


class Icon(Struct, frozen=True):
    """A picture of a whole feed, with the size at which readers shall show it."""

    url: str
    width: int
    height: int


class Medium(Struct, frozen=True):
    """A sound or film file of an entry, `size_bytes` and `duration_s` 0 where unknown."""

    url: str
    type: str
    size_bytes: int
    duration_s: int = 0
    title: str = ""


class Entry(Struct, frozen=True):
    """An article in a feed; every address is absolute, every text is fit for XML, `html` is "" without full text."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    lang: str
    date: datetime
    updated: datetime
    authors: tuple[Author, ...]
    categories: tuple[str, ...]
    picture: Picture | None
    enclosure: Medium | None


class Feed(Struct, frozen=True):
    """What the formats write: `url` is the page that the feed is about, `own_url` the feed's own address.

    `tag_date`: for the ids of Atom (config.Config).
    """

    title: str
    description: str
    url: str
    own_url: str
    language: str
    publisher: Author
    icon: Icon | None
    entries: tuple[Entry, ...]
    tag_date: str = "2005"

    @property
    def updated(self) -> datetime:
        """The newest change among the entries, never the time of the build."""
        return max((entry.updated for entry in self.entries), default=UNDATED)
