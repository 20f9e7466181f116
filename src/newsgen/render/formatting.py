"""`"{0.title}".format(article)`: what its places read is what templates can read.

Imported by templates that format alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from jinja2.sandbox import SandboxedEscapeFormatter, SandboxedFormatter
from markupsafe import Markup

from newsgen.render.boundary import check_pattern
from newsgen.render.printing import shown

if TYPE_CHECKING:
    from newsgen.render.environment import ThemeEnvironment


def formatted(environment: ThemeEnvironment, text: str, values: Sequence[object], named: Mapping[str, object]) -> str:
    """The text with its places filled; of Markup, with what is put in escaped."""
    if isinstance(text, Markup):
        return Markup(_Markup(environment, escape=text.escape).vformat(text, values, named))
    return _Text(environment).vformat(text, values, named)


class _Text(SandboxedFormatter):
    def convert_field(self, value: object, conversion: str | None) -> object:
        return super().convert_field(shown(value), conversion)

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, (date, time)):
            check_pattern(format_spec)
        return str(super().format_field(shown(value), format_spec))


class _Markup(_Text, SandboxedEscapeFormatter):
    pass
