"""Every page, feed and sitemap that will be there: pages parse, ids are one, links and anchors lead somewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from newsgen.config import Config
from newsgen.diagnostics import Diagnostic, Level, Place
from newsgen.proofs.base import Case
from newsgen.proofs.markup import Fault, Links, Read, is_local, is_page, read_page, read_text
from newsgen.proofs.search import Contents, File
from newsgen.proofs.where import Places

_HINTS = {
    "page-unreadable": "mend the template, or the HTML in the text, that writes this",
    "page-id-twice": "let one of them be called otherwise: links lead to the first",
    "feed-unreadable": "look at the template or kind that writes it",
    "link-nowhere": "mend it in a template, in newsgen.yaml or a text; links.elsewhere names what others answer",
    "anchor-nowhere": "give a part of that page this id, or link to the page alone",
    "address-local": "write base_url: https://… as readers shall see it; take addresses for trials out of templates",
}

# So many of one sort are told: a pattern that is wrong has one on every page.
_N_TOLD = 50


class Reader:
    """Reads a chunk of files, in a worker or here."""

    def __init__(self, places: Places, contents: Contents) -> None:
        self._places = places
        self._contents = contents
        self._fine: set[str] = set()

    def __call__(self, files: Sequence[File]) -> list[Read]:
        return [self._read(file) for file in files if not file.is_copy]

    def _read(self, file: File) -> Read:
        if is_page(file.path):
            return read_page(file.path, self._contents(file), self._places, self._fine)
        return read_text(file.path, self._contents(file))


class Anchors(Struct, frozen=True):
    """Reads a chunk of files again, for the ids in them alone: few pages are led into."""

    contents: Contents

    def __call__(self, files: Sequence[File]) -> list[tuple[str, frozenset[str]]]:
        return [(file.path, Links.of(self.contents(file)).ids) for file in files]


def pages(case: Case) -> Iterator[Diagnostic]:
    """What is wrong with the site as it will be, whoever has made it, and when."""
    files = [*case.staged, *case.standing()]
    by_path = {file.path: file for file in files}
    places = Places.of(case.site, frozenset(by_path))
    reads = [read for found in case.mapped(Reader(places, case.contents), files) for read in found]
    told, base_url = frozenset(case.quoted), case.site.config.base_url
    faults = [(read.path, fault) for read in reads for fault in read.faults]
    if is_local(base_url):
        # Then nearly every page has one.
        yield _local(case.site.config)
        faults = [each for each in faults if each[1].code != "address-local"]
    faults += _dead(case, reads, told, places)
    faults += _partless(case, reads, by_path, told)
    yield from _merged(case, faults)


def _dead(case: Case, reads: Iterable[Read], told: frozenset[str], places: Places) -> Iterator[tuple[str, Fault]]:
    """Links to what will not be there; what is no file of newsgen's may be there all the same."""
    # Texts and newsgen.yaml know of no base path.
    meant = (places.target(f"{base}{each}", "") for each in told if each[:1] == "/" for base in ("", places.base_path))
    known = {target.paths for target in meant if target is not None}
    there: dict[tuple[str, ...], bool] = {}
    for read in reads:
        for link in read.missing:
            if link.written in told or link.paths in known:
                continue
            if link.paths not in there:
                there[link.paths] = any(map(case.is_there, link.paths))
            if not there[link.paths]:
                yield read.path, Fault("link-nowhere", f'"{link.written}" leads nowhere', link.line)


def _partless(
    case: Case, reads: Iterable[Read], by_path: dict[str, File], told: frozenset[str]
) -> Iterator[tuple[str, Fault]]:
    """Links to parts that their pages do not have."""
    leading = [(read.path, part) for read in reads for part in read.parts if f"#{part.part}" not in told]
    targets = sorted({part.path for _, part in leading})
    known = dict(
        each for found in case.mapped(Anchors(case.contents), [by_path[path] for path in targets]) for each in found
    )
    for path, part in leading:
        if part.part not in known[part.path]:
            yield path, Fault("anchor-nowhere", f'"{part.written}" leads to no part of its page', part.line)


def _merged(case: Case, faults: Iterable[tuple[str, Fault]]) -> Iterator[Diagnostic]:
    """One diagnostic for what is wrong on many pages in the same way: that of the first, by its path."""
    found: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for path, fault in faults:
        found[fault.code, fault.text].append((path, fault.line))
    n_told: Counter[str] = Counter()
    for (code, text), places in sorted(found.items()):
        n_told[code] += 1
        if n_told[code] > _N_TOLD:
            continue
        path, line = min(places)
        n_others = len({each for each, _ in places}) - 1
        others = f", here and in {n_others} more file{'s' if n_others > 1 else ''}" if n_others else ""
        yield Diagnostic(code, Place(f"{case.folder}/{path}", line), text + others, _HINTS[code], _level(case, code))


def _level(case: Case, code: str) -> Level:
    """What newsgen.yaml forgives in texts is no error on their pages."""
    config = case.site.config
    is_forgiven = code in {"link-nowhere", "anchor-nowhere"} and config.links.level == "warn"
    is_trusted = code in {"page-unreadable", "page-id-twice"} and config.markdown.html == "allow"
    return "warning" if is_forgiven or is_trusted else "error"


def _local(config: Config) -> Diagnostic:
    """Feeds, sitemaps and data for machines would lead every reader to his own machine."""
    place = config.places.get("base_url", Place("newsgen.yaml"))
    text = f'"{config.base_url}" stands in what is to be published, and is the machine of whoever reads it'
    return Diagnostic("address-local", place, text, _HINTS["address-local"])
