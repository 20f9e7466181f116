"""The index of a site: what is public, and the order of articles, whatever zones their dates were written in."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from newsgen.config import Config
from newsgen.model import Head
from newsgen.site.index import Facts, Site, is_public, order

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# About New Year, where the year of a moment differs from zone to zone; few, so that moments meet.
MOMENTS = st.integers(-30, 30).map(lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours))
DATES = st.builds(lambda moment, zone: moment.astimezone(zone), MOMENTS, ZONES)


def article(source: str, date: datetime, unlisted: bool = False) -> Head:
    facts = {"source": source, "id": source, "url": f"/{source}/", "slug": source, "title": source, "lang": "en"}
    return Head(form="article", date=date, publish_at=date, unlisted=unlisted, **facts)


@given(st.lists(st.tuples(DATES, st.booleans()), max_size=8), st.randoms(use_true_random=False))
def test_articles_are_newest_first_and_those_of_one_moment_by_their_paths(dated, random) -> None:
    heads = [article(str(number), date, unlisted) for number, (date, unlisted) in enumerate(dated)]
    random.shuffle(heads)
    site = Site(Config(), datetime(2027, 1, 1, tzinfo=UTC), {head.source: Facts(head, b"", b"") for head in heads})

    assert site.all_articles == tuple(sorted(heads, key=order))
    assert site.articles == tuple(head for head in site.all_articles if not head.unlisted)
    assert site.unlisted == tuple(head for head in site.all_articles if head.unlisted)
    assert [site.ranks[head.source] for head in site.all_articles] == list(range(len(heads)))


@given(DATES, MOMENTS, st.integers(0, 2))
def test_an_article_is_public_from_its_moment_on_in_whatever_zone(date: datetime, clock: datetime, years: int) -> None:
    clock = clock.replace(year=clock.year + years)

    assert is_public(article("a", date), clock) == (date <= clock)
    assert is_public(article("a", date), clock, future=True)
