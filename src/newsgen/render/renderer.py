"""A template and values -> text, by Jinja: autoescape on, an undefined name is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from newsgen.mistakes import Mistake
from newsgen.render.templates import Filters, Remark, TemplateProblem, Templates
from newsgen.render.trees import Trees, is_whole, reached_from
from newsgen.shortcodes import FOLDER

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

    from newsgen.render.environment import Making

Record = Callable[[str], object]

# A fragment that is made within itself as often has no end: it might ask for itself in some other languages.
N_WITHIN = 10


class Renderer:
    """Renders templates for one process; each is compiled once."""

    def __init__(self, templates: Templates, filters: Filters, bytecode: BytecodeCache | None = None) -> None:
        """`bytecode` keeps compiled templates between runs."""
        from newsgen.render.environment import environment

        self.templates = templates
        self._filters = filters
        self._sources = templates.sources
        self._hear: Record = _unheard
        self._environment = environment(templates.sources, filters, lambda name: self._hear(name), bytecode)
        self.trees = Trees(templates)
        # What is being made, each within the one before: a page, and the fragments that it asks for.
        self._within: list[str] = []
        self._making: list[Making] = []
        self._language_values: dict[tuple[str, str], Mapping[str, object]] = {}
        self._showing: dict[str, bool] = {}

    def is_for(self, templates: Templates, filters: Filters) -> bool:
        """Whether these are the very templates and filters that it renders with."""
        return self.templates == templates and self._filters == filters

    def render(
        self, name: str, values: Mapping[str, object], record: Record, gap: Callable[..., str] | None = None
    ) -> str:
        """The text of a template; `record` hears the name of each template that only the run knows.

        `values` hold at least "lang"; `gap` makes what stands for fragments (ThemeEnvironment). Raises TemplateProblem.
        """
        from newsgen.render.environment import COMMON

        if self._within.count(name) >= N_WITHIN:
            raise Mistake(
                f'"{name}" asks for itself without end', "take site.fragment(…) out of it and what it includes"
            )
        given = {**self._language(values), **values}
        environment = self._environment
        heard, self._hear = self._hear, _unforeseen(self.trees.closure(name), record)
        outer, environment.making = environment.making, self._begun(name)
        environment.making.known |= environment.globals | {each: given[each] for each in COMMON if each in given}
        environment.making.gap = gap
        try:
            text: str = environment.get_template(name).render(given)
            return text
        except TemplateProblem:
            raise
        except Exception as error:
            from newsgen.render.problems import problem

            raise problem(error, name, values, self.trees, environment) from error
        finally:
            self._within.pop()
            environment.making.end()
            self._hear, environment.making = heard, outer

    def _begun(self, name: str) -> Making:
        """What is shared while a template of this name is made, within what is made already."""
        self._within.append(name)
        if len(self._within) > len(self._making):
            from newsgen.render.environment import Making

            self._making.append(Making())
        return self._making[len(self._within) - 1]

    def compile_all(self) -> None:
        """Compile what pages can be made of, for processes that are forked from this one to share."""
        for name in self.trees.sources:
            # Few texts have boxes.
            if not name.startswith(("theme/", FOLDER)):
                for each in self.trees.closure(name):
                    # What cannot be compiled is told when the first page is made of it.
                    with suppress(Exception):
                        self._environment.get_template(each)

    def shows_fragments(self, name: str) -> bool:
        """Whether the fragments that pages made with a template show are parts of these, and nothing else."""
        from newsgen.render.placing import are_shown

        known = self._showing.get(name)
        if known is None:
            # A filter of the site's own may do anything.
            known = self._showing[name] = "safe" not in self._filters and are_shown(self.trees, name)
        return known

    def check(self, questions: Mapping[str, bool], extra: Iterable[str] = ()) -> list[TemplateProblem]:
        """What is wrong with the templates whatever they are given; arguments as of reading.wrong_names."""
        from newsgen.render import reading
        from newsgen.render.problems import own_hint, problem

        problems: list[TemplateProblem] = []
        trees = self.trees
        for name in self._different():
            try:
                tree = trees.parsed(name)
                problems += self._missing(name)
                problems += reading.wrong_names(name, tree, self._environment, questions, extra)
                # A site whose base.html has fewer blocks than the theme's has chosen to show less of the theme's.
                problems += reading.lost_blocks(name, tree, trees.tree) if self._is_own(name) else ()
                problems += reading.lost_imports(name, tree, trees.tree)
            except Exception as error:
                problems.append(problem(error, name, {}, trees, self._environment))
                continue
            if name in reached_from(name, lambda each: trees.references(each, parents_only=True)):
                problems.append(TemplateProblem(name, 1, "this template extends itself", own_hint(name, self._sources)))
        return problems

    def remarks(self) -> list[Remark]:
        """What is lost in the templates, or unused, and is no error."""
        from newsgen.render import policies, reading

        trees = [(name, tree) for name in self._different() if (tree := self.trees.tree(name))]
        found = [problem for name, tree in trees for problem in reading.lost_text(name, tree)]
        own = [(name, tree) for name, tree in trees if self._is_own(name)]
        found += [problem for name, tree in own for problem in policies.own_policies(name, tree)]
        found += [problem for name, tree in own for problem in policies.refused(name, tree)]
        found += reading.unreached(self._sources, self.trees.closure, self.trees.tree)
        return [
            Remark(each.name, each.line, each.text, each.hint, each.code, each.level, each.needs, each.policy)
            for each in found
        ]

    def _different(self) -> Iterator[str]:
        """The templates by name; what the site took over from the theme unchanged counts once."""
        for name in sorted(self._sources):
            if not name.startswith("theme/") or self._sources.get(name[len("theme/") :]) != self._sources[name]:
                yield name

    def _is_own(self, name: str) -> bool:
        """Whether a template is the site's, and not the theme's."""
        return not name.startswith("theme/") and self._sources.get(f"theme/{name}") != self._sources[name]

    def _language(self, values: Mapping[str, Any]) -> Mapping[str, object]:
        from newsgen.render.words import WRITTEN_IN, has_catalogue

        lang = str(values["lang"])
        # The site's own language is asked for where it is needed: all other pages do not depend on it.
        is_known = has_catalogue(lang) or "site" not in values
        key = lang, WRITTEN_IN if is_known else str(values["site"].config.language)
        known = self._language_values.get(key)
        if known is None:
            known = self._language_values[key] = self._environment.language_values(*key)
        return known

    def _missing(self, name: str) -> list[TemplateProblem]:
        from newsgen.render.problems import like

        return [
            TemplateProblem(name, node.lineno, f'there is no template "{wanted}"', like(wanted, self._sources))
            for wanted, node, is_needed in self.trees.named(name, parents_only=False)
            if is_needed and wanted not in self._sources
        ]


def _unheard(name: str) -> None:
    """Nobody records."""


def _unforeseen(known: frozenset[str], record: Record) -> Record:
    def hear(name: str) -> None:
        if name in known:
            return
        if not is_whole(name):
            raise Mistake("the name of a template has half a character", "look for \\ud800 to \\udfff")
        # Of Markup, its text: what is recorded is kept as JSON.
        record(str(name))

    return hear
