"""A head is read or reported, whatever stands before and around it, and never published as text."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from newsgen.diagnostics import n_errors
from tests.content.reader import HEAD, found, reading

# A name with a date and a headline in the text: without its head, this would be an article.
DATED = "content/2026-05-01-plan.md"
KEYS = "title: Secret plan\ndraft: true\n"
BODY = "# Secret plan\n\nNot yet public.\n"
UNSEEN = st.text(alphabet="\ufeff\u200b\u200e\u2060\u00ad\u00a0 \t", max_size=4)
COMMENTS = (
    "<!-- by the desk -->",
    "# a comment",
    "// a comment",
    "% a comment",
    "; a comment",
    "{# a comment #}",
    "/* a */",
)
FENCES = (
    *("---", "----", "----------", "--", "–––", "—", "—-", "-–-", "- - -", "* * *", "***", "___", "===", "+++", "++++"),
    *(";;;", "~~~", "```", "```yaml", "~~~ yaml", "---yaml", "--- yaml", "---js", "--- # head", "\\---", "@@@", "%%"),
)


def is_kept_back(text: str, source: str = DATED) -> bool:
    """Whether a source is a draft, or stops the build."""
    result, _ = reading(text, source)
    return n_errors(result.diagnostics) > 0 or (result.head is not None and result.head.status == "draft")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(UNSEEN, st.sampled_from(COMMENTS)), max_size=3),
    UNSEEN,
    st.sampled_from(FENCES),
    st.sampled_from(FENCES),
    UNSEEN,
    st.sampled_from(["", "\n", "\n\n"]),
)
def test_no_dress_of_a_draft_s_head_publishes_it(
    above: list[str], before: str, opening: str, closing: str, behind: str, gap: str
) -> None:
    """An editor's autocorrection or a stray comment must not turn an embargoed text into news."""
    # Code below a headline is what an article about front matter shows.
    assume(not (opening[:3] in {"~~~", "```"} and any(line.startswith("#") for line in above)))
    lead = "".join(f"{line}\n" for line in above)
    text = f"{lead}{before}{opening}{behind}\n{gap}{KEYS}{before}{closing}{behind}\n{BODY}"

    assert is_kept_back(text)


@pytest.mark.parametrize(
    "lead", ["\n", "\n\n \n", "\ufeff\ufeff", "\u00a0", "\u200b", "  ", "\t\n\u00a0\n", "\r\n\r\n"]
)
@pytest.mark.parametrize(
    "head",
    [
        f"---\n{HEAD}---\n",
        f"---yaml\n{HEAD}---\u00a0\n",
        f"--- YAML\n{HEAD}---\n",
        '+++\ntitle = "Der Pokal"\ndate = 2026-05-01T10:00:00\n+++\n',
        '---toml\ntitle = "Der Pokal"\ndate = 2026-05-01T10:00:00\n---\n',
        '{"title": "Der Pokal", "date": "2026-05-01 10:00"}\n',
        '---json\n{"title": "Der Pokal", "date": "2026-05-01 10:00"}\n---\n',
        ';;;\n{\n"title": "Der Pokal",\n"date": "2026-05-01 10:00"\n}\n;;;\n',
        "Title: Der Pokal\nDate: 2026-05-01 10:00\n\n",
        "title:Der Pokal\ndate:2026-05-01 10:00\n---\n",
        "title:: Der Pokal\ndate:: 2026-05-01 10:00\n\n",
        "<!--\n.. title: Der Pokal\n.. date: 2026-05-01 10:00\n-->\n",
        ".. title: Der Pokal\n.. date: 2026-05-01 10:00\n\n",
    ],
)
def test_what_nobody_sees_may_stand_before_a_head(lead: str, head: str) -> None:
    """Editors and exports leave such marks, and nobody can find them."""
    result, body = reading(f"{lead}{head}Text.\n", DATED)

    assert result.diagnostics == ()
    assert result.head is not None
    assert (result.head.title, result.head.date.hour) == ("Der Pokal", 10)
    assert body is not None
    assert body.html == "<p>Text.</p>"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (f"<!-- x -->\n---\n{KEYS}---\n", "front-matter-misplaced", 2),
        (f"# comment\n\n---\n{KEYS}---\n", "front-matter-misplaced", 3),
        ("<!--\n" + "by the desk\n" * 200 + f"-->\n---\n{KEYS}---\n", "front-matter-misplaced", 203),
        ("\n" * 500 + f"----\n{KEYS}----\n", "front-matter-unknown", 501),
        ("---\n---\n" + "\n" * 500 + f"---\n{KEYS}---\n", "front-matter-misplaced", 503),
        (f"{{{{ x }}}}\n---\n{KEYS}---\n", "front-matter-misplaced", 2),
        (f"[TOC]\n\n+++\n{KEYS}+++\n", "front-matter-misplaced", 3),
        (f"---\nlayout: x\n---\n---\n{KEYS}---\n", "front-matter-misplaced", 4),
        (f"---\n---\n\n{KEYS}---\n", "front-matter-unknown", 4),
        ("Title: x\n\nStatus: draft\n", "front-matter-misplaced", 3),
        ("---title: x\ndraft: true\n---\n", "front-matter-misplaced", 1),
        ("<p>---<br>title: x<br>draft: true<br>---</p>\n", "front-matter-misplaced", 1),
        ("---\u2028title: x\u2028draft: true\u2028---\n", "front-matter-misplaced", 1),
        (f"----\n{KEYS}----\n", "front-matter-unknown", 1),
        (f"\n\n–––\n{KEYS}–––\n", "front-matter-unknown", 3),
        (f"```yaml\n{KEYS}```\n", "front-matter-unknown", 1),
        ("---js\n{title: 'x', draft: true}\n---\n", "front-matter-unknown", 1),
        ("{title: 'x', draft: true}\n", "front-matter-unknown", 1),
        ("title = 'x'\ndraft = true\n\n", "front-matter-unknown", 1),
        ("#+title: x\n#+draft: true\n\n", "front-matter-unknown", 1),
        (":title: x\n:draft: true\n\n", "front-matter-unknown", 1),
        ("% Secret\n% Ada\n% 2026\n\n", "front-matter-unknown", 1),
        ("- title: x\n- draft: true\n\n", "front-matter-unknown", 1),
        ("**Title:** x\n**Draft:** true\n\n", "front-matter-unknown", 1),
        ("| title | draft |\n|---|---|\n| x | true |\n\n", "front-matter-unknown", 1),
        ("## title: x draft: true\n\n", "front-matter-unknown", 1),
        ("title: x draft: true\n\n", "front-matter-unknown", 1),
        ("    title: x\n    draft: true\n\n", "front-matter-unknown", 1),
        (f"<!--\n{KEYS}-->\n", "front-matter-unknown", 1),
        (f"/*\n{KEYS}*/\n", "front-matter-unknown", 1),
        ("<!-- by the desk\n. status: draft -->\n", "front-matter-unknown", 1),
        ("<!--\n. title: x\n- embargo: 2027-01-01\n-->\n", "front-matter-unknown", 1),
        ("[//]: # (draft: true)\n", "front-matter-unknown", 1),
        ("<!--\n.. title: x\n.. status: draft\n", "front-matter-unclosed", 1),
        ("tags:\n- a\ndraft: true\n---\n", "front-matter-misplaced", 3),
        ("title: x\n\ndate: 2026-05-01\n\ndraft: true\n\n", "front-matter-misplaced", 3),
        ("--- head\ntitle: x\ndraft: true\n---\n", "front-matter-unknown", 1),
        ("-- title: x\n-- draft: true\n\n", "front-matter-unknown", 1),
        ("Some words\n\n- a\ndraft = true\n", "front-matter-unknown", 4),
        ("---\n---\n{{ x }}\nstatus: draft\n", "front-matter-unknown", 4),
        ("tags: [a]\n\n=====\n  published: false\n", "front-matter-misplaced", 4),
        ("Title: a\nStat\0us: draft\n\n", "front-matter-misplaced", 2),
    ],
)
def test_a_head_that_is_not_read_is_an_error_at_its_line(text: str, code: str, line: int) -> None:
    """Whether it is a draft nobody can tell, so nobody may read it."""
    assert (code, line) in [(code, line) for code, line, _ in found(text + BODY, DATED)]


DATES = (
    "embargo: 2027-01-01",
    "Sperrfrist: Freitag, 1. Mai 2027, 10 Uhr",
    "publish_at: 1 May 2027",
    "publishDate: 01.02.2027",
    "expires: 2026-06-01",
)
HIDERS = (*DATES, "password: x", "status: draft", "draft: ja", "visibility: members", "workflow: draft", "live: false")


@pytest.mark.parametrize("key", HIDERS)
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\n{head}---\ntags: [a]\n{key}\n\nText\n", 5),
        ("---\n{head}---\n---\n{key}\n---\nText\n", 5),
        ("---\n{head}---\n---\n\n{key}\n\n---\nText\n", 5),
        ("---\n{head}---\n<!-- {key} -->\n\nText\n", 5),
        ("---\n{head}---\n# Der Pokal\n{key}\n\nText\n", 6),
        ("{head}\n{key}\n\nText\n", 4),
        ("{head}---\nslug: a\n{key}\n---\nText\n", 4),
        ("{head}- {key}\n\nText\n", 3),
        ("{head}* {key}\n\nText\n", 3),
        ("{head}#{key}\n\nText\n", 3),
        ("{head}&nbsp;\n{key}\n\nText\n", 4),
        ("{head}\u00a0\n{key}\n\nText\n", 4),
        ("{head}> x\n{key}\n\nText\n", 4),
    ],
)
def test_a_head_that_ends_too_early_is_an_error(text: str, line: int, key: str) -> None:
    """What stands below its end would be published, together with the text that it was to hold back."""
    result, _ = reading(text.format(head=HEAD, key=key))

    assert [(each.code, each.place.line) for each in result.diagnostics] == [("front-matter-misplaced", line)]


@pytest.mark.parametrize(
    "line",
    ["**Status:** draft", "_Draft:_ true", "Status draft", "1. draft: true", "/* draft: true */", '"status": "draft"'],
)
def test_a_decorated_line_below_a_head_is_an_error(line: str) -> None:
    """A text program makes a list, a headline or bold letters of it, or eats a colon."""
    assert found(f"{HEAD}{line}\n\nText\n") == [("front-matter-misplaced", 3, 1)]


@pytest.mark.parametrize("closing", [" ---", "    ----", "  ..."])
def test_an_indented_end_takes_no_text_into_the_head(closing: str) -> None:
    """YAML goes on with the value above, and what is indented below would be part of the title."""
    text = f"---\ndate: 2026-05-01\ntitle: A\n{closing}\n\n  Indented text\n---\nMore\n"

    assert ("front-matter-unclosed", 4, 1) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Titel\n\nText.\n",
        "# Titel\n\n---\n\nText\n\n---\n\nMore\n",
        "# Titel\n\n---\n\nDate: 5 May\nLocation: Bonn\n\n---\n",
        "# Titel\n\n```yaml\ntitle: x\ndraft: true\n```\n",
        "# Titel\n\n```\n---\ntitle: x\ndraft: true\n---\n```\n",
        "# Titel\n\n    title: x\n    draft: true\n",
        "# Titel\n\n\ttitle: x\n\tdraft: true\n",
        "# Titel\n\n- Title: Moby Dick\n- Author: Melville\n",
        "# Titel\n\nWrite `draft: true` into the head.\n",
        "# Title: the sequel\n\nText\n",
        "\n\n---\n\n# Titel\n\nText\n",
        "***\n\n# Titel\n\nNote: x\n",
        "| a | b |\n|---|---|\n| c | d |\n\n# Titel\n",
        "> title: x\n> draft: true\n\n# Titel\n",
        "Note: this is it.\n\n# Titel\n",
        "Foo = bar\n\n# Titel\n",
        "{{< figure >}}\n\n# Titel\n",
        "{: .lead}\n# Titel\n",
        "**Berlin:** Text\n\n# Titel\n",
        "https://example.org/x\n\n# Titel\n",
        "<!-- a comment -->\n# Titel\nText\n",
    ],
)
def test_a_text_without_a_head_is_a_text(text: str) -> None:
    """Rules, tables, quotations and code are what articles are made of."""
    result, _ = reading(text, DATED)

    assert [each for each in result.diagnostics if each.code != "foreign-markup"] == []
    assert result.head is not None
    assert result.head.status == "published"


@pytest.mark.parametrize(
    "body",
    [
        "Date: 5 May\nLocation: Bonn\n",
        "---\n\nText\n\n---\n",
        "---\nNote: x\n---\n",
        "Title: Moby Dick\nAuthor: Melville\n",
        "```yaml\n---\ntitle: x\ndraft: true\n---\n```\n",
        "Der Minister sagte: ja\n",
        "Embargo: 27 Staaten sagen ja\n",
        "Status: unklar\n",
        "Date: 12.06.2027\nVenue: Bonn\n",
        "Password: the film that nobody wanted\n",
        "The network is open.\n\nPassword: gast123\n",
        "Release date: 2027-06-01\n",
        "Draft 1 was better.\n",
        "Status: draft " + "and more " * 100 + "\n",
        "<!-- by the desk -->\n\nState of play: open\n",
        "# Titel\n\n    status: draft\n",
        "- Publisher: Suhrkamp\n- Expires: never\n",
        "Ein Satz.\n\nDas Feld heißt so:\n\nstatus: draft\n",
        "> status: draft\n\nsteht im Kopf.\n",
        "`draft: true` hides an article.\n",
        "---\n\nTitle: The Book\nAuthor: X\nPublisher: Y\n\n---\n",
        "***\nTitle: The Book\nAuthor: X\n***\n",
    ],
)
def test_a_body_may_begin_with_keys_and_rules(body: str) -> None:
    """Below a head, they are text."""
    assert found(f"---\n{HEAD}---\n{body}") == []


BOX = "---\nTitle: The Book\nAuthor: X\nPublisher: Y\n---\n"


def test_a_box_below_the_head_is_kept_by_what_its_hint_says() -> None:
    """A review begins with one; nobody can tell it from a second head."""
    result, _ = reading(f"---\n{HEAD}---\n{BOX}Text\n")

    (error,) = result.diagnostics
    assert (error.code, error.place.line) == ("front-matter-misplaced", 5)
    assert "*** in place of ---" in error.hint
    assert found(f"---\n{HEAD}---\n{BOX.replace('---', '***')}Text\n") == []


def test_rules_in_a_text_without_a_head_are_kept_by_what_their_hint_says() -> None:
    """What stands between them is no key and value."""
    text = "---\n\nText\n\n---\n\n# Titel\n\nMore\n"
    result, _ = reading(text, DATED)

    (error,) = [each for each in result.diagnostics if each.code == "front-matter-no-mapping"]
    assert "***" in error.hint
    assert found(text.replace("---", "***"), DATED) == []


@pytest.mark.parametrize(
    "sentence", ["Draft: 1. Runde", "Public: no, thanks", "Status: unklar bis Mai", "Embargo: Russland liefert weiter"]
)
def test_a_first_sentence_is_kept_by_what_its_hint_says(sentence: str) -> None:
    """It has the form of a key that decides whether anybody may read the text."""
    result, _ = reading(f"{sentence}\n\n# Titel\n\nText\n", DATED)

    (error,) = [each for each in result.diagnostics if each.level == "error"]
    assert error.place.line == 1
    assert "between two lines of ---" in error.hint
    assert found(f"---\n{HEAD}---\n{sentence}\n\nText\n") == []


def test_places_count_from_the_first_line_of_the_file() -> None:
    """Also below lines that nobody sees, and between the fences of JSON."""
    assert found(f"\n\n---\n{HEAD}draft: naja\n---\n") == [("bool-unreadable", 6, 8)]
    assert found('\n;;;\n{\n"title": "A", "date": "nie"}\n;;;\n') == [("date-unreadable", 4, 23)]
    assert found('\u00a0{"date": "nie", "title": "A"}\nx\n') == [("date-unreadable", 1, 11)]
    assert found('\n;;;\n{"title": "A"\n;;;\n')[0] == ("json-invalid", 4, 1)
    result, _ = reading(f"\n\n---\n{HEAD}---\n[x](gone.md)\n")
    assert [link.line for link in result.links] == [7]


def test_text_behind_the_last_brace_of_json_is_reported() -> None:
    """It would go missing in silence."""
    assert found(';;;\n{"title": "A", "date": "2026-05-01"}\nx\n;;;\n') == [("json-invalid", 3, 1)]


@pytest.mark.parametrize(
    "text", ["-" * 4000 + "a", "\n" * 5000 + "x", "- " * 3000, "*_" * 3000 + "x", ": " * 3000, "|-" * 3000]
)
def test_looking_for_a_head_is_quick(text: str) -> None:
    """Only the beginnings of the first lines are looked at, whatever they hold."""
    assert reading(f"# T\n\n{text}\n", DATED)[0].head is not None


@pytest.mark.parametrize(
    "box",
    [
        "Author: Melville\nPublished: 2019",
        "**Published:** 1851",
        "- **Published:** 12 May 2026",
        "Published: Monday, May 12, 2026",
        "**Status:** Pending",
        "Status: Private",
        "## Status: pending",
        "**Protected:** Yes",
        "Premium: yes",
        "Active: no",
        "Released: no",
        "WiFi: Guest\nPassword: welcome",
        "Access: members only",
        "Expiry date: 12.05.2026",
        "**Expires:** 31 May 2026",
        "Public: No",
        "Visibility: Restricted",
        "date: 2026-05-01\nplace: Hall 3",
    ],
)
@pytest.mark.parametrize("place", ["{}\n\nText.\n", "Text.\n\n{}\n\nMore.\n", "# Review\n\n{}\n\nText.\n"])
def test_a_box_of_facts_is_text(box: str, place: str) -> None:
    """Reviews, notices, minutes and product tests begin with one; no archive is without them."""
    head = "---\ntitle: A\ndate: 2026-05-01\n---\n"

    assert [each for each in reading(head + place.format(box))[0].diagnostics if each.level != "notice"] == []


@pytest.mark.parametrize("key", ["published_by: '1'", "publisher: no", "accessed: 2026-05-01", "republish: false"])
def test_a_longer_word_is_no_typing_mistake_that_hides(key: str) -> None:
    """They are keys of other systems, and say nothing of who may read the article."""
    found = reading(f"---\ntitle: A\ndate: 2026-05-01\n{key}\n---\nText.\n")[0].diagnostics

    assert [each for each in found if each.level == "error"] == []
