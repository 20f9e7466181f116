"""Names of templates in front matter: a slip is told at its place, another system's layouts are counted once."""

from pathlib import Path

import pytest

from newsgen.build import Result, build
from newsgen.diagnostics import Diagnostic
from newsgen.project import Options
from tests.kinds.making import CLOCK, CONFIG, article, site_folder


def built(root: Path, heads: list[str], config: str = CONFIG, **templates: str) -> Result:
    """A site with an article for each piece of front matter, and templates by name."""
    (root / "templates").mkdir(parents=True, exist_ok=True)
    for name, text in templates.items():
        (root / "templates" / f"{name}.html").write_text(text, "utf-8")
    articles = {f"a{n}.md": article(f"A{n}", "2026-05-01", more=more) for n, more in enumerate(heads)}
    return build(Options(site_folder(root, articles, config), at=CLOCK, jobs=1))


def of(result: Result, code: str) -> list[Diagnostic]:
    return [each for each in result.diagnostics if each.code == code]


def test_a_template_that_is_not_there_is_a_warning_at_its_line(tmp_path: Path) -> None:
    result = built(tmp_path, ["template: fetaure\n"], feature="x")

    (found,) = of(result, "template-unknown")
    assert (str(found.place), found.level) == ("content/a0.md:4:11", "warning")
    assert found.text == 'there is no template "fetaure.html"'
    assert found.hint == 'did you mean "feature"?'


@pytest.mark.parametrize(
    "head",
    ["template: feature\n", "template: feature.html\n", "layout: feature\n", "template: post\n", "layout: default\n"],
)
def test_a_template_that_is_there_and_a_usual_layout_are_no_news(tmp_path: Path, head: str) -> None:
    result = built(tmp_path, [head, "template: feature\n"], feature="x")

    assert result.diagnostics == ()


def test_layouts_of_another_system_are_counted_in_one_notice(tmp_path: Path) -> None:
    """An archive of 600 files that moves in must not be told 600 times what its old theme had."""
    result = built(tmp_path, ["layout: gallery\n"] * 3 + ["custom_template: quote\n", "status: draft\nlayout: other\n"])

    (found,) = result.diagnostics
    assert (found.code, found.level, str(found.place)) == ("layout-unknown", "notice", "content")
    assert found.text.startswith("4 sources ask for a layout")
    assert found.text.endswith('"gallery" (3), "quote" (1)')


def test_the_notice_stays_when_texts_alone_are_edited(tmp_path: Path) -> None:
    """Warm as cold: such a build looks at the edited text and at nothing else."""
    first = built(tmp_path, ["layout: gallery\n"])
    file = tmp_path / "content/a0.md"
    file.write_text(file.read_text("utf-8") + "\nMore of it.\n", "utf-8")

    edited = build(Options(tmp_path, at=CLOCK, jobs=1))

    assert edited.n_made > 0
    assert edited.diagnostics == first.diagnostics != ()


def test_a_template_nobody_names_is_told_until_front_matter_names_it(tmp_path: Path) -> None:
    """Warm as cold: what is remarked of templates is said by every build, until it no longer holds."""
    first = built(tmp_path, [""], feature='{% include "box.html" %}', box="x", artcle="x")
    edited = built(tmp_path, ["kicker: New\n"])
    named = built(tmp_path, ["template: feature\n"])
    again = built(tmp_path, ["template: feature\n"])

    def unused(result: Result) -> list[tuple[str, str]]:
        return [(each.place.file, each.level) for each in of(result, "template-unused")]

    slip = ("templates/artcle.html", "warning")
    all_three = [slip, ("templates/box.html", "notice"), ("templates/feature.html", "notice")]
    assert unused(first) == unused(edited) == all_three
    assert unused(named) == unused(again) == [slip]


def test_a_block_that_would_never_be_shown_stops_the_build(tmp_path: Path) -> None:
    result = built(
        tmp_path, [""], article='{% extends "theme/article.html" %}\n{% block article_foter %}x{% endblock %}'
    )

    (found,) = result.diagnostics
    assert (result.exit_code, found.code, str(found.place)) == (1, "block-unknown", "templates/article.html:2")
    assert found.hint == 'did you mean "article_footer"?'
    assert found.excerpt == "{% block article_foter %}x{% endblock %}"


@pytest.mark.parametrize("base_url", [None, "https://staging.example.org"])
def test_a_logo_is_told_at_its_line_also_for_another_address(tmp_path: Path, base_url: str | None) -> None:
    root = site_folder(tmp_path, {"a.md": article("A", "2026-05-01")}, f"{CONFIG}theme:\n  logo: css/newsgen.css\n")

    result = build(Options(root, at=CLOCK, jobs=1, base_url=base_url))

    (found,) = result.diagnostics
    assert (found.code, str(found.place)) == ("image-missing", "newsgen.yaml:7:9")
    assert found.text == 'theme.logo: "css/newsgen.css" is no picture'
