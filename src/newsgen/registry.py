"""All that newsgen can make of a site, check in it and offer to templates, as one value."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from newsgen.checks.base import Check
from newsgen.kinds.base import AnyKind, Output
from newsgen.questions.family import Family
from newsgen.render.templates import Filters
from newsgen.site.index import Site

# A filter of templates by its name; they give it whatever they hold.
Filter = tuple[str, Callable[..., Any]]


class Registry(Struct, frozen=True):
    """Composed once a run, at the edge (newsgen.standard), and never changed.

    `kinds` by name, in the order of planning; `checks` in that of reporting; `families` of questions
    and `filters` of templates by name.
    It can be sent to another process: kinds are frozen structs, and functions are known there by their names.
    """

    kinds: Mapping[str, AnyKind]
    checks: tuple[Check, ...]
    families: Mapping[str, Family]
    filters: Filters

    def plan(self, site: Site) -> list[Output]:
        """Every output that the site is to have."""
        return [output for kind in self.kinds.values() for output in kind.plan(site)]

    def with_more(
        self,
        kinds: Iterable[AnyKind] = (),
        checks: Iterable[Check] = (),
        families: Iterable[Family] = (),
        filters: Iterable[Filter] = (),
    ) -> "Registry":
        """The registry and more beside it; ValueError for a name that is taken."""
        return registry(
            (*self.kinds.values(), *kinds),
            (*self.checks, *checks),
            (*self.families.values(), *families),
            (*self.filters.items(), *filters),
        )


def registry(
    kinds: Iterable[AnyKind], checks: Iterable[Check], families: Iterable[Family], filters: Iterable[Filter]
) -> Registry:
    """A registry of these; ValueError where two of one sort have one name."""
    kinds, checks, families, filters = tuple(kinds), tuple(checks), tuple(families), tuple(filters)
    _without_twins("kinds", (kind.name for kind in kinds))
    _without_twins("checks", (check.name for check in checks))
    _without_twins("families", (family.name for family in families))
    _without_twins("filters", (name for name, _ in filters))
    return Registry(
        {kind.name: kind for kind in kinds}, checks, {family.name: family for family in families}, dict(filters)
    )


def _without_twins(sort: str, names: Iterable[str]) -> None:
    twins = sorted(name for name, n in Counter(names).items() if n > 1)
    if twins:
        raise ValueError(f"two {sort} have one name: {', '.join(twins)}")
