"""`newsgen publish`: what it does, in which order, and what is so where a step fails."""

import gc
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Timer
from typing import IO

import pytest
from click.testing import CliRunner, Result
from jinja2 import Environment

from newsgen.cli import cli
from newsgen.cli.publish import Shown
from newsgen.cli.watch import Site
from newsgen.config_file import load
from newsgen.project import Options
from newsgen.publish.lock import locked
from newsgen.publishing import Wanted
from newsgen.watching import watch
from tests.machine import POSIX, needed
from tests.walk.sites import article, small_site, tree, written

AT = "2026-06-01 12:00"
NEW = "/2026/05/a6/"
# What nobody has been told yet.
UNTOLD = ".newsgen/cache.deploy/_/untold.json"
PAGE = "2026/05/a6/index.html"

# A place that takes the whole site, keeps what newsgen.urls said at that moment, and refuses it where `closed` exists.
PUT = """
import pathlib, shutil, sys
root = pathlib.Path.cwd()
if (root / "closed").exists():
    sys.exit("the place is closed")
urls = root / "newsgen.urls"
(root / "urls-then").write_bytes(urls.read_bytes() if urls.exists() else b"")
shutil.copytree(root / "output", root / "place", dirs_exist_ok=True)
"""
# Keeps each thing that it is told, one a line.
HEAR = "import sys; open('heard', 'a').write(sys.stdin.read() + chr(10))"
# The only place, and nobody to be asked.
WANTED = Wanted(None, lambda found: False)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has been published once; nobody writes into it."""
    root = small_site(tmp_path_factory.mktemp("published"))
    written(root, {"put.py": PUT, "hear.py": HEAR})
    deploy = {"target": "command", "run": [sys.executable, "put.py"], "after": [[sys.executable, "hear.py"]]}
    config = (root / "newsgen.yaml").read_text().replace("https://example.org", "https://daily.news")
    (root / "newsgen.yaml").write_text(f"{config}deploy: {json.dumps(deploy)}\n")
    done = invoked(root)
    assert done.exit_code == 0, done.output
    return root


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Path:
    """The same, to be worked with, and with one more article than is up."""
    root = tmp_path / "site"
    shutil.copytree(published, root, symlinks=True)
    (root / "heard").unlink()
    (root / "content/a6.md").write_text(article("Title 6", "2026-05-06 10:00", "Text of 6."))
    return root


def invoked(root: Path, *arguments: str, at: str = AT) -> Result:
    return CliRunner().invoke(cli, ["publish", "-c", str(root), "--at", at, "-j", "1", *arguments], prog_name="newsgen")


def named(site: Path) -> None:
    """Let the place have a name, and another one stand beside it."""
    text = (site / "newsgen.yaml").read_text()
    before, _, place = text.partition("deploy: ")
    (site / "newsgen.yaml").write_text(f"{before}deploy:\n  live: {place}  test: {place}")


def heard(site: Path) -> list[dict[str, list[str]]]:
    file = site / "heard"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_it_builds_records_deploys_and_tells(site: Path) -> None:
    done = invoked(site)

    assert done.exit_code == 0, done.output
    assert NEW in (site / "newsgen.urls").read_text()
    assert (site / "place" / PAGE).read_bytes() == (site / "output" / PAGE).read_bytes()
    (told,) = heard(site)
    assert f"https://daily.news{NEW}" in told["new"]
    assert "https://daily.news/" in told["changed"]


def test_an_address_is_recorded_before_its_page_is_up(site: Path) -> None:
    """The other way round, an upload that breaks off leaves a page that the next build may take away without a word."""
    assert NEW not in (site / "newsgen.urls").read_text()

    assert invoked(site).exit_code == 0

    assert (site / "place" / PAGE).exists()
    assert NEW in (site / "urls-then").read_text()


def test_where_nothing_is_new_nobody_is_told(site: Path) -> None:
    assert invoked(site).exit_code == 0
    before = tree(site / "place"), len(heard(site)), (site / "newsgen.urls").read_bytes()

    assert invoked(site).exit_code == 0

    assert (tree(site / "place"), len(heard(site)), (site / "newsgen.urls").read_bytes()) == before


def test_an_error_of_the_build_stops_all(site: Path) -> None:
    (site / "content/a7.md").write_text(article("Title 7", "tomorow", "Text."))
    before = tree(site / "place"), (site / "newsgen.urls").read_bytes(), tree(site / "output")

    done = invoked(site)

    assert done.exit_code == 1
    assert "date-unreadable" in done.output
    assert "published nothing: the output folder, newsgen.urls and" in done.output
    assert (tree(site / "place"), (site / "newsgen.urls").read_bytes(), tree(site / "output")) == before
    assert heard(site) == []


def test_what_cannot_be_recorded_is_not_put_there(site: Path) -> None:
    """A page whose address nobody remembers could be lost by the next build."""
    (site / ".newsgen.urls.new").mkdir()
    before = tree(site / "place"), (site / "newsgen.urls").read_bytes()

    done = invoked(site)

    assert done.exit_code == 1
    assert "built; newsgen.urls is as it was" in done.output
    assert (tree(site / "place"), (site / "newsgen.urls").read_bytes()) == before
    assert (site / "output" / PAGE).exists()
    assert heard(site) == []


def test_what_cannot_be_put_there_is_promised_and_goes_on_the_next_time(site: Path) -> None:
    (site / "closed").touch()
    failed = invoked(site)
    (site / "closed").unlink()

    assert failed.exit_code == 1
    assert "newsgen.urls has the addresses" in failed.output
    assert "publish again, and it goes on" in failed.output
    assert NEW in (site / "newsgen.urls").read_text()
    assert heard(site) == []

    assert invoked(site).exit_code == 0
    assert (site / "place" / PAGE).exists()
    (told,) = heard(site)
    assert f"https://daily.news{NEW}" in told["new"]


@pytest.mark.parametrize("flags", [[], ["--no-record"]])
def test_what_is_asked_is_asked_before_anything_is_promised(site: Path, flags: list[str]) -> None:
    """A promise is for good, and who sees the question may find that all of it was a mistake."""
    sample = (site / "newsgen.yaml").read_text().replace("https://daily.news", "https://www.example.org")
    (site / "newsgen.yaml").write_text(sample)
    before = (site / "newsgen.urls").read_bytes()

    refused = invoked(site, *flags)
    assert (site / "newsgen.urls").read_bytes() == before
    agreed = invoked(site, *flags, "--yes")

    assert "deploy-refused" in refused.output
    assert agreed.exit_code == 0, agreed.output
    assert ((site / "newsgen.urls").read_bytes() == before) == bool(flags)


@pytest.mark.parametrize("flags", [[], ["--no-record"]])
def test_the_last_line_says_so_where_nothing_was_put_there(site: Path, flags: list[str]) -> None:
    """Whoever reads that a part may be up publishes in a hurry what was held back for a reason."""
    sample = (site / "newsgen.yaml").read_text().replace("https://daily.news", "https://www.example.org")
    (site / "newsgen.yaml").write_text(sample)
    before = tree(site / "place")

    refused = invoked(site, *flags)

    assert refused.exit_code == 1
    assert "deploy-refused" in refused.output
    assert "base_url is https://www.example.org" in refused.output
    last = r"built; newsgen\.urls and .* are as they were: publish again when that is mended"
    assert re.fullmatch(last, refused.output.splitlines()[-1])
    assert tree(site / "place") == before


def test_the_last_line_says_so_where_this_machine_cannot_remember(site: Path) -> None:
    shutil.rmtree(site / ".newsgen/cache.deploy")
    (site / ".newsgen/cache.deploy").write_text("in the way")
    before = tree(site / "place")

    refused = invoked(site)

    assert "deploy-failed" in refused.output
    assert "are as they were: publish again when that is mended" in refused.output.splitlines()[-1]
    assert tree(site / "place") == before


def test_the_last_line_of_a_dry_run_promises_nothing(site: Path) -> None:
    text = (site / "newsgen.yaml").read_text().partition("deploy: ")[0]
    (site / "newsgen.yaml").write_text(f"{text}deploy: {{target: git, to: {site}/none.git, branch: pages}}\n")

    done = invoked(site, "--dry-run")

    assert done.exit_code == 1
    assert "as they were: it was a dry run" in done.output


def test_a_dry_run_tells_of_commands_that_could_not_be_run(site: Path) -> None:
    """Else the first reader of an old page at the CDN does."""
    text = (site / "newsgen.yaml").read_text()
    written(site, {"plain": "#!/bin/sh\n"})
    after = '"after": ["./tools/none", "./plain", "no-such-program", '
    (site / "newsgen.yaml").write_text(text.replace('"after": [', after))

    done = invoked(site, "--dry-run", "--json")

    found = [each for each in json.loads(done.stdout)["diagnostics"] if each["code"] == "after-failed"]
    assert [each["hint"].split(",")[0] for each in found] == [
        "write ./tools/none",
        "chmod +x ./plain",
        "install no-such-program",
    ]


def test_a_command_that_could_not_be_run_is_told_before_anything_is_put_there(site: Path) -> None:
    """Softly: the site goes up all the same, and whoever sits there can write the script meanwhile."""
    text = (site / "newsgen.yaml").read_text()
    (site / "newsgen.yaml").write_text(text.replace('"after": [', '"after": ["./tools/none", '))
    (site / "put.py").write_text("print('putting it there', flush=True)\n" + PUT)
    command = [sys.executable, "-m", "newsgen", "publish", "--at", AT, "-j", "1"]

    done = subprocess.run(command, cwd=site, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True, check=False)

    before, _, after = done.stdout.partition("putting it there")
    assert done.returncode == 0
    assert '("none") could not be run' in before
    assert "after-failed" not in after
    assert (site / "place" / PAGE).exists()
    (told,) = heard(site)
    assert f"https://daily.news{NEW}" in told["new"]


def test_a_command_that_could_not_be_run_is_told_once(site: Path) -> None:
    text = (site / "newsgen.yaml").read_text()
    (site / "newsgen.yaml").write_text(text.replace('"after": [', '"after": ["./tools/none", '))

    done = invoked(site, "--json")

    found = [each for each in json.loads(done.stdout)["diagnostics"] if each["code"] == "after-failed"]
    assert [each["hint"].split(",")[0] for each in found] == ["write ./tools/none"]


def test_a_site_that_is_up_without_newsgen_urls_is_told(site: Path) -> None:
    """A fresh checkout in which nobody committed it forgets each promise, and says nothing."""
    (site / "newsgen.urls").unlink()

    assert "warning[urls-lost]" in invoked(site).output
    assert "urls-lost" not in invoked(site).output


def due(site: Path, at: str = AT) -> int:
    asked = ["next", "--due", "--quiet", "-c", str(site), "--at", at]
    return CliRunner().invoke(cli, asked, prog_name="newsgen").exit_code


def test_what_did_not_come_to_its_end_is_due_until_it_does(site: Path) -> None:
    """The build has nothing to do any more, and readers would never see what it made."""
    (site / "closed").touch()
    assert invoked(site).exit_code == 1
    assert due(site) == 0
    assert invoked(site, "--if-due", "--quiet").exit_code == 1
    (site / "closed").unlink()

    done = invoked(site, "--if-due", "--quiet")

    assert (done.exit_code, done.output) == (0, "")
    assert (site / "place" / PAGE).exists()
    assert due(site) == 3


def saved(site: Path, name: str, date: str, at: str) -> None:
    (site / "content" / name).write_text(article(f"Title of {name}", date, "Text."))
    stamp = datetime.fromisoformat(at).timestamp()
    os.utime(site / "content" / name, (stamp, stamp))


def test_where_a_clock_publishes_what_is_half_written_is_left(site: Path) -> None:
    """A writer saves every few minutes, and gives an article the hour of its first line."""
    saved(site, "half.md", "2026-06-01 12:10", "2026-06-01T12:12:00+02:00")

    done = invoked(site, "--if-due", at="2026-06-01 12:15")

    assert (done.exit_code, done.output) == (0, "nothing is due, or somebody else is publishing\n")
    assert not (site / "output/2026/06/half/index.html").exists()
    assert json.loads(invoked(site, "--if-due", "--json").output)["is_due"] is False


def test_where_a_clock_publishes_an_article_comes_at_its_moment(site: Path) -> None:
    saved(site, "soon.md", "2026-06-01 12:10", "2026-06-01T12:05:00+02:00")

    assert "nothing is due" in invoked(site, "--if-due", at="2026-06-01 12:09").output
    assert invoked(site, "--if-due", at="2026-06-01 12:10").exit_code == 0

    assert (site / "place/2026/06/soon/index.html").exists()


def test_a_clock_asks_what_nobody_answers_once(site: Path) -> None:
    """Cron would mail the question each minute until somebody comes to the office."""
    text = (site / "newsgen.yaml").read_text()
    (site / "newsgen.yaml").write_text(text.replace("https://daily.news", "https://www.example.org"))
    assert invoked(site).exit_code == 1
    (site / ".newsgen/unfinished-_").write_text("")

    first, second = invoked(site, "--if-due", "--quiet"), invoked(site, "--if-due", "--quiet")
    (site / "newsgen.yaml").write_text(text.replace("https://daily.news", "https://daily.test"))
    third = invoked(site, "--if-due", "--quiet")
    (site / "newsgen.yaml").write_text(text)
    answered = invoked(site, "--if-due", "--quiet")

    assert [each.exit_code for each in (first, second, third, answered)] == [1, 1, 1, 0]
    assert "base_url is https://www.example.org" in first.output
    assert second.output == ""
    assert "base_url is https://daily.test" in third.output
    assert answered.output == ""
    assert (site / "place" / PAGE).exists()


def test_a_clock_that_finds_somebody_publishing_leaves_it_to_them(site: Path) -> None:
    """Cron would mail an error each minute of a long upload."""
    with locked(site / ".newsgen/publish.lock", wait=False):
        done = invoked(site, "--if-due", "--quiet")

    assert (done.exit_code, done.output) == (0, "")


def test_who_was_not_told_hears_of_it_with_the_next(site: Path) -> None:
    """A CDN that never hears of a page shows its old copy for days."""
    (site / UNTOLD).write_text(
        json.dumps({"target": "", "new": [], "changed": [], "gone": ["https://daily.news/told-late/"]})
    )

    assert invoked(site).exit_code == 0

    assert "https://daily.news/told-late/" in heard(site)[0]["gone"]
    assert not (site / UNTOLD).exists()


def test_what_is_to_be_told_is_kept_before_the_first_file_goes(site: Path) -> None:
    """Whatever kills newsgen in the middle of an upload: pages that are up by then are not among those of the next."""
    keep = f"import shutil; shutil.copy({UNTOLD!r}, 'untold-then')\n"
    (site / "put.py").write_text(keep + PUT)

    assert invoked(site).exit_code == 0

    assert f"https://daily.news{NEW}" in (site / "untold-then").read_text()


def test_who_cannot_be_told_is_a_warning(site: Path) -> None:
    (site / "hear.py").write_text("import sys; sys.exit('no quota left')")

    done = invoked(site)

    assert done.exit_code == 0
    assert "newsgen.yaml:" in done.output
    assert "warning[after-failed]" in done.output
    assert "no quota left" in done.output
    assert (site / "place" / PAGE).exists()


def test_a_dry_run_says_what_it_would_do_and_does_it_not(site: Path) -> None:
    before = tree(site / "place"), (site / "newsgen.urls").read_bytes()

    done = invoked(site, "--dry-run")

    assert done.exit_code == 0
    assert "would be" in done.output
    assert re.search(r"newsgen.urls: \d+ addresses, [1-9]", done.output)
    assert (tree(site / "place"), (site / "newsgen.urls").read_bytes()) == before
    assert heard(site) == []


def test_addresses_of_a_place_that_nobody_knows_are_not_promised(site: Path) -> None:
    before = (site / "newsgen.urls").read_bytes()

    done = invoked(site, "--no-record")

    assert done.exit_code == 0
    assert (site / "newsgen.urls").read_bytes() == before
    assert (site / "place" / PAGE).exists()


def test_json_tells_each_step(site: Path) -> None:
    done = json.loads(invoked(site, "--json").output)

    assert (done["exit_code"], done["failed"]) == (0, None)
    assert done["build"]["n_articles"] == 6
    assert done["record"]["n_new"] >= 1
    assert f"https://daily.news{NEW}" in [each["url"] for each in done["deploy"]["new"]]


def test_json_tells_which_step_failed(site: Path) -> None:
    (site / "closed").touch()

    done = json.loads(invoked(site, "--json").stdout)

    assert (done["exit_code"], done["failed"]) == (1, "deploy")
    assert "error" in {each["level"] for each in done["diagnostics"]}


def test_of_several_places_one_is_named(site: Path) -> None:
    named(site)

    assert invoked(site).exit_code == 2
    assert "live | test" in invoked(site).output
    assert invoked(site, "lvie").exit_code == 2
    assert not heard(site)
    assert invoked(site, "live").exit_code == 0
    assert heard(site)[0]["target"] == "live"


def test_without_a_place_nothing_is_built(site: Path) -> None:
    """Else somebody waits for minutes to read that nothing was ever going to be published."""
    text = (site / "newsgen.yaml").read_text()
    (site / "newsgen.yaml").write_text(text.partition("deploy: ")[0])

    done = invoked(site)

    assert done.exit_code == 2
    assert "newsgen manual" in done.output
    assert not (site / "output" / PAGE).exists()


def test_two_do_not_publish_at_once(site: Path) -> None:
    with locked(site / ".newsgen/publish.lock", wait=False):
        done = invoked(site, "--no-wait")

    assert done.exit_code == 1
    assert "locked" in done.output
    assert not (site / "output" / PAGE).exists()


@pytest.mark.parametrize(
    "flags",
    [
        ["--watch", "--dry-run"],
        ["--watch", "--json"],
        ["--watch"],
        ["--on-change"],
        ["--watch", "--if-due"],
        ["--budget", "x"],
    ],
)
def test_flags_that_contradict_are_refused(site: Path, flags: list[str]) -> None:
    """`--at`, which all of them have here, would let the clock of a watch stand still."""
    assert invoked(site, *flags).exit_code == 2


def test_a_mistake_below_after_is_told_at_its_line(site: Path) -> None:
    text = (site / "newsgen.yaml").read_text().replace('"after": [', '"after": ["purge && tell", ')

    _, found = load(text, "newsgen.yaml")

    assert [(each.code, each.place.line) for each in found] == [("config-value", text.count("\n"))]
    assert "written for a shell" in found[0].text


@contextmanager
def watching(site: Path, *more: str) -> Iterator[tuple["subprocess.Popen[str]", IO[str]]]:
    needed(POSIX)
    command = [sys.executable, "-m", "newsgen", "publish", "--watch", "-j", "1", *more]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    process = subprocess.Popen(
        command, cwd=site, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    # Whoever waits for a line that never comes is told so.
    guard = Timer(90, process.kill)
    guard.start()
    try:
        yield process, process.stdout
    finally:
        guard.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


def until(lines: IO[str], word: str) -> list[str]:
    """The lines up to the one that has a word; all that there are, where none has it."""
    found = []
    for line in lines:
        found.append(line)
        if word in line:
            return found
    pytest.fail(f"{word} never comes: {found}")


def test_a_watch_publishes_an_article_when_its_moment_comes(site: Path) -> None:
    with watching(site) as (process, lines):
        until(lines, "waiting")
        soon = datetime.now(UTC) + timedelta(seconds=2)
        (site / "content/soon.md").write_text(article("Soon", f"{soon:%Y-%m-%d %H:%M:%SZ}", "Text.", "url: /soon/\n"))
        until(lines, "its moment has come")
        until(lines, "waiting")
        process.send_signal(signal.SIGTERM)
        process.wait()

    assert (site / "place/soon/index.html").stat().st_mtime >= int(soon.timestamp())
    assert process.returncode == 0


def test_only_one_watches_a_place(site: Path) -> None:
    with watching(site) as (_, lines):
        until(lines, "waiting")
        second = subprocess.run(
            [sys.executable, "-m", "newsgen", "publish", "--watch"],
            cwd=site,
            capture_output=True,
            text=True,
            check=False,
        )

    assert second.returncode == 1
    assert "a watch of this site is running already" in second.stderr


def test_a_watch_ends_after_what_it_is_doing(site: Path) -> None:
    """A service that is stopped in the middle of an upload would leave half of it until somebody starts it again."""
    needed(POSIX)
    os.mkfifo(site / "gate")
    (site / "put.py").write_text("print('at the gate', flush=True); open('gate').readline()\n" + PUT)

    with watching(site) as (process, lines):
        until(lines, "at the gate")
        process.send_signal(signal.SIGTERM)
        # Open for both, it waits for no reader.
        gate = os.open(site / "gate", os.O_RDWR)
        os.write(gate, b"open\n")
        said = lines.read()
        process.wait()
        os.close(gate)

    assert process.returncode == 0, said
    assert said.splitlines()[-1].endswith("ended: the last publication went well")
    assert (site / "place" / PAGE).exists()
    assert len(heard(site)) == 1


@pytest.mark.parametrize("is_at_work", [True, False], ids=["in-the-middle", "while-it-waits"])
def test_a_watch_that_ends_after_a_failure_says_so(site: Path, is_at_work: bool) -> None:
    """Who stops a service before going home must not read that all is up, or that it is tried again."""
    needed(POSIX)
    os.mkfifo(site / "gate")
    waits = "print('at the gate', flush=True); open('gate').readline()\n" if is_at_work else ""
    (site / "put.py").write_text(waits + "raise SystemExit('the place is closed')\n")

    with watching(site) as (process, lines):
        until(lines, "at the gate" if is_at_work else "trying again")
        process.send_signal(signal.SIGTERM)
        gate = os.open(site / "gate", os.O_RDWR)
        os.write(gate, b"open\n")
        said = lines.read().splitlines()
        process.wait()
        os.close(gate)

    assert process.returncode == 1, said
    assert said[-1] == "ended: the last attempt failed, and nobody tries again before newsgen publish"
    assert not [line for line in said if "trying again" in line]


def test_a_watch_keeps_nothing_of_earlier_publications(site: Path) -> None:
    """It runs for months."""

    def n_loaded() -> int:
        return sum(isinstance(each, Environment) for each in gc.get_objects())

    of_site = Site(Options(site, jobs=1), WANTED, Shown(as_json=False, quiet=True))
    clock = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert of_site.publish(clock, "first")
    before = n_loaded()
    (site / "content/a6.md").write_text(article("Another", "2026-05-06 10:00", "Text of 6."))

    assert of_site.publish(clock, "second")

    assert n_loaded() <= before


def test_a_watch_goes_on_when_newsgen_yaml_is_broken_meanwhile(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody is just writing it; a watch that ends would be noticed when the next embargo does not."""
    good = (site / "newsgen.yaml").read_text()
    now, n_pauses = datetime(2026, 6, 1, 12, tzinfo=UTC), 0

    def pause(seconds: float) -> bool:
        nonlocal now, n_pauses
        now += timedelta(seconds=seconds)
        n_pauses += 1
        if text := {1: "title: [\n", 10: good}.get(n_pauses):
            (site / "newsgen.yaml").write_text(text)
        return n_pauses == 20

    of_site = Site(Options(site, jobs=1), WANTED, Shown(as_json=False, quiet=False))
    watch(of_site, lambda: now, pause, of_site.tell, with_files=True)

    said = capsys.readouterr()
    assert "config-yaml" in said.err
    assert "trying again at" in said.out
    assert said.out.count("files have changed") == 2
    # Published at first, and when it was mended.
    assert said.out.count("newsgen.urls:") == 2
