"""Boxes on pages and in feeds: each name is a template of the theme or of the site, which says what it may be told."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgen.shortcodes import Declared, declared
from tests.sites.built import CLOCK, CONFIG, article, built, codes, full_texts, outputs, page, published, site
from tests.states.state import drawn
from tests.walk.sites import cold, tree

TEXT = """\
Before.

::: info What is **new**
A [list](../2026/other.md):

- one
- two

::: aside
Within.
:::
:::

::: quote Ada Lind {role="mayor of Lindenhafen" portrait=ada.png credit="Ben Ott"}
It is done.
:::

::: facts The bridge
- 412 metres
- 31 months
:::

::: service Town hall {place="Market Square" hours="9 to 12" phone="040 / 12-34" email=hall@a.example link=other.md}
Come in.
:::

::: recipe Soup {minutes=20 mood=warm}
{{ site.config.title }} {% raw %}
:::

After.
"""
RECIPE = """\
{# A recipe.
| argument | type | | meaning |
|---|---|---|---|
| title | text | required | what it is |
| minutes | text | required | how long |
| mood | of: warm, cold | | |
#}
<section class="recipe" id="r-{{ number }}"><h3>{{ title }}</h3>
{{ arguments.minutes }} {{ arguments.mood }} {{ content }}
<script src="{{ site.static("r.js") }}"></script></section>
"""
FILES: dict[str, str | bytes] = {
    "2026/a.md": article("One", TEXT),
    "2026/other.md": article("Other", "Nothing special.", date="2026-05-02 10:00"),
    "2026/ada.png": drawn(900, 1200),
}


@pytest.fixture(scope="module", params=["markdown", "commonmark"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = site(tmp_path_factory.mktemp("site"), FILES, f"{CONFIG}markdown: {{engine: {request.param}}}\n")
    _put(folder, "templates/shortcodes/recipe.html", RECIPE)
    _put(folder, "static/r.js", "1")
    published(folder)
    yield folder


def _put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def body(root: Path) -> str:
    (found,) = page(root / "output", "/2026/05/a/").xpath("//div[@class='body']")
    return " ".join(found.text_content().split())


def test_a_box_stands_where_it_is_written(root: Path) -> None:
    shown = page(root / "output", "/2026/05/a/")

    assert [each.get("class").split()[1] for each in shown.xpath("//*[starts-with(@class, 'box ')]")] == [
        *("info", "aside", "quote", "facts", "service")
    ]
    assert body(root).startswith("Before. What is new A list: one two Within. It is done. Ada Lind")
    assert body(root).endswith("After.")


def test_a_box_holds_markdown_with_links_and_pictures_as_the_text_has_them(root: Path) -> None:
    shown = page(root / "output", "/2026/05/a/")

    (info,) = shown.xpath("//div[@class='box info']")
    assert info.get("aria-label") == "What is new"
    assert info.xpath("p/strong/text()") == ["new"]
    assert info.xpath(".//a/@href") == ["/2026/05/other/"]
    (portrait,) = shown.xpath("//figure[@class='box quote pictured']/img")
    assert portrait.get("src") == "/2026/ada.png"
    assert "2026/ada.png" in outputs(root)
    assert portrait.get("srcset").startswith("/variants/2026/ada-480.")


def test_what_a_service_box_names_can_be_followed(root: Path) -> None:
    (service,) = page(root / "output", "/2026/05/a/").xpath("//div[@class='box service']")

    assert service.xpath(".//a/@href") == ["tel:0401234", "mailto:hall@a.example", "/2026/05/other/"]


def test_a_site_has_boxes_of_its_own_by_a_template(root: Path) -> None:
    """And what writers write in them is text, never a template."""
    (recipe,) = page(root / "output", "/2026/05/a/").xpath("//section[@class='recipe']")

    assert " ".join(recipe.text_content().split()) == "Soup 20 warm {{ site.config.title }} {% raw %}"


@pytest.mark.parametrize("feed", ["feed.xml", "atom.xml", "feed.json"])
def test_feeds_have_a_plain_form(root: Path, feed: str) -> None:
    """Readers of feeds know no style sheet of ours, and run nothing."""
    text = next(each for each in full_texts(root / "output")[feed] if "Before." in each.text_content())

    assert text.xpath(".//*[@class or @style or @role]") == []
    assert text.xpath(".//script | .//section") == []
    assert text.xpath(".//h3/text()") == ["What is ", "The bridge", "Town hall", "Soup"]
    assert [" ".join(each.text_content().split()) for each in text.xpath(".//blockquote/following-sibling::p[1]")] == [
        "— Ada Lind, mayor of Lindenhafen"
    ]
    assert "https://example.org/2026/05/other/" in text.xpath(".//a/@href")


def test_the_text_of_a_box_is_part_of_the_article(root: Path) -> None:
    """Lists show how it begins, machines how long it is."""
    items = json.loads((root / "output/feed.json").read_bytes())["items"]

    assert next(each["summary"] for each in items if each["title"] == "One") == "Before."


def test_an_edited_template_of_a_box_is_seen_where_the_box_stands_alone(tmp_path: Path) -> None:
    """Its template is a question of the pages that hold such a box, and of no other."""
    root = site(tmp_path / "site", FILES)
    _put(root, "templates/shortcodes/recipe.html", RECIPE)
    _put(root, "static/r.js", "1")
    published(root)
    before = tree(root / "output")

    _put(root, "templates/shortcodes/recipe.html", RECIPE.replace("<h3>", "<h2>").replace("</h3>", "</h2>"))
    result = published(root)

    after = tree(root / "output")
    changed = {path for path in after if after[path] != before.get(path)}
    assert "2026/05/a/index.html" in changed
    assert "2026/05/other/index.html" not in changed
    assert all(path.endswith(("index.html", ".xml", ".json")) for path in changed)
    assert (after, result.diagnostics) == cold(root, CLOCK)[:2]


def test_a_template_that_wants_more_is_an_error_at_the_box_that_lacks_it(tmp_path: Path) -> None:
    """In a build that remembers all else, too: no text has been edited."""
    root = site(tmp_path, FILES)
    _put(root, "templates/shortcodes/recipe.html", RECIPE)
    _put(root, "static/r.js", "1")
    published(root)

    _put(root, "templates/shortcodes/recipe.html", RECIPE.replace("| mood", "| cook | text | required | |\n| mood"))
    result = built(root)

    found = [(each.code, each.place.line, each.place.column) for each in result.diagnostics if each.level == "error"]
    assert found == [("box-argument", 31, 5)]


@pytest.mark.parametrize(
    ("line", "column", "text", "hint"),
    [
        ("::: inof Title", 5, 'there is no box "inof"', 'did you mean "info"?'),
        ("::: info A {x=y}", 13, 'a box "info" has no "x"', "leave the braces out"),
        ("::: info {title=A}", 11, 'a box "info" has no "title"', "write it behind the name: ::: info A"),
        ("::: quote A {rol=mayor}", 14, 'a box "quote" has no "rol"', 'did you mean "role"?'),
        ("::: quote", 5, 'this box "quote" has no title', "write it behind the name: ::: quote Title"),
        ("::: quote A {portrait=no.png}", 14, '"no.png" is not there', ""),
        ("::: quote A {portrait=https://x.example/a.png}", 14, '"https://x.example/a.png" is a picture of', ""),
        ("::: service A {link=javascript:x}", 16, '"javascript:x" is no address', ""),
        ("::: download A {file=draft.md}", 17, '"draft.md" is a text of this site', "report.pdf"),
        ("::: service A {link=no.md}", 16, '"no.md" is not there', ""),
        ("::: service A {link=draft.md}", 16, '"draft.md" is a draft', "publish it, or link to something else"),
    ],
)
def test_what_no_box_may_be_told_is_an_error_at_its_place(
    line: str, column: int, text: str, hint: str, tmp_path: Path
) -> None:
    text_ = f"Text.\n\n{line}\nText.\n:::\n"
    files = {"a.md": article("A", text_), "draft.md": article("D", more="draft: true\n")}
    result = built(site(tmp_path, files))

    (found,) = result.diagnostics
    assert (found.level, found.place.line, found.place.column) == ("error", 7, column)
    assert found.text.startswith(text)
    assert hint in found.hint


def test_what_time_brings_about_fails_no_build(tmp_path: Path) -> None:
    """A box leads to what is not due yet, or has expired: nobody has edited anything, and readers get no link."""
    box = "::: service A {{link={}}}\nText.\n:::\n\n".format
    files: dict[str, str | bytes] = {
        "a.md": article("A", "".join(map(box, ("due.md", "gone.md", "/2026/07/due/", "/nothing/", "/2026/05/a/")))),
        "due.md": article("Due", date="2026-07-01 10:00"),
        "gone.md": article("Gone", more="expires: 2026-05-20\n"),
    }
    root = site(tmp_path, files)
    result = published(root)

    found = [(each.code, each.place.line, each.level, each.is_about_hidden) for each in result.diagnostics]
    assert found == [
        ("link-not-public", 5, "warning", True),
        ("link-not-public", 9, "warning", True),
        ("link-not-public", 13, "warning", True),
        ("box-argument", 17, "warning", False),
    ]
    links = page(root / "output", "/2026/05/a/").xpath("//div[@class='box service']//a/@href")
    assert links == ["/nothing/", "/2026/05/a/"]


def test_who_took_a_picture_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    text = "::: quote Ada {role=Mayor credit=Ben}\nText.\n:::\n"
    (found,) = published(site(tmp_path, {"a.md": article("A", text)})).diagnostics

    assert (found.code, found.level, found.place.column) == ("box-argument", "warning", 27)


def test_an_empty_box_is_a_warning(tmp_path: Path) -> None:
    result = published(site(tmp_path, {"a.md": article("A", "Text.\n\n::: info Title\n:::\n")}))

    assert codes(result) == ["box-empty"]


def test_a_box_of_a_draft_says_and_shows_nothing(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.md": article("A"),
        "b.md": article(
            "B", "::: quote Secret {portrait=secret.png}\nSecret.\n:::\n\n::: inof\n:::\n", "draft: true\n"
        ),
        "secret.png": drawn(900, 900),
    }
    root = site(tmp_path, files)
    published(root)

    assert not any("secret" in path for path in outputs(root))
    assert not any(b"Secret" in path.read_bytes() for path in (root / "output").rglob("*") if path.is_file())


def test_a_table_that_cannot_be_read_is_an_error_in_the_template(tmp_path: Path) -> None:
    root = site(tmp_path, {"a.md": article()})
    _put(root, "templates/shortcodes/recipe.html", RECIPE.replace("| minutes | text |", "| minutes | number |"))

    (found,) = built(root).diagnostics

    assert (found.code, found.place.file, found.place.line) == ("box-table", "templates/shortcodes/recipe.html", 5)


def test_a_table_says_what_it_lacks() -> None:
    said = [each.text for each in declared("{#\n| argument | type |\n| a | of: |\n#}").problems]

    assert said == [
        "this table has no line of dashes below its first line",
        '"of:" names no word that "a" may be',
    ]


def test_a_telephone_is_given_a_number_that_it_can_dial(tmp_path: Path) -> None:
    """By RFC 3966; and in a text from right to left, a number is read from left to right."""
    written = ("+49 (0) 40 / 12-34", "(040) 12 34", "0800 CALL NOW", "040 12, 040 34")
    text = "".join(f'::: service A {{phone="{each}"}}\n:::\n\n' for each in written)
    root = site(
        tmp_path, {"a.md": article("A", f"{text}::: service B {{email=a@b.example link=HTTPS://b.example}}\n:::\n")}
    )
    published(root)

    shown = page(root / "output", "/2026/05/a/")
    assert shown.xpath("//div[@class='box service']//a/@href") == [
        *("tel:+49401234", "tel:0401234", "mailto:a@b.example", "HTTPS://b.example")
    ]
    assert len(shown.xpath("//div[@class='box service']//a/bdi[@dir='ltr']")) == 4


def test_a_box_is_read_out_by_its_title_alone(tmp_path: Path) -> None:
    """Not by the numbers of its notes; a picture by what it shows."""
    text = (
        "::: info A[^1]\nText.\n:::\n\n::: info ![Logo](ada.png)\nText.\n:::\n\n::: info ![](ada.png)\nText.\n:::\n"
        "\n::: download {file=https://a.example/}\n:::\n\n[^1]: Note.\n"
    )
    root = site(tmp_path, {"a.md": article("A", text), "ada.png": drawn(900, 1200)})
    published(root)

    shown = page(root / "output", "/2026/05/a/")
    assert [each.get("aria-label") for each in shown.xpath("//div[@class='box info']")] == ["A", "Logo", None]
    assert [" ".join(each.text_content().split()) for each in shown.xpath("//div[@class='box download']")] == [
        "a.example"
    ]


def test_a_table_declares_names_types_and_what_is_required() -> None:
    found = declared(RECIPE)

    assert found.arguments == (
        Declared("minutes", "text", True),
        Declared("mood", "text", False, ("warm", "cold")),
    )
    assert found.required == {"title"}
    assert declared("<p>No table</p>").arguments == ()
    assert (
        len(declared("{#\n| A b | text |\n| a | x |\n| a | text | yes |\n| c | text |\n| c | text |\n#}").problems) == 4
    )
