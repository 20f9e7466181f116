"""What the cache is to keep of a publication: computed before the swap, since nothing may fail after it."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.state.cache import AssetRow, Cache, Making, OutputRow, SourceRow
from newsgen.state.questions import QuestionRow
from newsgen.state.record import Record

if TYPE_CHECKING:
    from newsgen.state.secrets import Hiding


class Publication(Struct, frozen=True):
    """`sources` and `outputs` are the rows that are new or not as they were; the others stay.

    `replaced`: the keys of the bodies of sources that say something else now, or are gone. `is_all`: nothing is
    kept of earlier questions. `hiding`: what is new of what is hidden, where anything is or was.
    """

    record: Record
    sources: Sequence[SourceRow]
    sources_gone: frozenset[str]
    assets: Sequence[AssetRow]
    replaced: Collection[bytes]
    questions: Sequence[QuestionRow]
    is_all: bool
    outputs: Sequence[OutputRow]
    makings: Sequence[Making]
    outputs_gone: frozenset[str]
    hiding: "Hiding | None" = None


def keep(cache: Cache, publication: Publication, stamps: Mapping[str, int]) -> None:
    """Keep what is published now, in one transaction after the swap; `stamps` are those of the moved files."""
    with cache.transaction():
        cache.put_sources(publication.sources, publication.sources_gone)
        cache.put_assets(publication.assets)
        if publication.is_all:
            cache.questions.drop()
        cache.questions.put(publication.questions)
        cache.questions.keep_new()
        number = publication.record.number
        cache.put_outputs(publication.outputs, publication.makings, publication.outputs_gone, number)
        cache.put_stamps("outputs", stamps)
        cache.drop_unused_bodies(publication.replaced)
        cache.drop_pending()
        if publication.hiding is not None:
            from newsgen.state.secrets import Secrets

            Secrets(cache.connection).keep(publication.hiding)
        cache.put_record(publication.record)


def is_kept(cache: Cache, publication: Publication) -> bool:
    """Whether it has been recorded."""
    return cache.record().number == publication.record.number
