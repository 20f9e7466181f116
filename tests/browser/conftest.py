"""A real Chromium for the tests of what readers and editors see: Debian's, headless, driven by Selenium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.browser.hosting import hosted
from tests.machine import CHROMEDRIVER, CHROMIUM, needed

# Nothing but the pages themselves may reach for the network.
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-dev-shm-usage "
    "--disable-background-networking --disable-component-update --disable-sync --hide-scrollbars "
    # A page that was left is not kept, and neither the next one nor what draws it needs a process of its own.
    "--disable-features=BackForwardCache,SpareRendererForSitePerProcess --disable-site-isolation-trials "
    "--in-process-gpu"
)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with started(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def browser(chromium: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """A browser of 1280 x 900 CSS pixels that keeps its console (`get_log("browser")`) and its requests
    (`get_log("performance")`): a tab of its own for each module, which knows nothing of what others set."""
    first = chromium.current_window_handle
    chromium.switch_to.new_window("tab")
    shaped(chromium)
    for log in chromium.log_types:
        chromium.get_log(log)
    yield chromium
    chromium.close()
    chromium.switch_to.window(first)


@contextmanager
def started(profile: Path) -> Iterator[webdriver.Chrome]:
    chromium, driver = needed(CHROMIUM), needed(CHROMEDRIVER)
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options, Service(driver))
    try:
        shaped(browser)
        yield browser
    finally:
        browser.quit()


def shaped(browser: webdriver.Chrome) -> None:
    """The size of a headless window counts a frame that it does not have."""
    metrics = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@pytest.fixture(scope="session")
def address(sample: Path) -> Iterator[str]:
    """Where the sample site is served."""
    with hosted(sample) as url:
        yield url
