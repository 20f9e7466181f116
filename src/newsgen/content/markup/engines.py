"""Which engine reads a text; only the one that is asked for is loaded."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsgen.config import Embeds, MarkdownEngine, RawHtml
from newsgen.expressions import expression
from newsgen.model import Body

if TYPE_CHECKING:
    from newsgen.registry import Part

_EMBEDS = Embeds()
# A line that may be an address alone, or what may be one in place of a picture: those of the site itself are none.
_LONE = expression(
    r"^[ \t]*+<?https?://[^\s<>{]++>?[ \t]*+(?:\{[^\n]*)?\r?$"
    r"|!\[(?:[^\n\\\[\]]|\\.|\[[^\n\[\]]*\])*+\]\([ \t<]*+(?:https?://|[^\n()<>]*?\.(?:mp[34]|m4[av]|web[am]|og[agv]|opus|aac|flac|wav)\b)",
    re.IGNORECASE | re.MULTILINE,
)

# What has thousands of brackets and no end would take time by their square.
_LINKED_CAPTION = expression(
    r"!\[[^\]\n]{0,500}\]\([^\s()]{1,500}[ \t]+\""
    r"(?P<caption>(?:\\.|[^\\\"\n]){0,500}?(?P<link>\[[^\[\]\n]{1,200}\]\([^\s()\"]{1,500}\))(?:\\.|[^\\\"\n]){0,500})\""
)


def body(
    text: str,
    folder: str,
    lang: str,
    engine: MarkdownEngine,
    mode: RawHtml,
    parts: "tuple[Part, ...]" = (),
    base_url: str = "",
    embeds: Embeds = _EMBEDS,
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

    found = _with_embeds(text, read, embeds, base_url)
    if 'class="film-link"' in found.html:
        # Few texts show films as pictures.
        from newsgen.content.markup.film_remarks import told

        found = told(text, found, embeds)
    return _with_galleries(text, found)


def _with_embeds(text: str, read: Callable[[str], Body], embeds: Embeds, base_url: str) -> Body:
    if not ("://" in text or "![" in text) or _LONE().search(text) is None:
        return _with_boxes(text, read)
    # Few texts have such lines.
    from newsgen.content.markup.embed_lines import with_embeds

    return with_embeds(text, lambda text: _with_boxes(text, read), embeds, base_url)


def _with_boxes(text: str, read: Callable[[str], Body]) -> Body:
    if ":::" not in text:
        return read(text)
    # Few texts have boxes.
    from newsgen.content.markup.boxed import boxed

    return boxed(text, read)


def _with_galleries(text: str, body: Body) -> Body:
    if "{credit=" in text and "{credit=" in body.html:
        from newsgen.content.markup.galleries import with_unread_credits

        body = with_unread_credits(text, body)
    if "![" in text and _LINKED_CAPTION().search(text):
        from newsgen.content.markup.galleries import with_linked_captions

        body = with_linked_captions(text, body, _LINKED_CAPTION())
    # Few texts have several pictures in a paragraph; engines mark those.
    if 'class="only-pictures' not in body.html and not any(box.name == "gallery" for box in body.boxes):
        return body
    from newsgen.content.markup.galleries import with_galleries

    return with_galleries(body)
