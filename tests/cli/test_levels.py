"""Errors, warnings and notices: which of them stop a build, and how each is told."""

import re
from collections import Counter

import msgspec
import pytest
from msgspec.structs import replace

from newsgen.cli.report import report
from newsgen.diagnostics import Diagnostic, Level, Place, is_failing


def found(level: Level, is_about_hidden: bool = False) -> Diagnostic:
    return Diagnostic("some-code", Place("content/a.md", 3), "something", level=level, is_about_hidden=is_about_hidden)


@pytest.mark.parametrize(
    ("diagnostic", "fails", "fails_strict"),
    [
        (found("error"), True, True),
        (found("warning"), False, True),
        (found("warning", is_about_hidden=True), False, False),
        (found("notice"), False, False),
    ],
)
def test_what_stops_a_build(diagnostic: Diagnostic, fails: bool, fails_strict: bool) -> None:
    """A strict build must not fail for what readers never see, nor for what was meant."""
    assert is_failing([diagnostic], strict=False) == fails
    assert is_failing([diagnostic], strict=True) == fails_strict


@pytest.mark.parametrize(("is_verbose", "shown"), [(False, "1 notice (1 some-code)"), (True, "notice[some-code]")])
def test_notices_are_counted_or_listed(is_verbose: bool, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten thousand unused pictures are one line, and each a line for who asks."""
    report([found("notice")], is_verbose)

    assert shown in capsys.readouterr().err


@pytest.mark.parametrize(
    ("found_in_all", "line"),
    [
        ([found("error")] * 20, ""),
        ([found("error")] * 21, "21 errors: 21 some-code\n"),
        ([found("warning")] * 21 + [found("notice")], "21 warnings: 21 some-code\n"),
        (
            [found("error")] * 3 + [Diagnostic("other-code", Place("a"), "x", level="warning")] * 19,
            "22 errors and warnings: 19 other-code, 3 some-code\n",
        ),
    ],
)
def test_many_diagnostics_end_with_a_count_by_code(
    found_in_all: list[Diagnostic], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of three hundred the first are out of sight: what kinds there are is the first thing to know."""
    report(found_in_all)

    said = capsys.readouterr().err
    assert [each for each in said.splitlines(keepends=True) if each.endswith("some-code\n")] == ([line] if line else [])


def warnings(code: str, n: int) -> list[Diagnostic]:
    return [Diagnostic(code, Place(f"{n:04}.md", line), "x", level="warning") for line in range(n)]


def listed(said: str) -> Counter[str]:
    return Counter(re.findall(r": (?:error|warning)\[([\w-]+)\]: ", said))


def test_of_many_new_warnings_the_first_of_each_code_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Twelve thousand of a moved archive hide the one that matters."""
    errors = [replace(each, level="error") for each in warnings("worse", 40)]

    report([*errors, *warnings("many", 3000), *warnings("some", 10), *warnings("few", 11)])

    said = capsys.readouterr().err
    assert listed(said) == {"worse": 40, "many": 5, "some": 10, "few": 5}
    assert said.endswith("not listed: 3,001 more of the same; newsgen build -v lists all\n")


@pytest.mark.parametrize("options", [{"is_verbose": True}, {"is_strict": True}])
def test_all_are_listed_for_who_asks_or_must_mend_them(
    options: dict[str, bool], capsys: pytest.CaptureFixture[str]
) -> None:
    found = warnings("many", 300)

    report(found, earlier=msgspec.msgpack.encode(found[:100]), **options)  # type: ignore[arg-type]  # flags alone

    said = capsys.readouterr().err
    assert listed(said) == {"many": 300}
    assert "not listed" not in said


def test_a_few_warnings_are_listed_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    found = warnings("some", 20)

    report(found, earlier=msgspec.msgpack.encode(found))

    assert listed(capsys.readouterr().err) == {"some": 20}


@pytest.mark.parametrize("earlier", [b"", b"\xff\xff"])
def test_a_broken_cache_hides_none(earlier: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    report([*warnings("a", 10), *warnings("b", 9), *warnings("c", 8)], earlier=earlier)

    assert listed(capsys.readouterr().err) == {"a": 10, "b": 9, "c": 8}
