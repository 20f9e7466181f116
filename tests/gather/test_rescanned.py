"""What somebody who watches has seen to change is looked at alone, where that tells what a whole look would."""

from pathlib import Path

import pytest

from newsgen.gather.scan import rescanned, scan
from tests.machine import POSIX, needed
from tests.walk.sites import article, written

BEFORE = {
    "deep/a.md": article("A", "2026-05-01", "Text."),
    "b.md": article("B", "2026-05-02", "Text."),
    "plan.csv": "x",
}


@pytest.mark.parametrize("link", [None, ("l.md", "deep/a.md"), ("linked", "deep"), ("l.csv", "plan.csv")])
@pytest.mark.parametrize("changed", ["deep/a.md", "deep/new.md", "plan.csv"])
def test_a_file_is_seen_under_each_name_that_links_give_it(
    tmp_path: Path, link: tuple[str, str] | None, changed: str
) -> None:
    content = tmp_path / "content"
    written(content, BEFORE)
    if link is not None:
        needed(POSIX)
        (content / link[0]).symlink_to(link[1])
    known = scan(tmp_path, "content")
    written(content, {changed: article("Another title", "2026-05-03", "Text.")})

    found = rescanned(known, tmp_path, "content", [f"content/{changed}"])

    assert found == (scan(tmp_path, "content") if link is None else None)
