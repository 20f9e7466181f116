"""Which engine reads a text; only the one that is asked for is loaded."""

from typing import TYPE_CHECKING

from newsgen.config import MarkdownEngine, RawHtml
from newsgen.model import Body

if TYPE_CHECKING:
    from newsgen.registry import Part


def body(
    text: str,
    folder: str,
    lang: str,
    engine: MarkdownEngine,
    mode: RawHtml,
    parts: "tuple[Part, ...]" = (),
    base_url: str = "",
) -> Body:
    """The body of a text in a language; `folder` is the source's, for its relative links, `base_url` the site's own.

    `parts` stand beside those of Python-Markdown: with the other engine, a build that has some ends with an error.
    """

    def read(text: str) -> Body:
        if engine == "commonmark":
            from newsgen.content.markup.commonmark.engine import body as of_commonmark

            return of_commonmark(text, folder, lang, mode, base_url)
        from newsgen.content.markup.python_markdown import body as of_markdown

        return of_markdown(text, folder, lang, mode, parts, base_url)

    if ":::" not in text:
        return _with_galleries(text, read(text))
    # Few texts have boxes.
    from newsgen.content.markup.boxed import boxed

    return _with_galleries(text, boxed(text, read))


def _with_galleries(text: str, body: Body) -> Body:
    if "{credit=" in text and "{credit=" in body.html:
        from newsgen.content.markup.galleries import with_unread_credits

        body = with_unread_credits(text, body)
    # Few texts have several pictures in a paragraph; engines mark those.
    if 'class="pictures' not in body.html and not any(box.name == "gallery" for box in body.boxes):
        return body
    from newsgen.content.markup.galleries import with_galleries

    return with_galleries(body)
