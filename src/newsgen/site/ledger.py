"""newsgen.urls: every address that was ever published, and what has become of it.

A text file to be committed, one address a line, sorted, so that two branches merge without a conflict:

    /2026/05/cup/ = 2026/05/cup     belongs to the article of this id, wherever that stands now
    /2025/11/fair/ -> /2026/fair/   leads elsewhere
    /2024/contest/ gone             is no more, and shall not be

Addresses are root-relative without the site's base path, percent-encoded, so that the site may move as a whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal
from urllib.parse import quote, unquote

from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Place
from newsgen.model import Head
from newsgen.site.index import Site
from newsgen.site.redirects import old_addresses, target_of

# What would end a line or could not be written in UTF-8, and the sign that stands for it.
_ODD = re.compile("[%\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


End = Literal["page", "gone", "waiting", "vanished", "circle"]


class Entry(Struct, frozen=True, gc=False):
    """What the file says of an address: an id, or a target, or neither for gone; `line` counts from 1, 0 if new."""

    address: str
    id: str = ""
    target: str = ""
    line: int = 0


Ledger = Mapping[str, Entry]


class Claims(Struct, frozen=True):
    """What the sources say now: which article each address and old address belongs to, and where old ones lead.

    `waiting` and `expired` are the ids of what is not public at the build's clock, and not because it is a draft.
    """

    published: Mapping[str, str]
    old: Mapping[str, str] = {}
    targets: Mapping[str, str] = {}
    waiting: frozenset[str] = frozenset()
    expired: frozenset[str] = frozenset()


class Resolved(Struct, frozen=True):
    """What becomes of every old address: each stands in one of these, `redirects` lead there in one hop.

    `waiting` will be a page when its article is due. `vanished` and `circles` are for a writer to mend.
    """

    redirects: Mapping[str, str]
    gone: frozenset[str]
    waiting: frozenset[str]
    vanished: tuple[Entry, ...]
    circles: tuple[Entry, ...]


def parsed(text: str, file: str) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """The entries of the file; `urls-unreadable`, `urls-twice` at their lines."""
    entries: dict[str, Entry] = {}
    found: list[Diagnostic] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        entry = _entry(line, number)
        known = entries.get(entry.address) if entry else None
        if entry is None:
            hint = 'a line is "/address/ = id", "/address/ -> /new/" or "/address/ gone"'
            found.append(
                Diagnostic("urls-unreadable", Place(file, number), f'"{line}" says nothing', hint, excerpt=line)
            )
        elif known and (known.id, known.target) != (entry.id, entry.target):
            text_ = f'"{entry.address}" stands in line {known.line}, too, and with something else behind it'
            found.append(Diagnostic("urls-twice", Place(file, number), text_, "keep one of the two", excerpt=line))
        elif known is None:
            entries[entry.address] = entry
    return entries, tuple(found)


def written(ledger: Ledger) -> str:
    """The file's text; the same entries give the same bytes."""
    return "".join(f"{entry.address} {_said(entry)}\n" for _, entry in sorted(ledger.items()))


def recorded(ledger: Ledger, claims: Claims) -> Ledger:
    """The ledger with all that is public now; an answer that was given for such an address has had its day."""
    claimed = {**claims.old, **claims.published}
    return {**ledger, **{address: Entry(address, id_) for address, id_ in claimed.items()}}


def redirected(ledger: Ledger, old: str, new: str) -> Ledger:
    """The ledger with the answer that an address leads elsewhere."""
    return {**ledger, old: Entry(old, target=new)}


def gone(ledger: Ledger, address: str) -> Ledger:
    """The ledger with the answer that there is nothing at an address any more."""
    return {**ledger, address: Entry(address)}


def claims(site: Site, heads: Iterable[Head]) -> Claims:
    """What a site's sources claim; `heads` are all there are, public or not."""
    published, old, targets = {}, {}, {}
    waiting: set[str] = set()
    expired: set[str] = set()
    base_path = site.config.base_path
    for head in heads:
        if head.form == "term":
            continue
        if head.source not in site.facts:
            if head.status == "published":
                (waiting if head.publish_at > site.clock else expired).add(head.id)
            continue
        if not head.redirect_to:
            published[head.url.removeprefix(base_path)] = head.id
        for url in old_addresses(head):
            address = url.removeprefix(base_path)
            old[address] = head.id
            targets[address] = target_of(head, base_path).removeprefix(base_path)
    return Claims(published, old, targets, frozenset(waiting), frozenset(expired))


def resolved(ledger: Ledger, claims: Claims) -> Resolved:
    """What becomes of every address that was published once, and of every old one that the sources name."""
    homes: dict[str, str] = {}
    for address, id_ in (*sorted(claims.published.items()), *sorted(claims.old.items())):
        homes.setdefault(id_, address)
    redirects: dict[str, str] = {}
    ends: dict[End, set[str]] = {"gone": set(), "waiting": set(), "vanished": set(), "circle": set()}
    for address in (ledger.keys() | claims.targets.keys()) - claims.published.keys():
        end, target = _followed(ledger, claims, homes, address)
        if end == "page":
            redirects[address] = target
        else:
            ends[end].add(address)
    # What leads to an address that has vanished is mended with that address.
    vanished = (ledger[address] for address in sorted(ends["vanished"] & ledger.keys()))
    return Resolved(
        redirects,
        frozenset(ends["gone"]),
        frozenset(ends["waiting"]),
        tuple(entry for entry in vanished if entry.id and entry.address not in claims.targets),
        tuple(ledger[address] for address in sorted(ends["circle"] & ledger.keys())),
    )


def mistakes(found: Resolved, file: str) -> Iterator[Diagnostic]:
    """`address-vanished` and `redirect-loop` at the lines of the file."""
    for entry in found.vanished:
        text = f'"{unquote(entry.address)}" was published, and no source has the id "{entry.id}" any more'
        hint = f"newsgen urls redirect {entry.address} /new/address/, or newsgen urls gone {entry.address}"
        yield Diagnostic("address-vanished", Place(file, entry.line), text, hint)
    for entry in found.circles:
        text = f'"{unquote(entry.address)}" leads in a circle'
        yield Diagnostic("redirect-loop", Place(file, entry.line), text, "let it lead to a page")


def _followed(ledger: Ledger, claims: Claims, homes: Mapping[str, str], address: str) -> tuple[End, str]:
    """Where one comes to who follows an address, and what is there."""
    seen: set[str] = set()
    while True:
        bare = address.partition("#")[0].partition("?")[0]
        if bare in claims.published:
            return "page", address
        if bare in seen:
            return "circle", address
        seen.add(bare)
        entry = ledger.get(bare)
        target = claims.targets.get(bare) or (_target(entry, homes) if entry else "")
        if target:
            address = target
        elif entry is None:
            # A page of another kind, such as a term's, or of another site.
            return "page", address
        else:
            return _end(entry, claims), address


def _target(entry: Entry, homes: Mapping[str, str]) -> str:
    return entry.target or homes.get(entry.id, "")


def _end(entry: Entry, claims: Claims) -> End:
    """What is at the address of an article that is not public; one that has expired is gone."""
    if entry.id in claims.waiting:
        return "waiting"
    return "gone" if not entry.id or entry.id in claims.expired else "vanished"


def _entry(line: str, number: int) -> Entry | None:
    address, _, said = line.partition(" ")
    sign, _, rest = said.strip().partition(" ")
    rest = rest.strip()
    if not address.startswith("/") or address.startswith("//"):
        return None
    if sign == "gone" and not rest:
        return Entry(address, line=number)
    if sign == "=" and rest:
        return Entry(address, id=unquote(rest, errors="surrogatepass"), line=number)
    if sign == "->" and rest.startswith(("/", "https://", "http://")):
        return Entry(address, target=rest, line=number)
    return None


def _said(entry: Entry) -> str:
    if entry.target:
        return f"-> {entry.target}"
    return f"= {_ODD.sub(_encoded, entry.id)}" if entry.id else "gone"


def _encoded(match: re.Match[str]) -> str:
    return quote(match[0], safe="", errors="surrogatepass")
