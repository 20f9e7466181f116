"""What stands beside the text on an article's page, as readers of feeds get it: plain HTML behind the text."""

from collections.abc import Iterator
from html import escape

from newsgen.kinds.feedtext import absolute, permitted
from newsgen.model import UNDATED, Head
from newsgen.questions.view import View
from newsgen.render.dates import written
from newsgen.render.words import has_catalogue, translations


def behind(view: View, head: Head, url: str) -> str:
    """What was changed and corrected, and what the article draws on, "" for most; `url` is the article's own."""
    if not (head.changes or head.corrections or head.sources):
        return ""
    told = (f"<p><strong>{_text(label)}</strong> {_text(said)}</p>" for label, said in _notes(view, head))
    sources = _sources(view, head, url) if head.sources else ()
    return "\n".join(map(permitted, (*told, *sources)))


def noted(view: View, head: Head, summary: str) -> str:
    """A summary with what was changed and corrected behind it, for feeds without texts."""
    return " ".join((summary, *(permitted(f"{label} {said}") for label, said in _notes(view, head))))


def _notes(view: View, head: Head) -> Iterator[tuple[str, str]]:
    """Each note with what is in front of it: "Correction, 3 May 2026:"."""
    words = translations(_language(view, head))
    if head.changes and head.updated:
        yield f"{words.gettext('Updated:')} {written(head.updated, head.lang)}.", head.changes
    for each in head.corrections:
        day = "" if each.date == UNDATED else f", {written(each.date, head.lang, 'day')}"
        yield f"{words.ngettext('Correction', 'Corrections', 1)}{day}:", each.text


def _sources(view: View, head: Head, url: str) -> Iterator[str]:
    yield f"<p><strong>{_text(translations(_language(view, head)).gettext('Sources'))}</strong></p>\n<ul>"
    for each in view.sources_of(head):
        address = absolute(each.url, url) if each.url else ""
        yield (
            f'<li><a href="{escape(address)}">{_text(each.title)}</a></li>'
            if address
            else f"<li>{_text(each.title)}</li>"
        )
    yield "</ul>"


def _text(text: str) -> str:
    return escape(text, quote=False)


def _language(view: View, head: Head) -> str:
    """The language of the words on the article's page."""
    return next((each for each in (head.lang, view.config.language) if has_catalogue(each)), head.lang)
