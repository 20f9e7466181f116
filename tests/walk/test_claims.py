"""What stands in output/ and is not newsgen's is never overwritten and never deleted, unless somebody says so."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.build import Options, Result, build
from newsgen.maintenance import clean, verify
from newsgen.project import opened
from newsgen.serve.preview import Preview
from tests.walk.sites import CLOCK, CONFIG, article, cold, small_site, tree, warm, written

NEW = "2026/05/new/index.html"


def adopting(root: Path) -> Result:
    return build(Options(root, at=CLOCK, jobs=1, adopt=True))


def forgotten(root: Path) -> None:
    """As in a new clone, or on a machine that keeps output/ alone between builds."""
    shutil.rmtree(root / ".newsgen")


def codes(result: Result) -> list[str]:
    return [each.code for each in result.diagnostics]


def add_article(root: Path) -> None:
    written(root / "content", {"new.md": article("New", "2026-05-20", "Text.")})


def configured(root: Path, line: str, name: str = "newsgen.yaml") -> None:
    written(root, {name: f"{CONFIG}{line}\n"})


def test_a_file_in_the_place_of_a_new_page_stays_and_is_an_error(root: Path) -> None:
    written(root / "output", {NEW: "mine", "tag/neu/index.html": "mine, too"})
    written(root / "content", {"new.md": article("New", "2026-05-20", "Text.", "tags: [neu]\n")})
    before = tree(root / "output")

    result = warm(root)

    assert codes(result) == ["output-taken", "output-taken"]
    assert [each.place.file for each in result.diagnostics] == [f"output/{NEW}", "output/tag/neu/index.html"]
    assert tree(root / "output") == before


def test_a_file_with_the_very_bytes_is_ours(root: Path) -> None:
    add_article(root)
    written(root / "output", {NEW: cold(root)[0][NEW].decode()})

    result = warm(root)

    assert result.exit_code == 0
    assert NEW not in {change.path for change in result.changes}
    assert warm(root).n_made == 0
    (root / "content" / "new.md").unlink()
    warm(root)
    assert not (root / "output" / NEW).exists()


def test_adopting_takes_a_file_in_the_place_of_a_page(root: Path) -> None:
    written(root / "output", {NEW: "mine"})
    add_article(root)

    result = adopting(root)

    assert result.exit_code == 0
    assert "1 file taken for newsgen's own in output/" in result.notes
    assert tree(root / "output") == cold(root)[0]


def test_a_withdrawn_page_in_a_restored_output_is_one_question_and_adopting_the_answer(root: Path) -> None:
    forgotten(root)
    (root / "content" / "a1.md").unlink()
    before = tree(root / "output")

    (diagnostic,) = warm(root).diagnostics
    assert (diagnostic.code, diagnostic.place.file) == ("output-taken", "output")
    assert "2026/05/a1/index.html" in diagnostic.text
    assert "--adopt" in diagnostic.hint
    assert tree(root / "output") == before

    assert adopting(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_what_keep_names_is_no_question_and_stays(root: Path) -> None:
    forgotten(root)
    foreign = {"google123.html": "x", "stats/2026/05/index.html": "y"}
    written(root / "output", foreign)
    configured(root, "keep: [google123.html, stats/]")

    assert warm(root).exit_code == 0
    assert adopting(root).exit_code == 0
    clean(Options(root))

    assert tree(root / "output") == {path: text.encode() for path, text in foreign.items()}


def test_hidden_files_and_links_are_never_ours(root: Path, tmp_path: Path) -> None:
    forgotten(root)
    written(root / "output", {".git/config": "x", ".gitkeep": "", "deep/.htaccess": "y"})
    written(tmp_path / "elsewhere", {"file": "z"})
    (root / "output" / "linked").symlink_to(tmp_path / "elsewhere")
    (root / "output" / "link").symlink_to(tmp_path / "elsewhere" / "file")

    assert warm(root).exit_code == 0
    assert adopting(root).exit_code == 0

    assert set(tree(root / "output")) - set(cold(root)[0]) == {".git/config", ".gitkeep", "deep/.htaccess", "link"}
    assert tree(tmp_path / "elsewhere") == {"file": b"z"}


def test_keep_names_a_file_however_it_is_spelled(root: Path) -> None:
    """Disks of macOS give names back in another spelling than newsgen.yaml has."""
    written(root, {"newsgen.yaml": f"{CONFIG}keep: ['größe/']\n", "output/gro\u0308ße/stats.html": "Theirs"})

    result = build(Options(root, at=CLOCK, adopt=True))

    assert result.exit_code == 0
    assert (root / "output/gro\u0308ße/stats.html").read_text() == "Theirs"


def test_a_planned_path_that_keep_names_is_an_error(root: Path) -> None:
    configured(root, "keep: ['2026/05/*']")

    diagnostics = warm(root).diagnostics

    assert {each.code for each in diagnostics} == {"output-kept"}
    assert "content/a1.md" in {each.place.file for each in diagnostics}


def test_what_was_ours_and_is_named_by_keep_stays(root: Path) -> None:
    """Whoever took a folder with --adopt may still say that it is another's."""
    written(root / "output", {"stats/a.html": "x"})
    with closing(sqlite3.connect(root / ".newsgen" / "cache.db")) as connection, connection:
        connection.execute("INSERT INTO outputs (path, kind, subject, digest) VALUES ('stats/a.html', '', x'', x'')")
    configured(root, "keep: [stats/]")

    assert warm(root).exit_code == 0
    clean(Options(root))

    assert tree(root / "output") == {"stats/a.html": b"x"}


@pytest.mark.parametrize("pattern", ["../x", "/", "a//b", "a\\b", "."])
def test_a_pattern_that_leaves_the_output_is_an_error(root: Path, pattern: str) -> None:
    configured(root, f"keep: ['{pattern}']")

    assert codes(warm(root)) == ["config-value"]


@pytest.mark.parametrize("is_inside", [False, True])
def test_nothing_is_written_through_a_linked_folder(root: Path, tmp_path: Path, is_inside: bool) -> None:
    elsewhere = root / "output" / "elsewhere" if is_inside else tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "output" / "tag" / "neu").symlink_to(elsewhere)
    path = root / "content" / "a1.md"
    path.write_text(path.read_text().replace("tags: [t1]", "tags: [neu]"))

    (diagnostic,) = warm(root).diagnostics

    assert (diagnostic.code, diagnostic.place.file) == ("output-taken", "output/tag/neu")
    assert "symbolic link" in diagnostic.text
    assert not list(elsewhere.iterdir())


def test_nothing_is_deleted_behind_a_link_that_has_taken_a_folder_s_place(root: Path, tmp_path: Path) -> None:
    folder = root / "output" / "2026" / "05" / "a1"
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved")
    (root / "content" / "a1.md").unlink()

    assert warm(root).exit_code == 0
    assert tree(tmp_path / "moved").keys() == {"index.html"}


def test_the_output_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    (tmp_path / "www").mkdir()
    (root / "output").symlink_to(tmp_path / "www")

    assert warm(root).exit_code == 0
    assert warm(root).n_made == 0
    assert tree(tmp_path / "www") == cold(root)[0]
    assert build(Options(root, at=CLOCK, output=str(root / "output"))).n_made == 0


def test_an_output_folder_that_leads_into_the_sources_is_refused(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    (root / "output").symlink_to(root / "content")

    assert codes(warm(root)) == ["output-misplaced"]


def test_a_killed_build_leaves_nothing_of_an_article_that_is_withdrawn_then(root: Path) -> None:
    """It was being written when the build was killed, and no build has recorded it."""
    written(root / "output", {NEW: "half a build"})
    with closing(sqlite3.connect(root / ".newsgen" / "cache.db")) as connection, connection:
        connection.execute("INSERT INTO pending VALUES (?)", (NEW,))

    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_verify_compares_the_whole_folder(root: Path) -> None:
    written(root / "output", {"stray.html": "x", "kept.html": "y", ".hidden": "z"})
    configured(root, "keep: [kept.html]")

    differing, _ = verify(Options(root, at=CLOCK))

    assert differing == ("stray.html",)
    assert sorted(path.name for path in (root / ".newsgen").glob("*.lock")) == ["cache.lock"]


def test_two_configurations_share_nothing_and_leave_nothing_stale(root: Path) -> None:
    configured(root, "output: output-en", "en.yaml")
    english = Options(root, config_file="en.yaml", at=CLOCK, jobs=1)

    assert build(english).exit_code == 0
    assert warm(root).n_made == 0
    assert build(english).n_made == 0
    (root / "content" / "a1.md").unlink()
    for options in (Options(root, at=CLOCK), english):
        assert build(options).exit_code == 0

    made = cold(root)[0]
    assert tree(root / "output") == made
    assert tree(root / "output-en") == made


def test_an_output_folder_belongs_to_one_configuration(root: Path) -> None:
    """Else each of them would delete what the other has written."""
    configured(root, "title: Other", "other.yaml")
    written(root, {"other.yaml": CONFIG.replace("Test", "Other")})
    before = tree(root / "output")

    (diagnostic,) = build(Options(root, config_file="other.yaml", at=CLOCK)).diagnostics
    assert (diagnostic.code, '"newsgen.yaml"' in diagnostic.text) == ("output-taken", True)
    clean(Options(root, config_file="other.yaml"))
    assert tree(root / "output") == before

    assert build(Options(root, config_file="other.yaml", at=CLOCK, adopt=True)).exit_code == 0
    assert codes(warm(root)) == ["output-taken"]
    shutil.rmtree(root / "output")
    assert warm(root).exit_code == 0


def test_builds_into_one_folder_wait_for_each_other_whatever_the_configuration(root: Path) -> None:
    configured(root, "", "other.yaml")
    projects = [opened(Options(root, config_file=name))[0] for name in ("newsgen.yaml", "other.yaml")]

    files = [(project.lock_file, project.cache_file) for project in projects if project is not None]

    assert files[0][0] == files[1][0] == root / ".newsgen" / "cache.lock"
    assert files[0][1] == root / ".newsgen" / "cache.db" != files[1][1]


def test_a_preview_asks_nothing(root: Path) -> None:
    """Nobody but newsgen writes into its folder."""
    configured(root, "", "other.yaml")
    for _ in range(2):
        for name in ("newsgen.yaml", "other.yaml"):
            preview = Preview(Options(root, config_file=name, at=CLOCK), reloads=False)
            assert preview.build(None, lambda *_: None).exit_code == 0
            preview.close()
    for cache in (root / ".newsgen").glob("cache-*.db"):
        os.truncate(cache, 0)
    preview = Preview(Options(root, at=CLOCK), reloads=False)

    assert preview.build(None, lambda *_: None).exit_code == 0
    preview.close()
