"""The default theme's weight, its safety, and how a site changes it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.build import build
from newsgen.project import Options
from tests.render.theme import ROOT, theme_sources

CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
ARTICLE = """\
---
title: Die Überschrift
date: 2026-11-20 09:15
categories: [Wasser]
authors: [Anna, Bert, Carl]
---
Der Text.
"""


def built(folder: Path, config: str = "", templates: dict[str, str] | None = None) -> Path:
    files = {"newsgen.yaml": f"title: Blatt\nlanguage: de\nbase_url: https://blatt.example\n{config}"}
    files |= {"content/eins.md": ARTICLE}
    files |= {f"templates/{name}": text for name, text in (templates or {}).items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    result = build(Options(folder, at=CLOCK, jobs=1))
    assert result.exit_code == 0, result.diagnostics
    return folder / "output"


def test_style_and_script_are_light() -> None:
    """Budgets of a page that opens at once on a bad line."""
    assert (ROOT / "static/css/newsgen.css").stat().st_size < 20_000
    assert (ROOT / "static/js/newsgen.js").stat().st_size < 4_000


@pytest.mark.parametrize("name", sorted(name for name in theme_sources() if name.endswith(".html")))
def test_no_script_or_style_stands_in_a_page(name: str) -> None:
    """The Content-Security-Policy forbids it, so it would not work."""
    text = theme_sources()[name]

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert all("ld+json" in tag or "src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_nothing_is_loaded_from_another_host() -> None:
    sheet = (ROOT / "static/css/newsgen.css").read_text("utf-8")

    assert not re.search(r"@import|url\(|//", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))


def test_style_knows_no_left_and_right() -> None:
    """Logical properties alone, so that a page that runs from the right needs no second sheet."""
    sheet = (ROOT / "static/css/newsgen.css").read_text("utf-8")

    assert not re.search(r"(margin|padding|border)-(left|right)\b|text-align: (left|right)|float: (left|right)", sheet)


def test_every_class_in_the_style_sheet_is_used() -> None:
    sheet = re.sub(r"\{[^{}]*\}", "{}", (ROOT / "static/css/newsgen.css").read_text("utf-8"))
    script = (ROOT / "static/js/newsgen.js").read_text("utf-8")
    templates = "\n".join(theme_sources().values())
    # What bodies bring, sections' colours, and the number of stories at the top.
    from_elsewhere = re.compile(r"tone-\d|top-\d|level-\d|pullquote|table|footnote|footnote-backref|right|center|left")

    classes = set(re.findall(r"\.([a-z][a-z0-9-]*)", sheet)) - {"newsgen"}
    unused = {name for name in classes if name not in templates + script and not from_elsewhere.fullmatch(name)}

    assert not unused


def test_the_manual_names_every_block() -> None:
    manual = (ROOT / "docs/theme.md").read_text("utf-8")
    blocks = {name for text in theme_sources().values() for name in re.findall(r"{%-? block (\w+)", text)}
    table = manual.partition("| template | its blocks |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`(\w+)`", table))

    assert named == blocks


def test_a_site_overrides_one_block_of_one_template(tmp_path: Path) -> None:
    own = '{% extends "theme/article.html" %}{% block article_after %}<p>Eigenes</p>{% endblock %}'

    output = built(tmp_path, templates={"article.html": own})

    page = (output / "2026/11/eins/index.html").read_text("utf-8")
    assert "<p>Eigenes</p>" in page
    assert 'Von <a rel="author" href="/author/anna/">Anna</a>, <a' in page
    assert "Aktuelle Beiträge" in page


def test_a_site_overrides_one_block_of_a_fragment(tmp_path: Path) -> None:
    own = '{% extends "theme/fragments/footer.html" %}{% block house %}<p>© Wir</p>{% endblock %}'

    output = built(tmp_path, templates={"fragments/footer.html": own})

    for page in ("index.html", "2026/11/eins/index.html", "404.html"):
        assert "<p>© Wir</p>" in (output / page).read_text("utf-8")


def test_without_a_theme_in_newsgen_yaml_there_is_no_second_sheet(tmp_path: Path) -> None:
    output = built(tmp_path)

    assert not (output / "css/theme.css").exists()
    assert "theme.css" not in (output / "index.html").read_text("utf-8")


def test_colour_type_and_logo_come_from_newsgen_yaml(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/marke.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    theme = 'theme: {accent: "#0a5", heading_font: "Georgia, serif", logo: marke.svg}\n'

    output = built(tmp_path, theme)

    sheets = [path.read_text("utf-8") for path in (output / "css").glob("theme*.css")]
    assert sheets and all("--house: #0a5;" in text and "--heading-font: Georgia, serif;" in text for text in sheets)
    page = (output / "index.html").read_text("utf-8")
    assert re.search(r'<link rel="stylesheet" href="/css/theme[^"]*\.css">', page)
    assert '<img class="logo" src="/marke.svg" alt="Blatt"' in page


def test_a_colour_that_would_leave_its_place_is_an_error(tmp_path: Path) -> None:
    built(tmp_path)
    with (tmp_path / "newsgen.yaml").open("a", encoding="utf-8") as file:
        file.write('theme: {accent: "red; } body { display: none"}\n')

    result = build(Options(tmp_path, at=CLOCK, jobs=1))

    assert result.exit_code != 0
    assert any("style sheet" in each.text for each in result.diagnostics)
