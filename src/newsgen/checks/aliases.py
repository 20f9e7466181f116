"""Old addresses lead somewhere, once, and never in a circle."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from newsgen.checks.base import Check, Read, place_of
from newsgen.checks.clash import named
from newsgen.checks.promises import entry_of, taken
from newsgen.diagnostics import Diagnostic
from newsgen.kinds.base import Output, subject_of
from newsgen.kinds.queries import has_query
from newsgen.kinds.redirects import RedirectKind
from newsgen.model import Head
from newsgen.site.index import Site
from newsgen.site.ledger import FILE
from newsgen.site.permalinks import output_path, standard
from newsgen.site.redirects import Old, followed, path_of, target_of


def aliases(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`alias-taken`: the old address is another output's. `redirect-loop`, `redirect-broken`: it leads nowhere."""
    if not site.redirects:
        return
    owners: dict[str, list[Output]] = defaultdict(list)
    for output in plan:
        if output.path in site.redirects:
            owners[output.path].append(output)
    for outputs in owners.values():
        yield from _taken(site, outputs, readings)
    yield from _without_page(site, owners, readings)
    yield from _nowhere(site, plan, readings)


ALIASES = Check("aliases", "site", frozenset({"alias-taken", "redirect-loop", "redirect-broken"}), "error", aliases)


def _taken(site: Site, outputs: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """What is said of each redirect among the outputs at one path, where it is not alone."""
    # Two redirects at one address are both of front matter: newsgen.urls stands back.
    in_file = {old.url for old in site.fates.moved} if len(outputs) > 1 else set()
    for output in outputs:
        others = [other for other in outputs if other != output]
        if others and isinstance(output.kind, RedirectKind):
            old, name = subject_of(output.kind, output.encoded), _whose(site, others[0])
            if old.url in in_file:
                yield taken(entry_of(site, Old(old.url, "", FILE)), name)
                continue
            yield claimed(Old(old.url, "", old.source), name, readings)


def _without_page(
    site: Site, owners: Mapping[str, Sequence[Output]], readings: Mapping[str, Read]
) -> Iterator[Diagnostic]:
    """What is said of old addresses that have no page of their own, which no output of a redirect tells of."""
    paged = {path for path, outputs in owners.items() if any(isinstance(each.kind, RedirectKind) for each in outputs)}
    claims: dict[str, dict[str, Old]] = defaultdict(dict)
    for old in site.old_addresses:
        if has_query(old.url) or output_path(site.config, old.url) not in paged:
            claims[standard(old.url)].setdefault(old.source, old)
    for url, olds in claims.items():
        path = "" if has_query(url) else output_path(site.config, url)
        # A feed may stand at its own old address.
        owner = "" if path in site.old_feeds else "".join(named(site, output) for output in owners.get(path, ())[:1])
        for source, old in olds.items():
            other = next((each for each in olds if each != source), "")
            name = f"the address of {owner}" if owner else f"an old address of {other}" if other else ""
            if name and old.line:
                yield taken(entry_of(site, old), name)
            elif name:
                yield claimed(old, name, readings)


def claimed(old: Old, name: str, readings: Mapping[str, Read]) -> Diagnostic:
    text = f'the old address "{unquote(old.url)}" is {name}, too'
    place = place_of(readings, old.source, "aliases", "redirect_to")
    return Diagnostic("alias-taken", place, text, "take it out of the aliases of one of them")


def _nowhere(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """What `redirect_to` says, followed as far as the site goes."""
    moving = [facts.head for facts in site.facts.values() if facts.head.redirect_to]
    if not moving:
        return
    paths = {output.path for output in plan}
    for head in moving:
        place = place_of(readings, head.source, "redirect_to")
        end = path_of(site.config, followed(site.config, site.redirects, target_of(head, site.config.base_path)))
        if end in site.redirects:
            yield circle(head, readings)
        elif end and end not in paths:
            text = f'redirect_to "{head.redirect_to}" leads to an address that this site does not have'
            yield Diagnostic("redirect-broken", place, text, "mend the address", "warning")


def circle(head: Head, readings: Mapping[str, Read]) -> Diagnostic:
    """`redirect-loop` of what `redirect_to` says."""
    text, place = f'redirect_to "{head.redirect_to}" leads in a circle', place_of(readings, head.source, "redirect_to")
    return Diagnostic("redirect-loop", place, text, "let it lead to another page")


def _whose(site: Site, output: Output) -> str:
    whose = "an old address" if isinstance(output.kind, RedirectKind) else "the address"
    return f"{whose} of {named(site, output)}"
