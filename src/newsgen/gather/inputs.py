"""Everything a build reads, gathered once: sources, assets, static files and templates, with what is wrong in them."""

import os
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property, partial

from msgspec import Struct

from newsgen.config import Config
from newsgen.content.reading import settings
from newsgen.diagnostics import Diagnostic
from newsgen.digests import digest_of, digest_of_bytes
from newsgen.gather import assets, sources
from newsgen.gather.extensions import mistakes
from newsgen.gather.scan import Scan, Stat, rescanned, scan
from newsgen.gather.sources import Rows
from newsgen.gather.theme import template_texts
from newsgen.gather.urls import urls_read
from newsgen.model import Asset
from newsgen.project import Progress, Project, unfound, unplaced
from newsgen.render.templates import Templates
from newsgen.state.cache import AssetRow, SourceRow
from newsgen.state.last import Last


class Inputs(Struct, frozen=True, dict=True):
    """`digest` covers all but sources, assets and `urls`, the bytes of newsgen.urls.

    `settings_digest` is that of all that decides what a source says. `shows_hidden`: whether drafts or coming articles
    are to be shown.
    """

    config: Config
    scan: Scan
    sources: Rows
    static: Mapping[str, Asset]
    asset_rows: list[AssetRow]
    templates: Templates
    digest: bytes
    config_digest: bytes
    settings_digest: bytes
    urls: bytes
    diagnostics: tuple[Diagnostic, ...]
    shows_hidden: bool = False

    @property
    def rows(self) -> Mapping[str, SourceRow]:
        """The row of every source, by its path."""
        return self.sources.by_path

    @cached_property
    def encoded_assets(self) -> Mapping[str, bytes]:
        """Each asset by its source, as the cache keeps it."""
        return {row.path: row.asset for row in self.asset_rows}

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """All of content/ that may be published as it is, by source; a build with nothing to do does not ask."""
        encoded, config = self.encoded_assets, self.config
        return {
            stat.path: assets.decoded(encoded[stat.path], stat, assets.content_url(config, stat.path))
            for stat in self.scan.assets
        }

    @property
    def urls_digest(self) -> bytes:
        return digest_of_bytes(self.urls)


def gathered(
    project: Project, last: Last, before: Inputs | None, changed: frozenset[str] | None, progress: Progress
) -> Inputs:
    """Read what has changed since the last build; the rest is as the cache says.

    `before` are the inputs that this process has gathered last, and `changed` what somebody who watched has seen to
    differ from them: below the site's root; None where anything may.
    """
    root, config, options = project.root, project.config, project.options
    found = _scanned(project, before, changed)
    read = sources_read(project, last, found, progress)
    urls, no_urls = urls_read(root)
    texts, unreadable = template_texts(root, config.templates)
    static_stats, no_files = assets.static_stats(root, config)
    stats = [*found.assets, *(stat for _, stat in static_stats.values())]
    asset_rows = assets.measured(root, stats, last.assets)
    static = _static(project, static_stats, asset_rows[len(found.assets) :])
    return Inputs(
        config=config,
        scan=found,
        sources=read,
        static=static,
        asset_rows=asset_rows,
        templates=Templates(texts),
        digest=digest_of([config, texts, static, options.drafts, options.future]),
        config_digest=digest_of(config),
        settings_digest=digest_of(settings(config)),
        shows_hidden=options.drafts or options.future,
        urls=urls,
        diagnostics=(
            *found.diagnostics,
            *read.diagnostics,
            *unreadable,
            *no_files,
            *no_urls,
            *unplaced(project),
            *unfound(project),
        ),
    )


def _scanned(project: Project, before: Inputs | None, changed: frozenset[str] | None) -> Scan:
    folder = project.config.content
    found = None
    if changed is not None and before is not None and before.config.content == folder:
        found = rescanned(before.scan, project.root, folder, changed)
    return scan(project.root, folder) if found is None else found


def sources_read(project: Project, last: Last, found: Scan, progress: Progress) -> Rows:
    """What all sources say, and what cannot be read; only what has changed since the last build is looked into."""
    wanted = settings(project.config)
    job = sources.Job(
        root=project.root,
        settings=wanted,
        cache_file=project.cache_file,
        compose=project.options.registry,
        n_processes=n_jobs(project),
        limit_s=project.config.limits.source_cpu_s,
    )
    return sources.rows(job, found.articles, last, progress, partial(mistakes, project.config))


def _static(project: Project, stats: Mapping[str, tuple[str, Stat]], rows: Iterable[AssetRow]) -> dict[str, Asset]:
    """The assets of static/, by the path below it; `rows` are in the order of `stats`."""
    found = {
        path: assets.decoded(row.asset, stat, assets.static_url(project.config, path))
        for (path, (_, stat)), row in zip(stats.items(), rows, strict=True)
    }
    if project.options.fingerprints:
        return {path: assets.fingerprinted(asset) for path, asset in found.items()}
    return found


def n_jobs(project: Project) -> int:
    """How many processes work: what the command line says, else one for each core this process may use."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return project.options.jobs or cores
