"""What `newsgen urls` does with newsgen.urls: record what was published, and take answers for what has vanished."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import reduce
from typing import Literal

from msgspec import Struct

from newsgen import given
from newsgen.build import quiet, with_cache
from newsgen.content.reading import settings
from newsgen.diagnostics import Diagnostic, Place
from newsgen.digests import digest_of
from newsgen.gather.now import now
from newsgen.gather.shown import shown_others, shown_site
from newsgen.gather.urls import urls_read, urls_written
from newsgen.given import own_address
from newsgen.maintenance import consulted, project_of
from newsgen.model import TERM_KINDS, Head
from newsgen.project import Options, Project
from newsgen.publish.lock import locked
from newsgen.site.index import Site
from newsgen.site.ledger import FILE, Entry, Ledger, gone, leads_back, line_of, parsed, recorded, redirected, written
from newsgen.site.permalinks import output_path
from newsgen.site.redirects import followed
from newsgen.state.cache import Cache
from newsgen.state.last import Last
from newsgen.state.looking import UnknownError, looked_at

State = Literal["page", "redirect", "gone", "waiting", "vanished"]


class Listed(Struct, frozen=True):
    """An address of the file, the id it was published for, and what is there now; `target` of a redirect."""

    address: str
    id: str
    state: State
    target: str = ""


class Answered(Struct, frozen=True):
    """The line that stands in the file now, whether the file did not know the address before, and what is there.

    While it is a "page" of the last build, the line is not asked; while it is "taken" by another file, a build fails.
    """

    line: str
    is_new: bool
    there: Literal["", "page", "taken"] = ""


# The kind of a page that leads on.
REDIRECT = "redirect"
# What newsgen.urls stands back for: the clock can bring all of it back.
_PAGES = frozenset(
    {
        *("article", "page", *TERM_KINDS, "series", "year", "month", "latest", "corrections", "home", "feed", "asset"),
    }
)


class UrlsError(Exception):
    """The file is as it was, and this is why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(f"{FILE} is left as it was")
        self.diagnostics = diagnostics


def record(options: Options) -> tuple[int, int]:
    """Add the addresses that the last build published; returns how many the file has, and how many are new."""
    project = project_of(options)
    with locked(project.lock_file, options.wait):
        return record_held(project)


def record_held(project: Project) -> tuple[int, int]:
    """`record`, for whoever holds the lock of the output folder."""
    heads, others = with_cache(project, lambda cache: _published(project, cache))
    old, new = changed(project, lambda ledger: recorded(ledger, project.config.base_path, heads, others))
    return len(new.entries), len(new.entries.keys() - old.entries.keys())


def recordable_held(project: Project) -> tuple[int, int]:
    """What `record_held` would return; nothing is written."""
    heads, others = with_cache(project, lambda cache: _published(project, cache))
    old = understood(project)[1]
    new = recorded(old, project.config.base_path, heads, others)
    return len(new.entries), len(new.entries.keys() - old.entries.keys())


def listing(options: Options) -> tuple[tuple[Listed, ...], tuple[Diagnostic, ...]]:
    """Every address of the file, in order, as it is with the sources of now; and what is wrong in the file."""
    project = project_of(options)
    clock = options.at or datetime.now(UTC)
    with consulted(project) as here:
        there = with_cache(here, lambda cache: now(here, cache, clock, quiet))
    site, problems = there.site, there.inputs.diagnostics
    ends: dict[str, State] = {entry.address: "gone" for entry in site.fates.gone}
    ends |= {entry.address: "waiting" for entry in site.fates.waiting}
    ends |= {entry.address: "vanished" for entry in site.fates.following}
    ends |= {entry.address: "vanished" for entry, _ in site.fates.vanished}
    listed = tuple(_listed(site, entry, ends) for _, entry in sorted(site.ledger.entries.items()))
    return listed, (*problems, *site.ledger.problems)


def answer_gone(options: Options, *addresses: str) -> tuple[Answered, ...]:
    """Let there be nothing at some addresses any more: at all of them, or at none."""
    project = project_of(options)
    old = [own_address(project.config, address) for address in addresses]
    return _answered(project, old, lambda ledger: reduce(gone, old, ledger))


def answer_redirect(options: Options, address: str, target: str) -> Answered:
    """Lead an address to another one, here or elsewhere."""
    project = project_of(options)
    old, new = own_address(project.config, address), given.target(project.config, target)
    (answered,) = _answered(project, [old], lambda ledger: _without_circle(redirected(ledger, old, new), old))
    return answered


def changed(project: Project, change: Callable[[Ledger], Ledger]) -> tuple[Ledger, Ledger]:
    """Write the file as `change` makes it; returns what it said and says. One that cannot be understood stays."""
    data, ledger = understood(project)
    changed = change(ledger)
    text = written(changed)
    if text.encode() != data:
        urls_written(project.root, text)
    return ledger, changed


def understood(project: Project) -> tuple[bytes, Ledger]:
    """The file's bytes and what they say; an UrlsError where they cannot be understood."""
    data, unreadable = urls_read(project.root)
    ledger = parsed(data)
    if unreadable or ledger.problems:
        raise UrlsError(*unreadable, *ledger.problems)
    return data, ledger


def _published(project: Project, cache: Cache) -> tuple[list[Head], list[tuple[str, str]]]:
    """What the last build showed readers; the drafts and coming articles of a preview are not promised.

    Articles and pages, and the URLs of all else with their ids.
    """
    last = Last(cache)
    if not last.record.number or last.record.settings != digest_of(settings(project.config)):
        text = "no build has been published since newsgen.yaml or newsgen changed"
        raise UrlsError(Diagnostic("build-missing", Place(FILE), text, "newsgen build, publish it, and record it then"))
    site = shown_site(project, last)
    return [facts.head for facts in site.facts.values()], list(shown_others(site, last.outputs.keys()))


def _answered(project: Project, addresses: Sequence[str], change: Callable[[Ledger], Ledger]) -> tuple[Answered, ...]:
    with locked(project.lock_file, project.options.wait):
        old, new = changed(project, change)
    return tuple(
        Answered(line_of(new.entries[address]), address not in old.entries, _there(project, address))
        for address in addresses
    )


def _there(project: Project, address: str) -> Literal["", "page", "taken"]:
    """What but a redirect stood at an address when the site was built last."""
    path = output_path(project.config, project.config.base_path + address)
    try:
        found = looked_at(project.cache_file, lambda cache: cache.output(path))
    except UnknownError:
        return ""
    if found is None or found[0].kind == REDIRECT:
        return ""
    return "page" if found[0].kind in _PAGES else "taken"


def _without_circle(ledger: Ledger, address: str) -> Ledger:
    if leads_back(ledger, address):
        text = f'"{line_of(ledger.entries[address])}" would lead in a circle'
        raise UrlsError(Diagnostic("redirect-loop", Place(FILE), text, "let it lead to a page"))
    return ledger


def _listed(site: Site, entry: Entry, ends: dict[str, State]) -> Listed:
    state = ends.get(entry.address)
    target = site.redirects.get(output_path(site.config, site.config.base_path + entry.address), "")
    if target:
        return Listed(entry.address, entry.id, "redirect", followed(site.config, site.redirects, target))
    return Listed(entry.address, entry.id, state or "page")
