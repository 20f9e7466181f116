"""`newsgen why`: why a page was made again."""

from pathlib import Path

import click

from newsgen.cli import report
from newsgen.cli.options import all_of, config_option, options_of, output_option
from newsgen.shown import visible


@click.command("why", short_help="Say why a page was made again.")
@click.argument("address", metavar="URL")
@all_of(
    output_option,
    config_option,
    click.option("-v", "--verbose", is_flag=True, help="All that the page asked of the site, and what was new of it."),
)
@click.pass_context
def command(ctx: click.Context, address: str, output: str | None, config: Path, verbose: bool) -> None:
    """Say why a page was made the last time. Nothing is written, and no build is waited for.

    URL is a page's address, with or without the site's, its path below the output folder, or its source.

    \b
    Examples:
      newsgen why /2026/05/cup/
      newsgen why https://example.org/category/sport/
      newsgen why -v feed.xml
    """
    from newsgen.state.looking import UnknownError
    from newsgen.why import why

    with report.problems(ctx):
        try:
            answer = why(options_of(config, output=output, verbose=verbose), address)
        except UnknownError as error:
            click.echo(visible(str(error)), err=True)
            ctx.exit(1)
    if answer is None:
        click.echo(f'"{visible(address)}" is no page of the last build', err=True)
        ctx.exit(1)
    click.echo(answer)
