"""Links to parts of pages, `#part`, lead to parts that are there."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote

from newsgen.checks.base import Read
from newsgen.checks.links import place_of_link, shown
from newsgen.diagnostics import Diagnostic
from newsgen.expressions import expression
from newsgen.model import Link
from newsgen.site.addressed import addresses, keyed
from newsgen.site.index import Site
from newsgen.site.rooted import bare_sources, beside, rooted, source_at

CODE = "part-missing"

# What a template fills in may hold quotes, too.
_EXPRESSION = r"\{\{.*?\}\}|\{%.*?%\}"
_VALUE = (
    rf"\"(?:{_EXPRESSION}|[^\"])*+\"|'(?:{_EXPRESSION}|[^'])*+'"
    rf"|(?=[^\s\"'>])(?:{_EXPRESSION}|[^\s\"'>])*+"
)
_ID = expression(rf"(?is)(?:\sid|<a\s(?:[^<>]*?\s)?name)\s*=\s*({_VALUE})")
_FILLED = expression(_EXPRESSION, re.DOTALL)
_MAX_NEAR = 60


class ThemeIds:
    """The ids that templates write, found in their texts, by name, when the first is asked for."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = templates

    def __contains__(self, part: str) -> bool:
        return self._known.fullmatch(part) is not None

    @cached_property
    def _known(self) -> re.Pattern[str]:
        written = {found.strip("\"'") for text in self._templates.values() for found in _ID().findall(text)}
        return re.compile("|".join(map(_expression, sorted(written))) or "(?!)", re.DOTALL)


def _expression(written: str) -> str:
    """What an id of a template may become: what it asks for may be anything but blanks."""
    return r"\S+".join(map(re.escape, _FILLED().split(written)))


def parts(site: Site, texts: Iterable[str], readings: Mapping[str, Read], theme: ThemeIds) -> Iterator[Diagnostic]:
    """`part-missing`, a warning, for each link of these texts to a part that neither text nor theme of a page has."""
    meant = Meant(site)
    for source in texts:
        reading = readings.get(source)
        if reading is None or not (reading.parts or reading.links) or not site.is_shown(source):
            continue
        for link in reading.parts:
            if not _is_there(link.part, "", theme):
                yield _missing(source, link, "this page", reading.anchors)
        for link in reading.links:
            other = readings.get(meant.source(source, link)) if link.part else None
            if other is not None and not _is_there(link.part, other.anchors, theme):
                yield _missing(source, link, f'"{shown(link)}"', other.anchors)


def leading_to(site: Site, edited: Collection[str], readings: Mapping[str, Read]) -> list[str]:
    """The other sources with links to parts of one of the edited ones."""
    meant = Meant(site)
    return [
        source
        for source, reading in readings.items()
        if reading.links
        and source not in edited
        and any(meant.source(source, link) in edited for link in reading.links)
    ]


class Meant:
    """Which public source's page a link with a part leads to, whether it names the source or an address."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def source(self, source: str, link: Link) -> str:
        """The source that is meant by a link in another, "" for none, and for a link without a part."""
        site, target = self._site, link.target
        if not link.part:
            return ""
        if target[:1] != "/":
            if target in site.facts:
                return target
            head = site.head(source)
            address = beside(site.config, head, target) if head is not None else ""
        elif named := source_at(site.config, target):
            return named if named in site.facts else ""
        else:
            address = rooted(site.config, target)
        found = self._by_address.get(keyed(address), "") if address else ""
        return found or next((each for each in bare_sources(target) if each in site.facts), "")

    @cached_property
    def _by_address(self) -> Mapping[str, str]:
        heads = (facts.head for facts in self._site.facts.values())
        return {url: head.source for head in heads if not head.redirect_to for url in addresses(head)}


def _is_there(part: str, anchors: str, theme: ThemeIds) -> bool:
    # What stands behind the mark tells browsers which words to show, and is no id.
    part = part.partition(":~:")[0]
    known = anchors.split()
    return part.lower() in {"", "top"} or any(each in known or each in theme for each in (part, unquote(part)))


def _missing(source: str, link: Link, whose: str, anchors: str) -> Diagnostic:
    text = f'"#{link.part[:_MAX_NEAR]}" is no part of {whose}: readers come to the top of the page'
    near = _near(unquote(link.part), anchors.split())
    hint = f'did you mean "#{near}"?' if near else "name the id of a heading, or give one: ## Heading {#name}"
    return Diagnostic(CODE, place_of_link(source, link), text, hint, "warning")


def _near(part: str, anchors: Iterable[str]) -> str:
    if len(part) > _MAX_NEAR:
        return ""
    from difflib import get_close_matches

    folded = {each.casefold(): each for each in anchors if len(each) <= _MAX_NEAR}
    near = get_close_matches(part.casefold().replace("_", "-"), folded, n=1)
    return folded[near[0]] if near else ""
