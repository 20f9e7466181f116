"""What stands beside the text on an article's page, as readers of feeds get it: plain HTML behind the text."""

from collections.abc import Iterator
from html import escape

from newsgen.kinds.feedtext import absolute, permitted
from newsgen.model import Head
from newsgen.questions.view import View
from newsgen.render.words import has_catalogue, translations


def behind(view: View, head: Head, url: str) -> str:
    """What the article draws on, "" where it says nothing; `url` is the article's own."""
    if not head.sources:
        return ""
    return "\n".join(map(permitted, _sources(view, head, url)))


def _sources(view: View, head: Head, url: str) -> Iterator[str]:
    yield f"<p><strong>{_word(view, head, 'Sources')}</strong></p>\n<ul>"
    for each in view.sources_of(head):
        address, title = absolute(each.url, url) if each.url else "", escape(each.title, quote=False)
        yield f'<li><a href="{escape(address)}">{title}</a></li>' if address else f"<li>{title}</li>"
    yield "</ul>"


def _word(view: View, head: Head, message: str) -> str:
    """A word in the language of the article, as its page has it."""
    lang = next((each for each in (head.lang, view.config.language) if has_catalogue(each)), head.lang)
    return escape(translations(lang).gettext(message), quote=False)
