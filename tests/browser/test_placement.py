"""The shared list where it is put in late: by a server (`ssi`), and by the reader's browser (`client`)."""

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from grp import getgrgid
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from pwd import getpwuid
from urllib.request import urlopen

import pytest
from lxml import html
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from newsgen.build import Options, build
from tests import machine
from tests.kinds.making import CLOCK, CONFIG, article, site_folder

NEWEST = [f"Headline {number}" for number in range(60, 54, -1)]
OLD = "/2026/03/a1/"

# Nobody's files but ours: no other user, no folders of the system.
NGINX = """\
user {user} {group};
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
events {{}}
http {{
    types {{ text/html html; text/css css; text/javascript js; }}
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen {address};
        root {root};
        ssi on;
    }}
}}
"""


def output_of(root: Path, placement: str) -> Path:
    """A site of sixty articles: the oldest does not hold the list of the newest itself."""
    articles = {
        f"a{number}.md": article(f"Headline {number}", f"2026-{3 + number // 21:02d}-{1 + number % 21:02d}")
        for number in range(1, 61)
    }
    site_folder(root, articles, CONFIG + f"placement: {placement}\n")
    result = build(Options(root, at=CLOCK, jobs=1))
    assert result.exit_code == 0, result.diagnostics
    return root / "output"


@contextmanager
def nginx(folder: Path, root: Path) -> Iterator[str]:
    """The address of a real nginx that serves a folder with server side includes.

    It is given a socket that listens already, so that the port is free and no request comes too early.
    """
    program = machine.needed(machine.NGINX)
    folder.mkdir()
    log = folder / "error.log"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"127.0.0.1:{listening.getsockname()[1]}"
        user, group = getpwuid(os.geteuid()).pw_name, getgrgid(os.getegid()).gr_name
        text = NGINX.format(user=user, group=group, folder=folder, address=address, root=root)
        (folder / "nginx.conf").write_text(text, "utf-8")
        command = [program, "-p", str(folder), "-e", str(log), "-c", str(folder / "nginx.conf")]
        number = listening.fileno()
        process = subprocess.Popen(command, env={"NGINX": f"{number};"}, pass_fds=[number])
    try:
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a host of plain files, as any will do for `client`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are no news."""


def answer(address: str) -> tuple[str, str]:
    """The text at an address, and its type."""
    with urlopen(address, timeout=30) as response:
        return response.read().decode(), response.headers.get_content_type()


def listed(text: str) -> list[str]:
    """The headlines of the sidebar, as the page's text has them."""
    (aside,) = html.fromstring(text).xpath("//aside[@class='recent']")
    return [each.text_content().strip() for each in aside.xpath(".//li//h3")]


def test_a_server_puts_the_list_into_an_old_page(tmp_path: Path) -> None:
    output = output_of(tmp_path / "site", "ssi")
    file = (output / OLD.strip("/") / "index.html").read_text("utf-8")

    with nginx(tmp_path / "nginx", output) as host:
        page, type_ = answer(host + OLD)

    assert listed(file) == []
    assert listed(page) == NEWEST
    assert type_ == "text/html"
    assert "<!--#" not in page
    assert "an error occurred" not in page
    # All else is as the file has it.
    fragment = (output / "fragments/recent.html").read_text("utf-8")
    assert page == file.replace('<!--#include virtual="/fragments/recent.html" -->', fragment)


def test_a_server_puts_the_new_list_in_when_only_the_fragment_is_new(tmp_path: Path) -> None:
    """What `ssi` is for: an article is published, and no file of an old page is touched."""
    output = output_of(tmp_path / "site", "ssi")
    old = output / OLD.strip("/") / "index.html"
    before = old.stat().st_mtime_ns
    with nginx(tmp_path / "nginx", output) as host:
        assert listed(answer(host + OLD)[0]) == NEWEST

        site_folder(tmp_path / "site", {"new.md": article("Just in", "2026-05-31")}, CONFIG + "placement: ssi\n")
        assert build(Options(tmp_path / "site", at=CLOCK, jobs=1)).exit_code == 0

        assert listed(answer(host + OLD)[0]) == ["Just in", *NEWEST[:5]]
    assert old.stat().st_mtime_ns == before


def test_every_page_of_a_server_has_the_list_where_the_theme_has_it(tmp_path: Path) -> None:
    output = output_of(tmp_path / "site", "ssi")
    pages = [path for path in output.rglob("index.html") if "<!--#include" in path.read_text("utf-8")]

    with nginx(tmp_path / "nginx", output) as host:
        texts = [answer(f"{host}/{path.relative_to(output).as_posix()}")[0] for path in pages]

    assert len(pages) > 60
    assert all(listed(text) == NEWEST for text in texts)


@pytest.fixture(scope="module")
def client_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(output_of(tmp_path_factory.mktemp("client"), "client")) as host:
        yield host


def test_a_browser_fetches_the_list(browser: webdriver.Chrome, client_host: str) -> None:
    browser.get(client_host + OLD)

    WebDriverWait(browser, 30).until(lambda _: browser.find_elements(By.CSS_SELECTOR, "aside.recent li"))

    assert [each.text for each in browser.find_elements(By.CSS_SELECTOR, "aside.recent li h3")] == NEWEST
    links = [str(each.get_attribute("href")) for each in browser.find_elements(By.CSS_SELECTOR, "aside.recent li h3 a")]
    assert links == [f"{client_host}/2026/05/a{number}/" for number in range(60, 54, -1)]
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_a_browser_without_scripts_shows_a_link_to_the_same_articles(
    browser: webdriver.Chrome, client_host: str
) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(client_host + OLD)

        assert browser.find_elements(By.CSS_SELECTOR, "aside.recent li") == []
        (link,) = browser.find_elements(By.CSS_SELECTOR, "aside.recent a")
        assert link.is_displayed()
        link.click()
        headlines = [each.text for each in browser.find_elements(By.CSS_SELECTOR, "main article .headline")]
        assert headlines[: len(NEWEST)] == NEWEST
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_browser_that_cannot_fetch_the_list_keeps_the_link(browser: webdriver.Chrome, tmp_path: Path) -> None:
    output = output_of(tmp_path / "site", "client")
    (output / "fragments/recent.html").unlink()
    with served(output) as host:
        browser.get(host + OLD)
        WebDriverWait(browser, 30).until(lambda _: browser.find_elements(By.CSS_SELECTOR, "aside.recent .settled"))

        (link,) = browser.find_elements(By.CSS_SELECTOR, "aside.recent a")

        assert link.get_attribute("href") == f"{host}/latest/"
    browser.get_log("browser")
