"""The build that was published last, as the cache has it: each part is read when somebody asks for it."""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from newsgen.diagnostics import Diagnostic
from newsgen.state.cache import AssetRow, Cache, OutputRow, SourceRow
from newsgen.state.record import Record


class Last:
    """What was published last. It changes with the next publication, and is not to be asked after it."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    @cached_property
    def record(self) -> Record:
        return self.cache.record()

    @property
    def sources(self) -> Mapping[str, SourceRow]:
        """The rows of all sources, by path."""
        return self.cache.sources()

    @cached_property
    def assets(self) -> Mapping[str, AssetRow]:
        """The rows of all files that may be published as they are, by path."""
        return self.cache.assets()

    @property
    def outputs(self) -> Mapping[str, OutputRow]:
        """The files that are ours, by path."""
        return self.cache.outputs()

    @cached_property
    def pending(self) -> frozenset[str]:
        """The outputs that a build was moving when it was killed."""
        return frozenset(self.cache.pending())

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return msgspec.msgpack.decode(self.record.diagnostics, type=tuple[Diagnostic, ...])

    @cached_property
    def of_texts(self) -> tuple[Diagnostic, ...]:
        return msgspec.msgpack.decode(self.record.of_texts, type=tuple[Diagnostic, ...])

    @cached_property
    def of_others(self) -> tuple[Diagnostic, ...]:
        return msgspec.msgpack.decode(self.record.of_others, type=tuple[Diagnostic, ...])
