"""News of deploys, kept from before the first file is put there until it is told: what stops half-way is news, too.

Each list is told at least once. It is told twice where newsgen was ended while it was being told, and, at the most in
part, where what was stopped here was brought to its end, and told, by another machine.
"""

import os
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import reduce
from pathlib import Path

import msgspec
from msgspec.structs import replace

from newsgen.config import Destination
from newsgen.deploy.addresses import url_of
from newsgen.deploy.after import Means, News, missing, news, notified
from newsgen.deploy.outcome import Outcome
from newsgen.diagnostics import Diagnostic, Place
from newsgen.project import Project
from newsgen.publish.lock import LockedError, locked

# In a destination's own folder: what is not up yet, and a folder of lists that are, in the order of their names.
_COMING = "untold.json"
_UP = "news"


def keep(destination: Destination, own: Path, planned: Outcome, paths: Iterable[str], base_url: str) -> None:
    """Keep what a deploy is about to change, beside what earlier ones have not brought to their end; OSError.

    `paths`: those of all that will stand there. What an upload that stopped would have brought, and what was withdrawn
    since, is told to nobody. The caller holds the lock of the output folder, as for `is_up`.
    """
    file = own / _COMING
    earlier = _kept(file, planned.name)
    if not earlier.is_empty:
        earlier = _standing(earlier, {url_of(base_url, path) for path in paths})
    found = joined(earlier, news(planned))
    if found.is_empty:
        file.unlink(missing_ok=True)
    elif destination.after:
        own.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        beside.write_bytes(msgspec.json.encode(found))
        beside.replace(file)


def is_up(own: Path) -> None:
    """What was kept is true now: put it in the queue of those who tell; OSError.

    By a name of its own, so that no deploy adds to what another one is just telling.
    """
    file = own / _COMING
    if not file.exists():
        return
    queue = own / _UP
    queue.mkdir(exist_ok=True)
    last = max((int(each.stem) for each in _queued(own)), default=0)
    file.replace(queue / f"{last + 1:08}.json")


def told(project: Project, name: str, own: Path) -> tuple[Diagnostic, ...]:
    """Tell whom `after:` of a destination names what is in the queue, and give a warning for each that failed.

    One after the other: what another deploy is telling is waited for, and whatever it has told is not told again. Who
    shall not wait leaves the list to the other, which looks into the queue again when it has let go.
    """
    failed: tuple[Diagnostic, ...] = ()
    try:
        while _queued(own):
            with locked(own / "telling.lock", project.options.wait):
                failed += _told(project, name, own)
    except LockedError:
        return failed
    except OSError as error:
        text = f"after: nobody may have been told: {error.strerror or error}"
        return (
            *failed,
            Diagnostic("after-failed", _places(project, name)[0], text, "mend it: the next deploy tells it", "warning"),
        )
    return failed


def _told(project: Project, name: str, own: Path) -> tuple[Diagnostic, ...]:
    lists = _queued(own)
    found = reduce(joined, (_kept(each, name) for each in lists), News(name, (), (), ()))
    means = Means(project.root, os.environ)
    failed = tuple(notified(project.config.deploy[name].after, found, _places(project, name), means))
    for each in lists:
        each.unlink(missing_ok=True)
    return failed


def unready(project: Project, name: str) -> tuple[Diagnostic, ...]:
    """A warning for each command of a destination's `after:` that could not be run as things are."""
    return tuple(missing(project.config.deploy[name].after, _places(project, name), Means(project.root, os.environ)))


def joined(earlier: News, later: News) -> News:
    """What two deploys have to tell, as one: what is gone in the end is gone, and what came with the first is new."""
    fates = _fates(earlier)
    for url, fate in _fates(later).items():
        if fate == "changed" and fates.get(url) == "new":
            continue
        fates[url] = "changed" if fate == "new" and fates.get(url) == "gone" else fate
    by_fate = {name: tuple(url for url, fate in fates.items() if fate == name) for name in ("new", "changed", "gone")}
    listed = tuple(dict.fromkeys((*earlier.listed, *later.listed)))
    feeds = tuple(dict.fromkeys((*earlier.feeds, *later.feeds)))
    return News(later.target, **by_fate, listed=listed, feeds=feeds)


def _queued(own: Path) -> Sequence[Path]:
    """The lists of what is up and was not told, the oldest first."""
    return sorted(each for each in (own / _UP).glob("*.json") if each.stem.isdecimal())


def _standing(earlier: News, there: Set[str]) -> News:
    """What is still true of earlier news."""
    return replace(
        earlier,
        new=tuple(url for url in earlier.new if url in there),
        changed=tuple(url for url in (*earlier.changed, *earlier.gone) if url in there),
        gone=tuple(url for url in earlier.gone if url not in there),
        listed=tuple(url for url in earlier.listed if url in there or url in earlier.gone),
        feeds=tuple(url for url in earlier.feeds if url in there),
    )


def _fates(news: News) -> dict[str, str]:
    named: Mapping[str, tuple[str, ...]] = {"new": news.new, "changed": news.changed, "gone": news.gone}
    return {url: fate for fate, urls in named.items() for url in urls}


def _kept(file: Path, name: str) -> News:
    """Nothing, where nothing was kept or what was cannot be read: it is told too little then, not wrongly."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=News)
    except (OSError, msgspec.MsgspecError, ValueError):
        return News(name, (), (), ())


def _places(project: Project, name: str) -> Sequence[Place]:
    """Of each item of `after:`."""
    path, places = f"deploy.{name}" if name else "deploy", project.config.places
    whole = places.get(f"{path}.after") or places.get(path) or Place(project.options.config_file)
    n_items = len(project.config.deploy[name].after)
    return [places.get(f"{path}.after.{number}", whole) for number in range(n_items)]
