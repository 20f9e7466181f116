"""The words of the interface: every one in every language, and none outside the catalogues."""

import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations, NullTranslations

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import nodes
from jinja2.ext import extract_from_ast

from newsgen.render.environment import environment
from newsgen.render.templates import TemplateProblem
from newsgen.render.words import LANGUAGES, Words, translations
from newsgen.standard import standard
from tests.render.theme import ROOT, rendered, theme_sources

LOCALE = ROOT / "src/newsgen/render/locale"
SOURCES = theme_sources()
# Names of formats are the same in every language.
NAMES = {"RSS", "Atom", "JSON"}


def messages() -> set[tuple[str, str]]:
    """(text, text for many) of every word in the theme's templates."""
    found = set()
    used = environment(SOURCES, standard().filters, lambda name: None)
    for name, text in SOURCES.items():
        for _, _, message in extract_from_ast(used.parse(text, name), ("_", "gettext", "ngettext")):
            texts = [each for each in (message if isinstance(message, tuple) else (message,)) if each]
            found.add((texts[0], texts[1] if len(texts) > 1 else ""))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_compiled_catalogue_is_its_text(lang: str) -> None:
    """Both are in the repository, so that nothing has to be compiled when newsgen is installed."""
    with (LOCALE / lang / "LC_MESSAGES" / "newsgen.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    written = io.BytesIO()
    write_mo(written, catalogue)
    compiled = GNUTranslations(io.BytesIO(written.getvalue()))

    assert said(translations(lang)) == said(compiled), "compile newsgen.po as docs/theme.md says"


def said(catalogue: NullTranslations) -> dict[object, str]:
    """All that a catalogue says, its header but for the plural forms left out."""
    assert isinstance(catalogue, GNUTranslations)
    return {key: text for key, text in catalogue._catalog.items() if key}  # type: ignore[attr-defined]  # not public


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_the_theme_is_in_every_language(lang: str) -> None:
    with (LOCALE / lang / "LC_MESSAGES" / "newsgen.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    wanted = messages()
    known = {(each.id[0], each.id[1]) if each.pluralizable else (each.id, "") for each in catalogue if each.id}

    assert known == wanted
    for message in catalogue:
        forms = list(message.string) if message.pluralizable else [message.string]  # type: ignore[arg-type]  # a tuple
        if message.id:
            assert all(forms) and len(forms) == (catalogue.num_plurals if message.pluralizable else 1)
            assert not list(message.check(catalogue))


@pytest.mark.parametrize("lang", sorted(set(LANGUAGES) - {"en"}))
def test_translations_are_translations(lang: str) -> None:
    """Some words are those of other languages: "Interview", "Live", "E-mail"."""
    catalogue = translations(lang)
    single = [one for one, many in messages() if not many]
    same = {one for one in single if catalogue.gettext(one) == one}

    assert len(same) < len(single) / 10, same


def test_german_words_are_german() -> None:
    words = Words().of("de-AT")

    assert words["_"]("Recent Posts") == "Aktuelle Beiträge"
    assert words["_"]("Older articles") == "Ältere Artikel"
    assert words["ngettext"]("%(num)s minute read", "%(num)s minutes read", 1) == "1 Minute Lesezeit"
    assert words["ngettext"]("%(num)s minute read", "%(num)s minutes read", 3) == "3 Minuten Lesezeit"


@pytest.mark.parametrize(
    ("n", "text"), [(1, "1 artykuł"), (3, "3 artykuły"), (12, "12 artykułów"), (22, "22 artykuły")]
)
def test_polish_has_three_forms(n: int, text: str) -> None:
    assert Words().of("pl")["ngettext"]("%(num)s article", "%(num)s articles", n) == text


def test_an_unknown_language_reads_english() -> None:
    assert Words().of("tlh")["_"]("Recent Posts") == "Recent Posts"


@pytest.mark.parametrize("lang", ["../../de", "", "de/../fr", "DE"])
def test_any_tag_is_harmless(lang: str) -> None:
    assert Words().of(lang)["_"]("Home") in {"Home", "Startseite"}


def test_what_is_put_into_a_sentence_is_escaped() -> None:
    text = rendered('{{ _("Series: %(name)s", name=x) }}{% trans %}Home{% endtrans %}', x="<b> & 100 %")

    assert text == "Serie: &lt;b&gt; &amp; 100 %Startseite"


@pytest.mark.parametrize(
    "template",
    [
        "{{ _(x) }}",
        "{{ gettext(x) }}",
        "{{ _(*[x]) }}",
        "{{ _(x, n=1) }}",
        "{{ _('' ~ x) }}",
        "{{ ngettext(x, x, 1) }}",
        "{{ ngettext('%(num)s', x, 2) }}",
        "{% set say = _ %}{{ say(x) }}",
        "{% macro m(text) %}{{ _(text) }}{% endmacro %}{{ m(x) }}",
        "{% trans x=x %}{{ x }}{% endtrans %}",
    ],
)
def test_a_sentence_that_no_template_wrote_is_escaped(template: str) -> None:
    """Titles come from wherever articles come from, and what they hold is text and never a tag of the page."""
    assert rendered(template, x="<img src=x onerror=alert(1)>") == "&lt;img src=x onerror=alert(1)&gt;"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ _('<b>x</b>') }}{{ gettext('<i>') }}", "<b>x</b><i>"),
        ("{{ _('<b>%(class)s</b>', class='<') }}", "<b>&lt;</b>"),
        ("{{ _('<b>%(x)s</b>', **{'x': '<'}) }}", "<b>&lt;</b>"),
        ("{{ _('<b>' if n else '<i>') }}{{ _('<b>' if not n else '<i>') }}", "<b><i>"),
        ("{{ ngettext('<b>%(num)s', '<i>%(num)s', 2) }}", "<i>2"),
        ("{% trans message='<' %}<b>{{ message }}</b>{% endtrans %}", "<b>&lt;</b>"),
        ("{% trans n=2 %}<b>{{ n }}{% pluralize %}<i>{{ n }}{% endtrans %}", "<i>2"),
        ("{{ _('<b>'|safe) }}{{ _('Home') }}{{ _(home) }}", "<b>StartseiteStartseite"),
    ],
)
def test_a_sentence_that_stands_in_the_template_may_hold_html(template: str, text: str) -> None:
    assert rendered(template, n=1, home="Home") == text


def test_a_sign_for_parts_of_a_hundred_is_written_once() -> None:
    """Jinja doubles it in {% trans %}; in a title, two are two."""
    template = "{% trans %}5 %{% endtrans %} {% trans n=6 %}{{ n }} %{% endtrans %} {{ _('7 %') }} {{ _(x) }}"

    assert rendered(template, x="8 %%") == "5 % 6 % 7 % 8 %%"


def test_a_sentence_is_escaped_by_where_it_stands_and_not_by_what_was_said_before() -> None:
    """The same text is known by its translation once, whether a template says it or an article."""
    assert rendered("{{ _('<b>') }}{{ _(x) }}{{ _('<b>') }}", x="<b>") == "<b>&lt;b&gt;<b>"


@pytest.mark.parametrize(
    ("expression", "said", "hint"),
    [
        ("_('x'.upper)", "a function that is not called is no text", "call it"),
        ("gettext(['x'.upper])", "a function that is not called is no text", "call it"),
        ("ngettext('x'.upper, 'x', 1)", "a function that is not called is no text", "call it"),
        ("ngettext('x', 'x'.upper, 2)", "a function that is not called is no text", "call it"),
        ("_(none)", "_ needs a text, not nothing (none)", "in quotes"),
        ("_([1])", "_ needs a text, not a list", "in quotes"),
        ("_(nope)", "'nope' is undefined", ""),
        ("ngettext('a', 'b', '2')", 'ngettext needs a number, not the text "2"', "|int"),
        ("_('by %(name)s', nam='x')", 'the places in "by %(name)s"', "%(name)s"),
        ("_('100 %', x=1)", 'the places in "100 %"', "%%"),
        ("_('%(n)d', n='x')", 'the places in "%(n)d"', "%(name)s"),
        ("_()", "_() missing 1 required argument: 'message'", ""),
    ],
)
def test_what_is_no_sentence_is_an_error_at_its_line(expression: str, said: str, hint: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        rendered(f"\n{{{{ {expression} }}}}")

    assert (caught.value.name, caught.value.line) == ("a.html", 2)
    assert said in caught.value.text
    assert hint in caught.value.hint


def test_pages_of_two_languages_share_a_template() -> None:
    assert [rendered('{{ _("Home") }}', lang) for lang in ("de", "fr", "de")] == ["Startseite", "Accueil", "Startseite"]


@pytest.mark.parametrize(
    ("langs", "is_right_to_left"),
    [
        ("ar ckb dv fa he ps sd ug ur yi AR he-IL ar-EG fa-AF", True),
        ("ku-Arab pa-Arab pa-PK az-IR uz-AF ff-Adlm ks syr nqo", True),
        ("de en en-GB fr pt-BR zh-Hant-TW sr-Cyrl az pa uz", False),
        ("ku sd-Deva ks-Deva ff zz x-klingon", False),
    ],
)
def test_right_to_left_is_known(langs: str, is_right_to_left: bool) -> None:
    """By language, by country where it decides the script, and by the script where the tag names one."""
    assert {lang: Words().of(lang)["rtl"] for lang in langs.split()} == dict.fromkeys(langs.split(), is_right_to_left)


def texts(node: nodes.Node) -> Iterator[str]:
    """What a template prints as it stands, and what it prints as constants in expressions."""
    for output in node.find_all(nodes.Output):
        for child in output.nodes:
            if isinstance(child, nodes.TemplateData):
                yield child.data


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_no_word_of_the_interface_stands_in_a_template(name: str) -> None:
    """All words come from the catalogues: no letter is left when tags and what is data have been taken out."""
    tree = environment(SOURCES, standard().filters, lambda name: None).parse(SOURCES[name], name)
    if name.endswith(".css"):
        return
    printed = "\0".join(texts(tree))
    visible = re.sub(r"<!--.*?-->|<[^>]*>", "", printed, flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|alt|title|placeholder)="([^"\0]*)"', printed)

    assert not re.findall(r"[^\W\d_]{2,}", visible), visible
    assert not [label for label in labels if re.search(r"[^\W\d_]", label)]
