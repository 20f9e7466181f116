"""What has become of every address that was ever published: newsgen.urls against the sources of now."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Literal, Protocol

from msgspec import Struct

from newsgen.config import Config
from newsgen.model import TERM_FIELDS, Head, TermName
from newsgen.site.claims import described
from newsgen.site.ledger import FILE, Entry, Ledger
from newsgen.site.permalinks import output_path, standard
from newsgen.site.redirects import Old, behind, by_path, followed, path_of, target_of
from newsgen.site.standing import Thing, is_unasked, thing
from newsgen.spelling import composed

State = Literal["waiting", "gone", "draft", "nothing"]
# Why something is not public, and the source that would make it so.
Behind = tuple[State, str]

# Of two sources that may stand behind an address, what will be public goes before what was.
_RANK: Mapping[State, int] = {"waiting": 0, "gone": 1, "draft": 2, "nothing": 3}


NO_FILES: Mapping[str, Iterable[str]] = {}


class Hidden(Struct, frozen=True):
    """What is not public, and why.

    `by_id`: articles, pages, and the terms that they stand in ("category:stadt"), each with the source. `by_file`: the
    files that they refer to, by their paths below content/.
    """

    by_id: Mapping[str, Behind] = {}
    by_file: Mapping[str, Behind] = {}


class Others(Protocol):
    """What stands on a site beside articles and pages (site.standing.Standing)."""

    def home(self, id_: str) -> str: ...
    def has(self, url: str) -> bool: ...


class Nothing(Struct, frozen=True):
    """A site of articles and pages alone."""

    def home(self, id_: str) -> str:
        return ""

    def has(self, url: str) -> bool:
        return False


NOTHING = Nothing()


class Fates(Struct, frozen=True):
    """What becomes of the addresses that are no page any more and that no front matter names.

    `moved` lead elsewhere, `gone` nowhere, `waiting` will be pages when their articles are due; `vanished` are left to
    a writer, each with the source that has its id and is a draft, or "". `following` lead to what has vanished, and are
    mended with it.
    """

    moved: tuple[Old, ...] = ()
    gone: tuple[Entry, ...] = ()
    waiting: tuple[Entry, ...] = ()
    vanished: tuple[tuple[Entry, str], ...] = ()
    following: tuple[Entry, ...] = ()


def hidden_at(clock: datetime, heads: Iterable[Head], files: Mapping[str, Iterable[str]] = NO_FILES) -> Hidden:
    """Why each of the heads is not public; `files`: what their sources refer to, below content/.

    Of two that stand behind one id or file, what will be public goes before what was.
    """
    by_id: dict[str, Behind] = {}
    by_file: dict[str, Behind] = {}
    for head in heads:
        state: State = "draft" if head.status == "draft" else "waiting" if head.publish_at > clock else "gone"
        if head.form == "term":
            # Its slug is the address of the names that it calls its own while it is public.
            kind = described(head)
            _put(by_id, f"{kind}:{head.slug}", state, head.source)
        else:
            _put(by_id, composed(head.id), state, head.source)
            for id_ in _terms_of(head) if head.form == "article" and not head.unlisted else ():
                _put(by_id, id_, state, head.source)
        for path in files.get(head.source, ()):
            _put(by_file, path, state, head.source)
    return Hidden(by_id, by_file)


def _put(known: dict[str, Behind], name: str, state: State, source: str) -> None:
    if name not in known or _RANK[state] < _RANK[known[name][0]]:
        known[name] = state, source


def _terms_of(head: Head) -> Iterator[str]:
    if head.series and head.series.slug:
        yield f"series:{head.series.slug}"
    for kind, field in TERM_FIELDS.items():
        names: tuple[TermName, ...] = getattr(head, field)
        yield from (f"{kind}:{name.slug}" for name in names)


def fates(
    config: Config,
    ledger: Ledger,
    heads: Iterable[Head],
    hidden: Hidden,
    named: Iterable[Old],
    others: Others = NOTHING,
) -> Fates:
    """What becomes of every address in the ledger that is not where its article is.

    `heads` are public; `named` are the old addresses in front matter, which go before the file's. The ledger is as
    site.standing.resolved has it.
    """
    if not ledger.entries:
        return Fates()
    shown = [head for head in heads if head.form != "term"]
    homes = _homes(shown)
    left = [
        (entry, _old(config, entry, homes.get(composed(entry.id)), others))
        for entry in ledger.entries.values()
        if not _is_home(config, entry, homes.get(composed(entry.id)))
    ]
    left = [(entry, old) for entry, old in left if entry.target or old.url != old.target]
    if not left:
        return Fates()
    pages = {standard(head.url) for head in shown if not head.redirect_to}
    first = by_path(config, named)
    taken = {
        old.url for _, old in left if old.url in pages or output_path(config, old.url) in first or others.has(old.url)
    }
    left = [(entry, old) for entry, old in left if old.url not in taken]
    return _sorted_out(config, left, partial(_why, config, hidden, others), first)


def _sorted_out(
    config: Config, left: Sequence[tuple[Entry, Old]], why: Callable[[Entry], Behind], first: dict[str, str]
) -> Fates:
    """`why` what an entry belongs to is not public; `first`: where front matter leads, as by_path has it."""
    nowhere = ((entry, old) for entry, old in left if not old.target)
    ends = {output_path(config, old.url): why(entry)[0] if entry.id else "gone" for entry, old in nowhere}
    every = by_path(config, (old for _, old in left if old.target)) | first
    by_state: dict[State, list[Entry]] = {"gone": [], "waiting": [], "draft": [], "nothing": []}
    moved: list[Old] = []
    following: list[Entry] = []
    for entry, old in left:
        if not old.target:
            by_state[ends[output_path(config, old.url)]].append(entry)
            continue
        end = ends.get(path_of(config, followed(config, every, old.target))) if ends else None
        if end is None:
            moved.append(old)
        elif end in {"gone", "waiting"}:
            by_state[end].append(entry)
        else:
            following.append(entry)
    vanished = _in_order([*by_state["draft"], *by_state["nothing"]])
    return Fates(
        tuple(moved),
        _in_order(by_state["gone"]),
        _in_order(by_state["waiting"]),
        tuple((entry, why(entry)[1]) for entry in vanished),
        _in_order(following),
    )


def _old(config: Config, entry: Entry, home: Head | None, others: Others) -> Old:
    """Where an address of the file leads at first: to what has its id, or as the file says; target "" for nowhere."""
    url = config.base_path + entry.address
    if home is not None:
        return Old(url, target_of(home, config.base_path), home.source, entry.line)
    if entry.id and (elsewhere := others.home(entry.id)):
        return Old(url, elsewhere, FILE, entry.line)
    return Old(url, behind(config.base_path, entry.target), FILE, entry.line)


def _why(config: Config, hidden: Hidden, others: Others, entry: Entry) -> Behind:
    """Why what an entry belongs to is not public, and the source that would make it so."""
    named = thing(entry.id)
    if named and named.format and named.kind and (is_unasked(config, named) or _is_there(named, others)):
        # No clock brings it back.
        return "nothing", ""
    id_ = named.term_id if named and named.kind else composed(entry.id)
    found = hidden.by_id.get(composed(entry.id)) or hidden.by_id.get(id_)
    if found is None and named and named.path:
        found = hidden.by_file.get(named.path)
    return found or ("nothing", "")


def _is_there(feed: Thing, others: Others) -> bool:
    """Whether the term of a feed is there without it; a podcast may come back with its description."""
    return feed.format != "podcast" and bool(others.home(feed.term_id))


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.address))


def _homes(heads: Iterable[Head]) -> dict[str, Head]:
    """Id, composed, -> the public head that has it; of two the one whose address comes first."""
    homes: dict[str, Head] = {}
    for head in heads:
        id_ = composed(head.id)
        known = homes.setdefault(id_, head)
        if head.url < known.url:
            homes[id_] = head
    return homes


def _is_home(config: Config, entry: Entry, home: Head | None) -> bool:
    return home is not None and home.url == config.base_path + entry.address
