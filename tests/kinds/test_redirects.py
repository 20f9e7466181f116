"""Old addresses lead to new ones, as pages and as files that hosts read."""

import re
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from lxml import html

from newsgen.kinds.redirects import FILES
from tests.kinds.making import CONFIG, article, made, planned, site_at, site_folder
from tests.machine import NGINX, needed

ODD = "aliases: [/old/, /2009/a.html, '/über uns/', '/a$1+(b)/']\n"
ARTICLES = {
    "a.md": article("A", "2026-05-01", more=f"slug: straße\n{ODD}"),
    "b.md": article("B", "2026-05-02", more="redirect_to: /2026/05/stra%C3%9Fe/\naliases: /b/\n"),
    "c.md": article("C", "2026-05-02", more="redirect_to: /b/\n"),
    "d.md": article("D", "2026-05-02", more="redirect_to: 'https://example.com/?a=1&b=\"$x; y#z'\n"),
}
NEW = "/2026/05/stra%C3%9Fe/"
MOVED = {
    "/old/": NEW,
    "/2009/a.html": NEW,
    "/%C3%BCber%20uns/": NEW,
    "/a$1+(b)/": NEW,
    "/b/": NEW,
    "/2026/05/b/": NEW,
    "/2026/05/c/": NEW,
    "/2026/05/d/": "https://example.com/?a=1&b=%22%24x;%20y#z",
}


def hosted(root: Path, host: str, config: str = CONFIG) -> str:
    """The file of a host."""
    config += f"redirects: {{hosts: [{host}]}}\n"
    file = FILES[host]  # type: ignore[index]  # a parameter of the test
    return made(site_folder(root, ARTICLES, config), [file])[file].decode()


def test_old_addresses_and_moved_articles_are_redirects(tmp_path: Path) -> None:
    config = CONFIG.replace("https://example.org", "https://example.org/news")
    articles = {
        "a.md": article("A", "2026-05-01", more="aliases: [/old/, /2009/a.html]\n"),
        "moved.md": article("Moved", "2026-05-06", more="redirect_to: /2026/05/a/\n"),
    }
    root = site_folder(tmp_path, articles, config)
    (root / "templates").mkdir()
    (root / "templates" / "redirect.html").write_text("{{ url }} -> {{ target }} {{ kind }}")
    paths = [output.path for output in planned(site_at(root)) if output.kind.name == "redirect"]

    assert {path: data.decode() for path, data in made(root, paths).items()} == {
        "old/index.html": "/news/old/ -> /news/2026/05/a/ redirect",
        "2009/a.html": "/news/2009/a.html -> /news/2026/05/a/ redirect",
        "2026/05/moved/index.html": "/news/2026/05/moved/ -> /news/2026/05/a/ redirect",
    }


def test_search_engines_take_a_page_at_an_old_address_for_a_permanent_move(tmp_path: Path) -> None:
    """`noindex` would make them drop both pages; an instant refresh with a canonical is as good as a 301 to them."""
    articles = {
        "a.md": article("A", "2026-05-01", more="aliases: /old/\n"),
        "moved.md": article("Moved", "2026-05-06", more="redirect_to: https://example.com/x/\n"),
    }
    root = site_folder(tmp_path, articles)
    (root / "newsgen.urls").write_text("/older/ -> /2026/05/a/\n")
    new = "https://example.org/2026/05/a/"
    wanted = {"old/": new, "older/": new, "2026/05/moved/": "https://example.com/x/"}

    for path, data in made(root, [f"{path}index.html" for path in wanted]).items():
        page = html.fromstring(data)

        assert page.xpath("//meta[@name='robots']") == []
        assert page.xpath("//meta[@http-equiv='refresh']/@content")[0].startswith("0; url=")
        assert page.xpath("//link[@rel='canonical']/@href") == [wanted.pop(path.removesuffix("index.html"))]
    assert not wanted


def test_a_redirect_leads_in_one_hop(tmp_path: Path) -> None:
    """Search engines follow few hops, and each costs a reader a second."""
    root = site_folder(tmp_path, ARTICLES)
    (root / "templates").mkdir()
    (root / "templates" / "redirect.html").write_text("{{ target|e }}")

    files = made(root, [output.path for output in planned(site_at(root)) if output.kind.name == "redirect"])

    assert {data.decode() for path, data in files.items() if "05/d/" not in path} == {NEW}


@pytest.mark.parametrize(
    ("host", "status"), [("netlify", "301!"), ("cloudflare", "301"), ("netlify, cloudflare", "301")]
)
def test_hosts_of_files_get_a_line_each(tmp_path: Path, host: str, status: str) -> None:
    config = CONFIG + f"redirects: {{hosts: [{host}]}}\n"

    lines = made(site_folder(tmp_path, ARTICLES, config), ["_redirects"])["_redirects"].decode().splitlines()

    assert lines == [f"{url} {target} {status}" for url, target in sorted(MOVED.items())]


def test_apache_finds_every_old_address_and_no_other(tmp_path: Path) -> None:
    text = hosted(tmp_path, "apache", CONFIG.replace("example.org", "example.org/news"))

    rules = re.findall(r'^RewriteRule "(.*)" "(.*)" \[R=301,L,NE\]$', text, re.MULTILINE)
    found = {
        path: [target.replace("\\%", "%") for pattern, target in rules if re.search(pattern, path)]
        for path in ("old/", "2009/a.html", "2009/axhtml", "über uns/", "a$1+(b)/", "x/old/", "old/x")
    }

    new = [f"/news{NEW}"]
    assert found == {
        "old/": new,
        "2009/a.html": new,
        "2009/axhtml": [],
        "über uns/": new,
        "a$1+(b)/": new,
        "x/old/": [],
        "old/x": [],
    }
    assert all("$" not in target and "%" not in target.replace("\\%", "") for _, target in rules)


def test_caddy_gets_a_line_each(tmp_path: Path) -> None:
    lines = hosted(tmp_path, "caddy").splitlines()

    assert lines[1:] == [f'redir "{url}" "{target}" 301' for url, target in sorted(MOVED.items())]


def test_nginx_answers_every_old_address_with_the_new_one(tmp_path: Path) -> None:
    program = needed(NGINX)
    gone = {"/gone/", "/%C3%BCber/", "/2009/b.html"}
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "newsgen.urls").write_text("".join(f"{url} gone\n" for url in gone))
    map_ = tmp_path / "redirects.nginx"
    map_.write_text(hosted(tmp_path / "site", "nginx"), "utf-8")
    sock = tmp_path / "s"
    logs = "access_log off; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u;"
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid pid; error_log stderr; events {{}} http {{ {logs} scgi_temp_path c; "
        f"map_hash_bucket_size 512; map $uri $moved {{ include {map_}; }} "
        f"server {{ listen unix:{sock}; root {tmp_path}; if ($moved = 410) {{ return 410; }} "
        f"if ($moved) {{ return 301 $moved; }} }} }}"
    )

    with subprocess.Popen([program, "-p", str(tmp_path), "-c", "nginx.conf"], stderr=subprocess.PIPE) as nginx:
        try:
            answers = {url: answer(sock, nginx, url) for url in (*MOVED, *gone, "/elsewhere/")}
        finally:
            nginx.terminate()

    assert answers.pop("/elsewhere/")[1] is None
    assert {answers.pop(url) for url in gone} == {(410, None)}
    assert {url: (target or "").removeprefix("http://x") for url, (_, target) in answers.items()} == MOVED
    assert {status for status, _ in answers.values()} == {301}


def answer(sock: Path, nginx: "subprocess.Popen[bytes]", url: str) -> tuple[int, str | None]:
    """Status and Location; waits for nginx to listen as long as it runs."""
    connection = HTTPConnection("x")
    connection.sock = connected(sock, nginx)
    connection.request("GET", url)
    response = connection.getresponse()
    connection.close()
    return response.status, response.getheader("Location")


def connected(sock: Path, nginx: "subprocess.Popen[bytes]") -> socket.socket:
    while nginx.poll() is None:
        client = socket.socket(socket.AF_UNIX)
        try:
            client.connect(str(sock))
        except OSError:
            client.close()
            time.sleep(0.01)
            continue
        return client
    raise AssertionError(nginx.stderr.read() if nginx.stderr else "")


def test_there_is_no_file_for_nobody(tmp_path: Path) -> None:
    config = CONFIG + "redirects: {hosts: [netlify, nginx]}\n"
    root = site_folder(tmp_path, {"a.md": article("A", "2026-05-01")}, config)

    assert not [output for output in planned(site_at(root)) if output.kind.name == "redirect-host"]


def test_the_sites_own_file_stands(tmp_path: Path) -> None:
    config = CONFIG + "redirects: {hosts: [netlify]}\n"
    root = site_folder(tmp_path, ARTICLES, config)
    (root / "static").mkdir()
    (root / "static" / "_redirects").write_text("/x /y\n")

    assert made(root, ["_redirects"])["_redirects"] == b"/x /y\n"
