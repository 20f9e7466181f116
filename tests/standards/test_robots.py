"""robots.txt by RFC 9309: which of the site's addresses a crawler may read, and where it finds the sitemaps."""

from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from lxml import html

from tests.standards.files import found, tree_of

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
CRAWLERS = ("Googlebot", "Googlebot-News", "Googlebot-Image", "Bingbot", "Applebot", "DuckDuckBot", "anything else")


def robots(output: Path) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse((output / "robots.txt").read_text("utf-8").splitlines())
    return parser


def test_it_is_small_and_of_known_lines_only(output: Path) -> None:
    data = (output / "robots.txt").read_bytes()
    names = {line.partition(":")[0] for line in data.decode("utf-8").splitlines() if line}

    assert len(data) < 500 * 1024
    assert names <= {"User-agent", "Allow", "Disallow", "Sitemap"}


def test_sitemaps_are_named_absolutely_and_are_there(output: Path) -> None:
    named = robots(output).site_maps() or []

    assert {each.rpartition("/")[2] for each in named} == {"sitemap.xml", "news-sitemap.xml"}
    [home] = html.parse(output / "index.html").xpath("//link[@rel='canonical']/@href")
    for each in named:
        assert each.startswith(home)
        assert (output / each.rpartition("/")[2]).is_file()


@pytest.mark.parametrize("crawler", CRAWLERS)
def test_no_crawler_is_shut_out_of_a_page_that_a_sitemap_names(output: Path, crawler: str) -> None:
    parser = robots(output)
    locs = [each.text or "" for path in found(output, "*sitemap*.xml") for each in tree_of(path).iter(LOC)]

    assert [each for each in locs if not parser.can_fetch(crawler, each)] == []
