"""The preview serves what a static host would, only to this machine, and never leaves its folder."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.running import Running, running, site


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = site(tmp_path_factory.mktemp("site"))
    (root / "secret.txt").write_text("outside")
    with running(root, "-D") as server:
        preview = root / ".newsgen" / "preview"
        (preview / "way-out").symlink_to(root)
        (preview / "way-out.txt").symlink_to(root / "secret.txt")
        yield server


def test_a_folder_is_its_index(server: Running) -> None:
    answer = server.get("/2026/05/bruecke/")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Die Brücke ist offen" in answer.text


def test_a_folder_without_its_slash_is_redirected_within_the_site(server: Running) -> None:
    answer = server.get("/2026/05/bruecke")

    assert (answer.status, answer.headers["Location"]) == (301, "/2026/05/bruecke/")
    assert server.get("//2026/05/bruecke").headers.get("Location", "/").startswith("/2026")


def test_what_is_not_there_is_the_404_page_with_status_404(server: Running) -> None:
    answer = server.get("/nothing/here/")

    assert answer.status == 404
    assert "kind-notfound" in answer.text


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/css/newsgen.css", "text/css; charset=utf-8"),
        ("/js/newsgen.js", "text/javascript; charset=utf-8"),
        ("/feed.xml", "application/xml"),
        ("/feed.json", "application/json; charset=utf-8"),
        ("/bild.svg", "image/svg+xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/site.webmanifest", "application/manifest+json; charset=utf-8"),
    ],
)
def test_files_have_their_types(server: Running, path: str, type_: str) -> None:
    answer = server.get(path)

    assert (answer.status, answer.headers["Content-Type"]) == (200, type_)


@pytest.mark.parametrize("path", ["/2026/05/bruecke/", "/css/newsgen.css", "/feed.xml"])
def test_what_a_browser_has_is_not_sent_again(server: Running, path: str) -> None:
    tag = server.get(path).headers["ETag"]

    again = server.get(path, {"If-None-Match": tag})

    assert (again.status, again.body) == (304, b"")


def test_a_part_of_a_file_can_be_had(server: Running) -> None:
    whole = server.get("/css/newsgen.css").body

    part = server.get("/css/newsgen.css", {"Range": "bytes=10-19"})

    assert (part.status, part.body) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"


def test_head_answers_without_a_body(server: Running) -> None:
    answer = server.get("/", method="HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(server.get("/").body)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_allowed(server: Running, method: str) -> None:
    answer = server.get("/", method=method)

    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "192.168.0.7", "[", ""]
)
def test_a_name_that_is_not_ours_reads_nothing(server: Running, host: str) -> None:
    """DNS rebinding: a page of another site lets its own name lead here."""
    answer = server.get("/", {"Host": host})

    assert answer.status in {400, 421}
    assert "Brücke" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:9", "127.0.0.1:1", "[::1]:8000"])
def test_loopback_has_several_names(server: Running, host: str) -> None:
    assert server.get("/", {"Host": host}).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../../secret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/%252e%252e/%252e%252e/secret.txt",
        "/..%2f..%2fsecret.txt",
        "/..%5c..%5csecret.txt",
        "/..\\..\\secret.txt",
        "/way-out/secret.txt",
        "/way-out.txt",
        "//etc/passwd",
        "/%00",
        "/.newsgen/cache.db",
        "/" + "a" * 5000,
    ],
)
def test_no_path_leaves_the_folder(server: Running, path: str) -> None:
    answer = server.get(path)

    assert answer.status == 404
    assert "outside" not in answer.text


def test_a_page_names_its_source_and_says_that_it_is_a_draft(server: Running) -> None:
    draft, public = server.get("/2026/05/entwurf/").text, server.get("/2026/05/bruecke/").text

    assert 'data-source="content/2026/entwurf.md"' in draft
    assert 'data-state="Draft"' in draft
    assert 'data-source="content/2026/bruecke.md"' in public
    assert "data-state" not in public


def test_pages_of_a_site_without_articles_say_how_to_begin(server: Running, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "newsgen.yaml").write_text("title: New\nbase_url: https://example.org\n", "utf-8")
    with running(tmp_path) as empty:
        front = empty.get("/").text

    assert 'data-empty="yes"' in front
    assert "data-empty" not in server.get("/").text
    assert "newsgen new" in server.get("/_newsgen/preview.js").text


def test_links_lead_to_the_preview(server: Running) -> None:
    text = server.get("/2026/05/bruecke/").text

    assert f'<link rel="canonical" href="{server.address}/2026/05/bruecke/">' in text
    assert "https://example.org" not in text


def test_what_is_previewed_is_never_in_the_output_folder(tmp_path: Path) -> None:
    root = site(tmp_path)

    with running(root, "-D", "-F") as server:
        assert server.get("/2026/05/entwurf/").status == 200
        assert 'data-state="Scheduled"' in server.get("/2099/05/fest/").text

    assert not (root / "output").exists()


def test_coming_articles_are_there_when_the_clock_says_so(tmp_path: Path) -> None:
    with running(site(tmp_path), "--at", "2099-05-04") as server:
        assert server.get("/2099/05/fest/").status == 200
        assert server.get("/2026/05/entwurf/").status == 404


@pytest.mark.parametrize("placement", ["ssi", "esi"])
def test_includes_are_done_as_the_host_would(tmp_path: Path, placement: str) -> None:
    root = site(tmp_path)
    (root / "newsgen.yaml").write_text((root / "newsgen.yaml").read_text() + f"placement: {placement}\n")

    with running(root) as server:
        text = server.get("/2026/05/bruecke/").text

    assert "#include" not in text
    assert "esi:include" not in text
    assert "Der Rat tagt" in text.partition('<aside class="recent"')[2].partition("</aside>")[0]


def test_a_site_below_a_path_is_previewed_below_it(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "newsgen.yaml").write_text((root / "newsgen.yaml").read_text().replace("example.org", "example.org/blatt"))

    with running(root) as server:
        assert server.get("/").headers["Location"] == "/blatt/"
        assert server.get("/blatt/2026/05/bruecke/").status == 200
        assert server.get("/blatt/css/newsgen.css").status == 200
        assert server.get("/2026/05/bruecke/").status == 404


def test_the_next_free_port_is_taken_and_said(tmp_path: Path) -> None:
    with running(site(tmp_path / "one")) as first:
        port = int(first.address.rpartition(":")[2])
        with running(site(tmp_path / "two"), "--port", str(port)) as second:
            assert int(second.address.rpartition(":")[2]) > port
            assert f"port {port} is taken\n" in second.lines


def test_a_site_has_one_preview(tmp_path: Path) -> None:
    """Two would draw into one folder, each with its own address in the pages."""
    root = site(tmp_path)

    with running(root) as first:
        command = [sys.executable, "-m", "newsgen", "serve", "--port", "0"]
        second = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        assert second.returncode == 1
        assert f"is running already (process {first.process.pid})" in second.stderr
        assert first.get("/").status == 200


def test_clean_takes_a_preview_away_that_nobody_serves(tmp_path: Path) -> None:
    root = site(tmp_path)
    clean = [sys.executable, "-m", "newsgen", "clean"]
    with running(root) as server:
        subprocess.run(clean, cwd=root, check=True, stdout=subprocess.DEVNULL)
        assert server.get("/").status == 200
        server.interrupted()

    subprocess.run(clean, cwd=root, check=True, stdout=subprocess.DEVNULL)

    assert not list((root / ".newsgen").rglob("*.html"))
    assert not list((root / ".newsgen").glob("*.db"))


def test_an_interrupt_is_a_good_end_with_pages_open(tmp_path: Path) -> None:
    with running(site(tmp_path)) as server, server.events() as events:
        next(events)

        assert server.interrupted() == 0
        assert "Traceback" not in "".join(server.lines)
