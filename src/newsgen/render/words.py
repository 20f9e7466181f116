"""The words of the interface in each language: gettext catalogues beside this file, read when a page needs one."""

from collections.abc import Callable
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pkgutil import get_data
from typing import Any, NoReturn

from markupsafe import Markup, escape

from newsgen.mistakes import Mistake, wrong
from newsgen.render.dates import attributes, is_right_to_left
from newsgen.render.printing import shown

_PLACES = 'write %(name)s for each name=value, and %% for a sign %; what is no sentence is a value: _("%(it)s", it=…)'

# The language of the words in templates.
WRITTEN_IN = "en"
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl")


class Words:
    """Catalogues by language, each read once."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], dict[str, Any]] = {}

    def of(self, lang: str, instead: str = WRITTEN_IN) -> dict[str, Any]:
        """What templates of a page in `lang` have: `_`, `gettext`, `ngettext`, and whether it runs from the right.

        Without a catalogue the words are in another language than the page, in the site's (`instead`) if that has one:
        `words_in` names it, `mark_words` are the attributes of an element that holds some, `mark_page` those of one
        within it that holds the page's own text.
        """
        known = self._values.get((lang, instead))
        if known is None:
            words_in = next((each for each in (lang, instead) if has_catalogue(each)), WRITTEN_IN)
            catalogue = translations(words_in)
            gettext = _filled(catalogue)
            known = self._values[lang, instead] = {
                "_": gettext,
                "gettext": gettext,
                "ngettext": _counted(catalogue),
                "rtl": is_right_to_left(lang),
                "words_in": words_in,
                "mark_words": Markup("") if words_in == lang else attributes(words_in),
                "mark_page": Markup("") if words_in == lang else attributes(lang),
            }
        return known


def has_catalogue(lang: str) -> bool:
    return _language(lang) in LANGUAGES


def _language(lang: str) -> str:
    return lang.replace("_", "-").partition("-")[0].lower()


def translations(lang: str) -> NullTranslations:
    """The catalogue of a language; English, in which the words are written in templates, for those without one."""
    if not has_catalogue(lang):
        return NullTranslations()
    catalogue = get_data("newsgen.render", f"locale/{_language(lang)}/LC_MESSAGES/newsgen.mo")
    return GNUTranslations(BytesIO(catalogue or b""))


def _filled(catalogue: NullTranslations) -> Callable[..., str]:
    """gettext; what is put into the sentence is escaped, and so is a sentence that no template wrote."""

    # By type: what the template itself says (compiling) is Markup, and the same text of an article is not.
    @lru_cache(maxsize=1_000, typed=True)
    def sentence(message: str) -> str:
        return type(message)(catalogue.gettext(message))

    @lru_cache(maxsize=1_000, typed=True)
    def whole(message: str) -> str:
        # {% trans %} doubles each sign that is no place, whether or not there are values.
        text = sentence(message)
        return text.replace("%%", "%") if isinstance(message, Markup) else text

    def filled(message: str, /, **values: object) -> str:
        if not isinstance(message, str):
            _no_sentence("_", message)
        return _put(sentence(message), values) if values else whole(message)

    return filled


def _counted(catalogue: NullTranslations) -> Callable[..., Markup]:
    def counted(one: str, many: str, /, num: int, **values: object) -> Markup:
        for each in (one, many):
            if not isinstance(each, str):
                _no_sentence("ngettext", each)
        if not isinstance(num, (int, float)):
            raise wrong("ngettext", "a number", num, "a list has one by |length, a text becomes one by |int")
        is_ours = isinstance(one, Markup) and isinstance(many, Markup)
        text = catalogue.ngettext(one, many, num)
        return _put(Markup(text) if is_ours else str(text), {"num": num, **values})

    return counted


def _no_sentence(who: str, message: object) -> NoReturn:
    raise wrong(who, "a text", shown(message), "write the sentence in quotes; what changes is a value of it")


def _put(text: str, values: dict[str, object]) -> Markup:
    """A sentence with the values in their places."""
    given = _shown(values)
    try:
        return escape(text) % given
    except (KeyError, TypeError, ValueError) as error:
        raise Mistake(f'the places in "{text}" are not those of what is put in', _PLACES) from error


def _shown(values: dict[str, object]) -> dict[str, object]:
    """The values that are put into a sentence, if each is text that a page can show."""
    return {name: shown(value) for name, value in values.items()}
