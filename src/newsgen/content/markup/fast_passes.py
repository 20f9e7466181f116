"""Python-Markdown's passes over a text, each only where a text holds what it looks for."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown, postprocessors, preprocessors, treeprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import abbr, attr_list, fenced_code, footnotes, md_in_html, toc
from markdown.treeprocessors import PrettifyTreeprocessor, Treeprocessor

from newsgen.content.markup import fast_blocks, fast_inline
from newsgen.content.markup.lists import AttributeLists
from newsgen.content.markup.noted import Lines
from newsgen.content.markup.outline import Outline
from newsgen.content.markup.quotes import Quotes
from newsgen.content.markup.shapes import Shapes
from newsgen.content.markup.speller import INTERESTING


class FastPrettify(PrettifyTreeprocessor):
    """Line breaks between blocks: which tags are blocks is looked up once for each name."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._is_block = lru_cache(maxsize=256)(md.is_block_level)

    def _prettifyETree(self, elem: Element) -> None:
        is_block = self._is_block
        if len(elem) and is_block(elem.tag) and elem.tag not in {"code", "pre"}:
            if is_block(elem[0].tag) and not (elem.text and elem.text.strip()):
                elem.text = "\n"
            for child in elem:
                if is_block(child.tag):
                    self._prettifyETree(child)
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


# What a text is rid of before anything else looks at it: Markdown's own marks, and blanks that it writes otherwise.
_UNUSUAL = ("\x02", "\x03", "\r", "\t", " \n")
# What runs over each text, and the signs without which it leaves a text or its tree as it is: () runs always.
_Signs = Mapping[type, tuple[str, ...]]
_BEFORE: _Signs = {
    fenced_code.FencedBlockPreprocessor: ("```", "~~~"),
    preprocessors.HtmlBlockPreprocessor: ("<", "&"),
    md_in_html.HtmlBlockPreprocessor: ("<", "&"),
}
_TREE: _Signs = {
    footnotes.FootnoteTreeprocessor: (),
    footnotes.FootnotePostTreeprocessor: (),
    Lines: (),
    fast_inline.FastInline: (),
    treeprocessors.InlineProcessor: (),
    FastPrettify: (),
    PrettifyTreeprocessor: (),
    AttributeLists: ("{",),
    attr_list.AttrListTreeprocessor: ("{",),
    abbr.AbbrTreeprocessor: (),
    Quotes: INTERESTING,
    Shapes: (),
    Outline: (),
    toc.TocTreeprocessor: (),
    # Only a backslash makes what it takes back.
    treeprocessors.UnescapeTreeprocessor: ("\\",),
}
_AFTER: _Signs = {
    postprocessors.RawHtmlPostprocessor: (),
    md_in_html.MarkdownInHTMLPostprocessor: (),
    postprocessors.AndSubstitutePostprocessor: (),
    footnotes.FootnotePostprocessor: (),
}


def converter(engine: Markdown) -> Callable[[str], str] | None:
    """What converts as the engine does, if it holds nothing but what is known here."""
    if not _is_known(engine):
        return None
    _replace(engine)
    return _Passes(engine).convert


def _is_known(engine: Markdown) -> bool:
    first, *before = engine.preprocessors
    passes = ((before, _BEFORE), (engine.treeprocessors, _TREE), (engine.postprocessors, _AFTER))
    return (
        type(engine) is Markdown
        and engine.stripTopLevelTags
        and type(first) is preprocessors.NormalizeWhitespace
        and type(engine.parser) is BlockParser
        and all(type(each) in known for registry, known in passes for each in registry)
        and all(type(each) in fast_blocks.KNOWN for each in engine.parser.blockprocessors)
        and all(map(fast_inline.is_known, engine.inlinePatterns))
    )


def _replace(engine: Markdown) -> None:
    """Put what is faster in the place of what does the same; the patterns of inline Markdown look there for it."""
    # To register them would put them behind others of their priority.
    tree: dict[str, Treeprocessor] = engine.treeprocessors._data  # type: ignore[attr-defined]
    for name, faster in (("inline", fast_inline.FastInline), ("prettify", FastPrettify)):
        if name in tree:
            tree[name] = faster(engine)


class _Passes:
    def __init__(self, engine: Markdown) -> None:
        self._engine = engine
        self._blocks = fast_blocks.FastBlocks(engine)
        normal, *before = engine.preprocessors
        self._normal = normal.run
        self._before = [(each.run, _BEFORE[type(each)]) for each in before]
        self._tree = [(each.run, _TREE[type(each)]) for each in engine.treeprocessors]
        self._after = [each.run for each in engine.postprocessors]

    def convert(self, text: str) -> str:
        if not text.strip():
            return ""
        whole = f"{text}\n\n"
        if _holds(whole, _UNUSUAL):
            whole = "\n".join(self._normal(text.split("\n")))
        rest = whole
        for run, signs in self._before:
            if _holds(whole, signs):
                rest = "\n".join(run(rest.split("\n")))
        root = self._blocks.document(rest)
        for treat, signs in self._tree:
            if not signs or _holds(whole, signs):
                treat(root)
        html = _inside(self._engine.serializer(root), self._engine.doc_tag)
        for finish in self._after:
            html = finish(html)
        return html.strip()


def _inside(html: str, tag: str) -> str:
    """What stands in the element of the whole text; ValueError where that has got attributes."""
    return html[html.index(f"<{tag}>") + len(tag) + 2 : html.rindex(f"</{tag}>")].strip()


def _holds(text: str, signs: Sequence[str]) -> bool:
    return any(sign in text for sign in signs)
