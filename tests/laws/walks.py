"""A walk: a row of edits, each with the seed of its choices, so that any part of it can be gone again."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

from tests.laws.edits import EDITS, Edit
from tests.laws.scene import Scene

# Shrinking a walk goes it so often at most.
MAX_TRIES = 150


class Step(Struct, frozen=True):
    """An edit, the seed of what it chooses, and whether a build follows."""

    edit: Edit
    seed: int
    is_built: bool = True

    def __str__(self) -> str:
        return f"{self.edit.__name__}({self.seed}){'' if self.is_built else ', no build'}"


def steps(seed: int, number: int, more: Sequence[tuple[Edit, int]] = ()) -> list[Step]:
    """As many random steps of a seed, `more` edits among them."""
    rng = Random(seed)
    edits, weights = zip(*EDITS, *more, strict=True)
    return [Step(edit, rng.randrange(1000), rng.random() < 0.8) for edit in rng.choices(edits, weights, k=number)]


class Fall(Struct, frozen=True):
    """Where a walk broke the law: the steps up to there, and how."""

    steps: Sequence[Step]
    why: str


def walked(walk: Sequence[Step], compares_all: bool = True) -> Fall | None:
    """Go a walk in a new site; where it breaks the law, if it does. Only its end is compared unless all builds are."""
    folder = Path(tempfile.mkdtemp(prefix="newsgen-law-"))
    scene = Scene(folder)
    gone: list[Step] = []
    try:
        scene.check()
        assert scene.n_published, "the site that walks begin with is not published"
        for step in walk:
            gone.append(step)
            step.edit(scene, Random(step.seed))
            if compares_all or step is walk[-1]:
                scene.check() if step.is_built else None
            elif step.is_built:
                scene.step()
        assert not compares_all or scene.n_published * 3 > scene.n_builds, "too little was published to compare"
    except Exception as error:
        return Fall(gone, f"{type(error).__name__}: {error}")
    finally:
        scene.close()
        shutil.rmtree(folder)
    return None


def shortest(fall: Fall) -> Fall:
    """A shorter walk that breaks the law, too: steps are left out, half of them first, then fewer, then each."""
    size, n_tries = len(fall.steps) // 2, 0
    while size and n_tries < MAX_TRIES:
        start = 0
        while start < len(fall.steps) and n_tries < MAX_TRIES:
            rest = [*fall.steps[:start], *fall.steps[start + size :]]
            n_tries += 1
            if shorter := walked(rest, compares_all=False):
                fall = shorter
            else:
                start += size
        size //= 2
    return fall


def told(seed: int, fall: Fall) -> str:
    lines = "\n  ".join(map(str, fall.steps))
    return f"walk {seed} breaks the law after these steps:\n  {lines}\n{fall.why}"
