"""Every planned path is one that any file system can hold, inside the output folder."""

import re
from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.checks.clash import named, source_of
from newsgen.diagnostics import Diagnostic, Place
from newsgen.expressions import expression
from newsgen.kinds.base import Output
from newsgen.kinds.cards import CardOf
from newsgen.kinds.feeds import FeedOf
from newsgen.kinds.lists import TermPage
from newsgen.model import TermKind
from newsgen.site.index import Site

MAX_PART_BYTES = 255

# Windows: "Naming Files, Paths, and Namespaces".
_DEVICE = r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)"
_RESERVED = expression(rf"(?i){_DEVICE}(?:\..*)?")
_RESERVED_WITHIN = expression(rf"(?i)/{_DEVICE}[./]")


def outputs(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`url-unsafe` at the source of each path that leaves the output folder or cannot be a file's name."""
    if not _is_suspect([output.path for output in plan]):
        return
    for output in plan:
        why = next(filter(None, map(_danger, output.path.split("/"))), "") or _drive(output.path)
        if why:
            source, hint = source_of(site, output), "give it another name"
            if not source and (term := _term(output)) is not None:
                source, hint = _naming(site, *term), f'give the {term[0]} "{term[1]}" another name or slug'
            text = f'"{output.path}" cannot be published: {why}'
            yield Diagnostic("url-unsafe", Place(source or named(site, output)), text, hint)


OUTPUTS = Check("outputs", "outputs", frozenset({"url-unsafe"}), "error", outputs)


def _term(output: Output) -> tuple[TermKind, str] | None:
    """Kind and slug of the term that an output is about."""
    subject = output.subject
    if isinstance(subject, TermPage | FeedOf) and subject.kind is not None:
        return subject.kind, subject.slug
    return ("category", subject.slug) if isinstance(subject, CardOf) and subject.slug else None


def _naming(site: Site, kind: TermKind, slug: str) -> str:
    """What gives a term its address: its description, else the newest article that names it."""
    term = site.terms(kind).get(slug)
    return (term.source if term else "") or next((head.source for head in site.members(kind, slug)), "")


def _is_suspect(paths: Sequence[str]) -> bool:
    """Whether some path may be unsafe: all of them are looked at as one text, which takes a fifth of the time."""
    text = f"/{'/'.join(paths)}/"
    # A character has four bytes at most.
    n_safe = MAX_PART_BYTES if text.isascii() else MAX_PART_BYTES // 4
    return (
        not text.isprintable()
        or any(mark in text for mark in ("\\", "//", "/./", "/../"))
        or max(map(len, paths), default=0) > n_safe
        or _RESERVED_WITHIN().search(text) is not None
        or (":" in text and any(map(_drive, paths)))
    )


def _drive(path: str) -> str:
    return f'"{path[:2]}" is a drive on Windows' if path[1:2] == ":" else ""


def _danger(part: str) -> str:
    """Why a part of a path cannot be a file's name, "" if it can."""
    if part in {"", ".", ".."}:
        return f'"{part}" is no folder of the output folder'
    if re.search(r"[\x00-\x1f\\]", part):
        return "it holds a backslash or a control character"
    if _RESERVED().fullmatch(part):
        return f'"{part}" is a device name on Windows'
    if len(part.encode("utf-8", "surrogatepass")) > MAX_PART_BYTES:
        return f"a name has at most {MAX_PART_BYTES} bytes"
    return ""
