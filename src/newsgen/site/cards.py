"""The drawn cards that stand for pages without a picture where they are passed on: which there are, what they say."""

from functools import lru_cache
from unicodedata import category, normalize
from urllib.parse import quote, urlsplit

from msgspec import Struct

from newsgen.config import Config
from newsgen.model import Asset, Term

# What networks show whole (Open Graph: 1.91 to 1).
WIDTH, HEIGHT = 1200, 630
TYPE = "image/png"

# The site's card; a file of that name in static/ stands before all that are drawn.
SITE_FILE = "og-default.png"
FOLDER = "og-cards"
# The card of what is paid for; a file of that name in static/ stands before it.
PAID_FILE = "og-sponsored.png"

# What newsgen's font has (fonts/NotoSerif-Bold.ttf): Latin, Greek, Cyrillic and the marks of their texts.
_DRAWN = (
    *((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x24F), (0x370, 0x377), (0x37A, 0x37F), (0x384, 0x38A), (0x38C, 0x38C)),
    *((0x38E, 0x3A1), (0x3A3, 0x3E1), (0x3F0, 0x482), (0x48A, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x2015)),
    *((0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A)),
    *((0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122)),
)


class Card(Struct, frozen=True, gc=False):
    """A picture as networks are told of it; width and height 0 where unknown. `section`: whose it is, "" the site's."""

    url: str
    width: int
    height: int
    type: str
    section: str = ""


def section_file(slug: str) -> str:
    """The path of a category's card below the output folder, and below static/ where the site has one of its own."""
    return f"{FOLDER}/{slug}.png"


def drawn_card(config: Config, section: Term | None) -> Card:
    """The card of a section, or the site's where that one is not drawn."""
    is_drawn = section is not None and bool(drawable(section.name))
    file, name = (section_file(section.slug), section.name) if section and is_drawn else (SITE_FILE, "")
    return Card(f"{config.base_path}/{quote(file)}", WIDTH, HEIGHT, TYPE, name)


def paid_card(config: Config) -> Card:
    """The card of an article that is paid for."""
    return Card(f"{config.base_path}/{PAID_FILE}", WIDTH, HEIGHT, TYPE)


def own_card(asset: Asset, section: str = "") -> Card:
    return Card(asset.url, asset.width, asset.height, asset.type, section)


# Each page without a picture asks for the names of its sections.
@lru_cache(maxsize=1_000)
def drawable(text: str) -> str:
    """The text as it can be drawn, without signs that the font lacks; "" where it lacks letters."""
    composed = normalize("NFC", text)
    kept = "".join(char for char in composed if _has(char) or category(char)[0] in "LMN" or char.isspace())
    words = " ".join(kept.split())
    return words if all(map(_has, words)) else ""


def paper_name(config: Config) -> str:
    """The site's title where it can be drawn, else the name of its host."""
    return drawable(config.title) or _host(config.base_url)


def _host(base_url: str) -> str:
    host = urlsplit(base_url).hostname or ""
    try:
        return drawable(host.encode("ascii").decode("idna")) or host
    except UnicodeError:
        return drawable(host) or host.encode("ascii", "ignore").decode()


def _has(char: str) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in _DRAWN)
