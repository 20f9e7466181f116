"""Headings get their ids and are listed; a list of them as HTML, which nobody asks for, is not made."""

from xml.etree.ElementTree import Element

from markdown.extensions.toc import TocExtension, TocTreeprocessor


class Outline(TocTreeprocessor):
    def build_toc_div(self, toc_list: object) -> Element:
        return Element("div")


class OutlineExtension(TocExtension):
    TreeProcessorClass = Outline
