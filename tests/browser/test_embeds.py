"""Films and maps of other hosts in a real browser: nothing is asked for before a reader asks, then just that."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.hosting import hosted, plainly_hosted
from tests.browser.pages import console, printed, show, size
from tests.sites.built import article, codes, published, written
from tests.states.state import drawn

PAGE = "/2026/05/a/"
FRAME = "https://www.youtube-nocookie.com/embed/tPEE9ZwTmy0?autoplay=1"
TEXT = """\
Before.

![A film](https://youtu.be/tPEE9ZwTmy0){poster=poster.png}

![A walk](https://vimeo.com/76979871)

![A sound](https://files.example/a.mp3)

![A chart](https://datawrapper.dwcdn.net/AbC12/)

![A short film](https://www.youtube.com/shorts/tPEE9ZwTmy0){poster=tall.png}

![Our film](film.mp4){poster=tall.png}

After.
"""
BOXES = """
return [...document.querySelectorAll(".stage")].map((each) => {
  const {width, height, top} = each.getBoundingClientRect();
  return [Math.round(width), Math.round(height), Math.round(top + scrollY)];
});
"""

TOLD = """
const [origin, data] = arguments, frame = document.activeElement;
dispatchEvent(new MessageEvent("message", {source: frame.contentWindow, origin, data}));
return Math.round(frame.getBoundingClientRect().height);
"""

Serve = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"content/a.md": article("A", TEXT), "content/poster.png": drawn(1600, 900)}
    files |= {"content/tall.png": drawn(900, 1600), "content/film.mp4": b"film"}
    root = written(tmp_path_factory.mktemp("site"), files)
    assert codes(published(root)) == []
    return root / "output"


@pytest.fixture
def page(browser: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """A browser that asks nobody, and tells what it would have asked for."""
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["https://*"]})
    size(browser, 1280)
    asked(browser)
    console(browser)
    yield browser
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})


def asked(browser: webdriver.Chrome) -> list[tuple[str, str]]:
    """The addresses of other hosts that were asked for since, and what those are told of the page."""
    events = [json.loads(each["message"])["message"] for each in browser.get_log("performance")]
    requests = [each["params"]["request"] for each in events if each["method"] == "Network.requestWillBeSent"]
    return [(each["url"], each["referrerPolicy"]) for each in requests if each["url"].startswith("https:")]


def refusals(browser: webdriver.Chrome) -> list[str]:
    return [line for line in console(browser) if "Content Security Policy" in line]


@pytest.mark.parametrize("serve", [hosted, plainly_hosted])
def test_a_click_loads_the_frame_and_nothing_before(page: webdriver.Chrome, output: Path, serve: Serve) -> None:
    """By the policy of the page alone, and by that of the host beside it."""
    with serve(output) as address:
        show(page, address + PAGE)
        page.execute_script("scrollTo(0, document.body.scrollHeight)")
        before, places = asked(page), page.execute_script(BOXES)
        button = page.find_elements(By.CSS_SELECTOR, ".stage button")[0]
        page.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", button)
        button.click()
        frame = page.switch_to.active_element
        source, title, policy = (frame.get_attribute(name) for name in ("src", "title", "referrerpolicy"))
        after = page.execute_script(BOXES)

    assert before == []
    assert (frame.tag_name, source, title) == ("iframe", FRAME, "A film – YouTube")
    assert asked(page) == [(FRAME, policy)] == [(FRAME, "strict-origin-when-cross-origin")]
    assert after == places
    assert refusals(page) == []


def test_keys_alone_do_the_same(page: webdriver.Chrome, output: Path) -> None:
    with hosted(output) as address:
        show(page, address + PAGE)
        while not page.execute_script("return document.activeElement.matches('.stage button')"):
            page.switch_to.active_element.send_keys(Keys.TAB)
        words = page.switch_to.active_element.text
        page.switch_to.active_element.send_keys(Keys.ENTER)
        focused = page.switch_to.active_element.tag_name

    assert words == "Load from YouTube"
    assert focused == "iframe"
    assert [url for url, _ in asked(page)] == [FRAME]


def test_charts_and_posts_are_as_high_as_they_say(page: webdriver.Chrome, output: Path) -> None:
    """Of what another host says of itself, and of what a film says, nothing is heeded."""
    with hosted(output) as address:
        show(page, address + PAGE)
        page.find_elements(By.CSS_SELECTOR, ".stage button")[2].send_keys(Keys.ENTER)
        heights = [page.execute_script(TOLD, *each) for each in (
            ("https://evil.example", {"datawrapper-height": {"x": 700}}),
            ("https://datawrapper.dwcdn.net", {"datawrapper-height": {"x": "700"}}),
            ("https://datawrapper.dwcdn.net", {"datawrapper-height": {"x": 700}}),
        )]  # fmt: skip
        page.find_elements(By.CSS_SELECTOR, ".stage button")[0].send_keys(Keys.ENTER)
        of_film = [page.execute_script(TOLD, "https://www.youtube-nocookie.com", each) for each in (
            {"datawrapper-height": {"x": 700}}, {"type": "setHeight", "height": 650}
        )]  # fmt: skip

    assert heights[0] == heights[1] != heights[2] == 700
    assert not {650, 700} & set(of_film)
    assert [line for line in console(page) if "Content Security Policy" in line or "allowfullscreen" in line] == []


def test_each_button_is_told_by_what_it_loads(page: webdriver.Chrome, output: Path) -> None:
    with hosted(output) as address:
        show(page, address + PAGE)
        names = [each.accessible_name for each in page.find_elements(By.CSS_SELECTOR, ".stage button")]

    assert names == [
        "Load from YouTube: A film – YouTube",
        "Load from Vimeo: A walk – Vimeo",
        "Load from Datawrapper: A chart – Datawrapper",
        "Load from YouTube: A short film – YouTube",
    ]


def test_paper_has_whole_pictures_of_films(page: webdriver.Chrome, output: Path) -> None:
    """Nothing striped around them, and of the site's own films, too."""
    with hosted(output) as address:
        show(page, address + PAGE)
        printed(page)
        stage, picture, own = (
            page.find_element(By.CSS_SELECTOR, each) for each in (".tall .stage", ".tall .stage img", ".on-paper")
        )
        heights = stage.size["height"], picture.size["height"]
        is_seen = own.is_displayed(), page.find_element(By.TAG_NAME, "video").is_displayed()
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        is_seen += (own.is_displayed(),)

    assert abs(heights[0] - heights[1]) < 8
    assert is_seen == (True, False, False)


def test_without_a_script_there_is_a_link(page: webdriver.Chrome, output: Path) -> None:
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        with hosted(output) as address:
            page.get(address + PAGE)
            figures = page.find_elements(By.CSS_SELECTOR, "figure.embed")
            links = [each.find_element(By.CSS_SELECTOR, "figcaption a").get_attribute("href") for each in figures]
            buttons = page.find_elements(By.CSS_SELECTOR, ".stage button, iframe")
            stages = [each.is_displayed() for each in page.find_elements(By.CSS_SELECTOR, ".stage")]
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    assert links == [
        "https://www.youtube.com/watch?v=tPEE9ZwTmy0",
        "https://vimeo.com/76979871",
        "https://files.example/a.mp3",
        "https://datawrapper.dwcdn.net/AbC12/",
        "https://www.youtube.com/shorts/tPEE9ZwTmy0",
        f"{address}/film.mp4",
    ]
    assert buttons == []
    assert stages == [True, False, False, True]
    assert asked(page) == []
