"""What `newsgen deploy` does, and `newsgen publish` after a build."""

from collections.abc import Callable, Sequence

from newsgen.deploy.outcome import Outcome
from newsgen.project import Options, Progress

# Asked where going on may do harm: what was found, each a sentence. True goes on.
Ask = Callable[[Sequence[str]], bool]


def deploy(options: Options, name: str | None, ask: Ask, progress: Progress, is_dry: bool = False) -> Outcome:
    """Put output/ to a destination of newsgen.yaml: the named one, or with None the only one.

    OpenError where newsgen.yaml has no such destination; LockedError where a build or another deploy is at work here.
    What fails on the way is an error among the outcome's diagnostics: nothing else is raised.
    """
    raise NotImplementedError
