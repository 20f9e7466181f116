"""Old addresses: what leads where, in one hop."""

from collections.abc import Iterable, Iterator, Mapping

from newsgen.config import Config
from newsgen.model import Head
from newsgen.site.permalinks import output_path


def old_addresses(head: Head) -> tuple[str, ...]:
    """The addresses that only lead on because of a head: its aliases, and its own where it has `redirect_to`."""
    if not head.redirect_to:
        return head.aliases
    return tuple(dict.fromkeys((head.url, *head.aliases)))


def target_of(head: Head, base_path: str) -> str:
    """Where a head's old addresses lead at first; a path of the site is put behind the base path."""
    target = head.redirect_to
    if target.startswith("/") and not target.startswith(("//", f"{base_path}/")):
        return base_path + target
    return target or head.url


def redirects(config: Config, heads: Iterable[Head]) -> Mapping[str, str]:
    """Output path of each old address -> where it leads at first."""
    moved: dict[str, str] = {}
    for head in heads:
        if (head.aliases or head.redirect_to) and head.form != "term":
            target = target_of(head, config.base_path)
            for url in old_addresses(head):
                moved.setdefault(output_path(config, url), target)
    return moved


def followed(config: Config, moved: Mapping[str, str], target: str) -> str:
    """Where one is in the end who follows an address; one that leads in a circle stays as it is."""
    seen: list[str] = []
    for target_ in _hops(config, moved, target):
        if target_ in seen:
            return target
        seen.append(target_)
    return seen[-1]


def _hops(config: Config, moved: Mapping[str, str], target: str) -> Iterator[str]:
    yield target
    while target.startswith("/") and not target.startswith("//"):
        path = output_path(config, target.partition("#")[0].partition("?")[0])
        if path not in moved:
            return
        target = moved[path]
        yield target
