"""Extensions of Python-Markdown that newsgen.yaml names, as parts of an engine."""

from typing import TYPE_CHECKING

import msgspec
from markdown import Markdown
from msgspec import Struct

from newsgen.content.settings import Extension

if TYPE_CHECKING:
    from markdown.extensions import Extension as Loaded


class Named(Struct, frozen=True):
    """A part of Markdown that newsgen.yaml names; it is found when an engine is made."""

    extension: Extension

    def __call__(self, lang: str) -> "Loaded":
        return Markdown().build_extension(self.extension.name, msgspec.json.decode(self.extension.options))
