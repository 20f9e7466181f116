"""The fewest steps of walks that once ended in another site than a build from nothing makes."""

import os
from pathlib import Path

from newsgen.build import Options, build
from tests.walk.sites import CLOCK, CONFIG, article, cold, small_site, tree, warm, written


def is_as_from_nothing(root: Path) -> bool:
    result = warm(root)
    made, diagnostics, _ = cold(root)
    return tree(root / "output") == made and result.diagnostics == diagnostics


def test_an_output_folder_that_was_left_for_a_while_holds_nothing_withdrawn(tmp_path: Path) -> None:
    """`output:` is changed, an article is withdrawn, and `output:` is changed back."""
    root = small_site(tmp_path / "site")
    warm(root)
    written(root, {"newsgen.yaml": f"{CONFIG}output: public\n"})
    warm(root)
    (root / "content/a1.md").unlink()
    warm(root)
    written(root, {"newsgen.yaml": CONFIG})

    assert is_as_from_nothing(root)
    assert not (root / "output/2026/05/a1/index.html").exists()


def test_a_withdrawn_page_that_keep_names_stays_and_that_is_said(tmp_path: Path) -> None:
    """What `keep` names is somebody else's, whoever wrote it; a page that readers still find is told once."""
    root = small_site(tmp_path / "site")
    warm(root)
    written(root, {"newsgen.yaml": f"{CONFIG}keep: [2026/05/a1/]\n"})
    (root / "content/a1.md").unlink()

    result = warm(root)

    assert (root / "output/2026/05/a1/index.html").exists()
    assert "2026/05/a1/index.html" not in {change.path for change in result.changes}
    assert [note for note in result.notes if "stay as keep: says" in note and "2026/05/a1/index.html" in note]


def test_a_layout_that_becomes_a_template_is_told_as_one(tmp_path: Path) -> None:
    """The one is a notice, the other a warning that fails `--strict`."""
    root = small_site(tmp_path / "site")
    text = article("Title 1", "2026-05-01 10:00", "Text.", "layout: mine\n")
    written(root / "content", {"a1.md": text})
    warm(root)
    written(root / "content", {"a1.md": text.replace("layout:", "template:")})

    assert is_as_from_nothing(root)


def test_two_files_that_change_their_names_change_their_places(tmp_path: Path) -> None:
    """Both are as long and as old as the other one, as what a program has written at once often is."""
    root = small_site(tmp_path / "site")
    written(root / "content", {"z.md": article("Z", "2026-05-01", "[p](p.csv) [q](q.csv)")})
    written(root / "content", {"p.csv": "A plan", "q.csv": "B plan"})
    one, other, aside = (root / "content" / name for name in ("p.csv", "q.csv", "aside"))
    for path in (one, other):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    warm(root)
    one.rename(aside)
    other.rename(one)
    aside.rename(other)

    assert is_as_from_nothing(root)


def test_a_strict_build_says_what_one_from_nothing_says(tmp_path: Path) -> None:
    """It fails over a warning before templates are looked at, whatever the last build has said of those."""
    root = small_site(tmp_path / "site")
    written(root / "content", {"a1.md": article("Title 1", "2026-05-01 10:00", "[lost](/lost/)")})
    written(root / "templates", {"unused.html": "Nobody asks for this."})
    warm(root)

    result = build(Options(root, at=CLOCK, jobs=1, strict=True))

    from_nothing = build(Options(root, at=CLOCK, jobs=1, strict=True, use_cache=False))
    assert result.exit_code == from_nothing.exit_code == 1
    assert result.diagnostics == from_nothing.diagnostics
