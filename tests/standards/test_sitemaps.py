"""Sitemaps by their schemas; what they say of the site's pages is looked at in tests/kinds/test_discovery.py."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.kinds.making import article, made, site_folder
from tests.sample import CLOCK
from tests.standards.files import found, index_schema, sitemap_schema, tree_of

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_every_sitemap_is_valid(output: Path) -> None:
    schema = sitemap_schema()
    for path in found(output, "sitemap-*.xml", "news-sitemap.xml"):
        schema.assertValid(tree_of(path))


def test_the_index_is_valid_and_names_each_sitemap_once(output: Path) -> None:
    tree = tree_of(output / "sitemap.xml")
    index_schema().assertValid(tree)

    named = [urlsplit(each.text).path.rpartition("/")[2] for each in tree.iter(f"{S}loc")]
    assert sorted(named) == [path.name for path in found(output, "sitemap-*.xml")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("loc", "https://example.org/" + "x" * 2048),
        ("loc", "/a/"),
        ("lastmod", "yesterday"),
        ("lastmod", "2026-11-22T25:00:00Z"),
        (f"{IMAGE}image/{IMAGE}loc", "cup.png"),
        (f"{IMAGE}image", None),
    ],
)
def test_the_schema_refuses_what_the_protocol_does(extremes: Path, path: str, text: str | None) -> None:
    tree = tree_of(extremes / "sitemap-2026-11.xml")
    full = path if path.startswith("{") else f"{S}{path}"
    element = tree.find(f"{S}url[{IMAGE}image]/{full}")
    assert element is not None
    if text is None:
        etree.SubElement(element, f"{IMAGE}caption").text = "withdrawn"
    else:
        element.text = text

    assert not sitemap_schema().validate(tree)


@pytest.mark.parametrize("name", ["publication", "publication_date", "title"])
def test_the_schema_of_news_misses_what_must_be_there(extremes: Path, name: str) -> None:
    tree = tree_of(extremes / "news-sitemap.xml")
    element = tree.find(f".//{NEWS}{name}")
    assert element is not None
    element.getparent().remove(element)

    assert not sitemap_schema().validate(tree)


def test_addresses_are_on_the_sites_host_below_the_sitemap_and_named_once(extremes: Path) -> None:
    """sitemaps.org, "Sitemap file location"; the site stands at /news/."""
    locs = [each.text or "" for path in found(extremes, "sitemap-*.xml") for each in tree_of(path).iter(f"{S}loc")]

    assert len(locs) == len(set(locs)) > 10
    assert all(each.startswith("https://example.org/news/") for each in locs)
    assert all("#" not in each and len(each) < 2048 for each in locs)


def test_versions_name_each_other_and_themselves(extremes: Path) -> None:
    """Google: the set of alternates is complete and the same on each of its pages."""
    sets = {
        url.findtext(f"{S}loc"): {each.get("hreflang"): each.get("href") for each in links}
        for path in found(extremes, "sitemap-*.xml")
        for url in tree_of(path).iter(f"{S}url")
        if (links := url.findall(f"{XHTML}link"))
    }

    assert sets
    for loc, versions in sets.items():
        assert loc in versions.values()
        assert all(sets[each] == versions for each in versions.values())


def test_no_date_is_in_the_future(output: Path) -> None:
    for path in found(output, "sitemap*.xml", "news-sitemap.xml"):
        for each in tree_of(path).iter(f"{S}lastmod", f"{NEWS}publication_date"):
            assert datetime.fromisoformat(each.text or "") <= CLOCK, path


def test_news_holds_a_thousand_articles_at_most(tmp_path: Path) -> None:
    """Google, "News sitemaps": a thousand, of the last two days; here the newest ones."""
    newest = datetime(2026, 11, 23, 11, tzinfo=UTC)
    articles = {
        f"a{number}.md": article(f"T{number}", (newest - timedelta(minutes=number)).isoformat())
        for number in range(1010)
    }
    root = site_folder(tmp_path, articles)

    tree = etree.fromstring(made(root, ["news-sitemap.xml"], CLOCK)["news-sitemap.xml"])
    titles = [each.text for each in tree.iter(f"{NEWS}title")]

    assert titles == [f"T{number}" for number in range(1000)]
    sitemap_schema().assertValid(tree)
