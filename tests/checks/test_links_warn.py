"""`links: warn`: an archive with old links is published, and no output holds a dead link or a hidden path."""

from pathlib import Path

import pytest

from newsgen.build import Result, build
from newsgen.project import Options
from tests.kinds.making import CLOCK, CONFIG, PNG, article, site_folder

ARTICLES = {
    "old.md": article(
        "Old",
        "2026-05-01",
        "See [the plan](secret-plan.md), [nowhere](gone-for-ever.md) and [b](b.md).\n\n![Lost](lost-picture.png)\n\n"
        "An ![icon](lost-icon.png) here, and [soon](coming-soon.md).",
        "image: {src: lost-lead.png, caption: Lost caption}\nenclosure: lost-sound.mp3\n",
    ),
    "b.md": article("B", "2026-05-02", "![There](cup.png)"),
    "secret-plan.md": article("Plan", "2026-05-01", more="status: draft\n"),
    "coming-soon.md": article("Soon", "2027-05-01"),
    "tags/cup.md": "---\ntitle: Cup\nimage: lost-tag.png\n---\n[plan](../secret-plan.md)\n",
    "c.md": article("C", "2026-05-03", more="tags: [cup]\n"),
}
NAMES = ("secret-plan", "gone-for-ever", "coming-soon", "lost-", "Lost caption", 'href="#"', "newsgen:")


def built(root: Path, links: str, strict: bool = False) -> Result:
    site_folder(root, ARTICLES, f"{CONFIG}{links}")
    (root / "content" / "cup.png").write_bytes(PNG)
    return build(Options(root, at=CLOCK, jobs=1, strict=strict))


def said(result: Result, level: str) -> list[str]:
    return sorted(each.code for each in result.diagnostics if each.level == level)


@pytest.mark.parametrize("links", ["links: warn\n", "links: {level: warn}\n"])
def test_an_archive_with_old_links_is_published(tmp_path: Path, links: str) -> None:
    result = built(tmp_path, links)

    assert result.exit_code == 0
    assert said(result, "error") == []
    assert said(result, "warning") == ["image-missing"] * 5 + ["link-broken"] + ["link-not-public"] * 3
    assert built(tmp_path, links, strict=True).exit_code == 1


@pytest.mark.parametrize("links", ["", "links: error\n"])
def test_else_they_stop_the_build(tmp_path: Path, links: str) -> None:
    result = built(tmp_path, links)

    assert result.exit_code == 1
    assert said(result, "error") == ["image-missing"] * 5 + ["link-broken"] + ["link-not-public"] * 2


def test_no_output_holds_what_leads_nowhere(tmp_path: Path) -> None:
    """Pages, data for machines, feeds and sitemaps: a dead link is bad, the path of a draft is a leak."""
    assert built(tmp_path, "links: warn\nfeeds: {term_formats: [rss, atom, json]}\n").exit_code == 0

    files = {path: path.read_bytes().decode("utf-8", "replace") for path in (tmp_path / "output").rglob("*.*")}
    found = [
        (path.name, name) for path, text in files.items() for name in NAMES if name in text and path.suffix != ".js"
    ]
    assert len(files) > 30
    assert found == []


def test_the_sentence_stays_and_the_picture_goes_with_its_figure(tmp_path: Path) -> None:
    built(tmp_path, "links: warn\n")

    page = (tmp_path / "output/2026/05/old/index.html").read_text("utf-8")
    body = page.partition('<div class="body">')[2].partition("</div>")[0].split("\n")
    assert [line for line in body if line] == [
        '<p>See the plan, nowhere and <a href="/2026/05/b/">b</a>.</p>',
        "<p>An icon here, and soon.</p>",
    ]
    assert "lead-picture" not in page
