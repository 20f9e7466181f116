"""What the clock will bring is an error before it does, or none at all: no build fails while nobody edits."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.diagnostics import Diagnostic
from tests.kinds.making import PNG
from tests.sites.built import CLOCK, CONFIG, Files, article, built, published, site, written

LATER = "publish_at: 2026-07-01 10:00\n"
AFTER = datetime(2026, 7, 2, tzinfo=UTC)
SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
HERE = article("Here")
MENDED = "corrections: [{date: 2026-07-01, text: Mended}]\n"


def coming(text: str = "Body text.", more: str = "") -> str:
    return article("Coming", text, LATER + more)


def described(title: str, more: str) -> str:
    return f"---\ntitle: {title}\n{more}---\n"


def errors(root: Path, clock: datetime) -> list[Diagnostic]:
    return [each for each in built(root, clock).diagnostics if each.level == "error"]


# What a site is made of, and what is wrong with it once all is due.
KINDS: Mapping[str, tuple[Files, set[str]]] = {
    "a link to nothing": ({"b.md": coming("[x](nowhere.md)")}, {"link-broken"}),
    "a picture that is not there": ({"b.md": coming("![x](/none.png)")}, {"image-missing"}),
    "a picture of front matter": ({"b.md": coming(more="image: none.png\n")}, {"image-missing"}),
    "a link to a draft": (
        {"a.md": HERE, "d.md": article("Draft", more="draft: true\n"), "b.md": coming("[x](d.md)")},
        {"link-not-public"},
    ),
    "a drawing that runs": ({"b.md": coming("![x](x.svg)"), "x.svg": SCRIPT}, {"svg-active"}),
    "a description that gets a page": (
        {"b.md": coming(more="tags: [net]\n"), "tags/net.md": described("Net", "") + "[x](none.md)\n"},
        {"link-broken"},
    ),
    "a term that no disk can hold": ({"b.md": coming(more="tags: [CON]\n")}, {"url-unsafe"}),
    "what others write": ({"b.md": coming(more="url: /shop/x/\n")}, {"output-kept"}),
    "a page where a tag comes": (
        {"a.md": article("Here", more="url: /tag/net/\n"), "b.md": coming(more="tags: [Net]\n")},
        {"url-clash"},
    ),
    "a page that comes where a tag is": (
        {"a.md": article("Here", more="tags: [Net]\n"), "b.md": coming(more="url: /tag/net/\n")},
        {"url-clash"},
    ),
    "a page where a month comes": (
        {"a.md": article("Here", more="url: /2026/07/\n"), "b.md": article("Coming", date="2026-07-01 10:00")},
        {"url-clash"},
    ),
    "a file where a folder comes": (
        {"a.md": article("Here", more="url: /x.html\n"), "b.md": coming(more="url: /x.html/b/\n")},
        {"url-clash"},
    ),
    "an old address where a tag comes": (
        {"a.md": article("Here", more="aliases: [/tag/net/]\n"), "b.md": coming(more="tags: [Net]\n")},
        {"alias-taken"},
    ),
    "an old address that comes where a tag is": (
        {"a.md": article("Here", more="tags: [Net]\n"), "b.md": coming(more="aliases: [/tag/net/]\n")},
        {"alias-taken"},
    ),
    "a circle": (
        {
            "a.md": article("Here", more="url: /a/\nredirect_to: /b/\n"),
            "b.md": coming(more="url: /b/\nredirect_to: /a/\n"),
        },
        {"redirect-loop"},
    ),
    "a page where the list of corrections comes": (
        {"a.md": article("A", more="url: /corrections/\n"), "b.md": article("B", more=MENDED)},
        {"url-clash"},
    ),
    "an old address where the list of corrections comes": (
        {"a.md": article("A", more="aliases: [/corrections/]\n"), "b.md": article("B", more=MENDED)},
        {"alias-taken"},
    ),
    "a file where the list of corrections comes": (
        {"b.md": article("B", more=MENDED), "../static/corrections/index.html": "<p>Ours"},
        {"url-clash"},
    ),
    "two names at one address": (
        {"a.md": article("Here", more="tags: [李明]\n"), "b.md": coming(more="tags: [黎明]\n")},
        {"terms-meet"},
    ),
    "a name that meets a plain one": (
        {"a.md": article("Here", more="tags: [li ming]\n"), "b.md": coming(more="tags: [黎明]\n")},
        {"terms-meet"},
    ),
    "two that come": (
        {"a.md": HERE, "b.md": coming(more="tags: [李明]\n"), "c.md": coming(more="slug: c\ntags: [黎明]\n")},
        {"terms-meet"},
    ),
    "a description that parts two names, and ends": (
        {
            "a.md": article("Here", more="tags: [李明]\n"),
            "b.md": article("There", more="tags: [黎明]\n"),
            "tags/x.md": described("李明", "slug: x\nexpires: 2026-07-01\n"),
        },
        {"terms-meet"},
    ),
    "a name that two descriptions want": (
        {
            "a.md": article("Here", more="tags: [c]\n"),
            "tags/x.md": described("X", "also: [c]\n"),
            "tags/y.md": described("Y", f"also: [c]\n{LATER}"),
        },
        {"term-claimed-twice"},
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_that_the_clock_would_bring_is_told_before_it_is_due(tmp_path: Path, kind: str) -> None:
    content, codes = KINDS[kind]
    root = site(tmp_path, content, CONFIG + "keep: ['shop/**']\n")

    before, after = errors(root, CLOCK), errors(root, AFTER)

    assert {each.code for each in after} == codes
    assert {(each.code, each.place) for each in before} == {(each.code, each.place) for each in after}


def test_a_correction_to_come_that_is_added_later_is_judged_at_once(tmp_path: Path) -> None:
    """Else the build would fail on the day that it comes due, with nobody there."""
    root = site(tmp_path, {"a.md": article("A", more="url: /corrections/\n"), "b.md": article("B")})
    published(root)
    written(root, {"content/b.md": article("B", more=MENDED)})

    found = errors(root, CLOCK)
    assert [(each.code, "permalinks: {corrections:" in each.hint) for each in found] == [("url-clash", True)]


# What newsgen.urls has recorded, and a site in which the clock takes the page from there.
TAKEN: Mapping[str, tuple[Files, str]] = {
    "a description that ends": (
        {
            "a.md": article("A", more="authors: [Ada Lind]\n"),
            "authors/x.md": described("Ada Lind", "slug: x\nexpires: 2026-07-01\n"),
        },
        "/author/x/ = author:x\n/author/x/feed.xml = feed:rss:author:x\n",
    ),
    "a description that comes when its articles have gone": (
        {
            "a.md": HERE,
            "b.md": article("B", more="expires: 2026-05-20\nauthors: [Ada Lind]\n"),
            "authors/x.md": described("Ada Lind", f"slug: al\n{LATER}"),
        },
        "/author/ada-lind/ = author:ada-lind\n",
    ),
    "descriptions that part a term": (
        {
            "a.md": article("A", more="tags: [x y]\n"),
            "b.md": article("B", more="tags: [x.y]\n"),
            "tags/one.md": described("x y", f"slug: one\n{LATER}"),
            "tags/two.md": described("x.y", f"slug: two\n{LATER}"),
        },
        "/tag/x-y/ = tag:x-y\n",
    ),
}


@pytest.mark.parametrize("kind", TAKEN)
def test_what_the_clock_takes_away_has_vanished_for_nobody(tmp_path: Path, kind: str) -> None:
    content, urls = TAKEN[kind]
    root = site(tmp_path, content)
    (root / "newsgen.urls").write_text(urls)

    assert [errors(root, clock) for clock in (CLOCK, AFTER)] == [[], []]


def test_a_file_of_static_in_the_place_of_newsgens_own_is_in_nobodys_way(tmp_path: Path) -> None:
    files = {"content/b.md": coming(), "static/robots.txt": "User-agent: *\n", "static/og-default.png": PNG}

    assert published(written(tmp_path, files), strict=True).diagnostics == ()


def test_what_is_due_together_may_refer_to_each_other(tmp_path: Path) -> None:
    """Links, pictures and terms of what is to come are looked for among all that will be there."""
    content = {
        "a.md": HERE,
        "b.md": coming("[c](c.md), [here](a.md), [root](/2026/05/c/) and [tag](tags/net.md)", "tags: [net]\n"),
        "c.md": article("C", more=f"slug: c\n{LATER}"),
        "tags/net.md": described("Net", ""),
    }
    root = site(tmp_path, content)

    assert published(root, strict=True).diagnostics == ()
    assert published(root, AFTER, strict=True).diagnostics == ()


@pytest.mark.parametrize("file", ["b.md", "tags/net.md"])
def test_a_text_that_is_edited_before_it_is_due_is_looked_at(tmp_path: Path, file: str) -> None:
    """After an edit of texts alone, no more than those are looked at."""
    content = {
        "a.md": HERE,
        "b.md": coming("First.", "tags: [net]\nteaser: x\n"),
        "tags/net.md": described("Net", "teaser: x\n"),
    }
    root = site(tmp_path, content)
    published(root)
    with (root / "content" / file).open("a") as text:
        text.write("\n[x](none.md)\n")

    assert [(each.code, each.place.file) for each in errors(root, CLOCK)] == [("link-broken", f"content/{file}")]
