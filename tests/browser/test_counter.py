"""The manual's recipe for a counter of visits, in a browser that gets the headers of `_headers`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.hosting import hosted
from tests.browser.pages import console, show
from tests.sample import ROOT
from tests.sites.built import CONFIG, article, codes, published, written

# Patience, not a limit.
PATIENCE_S = 60
SCRIPT = b"""
const to = document.currentScript.dataset.to;
fetch(to, {method: "POST", mode: "no-cors", body: location.pathname});
"""


class Counter(ThreadingHTTPServer):
    """A counter's host: its script, and the paths whose visits it was told of."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.visits: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Counter

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(SCRIPT)

    def do_POST(self) -> None:
        self.server.visits.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """The tests look at what has been counted."""


@contextmanager
def counting() -> Iterator[Counter]:
    counter = Counter()
    thread = Thread(target=counter.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield counter
    finally:
        counter.shutdown()
        counter.server_close()
        thread.join()


def recipe(address: str) -> tuple[str, str]:
    """What the manual adds to newsgen.yaml and has as templates/base.html, for a counter at an address."""
    text = (ROOT / "docs" / "theme.md").read_text("utf-8").partition("### Another counter of visits")[2]
    config, template = re.findall(r"```(?:yaml|jinja)\n(.*?)```", text, re.DOTALL)[:2]
    assert "https://stats.example" in config and "https://stats.example" in template
    return config.replace("https://stats.example", address), template.replace("https://stats.example", address)


@pytest.mark.parametrize("is_allowed", [True, False], ids=["as the manual says", "without the key"])
def test_the_manuals_counter_counts(browser: webdriver.Chrome, tmp_path: Path, is_allowed: bool) -> None:
    """Without `csp` in newsgen.yaml the browser refuses the script, or this would prove nothing."""
    with counting() as counter:
        config, template = recipe(counter.address)
        files = {
            "newsgen.yaml": CONFIG + (config if is_allowed else ""),
            "templates/base.html": template,
            "content/a.md": article("A"),
        }
        result = published(written(tmp_path, files))
        console(browser)
        with hosted(tmp_path / "output") as address:
            show(browser, f"{address}/")
            show(browser, f"{address}/2026/05/a/")
            if is_allowed:
                WebDriverWait(browser, PATIENCE_S, poll_frequency=0.05).until(lambda _: len(counter.visits) == 2)
            said = console(browser)

    assert codes(result) == ([] if is_allowed else ["policy-refuses"])
    assert counter.visits == (["/", "/2026/05/a/"] if is_allowed else [])
    assert any("Content Security Policy" in each for each in said) is not is_allowed
