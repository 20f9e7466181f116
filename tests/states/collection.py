"""All states, and the sites that they become."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tests.sample import CLOCK
from tests.sites.built import Files, published, written
from tests.states import articles, boxes, directions, embeds, galleries, labels, lists, navigation, slots
from tests.states.state import DEFAULT_CONFIG, State

STATES: tuple[State, ...] = (
    *labels.STATES,
    *lists.STATES,
    *articles.STATES,
    *boxes.STATES,
    *embeds.STATES,
    *galleries.STATES,
    *navigation.STATES,
    *slots.STATES,
    *directions.STATES,
)


class Site(Struct, frozen=True):
    name: str
    states: tuple[State, ...]

    @property
    def files(self) -> Files:
        """Those of all its states, of which no two may bring the same."""
        names = [name for state in self.states for name in state.files]
        twice = sorted({name for name in names if names.count(name) > 1})
        assert not twice, f"two states bring {twice}"
        return {name: data for state in self.states for name, data in state.files.items()}

    @property
    def pages(self) -> tuple[tuple[str, State], ...]:
        """Each address once, with a state that shows it."""
        found = {page: state for state in reversed(self.states) for page in (*state.pages, *state.missing)}
        return tuple(found.items())

    def build(self, root: Path) -> Path:
        """Its output folder."""
        published(written(root, {**self.files, "newsgen.yaml": self.states[0].config}), CLOCK)
        output = root / "output"
        named = [page for state in self.states for page in state.pages]
        lost = [page for page in named if not (output / page.strip("/") / "index.html").is_file()]
        assert not lost, f"no page stands at {lost}"
        return output


def sites() -> Iterator[Site]:
    alike = tuple(state for state in STATES if state.config == DEFAULT_CONFIG)
    if alike:
        yield Site("ordinary", alike)
    for state in STATES:
        if state not in alike:
            yield Site(state.name, (state,))
