"""Everything a build reads, gathered once: sources, assets, static files and templates, with what is wrong in them."""

import os
import sys
from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from hashlib import blake2b

from msgspec import Struct

from newsgen.config import Config
from newsgen.content.hiding import POSTS
from newsgen.content.names import own_folder
from newsgen.content.reading import Reading, settings
from newsgen.diagnostics import Diagnostic
from newsgen.gather import assets
from newsgen.gather import sources as reading
from newsgen.gather.memory import Memory
from newsgen.gather.theme import template_texts
from newsgen.gather.urls import urls_read
from newsgen.model import Asset
from newsgen.project import Progress, Project
from newsgen.questions.answers import DIGEST_BYTES, digest_of
from newsgen.questions.queries import NEWS_AGE
from newsgen.render import Templates
from newsgen.site.fates import hidden_at
from newsgen.site.index import Facts, Site, at, is_public
from newsgen.site.ledger import parsed
from newsgen.state.cache import AssetRow, Cache, SourceRow


class Inputs(Struct, frozen=True):
    """`rows` by source path in order; `digest` covers all but sources, assets and `urls`, the bytes of newsgen.urls."""

    config: Config
    rows: Mapping[str, SourceRow]
    assets: Mapping[str, Asset]
    static: Mapping[str, Asset]
    asset_rows: list[AssetRow]
    templates: Templates
    digest: bytes
    config_digest: bytes
    settings_digest: bytes
    urls: bytes
    diagnostics: tuple[Diagnostic, ...]

    @property
    def urls_digest(self) -> bytes:
        return blake2b(self.urls, digest_size=DIGEST_BYTES).digest()


def gathered(project: Project, cache: Cache, memory: Memory, progress: Progress) -> Inputs:
    """Read what has changed since the cache was written; the rest is as the cache says."""
    root, config, options = project.root, project.config, project.options
    found = memory.scan(root, config.content)
    reading_settings = settings(config)
    settings_digest = digest_of(reading_settings)
    known = cache.sources() if cache.meta("settings") == settings_digest else {}
    jobs = n_jobs(project)
    limit_s = config.limits.source_cpu_s
    articles, cache_file = found.articles, project.cache_file
    read = reading.rows(root, articles, known, reading_settings, cache, cache_file, jobs, limit_s, progress)
    urls, no_urls = urls_read(root)
    texts, unreadable = template_texts(root, config.templates)
    static_stats, no_files = assets.static_stats(root, config)
    addresses = {stat.path: assets.content_url(config, stat.path) for stat in found.assets}
    addresses |= {source: assets.static_url(config, path) for path, (source, _) in static_stats.items()}
    stats = [*found.assets, *(stat for _, stat in static_stats.values())]
    by_source, asset_rows = assets.measured(root, stats, addresses, cache.assets())
    static = {path: by_source[source] for path, (source, _) in static_stats.items()}
    if options.fingerprints:
        static = {path: assets.fingerprinted(asset) for path, asset in static.items()}
    return Inputs(
        config,
        read.rows,
        {stat.path: by_source[stat.path] for stat in found.assets},
        static,
        asset_rows,
        Templates(texts),
        digest_of([config, texts, static, options.drafts, options.future]),
        digest_of(config),
        settings_digest,
        urls,
        (*found.diagnostics, *read.diagnostics, *unreadable, *no_files, *no_urls),
    )


def n_jobs(project: Project) -> int:
    """How many processes work: what the command line says, else one for each core this process may use."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return project.options.jobs or cores


def site_of(project: Project, inputs: Inputs, readings: Mapping[str, Reading], clock: datetime) -> Site:
    """The index of what is public at `clock`."""
    drafts, future = project.options.drafts, project.options.future
    facts = {}
    hidden = []
    for path, found in readings.items():
        if found.head is None:
            continue
        if not is_public(found.head, clock, drafts, future):
            hidden.append(found.head)
            continue
        row = inputs.rows[path]
        head, digest = found.head, row.head_digest
        # The kept digest is of the head at the last build's clock: it holds where no clock changes the head.
        if head.featured_until is not None or head.updated is not None or head.corrections:
            head = at(head, clock)
            digest = digest_of(head)
        facts[path] = Facts(head, digest, row.body_key)
    ledger = parsed(inputs.urls)
    return Site(
        project.config,
        clock,
        facts,
        inputs.assets,
        inputs.static,
        ledger,
        hidden_at(clock, hidden) if ledger.entries else {},
        {path: row.references for path, row in inputs.rows.items() if row.references} if inputs.assets else {},
        _hidden_folders(readings, facts, inputs) if inputs.assets else frozenset(),
        frozenset(inputs.templates.sources),
    )


def _hidden_folders(readings: Iterable[str], public: Container[str], inputs: Inputs) -> frozenset[str]:
    """The folders of articles that are not public, in whatever language, and those that hold drafts alone."""
    folders: dict[bool, set[str]] = {True: set(), False: set()}
    for path in readings:
        # Nearly no path of an archive is this, and finding out its folder takes longer.
        if "ndex." in path:
            folders[path in public].add(own_folder(path, inputs.config.content))
    of_sources = folders[False] - folders[True] - {""}
    return frozenset(of_sources.union(*(_unpublished_above(path) for path in inputs.assets if "/_" in path)))


def _unpublished_above(path: str) -> Iterable[str]:
    """The folders above a file that other systems never publish, as their names say."""
    parts = path.split("/")[:-1]
    for n, part in enumerate(parts, 1):
        if part.startswith("_") and part.casefold() != POSTS:
            yield "/".join(parts[:n])


Span = tuple[float, float]


def unchanging(readings: Iterable[Reading], clock: datetime, within: Span = (float("-inf"), float("inf"))) -> Span:
    """The span of clocks [from, until), in seconds since 1970, at which the site is what it is at `clock`.

    Its ends are the moments when an article becomes public, expires, is updated, is no longer featured,
    or leaves the news.
    `within`: the span of all other readings.
    """
    now = clock.timestamp()
    moments = list(within)
    for found in readings:
        head = found.head
        if head is None:
            continue
        moments.append(head.publish_at.timestamp())
        # In seconds, since the calendar of datetimes ends with the year 9999.
        moments.append(head.date.timestamp() + NEWS_AGE.total_seconds())
        others = (head.expires, head.featured_until, head.updated)
        moments += [moment.timestamp() for moment in others if moment is not None]
        moments += [correction.date.timestamp() for correction in head.corrections]
        if head.date != head.publish_at:
            moments.append(head.date.timestamp())
    return max(moment for moment in moments if moment <= now), min(moment for moment in moments if moment > now)
