"""What is due later is told now where it would be in another's way: no build fails while nobody edits."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sites.built import article, built, published, refused, site

LATER = "publish_at: 2026-07-01 10:00\n"
HERE = article("Here", more="slug: here\n")
AFTER = datetime(2026, 7, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("slug: here\n", "url-clash"),
        ("slug: coming\naliases: [/2026/05/here/]\n", "alias-taken"),
        ("slug: coming\naliases: [/old/, /2026/05/here/]\n", "alias-taken"),
        ("slug: here\nredirect_to: /x/\n", "alias-taken"),
        ("slug: here\nexpires: 2026-08-01\n", "url-clash"),
    ],
)
def test_an_address_that_is_taken_is_an_error_before_it_is_due(tmp_path: Path, more: str, code: str) -> None:
    content = {"a.md": HERE, "b.md": article("Coming", more=LATER + more)}

    assert {found[:2] for found in refused(tmp_path, content)} == {(code, "content/b.md")}


def test_two_that_are_due_are_looked_at_beside_each_other(tmp_path: Path) -> None:
    content = {f"{name}.md": article(name, more=f"{LATER}slug: x\n") for name in "ab"}

    (told,) = built(site(tmp_path, content)).diagnostics

    assert told.code == "url-clash"
    assert "content/a.md and, from 2026-07-01 10:00 on, by content/b.md" in told.text


@pytest.mark.parametrize(
    ("here", "more"),
    [
        (HERE, "slug: other\naliases: [/old/]\n"),
        (article("Here", more="slug: here\nexpires: 2026-07-01 10:00\n"), "slug: here\n"),
        (article("Here", more="slug: here\ndraft: true\n"), "slug: here\n"),
    ],
)
def test_what_will_be_free_may_be_waited_for(tmp_path: Path, here: str, more: str) -> None:
    root = site(tmp_path, {"a.md": here, "b.md": article("Coming", more=LATER + more)})

    assert published(root, strict=True).diagnostics == ()
    assert published(root, AFTER, strict=True).diagnostics == ()
