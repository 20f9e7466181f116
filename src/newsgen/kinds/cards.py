"""Drawn cards for pages without a picture: one for the site, one for each category that the font can write."""

from collections.abc import Iterable
from operator import attrgetter

from msgspec import Struct

from newsgen.colours import Rgb, rgb
from newsgen.kinds.base import Drawn, Output, Subject, output_of
from newsgen.kinds.manifest import ACCENT
from newsgen.questions.view import View
from newsgen.render.labels import label
from newsgen.site.cards import PAID_FILE, SITE_FILE, drawable, paper_name, section_file
from newsgen.site.index import Site

_TYPE = attrgetter("head.type")
# --tone of .tone-0 to .tone-7 in newsgen.css, in the light scheme.
TONES = ("#a3151d", "#a8430c", "#776000", "#2b6b34", "#006c76", "#1c5ca4", "#5a45ad", "#97286f")


class CardOf(Subject, frozen=True):
    """A category by its slug, "" for the site; or what is paid for."""

    slug: str = ""
    is_paid: bool = False


class CardKind(Struct, frozen=True):
    """They say what no new article changes, so that they are made once; files of static/ stand before them."""

    name: str = "social-card"
    version: int = 2
    stage: int = 0
    subject: type[CardOf] = CardOf

    def plan(self, site: Site) -> Iterable[Output]:
        if PAID_FILE not in site.static and "sponsored" in map(_TYPE, site.facts.values()):
            yield output_of(self, PAID_FILE, CardOf(is_paid=True))
        if SITE_FILE in site.static:
            return
        yield output_of(self, SITE_FILE, CardOf())
        for slug, term in site.terms("category").items():
            file = section_file(slug)
            if file not in site.static and drawable(term.name):
                yield output_of(self, file, CardOf(slug))

    def make(self, subject: CardOf, view: View) -> Drawn:
        config = view.config
        paper = paper_name(config)
        if subject.is_paid:
            return Drawn(paper, drawable(label(config.language, "sponsored")), _accent(config.theme.accent), True)
        term = view.term("category", subject.slug) if subject.slug else None
        if term is None:
            return Drawn(paper, drawable(config.subtitle), _accent(config.theme.accent), is_section=False)
        return Drawn(paper, drawable(term.name), rgb(TONES[view.tone(term.slug)]) or (0, 0, 0), is_section=True)


def _accent(written: str) -> Rgb:
    return rgb(written) or rgb(ACCENT) or (0, 0, 0)
