"""`newsgen build`: build the site."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsgen.cli import report
from newsgen.cli.options import all_of, at_option, config_option, no_wait_option, options_of, output_option
from newsgen.shown import visible
from newsgen.workers import uncollected

if TYPE_CHECKING:
    from newsgen.build import Result
    from newsgen.project import Options


@click.command("build", short_help="Build the site.")
@all_of(
    output_option,
    config_option,
    click.option("-D", "--drafts", is_flag=True, help="Show drafts too."),
    click.option("-F", "--future", is_flag=True, help="Show articles of the future too."),
    click.option("-b", "--base-url", metavar="URL", help="The address of the site, instead of the configured one."),
    click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes.  [default: one a core]"),
    at_option,
    click.option("--no-cache", is_flag=True, help="Make every page again, whatever is known from the last build."),
    click.option("--strict", is_flag=True, help="Take warnings for errors."),
    click.option("--budget", metavar="N", type=click.IntRange(min=0), help="Fail when more files would change."),
    click.option("--adopt", is_flag=True, help="Take all that stands in the output folder for newsgen's own."),
    click.option("--verify", is_flag=True, help="Prove all pages; build again from nothing and compare."),
    click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, and nothing else, on stdout."),
    click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only."),
    click.option("-v", "--verbose", is_flag=True, help="Print each page that was made, and why."),
    no_wait_option,
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    config: Path,
    no_cache: bool,
    verify: bool,
    as_json: bool,
    quiet: bool,
    no_wait: bool,
    **asked: Any,
) -> None:
    """Build the site. Only what changed is made again; a build with errors leaves the output as it was.

    \b
    Examples:
      newsgen build
      newsgen build -D -F -o preview       with drafts and coming articles, beside the real output
      newsgen build --adopt                after output/ alone has been restored, without .newsgen/
      newsgen build -b https://staging.example.org
      newsgen build --at "2026-05-01 06:00" --strict

    Exit codes: 0 good, 1 errors in content or templates (with --strict: or warnings), 2 usage or newsgen.yaml.
    """
    # The rest of what is asked has the names that options have.
    options = options_of(config, use_cache=not no_cache, wait=not no_wait, **asked)
    if verify:
        _verify(ctx, options, as_json, quiet)
    else:
        with ExitStack() as stack:
            # What makes pages holds no cycles to be found either, and is loaded for all that the process lives.
            stack.enter_context(uncollected())
            if isinstance(ctx.obj, list):
                # To look through an archive once more, before the process ends, takes a twentieth of a build.
                ctx.obj.append(stack.pop_all())
            _build(ctx, options, as_json, quiet)


def _build(ctx: click.Context, options: "Options", as_json: bool, quiet: bool) -> None:
    from newsgen.build import built_again
    from newsgen.walk.memory import Memory

    memory = Memory()
    if isinstance(ctx.obj, list):
        ctx.obj.append(memory)
    with report.progress(not quiet and not as_json) as progress:
        result = built_again(options, memory, progress)
    memory.end()
    if as_json:
        report.print_json(result_as_json(result))
        ctx.exit(result.exit_code)
    if options.verbose and not quiet:
        _print_made(result)
    report.report(result.diagnostics, options.verbose, quiet, result.earlier, options.strict)
    for note in () if quiet else result.notes:
        click.echo(f"note: {visible(note)}", err=True)
    if result.exit_code:
        _print_failure(result, options)
    elif not quiet:
        click.echo(report.summary(result))
    ctx.exit(result.exit_code)


def _print_made(result: "Result") -> None:
    """A line for each output that was made, written or not, and each that was deleted: what, where, why."""
    actions = {change.path: change.action for change in result.changes}
    made = ((each.output.path, each.cause) for each in result.made)
    lines = {path: (actions.get(path, "same bytes"), cause) for path, cause in made}
    lines |= {change.path: (change.action, change.cause) for change in result.changes}
    for path in sorted(lines):
        action, cause = lines[path]
        click.echo(f"{action:<10} {visible(path)}  ({visible(cause)})")


def _print_failure(result: "Result", options: "Options") -> None:
    from newsgen.diagnostics import n_errors, n_of

    n_found = n_errors(result.diagnostics)
    counts = [report.counted(n_found, "error")] if n_found else []
    if n_warnings := n_of("warning", result.diagnostics):
        counts.append(report.counted(n_warnings, "warning"))
    strict = " (--strict)" if options.strict and not n_found else ""
    is_torn = any(each.code == "output-torn" for each in result.diagnostics)
    outcome = "the output is not as it was" if is_torn else "nothing was built, the output is as it was"
    click.echo(f"{' and '.join(counts)}{strict}: {outcome}", err=True)


def result_as_json(result: "Result") -> dict[str, object]:
    return {
        "exit_code": result.exit_code,
        "n_articles": result.n_articles,
        "n_made": result.n_made,
        "n_written": result.n_written,
        "n_unchanged": result.n_unchanged,
        "n_removed": result.n_removed,
        "n_changed": result.n_changed,
        "seconds": round(result.seconds, 3),
        "changes": [{"path": each.path, "action": each.action, "cause": each.cause} for each in result.changes],
        "diagnostics": report.as_json(result.diagnostics),
        "notes": list(result.notes),
    }


def _verify(ctx: click.Context, options: "Options", as_json: bool, quiet: bool) -> None:
    from newsgen.diagnostics import is_failing
    from newsgen.maintenance import verify

    with report.problems(ctx, as_json):
        differing, diagnostics = verify(options)
    failed = bool(differing) or is_failing(diagnostics, options.strict)
    if as_json:
        answer = {"exit_code": int(failed), "differing": differing, "diagnostics": report.as_json(diagnostics)}
        report.print_json(answer)
        ctx.exit(int(failed))
    report.report(diagnostics, options.verbose, quiet, is_strict=options.strict)
    for path in differing:
        click.echo(
            f"{visible(path)}: error[verify-differs]: a build from nothing makes another file, or none", err=True
        )
    if differing:
        hint = "newsgen clean, then build; --adopt takes what old builds have left, keep: names what is not newsgen's"
        click.echo(f"  hint: {hint}", err=True)
    if not failed and not quiet:
        click.echo("verified: a build from nothing makes the same files")
    ctx.exit(int(failed))
