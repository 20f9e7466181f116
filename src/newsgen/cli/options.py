"""The flags that commands share, and the clock: command line and environment -> Options."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from newsgen.project import Options

Wrapped = TypeVar("Wrapped", bound=Callable[..., object])


def _config_file(ctx: click.Context, parameter: click.Parameter, file: Path) -> Path:
    return file / "newsgen.yaml" if file.is_dir() else file


config_option = click.option(
    "-c",
    "--config",
    "config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=Path("newsgen.yaml"),
    callback=_config_file,
    help="The site's configuration, or its folder: the site is where it stands.  [default: newsgen.yaml]",
)
output_option = click.option(
    "-o", "--output", metavar="DIR", help="Write here instead of the configured output folder."
)
at_option = click.option(
    "--at", metavar="DATE", help='Build as if it were this moment, e.g. "2026-05-01 10:00".  [default: now]'
)
no_wait_option = click.option("--no-wait", is_flag=True, help="Fail at once when another build is at work here.")


def all_of(*options: Callable[[Wrapped], Wrapped]) -> Callable[[Wrapped], Wrapped]:
    """Several options as one decorator, in the order of the help text."""
    return lambda command: reduce(lambda wrapped, option: option(wrapped), reversed(options), command)


def options_of(config: Path, *, at: str | None = None, **given: object) -> "Options":
    """Options for the site of a configuration file; a clock that cannot be read ends with exit code 2."""
    from msgspec.structs import replace

    from newsgen.project import Options

    options = Options(root=config.parent, config_file=config.name, **given)  # type: ignore[arg-type]  # its own fields
    return replace(options, at=clock(at, os.environ.get("SOURCE_DATE_EPOCH"), options))


def clock(at: str | None, epoch: str | None, options: "Options") -> datetime | None:
    """The moment to build for: `--at`, else SOURCE_DATE_EPOCH (seconds since 1970), else None for now."""
    if at is not None:
        return moment(at, zone_of(options), "--at")
    if not epoch:
        return None
    try:
        moment_ = datetime.fromtimestamp(int(epoch), UTC)
        # Days are counted back and forth from it.
        if not 1000 <= moment_.year <= 9998:
            raise ValueError(epoch)
        return moment_
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds since 1970') from None


def moment(text: str, zone: str, flag: str) -> datetime:
    """The aware datetime that a flag names, in the site's zone where it names none; else exit code 2."""
    from newsgen.content import dates

    try:
        return dates.moment(text, zone)
    except dates.DateError:
        hint = 'write it as "2026-05-01" or "2026-05-01 10:00"'
        raise click.BadParameter(f'"{text}" is not a date; {hint}', param_hint=flag) from None


def now() -> datetime:
    """The present moment, or SOURCE_DATE_EPOCH's."""
    from newsgen.project import Options

    return clock(None, os.environ.get("SOURCE_DATE_EPOCH"), Options(Path())) or datetime.now(UTC)


def zone_of(options: "Options") -> str:
    """The site's time zone; UTC where newsgen.yaml cannot be read, which the command itself reports."""
    from newsgen.project import opened

    project, _ = opened(options)
    return project.config.timezone if project else "UTC"
