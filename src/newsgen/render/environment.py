"""The Jinja environment: where templates come from, and what they can use beside the values of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from functools import cached_property, partial
from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing

from newsgen.mistakes import wrong
from newsgen.render import boundary, builtins, dates
from newsgen.render.compiling import ThemeCodeGenerator
from newsgen.render.templates import Filters
from newsgen.render.words import WRITTEN_IN, Words

# Stands before the names of templates in tracebacks, so that their frames can be told from Python's.
FRAME = "<template>/"

# How templates ask for others.
_WAYS = "include (as extends and import)"
NAME_HINT = 'write it in quotes: {% include "partials/NAME.html" %}, or {% if … %} around what may be missing'

# What every page is given: a template imported without context, the usual way to import macros, sees it, too.
COMMON = (
    *("site", "kind", "url", "lang", "rtl", "og_locale"),
    *("_", "gettext", "ngettext", "words_in", "mark_words", "mark_page"),
)


def environment(
    sources: Mapping[str, str],
    filters: Filters,
    loaded: Callable[[str], object],
    bytecode: BytecodeCache | None = None,
) -> ThemeEnvironment:
    """An environment over template texts; `loaded` hears each template that is asked for while rendering."""
    made = ThemeEnvironment(
        loader=_Loader(sources),
        autoescape=_is_markup,
        undefined=Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=bytecode,
        # Jinja would take the methods of literals for constants (compiling._output_child_to_const).
        optimized=False,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n"],
    )
    # `{% trans %}` looks its callables up in the page's values, for templates are compiled once for all languages.
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension's own switch
    made.loaded = loaded
    made.words = Words()
    made.compiled = {}
    made.making = Making()
    made.filters = builtins.filters()
    made.filters.update(filters)
    made.tests.update(builtins.tests())
    del made.globals["lipsum"]
    made.globals |= builtins.functions()
    made.policies["json.dumps_kwargs"] = builtins.json_settings()
    return made


class UnknownName(UndefinedError):
    """An undefined name that was used; `owner` is what was to have it, `missing` where it stands for itself."""

    def __init__(self, message: str, owner: object, name: object) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name


class Unknown(StrictUndefined):
    """An undefined value that says, when it is used, which name of what was asked."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        raised: Any = partial(UnknownName, owner=obj, name=name) if exc is UndefinedError and not hint else exc
        super().__init__(hint, obj, name, raised)


class Making:
    """What templates share while a page is made, or a fragment within it; it is used for one after the other.

    `known`: what all of them see, those imported without context, too. Of these, `modules` has those of this page, and
    `libraries` those that are the same for all pages but for what is known. `gap`: what stands for
    `{{ site.fragment(…)|safe }}` in a page that is filled when it is served.
    """

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}
        self.modules: dict[str | None, tuple[TemplateModule, Context]] = {}
        self.libraries: dict[str | None, TemplateModule] = {}
        self.gap: Callable[..., str] | None = None

    def end(self) -> None:
        """Let go of the page."""
        for _, context in self.modules.values():
            # Its macros know it: they are a cycle.
            context.vars.clear()
        self.modules.clear()
        self.known.clear()
        self.gap = None


class ThemeTemplate(Template):
    # The names that it imports where it does nothing else but define macros.
    imported: tuple[str, ...] | None

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> ThemeTemplate:
        made: ThemeTemplate = super()._from_namespace(environment, namespace, globals)  # type: ignore[assignment]  # cls
        # Nothing that Jinja's own compiler makes has it.
        made.imported = namespace.get("imported")
        return made

    @cached_property
    def is_library(self) -> bool:
        """Whether its macros are the same for all pages: it holds nothing else, and neither does what it imports."""
        # In a circle there is no end of imports, which is said where it happens.
        self.is_library = False
        environment: ThemeEnvironment = self.environment  # type: ignore[assignment]  # no other one has such templates
        try:
            return self.imported is not None and all(environment.named_template(n).is_library for n in self.imported)
        except TemplateError:
            return False

    def new_context(
        self, vars: Mapping[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Context:
        """As Jinja's, but that no context knows which of its values are global: to list them takes the most time."""
        return self._context({**(vars or {})} if shared else {**self.environment.globals, **(vars or {})}, locals)

    def _context(self, known: dict[str, Any], local: Mapping[str, Any] | None) -> Context:
        """A context of what is known, which becomes its own, and of what is in `local`."""
        if local:
            known.update({name: value for name, value in local.items() if value is not missing})
        return self.environment.context_class(self.environment, known, self.name, self.blocks)

    def within(self, context: Context, local: Mapping[str, Any]) -> Iterable[str]:
        """Its text where it is included: it knows what is known there, by the context and in `local`."""
        return self.root_render_func(self._context({**context.parent, **context.vars}, local))

    def apart(self) -> Iterable[str]:
        """Its text where it is included without context."""
        return self._get_default_module()._body_stream

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """As Jinja's, but made for one page: with what all pages are given, and what a page counts in it is its own.

        What only defines macros is made once for all pages.
        """
        environment: ThemeEnvironment = self.environment  # type: ignore[assignment]  # no other one has such templates
        making = environment.making
        if self.is_library:
            module = making.libraries.get(self.name)
            if module is None:
                module = making.libraries[self.name] = TemplateModule(self, self._context(making.known, None))
            return module
        known = making.modules.get(self.name)
        if known is None:
            context = self._context({**making.known}, None)
            known = making.modules[self.name] = TemplateModule(self, context), context
        return known[0]


class ThemeEnvironment(Environment):
    """`compiled`: the templates by name; `making`: what is being made of them now."""

    loaded: Callable[[str], object]
    words: Words
    compiled: dict[str, Template]
    making: Making
    code_generator_class = ThemeCodeGenerator
    template_class = ThemeTemplate

    # What compiled templates call for names that lead nowhere they should not (boundary.is_watched).
    found = Environment.getattr

    @property
    def gap(self) -> Callable[..., str] | None:
        return self.making.gap

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """As Jinja's, but that what has been looked through before is not parsed again to be compiled."""
        from newsgen.render.syntax import parsed

        # Of a text without a name that is what `parsed` comes here for.
        if name is not None:
            with suppress(TemplateSyntaxError):
                return parsed(source)
        return super()._parse(source, name, filename)

    def _compile(self, source: str, filename: str) -> CodeType:
        """As Jinja's; what makes no program is told with the line of the template, and not with that of the program."""
        try:
            return super()._compile(source, filename)
        except SyntaxError as error:
            from newsgen.render.uncompilable import said, template_line

            line = template_line(source, error.lineno or 0)
            raise TemplateSyntaxError(said(error.msg), line, filename.removeprefix(FRAME), filename) from None

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja's, but for what templates may not read."""
        if boundary.is_watched(attribute):
            return boundary.read(self, obj, attribute)
        return self.found(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As Jinja's: an item, else the attribute of that name."""
        try:
            return obj[argument]
        except (AttributeError, TypeError, LookupError):
            if not isinstance(argument, str):
                return self.undefined(obj=obj, name=argument)
        return self.getattr(obj, str(argument))

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Any:
        """As Jinja's; each name that is asked for while a page is made is heard."""
        if not isinstance(name, str):
            raise wrong(_WAYS, "the name of a template", name, NAME_HINT)
        self.loaded(name)
        return self.named_template(name, parent)

    def named_template(self, name: str, parent: str | None = None) -> Any:
        """A template whose name stands where it is asked for: nobody need hear what is in the asking one's closure."""
        known = self.compiled.get(name)
        if known is None:
            known = self.compiled[name] = super().get_template(name, parent)
        return known

    def select_template(self, names: Iterable[Any], parent: str | None = None, globals: Any = None) -> Any:
        """As Jinja's; all the names are heard, for one that is missing today may be there tomorrow."""
        if not isinstance(names, Iterable):
            raise wrong(_WAYS, "the name of a template, or a list of some", names, NAME_HINT)
        names = list(names)
        if not names:
            raise wrong(_WAYS, "the name of a template", names, "this list is empty")
        for name in names:
            if isinstance(name, str):
                self.loaded(name)
        return super().select_template(names, parent, globals)

    def language_values(self, lang: str, instead: str = WRITTEN_IN) -> dict[str, Any]:
        """What a page's language brings: `og_locale`, and what Words.of has."""
        return self.words.of(lang, instead) | {"og_locale": dates.open_graph_locale(lang)}


class _Loader(BaseLoader):
    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text = self._sources.get(template)
        if text is None:
            raise TemplateNotFound(template)
        return text, FRAME + template, lambda: True


def _is_markup(name: str | None) -> bool:
    return name is None or not name.endswith((".css", ".txt", ".js", ".json"))
