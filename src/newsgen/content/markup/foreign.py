"""Markup of other systems, which newsgen shows as text: shortcodes, Liquid, components, containers, wiki links."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from newsgen.content.markup.marks import marks
from newsgen.expressions import expression
from newsgen.tags import tags

TEMPLATES = "write what it stands for in Markdown or HTML; in code marks (`…`) it is text"
_SHORTCODE = "write a link, a picture or HTML in its place"
_WIKI = "write it as [text](file.md), and a picture as ![what it shows](picture.jpg)"
_CONTAINER = "write ::: and the name of a box at the margin, outside of quotes and lists: ::: info Title"
_CONTENTS = "newsgen makes a table of contents of its own: toc: true in front matter; leave this line out"
_BLOCK = "its content is not in this file: write it out"
_FOR_EDITORS = "leave the note out, or write it as <!-- … -->"
_NOTE = "write the first line of the quote as **Note** or the like"
_SCRIPT = "leave it out: newsgen runs no program in a text"

# Where the teaser ends, in Nikola, Pelican, Jekyll and Docusaurus.
_TEASERS = "TEASER_END|PELICAN_END_SUMMARY|excerpt|truncate"


# Of shortcodes, those whose film or sound an address alone shows.
_SHOWN = frozenset({"audio", "dailymotion", "embed", "soundcloud", "spotify", "video", "vimeo", "youtube"})
_ADDRESS = "write its address alone in a line, with an empty line above and below"
_FILE = "write the file of the article in its place, from the folder of this one on: [text](../05/cup.md)"
_ROOT = "leave it out: an address that begins with a slash is looked for from the root of the site"
_PICTURE = 'write it as ![what it shows](picture.jpg "Caption")'
_CODE = "write three backticks above and below the code, the language behind the first: ```ruby"
_HINTS: Mapping[str, str] = {
    **dict.fromkeys(_SHOWN, _ADDRESS),
    **dict.fromkeys(("ref", "relref", "post_url", "link", "post_link"), _FILE),
    **dict.fromkeys(("site.baseurl", "site.url", "site.BaseURL", "base_url", "baseurl", "BASE_PATH"), _ROOT),
    **dict.fromkeys(("figure", "image", "img", "asset_img", "picture"), _PICTURE),
    **dict.fromkeys(("highlight", "endhighlight", "codeblock", "endcodeblock"), _CODE),
}
_BLOCK_BELOW = "write ::: info Title above and ::: below the text, and take its indentation out, by which it is code"


class Suspect(NamedTuple):
    """What looks like another system's markup: where it begins in the text, what it is called, what it says."""

    offset: int
    name: str
    written: str
    hint: str
    code: str = "foreign-markup"


class _Kind(NamedTuple):
    """Its pattern, whose group `name` names it, and the hint. Texts without `sign` are not searched."""

    sign: str
    pattern: Callable[[], re.Pattern[str]]
    hint: str


def _kind(sign: str, pattern: str, hint: str) -> _Kind:
    return _Kind(sign, expression(pattern, re.MULTILINE), hint)


_KINDS = (
    # Hugo, Zola, Nikola; Liquid, Jinja, Nunjucks, Twig, Handlebars. A brace of LaTeX stands behind \command, ^, _ or }.
    _kind("{{", r"(?<![\\^_}\w$]){{[<%{#/>&!-]?[-]?\s*+(?P<name>/?[\w\"'][\w.$-]*)?[^{}]*+[}>%-]*}}", TEMPLATES),
    _kind("{%", r"{%[-+]?\s*+(?P<name>[A-Za-z_][\w-]*)(?>(?:[^{}%]++|%(?!})|{[^{}]*+})*)%}", TEMPLATES),
    _kind("{#", r"(?P<name>{#)[ -](?>(?:[^#{\n]++|#(?!}))*)#}", _FOR_EDITORS),
    _kind("{/*", r"(?P<name>{/\*)(?>(?:[^*{\n]++|\*(?!/}))*)\*/}", _FOR_EDITORS),
    _kind("%%", r"(?<![\w%])(?P<name>%%)(?=\S)[^%\n]++(?<=\S)%%", _FOR_EDITORS),
    _kind("{", r"(?P<name>{(?:>>|\+\+|--|~~|==))[^{}]++(?<=<<|\+\+|--|~~|==)}", "take the change over into the text"),
    _kind("<%", r"(?P<name><%)[=#-]?\s(?>(?:[^%<\n]++|%(?!>)|<(?!%))*)%>", TEMPLATES),
    # Kramdown's orders to itself.
    _kind("{:", r"(?P<name>{:(?:toc|TOC)\b)[^{}\n]*+}", _CONTENTS),
    _kind("{:", r"(?P<name>{::?/?(?:comment|options|nomarkdown|footnotes)\b)[^{}\n]*+}", "leave it out"),
    # WordPress.
    _kind("<!--", r"<!--[ ]*+(?P<name>wp:[a-z][\w/-]*)[^<>]*+(?<=/--)>", _BLOCK),
    _kind("<!--", rf"<!--\s*+(?P<name>{_TEASERS})\b[^<>]*+>", "write <!--more-->"),
    # Obsidian and wikis; a table of contents; notes of GitHub and Obsidian.
    _kind("[[", r"!?(?P<name>\[\[)(?![\d\s])(?!TOC|toc|_TOC_)[^\[\]\n]++\]\](?!\()", _WIKI),
    _kind("[", r"(?P<name>\[\[?(?:TOC|toc|_TOC_)\]?\])(?=[ ]*$)", _CONTENTS),
    _kind("[!", r"^[ ]{0,3}>[ ]?(?P<name>\[![A-Za-z]++\])", _NOTE),
    # MyST, Docusaurus, Pandoc, VuePress; directives and roles.
    _kind(
        ":::",
        r"^[ \t>]*+(?:[-*+][ ]++|\d{1,9}[.)][ ]++)?(?P<name>:{3,}[ ]*+(?:{[^{}\n]++}|[^\W\d_][\w-]*))[^\n]*$",
        _CONTAINER,
    ),
    # Material for MkDocs: what is indented below them is code to others.
    _kind("!!!", r"^[ ]{0,3}(?P<name>!!!\+?[ ][a-z][\w -]*+)(?:\"[^\"\n]*+\")?[ ]*$", _BLOCK_BELOW),
    _kind("???", r"^[ ]{0,3}(?P<name>\?\?\?\+?[ ][a-z][\w -]*+)(?:\"[^\"\n]*+\")?[ ]*$", _BLOCK_BELOW),
    _kind("===", r"^[ ]{0,3}(?P<name>===[!+]?[ ]\"[^\"\n]++\")[ ]*$", "write a headline, and take the indentation out"),
    _kind("--8<", r"^[ ]{0,3}(?P<name>-{1,2}8<-{1,2})[^\n]*$", "write out what it stands for"),
    _kind("::", r"^[ ]{0,3}(?P<name>::[A-Za-z][\w-]*+)(?:\[[^\]\n]*+\])?(?:{[^{}\n]*+})?[ ]*$", TEMPLATES),
    _kind("::", r"^(?P<name>\.\.[ ][a-z][a-z-]*+::)", "this is reStructuredText: write it in Markdown"),
    _kind("}`", r"(?P<name>{[a-z][\w:-]*+})`[^`\n]++`", "write a link, or the word alone"),
    # MDX.
    _kind("import ", r"^(?P<name>import)[ ](?:[^\n]*[ ]from[ ])?[\"'][^\"'\n]++[\"'];?[ ]*$", _SCRIPT),
    _kind("/>", r"<(?P<name>(?!Br\b|Hr\b|Img\b|Input\b|Wbr\b)[A-Z][a-z][\w.]*+)(?:/|\s[^<>]*+(?<=/))>", _SHORTCODE),
    _kind("export ", r"^(?P<name>export)[ ](?:default|const|let|function)[ ][^\n]*$", _SCRIPT),
)
_BY_FIRST: Mapping[str, Sequence[_Kind]] = {
    first: [kind for kind in _KINDS if kind.sign[0] == first]
    for first in dict.fromkeys(kind.sign[0] for kind in _KINDS)
}
# Text in which tags and braces mean what they say.
_VERBATIM = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea"})


# Signs and a word, which nothing writes otherwise that leaves markup as it is.
_OPENING = expression(r"[^\w\s\"'*`\\.-]*+[^\W_]*+")


# What is no link, no picture and no sign of a list, though it stands in square brackets as a word does.
_TAG = expression(r"\[/?[A-Za-z_][^\[\]\n]*+(?:(?<=\\)\]|\](?![(:]))")
# A comment that is not newsgen's own mark; a tag of a component, or with a class.
_MARK = expression(r"<(?:!--(?!\s*more\s*-->)|[A-Z][a-z]|[a-z]\w*+\s[^<>]*?\bclass=)")


def suspects(text: str, more: Iterable[Suspect] = ()) -> list[Suspect]:
    """These and more, in the order of the text; those in code are among them, but none within another."""
    found: list[Suspect] = []
    end = 0
    every = (*_tagged(text), *_suspects(text), *more)
    for suspect in sorted(every, key=lambda suspect: suspect.offset):
        if suspect.offset >= end:
            found.append(suspect)
            end = suspect.offset + len(suspect.written)
    return found


def _tagged(text: str) -> Iterator[Suspect]:
    """Shortcodes in square brackets, and first of all what is not for everyone."""
    has_tags = "[" in text and _TAG().search(text) is not None
    # One character is found many times faster than two.
    is_templated = "{" in text and ("{{" in text or "{%" in text)
    if not (has_tags or is_templated or ("<" in text and _MARK().search(text)) or ("_" in text and "STEADY_" in text)):
        return
    # Most texts have none of these.
    from newsgen.content.markup.bracketed import bracketed, shortcodes
    from newsgen.content.markup.restricted import restricted

    tags = bracketed(text) if has_tags else []
    yield from restricted(text, tags)
    for tag in shortcodes(tags):
        yield Suspect(tag.offset, tag.name, tag.written, _ADDRESS if tag.name in _SHOWN else _SHORTCODE)


def _suspects(text: str) -> Iterator[Suspect]:
    # One character is found many times faster than two, and many kinds begin with the same.
    for first, kinds in _BY_FIRST.items():
        for kind in kinds if first in text else ():
            if kind.sign not in text:
                continue
            pattern = kind.pattern()
            for match in pattern.finditer(text):
                name = match["name"] or match[0][:2]
                # What precedes the name on its line is an indent or the sign of a quote.
                begin = match.start("name") if pattern.pattern.startswith("^") else match.start()
                bare = name.strip("/\"' ")
                yield Suspect(begin, bare, match[0].strip(), _HINTS.get(bare, kind.hint))


def not_carried_out(html: str, suspected: Sequence[Suspect]) -> list[Suspect]:
    """Those of whose beginning the HTML still has one: an extension may have carried out the others."""
    shown = list(pieces(html)) if suspected else []
    # Some of a beginning may have been put in an element.
    texts, apart = "".join(each for each in shown if not each.startswith("<")), "\n".join(shown)
    left: list[Suspect] = []
    for suspect in suspected:
        match = _OPENING().match(suspect.written.lstrip("> "))
        begin = escape(match[0] if match else "", quote=False)
        # What is written as a tag may be a comment, which is in no text.
        if begin.startswith("&lt;") or begin in texts or begin in apart:
            left.append(suspect)
    return left


def outside_code(html: str, numbered: Mapping[int, Suspect]) -> list[Suspect]:
    """Those whose mark stands in the text that is shown, or in an address, and that Markdown has left as they were."""
    shown: set[int] = set()
    for piece in pieces(html):
        for mark in marks(piece):
            suspect = numbered.get(int(mark[1]))
            if suspect and _is_left(piece, mark.end(), suspect):
                shown.add(int(mark[1]))
    return [numbered[number] for number in sorted(shown)]


def _is_left(piece: str, end: int, suspect: Suspect) -> bool:
    """Whether what stands behind a mark is what was written there."""
    if suspect.code == "visibility-not-public" and suspect.written[0] != "[":
        # Whatever has become of it, it is not public.
        return True
    if suspect.code != "foreign-markup":
        return piece.startswith(suspect.written[0], end)
    # Two dashes become one.
    begin = suspect.written.lstrip("> ")[:2].rstrip("-")
    is_as_written = piece.startswith((begin, escape(begin, quote=False)), end)
    return is_as_written or (begin.startswith("<") and end == len(piece))


def pieces(html: str) -> Iterator[str]:
    """The texts of HTML outside code, and its tags."""
    position, depth = 0, 0
    for tag in tags(html):
        if not depth:
            yield html[position : tag.start]
            if tag.name != "!--":
                yield tag.written
        if tag.name.lower() in _VERBATIM and not tag.written.endswith("/>"):
            depth = max(0, depth - 1) if tag.is_end else depth + 1
        position = tag.content_end
    if not depth:
        yield html[position:]
