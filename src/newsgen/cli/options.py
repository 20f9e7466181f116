"""The flags that commands share, and the clock: command line and environment -> Options."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from newsgen.project import Options

Wrapped = TypeVar("Wrapped", bound=Callable[..., object])

config_option = click.option(
    "-c",
    "--config",
    "config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=Path("newsgen.yaml"),
    help="The site's configuration; the site is the folder it stands in.  [default: newsgen.yaml]",
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
        from newsgen.content.dates import DateError, parsed

        try:
            return parsed(at, zone_of(options))
        except DateError as error:
            raise click.BadParameter(
                f'{error}; write it as "2026-05-01" or "2026-05-01 10:00"', param_hint="--at"
            ) from None
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds since 1970') from None


def zone_of(options: "Options") -> tzinfo:
    """The site's time zone; UTC where newsgen.yaml cannot be read, which the command itself reports."""
    from zoneinfo import ZoneInfo

    from newsgen.project import opened

    project, _ = opened(options)
    return ZoneInfo(project.config.timezone) if project else UTC
