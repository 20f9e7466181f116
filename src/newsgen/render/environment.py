"""The Jinja environment: where templates come from, and the filters and words that they have."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsgen.config import Config
from newsgen.render import dates
from newsgen.render.words import Words


def environment(sources: Mapping[str, str], config: Config, loaded: Callable[[str], None]) -> Environment:
    """An environment over template texts; `loaded` hears each template that is asked for while rendering."""
    made = _Environment(
        loader=_Loader(sources),
        autoescape=lambda name: name is None or not name.endswith((".css", ".txt", ".js")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    made.loaded = loaded
    made.words = Words()
    origin = config.base_url.removesuffix(config.base_path)
    made.filters |= {
        "date": _date,
        "iso": dates.iso,
        "absolute": lambda url: url if "://" in str(url) else f"{origin}{url}",
        "number": _number,
        "names": _names,
        "month_name": _month_name,
        "json": _json,
        "tojson_ld": _json,
    }
    return made


def language_values(environment: Environment, lang: str) -> dict[str, Any]:
    """What a page's language brings: `_`, `gettext`, `ngettext`, `rtl`."""
    assert isinstance(environment, _Environment)
    return environment.words.of(lang)


class _Environment(Environment):
    loaded: Callable[[str], None]
    words: Words

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Any:
        """As Jinja's; each name that is asked for while a page is made is heard."""
        if isinstance(name, str):
            self.loaded(name)
        return super().get_template(name, parent, globals)


class _Loader(BaseLoader):
    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text = self._sources.get(template)
        if text is None:
            raise TemplateNotFound(template)
        return text, f"<template>/{template}", lambda: True


@pass_context
def _date(context: Context, value: datetime, style: str = "long") -> str:
    return dates.written(value, str(context["lang"]), style)


@pass_context
def _month_name(context: Context, month: int) -> str:
    return dates.month_name(month, str(context["lang"]))


@pass_context
def _number(context: Context, value: float) -> str:
    return dates.number(value, str(context["lang"]))


@pass_context
def _names(context: Context, values: list[str]) -> str | Markup:
    return dates.listed(tuple(values), str(context["lang"]))


def _json(value: object) -> Markup:
    """JSON that may stand in a `<script>` of data: no `<`, `>` or `&` (HTML §4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
