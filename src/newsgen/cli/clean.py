"""`newsgen clean`: remove what newsgen wrote."""

from pathlib import Path

import click

from newsgen.cli import report
from newsgen.cli.options import all_of, config_option, no_wait_option, options_of, output_option


@click.command("clean", short_help="Remove what newsgen wrote.")
@all_of(output_option, config_option, no_wait_option)
@click.pass_context
def command(ctx: click.Context, output: str | None, config: Path, no_wait: bool) -> None:
    """Remove every file that newsgen wrote into the output folder, and what it remembers of the last build.

    Files that something else put there stay.

    \b
    Examples:
      newsgen clean
      newsgen clean -o preview
    """
    from newsgen.maintenance import clean

    with report.problems(ctx):
        n_removed = clean(options_of(config, output=output, wait=not no_wait))
    click.echo(f"{report.counted(n_removed, 'file')} removed")
