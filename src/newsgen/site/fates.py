"""What has become of every address that was ever published: newsgen.urls against the sources of now."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from newsgen.config import Config
from newsgen.model import Head
from newsgen.site.ledger import FILE, Entry, Ledger
from newsgen.site.permalinks import standard
from newsgen.site.redirects import Old, behind, by_path, followed, path_of, target_of
from newsgen.spelling import composed

State = Literal["waiting", "gone", "draft", "nothing"]
# Id -> why its article is not public, and the article's source.
Hidden = Mapping[str, tuple[State, str]]


class Fates(Struct, frozen=True):
    """What becomes of the addresses that are no page any more and that no front matter names.

    `moved` lead elsewhere, `gone` nowhere, `waiting` will be pages when their articles are due; `vanished` are left to
    a writer, each with the source that has its id and is a draft, or "".
    """

    moved: tuple[Old, ...] = ()
    gone: tuple[Entry, ...] = ()
    waiting: tuple[Entry, ...] = ()
    vanished: tuple[tuple[Entry, str], ...] = ()


def hidden_at(clock: datetime, heads: Iterable[Head]) -> Hidden:
    """Why each of the heads is not public. Of two with one id, what will be public goes before what was."""
    rank: dict[State, int] = {"waiting": 0, "gone": 1, "draft": 2}
    hidden: dict[str, tuple[State, str]] = {}
    for head in heads:
        state: State = "draft" if head.status == "draft" else "waiting" if head.publish_at > clock else "gone"
        id_ = composed(head.id)
        known = hidden.get(id_)
        if head.form != "term" and (known is None or rank[state] < rank[known[0]]):
            hidden[id_] = state, head.source
    return hidden


def fates(config: Config, ledger: Ledger, heads: Iterable[Head], hidden: Hidden, named: Iterable[Old]) -> Fates:
    """What becomes of every address in the ledger that is not where its article is.

    `heads` are public; `named` are the old addresses in front matter, which go before the file's.
    """
    if not ledger.entries:
        return Fates()
    shown = [head for head in heads if head.form != "term"]
    homes = _homes(shown)
    away = [entry for entry in ledger.entries.values() if not _is_home(config, entry, homes.get(composed(entry.id)))]
    if not away:
        return Fates()
    pages = {standard(head.url) for head in shown if not head.redirect_to}
    first = by_path(config, named)
    left = [
        entry
        for entry in away
        if (url := config.base_path + entry.address) not in pages and path_of(config, url) not in first
    ]
    return _sorted_out(config, left, homes, hidden, first)


def _sorted_out(
    config: Config, left: Sequence[Entry], homes: Mapping[str, Head], hidden: Hidden, first: dict[str, str]
) -> Fates:
    """`first`: what front matter says of old addresses, as by_path has it."""
    olds = [(entry, _old(config, entry, homes.get(composed(entry.id)))) for entry in left]
    ends = {path_of(config, old.url): _state(entry, hidden) for entry, old in olds if not old.target}
    every = by_path(config, (old for _, old in olds if old.target)) | first
    by_state: dict[State, list[Entry]] = {"gone": [], "waiting": [], "draft": [], "nothing": []}
    moved: list[Old] = []
    for entry, old in olds:
        end = ends.get(path_of(config, followed(config, every, old.target or old.url))) if ends else None
        if end is None:
            moved.append(old)
        elif not old.target or end in {"gone", "waiting"}:
            # What leads to an address that has vanished is mended with that address.
            by_state[end].append(entry)
    vanished = _in_order([*by_state["draft"], *by_state["nothing"]])
    return Fates(
        tuple(moved),
        _in_order(by_state["gone"]),
        _in_order(by_state["waiting"]),
        tuple((entry, hidden[composed(entry.id)][1] if composed(entry.id) in hidden else "") for entry in vanished),
    )


def _old(config: Config, entry: Entry, home: Head | None) -> Old:
    """Where an address of the file leads at first: to its article, or as the file says; target "" for nowhere."""
    url = config.base_path + entry.address
    if home is not None:
        return Old(url, target_of(home, config.base_path), home.source, entry.line)
    return Old(url, behind(config.base_path, entry.target), FILE, entry.line)


def _state(entry: Entry, hidden: Hidden) -> State:
    """Why there is nothing at an address that leads nowhere."""
    return hidden.get(composed(entry.id), ("nothing", ""))[0] if entry.id else "gone"


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
