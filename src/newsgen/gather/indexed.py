"""What was gathered -> the index of what is public of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from newsgen.content.hiding import POSTS
from newsgen.content.names import own_folder
from newsgen.content.reading import Reading
from newsgen.digests import digest_of
from newsgen.gather.inputs import Inputs
from newsgen.model import Head
from newsgen.project import Project
from newsgen.shortcodes import shortcodes
from newsgen.site.addressed import unseen
from newsgen.site.claims import Claims, claimed, claims, slugs_of
from newsgen.site.fates import Hidden, hidden_at
from newsgen.site.index import Facts, Site, at, is_public
from newsgen.site.ledger import parsed
from newsgen.site.references import own, parted


def site_of(project: Project, inputs: Inputs, readings: Mapping[str, Reading], clock: datetime) -> Site:
    """The index of what is public at `clock`."""
    facts, hidden = _facts(project, inputs, readings, clock)
    descriptions = [known.head for known in facts.values() if known.head.also]
    said = claims(descriptions, project.config.language)
    of_others = renamed(facts, said, project.config.language) if said else {}
    ledger = parsed(inputs.urls)
    return Site(
        config=project.config,
        clock=clock,
        facts=facts,
        files=inputs.assets,
        static=inputs.static,
        ledger=ledger,
        hidden=_hidden(hidden, said, inputs, clock) if ledger.entries else Hidden(),
        unseen=unseen(hidden),
        coming=tuple(head for head in hidden if head.status == "published" and head.publish_at > clock),
        references=_references(inputs),
        hidden_folders=_hidden_folders(readings, facts, inputs) if inputs.assets else frozenset(),
        templates=frozenset(inputs.templates.sources),
        boxes=shortcodes(inputs.templates.sources),
        claims=said,
        renamed=of_others,
    )


def _facts(
    project: Project, inputs: Inputs, readings: Mapping[str, Reading], clock: datetime
) -> tuple[dict[str, Facts], list[Head]]:
    """What is public at `clock`, by source, and what is not."""
    facts: dict[str, Facts] = {}
    hidden: list[Head] = []
    # Bound once, since an archive has a hundred thousand sources.
    rows, drafts, future = inputs.rows, project.options.drafts, project.options.future
    for path, found in readings.items():
        if (head := found.head) is None:
            continue
        if not is_public(head, clock, drafts, future):
            hidden.append(head)
            continue
        row = rows[path]
        digest = row.head_digest
        # The kept digest is of the head at the last build's clock: it holds where no clock changes the head.
        if head.featured_until is not None or head.updated is not None or head.corrections:
            head = at(head, clock)
            digest = digest_of(head)
        facts[path] = Facts(head, digest, row.body_key)
    return facts, hidden


def renamed(facts: dict[str, Facts], said: Claims, lang: str) -> Mapping[str, tuple[str, ...]]:
    """Give articles the slugs that descriptions of terms have for their names; which they are, with those slugs."""
    found = {}
    for path, known in facts.items():
        head = claimed(known.head, said, lang)
        if head is not known.head:
            found[path] = slugs_of(head)
            facts[path] = replace(known, head=head)
    return found


def _hidden(heads: Iterable[Head], said: Claims, inputs: Inputs, clock: datetime) -> Hidden:
    """Why these are not public; the terms that they alone stand in are those that descriptions say."""
    heads = list(heads)
    # A description that came after them has not changed what their terms were when they were published.
    by_others = [claimed(head, said, inputs.config.language) for head in heads if head.form != "term"] if said else []
    return hidden_at(clock, (*heads, *by_others), _files_of(heads, inputs))


def _references(inputs: Inputs) -> Mapping[str, str]:
    """Which files each source refers to, also where all of them are those of static/."""
    return {path: row.references for path, row in inputs.rows.items() if row.references}


def _files_of(hidden: Iterable[Head], inputs: Inputs) -> Mapping[str, Iterable[str]]:
    """The files of content/ that hidden sources refer to, by source, as newsgen.urls names them."""
    config, inside = inputs.config, f"{inputs.config.content}/"
    rows = {head.source: inputs.rows[head.source].references for head in hidden} if inputs.assets else {}
    return {
        source: [each.removeprefix(inside) for each in own(config, parted(said))]
        for source, said in rows.items()
        if said
    }


def _hidden_folders(readings: Iterable[str], public: Mapping[str, Facts], inputs: Inputs) -> frozenset[str]:
    """The folders of articles that are not public, in whatever language, and those that hold drafts alone.

    Of one that not everyone may read whole, what else lies in its folder may belong to the rest.
    """
    folders: dict[bool, set[str]] = {True: set(), False: set()}
    closed: set[str] = set()
    for path in readings:
        # Nearly no path of an archive is this, and finding out its folder takes longer.
        if "ndex." in path:
            folder = own_folder(path, inputs.config.content)
            folders[path in public].add(folder)
            if path in public and public[path].head.access:
                closed.add(folder)
    of_sources = (folders[False] - folders[True] | closed) - {""}
    return frozenset(of_sources.union(*(_unpublished_above(path) for path in inputs.assets if "/_" in path)))


def _unpublished_above(path: str) -> Iterable[str]:
    """The folders above a file that other systems never publish, as their names say."""
    parts = path.split("/")[:-1]
    for n, part in enumerate(parts, 1):
        if part.startswith("_") and part.casefold() != POSTS:
            yield "/".join(parts[:n])
