"""What `after:` names is told which addresses a deploy has changed: each in its turn, each failing softly."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from newsgen.deploy.outcome import Address, Outcome
from newsgen.deploy.posting import posted
from newsgen.deploy.running import run, unrunnable
from newsgen.deploy.soft import FailedError
from newsgen.deploy.targets.secrets import cleared
from newsgen.diagnostics import Diagnostic, Place
from newsgen.hooks import Command, Listener, Written, filled, hook

# Whoever takes longer would hold up the next publication.
LIMIT_S = 60.0


class News(Struct, frozen=True):
    """Whole addresses: the new, the changed and the gone.

    `listed` are those of all three that search engines may hear of, `feeds` those that are feeds. `target` is the
    destination's name in newsgen.yaml.
    """

    target: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    listed: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.gone)


class Means(Struct, frozen=True):
    """Where commands run, with which variables, and how many seconds each hook may take."""

    root: Path
    environment: Mapping[str, str]
    limit_s: float = LIMIT_S


def news(outcome: Outcome) -> News:
    """What a deploy has to tell."""
    found = (*outcome.new, *outcome.changed, *outcome.gone)
    return News(
        outcome.name,
        _urls(outcome.new),
        _urls(outcome.changed),
        _urls(outcome.gone),
        _urls([each for each in found if each.is_listed]),
        _urls([each for each in found if each.kind == "feed"]),
    )


def notified(after: Sequence[Written], news: News, places: Sequence[Place], means: Means) -> Iterator[Diagnostic]:
    """Tell each in its turn, and give a warning for each that failed; nobody is told where there is no news.

    `places`: where each stands in newsgen.yaml.
    """
    if news.is_empty:
        return
    body = json.dumps({name: getattr(news, name) for name in news.__struct_fields__}).encode()
    for number, written in enumerate(after, 1):
        told = hook(written)
        try:
            _tell(told, body, means)
        except FailedError as error:
            text = f"after: item {number} ({_named(told)}) {cleared(str(error), means.environment)}"
            # In the words in which it was told before the first file went: nobody needs them twice.
            yield _unready(number, told, places[number - 1], means) or Diagnostic(
                "after-failed", places[number - 1], text, error.hint, "warning"
            )


def missing(after: Sequence[Written], places: Sequence[Place], means: Means) -> Iterator[Diagnostic]:
    """A warning for each command that is not there or is no program; none is run."""
    for number, written in enumerate(after, 1):
        if found := _unready(number, hook(written), places[number - 1], means):
            yield found


def _unready(number: int, told: Command | Listener, place: Place, means: Means) -> Diagnostic | None:
    if isinstance(told, Command) and (hint := unrunnable(told.arguments[0], means.root, means.environment)):
        text = f"after: item {number} ({_named(told)}) could not be run"
        return Diagnostic("after-failed", place, text, hint, "warning")
    return None


def _tell(told: Command | Listener, body: bytes, means: Means) -> None:
    if isinstance(told, Command):
        run(told.arguments, body, means.root, means.environment, means.limit_s)
        return
    try:
        url = filled(told.url, means.environment)
    except KeyError as error:
        raise FailedError(f"needs {error.args[0]}, which the environment does not have", "set it there") from None
    posted(url, body, means.limit_s)


def _named(told: Command | Listener) -> str:
    """How a log names it: arguments, and what follows a host, may open doors."""
    if isinstance(told, Command):
        return f'"{Path(told.arguments[0]).name}"'
    parts = urlsplit(told.url)
    return f'"{parts.scheme}://{parts.netloc.rpartition("@")[2]}/…"' if parts.netloc else '"${…}"'


def _urls(addresses: Sequence[Address]) -> tuple[str, ...]:
    return tuple(each.url for each in addresses)
