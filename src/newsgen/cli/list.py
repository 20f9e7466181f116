"""`newsgen list`: every article with its date, status and address."""

from pathlib import Path

import click

from newsgen.cli import report
from newsgen.cli.options import all_of, at_option, config_option, no_wait_option, options_of
from newsgen.shown import visible

STATUSES = ("published", "scheduled", "embargoed", "expired", "draft", "unlisted")


@click.command("list", short_help="List the articles.")
@all_of(
    config_option,
    click.option("--status", type=click.Choice(STATUSES), multiple=True, help="Only these; repeatable."),
    at_option,
    click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else, on stdout."),
    no_wait_option,
)
@click.pass_context
def command(
    ctx: click.Context, config: Path, status: tuple[str, ...], at: str | None, as_json: bool, no_wait: bool
) -> None:
    """List the articles, newest first: date, status, address, title.

    \b
    Examples:
      newsgen list
      newsgen list --status draft --status scheduled
      newsgen list --json | jq -r '.articles[].url'
    """
    from newsgen.diagnostics import n_errors
    from newsgen.maintenance import listing

    with report.problems(ctx, as_json):
        entries, diagnostics = listing(options_of(config, at=at, wait=not no_wait))
    exit_code = 1 if n_errors(diagnostics) else 0
    wanted = [entry for entry in entries if not status or entry.status in status]
    if as_json:
        articles = [
            {"source": e.source, "title": e.title, "date": e.date.isoformat(), "status": e.status, "url": e.url}
            for e in wanted
        ]
        report.print_json({"articles": articles, "diagnostics": report.as_json(diagnostics)})
        ctx.exit(exit_code)
    width = max((len(entry.url) for entry in wanted), default=0)
    for entry in wanted:
        click.echo(f"{entry.date:%Y-%m-%d %H:%M}  {entry.status:<9}  {entry.url:<{width}}  {visible(entry.title)}")
    report.report([each for each in diagnostics if each.level == "error"])
    ctx.exit(exit_code)
