"""Where the law does not hold yet: each is the fewest steps that break it. Whoever mends one takes its mark away."""

import os
from pathlib import Path

import pytest

from tests.walk.sites import CONFIG, article, cold, small_site, tree, warm, written


def is_as_from_nothing(root: Path) -> bool:
    result = warm(root)
    made, diagnostics, _ = cold(root)
    return tree(root / "output") == made and result.diagnostics == diagnostics


@pytest.mark.xfail(reason="both output folders have one cache, which knows of the last one alone", strict=False)
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


@pytest.mark.xfail(reason="a file that keep: names is forgotten, and nobody's when keep: goes", strict=False)
def test_a_withdrawn_page_that_was_named_by_keep_for_a_while_goes(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    warm(root)
    written(root, {"newsgen.yaml": f"{CONFIG}keep: [2026/05/a1/]\n"})
    (root / "content/a1.md").unlink()
    warm(root)
    written(root, {"newsgen.yaml": CONFIG})

    assert is_as_from_nothing(root)


@pytest.mark.xfail(reason="heads are alike, and the notice of the last build is said again", strict=False)
def test_a_layout_that_becomes_a_template_is_told_as_one(tmp_path: Path) -> None:
    """The one is a notice, the other a warning that fails `--strict`."""
    root = small_site(tmp_path / "site")
    text = article("Title 1", "2026-05-01 10:00", "Text.", "layout: mine\n")
    written(root / "content", {"a1.md": text})
    warm(root)
    written(root / "content", {"a1.md": text.replace("layout:", "template:")})

    assert is_as_from_nothing(root)


@pytest.mark.xfail(reason="a stat of a file is its time and its size", strict=False)
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
