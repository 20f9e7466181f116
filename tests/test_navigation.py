"""Menus, columns and profiles in newsgen.yaml: every mistake at its own line, with the key that was meant."""

import pytest

from newsgen.config_file import load
from newsgen.navigation import Entry, MenuItem

HEAD = "title: Paper\n"


def told(text: str) -> list[tuple[str, str, str]]:
    """Code, place and hint of each mistake."""
    config, found = load(HEAD + text, "newsgen.yaml")
    assert config is None
    return [(each.code, str(each.place), each.hint) for each in found]


def test_a_menu_nests_one_level() -> None:
    config, _ = load("menu: [{title: Sport, url: /sport/, children: [{title: Rowing, url: /rowing/}]}]", "newsgen.yaml")

    assert config is not None
    assert config.menu == (MenuItem(title="Sport", url="/sport/", children=(Entry(title="Rowing", url="/rowing/"),)),)
    assert str(config.places["menu.0.children.0.url"]) == "newsgen.yaml:1:69"


@pytest.mark.parametrize(
    ("text", "code", "place", "hint"),
    [
        ("menu:\n  - {titel: A, url: /}", "config-unknown-key", "newsgen.yaml:3:6", "title"),
        ("menu:\n  - {name: A, url: /}", "config-unknown-key", "newsgen.yaml:3:6", "title"),
        ("menu:\n  - {title: A, href: /}", "config-unknown-key", "newsgen.yaml:3:16", "url"),
        ("menu:\n  - {title: A, url: /, submenu: []}", "config-unknown-key", "newsgen.yaml:3:24", "children"),
        ("menu:\n  - {title: A, url: /, weight: 3}", "config-unknown-key", "newsgen.yaml:3:24", "known here"),
        ("menu:\n  - {title: A, url: /}\n  - {url: /b/}", "config-type", "newsgen.yaml:4:5", "title: …"),
        ("menu:\n  - {title: A}", "config-type", "newsgen.yaml:3:5", "url: …"),
        ("menu:\n  - {title: A, url: }", "config-type", "newsgen.yaml:3:16", "url: …"),
        ('menu:\n  - {title: " ", url: /}', "config-value", "newsgen.yaml:3:13", "say"),
        ('menu:\n  - {title: A, url: ""}', "config-value", "newsgen.yaml:3:21", "/sport/"),
        ("menu:\n  - {title: A, url: /, children: []}", "config-type", "newsgen.yaml:3:34", "take it out"),
        ("menu:\n  - {title: A, url: /, children: }", "config-type", "newsgen.yaml:3:24", "take it out"),
        ("menu:\n  - {title: A, url: /, children: [B]}", "config-type", "newsgen.yaml:3:35", ""),
        (
            "menu:\n  - {title: A, url: /, children: [{title: B, url: /b/, children: [{title: C, url: /c/}]}]}",
            "config-unknown-key",
            "newsgen.yaml:3:56",
            "one level",
        ),
        ("menu: {title: A, url: /}", "config-type", "newsgen.yaml:2:7", "[{title: …, url: …}]"),
        ("menu: [{title: A, url: 'data:text/html,x'}]", "config-value", "newsgen.yaml:2:24", "https://"),
        ("menu: [{title: A, url: 'JavaScript:alert(1)'}]", "config-value", "newsgen.yaml:2:24", "https://"),
        ("menu: [{title: A, url: 'https://a b.example/'}]", "config-value", "newsgen.yaml:2:24", "readers"),
        ("menu: [{title: A, url: 'https://me:secret@a.example/'}]", "config-value", "newsgen.yaml:2:24", "readers"),
        ("footer: [{title: A, links: []}]", "config-type", "newsgen.yaml:2:28", "take it out"),
        ("footer: [{title: A}]", "config-type", "newsgen.yaml:2:10", "links: …"),
        ("footer: [{title: A, links: [{title: B, url: 'ftp://a'}]}]", "config-value", "newsgen.yaml:2:45", "https://"),
        ("social: [{title: A, url: /about/}]", "config-value", "newsgen.yaml:2:26", "https://"),
    ],
)
def test_a_mistake_is_told_at_its_own_line(text: str, code: str, place: str, hint: str) -> None:
    assert [(code, place, True)] == [(code, place, hint in said) for code, place, said in told(text)]


def test_all_mistakes_of_a_menu_are_told_at_once() -> None:
    text = "menu:\n  - {titel: A, url: /}\n  - {title: B}\n  - {title: C, url: 'x:y'}"

    assert [place for _, place, _ in told(text)] == ["newsgen.yaml:3:6", "newsgen.yaml:4:5", "newsgen.yaml:5:21"]
