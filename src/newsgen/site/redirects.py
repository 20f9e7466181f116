"""Old addresses: what leads where, in one hop."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from newsgen.config import Config
from newsgen.model import Head
from newsgen.origins import rooted
from newsgen.site.permalinks import output_path


class Old(Struct, frozen=True, gc=False):
    """An old address, where it leads at first, and the file that says so.

    Both are root-relative with the base path, or `target` is a URL. `line` is that of newsgen.urls where the address
    stands there and in no front matter, else 0.
    """

    url: str
    target: str
    source: str
    line: int = 0


def old_addresses(head: Head) -> tuple[str, ...]:
    """The addresses that only lead on because of a head: its aliases, and its own where it has `redirect_to`."""
    if not head.redirect_to:
        return head.aliases
    return tuple(dict.fromkeys((head.url, *head.aliases)))


def of_heads(config: Config, heads: Iterable[Head]) -> Iterator[Old]:
    """What front matter says of old addresses; two heads may claim one, which `alias-taken` tells."""
    for head in heads:
        if (head.aliases or head.redirect_to) and head.form != "term":
            target = target_of(head, config.base_path)
            for url in old_addresses(head):
                yield Old(url, target, head.source)


def target_of(head: Head, base_path: str) -> str:
    """Where a head's old addresses lead at first."""
    return behind(base_path, head.redirect_to) or head.url


def behind(base_path: str, target: str) -> str:
    """A target as written, with the base path in front where it is a path of the site without one."""
    if not target.startswith("/") or target.startswith("//"):
        return target
    return rooted(base_path, target)


def by_path(config: Config, olds: Iterable[Old]) -> dict[str, str]:
    """Output path of each old address -> where it leads at first."""
    moved: dict[str, str] = {}
    for old in olds:
        moved.setdefault(output_path(config, old.url), old.target)
    return moved


def followed(config: Config, moved: Mapping[str, str], target: str) -> str:
    """Where one is in the end who follows an address; one that leads in a circle stays as it is."""
    seen: list[str] = []
    for target_ in _hops(config, moved, target):
        if target_ in seen:
            return target
        seen.append(target_)
    return seen[-1]


def path_of(config: Config, target: str) -> str:
    """The output that a path of this site is; "" for other sites."""
    if not target.startswith("/") or target.startswith("//"):
        return ""
    return output_path(config, target.partition("#")[0].partition("?")[0])


def _hops(config: Config, moved: Mapping[str, str], target: str) -> Iterator[str]:
    yield target
    while path := path_of(config, target):
        if path not in moved:
            return
        target = moved[path]
        yield target
