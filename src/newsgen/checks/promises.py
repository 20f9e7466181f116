"""Every address that was ever published leads to a page, in one hop, or is gone because a publisher says so."""

from collections.abc import Iterator, Mapping, Sequence
from shlex import quote
from urllib.parse import unquote

from newsgen.checks.base import Check, Read
from newsgen.checks.clash import named
from newsgen.diagnostics import Diagnostic, n_errors
from newsgen.kinds.base import Output
from newsgen.model import Head
from newsgen.site.index import Site
from newsgen.site.ledger import FILE, Entry
from newsgen.site.permalinks import output_path, standard
from newsgen.site.redirects import Old, followed, path_of


def promises(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """What is wrong in newsgen.urls, and `address-vanished` where no source claims an address of it any more."""
    yield from site.ledger.problems
    # A source that is in error has no id, so that its addresses seem to have vanished.
    if site.fates.vanished and not any(n_errors(found.diagnostics) for found in readings.values()):
        yield from _vanished(site)
    moved = [old for old in site.fates.moved if old.source == FILE]
    if moved or site.fates.gone:
        outputs = {output.path: output for output in plan}
        yield from _nowhere(site, moved, outputs)
        yield from _not_gone(site, outputs)


_OF_THE_FILE = ("urls-unreadable", "urls-twice", "too-many-mistakes")
_CODES = frozenset({"address-vanished", "alias-taken", "redirect-broken", "redirect-loop", *_OF_THE_FILE})
PROMISES = Check("promises", "site", _CODES, "error", promises)


def _vanished(site: Site) -> Iterator[Diagnostic]:
    unrecorded = _unrecorded(site)
    for entry, draft in site.fates.vanished:
        address = quote(entry.address)
        why = f"its article {draft} is a draft now" if draft else f'no source has its id "{entry.id}" any more'
        likely = None if draft else unrecorded.get(_name(entry.address))
        new = quote(_address(site, likely)) if likely else "NEW"
        hint = f"newsgen urls redirect {address} {new}, or newsgen urls gone {address}"
        if draft:
            hint = f"publish it again, or answer: {hint}"
        if likely:
            hint = f'{hint}; if {likely.source} is that article, write "id: {entry.id}" there instead'
        text = f'"{unquote(entry.address)}" was published, and {why}'
        yield Diagnostic("address-vanished", entry.place, text, hint, excerpt=entry.text)


def _unrecorded(site: Site) -> dict[str, Head]:
    """The last name of each public address that newsgen.urls does not know -> the article that is there.

    A file that was renamed and has no `id` is most likely one of them.
    """
    found: dict[str, Head] = {}
    for facts in site.facts.values():
        address = _address(site, facts.head)
        if facts.head.form != "term" and address not in site.ledger.entries:
            found.setdefault(_name(address), facts.head)
    return found


def _address(site: Site, head: Head) -> str:
    """A head's address as newsgen.urls has it."""
    return standard(head.url.removeprefix(site.config.base_path))


def _name(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _nowhere(site: Site, moved: Sequence[Old], outputs: Mapping[str, Output]) -> Iterator[Diagnostic]:
    waiting = {output_path(site.config, site.config.base_path + entry.address) for entry in site.fates.waiting}
    vanished = {output_path(site.config, site.config.base_path + entry.address) for entry, _ in site.fates.vanished}
    for old in moved:
        entry = site.ledger.entries[standard(old.url.removeprefix(site.config.base_path))]
        end = path_of(site.config, followed(site.config, site.redirects, old.target))
        if end in site.redirects:
            text = f'"{unquote(entry.address)}" leads in a circle'
            yield Diagnostic("redirect-loop", entry.place, text, "let it lead to a page", excerpt=entry.text)
        elif end and end not in outputs and end not in waiting and end not in vanished:
            text = f'"{unquote(entry.address)}" leads to an address that this site does not have'
            hint = f"newsgen urls redirect {quote(entry.address)} NEW"
            yield Diagnostic("redirect-broken", entry.place, text, hint, "warning", entry.text)


def _not_gone(site: Site, outputs: Mapping[str, Output]) -> Iterator[Diagnostic]:
    for entry in site.fates.gone:
        output = outputs.get(output_path(site.config, site.config.base_path + entry.address))
        if output is not None:
            yield taken(entry, f"the address of {named(site, output)}")


def taken(entry: Entry, whose: str) -> Diagnostic:
    """`alias-taken` of an address in newsgen.urls."""
    text = f'the old address "{unquote(entry.address)}" is {whose}, too'
    return Diagnostic("alias-taken", entry.place, text, "take the line out, or move the other", excerpt=entry.text)
