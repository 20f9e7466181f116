"""Authors in one text: whom newsgen takes for one, and where it says that it is not sure."""

import pytest

from tests.content.reader import reading


def read(authors: str) -> tuple[list[str], list[tuple[str, int]]]:
    """The names, and code and column of what is told."""
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\nauthors: {authors}\n---\nText.\n")
    assert found.head is not None
    return [name.name for name in found.head.authors], [(each.code, each.place.column) for each in found.diagnostics]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Ada Lind, Bo Berg, and Cy Dow", ["Ada Lind", "Bo Berg", "Cy Dow"]),
        ("Ada Lind, Bo Berg, und Cy Dow", ["Ada Lind", "Bo Berg", "Cy Dow"]),
        ("Ada Lind; et Bo Berg", ["Ada Lind", "Bo Berg"]),
        ("Ada Lind, & Bo Berg", ["Ada Lind", "Bo Berg"]),
        ("Ada Lind, y Bo Berg", ["Ada Lind", "Bo Berg"]),
        ("[Ada Lind, and Bo Berg]", ["Ada Lind", "Bo Berg"]),
        ("Ada Lind, Andrea Berg", ["Ada Lind", "Andrea Berg"]),
        ("Etta James, Undine Berg", ["Etta James", "Undine Berg"]),
        ("ada, bo", ["ada", "bo"]),
        ("Ada, Bo, Cy", ["Ada", "Bo", "Cy"]),
        ("[Lind, Ada]", ["Lind", "Ada"]),
        ("Lind, dpa", ["Lind", "dpa"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Eça, Maria da Costa e Silva", ["Eça", "Maria da Costa e Silva"]),
        ("[Ministry of Food and Agriculture]", ["Ministry of Food and Agriculture"]),
        ('["Sammy Davis, Jr."]', ["Sammy Davis, Jr."]),
        ("Ludwig van Beethoven, Karl von Moor", ["Ludwig van Beethoven", "Karl von Moor"]),
        ("Sports Desk", ["Sports Desk"]),
        ("Redaktion", ["Redaktion"]),
    ],
)
def test_several_names_in_a_text_are_several_authors(authors: str, names: list[str]) -> None:
    """ "and Cy Dow" was somebody, with a page and a feed."""
    assert read(authors) == (names, [])


@pytest.mark.parametrize(
    ("authors", "column"),
    [
        ("A und B", 10),
        ("Ada Lind and Bo Berg", 10),
        ("Ada Lind et Bo Berg", 10),
        ("Ada Lind & Bo Berg", 10),
        ("Ada Lind y Bo Berg", 10),
        ("Ada Lind / Bo Berg", 10),
        ("Ada Lind, Bo Berg und Cy Dow", 20),
        ("[Ada Lind and Bo Berg]", 11),
        ("{name: Ada Lind and Bo Berg}", 17),
    ],
)
def test_an_and_between_names_is_told_at_its_place(authors: str, column: int) -> None:
    """It may be one, as a ministry is; a page for "A und B" is nearly never meant."""
    _, told = read(authors)

    assert told == [("authors-unsure", column)]


@pytest.mark.parametrize(
    "authors",
    [
        "Ada Lind, Executive Director",
        "Ada Lind, Redakteurin",
        "Ada Lind, Rédactrice en chef",
        "Ada Lind, Head of Politics",
        "Ada Lind, PhD",
        "Ada Lind, Jr.",
        "Ada Lind, Berlin",
        "Ada Lind, staff writer",
        "Smith, et al.",
        '["Ada Lind, Executive Director"]',
        "By Ada Lind",
        "Von Dr. Říha",
        "Par Anne Dupont",
        "Door Jan Jansen",
    ],
)
def test_what_is_no_name_is_told(authors: str) -> None:
    """ "Executive Director" was an author with a page and a feed."""
    _, told = read(authors)

    assert [code for code, _ in told] == ["authors-unsure"]


def test_what_is_told_shows_how_several_are_written() -> None:
    found, _ = reading("---\ntitle: Cup\ndate: 2026-05-01\nauthor: Ada Lind und Bo Berg\n---\nText.\n")

    assert "authors: [Ada Lind, Bo Berg]" in found.diagnostics[0].hint


def test_categories_and_tags_hold_an_and() -> None:
    """ "Wissen und Technik" is a section."""
    head = "categories: Wissen und Technik, and more\ntags: Arts & Crafts"
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\n{head}\n---\nText.\n")

    assert found.diagnostics == ()
    assert found.head is not None
    assert [name.name for name in found.head.categories] == ["Wissen und Technik", "and more"]


@pytest.mark.parametrize("authors", ["Lind, Ada", "van Dijk, Jan", "Ada, Bo"])
def test_a_last_name_before_the_first_is_told(authors: str) -> None:
    """As catalogues write it; they are two authors with a page each, and may be meant as that."""
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\nauthor: {authors}\n---\nText.\n")
    last, first = authors.split(", ")

    assert [(each.code, each.level) for each in found.diagnostics] == [("authors-unsure", "notice")]
    assert f"author: {first} {last}" in found.diagnostics[0].hint


@pytest.mark.parametrize(
    ("authors", "hint"),
    [
        ("By Ada Lind", "authors: [Ada Lind, Another Name]"),
        ("Sammy Davis, Jr.", 'authors: ["Sammy Davis, Jr."]'),
        ('["Ada Lind, Editor"]', "authors: [Ada Lind, Another Name]"),
    ],
)
def test_the_remedy_is_no_mistake_itself(authors: str, hint: str) -> None:
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\nauthors: {authors}\n---\nText.\n")

    assert hint in found.diagnostics[0].hint


@pytest.mark.parametrize("value", ["false", "none", "[false, null]", "no", "~"])
def test_who_is_switched_off_is_nobody(value: str) -> None:
    """ "false" was an author, with a page and a feed."""
    assert read(value) == ([], [])


def test_a_switch_that_is_on_names_nobody_and_is_told() -> None:
    assert read("true") == ([], [("value-type", 10)])


@pytest.mark.parametrize("value", ['"none"', "None Such"])
def test_a_name_in_quotes_is_a_name(value: str) -> None:
    assert read(value) == ([value.strip('"')], [])


@pytest.mark.parametrize(
    "authors",
    [
        *("Ada Lind <ada@b.example>", '"<a href=x>Ada Lind</a>"', '"[Ada Lind](https://x.example)"'),
        *('"**Ada Lind**"', "https://ada.example/", '"@adalind"', '["ada@x.example"]'),
    ],
)
def test_more_than_a_name_is_told(authors: str) -> None:
    """The mark-up stood in the byline, and the address in feeds."""
    assert [code for code, _ in read(authors)[1]] == ["authors-unsure"]


@pytest.mark.parametrize("name", ["Von Trapp", "Von der Leyen", "Di Maio", "van Dijk", "Byron Katie", "Porter"])
def test_names_that_begin_like_a_by_are_names(name: str) -> None:
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\nauthors: [{name}]\nbyline: {name}\n---\nText.\n")

    assert found.diagnostics == ()


def test_a_byline_that_says_by_is_told() -> None:
    """Feeds and search engines had an author of the name "Von Dr. Říha"."""
    found, _ = reading("---\ntitle: Cup\ndate: 2026-05-01\nbyline: Von Dr. Říha\n---\nText.\n")

    (told,) = found.diagnostics
    assert (told.code, told.level, told.place.line) == ("authors-unsure", "warning", 4)
    assert told.hint.startswith("write authors: [Dr. Říha] in its place")


@pytest.mark.parametrize(
    "author", ["{display_name: Ada Lind, login: al, email: a@x.example, url: ''}", "{label: Ada Lind}"]
)
def test_a_writer_of_an_export_has_a_name(author: str) -> None:
    """Jekyll's importer writes a map above every text of WordPress."""
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\nauthor: {author}\n---\nText.\n")

    assert found.diagnostics == ()
    assert found.head is not None
    assert [name.name for name in found.head.authors] == ["Ada Lind"]


@pytest.mark.parametrize("folder", ["_posts", "_Posts"])
@pytest.mark.parametrize("key", ["categories", "tags"])
def test_what_jekyll_cuts_at_blanks_is_told(key: str, folder: str) -> None:
    """ "news politics" was one category, with a page of that name."""
    text = "---\ntitle: Cup\n{}: {}\n---\nText.\n"
    source = f"content/{folder}/2026-05-01-cup.md"
    (told,) = reading(text.format(key, "news politics"), source)[0].diagnostics

    assert (told.code, told.level, told.place.line, told.place.column) == ("terms-unsure", "warning", 3, len(key) + 3)
    assert told.hint == f"write them as {key}: [news, politics]; if it is one, as {key}: [news politics]"
    for value in ("[news politics]", "news", "news, local politics", ""):
        assert reading(text.format(key, value), source)[0].diagnostics == ()
    assert reading(text.format("category", "news politics"), source)[0].diagnostics == ()
    assert reading(text.format(key, "news politics"), "content/2026-05-01-cup.md")[0].diagnostics == ()
