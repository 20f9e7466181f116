"""No two outputs may want one file, and no file may want the name of a folder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read, place_of
from newsgen.diagnostics import Diagnostic, Level, Place
from newsgen.expressions import expression
from newsgen.kinds.base import Output
from newsgen.kinds.lists import TermPage
from newsgen.kinds.redirects import RedirectKind
from newsgen.kinds.series import SeriesPage
from newsgen.model import TERM_KINDS
from newsgen.site.index import Site

_DOTTED_FOLDER = expression(r"\.[^/\n]*/")

# More files without a dot than these cost more to look for than all folders.
MANY = 20

HINT = "give one of them another slug: … or url: …"
_OF_LISTS = frozenset({*TERM_KINDS, "series", "corrections"})
_OF_FILES = frozenset({"static", "asset"})


def clashes(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`url-clash` at each source that takes part; redirects are looked at by `aliases`.

    `url-case`: paths that differ in case alone are one file on Windows and macOS.
    """
    listed = [output.path for output in plan]
    paths = set(listed)
    if len(paths) != len(listed):
        yield from _same_path(site, plan, readings)
    text = "\n".join(["", *listed])
    if _may_meet(paths, text) and (below := paths & _folders(paths)):
        yield from _file_and_folder(site, plan, below, readings)
    if text != text.lower() and _differ_in_case_alone(paths):
        yield from _same_but_for_case(site, plan, readings)


CLASHES = Check("clashes", "site", frozenset({"url-clash", "url-case"}), "error", clashes)


def named(site: Site, output: Output) -> str:
    """An output as a writer knows it: by its source, else by what it shows."""
    subject = output.subject
    return subject.made_of(site) or f"the {output.kind.name} page {subject}".rstrip()


def source_of(site: Site, output: Output) -> str:
    """The path of the file that an output is made of, "" where it is made of many."""
    return output.subject.made_of(site)


def _may_meet(paths: Iterable[str], text: str) -> bool:
    """Whether a file and a folder may have one name.

    Nearly every file has a dot in its name and nearly no folder has, so that one text of all paths, a line each, tells
    in a tenth of the time that it takes to collect the folders.
    """
    if _DOTTED_FOLDER().search(text):
        return True
    # No folder has a dot here, so that a dot is one of the file's name.
    bare = [path for path in paths if "." not in path]
    return len(bare) > MANY or any(f"\n{path}/" in text for path in bare)


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder that the paths stand in."""
    level = {path[: path.rfind("/")] for path in paths if "/" in path}
    found: set[str] = set()
    while level:
        found |= level
        level = {folder[: folder.rfind("/")] for folder in level if "/" in folder} - found
    return found


def _same_path(site: Site, plan: Iterable[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    by_path: dict[str, list[Output]] = {}
    for output in plan:
        if not isinstance(output.kind, RedirectKind):
            by_path.setdefault(output.path, []).append(output)
    for path, outputs in by_path.items():
        if len(outputs) > 1:
            yield from _reported(
                site, outputs, readings, f'the address "/{path.removesuffix("index.html")}" is wanted by'
            )


def _differ_in_case_alone(paths: set[str]) -> bool:
    """Whether any do; nearly all paths are in lower case and need no second look."""
    mixed = [path for path in paths if not path.islower()]
    lowered = {path.lower() for path in mixed}
    return len(lowered) != len(mixed) or any(path.lower() in paths for path in mixed if path.lower() != path)


def _same_but_for_case(site: Site, plan: Iterable[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    by_path: dict[str, dict[str, Output]] = {}
    for output in plan:
        by_path.setdefault(output.path.lower(), {}).setdefault(output.path, output)
    for variants in by_path.values():
        if len(variants) > 1:
            paths = " and ".join(f'"{path}"' for path in sorted(variants))
            text = f"{paths} differ in case alone, as wanted by"
            yield from _reported(site, list(variants.values()), readings, text, "url-case", "warning")


def _file_and_folder(
    site: Site, plan: Sequence[Output], files: set[str], readings: Mapping[str, Read]
) -> Iterator[Diagnostic]:
    for path in sorted(files):
        inside = next(output for output in plan if output.path.startswith(f"{path}/"))
        itself = next(output for output in plan if output.path == path)
        yield from _reported(site, [itself, inside], readings, f'"{path}" is wanted as a file and as a folder by')


def _reported(
    site: Site,
    outputs: Sequence[Output],
    readings: Mapping[str, Read],
    text: str,
    code: str = "url-clash",
    level: Level = "error",
) -> Iterator[Diagnostic]:
    names = list(dict.fromkeys(named(site, output) for output in outputs))
    wanted = (source_of(site, output) or _description_of(site, output) for output in outputs)
    sources = list(dict.fromkeys(filter(None, wanted)))
    lists = [output.kind.name for output in outputs if output.kind.name in _OF_LISTS]
    places = [place_of(readings, source, "url", "slug") for source in sources]
    if not places:
        places = [site.config.places.get(f"permalinks.{next(iter(lists), '')}", Place("newsgen.yaml"))]
    are_files = _OF_FILES.issuperset(output.kind.name for output in outputs)
    hint = "give one of them another name" if are_files else _hint(site, sources, lists)
    for place in places:
        yield Diagnostic(code, place, f"{text} {' and '.join(names)}", hint, level)


def _hint(site: Site, sources: Sequence[str], lists: Sequence[str]) -> str:
    if not lists:
        return _of_versions(site, sources) or HINT
    one = "it another slug: … or url: …" if lists == ["corrections"] else "one of them another slug: …"
    return f"give {one}, or the list another address (permalinks: {{{lists[0]}: …}} in newsgen.yaml)"


def _of_versions(site: Site, sources: Sequence[str]) -> str:
    """What to do where they are one text in several languages, by files such as cup.md and cup.de.md; else ""."""
    heads = [head for source in sources if (head := site.head(source)) is not None]
    if len(heads) < 2 or len({head.lang for head in heads}) < len(heads):
        return ""
    form = heads[0].form
    example = "/{lang}/{slug}/" if form == "page" else "/{lang}/{year}/{month}/{slug}/"
    write = f'write permalinks: {{{form}: "{example}"}} in newsgen.yaml'
    return f"if they are one text in several languages, {write}; else {HINT}"


def _description_of(site: Site, output: Output) -> str:
    """The file that describes what a list is of, "" where there is none."""
    subject = output.subject
    if isinstance(subject, SeriesPage):
        return site.serials.by_slug[subject.slug].term.source if subject.slug in site.serials.by_slug else ""
    if isinstance(subject, TermPage):
        term = site.terms(subject.kind).get(subject.slug)
        return term.source if term else ""
    return ""
