"""Which templates each template reaches: found once for the same texts, since parsing them all takes 0.2 s."""

from collections.abc import Iterator

import msgspec

from newsgen import csp
from newsgen.digests import digest_of
from newsgen.render.renderer import Renderer
from newsgen.render.templates import Remark, TemplateProblem, Templates
from newsgen.site.index import Site
from newsgen.site.policies import policy
from newsgen.slots import sources
from newsgen.state.cache import Cache


class Kept(msgspec.Struct, frozen=True):
    """The closures of the texts with this digest, and what was remarked in them."""

    digest: bytes
    closures: dict[str, frozenset[str]]
    remarks: tuple[Remark, ...]


def with_closures(renderer: Renderer, cache: Cache) -> Templates:
    """A renderer's templates and what each of them reaches, as the cache has it or found now and kept there.

    Like bodies they are true for their texts, whatever becomes of the build.
    """
    sources = renderer.templates.sources
    digest = digest_of(sources)
    encoded = cache.meta("closures")
    kept = msgspec.msgpack.decode(encoded, type=Kept) if encoded else None
    if kept is None or kept.digest != digest:
        closures = {name: renderer.trees.closure(name) for name in sources}
        kept = Kept(digest, closures, tuple(renderer.remarks()))
        cache.set_meta({"closures": msgspec.msgpack.encode(kept)})
    renderer.trees.learn(kept.closures)
    return Templates(sources, kept.closures, kept.remarks)


def remarked(templates: Templates, site: Site) -> Iterator[TemplateProblem]:
    """What was remarked in the templates, but for those unused ones that front matter names, or that those reach.

    And but for what pages may load as newsgen.yaml has it.
    """
    if not templates.remarks:
        return
    chosen = {f"{facts.head.template}.html" for facts in site.facts.values() if facts.head.template}
    slots = policy(site.config.csp, (), sources(site.config.slots), site.config.markdown.html)
    used = frozenset[str]().union(*(templates.closures.get(name, frozenset()) for name in chosen))
    for each in templates.remarks:
        is_answered = each.code == "template-unused" and each.name in used
        is_answered |= bool(each.policy) and not csp.beyond(site.config.csp, each.policy, slots)
        if not is_answered and not csp.allows(site.config.csp, *each.needs, slots):
            yield TemplateProblem(each.name, each.line, each.text, each.hint, each.code, each.level)
