"""The first lines of a text as a reader sees them, and the keys that they look like."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from newsgen.content.beginnings import BLANK, UNSEEN
from newsgen.content.keys import PLACES, folded

_UNSEEN = re.compile(f"[{UNSEEN}]")
_BLANK = re.compile(f"[{BLANK}]")
# Lines end there for some programs, and in text that was HTML once.
_ENDS = re.compile(r"[\u2028\u2029\x85]|</?(?:br|p|div|hr|pre|code|span|section)\b[^<>]{0,80}>", re.IGNORECASE)

_MAX_RULE = 40
MAX_COLUMNS = 400

_WORDS = (
    "ya?ml|toml|json[5c]?|javascript|js|ts|coffee|cson|ini|hcl|lua|markdown|md|front[ -]?matter|meta|metadata|hugo|zola"
    "|jekyll|eleventy"
)
_WORD = re.compile(f"(?:{_WORDS})\\b", re.IGNORECASE)
_SIGNS = re.compile(r"(?!\s)[\W_]+")
_REMARK = re.compile(r"\s[#;/{].*")
_DASHES = frozenset("-–—―−‒‐‑﹣－+;~`")
# "---title: x": what stands behind the dashes is a line of its own.
_JOINED = re.compile(r"([-–—―−‒‐‑﹣－+;=]{2,})\s*(?=[\"'\w{])(.*)")
KEY = re.compile(r"(\w[\w .\-/]{0,40}?|\"[^\"]{1,40}\"|'[^']{1,40}')\s*(?:::?|=|：)(?!//)\s*(.*)")
LIST_MARK = re.compile(r"(?:\*\*|__|[-*+•]|\d+[.)])\s*")
_MARK = re.compile(r"(?:#\+|#{1,6}|//+|%+|;+|:|@|\\|!|\.\.|--+|\$|rem\b|dnl\b)\s*", re.IGNORECASE)
# "- Status: draft", "**Status:** draft", "<!-- status: draft -->": whatever somebody has put before it.
# beginnings.py knows the signs of these two: no line without one is looked at.
_DRESSED = re.compile(r"(?:\d{1,2}[.)] )?[^\w>`|]{0,20}(\w[\w .\-/]{0,40}?)[\"'*]*\s*(?:::?|=|：)(?!//)\s*(.*)")
_COMMENT_END = re.compile(r"\s*(?:-->|\*/|%%|#\})\s*$")
# "Status draft": the colon is missing.
_BARE = re.compile(r"[^\w>`|]{0,20}(status|draft|entwurf)\s+([^\W\d]\w*)\W*", re.IGNORECASE)

Line = tuple[int, str]


def lines_of(text: str, n_lines: int) -> list[Line]:
    """The first lines as a reader sees them, each with its number."""
    found = []
    for number, line in enumerate(text.split("\n", n_lines)[:n_lines], 1):
        for part in _ENDS.split(line[:MAX_COLUMNS]):
            seen = _BLANK.sub(" ", _UNSEEN.sub("", unescape(part) if "&" in part else part).expandtabs(4))
            found.append((number, seen.rstrip()))
    return found


def joined(lines: Sequence[Line]) -> list[Line]:
    """Fence and key on a line of their own."""
    found: list[Line] = []
    for number, line in lines:
        match = _JOINED.fullmatch(line.strip())
        if match and (KEY.match(match[2]) or match[2].startswith("{")):
            found += [(number, match[1]), (number, match[2])]
        else:
            found.append((number, line))
    return found


def is_fence(line: str) -> bool:
    """Whether a line is a rule of any signs, with the name of a format or a remark behind it or not."""
    line = line.strip()
    if len(line) < _MAX_RULE and line[:2].strip("-–—―−") == "" and line[2:3] not in {"", ">"}:
        # "--- head": whatever the word behind it may be.
        return True
    match = _SIGNS.match(_REMARK.sub("", line) if line[:1] in _DASHES else line)
    if match is None or line[:1] == ">":
        return False
    rest = match.string[match.end() :]
    word = _WORD.match(rest)
    return not any(sign.isalnum() for sign in (rest[word.end() :] if word else rest))


def keys_of(lines: Iterable[Line]) -> Iterator[tuple[str, str, str, str]]:
    """The keys of the lines that look like those of a head, up to the first that does not: name in keys.py, value,
    the key as written, and the mark before it ("# title: x")."""
    indent, first_mark, is_after_key = 0, "", False
    for _, line in lines:
        text = line.strip()
        if not text:
            if is_after_key:
                continue
            return
        depth = len(line) - len(line.lstrip())
        if is_after_key and (depth > indent or text in {"{", "}", "},", "]", "],", "-->"}):
            continue
        if is_after_key and text[:2] == "- " and not first_mark:
            continue
        if text in {"{", "({"} or re.fullmatch(r"\[\[?[\w.]+\]\]?", text):
            continue
        mark = _mark(text)
        match = KEY.match(text[len(mark) :].lstrip("{( "))
        if match is None:
            return
        if not is_after_key:
            indent, first_mark, is_after_key = depth, mark, True
        key = match[1].strip("\"'*_` ")
        yield PLACES.get(folded(key), ("", 0))[0], plain_value(match[2]), key, mark.strip()


def dressed(line: str) -> tuple[str, str] | None:
    """Key and value of a line that is one, with other signs around it or without a colon."""
    match = _DRESSED.fullmatch(line) or _BARE.fullmatch(line)
    return (match[1].strip("_ "), plain_value(_COMMENT_END.sub("", match[2]))) if match else None


def _mark(text: str) -> str:
    match = _MARK.match(text) or LIST_MARK.match(text)
    return match[0] if match else ""


def plain_value(value: str) -> str:
    value = re.sub(r"\s+[#;].*$", "", value)
    return value.strip(" \t\"'*_`,;})")
