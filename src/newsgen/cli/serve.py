"""`newsgen serve`: look at the site while it is written."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.cli import report
from newsgen.cli.options import all_of, at_option, config_option, options_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsgen.build import Options, Result
    from newsgen.diagnostics import Diagnostic


@click.command("serve", short_help="Look at the site while you write it.")
@all_of(
    click.option("-p", "--port", metavar="N", type=click.IntRange(0, 65535), default=8000, show_default=True,
                 help="The port, or the next free one; 0 for any."),
    click.option("--bind", "host", metavar="ADDRESS", default="127.0.0.1", show_default=True,
                 help="Listen here. Another address than loopback lets others read, drafts included."),
    click.option("--open", "opens", is_flag=True, help="Open the site in a browser."),
    click.option("-D", "--drafts", is_flag=True, help="Show drafts too."),
    click.option("-F", "--future", is_flag=True, help="Show articles of the future too."),
    at_option,
    click.option("--no-reload", is_flag=True, help="Leave open pages as they are."),
    click.option("--poll", is_flag=True, help="Look for changes again and again, where a folder cannot be watched."),
    click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes.  [default: one a core]"),
    click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only."),
    config_option,
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context,
    port: int,
    host: str,
    opens: bool,
    drafts: bool,
    future: bool,
    at: str | None,
    no_reload: bool,
    poll: bool,
    jobs: int | None,
    quiet: bool,
    config: Path,
) -> None:
    """Build the site into a folder of its own, serve it on this machine, and build again whatever is saved.

    Open pages reload by themselves, and show what is wrong until it is mended. The output folder is never touched.

    \b
    Examples:
      newsgen serve
      newsgen serve -D -F --open           with drafts and coming articles, in a browser
      newsgen serve --at "2026-05-01 06:00"
    """
    options = options_of(config, at=at, drafts=drafts, future=future, jobs=jobs)
    _serve(ctx, options, host, port, opens, no_reload, poll, quiet)


def _serve(
    ctx: click.Context, options: "Options", host: str, port: int, opens: bool, no_reload: bool, poll: bool, quiet: bool
) -> None:
    # Only now: a help text needs no server.
    from msgspec.structs import replace

    from newsgen.project import PREVIEW_LOCK
    from newsgen.publish.lock import LockedError, locked
    from newsgen.serve.guard import is_loopback
    from newsgen.serve.server import Settings, bound, origin, serve

    root = options.root.resolve()
    if refused := _refused(options, root):
        report.report(refused)
        ctx.exit(2)
    try:
        listening = bound(host, port)
    except OSError as error:
        raise click.UsageError(f"{host}:{port} cannot be listened on: {error.strerror or error}") from None
    address = origin(host, listening)
    taken = port and listening.getsockname()[1] != port

    def ready() -> None:
        if taken:
            click.echo(f"port {port} is taken", err=True)
        if not is_loopback(host):
            click.echo("warning: everyone who reaches this machine can read the preview", err=True)
        click.echo(f"serving {address}/  (Ctrl-C ends it)")
        if opens:
            click.launch(f"{address}/")

    try:
        # Two would draw into one folder, each with its own address.
        with locked(root / PREVIEW_LOCK, wait=False), report.progress(not quiet) as progress:
            settings = Settings(not no_reload, poll, lambda result: _tell(result, quiet), progress)
            serve(replace(options, root=root), host, listening, settings, ready)
    except LockedError as error:
        click.echo(f"error[locked]: a preview of this site is running already (process {error.holder})", err=True)
        ctx.exit(1)


def _refused(options: "Options", root: Path) -> "Collection[Diagnostic]":
    """Why nothing is served: where there is no newsgen.yaml, this is no site, and perhaps somebody's home folder.

    What is wrong in one is shown until it is mended.
    """
    from newsgen.project import opened, taken_preview

    return [each for each in opened(options)[1] if each.code == "config-missing"] or taken_preview(root)


def _tell(result: "Result", quiet: bool) -> None:
    report.report(result.diagnostics, is_quiet=quiet, earlier=result.earlier)
    if result.exit_code:
        click.echo("the preview stays as it was", err=True)
    elif not quiet:
        # The moment on the wall is what tells one line from the next; no page knows of it.
        click.echo(f"{datetime.now().astimezone():%H:%M:%S}  {report.summary(result)}")
