"""Values that no writer means: each ends in a diagnostic of its own, and none in a traceback or in gigabytes."""

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.content.fields import MAX_FINDINGS
from newsgen.content.markup.text import plain
from newsgen.content.reading import Reading
from newsgen.content.schema import MAX_TERMS
from newsgen.model import Body
from tests.content.reader import HEAD, body_of, found, reading

FUZZ = settings(max_examples=30, deadline=None)
DEPTHS = st.integers(41, 4000)
NESTED = st.sampled_from([("[", "]"), ('{"a":', "}")])


def kept(text: str) -> tuple[Reading, Body | None]:
    """A reading that went through the cache."""
    result, body = reading(text)
    return msgspec.json.decode(msgspec.json.encode(result), type=Reading), body


def levels(text: str) -> set[tuple[str, str]]:
    result, _ = kept(text)
    return {(each.code, each.level) for each in result.diagnostics}


@FUZZ
@given(
    st.integers(20, 6000), st.sampled_from(["", ";"]), st.sampled_from(["a {} b", "[x](/a{}b)", '<a title="{}">x</a>'])
)
def test_a_reference_with_endless_digits_is_a_replacement_character(n: int, end: str, around: str) -> None:
    """Python refuses to read more than 4,300 digits, wherever they stand."""
    text = around.format(f"&#{'9' * n}{end}")

    result, body = reading(f"---\n{HEAD}---\n\n{text}\n")

    assert [(each.code, each.place.line, each.level) for each in result.diagnostics] == [
        ("reference-unknown", 6, "warning")
    ]
    assert body is not None
    assert "999" not in body.teaser


def test_a_reference_in_a_title_is_told_too() -> None:
    """Titles read references, for other systems leave them there."""
    assert found(f"---\ntitle: A &#{'9' * 5000};\ndate: 2026-05-01\n---\n") == [("reference-unknown", 2, 10)]


def test_digits_that_meet_when_tags_go_are_no_number() -> None:
    """The text of a page is what stands between its tags."""
    assert plain(f"<p>a &#<b></b>{'9' * 5000}; b</p>") == "a \ufffd b"


@FUZZ
@given(st.integers(30, 6000), st.sampled_from(["-", ""]))
def test_a_huge_number_stays_the_text_it_is(n: int, sign: str) -> None:
    """No reader of JSON keeps it; YAML and JSON put no end to it."""
    number = f"{sign}{'9' * n}"

    for text in (f"---\n{HEAD}n: {number}\n---\n", f'{{"title": "A", "date": "2026-05-01", "n": {number}}}\n'):
        result, _ = kept(text)
        assert result.head is not None
        assert result.head.extra == {"n": number}
        assert [(each.code, each.level) for each in result.diagnostics] == [("number-too-large", "warning")]


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity"])
def test_what_is_no_finite_number_stays_text(number: str) -> None:
    """As null it would be another value after a build with nothing to do."""
    result, _ = kept(f'{{"title": "A", "date": "2026-05-01", "n": {number}}}\n')

    assert result.head is not None
    assert result.head.extra == {"n": number}
    assert [each.code for each in result.diagnostics] == ["number-too-large"]


@FUZZ
@given(st.integers(4301, 9000))
def test_toml_says_where_the_endless_number_is(n: int) -> None:
    """Its parser knows no place of it."""
    assert found(f'+++\ntitle = "A"\ndate = 2026-05-01\nn = {"9" * n}\n+++\n') == [("number-too-large", 4, 5)]


def test_numbers_of_64_bits_are_numbers() -> None:
    """Ids of other systems are that long."""
    result, _ = kept(f"---\n{HEAD}n: {(1 << 63) - 1}\nm: 1.5\nzip: 01067\n---\n")

    assert result.head is not None
    assert result.head.extra == {"n": (1 << 63) - 1, "m": 1.5, "zip": "01067"}
    assert result.diagnostics == ()


@FUZZ
@given(DEPTHS, NESTED)
def test_deep_nesting_has_its_own_diagnostic_in_json(depth: int, marks: tuple[str, str]) -> None:
    """From 900 levels on it was a RecursionError, of one of three parsers or of what came after them."""
    value = f"{marks[0] * depth}1{marks[1] * depth}"

    assert [code for code, _, _ in found(f'{{"title": "A", "date": "2026-05-01", "n": {value}}}\n')] == [
        "front-matter-too-deep"
    ]


@FUZZ
@given(st.integers(41, 900), st.sampled_from(["[{}]", "{}.x = 1", "block"]))
def test_deep_nesting_has_its_own_diagnostic_in_toml_and_yaml(depth: int, shape: str) -> None:
    """Lists, dotted keys, indented maps."""
    if shape == "block":
        head = "\n".join(f"{' ' * level}a:" for level in range(depth))
        text = f"---\n{HEAD}{head}\n---\n"
    elif shape == "[{}]":
        text = f'+++\ntitle = "A"\ndate = 2026-05-01\nn = {"[" * depth}{"]" * depth}\n+++\n'
    else:
        text = f'+++\ntitle = "A"\ndate = 2026-05-01\n{".".join("a" * depth)}.x = 1\n+++\n'

    assert [code for code, _, _ in found(text)] == ["front-matter-too-deep"]


@pytest.mark.parametrize("text", ["- " * 900 + "x", "\n".join(f"{'    ' * level}- a" for level in range(300))])
def test_text_that_markdown_cannot_read_is_shown_and_told(text: str) -> None:
    """Nothing that a writer wrote is changed in silence."""
    result, body = kept(f"---\n{HEAD}---\n{text}\n")

    assert [(each.code, each.level) for each in result.diagnostics] == [("markup-unreadable", "warning")]
    assert body is not None
    assert body.html.startswith("<pre")


def test_text_that_markdown_cannot_read_changes_no_other() -> None:
    """The parser is kept from text to text, and was left in the midst of a list."""
    before = body_of("Text\n\nMore").html

    reading(f"---\n{HEAD}lang: de\n---\n{'- ' * 900}x\n")

    assert body_of("Text\n\nMore").html == before


@pytest.mark.parametrize("text", [">" * 900 + " x", "[" * 900 + "x" + "]" * 900, "<div>" * 900, "*" * 900 + "x"])
def test_deep_quotes_brackets_and_tags_have_a_body(text: str) -> None:
    """Whatever it looks like."""
    result, body = kept(f"---\n{HEAD}---\n{text}\n")

    assert result.head is not None
    assert body is not None


@FUZZ
@given(st.sampled_from(["\\ud800", "\\udfff", "\\ud800\\ud801"]), st.sampled_from(["title", "catgory", "n", "tags"]))
def test_half_a_character_in_json_is_left_out_and_told(half: str, key: str) -> None:
    """No file can hold it: in a key it was a UnicodeEncodeError of the cache."""
    result, _ = kept(f'{{"title": "A", "date": "2026-05-01", "x{half}{key}": {{"{half}": ["{half}b"]}}}}\n')

    assert {each.code for each in result.diagnostics if each.level == "warning"} >= {"control-character"}
    assert result.head is not None
    assert json.dumps(dict(result.head.extra)).isascii()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("a: &x {b: c}\n<<: *x", ("yaml-merge", 5, 1)),
        ("a: {<<: {b: c}}", ("yaml-merge", 4, 5)),
        ("a: !!binary aGk=", ("yaml-tag", 4, 4)),
        ("a: !!python/object:os.system x", ("yaml-shortened", 4, 4)),
        ("a: !!set {b, c}", ("yaml-tag", 4, 4)),
        ("a: [!own b]", ("yaml-shortened", 4, 5)),
        ("? [a, b]\n: c", ("yaml-key", 4, 3)),
    ],
)
def test_what_yaml_can_say_beyond_text_is_a_warning(keys: str, expected: tuple[str, int, int]) -> None:
    """A value that is not what YAML would make of it is not published in silence."""
    result, _ = kept(f"---\n{HEAD}{keys}\n---\n")

    assert [(each.code, each.place.line, each.place.column) for each in result.diagnostics] == [expected]
    assert result.diagnostics[0].level == "warning"


def test_keys_of_json_and_toml_have_their_places() -> None:
    """However many stand in a line, and whatever looks like a key inside a text."""
    text = (
        '{"title": "A \\"dat\\": 1", "date": "2026-05-01",\n'
        '  "extra": {"draft": 0, "weight": "x"}, "draft": "x", "weight":\n "y"}\n'
    )

    assert found(text) == [("bool-unreadable", 2, 50), ("number-unreadable", 3, 2)]
    assert found('+++\ntitle = "A"\ndate = 2026-05-01\n"draft"  =  "x"\n[extra]\ndraft = 1\n+++\n') == [
        ("bool-unreadable", 4, 13)
    ]


@pytest.mark.parametrize(
    "keys",
    [
        "tags: [{}]".format(", ".join(f"t{number}" for number in range(MAX_TERMS + 1))),
        "keywords: {}".format(", ".join(f"t{number}" for number in range(100_000))),
        "categories: {}\ntags: {}\nauthors: {}".format(
            *(", ".join(f"{kind}{number}" for number in range(70)) for kind in "cta")
        ),
        "taxonomies: {{tags: [{}]}}".format(", ".join(f"t{number}" for number in range(300))),
    ],
)
def test_more_than_200_terms_are_an_error(keys: str) -> None:
    """Each has pages and a feed, and is compared with every other: 10,000 took 40 GB."""
    codes = [code for code, _, _ in found(f"---\n{HEAD}{keys}\n---\n")]

    # Of so many authors another diagnostic says that they are most likely a mistake.
    assert [code for code in codes if code != "text-long"] == ["too-many-terms"]


def test_200_terms_are_none() -> None:
    """The same tag in another spelling is no second one."""
    tags = ", ".join([*(f"t{number}" for number in range(MAX_TERMS)), "T1", "T2"])

    assert found(f"---\n{HEAD}tags: {tags}\n---\n") == []


def test_more_than_a_thousand_old_addresses_are_an_error() -> None:
    """Each is a page."""
    old = ", ".join(f"/a{number}/" for number in range(1500))

    assert [code for code, _, _ in found(f"---\n{HEAD}aliases: [{old}]\n---\n")] == ["too-many-aliases"]


@pytest.mark.parametrize("key", ["title", "teaser", "kicker", "id", "image_alt", "byline"])
def test_a_text_of_a_megabyte_is_no_headline(key: str) -> None:
    """It would stand in every list, beside every article."""
    text = f"---\n{HEAD}{key}: {'a ' * 500_000}\n---\n".replace(
        HEAD.split("\n")[0] + "\n", "" if key == "title" else HEAD.split("\n")[0] + "\n"
    )

    assert "value-too-long" in {code for code, _, _ in found(text)}


def test_neither_is_one_in_the_text() -> None:
    """`# ` and a megabyte."""
    assert ("value-too-long", 1, 1) in found(f"---\ndate: 2026-05-01\n---\n# {'a ' * 500_000}\n")


def test_a_list_of_a_million_is_no_front_matter() -> None:
    """It is data, and belongs into a file of its own."""
    assert [code for code, _, _ in found(json.dumps({"title": "A", "date": "2026-05-01", "n": [1] * 1_000_000}))] == [
        "front-matter-too-large"
    ]


def test_a_file_of_mistakes_names_the_first_500() -> None:
    """A table of another program saved as .md has one in each line, and each would hold its line."""
    text = f"---\n{HEAD}---\n" + "a\x07b\n" * 10_000

    codes = [code for code, _, _ in found(text)]

    assert codes.count("control-character") == MAX_FINDINGS
    assert codes.count("too-many-mistakes") == 1


def test_errors_are_not_lost_behind_warnings() -> None:
    """Else an article with an error would be published."""
    result, _ = reading(f"---\n{HEAD}draft: perhaps\n---\n" + "a\x07b\n" * 10_000)

    assert "bool-unreadable" in {each.code for each in result.diagnostics}
    assert result.head is None


@pytest.mark.parametrize("key", ["canonical_url", "source_url", "redirect_to"])
@pytest.mark.parametrize("url", ["http://[x", "//[x", "https://[::1"])
def test_an_address_that_nobody_can_read_is_an_error(key: str, url: str) -> None:
    """Whoever splits it later would fail."""
    assert [code for code, _, _ in found(f'---\n{HEAD}{key}: "{url}"\n---\n')] == ["url-unsafe"]


@pytest.mark.parametrize(
    "zone", ["../../etc/passwd", "/etc/localtime", "localtime", "posixrules", "Europe", "a" * 5000]
)
def test_a_zone_is_a_name_of_the_list(zone: str) -> None:
    """Never a file of the machine that builds."""
    assert {code for code, _, _ in found(f"---\n{HEAD}updated: 2026-05-02 10:00 {zone}\n---\n")} <= {
        "zone-unknown",
        "date-unreadable",
    }
    assert found(f"---\n{HEAD}updated: 2026-05-02 10:00 {zone}\n---\n")


def test_a_path_longer_than_any_system_has_is_an_error() -> None:
    """It was an error of the machine, in the middle of making pages."""
    assert [code for code, _, _ in found(f"---\n{HEAD}url: {'/abc' * 300}/\n---\n")] == ["url-unsafe"]


@pytest.mark.parametrize("key", ["part", "weight", "enclosure_length"])
@pytest.mark.parametrize("number", ["9" * 5000, "1e9", "²", "0x10", ".inf", "-" + "9" * 20])
def test_a_number_that_nothing_could_count_is_told(key: str, number: str) -> None:
    """Its digits are more than Python reads, or a database keeps."""
    more = "series: Cup\n" if key == "part" else "enclosure: https://cdn.example/a.mp3\n"

    assert [code for code, _, _ in found(f"---\n{HEAD}{more}{key}: {number}\n---\n")] == ["number-unreadable"]
