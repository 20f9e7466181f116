"""`newsgen urls`: the file of every address that was ever published."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from newsgen.cli import report
from newsgen.cli.options import all_of, at_option, config_option, no_wait_option, options_of, output_option
from newsgen.shown import visible

if TYPE_CHECKING:
    from newsgen.adopting import Adopted, Adoption
    from newsgen.urls import Answered

# So many lost addresses are named one by one.
MANY = 20

base_url_option = click.option(
    "-b", "--base-url", metavar="URL", help="The address that the build had, where it was not the configured one."
)


@click.group("urls", short_help="Keep the promise of every published address.")
def command() -> None:
    """Keep newsgen.urls, a file to be committed: every address that was ever published.

    Where it exists, each build is checked by it: what moved is redirected, and what vanished is an error until you
    say what shall become of it.

    \b
    Examples:
      newsgen urls record                  when a build has been published
      newsgen urls redirect /2026/05/cup/ /2026/06/final/
      newsgen urls gone /2026/05/cup/
    """


@command.command("record", short_help="Add what the last build published.")
@all_of(output_option, config_option, base_url_option, no_wait_option)
@click.pass_context
def record(ctx: click.Context, config: Path, output: str | None, base_url: str | None, no_wait: bool) -> None:
    """Add the addresses of the last build to newsgen.urls; run it when that build is on your web server.

    Drafts and coming articles that a preview showed (-D, -F) are not added.
    """
    from newsgen.urls import record

    with _problems(ctx):
        n_known, n_new = record(options_of(config, output=output, base_url=base_url, wait=not no_wait))
    click.echo(f"newsgen.urls: {n_known} address{'' if n_known == 1 else 'es'}, {n_new} new")


@command.command("list", short_help="Say what is at each address now.")
@all_of(
    config_option,
    at_option,
    click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else, on stdout."),
    no_wait_option,
)
@click.pass_context
def list_(ctx: click.Context, config: Path, at: str | None, as_json: bool, no_wait: bool) -> None:
    """List every address of newsgen.urls and what is there with the articles of now.

    A page; a redirect, and where it leads; gone; waiting for its article to be due; or vanished, which is for you to
    answer.
    """
    from newsgen.diagnostics import n_errors
    from newsgen.urls import listing

    with _problems(ctx, as_json):
        listed, diagnostics = listing(options_of(config, at=at, wait=not no_wait))
    exit_code = 1 if n_errors(diagnostics) else 0
    if as_json:
        urls = [{"address": e.address, "id": e.id, "state": e.state, "target": e.target} for e in listed]
        report.print_json({"exit_code": exit_code, "urls": urls, "diagnostics": report.as_json(diagnostics)})
        ctx.exit(exit_code)
    for each in listed:
        led = f" -> {visible(each.target)}" if each.target else ""
        click.echo(f"{each.state:<8}  {visible(each.address)}{led}")
    report.report([each for each in diagnostics if each.level == "error"])
    ctx.exit(exit_code)


@command.command("adopt", short_help="Promise the addresses of an old site.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@all_of(
    config_option,
    at_option,
    click.option("--match", is_flag=True, help="Lead what is lost to the one page that has the same last name."),
    click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else, on stdout."),
    click.option("-v", "--verbose", is_flag=True, help="Name all that is lost, and lines that are no address."),
    no_wait_option,
)
@click.pass_context
def adopt(
    ctx: click.Context,
    files: tuple[Path, ...],
    config: Path,
    at: str | None,
    match: bool,
    as_json: bool,
    verbose: bool,
    no_wait: bool,
) -> None:
    """Add every address of an old site to newsgen.urls: of its sitemap.xml, or a list with one address a line.

    What is a page or a redirect of this site is one for good. What is lost is named, and is an error in every build
    until you say what shall become of it. An index of sitemaps names files beside it. Exit code 1: something is lost.

    \b
    Examples:
      newsgen urls adopt old/sitemap.xml
      newsgen urls adopt --match addresses.txt
    """
    from newsgen.adopting import adopt

    with _problems(ctx, as_json):
        adoption = adopt(options_of(config, at=at, wait=not no_wait), files, match)
    fates = ["redirect" if each.fate == "lost" and match and each.likely else each.fate for each in adoption.adopted]
    exit_code = 1 if "lost" in fates else 0
    if as_json:
        report.print_json(_adoption_as_json(exit_code, adoption, fates))
        ctx.exit(exit_code)
    report.report(adoption.diagnostics, verbose)
    if adoption.pattern and exit_code:
        _say_pattern(adoption, files)
    _list_lost([each for each, fate in zip(adoption.adopted, fates, strict=True) if fate == "lost"], verbose)
    said = ", ".join(f"{n} {fate}" for fate, n in sorted(Counter(fates).items()))
    click.echo(f"newsgen.urls: {adoption.n_new} new; of the old addresses: {said or 'none'}")
    ctx.exit(exit_code)


def _say_pattern(adoption: "Adoption", files: Sequence[Path]) -> None:
    click.echo(
        f"{adoption.n_of_pattern} of the addresses that are lost are those of articles by another pattern. To keep "
        f'them, write\n  permalinks: {{article: "{visible(adoption.pattern)}"}}\n'
        f"into newsgen.yaml; to lead them on instead: newsgen urls adopt --match {' '.join(map(_shown, files))}"
    )


def _list_lost(lost: "Sequence[Adopted]", is_whole: bool) -> None:
    """Name what is lost: all of it, or the first."""
    for each in lost if is_whole else lost[:MANY]:
        hint = f"  (newsgen urls redirect {quote(each.address)} {quote(each.likely)}?)" if each.likely else ""
        click.echo(f"lost      {visible(each.address)}{visible(hint)}")
    if len(lost) > MANY and not is_whole:
        click.echo(f"and {len(lost) - MANY:,} more that are lost: -v names them")


def _shown(file: Path) -> str:
    return visible(quote(str(file)))


def _adoption_as_json(exit_code: int, adoption: "Adoption", fates: Sequence[str]) -> dict[str, object]:
    return {
        "exit_code": exit_code,
        "urls": [
            {"address": each.address, "state": fate, "likely": each.likely}
            for each, fate in zip(adoption.adopted, fates, strict=True)
        ],
        "n_new": adoption.n_new,
        "pattern": adoption.pattern,
        "n_of_pattern": adoption.n_of_pattern,
        "diagnostics": report.as_json(adoption.diagnostics),
    }


@command.command("gone", short_help="Let an address be gone for good.")
@click.argument("addresses", metavar="ADDRESS...", nargs=-1, required=True)
@all_of(config_option, no_wait_option)
@click.pass_context
def gone(ctx: click.Context, addresses: tuple[str, ...], config: Path, no_wait: bool) -> None:
    """Say that there shall be nothing at ADDRESS any more; hosts that can answer "410 Gone".

    \b
    Example:
      newsgen urls gone /2026/05/cup/
    """
    from newsgen.urls import answer_gone

    with _problems(ctx):
        for answered in answer_gone(options_of(config, wait=not no_wait), *addresses):
            _print(answered)


@command.command("redirect", short_help="Lead an address to another one.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@all_of(config_option, no_wait_option)
@click.pass_context
def redirect(ctx: click.Context, old: str, new: str, config: Path, no_wait: bool) -> None:
    """Lead readers of OLD to NEW, an address of this site or of another.

    \b
    Example:
      newsgen urls redirect /2026/05/cup/ /2026/06/final/
    """
    from newsgen.urls import answer_redirect

    with _problems(ctx):
        _print(answer_redirect(options_of(config, wait=not no_wait), old, new))


def _print(answered: "Answered") -> None:
    click.echo(visible(answered.line))
    if answered.is_new:
        click.echo("note: newsgen.urls did not have this address before", err=True)
    if answered.there == "page":
        click.echo("note: a page of the last build stands there: this holds once it is there no more", err=True)
    elif answered.there == "taken":
        click.echo("note: a file of the last build stands there: while it does, each build is an error", err=True)


@contextmanager
def _problems(ctx: click.Context, json_wanted: bool = False) -> Iterator[None]:
    """Ends a command that cannot use newsgen.urls (1) or an address (2), beside what ends every command."""
    from newsgen.given import AddressError
    from newsgen.urls import UrlsError

    try:
        with report.problems(ctx, json_wanted):
            yield
    except AddressError as error:
        raise click.UsageError(visible(str(error))) from None
    except UrlsError as error:
        report.report(error.diagnostics)
        ctx.exit(1)
