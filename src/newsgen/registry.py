"""All that newsgen can make of a site, check in it, answer, read and offer to templates, as one value."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from newsgen.checks.base import Check
from newsgen.kinds.base import AnyKind, Output
from newsgen.proofs.base import Proof
from newsgen.questions.family import Family
from newsgen.render.templates import Filters
from newsgen.site.index import Site

if TYPE_CHECKING:
    from markdown.extensions import Extension

# A filter of templates by its name; they give it whatever they hold.
Filter = tuple[str, Callable[..., Any]]
# A part of Markdown: makes an extension of Python-Markdown for texts of a language, which works after newsgen's own.
Part = Callable[[str], "Extension"]

Named = TypeVar("Named")


class Registry(Struct, frozen=True):
    """Composed once a run, at the edge (newsgen.standard), and never changed.

    `kinds` by name, in the order of planning; `checks` and `proofs` in that of reporting; `families` of questions and
    `filters` of templates by name; parts of `markdown` beside those of newsgen's engine, which hang together.
    `heeds_wording`: whether any kind plans, or any check but those of texts judges, by the wording of articles
    (model.WORDING).
    It can be sent to another process: kinds are frozen structs, and functions are known there by their names.
    """

    kinds: Mapping[str, AnyKind]
    checks: tuple[Check, ...]
    families: Mapping[str, Family]
    filters: Filters
    markdown: tuple[Part, ...] = ()
    heeds_wording: bool = True
    proofs: tuple[Proof, ...] = ()

    @property
    def modules(self) -> frozenset[str]:
        """Where all of it is written."""
        ours: list[object] = [*self.kinds.values(), *self.filters.values(), *self.markdown]
        ours += [*(check.run for check in self.checks), *(family.answer for family in self.families.values())]
        ours += [proof.run for proof in self.proofs]
        return frozenset(map(_module, ours))

    def plan(self, site: Site) -> list[Output]:
        """Every output that the site is to have."""
        return [output for kind in self.kinds.values() for output in kind.plan(site)]

    def with_more(
        self,
        kinds: Iterable[AnyKind] = (),
        checks: Iterable[Check] = (),
        families: Iterable[Family] = (),
        filters: Iterable[Filter] = (),
        markdown: Iterable[Part] = (),
        heeds_wording: bool | None = None,
        proofs: Iterable[Proof] = (),
    ) -> "Registry":
        """The registry and more beside it; ValueError for a name that is taken.

        Kinds and checks heed the wording of articles unless it is said that they do not, and are asked less then.
        """
        kinds, checks = tuple(kinds), tuple(checks)
        do_these = bool(kinds or checks) if heeds_wording is None else heeds_wording
        return registry(
            (*self.kinds.values(), *kinds),
            (*self.checks, *checks),
            (*self.families.values(), *families),
            (*self.filters.items(), *filters),
            (*self.markdown, *markdown),
            self.heeds_wording or do_these,
            (*self.proofs, *proofs),
        )


def _module(part: object) -> str:
    """Of a function, its own module; of a value, that of its type."""
    return str(getattr(part, "__module__", None) or type(part).__module__)


def registry(
    kinds: Iterable[AnyKind],
    checks: Iterable[Check],
    families: Iterable[Family],
    filters: Iterable[Filter],
    markdown: Iterable[Part] = (),
    heeds_wording: bool = True,
    proofs: Iterable[Proof] = (),
) -> Registry:
    """A registry of these; ValueError where two of one sort have one name."""
    return Registry(
        _named("kinds", ((kind.name, kind) for kind in kinds)),
        tuple(_named("checks", ((check.name, check) for check in checks)).values()),
        _named("families", ((family.name, family) for family in families)),
        _named("filters", filters),
        tuple(markdown),
        heeds_wording,
        tuple(_named("proofs", ((proof.name, proof) for proof in proofs)).values()),
    )


def _named(sort: str, pairs: Iterable[tuple[str, Named]]) -> dict[str, Named]:
    """A mapping of pairs, in their order."""
    pairs = tuple(pairs)
    twins = sorted(name for name, n in Counter(name for name, _ in pairs).items() if n > 1)
    if twins:
        raise ValueError(f"two {sort} have one name: {', '.join(twins)}")
    return dict(pairs)
