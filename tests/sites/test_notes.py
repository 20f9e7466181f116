"""Notes at the foot of a text, where texts share a page or leave it; and no id stands twice on any page."""

from collections import Counter
from pathlib import Path

import pytest

from tests.sites.built import article, full_texts, output, page, pages

NOTED = "Text[^1] and more[^1].\n\n[^1]: A note."
CONTENT = {
    "a.md": article("A", NOTED, "tags: [x]\n"),
    "b.md": article("B", NOTED, "tags: [x]\n"),
    # Names instead of numbers, and a note about a note.
    "names.md": article("Names", "One[^one], two[^zwö].\n\n[^one]: A *note*.\n[^zwö]: Another[^one]."),
    # Headings whose ids would be those of the notes, of each other, and of the theme.
    "headings.md": article(
        "Headings",
        "Text[^1].\n\n## Fn 1\n\n## Fnref 1\n\n## Same\n\n## Same\n\n## Same 1\n\n"
        "## Content\n\n## Recent title\n\n## Toc title\n\n## Foot service\n\n[^1]: A note.",
        "toc: true\n",
    ),
    # The teaser ends before the note it names.
    "teaser.md": article("Teaser", "First[^1].\n\n<!--more-->\n\nRest[^1].\n\n[^1]: A note."),
    "tags/x.md": f"---\ntitle: X\n---\n{NOTED}\n",
    "pages/us.md": f"---\ntitle: Us\n---\n{NOTED}\n\n## Content\n",
}
NOTED_URLS = ["a", "b", "names", "headings", "teaser"]


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return output(tmp_path_factory.mktemp("noted"), CONTENT)


def test_no_id_stands_twice_on_any_page(noted: Path) -> None:
    """A link to an id that stands twice leads to the first, which may be another article's, or the page's own."""
    twice = {path: [id_ for id_, n in Counter(tree.xpath("//@id")).items() if n > 1] for path, tree in pages(noted)}

    assert len(twice) > 10
    assert {path: ids for path, ids in twice.items() if ids} == {}


@pytest.mark.parametrize("name", NOTED_URLS)
def test_every_mark_leads_to_its_note_and_back(noted: Path, name: str) -> None:
    tree = page(noted, f"/2026/05/{name}/")
    marks = tree.xpath("//*[@class='footnote-ref']")
    ways_back = tree.xpath("//*[@class='footnote-backref']")

    assert len(marks) == len(ways_back) > 0
    assert {each.get("href") for each in marks} == {f"#{each}" for each in tree.xpath("//*[@class='footnote']//li/@id")}
    assert {each.get("href") for each in ways_back} == {f"#{each.getparent().get('id')}" for each in marks}


@pytest.mark.parametrize("path", ["index.html", "latest/index.html", "2026/05/index.html", "fragments/recent.html"])
def test_lists_show_no_marks_of_notes(noted: Path, path: str) -> None:
    """In a list a mark has no note below it, and would read as a number: "First1."."""
    text = (noted / path).read_text("utf-8")

    assert "First." in text
    assert "Text and more." in text
    assert "fnref" not in text


@pytest.mark.parametrize("feed", ["feed.xml", "atom.xml", "feed.json"])
def test_notes_in_feeds_lead_to_the_article(noted: Path, feed: str) -> None:
    """A reader's program shows many articles on one page, where #fn-1 would be anybody's."""
    texts = full_texts(noted)[feed]
    ways = ".//*[@role='doc-noteref' or @role='doc-backlink']/@href"
    links = [link for text in texts for link in text.xpath(ways)]

    assert len(texts) == len(NOTED_URLS)
    assert len(links) >= 2 * len(NOTED_URLS)
    assert {str(link).partition("#")[0] for link in links} == {
        f"https://example.org/2026/05/{each}/" for each in NOTED_URLS
    }
