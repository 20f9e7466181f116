"""One thin file a command."""

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from newsgen import __version__
from newsgen.shown import visible

COMMANDS = ("init", "new", "build", "serve", "list", "next", "why", "urls", "deploy", "publish", "clean", "manual")


class Commands(click.Group):
    """A group that imports a command's module when the command is asked for, and ends without tracebacks."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"newsgen.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f'did you mean "{near[0]}"?' if near else f"known: {', '.join(COMMANDS)}"
            raise click.UsageError(f'"{args[0]}" is not a command of newsgen, {hint}', ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\ninterrupted", err=True)
            ctx.exit(130)
        except (OSError, MemoryError) as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            _tell(error)
            ctx.exit(1)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newsgen", message="%(prog)s %(version)s")
def cli() -> None:
    """Markdown articles in, a complete news site of plain files out.

    \b
    First steps:
      newsgen init daily && cd daily
      newsgen new "The bridge is open again"
      newsgen serve
      newsgen build
    """


def main() -> None:
    """The `newsgen` command."""
    _open_streams()
    # A console that cannot show a title's letters shows their escapes instead of ending in a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # What a command leaves here lives until the process ends.
    kept: list[object] = []
    try:
        cli(prog_name="newsgen", obj=kept)
    except SystemExit as end:
        if kept:
            _end(end.code)
        raise
    except OSError as error:
        # What is printed before a command begins, such as its help.
        _tell(error)
        sys.exit(1)


def _open_streams() -> None:
    """Let what was closed (`>&-`, as some services do) lead nowhere.

    Else the next file that is opened, such as the cache, would have the number to which libraries and engines write.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  open until the end


def _tell(error: OSError | MemoryError) -> None:
    """What the machine refused, in a line; where even that cannot be written, the exit code has to do."""
    if isinstance(error, OSError):
        file, said = error.filename2 or error.filename, f"error[system]: {error.strerror or error}"
    else:
        file, said = None, "error[worker-ended]: there is no memory left"
    with suppress(OSError):
        click.echo(visible(f"{file}: {said}" if file else said), err=True)


def _end(code: str | int | None) -> None:
    """End at once: to take an archive of heads out of memory one by one takes longer than to end the process."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return
    os._exit(code if isinstance(code, int) else int(bool(code)))
