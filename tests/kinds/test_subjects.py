"""What outputs are about: values that the cache keeps encoded, and that nobody decodes who need not."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from newsgen.kinds.archives import MonthOf
from newsgen.kinds.base import OfSource, TheSite
from newsgen.kinds.feeds import FeedOf
from newsgen.kinds.lists import HomePage, TermPage
from newsgen.kinds.pictures import PictureOf
from newsgen.kinds.redirects import RedirectOf
from newsgen.kinds.sitemaps import MonthPart, PagesPart
from newsgen.project import Options
from newsgen.state.looking import UnknownError
from newsgen.why import why
from tests.kinds.making import CONFIG, PNG, article, planned, site_at, site_folder
from tests.walk.sites import cold, small_site, tree, warm

# No value at all, one of another kind, too little, too much, of other types, and a text as an older newsgen wrote it.
UNREADABLE = [b"", b"\xff", b"\x90", b"\x92\xa1a\xa1b", b"\x91\x07", b"\x80", "content/a1.md", None, 7]


def spoil(root: Path, statement: str, values: Sequence[object]) -> None:
    with closing(sqlite3.connect(root / ".newsgen" / "cache.db", isolation_level=None)) as connection:
        connection.execute(statement, values)


def test_every_planned_subject_is_read_back_as_it_was(tmp_path: Path) -> None:
    """The cache's rows are all that the next build knows of them."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "cup.png").write_bytes(PNG)
    more = "image: cup.png\ncategories: [Netz]\ntags: [x]\nauthors: [Ada]\naliases: [/old/]\n"
    articles = {f"{n}.md": article(f"A{n}", f"2026-05-0{n}", more=more) for n in range(1, 4)}
    config = f"{CONFIG}page_size: 2\nredirects: {{hosts: [nginx]}}\nfeeds: {{formats: [rss, json], terms: [tag]}}\n"

    plan = planned(site_at(site_folder(tmp_path, articles, config)))

    assert {type(output.subject) for output in plan} == {output.kind.subject for output in plan}
    assert [msgspec.msgpack.encode(output.subject) for output in plan] == [output.encoded for output in plan]
    assert len({output.kind.name for output in plan}) > 20


def test_people_read_what_an_output_is_about() -> None:
    subjects = {
        MonthOf(987, 5): "0987-05",
        OfSource("content/a b.md"): "content/a b.md",
        TheSite(): "",
        FeedOf("rss"): "rss",
        FeedOf("atom", "tag", "x"): "atom tag x",
        HomePage(): "",
        HomePage(3): "page 3",
        TermPage("tag", "x"): "x",
        TermPage("tag", "x", 3): "x, page 3",
        PictureOf("content/cup.jpg", 800): "800 content/cup.jpg",
        PictureOf("content/cup.jpg", 1200, 675, (50, 30)): "1200x675 content/cup.jpg",
        RedirectOf("/old/", "content/a.md"): "/old/ content/a.md",
        MonthPart(2026, 5): "2026-05",
        MonthPart(2026, 5, 2): "2026-05-2",
        PagesPart(2): "pages-2",
    }

    assert {str(subject): subject for subject in subjects} == {said: subject for subject, said in subjects.items()}


def test_fronts_of_home_and_categories_hold_shared_lists() -> None:
    held = [HomePage(), TermPage("category", "x")]
    other = [HomePage(1), TermPage("category", "x", 1), TermPage("tag", "x"), TheSite(), OfSource("content/a.md")]

    assert [subject.holds_lists for subject in held + other] == [True] * len(held) + [False] * len(other)


@pytest.mark.parametrize("subject", UNREADABLE)
def test_a_subject_that_cannot_be_read_is_a_broken_cache(tmp_path: Path, subject: object) -> None:
    """Anybody may have written into it: a build is made from nothing, and no traceback is seen."""
    root = small_site(tmp_path / "site")
    warm(root)
    spoil(root, "UPDATE outputs SET subject = ? WHERE kind = 'article'", (subject,))
    (root / "output/2026/05/a1/index.html").unlink()

    result = warm(root)

    assert result.exit_code == 0
    assert ["could not be read" in note for note in result.notes] == [True]
    assert tree(root / "output") == cold(root)[0]


@pytest.mark.parametrize("column", ["subject", "kind"])
def test_one_that_cannot_be_read_is_met_when_outputs_are_planned_anew(tmp_path: Path, column: str) -> None:
    root = small_site(tmp_path / "site")
    warm(root)
    spoil(root, f"UPDATE outputs SET {column} = ? WHERE kind = 'tag'", (b"\xff",))  # noqa: S608
    (root / "content/new.md").write_text(article("New", "2026-05-20"), "utf-8")

    result = warm(root)

    assert result.exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_why_of_one_that_cannot_be_read_is_no_traceback(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    warm(root)
    spoil(root, "UPDATE outputs SET subject = ?", (b"\xff",))

    with pytest.raises(UnknownError, match="cannot be read"):
        why(Options(root), "/2026/05/a1/")


def test_why_names_what_a_page_is_about(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    warm(root)

    assert "(article of content/a1.md)" in str(why(Options(root), "/2026/05/a1/"))
    assert "404.html (notfound)" in str(why(Options(root), "/404.html"))


def test_a_page_that_changes_its_subject_is_made_anew(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    warm(root)
    (root / "content/a1.md").rename(root / "content/b1.md")
    (root / "content/b1.md").write_text((root / "content/b1.md").read_text().replace("---\n", "---\nslug: a1\n", 1))

    result = warm(root)

    assert "was article content/a1.md" in {why.cause for why in result.made}
    assert tree(root / "output") == cold(root)[0]


def test_an_older_cache_hands_over_what_is_ours(tmp_path: Path) -> None:
    """Its subjects are texts; of its outputs, paths and digests alone are taken."""
    root = small_site(tmp_path / "site")
    warm(root)
    spoil(root, "UPDATE outputs SET subject = 'content/a1.md'", ())
    spoil(root, "PRAGMA user_version = 2", ())
    (root / "content/a1.md").unlink()

    result = warm(root)

    assert (result.exit_code, result.n_removed > 0) == (0, True)
    assert result.notes == ("the cache of another version of newsgen is thrown away",)
    assert tree(root / "output") == cold(root)[0]
