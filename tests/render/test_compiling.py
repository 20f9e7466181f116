"""Templates make what Jinja makes of them, and fail where it does, whatever newsgen compiles them to."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jinja2 import pass_context
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from PIL import Image

from newsgen.build import build
from newsgen.project import Options
from newsgen.render.environment import FRAME, ThemeEnvironment, environment
from newsgen.render.renderer import Renderer
from newsgen.render.templates import TemplateProblem, Templates
from newsgen.standard import standard


class Site:
    def recent(self, n: int = 2) -> tuple[str, ...]:
        return ("<a>", "b", "c")[:n]


@pass_context
def there(context: Context, name: str) -> object:
    return context.get(name, "-")


VALUES: Mapping[str, Any] = {
    **{"lang": "en", "site": Site(), "n": 3, "text": "a < b", "words": ["x", "<y>"], "nothing": None},
    **{"there": there, "ends": lambda: "e", "named": lambda **given: sorted(given)},
}

BASE = "<{% block head %}h{% endblock %}|{% block main %}[{% block inner %}i{{ n }}{% endblock %}]{% endblock %}>\n"

# What stands beside the template of a page.
MORE: Mapping[str, str] = {
    "base.html": BASE,
    "middle.html": '{% extends "base.html" %}{% set n = 7 %}{% block head %}m{{ super() }}{% endblock %}',
    "other.html": "O{{ x|default('-') }}{% set x = 'o' %}{{ x }}{{ text }}",
    "bare.html": "B{% set x = 1 %}{{ x }}{{ lang }}",
    "text.txt": "{{ text }}{{ words }}",
    "nested.html": '({% include "other.html" %}){% for w in words %}{% include "loop.html" %}{% endfor %}',
    "loop.html": "{{ loop.index if loop is defined else '-' }}{{ w|default('?') }};",
    "framed.html": '{% extends "base.html" %}{% block inner %}f{{ x|default("-") }}{% endblock %}',
    "deep.html": '{{ depth }}{% if depth %}{% set depth = depth - 1 %}{% include "deep.html" %}{% endif %}',
    "macros.html": (
        "{% set kept = 'k' %}{% macro m(a, b='<', class='') %}{{ a }}{{ b }}{{ kept }}{{ lang }}{{ class }}"
        "{{ caller() if caller is defined }}{% endmacro %}"
        "{% macro all() %}{{ varargs }}{{ kwargs|dictsort }}{% endmacro %}"
        "{% macro few(a, b='<', c=n) %}{{ a|default('-') }}{{ b }}{{ c|default('-') }}{{ lang }}{% endmacro %}"
    ),
    "context.html": "{% macro seen() %}{{ n }}{{ x|default('-') }}{% endmacro %}",
    "broken.html": "\n\n{{ missing_name }}",
    "unparsed.html": "\n{% if %}",
}

SHAPES = [
    *('{% extends "base.html" %}', '{% extends "middle.html" %}'),
    '{% extends "base.html" %}{% block inner %}own{{ text }}{% endblock %}',
    '{% extends "middle.html" %}{% block main %}before{{ super() }}after{% endblock %}',
    '{% extends "middle.html" %}{% block inner %}{{ super() }}{{ super() }}{% endblock %}',
    '{% extends "middle.html" %}{% block head %}{{ super.super() }}{{ self.inner() }}{% endblock %}',
    'lost{% extends "base.html" %}lost{% set n = 9 %}{% block head %}{{ n }}{% endblock %}',
    '{% if n %}{% extends "base.html" %}{% endif %}{% block head %}x{% endblock %}',
    '{% if not n %}{% extends "base.html" %}{% endif %}kept{% block head %}x{% endblock %}',
    '{% set which = "base" %}{% extends which ~ ".html" %}',
    "{% block a %}{{ late|default('-') }}{% endblock %}{% set late = 1 %}{% block b %}{{ late }}{% endblock %}",
    "{% for w in words %}{% block a %}{{ w|default('-') }}{% endblock %}{% endfor %}",
    "{% for w in words %}{% block a scoped %}{{ w }}{{ loop.index }}{% endblock %}{% endfor %}",
    '{% include "other.html" %}{{ x|default("-") }}',
    '{% set x = 1 %}{% include "other.html" %}{{ x }}',
    'a{% include "macros.html" without context %}b{% include "bare.html" without context %}c',
    '{% block a %}a{% include ["gone.html", "bare.html"] without context %}b{% endblock %}',
    '{% for w in words %}{% include "loop.html" %}{% endfor %}',
    '{% for w in words %}{% set x = w %}{% include "other.html" %}{{ x }}{% endfor %}{{ x|default("-") }}',
    '{% for x in words recursive %}{{ x }}{% if loop.depth < 2 %}{{ loop(["z"]) }}{% endif %}{% endfor %}',
    "{% for x in [] %}{% else %}none{% endfor %}{% for x in words if x != 'x' %}{{ x }}{{ loop.last }}{% endfor %}",
    "{% for i in range(9) %}{% if i == 2 %}{% continue %}{% elif i > 4 %}{% break %}{% endif %}{{ i }}{% endfor %}",
    '{% include "nested.html" %}{% include "framed.html" %}{% with x = "w" %}{% include "framed.html" %}{% endwith %}',
    '{% include "gone.html" ignore missing %}{% include ["gone.html", "other.html"] %}',
    '{% include "gone.html" ignore missing without context %}|{% include "bare.html" ignore missing without context %}',
    '{% set name = "other" %}{% include name ~ ".html" %}{% include "text.txt" %}',
    '{% set depth = 3 %}{% include "deep.html" %}{{ depth }}',
    '{% macro m() %}<{% include "other.html" %}>{% endmacro %}{{ m() }}{{ m()|upper }}',
    '{% from "macros.html" import m, all as every %}{{ m(1) }}{{ m(a=text, class="c") }}{{ every(1, z=2) }}',
    '{% from "macros.html" import few %}{{ few() }}{{ few(text) }}{{ few(c=text, a=1) }}{{ few(1, 2, 3) }}',
    "{% macro v() %}{{ varargs }}{% endmacro %}{% macro k() %}{{ kwargs|dictsort }}{% endmacro %}{{ v() }}{{ k() }}",
    '{% from "macros.html" import few %}{% autoescape false %}{{ few(text)|e }}{% endautoescape %}{{ few(text)|e }}',
    '{% import "macros.html" as lib with context %}{{ lib.m(text) }}{{ lib.kept }}{{ lib }}',
    '{% set x = "p" %}{% from "context.html" import seen with context %}{{ seen() }}',
    '{% for x in words %}{% from "context.html" import seen with context %}{{ seen() }}{% endfor %}',
    '{% from "macros.html" import m %}{% call m(1) %}<i>{{ text }}{% endcall %}{% call(q) m(2) %}{% endcall %}',
    "{% macro twice(f) %}{{ f }}{{ caller(f) }}{% endmacro %}{% call(v) twice(text) %}{{ v|e }}{% endcall %}",
    "{% filter upper %}a{{ text }}{% include 'other.html' %}{% endfilter %}",
    "{% set b %}{{ text }}{% endset %}{{ b }}{{ b ~ text }}",
    "{% autoescape false %}{{ text }}{% include 'other.html' %}{% endautoescape %}",
    "{% autoescape n == 4 %}{{ text }}{% endautoescape %}",
    "{% macro m() %}{{ text }}{% endmacro %}{% autoescape false %}{{ [m()]|join }}{% endautoescape %}{{ m() }}",
    "{{ text }}{{ text|safe }}{{ n }}{{ 1.5 }}{{ nothing }}{{ true }}{{ words }}{{ words[1] }}{{ ''|e }}",
    "{{ site.recent() }}{{ site.recent(n=1)[0] }}{{ site.recent(*[1]) }}{{ site.recent(**{'n': 3})|join('/') }}",
    "{{ ends() }}{{ named(**{'class': 1}) }}{{ named(class=1) }}{{ range(2)|list }}{{ dict(a=1).get('a') }}",
    "{{ there('n') }}{% set x = 1 %}{{ there('x') }}{% for y in [5] %}{% set z = y %}{{ there('z') }}{% endfor %}",
    "{% block a %}{% set z = 4 %}{{ there('z') }}{{ there('text') }}{% endblock %}",
    "{% set l = [] %}{% do l.append(text) %}{{ l|first }}{% set ns = namespace(a=1) %}{% set ns.a = 2 %}{{ ns.a }}",
    "  {% if n %}\n  indented\n  {%- endif %}\n{# gone #}\n{% raw %}{{ }}{% endraw %}\n\n{{ n -}}\n end\n",
    "{{ _('Home') }}{{ _('Page %(number)s', number=text) }}",
    "{% trans n=n %}{{ n }} article{% pluralize %}{{ n }} articles{% endtrans %}",
]  # fmt: skip

FAILING = [
    "{{ missing_name }}",
    "{{ text.missing }}",
    "{{ nothing.x }}",
    "\n{{ nothing() }}",
    "{{ text() }}",
    "\n\n{{ 1 / 0 }}",
    "{{ site.recent(x=1) }}",
    "{{ n\n  + text.upper(1) }}",
    "{% block a required %}{% endblock %}",
    "{% block a %}\n{{ super() }}{% endblock %}",
    "{% for w in words %}\n{% for x in w.nope %}{% endfor %}{% endfor %}",
    '{% extends ["gone.html"] %}',
    '{% extends "base.html" %}{% extends "base.html" %}',
    '{% extends "base.html" %}\n{% block inner %}\n{% for w in words %}\n{{ w.nope }}{% endfor %}{% endblock %}',
    '{% extends "middle.html" %}\n{% block inner %}\n{% include "broken.html" %}{% endblock %}',
    '\n{% include "broken.html" %}',
    '\n{% include "broken.html" without context %}',
    '\n{% include "gone.html" %}',
    '\n{% include ["gone.html", "lost.html"] %}',
    '{% include "unparsed.html" %}',
    '{% set x = 1 %}\n{% include "other.html" without context %}',
    '{% from "macros.html" import m %}\n{{ m(1,\n  text.nope) }}',
    '{% from "macros.html" import nope %}\n{{ nope() }}',
    '\n{% from "macros.html" import m %}{{ m(1, 2, 3, 4) }}',
    '\n{% from "macros.html" import m %}{{ m(z=1) }}',
    *(f'\n{{% from "macros.html" import few %}}{{{{ few({given}) }}}}' for given in ("1, 2, 3, 4", "1, z=2", "1, a=2")),
    '{% from "broken.html" import m %}',
    "{% macro m(x) %}\n{{ x.nope }}{% endmacro %}\n{{ m(1) }}",
    "{% macro m() %}\n{{ caller(1) }}{% endmacro %}\n\n{% call m() %}{% endcall %}",
]


def plain(sources: Mapping[str, str]) -> ThemeEnvironment:
    """An environment that compiles as Jinja does."""
    made = environment(sources, standard().filters, lambda name: None)
    made.code_generator_class = CodeGenerator  # type: ignore[misc]
    made.making.known = {**made.globals, "lang": "en"}
    return made


def by_jinja(sources: Mapping[str, str]) -> str | tuple[str, int]:
    """The text, or the innermost template and line of the error."""
    used = plain(sources)
    try:
        return str(used.get_template("page.html").render({**used.language_values("en"), **VALUES}))
    except Exception as error:
        at, trace = ("page.html", 0), error.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            at = (file.removeprefix(FRAME), trace.tb_lineno) if file.startswith(FRAME) else at
            trace = trace.tb_next
        return at


def by_newsgen(sources: Mapping[str, str]) -> str | tuple[str, int]:
    try:
        return Renderer(Templates(sources), standard().filters).render("page.html", VALUES, lambda name: None)
    except TemplateProblem as problem:
        return problem.name, problem.line


@pytest.mark.parametrize("template", SHAPES)
def test_a_template_makes_what_jinja_makes_of_it(template: str) -> None:
    sources = {**MORE, "page.html": template}

    assert by_newsgen(sources) == by_jinja(sources)
    assert isinstance(by_newsgen(sources), str)


@pytest.mark.parametrize("template", FAILING)
def test_a_template_fails_where_jinja_fails(template: str) -> None:
    """Template and line are what its author looks for."""
    sources = {**MORE, "page.html": template}

    assert by_newsgen(sources) == by_jinja(sources)
    assert not isinstance(by_newsgen(sources), str)


@pytest.mark.parametrize(
    "shape", ["{% macro m() %}INC{% endmacro %}({{ m() }})", "{% set s %}INC{% endset %}({{ s }})"]
)
def test_what_is_included_without_context_stands_where_text_is_collected(shape: str) -> None:
    """Jinja itself lets it out of what is collected, or shows the address of a generator."""
    include = '{% include "other.html" without context %}'
    sources = {"page.html": shape.replace("INC", include), "other.html": "O"}

    assert by_newsgen(sources) == "(O)"


def test_a_function_that_wants_the_context_is_given_that_of_its_loop() -> None:
    """What is called itself would not be."""
    sources = {"page.html": "{% for y in [5] %}{% set z = y %}{{ there('z') }}{% endfor %}{{ there(name='z') }}"}

    assert by_newsgen(sources) == "5-"


CLOCK = datetime(2026, 11, 23, tzinfo=UTC)
CONFIG = "title: T\nbase_url: https://t.example/n\npage_size: 1\nmenu: [{title: M, url: /}]\ntheme: {logo: logo.png}\n"
TEXTS = {
    "one": (
        "title: One\ndate: 2026-11-20 09:15\nauthors: [Anna, Bert]\ncategories: [Water]\ntags: [A, B]\nimage: p.png\n"
        "kicker: K\ncorrections: [{date: 2026-11-21, text: Mended}]\ntoc: true\n"
        "location: Here\nseries: {name: S, part: 1}"
    ),
    "two": "title: Two <&\ndate: 2026-11-19\ncategories: [Water]\ntags: [A]\nseries: {name: S, part: 2}\ntype: opinion",
    "three": "title: Drei\ndate: 2025-10-01 10:00\nlang: de\ntranslation_key: two\naliases: [/old/]\ncategories: [R]",
    "pages/imprint": "title: Imprint",
    "tags/a": "title: A\ndescription: What A is",
}
OWN = {
    "article.html": (
        '{% extends "theme/article.html" %}{% set summary = "own" %}\n'
        "{% block content %}\n<p>{{ super() }}</p>{{ self.title() }}\n{% endblock %}\n"
        "{% block article_footer %}{% endblock %}"
    ),
    "partials/byline.html": "{% for term in authors %}\n{{ loop.index }}{{ term.name }}\n{% endfor %}{{ kind }}",
    "partials/story.html": "{% macro story(head) %}{{ head.title }}{{ varargs }}{{ kwargs|length }}{% endmacro %}",
    "tag.html": (
        '{% set trail = [] %}{% include "partials/" ~ "breadcrumb.html" %}'
        '{% include ["no.html", "partials/archive.html"] %}{% include "no.html" ignore missing %}'
    ),
}


@pytest.mark.parametrize("own", [{}, OWN], ids=["theme", "own"])
def test_a_site_is_what_jinja_makes_of_its_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: Mapping[str, str]
) -> None:
    ours = built(tmp_path / "ours", own)
    monkeypatch.setattr(ThemeEnvironment, "code_generator_class", CodeGenerator)
    jinjas = built(tmp_path / "jinjas", own)

    assert len(ours) > 20
    assert ours == jinjas


def built(folder: Path, own: Mapping[str, str]) -> Mapping[str, bytes]:
    files = {"newsgen.yaml": CONFIG, **{f"templates/{name}": text for name, text in own.items()}}
    files |= {f"content/{name}.md": f"---\n{head}\n---\n## H\n\nText *of* it.\n" for name, head in TEXTS.items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "static").mkdir()
    for name in ("content/p.png", "static/logo.png"):
        Image.new("RGB", (1300, 700)).save(folder / name)
    result = build(Options(folder, at=CLOCK, jobs=1))
    assert result.exit_code == 0, result.diagnostics
    pages = (folder / "output").rglob("*.html")
    return {page.relative_to(folder / "output").as_posix(): page.read_bytes() for page in pages}
