"""What a renderer makes of templates, and how it tells what is wrong with one."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from newsgen.model import Term
from newsgen.questions.view import questions
from newsgen.render.templates import TemplateProblem
from newsgen.render.uncompilable import said, template_line
from tests.render.theme import renderer, theme_sources

BASE = {"lang": "en"}


class Shown:
    """Something a page shows, of which it can be told whether it is gone."""


@pytest.fixture
def no_search_for_cycles() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def problem(sources: dict[str, str], name: str = "a.html", **values: object) -> TemplateProblem:
    with pytest.raises(TemplateProblem) as caught:
        renderer(sources).render(name, {**BASE, **values}, lambda name: None)
    return caught.value


def test_an_undefined_name_is_told_with_template_line_and_the_right_word() -> None:
    """A misspelt name would otherwise be an empty place that nobody notices."""
    found = problem({"a.html": "<p>\n{{ artcle }}"}, article="x")

    assert (found.name, found.line) == ("a.html", 2)
    assert found.text == "'artcle' is undefined"
    assert found.hint == 'did you mean "article"?'


def test_an_unknown_attribute_is_told_with_the_right_word() -> None:
    found = problem({"a.html": "{{ term.titel or term.nmae }}"}, term=Term("tag", "a", "A", "/a/"))

    assert "has no attribute 'titel'" in found.text


def test_a_near_attribute_is_hinted_at() -> None:
    found = problem({"a.html": "{{ term.nmae }}"}, term=Term("tag", "a", "A", "/a/"))

    assert found.hint == 'did you mean "name"?'


def test_a_mistake_in_an_included_template_is_told_there() -> None:
    found = problem({"a.html": '\n{% include "b.html" %}', "b.html": "\n\n{{ 1 / 0 }}"})

    assert (found.name, found.line, found.text) == ("b.html", 3, "ZeroDivisionError: division by zero")


def test_what_is_too_large_for_the_memory_is_told_in_words() -> None:
    found = problem({"a.html": "\n{{ 'x' * 10**17 }}"})

    assert (found.line, found.text) == (2, "there is no memory left for what stands here")


@pytest.mark.parametrize("text", ["{{ None.x.y }}", "{{ 3|join }}", "{{ {}['a']['b'] }}", '{{ "x" + 1 }}'])
def test_any_exception_inside_a_template_is_a_problem_of_that_template(text: str) -> None:
    found = problem({"a.html": f"\n{text}"})

    assert (found.name, found.line) == ("a.html", 2)


def test_a_template_that_does_not_parse_is_told_with_its_line() -> None:
    found = problem({"a.html": '{% include "b.html" %}', "b.html": "\n{% if %}"})

    assert (found.name, found.line) == ("b.html", 2)
    assert found.text.startswith("this template does not parse")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("{% break %}", 3, "{% break %} stands in no loop"),
        ("{% if x %}\n{% continue %}{% endif %}", 4, "{% continue %} stands in no loop"),
        (
            "{% for each in x %}{% macro m() %}\n\n{% break %}{% endmacro %}{% endfor %}",
            5,
            "{% break %} stands in no loop",
        ),
        ("{% for each in x %}{% else %}\n{% break %}{% endfor %}", 4, "{% break %} stands in no loop"),
        ("{{ x }}\n{{ f(a=1, a=2) }}", 4, 'the argument "a" is given twice'),
        ("{{ x|default(a=1, a=2) }}", 3, 'the argument "a" is given twice'),
        ("{{ f(ä=1, ä=2) }}", 3, 'the argument "ä" is given twice'),
        ("{% macro m(a, a) %}\n{% endmacro %}", 3, 'two arguments have the name "a"'),
        ("{% call(each, each) f() %}{% endcall %}", 3, 'two arguments have the name "each"'),
        ("{{ f(__debug__=1) }}", 3, 'no argument can have the name "__debug__"'),
        ("{% for each in x %}" * 25 + "{% endfor %}" * 25, 3, "too many loops stand within each other"),
        ("{% if x %}" * 120 + "{% endif %}" * 120, 3, "too much stands within each other"),
    ],
)
@pytest.mark.parametrize("way", ['{% include "b.html" %}', '{% extends "b.html" %}', '{% import "b.html" as b %}'])
def test_a_template_that_makes_no_program_is_told_with_its_own_line(text: str, line: int, what: str, way: str) -> None:
    """Jinja reads it well; what Python says of it has the lines and the names of what templates are compiled to."""
    found = problem({"a.html": way, "b.html": f"<p>\n\n{text}\n</p>"})

    assert (found.name, found.line) == ("b.html", line)
    assert found.text.startswith(f"this template does not parse: {what}")


def test_what_python_says_in_other_words_has_the_line_of_the_template_too() -> None:
    """Another version of Python has words of its own for them."""
    program = "from jinja2.runtime import x\nname = 'a.html'\n\na\nb\nc\ndebug_info = '3=4&7=6'"

    assert [template_line(program, line) for line in (1, 4, 5, 6, 7)] == [1, 3, 3, 7, 7]
    assert said("no such sentence") == "what stands here makes no program"


def test_what_cannot_be_compiled_ahead_is_told_when_a_page_is_made_of_it() -> None:
    """A site may have a broken template that no page uses."""
    used = renderer({"a.html": '{% include "b.html" %}', "b.html": "{% if %}", "c.html": "{{ x|nope }}{{ lang }}"})

    used.compile_all()

    with pytest.raises(TemplateProblem, match="does not parse"):
        used.render("a.html", BASE, lambda name: None)


def test_a_missing_include_is_told_with_the_near_name() -> None:
    found = problem({"a.html": '\n\n{% include "foooter.html" %}', "footer.html": ""})

    assert (found.name, found.line, found.text) == ("a.html", 3, 'there is no template "foooter.html"')
    assert found.hint == 'did you mean "footer.html"?'


def test_the_template_of_a_page_itself_may_be_missing() -> None:
    assert problem({}, "a.html").text == 'there is no template "a.html"'


@pytest.mark.parametrize(
    "sources",
    [
        {"a.html": '{% extends "a.html" %}'},
        {"a.html": '{% include "a.html" %}'},
        {"a.html": '{% include "b.html" %}', "b.html": '{% include "a.html" %}'},
    ],
)
def test_a_template_that_holds_itself_is_a_problem_and_no_crash(sources: dict[str, str]) -> None:
    found = problem(sources)

    assert found.name in sources
    assert "itself" in found.text


@pytest.mark.parametrize(
    ("template", "said", "hint"),
    [
        ("{% macro tree(x) %}{{ tree(x) }}{% endmacro %}{{ tree(1) }}", 'the macro "tree" calls itself', "{% if … %}"),
        ("{% block x %}{{ self.x() }}{% endblock %}", "the block 'x' shows itself", "super()"),
        ("{% set l = [] %}{% do l.append(l) %}{{ l }}", "a list or a map holds itself", "other values"),
        ("{% set l = [] %}{% do l.append(l) %}{{ l|json }}", "a list or a map holds itself", "other values"),
        ("{% set l = [] %}{% do l.append(l) %}{{ l|tojson }}", "a list or a map holds itself", "other values"),
        (
            "{% set l = [] %}{% do l.append(l) %}{% for x in l recursive %}{{ loop(x) }}{% endfor %}",
            "this loop calls itself",
            "",
        ),
        ('{% include "a.html" %}', "this template extends or includes itself", "another one"),
        ('{% macro m() %}{% include "a.html" %}{% endmacro %}{{ m() }}', "includes itself", "another one"),
        ("{{ 1 }}{{ fragment() }}", '"a.html" asks for itself', "site.fragment"),
    ],
)
def test_what_has_no_end_is_told_as_what_it_is(template: str, said: str, hint: str) -> None:
    """Python says of all of them that it ran out of room."""
    used = renderer({"a.html": f"\n{template}"})

    def made() -> str:
        return used.render("a.html", {**BASE, "fragment": made}, lambda name: None)

    with pytest.raises(TemplateProblem) as caught:
        made()

    assert (caught.value.name, caught.value.line) == ("a.html", 2)
    assert said in caught.value.text
    assert hint in caught.value.hint


def test_a_fragment_may_ask_for_itself_in_other_languages() -> None:
    """A menu may show those of the other languages; it has an end."""
    used = renderer({"a.html": "{{ n }}{{ fragment(n) if n else '' }}"})

    def made(n: int) -> str:
        return used.render("a.html", {**BASE, "n": n, "fragment": lambda n: made(n - 1)}, lambda name: None)

    assert [made(7), made(7)] == ["76543210", "76543210"]


def test_only_names_that_the_run_knows_are_recorded() -> None:
    """What stands in a template is in its closure already; recording it again would double every trace."""
    sources = {
        "a.html": '{% extends "base.html" %}{% block x %}{% include "b.html" %}{% include which %}{% endblock %}',
        "base.html": "{% block x %}{% endblock %}",
        "b.html": "b",
        "c.html": "c",
    }
    heard: list[str] = []

    text = renderer(sources).render("a.html", {**BASE, "which": "c.html"}, heard.append)

    assert text == "bc"
    assert heard == ["c.html"]


def test_names_that_were_tried_in_vain_are_recorded() -> None:
    """A template that is missing today may be there tomorrow, and then the page is another."""
    heard: list[str] = []
    sources = {"a.html": "{% include [which, 'b.html'] %}", "b.html": "b"}

    renderer(sources).render("a.html", {**BASE, "which": "c.html"}, heard.append)

    assert heard == ["c.html"]


def test_a_render_inside_a_render_keeps_its_own_record() -> None:
    """Fragments are made while a page is: what they load is theirs."""
    outer: list[str] = []
    inner: list[str] = []
    used = renderer({"a.html": "{% include x %}{{ fragment() }}{% include y %}", "b": "", "c": "", "d": ""})
    used_inside = {"fragment": lambda: used.render("f", {**BASE, "z": "d"}, inner.append)}
    used = renderer(
        {"a.html": "{% include x %}{{ fragment() }}{% include y %}", "f": "{% include z %}", **dict.fromkeys("bcd", "")}
    )

    used.render("a.html", {**BASE, **used_inside, "x": "b", "y": "c"}, outer.append)

    assert (outer, inner) == (["b", "c"], ["d"])


def test_the_closure_has_what_is_extended_included_and_imported() -> None:
    sources = {
        "a.html": '{% extends "base.html" %}{% import "m.html" as m %}{% from "f.html" import f %}'
        '{% include ["x.html", "y.html"] ignore missing %}{% include which %}',
        "base.html": '{% include "foot.html" %}',
        "foot.html": "",
        "other.html": "",
    }

    closure = renderer(sources).trees.closure("a.html")

    assert closure == {"a.html", "base.html", "foot.html", "m.html", "f.html", "x.html", "y.html"}


def test_the_digest_follows_every_text_of_the_closure_and_no_other() -> None:
    sources = {"a.html": '{% include "b.html" ignore missing %}', "c.html": "c"}
    before = renderer(sources).trees.digest("a.html")

    assert renderer({**sources, "c.html": "changed"}).trees.digest("a.html") == before
    assert renderer({**sources, "b.html": ""}).trees.digest("a.html") != before
    assert renderer({**sources, "a.html": "a"}).trees.digest("a.html") != before


def test_a_site_overrides_one_block_of_the_theme() -> None:
    theme = "<h1>{% block title %}theme{% endblock %}</h1>{% block text %}text{% endblock %}"
    sources = {
        "theme/page.html": theme,
        "page.html": '{% extends "theme/page.html" %}{% block title %}own, not {{ super() }}{% endblock %}',
    }

    text = renderer(sources).render("page.html", BASE, lambda name: None)

    assert text == "<h1>own, not theme</h1>text"
    assert renderer(sources).trees.closure("page.html") == {"page.html", "theme/page.html"}


def test_the_check_finds_what_no_page_uses() -> None:
    sources = {
        "good.html": '{% include "nowhere.html" ignore missing %}{% include which %}',
        "loop.html": '{% extends "loop.html" %}',
        "missing.html": '\n{% include "god.html" %}',
        "theme/loop.html": "",
        "torn.html": "{% block %}",
        "one.html": '{% extends "two.html" %}',
        "two.html": '{% extends "one.html" %}',
    }

    found = {(each.name, each.line): each for each in renderer(sources).check({})}

    assert set(found) == {("loop.html", 1), ("missing.html", 2), ("torn.html", 1), ("one.html", 1), ("two.html", 1)}
    assert found["loop.html", 1].hint == 'to change the theme\'s own, write {% extends "theme/loop.html" %}'
    assert found["missing.html", 2].hint == 'did you mean "good.html"?'


def test_the_theme_has_no_problem() -> None:
    assert renderer(theme_sources()).check(questions()) == []
    assert renderer(theme_sources()).remarks() == []


def test_markup_is_escaped_and_style_sheets_are_not() -> None:
    sources = {"a.html": "{{ x }}", "a.css": "{{ x }}"}

    assert renderer(sources).render("a.html", {**BASE, "x": "<b>"}, lambda name: None) == "&lt;b&gt;"
    assert renderer(sources).render("a.css", {**BASE, "x": "a > b"}, lambda name: None) == "a > b"


def test_importing_the_stage_loads_neither_jinja_nor_babel() -> None:
    """A build with nothing to do never renders, and start-up counts."""
    code = "import sys, newsgen.render; print(sorted({'jinja2', 'babel', 'markupsafe'} & sys.modules.keys()))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.usefixtures("no_search_for_cycles")
def test_what_a_page_was_given_is_gone_with_it() -> None:
    """To look for what would otherwise stay until then took a tenth of the time of making pages."""
    sources = {
        "a.html": '{% from "b.html" import outer %}{{ outer() }}',
        "b.html": "{% set held = site %}{% macro inner() %}{{ held is defined }}{% endmacro %}"
        "{% macro outer() %}{{ inner() }}{% endmacro %}",
    }
    theme, site = renderer(sources), Shown()
    gone = weakref.ref(site)

    assert theme.render("a.html", {**BASE, "site": site}, lambda name: None) == "True"
    del site
    assert gone() is None


class Within:
    """A site whose fragment is made of the same templates, for another page and language."""

    def __init__(self) -> None:
        self.theme = renderer(LIBRARIES)

    def page(self, **values: object) -> str:
        return self.theme.render("page.html", {**BASE, "site": self, **values}, lambda name: None)

    def fragment(self) -> str:
        return self.page(lang="de", url="/within/", kind="fragment")


LIBRARIES = {
    "page.html": '{% from "outer.html" import outer %}{{ outer("<") }}'
    '{% if kind != "fragment" %} ({{ site.fragment()|safe }}) {{ outer(">") }}{% endif %}',
    "outer.html": '{% from "inner.html" import inner %}\n{# Macros alone. #}\n'
    "{% macro outer(sign) %}{{ sign }}{{ lang }}{{ url }}{{ inner() }}{% endmacro %}",
    "inner.html": "{% macro inner() %}|{{ lang }}{{ url }}{% endmacro %}",
}


def test_macros_know_the_page_that_they_are_used_on() -> None:
    """They are imported once for all pages, and for the fragments within those."""
    site = Within()

    for url in ("/a/", "/b/"):
        within = "&lt;de/within/|de/within/"
        assert site.page(url=url, kind="x") == f"&lt;en{url}|en{url} ({within}) &gt;en{url}|en{url}"


@pytest.mark.parametrize(
    "inner",
    [
        "{% set said = url %}{% macro inner() %}|{{ said }}{% endmacro %}",
        "{% set found = [] %}{% macro inner() %}{% do found.append(url) %}|{{ found|join }}{% endmacro %}",
        '{% import "said.html" as other with context %}{% macro inner() %}|{{ other.said }}{% endmacro %}',
        "{% import name as other %}{% macro inner() %}|{{ other.said }}{% endmacro %}",
        "{% if url %}{% macro inner() %}|{{ said }}{% endmacro %}{% set said = url %}{% endif %}",
        '{% from "said.html" import said %}{% macro inner() %}|{{ said }}{% endmacro %}',
        '{% from "told.html" import told with context %}{% macro inner() %}|{{ told() }}{% endmacro %}',
    ],
)
def test_what_a_template_of_macros_holds_beside_them_is_of_one_page(inner: str) -> None:
    sources = {
        "a.html": '{% from "b.html" import outer %}{{ outer() }}',
        "b.html": '{% from "inner.html" import inner %}{% macro outer() %}{{ inner() }}{% endmacro %}',
        "inner.html": '{% set name = "said.html" %}' + inner if "import name" in inner else inner,
        "said.html": "{% set said = url %}",
        "told.html": "{% macro told() %}{{ url }}{% endmacro %}",
    }
    theme = renderer(sources)

    for url in ("/a/", "/b/"):
        assert theme.render("a.html", {**BASE, "url": url}, lambda name: None) == f"|{url}"


def test_imports_in_a_circle_are_told() -> None:
    circle = '{% from "b.html" import m %}{% macro n() %}{% endmacro %}'

    found = problem({"a.html": circle, "b.html": circle.replace("b.html", "c.html"), "c.html": circle})

    assert found.text


def test_escaping_that_a_page_has_left_off_is_left_off_there_alone() -> None:
    sources = {
        "a.html": '{% from "b.html" import plain, outer %}{% if url == "/a/" %}{{ plain() }}{% endif %}{{ outer() }}',
        "b.html": "{% macro plain() %}{% for each in [1] %}"
        "{% autoescape false %}{% break %}{% endautoescape %}{% endfor %}{% endmacro %}"
        "{% macro inner() %}<b>{% endmacro %}{% macro outer() %}{{ inner() }}{% endmacro %}",
    }
    theme = renderer(sources)

    made = [theme.render("a.html", {**BASE, "url": url}, lambda name: None) for url in ("/a/", "/b/")]

    assert made[1] == "<b>"
