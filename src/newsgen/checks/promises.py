"""Every address that was ever published leads to a page, in one hop, or is gone because a publisher says so."""

from collections.abc import Iterator, Mapping, Sequence
from shlex import quote
from urllib.parse import unquote

from newsgen.checks.base import Check, Read
from newsgen.checks.clash import named
from newsgen.checks.likely import Likely
from newsgen.diagnostics import Diagnostic, n_errors
from newsgen.kinds.base import Output
from newsgen.letters import is_plain
from newsgen.model import TermKind
from newsgen.site.index import Site, names_of
from newsgen.site.ledger import FILE, UNKNOWN, Entry
from newsgen.site.permalinks import output_path, standard
from newsgen.site.redirects import Old, followed, path_of
from newsgen.site.standing import thing

# More of them than anybody answers one by one.
MANY = 20


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
    likely = Likely(site)
    for entry, draft in site.fates.vanished:
        address = quote(entry.address)
        new, remedy = likely.heir(entry) if not draft else ("", "")
        hint = f"newsgen urls redirect {address} {quote(new) if new else 'NEW'}, or newsgen urls gone {address}"
        if draft:
            hint = f"publish it again, or answer: {hint}"
        if remedy:
            hint = f"{hint}; {remedy}"
        elif entry.id == UNKNOWN and len(site.fates.vanished) > MANY:
            hint = f"{hint}; for many at once: permalinks in newsgen.yaml, or newsgen urls adopt --match FILE"
        text = f'"{unquote(entry.address)}" was published, and {_why(site, entry, draft)}'
        yield Diagnostic("address-vanished", entry.place, text, hint, excerpt=entry.text)


def _why(site: Site, entry: Entry, draft: str) -> str:
    """What is not there any more, in words that follow "and"."""
    named = thing(entry.id)
    if entry.id == UNKNOWN:
        return "nobody has said yet what stands for it"
    if named is None:
        return f"its article {draft} is a draft now" if draft else f'no source has its id "{entry.id}" any more'
    if named.path:
        return f'only a draft refers to "{named.path}" now: {draft}' if draft else _not_there(named.path)
    if named.format:
        return f"newsgen.yaml asks for this feed ({entry.id.partition(':')[2]}) no more"
    if named.kind == "author" and named.slug in site.groups("author"):
        return f'no file describes the author "{named.slug}", and newsgen.yaml gives others no page (authors.pages)'
    if named.kind == "author" and (agency := _agency(site, named.slug)):
        return f'"{agency}" is an agency by newsgen.yaml, and has no page'
    if named.kind == "series" and (undescribed := _undescribed(site, named.slug, draft)):
        return undescribed
    if draft:
        return f'the articles of the {named.kind} "{named.slug}" are drafts now: {draft}'
    if named.kind and named.kind != "series" and (unlisted := _unlisted(site, named.kind, named.slug)):
        return f'only what no list shows names the {named.kind} "{named.slug}" now: {unlisted}'
    return f'no article names the {named.kind} "{named.slug}" any more'


def _agency(site: Site, slug: str) -> str:
    lang = site.config.language
    return next((name for name in site.config.agencies if is_plain(name, slug, lang)), "")


def _undescribed(site: Site, slug: str, draft: str) -> str:
    """Why a series has no page that articles name; "" where none does."""
    named = (heads[0] for heads in site.by_series.values())
    if not any(head.series is not None and head.series.slug == slug for head in named):
        return ""
    file = f"{site.config.content}/series/{slug}.md"
    if draft == file:
        return f'the description of the series "{slug}" is a draft now: {draft}'
    return f'no file describes the series "{slug}" that articles name, {file} is not there'


def _unlisted(site: Site, kind: TermKind, slug: str) -> str:
    """An article that names a term, and stands in no list."""
    named = (head for head in site.unlisted if any(name.slug == slug for name in names_of(head, kind)))
    return next((head.source for head in named), "")


def _not_there(path: str) -> str:
    return f'the file "{path}" is not there any more, or nothing public refers to it'


def _nowhere(site: Site, moved: Sequence[Old], outputs: Mapping[str, Output]) -> Iterator[Diagnostic]:
    waiting = {output_path(site.config, site.config.base_path + entry.address) for entry in site.fates.waiting}
    lost = (*(entry for entry, _ in site.fates.vanished), *site.fates.following)
    vanished = {output_path(site.config, site.config.base_path + entry.address) for entry in lost}
    for old in moved:
        entry = entry_of(site, old)
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


def entry_of(site: Site, old: Old) -> Entry:
    """What newsgen.urls says of an address: of a lost page of a list, by the line of its last one."""
    address = standard(old.url.removeprefix(site.config.base_path))
    return site.ledger.entries.get(address) or Entry(address, line=old.line)


def taken(entry: Entry, whose: str) -> Diagnostic:
    """`alias-taken` of an address in newsgen.urls."""
    text = f'the old address "{unquote(entry.address)}" is {whose}, too'
    return Diagnostic("alias-taken", entry.place, text, "take the line out, or move the other", excerpt=entry.text)
