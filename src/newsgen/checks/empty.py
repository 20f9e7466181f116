"""Descriptions of what no public article names: planned ones, those of another name, and articles in their folder."""

from collections.abc import Collection, Iterator

from newsgen.diagnostics import Diagnostic, Place
from newsgen.letters import letters, one_form
from newsgen.model import TERM_KINDS, UNDATED, DescribedKind, Head, TermKind
from newsgen.site.claims import described
from newsgen.site.index import Site, names_of

EMPTY_CODES = frozenset({"series-empty", "term-empty"})


def empty(site: Site, told: Collection[str]) -> Iterator[Diagnostic]:
    """`series-empty` and `term-empty`: notices, and warnings of what is most likely no planned description.

    It has a date, and so may be an article; or its title names what has articles. Of the sources in `told`, an error
    has told why.
    """
    found = [
        (kind, head)
        for head in site.descriptions
        if (kind := described(head)) is not None and head.source not in told and _is_empty(site, kind, head)
    ]
    named = _named(site) if found else set()
    for kind, head in found:
        if (kind, head.slug) in named:
            continue
        if head.publish_at != UNDATED:
            yield _dated(kind, head)
        elif kind == "series":
            yield _without_parts(head)
        else:
            yield _without_articles(site, kind, head)


def _is_empty(site: Site, kind: DescribedKind, head: Head) -> bool:
    if kind == "series":
        return not site.serials.by_slug[head.slug].parts
    return head.slug not in site.groups(kind)


def _named(site: Site) -> set[tuple[DescribedKind, str]]:
    """The terms that articles name which are to come, or which no list shows."""
    heads = (*site.coming, *site.unlisted)
    return {(kind, name.slug) for head in heads for kind in TERM_KINDS for name in names_of(head, kind)}


def _dated(kind: DescribedKind, head: Head) -> Diagnostic:
    folder = head.source.rpartition("/")[0]
    text = (
        f'no public article names the {kind} "{head.slug}", which this file describes as each in {folder}/ does; '
        "as it has a date, it may be an article, and is not published as one"
    )
    hint = (
        f"if it is one, move it into another folder (url: … gives it any address), also into one inside {folder}/; "
        "if it is a description, take the date out"
    )
    return Diagnostic(f"{'series' if kind == 'series' else 'term'}-empty", Place(head.source), text, hint, "warning")


def _without_parts(head: Head) -> Diagnostic:
    text = f'no public article belongs to the series "{head.slug}", so that it has no page'
    hint = f"write series: {head.slug} into its parts, or also: [the name that they write] into this file"
    return Diagnostic("series-empty", Place(head.source), text, hint, "notice")


def _without_articles(site: Site, kind: TermKind, head: Head) -> Diagnostic:
    if kind == "author" and (agency := _agency(site, head)):
        text = f'"{agency}" is an agency by newsgen.yaml and no author, so that nothing shows what this file says'
        hint = "take it out of agencies: in newsgen.yaml, or delete this file"
        return Diagnostic("term-empty", Place(head.source), text, hint, "warning")
    text = f'no public article names the {kind} "{head.slug}", so that nothing shows what this file says'
    if named := _namesake(site, kind, head):
        name = head.source.rpartition("/")[2]
        hint = f'articles name "{head.title}": call this file {named}.md, or write slug: {named} into {name}'
        return Diagnostic("term-empty", Place(head.source), text, hint, "warning")
    hint = f"the name of the file says which {kind} it describes: call it as articles do, or write also: [that name]"
    return Diagnostic("term-empty", Place(head.source), text, hint, "notice")


def _agency(site: Site, head: Head) -> str:
    said = {letters(each, site.config.language) for each in (head.slug, head.title) if each}
    return next((each for each in site.config.agencies if letters(each, site.config.language) in said), "")


def _namesake(site: Site, kind: TermKind, head: Head) -> str:
    """The slug of the term with articles that the title names; "" where it names none, or one that is described."""
    if not head.title:
        return ""
    flat, spelled = letters(head.title, site.config.language), one_form(head.title, site.config.language)
    named = {flat, spelled.replace(" ", "")}
    found = next((slug for slug in site.groups(kind) if slug.replace("-", "") in named), "")
    return found if found and not site.terms(kind)[found].source else ""
