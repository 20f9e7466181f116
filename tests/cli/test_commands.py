import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import click
import pytest

from newsgen import __version__
from newsgen.cli import COMMANDS, Commands, cli
from tests.machine import POSIX, needed

HEAVY = ("markdown", "jinja2", "yaml", "rich", "msgspec", "babel", "nh3", "PIL", "feedgen", "sqlite3", "slugify")


def test_version_loads_nothing_heavy() -> None:
    """`newsgen --version` answers at once, so what takes long to import must wait until it is needed."""
    script = (
        "import sys\nfrom newsgen.cli import cli\ncli(['--version'], standalone_mode=False)\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules))"
    )

    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert answer.stdout == f"newsgen {__version__}\n\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples(run, name: str) -> None:
    shown = run(name, "--help")

    assert shown.exit_code == 0
    assert "Examples:" in shown.output
    examples = re.findall(r"newsgen (\w+)", shown.output.partition("Examples:")[2])
    assert examples and set(examples) <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_flags_of_the_examples_exist(name: str) -> None:
    """A help text must not promise a flag that is gone."""
    assert isinstance(cli, Commands)
    command = cli.get_command(click.Context(cli), name)

    assert command is not None and command.help is not None
    known = {flag for parameter in command.params for flag in parameter.opts}
    shown = re.findall(r"^ +newsgen " + name + r"(.*)$", command.help, re.MULTILINE)
    used = {flag for line in shown for flag in re.findall(r"(?<=\s)--?[a-zA-Z][\w-]*", re.split(r" \| | && ", line)[0])}
    assert shown
    assert used <= known


def test_the_manual_names_every_command_and_every_flag_of_build(run) -> None:
    manual = (Path(__file__).parents[2] / "docs/command-line.md").read_text("utf-8")
    build = cli.get_command(click.Context(cli), "build")

    assert build is not None
    flags = {flag for parameter in build.params for flag in parameter.opts}
    assert {f"`{flag}" for flag in flags if f"`{flag}" not in manual} == set()
    assert all(f"newsgen {name}" in manual for name in COMMANDS)


def test_a_mistyped_command_is_answered_with_the_right_one(run) -> None:
    answer = run("biuld")

    assert answer.exit_code == 2
    assert 'did you mean "build"?' in answer.output


def test_list_shows_state_and_address(run, site: Path) -> None:
    run("new", "A plan", "--draft")
    run("new", "A day", "--date", "2031-01-01")

    listed = run("list")
    answer = json.loads(run("list", "--json").stdout)

    assert listed.exit_code == 0
    assert re.search(
        r"^2026-05-01 12:00  published +/2026/05/the-bridge-is-open-again/ +The bridge is open again$",
        listed.stdout,
        re.MULTILINE,
    )
    states = {article["title"]: article["status"] for article in answer["articles"]}
    assert states == {
        "The bridge is open again": "published",
        "The library shows a detour": "published",
        "A plan": "draft",
        "A day": "scheduled",
    }
    assert answer["articles"][0]["title"] == "A day"
    assert answer["articles"][0]["date"].startswith("2031-01-01T00:00:00")


def test_list_can_be_narrowed_to_a_state(run, site: Path) -> None:
    run("new", "A plan", "--draft")

    answer = json.loads(run("list", "--json", "--status", "draft").stdout)

    assert [article["title"] for article in answer["articles"]] == ["A plan"]


def test_list_ends_with_1_where_a_source_is_broken(run, site: Path) -> None:
    (site / "content/broken.md").write_text("---\ntitle: No date\n---\n")

    listed = run("list")

    assert listed.exit_code == 1
    assert "content/broken.md" in listed.stderr
    assert "The bridge is open again" in listed.stdout


def test_clean_removes_what_newsgen_wrote_and_nothing_else(run, site: Path) -> None:
    run("build")
    (site / "output/own.txt").write_text("mine")

    cleaned = run("clean")

    assert cleaned.exit_code == 0
    assert [path.name for path in (site / "output").rglob("*")] == ["own.txt"]
    assert re.fullmatch(r"\d+ files removed\n", cleaned.stdout)


def test_why_tells_what_a_page_asked(run, site: Path) -> None:
    run("build")

    by_url = run("why", "/2026/05/the-bridge-is-open-again/")
    by_path = run("why", "2026/05/the-bridge-is-open-again/index.html")

    assert by_url.exit_code == 0
    assert by_url.stdout == by_path.stdout
    assert "made in the last build" in by_url.stdout


def test_why_knows_no_page_that_is_not_there(run, site: Path) -> None:
    run("build")

    assert run("why", "/nowhere/").exit_code == 1


@pytest.mark.parametrize("command", [("list",), ("clean",), ("why", "/"), ("build", "--verify"), ("build",)])
def test_no_command_goes_without_a_configuration(run, tmp_path: Path, command: tuple[str, ...]) -> None:
    refused = run(*command)

    assert refused.exit_code == 2
    assert "newsgen init" in refused.output
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_is_being_built_is_not_built_twice(run, site: Path) -> None:
    needed(POSIX)
    run("build")
    from newsgen.publish.lock import locked

    with locked(site / ".newsgen/cache.lock", wait=False):
        refused = run("build", "--no-wait")

    assert refused.exit_code == 1
    assert "error[locked]" in refused.stderr
    assert str(os.getpid()) in refused.stderr


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """https://no-color.org: any value but the empty one."""
    from newsgen.cli import report

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "")
    assert report.is_colourful()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not report.is_colourful()


def test_an_interrupt_ends_with_130(tmp_path: Path) -> None:
    """A template that never ends: where the staging folder stands, newsgen is at work, and would be for ever."""
    needed(POSIX)
    for name in ("content", "templates"):
        (tmp_path / name).mkdir()
    (tmp_path / "newsgen.yaml").write_text("title: Test\nbase_url: https://example.org\n")
    (tmp_path / "content" / "a.md").write_text("---\ntitle: A\ndate: 2026-05-01\n---\nText.\n")
    (tmp_path / "templates" / "article.html").write_text("{% for _ in range(1000000000000) %}{% endfor %}")
    command = [sys.executable, "-m", "newsgen", "build"]
    # A shell that puts the tests into the background has them ignore interruptions, and so what they start.
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    with process:
        _wait_for(tmp_path / ".newsgen" / "cache.staging", process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert process.returncode == 130
    assert (out, err.strip()) == ("", "interrupted")


def _wait_for(folder: Path, process: "subprocess.Popen[str]") -> None:
    """Until the folder is there; a process that ends before fails the test, and does not hang it."""
    while not folder.exists():
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.02)
            raise AssertionError(f"newsgen ended with {process.returncode} before it was at work")


@pytest.mark.parametrize("linked", [".newsgen", ".newsgen/preview"])
def test_a_preview_behind_a_link_is_refused_before_it_is_served(run, site: Path, tmp_path: Path, linked: str) -> None:
    """What stands elsewhere would be shown to whoever reaches the server."""
    shutil.rmtree(site / ".newsgen", ignore_errors=True)
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (site / linked).parent.mkdir(exist_ok=True)
    (site / linked).symlink_to(elsewhere)

    result = run("serve", "--port", "0")

    assert (result.exit_code, "error[state-linked]" in result.stderr) == (2, True)
    assert list(elsewhere.iterdir()) == []


def test_an_address_that_is_no_text_keeps_the_cache(run, site: Path) -> None:
    run("build")

    assert run("why", "\udcff").exit_code == 1
    assert "0 files written" in run("build").stdout


def test_a_preview_ends_where_no_site_is_and_writes_nothing(run, tmp_path: Path) -> None:
    """Whoever is in the wrong folder, such as the home folder, would have it watched."""
    answer = run("serve", "--port", "0")

    assert (answer.exit_code, "error[config-missing]" in answer.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []
