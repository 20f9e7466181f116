"""Bare addresses in a text, by GFM's rules for its extended autolinks (6.9), in time by the length of the text."""

from collections.abc import Iterator
from typing import NamedTuple

from newsgen.content.markup.commonmark.written import address
from newsgen.expressions import expression

# GFM asks for a blank or one of *_~( before either; its implementation, before a scheme, for no letter.
_WEB = expression(r"(?<![^\W_])(?i:https?|ftp)://|(?<![^\s*_~(])www\.")
# No blank and no punctuation, but for - and _.
_LABEL = r"(?:[\w-]|[^\x00-\x7f\s“”„«»‘’‚‹›…–—])++"
_HOST = expression(rf"{_LABEL}(?>(?:\.{_LABEL})*)")
# In a text that shows HTML as it is written, an address ends where its attribute or its tag does.
_REST = expression(r"[^\s<>\"]*+")
_DOMAIN = expression(r"[A-Za-z0-9_-]++(?>(?:\.[A-Za-z0-9_-]++)*)\.?")
_RESOURCE = expression(r"/[A-Za-z0-9@.]++")
_REFERENCE = expression(r"&[A-Za-z0-9]++;")
_IN_NAMES = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+_-")
_SCHEMES = ("mailto:", "xmpp:")
# GFM's own marks, straight quotes as its implementation has them, and the closing quotes of languages: no address
# ends with one.
_CLOSING = frozenset("?!.,:;*_~'\"“”„«»‘’‚‹›…")


class Address(NamedTuple):
    """Where it stands in the text, and where its link leads."""

    start: int
    end: int
    href: str


def may_hold_some(text: str) -> bool:
    return "@" in text or may_hold_web(text)


def may_hold_web(text: str) -> bool:
    # One character is found many times faster than three.
    return (":" in text and "://" in text) or "www." in text


def found(text: str) -> Iterator[Address]:
    """All bare addresses of a text, in order and apart."""
    if "@" not in text:
        yield from web(text)
        return
    end = 0
    for each in sorted((*web(text), *_mail(text))):
        if each.start >= end:
            yield each
            end = each.end


def web(text: str) -> Iterator[Address]:
    """The addresses of pages, in order and apart."""
    position = 0
    while match := _WEB().search(text, position):
        position = match.end()
        is_bare = match[0][0] == "w"
        host = _HOST().match(text, match.start() if is_bare else position)
        if host is None or not _is_host(host[0], is_bare=is_bare):
            continue
        rest = _REST().match(text, host.end())
        end = trimmed(text, match.start(), rest.end() if rest else host.end())
        shown = text[match.start() : end]
        yield Address(match.start(), end, address(f"http://{shown}" if is_bare else shown))
        position = end


def _is_host(host: str, *, is_bare: bool) -> bool:
    """Whether it has no underscore in its last two parts, and a point where nothing else says that it is one."""
    parts = host.rsplit(".", 2)
    return not any("_" in part for part in parts[-2:]) and (len(parts) > 1 or not is_bare)


def trimmed(text: str, start: int, end: int) -> int:
    """The end of an address without the marks of the sentence that it stands in."""
    n_unpaired = text.count(")", start, end) - text.count("(", start, end)
    while True:
        last = text[end - 1]
        if last == ")" and n_unpaired > 0:
            n_unpaired -= 1
        elif last == ";" and (begin := text.rfind("&", start, end)) >= 0 and _REFERENCE().fullmatch(text, begin, end):
            # It looks like a reference to a character.
            end = begin + 1
        elif last not in _CLOSING:
            return end
        end -= 1


def _mail(text: str) -> Iterator[Address]:
    begin, at = 0, text.find("@")
    while at >= 0:
        if mail := _mail_at(text, begin, at):
            yield mail
        begin = mail.end if mail else at + 1
        at = text.find("@", begin)


def _is_cut(text: str, begin: int, start: int) -> bool:
    """Whether an apostrophe stands between what would be the name and a letter."""
    return start > begin + 1 and text[start - 1] in "'’" and text[start - 2].isalnum()


def _mail_at(text: str, begin: int, at: int) -> Address | None:
    """The address around an @, whose name begins at `begin` at the earliest."""
    start = at
    while start > begin and text[start - 1] in _IN_NAMES:
        start -= 1
    domain = _DOMAIN().match(text, at + 1)
    # Of max.müller@example.org nobody is named ller, and of o'neil@example.org nobody neil.
    if start == at or domain is None or (start > begin and text[start - 1].isalnum()) or _is_cut(text, begin, start):
        return None
    end = domain.end() - (domain[0][-1] == ".")
    if not text[end - 1].isalpha() or text.find(".", at, end) < 0:
        return None
    before = text[max(0, start - 7) : start].lower()
    scheme = next((scheme for scheme in _SCHEMES if before.endswith(scheme) and start - len(scheme) >= begin), "")
    if scheme == "xmpp:" and (resource := _RESOURCE().match(text, end)):
        end = resource.end() - (resource[0][-1] == ".")
    return Address(start - len(scheme), end, f"{scheme or 'mailto:'}{text[start:end]}")
