"""What other systems show to some readers alone is an error where newsgen would show it to everyone."""

import pytest

from tests.content.engines import both_anyhow, both_engines
from tests.content.reader import HEAD, Config, body_of, reading

SECRET = "Geheim."
# Marks, and the column in which the first of them stands.
MARKS = [
    ("<!--members-only-->", 1),
    ("<!-- Members-only: ab hier -->", 1),
    ("<!--subscribers-only-->", 1),
    ("<!-- paywall -->", 1),
    ("<!--paywall", 1),
    ("<!--kg-card-begin: paywall--><!--kg-card-end: paywall-->", 1),
    (
        f'<!-- wp:woocommerce-memberships/member-content {{"a":1}} -->\n<p>{SECRET}</p>\n<!-- /wp:x/member-content -->',
        1,
    ),
    ("<!-- wp:jetpack/paywall /-->", 1),
    (f"Text [members_only]{SECRET}[/members_only]", 6),
    (f"[abo]{SECRET}[/abo]", 1),
    (f"[paywall]\n\n{SECRET}\n\n[/paywall]", 1),
    (f"[subscriber]\n{SECRET}\n[/subscriber]", 1),
    (f"[private]{SECRET}[/private]", 1),
    (f"[restrict]{SECRET}[/restrict]", 1),
    (f"[hide]{SECRET}[/hide]", 1),
    (f"[Geheim]{SECRET}[/geheim]", 1),
    (f"[s2If current_user_can(access_s2member_level1)]{SECRET}[/s2If]", 1),
    (f'[mepr-active rules="1"]{SECRET}[/mepr-active]', 1),
    (f'[wcm_restrict plans="a"]{SECRET}[/wcm_restrict]', 1),
    (f"[restrict level=2]{SECRET}", 1),
    (f"[um_loggedin]{SECRET}[/um_loggedin]", 1),
    (f"[sociallocker]{SECRET}[/sociallocker]", 1),
    ("[paywall]", 1),
    ("[members-only]", 1),
    (f"\\[members\\_only\\]{SECRET}\\[/members\\_only\\]", 1),
    (f"{{{{< paywall >}}}}{SECRET}{{{{< /paywall >}}}}", 1),
    (f"{{{{% members %}}}}\n{SECRET}\n{{{{% /members %}}}}", 1),
    (f"{{% premium %}}{SECRET}{{% endpremium %}}", 1),
    (f"{{% if user.is_member %}}{SECRET}{{% endif %}}", 1),
    (f'{{{{#is "paid"}}}}{SECRET}{{{{/is}}}}', 1),
    ("___STEADY_PAYWALL___", 1),
    (f"<Paywall>\n\n{SECRET}\n\n</Paywall>", 1),
    (f"Text <MembersOnly>{SECRET}</MembersOnly>", 6),
    (f'<div class="text paywall">\n\n{SECRET}\n\n</div>', 1),
]
OPEN = [
    "[privat] [geheim] [intern] [hide] [private] [member]",
    "FAZ [Paywall], [Premium] und [Abo]: das sind Anmerkungen [Members-only]",
    "[private](https://a.example/) [member][m]\n\n[m]: https://a.example/",
    "[not_logged_in]Mitglied werden[/not_logged_in] [swpm_login_form] [members_list]",
    "<!-- Die Paywall kommt später --> <!-- wp:jetpack/subscriptions /--> <!--more-->",
    '<div class="paywall-teaser">x</div> <Member> {% if page.title %}x{% endif %}',
    "Mitglieder, Abo, Paywall, STEADY und members-only",
]


def told(text: str, config: Config, keys: str = "") -> list[tuple[str, int, int]]:
    """Level, line and column in the text of all that is said of marks."""
    result, _ = reading(f"---\n{HEAD}{keys}---\n{text}", config=config)
    found = [each for each in result.diagnostics if each.code == "visibility-not-public"]
    assert all("<!--more-->" in each.hint and each.excerpt for each in found)
    n_before = f"{HEAD}{keys}".count("\n") + 2
    return [(each.level, each.place.line - n_before, each.place.column) for each in found]


@pytest.mark.parametrize(("text", "column"), MARKS)
@both_anyhow
def test_it_is_an_error_where_it_stands(text: str, column: int, config: Config) -> None:
    """Everyone would read what was for some."""
    assert told(f"Offen.\n\n{text}\n", config)[:1] == [("error", 3, column)]


@pytest.mark.parametrize(("text", "column"), MARKS)
@both_engines
def test_it_ends_what_everyone_reads_of_a_text_for_subscribers(text: str, column: int, config: Config) -> None:
    """There it says the same as newsgen's own mark does."""
    keys = "access: subscribers\n"
    assert told(f"Offen.\n\n{text}\n\n{SECRET}\n", config, keys) == []

    result, body = reading(f"---\n{HEAD}{keys}---\nOffen.\n\n{text}\n\n{SECRET}\n", config=config)
    assert result.head is not None
    assert body is not None
    assert "Offen." in body.html
    assert SECRET not in body.html
    assert "paywall" not in body.html.lower()


@pytest.mark.parametrize("mark", ["<!--more-->", "[members_only]"])
@both_engines
def test_the_first_mark_counts(mark: str, config: Config) -> None:
    other = "[members_only]" if mark == "<!--more-->" else "<!--more-->"
    text = f"---\n{HEAD}access: subscribers\n---\nOffen.\n\n{mark}\n\nEins.\n\n{other}\n\nZwei.\n"

    _, body = reading(text, config=config)

    assert body is not None
    assert body.html.strip() == "<p>Offen.</p>"


@pytest.mark.parametrize(("text", "column"), MARKS)
@both_engines
def test_of_a_draft_it_is_a_warning(text: str, column: int, config: Config) -> None:
    """Nobody reads it, and no build stops for it."""
    assert told(f"Offen.\n\n{text}\n", config, "draft: true\n")[:1] == [("warning", 3, column)]


@pytest.mark.parametrize("text", OPEN)
@both_engines
def test_remarks_are_none(text: str, config: Config) -> None:
    """An error stops a build."""
    assert told(f"{text}\n", config) == []


@pytest.mark.parametrize("text", [text for text, _ in MARKS if "\n" not in text and "`" not in text])
@both_engines
def test_in_code_it_is_text(text: str, config: Config) -> None:
    """A manual shows them."""
    assert told(f"```\n{text}\n```\n\nSiehe `{text}` dort.", config) == []


@both_engines
def test_without_marks_nothing_is_said(config: Config) -> None:
    assert body_of("Offen.\n\n<!--more-->\n\nAlles.\n", config=config).findings == ()
