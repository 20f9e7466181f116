"""Where the links of texts and of the menu lead, asked for the page that shows them."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newsgen.config import Config
from newsgen.hosts import file_of
from newsgen.model import Asset, Head, Image
from newsgen.navigation import Column, Entry, MenuItem
from newsgen.origins import own_path
from newsgen.patterns import matcher
from newsgen.site.addressed import HIDDEN, keyed
from newsgen.site.cards import FOLDER as CARDS
from newsgen.site.cards import SITE_FILE
from newsgen.site.links import resolved
from newsgen.site.pictures import FOLDER as VARIANTS
from newsgen.site.rooted import (
    PICTURES,
    bare_sources,
    beside,
    deeper,
    files_at,
    inner,
    is_elsewhere,
    is_of_file,
    rooted,
    source_at,
)
from newsgen.slots import Slots


def own_url(config: Config, url: str) -> str:
    """An address of newsgen.yaml; of a whole address of the site itself, that as from the root."""
    return (own_path(config.base_url, url) if "//" in url else "") or url


class Links(Struct, frozen=True):
    """`ask` records a question and answers it; of `config`, what is used is asked for, too."""

    ask: Callable[..., Any]
    config: Config

    def resolved(
        self,
        html: str,
        head: Head,
        asset: Callable[[str | Image | None], Asset | None],
        srcset: Callable[[str], str],
    ) -> str:
        """The HTML of a text, its links as they lead on from where it stands."""
        return resolved(
            html, lambda source: self._url(source) or self._elsewhere(head, source), asset, srcset, self._rooted
        )

    def menu(self, items: Iterable[MenuItem]) -> tuple[MenuItem, ...]:
        """The menu without what leads to what is not public: what stands below such an item takes its place."""
        found: list[MenuItem] = []
        for item in items:
            children = self.entries(item.children)
            if url := self.address(item.url):
                found.append(replace(item, url=url, children=children))
            else:
                found += (MenuItem(title=each.title, url=each.url) for each in children)
        return tuple(found)

    def columns(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """The columns of the foot without what leads to what is not public, and without those of nothing else."""
        shown = (replace(column, links=self.entries(column.links)) for column in columns)
        return tuple(column for column in shown if column.links)

    def entries(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those that do not lead to what is not public."""
        return tuple(replace(each, url=url) for each in entries if (url := self.address(each.url)))

    def slots(self, slots: Slots) -> Slots:
        """The slots, and where they lead to pages of the site, without what is not public."""
        forms = {name: form for name in ("newsletter", "letters") if (form := getattr(slots, name)) and form.privacy}
        led = {name: replace(form, privacy=self.address(form.privacy)) for name, form in forms.items()}
        if slots.epaper:
            url = self.address(slots.epaper.url)
            led["epaper"] = replace(slots.epaper, url=url) if url else None
        if slots.ad and slots.ad.banners:
            banners = (replace(each, url=self.address(each.url)) for each in slots.ad.banners)
            led["ad"] = replace(slots.ad, banners=tuple(each for each in banners if each.url))
        return replace(slots, **led) if led else slots

    def address(self, url: str) -> str:
        """An address of newsgen.yaml as pages show it: of a source, that of its page; "" for what is not public."""
        self._recorded()
        url = own_url(self.config, url)
        path = re.split(r"[?#]", url, maxsplit=1)[0]
        if path[:1] != "/" or path[:2] == "//":
            return url
        if source := source_at(self.config, path):
            found = self._url(source)
            return found + url[len(path) :] if found else ""
        return url if is_elsewhere(self.config, path) or self._at(self._meant(path)) != HIDDEN else ""

    def _elsewhere(self, head: Head, source: str) -> str:
        """The address of what a link means whose path is that of no file, "" for nothing."""
        return self._beside(head, source) or next(filter(None, map(self._url, bare_sources(source))), "")

    def _beside(self, head: Head, source: str) -> str:
        """The address of what a link means that is written as from the page's own address, "" for nothing."""
        self._recorded()
        address = beside(self.config, head, source)
        if not address:
            return ""
        if found := self._at(address):
            return "" if found == HIDDEN else found
        return next(filter(None, map(self._url, files_at(self.config, address))), "")

    def _rooted(self, path: str, is_picture: bool) -> str:
        """The address of what a link from the root leads to, "" for what is not public, or a picture not there."""
        self._recorded()
        if source := source_at(self.config, path):
            return self._url(source)
        if is_elsewhere(self.config, path):
            return rooted(self.config, path)
        address = self._meant(path)
        if is_picture or is_of_file(path):
            is_lost = (is_picture or path.lower().endswith(PICTURES)) and not self._is_picture_there(address)
            return "" if is_lost else address
        return "" if self._at(address) == HIDDEN else address

    def _meant(self, path: str) -> str:
        """An address with the base path: one that seems to have it may be of a folder that is named so."""
        address, other = rooted(self.config, path), deeper(self.config, path)
        if not other or self._at(address) or any(map(self._url, files_at(self.config, address))):
            return address
        is_other = self._at(other) or any(map(self._url, files_at(self.config, other)))
        return other if is_other else address

    def _is_picture_there(self, address: str) -> bool:
        """Whether a picture's address is that of a file, of a picture that newsgen makes, or one for others."""
        if any(map(self._url, files_at(self.config, address))):
            return True
        path = file_of(inner(self.config, address))
        if path == SITE_FILE or path.startswith((f"{CARDS}/", f"{VARIANTS}/")):
            return True
        is_kept = matcher(self.ask("config", "keep"))
        return is_kept(path) or bool(self._at(address)) or self.ask("destination", address) != address

    def _url(self, source: str) -> str:
        """The address of a source, "" for what is not public."""
        url: str = self.ask("url", source)
        return url

    def _at(self, address: str) -> str:
        found: str = self.ask("at", keyed(address))
        return found

    def _recorded(self) -> None:
        """What newsgen.yaml says of addresses that writers give is asked for, and no more of it."""
        self.ask("config", "base_url")
        self.ask("config", "links")


# The keys of newsgen.yaml that pages see without what is not public.
SHOWN: Mapping[str, Callable[[Links, Any], object]] = {
    "menu": Links.menu,
    "footer": Links.columns,
    "social": Links.entries,
    "slots": Links.slots,
}
