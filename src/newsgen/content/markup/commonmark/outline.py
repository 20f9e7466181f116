"""The headings of a text: below the page's own, none skipped, each with an id of its own."""

from collections.abc import Collection

from newsgen.content.markup.commonmark import written
from newsgen.content.slugs import slug_of
from newsgen.model import Heading


class Outline:
    """Headings in the order of the text; their ids are known at its end, for an id that a writer gives comes first."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._above: list[int] = []
        self._found: list[tuple[int, str, dict[str, str], list[str], int]] = []
        self.given: set[str] = set()

    def level(self, written_level: int) -> int:
        """The level at which the next heading stands."""
        while self._above and self._above[-1] >= written_level:
            self._above.pop()
        self._above.append(written_level)
        return min(len(self._above) + 1, 6)

    def add(self, level: int, text: str, attributes: dict[str, str], out: list[str]) -> None:
        """A heading, whose tag is to be the last piece of what has been written."""
        self._found.append((level, text, attributes, out, len(out) - 1))

    def written(self, taken: Collection[str], dropped: Collection[int]) -> tuple[Heading, ...]:
        """Write the tags, and give the headings but for those in lists whose id() is dropped; no id is a taken one."""
        used = {*self.given, *taken}
        numbers: dict[str, int] = {}
        headings = []
        for level, text, attributes, out, position in self._found:
            if id(out) in dropped:
                continue
            given = attributes.get("id", "")
            name = given or _unused(slug_of(text, self._lang) or "section", used, numbers)
            used.add(name)
            out[position] = (
                written.tag(f"h{level}", {**attributes, "id": name}) if attributes else f'<h{level} id="{name}">'
            )
            headings.append(Heading(level, name, text))
        return tuple(headings)


def _unused(name: str, used: set[str], numbers: dict[str, int]) -> str:
    """The name, or with the first number behind it that is free: `name_1`; `numbers` are those that are not."""
    first = name
    while name in used:
        numbers[first] = numbers.get(first, 0) + 1
        name = f"{first}_{numbers[first]}"
    return name
