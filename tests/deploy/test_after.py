"""Whoever is named in `after:` hears which addresses a deploy has changed, and nobody can hold it up."""

import json
import os
import select
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from newsgen.deploy.after import Means, News, news, notified
from newsgen.deploy.outcome import Address, Outcome
from newsgen.diagnostics import Diagnostic, Place
from newsgen.hooks import Written, mistakes
from tests.deploy.listening import Listening, listening
from tests.machine import POSIX, needed

AT = "https://paper.example"
NEWS = News("live", new=(f"{AT}/new/",), changed=(f"{AT}/", f"{AT}/feed.xml"), gone=(f"{AT}/old/",))
AS_JSON = {
    "target": "live",
    "new": [f"{AT}/new/"],
    "changed": [f"{AT}/", f"{AT}/feed.xml"],
    "gone": [f"{AT}/old/"],
    "listed": [],
    "feeds": [],
}
KEPT = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"


@pytest.fixture
def host() -> Iterator[Listening]:
    with listening() as found:
        yield found


def told(root: Path, *after: Written, news: News = NEWS, limit_s: float = 30, **more: str) -> tuple[Diagnostic, ...]:
    means = Means(root, {**os.environ, **more}, limit_s)
    return tuple(notified(after, news, [Place("newsgen.yaml", 7)] * len(after), means))


def keeping(name: str) -> Sequence[str]:
    return [sys.executable, "-c", KEPT, name]


def test_a_command_hears_the_addresses_as_json(tmp_path: Path) -> None:
    """Purging a CDN means to name what has changed."""
    assert told(tmp_path, keeping("heard.json")) == ()

    assert json.loads((tmp_path / "heard.json").read_text()) == AS_JSON


def test_a_text_is_split_as_a_shell_would_and_no_shell_reads_it(tmp_path: Path) -> None:
    script = tmp_path / "tell me.py"
    script.write_text("import sys, pathlib; pathlib.Path('words').write_text(repr(sys.argv[1:]))")

    assert told(tmp_path, f"\"{sys.executable}\" 'tell me.py' 'two words' * ~") == ()

    assert (tmp_path / "words").read_text() == "['two words', '*', '~']"


def test_a_script_of_the_site_is_found_wherever_newsgen_was_started(tmp_path: Path) -> None:
    needed(POSIX)
    script = tmp_path / "tools/purge"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\ncat > heard.json\n")
    script.chmod(0o755)

    assert told(tmp_path, "./tools/purge") == ()

    assert json.loads((tmp_path / "heard.json").read_text()) == AS_JSON


def test_an_address_hears_them_by_post(tmp_path: Path, host: Listening) -> None:
    assert told(tmp_path, f"{host.url}/ok?site=paper") == ()

    (path, headers, heard) = host.heard[0]
    assert path == "/ok?site=paper"
    assert headers["Content-Type"] == "application/json"
    assert heard == AS_JSON


def test_what_is_secret_of_an_address_stands_in_the_environment(tmp_path: Path, host: Listening) -> None:
    hooks = ["${HOOK}", f"{host.url}/services/${{TOKEN}}"]

    assert told(tmp_path, *hooks, HOOK=f"http://name:word@{host.host}/ok\n", TOKEN="T0/B0") == ()

    assert [path for path, _, _ in host.heard] == ["/ok", "/services/T0/B0"]
    assert host.heard[0][1]["Authorization"] == "Basic bmFtZTp3b3Jk"


def test_each_fails_softly_and_stops_nobody(tmp_path: Path, host: Listening) -> None:
    """The site is up by then: what is left is to say so."""
    failing = [sys.executable, "-c", "import sys; print('no quota left', file=sys.stderr); sys.exit(4)"]

    found = told(
        tmp_path, failing, "no-such-program --now", f"{host.url}/refused", "http://127.0.0.1:1/", keeping("it")
    )

    assert [each.level for each in found] == ["warning"] * 4
    assert {str(each.place) for each in found} == {"newsgen.yaml:7"}
    assert "ends with exit code 4: no quota left" in found[0].text
    assert '"no-such-program") could not be run' in found[1].text
    assert found[2].text == f'after: item 3 ("{host.url}/…") answers 403'
    assert "cannot be reached" in found[3].text
    assert (tmp_path / "it").exists()


def test_who_answers_for_ever_is_left(tmp_path: Path, host: Listening) -> None:
    """A limit for each piece that arrives would be none."""
    (found,) = told(tmp_path, f"{host.url}/drip", limit_s=0.3)

    assert "did not answer within 0.3 s" in found.text


def test_a_command_that_takes_too_long_is_ended_with_what_it_has_started(tmp_path: Path) -> None:
    """Left alone they would gather, one a publication."""
    needed(POSIX)
    for name in ("never", "alive"):
        os.mkfifo(tmp_path / name)
    alive = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)

    (found,) = told(tmp_path, ["sh", "-c", "exec 3>alive; cat never & wait"], limit_s=0.5)

    assert "took longer than 0.5 s" in found.text
    # It ends for its reader when the last that held it open is gone.
    readable, _, _ = select.select([alive], [], [], 10)
    assert readable == [alive]
    os.close(alive)


def test_a_child_that_outlives_its_command_holds_nobody_up(tmp_path: Path) -> None:
    """Programs that put themselves into the background keep what they were given open."""
    needed(POSIX)
    os.mkfifo(tmp_path / "gate")

    assert told(tmp_path, ["sh", "-c", "cat gate >&2 & exit 0"]) == ()

    (tmp_path / "gate").write_text("now")


def test_a_redirect_is_told_and_not_followed(tmp_path: Path, host: Listening) -> None:
    """Most make a GET of it: the news would be lost, and nobody would hear of it."""
    (found,) = told(tmp_path, f"{host.url}/moved")

    assert "leads elsewhere (302)" in found.text
    assert [path for path, _, _ in host.heard] == ["/moved"]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "", "http://", "http://a b/"]
)
def test_only_the_web_is_posted_to(tmp_path: Path, address: str) -> None:
    (found,) = told(tmp_path, "${HOOK}", HOOK=address)

    assert "is no address of the web" in found.text


def test_a_variable_that_is_not_set_is_named(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "https://hooks.example/${NO_SUCH_VARIABLE}")

    assert "needs NO_SUCH_VARIABLE" in found.text


def test_no_log_shows_a_secret(tmp_path: Path, host: Listening) -> None:
    """Logs of workflows are read by many, and for years."""
    secret = "s3cr3t-w0rd"
    says = f"import os, sys; sys.exit('https://me:{secret}@cdn.example/ token={secret} ' + os.environ['CDN_KEY'])"
    hooks = [
        [sys.executable, "-c", says, secret],
        f"{host.url}/refused?q={secret}",
        "${HOOK}",
        f"http://127.0.0.1:1/{secret}",
    ]

    found = told(tmp_path, *hooks, CDN_KEY="k3y-of-the-cdn", HOOK=f"http://me:{secret}@{host.host}:x/{secret}")

    assert len(found) == 4
    shown = " ".join(each.text + each.hint for each in found)
    assert secret not in shown
    assert "k3y-of-the-cdn" not in shown


@pytest.mark.parametrize("command", [["true"], keeping("heard.json")])
def test_thousands_of_addresses_reach_also_who_reads_none(tmp_path: Path, command: Sequence[str]) -> None:
    """A pipe holds 64 KB, and a program that has ended reads nothing."""
    needed(POSIX)
    many = tuple(f"{AT}/2026/05/an-article-with-a-long-name-{number}/" for number in range(30_000))

    assert told(tmp_path, command, news=News("", many, (), ())) == ()

    assert command == ["true"] or len(json.loads((tmp_path / "heard.json").read_text())["new"]) == 30_000


def test_nobody_hears_of_a_deploy_that_changed_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, keeping("heard.json"), news=News("live", (), (), ())) == ()

    assert not (tmp_path / "heard.json").exists()


def test_search_engines_hear_of_pages_and_hubs_of_feeds() -> None:
    page = Address(f"{AT}/a/", "a/index.html", "article", True)
    feed = Address(f"{AT}/feed.xml", "feed.xml", "feed", False)
    gone = Address(f"{AT}/b/", "b/index.html", "article", True)

    found = news(Outcome("live", "paper:www", new=(page,), changed=(feed,), gone=(gone,)))

    assert found.listed == (page.url, gone.url)
    assert found.feeds == (feed.url,)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "names no program"),
        ([], "names no program"),
        ([" ", "x"], "names no program"),
        ("purge 'it", "quotation mark"),
        ("purge && tell", "written for a shell"),
        ("purge | tell", "written for a shell"),
        ("purge $KEY", "written for a shell"),
        ("purge `date`", "written for a shell"),
        ("ftp://cdn.example/purge", '"ftp:"'),
        ("https://", "no address"),
        ("https://cdn.example:port/", "no address"),
        ("https://cdn example/", "no address"),
        ("https://name@cdn.example/", "a name or a password"),
        ("https://cdn.example/${NAME", "variable"),
        ("https://cdn.example/${2}", "variable"),
    ],
)
def test_what_could_never_be_told_is_said_before(written: Written, said: str) -> None:
    """Else it would show on the day of the first publication, in a log."""
    ((_, (text, hint)),) = mistakes(["./purge", written])

    assert said in text
    assert "item 2" in text
    assert hint


@pytest.mark.parametrize(
    "written",
    [
        *("./purge", "curl -fsS https://cdn.example/", "https://cdn.example/purge?site=1", "HTTPS://cdn.example/"),
        *(["sh", "-c", "tell | purge $KEY"], "${HOOK}", "https://${LOGIN}@cdn.example/", "https://${HOST}/purge"),
        *("https://münchen.example/", "http://[::1]:8080/", "https://cdn.example/?key=${KEY}"),
    ],
)
def test_what_can_be_told_is_no_mistake(written: Written) -> None:
    assert list(mistakes([written])) == []
