"""The player of a recording in a real browser: by the keyboard alone, without scripts, loading nothing before."""

from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.faults import axe
from tests.browser.hosting import hosted
from tests.browser.pages import console, media, press, requests, scripts_off, show, size
from tests.recorded import mp3
from tests.sites.built import CONFIG, article, published, written

# Patience, not a limit.
PATIENCE_S = 60
FILES = {
    "newsgen.yaml": CONFIG,
    "content/a.md": article("A", more="audio: {file: talk.mp3, title: The talk}\n"),
    "content/talk.mp3": mp3(30),
}
FOCUSED = "return document.activeElement.tagName.toLowerCase()"
HEARD = "return document.querySelector('audio').currentTime > 0"
PAUSED = "return document.querySelector('audio').paused"
SCHEME = "return getComputedStyle(document.querySelector('audio')).colorScheme"
FITS = "return innerWidth >= document.body.scrollWidth"


@pytest.fixture(scope="module")
def page(browser: webdriver.Chrome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = written(tmp_path_factory.mktemp("player"), FILES)
    published(root)
    with hosted(root / "output") as url:
        yield f"{url}/2026/05/a/"


def test_it_is_reached_and_played_by_the_keyboard_without_scripts(browser: webdriver.Chrome, page: str) -> None:
    with scripts_off(browser):
        requests(browser)
        browser.get(page)
        while browser.execute_script(FOCUSED) != "audio":
            press(browser, "Tab")
        before = [each for each in requests(browser) if each.endswith(".mp3")]
        press(browser, "Enter")
        WebDriverWait(browser, PATIENCE_S).until(lambda it: it.execute_script(HEARD))
        after = [each for each in requests(browser) if each.endswith(".mp3")]

    assert before == []
    assert after
    assert browser.execute_script(PAUSED) is False


def test_it_fits_a_phone_and_the_dark_and_breaks_no_policy(browser: webdriver.Chrome, page: str) -> None:
    console(browser)
    size(browser, 390)
    media(browser, prefers_color_scheme="dark")
    show(browser, page)
    scheme, fits, found = browser.execute_script(SCHEME), browser.execute_script(FITS), axe(browser)
    media(browser)
    size(browser, 1280)

    assert fits
    assert found == []
    assert "dark" in scheme
    assert console(browser) == []
