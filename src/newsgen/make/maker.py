"""Outputs that are stale -> files in the staging folder, and what each of them asked."""

from __future__ import annotations

import json
import shutil
import sqlite3
from array import array
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Copy, Kind, Output, Page, Scaled
from newsgen.kinds.lists import is_front
from newsgen.make.pictures import PictureError, scaled
from newsgen.model import Body
from newsgen.questions.answers import DIGEST_BYTES, Answers, Question, argument
from newsgen.questions.view import View
from newsgen.render import Renderer, TemplateProblem, Templates
from newsgen.site.index import Site
from newsgen.state.cache import BrokenCacheError, Cache, readable


class Asked(Struct, frozen=True, gc=False):
    """A question as it is kept: its family, what it is found by, JSON text, and the digest of its answer."""

    family: str
    argument: str
    key: str
    digest: bytes


class Stale(Struct, frozen=True, gc=False):
    """An output to be made, and why; `on_disk`: the digest of its file where that is as newsgen left it, else b""."""

    output: Output
    cause: str
    on_disk: bytes = b""


class MadeOutput(Struct, frozen=True, gc=False):
    """What became of an output: its bytes' digest, and whether they are staged or those on the disk already.

    `size` and `mtime_ns` of the file, 0 where that is as newsgen left it.
    `asked`: its questions, 4 bytes each; a maker says where they are among those of its batch, then it is their ids.
    """

    digest: bytes
    is_staged: bool
    size: int
    mtime_ns: int
    asked: bytes


class Batch(Struct, frozen=True):
    """What a chunk of outputs became, in its order but for those with a problem."""

    questions: list[Asked]
    outputs: list[MadeOutput]
    problems: list[Diagnostic]


class Maker:
    """Makes outputs, in a worker or here. Answers are kept for a chunk's time, templates for the process's."""

    def __init__(
        self,
        site: Site,
        kinds: Mapping[str, Kind],
        templates: Templates,
        cache_file: Path,
        staging: Path,
        locate: Callable[[str], Path],
        renderer: Renderer | None = None,
    ) -> None:
        self._kinds = kinds
        self._templates = templates
        self._cache_file = cache_file
        self._staging = staging
        self._locate = locate
        self._cache: Cache | None = None
        self._last_body: tuple[bytes, Body] | None = None
        self._renderer = renderer
        self.answers = Answers(site, self)

    def __reduce__(self) -> tuple[type[Maker], tuple[object, ...]]:
        """For a process that was not forked: all but what a process opens and loads for itself."""
        site = self.answers.site
        return Maker, (site, self._kinds, self._templates, self._cache_file, self._staging, self._locate)

    def __call__(self, todo: Sequence[tuple[int, Stale]]) -> Batch:
        """Make numbered outputs; the number names the staged file."""
        indexes: dict[Question, int] = {}
        made, problems = [], []
        for number, each in todo:
            output = each.output
            view = View(self.answers, is_front(output))
            try:
                staged = self._staged(number, each, self._made(output, view))
            except TemplateProblem as problem:
                if isinstance(problem.__cause__, (BrokenCacheError, sqlite3.Error)):
                    # A body is asked for by a template, which is not to blame.
                    raise problem.__cause__ from None
                problems.append(self.diagnostic(problem, output))
                continue
            except PictureError as error:
                problems.append(error.diagnostic)
                continue
            asked = array("I", [indexes.setdefault(question, len(indexes)) for question in view.asked])
            made.append(MadeOutput(*staged, asked.tobytes()))
        questions = [kept(question, self.answers.digest(question)) for question in indexes]
        self.answers.forget()
        return Batch(questions, made, problems)

    @property
    def renderer(self) -> Renderer:
        if self._renderer is None:
            self._renderer = Renderer(self._templates, self.answers.site.config, bytecode(self._cache_file))
        return self._renderer

    def _made(self, output: Output, view: View) -> bytes | Copy:
        view.ask("kind", output.kind)
        made = self._kinds[output.kind].make(output, view)
        if isinstance(made, Scaled):
            return scaled(made, self._locate(made.source))
        if not isinstance(made, Page):
            return made
        view.ask("template", made.template)
        try:
            return self._rendered(made, view).encode()
        except UnicodeEncodeError:
            text, hint = "this page would hold half a character, which no file can", "look for \\ud800 to \\udfff"
            raise TemplateProblem(made.template, 0, text, hint) from None

    def _rendered(self, page: Page, view: View) -> str:
        values = {**page.values, "site": view, "lang": page.lang}
        return self.renderer.render(page.template, values, lambda name: view.ask("template", name))

    def _staged(self, number: int, stale: Stale, made: bytes | Copy) -> tuple[bytes, bool, int, int]:
        """Digest, whether it is staged, size and mtime; it is not where the disk has these very bytes."""
        if isinstance(made, Copy):
            digest = file_digest(self._locate(made.source))
        else:
            digest = blake2b(made, digest_size=DIGEST_BYTES).digest()
        if stale.on_disk == digest:
            return digest, False, 0, 0
        target = self._staging / str(number)
        if isinstance(made, Copy):
            shutil.copyfile(self._locate(made.source), target)
        else:
            target.write_bytes(made)
        stat = target.stat()
        return digest, True, stat.st_size, stat.st_mtime_ns

    def diagnostic(self, problem: TemplateProblem, output: Output | None = None) -> Diagnostic:
        """A template's problem where it stands, with the page that was being made."""
        place = Place(f"{self.answers.site.config.templates}/{problem.name}", problem.line)
        hint = "; ".join(part for part in (problem.hint, f"while making {output.path}" if output else "") if part)
        source = self._templates.sources.get(problem.name, "").splitlines()
        excerpt = source[problem.line - 1] if 0 < problem.line <= len(source) else ""
        return Diagnostic(problem.code, place, problem.text, hint, problem.level, excerpt)

    # What answers need beyond the index (site.answers.Outside).

    def body(self, key: bytes) -> Body:
        """A stored body; the last one is kept, for a page asks for its own several times."""
        if self._last_body is not None and self._last_body[0] == key:
            return self._last_body[1]
        if self._cache is None:
            self._cache = Cache(readable(self._cache_file))
        found = self._cache.body(key)
        if found is None:
            raise BrokenCacheError("a body is missing")
        self._last_body = (key, found)
        return found

    def fragment(self, name: str, lang: str, exclude: str) -> str:
        view = View(self.answers, holds_lists=True)
        n = view.config.recent_posts.count
        articles = [head for head in view.recent(n + bool(exclude)) if head.source != exclude][:n]
        return self._rendered(
            Page(f"fragments/{name}.html", {"articles": articles, "kind": "fragment", "url": ""}, lang), view
        )

    def digest(self, family: str, name: str) -> str:
        return str(self._kinds[name].version) if family == "kind" else self.renderer.digest(name)

    def has_template(self, name: str) -> bool:
        return name in self._templates.sources


def bytecode(cache_file: Path) -> BytecodeCache:
    """Compiled templates, kept beside the cache: Jinja knows them by their text and its own version."""
    from newsgen.make.bytecode import Bytecode

    folder = cache_file.with_suffix(".templates")
    folder.mkdir(exist_ok=True)
    return Bytecode(str(folder))


def kept(question: Question, digest: bytes) -> Asked:
    return Asked(str(question[0]), argument(question), json.dumps(question, ensure_ascii=False), digest)


def file_digest(path: Path) -> bytes:
    """The digest of a file's bytes, as those of outputs are made."""
    digest = blake2b(digest_size=DIGEST_BYTES)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.digest()
