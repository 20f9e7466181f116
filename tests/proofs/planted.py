"""A kind of output that is broken on purpose: its files hold whatever a test wants to leak."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from newsgen.build import Result, build
from newsgen.kinds.base import Copy, Output, Subject, output_of
from newsgen.project import Options
from newsgen.questions.view import View
from newsgen.registry import Registry
from newsgen.site.index import Site
from newsgen.standard import standard
from tests.sites.built import CLOCK


class Plant(Subject, frozen=True):
    """A text that is written as it is, or the path of a file that is copied."""

    text: str
    is_copy: bool = False


class PlantKind(Struct, frozen=True):
    """Writes what nobody has asked the site for."""

    plants: Mapping[str, Plant]
    name: str = "plant"
    version: int = 1
    stage: int = 0
    subject: type[Plant] = Plant

    def plan(self, site: Site) -> Iterable[Output]:
        return (output_of(self, path, plant) for path, plant in self.plants.items())

    def make(self, subject: Plant, view: View) -> bytes | Copy:
        return Copy(subject.text) if subject.is_copy else subject.text.encode()


def planting(plants: Mapping[str, str | Plant]) -> Callable[[], Registry]:
    """Composes newsgen's own registry and a kind with these files, by their paths in the output folder."""
    every = {path: plant if isinstance(plant, Plant) else Plant(plant) for path, plant in plants.items()}

    def composed() -> Registry:
        return standard().with_more(kinds=[PlantKind(every)], heeds_wording=False)

    return composed


def planted(root: Path, plants: Mapping[str, str | Plant], **options: object) -> Result:
    """The result of a build with these files beside newsgen's own."""
    return build(Options(root, **{"at": CLOCK, "jobs": 1, "registry": planting(plants), **options}))  # type: ignore[arg-type]  # Options' own fields
