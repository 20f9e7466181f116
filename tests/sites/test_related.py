"""What a writer has chosen to be read next stands before what newsgen finds by itself, and nothing hidden among it."""

from pathlib import Path

import pytest

from tests.content.reader import reading
from tests.sites.built import CLOCK, article, built, outputs, page, published, site


def related(root: Path, url: str) -> list[str]:
    found = page(root / "output", url).iterfind(".//section[@class='related']//h3/a")
    return [each.text_content() for each in found]


def contents(root: Path) -> dict[str, bytes]:
    return {path: (root / "output" / path).read_bytes() for path in outputs(root)}


def paper(root: Path, keys: str, more: dict[str, str] | None = None) -> Path:
    """Six articles of one tag, the newest of which has these keys."""
    files = {f"a{n}.md": article(f"A{n}", more="tags: [x]\n", date=f"2026-05-0{n}") for n in range(1, 7)}
    return site(root, {**files, "top.md": article("Top", more=f"tags: [x]\n{keys}", date="2026-05-09"), **(more or {})})


def test_chosen_articles_stand_before_those_found_and_none_stands_twice(tmp_path: Path) -> None:
    """A1 is the oldest, which newsgen would not have found; A5 it would have found first."""
    root = paper(tmp_path, "related: [a1.md, /a5.md]\n")
    published(root)

    assert related(root, "/2026/05/top/") == ["A1", "A5", "A4", "A3"]


def test_more_chosen_articles_than_the_box_has_room_for_are_all_there(tmp_path: Path) -> None:
    root = paper(tmp_path, "related: [a1.md, a2.md, a3.md, a4.md, a5.md, a6.md]\n")
    published(root)

    assert related(root, "/2026/05/top/") == ["A1", "A2", "A3", "A4", "A5", "A6"]


@pytest.mark.parametrize("hidden", ["draft: true\n", "publish_at: 2026-07-01\n", "expires: 2026-05-20\n"])
def test_a_chosen_article_that_is_not_public_leaves_no_trace(tmp_path: Path, hidden: str) -> None:
    """It is said to the writer alone, as of any other link; a draft is an error without links: warn."""
    root = paper(tmp_path, "related: [secret.md]\n", {"secret.md": article("Secret plan", more=hidden)})
    (root / "newsgen.yaml").write_text((root / "newsgen.yaml").read_text("utf-8") + "links: warn\n", "utf-8")
    result = published(root)
    files = [path for path in (root / "output").rglob("*") if path.is_file()]

    assert [(each.code, each.place.file, each.place.line) for each in result.diagnostics] == [
        ("link-not-public", "content/top.md", 5)
    ]
    assert [path for path in files if b"ecret" in path.read_bytes()] == []


def test_what_becomes_public_is_shown_and_an_edit_equals_a_build_from_nothing(tmp_path: Path) -> None:
    root = paper(tmp_path / "warm", "related: [later.md]\n", {"later.md": article("Later", date="2026-05-09 12:00")})
    published(root, CLOCK.replace(month=5, day=9, hour=1))
    before = related(root, "/2026/05/top/")
    published(root)
    warm = contents(root)
    cold = paper(tmp_path / "cold", "related: [later.md]\n", {"later.md": article("Later", date="2026-05-09 12:00")})
    published(cold)

    assert "Later" not in before
    assert related(root, "/2026/05/top/")[0] == "Later"
    assert warm == contents(cold)


def test_an_unknown_article_is_an_error_at_its_place(tmp_path: Path) -> None:
    result = built(paper(tmp_path, "related:\n  - a1.md\n  - a11.md\n"))

    (found,) = result.diagnostics
    assert (found.code, found.level, found.place.line, found.place.column) == ("link-broken", "error", 7, 5)
    assert "a1.md" in found.hint


@pytest.mark.parametrize(
    "written",
    [
        *(
            "https://example.com/x/",
            "https://example.org/2026/b.md",
            "/2026/05/cup/",
            "true",
            "pages/imprint.md",
            "authors/ada.md",
            "plan.pdf",
            "{a: b}",
        ),
        *("cup.md", "/content/cup.md", "/cup.md"),
    ],
)
def test_what_is_no_other_article_is_said_and_left_out(written: str) -> None:
    """The last ones are the article itself. Whatever other systems keep there takes no article away."""
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\nrelated: [{written}]\n---\nText.\n", "content/cup.md")

    assert [(each.code, each.level, each.place.line) for each in found.diagnostics] == [("related-unfit", "warning", 4)]
    assert found.head is not None
    assert found.head.related == ()


def test_a_standing_page_has_none() -> None:
    found, _ = reading("---\ntitle: About\nrelated: [../cup.md]\n---\nText.\n", "content/pages/about.md")

    assert [(each.code, each.level, each.place.line) for each in found.diagnostics] == [("related-unfit", "warning", 3)]


@pytest.mark.parametrize("name", ["b.markdown", "b.mdown", "b.mkd", "b.MD"])
def test_an_article_may_have_any_of_its_suffixes(tmp_path: Path, name: str) -> None:
    root = paper(tmp_path, f"related: [{name}]\n", {name: article("Chosen", date="2026-05-01")})

    assert published(root).diagnostics == ()
    assert related(root, "/2026/05/top/")[0] == "Chosen"


@pytest.mark.parametrize(("value", "level"), [("true", []), ("false", ["notice"]), ("[null]", []), ("", [])])
def test_the_switch_of_other_themes_takes_nothing_away(value: str, level: list[str]) -> None:
    """Minimal Mistakes has it in every article."""
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\nrelated: {value}\n---\nText.\n", "content/cup.md")

    assert [each.level for each in found.diagnostics] == level


def test_what_is_left_out_is_told_as_it_is_written() -> None:
    head = "title: Cup\ndate: 2026-05-01\nrelated: [True, {url: b.md}]"
    found, _ = reading(f"---\n{head}\n---\nText.\n", "content/cup.md")

    assert [each.text.split(" is ")[0] for each in found.diagnostics] == ['"related": "True"', '"related": "{url: …}"']
