"""`newsgen publish`: build the site, put it where readers find it, and tell others."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsgen.cli import report
from newsgen.cli.deploy import Asking, Warned
from newsgen.cli.ending import ended_with_children
from newsgen.cli.options import all_of, at_option, config_option, no_wait_option, options_of, output_option
from newsgen.shown import visible

if TYPE_CHECKING:
    from newsgen.diagnostics import Diagnostic
    from newsgen.project import Options
    from newsgen.publishing import Publication, Recorded, Wanted
    from newsgen.result import Result


@click.command("publish", short_help="Build, record the addresses, deploy, tell others.")
@click.argument("name", metavar="[NAME]", required=False)
@all_of(
    click.option("--watch", is_flag=True, help="Go on: publish whenever something is due, until you end it."),
    click.option("--on-change", is_flag=True, help="With --watch: publish also when files have changed."),
    click.option("--if-due", is_flag=True, help="Do nothing before one of the site's moments has come: for cron."),
    click.option("--dry-run", is_flag=True, help="Build, and say what would be recorded and put there."),
    click.option("--verify", is_flag=True, help="Ask the place for every file, before and after."),
    click.option("-y", "--yes", is_flag=True, help="Go on where a question would be asked."),
    click.option("--no-record", is_flag=True, help="Promise no addresses: for a place that readers do not know."),
    output_option,
    config_option,
    click.option("-b", "--base-url", metavar="URL", help="The address of the site, instead of the configured one."),
    click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes.  [default: one a core]"),
    at_option,
    click.option("--strict", is_flag=True, help="Take warnings of the build for errors."),
    click.option("--budget", metavar="N", type=click.IntRange(min=0), help="Fail when more files would change."),
    click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, and nothing else, on stdout."),
    click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only."),
    click.option("-v", "--verbose", is_flag=True, help="Print each notice."),
    no_wait_option,
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    name: str | None,
    watch: bool,
    on_change: bool,
    if_due: bool,
    dry_run: bool,
    verify: bool,
    yes: bool,
    no_record: bool,
    config: Path,
    as_json: bool,
    no_wait: bool,
    **asked: Any,
) -> None:
    """Build the site, record its addresses, deploy it (to NAME, where there are several places), tell others.

    What fails stops all that comes after it; the last line says how far it came. More: newsgen manual publishing.

    \b
    Examples:
      newsgen publish test --no-record -b https://test.paper.example
      newsgen publish --watch
      newsgen publish --if-due --quiet
    """
    from newsgen.publishing import Wanted

    shown = Shown(as_json, asked.pop("quiet"), asked.pop("verbose"), by_clock=if_due)
    options = options_of(config, wait=not no_wait, **asked)
    is_there = not (watch or as_json) and sys.stdin.isatty() and sys.stderr.isatty()
    wanted = Wanted(name, Asking(yes, is_there), not no_record, dry_run, verify, if_due)
    if on_change and not watch:
        raise click.UsageError("--on-change needs --watch")
    if watch:
        _watch(ctx, options, wanted, shown, on_change)
    else:
        _once(ctx, options, wanted, shown)


def _watch(ctx: click.Context, options: "Options", wanted: "Wanted", shown: "Shown", on_change: bool) -> None:
    from newsgen.cli.watch import watch

    given = {
        "--if-due": wanted.if_due,
        "--dry-run": wanted.is_dry,
        "--json": shown.as_json,
        "--at (or SOURCE_DATE_EPOCH)": options.at is not None,
    }
    for flag in (flag for flag, is_given in given.items() if is_given):
        raise click.UsageError(f"--watch follows the clock by itself, and has no {flag}")
    watch(ctx, options, wanted, shown, on_change)


def _once(ctx: click.Context, options: "Options", wanted: "Wanted", shown: "Shown") -> None:
    with ended_with_children(), report.problems(ctx, shown.as_json):
        done = published(options, wanted, shown)
    if done is None:
        if shown.as_json:
            report.print_json({"exit_code": 0, "failed": None, "is_due": False})
        return
    if shown.as_json:
        report.print_json(_as_json(done))
    ctx.exit(done.exit_code)


class Shown:
    """How a publication is told: as JSON at its end, or line by line."""

    def __init__(self, as_json: bool, quiet: bool, verbose: bool = False, by_clock: bool = False) -> None:
        """`by_clock`: nobody sits there, and a question that nobody has answered is not asked again each minute."""
        self.as_json = as_json
        self.quiet = quiet
        self.verbose = verbose
        self._warned = Warned(as_json)
        self._by_clock = by_clock
        self._done: list[Result | Recorded | Sequence[Diagnostic]] = []

    def step(self, done: "Result | Recorded | Sequence[Diagnostic]") -> None:
        """What a step has done, when it has; by the clock at the end."""
        if self._by_clock:
            self._done.append(done)
        else:
            self._tell(done)

    def _tell(self, done: "Result | Recorded | Sequence[Diagnostic]") -> None:
        from newsgen.diagnostics import n_errors
        from newsgen.publishing import Recorded
        from newsgen.result import Result

        if self.as_json:
            return
        if isinstance(done, Result):
            is_strict = bool(done.exit_code) and not n_errors(done.diagnostics)
            report.report(done.diagnostics, self.verbose, self.quiet, done.earlier, is_strict)
            if not done.exit_code:
                self.say(report.summary(done))
            return
        if not isinstance(done, Recorded):
            self._warned(done)
            return
        self.say(f"newsgen.urls: {done.n_known} address{'' if done.n_known == 1 else 'es'}, {done.n_new} new")

    def end(self, done: "Publication", place: str) -> None:
        if self.as_json:
            return
        if self._by_clock and done.is_asked_again:
            self.say("waiting: what was asked is not answered yet")
            return
        for each in self._done:
            self._tell(each)
        report.report(self._warned.left(done.diagnostics), self.verbose, self.quiet)
        if done.deployed and not done.failed:
            from newsgen.cli.deploy import summary

            self.say(summary(done.deployed))
        if done.failed:
            click.echo(visible(stopped(done, place)), err=True)

    def say(self, line: str) -> None:
        if not (self.quiet or self.as_json):
            click.echo(visible(line))


def published(options: "Options", wanted: "Wanted", shown: Shown) -> "Publication | None":
    """Publish once, and tell of it; None where it is not due."""
    from newsgen.publishing import publish

    with report.progress(not shown.quiet and not shown.as_json) as progress:
        done = publish(options, wanted, progress, shown.step)
    if done is None:
        shown.say("nothing is due, or somebody else is publishing")
        return None
    title = done.deployed.title if done.deployed else ""
    shown.end(done, title or f"the place {wanted.name}".removesuffix(" None"))
    return done


def stopped(done: "Publication", place: str) -> str:
    """What is as it was, and what is not, where a step has failed."""
    if done.failed == "build":
        return f"published nothing: the output folder, newsgen.urls and {place} are as they were"
    if done.is_dry:
        return f"built; newsgen.urls and {place} are as they were: it was a dry run, and publishing would stop here"
    if done.failed == "record":
        return f"built; newsgen.urls is as it was, and so nothing was put to {place}"
    if done.recorded is None and (done.deployed is None or not done.deployed.has_begun):
        return f"built; newsgen.urls and {place} are as they were: publish again when that is mended"
    recorded = "built, and newsgen.urls has the addresses" if done.recorded else "built"
    if done.deployed is None or not done.deployed.has_begun:
        return f"{recorded}; {place} is as it was: publish again when that is mended"
    return f"{recorded}; {place} may hold a part of it: publish again, and it goes on"


def _as_json(done: "Publication") -> dict[str, object]:
    from newsgen.cli.build import result_as_json
    from newsgen.cli.deploy import told

    recorded, deployed = done.recorded, done.deployed
    return {
        "exit_code": done.exit_code,
        "failed": done.failed,
        "dry_run": done.is_dry,
        "build": result_as_json(done.built),
        "record": recorded and {"n_known": recorded.n_known, "n_new": recorded.n_new},
        "deploy": deployed and told(deployed),
        "diagnostics": report.as_json(done.diagnostics),
    }
