"""The sidebar beside a list: what the list names already need not stand there again."""

from pathlib import Path

import pytest

from tests.sites.built import CONFIG, Files, article, output, page

ARTICLES: Files = {
    f"{name}.md": article(name.upper(), date=f"2026-05-0{day}", more=f"categories: [{section}]\n")
    for day, (name, section) in enumerate([("a", "Town"), ("b", "Harbour"), ("c", "Town")], 1)
}


def beside(root: Path, path: str) -> list[str]:
    found: list[str] = page(root, path).xpath("//aside//h3/a/@href")
    return found


@pytest.mark.parametrize("placement", ["auto", "inline"])
def test_it_names_nothing_of_the_front_of_a_list(tmp_path: Path, placement: str) -> None:
    root = output(tmp_path, ARTICLES, f"{CONFIG}placement: {placement}\n")

    assert beside(root, "/category/town/") == ["/2026/05/b/"]
    assert beside(root, "/category/harbour/") == ["/2026/05/c/", "/2026/05/a/"]


def test_what_many_pages_share_is_the_same_for_all(tmp_path: Path) -> None:
    """Else a new article would change each of them."""
    root = output(tmp_path, ARTICLES, f"{CONFIG}placement: ssi\n")

    assert beside(root, "/category/town/") == []
    assert "<!--#include virtual=" in (root / "category/town/index.html").read_text("utf-8")
