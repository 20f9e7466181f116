"""The templates that front matter asks for are templates of the site."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.mistakes import choice
from newsgen.site.index import Site

# So many names of other systems' layouts are listed.
NAMED = 10


def templates(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`template-unknown`: the key `template` names none, and its article is shown as others are."""
    for source, name in _unknown_names(site):
        if (place := _place(readings, source)) is not None:
            yield _unknown(site, Place(source, *place), name)


TEMPLATES = Check("templates", "site", frozenset({"template-unknown"}), "warning", templates)


def layouts(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`layout-unknown`, once for the site: the layouts of another system, whose articles are shown as others are.

    An archive that moves in has hundreds with layouts of the theme it had.
    """
    elsewhere = Counter(name for source, name in _unknown_names(site) if _place(readings, source) is None)
    if elsewhere:
        yield _of_others(site, elsewhere)


LAYOUTS = Check("layouts", "heads", frozenset({"layout-unknown"}), "notice", layouts)


def _unknown_names(site: Site) -> Iterator[tuple[str, str]]:
    """Each source that asks for a template that is not there, and the name."""
    for source, facts in site.facts.items():
        name = facts.head.template
        if name and f"{name.removesuffix('.html')}.html" not in site.templates:
            yield source, name


def _place(readings: Mapping[str, Read], source: str) -> tuple[int, int, int] | None:
    """Where newsgen's own key stands in a source; None where the name comes from a key of another system."""
    return readings[source].key_places.get("template") if source in readings else None


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
