"""The templates that front matter asks for are templates of the site."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Planned, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.mistakes import choice
from newsgen.site.index import Site

# So many names of other systems' layouts are listed.
NAMED = 10


def layouts(site: Site, plan: Sequence[Planned], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`template-unknown`: `template` names none. `layout-unknown`, once for the site: another system's layouts.

    Both are shown as articles are. An archive that moves in has hundreds with layouts of the theme it had.
    """
    elsewhere: Counter[str] = Counter()
    for source, facts in site.facts.items():
        name = facts.head.template
        if not name or f"{name.removesuffix('.html')}.html" in site.templates:
            continue
        place = readings[source].key_places.get("template") if source in readings else None
        if place is None:
            elsewhere[name] += 1
        else:
            yield _unknown(site, Place(source, *place), name)
    if elsewhere:
        yield _of_others(site, elsewhere)


def _unknown(site: Site, place: Place, name: str) -> Diagnostic:
    chosen = [each.removesuffix(".html") for each in site.templates if each.endswith(".html") and "/" not in each]
    near = choice(name, chosen)
    hint = near if near.startswith("did") else f"put {name}.html into {site.config.templates}/, or remove the key"
    return Diagnostic("template-unknown", place, f'there is no template "{name}.html"', hint, "warning")


def _of_others(site: Site, found: Counter[str]) -> Diagnostic:
    n_sources = found.total()
    most = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    names = ", ".join(f'"{name}" ({n})' for name, n in most[:NAMED])
    more = f" and {len(most) - NAMED} more" if len(most) > NAMED else ""
    who = "1 source asks" if n_sources == 1 else f"{n_sources} sources ask"
    text = f"{who} for a layout that no template has, and has the usual one: {names}{more}"
    hint = f"put {most[0][0]}.html into {site.config.templates}/ to give it a page of its own"
    return Diagnostic("layout-unknown", Place(site.config.content), text, hint, "notice")
