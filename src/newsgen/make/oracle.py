"""What answers need beyond the index: stored bodies, shared fragments, digests of templates and of kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.kinds.base import Page
from newsgen.model import Body
from newsgen.questions.family import Known
from newsgen.questions.view import View, ask, gap
from newsgen.registry import Registry
from newsgen.render.renderer import Renderer
from newsgen.render.templates import Filters, TemplateProblem, Templates
from newsgen.shortcodes import FOLDER
from newsgen.state.broken import BrokenCacheError
from newsgen.state.cache import Cache
from newsgen.state.opening import readable

if TYPE_CHECKING:
    from jinja2 import BytecodeCache


class Oracle:
    """Each process has its own: it opens the cache, and compiles templates, when it is first asked."""

    def __init__(
        self,
        registry: Registry,
        templates: Templates,
        cache_file: Path,
        renderer: Renderer | None = None,
    ) -> None:
        self._registry = registry
        self._templates = templates
        self._cache_file = cache_file
        self._renderer = renderer
        self._cache: Cache | None = None
        self._last_body: tuple[bytes, Body] | None = None

    def __reduce__(self) -> tuple[type[Oracle], tuple[object, ...]]:
        """For a process that was not forked: all but what a process opens and loads for itself."""
        return Oracle, (self._registry, self._templates, self._cache_file)

    @property
    def renderer(self) -> Renderer:
        if self._renderer is None:
            self._renderer = renderer(self._templates, self._registry.filters, self._cache_file)
        return self._renderer

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

    def close(self) -> None:
        """Let go of the cache: a connection of SQLite is a cycle, which nobody looks for in a build."""
        if self._cache is not None:
            self._cache.close()
            self._cache = None

    def box(self, view: View, name: str, values: Mapping[str, object], lang: str) -> str:
        """The HTML of a box by its template, whatever that asks among the questions of the page."""
        template = f"{FOLDER}{name}.html"
        ask(view, "template", template)
        return self.rendered(Page(template, values, lang), view)

    def fragment(self, known: Known, name: str, lang: str, exclude: str) -> str:
        """The HTML of a shared list, without the article of source `exclude`."""
        view = View(known, holds_lists=True)
        n = view.config.recent_posts.count
        articles = [head for head in view.recent(n + bool(exclude)) if head.source != exclude][:n]
        values = {"articles": articles, "kind": "fragment", "url": ""}
        return self.rendered(Page(f"fragments/{name}.html", values, lang), view)

    def rendered(self, page: Page, view: View, in_place: Callable[..., str] | None = None) -> str:
        """The text of a page; `in_place` makes what stands in place of its fragments."""
        values = {**page.values, "site": view, "lang": page.lang}
        return self.renderer.render(page.template, values, lambda name: ask(view, "template", name), in_place)

    def with_gaps(self, page: Page, view: View) -> str:
        """The text of a page for who fills it when it serves it (newsgen.gaps), whole where it may not have gaps."""
        if not self.renderer.shows_fragments(page.template):
            return self.rendered(page, view)
        from markupsafe import Markup

        try:
            return self.rendered(page, view, lambda *values, **named: Markup(gap(view, *values, **named)))
        except TemplateProblem:
            # What is wrong is said as of a page that is made whole.
            return self.rendered(page, view)

    def template_digest(self, name: str) -> str:
        return self.renderer.trees.digest(name)

    def kind_version(self, name: str) -> str:
        return str(self._registry.kinds[name].version)


def renderer(templates: Templates, filters: Filters, cache_file: Path) -> Renderer:
    """A renderer that keeps compiled templates beside the cache: Jinja knows them by their text and its own version."""
    return Renderer(templates, filters, _bytecode(cache_file))


def _bytecode(cache_file: Path) -> BytecodeCache:
    from newsgen.make.bytecode import Bytecode

    folder = cache_file.with_suffix(".templates")
    folder.mkdir(exist_ok=True)
    return Bytecode(str(folder))
