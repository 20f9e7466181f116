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


@pytest.mark.parametrize("text", [BOMB, "extra: &a [*a]", "extra: " + "[" * 5000 + "]" * 5000])
def test_values_without_end_are_one_error(text: str) -> None:
    config, found = load(text, "newsgen.yaml")

    assert config is None
    assert [each.code for each in found] == ["config-yaml"]


@pytest.mark.parametrize(
    "keys", ["static: content", "static: content/files", "templates: content", "content: static/x"]
)
def test_what_writers_write_is_no_template_and_no_static_file(tmp_path: Path, keys: str) -> None:
    """Else a draft would be published as it is, or an article run."""
    (tmp_path / "newsgen.yaml").write_text(f"title: T\n{keys}\n")

    _, diagnostics = opened(Options(tmp_path))

    assert [each.code for each in diagnostics] == ["folders-nested"]
