"""What a run tells its reader: diagnostics, progress, the summary line."""

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from newsgen.diagnostics import Diagnostic, Level, Place, described
from newsgen.shown import in_json

if TYPE_CHECKING:
    from newsgen.build import Result
    from newsgen.project import Progress

# A bar that stands for less than this only flickers.
QUIET_S = 0.4
# How often a long build without a terminal says where it is.
LINE_EVERY_S = 10.0

# From this many on, errors and warnings end with a count by code: the first of them are out of sight.
COUNTED_FROM = 21

# New warnings of one code, where there are many of all: up to so many are listed, of more the first.
FEW, FIRST = 10, 5

COLOURS: dict[Level, str] = {"error": "red", "warning": "yellow", "notice": "cyan"}


def is_colourful() -> bool:
    """Whether stderr is a terminal that may show colours (https://no-color.org)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def report(
    diagnostics: Collection[Diagnostic],
    is_verbose: bool = False,
    is_quiet: bool = False,
    earlier: bytes = b"",
    is_strict: bool = False,
) -> None:
    """Errors and warnings on stderr, as a compiler would; notices in one line that counts them, or each as well.

    Where there are many they end with a count by code, those first that most are of. Then warnings that the last build
    gave, too (`earlier`, as a Result has them), and those of one code after the first few are counted, and not listed;
    errors always are, and so are warnings that count as such (`is_strict`).
    """
    colourful = is_colourful()
    notices = Counter(each.code for each in diagnostics if each.level == "notice")
    many = tally(diagnostics)
    told = [each for each in diagnostics if each.level != "notice" or is_verbose]
    shown, left = _folded(told, earlier) if many and not is_verbose and not is_strict else (told, "")
    for diagnostic in shown:
        text = described(diagnostic)
        click.echo(coloured(text, diagnostic.level) if colourful else text, err=True, color=colourful)
    if many:
        click.echo(many, err=True)
    if left:
        click.echo(f"not listed: {left}; {_lister()} lists all", err=True)
    if notices and not is_verbose and not is_quiet:
        counts = ", ".join(f"{n} {code}" for code, n in sorted(notices.items()))
        click.echo(f"{counted(notices.total(), 'notice')} ({counts}); {_lister()} lists them", err=True)


def _folded(told: Sequence[Diagnostic], earlier: bytes) -> tuple[list[Diagnostic], str]:
    """What is listed, errors all and of new warnings the first of each code; and in words, what is not."""
    known = _decoded(earlier)
    new = [each for each in told if each.level != "warning" or each not in known]
    counts = Counter(each.code for each in new if each.level == "warning")
    room = {code: n if n <= FEW else FIRST for code, n in counts.items()}
    shown = []
    for each in new:
        if each.level != "warning":
            shown.append(each)
        elif room[each.code]:
            room[each.code] -= 1
            shown.append(each)
    left = [f"{len(told) - len(new):,} as in the last build"] if len(new) < len(told) else []
    left += [f"{len(new) - len(shown):,} more of the same"] if len(shown) < len(new) else []
    return shown, ", ".join(left)


def _decoded(earlier: bytes) -> frozenset[Diagnostic]:
    import msgspec

    try:
        return frozenset(msgspec.msgpack.decode(earlier, type=tuple[Diagnostic, ...])) if earlier else frozenset()
    except msgspec.MsgspecError:
        # Anybody may have written into the cache, and nothing but a list depends on it.
        return frozenset()


def _lister() -> str:
    """Who lists notices: the command that is running, if it can."""
    ctx = click.get_current_context(silent=True)
    return "-v" if ctx and any(each.name == "verbose" for each in ctx.command.params) else "newsgen build -v"


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """`31 errors and warnings: 15 link-broken, 12 foreign-markup, 4 image-missing`; "" where there are few."""
    found = [each for each in diagnostics if each.level != "notice"]
    if len(found) < COUNTED_FROM:
        return ""
    codes = Counter(each.code for each in found)
    levels = [f"{level}s" for level in ("error", "warning") if any(each.level == level for each in found)]
    counts = (f"{n} {code}" for code, n in sorted(codes.items(), key=lambda item: (-item[1], item[0])))
    return f"{len(found)} {' and '.join(levels)}: {', '.join(counts)}"


def coloured(text: str, level: Level) -> str:
    """A described diagnostic with its level and its marks in colour."""
    first, *rest = text.split("\n")
    first = re.sub(
        rf"{level}\[[^\]]*\]", lambda match: click.style(match[0], fg=COLOURS[level], bold=True), first, count=1
    )
    rest = [click.style(line, fg=COLOURS[level]) if set(line) <= set(" |^") else line for line in rest]
    return "\n".join([first, *rest])


def as_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    return [
        {
            "code": each.code,
            "level": each.level,
            "file": each.place.file,
            "line": each.place.line,
            "column": each.place.column,
            "text": each.text,
            "hint": each.hint,
            "is_about_hidden": each.is_about_hidden,
        }
        for each in diagnostics
    ]


def summary(result: "Result") -> str:
    """`54 articles: 412 files written, 0 unchanged, 0 removed in 1.9 s; 412 changed for readers`"""
    return (
        f"{counted(result.n_articles, 'article')}: {counted(result.n_written, 'file')} written, "
        f"{result.n_unchanged} unchanged, {result.n_removed} removed in {result.seconds:.1f} s; "
        f"{result.n_changed} changed for readers"
    )


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@contextmanager
def problems(ctx: click.Context, json_wanted: bool = False) -> Iterator[None]:
    """Ends a command whose newsgen.yaml cannot be used (2), or whose site another build holds (1)."""
    from newsgen.maintenance import OpenError
    from newsgen.publish.lock import LockedError

    try:
        yield
    except OpenError as error:
        _end(ctx, 2, error.diagnostics, json_wanted)
    except LockedError as error:
        _end(ctx, 1, (Diagnostic("locked", Place(".newsgen"), str(error), "wait for it to end"),), json_wanted)


def _end(ctx: click.Context, exit_code: int, diagnostics: Iterable[Diagnostic], json_wanted: bool) -> None:
    if json_wanted:
        print_json({"exit_code": exit_code, "diagnostics": as_json(diagnostics)})
    else:
        report(tuple(diagnostics))
    ctx.exit(exit_code)


def print_json(value: object) -> None:
    """JSON on stdout; what cannot be seen is escaped, and letters where the encoding of stdout has not all of them."""
    is_utf8 = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    click.echo(in_json(json.dumps(value, ensure_ascii=not is_utf8, indent=2)))


@contextmanager
def progress(wanted: bool) -> Iterator["Progress"]:
    """A bar on a terminal, a line now and then elsewhere, nothing where it is not wanted."""
    if not wanted:
        yield lambda *_: None
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        bar = _Bar()
        try:
            yield bar
        finally:
            bar.end()
    else:
        yield _Lines()


class _Lines:
    """Progress for a log."""

    def __init__(self) -> None:
        self.next = time.monotonic() + LINE_EVERY_S

    def __call__(self, stage: str, done: int, total: int) -> None:
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + LINE_EVERY_S
            click.echo(f"{stage}: {done} of {total}", err=True)


class _Bar:
    """Progress for a reader; rich is loaded only when a build lasts long enough to be watched."""

    def __init__(self) -> None:
        self.since = time.monotonic() + QUIET_S
        self.shown: _Shown | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.shown is None:
            if time.monotonic() < self.since:
                return
            self.shown = _Shown()
        self.shown.show(stage, done, total)

    def end(self) -> None:
        if self.shown is not None:
            self.shown.bar.stop()


class _Shown:
    """The bar itself."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        # Drawn from here and not by a thread of its own: workers are forked while it stands.
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self.next = 0.0
        self.task = self.bar.add_task("")
        self.bar.start()

    def show(self, stage: str, done: int, total: int) -> None:
        self.bar.update(self.task, description=stage, completed=done, total=total)
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + 0.1
            self.bar.refresh()
