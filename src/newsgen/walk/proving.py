"""Which proofs have something to prove: most builds load none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.diagnostics import Diagnostic
from newsgen.project import Project
from newsgen.proofs.base import Proof
from newsgen.registry import Registry
from newsgen.walk.planned import Planned
from newsgen.walk.seen import Seen

if TYPE_CHECKING:
    from newsgen.state.secrets import Hiding


class Proved(Struct, frozen=True):
    """What proofs say, and what the cache is to keep of what is hidden."""

    diagnostics: tuple[Diagnostic, ...]
    hiding: Hiding | None = None


NOTHING = Proved(())


def due(project: Project, registry: Registry, seen: Seen, planned: Planned) -> tuple[Proof, ...]:
    """The proofs that this build has to go through."""
    options, config = project.options, project.config
    whens = {"always", *(["budgeted"] if options.budget is not None else [])}
    if (options.proves_pages or config.proofs.pages) and not project.is_preview:
        whens.add("asked")
    # The preview shows what it shows to its writer alone.
    if not project.is_preview and _hides(seen, planned):
        whens.add("hidden")
    return tuple(proof for proof in registry.proofs if proof.when in whens)


def _hides(seen: Seen, planned: Planned) -> bool:
    """Whether anything is hidden, or was in the last build."""
    site, said = planned.site, planned.readings.by_source
    if seen.last.record.hides or len(said) != len(site.facts) or seen.inputs.scan.left:
        return True
    if site.files and site.files.keys() != site.assets.keys():
        return True
    heads = (said[path].head for path in seen.differing if path in said)
    return any(head is not None and (head.access or head.corrections or head.updated) for head in heads)
