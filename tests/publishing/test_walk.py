"""A reader's walk through the built files: from the front of a list to its oldest article by "older" links."""

from pathlib import Path

import pytest
from lxml import html

from newsgen.build import Options, build
from tests.kinds.making import CLOCK, CONFIG, article, site_folder

SIZE = 4
FRONTS = ("/", "/category/sport/", "/tag/cup/", "/author/ada/")


def site(root: Path, number: int, placement: str = "client") -> Path:
    """The output folder of a site whose lists all have `number` articles; the older the smaller its number."""
    more = "categories: [Sport]\ntags: [Cup]\nauthors: [Ada]\n"
    articles = {
        f"a{each}.md": article(f"T{each}", f"2026-{1 + each // 28:02d}-{1 + each % 28:02d}", more=more)
        for each in range(number)
    }
    config = CONFIG + f"page_size: {SIZE}\nplacement: {placement}\nrecent_posts: 1\n"
    root = site_folder(root, articles, config)
    result = build(Options(root, at=CLOCK, jobs=1))
    assert result.exit_code == 0, result.diagnostics
    return root / "output"


def walked(output: Path, front: str) -> list[list[str]]:
    """The headlines of each page that "older" links lead to, from the front on; every way back leads to the front."""
    pages: list[list[str]] = []
    address: str | None = front
    while address:
        tree = html.fromstring((output / address.lstrip("/") / "index.html").read_bytes())
        pages.append([each.text_content() for each in tree.xpath("//main//*[@class='headline']")])
        newer = tree.xpath("//main//a[@rel='prev']/@href")
        assert newer == ([front] if address != front else [])
        older = tree.xpath("//main//a[@rel='next']/@href")
        assert len(older) <= 1
        address = older[0] if older else None
        assert len(pages) < 100
    return pages


@pytest.mark.parametrize(
    "number", [1, SIZE - 1, SIZE, SIZE + 1, *range(2 * SIZE - 1, 2 * SIZE + 2), 5 * SIZE, 5 * SIZE + 1]
)
def test_it_meets_every_article_once(tmp_path: Path, number: int) -> None:
    """With a list that is full, one article more and one less."""
    output = site(tmp_path, number)
    for front in FRONTS:
        first, *others = walked(output, front)

        assert sorted([*first, *(title for page in others for title in page)]) == sorted(f"T{n}" for n in range(number))
        # The front may rank its articles, but holds the newest; behind it they stand newest first.
        assert set(first) == {f"T{n}" for n in range(number - len(first), number)}
        assert [title for page in others for title in page] == [f"T{n}" for n in reversed(range(number - len(first)))]
        assert min(number, SIZE) <= len(first) < 2 * SIZE
        assert all(len(page) == SIZE for page in others)
