"""What a writer may have meant by a path to nothing."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from posixpath import basename, dirname, relpath

from newsgen.checks.base import Few, Read
from newsgen.site.index import Site

# Looking for what is alike takes a second in a folder of ten thousand: who has hundreds of dead links mends a pattern.
MAX_ASKED = 20
MAX_ALIKE = 1_000
# No file has a longer name.
MAX_NAME = 255


class Nearness:
    """All paths that can be linked to; they are put in order when the first path to nothing is met."""

    def __init__(self, site: Site, readings: Mapping[str, Read]) -> None:
        self._site = site
        self._readings = readings.every if isinstance(readings, Few) else readings
        self._n_asked: Counter[str] = Counter()

    def hint(self, source: str, target: str) -> str:
        """The path from `source` to the file most like `target`: one of its name, else like it beside it; else ""."""
        folder, name = dirname(target), basename(target).casefold()
        self._n_asked[source] += 1
        if self._n_asked[source] > MAX_ASKED or len(name) > MAX_NAME:
            return ""
        alike = self._by_name.get(name, ())
        # Each of a hundred thousand "index.md" is as likely as the next.
        named = [relpath(path, dirname(source)) for path in alike] if len(alike) <= MAX_ALIKE else []
        if named:
            return min(named, key=lambda path: (len(path), path))
        beside = {each.casefold(): each for each in self._by_folder.get(folder, ()) if f"{folder}/{each}" != source}
        from difflib import get_close_matches

        near = get_close_matches(name, beside, n=1)
        return relpath(f"{folder}/{beside[near[0]]}", dirname(source)) if near else ""

    @cached_property
    def _by_folder(self) -> Mapping[str, list[str]]:
        folders: dict[str, list[str]] = defaultdict(list)
        for path in chain(self._readings, self._site.files):
            folders[dirname(path)].append(basename(path))
        for path in self._site.static:
            folders[dirname(f"{self._site.config.static}/{path}")].append(basename(path))
        return folders

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for folder, files in self._by_folder.items():
            for name in files:
                names[name.casefold()].append(f"{folder}/{name}")
        return names
