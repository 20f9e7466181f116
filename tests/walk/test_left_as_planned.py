"""What stands in the output folder is what is planned: no more, no less, and no other bytes."""

import json
import os
from pathlib import Path

import pytest

from newsgen.build import Options, build
from tests.walk.sites import CLOCK, CONFIG, article, cold, small_site, tree, warm, written


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_site(tmp_path / "site")
    assert warm(root).exit_code == 0
    return root


def folders(output: Path) -> set[str]:
    return {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_dir()}


def test_a_deleted_page_takes_its_empty_folders_with_it(root: Path) -> None:
    """A host would list an empty folder, or answer 403 where 404 is true."""
    written(root / "content", {"alone.md": article("Alone", "2019-03-01", "Text.", "tags: [lonely]\n")})
    warm(root)
    had = folders(root / "output")
    (root / "content/alone.md").unlink()
    warm(root)

    assert {"2019", "2019/03", "2019/03/alone", "tag/lonely"} <= had
    assert folders(root / "output").isdisjoint({"2019", "2019/03", "2019/03/alone", "tag/lonely"})


def test_a_folder_that_holds_a_file_of_somebody_elses_stays(root: Path) -> None:
    written(root / "content", {"alone.md": article("Alone", "2019-03-01", "Text.")})
    warm(root)
    (root / "output/2019/03/mine.txt").write_text("mine")
    (root / "content/alone.md").unlink()
    warm(root)

    assert tree(root / "output/2019") == {"03/mine.txt": b"mine"}


def test_an_output_edited_by_hand_to_the_same_size_is_restored(root: Path) -> None:
    page = root / "output/2026/05/a1/index.html"
    before = page.read_text()
    page.write_text(before.replace("Text of 1.", "Toxt of 1."))
    assert page.stat().st_size == len(before.encode())

    warm(root)

    assert page.read_text() == before


def test_an_output_of_another_size_is_restored_whatever_its_time_says(root: Path) -> None:
    """A program that puts times back, as rsync and archives do."""
    page = root / "output/2026/05/a1/index.html"
    before, stat = page.read_text(), page.stat()
    page.write_text("short")
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    warm(root)

    assert page.read_text() == before


def test_what_leads_elsewhere_is_in_no_feed(root: Path) -> None:
    """A reader's program would show a text that nobody wrote here, under an address that is none."""
    written(
        root / "content", {"stub.md": article("Stub", "2026-05-20", "Text.", "redirect_to: https://example.com/\n")}
    )
    written(root / "content", {"new.md": article("New", "2026-05-21", "Text.", "categories: [Strom]\n")})
    warm(root)

    output = root / "output"
    feeds = [output / name for name in ("feed.xml", "atom.xml", "category/strom/feed.xml")]
    assert all("New" in feed.read_text() and "Stub" not in feed.read_text() for feed in feeds)
    titles = [item["title"] for item in json.loads((output / "feed.json").read_bytes())["items"]]
    assert titles == ["New", "Title 5", "Title 4"]


@pytest.mark.parametrize("slug", ["x" * 240, "ä" * 120])
def test_a_name_of_an_address_may_be_long(root: Path, slug: str) -> None:
    """Nearly as long as file systems take, which end at 255 bytes."""
    written(root / "content", {"long.md": article("Long", "2026-05-20", "Text.", f"url: /{slug}/\n")})

    assert warm(root).exit_code == 0
    assert (root / "output" / slug / "index.html").is_file()


@pytest.mark.parametrize("slug", ["x" * 256, "ä" * 128, "x" * 700])
def test_a_name_that_no_file_system_takes_is_an_error_at_its_source(root: Path, slug: str) -> None:
    """Told before anything is moved, and not by the file system in the middle of it."""
    written(root / "content", {"long.md": article("Long", "2026-05-20", "Text.", f"url: /{slug}/\n")})
    before = tree(root / "output")

    result = warm(root)

    assert [(each.code, str(each.place)) for each in result.diagnostics] == [("url-unsafe", "content/long.md:4:6")]
    assert tree(root / "output") == before


@pytest.mark.parametrize("pattern", [f"/{'x' * 260}-{{slug}}-y/", f"/{{slug}}-{'x' * 200}/"])
def test_a_pattern_that_makes_names_too_long_is_an_error_before_anything_is_moved(root: Path, pattern: str) -> None:
    """By itself, or with the tags of the site, which are in no source that could be to blame alone."""
    written(root, {"newsgen.yaml": f"{CONFIG}permalinks: {{tag: '{pattern}'}}\n"})
    written(root / "content", {"long.md": article("Long", "2026-05-20", "Text.", f"tags: [{'y' * 100}]\n")})
    before = tree(root / "output")

    result = warm(root)

    assert result.exit_code
    assert "system" not in {each.code for each in result.diagnostics}
    assert tree(root / "output") == before


def test_a_year_before_1000_is_a_mistake_and_1000_has_four_digits(root: Path) -> None:
    """Fewer digits are a year that somebody has cut short: "/999/" would sort behind "/2026/"."""
    written(root / "content", {"old.md": article("Old", "0999-12-31", "Text.")})
    refused = warm(root)
    written(root / "content", {"old.md": article("Old", "1000-01-01 12:00", "Text.")})
    taken = warm(root)

    assert [(each.code, each.place.file, each.place.line) for each in refused.diagnostics] == [
        ("date-unreadable", "content/old.md", 3)
    ]
    assert taken.exit_code == 0
    assert {"1000/01/old/index.html", "1000/index.html", "sitemap-1000-01.xml"} <= set(tree(root / "output"))


def test_a_budget_allows_as_many_files_as_it_says(root: Path) -> None:
    written(root / "content", {"new.md": article("New", "2026-05-20", "Text.")})
    (root / "content/a1.md").unlink()
    before = tree(root / "output")
    refused = build(Options(root, at=CLOCK, jobs=1, budget=0))
    left = tree(root / "output")
    wanted = cold(root)[0]
    n_changed = sum(before.get(path) != wanted.get(path) for path in before.keys() | wanted.keys())

    assert [each.code for each in refused.diagnostics] == ["over-budget"]
    assert left == before
    assert build(Options(root, at=CLOCK, jobs=1, budget=n_changed - 1)).exit_code == 1
    assert build(Options(root, at=CLOCK, jobs=1, budget=n_changed)).exit_code == 0
    assert tree(root / "output") == wanted
