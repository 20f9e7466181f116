"""What readers meet while a site is put to a folder that a real web server serves."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from tests.browser.test_placement import nginx
from tests.deploy import servers
from tests.deploy.paper import built, codes, deployed, held, paper, texts
from tests.kinds.making import article

PAGES = ("/", "/2026/05/a01/", "/2026/05/a09/", "/2026/05/new/", "/2026/05/")
NEW = "/2026/05/new/"
ASKED = re.compile(r'<(?:link[^>]+rel="?stylesheet"?[^>]*href|script[^>]+src|img[^>]+src)="?([^"\s>]+)')
LINKED = re.compile(r'<a [^>]*href="?(/[^"#?\s>]*/)["#\s>]')
LISTED = re.compile(r'<a [^>]*href="?(/2026/05/[^"\s>]+/)["\s>]')


class Reader:
    """Looks at pages again and again, as soon as they are there, and at all that they ask for and lead to."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.n_pages = 0
        self.n_followed = 0
        self.missed: set[str] = set()
        self.is_second = False
        self.is_over = threading.Event()

    def look(self) -> None:
        while not self.is_over.is_set():
            for path in PAGES:
                self._look_at(path)

    def _look_at(self, path: str) -> None:
        page = self._got(path)
        if page is None:
            return
        self.n_pages += 1
        assert page.rstrip().endswith(b"</html>"), f"{path} is torn"
        text = page.decode()
        # Articles link to each other, and one of them is the first; before the front page is up, nobody meets a list.
        wanted = [*ASKED.findall(text), *(LISTED.findall(text) if path == "/" or self.is_second else ())]
        # Whoever is sent the address of a new article may be there before the front page leads to it.
        wanted += LINKED.findall(text) if path == NEW else ()
        for address in (urljoin(self.host + path, each) for each in wanted):
            if address.startswith(self.host):
                self.n_followed += 1
                if self._got(address.removeprefix(self.host)) is None:
                    self.missed.add(f"{path} -> {address}")

    def _got(self, path: str) -> bytes | None:
        try:
            with urlopen(self.host + path, timeout=30) as response:
                found: bytes = response.read()
                return found
        except HTTPError as error:
            error.close()
            return None


@contextmanager
def reading(host: str) -> Iterator[Reader]:
    reader = Reader(host)
    thread = threading.Thread(target=reader.look)
    thread.start()
    try:
        yield reader
    finally:
        reader.is_over.set()
        thread.join()


def test_no_reader_meets_a_page_without_its_assets(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first time, and when style and articles are new; nor half a page, nor a list that leads to nothing."""
    servers.rclone()
    (tmp_path / "www").mkdir()
    root = paper(tmp_path_factory, tmp_path / "paper", str(tmp_path / "www"))
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    monkeypatch.setenv("RCLONE_BWLIMIT", "500k")
    with nginx(tmp_path / "nginx", tmp_path / "www") as host, reading(host) as reader:
        first = deployed(root)
        n_first = reader.n_pages
        new = article("The new one", "2026-05-30", more="tags: [Regatta]\ncategories: [Water]\n")
        (root / "content/2026/new.md").write_text(new, "utf-8")
        (root / "static/own.css").write_text("body { color: navy }\n", "utf-8")
        (root / "static/own.js").write_text("1\n", "utf-8")
        built(root)
        reader.is_second = True
        second = deployed(root)

    assert codes(first) == codes(second) == [], texts(first) + texts(second)
    assert held(tmp_path / "www").items() >= held(root / "output").items()
    assert reader.missed == set()
    # It has read, and in both.
    assert 0 < n_first < reader.n_pages
    assert reader.n_followed > 10 * len(PAGES)
