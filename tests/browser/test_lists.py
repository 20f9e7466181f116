"""Where the parts of fronts, lists and bylines stand beside one another."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from selenium import webdriver

from tests.browser.hosting import hosted
from tests.browser.pages import show, size
from tests.shared import shared
from tests.states.collection import sites

SITES = {site.name: site for site in sites() if site.name in ("ordinary", "two-sections")}
BYLINE = "/2026/11/umspannwerk-lindenhafen-stoerung/"
# The upper edges of what an agency has given and of how long it takes to read.
LINES = "return ['.agencies', '.reading'].map((part) => document.querySelector(part).getBoundingClientRect().top)"
# Where headlines begin, and where teasers do.
EDGES = """
return [".headline", ".teaser"].map((part) =>
  [...new Set([...document.querySelectorAll(`.river ${part}`)].map((each) => each.getBoundingClientRect().left))]);
"""
# Where the last story of each section ends, those of one row together.
ENDS = """
return [...document.querySelectorAll(".blocks")].map((row) =>
  [...row.querySelectorAll(".story:last-child")].map((each) => each.getBoundingClientRect().bottom));
"""
# How far what is paid for stands from the edges of its ground: above, before and behind.
MARGINS = """
const boxes = [...document.querySelectorAll(".river .story:has(.label.sponsored)")];
return boxes.map((box) => {
  const ground = box.getBoundingClientRect(), parts = [...box.children].map((each) => each.getBoundingClientRect());
  const least = (measure) => Math.min(...parts.map(measure));
  return [least((each) => each.top - ground.top), least((each) => each.left - ground.left),
    least((each) => ground.right - each.right)];
});
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where each of the sites is served."""

    def built(name: str) -> Path:
        return shared(tmp_path_factory, f"state-{name}", SITES[name].build)

    with ExitStack() as hosts:
        yield {name: hosts.enter_context(hosted(built(name))) for name in SITES}


def test_short_parts_of_a_byline_share_a_line_on_a_phone(browser: webdriver.Chrome, address: str) -> None:
    """Two names and an agency took seven lines, and pushed the picture out of the first screen."""
    size(browser, 390)
    show(browser, address + BYLINE)

    agencies, reading = browser.execute_script(LINES)
    assert abs(agencies - reading) < 3


def test_the_stories_of_a_month_begin_below_one_another(browser: webdriver.Chrome, address: str) -> None:
    """In two columns one read across, and a row was as high as its longer half."""
    size(browser, 1440)
    show(browser, f"{address}/2026/11/")

    headlines, teasers = browser.execute_script(EDGES)
    assert (len(headlines), len(teasers)) == (1, 1)
    assert headlines < teasers


def test_blocks_side_by_side_end_together(browser: webdriver.Chrome, papers: dict[str, str]) -> None:
    """Of two sections one had nine stories and a picture, the other three: beside it half a screen was empty."""
    size(browser, 1440)
    show(browser, papers["two-sections"])

    rows = browser.execute_script(ENDS)
    assert [len(row) for row in rows] == [2]
    assert all(max(row) - min(row) < 150 for row in rows)


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_what_is_paid_for_does_not_touch_the_edge_of_its_ground(
    browser: webdriver.Chrome, papers: dict[str, str], width: int
) -> None:
    size(browser, width)
    show(browser, f"{papers['ordinary']}/category/stadt/")

    found = browser.execute_script(MARGINS)
    assert found
    assert all(margin >= 8 for margins in found for margin in margins)
