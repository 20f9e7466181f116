"""File names that an address has otherwise: as nobody wrote them."""

from collections.abc import Iterator, Sequence

from newsgen.config import Slugs
from newsgen.content.names import Named
from newsgen.content.sheet import Sheet
from newsgen.content.slugs import is_url_safe
from newsgen.placeholders import Pattern
from newsgen.spelling import composed


def report_renamed(
    sheet: Sheet, name: Named, slug: str, sections: Sequence[str], pattern: Pattern, style: Slugs
) -> None:
    """`file-renamed`, a notice: a name that the pattern puts into the address stands there in other letters."""
    if renamed := [(old, new) for old, new in _in_address(sheet, name, slug, sections, pattern) if old != new]:
        said = " and ".join(f'"{old}" is "{new}"' for old, new in renamed)
        is_file = (composed(name.stem), slug) in renamed
        hint = _hint(composed(name.stem) if is_file else "", style)
        sheet.findings.report("file-renamed", f"{said} in the address", hint, level="notice")


def _in_address(
    sheet: Sheet, name: Named, slug: str, sections: Sequence[str], pattern: Pattern
) -> Iterator[tuple[str, str]]:
    """The names of folders and file that stand in the address, each with how it stands there."""
    names = set(pattern.names)
    n_folders = len(sections) if "path" in names else min(1, len(sections)) if "section" in names else 0
    yield from zip(map(composed, name.sections[:n_folders]), sections, strict=False)
    if names & {"slug", "path"} and sheet.first("slug") is None:
        yield composed(name.stem), slug


def _hint(stem: str, style: Slugs) -> str:
    """What keeps names; `stem` is the file's, where that is among those that do not stay."""
    if style == "keep":
        return "a name of letters, digits, - _ . and ~ stays as it is"
    own = f", slug: {stem} in the file keeps this one" if is_url_safe(stem) else ""
    return f"slugs: keep in newsgen.yaml keeps names of files and folders{own}"
