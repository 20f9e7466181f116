"""newsgen.yaml may say what no site means: each is a mistake at its place, never a traceback."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.config import Config
from newsgen.config_file import load
from newsgen.gather.theme import template_texts
from newsgen.model import TermKind
from newsgen.project import Options, opened
from newsgen.site.permalinks import month_url, term_url, year_url

TERMS: tuple[TermKind, ...] = ("category", "tag", "author")


def said(text: str) -> list[tuple[str, str]]:
    config, diagnostics = load(text, "newsgen.yaml")
    assert config is None
    return sorted((each.code, str(each.place)) for each in diagnostics)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (f"extra: {{a: {'9' * 5000}}}", "config-value", "newsgen.yaml:1:12"),
        ("extra: {a: 99999999999999999999}", "config-value", "newsgen.yaml:1:12"),
        ("extra: {a: .inf}", "config-value", "newsgen.yaml:1:12"),
        ("extra: [.nan]", "config-value", "newsgen.yaml:1:9"),
        ("extra: {a: 1.0e+999}", "config-value", "newsgen.yaml:1:12"),
        ("extra: {a: !!int abc}", "config-value", "newsgen.yaml:1:12"),
        ('extra: {a: !!float "[x"}', "config-value", "newsgen.yaml:1:12"),
        ("extra: {a: !!python/object:os.system x}", "config-value", "newsgen.yaml:1:12"),
        ("extra: {a: !!binary aGk=}", "config-value", "newsgen.yaml:1:12"),
        ("extra: {a: !!set {x, y}}", "config-value", "newsgen.yaml:1:12"),
        ("extra: {<<: {a: 1}}", "config-value", "newsgen.yaml:1:9"),
        ("extra: {? [a] : b}", "config-value", "newsgen.yaml:1:11"),
        ("extra: {a: 1, a: 2}", "config-duplicate-key", "newsgen.yaml:1:15"),
        ('extra: {a: "\\0"}', "config-value", "newsgen.yaml:1:12"),
        ('extra: {a: "\\ud800"}', "config-yaml", "newsgen.yaml:1:15"),
        ('title: "a\\x07"', "config-value", "newsgen.yaml:1:8"),
        ("? [a]\n: b", "config-value", "newsgen.yaml:1:3"),
        ('theme: {body_font: "{"}', "config-value", "newsgen.yaml:1:20"),
        ('theme: {heading_font: "Arial; x"}', "config-value", "newsgen.yaml:1:23"),
        ("theme: {interface_font: 'url(x)'}", "config-value", "newsgen.yaml:1:25"),
        ("csp: {[a]: b}", "config-value", "newsgen.yaml:1:7"),
        ("csp: {? {a: b} : c}", "config-value", "newsgen.yaml:1:9"),
        ("slots: {newsletter: {action: https://a.example, hidden: {[a]: b}}}", "config-value", "newsgen.yaml:1:58"),
        ("deploy: {[a]: {target: rsync}}", "config-value", "newsgen.yaml:1:10"),
        ("title: M\nextra: a\0b", "config-yaml", "newsgen.yaml:2:9"),
        ('menu: [{title: x, url: "http://[x"}]', "config-value", "newsgen.yaml:1:24"),
        ('publisher: {url: "http://[x"}', "config-value", "newsgen.yaml:1:18"),
        ("publisher: {url: 'javascript:x'}", "config-value", "newsgen.yaml:1:18"),
        ("base_url: http://[x", "config-value", "newsgen.yaml:1:11"),
        ("base_url: https://example.org:99999", "config-value", "newsgen.yaml:1:11"),
        ('base_url: "https://example.org/a b"', "config-value", "newsgen.yaml:1:11"),
        ("timezone: ../../etc/passwd", "config-value", "newsgen.yaml:1:11"),
        ("timezone: /etc/localtime", "config-value", "newsgen.yaml:1:11"),
        ("timezone: localtime", "config-value", "newsgen.yaml:1:11"),
        ("timezone: right/UTC", "config-value", "newsgen.yaml:1:11"),
        ("timezone: ''", "config-value", "newsgen.yaml:1:11"),
        ("language: ../../etc/passwd", "config-value", "newsgen.yaml:1:11"),
        (f"page_size: {'9' * 5000}", "config-type", "newsgen.yaml:1:12"),
        ("page_size: .inf", "config-type", "newsgen.yaml:1:12"),
        ("permalinks: {tag: '/{'}", "config-value", "newsgen.yaml:1:19"),
        ("permalinks: {year: '/{slug}/'}", "config-value", "newsgen.yaml:1:20"),
        ("permalinks: {tag: '/{slug!r:>1000000}/'}", "config-value", "newsgen.yaml:1:19"),
        ("limits: {source_cpu_s: 0}", "config-type", "newsgen.yaml:1:24"),
    ],
)
def test_what_no_site_means_is_told_at_its_place(text: str, code: str, place: str) -> None:
    """Half of them ended in a traceback; .inf made every build differ from the one before."""
    assert (code, place) in said(text)


@settings(max_examples=30, deadline=None)
@given(st.integers(41, 3000), st.sampled_from([("[", "]"), ("{a: ", "}")]), st.sampled_from(["extra", "menu", "theme"]))
def test_nesting_is_bounded_everywhere(depth: int, marks: tuple[str, str], key: str) -> None:
    """900 levels were a RecursionError."""
    assert [code for code, _ in said(f"{key}: {marks[0] * depth}{marks[1] * depth}")] == ["config-yaml"]


def test_free_values_of_all_kinds_are_kept() -> None:
    """What JSON can hold is nobody's mistake."""
    config, diagnostics = load("extra: {a: 1, b: 1.5, c: yes, d: ~, e: 2026-05-01, f: [x, {g: 0x1f}]}", "newsgen.yaml")

    assert diagnostics == ()
    assert config is not None
    assert config.extra == {"a": 1, "b": 1.5, "c": True, "d": None, "e": "2026-05-01", "f": ["x", {"g": 31}]}
    assert msgspec.json.decode(msgspec.json.encode(config), type=Config) == config


@given(st.text(alphabet="/{}slugyearmonth!:0.\\ ", max_size=30), st.sampled_from(["tag", "year", "month", "category"]))
def test_any_pattern_that_is_taken_makes_addresses(pattern: str, kind: str) -> None:
    """A lone brace was a ValueError while pages were made."""
    config, _ = load(f"permalinks: {{{kind}: {msgspec.json.encode(pattern).decode()}}}", "newsgen.yaml")

    for each in TERMS if config is not None else ():
        assert config is not None
        assert term_url(config, each, "cup").startswith("/")
        assert year_url(config, 2026).startswith("/")
        assert month_url(config, 2026, 5).startswith("/")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"title: x\nsubtitle: M\xfcnchen\n", "newsgen.yaml:2:12"),
        (b"\xef\xbb\xbftitle: M\xfcnchen\n", "newsgen.yaml:1:9"),
        ("title: x\n".encode("utf-16"), "newsgen.yaml:1:1"),
    ],
)
def test_a_file_in_another_encoding_is_told_at_its_first_wrong_byte(tmp_path: Path, data: bytes, place: str) -> None:
    """Its line is not shown: it may hold a password."""
    (tmp_path / "newsgen.yaml").write_bytes(data)

    _, [told] = opened(Options(tmp_path))

    assert (told.code, str(told.place), told.excerpt) == ("config-encoding", place, "")


def test_a_template_in_another_encoding_is_told_at_its_first_wrong_byte(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/article.html").write_bytes("{# Nur #}\n<p>Grüße".encode("cp1252"))

    _, [told] = template_texts(tmp_path, "templates")

    assert (told.code, str(told.place), told.excerpt) == (
        "template-unreadable",
        "templates/article.html:2:6",
        "<p>Grüße",
    )
    assert told.text == "this file is not UTF-8 (byte 0xfc)"
