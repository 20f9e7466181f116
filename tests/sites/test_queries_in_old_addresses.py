"""Old addresses that no file can stand at: an error that names them, so that none is lost unseen."""

from pathlib import Path

import pytest

from tests.sites.built import article, built, refused, site

ALIASES = ["/?p=20", "?p=3", "/index.php?id=3&x=1", "/a?", "/a%3Fb", "/#!/a", "/a#b", "https://example.org/?p=20"]
KEYS = ['alias: "/?p=20"', 'redirect_from: ["/?p=20"]', 'url: "/?p=20"', 'permalink: "/?p=20"', 'slug: "a?b"']


def test_an_alias_with_a_query_or_a_fragment_is_an_error_at_its_place(tmp_path: Path) -> None:
    content = {f"{number}.md": article("A", more=f'aliases: ["{each}"]\n') for number, each in enumerate(ALIASES)}

    assert refused(tmp_path, content) == [("url-unsafe", f"content/{name}", 4) for name in content]


def test_the_error_quotes_what_was_written(tmp_path: Path) -> None:
    (told,) = built(site(tmp_path, {"a.md": article("A", more='aliases: ["/?p=20"]\n')})).diagnostics

    assert told.text == 'the alias "/?p=20" cannot be an address: "?" cannot stand in a file name'
    assert told.place.column == 11
    assert told.hint


@pytest.mark.parametrize("line", KEYS)
def test_other_keys_for_addresses_are_as_strict(tmp_path: Path, line: str) -> None:
    assert refused(tmp_path, {"a.md": article("A", more=f"{line}\n")}) == [("url-unsafe", "content/a.md", 4)]
