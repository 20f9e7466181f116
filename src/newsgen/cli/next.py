"""`newsgen next`: when the site changes by itself, and whether a build is due."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.cli import report
from newsgen.cli.options import all_of, at_option, config_option, no_wait_option, options_of, output_option
from newsgen.shown import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from newsgen.project import Options
    from newsgen.schedule import Change

# What `--due` says to a shell where no build is due: not the 1 and 2 of what went wrong.
NOT_DUE = 3


@click.command("next", short_help="Say when the site changes by itself.")
@all_of(
    click.option("--due", "asks_if_due", is_flag=True, help="Ask whether a build is due: exit code 0 if so, else 3."),
    output_option,
    config_option,
    at_option,
    click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else, on stdout."),
    click.option("-q", "--quiet", is_flag=True, help="With --due: the exit code alone."),
    no_wait_option,
)
@click.pass_context
def command(
    ctx: click.Context,
    asks_if_due: bool,
    output: str | None,
    config: Path,
    at: str | None,
    as_json: bool,
    quiet: bool,
    no_wait: bool,
) -> None:
    """List the moments to come at which the site changes though nobody writes: what is published, expires, and so on.

    Times are those of the site's zone. A build is due when one of them has passed since the last build, when a file is
    another one than it was, when there has been no build, or when the last publication did not come to its end.

    \b
    Examples:
      newsgen next
      newsgen next --json | jq -r '.changes[0].at'
      newsgen next --due --quiet && newsgen build --quiet
    """
    options = options_of(config, at=at, output=output, wait=not no_wait)
    if asks_if_due:
        _ask(ctx, options, as_json, quiet)
    else:
        _list(ctx, options, as_json)


def _list(ctx: click.Context, options: "Options", as_json: bool) -> None:
    from newsgen.diagnostics import n_errors
    from newsgen.schedule import schedule

    with report.problems(ctx, as_json):
        changes, diagnostics = schedule(options)
    if as_json:
        report.print_json({"changes": [*_as_json(changes)], "diagnostics": report.as_json(diagnostics)})
    else:
        _print(changes)
        if not changes:
            click.echo("nothing changes by itself")
        report.report([each for each in diagnostics if each.level == "error"])
    ctx.exit(1 if n_errors(diagnostics) else 0)


def _ask(ctx: click.Context, options: "Options", as_json: bool, quiet: bool) -> None:
    from newsgen.schedule import due

    with report.problems(ctx, as_json):
        found = due(options)
    if as_json:
        report.print_json({"due": found.reason, "changes": [*_as_json(found.changes)]})
    elif not quiet:
        click.echo(f"a build is due: {found.reason}" if found.reason else "no build is due")
        _print(found.changes)
    ctx.exit(0 if found.reason else NOT_DUE)


def _print(changes: "Iterable[Change]") -> None:
    from newsgen.schedule import TELLS

    for each in changes:
        click.echo(f"{written(each.at)}  {TELLS[each.cause]:<24} {visible(each.source)}  {visible(each.title)}")


def written(moment: "datetime") -> str:
    """As a clock on the wall shows it, with its distance from UTC: in autumn an hour comes twice."""
    seconds = f"{moment:%H:%M}" if moment.second == 0 else f"{moment:%H:%M:%S}"
    return f"{moment:%a %Y-%m-%d} {seconds} {moment:%z}"


def _as_json(changes: "Iterable[Change]") -> "Iterator[dict[str, str]]":
    for each in changes:
        yield {
            "at": each.at.isoformat(),
            "cause": each.cause,
            "source": each.source,
            "title": each.title,
            "url": each.url,
        }
