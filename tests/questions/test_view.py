"""A page's recorded questions are those that its template asked."""

from pathlib import Path

import pytest

from newsgen.build import Options, build
from newsgen.why import why
from tests.walk.sites import CLOCK, small_site, written


def asked(root: Path, address: str) -> set[str]:
    """The questions of an output, as `newsgen why` shows them."""
    text = why(Options(root, verbose=True), address)
    assert text is not None
    _, _, questions = text.partition("it asked\n")
    return {line[2:] for line in questions.splitlines()[:-1]}


def test_a_page_records_every_question_and_no_other(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    written(
        root / "templates",
        {
            "page.html": "{{ site.config.title }}{% for each in site.articles(category='wasser', limit=1) %}"
            "{{ each.title }}{% endfor %}{{ site.count(tag='t1') }}{{ site.body(article)|safe }}"
        },
    )

    assert build(Options(root, at=CLOCK, jobs=1)).exit_code == 0

    assert asked(root, "/impressum/") == {
        "kind('page')",
        "template('page.html')",
        "head('content/pages/impressum.md')",
        "config('title')",
        "articles(category='wasser', offset=0, limit=1)",
        "head('content/a5.md')",
        "count(tag='t1')",
        "body('content/pages/impressum.md')",
    }


def test_a_template_that_only_the_run_knows_is_recorded(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    written(root / "templates", {"page.html": "{% include 'partial-' ~ article.slug ~ '.html' %}"})
    written(root / "templates", {"partial-impressum.html": "one"})
    assert build(Options(root, at=CLOCK, jobs=1)).exit_code == 0

    written(root / "templates", {"partial-impressum.html": "two"})
    build(Options(root, at=CLOCK, jobs=1))

    assert (root / "output/impressum/index.html").read_text() == "two"


@pytest.mark.parametrize(
    ("asking", "before", "after"),
    [
        ('{{ site.config.analytics_id|default("none") }}', "none", "G-1"),
        ('{{ site.config["analytics_id"]|default("none") }}', "none", "G-1"),
        ("{{ site.config.extra.analytics_id|default('none') }}", "none", "G-1"),
        ("{{ site.config.extra.get('analytics_id', 'none') }}", "none", "G-1"),
        ("{{ site.config.analytics_id is defined }}", "False", "True"),
        ("{{ 'analytics_id' in site.config.extra }}", "False", "True"),
        ("{{ site.config|attr('analytics_id')|default('none') }}", "none", "G-1"),
    ],
)
def test_a_page_that_asks_for_a_key_is_made_again_when_it_appears(
    tmp_path: Path, asking: str, before: str, after: str
) -> None:
    """A theme asks for what a site may not have; whoever adds it wants every page that asked."""
    root = small_site(tmp_path / "site")
    written(root / "templates", {"page.html": asking})
    page = root / "output/impressum/index.html"

    assert build(Options(root, at=CLOCK, jobs=1)).diagnostics == ()
    first = page.read_text()
    with (root / "newsgen.yaml").open("a") as file:
        file.write("extra: {analytics_id: G-1}\n")
    build(Options(root, at=CLOCK, jobs=1))
    second = page.read_text()
    (root / "newsgen.yaml").write_text((root / "newsgen.yaml").read_text().replace("extra: {analytics_id: G-1}\n", ""))
    build(Options(root, at=CLOCK, jobs=1))

    assert (first, second, page.read_text()) == (before, after, before)


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("{{ site.answers.site.articles|length }}", '"site" answers no question "answers"', ""),
        ("{% set s = site %}{{ s.answers }}", "has no attribute 'answers'", ""),
        ("{% set s = site %}{{ s._answers }}", 'templates cannot read "_answers" of the site itself', ""),
        ("{{ site['_asked'] }}", 'templates cannot read "_asked" of the site itself', ""),
        ("{% set s = site %}{{ s.ask('years') }}", "has no attribute 'ask'", ""),
        ("{% do site.config.extra.update(a=1) %}", "this map is the site's", "make one of your own"),
        ("{% set s = site %}{{ s }}", "the site itself is no text that a page can show", ""),
        ("{{ site.config }}", "newsgen.yaml as a whole is no text that a page can show", "newsgen manual theme"),
        ("{{ article }}", "an article is no text that a page can show", "one of its fields"),
        ("{{ article.date.now().year }}", '"now" is the time of the build', "a page is made again when"),
        ("{{ article.menu|random }}", 'there is no filter "random"', "another in every build"),
        ("{{ article._title }}", 'templates cannot read "_title" of an article', 'did you mean "title"?'),
        ('{% include "\\ud800" ignore missing %}', "half a character", "ud800"),
        ("{{ site.count(tag='\\ud800') }}", "tag of site.count was given half a character", "ud800"),
        ("{{ site.config.extra.colour }}", "has no attribute 'colour'", ""),
    ],
)
def test_a_build_tells_what_a_template_cannot_do(tmp_path: Path, text: str, said: str, hint: str) -> None:
    root = small_site(tmp_path / "site")
    written(root / "templates", {"page.html": f"\n\n{text}\n"})

    result = build(Options(root, at=CLOCK, jobs=1))

    (found,) = result.diagnostics
    assert result.exit_code == 1
    assert str(found.place) == "templates/page.html:3"
    assert said in found.text
    assert hint in found.hint
