"""What readers' caches, hosts and mirrors have to fetch again when an article is published: little, at any size."""

from collections import Counter
from pathlib import Path

import pytest

from tests.kinds.making import CONFIG, article, made, site_folder
from tests.publishing.sites import CLOCK, built, differing, digests, generated, kinds, published, todays, with_placement

# The article and the one before it, which now leads on to it; the fronts of its lists, their feeds, and its month.
EVERYWHERE = Counter(
    {
        "article": 2,
        "home": 1,
        "latest": 1,
        "category": 2,
        "tag": 3,
        "author": 1,
        "month": 1,
        "year": 1,
        "feed": 3 + 2 + 3 + 1,
        "sitemap-month": 1,
        "sitemap-news": 1,
    }
)
# Pages that do not hold the list of the newest articles share one.
SHARED = EVERYWHERE + Counter({"fragment": 1})
# The fronts of all ten categories hold it, the newest fifty articles, and the one that has just left them.
AUTO = SHARED + Counter({"category": 10 - 2, "article": 50 + 1 - 2})


def changed(root: Path, number: int) -> set[str]:
    """The files that differ when an article has been published."""
    built(root)
    before = digests(root / "output")
    published(root, todays(number))
    built(root)
    return differing(before, digests(root / "output"))


# Each is far beyond the windows and chunks of the engine.
@pytest.mark.parametrize(
    "number", [500, *(pytest.param(number, marks=pytest.mark.nightly) for number in (1_000, 10_000))]
)
def test_a_new_article_changes_few_files_and_as_many_at_any_size(tmp_path: Path, number: int) -> None:
    """One build from nothing shows it for `auto`. Pages hold no more than that in any other placement, so that nothing
    else can change there: what changes in `auto` is made in each, with the new article and without it."""
    root = generated(tmp_path / "site", number, "auto")

    paths = changed(root, number)

    assert kinds(root, paths) == AUTO
    assert len(paths) <= 120
    new = root / "content/2025/12/neu.md"
    text = new.read_text("utf-8")
    for placement in ("ssi", "esi", "client"):
        with_placement(root, placement)
        after = made(root, sorted(paths), CLOCK)
        new.unlink()
        before = made(root, sorted(paths), CLOCK)
        new.write_text(text, "utf-8")
        differ = differing(before, after)
        assert kinds(root, differ) == SHARED, placement
        assert len(differ) <= 25


def test_nothing_else_changes_where_a_server_puts_the_list_in(tmp_path: Path) -> None:
    """The same as above by builds alone."""
    root = generated(tmp_path / "site", 300, "ssi")

    assert kinds(root, changed(root, 300)) == SHARED


def test_an_article_that_fills_pages_costs_a_file_for_each_and_their_sitemap(tmp_path: Path) -> None:
    """Every `page_size`-th article of a list does; no other file of the list changes then."""
    more = "categories: [Sport]\ntags: [Cup]\nauthors: [Ada]\n"
    articles = {f"a{number}.md": article(f"T{number}", f"2025-12-0{number}", more=more) for number in range(1, 8)}
    root = site_folder(tmp_path / "site", articles, CONFIG + "page_size: 4\nplacement: ssi\n")
    built(root)
    before = digests(root / "output")

    site_folder(root, {"a8.md": article("T8", "2025-12-08", more=more)}, CONFIG + "page_size: 4\nplacement: ssi\n")
    built(root)
    after = digests(root / "output")

    lists = ("", "category/sport/", "tag/cup/", "author/ada/", "2025/12/")
    assert after.keys() - before.keys() == {f"{each}page/1/index.html" for each in lists} | {"2025/12/a8/index.html"}
    assert "sitemap-pages.xml" in differing(before, after)
    usual = Counter({"article": 2, "home": 1, "latest": 1, "category": 1, "tag": 1, "author": 1, "month": 1, "year": 1})
    usual += Counter({"feed": 6, "fragment": 1, "sitemap-month": 1})
    assert kinds(root, differing(before, after)) == usual + Counter(
        {"home": 1, "category": 1, "tag": 1, "author": 1, "month": 1, "sitemap-pages": 1}
    )
