"""What templates can read, show and change: what they are given, and nothing behind it."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader
from markupsafe import Markup

from newsgen.make.bytecode import Bytecode
from newsgen.model import Head, Series, TermName
from newsgen.render.environment import FRAME
from newsgen.render.renderer import Renderer
from newsgen.render.templates import TemplateProblem, Templates
from newsgen.standard import standard
from tests.render.theme import CONFIG, renderer

ARTICLE = Head(
    source="content/a.md",
    form="article",
    id="a",
    url="/a/",
    slug="a",
    title="A <b>",
    lang="en",
    date=datetime(2026, 5, 1, 10, tzinfo=ZoneInfo("Europe/Berlin")),
    updated=datetime(2026, 5, 2, tzinfo=UTC),
    series=Series("s", 1),
    categories=(TermName("Netz", "netz"),),
    extra={"k": [1, {"x": 2}], "_p": "kept", "now": "soon", "format": "long", "mro": "y"},
)


class Site:
    config = CONFIG

    def recent(self) -> tuple[Head, ...]:
        return (ARTICLE,)


def text(template: str, **more: str) -> str:
    used = renderer({"a.html": template, **more})
    return used.render("a.html", {"lang": "en", "site": Site(), "article": ARTICLE}, lambda name: None)


def problem(template: str, **more: str) -> TemplateProblem:
    with pytest.raises(TemplateProblem) as caught:
        text(f"\n{template}", **more)
    return caught.value


@pytest.mark.parametrize(
    "expression",
    [
        "article.__class__",
        'article["__class__"]',
        'article|attr("__class__")',
        '[article]|map(attribute="__class__")|list',
        '[article]|map("attr", "__class__")|list',
        '[article]|sort(attribute="__class__.__name__")',
        '[article]|groupby("__class__")',
        '[article]|selectattr("__class__")|list',
        '[article]|sum(attribute="__class__")',
        '[article]|join(attribute="__class__")',
        '"{0.__class__}".format(article)',
        '"{a.__class__}".format_map({"a": article})',
        '("{0.__class__}"|safe).format(article)',
        '"x".__class__',
        '"x".__class__.__mro__',
        "site.recent.__globals__",
        "site._anything",
        "self._TemplateReference__context",
        "range.mro()",
        '([1]|map("string")).gi_frame',
        "article.date.tzinfo.clear_cache()",
    ],
)
def test_what_lies_behind_a_value_is_not_read(expression: str) -> None:
    """Nothing that is read there would be recorded, so that the page would show it for ever."""
    found = problem(f"{{{{ {expression} }}}}")

    assert (found.name, found.line) == ("a.html", 2)
    assert found.text.startswith("templates cannot read")
    assert found.hint


def test_a_refused_name_is_told_with_the_one_that_is_meant() -> None:
    found = problem("{{ article._title }}")

    assert found.text == 'templates cannot read "_title" of an article'
    assert found.hint == 'did you mean "title"?'


@pytest.mark.parametrize("name", ["_answers", "__newer__", "_nope", "__class__"])
def test_a_refused_name_is_not_told_with_another_one(name: str) -> None:
    assert problem(f"{{{{ site['{name}'] }}}}").hint == "`newsgen manual theme` lists what templates can read"


def test_a_refused_name_is_found_in_a_branch_that_no_page_takes() -> None:
    (found,) = renderer({"a.html": "{% if false %}\n{{ article.__class__ }}{% endif %}"}).check({})

    assert (found.line, found.text) == (2, 'templates cannot read "__class__"')


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ article.extra._p }} {{ article.extra['_p'] }}", "kept kept"),
        ("{{ article.extra.now }} {{ article.extra.format }} {{ article.extra.mro }}", "soon long y"),
        ("{{ article.extra._nope is defined }} {{ article.extra['_nope']|default('-') }}", "False -"),
        ("{{ article.extra._nope|default('-') }} {{ [article]|map(attribute='extra._n', default='-')|join }}", "- -"),
        ('{{ "{0.title}, {1:>3}, {k[x]}"|safe }}', "{0.title}, {1:>3}, {k[x]}"),
        ('{{ "{0.title} {1:>3} {k[x]}".format(article, 3, k={"x": 1}) }}', "A &lt;b&gt;   3 1"),
        ('{{ ("<i>{a.title}</i>"|safe).format(a=article) }}', "<i>A &lt;b&gt;</i>"),
        ('{{ "{:%d.%m.}".format(article.date) }}', "01.05."),
        ('{{ article.date.strftime("%Y %%s") }}', "2026 %s"),
        ("{{ article.date.astimezone(article.updated.tzinfo).hour }}", "8"),
        ("{{ article.date.astimezone(tz=article.updated.tzinfo).hour }}", "8"),
        ("{{ article.date.fromtimestamp(0, article.updated.tzinfo).year }}", "1970"),
        ("{{ article.date.fromtimestamp(timestamp=0, tz=article.updated.tzinfo).year }}", "1970"),
        ('{{ article.date.strftime(format="%Y") }} {{ article.date.date().strftime(format="%d") }}', "2026 01"),
        ('{{ article.date.strptime("2026-05", format="%Y-%m").month }}', "5"),
        ("{{ article.date.timestamp()|int }}", "1777622400"),
        ('{{ [1, 2]|map("string")|join(", ") }} {{ ", ".join(["a", "b"]) }}', "1, 2 a, b"),
        ('{{ ("<"|safe).escape("<") }} {{ "a-b".replace("-", "<") }}', "&lt; a&lt;b"),
        ('{{ ("a-b-"|safe).replace("-", "<", 1) }}', "a&lt;b-"),
        ('{{ article.date.replace(year=2020).year }} {{ "x".escape is defined }}', "2020 False"),
        ("{{ [article]|join(attribute='title') }}", "A &lt;b&gt;"),
        ("{{ 7 - 3 }} {{ 7 % 4 }} {{ '%s of %d'|format('a', 2) }} {{ '%s' % 5 }}", "4 3 a of 2 5"),
        ('{{ ({"a": 1, "b": 2, "c": 3}.keys() - {"b": 1}.keys())|join }}', "ac"),
        ("{{ dict(article.extra, a=1).a }} {{ (article.extra.k + [3])|length }}", "1 3"),
        ("{{ article.extra.get('k')[0] }} {{ 'k' in article.extra }}", "1 True"),
        ("{{ article.extra.items()|length }} {{ article.extra|items|list|length }}", "5 5"),
        ("{{ article.extra.k|tojson }} {{ article.extra.k|json }}", '[1, {"x": 2}] [1,{"x":2}]'),
        ("{% set own = article.extra.copy() %}{% do own.update(a=1) %}{{ own.a }}", "1"),
        ("{{ 'ab' is sameas(['a', 'b']|join) }}", "True"),
        ("{{ none is sameas none }} {{ article is sameas article }} {{ 1 is sameas 1.0 }}", "True True False"),
        ("{% set ns = namespace(n=1) %}{% set ns.n = 2 %}{{ ns.n }}", "2"),
        ("{{ cycler('a', 'b').next() }}{{ joiner()() }}", "a"),
        ("{{ [1, 2, 3][1:] }} {{ (1, none) }} {{ {'a': true} }}", "[2, 3] (1, None) {&#39;a&#39;: True}"),
        ('{{ "<"|safe }}{{ "<" }}{{ "<" ~ "a" }}{{ 1.5 }}{{ none }}', "<&lt;&lt;a1.5None"),
        ("{% autoescape false %}{{ article.title }}{{ '<' ~ 1 }}{% endautoescape %}", "A <b><1"),
        ("{% autoescape lang == 'en' %}{{ article.title }}{% endautoescape %}", "A &lt;b&gt;"),
        ("{{ nope|default('-') }}{{ article.nope|default('-') }}{{ article.extra.nope is defined }}", "--False"),
        ("{{ article|pprint|truncate(20) }}", "Head(source=&#39;cont..."),
    ],
)  # fmt: skip
def test_what_a_template_is_given_is_read_as_ever(template: str, shown: str) -> None:
    assert text(template) == shown


@pytest.mark.parametrize(
    ("expression", "what", "hint"),
    [
        ("site", "a Site is no text", ""),
        ("article", "an article is no text", "|pprint shows all of them"),
        ("article.series", "a series is no text", "one of its fields"),
        ("article.categories", "the name of a term is no text", "one of its fields"),
        ("site.recent", "a question that is not asked is no text", "call it"),
        ('"x".upper', "a function that is not called is no text", "call it"),
        ('("%s" % "x".upper)|upper', "a function that is not called is no text", "call it"),
        ('("x".upper ~ "")|upper', "a function that is not called is no text", "call it"),
        ('"x".upper ~ ""', "a function that is not called is no text", "call it"),
        ("site.recent ~ '.'", "a question that is not asked is no text", "call it"),
        ("site.recent|string", "a question that is not asked is no text", "call it"),
        ("site.recent|safe", "a question that is not asked is no text", "call it"),
        ("site.recent|urlencode", "a question that is not asked is no text", "call it"),
        ("site.recent|pprint", "a question that is not asked is no text", "call it"),
        ("[site.recent]|join", "a question that is not asked is no text", "call it"),
        ("[1, 2]|join(site.recent)", "a question that is not asked is no text", "call it"),
        ('("x"|safe).escape(site.recent)', "a question that is not asked is no text", "call it"),
        ('("x"|safe).escape(article)', "an article is no text", "|pprint shows all of them"),
        ('[article]|map("string")|first', "an article is no text", "|pprint shows all of them"),
        ('("x"|safe)|attr("escape")(article)', "an article is no text", "|pprint shows all of them"),
        ('("x"|safe)["escape"](article)', "an article is no text", "|pprint shows all of them"),
        ('("x"|safe).replace("x", "x".upper)', "a function that is not called is no text", "call it"),
        ('(","|safe).join([site.recent])', "a question that is not asked is no text", "call it"),
        ('{"a": site.recent}|xmlattr', "a question that is not asked is no text", "call it"),
        ('{"a": [site.recent]}', "a question that is not asked is no text", "call it"),
        ('"%s" % site.recent', "a question that is not asked is no text", "call it"),
        ('"%r".encode() % site.recent', "a question that is not asked is no text", "call it"),
        ('"%s"|format(site.recent)', "a question that is not asked is no text", "call it"),
        ('"{}".format(site.recent)', "a question that is not asked is no text", "call it"),
        ('"{!r}".format(site.recent)', "a question that is not asked is no text", "call it"),
        ('_("by %(x)s", x=site.recent)', "a question that is not asked is no text", "call it"),
        ('[1]|map("string")', "a generator is no text", "|list"),
        ("[1]|batch(2)", "a generator is no text", "|list"),
        ("{}.keys()", "a dict_keys is no text", "|list"),
        ("self", "the template itself is no text", "self.title()"),
        ("self.foot", "a block that is not called is no text", "self.foot()"),
        ("dict", "a function that is not called is no text", "call it"),
        ("cycler", "a type is no text", "call it"),
        ("article|tojson", "|tojson needs data, not an article", "texts, numbers"),
    ],
)
def test_what_has_no_text_of_its_own_is_not_shown(expression: str, what: str, hint: str) -> None:
    """Its text is an address in memory or all that newsgen knows of it: never what a page is to say."""
    found = problem(f"{{{{ {expression} }}}}{{% block foot %}}{{% endblock %}}")

    assert (found.name, found.line) == ("a.html", 2)
    assert what in found.text
    assert hint in found.hint


@pytest.mark.parametrize("marked", ["", "|safe"])
@pytest.mark.parametrize("method", sorted({each for each in dir(Markup) if not each.startswith("_")}))
def test_no_method_of_a_text_writes_out_what_has_no_text(method: str, marked: str) -> None:
    """Whatever a later Python or markupsafe adds to texts, too: an address in memory is another in every run."""
    for given in (
        "site.recent",
        "'x', site.recent",
        "1, site.recent",
        "9, site.recent",
        "[site.recent]",
        "{120: site.recent}",
    ):
        with suppress(TemplateProblem):
            assert " at 0x" not in text(f"{{{{ ('x'{marked}).{method}({given}) }}}}")


@pytest.mark.parametrize(
    "expression",
    [
        "article.date.now()",
        'article.date["today"]()',
        'article.date|attr("utcnow")',
        "article.date.date().today()",
        '"{0.now}".format(article.date)',
        "article.date.astimezone()",
        "article.date.replace(tzinfo=none).astimezone(article.date.tzinfo)",
        "article.date.replace(tzinfo=none).timestamp()",
        "article.date.fromtimestamp(0)",
        "article.date.fromtimestamp(0, none)",
        "article.date.date().fromtimestamp(0)",
        "article.date.astimezone(none)",
        "article.date.astimezone(tz=none)",
        'article.date.strftime("%s")',
        'article.date.strftime("%-10s")',
        'article.date.strftime(format="%s")',
        "article.date.fromtimestamp(timestamp=0)",
        "article.date.fromtimestamp(0, tz=none)",
        '"{:%s}".format(article.date)',
    ],
)
def test_a_date_asks_the_machine_nothing(expression: str) -> None:
    """Its clock and its time zone are no question that is recorded: pages would keep the year they were made in."""
    found = problem(f"{{{{ {expression} }}}}")

    assert "time of the build" in found.text or "time zone of the machine" in found.text
    assert found.hint


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ('article.date.strftime(fmt="%Y")', '"strftime" of a date is given "fmt"'),
        ('article.date.strftime("%Y", format="%Y")', '"strftime" of a date is given "format"'),
        ('article.date.strftime("%Y", "de")', '"strftime" of a date is given more than it takes'),
        ("article.date.fromtimestamp(tz=article.updated.tzinfo)", '"fromtimestamp" of a date is given "tz"'),
        ("article.date.timestamp(article.updated.tzinfo)", '"timestamp" of a date is given more than it takes'),
    ],
)
def test_what_a_date_does_not_take_is_told(expression: str, said: str) -> None:
    found = problem(f"{{{{ {expression} }}}}")

    assert said in found.text
    assert found.hint.startswith("write ")


def test_a_key_that_is_missing_is_told_by_name_however_it_begins() -> None:
    found = problem("{{ article.extra._nope }}")

    assert "'_nope'" in found.text


@pytest.mark.parametrize(
    "statement",
    [
        "{% do article.extra.update({'a': 1}) %}",
        "{% do article.extra.update(a=1) %}",
        "{% do article.extra.pop('k') %}",
        "{% do article['extra'].clear() %}",
        "{% do (article|attr('extra')).setdefault('a', 1) %}",
        "{% do ([article]|map(attribute='extra')|first).popitem() %}",
        "{% do article.extra.k.append(1) %}",
        "{% do article.extra.k.sort() %}",
        "{% do article.extra.k[1].update(a=1) %}",
        "{% for each in article.extra.values() if each is not string %}{% do each.extend([1]) %}{% endfor %}",
    ],
)
def test_what_is_the_sites_is_not_changed(statement: str) -> None:
    """Another page that is made in the same process would show it, and in the next build perhaps not."""
    found = problem(statement)

    assert "the site's, and no page can change it" in found.text
    assert "make one of your own" in found.hint
    assert ARTICLE.extra["k"] == [1, {"x": 2}]


@pytest.mark.parametrize(
    ("template", "said", "hint"),
    [
        ("{{ article.titel }}", "an article has no attribute 'titel'", 'did you mean "title"?'),
        ("{{ article.extra.titel }}", "a map of keys to values has no attribute 'titel'", ""),
        ("{{ article.categories[7].name }}", "a list has no element 7", ""),
        ("{{ article.series.nope }}", "a series has no attribute 'nope'", ""),
        ("{{ article.title.nope }}", "a text has no attribute 'nope'", ""),
        ("{{ article.image.alt }}", '"article.image" is nothing (none) here', "{% if article.image %}"),
        ("{{ article['image']['alt'] }}", '"article.image" is nothing (none) here', "{% if article.image %}"),
        ("{{ none.alt }}", "nothing (none) has no attribute 'alt'", "{% if … %}"),
        ("{{ article.title() }}", '"article.title" is not called', "write article.title"),
        ("{{ site() }}", '"site" is not called', "site.recent(6)"),
        ("{{ (1, 2)() }}", "a list is not called", "()"),
        ("{% for each in article.image %}{% endfor %}", "nothing (none) is no list", "{% if … %}"),
        ("{% for each in article %}{% endfor %}", "an article is no list", ""),
        ("{{ article.image|length }}", "nothing (none) has no length", "{% if … %}"),
        ("{{ 'a' in article.image }}", "nothing (none) holds nothing", "{% if … %}"),
        ("{{ 'a' + 1 }}", "a text and a number do not go together", "~"),
        ("{{ 1 + article.title }}", "a number and a text do not go together", "~"),
        ("{{ article < article }}", "an article and an article have no order", "|sort"),
        ("{% include none %}", "needs the name of a template, or a list of some, not nothing (none)", "{% if … %}"),
        ("{% extends article.image %}", "needs the name of a template, not nothing (none)", "{% if … %}"),
        ("{% include [] %}", "needs the name of a template, not a list", "empty"),
        ('{{ article.date|date("day", 2) }}', "|date takes from 0 to 1 arguments but 2 were given", "manual"),
        ('{{ "x"|trim(y=1) }}', "|trim got an unexpected keyword argument 'y'", "manual"),
        (
            "{% macro few(a) %}{% endmacro %}{{ few(1, 2) }}",
            "the macro 'few' takes not more than 1 argument",
            "{% macro",
        ),
        (
            "{% macro few(a) %}{% endmacro %}{{ few(1, z=2) }}",
            "the macro 'few' takes no keyword argument 'z'",
            "{% macro",
        ),
        ("{{ ngettext('a') }}", "ngettext() missing 2 required arguments: 'many' and 'num'", ""),
    ],
)
def test_what_does_not_fit_is_told_in_words_of_themes(template: str, said: str, hint: str) -> None:
    """Who writes a theme knows articles, lists and texts, and neither the classes nor the functions behind them."""
    found = problem(template)

    assert (found.name, found.line) == ("a.html", 2)
    assert said in found.text
    assert hint in found.hint


def test_what_a_page_counts_in_a_module_does_not_reach_the_next_page() -> None:
    """Jinja keeps a module that is imported without context as long as the process lives."""
    module = "{% set seen = [] %}{% set turns = cycler('a', 'b') %}{% macro next() %}{{ turns.next() }}{% endmacro %}"
    page = (
        '{% import "m.html" as m %}{% from "m.html" import next %}'
        "{% do m.seen.append(1) %}{{ m.seen|length }}{{ m.turns.next() }}{{ next() }}"
    )
    used = renderer({"a.html": page, "m.html": module})

    pages = [used.render("a.html", {"lang": "en"}, lambda name: None) for _ in range(2)]

    assert pages == ["1ab", "1ab"]


@pytest.mark.parametrize(
    "way", ['{% from "m.html" import m %}{{ m(article.date) }}', '{% import "m.html" as x %}{{ x.m(article.date) }}']
)
@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("{{ d|date('day') }}", "1. Mai 2026"),
        ("{{ 1234.5|number }}", "1.234,5"),
        ("{{ ['a', 'b']|names }}", "a und b"),
        ("{{ '/a/'|absolute }} {{ '/a/'|rooted }}", "https://example.org/a/ /news/a/"),
        ("{{ site.config.title }} {{ site.recent()|length }}", "Test 1"),
        ("{{ _('Older articles') }}", "Ältere Artikel"),
        ("{% trans %}Older articles{% endtrans %}", "Ältere Artikel"),
        ("{% trans num=2 %}{{ num }} article{% pluralize %}{{ num }} articles{% endtrans %}", "2 Artikel"),
        ("{{ kind }} {{ url }} {{ lang }} {{ rtl }} {{ og_locale }}", "article /a/ de False de_DE"),
    ],
)
def test_a_macro_imported_without_context_knows_the_site_and_the_language(way: str, body: str, shown: str) -> None:
    """It is the usual way to import one, and no theme of a site has a use for a macro that cannot write a date."""
    module = f"{{% macro m(d) %}}{body}{{% endmacro %}}"
    used = renderer({"a.html": way, "m.html": module})
    values = {"lang": "de", "site": Site(), "article": ARTICLE, "kind": "article", "url": "/a/"}

    assert used.render("a.html", values, lambda name: None) == shown


def test_what_an_imported_macro_knows_is_of_the_page_that_is_made() -> None:
    page = '{% from "m.html" import where %}{{ where() }}'
    used = renderer({"a.html": page, "m.html": "{% macro where() %}{{ lang }} {{ _('Older articles') }}{% endmacro %}"})

    pages = [used.render("a.html", {"lang": lang}, lambda name: None) for lang in ("de", "en")]

    assert pages == ["de Ältere Artikel", "en Older articles"]


@pytest.mark.parametrize(
    "template", ['{% from "m.html" import card %}{{ card() }}', '{% include "n.html" without context %}']
)
def test_what_is_one_pages_own_is_given_to_a_macro(template: str) -> None:
    """Which article a macro shows stands where it is called."""
    more = {"m.html": "{% macro card() %}{{ article.title }}{% endmacro %}", "n.html": "{{ article.title }}"}

    found = problem(template, **more)

    assert found.text == "'article' is undefined"
    assert "with context" in found.hint


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ [1, 2]|random }}", 'there is no filter "random"'),
        ("{{ lipsum() }}", 'there is no function "lipsum"'),
    ],
)
def test_what_is_chance_is_not_there(template: str, said: str) -> None:
    (found,) = renderer({"a.html": template}).check({})

    assert found.text == said
    assert "another in every build" in found.hint


def test_a_name_that_the_template_gives_itself_is_its_own() -> None:
    assert renderer({"a.html": "{% set lipsum = 'x' %}{{ lipsum }}"}).check({}) == []


def test_a_template_that_an_older_newsgen_compiled_is_compiled_again(tmp_path: Path) -> None:
    """Compiled templates outlive an upgrade, and older ones read what this newsgen refuses."""
    source = "{{ article.title.upper }}"
    loader = FunctionLoader(lambda name: (source, FRAME + name, lambda: True))
    Environment(loader=loader, bytecode_cache=FileSystemBytecodeCache(str(tmp_path))).get_template("a.html")
    used = Renderer(Templates({"a.html": source}), standard().filters, Bytecode(str(tmp_path)))

    assert list(tmp_path.iterdir())
    with pytest.raises(TemplateProblem, match="is no text that a page can show"):
        used.render("a.html", {"lang": "en", "article": ARTICLE}, lambda name: None)


def test_half_a_character_in_the_name_of_a_template_is_told() -> None:
    """No cache can keep it."""
    found = problem('{% include "\\ud800" ignore missing %}')

    assert found.text == "the name of a template has half a character"
    assert renderer({"a.html": '{% include "\\ud800" ignore missing %}'}).trees.closure("a.html") == {"a.html"}


def test_a_key_below_extra_is_a_key_of_the_configuration() -> None:
    """What is asked of a site whose newsgen.yaml has the key is no mistake; one that it does not have is."""
    used = renderer({"a.html": "{{ site.config.color }}{{ site.config.colour }}"})

    (found,) = used.check({"config": False}, ["color"])

    assert (found.text, found.hint) == ('"colour" is not a key of newsgen.yaml', 'did you mean "color"?')
