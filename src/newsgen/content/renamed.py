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
        sheet.findings.report("file-renamed", f"{said} in the address", _hint(name.stem, slug, style), level="notice")


def _in_address(
    sheet: Sheet, name: Named, slug: str, sections: Sequence[str], pattern: Pattern
) -> Iterator[tuple[str, str]]:
    """The names of folders and file that stand in the address, each with how it stands there."""
    names = set(pattern.names)
    n_folders = len(sections) if "path" in names else min(1, len(sections)) if "section" in names else 0
    yield from zip(map(composed, name.sections[:n_folders]), sections, strict=False)
    if names & {"slug", "path"} and sheet.first("slug") is None:
        yield composed(name.stem), slug


def _hint(stem: str, slug: str, style: Slugs) -> str:
    if style == "keep":
        return f"give the file the name that the address has, or write slug: {slug}"
    own = f", or slug: {composed(stem)} in the file keeps this one" if is_url_safe(composed(stem)) else ""
    return f"slugs: keep in newsgen.yaml keeps file names{own}"
