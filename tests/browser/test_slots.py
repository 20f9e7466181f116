"""Slots in a real browser: what they need passes the policy of the host, and that of the pages alone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.hosting import hosted, plainly_hosted
from tests.browser.pages import console, show, size
from tests.sites.built import CONFIG, article, codes, published, written

# Patience, not a limit.
PATIENCE_S = 60
# As the vendors' scripts do: it finds out where to send, and sends.
SCRIPT = b"""
const {dataset, src} = document.currentScript;
const asked = Object.fromEntries((window._paq ?? []).map(([name, ...values]) => [name, values]));
const to = dataset.goatcounter ?? asked.setTrackerUrl?.[0] ?? new URL("/api/event", src).href;
const site = dataset.domain ?? asked.setSiteId?.[0] ?? "";
const isReady = !window._paq || "disableCookies" in asked;
const body = JSON.stringify([location.pathname, site, isReady, !!window.plausible?.o]);
fetch(to, {method: "POST", mode: "no-cors", body});
"""


SEND = """
const form = document.querySelector(`.${arguments[0]} form`);
for (const field of form.querySelectorAll("[required]")) field.value = "a@b.example";
form.querySelector("button").click();
"""


class Vendor(ThreadingHTTPServer):
    """A host that has scripts, forms and frames, and what it was sent: (path, text)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.sent: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Vendor

    def do_GET(self) -> None:
        if self.path == "/slot":
            self.server.sent.append((self.path, ""))
        self._answer("text/javascript" if self.path.endswith(".js") else "text/html")

    def do_POST(self) -> None:
        self.server.sent.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self._answer("text/html")

    def _answer(self, type_: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", type_)
        self.end_headers()
        self.wfile.write(SCRIPT if type_ == "text/javascript" else b"<!doctype html><title>Thanks</title>")

    def log_message(self, format: str, *args: object) -> None:
        """The tests look at what was sent."""


@contextmanager
def vendor() -> Iterator[Vendor]:
    made = Vendor()
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


def output(root: Path, slots: str) -> Path:
    files = {"newsgen.yaml": f"{CONFIG}slots: {{{slots}}}\n", "content/a.md": article("A")}
    assert codes(published(written(root, files))) == []
    return root / "output"


def waited(browser: webdriver.Chrome, host: Vendor, path: str, n: int) -> None:
    """Until a path was asked for, or sent to, so many times."""
    asked = WebDriverWait(browser, PATIENCE_S, poll_frequency=0.05)
    asked.until(lambda _: [each for each, _ in host.sent].count(path) >= n, f"{path} in {host.sent}")


@pytest.mark.parametrize(
    ("counter", "path", "told"),
    [
        ("goatcounter: {0}", "/count", ["", True, False]),
        ("plausible: {0}", "/api/event", ["example.org", True, False]),
        ("plausible: {0}/js/pa-1.js", "/api/event", ["", True, True]),
        ("matomo: {0}/m/, site: 7", "/m/matomo.php", ["7", True, False]),
    ],
)
def test_a_counter_counts(
    browser: webdriver.Chrome, tmp_path: Path, counter: str, path: str, told: list[object]
) -> None:
    with vendor() as host:
        folder = output(tmp_path, f"counter: {{{counter.format(host.address)}}}")
        console(browser)
        for n, serve in enumerate((hosted, plainly_hosted), start=1):
            with serve(folder) as address:
                show(browser, f"{address}/2026/05/a/")
                waited(browser, host, path, n)

    assert [(each, json.loads(text)) for each, text in host.sent] == [(path, ["/2026/05/a/", *told])] * 2
    assert console(browser) == []
    assert browser.get_cookies() == []


def test_forms_are_sent_and_a_frame_is_shown(browser: webdriver.Chrome, tmp_path: Path) -> None:
    size(browser, 1280, 4000)
    with vendor() as host:
        forms = f"newsletter: {host.address}/newsletter, letters: {{action: {host.address}/letters}}"
        folder = output(tmp_path, f"{forms}, ad: {{height: 90, frame: {host.address}/slot}}")
        console(browser)
        for n, serve in enumerate((hosted, plainly_hosted), start=1):
            with serve(folder) as address:
                for path in ("/newsletter", "/letters"):
                    show(browser, f"{address}/2026/05/a/")
                    waited(browser, host, "/slot", n)
                    browser.execute_script(SEND, path[1:])
                    waited(browser, host, path, n)

    assert ("/newsletter", "email=a%40b.example") in host.sent
    assert any("article=https%3A%2F%2Fexample.org%2F2026%2F05%2Fa%2F" in text for _, text in host.sent)
    assert [line for line in console(browser) if "Content Security Policy" in line] == []
