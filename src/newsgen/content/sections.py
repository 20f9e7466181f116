"""`_index.md`: what Hugo and Zola say of a folder. It is no article, so it is left alone."""

import re
from collections.abc import Iterator, Mapping

from newsgen.content.fields import Field, Findings, Value
from newsgen.content.hiding import is_hiding, truth
from newsgen.content.keys import PLACES, folded
from newsgen.content.misplaced import meant_description
from newsgen.diagnostics import Diagnostic
from newsgen.expressions import expression

_NAME = expression(r"_index(?:\.[a-z]{2,3}(?:[-_][a-z0-9]{2,8})?)?\.\w+", re.IGNORECASE)


def is_section(source: str) -> bool:
    """Whether a file is such a one, in any language: `_index.md`, `_index.de.md`."""
    name = source.rpartition("/")[2]
    return name[:1] == "_" and _NAME().fullmatch(name) is not None


def section(
    fields: Mapping[str, Field], findings: Findings, broken: tuple[Diagnostic, ...], content: str
) -> tuple[Diagnostic, ...]:
    """What is to be said of it. An error where it hides the folder, for newsgen reads each article by itself.

    `content` is the folder of all articles.
    """
    folder = findings.file.rpartition("/")[0]
    for value in _hiding(fields):
        text = f"this says that nothing below {folder}/ is public, and newsgen reads each file by itself"
        findings.at(
            value, "folder-hidden", text, "write draft: true into each file that is not public, and delete it here"
        )
    if findings.found or any(each.level == "error" for each in broken):
        return (*broken, *findings.found)
    above, _, name = folder.removeprefix(f"{content}/").rpartition("/")
    if above and (described := meant_description(findings.file, f"{above}/{name}", name)):
        text = "this describes a term for Hugo; newsgen reads the descriptions of terms from files of their names"
        hint = f"move it to {described}, and its pictures beside it"
        findings.report("section-left-alone", text, hint, line=0, column=0, level="warning")
        return tuple(findings.found)
    text = "this describes a folder for Hugo or Zola; newsgen makes no page of it"
    hint = "text that is to be read belongs into an article, a page below content/pages/, or a category's own file"
    findings.report("section-left-alone", text, hint, line=0, column=0, level="notice")
    return tuple(findings.found)


def _hiding(fields: Mapping[str, Field]) -> Iterator[Value]:
    """Zola skips the folder of a draft. What Hugo's cascade says holds for all that lies below."""
    for field in fields.values():
        if folded(field.key) == "draft" and isinstance(field.value.data, str) and truth(field.value.data) is not False:
            yield field.value
        if folded(field.key) == "cascade":
            yield from cascaded(field.value)


def cascaded(value: Value) -> Iterator[Value]:
    """The values of a cascade, or of one of several, that hide what they are for."""
    if isinstance(value.data, tuple):
        for item in value.data:
            yield from cascaded(item)
    elif isinstance(value.data, Mapping):
        for key, item in value.data.items():
            name = PLACES.get(folded(key), ("", 0))[0]
            if name == "build":
                yield from cascaded(item)
            elif isinstance(item.data, str) and (
                name in {"publish_at", "embargo", "expires", "password"} or is_hiding(name, item.data)
            ):
                yield item
