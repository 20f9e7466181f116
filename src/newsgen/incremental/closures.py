"""Which templates each template reaches: found once for the same texts, since parsing them all takes 0.2 s."""

import msgspec

from newsgen.config import Config
from newsgen.incremental.cache import Cache
from newsgen.render import Renderer, Templates
from newsgen.site.answers import digest_of


class Kept(msgspec.Struct, frozen=True):
    """The closures of the texts with this digest."""

    digest: bytes
    closures: dict[str, frozenset[str]]


def with_closures(templates: Templates, config: Config, cache: Cache) -> Templates:
    """The templates and what each of them reaches, as the cache has it or found now and kept there.

    Like bodies they are true for their texts, whatever becomes of the build.
    """
    digest = digest_of(templates.sources)
    encoded = cache.meta("closures")
    kept = msgspec.msgpack.decode(encoded, type=Kept) if encoded else None
    if kept is None or kept.digest != digest:
        renderer = Renderer(templates, config)
        kept = Kept(digest, {name: renderer.closure(name) for name in templates.sources})
        cache.set_meta({"closures": msgspec.msgpack.encode(kept)})
    return Templates(templates.sources, kept.closures)
