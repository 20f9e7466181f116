"""The clock alone changes a site: a later build, whatever it remembers, is the one from nothing at that clock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsgen.build import Options, build
from tests.walk.sites import article, cold, small_site, tree, warm, written

# Far from the moments of every other article of the site.
MOMENT = datetime(2026, 7, 10, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)

# Each is a head whose article is another one from MOMENT on, which is noon in Berlin.
HEADS = {
    "becomes public": "publish_at: 2026-07-10 12:00\n",
    "expires": "expires: 2026-07-10 12:00\n",
    "is updated": "updated: 2026-07-10 12:00\n",
    "is corrected": "corrections: [{date: 2026-07-10 12:00, text: It was blue}]\n",
    "is featured no more": "featured: {until: 2026-07-10 12:00}\n",
    "leaves the news": "",
}


def site_of(root: Path, what: str) -> Path:
    """A site with one such article, which all its pages tell of."""
    small_site(root)
    date = "2026-07-08 12:00" if what == "leaves the news" else "2026-06-20 12:00"
    written(root / "content", {"moment.md": article("Moment", date, "Text.", HEADS[what])})
    told = "{{ article.updated }} {{ article.corrections|length }} {{ article.featured }}"
    written(root / "templates", {"article.html": told})
    return root


@pytest.mark.parametrize("what", HEADS)
@pytest.mark.parametrize("step", [SECOND, -SECOND], ids=["later", "earlier"])
def test_a_moment_that_has_come_shows(tmp_path: Path, what: str, step: timedelta) -> None:
    """Also to a clock that is put back: a reader of an old backup, or a build with `--at`."""
    root = site_of(tmp_path / "site", what)
    first, then = sorted((MOMENT - SECOND, MOMENT), reverse=step < timedelta(0))
    warm(root, first)
    before = tree(root / "output")

    result = warm(root, then)

    made, diagnostics, _ = cold(root, then)
    assert tree(root / "output") == made
    assert result.diagnostics == diagnostics
    assert made != before


@pytest.mark.parametrize("what", HEADS)
def test_until_the_moment_nothing_is_made(tmp_path: Path, what: str) -> None:
    root = site_of(tmp_path / "site", what)
    warm(root, MOMENT - 2 * SECOND)

    assert warm(root, MOMENT - SECOND).made == ()


@pytest.mark.parametrize("what", HEADS)
def test_a_moment_comes_whatever_is_edited_before(tmp_path: Path, what: str) -> None:
    """A build after an edit looks at the edited article alone, and must not forget when the others change."""
    root = site_of(tmp_path / "site", what)
    warm(root, MOMENT - 3 * SECOND)
    written(root / "content", {"a1.md": article("Other", "2026-05-01 10:00", "Other.")})
    warm(root, MOMENT - 2 * SECOND)
    before = tree(root / "output")

    warm(root, MOMENT)

    assert tree(root / "output") == cold(root, MOMENT)[0] != before


@pytest.mark.parametrize("step", [SECOND, -SECOND], ids=["later", "earlier"])
def test_what_is_featured_at_a_clock_is_counted_at_that_clock(tmp_path: Path, step: timedelta) -> None:
    """A page that only counts shows no head of the article, and is made again all the same."""
    root = site_of(tmp_path / "site", "is featured no more")
    written(root / "templates", {"404.html": "{{ site.count(featured=true) }}"})
    clocks = sorted((MOMENT - SECOND, MOMENT), reverse=step < timedelta(0))
    shown = []
    for clock in clocks:
        warm(root, clock)
        shown.append((root / "output/404.html").read_text())

    assert shown == (["1", "0"] if step > timedelta(0) else ["0", "1"])


@pytest.mark.parametrize(("what", "is_public"), [("becomes public", True), ("expires", False)])
def test_the_moment_itself_counts(tmp_path: Path, what: str, is_public: bool) -> None:
    """An article is public from `publish_at`, that moment included, to `expires`, that moment excluded."""
    root = site_of(tmp_path / "site", what)
    page = root / "output/2026/06/moment/index.html"

    warm(root, MOMENT - SECOND)
    was_public = page.exists()
    warm(root, MOMENT)

    assert (was_public, page.exists()) == (not is_public, is_public)


def test_with_articles_to_come_one_is_news_from_its_date_on(tmp_path: Path) -> None:
    """`--future` shows what is not due, and its date may come before that."""
    root = small_site(tmp_path / "site")
    to_come = article("Moment", "2026-07-10 12:00", "Text.", "publish_at: 2026-08-01\n")
    written(root / "content", {"moment.md": to_come})
    news = root / "output/news-sitemap.xml"

    were_news = []
    for clock in (MOMENT - SECOND, MOMENT):
        assert build(Options(root, at=clock, jobs=1, future=True)).exit_code == 0
        were_news.append("Moment" in news.read_text())

    assert were_news == [False, True]


def test_the_news_are_of_two_days_and_no_second_more(tmp_path: Path) -> None:
    root = site_of(tmp_path / "site", "leaves the news")
    news = root / "output/news-sitemap.xml"

    warm(root, MOMENT - SECOND)
    was_news = "Moment" in news.read_text()
    warm(root, MOMENT)

    assert was_news
    assert "Moment" not in news.read_text()
