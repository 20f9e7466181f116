"""One page of each kind of the sample site, and how a browser is led to it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from selenium import webdriver

from tests.sample import CLOCK

# Redirects are not among them: a browser does not stay there.
PAGES: Mapping[str, str] = {
    "home": "/",
    "home-older": "/page/1/",
    "article": "/2026/11/umspannwerk-lindenhafen-stoerung/",
    "article-table": "/2026/11/marktuebersicht-dynamische-tarife/",
    "article-english": "/2026/10/smart-meters-why-so-late/",
    "article-series": "/2026/05/netz-im-umbau-2-paragraf-14a/",
    "article-correction": "/2025/05/fernwaermepreise-vergleich/",
    "article-old": "/2005/07/neues-energiewirtschaftsgesetz/",
    "category": "/category/stromnetz/",
    "tag": "/tag/smart-meter/",
    "author": "/author/nora-wittkamp/",
    "year": "/2026/",
    "month": "/2026/11/",
    "latest": "/latest/",
    "page": "/datenschutz/",
    "notfound": "/there/is/nothing/",
}

# The browser's clock stands still at the build's, so that ages are written; what moves is counted from the first paint.
PREPARED = f"""
Date.now = () => {int(CLOCK.timestamp() * 1000)};
window.shifts = [];
new PerformanceObserver((list) => {{
  for (const entry of list.getEntries())
    window.shifts.push(entry.sources.map((source) => source.node?.className || source.node?.nodeName));
}}).observe({{type: "layout-shift", buffered: true}});
"""
# Two frames after all is loaded and every shared list is there.
SETTLED = """
const done = arguments[arguments.length - 1];
const look = () => document.readyState === "complete" && !document.querySelector("[data-fragment]:not(.settled)")
  ? requestAnimationFrame(() => requestAnimationFrame(() => done())) : setTimeout(look, 10);
look();
"""


def prepare(browser: webdriver.Chrome) -> None:
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": PREPARED})


def show(browser: webdriver.Chrome, url: str) -> None:
    """Load a page, wait until it stands, and forget nothing of its log."""
    browser.get(url)
    browser.execute_async_script(SETTLED)


def size(browser: webdriver.Chrome, width: int, height: int = 900) -> None:
    """A window of so many CSS pixels."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def media(browser: webdriver.Chrome, **features: str) -> None:
    """Media features as readers set them: media(browser, prefers_color_scheme="dark")."""
    pairs = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": pairs})


def printed(browser: webdriver.Chrome, **features: str) -> None:
    """The style of paper, with media features beside it."""
    pairs = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": pairs})


@contextmanager
def scripts_off(browser: webdriver.Chrome) -> Iterator[None]:
    """Pages run no script meanwhile; the tests' own still do."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowRight": 39}


def press(browser: webdriver.Chrome, key: str) -> None:
    for type_ in ("rawKeyDown", "char", "keyUp") if key == "Enter" else ("rawKeyDown", "keyUp"):
        code = _KEYS[key]
        text = {"text": "\r"} if type_ == "char" else {}
        stroke = {"type": type_, "key": key, "code": key, "windowsVirtualKeyCode": code, **text}
        browser.execute_cdp_cmd("Input.dispatchKeyEvent", stroke)


def console(browser: webdriver.Chrome) -> list[str]:
    """What the console has said since it was last asked."""
    return [entry["message"] for entry in browser.get_log("browser")]


def requests(browser: webdriver.Chrome) -> list[str]:
    """The addresses that have been asked for since the log was last read."""
    events: list[dict[str, Any]] = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
