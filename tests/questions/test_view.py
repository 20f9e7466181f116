"""A page's recorded questions are those that its template asked."""

from pathlib import Path

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
