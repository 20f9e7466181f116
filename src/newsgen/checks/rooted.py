"""Every link and picture from the root leads to something: a page, a file, an old address, another program's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.checks.links import hidden_source, level_of, not_public, place_of_link, shown
from newsgen.diagnostics import Diagnostic
from newsgen.hosts import file_of
from newsgen.kinds.base import Output
from newsgen.model import Link
from newsgen.patterns import matcher
from newsgen.questions.addresses import address
from newsgen.site.addressed import HIDDEN, at, keyed
from newsgen.site.index import Site
from newsgen.site.rooted import PICTURES, deeper, inner, is_elsewhere, rooted, source_at

# WordPress's /?p=20 is the front page to a host that knows nothing of it.
_HINT_SHORT = "link to the article's file, or write the address under aliases there"
_HINT = "mend the address, or name what another program of the host answers under links: {elsewhere: [/shop/]}"


def links_from_root(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`image-missing`: a picture is not there. `link-broken`, a warning: a page or file is not.

    `link-not-public`, a warning: the page is one that readers cannot see.
    """
    targets = {link.target for reading in readings.values() for link in reading.links if link.target[:1] == "/"}
    missing = targets - there(site, plan, targets) if targets else ()
    # An archive has hundreds of thousands of such links, and few lead nowhere.
    for source, reading in readings.items() if missing else ():
        for link in reading.links:
            if link.target in missing and site.is_shown(source):
                yield _missing(site, source, link, readings)


ROOTED = Check(
    "rooted", "texts", frozenset({"link-broken", "link-not-public", "image-missing"}), "error", links_from_root
)


def there(site: Site, plan: Sequence[Output], targets: Iterable[str]) -> set[str]:
    """Those of the addresses from the root at which there is something."""
    is_kept = matcher(site.config.keep)
    found: set[str] = set()
    paths: dict[str, list[str]] = {}
    for target in targets:
        if source := source_at(site.config, target):
            found.update([target] if address(site, source) else ())
            continue
        for path in _files(site, target):
            if is_elsewhere(site.config, target) or is_kept(path):
                found.add(target)
            paths.setdefault(path, []).append(target)
    # An archive has a hundred thousand outputs, and a text a few such links.
    for path in paths.keys() & {output.path for output in plan if output.path in paths}:
        found.update(paths[path])
    if any(target not in found for of_path in paths.values() for target in of_path):
        found.update(target for path in paths.keys() & site.redirects.keys() for target in paths[path])
    return found


def _files(site: Site, target: str) -> Iterator[str]:
    """The files below output/ that may be meant: hosts serve /x of x.html, too."""
    for meant in filter(None, (target, deeper(site.config, target))):
        path = inner(site.config, meant)
        yield file_of(path)
        if "." not in path.rpartition("/")[2] and path[-1:] != "/":
            yield f"{path.lstrip('/')}.html"


def _missing(site: Site, source: str, link: Link, readings: Mapping[str, Read]) -> Diagnostic:
    if told := hidden(site, source, link, readings):
        return told
    place = place_of_link(source, link)
    if link.is_shown or link.target.lower().endswith(PICTURES):
        hint = f"put the file into {site.config.static}/, or mend the address"
        return Diagnostic("image-missing", place, f'"{shown(link)}" is not there', hint, level_of(site))
    text = f'"{shown(link)}" is not there: this site has neither a page nor a file at that address'
    return Diagnostic("link-broken", place, text, _HINT_SHORT if "?" in link.target else _HINT, "warning")


def hidden(site: Site, source: str, link: Link, readings: Mapping[str, Read]) -> Diagnostic | None:
    """What is said where an address from the root is that of what readers cannot see, or names its file."""
    if (named := source_at(site.config, link.target)) and (reading := readings.get(named)):
        return hidden_source(source, link, site, reading)
    for meant in filter(None, (rooted(site.config, link.target), deeper(site.config, link.target))):
        if at(site, key := keyed(meant)) == HIDDEN:
            return not_public(source, link, site, readings.get(site.unseen[key]), "warning")
    return None
