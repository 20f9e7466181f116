"""Every planned path is one that any file system can hold, inside the output folder."""

import re
from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Planned, Read
from newsgen.checks.clash import named, source_of
from newsgen.diagnostics import Diagnostic, Place
from newsgen.site.index import Site

MAX_PART_BYTES = 255

# Windows: "Naming Files, Paths, and Namespaces".
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?")
_SUSPECT = re.compile(r"(?i)\.{0,2}|.*[\x00-\x1f\\].*|(?:c|p|a|n|l).{2,5}(?:\..*)?|.{64,}", re.DOTALL)


def outputs(site: Site, plan: Sequence[Planned], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`url-unsafe` at the source of each path that leaves the output folder or cannot be a file's name."""
    parts = set("/".join(output.path for output in plan).split("/"))
    unsafe = {part: why for part in parts if (why := _danger(part))}
    if not unsafe:
        return
    for output in plan:
        for part in output.path.split("/"):
            if part in unsafe:
                text = f'"{output.path}" cannot be published: {unsafe[part]}'
                place = Place(source_of(site, output) or named(site, output))
                yield Diagnostic("url-unsafe", place, text, "give it another name")
                break


def _danger(part: str) -> str:
    """Why a part of a path cannot be a file's name, "" if it can."""
    if not _SUSPECT.fullmatch(part):
        return ""
    if part in {"", ".", ".."}:
        return f'"{part}" is no folder of the output folder'
    if re.search(r"[\x00-\x1f\\]", part):
        return "it holds a backslash or a control character"
    if _RESERVED.fullmatch(part):
        return f'"{part}" is a device name on Windows'
    if len(part.encode("utf-8", "surrogatepass")) > MAX_PART_BYTES:
        return f"a name has at most {MAX_PART_BYTES} bytes"
    return ""
