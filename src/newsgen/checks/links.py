"""Every relative link and picture of what is public leads to something that is published."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from newsgen.checks.base import Check, Read
from newsgen.checks.domains import whole as domain
from newsgen.checks.nearness import Nearness
from newsgen.diagnostics import Diagnostic, Level, Place
from newsgen.expressions import expression
from newsgen.kinds.base import Output
from newsgen.model import Asset, Head, Link
from newsgen.questions.addresses import address
from newsgen.questions.files import asset_of
from newsgen.site.addressed import HIDDEN, at, keyed
from newsgen.site.index import Site
from newsgen.site.rooted import PICTURES, bare_sources, beside, files_at

MAX_SHOWN = 500
PICTURE_HINT = f"name one that ends in {', '.join(PICTURES[:4])} or .svg"
# With the name of an article they are what it was written in (content.unpublished).
_MANUSCRIPTS = (".txt", ".docx", ".doc", ".odt", ".rtf", ".json")

# Pelican's marks of lists.
_LIST = expression(r"(?i:{(category|tag|author)})")


def links(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`link-broken`, `image-missing`: nothing there. `link-not-public`: a draft, or an article not due or expired.

    Only a draft is an error. What the clock alone brings about is a warning: an error that comes while nobody edits
    would keep what has expired online, and what is due waiting. So that warning fails no strict build, either. With
    `links: warn` all of it is a warning.
    """
    # Those from the root have a check of their own.
    targets = {link.target for reading in readings.values() for link in reading.links if link.target[:1] != "/"}
    missing = {target for target in targets if not address(site, target)}
    nearness = Nearness(site, readings)
    # An archive has hundreds of thousands of links, and few lead nowhere.
    for source, reading in readings.items() if missing else ():
        for link in reading.links if reading.links and site.is_shown(source) else ():
            if link.target in missing:
                yield from _of_nothing(source, link, site, readings, nearness)


LINKS = Check("links", "texts", frozenset({"link-broken", "link-not-public", "image-missing"}), "error", links)


def images(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`image-missing`: the picture or sound file that front matter names is not there, or a picture is none.

    As `links` says, it is a warning with `links: warn`.
    """
    nearness = Nearness(site, readings)
    for source, reading in readings.items():
        for link in reading.image_places if reading.image_places and site.is_shown(source) else ():
            asset = asset_of(site, link.target)
            if asset is None:
                yield _nothing(source, link, "image-missing", site, nearness)
            elif reading.head and link.target in _shown(reading.head) and not is_picture(asset):
                text, place = f'"{shown(link)}" is no picture', place_of_link(source, link)
                yield Diagnostic("image-missing", place, text, PICTURE_HINT, level_of(site))


IMAGES = Check("images", "texts", frozenset({"image-missing"}), "error", images)


def is_picture(asset: Asset) -> bool:
    return asset.type.startswith("image/") or asset.url.partition("?")[0].lower().endswith(PICTURES)


def _shown(head: Head) -> set[str]:
    """The files that a page shows as pictures because its front matter names them."""
    logo = head.sponsor.logo if head.sponsor else None
    return {image.src for image in (head.image, logo) if image}


def _of_nothing(
    source: str, link: Link, site: Site, readings: Mapping[str, Read], nearness: Nearness
) -> Iterator[Diagnostic]:
    """What is said of a link whose path is that of nothing published.

    Nothing where it leads to something as other systems mean it: seen from the page's own address.
    """
    head = site.head(source)
    there = beside(site.config, head, link.target) if head is not None else ""
    found = at(site, keyed(there)) if there else ""
    if found == HIDDEN:
        yield not_public(source, link, site, readings.get(site.unseen[keyed(there)]), "warning")
    elif not found and not _is_there(site, there, link.target):
        yield _missing(source, link, site, readings, nearness)


def _is_there(site: Site, address_: str, target: str) -> bool:
    """Whether a file stands where a link leads from the page's address, or its path is that of a source but for .md."""
    files = files_at(site.config, address_) if address_ else ()
    return any(asset_of(site, path) for path in files) or any(address(site, path) for path in bare_sources(target))


def _missing(source: str, link: Link, site: Site, readings: Mapping[str, Read], nearness: Nearness) -> Diagnostic:
    reading = readings.get(link.target)
    if reading is None:
        is_picture = link.target.lower().endswith(PICTURES)
        return _nothing(source, link, "image-missing" if is_picture else "link-broken", site, nearness)
    return hidden_source(source, link, site, reading)


def hidden_source(source: str, link: Link, site: Site, reading: Read) -> Diagnostic:
    """What is said of a link that names the file of what readers cannot see."""
    level: Level = "warning" if _is_matter_of_time(reading.head) else level_of(site)
    return not_public(source, link, site, reading, level)


def not_public(source: str, link: Link, site: Site, reading: Read | None, level: Level) -> Diagnostic:
    """What is said of a link to a source that readers cannot see."""
    head = reading.head if reading else None
    text = f'"{shown(link)}" {_why_not(site, head)}: readers cannot follow the link'
    place, hint = place_of_link(source, link), "publish it, or link to something else"
    return Diagnostic("link-not-public", place, text, hint, level, is_about_hidden=_is_matter_of_time(head))


def _is_matter_of_time(head: Head | None) -> bool:
    return head is not None and head.status == "published"


def _why_not(site: Site, head: Head | None) -> str:
    if head is None:
        return "is not published"
    if head.form == "term":
        return "describes a term without articles"
    if head.status == "draft":
        return "is a draft"
    if head.publish_at > site.clock:
        return f"is not public before {head.publish_at:%Y-%m-%d %H:%M}"
    return f"expired on {head.expires:%Y-%m-%d %H:%M}" if head.expires else "is not published"


def _nothing(source: str, link: Link, code: str, site: Site, nearness: Nearness) -> Diagnostic:
    near = nearness.hint(source, link.target)
    hint = f'did you mean "{near}"?' if near else "name a file that is there, from the folder of this one on"
    if "#" in near or "?" in near:
        hint = f"write {quote(near)} if {near} is meant: in an address the name of a file ends at # and ?"
    elif not near and link.target.startswith(f"{site.config.static}/"):
        hint = f"put it there as {link.target}, or name a file that is there"
    elif list_ := _LIST().match(link.text):
        hint = f"write the address of the list, such as /{list_[1].lower()}/…/"
    if link.target.lower().endswith(_MANUSCRIPTS) and link.target.rpartition(".")[0] == source.rpartition(".")[0]:
        hint = "if it is there, give it another name: with that of an article it is a manuscript, and not published"
    if code == "link-broken" and (whole := domain(link.text)):
        hint = f"write {whole} if another site is meant: without that it is a file beside this one"
    return Diagnostic(code, place_of_link(source, link), f'"{shown(link)}" is not there', hint, level_of(site))


def level_of(site: Site) -> Level:
    return "warning" if site.config.links.level == "warn" else "error"


def shown(link: Link) -> str:
    """A link as it is written, cut where it is longer than any path."""
    text = link.text or link.target
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def place_of_link(source: str, link: Link) -> Place:
    return Place(source, link.line, link.column, max(1, len(link.text or link.target)))
