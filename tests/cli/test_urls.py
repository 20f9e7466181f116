"""newsgen.urls and its commands on real sites: what was published once is never lost."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import POSIX, needed, without_root

ARTICLE = "---\ntitle: {title}\ndate: 2026-04-0{day}\n{more}---\n\nText of {title}.\n"
CONFIG = (
    "title: T\nbase_url: https://example.org\nlanguage: en\nfeeds: {formats: []}\n"
    "redirects: {hosts: [netlify, nginx, apache, caddy]}\n"
)


def article(site: Path, name: str, day: int = 1, more: str = "", folder: str = "") -> Path:
    file = site / "content" / folder / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ARTICLE.format(title=name.title(), day=day, more=more))
    return file


@pytest.fixture
def daily(run, tmp_path: Path) -> Path:
    """A site of two articles, published and recorded."""
    (tmp_path / "newsgen.yaml").write_text(CONFIG)
    article(tmp_path, "cup", more="id: cup\n")
    article(tmp_path, "fair", 2)
    assert run("build", "-q").exit_code == 0
    assert run("urls", "record").exit_code == 0
    return tmp_path


def target(site: Path, path: str) -> str:
    """Where the page at an old address sends its readers."""
    text = (site / "output" / path / "index.html").read_text()
    found = re.search(r'http-equiv="refresh" content="0; ?url=([^"]*)"', text)
    assert found, text
    return found[1]


def test_all_of_some_addresses_are_gone_or_none(run, daily: Path) -> None:
    """A command that fails has done nothing: what it did could not be told from what it did not."""
    before = (daily / "newsgen.urls").read_text()

    assert run("urls", "gone", "/old/", "/older/", "https://elsewhere.example/x/").exit_code == 2
    assert (daily / "newsgen.urls").read_text() == before
    assert run("urls", "gone", "/old/", "/older/").exit_code == 0
    assert (daily / "newsgen.urls").read_text() == before + "/old/ gone\n/older/ gone\n"


@pytest.mark.parametrize(("address", "note"), [("/404.html", "each build is an error"), ("/2026/04/cup/", "once")])
def test_what_stands_at_an_answered_address_is_said_as_it_is(run, daily: Path, address: str, note: str) -> None:
    """A page may go; the page of errors is in every build, which would fail."""
    answered = run("urls", "redirect", address, "/2026/04/fair/")

    assert note in answered.stderr
    assert (run("build", "-q").exit_code == 1) is (note != "once")


def test_addresses_are_recorded_once(run, daily: Path) -> None:
    file = daily / "newsgen.urls"
    first = file.read_text()
    again = run("urls", "record")

    assert first == "/2026/04/cup/ = cup\n/2026/04/fair/ = fair\n"
    assert (again.exit_code, again.stdout) == (0, "newsgen.urls: 2 addresses, 0 new\n")
    assert file.read_text() == first


def test_nothing_is_recorded_before_a_build(run, daily: Path) -> None:
    """Nor when newsgen.yaml has given everything another address since."""
    config = daily / "newsgen.yaml"
    config.write_text(CONFIG + "permalinks: {article: '/{slug}/'}\n")
    before = (daily / "newsgen.urls").read_text()

    failed = run("urls", "record")

    assert failed.exit_code == 1
    assert "newsgen.urls: error[build-missing]" in failed.stderr
    assert (daily / "newsgen.urls").read_text() == before


def test_a_preview_promises_nothing(run, daily: Path) -> None:
    article(daily, "draft", more="draft: true\n")
    article(daily, "later", more="publish_at: 2027-01-01\n")
    article(daily, "now")

    assert run("build", "-q", "-D", "-F").exit_code == 0
    assert run("urls", "record").stdout == "newsgen.urls: 3 addresses, 1 new\n"
    assert "/2026/04/now/ = now\n" in (daily / "newsgen.urls").read_text()


@pytest.mark.parametrize(
    ("change", "new"),
    [
        (lambda site: article(site, "cup", more="id: cup\nslug: final\n"), "/2026/04/final/"),
        (lambda site: (site / "content/cup.md").rename(site / "content/final.md"), "/2026/04/final/"),
        (
            lambda site: (site / "content/cup.md").write_text("---\ntitle: Cup\ndate: 2026-03-01\nid: cup\n---\n"),
            "/2026/03/cup/",
        ),
        (lambda site: (site / "newsgen.yaml").write_text(CONFIG + "permalinks: {article: '/{slug}/'}\n"), "/cup/"),
    ],
    ids=["slug", "file", "date", "pattern"],
)
def test_what_moved_is_redirected_by_itself(run, daily: Path, change, new: str) -> None:
    change(daily)

    built = run("build", "-q", "--strict")

    assert built.exit_code == 0, built.stderr
    assert target(daily, "2026/04/cup").endswith(new)
    assert f"/2026/04/cup/ {new} 301!\n" in (daily / "output/_redirects").read_text()


def test_an_address_that_moved_twice_is_one_hop_away(run, daily: Path) -> None:
    article(daily, "cup", more="id: cup\nslug: final\n")
    run("build", "-q")
    run("urls", "record")
    article(daily, "cup", more="id: cup\nslug: replay\naliases: [/cup/]\n")

    assert run("build", "-q", "--strict").exit_code == 0
    ends = {path: target(daily, path) for path in ("2026/04/cup", "2026/04/final", "cup")}
    assert {end.removeprefix("https://example.org") for end in ends.values()} == {"/2026/04/replay/"}


def test_a_moved_article_may_come_back(run, daily: Path) -> None:
    article(daily, "cup", more="id: cup\nslug: final\n")
    run("build", "-q")
    run("urls", "record")
    article(daily, "cup", more="id: cup\n")

    assert run("build", "-q", "--strict").exit_code == 0
    assert "Text of Cup" in (daily / "output/2026/04/cup/index.html").read_text()
    assert target(daily, "2026/04/final").endswith("/2026/04/cup/")


def test_what_vanished_is_an_error_that_names_both_answers(run, daily: Path) -> None:
    (daily / "content/cup.md").unlink()
    page = daily / "output/2026/04/cup/index.html"

    failed = run("build")

    assert failed.exit_code == 1
    assert "newsgen.urls:1:1: error[address-vanished]" in failed.stderr
    assert "newsgen urls redirect /2026/04/cup/ NEW, or newsgen urls gone /2026/04/cup/" in failed.stderr
    assert page.exists()
    assert (run("urls", "gone", "/2026/04/cup/").stdout, run("build", "-q").exit_code) == ("/2026/04/cup/ gone\n", 0)
    assert not page.exists()


def test_a_draft_again_is_named(run, daily: Path) -> None:
    article(daily, "cup", more="id: cup\ndraft: true\n")

    failed = run("build")

    assert "its article content/cup.md is a draft now" in failed.stderr
    assert run("build", "-q", "-D", "-o", "preview").exit_code == 0
    assert run("urls", "redirect", "https://example.org/2026/04/cup", "/2026/04/fair").exit_code == 0
    assert run("build", "-q", "--strict").exit_code == 0
    assert target(daily, "2026/04/cup").endswith("/2026/04/fair/")


def test_a_file_renamed_without_an_id_is_guessed(run, daily: Path) -> None:
    """Its id was its path; the last name of the new address tells where it is."""
    (daily / "content/fair.md").unlink()
    article(daily, "fair", 2, folder="town", more="url: /town/fair/\n")

    failed = run("build")

    assert "hint: newsgen urls redirect /2026/04/fair/ /town/fair/, or newsgen urls gone" in failed.stderr
    assert 'if content/town/fair.md is that article, write "id: fair" there instead' in failed.stderr
    article(daily, "fair", 2, folder="town", more="id: fair\nurl: /town/fair/\n")
    assert run("build", "-q", "--strict").exit_code == 0
    assert target(daily, "2026/04/fair").endswith("/town/fair/")


def test_the_clock_alone_makes_nothing_vanish(run, daily: Path) -> None:
    article(daily, "fair", 2, more="expires: 2026-05-20\n")

    assert run("build", "-q", "--strict", "--at", "2026-04-01 00:00").exit_code == 0
    assert run("urls", "list", "--at", "2026-04-01 00:00").stdout == (
        "page      /2026/04/cup/\nwaiting   /2026/04/fair/\n"
    )
    assert run("build", "-q", "--strict", "--at", "2026-06-01").exit_code == 0
    assert run("urls", "list", "--at", "2026-06-01").stdout == "page      /2026/04/cup/\ngone      /2026/04/fair/\n"
    assert '"/2026/04/fair/" 410;' in (daily / "output/redirects.nginx").read_text()


def test_hosts_answer_what_is_gone(run, daily: Path) -> None:
    (daily / "content/cup.md").unlink()
    run("urls", "gone", "/2026/04/cup/")

    assert run("build", "-q", "--strict").exit_code == 0
    said = {
        "_redirects": "/2026/04/cup/ /404.html 410\n",
        "redirects.nginx": '"/2026/04/cup/" 410;\n',
        ".htaccess": 'RewriteRule "^2026/04/cup/$" - [G]\n',
        "redirects.caddy": 'respond "/2026/04/cup/" 410\n',
    }
    assert [name for name, line in said.items() if line not in (daily / "output" / name).read_text()] == []


def test_cloudflare_is_not_told_of_what_it_cannot_say(run, daily: Path) -> None:
    (daily / "newsgen.yaml").write_text(CONFIG.replace("[netlify,", "[netlify, cloudflare,"))
    (daily / "content/cup.md").unlink()
    article(daily, "fair", 2, more="aliases: [/old/]\n")
    run("urls", "gone", "/2026/04/cup/")

    assert run("build", "-q", "--strict").exit_code == 0
    assert (daily / "output/_redirects").read_text() == "/old/ /2026/04/fair/ 301\n"


def test_the_list_tells_what_is_where(run, daily: Path) -> None:
    article(daily, "cup", more="id: cup\nslug: final\n")
    (daily / "content/fair.md").unlink()
    run("urls", "gone", "/older/")

    answer = json.loads(run("urls", "list", "--json").stdout)

    assert [(each["address"], each["state"], each["target"]) for each in answer["urls"]] == [
        ("/2026/04/cup/", "redirect", "/2026/04/final/"),
        ("/2026/04/fair/", "vanished", ""),
        ("/older/", "gone", ""),
    ]


def test_a_change_of_the_file_alone_is_seen_by_the_next_build(run, daily: Path) -> None:
    """A build that finds nothing changed asks nothing again."""
    run("build", "-q")
    run("urls", "redirect", "/old/", "/2026/04/cup/")
    added = json.loads(run("build", "--json").stdout)["changes"]
    (daily / "newsgen.urls").unlink()
    removed = json.loads(run("build", "--json").stdout)["changes"]

    assert {each["path"]: each["action"] for each in added} == {
        ".htaccess": "added",
        "_redirects": "added",
        "old/index.html": "added",
        "redirects.caddy": "added",
        "redirects.nginx": "added",
    }
    assert [each["path"] for each in removed] == [each["path"] for each in added]
    assert {each["action"] for each in removed} == {"deleted"}


def test_recording_makes_no_page_again(run, daily: Path) -> None:
    article(daily, "third", 3)
    run("build", "-q")
    run("urls", "record")

    assert json.loads(run("build", "--json").stdout)["n_made"] == 0


def test_what_is_wrong_in_the_file_stops_the_build_at_its_place(run, daily: Path) -> None:
    (daily / "newsgen.urls").write_bytes(b"said nothing\n/a/ gone\n/a/ -> /b/\n/x/ -> /y/\n/y/ -> /x/\n/z/ = \xfc\n")

    failed = run("build")

    assert failed.exit_code == 1
    assert re.findall(r"newsgen\.urls:(\d+:\d+): error\[([a-z-]+)\]", failed.stderr) == [
        ("1:1", "urls-unreadable"),
        ("3:1", "urls-twice"),
        ("4:1", "redirect-loop"),
        ("5:1", "redirect-loop"),
        ("6:7", "urls-unreadable"),
    ]


def test_a_file_with_a_mistake_is_not_written_over(run, daily: Path) -> None:
    file = daily / "newsgen.urls"
    file.write_text("/a/ what\n")

    assert [run("urls", *words).exit_code for words in (["record"], ["gone", "/b/"], ["redirect", "/b/", "/c/"])] == [
        1
    ] * 3
    assert file.read_text() == "/a/ what\n"


def test_a_folder_of_that_name_is_told(run, daily: Path) -> None:
    (daily / "newsgen.urls").unlink()
    (daily / "newsgen.urls").mkdir()

    failed = run("build")

    assert (failed.exit_code, failed.stderr.count("newsgen.urls: error[source-unreadable]")) == (1, 1)


def test_an_answer_may_name_the_base_path_or_the_whole_address(run, daily: Path) -> None:
    (daily / "newsgen.yaml").write_text(CONFIG.replace("example.org", "example.org/news"))

    for written in ("/news/x/y", "https://example.org/news/x/y/", "/x/y/index.html"):
        assert run("urls", "gone", written).stdout == "/x/y/ gone\n"
    assert run("urls", "redirect", "/x/ü/", "/news/x/#part").stdout == "/x/%C3%BC/ -> /x/#part\n"


@pytest.mark.parametrize(
    "words", [["gone", "https://other.example/"], ["gone", "/../"], ["redirect", "/a/", "mailto:x"]]
)
def test_an_address_of_elsewhere_is_a_mistake_on_the_command_line(run, daily: Path, words: list[str]) -> None:
    assert run("urls", *words).exit_code == 2


def test_a_circle_is_refused_before_it_is_written(run, daily: Path) -> None:
    run("urls", "redirect", "/a/", "/b/")

    refused = run("urls", "redirect", "/b/", "/a/")

    assert (refused.exit_code, "error[redirect-loop]" in refused.stderr) == (1, True)
    assert "/b/ ->" not in (daily / "newsgen.urls").read_text()


def test_an_answer_that_leads_nowhere_is_a_warning(run, daily: Path) -> None:
    run("urls", "redirect", "/a/", "/nowhere/")

    built = run("build")

    assert built.exit_code == 0
    assert "newsgen.urls:3:1: warning[redirect-broken]" in built.stderr


def test_what_another_file_took_is_told_at_the_line(run, daily: Path) -> None:
    (daily / "static/2026/04/cup").mkdir(parents=True)
    (daily / "static/2026/04/cup/index.html").write_text("x")
    article(daily, "cup", more="id: cup\nslug: final\n")

    moved = run("build")
    (daily / "content/cup.md").unlink()
    run("urls", "gone", "/2026/04/cup/")
    gone = run("build")

    for failed in (moved, gone):
        assert failed.exit_code == 1
        assert "newsgen.urls:1:1: error[alias-taken]" in failed.stderr
        assert "static/2026/04/cup/index.html" in failed.stderr


def test_a_source_in_error_is_not_told_to_have_vanished(run, daily: Path) -> None:
    article(daily, "cup", more="id: cup\ndate: tomorow\n")

    assert "address-vanished" not in run("build").stderr


def test_a_site_without_the_file_is_not_checked(run, daily: Path) -> None:
    (daily / "newsgen.urls").unlink()
    (daily / "content/cup.md").unlink()

    assert run("build", "-q").exit_code == 0
    listed = run("urls", "list")
    assert (listed.exit_code, listed.stdout) == (0, "")


@pytest.mark.parametrize("address", ["http://[x", "//[x", "/a\udcff/", "https://example.org/" + "a/" * 3000, "/a\0/"])
def test_what_is_no_address_is_a_mistake_on_the_command_line(run, daily: Path, address: str) -> None:
    """It was a traceback, or made the file unreadable."""
    before = (daily / "newsgen.urls").read_bytes()

    assert run("urls", "gone", address).exit_code == 2
    assert run("urls", "redirect", address, "/2026/04/cup/").exit_code == 2
    assert run("urls", "redirect", "/old/", address).exit_code == 2
    assert (daily / "newsgen.urls").read_bytes() == before


def test_why_is_not_asked_of_what_is_no_address(run, daily: Path) -> None:
    answer = run("why", "http://[x")

    assert answer.exit_code == 1
    assert "no page of the last build" in answer.stderr


def test_a_base_url_that_is_no_address_is_a_mistake_on_the_command_line(run, daily: Path) -> None:
    answer = run("build", "-b", "http://[x")

    assert answer.exit_code == 2
    assert "config-value" in answer.stderr


@pytest.mark.parametrize("epoch", ["-62135596800", "253402300799", "9" * 5000, "1e9", "99999999999999"])
def test_a_clock_at_the_end_of_time_is_a_mistake(run, daily: Path, monkeypatch, epoch: str) -> None:
    """Days are counted from it, back and forth."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert run("build").exit_code == 2
    assert run("new", "Cup").exit_code == 2


def test_a_file_with_bytes_that_are_not_utf_8_is_left_as_it_is(run, daily: Path) -> None:
    """Also where they stand in a comment."""
    file = daily / "newsgen.urls"
    file.write_bytes(b"# caf\xe9\n" + file.read_bytes())
    before = file.read_bytes()

    answer = run("urls", "gone", "/old/")

    assert answer.exit_code == 1
    assert "newsgen.urls:1:1: error[urls-unreadable]" in answer.stderr
    assert file.read_bytes() == before


def test_an_empty_address_is_none(run, daily: Path) -> None:
    """It comes from a variable of a shell that is not set, and would be the front page."""
    before = (daily / "newsgen.urls").read_bytes()

    assert run("urls", "gone", "").exit_code == 2
    assert (daily / "newsgen.urls").read_bytes() == before


def test_an_answer_about_a_living_page_is_noted(run, daily: Path) -> None:
    """It is kept, and holds once the page is there no more."""
    living = run("urls", "gone", "/2026/04/fair/")
    led = run("urls", "redirect", "/2026/04/cup/", "/2026/04/fair/")
    other = run("urls", "gone", "/older/")

    assert [("a page of the last build stands there" in each.stderr) for each in (living, led, other)] == [
        True,
        True,
        False,
    ]
    assert run("build", "-q", "--strict").exit_code == 0
    assert (daily / "output/2026/04/fair/index.html").is_file()


@pytest.mark.parametrize("words", [["urls", "list"], ["list"]])
def test_a_site_that_cannot_be_written_can_be_looked_at(daily: Path, words: list[str]) -> None:
    needed(POSIX)
    folders = (daily, daily / ".newsgen")
    (daily / ".newsgen/cache.lock").chmod(0o444)
    for folder in folders:
        folder.chmod(0o555)
    command = [*without_root(), sys.executable, "-m", "newsgen", *words]

    done = subprocess.run(command, cwd=daily, capture_output=True, text=True, check=False)

    for folder in folders:
        folder.chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")
    assert "/2026/04/cup/" in done.stdout


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("HTTPS://x.org/A b", "https://x.org/A%20b"),
        ("Http://x.org:8080", "http://x.org:8080"),
        ("https://Müller.example:8443/ü?q=1#a", "https://xn--mller-kva.example:8443/%C3%BC?q=1#a"),
        ("HTTPS://example.org/2026/04/fair/", "/2026/04/fair/"),
    ],
)
def test_an_answer_is_written_as_the_file_is_read(run, daily: Path, given: str, kept: str) -> None:
    """What another command cannot read would end every one after it."""
    answer = run("urls", "redirect", "/zz/", given)

    assert (answer.exit_code, answer.stdout) == (0, f"/zz/ -> {kept}\n")
    assert run("urls", "record").exit_code == 0


def test_a_host_that_no_network_knows_is_no_answer(run, daily: Path) -> None:
    answer = run("urls", "redirect", "/zz/", "https://-ü-.example/")

    assert answer.exit_code == 2
    assert "-ü-.example" in answer.stderr
