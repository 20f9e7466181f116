"""Shared fragments as files of their own, for pages that do not hold the list itself."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import Output
from newsgen.questions.view import View
from newsgen.site.index import Site


class FragmentKind(Struct, frozen=True):
    name: str = "fragment"
    version: int = 1
    stage: int = 2

    def plan(self, site: Site) -> Iterable[Output]:
        if site.config.placement == "inline":
            return
        languages = {site.config.language} | {facts.head.lang for facts in site.facts.values()}
        for lang in sorted(languages):
            own = "" if lang == site.config.language else f".{lang}"
            yield Output(f"fragments/recent{own}.html", self.name, f"recent {lang}")

    def make(self, output: Output, view: View) -> bytes:
        name, lang = output.subject.split()
        return view.fragment(name, lang).encode()
