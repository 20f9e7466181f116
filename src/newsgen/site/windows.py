"""How far questions look along the lists: what they cost is the same in an archive of any size."""

from datetime import timedelta

from msgspec import Struct

# Google reads news sitemaps for articles of two days, 1,000 at most (Google, "News sitemaps").
NEWS_AGE = timedelta(days=2)


class Windows(Struct, frozen=True):
    """In numbers of articles, but for `news_age`.

    `related`: how far back in each of its groups an article looks for related ones, enough to find good company.
    `inline`: the newest articles hold the shared list themselves with `placement: auto` (about a hundred pages are
    made again for a new article). `news` and `news_age`: what news sitemaps may hold.
    """

    related: int = 12
    inline: int = 50
    news: int = 1000
    news_age: timedelta = NEWS_AGE
