"""What the last build showed readers, as the index of a site: what its preview of drafts showed is not among it."""

from collections.abc import Container, Iterable

import msgspec
from msgspec.structs import replace

from newsgen.gather import assets
from newsgen.gather.indexed import renamed
from newsgen.gather.kept import decoded
from newsgen.model import Asset
from newsgen.project import Project
from newsgen.site.claims import claims
from newsgen.site.index import Facts, Site, at, is_public
from newsgen.site.permalinks import output_path
from newsgen.site.standing import Standing
from newsgen.state.cache import AssetRow
from newsgen.state.last import Last


def shown_site(project: Project, last: Last) -> Site:
    """The articles, pages, terms and files that were public; no digests, and nothing of newsgen.urls."""
    clock, config, inside = last.record.clock, project.config, f"{project.config.static}/"
    facts: dict[str, Facts] = {}
    references: dict[str, str] = {}
    for path, row in last.sources.items():
        if row.references:
            references[path] = row.references
        head = decoded(last.cache.published_reading(path)).head if row.public else None
        if head is not None and is_public(head, clock):
            facts[path] = Facts(at(head, clock), b"", b"")
    said = claims((known.head for known in facts.values() if known.head.also), config.language)
    of_others = renamed(facts, said, config.language) if said else {}
    return Site(
        config=config,
        clock=clock,
        facts=facts,
        files={
            row.path: _asset(row, assets.content_url(config, row.path)) for row in last.assets.values() if row.public
        },
        static={
            (path := row.path.removeprefix(inside)): _asset(row, assets.static_url(config, path))
            for row in last.assets.values()
            if row.path.startswith(inside)
        },
        references=references,
        claims=said,
        renamed=of_others,
    )


def _asset(row: AssetRow, url: str) -> Asset:
    return replace(msgspec.msgpack.decode(row.asset, type=Asset), source=row.path, url=url)


def shown_others(site: Site, paths: Container[str]) -> Iterable[tuple[str, str]]:
    """URL and id of all beside articles and pages that is to be recorded; `paths`: the outputs that there are."""
    for url, id_ in Standing(site).promised():
        if output_path(site.config, url) in paths:
            yield url, id_
