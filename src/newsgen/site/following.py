"""What newsgen.urls leaves unsaid, written out: the lost pages of lists, and feeds that go where their term went."""

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from newsgen.config import FEED_FORMATS, Config
from newsgen.site.fates import Hidden
from newsgen.site.ledger import Entry, Ledger
from newsgen.site.permalinks import below, feed_of, numbered, output_path, page_url, standard, term_url
from newsgen.site.standing import Standing, Thing, is_unasked, thing

Entries = Mapping[str, Entry]


def resolved(config: Config, ledger: Ledger, hidden: Hidden, standing: Standing) -> Ledger:
    """The ledger with a line for each list page that is lost, and an answer for each feed whose term has one."""
    # A site without the file has promised nothing.
    claimed = dict(_claimed(config, ledger, standing)) if ledger.entries else {}
    if not ledger.of_lists and not claimed:
        return ledger
    entries = {**claimed, **ledger.entries}
    for entry in ledger.of_lists:
        named = thing(entry.id)
        if named is None:
            continue
        if named.sort == "list" and (page := numbered(entry.address)):
            del entries[entry.address]
            for each in _lost(config, ledger.entries, entry, named, page, hidden, standing):
                # What somebody says of one page goes before what is said of all.
                if each.address == entry.address or each.address not in ledger.entries:
                    entries[each.address] = each
        elif named.format and named.kind and not standing.home(named.term_id):
            entries[entry.address] = _feed(config, ledger.entries, entry, named, standing)
    return replace(ledger, entries=entries)


def _claimed(config: Config, ledger: Ledger, standing: Standing) -> Iterator[tuple[str, Entry]]:
    """The addresses that names had by themselves before a description made them its own: nobody has recorded tags.

    What somebody says of one holds of its feeds, too.
    """
    for kind, by_slug in standing.site.claims.items():
        for slug in by_slug:
            front = term_url(config, kind, slug)
            if standard(front.removeprefix(config.base_path)) in ledger.entries:
                continue
            feeds = [(feed_of(config, each, kind, slug), f"feed:{each}:{kind}:{slug}") for each in FEED_FORMATS]
            for url, id_ in ((front, f"{kind}:{slug}"), *feeds):
                home = standing.home(id_)
                if url and home and url != home and output_path(config, url) not in standing.site.static:
                    address = standard(url.removeprefix(config.base_path))
                    yield address, Entry(address, target=home)


def _lost(
    config: Config,
    entries: Entries,
    entry: Entry,
    named: Thing,
    page: tuple[str, int],
    hidden: Hidden,
    standing: Standing,
) -> Iterator[Entry]:
    """What becomes of every page that a list may have had at a front, but for those that it has there now.

    Those of a series are numbered from 1 or, where its front was page 1, from 2: nobody has recorded which.
    """
    (front, number), home = page, standing.home(entry.id)
    numbers = standing.numbers(entry.id) if home else range(0)
    is_there = bool(home) and below(home) == config.base_path + front
    known = next((each for each in (front, f"{front[:-1]}.html") if each in entries), "")
    lost = (range(1, numbers.start), range(numbers.stop, number + 1)) if is_there else (range(1, number + 1),)
    for each in chain(*lost):
        address = f"{front}page/{each}/"
        if home:
            target = page_url(home, each) if each in numbers and not is_there else home
            yield replace(entry, address=address, id="", target=target)
        elif known:
            yield replace(entry, address=address, id="", target=config.base_path + known)
        else:
            is_waiting = hidden.by_id.get(named.term_id, ("nothing", ""))[0] == "waiting"
            yield replace(entry, address=address, id=named.term_id if is_waiting else "")


def _feed(config: Config, entries: Entries, entry: Entry, named: Thing, standing: Standing) -> Entry:
    """What becomes of the feed of a term that has no articles: it goes where the term's own address was led."""
    assert named.kind is not None
    assert named.format is not None
    fronts = (
        *(each for folder in _folders(entry.address) for each in (folder, f"{folder[:-1]}.html")),
        standard(term_url(config, named.kind, named.slug).removeprefix(config.base_path)),
    )
    front = next(
        (entries[address] for address in fronts if address in entries and not _is_feed(entries[address])), None
    )
    if front is None:
        return entry
    url = _end(config, entries, front, standing)
    if url is None:
        if is_unasked(config, named):
            # The clock may bring the term back, but no feed of this format: what becomes of it is asked now.
            return entry
        # It is waiting, or has vanished: the feed with it.
        return replace(entry, id="", target=config.base_path + front.address)
    term = standing.term_at(url)
    return replace(entry, id="", target=standing.feed_of(named.format, *term) if term else "")


def _folders(address: str) -> Iterator[str]:
    """The folders that an address lies in, from the innermost on."""
    while len(address) > 1:
        address = address[: address.rstrip("/").rfind("/") + 1]
        yield address


def _is_feed(entry: Entry) -> bool:
    return entry.id.startswith("feed:")


def _end(config: Config, entries: Entries, front: Entry, standing: Standing) -> str | None:
    """Where a term's address leads in the end: "" for elsewhere and for what is gone, None where nobody has said."""
    seen = {front.address}
    while front.target.startswith("/"):
        target = front.target.partition("#")[0].partition("?")[0]
        below = target.startswith(f"{config.base_path}/")
        address = standard(target.removeprefix(config.base_path) if below else target)
        found = entries.get(address)
        if found is None or address in seen:
            return config.base_path + address
        seen.add(address)
        front = found
    if not front.id:
        return ""
    return (standing.home(front.id) or None) if thing(front.id) else ""
