"""No path in a cache leads out of the output folder, on any system."""

import pytest

from newsgen.patterns import matcher
from newsgen.state.paths import leave, leave_as_outputs


@pytest.mark.parametrize(
    "path", ["", "/", "/etc/passwd", "..", "../a", "a/..", "a/../../b", "./a", "a//b", "a/", "C:/a", "c:a", "a\0b"]
)
def test_a_path_that_leads_out_is_seen_among_others(path: str) -> None:
    assert leave(["index.html", path, "a/index.html"])
    assert leave([path])
    assert leave_as_outputs(["index.html", path])


@pytest.mark.parametrize("path", ["a\\b", "..\\a", "\\\\server\\a"])
def test_a_backslash_parts_folders_of_windows(path: str) -> None:
    assert leave_as_outputs(["index.html", path])


@pytest.mark.parametrize(
    "path", ["a", ".well-known/a", "a..b/c.", "...", "a/..b", "2026:05/a", "a b/\u00e4.html", "theme:css/a.css"]
)
def test_a_path_inside_is_none(path: str) -> None:
    """Else a site that has it would be built from nothing each time."""
    assert not leave_as_outputs(["index.html", path])
    assert not leave_as_outputs([path])
    assert not leave([])


@pytest.mark.parametrize(
    ("pattern", "named", "others"),
    [
        ("google123.html", ["google123.html"], ["a/google123.html", "google123xhtml"]),
        ("stats/", ["stats", "stats/a", "stats/a/b.html"], ["stats2", "a/stats"]),
        ("/stats", ["stats/a"], ["a/stats"]),
        (".well-known/**", [".well-known/a/b"], ["well-known/a"]),
        ("**/*.pdf", ["a.pdf", "a/b/c.pdf"], ["a.pdfx", "apdf"]),
        ("a/**/z", ["a/z", "a/b/c/z"], ["az", "a/bz"]),
        ("a/?.txt", ["a/b.txt"], ["a/bc.txt", "a//.txt"]),
        ("v[0-9]", ["v1", "v1/a"], ["vx", "v"]),
        ("v[!0-9]", ["vx"], ["v1", "v/"]),
        ("a[b", ["a[b"], ["ab"]),
        ("a+(b).html", ["a+(b).html"], ["aab.html"]),
    ],
)
def test_keep_names_files_and_folders(pattern: str, named: list[str], others: list[str]) -> None:
    is_kept = matcher(["elsewhere", pattern])

    assert [path for path in [*named, *others] if is_kept(path)] == named
    assert not any(map(matcher([]), named))


def test_stars_without_end_are_one() -> None:
    """A pattern is tried on every file of the folder."""
    assert not matcher(["*" * 60 + "a"])("b" * 60)
    assert matcher(["*" * 60 + "a"])("bba")


def test_what_hosts_look_for_in_a_site_is_newsgens_and_nothing_else_that_is_hidden() -> None:
    assert not leave_as_outputs([".well-known/security.txt", ".nojekyll", ".htaccess", "a.b/c"])
    assert leave_as_outputs([".git/config"])
    assert leave_as_outputs(["a/.env"])
