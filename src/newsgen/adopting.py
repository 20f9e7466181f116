"""What `newsgen urls adopt` does: the addresses of an old site become promises of this one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from newsgen.build import quiet, with_cache
from newsgen.checks.likely import Likely
from newsgen.config import Config
from newsgen.diagnostics import Diagnostic, Place
from newsgen.gather.now import now
from newsgen.given import AddressError, is_own, own_path, parted
from newsgen.maintenance import project_of
from newsgen.model import Head
from newsgen.project import Options
from newsgen.publish.lock import locked
from newsgen.site.exported import Exported, ExportError, exported
from newsgen.site.index import Site
from newsgen.site.ledger import UNKNOWN, Entry, Ledger
from newsgen.site.patterned import pattern_of_most
from newsgen.site.permalinks import output_path, standard
from newsgen.urls import UrlsError, changed

Fate = Literal["page", "redirect", "gone", "waiting", "lost"]


class Adopted(Struct, frozen=True):
    """An address of the old site, what is there now, and for what is lost the page that it may be."""

    address: str
    fate: Fate
    likely: str = ""


class Adoption(Struct, frozen=True):
    """Every address once, in order; what of the files is none of this site; how many lines newsgen.urls has got.

    `pattern`: that by which most of what is lost was made, if `permalinks.article` can say it; of how many.
    """

    adopted: tuple[Adopted, ...]
    diagnostics: tuple[Diagnostic, ...]
    n_new: int
    pattern: str = ""
    n_of_pattern: int = 0


def adopt(options: Options, files: Sequence[Path], is_matching: bool) -> Adoption:
    """Add the addresses of sitemaps and lists to newsgen.urls; with `is_matching`, lead what is lost where it may be.

    A UrlsError where a file cannot be read.
    """
    project = project_of(options)
    clock = options.at or datetime.now(UTC)
    wanted, problems = _wanted(project.config, list(_read(files)))
    with locked(project.lock_file, options.wait):
        site = with_cache(project, lambda cache: now(project, cache, clock, quiet)).site
        outputs = {output.path for output in options.registry().plan(site)}
        adopted = tuple(_adopted(site, outputs, wanted))
        old, new = changed(project, lambda ledger: _with(ledger, site, adopted, is_matching))
    n_new = len(new.entries.keys() - old.entries.keys())
    return Adoption(adopted, tuple(problems), n_new, *pattern_of_most(_lost_articles(site, adopted)))


def _lost_articles(site: Site, adopted: Iterable[Adopted]) -> Iterator[tuple[str, Head]]:
    """Each lost address that is most likely an article's, with that."""
    heads = {standard(head.url.removeprefix(site.config.base_path)): head for head in site.all_articles}
    for each in adopted:
        # A query is no path.
        if each.fate == "lost" and each.likely in heads and "?" not in each.address:
            yield each.address, heads[each.likely]


def _read(files: Iterable[Path]) -> Iterator[tuple[str, Exported]]:
    """What each file says, and the sitemaps that an index names, which lie beside it."""
    waiting, seen = list(files), set()
    while waiting:
        file = waiting.pop(0)
        if file.resolve() in seen:
            continue
        seen.add(file.resolve())
        try:
            found = exported(file.read_bytes())
        except OSError as error:
            hint = "an index of sitemaps names files that are to lie beside it"
            if re.match("https?:/", str(file)):
                hint = "download it first, and give the name of the file"
            raise UrlsError(Diagnostic("export-unreadable", Place(str(file)), str(error.strerror), hint)) from None
        except ExportError as error:
            hint = "give a sitemap.xml, or a text file with one address a line"
            raise UrlsError(Diagnostic("export-unreadable", Place(str(file)), str(error), hint)) from None
        waiting += [file.parent / name for each in found.sitemaps if (name := urlsplit(each).path.rpartition("/")[2])]
        yield str(file), found


def _wanted(config: Config, read: Sequence[tuple[str, Exported]]) -> tuple[list[str], list[Diagnostic]]:
    """The addresses as newsgen.urls has them, each once; what can be none is told at its line."""
    found: dict[str, None] = {}
    problems: list[Diagnostic] = []
    is_moving = _is_all_elsewhere(config, read)
    for file, export in read:
        for text, line in export.addresses:
            try:
                found[_path(config, text.partition("#")[0], is_moving)] = None
            except AddressError as error:
                problems.append(Diagnostic("address-foreign", Place(file, line), str(error), level="warning"))
        for line in export.unread:
            text, hint = "no address begins this line", "an address begins with https:// or a slash"
            problems.append(Diagnostic("address-foreign", Place(file, line), text, hint, "notice"))
    return sorted(found), problems


def _is_all_elsewhere(config: Config, read: Sequence[tuple[str, Exported]]) -> bool:
    """Whether all addresses have one host, and that another one: the site moves to another domain."""
    hosts = set()
    for text in (text for _, export in read for text, _ in export.addresses if not text.startswith("/")):
        try:
            parts = parted(text)
        except AddressError:
            continue
        if is_own(config, parts):
            return False
        hosts.add((parts.hostname or "").removeprefix("www."))
    return len(hosts) == 1


def _path(config: Config, text: str, is_moving: bool) -> str:
    parts = parted(text)
    if parts.scheme and not is_moving and not is_own(config, parts):
        raise AddressError(f'"{text}" is an address of another site')
    bare = text.removeprefix(f"{parts.scheme}://{parts.netloc}") if parts.scheme else text
    return own_path(config, bare or "/")


def _adopted(site: Site, outputs: set[str], addresses: Iterable[str]) -> Iterator[Adopted]:
    config, likely = site.config, Likely(site)
    gone = {entry.address for entry in site.fates.gone}
    waiting = {entry.address for entry in site.fates.waiting}
    for address in addresses:
        path = output_path(config, config.base_path + address)
        if path in site.redirects:
            yield Adopted(address, "redirect")
        elif path in outputs:
            yield Adopted(address, "page")
        elif address in gone or address in waiting:
            yield Adopted(address, "gone" if address in gone else "waiting")
        else:
            yield Adopted(address, "lost", likely.namesake(address))


def _with(ledger: Ledger, site: Site, adopted: Iterable[Adopted], is_matching: bool) -> Ledger:
    """The ledger with a line for each address that belongs to something, and for each that is lost."""
    owners = _owners(site)
    entries = dict(ledger.entries)
    for each in adopted:
        known = entries.get(each.address)
        if each.fate == "lost" and is_matching and each.likely and (known is None or known.id == UNKNOWN):
            entries[each.address] = Entry(each.address, target=each.likely)
        elif known is None and (id_ := owners.get(each.address, UNKNOWN if each.fate == "lost" else "")):
            entries[each.address] = Entry(each.address, id=id_)
    return replace(ledger, entries=entries)


def _owners(site: Site) -> Mapping[str, str]:
    """Address -> the id of what stands there, or of the article whose old address it is."""
    base_path = site.config.base_path
    heads = [facts.head for facts in site.facts.values() if facts.head.form != "term"]
    urls = {url: id_ for url, id_ in site.standing.promised() if not id_.startswith("list:")}
    urls |= {url: head.id for head in heads for url in head.aliases}
    urls |= {head.url: head.id for head in heads}
    return {standard(url.removeprefix(base_path)): id_ for url, id_ in urls.items()}
