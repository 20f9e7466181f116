"""The change of the output folder as a whole: what is moved, what is deleted, and which of it goes first."""

from collections.abc import Sequence, Set
from pathlib import Path

from newsgen.publish.claims import is_same
from newsgen.publish.ground import Ground
from newsgen.publish.staging import in_the_way, namesakes
from newsgen.publish.swap import Staged, Swap


def moved_and_deleted(
    swap: Swap, output: Path, staged: Sequence[Staged], gone: Sequence[str], planned: Set[str]
) -> int:
    """Make the swap; returns how many files were deleted.

    What lies behind a linked folder is not ours any more. Where case does not count, a file of another case is deleted
    before, never after, the planned one is written, and stays where that one is not written.
    """
    ground = Ground(output)
    ours = [path for path in gone if ground.obstacle(path) is None]
    paths = [file.path for file in staged]
    first = in_the_way(ours, paths)
    n_removed = swap.delete(first)
    swap.move(staged)
    written, done = set(paths), set(first)
    same = {
        path for path, twin in namesakes(ours, planned).items() if twin not in written and is_same(output, path, twin)
    }
    return n_removed + swap.delete(path for path in ours if path not in done and path not in same)
