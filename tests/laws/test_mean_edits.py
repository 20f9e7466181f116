"""The law of the house under the meanest edits: whatever happens between two builds, warm is cold.

tests/walk/test_warm_is_cold.py draws few kinds of edits in many orders; here are many kinds, and what befalls caches,
outputs, processes and clocks between them. A walk that breaks the law is told with the fewest steps that still do.
"""

import os

import pytest

from newsgen.state import stamps
from tests.laws.edits.processes import kill
from tests.laws.walks import Step, shortest, steps, told, walked

# Other walks than those of every run: NEWSGEN_SEED=1000 NEWSGEN_EXAMPLES=20 pytest -m nightly tests/laws
FIRST = int(os.environ.get("NEWSGEN_SEED", "0"))
N_WALKS = int(os.environ.get("NEWSGEN_EXAMPLES", "4"))


@pytest.fixture(autouse=True)
def old_files(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every second walk files are old at once: young ones are looked at again, whatever has become of them."""
    if seed % 2:
        monkeypatch.setattr(stamps, "YOUNG_NS", 0)


def check(seed: int, walk: list[Step]) -> None:
    if fall := walked(walk):
        pytest.fail(told(seed, shortest(fall)))


@pytest.mark.parametrize("seed", range(2))
def test_warm_is_cold(seed: int) -> None:
    check(seed, steps(seed, 40))


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(FIRST, FIRST + N_WALKS))
def test_warm_is_cold_for_two_hundred_edits(seed: int) -> None:
    """Builds that are killed among them: when they are, no seed can tell."""
    check(seed, steps(seed, 200, more=[(kill, 2)]))
