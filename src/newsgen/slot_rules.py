"""What must hold of the slots of newsgen.yaml and of the addresses in them."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from newsgen import counters, origins
from newsgen.slots import Ad, Counter, Letters

Mistakes = Iterator[tuple[str, str]]

# What browsers take for as safe as HTTPS: pages of this machine alone see it.
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_MAIL = re.compile(r"[^\s@\"<>()\[\],;:\\%&?#/]+@[^\s@\"<>()\[\],;:\\%&?#/]+\.[^\s@\"<>()\[\],;:\\%&?#/.]+")
# As it is dialled (RFC 3966 §3), with the blanks that people write, and what belongs to it behind a semicolon.
_TELEPHONE = re.compile(r"(?=.*[0-9])\+?[0-9*()./\s-]+(?:;[\w.=+-]+)*")
_WITH_HOST = "write it with its host, such as https://news.example/subscribe"
_SLASHES = "/\\"
_FIELD = re.compile(r"[^\s\"'<>&]+")


def of_link(url: str) -> Mistakes:
    """A link of a menu, a column or a slot: a path, or an address that browsers may follow."""
    scheme = _scheme(url)
    if not url.strip():
        yield "there is no address", "write a path such as /sport/, or begin it with https://"
    elif re.match(r"[/\\]{2}", url):
        yield f'"{url}" leads to another host, and does not say how', f"write https://{url.lstrip(_SLASHES)}"
    elif scheme is None or scheme not in {"", *_SCHEMES}:
        yield f'"{url}" is not the address of a page', "write a path, or begin it with https://"
    elif scheme in {"http", "https"} and (why := origins.unreachable(url)):
        yield f'"{url}" cannot be the address of a page: {why}', "write it as readers shall see it"
    elif scheme == "mailto":
        yield from _of_mailto(url)
    elif scheme == "tel" and not _TELEPHONE.fullmatch(url[len("tel:") :]):
        yield f'"{url}" is no number of a telephone', "write it as tel:+49-30-123456"


def of_profile(url: str) -> Mistakes:
    """A profile is another host's."""
    if _scheme(url) not in {"https", "http", "mailto"}:
        yield f'"{url}" is not the address of a profile', "begin it with https://"
    else:
        yield from of_link(url)


def of_words(title: str) -> Mistakes:
    if not title.strip():
        yield "there are no words for readers", "write what the link shall say"


def of_host(address: str) -> Mistakes:
    """An address of another host that pages send to, or load from: without HTTPS anybody could read or change it."""
    if not address:
        return
    scheme = _scheme(address)
    parts = urlsplit(address) if scheme is not None else SplitResult("", "", "", "", "")
    is_here = scheme == "http" and parts.hostname in _HERE
    if not parts.netloc or (scheme != "https" and not is_here):
        hint = f"write https:{address}" if address.startswith("//") else _WITH_HOST
        yield f'"{address}" is no address of HTTPS', hint
    elif parts.fragment or address.endswith("#"):
        yield f'"{address}" has a part behind a #, which no host is sent', "take it off"
    elif why := origins.unreachable(address):
        yield f'"{address}" cannot be the address of a host: {why}', "write it as its host tells it"


def of_vendor(vendor: str, address: str) -> Mistakes:
    """The address of a counter of visits: one that counts."""
    found = list(of_host(address))
    yield from found or (counters.mistakes(vendor, address) if address else ())


def of_form(address: str) -> Mistakes:
    """Where a form is sent that there is no other way for."""
    if not address:
        yield "the form is sent nowhere", "write where its host takes it: https://news.example/subscribe"
    else:
        yield from of_action(address)


def of_action(address: str) -> Mistakes:
    """Where a form is sent: another host, or a program of the site's own."""
    if not re.match(r"/(?![/\\])", address) or origins.UNSPEAKABLE.search(address):
        yield from of_host(address)


def of_mail(address: str) -> Mistakes:
    if address and not _MAIL.fullmatch(address):
        yield f'"{address}" is no address of e-mail', "write it as letters@paper.example"


def of_banner(image: str) -> Mistakes:
    """A picture of the site's own: what another host shows is a frame."""
    if not image.strip():
        yield "the banner has no picture", "write the path of one in static/: banners/shoes.png"
    elif "://" in image or image.startswith("//"):
        found = re.search(r"/([\w-]+\.\w+)(?:[?#]|$)", image)
        name = found[1] if found else "shoes.png"
        hint = f"put it into static/, and write its path there: banners/{name}; a page of another host is a frame"
        yield f'"{image}" lies on another host', hint


def of_logo(written: str) -> Mistakes:
    """A file of the site, or a picture of another host, that browsers find."""
    if "://" not in written and not written.startswith("//"):
        return
    whole = f"https:{written}" if written.startswith("//") else written
    if _scheme(whole) not in {"http", "https"} or origins.unreachable(whole):
        yield f'"{written}" is not the address of a picture', "put it into static/, and write its path there: logo.svg"


def of_field(name: str) -> Mistakes:
    if not _FIELD.fullmatch(name):
        yield f'"{name}" is no name of a field', "write the name that the form of your newsletter's host has: email"


def of_letters(letters: Letters) -> Mistakes:
    if bool(letters.mail) == bool(letters.action):
        text = "letters have both an address of e-mail and a form" if letters.mail else "letters are sent nowhere"
        yield text, "name one of the two: mail: letters@paper.example, or action: https://forms.example/letters"
    elif letters.hidden and not letters.action:
        yield "a letter by e-mail has no hidden fields", "take hidden: out, or name a form: action: https://…"


def of_counter(counter: Counter) -> Mistakes:
    named = [name for name in counters.VENDORS if getattr(counter, name)]
    if len(named) != 1:
        text = f"visits are counted by {' and '.join(named)}" if named else "nobody is named who counts visits"
        yield text, "name one of goatcounter, plausible and matomo, each with its address: https://stats.example"
    elif counter.matomo and not re.fullmatch(r"[1-9][0-9]{0,8}", counter.site):
        known = f'Matomo knows no site "{counter.site}"' if counter.site else "Matomo is not told which site it counts"
        yield known, "write the number that it has there: site: 1"
    elif counter.is_keyed and counter.site:
        yield f'"{counter.plausible}" knows its site', "take site: out"
    elif counter.site and not counter.matomo and not _FIELD.fullmatch(counter.site):
        yield f'"{counter.site}" is no name of a site', "write it as your counter knows it: paper.example"
    elif counter.goatcounter and counter.site:
        yield "GoatCounter knows the site by its address", "take site: out"


def of_ad(ad: Ad) -> Mistakes:
    if bool(ad.banners) == bool(ad.frame):
        text = "the slot has both banners and a frame" if ad.frame else "there is nothing to show in the slot"
        yield text, "name one of the two: banners: [{image: …, url: …, alt: …}], or frame: https://ads.example/slot"


def _of_mailto(url: str) -> Mistakes:
    whom = unquote(url[len("mailto:") :].partition("?")[0])
    if not all(_MAIL.fullmatch(each) for each in whom.split(",")):
        yield f'"{url}" names no address of e-mail', "write it as mailto:desk@paper.example"


def _scheme(url: str) -> str | None:
    """The scheme of an address, "" for a path; None for what is no address."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return None
