"""News of deploys, kept from before the first file is put there until it is told: what stops half-way is news, too."""

import os
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from newsgen.config import Destination
from newsgen.deploy.addresses import url_of
from newsgen.deploy.after import Means, News, missing, news, notified
from newsgen.deploy.outcome import Outcome
from newsgen.diagnostics import Diagnostic, Place
from newsgen.project import Project


def keep(destination: Destination, file: Path, planned: Outcome, paths: Iterable[str], base_url: str) -> None:
    """Keep what a deploy is about to change, beside what earlier ones have not told.

    `paths`: those of all that will stand there. What an upload that stopped would have brought, and what was withdrawn
    since, is told to nobody.
    """
    earlier = _kept(file, planned.name)
    if not earlier.is_empty:
        earlier = _standing(earlier, {url_of(base_url, path) for path in paths})
    found = joined(earlier, news(planned))
    # A full disk here makes no difference to the site.
    with suppress(OSError):
        if found.is_empty:
            file.unlink(missing_ok=True)
        elif destination.after:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(msgspec.json.encode(found))


def told(project: Project, name: str, file: Path) -> tuple[Diagnostic, ...]:
    """Tell whom `after:` of a destination names what was kept, and give a warning for each that failed."""
    found = _kept(file, name)
    means = Means(project.root, os.environ)
    failed = tuple(notified(project.config.deploy[name].after, found, _place(project, name), means))
    with suppress(OSError):
        file.unlink(missing_ok=True)
    return failed


def unready(project: Project, name: str) -> tuple[Diagnostic, ...]:
    """A warning for each command of a destination's `after:` that could not be run as things are."""
    return tuple(missing(project.config.deploy[name].after, _place(project, name), Means(project.root, os.environ)))


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


def _place(project: Project, name: str) -> Place:
    path = f"deploy.{name}" if name else "deploy"
    places = project.config.places
    return places.get(f"{path}.after") or places.get(path) or Place(project.options.config_file)
