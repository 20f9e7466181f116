import re
import subprocess
import sys
from pathlib import Path

import frontmatter
import pytest

from tests.machine import POSIX, needed


def test_new_prints_the_path_of_what_it_wrote(run, site: Path) -> None:
    made = run("new", "The mayor's new bicycle")

    assert made.exit_code == 0
    assert made.stdout == f"{Path('content/2026/05/the-mayor-s-new-bicycle.md')}\n"
    assert (site / made.stdout.strip()).exists()


@pytest.mark.parametrize(
    "headline",
    ["2026", "No", "null", 'A: "b" # c', "- one", "'", "[x]", "{y}", "@z", "Über Öl & Äpfel – ja!", "%a", "a\\nb"],
)
def test_any_headline_reads_back_as_it_was_given(run, site: Path, headline: str) -> None:
    """A colon, a hash or a number in a headline must not become YAML."""
    made = run("new", "--slug", "s", "--", headline)

    assert made.exit_code == 0, made.output
    assert frontmatter.load(site / made.stdout.strip())["title"] == headline


def test_new_fills_in_what_it_is_told(run, site: Path) -> None:
    made = run(
        *("new", "Budget", "--category", "Town", "--category", "Money: all", "--tag", "5G", "--author", "Ada Byron"),
        *("--draft", "--date", "2026-07-01 06:30"),
    )

    post = frontmatter.load(site / made.stdout.strip())
    assert made.stdout.startswith(str(Path("content/2026/07")))
    assert post["categories"] == ["Town", "Money: all"]
    assert post["tags"] == ["5G"]
    assert post["authors"] == ["Ada Byron"]
    assert post["draft"] is True
    assert str(post["date"]) == "2026-07-01 06:30"


def test_new_never_overwrites(run, site: Path) -> None:
    first = run("new", "Budget")
    file = site / first.stdout.strip()
    file.write_text("mine")

    second = run("new", "Budget")

    assert second.exit_code == 1
    assert file.read_text() == "mine"


def test_the_date_is_in_the_zone_of_the_site(run, site: Path) -> None:
    """12:00 UTC is 22:00 in Brisbane, and two hours later it is another month there."""
    config = site / "newsgen.yaml"
    config.write_text(config.read_text().replace("timezone: UTC", "timezone: Australia/Brisbane"))

    made = run("new", "Late", "--date", "2026-05-31T14:30Z")

    assert made.stdout.startswith(str(Path("content/2026/06")))
    assert str(frontmatter.load(site / made.stdout.strip())["date"]) == "2026-06-01 00:30"


def test_an_hour_that_comes_twice_is_written_with_its_offset(run, site: Path) -> None:
    config = site / "newsgen.yaml"
    config.write_text(config.read_text().replace("timezone: UTC", "timezone: Europe/Berlin"))

    second = run("new", "Night", "--date", "2026-10-25 02:30 +01:00")

    assert "date: 2026-10-25 02:30 +0100" in (site / second.stdout.strip()).read_text()


@pytest.mark.parametrize(
    "arguments", [("!!!",), ("",), ("A", "--slug", "../x"), ("A", "--slug", ""), ("A", "--date", "soon")]
)
def test_what_makes_no_file_is_refused(run, site: Path, arguments: tuple[str, ...]) -> None:
    before = sorted(site.rglob("*"))

    assert run("new", *arguments).exit_code == 2
    assert sorted(site.rglob("*")) == before


def test_new_needs_a_site(run) -> None:
    assert run("new", "A").exit_code == 2


def test_a_name_that_windows_keeps_for_itself_is_refused(run, site: Path) -> None:
    """The next build would refuse the article."""
    result = run("new", "Con")

    assert result.exit_code == 2
    assert '"con" cannot be an address' in result.stderr


def test_control_characters_of_a_headline_are_left_out(run, site: Path) -> None:
    result = run("new", "The \x1b[1mbridge\x07 is open")

    assert result.exit_code == 0
    assert run("build").exit_code == 0


@pytest.mark.parametrize("arguments", [["new", "A headline"], ["init", "daily"], ["init", "--ci", "github", "daily"]])
def test_a_full_disk_leaves_no_half_a_file(site: Path, arguments: list[str]) -> None:
    """An empty article would be an error in each build, an empty newsgen.yaml be kept by the next `init`."""
    needed(POSIX)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"
    program = f"{limit}; from newsgen.cli import main; main()"
    before = sorted(path for path in site.rglob("*") if path.is_file())

    failed = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=site, capture_output=True, text=True, check=False
    )

    assert failed.returncode == 1
    assert re.fullmatch(r"\S+\.(md|yaml): error\[system\]: .+\n", failed.stderr)
    assert sorted(path for path in site.rglob("*") if path.is_file()) == before


@pytest.mark.parametrize("option", ["--category", "--tag", "--author"])
def test_an_empty_name_is_refused(run, site: Path, option: str) -> None:
    """As a variable of a script gives it that nobody has set."""
    refused = run("new", "Town", option, "")

    assert (refused.exit_code, list(site.rglob("town.md"))) == (2, [])


@pytest.mark.parametrize("arguments", [["M\udcfcnchen"], ["Town", "--tag", "M\udcfcnchen"]])
def test_what_is_typed_in_no_utf_8_is_refused_and_not_written_without_its_letters(
    run, site: Path, arguments: list[str]
) -> None:
    refused = run("new", *arguments)

    assert refused.exit_code == 2
    assert "is not UTF-8" in refused.output
    assert not list(site.rglob("m*nchen.md")) + list(site.rglob("town.md"))
