"""newsgen.yaml: every mistake at its line and column, and nothing guessed."""

from pathlib import Path

import pytest

from newsgen.config import Config
from newsgen.config_file import load
from newsgen.project import Options, opened


def test_an_empty_file_is_the_default() -> None:
    assert load("", "newsgen.yaml") == (Config(), ())


def test_texts_stay_as_they_are_written() -> None:
    config, _ = load("title: 2024\nsubtitle: No\n", "newsgen.yaml")

    assert config is not None
    assert (config.title, config.subtitle) == ("2024", "No")


def test_recent_posts_takes_a_number_alone() -> None:
    config, _ = load("recent_posts: 9\n", "newsgen.yaml")

    assert config is not None
    assert config.recent_posts.count == 9


def test_free_values_keep_what_yaml_makes_of_them() -> None:
    config, _ = load("extra: {a: 1, b: [yes, text]}\n", "newsgen.yaml")

    assert config is not None
    assert config.extra == {"a": 1, "b": [True, "text"]}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("titel: x", "config-unknown-key", "newsgen.yaml:1:1"),
        ("title: x\npage_size: many", "config-type", "newsgen.yaml:2:12"),
        ("page_size: 0", "config-type", "newsgen.yaml:1:12"),
        ("feeds: {formats: [rss, pdf]}", "config-type", "newsgen.yaml:1:18"),
        ("feeds: {size: 9, sise: 2}", "config-unknown-key", "newsgen.yaml:1:18"),
        ("timezone: Europe/Berln", "config-value", "newsgen.yaml:1:11"),
        ("base_url: example.org", "config-value", "newsgen.yaml:1:11"),
        ("output: ../elsewhere", "config-value", "newsgen.yaml:1:9"),
        ("output: .git", "config-value", "newsgen.yaml:1:9"),
        ("content: .newsgen/x", "config-value", "newsgen.yaml:1:10"),
        ("static: a/.b", "config-value", "newsgen.yaml:1:9"),
        ("templates: a\\.b", "config-value", "newsgen.yaml:1:12"),
        ("permalinks: {article: '/{year}/../{slug}/'}", "config-value", "newsgen.yaml:1:23"),
        ("permalinks: {article: '/{yaer}/'}", "config-value", "newsgen.yaml:1:23"),
        ('menu: [{title: x, url: "javascript:alert(1)"}]', "config-value", "newsgen.yaml:1:24"),
        ("title: a\ntitle: b", "config-duplicate-key", "newsgen.yaml:2:1"),
        ("title: [a", "config-yaml", "newsgen.yaml:2:1"),
        ("- a list", "config-type", "newsgen.yaml:1:1"),
        ("title: x\nlinks: ignore", "config-type", "newsgen.yaml:2:8"),
        ("links: {level: off}", "config-type", "newsgen.yaml:1:16"),
        ("links: {lvl: warn}", "config-unknown-key", "newsgen.yaml:1:9"),
        ("links: [warn]", "config-type", "newsgen.yaml:1:8"),
    ],
)
def test_a_mistake_has_its_place(text: str, code: str, place: str) -> None:
    config, found = load(text, "newsgen.yaml")

    assert config is None
    assert (code, place) in {(each.code, str(each.place)) for each in found}
    assert all(each.hint for each in found)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("menu: [x]", "write {title: …, url: …}"),
        ("menu: [{title: A, url: /, children: [x]}]", "write {title: …, url: …}"),
        ("social: [https://social.example/@a]", "write {title: …, url: …}"),
        ("footer: x", "write [{title: …, links: …}]"),
        ("footer: [x]", "write {title: …, links: …}"),
        ("slots: x", "write slots: {newsletter: …}; known there are newsletter, letters, counter, ad, epaper"),
        ("subscribers: yes", "write subscribers: {text: …}; known there are text, url"),
        ("theme: red", "write theme: {accent: …}; known there are accent, background"),
        ("publisher: The Paper", "write publisher: {name: …}"),
        ("x", "write title: …"),
        ("title: a\ntitle: b", "take one of the two out"),
        ("title: a: b", "in quotes"),
    ],
)
def test_what_has_another_shape_is_told_the_right_one(text: str, hint: str) -> None:
    _, (mistake,) = load(text, "newsgen.yaml")

    assert hint in mistake.hint


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("//evil.example/x", "write https://evil.example/x"),
        ("/\\evil.example", "write https://evil.example"),
        ("mailto:", "mailto:desk@paper.example"),
        ("mailto:desk", "mailto:desk@paper.example"),
        ("mailto:?subject=x", "mailto:desk@paper.example"),
        ("tel:", "tel:+49-30-123456"),
        ("tel:<x>", "tel:+49-30-123456"),
        ("https:", "as readers shall see it"),
    ],
)
@pytest.mark.parametrize(
    "config",
    [
        "menu: [{{title: A, url: '{0}'}}]",
        "footer: [{{title: A, links: [{{title: A, url: '{0}'}}]}}]",
        "slots: {{epaper: '{0}'}}",
        "slots: {{newsletter: {{action: /s, privacy: '{0}'}}}}",
    ],
)
def test_an_address_that_leads_nobody_anywhere_is_told(config: str, url: str, hint: str) -> None:
    found, mistakes = load(config.format(url), "newsgen.yaml")

    assert found is None
    assert [(each.place.line, f'"{url}"' in each.text, hint in each.hint) for each in mistakes] == [(1, True, True)]


@pytest.mark.parametrize("key", ["subscribers", "publisher"])
@pytest.mark.parametrize("url", ["https:", "https://", "https://a b.example/"])
def test_an_address_without_a_host_is_told_wherever_it_stands(key: str, url: str) -> None:
    config, found = load(f"{key}: {{url: '{url}'}}", "newsgen.yaml")

    assert config is None
    assert [str(each.place) for each in found] == [f"newsgen.yaml:1:{len(key) + 9}"]


@pytest.mark.parametrize(
    "url",
    ["mailto:a@b.example,c@d.example?subject=x", "mailto:a%2Bb@d.example", "tel:+49 (30) 12-34", "tel:112", "/x//y"],
)
def test_an_address_by_mail_or_telephone_may_stand_in_a_menu(url: str) -> None:
    config, found = load(f"menu: [{{title: A, url: '{url}'}}]", "newsgen.yaml")

    assert found == ()
    assert config is not None


@pytest.mark.parametrize("text", ["links: warning", "placement: auto2", "feeds: {formats: [atomic]}"])
def test_a_wrong_word_is_told_with_those_that_are_known(text: str) -> None:
    _, found = load(text, "newsgen.yaml")

    assert found[0].hint.startswith("known here: ")


@pytest.mark.parametrize(
    ("text", "level"),
    [("", "error"), ("links:", "error"), ("links: warn", "warn"), ("links: {level: warn}", "warn")],
)
def test_links_may_be_written_as_one_word(text: str, level: str) -> None:
    config, found = load(text, "newsgen.yaml")

    assert found == ()
    assert config is not None
    assert config.links.level == level


@pytest.mark.parametrize("extensions", ["[toc, admonition]", "{toc: true}", "toc"])
def test_extensions_as_other_systems_list_them_are_told_how_they_are_written_here(extensions: str) -> None:
    _, (mistake,) = load(f"markdown: {{extensions: {extensions}}}", "newsgen.yaml")

    assert mistake.code == "config-type"
    assert "`toc:`" in mistake.hint


def test_all_mistakes_are_reported_in_one_run() -> None:
    _, found = load("titel: x\npage_size: many\ntimezone: Mars\n", "newsgen.yaml")

    assert {each.place.line for each in found} == {1, 2, 3}


BOMB = "extra:\n  a0: &a0 [x, x]\n" + "".join(f"  a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 13))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "aliases"),
        ("extra: &a [*a]", "deep"),
        ("extra: " + "[" * 500 + "]" * 500, "deep"),
        ("extra: " + "[" * 6000 + "]" * 6000, ""),
        ("extra: [" + "x, " * 11_000 + "x]", "more than 10,000 values"),
        ("extra:\n" + "- x\n" * 11_000, "more than 10,000 lists"),
    ],
)
def test_values_without_end_are_one_error(text: str, told: str) -> None:
    config, found = load(text, "newsgen.yaml")

    assert config is None
    assert [each.code for each in found] == ["config-yaml"]
    assert told in found[0].text


def test_a_menu_of_hundreds_with_children_is_no_such_thing() -> None:
    """What is counted guards against aliases; a large paper may have as many sections."""
    items = "".join(
        f"  - title: T{n}\n    url: /c{n}/\n    children:\n"
        + "".join(f"      - {{title: U{each}, url: /c{n}/{each}/}}\n" for each in range(4))
        for n in range(300)
    )

    config, found = load(f"menu:\n{items}", "newsgen.yaml")

    assert found == ()
    assert config is not None and len(config.menu) == 300


@pytest.mark.parametrize(
    "keys", ["static: content", "static: content/files", "templates: content", "content: static/x"]
)
def test_what_writers_write_is_no_template_and_no_static_file(tmp_path: Path, keys: str) -> None:
    """Else a draft would be published as it is, or an article run."""
    (tmp_path / "newsgen.yaml").write_text(f"title: T\n{keys}\n")

    _, diagnostics = opened(Options(tmp_path))

    assert [each.code for each in diagnostics] == ["folders-nested"]
