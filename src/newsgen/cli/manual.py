"""`newsgen manual`: the manual that was installed with this version."""

from pathlib import Path

import click


def folder() -> Path:
    """Where the manual stands: package data, or a source checkout's docs/."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "docs"
    return shipped if shipped.is_dir() else package.parents[1] / "docs"


@click.command("manual", short_help="Show the manual.")
@click.argument("page", required=False)
def command(page: str | None) -> None:
    """Show a page of the manual of this version; without PAGE, what pages there are, and where.

    \b
    Examples:
      newsgen manual
      newsgen manual configuration
      newsgen manual theme
    """
    pages = {path.stem: path for path in sorted(folder().glob("*.md"))}
    if page is None:
        for name, path in pages.items():
            click.echo(f"{name:<14}  {path}")
        return
    found = pages.get(page.removesuffix(".md").rpartition("/")[2])
    if found is None:
        raise click.BadParameter(f'"{page}" is no page of the manual; known: {", ".join(pages)}', param_hint="PAGE")
    click.echo_via_pager(found.read_text("utf-8"))
