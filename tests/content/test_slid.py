"""A key that hides, but has slid into another key, is an error: nobody can tell whether the source is public."""

import pytest
from msgspec.structs import replace

from tests.content.reader import CONFIG, HEAD, found, reading

TOML = "title = 'Der Pokal'\ndate = 2026-05-01\n"


def slid(text: str) -> list[int]:
    """The lines of the keys that have slid; each is an error."""
    result, _ = reading(text)
    inside = [each for each in result.diagnostics if each.code == "key-inside"]
    assert all(each.level == "error" and each.hint for each in inside)
    assert result.head is None or not inside
    return [each.place.line for each in inside]


@pytest.mark.parametrize("table", ["taxonomies", "image", "series", "extra", "params", "my.own", "[image]"])
@pytest.mark.parametrize("key", ["draft = true", "embargo = 2027-01-01", "published = false", "status = 'draft'"])
def test_below_a_table_of_toml(table: str, key: str) -> None:
    """All that stands below a table's name belongs to it, to the end."""
    assert slid(f"+++\n{TOML}\n[{table}]\nx = 'y'\n{key}\n+++\nText\n") == [7]


@pytest.mark.parametrize(
    "above", ["image:\n  src: a.jpg", "series:\n  name: A", "extra:\n  a: b", "params:", "own:\n  a:"]
)
@pytest.mark.parametrize("key", ["draft: true", "draft: ja", "sperrfrist: 2027-01-01", "published: no"])
def test_below_a_key_of_yaml(above: str, key: str) -> None:
    """Two blanks are enough."""
    line = 5 + above.count("\n")

    assert slid(f"---\n{HEAD}{above}\n  {key}\n---\nText\n") == [line]


@pytest.mark.parametrize(
    "key", ["password: x", "expires: 2026-05-02", "private: true", "visible: false", "render: never"]
)
def test_what_is_for_templates_holds_no_key_that_hides(key: str) -> None:
    """What comes last in a head takes in what is added to it."""
    assert slid(f"---\n{HEAD}extra:\n  {key}\n---\nText\n") == [5]


@pytest.mark.parametrize(
    "keys",
    [
        "tags:\n  - draft: true",
        "tags:\n  - a\n  - status: draft",
        "image: {src: a.jpg, draft: true}",
        "teaser: >\n  draft: true",
        "teaser: |\n  draft: true",
        "teaser: |-\n  - Status: draft",
        'teaser: "One\n  draft: true"',
        "own: >\n  embargo: 2027-01-01\nkicker: x",
    ],
)
def test_in_a_list_and_in_a_text(keys: str) -> None:
    """A text of YAML goes on as long as lines are indented."""
    assert len(slid(f"---\n{HEAD}{keys}\n---\nText\n")) == 1


def test_in_a_text_of_toml() -> None:
    assert slid(f'+++\n{TOML}teaser = """\nA\ndraft = true\n"""\n+++\nText\n') == [6]


def test_in_json() -> None:
    """Its place is that of the line."""
    text = '{"title": "A", "date": "2026-05-01", "extra": {\n  "a": 1,\n  "draft": true}}\nText\n'

    assert found(text) == [("key-inside", 3, 4)]


@pytest.mark.parametrize(
    "keys",
    [
        "extra:\n  draft: false",
        "extra:\n  published: 1999-05-01\n  show: false\n  status: open",
        "cover:\n  src: https://example.org/a.jpg\n  visible: false",
        "own:\n  private: true\n  expires: 2026-05-02\n  password: x\n  status: pending",
        "own:\n  - {title: A, pub_date: 2027-01-01, public: false}",
        "teaser: >\n  The status: nobody knows.\n  Draft: 1. Runde",
        "teaser: |\n  Draft picks of the NBA\nstatus: published",
        "draft: false\nteaser: >-\n  Publish or perish",
        "build:\n  render: always",
        "sitemap:\n  disable: false",
    ],
)
def test_honest_maps_and_texts_are_left_alone(keys: str) -> None:
    """Templates have keys of their own, and pictures are shown or not."""
    assert found(f"---\n{HEAD}{keys}\n---\nstatus of the cup\n\ndraft: true\n") == []


def test_what_the_head_says_itself_is_not_lost() -> None:
    """YAML's merged maps stand there a second time."""
    result, _ = reading(f"---\n{HEAD}draft: true\nextra:\n  draft: true\n---\nText\n")

    assert (result.hidden, result.diagnostics) == ("draft", ())


def test_a_key_that_the_site_knows_may_stand_there() -> None:
    """Some theme asks for `page.extra.draft`."""
    known = replace(CONFIG, known_keys=("draft",))

    assert found(f"---\n{HEAD}extra:\n  draft: true\n---\nText\n", config=known) == []
