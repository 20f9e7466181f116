"""A link to a part of a page leads to a part that the page has."""

from pathlib import Path

import pytest

from newsgen.diagnostics import Diagnostic
from newsgen.state import stamps
from tests.content.engines import both_trusting
from tests.content.reader import Config, told
from tests.sites.built import CLOCK, CONFIG, Files, article, built, published, written
from tests.walk.sites import cold

TEXT = "## Team\n\nWe[^1].\n\n<div id='raw'>x</div>\n\n### Größe {#own}\n\n[^1]: A note.\n"
GOOD = ("#team", "#raw", "#own", "#fn-1", "#fnref-1", "#top", "#TOP", "#", "#theme:content", "#:~:text=We")


def site(root: Path, files: Files, config: str = "") -> Path:
    return written(root, {"newsgen.yaml": CONFIG + config, **{f"content/{name}": text for name, text in files.items()}})


def said(root: Path) -> list[Diagnostic]:
    return [each for each in built(root).diagnostics if each.level != "notice"]


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_a_part_of_the_page_is_found(tmp_path: Path, engine: str) -> None:
    links = " ".join(f"[x]({part})" for part in GOOD)
    root = site(
        tmp_path, {"a.md": article("A", f"{links} [y](#t%65am)\n\n{TEXT}")}, f"markdown: {{engine: {engine}}}\n"
    )

    assert said(root) == []


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_one_that_is_not_there_is_a_warning_at_its_place(tmp_path: Path, engine: str) -> None:
    text = f"One [x](#taem) and\n[y](#theme:nothing) <a href='#raw2'>z</a>\n\n{TEXT}"
    found = said(site(tmp_path, {"a.md": article("A", text)}, f"markdown: {{engine: {engine}}}\n"))

    assert [(each.code, each.level, each.place.line, each.place.column) for each in found] == [
        ("part-missing", "warning", 5, 9),
        ("part-missing", "warning", 6, 5),
        ("part-missing", "warning", 6, 30),
    ]
    assert found[0].hint == 'did you mean "#team"?'


@pytest.mark.parametrize("link", ["b.md", "/2026/05/b/", "/b.md", "../b/", "/old/"])
def test_a_part_of_another_article_is_looked_for_there(tmp_path: Path, link: str) -> None:
    """Whether it is named by its file, its address, or an old one."""
    b = article("B", TEXT, "aliases: [/old/]\n")
    good = site(tmp_path / "good", {"a.md": article("A", f"[x]({link}#team)"), "b.md": b})
    bad = site(tmp_path / "bad", {"a.md": article("A", f"[x]({link}#nothing)"), "b.md": b})

    assert said(good) == []
    assert [(each.code, each.place.file) for each in said(bad)] == [("part-missing", "content/a.md")]
    assert f'"{link}"' in said(bad)[0].text


def test_the_ids_of_a_site_s_own_templates_count(tmp_path: Path) -> None:
    """Those that are written out, and those that a template fills in."""
    page = '{% extends "theme/page.html" %}{% block main %}<p id="imprint"></p><p id="n-{{ lang }}"></p>{% endblock %}'
    root = site(tmp_path, {"pages/a.md": "---\ntitle: A\n---\n[x](#imprint) [y](#n-en) [z](#n-)\n"})
    written(root, {"templates/page.html": page})

    assert [each.text.split('"')[1] for each in said(root)] == ["#n-"]


def test_an_article_that_loses_a_heading_is_found_by_who_links_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The article with the link is not edited, and the warning stands at its line."""
    # What is young is looked at again, edited or not.
    monkeypatch.setattr(stamps, "YOUNG_NS", 0)
    files = {"a.md": article("A", "[x](b.md#team) [y](/2026/05/b/#own)"), "b.md": article("B", TEXT)}
    root = site(tmp_path, {**files, "c.md": article("C", "[x](b.md)")})
    published(root)
    written(root, {"content/b.md": article("B", TEXT.replace("## Team", "## Crew"))})

    found = built(root).diagnostics

    assert [(each.code, each.place.file, each.place.column) for each in found] == [("part-missing", "content/a.md", 5)]
    assert found == cold(root, CLOCK)[1]
    written(root, {"content/b.md": article("B", TEXT)})
    assert built(root).diagnostics == ()


def test_a_part_of_what_is_not_there_is_said_once(tmp_path: Path) -> None:
    found = said(site(tmp_path, {"a.md": article("A", "[x](/nothing/#part) [y](/feed.xml#part)")}))

    assert [each.code for each in found] == ["link-broken"]


@both_trusting
def test_what_a_picture_or_a_map_names_is_no_link(config: Config) -> None:
    assert told('<img src="#x" usemap="#y">', config) == []


@pytest.mark.parametrize(
    ("written", "part", "is_known"),
    [
        ("<p id=comments>", "comments", True),
        ("<p class=x id = comments >", "comments", True),
        ('<a name="respond"></a>', "respond", True),
        ("<a class='x' name=respond></a>", "respond", True),
        ('<input name="respond">', "respond", False),
        ("<p id={{ 'comments' }}>", "comments", True),
        ("<p id=c-{{ site.title|upper }}>", "c-GAZETTE", True),
        ("<p id=c-{{ site.title|upper }}>", "d-GAZETTE", False),
        ('<p id="c-{{ site["title"] }}">', "c-Gazette", True),
    ],
)
def test_ids_of_templates_count_however_they_are_written(
    tmp_path: Path, written: str, part: str, is_known: bool
) -> None:
    """Quoted or not, by the old name of an anchor, and filled in."""
    root = site(tmp_path, {"a.md": article("A", f"[x](#{part})")})
    (root / "templates").mkdir()
    template = '{% extends "theme/article.html" %}{% block content %}{{ super() }}' + written + "{% endblock %}"
    (root / "templates/article.html").write_text(template, "utf-8")

    told_parts = [each.text for each in said(root) if each.code == "part-missing"]

    assert bool(told_parts) is not is_known
