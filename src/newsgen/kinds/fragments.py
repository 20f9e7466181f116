"""Shared fragments as files of their own, for pages that do not hold the list itself."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import Output, Subject, output_of
from newsgen.questions.view import View
from newsgen.site.index import Site


class FragmentOf(Subject, frozen=True):
    name: str
    lang: str


class FragmentKind(Struct, frozen=True):
    name: str = "fragment"
    version: int = 1
    stage: int = 2
    subject: type[FragmentOf] = FragmentOf

    def plan(self, site: Site) -> Iterable[Output]:
        if site.config.placement == "inline":
            return
        languages = {site.config.language} | {facts.head.lang for facts in site.facts.values()}
        for lang in sorted(languages):
            own = "" if lang == site.config.language else f".{lang}"
            yield output_of(self, f"fragments/recent{own}.html", FragmentOf("recent", lang))

    def make(self, subject: FragmentOf, view: View) -> bytes:
        return view.fragment(subject.name, subject.lang).encode()
