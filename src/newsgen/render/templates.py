"""The templates of a site as texts, and what can be wrong with one."""

from collections.abc import Mapping

from msgspec import Struct


class Templates(Struct, frozen=True):
    """Name -> text. A site's own "x.html" shadows the theme's, which stays reachable as "theme/x.html".

    `closures` are those that an earlier run found in these very texts: templates need not be parsed again for them.
    """

    sources: Mapping[str, str]
    closures: Mapping[str, frozenset[str]] = {}


class TemplateProblem(Exception):
    """What a template's author can mend: the template, the line (from 1, 0 unknown), what is wrong, what to do."""

    def __init__(self, name: str, line: int, text: str, hint: str = "") -> None:
        super().__init__(f"{name}:{line}: {text}")
        self.name = name
        self.line = line
        self.text = text
        self.hint = hint
