"""`newsgen deploy`: put the built site where readers find it."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.cli import report
from newsgen.cli.ending import ended_with_children
from newsgen.cli.options import all_of, config_option, no_wait_option, options_of, output_option
from newsgen.shown import visible

if TYPE_CHECKING:
    from newsgen.deploy.outcome import Address, Outcome
    from newsgen.diagnostics import Diagnostic


@click.command("deploy", short_help="Put the built site where readers find it.")
@click.argument("name", metavar="[NAME]", required=False)
@all_of(
    click.option("--dry-run", "is_dry", is_flag=True, help="Say what would be done, and do nothing."),
    click.option("--verify", "verifies", is_flag=True, help="Ask the target for every file, before and after."),
    click.option("-y", "--yes", is_flag=True, help="Answer every question with yes."),
    output_option,
    config_option,
    click.option(
        "-b", "--base-url", metavar="URL", help="The address that the build had, where it was not the configured one."
    ),
    click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else, on stdout."),
    click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only."),
    click.option("-v", "--verbose", is_flag=True, help="Name each file."),
    no_wait_option,
)
@click.pass_context
def command(
    ctx: click.Context,
    name: str | None,
    is_dry: bool,
    verifies: bool,
    yes: bool,
    output: str | None,
    config: Path,
    base_url: str | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    no_wait: bool,
) -> None:
    """Put the output folder to the place that deploy: in newsgen.yaml says; NAME where it has several.

    Only what differs goes, in an order that shows no reader half a site. What newsgen never put there stays. A deploy
    that was stopped goes on where it was. Keys belong into the engine's own configuration or environment.

    \b
    Examples:
      newsgen deploy --dry-run
      newsgen deploy test --yes
      newsgen deploy --json | jq -r '.new[].url'
    """
    from newsgen.deploy.deploying import deploy

    options = options_of(config, output=output, base_url=base_url, wait=not no_wait)
    asking = Asking(yes, not as_json and sys.stdin.isatty() and sys.stderr.isatty())
    warned = Warned(as_json)
    with ended_with_children(), report.problems(ctx, as_json), report.progress(not quiet and not as_json) as progress:
        outcome = deploy(options, name, asking, progress, is_dry, verifies, warned=warned)
    ctx.exit(_said(outcome, warned, as_json, quiet, verbose))


# How many files a dry run names of each sort.
N_LISTED = 20


class Warned:
    """Says at once what will fail at the end of a deploy, and at its end only what was not said."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._said: Sequence[Diagnostic] = ()

    def __call__(self, found: "Sequence[Diagnostic]") -> None:
        if not self._as_json:
            self._said = found
            report.report(tuple(found))

    def left(self, found: "Iterable[Diagnostic]") -> "tuple[Diagnostic, ...]":
        return tuple(each for each in found if each not in self._said)


def _said(outcome: "Outcome", warned: Warned, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Say what was done; returns the exit code."""
    from newsgen.diagnostics import n_errors

    exit_code = 1 if n_errors(outcome.diagnostics) else 0
    if as_json:
        report.print_json({"exit_code": exit_code, **told(outcome)})
        return exit_code
    report.report(warned.left(outcome.diagnostics), verbose, quiet)
    if not exit_code and (verbose or outcome.is_dry):
        _list(outcome, None if verbose else N_LISTED)
    if not exit_code and not quiet:
        click.echo(summary(outcome))
    return exit_code


def told(outcome: "Outcome") -> dict[str, object]:
    """The outcome as JSON has it."""
    return {
        "name": outcome.name,
        "target": outcome.title,
        "dry_run": outcome.is_dry,
        "new": _addresses(outcome.new),
        "changed": _addresses(outcome.changed),
        "gone": _addresses(outcome.gone),
        "kept": list(outcome.kept),
        "n_unchanged": outcome.n_unchanged,
        "n_bytes": outcome.n_bytes,
        "seconds": round(outcome.seconds, 3),
        "diagnostics": report.as_json(outcome.diagnostics),
    }


def summary(outcome: "Outcome") -> str:
    """`paper:bucket: 3 files new, 21 changed, 0 deleted, 9,976 as they were in 1.2 s`"""
    would = "would be " if outcome.is_dry else ""
    return (
        f"{visible(outcome.title)}: {report.counted(len(outcome.new), 'file')} {would}new, "
        f"{len(outcome.changed)} changed, {len(outcome.gone)} deleted, {outcome.n_unchanged} as they were "
        f"in {outcome.seconds:.1f} s"
    )


class Asking:
    """Asks a person, where there is one; with `--yes` says what was answered."""

    def __init__(self, yes: bool, is_there: bool) -> None:
        self._yes = yes
        self._is_there = is_there

    def __call__(self, found: Sequence[str]) -> bool:
        if not self._yes and not self._is_there:
            return False
        for each in found:
            click.echo(f"warning: {visible(each)}", err=True)
        return self._yes or click.confirm("Go on?", err=True)


def _list(outcome: "Outcome", limit: int | None) -> None:
    for action, addresses in (("new", outcome.new), ("changed", outcome.changed), ("deleted", outcome.gone)):
        for each in addresses[:limit]:
            click.echo(f"{action:<8} {visible(each.path)}")
        if limit is not None and len(addresses) > limit:
            click.echo(f"{action:<8} and {len(addresses) - limit} more")


def _addresses(addresses: "Iterable[Address]") -> list[dict[str, object]]:
    return [{"url": each.url, "path": each.path, "kind": each.kind, "is_listed": each.is_listed} for each in addresses]
