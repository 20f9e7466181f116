"""Lists that want one address: where a writer can act is told, and how."""

from pathlib import Path

import pytest

from tests.sites.built import CONFIG, article, built, site

PATTERNS = f'{CONFIG}permalinks: {{category: "/{{slug}}/", series: "/{{slug}}/"}}\n'
MORE = "category: Town\nseries: Town\n"


@pytest.mark.parametrize(
    ("files", "places"),
    [
        ({"series/town.md": "---\ntitle: Town\n---\n"}, ["content/series/town.md:0"]),
        (
            {"series/town.md": "---\nslug: town\n---\n", "categories/town.md": "---\nslug: town\n---\n"},
            ["content/categories/town.md:2", "content/series/town.md:2"],
        ),
        ({"pages/town.md": "---\ntitle: Town\nurl: /town/\n---\n"}, ["content/pages/town.md:3"]),
    ],
)
def test_the_files_that_describe_them_are_named(tmp_path: Path, files: dict[str, str], places: list[str]) -> None:
    """It stood at no file, and said "or url: …", which no list has."""
    found = built(site(tmp_path, {"a.md": article(more=MORE), **files}, PATTERNS)).diagnostics
    clashes = [each for each in found if each.code == "url-clash"]

    assert sorted(f"{each.place.file}:{each.place.line}" for each in clashes) == places
    assert all("in newsgen.yaml" in each.hint for each in clashes)


def test_lists_without_a_file_are_told_where_their_addresses_are_made(tmp_path: Path) -> None:
    config = f'{CONFIG}permalinks:\n  tag: "/{{slug}}/"\n  category: "/{{slug}}/"\n'
    found = built(site(tmp_path, {"a.md": article(more="category: Town\ntags: [Town]\n")}, config)).diagnostics
    of_lists = [each for each in found if "the tag page" in each.text]

    assert {(each.code, each.place.file) for each in found} == {("url-clash", "newsgen.yaml")}
    assert [each.place.line for each in of_lists] == [7]
