"""One thing changes, and a build that remembers all others shows it: each part of a site, alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.build import Options, build
from newsgen.state import stamps
from tests.machine import POSIX, needed
from tests.walk.sites import CLOCK, CONFIG, TEMPLATES, article, cold, small_site, tree, warm, written

Edit = Callable[[Path], None]


def put(name: str, text: str) -> Edit:
    return lambda root: written(root, {name: text})


def gone(name: str) -> Edit:
    return lambda root: (root / name).unlink()


def replaced(name: str, old: str, new: str) -> Edit:
    return lambda root: written(root, {name: (root / name).read_text().replace(old, new)})


def moved(name: str, to: str) -> Edit:
    def move(root: Path) -> None:
        (root / to).parent.mkdir(parents=True, exist_ok=True)
        (root / name).rename(root / to)

    return move


# By address and by part: what they lead to may come, go, move, and lose its headings.
LINKS = (
    "[a1](/2026/05/a1/) [new](/2026/05/new/) [come](/2026/08/to-come/) [page](/impressum/) "
    "[term](/category/wasser/) [a5](../../../2026/05/a5/) [contact](../../../contact/) [one](part.md#one) "
    "[two](/2024/03/part/#two)"
)


def site(root: Path) -> Path:
    """A site with a file that is referred to and one that is not, a draft, and an article to come."""
    small_site(root)
    written(root, {"newsgen.yaml": f"{CONFIG}links: warn\n"})
    written(
        root / "content",
        {
            "old.md": article("Old", "2024-01-01", "A [plan](plan.csv), [a1](a1.md), [water](categories/wasser.md)."),
            "plan.csv": "A plan",
            "other.csv": "Another",
            "long.md": article("Long", "2024-02-01", "A text of many words that goes on and on, and ends."),
            "draft.md": article("Draft", "2026-05-10", "Text.", "draft: true\n"),
            "to-come.md": article("To come", "2026-08-01", "Text."),
            "links.md": article("Links", "2024-03-01", LINKS),
            "link.md": article("Link", "2024-03-03", "[draft](/2026/05/draft/)"),
            "part.md": article("Part", "2024-03-02", "## One\n\n## Two"),
        },
    )
    return root


EDITS: dict[str, Edit] = {
    "an article comes": put("content/new.md", article("New", "2026-05-20", "Text.")),
    "an old article comes": put("content/new.md", article("New", "2025-05-20", "Text.", "tags: [t1]\n")),
    "an article goes": gone("content/a3.md"),
    "the newest article goes": gone("content/a5.md"),
    "an article moves": moved("content/a1.md", "content/deep/a1.md"),
    "an article becomes a page": moved("content/a2.md", "content/pages/a2.md"),
    "an article becomes a folder": moved("content/a2.md", "content/a2/index.md"),
    "a page comes": put("content/pages/contact.md", "---\ntitle: Contact\n---\nWrite to us.\n"),
    "a page goes": gone("content/pages/impressum.md"),
    "a draft is published": replaced("content/draft.md", "draft: true\n", ""),
    "a draft moves": replaced("content/draft.md", "draft: true\n", "draft: true\nslug: elsewhere\n"),
    "a draft takes an address": replaced("content/draft.md", "draft: true\n", "draft: true\nslug: new\n"),
    "what is to come is due": replaced("content/to-come.md", "2026-08-01", "2026-05-01"),
    "an article becomes a draft": replaced("content/a1.md", "title: ", "draft: true\ntitle: "),
    "an article expires": replaced("content/a5.md", "title: ", "expires: 2026-05-09\ntitle: "),
    "an old address leads on": replaced("content/a2.md", "title: ", "aliases: [/contact/]\ntitle: "),
    "a part goes": replaced("content/part.md", "## One", "## Eins"),
    "another part goes": replaced("content/part.md", "## Two", "Two"),
    "a part comes": replaced("content/part.md", "## One", "## One\n\n## Three"),
    "addresses are of other programs": replaced(
        "newsgen.yaml", "links: warn", "links: {level: warn, elsewhere: [/2026/08/]}"
    ),
    "a term is described": put("content/categories/strom.md", "---\ntitle: Power\n---\nText.\n"),
    "a term is described no more": gone("content/categories/wasser.md"),
    "a term gets another name": replaced("content/categories/wasser.md", "Wasser und mehr", "Water"),
    "a text refers to a file": replaced("content/a1.md", "Text of 1.", "See [it](other.csv)."),
    "a text refers to a file no more": replaced("content/old.md", "[plan](plan.csv)", "plan"),
    "a file changes": put("content/plan.csv", "B plan"),
    "a file goes": gone("content/plan.csv"),
    "a file moves": moved("content/plan.csv", "content/deep/plan.csv"),
    "a static file comes": put("static/new.txt", "new"),
    "a static file changes": put("static/site.css", "body { color: white }"),
    "a static file goes": gone("static/site.css"),
    "a file takes the place of what newsgen makes": put("static/robots.txt", "User-agent: *\nDisallow: /\n"),
    "a template changes": put("templates/page.html", "other"),
    "a template goes": gone("templates/404.html"),
    "what a template includes changes": put("templates/partial.html", "other"),
    "an address is promised": put("newsgen.urls", "/was/ -> /2026/05/a1/\n"),
    "the title of the site changes": replaced("newsgen.yaml", "title: Test", "title: Other"),
    "a pattern changes": replaced("newsgen.yaml", "links: warn", "links: warn\npermalinks: {article: '/{slug}/'}"),
    "pages of lists are longer": replaced("newsgen.yaml", "page_size: 3", "page_size: 2"),
    "the path of the site changes": replaced("newsgen.yaml", "https://example.org", "https://example.org/news"),
    "the language of the site changes": replaced("newsgen.yaml", "language: de", "language: en"),
    "the zone of the site changes": replaced("newsgen.yaml", "Europe/Berlin", "Pacific/Kiritimati"),
    "teasers are shorter": replaced("newsgen.yaml", "links: warn", "links: warn\nteaser_length: 20"),
}


# Young files are looked at again, edited or not, and so is what they say.
@pytest.mark.parametrize("young_ns", [stamps.YOUNG_NS, 0])
@pytest.mark.parametrize("edit", EDITS)
def test_what_changes_alone_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: str, young_ns: int) -> None:
    monkeypatch.setattr(stamps, "YOUNG_NS", young_ns)
    root = site(tmp_path / "site")
    warm(root)
    before = tree(root / "output")
    EDITS[edit](root)

    result = warm(root)

    made, diagnostics, exit_code = cold(root)
    # A build that fails over its cache works again without it: that would hide a mistake of newsgen here.
    assert result.notes == ()
    assert tree(root / "output") == made
    assert tuple(each for each in result.diagnostics if each.code != "asset-withdrawn") == diagnostics
    assert result.exit_code == exit_code == 0
    assert made != before


def test_what_is_left_where_it_is_is_said_as_long_as_it_is_there(tmp_path: Path) -> None:
    """A link out of the site is in no source and no output, and newsgen leaves it alone."""
    needed(POSIX)
    root = site(tmp_path / "site")
    before = warm(root).diagnostics
    (tmp_path / "outside.md").write_text("---\ntitle: Out\n---\nOut.\n")
    (root / "content/out.md").symlink_to(tmp_path / "outside.md")

    told = warm(root).diagnostics

    assert {each.place.file for each in set(told) - set(before)} == {"content/out.md"}
    assert told == cold(root)[1]
    (root / "content/out.md").unlink()
    assert warm(root).diagnostics == before


def test_a_setting_that_takes_back_a_remark_takes_it_back_for_good(tmp_path: Path) -> None:
    """The source is read again though it is as it was, and what it says now is what the builds to come know."""
    root = site(tmp_path / "site")
    written(root / "content", {"a1.md": article("A 1", "2026-05-01", "Text.", "tittle: A\n")})
    before = warm(root).diagnostics
    put("newsgen.yaml", f"{CONFIG}links: warn\nknown_keys: [tittle]\n")(root)
    told = warm(root).diagnostics
    EDITS["an old article comes"](root)

    assert {each.place.file for each in set(before) - set(told)} == {"content/a1.md"}
    assert warm(root).diagnostics == told == cold(root)[1]


@pytest.mark.parametrize("switch", ["drafts", "future"])
def test_a_switch_of_the_command_line_shows_and_goes(tmp_path: Path, switch: str) -> None:
    """What a look at drafts has made must not stay for readers."""
    root = site(tmp_path / "site")
    warm(root)
    without = tree(root / "output")
    build(Options(root, at=CLOCK, jobs=1, **{switch: True}))
    with_it = tree(root / "output")
    warm(root)

    assert with_it.keys() > without.keys()
    assert tree(root / "output") == without


def test_names_without_fingerprints_come_and_go(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    written(root / "templates", {"404.html": "{{ site.static('site.css') }}"})
    warm(root)
    before = tree(root / "output")
    build(Options(root, at=CLOCK, jobs=1, fingerprints=False))
    plain = tree(root / "output")
    warm(root)

    assert plain["404.html"] == b"/site.css"
    assert "site.css" in plain
    assert tree(root / "output") == before


def test_a_mistake_that_is_mended_leaves_nothing_behind(tmp_path: Path) -> None:
    """Nothing of a failing build is remembered but what is true whatever becomes of it."""
    root = site(tmp_path / "site")
    warm(root)
    before = tree(root / "output")
    for name, wrong in {
        "content/a1.md": "---\ntitle: x\ndate: tomorow\n---\n",
        "templates/article.html": "{{ oops }}",
        "newsgen.yaml": "title: [",
    }.items():
        text = (root / name).read_text()
        written(root, {name: wrong})
        failed = warm(root)
        written(root, {name: text})

        assert failed.exit_code
        assert warm(root).exit_code == 0
        assert tree(root / "output") == before


def test_where_a_template_is_gone_the_theme_s_stands_and_comes_to_an_end(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    warm(root)
    before = tree(root / "output")
    (root / "templates/404.html").unlink()
    warm(root)
    of_the_theme = tree(root / "output")
    written(root / "templates", {"404.html": TEMPLATES["404.html"]})
    warm(root)

    assert of_the_theme["404.html"] != before["404.html"]
    assert tree(root / "output") == before
