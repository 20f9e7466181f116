import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.state.stamps import stamp

SUMMARY = re.compile(
    r"2 articles: (\d+) files? written, (\d+) unchanged, (\d+) removed in \d+\.\d s; (\d+) changed for readers\n"
)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def broken(site: Path) -> Path:
    file = site / "content/broken.md"
    file.write_text("---\ntitle: Broken\ndate: tomorow\n---\n\nText.\n")
    return file


def test_the_last_line_sums_up(run, site: Path) -> None:
    first = SUMMARY.search(run("build").stdout)
    second = SUMMARY.search(run("build").stdout)

    assert first and second
    written, unchanged, removed, changed = (int(number) for number in first.groups())
    assert (written, unchanged, removed, changed) == (len(files(site / "output")), 0, 0, written)
    assert [int(number) for number in second.groups()] == [0, written, 0, 0]


def test_a_failing_build_leaves_the_output_as_it_was(run, site: Path) -> None:
    run("build")
    before = files(site / "output")
    broken(site)
    next((site / "content/pages").iterdir()).unlink()

    failed = run("build")

    assert failed.exit_code == 1
    assert "content/broken.md:3:7: error[date-unreadable]" in failed.stderr
    assert "the output is as it was" in failed.stderr
    assert files(site / "output") == before


def test_a_build_that_changes_more_than_its_budget_publishes_nothing(run, site: Path) -> None:
    """A wrong edit of a template must not reach every page of an archive unseen."""
    run("build")
    before = files(site / "output")
    yaml = site / "newsgen.yaml"
    yaml.write_text(re.sub("(?m)^title: .*", "title: Another", yaml.read_text()))

    failed = run("build", "--budget", "3")
    answer = json.loads(run("build", "--budget", "3", "--json").stdout)
    after = files(site / "output")
    allowed = run("build", "--budget", str(answer["n_changed"]))

    assert failed.exit_code == 1
    assert "output: error[over-budget]: " in failed.stderr
    assert "files would change for readers, and --budget allows 3" in failed.stderr
    assert (answer["exit_code"], answer["n_written"], answer["changes"]) == (1, 0, [])
    assert [each["code"] for each in answer["diagnostics"]] == ["over-budget"]
    assert after == before
    assert allowed.exit_code == 0
    differing = {path for path, data in files(site / "output").items() if before[path] != data}
    assert len(differing) == answer["n_changed"] > 3


def test_files_that_are_only_restored_change_nothing_for_readers(run, site: Path) -> None:
    run("build")
    (site / "output/index.html").unlink()

    restored = SUMMARY.search(run("build", "--budget", "0").stdout)

    assert restored
    assert (restored[1], restored[4]) == ("1", "0")


def test_a_lost_cache_does_not_count_as_a_change(run, site: Path) -> None:
    """A runner of continuous integration may keep the output and not .newsgen/."""
    run("build")
    shutil.rmtree(site / ".newsgen")

    again = SUMMARY.search(run("build", "--budget", "0").stdout)

    assert again
    assert again[4] == "0"


@pytest.mark.parametrize(
    "folder", [".git", ".git/hooks", ".newsgen", ".newsgen/cache.staging", ".newsgen/preview", "content", "."]
)
def test_an_output_folder_among_what_keeps_the_site_is_refused(run, site: Path, folder: str) -> None:
    (site / ".git").mkdir()

    refused = run("build", "-o", folder)

    assert refused.exit_code == 2
    assert "newsgen.yaml: error[output-misplaced]" in refused.stderr
    assert list((site / ".git").iterdir()) == []


def test_json_stands_alone_on_stdout(run, site: Path) -> None:
    answer = json.loads(run("build", "--json", "-v").stdout)

    assert answer["exit_code"] == 0
    assert answer["n_articles"] == 2
    assert answer["n_written"] == len(answer["changes"]) == len(files(site / "output"))
    assert {change["action"] for change in answer["changes"]} == {"added"}
    assert all(change["path"] and change["cause"] for change in answer["changes"])


def test_json_tells_what_is_wrong(run, site: Path) -> None:
    broken(site)

    failed = run("build", "--json")

    assert failed.exit_code == 1
    (found,) = json.loads(failed.stdout)["diagnostics"]
    assert (found["code"], found["file"], found["line"], found["column"]) == (
        "date-unreadable",
        "content/broken.md",
        3,
        7,
    )


def test_verbose_names_each_page_and_why(run, site: Path) -> None:
    run("build")
    article = next((site / "content/2026/05").glob("the-bridge*.md"))
    article.write_text(article.read_text().replace("open again", "open at last"))

    again = run("build", "-v")

    assert re.search(r"^changed +2026/05/the-bridge-is-open-again/index\.html  \(.+\)$", again.stdout, re.MULTILINE)


def test_quiet_says_nothing_of_a_good_build(run, site: Path) -> None:
    assert run("build", "-q").output == ""


def test_drafts_and_coming_articles_show_only_when_asked_for(run, site: Path) -> None:
    run("new", "A secret plan", "--draft")
    run("new", "A distant day", "--date", "2031-01-01")

    plain = run("build", "-o", "plain")
    asked = run("build", "-D", "-F", "-o", "asked")

    assert (plain.exit_code, asked.exit_code) == (0, 0), plain.output + asked.output
    assert not any(b"secret plan" in text or b"distant day" in text for text in files(site / "plain").values())
    home = files(site / "asked")["index.html"]
    assert b"A secret plan" in home and b"A distant day" in home


def test_the_clock_decides_what_is_public(run, site: Path) -> None:
    run("new", "A distant day", "--date", "2031-01-01 12:00")

    before = run("build", "--at", "2031-01-01 11:59", "-o", "before")
    after = run("build", "--at", "2031-01-01 12:00", "-o", "after")

    assert "2 articles" in before.output
    assert "3 articles" in after.output


@pytest.mark.parametrize(
    "flags", [("--at", "soon"), ("--at", "2026-13-01"), ("--jobs", "0"), ("--no-such-flag",), ("-c", "none.yaml")]
)
def test_what_cannot_be_asked_ends_with_2(run, site: Path, flags: tuple[str, ...]) -> None:
    refused = run("build", *flags)

    assert refused.exit_code == 2
    assert not (site / "output").exists()


def test_a_bad_epoch_ends_with_2(run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    assert run("build").exit_code == 2


def test_a_bad_configuration_ends_with_2(run, site: Path) -> None:
    (site / "newsgen.yaml").write_text("titel: A\npage_size: many\n")

    refused = run("build")

    assert refused.exit_code == 2
    assert 'did you mean "title"?' in refused.stderr
    assert "newsgen.yaml:2:12" in refused.stderr


def test_another_address_and_folder(run, site: Path) -> None:
    run("build", "-b", "https://staging.example.net/news", "-o", "preview")

    assert b"https://staging.example.net/news/" in files(site / "preview")["feed.xml"]
    assert not (site / "output").exists()


def test_verify_finds_nothing_in_a_good_site(run, site: Path) -> None:
    verified = run("build", "--verify")

    assert verified.exit_code == 0, verified.output
    assert "verified" in verified.stdout


def test_verify_finds_a_file_that_no_stat_tells_of(run, site: Path) -> None:
    """As a disk that loses bits would leave it: only reading it tells."""
    run("build")
    home = site / "output/index.html"
    home.write_bytes(home.read_bytes()[:-2] + b"?\n")
    with closing(sqlite3.connect(site / ".newsgen/cache.db")) as cache, cache:
        cache.execute("UPDATE outputs SET stamp = ? WHERE path = 'index.html'", (stamp(home.stat()),))

    verified = run("build", "--verify")

    assert verified.exit_code == 1
    assert "index.html" in verified.stderr


def test_no_traceback_where_the_machine_refuses(run, site: Path) -> None:
    """The output folder's place is taken by a file."""
    (site / "output").write_text("in the way")

    refused = run("build")

    assert refused.exit_code == 1
    assert "Traceback" not in refused.output
    assert (site / "output").read_text() == "in the way"


def test_a_log_has_no_colours_and_no_bar(site: Path) -> None:
    broken(site)

    failed = subprocess.run([sys.executable, "-m", "newsgen", "build"], cwd=site, capture_output=True, check=False)

    assert failed.returncode == 1
    assert failed.stdout == b""
    assert b"error[date-unreadable]" in failed.stderr
    assert b"\x1b" not in failed.stderr and b"\r" not in failed.stderr


def test_a_file_cannot_speak_in_the_log_of_a_build(run, site: Path) -> None:
    """Who may write an article must not be able to set a variable of the workflow that publishes it."""
    (site / "content" / "x\n::set-env name=A::b.md").write_text("---\ntitle: \x1b[2J##vso[task.x]\ndate: soon\n---\n")

    result = run("build", "-v")

    assert result.exit_code == 1
    assert not [line for line in result.stderr.splitlines() if line.lstrip().startswith("::")]
    assert "\x1b" not in result.output
    assert "##vso[" not in result.output
    assert "##vso[" not in run("build", "--json").output


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names that are not Unicode")
def test_a_name_that_is_not_utf_8_is_told_in_both_forms(run, site: Path) -> None:
    """A name of bytes must not end the one run that would tell of it."""
    (Path(os.fsdecode(os.fsencode(site / "content") + b"/caf\xe9.md"))).write_text("---\ntitle: A\n---\n")

    told = run("build")
    parsed = json.loads(run("build", "--json").stdout)

    assert "error[name-encoding]" in told.stderr
    assert [each["code"] for each in parsed["diagnostics"]] == ["name-encoding"]


def test_a_title_cannot_turn_a_list_around(run, site: Path) -> None:
    (site / "content" / "x.md").write_text("---\ntitle: abc\u202ecba\ndate: 2026-05-01\n---\nText.\n", "utf-8")

    listed = run("list").stdout

    assert r"abc\u202ecba" in listed
    assert "\u202e" not in listed


def test_of_warnings_those_of_today_are_listed(run, site: Path) -> None:
    """A moved archive has thousands; a build in which nothing changed says how many stand."""
    text = "---\ntitle: T\ndate: 2020-01-01\n---\n[a](/none/)\n"
    for number in range(30):
        (site / f"content/old-{number}.md").write_text(text)

    first = run("build").stderr
    second = run("build").stderr
    (site / "content/new.md").write_text(text)
    third = run("build").stderr

    assert first.count("warning[link-broken]") == 5
    assert first.endswith("\nnot listed: 25 more of the same; -v lists all\n")
    assert second == "30 warnings: 30 link-broken\nnot listed: 30 as in the last build; -v lists all\n"
    assert third.startswith("content/new.md:5:5: warning[link-broken]")
    assert third.endswith("31 warnings: 31 link-broken\nnot listed: 30 as in the last build; -v lists all\n")
    assert run("build", "-v").stderr.count("warning[link-broken]") == 31
    assert len(json.loads(run("build", "--json").stdout)["diagnostics"]) == 31
    assert run("build", "--strict").stderr.count("warning[link-broken]") == 31
