"""The outputs of a plan that is the last build's: nearly all stand as they are, so that few are ever looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import overload
from zlib import crc32

from newsgen.kinds.base import AnyKind, Output
from newsgen.state.broken import BrokenCacheError
from newsgen.state.cache import OutputRow


class StandingOutputs(Sequence[Output]):
    """In the order of their paths, as the cache has them; each is made of its row when somebody asks for it."""

    def __init__(self, rows: Mapping[str, OutputRow], kinds: Mapping[str, AnyKind]) -> None:
        if not {row.kind for row in rows.values()} <= kinds.keys():
            raise BrokenCacheError("an output is of no kind that there is")
        self._rows = rows
        self._kinds = kinds

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Output]:
        return map(self._output, self._rows.values())

    @overload
    def __getitem__(self, index: int) -> Output: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Output]: ...
    def __getitem__(self, index: int | slice) -> Output | Sequence[Output]:
        return [*self][index]

    @property
    def paths(self) -> Set[str]:
        return self._rows.keys()

    def checksum(self) -> bytes:
        return checksum(self._rows, (row.subject for row in self._rows.values()))

    def among(self, paths: Iterable[str]) -> list[Output]:
        """Those at some of these paths."""
        return [self._output(self._rows[path]) for path in sorted(paths) if path in self._rows]

    def _output(self, row: OutputRow) -> Output:
        return Output(row.path, self._kinds[row.kind], row.subject)


def checksum(paths: Iterable[str], subjects: Iterable[bytes]) -> bytes:
    """A checksum of where outputs are and of what each is about, in whatever order: it tells what is broken.

    Whoever wants to deceive a build has the whole cache for that (state.broken).
    """
    return b"%x" % sum(map(crc32, map(b"\n".join, zip(map(str.encode, paths), subjects, strict=True))))
