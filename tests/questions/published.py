"""What a build of a small site leaves behind, and what the next one finds to be different, by newsgen's own code."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import msgspec

from newsgen.config import Config
from newsgen.content.reading import Reading
from newsgen.digests import digest_of
from newsgen.gather.inputs import Inputs
from newsgen.gather.kept import encoded
from newsgen.gather.scan import Scan, Stat
from newsgen.gather.sources import Rows
from newsgen.make import changes
from newsgen.questions.change import Change
from newsgen.render.templates import Templates
from newsgen.site.index import Site
from newsgen.state.cache import SCHEMA, AssetRow, Cache, SourceRow
from newsgen.state.last import Last
from newsgen.state.record import Record
from tests.questions.worlds import SOURCES, World

CONFIG = digest_of(Config())


@contextmanager
def published(world: World, site: Site) -> Iterator[Last]:
    """A world as a build has published it, in a cache that is on no disk."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(SCHEMA)
        cache = Cache(connection)
        cache.begin_readings()
        cache.add_readings(
            (source, encoded(Reading(head, world.bodies[source]))) for source, head in world.heads.items()
        )
        cache.put_sources([_row(world, site, source) for source in world.heads], frozenset())
        cache.put_assets(_assets(site))
        cache.put_record(
            Record(clock=world.clock, config=CONFIG, inputs=digest_of(site.static), claims=digest_of(site.claims))
        )
        yield Last(cache)


def change(last: Last, site: Site) -> Change:
    """Whichever sources differ: all of them may."""
    return changes.change(last, _inputs(last, site), site, SOURCES)


def _row(world: World, site: Site, source: str) -> SourceRow:
    facts = site.facts.get(source)
    digest = facts.digest if facts else digest_of(world.heads[source])
    return SourceRow(source, 0, b"", digest, world.bodies[source], facts is not None)


def _assets(site: Site) -> list[AssetRow]:
    files = {**site.files, **{f"static/{path}": asset for path, asset in site.static.items()}}
    return [AssetRow(path, 0, msgspec.msgpack.encode(asset), path in site.assets) for path, asset in files.items()]


def _inputs(last: Last, site: Site) -> Inputs:
    return Inputs(
        config=site.config,
        scan=Scan((), tuple(Stat(path, 0, 0) for path in site.files), (), ()),
        sources=Rows(last, b"", {}),
        static=site.static,
        asset_rows=_assets(site),
        templates=Templates({}),
        digest=digest_of(site.static),
        config_digest=CONFIG,
        settings_digest=b"",
        urls=b"",
        diagnostics=(),
    )
