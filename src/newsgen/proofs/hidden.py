"""What of a site is hidden, as proofs see it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from newsgen.diagnostics import Place
from newsgen.proofs.needles import Needle


class Hidden(Protocol):
    """Sources and files that are not public at the build's clock, and parts of sources that are not for everyone."""

    def fresh(self) -> Sequence[Needle]:
        """What has not been looked for in the files that stand: it became hidden, or is public by nothing any more."""
        ...

    def not_public(self, needles: Iterable[Needle]) -> Sequence[Needle]:
        """Those of which nothing public says the same, and that newsgen.yaml does not release."""
        ...

    def place(self, needle: Needle) -> Place:
        """Where a needle stands in its source."""
        ...

    def why(self, source: str) -> str:
        """Why a source, a part of it or a file is hidden."""
        ...
