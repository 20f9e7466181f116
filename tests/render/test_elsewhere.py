"""The words of other systems' themes, and what newsgen has for each."""

import re

import pytest

from newsgen.config import Config
from newsgen.kinds.base import ListPage
from newsgen.model import Head, Image, Term, TermName
from newsgen.questions.view import questions
from newsgen.render import elsewhere
from newsgen.render.builtins import filters
from newsgen.render.elsewhere import word
from newsgen.render.templates import TemplateProblem
from newsgen.standard import standard
from tests.render.theme import renderer

HEAD = Head(source="a", form="article", id="a", url="/", slug="a", title="A", lang="de")
PAGE = ListPage(1, 1, (), "/", "/", "", "", True)
TERM = Term("tag", "a", "A", "/a/")
VALUES = {
    "article": {"article": HEAD},
    "term": {"term": TERM, "page": PAGE},
    "picture": {"article": Image("/a.jpg")},
    "name": {"article": TermName("A", "a")},
}


@pytest.mark.parametrize(
    ("kind", "expression", "hint"),
    [
        ("article", "article.content", "write site.body(article)|safe"),
        ("article", "article.body", "write site.body(article)|safe"),
        ("article", "article.summary", "write article.teaser"),
        ("article", "article.RelPermalink", "write article.url"),
        ("article", "article.feature_image", "write article.image"),
        ("article", "page.title", "write article"),
        ("article", "post.title", "write article"),
        ("article", "content", "write site.body(article)|safe"),
        ("article", "SITENAME", "write site.config.title"),
        ("article", "url_for('a')", 'write site.static("css/own.css")'),
        ("term", "page.has_next", "write page.older_url"),
        ("term", "paginator.items", "write page"),
        ("term", "term.count", "write site.count(category=term)"),
        ("term", "tag.name", "write term"),
        ("term", "post.title", ""),
        ("picture", "article.width", "write site.asset(article.image).width"),
        ("name", "article.url", "site.tags_of(article)"),
        ("article", "nothing_of_the_kind", ""),
    ],
)
def test_a_name_of_another_system_is_told_with_ours(kind: str, expression: str, hint: str) -> None:
    """Who moves a theme knows what to look for, and not what it is called here; a near name would be a false one."""
    with pytest.raises(TemplateProblem) as caught:
        renderer({"a.html": f"{{{{ {expression} }}}}"}).render("a.html", {"lang": "de", **VALUES[kind]}, lambda _: None)

    assert hint in caught.value.hint
    assert bool(hint) == bool(caught.value.hint)


def test_every_word_that_is_told_is_one_that_there_is() -> None:
    said = " ".join(each for words in elsewhere._BY_OWNER.values() for each in words)

    assert set(re.findall(r"site\.(?!config\.)(\w+)", said)) <= questions().keys()
    assert set(re.findall(r"site\.config\.(\w+)", said)) <= set(Config.__struct_fields__)
    assert set(re.findall(r"article\.(\w+)", said)) <= {*Head.__struct_fields__}
    assert set(re.findall(r"article\.image\.(\w+)", said)) <= {*Image.__struct_fields__}
    assert set(re.findall(r"page\.(\w+)", said)) <= {*ListPage.__struct_fields__}
    assert set(re.findall(r"term\.(\w+)", said)) <= {*Term.__struct_fields__}
    assert set(re.findall(r"\|(\w+)", said)) <= filters().keys() | standard().filters.keys()


@pytest.mark.parametrize(("owner", "type_"), [("Head", Head), ("Term", Term), ("Image", Image), ("ListPage", ListPage)])
def test_the_owners_are_classes_by_name(owner: str, type_: type) -> None:
    assert type_.__name__ == owner
    assert owner in elsewhere._BY_OWNER


def test_upper_and_lower_case_and_hyphens_are_one_word() -> None:
    assert word("Head", "Last-Modified_At") == word("Head", "lastmodifiedat") == "write article.updated"
