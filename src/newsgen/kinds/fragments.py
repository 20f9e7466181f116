"""Shared fragments as files of their own, for pages that do not hold the list itself."""

from collections.abc import Iterable
from itertools import product

from msgspec import Struct

from newsgen.kinds.base import Output, Subject, output_of
from newsgen.questions.view import SHARED, View
from newsgen.site.index import Site
from newsgen.site.permalinks import fragment_url, output_path


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
        for name, lang in product(SHARED, sorted(languages)):
            path = output_path(site.config, fragment_url(site.config, name, lang))
            yield output_of(self, path, FragmentOf(name, lang))

    def make(self, subject: FragmentOf, view: View) -> bytes:
        return view.fragment(subject.name, subject.lang).encode()
