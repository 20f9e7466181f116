"""The words of the interface in each language: gettext catalogues beside this file, read when a page needs one."""

from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import Any

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl")

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


class Words:
    """Catalogues by language, each read once."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, Any]] = {}

    def of(self, lang: str) -> dict[str, Any]:
        """What templates of a page in `lang` have: `_`, `gettext`, `ngettext`, and whether it runs from the right."""
        known = self._values.get(lang)
        if known is None:
            catalogue = translations(lang)
            known = self._values[lang] = {
                "_": _filled(catalogue.gettext),
                "gettext": _filled(catalogue.gettext),
                "ngettext": lambda one, many, num, **values: (
                    catalogue.ngettext(one, many, num) % {"num": num, **values}
                ),
                "rtl": lang.partition("-")[0] in RIGHT_TO_LEFT,
            }
        return known


def translations(lang: str) -> NullTranslations:
    """The catalogue of a language; English, in which the words are written in templates, for those without one."""
    file = files("newsgen.render") / "locale" / lang.partition("-")[0] / "LC_MESSAGES" / "newsgen.mo"
    if not file.is_file():
        return NullTranslations()
    with file.open("rb") as handle:
        return GNUTranslations(handle)


def _filled(gettext: Any) -> Any:
    def filled(message: str, **values: object) -> str:
        text: str = gettext(message)
        return text % values if values else text

    return filled
