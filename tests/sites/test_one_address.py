"""Two sources that want one address: newsgen does not choose, it says which two they are and publishes nothing."""

from pathlib import Path

import pytest

from tests.sites.built import article, built, refused, site

ABOUT = "---\ntitle: About\n---\nx\n"
CLASHES = {
    "an article and a page": {"a.md": article("A", more="url: /about/\n"), "pages/about.md": ABOUT},
    "two files of one name": {"x/a.md": article("A"), "y/a.md": article("A")},
    "a file and a folder's index": {
        "a.md": article("A", more="url: /x/index.html\n"),
        "b.md": article("B", more="url: /x/\n"),
    },
    "two ways to write an accent": {
        "a.md": article("A", more="url: /caf\u00e9/\n"),
        "b.md": article("B", more="url: /cafe\u0301/\n"),
    },
    "an escape and a letter": {
        "a.md": article("A", more="url: /caf%C3%A9/\n"),
        "b.md": article("B", more="url: /café/\n"),
    },
}
TAKEN = {
    "a tag's page": "url: /tag/x/\ntags: [X]\n",
    "a month": "url: /2026/05/\n",
    "a page of newsgen's own": "url: /404.html\n",
}


@pytest.mark.parametrize("content", CLASHES.values(), ids=CLASHES)
def test_both_sources_are_named_and_nothing_is_published(tmp_path: Path, content: dict[str, str]) -> None:
    told = refused(tmp_path, content)

    assert {code for code, _, _ in told} == {"url-clash"}
    assert sorted(file for _, file, _ in told) == sorted(f"content/{name}" for name in content)


def test_each_diagnostic_names_the_other_source_and_the_address(tmp_path: Path) -> None:
    result = built(site(tmp_path, CLASHES["an article and a page"]))

    texts = {each.text for each in result.diagnostics}
    assert texts == {'the address "/about/" is wanted by content/a.md and content/pages/about.md'}
    assert [each.place.line for each in result.diagnostics] == [4, 0]


@pytest.mark.parametrize("more", TAKEN.values(), ids=TAKEN)
def test_an_address_of_newsgens_own_pages_is_taken(tmp_path: Path, more: str) -> None:
    assert refused(tmp_path, {"a.md": article("A", more=more)}) == [("url-clash", "content/a.md", 4)]


def test_an_old_address_is_wanted_once(tmp_path: Path) -> None:
    content = {
        "a.md": article("A", more="aliases: [/old/]\n"),
        "b.md": article("B", more="aliases: [/old/]\n"),
        "c.md": article("C", more="aliases: [/2026/05/a/]\n"),
    }

    assert refused(tmp_path, content) == [("alias-taken", f"content/{name}.md", 4) for name in "abc"]
