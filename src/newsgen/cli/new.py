"""`newsgen new`: an article's file with its front matter filled in."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from newsgen.cli import report
from newsgen.cli.options import all_of, config_option, moment, now
from newsgen.config import Config
from newsgen.shown import visible


@click.command("new", short_help="Begin an article.")
@click.argument("headline")
@all_of(
    click.option("--category", "categories", metavar="NAME", multiple=True, help="A category; repeatable."),
    click.option("--tag", "tags", metavar="NAME", multiple=True, help="A tag; repeatable."),
    click.option("--author", "authors", metavar="NAME", multiple=True, help="An author; repeatable."),
    click.option("--date", metavar="DATE", help="Its date, in the site's time zone.  [default: now]"),
    click.option("--draft", is_flag=True, help="Not to be published yet."),
    click.option("--slug", "address", metavar="SLUG", help="The end of its address.  [default: from the headline]"),
    config_option,
)
@click.pass_context
def command(
    ctx: click.Context,
    headline: str,
    categories: tuple[str, ...],
    tags: tuple[str, ...],
    authors: tuple[str, ...],
    date: str | None,
    draft: bool,
    address: str | None,
    config: Path,
) -> None:
    """Write content/YEAR/MONTH/SLUG.md for an article and print its path. A file that is there is never touched.

    \b
    Examples:
      newsgen new "The bridge is open again"
      newsgen new "Council decides on the budget" --category Politics --category Town --author "Ada Byron"
      newsgen new "An interview" --draft --date "2026-05-01 06:00"
    """
    from zoneinfo import ZoneInfo

    from newsgen.project import Options, opened

    project, diagnostics = opened(Options(root=config.parent, config_file=config.name))
    if project is None:
        report.report(diagnostics)
        ctx.exit(2)
    zone = project.config.timezone
    when = (moment(date, zone, "--date") if date else now()).astimezone(ZoneInfo(zone))
    title = _printable(_decoded(headline, "the headline"))
    slug = _slug(address, title, project.config)
    values: dict[str, object] = {"title": title, "date": _written(when, zone)}
    values |= {"categories": _decoded_all(categories), "tags": _decoded_all(tags)}
    values |= ({"authors": _decoded_all(authors)} if authors else {}) | ({"draft": True} if draft else {})
    file = config.parent / project.config.content / f"{when:%Y}" / f"{when:%m}" / f"{slug}.md"
    if not written_anew(file, f"{front_matter(values)}\n"):
        text = "error[file-exists]: this file is there already; choose another --slug"
        click.echo(f"{visible(str(file))}: {text}", err=True)
        ctx.exit(1)
    click.echo(visible(str(file)))


def _decoded(text: str, what: str) -> str:
    """What was typed; bytes of a terminal that is not of UTF-8 are no letters that a file could have."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise click.UsageError(f"{what} is not UTF-8") from None
    return text


def _decoded_all(names: Sequence[str]) -> list[str]:
    if not all(name.strip() for name in names):
        raise click.UsageError("an empty text names no category, tag or author")
    return [_decoded(name, f'"{visible(name)}"') for name in names]


def _printable(text: str) -> str:
    """Without the control characters that come with what was copied from a terminal: no reader sees them."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def front_matter(values: dict[str, object]) -> str:
    """The head of an article, with what YAML would misread in quotes."""
    import yaml

    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, default_flow_style=None, width=float("inf"))
    return f"---\n{text}---\n"


def written_anew(file: Path, text: str) -> bool:
    """Write a file that is not there yet, whole or not at all; False, and nothing is done, where one is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = file.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        return False
    try:
        with handle:
            handle.write(text)
    except OSError as error:
        # On a full disk: half a file would be kept by the next `init`, and be an error in each build.
        file.unlink()
        raise OSError(error.errno, error.strerror, str(file)) from error
    return True


def _slug(address: str | None, title: str, config: Config) -> str:
    from newsgen.content.slugs import is_url_safe, slug_of
    from newsgen.hosts import danger

    if not title:
        raise click.UsageError("the headline is empty")
    if address is not None and not is_url_safe(address):
        raise click.BadParameter(
            f'"{address}" cannot be part of an address; write it as the-bridge', param_hint="--slug"
        )
    made = address or slug_of(title, config.language, config.slugs)
    if not made:
        raise click.UsageError(f'no address can be made of "{title}"; give one with --slug')
    if reason := danger(made):
        raise click.UsageError(f'"{made}" cannot be an address: {reason}; give another with --slug')
    return made


def _written(when: datetime, zone: str) -> str:
    """As a writer would: local time without a zone, unless that hour happens twice that night."""
    local = when.replace(second=0, microsecond=0)
    text = f"{local:%Y-%m-%d %H:%M}"
    # By its timestamp: two times of one ZoneInfo compare by the clock on the wall alone.
    return text if moment(text, zone, "--date").timestamp() == local.timestamp() else f"{text} {local:%z}"
