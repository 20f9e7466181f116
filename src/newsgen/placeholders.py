"""Patterns of addresses, `/{year}/{slug}/`: one text for one kind of page, parsed once, looked through, and filled."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct

from newsgen.hosts import danger, file_of, ordered, unlike_a_page

Kind = Literal["article", "page", "category", "tag", "author", "series", "year", "month", "corrections"]


class Pattern(Struct, frozen=True):
    """`texts`, decoded, stand in front of, between and behind the placeholders of these `names`: one more than those.

    A brace that belongs to no placeholder is text.
    """

    texts: tuple[str, ...]
    names: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """The path, not encoded; a placeholder without a value leaves no empty folder behind."""
        first, *rest = self.texts
        path = first + "".join(values.get(name, "") + text for name, text in zip(self.names, rest, strict=True))
        return re.sub("/{2,}", "/", path) if "//" in path else path


class Rule(Struct, frozen=True):
    """What may stand in a kind's patterns, and what must: one name of each row, else `fault`."""

    known: tuple[str, ...]
    needed: tuple[tuple[str, ...], ...]
    fault: str


_TERM = Rule(("slug",), (("slug",),), "all of them would have one address")
_OF_SOURCES = ("year", "month", "day", "slug", "section", "path", "category", "lang", "id")
RULES: Mapping[Kind, Rule] = {
    # A paper with one issue a day may name it by the date alone.
    "article": Rule(_OF_SOURCES, (("slug", "path", "id", "day"),), "all articles would have one address"),
    "page": Rule(_OF_SOURCES, (("slug", "path", "id"),), "all pages would have one address"),
    "category": _TERM,
    "tag": _TERM,
    "author": _TERM,
    "series": _TERM,
    "year": Rule(("year",), (("year",),), "all years would have one address"),
    "month": Rule(("year", "month"), (("year",), ("month",)), "several months would have one address"),
    "corrections": Rule((), (), ""),
}
# What a placeholder may stand for; no longer, and no more like an order than any other value.
_SAMPLES = {
    "year": "2026",
    "month": "05",
    "day": "01",
    "slug": "x",
    "section": "x",
    "path": "x",
    "category": "x",
    "lang": "x",
    "id": "x",
}

_PLACEHOLDER = r"\{(\w+)\}"
_BRACED = r"\{[^{}]*\}"
_LONE_PERCENT = r"%(?![0-9A-Fa-f]{2})"
# A slash, a dot or a control character in disguise.
_DISGUISED = r"(?i)%(?:2[ef]|5c|[01][0-9a-f]|7f)"
# Hugo's and Jekyll's ":slug", WordPress's "%postname%".
_FOREIGN = r":[a-z]+|%[a-z]{3,}%"
# difflib takes time by the square of letters.
_MAX_NEAR = 40


def parsed(text: str) -> Pattern:
    texts = re.split(_PLACEHOLDER, text)
    return Pattern(tuple(decoded(each) for each in texts[::2]), tuple(texts[1::2]))


def decoded(path: str) -> str:
    """A path with its percent-encoded bytes read as UTF-8; a lone "%" is itself."""
    return unquote(re.sub(_LONE_PERCENT, "%25", path))


def mistakes(text: str, kind: Kind, example: str) -> Iterator[tuple[str, str]]:
    """What no site can mean by a pattern: (text, hint) each; `example` is a good one."""
    rule, n_found = RULES[kind], 0
    for found in (*_wrong_names(text, rule), *_wrong_ends(text, example)):
        n_found += 1
        yield found
    if not n_found:
        yield from _wrong_whole(text, rule, example)


def _wrong_names(text: str, rule: Rule) -> Iterator[tuple[str, str]]:
    known = f"known here: {', '.join(f'{{{name}}}' for name in rule.known) or 'none'}"
    for braced in dict.fromkeys(re.findall(_BRACED, text)):
        if braced[1:-1] not in rule.known:
            near = _near(braced[1:-1], rule.known)
            yield f'"{braced}" is no placeholder of this pattern', f"{near}{known}"
    if {"{", "}"} & set(re.sub(_BRACED, "", text)):
        yield f'"{text}" has a brace that belongs to no placeholder', known


def _near(name: str, known: Sequence[str]) -> str:
    """The beginning of a hint: what may be meant by a name, also by "slug!r", "Slug" or "date:%Y"."""
    from difflib import get_close_matches

    word = re.split(r"[^a-z]", name.strip().lower(), maxsplit=1)[0]
    near = get_close_matches(word, known, n=1) if len(word) <= _MAX_NEAR else []
    return f'did you mean "{{{near[0]}}}"? ' if near else ""


def _wrong_ends(text: str, example: str) -> Iterator[tuple[str, str]]:
    hint = f"write it as {example}"
    if not text.startswith("/") or text.startswith("//"):
        yield f'"{text}" does not begin with one slash', hint
    elif "//" in text:
        yield f'"{text}" has an empty folder', "write one slash between two folders"
    if found := re.search(_FOREIGN, text):
        yield f'"{found.group()}" is no placeholder', f"those stand in braces: {example}"
    elif found := re.search(_DISGUISED, text):
        yield f'"{found.group()}" stands for a character that no name of a file may have', hint


def _wrong_whole(text: str, rule: Rule, example: str) -> Iterator[tuple[str, str]]:
    pattern, hint = parsed(text), f"write it as {example}"
    for names in rule.needed:
        if not set(names) & set(pattern.names):
            wanted = " or ".join(f"{{{name}}}" for name in names)
            yield f'"{text}" holds no {wanted}: {rule.fault}', hint
    path = pattern.filled(_SAMPLES)
    if why := _unseen(path) or danger(path) or ordered(file_of(path)) or unlike_a_page(path):
        yield f'"{text}" cannot be an address: {why}', hint


def _unseen(path: str) -> str:
    """Why a path could not be read by people, "" if it can."""
    if not path.isprintable() or "\ufffd" in path:
        return "it holds a character that nobody sees, or bytes that are not UTF-8"
    if any(part != part.strip() for part in path.split("/")):
        return "a name in it begins or ends with a blank"
    return ""
