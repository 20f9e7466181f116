"""Names that meet at one address: spellings of one name are counted, other names are told apart or stop the build."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.letters import letters
from newsgen.model import TERM_FIELDS, TermKind
from newsgen.site.index import Site
from newsgen.site.permalinks import term_url
from newsgen.site.spellings import Spelling, met, met_by

# So many spellings are named.
_N_NAMED = 5
_N_WRITTEN = 20


def spellings(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`term-spellings`, a warning: names that differ in accents or punctuation share a page. `terms-meet`, an error:
    other names would.
    """
    known = [(read.odd_kinds, site.facts[source].head) for source, read in readings.items() if source in site.facts]
    is_whole = len(known) == len(site.facts)
    # What standing pages and descriptions name makes no term.
    articles = [(kinds, head) for kinds, head in known if head.form == "article"]
    for kind, slug, found in met(site, articles) if is_whole else met_by(site, [head for _, head in articles]):
        is_one = len({letters(spelling.name, site.config.language) for spelling in found}) == 1
        yield _shared(site, kind, slug, found) if is_one else _meeting(site, kind, slug, found)


SPELLINGS = Check("spellings", "names", frozenset({"term-spellings", "terms-meet"}), "error", spellings)


def _shared(site: Site, kind: TermKind, slug: str, found: Sequence[Spelling]) -> Diagnostic:
    names = _listed([f'"{each.name}" ({_counted(each.n_articles)})' for each in found])
    text = f'{names} share the {kind} page "{term_url(site.config, kind, slug)}", called "{_called(site, kind, slug)}"'
    one, own = _one(site, kind, slug, found), _own(site, kind, found[-1].name)
    hint = f"if they are one, {one}; if not, {own}"
    return Diagnostic("term-spellings", Place(found[1].source), text, hint, "warning")


def _meeting(site: Site, kind: TermKind, slug: str, found: Sequence[Spelling]) -> Diagnostic:
    lang = site.config.language
    # One of each first: what would be left out of a long list is another spelling of those.
    first = {letters(each.name, lang): each for each in reversed(found)}
    told = sorted(found, key=lambda each: each not in first.values())
    other = next(each for each in told if letters(each.name, lang) != letters(found[0].name, lang))
    names = _listed([f'"{each.name}" ({each.source})' for each in told])
    text = f'{names} would have one {kind} page, "{term_url(site.config, kind, slug)}"'
    scripts = any(not letters(each.name, lang).isascii() for each in found) and site.config.slugs == "ascii"
    keep = "; or keep all scripts in addresses, with slugs: unicode in newsgen.yaml" if scripts else ""
    hint = f"{_own(site, kind, other.name)}; or, if they are one, {_one(site, kind, slug, found)}{keep}"
    return Diagnostic("terms-meet", Place(other.source), text, hint)


def _called(site: Site, kind: TermKind, slug: str) -> str:
    return site.terms(kind)[slug].name


def _one(site: Site, kind: TermKind, slug: str, found: Sequence[Spelling]) -> str:
    """What makes several spellings one name."""
    term = site.terms(kind)[slug]
    source = term.source or f"{_folder(site, kind)}/{slug}.md"
    title = "" if term.source else f"title: {_quoted(term.name)} and "
    others = ", ".join(_quoted(each.name) for each in found[:_N_WRITTEN] if each.name != term.name)
    return f"write {title}also: [{others}] in {source}"


def _own(site: Site, kind: TermKind, name: str) -> str:
    """What gives a name an address of its own."""
    return f"write title: {_quoted(name)} and slug: … in a file of its own in {_folder(site, kind)}/"


def _folder(site: Site, kind: TermKind) -> str:
    return f"{site.config.content}/{TERM_FIELDS[kind]}"


def _quoted(name: str) -> str:
    """A name as YAML takes it."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _counted(n: int) -> str:
    return "1 article" if n == 1 else f"{n} articles"


def _listed(named: Sequence[str]) -> str:
    if len(named) > _N_NAMED:
        named = [*named[:_N_NAMED], f"{len(named) - _N_NAMED} more"]
    return f"{', '.join(named[:-1])} and {named[-1]}"
