"""Sites of real files, and single outputs of them as a build makes them."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from newsgen.build import quiet, remembered
from newsgen.content.reading import Reading
from newsgen.gather import assets
from newsgen.gather.inputs import Inputs
from newsgen.gather.now import now
from newsgen.kinds.base import Output
from newsgen.make.maker import Maker, StaleOutput
from newsgen.make.oracle import Oracle
from newsgen.project import Options, Project, opened
from newsgen.publish.staging import staging
from newsgen.questions.answers import Answers
from newsgen.site.index import Site
from newsgen.standard import standard
from newsgen.walk.memory import Memory

CLOCK = datetime(2026, 6, 1, 12, tzinfo=UTC)

# One pixel.
PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

CONFIG = """\
title: Test & News
description: A test
base_url: https://example.org
language: de
timezone: Europe/Berlin
"""


def site_folder(root: Path, articles: Mapping[str, str], config: str = CONFIG) -> Path:
    """A site with `content/NAME` for each article given."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "newsgen.yaml").write_text(config, "utf-8")
    for name, text in articles.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(text, "utf-8")
    return root


def article(title: str, date: str, text: str = "Text.", more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\n\n{text}\n"


def planned(site: Site) -> list[Output]:
    return standard().plan(site)


def site_at(root: Path, clock: datetime = CLOCK) -> Site:
    """The index of a site, read from its files."""
    project, diagnostics = opened(Options(root, at=clock, jobs=1))
    assert project is not None, diagnostics
    return read(project, clock)[2]


def made(root: Path, paths: Sequence[str], clock: datetime = CLOCK) -> dict[str, bytes]:
    """The bytes of the outputs at some paths; one that is not planned is missing."""
    project, diagnostics = opened(Options(root, at=clock, jobs=1))
    assert project is not None, diagnostics
    inputs, _, site = read(project, clock)
    oracle = Oracle(standard(), inputs.templates, project.cache_file)
    locate = partial(assets.located, project.root)
    maker = Maker(Answers(site, oracle, standard().families), oracle, inputs.templates, project.staging, locate)
    todo = [StaleOutput(output, "new") for output in planned(site) if output.path in paths]
    with staging(project.staging):
        batch = maker(list(enumerate(todo)))
        assert not batch.problems, batch.problems
        return {each.output.path: (project.staging / str(number)).read_bytes() for number, each in enumerate(todo)}


def read(project: Project, clock: datetime) -> tuple[Inputs, Mapping[str, Reading], Site]:
    """What a build reads, what each source says, and the index of it all."""
    with closing(Memory()) as memory, remembered(project, memory) as cache:
        there = now(project, cache, clock, quiet)
        return there.inputs, there.said, there.site
