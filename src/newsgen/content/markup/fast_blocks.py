"""Blocks of running text and plain headings, taken for what they are without asking each of Markdown's processors."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown, blockprocessors
from markdown.extensions import abbr, def_list, footnotes, md_in_html, sane_lists, tables

from newsgen.content.markup.noted import Tables

KNOWN = frozenset(
    {
        *(blockprocessors.EmptyBlockProcessor, blockprocessors.ListIndentProcessor, blockprocessors.CodeBlockProcessor),
        *(blockprocessors.HashHeaderProcessor, blockprocessors.SetextHeaderProcessor, blockprocessors.HRProcessor),
        *(blockprocessors.OListProcessor, blockprocessors.UListProcessor, blockprocessors.BlockQuoteProcessor),
        *(blockprocessors.ReferenceProcessor, blockprocessors.ParagraphProcessor),
        *(md_in_html.MarkdownInHtmlProcessor, tables.TableProcessor, Tables, footnotes.FootnoteBlockProcessor),
        *(abbr.AbbrBlockprocessor, def_list.DefListIndentProcessor, def_list.DefListProcessor),
        *(sane_lists.SaneOListProcessor, sane_lists.SaneUListProcessor),
    }
)
# No processor but that of paragraphs takes a block whose lines all begin like this; that of tables looks for a bar in
# the first of two lines. \x02 begins what stands for raw HTML.
_BEGIN = r"(?:[^\s\x02#*+\-_:>=|\[\d]|(?:\*\*?|__?)[^\W\d_]|\d++(?!\.))"
_LINE = re.compile(rf"{_BEGIN}[^\n]*+").fullmatch
_LINES = re.compile(rf"{_BEGIN}[^\n|]*+(?:\n{_BEGIN}[^\n]*+)*+").fullmatch
_HEADING = re.compile(r"(#{1,6})([^\\#\n]*+)").fullmatch


class FastBlocks:
    """The parser of an engine all of whose processors of blocks are known.

    Its methods are as many as the library's are: Python-Markdown stops nesting by the number of calls.
    """

    def __init__(self, md: Markdown) -> None:
        self._parser = md.parser
        self._tag = md.doc_tag
        self._processors = tuple(md.parser.blockprocessors)

    def document(self, text: str) -> Element:
        self._parser.root = Element(self._tag)
        self._chunk(self._parser.root, text)
        return self._parser.root

    def _chunk(self, root: Element, text: str) -> None:
        self._read(root, text.split("\n\n"))

    def _read(self, root: Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            if _LINE(block) or _LINES(block):
                SubElement(root, "p").text = blocks.pop(0)
            elif heading := _HEADING(block):
                del blocks[0]
                SubElement(root, f"h{len(heading[1])}").text = heading[2].strip()
            else:
                for processor in self._processors:
                    if processor.test(root, blocks[0]) and processor.run(root, blocks) is not False:
                        break
