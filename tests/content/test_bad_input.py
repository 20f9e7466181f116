"""Every mistake a writer can make in a source has its own diagnostic, at its place."""

from itertools import pairwise

import pytest

from newsgen.content.reading import read, settings
from tests.content.reader import CONFIG, HEAD, SOURCE, Config, Permalinks, found, reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"---\n{HEAD}\nText ohne Ende", [("front-matter-unclosed", 1, 1)]),
        ('+++\ntitle = "x"\ndate = 2026-05-01\n\nText', [("front-matter-unclosed", 1, 1)]),
        ("---\ntitle: [a\ndate: 2026-05-01\n---\n", [("yaml-invalid", 3, 5)]),
        ("---\ntitle: A: b\ndate: 2026-05-01\n---\n", [("yaml-invalid", 2, 9)]),
        ("+++\ntitle = A\n+++\n", [("toml-invalid", 2, 9)]),
        ('{"title" "A"}\nText', [("json-invalid", 1, 10)]),
        ("---\ndate: 2026-05-01\n---\nText\n", [("title-missing", 1, 1)]),
        ("---\ntitle: A\n---\nText\n", [("date-missing", 1, 1)]),
        ("Text\n", [("title-missing", 1, 1), ("date-missing", 1, 1)]),
        ("---\ntitle: A\ndate: tomorow\n---\n", [("date-unreadable", 3, 7)]),
        ("---\ntitle: A\ndate: 2026-02-30\n---\n", [("date-unreadable", 3, 7)]),
        ("---\ntitle: A\ndate: 2025--10-09\n---\n", [("date-unreadable", 3, 7)]),
        ('---\ntitle: A\ndate: "2026-05-01 16:30-:00+16:"\n---\n', [("date-unreadable", 3, 7)]),
        ("---\ntitle: A\ndate: git Created\n---\n", [("date-unreadable", 3, 7)]),
        ("---\ntitle: A\ndate: [2026-05-01]\n---\n", [("date-unreadable", 3, 7)]),
        ("---\ntitle: A\ndate: 2026-05-01 10:00 Europe/Berlln\n---\n", [("zone-unknown", 3, 7)]),
        ("---\ntitle: A\ndate: 2026-05-01 10:00 ../etc\n---\n", [("date-unreadable", 3, 7)]),
        (f"---\n{HEAD}title: B\n---\n", [("duplicate-key", 4, 1)]),
        (f"---\n{HEAD}Title: B\n---\n", [("duplicate-key", 4, 1)]),
        ('{"title": "A", "date": "2026-05-01",\n "title": "B"}\n', [("duplicate-key", 2, 2)]),
        ('+++\ntitle = "A"\ndate = 2026-05-01\ntitle = "B"\n+++\n', [("duplicate-key", 4, 12)]),
        (f"---\n{HEAD}catgory: Sport\n---\n", [("key-unknown", 4, 1)]),
        ("", [("empty-file", 1, 1)]),
        (" \n\n", [("empty-file", 1, 1)]),
        ("\ufeff", [("empty-file", 1, 1)]),
        ("---\n- a\n---\n", [("front-matter-no-mapping", 2, 1)]),
        ("---\nnur Text\n---\n", [("front-matter-no-mapping", 2, 1)]),
        (f"---\n{HEAD}slug: ../x\n---\n", [("url-unsafe", 4, 7)]),
        (f"---\n{HEAD}slug: /x\n---\n", [("url-unsafe", 4, 7)]),
        (f"---\n{HEAD}slug: con\n---\n", [("url-unsafe", 4, 7)]),
        (f"---\n{HEAD}slug: a\\b\n---\n", [("url-unsafe", 4, 7)]),
        (f"---\n{HEAD}url: /a/../../x\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}url: /%2e%2e/x\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}url: //evil.example/x\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}url: https://evil.example/x\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}url: C:\\x\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}url: /aux.html\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}url: /x/LPT1/\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}url: /x%00y/\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}url: /x./\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}url: /{'x' * 300}/\n---\n", [("url-unsafe", 4, 6)]),
        (f"---\n{HEAD}permalink: '/{{{{ page.slug }}}}/'\n---\n", [("url-unreadable", 4, 12)]),
        (f"---\n{HEAD}url: '/{{year}}/{{slug}}/'\n---\n", [("url-unreadable", 4, 6)]),
        (f"---\n{HEAD}url: '/cup}}/'\n---\n", [("url-unreadable", 4, 6)]),
        (f"---\n{HEAD}aliases: [/ok/, ../../x]\n---\n", [("url-unsafe", 4, 17)]),
        (f'---\n{HEAD}slug: "a\\0b"\n---\n', [("control-character", 4, 7), ("url-unsafe", 4, 7)]),
        (f"---\n{HEAD}slug: a\0b\n---\n", [("control-character", 4, 8), ("url-unsafe", 4, 7)]),
        (f"---\n{HEAD}categories: [Sport, '!!!']\n---\n", [("term-empty-slug", 4, 21)]),
        (f"---\n{HEAD}tags: ok, ???, gut\n---\n", [("term-empty-slug", 4, 11)]),
        (f"---\n{HEAD}authors: [{{name: '—'}}]\n---\n", [("term-empty-slug", 4, 18)]),
        (f"---\n{HEAD}visibility: paid\n---\n", [("visibility-not-public", 4, 13)]),
        (f"---\n{HEAD}draft: vielleicht\n---\n", [("bool-unreadable", 4, 8)]),
        (f"---\n{HEAD}weight: oben\n---\n", [("number-unreadable", 4, 9)]),
        (f"---\n{HEAD}status: publised\n---\n", [("status-unknown", 4, 9)]),
        (f"---\n{HEAD}lang: '!'\n---\n", [("lang-unreadable", 4, 7)]),
        (f"---\n{HEAD}kicker: [a, b]\n---\n", [("value-type", 4, 9)]),
        (f"---\n{HEAD}updated: 2026-04-01\n---\n", [("updated-too-early", 4, 10)]),
        (f"---\n{HEAD}draft: 'true'\n---\n", [("bool-text", 4, 8)]),
        ("---\ntitle: A\x07b\ndate: 2026-05-01\n---\n", [("control-character", 2, 9)]),
        (f"---\n{HEAD}---\nA\x0bb\n", [("control-character", 5, 2)]),
        ('{"title": "A", "date": "2026-05-01", "id": "\\ud800x"}\n\nx\n', [("control-character", 1, 44)]),
    ],
)
def test_each_mistake_has_its_code_and_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    """A writer who is told only that something is wrong has to search."""
    assert found(text) == expected


def test_all_mistakes_of_a_file_are_reported_in_one_run() -> None:
    """Otherwise a writer mends one and meets the next."""
    text = "---\ndate: gestern\ncatgory: Sport\ntags: ['!']\ndraft: naja\nurl: ../x\ndate: heute\n---\nText\n"

    assert sorted(code for code, _, _ in found(text)) == [
        "bool-unreadable",
        "date-unreadable",
        "duplicate-key",
        "key-unknown",
        "term-empty-slug",
        "title-missing",
        "url-unsafe",
    ]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (f"---\n{HEAD}kicker: ".encode() + b"\xfcber\n---\n", 4, 9),
        ("---\ntitle: A\n".encode("utf-16"), 1, 1),
        (b"\xef\xbb\xbf---\ntitle: \xff\ndate: 2026-05-01\n---\n", 2, 8),
    ],
)
def test_what_is_not_utf8_is_told_at_its_first_wrong_byte(data: bytes, line: int, column: int) -> None:
    """A file saved by an old editor: one letter is enough, and a search for it must not be."""
    assert ("not-utf-8", line, column) in found(data)


def test_exponential_aliases_are_refused_in_no_time() -> None:
    """The "billion laughs": nine lines that stand for a billion values."""
    names = "abcdefghi"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in pairwise(names)]

    assert [code for code, _, _ in found("---\n" + "\n".join(lines) + "\n---\n")] == ["yaml-aliases"]


@pytest.mark.parametrize("value", ["&x [*x]", "&x {y: *x}"])
def test_an_alias_inside_itself_is_refused(value: str) -> None:
    """Else its value would have no end."""
    assert found(f"---\na: {value}\n---\n") == [("yaml-aliases", 1, 1)]


@pytest.mark.parametrize("value", ["[" * 100_000, "[" * 100_000 + "]" * 100_000, "- " * 100_000, "{a: " * 50_000])
def test_deep_nesting_does_not_end_the_process(value: str) -> None:
    """libyaml's composer recurses on the C stack: 100,000 lists inside each other were a segmentation fault."""
    assert [code for code, _, _ in found(f"---\nextra: {value}\n---\n")] == ["yaml-too-deep"]


def test_few_aliases_are_fine() -> None:
    """Aliases are for what is written twice."""
    text = f"---\n{HEAD}categories: &c [Sport]\ntags: *c\n---\n"

    result, _ = reading(text)

    assert result.diagnostics == ()
    assert result.head is not None
    assert [tag.name for tag in result.head.tags] == ["Sport"]


def test_a_pattern_that_leaves_the_output_is_an_error_of_the_article() -> None:
    """newsgen.yaml's own check cannot know what an id holds."""
    config = Config(permalinks=Permalinks(article="/{id}/{slug}/"))

    assert found(f"---\n{HEAD}id: ../../x\n---\n", config=config) == [("url-unsafe", 1, 1)]


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "2026-05-01-aux", "lpt9.de"])
def test_a_file_name_that_windows_reserves_is_an_error(name: str) -> None:
    """The output could not be copied to such a host."""
    assert found(f"---\n{HEAD}---\n", f"content/{name}.md") == [("url-unsafe", 1, 1)]


def test_a_file_name_without_letters_asks_for_a_slug() -> None:
    """There is nothing to make an address of."""
    assert found(f"---\n{HEAD}---\n", "content/!!!.md") == [("slug-empty", 1, 1)]
    assert found(f"---\n{HEAD}slug: pokal\n---\n", "content/!!!.md") == []


def test_control_characters_leave_title_and_body() -> None:
    """XML 1.0 forbids them, so one would break every feed that shows the article."""
    result, body = reading('---\ntitle: "A\\x0bb\\0"\ndate: 2026-05-01\n---\nT\x00e\x08xt\ufffe\n')

    assert result.head is not None
    assert result.head.title == "Ab"
    assert body is not None
    assert body.html == "<p>Text</p>"
    assert {each.level for each in result.diagnostics} == {"warning"}


def test_an_error_shows_its_line_and_what_to_do() -> None:
    """DESIGN: diagnostics look like a compiler's."""
    result, _ = reading("---\ntitle: A\ndate: tomorow\n---\n")
    (diagnostic,) = result.diagnostics

    assert diagnostic.excerpt == "date: tomorow"
    assert diagnostic.place.length == len("tomorow")
    assert diagnostic.text == '"tomorow" is not a date'
    assert diagnostic.hint == "write it as 2026-05-01 or 2026-05-01 10:00"


def test_known_keys_are_not_taken_for_mistakes() -> None:
    """A site may have a key of its own that looks like one of newsgen's."""
    result, _ = read(
        SOURCE, f"---\n{HEAD}catgory: x\n---\n".encode(), settings(Config(known_keys=("catgory",))), lambda key: None
    )

    assert result.diagnostics == ()
    assert result.head is not None
    assert result.head.extra == {"catgory": "x"}


def test_a_near_miss_names_the_right_word() -> None:
    """So that nobody has to look it up."""
    result, _ = reading(f"---\n{HEAD}catgory: Sport\n---\n", config=CONFIG)

    assert 'did you mean "category"' in result.diagnostics[0].hint
    assert result.diagnostics[0].level == "warning"


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("content/about.md", ""),
        ("content/Impressum/index.md", ""),
        ("content/x/datenschutz.md", ""),
        ("content/verein.md", "layout: page\n"),
        ("content/verein.md", "type: page\n"),
    ],
)
def test_a_standing_page_without_a_date_is_led_to_its_folder(source: str, keys: str) -> None:
    """A date would make news of it; where the hint has it, it needs none."""
    text = f"---\ntitle: A\n{keys}---\nText.\n"
    (error,) = [each for each in reading(text, source)[0].diagnostics if each.level == "error"]

    assert error.code == "date-missing"
    assert error.hint.startswith("move it into content/pages/")
    moved, _ = reading(text, source.replace("content/", "content/pages/"))
    assert [each.code for each in moved.diagnostics if each.level == "error"] == []
    assert moved.head is not None
    assert moved.head.form == "page"
