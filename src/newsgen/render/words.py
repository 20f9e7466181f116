"""The words of the interface in each language: gettext catalogues beside this file, read when a page needs one."""

from collections.abc import Callable
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from newsgen.render.dates import is_right_to_left
from newsgen.render.printing import shown

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl")


class Words:
    """Catalogues by language, each read once."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, Any]] = {}

    def of(self, lang: str) -> dict[str, Any]:
        """What templates of a page in `lang` have: `_`, `gettext`, `ngettext`, and whether it runs from the right."""
        known = self._values.get(lang)
        if known is None:
            catalogue = translations(lang)
            gettext = _filled(catalogue)
            known = self._values[lang] = {
                "_": gettext,
                "gettext": gettext,
                "ngettext": _counted(catalogue),
                "rtl": is_right_to_left(lang),
            }
        return known


def translations(lang: str) -> NullTranslations:
    """The catalogue of a language; English, in which the words are written in templates, for those without one."""
    language = lang.replace("_", "-").partition("-")[0].lower()
    if language not in LANGUAGES:
        return NullTranslations()
    with (files("newsgen.render") / "locale" / language / "LC_MESSAGES" / "newsgen.mo").open("rb") as file:
        return GNUTranslations(file)


def _filled(catalogue: NullTranslations) -> Callable[..., Markup]:
    """gettext; what is put into the sentence is escaped, the sentence itself is ours."""

    # By type: what is no text, but equal to one that is known, has another text of its own.
    @lru_cache(maxsize=1_000, typed=True)
    def sentence(message: str) -> Markup:
        return Markup(catalogue.gettext(message))

    def filled(message: str, **values: object) -> Markup:
        text = sentence(message)
        return text % _shown(values) if values else text

    return filled


def _counted(catalogue: NullTranslations) -> Callable[..., Markup]:
    def counted(one: str, many: str, num: int, **values: object) -> Markup:
        return Markup(catalogue.ngettext(one, many, num)) % _shown({"num": num, **values})

    return counted


def _shown(values: dict[str, object]) -> dict[str, object]:
    """The values that are put into a sentence, if each is text that a page can show."""
    return {name: shown(value) for name, value in values.items()}
