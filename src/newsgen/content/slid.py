"""Keys that hide or label a source, and that have slid into the map, the list or the text of another key."""

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from newsgen.content.fields import Field, Findings, Value
from newsgen.content.hiding import IF_FALSE, IS_DRAFT, keeps_back, truth
from newsgen.content.keys import PLACES, folded
from newsgen.content.readers import names_subscribers
from newsgen.expressions import expression

# What stands inside of these is asked for by itself, or is about something else than the source.
_OWN = frozenset({"build", "build_render", "cascade", "access", "visibility", "members_only", "sitemap", "robots"})
# The last table of TOML, and what comes last in many a head of YAML: what is added below it slides in.
_LAST = frozenset({"extra", "taxonomies"})
_DRAFTS = frozenset({"draft", "is_draft", "unpublished", "headless"})
_PAID = frozenset({"sponsored", "sponsor", "type"})
_EMBARGOES = ("embargo", "sperrfrist", "publishat")
_WORDS = expression(r"draft|entwurf|borrador|brouillon|bozza|szkic|publish|status|headless|embargo|sperrfrist", re.I)
# A text that goes on in the lines below: of YAML, or in quotes that are not closed.
_GOES_ON = expression(r"""[:=]\s*(?:[|>][-+\d]*\s*(?:#.*)?|"[^"]*|'[^']*|\"{3}(?!.*\"{3}).*|'{3}(?!.*'{3}).*)$""")
_FENCE = expression(r"(?:---|\+\+\+|\.\.\.|;;;)\s*$")
_MAX_LINES = 400


class Slid(Struct, frozen=True):
    """A key where it hides nothing; line and column from 1."""

    key: str
    line: int
    column: int


def report_slid(field: Field, fields: Mapping[str, Field], known: Collection[str], findings: Findings) -> None:
    """An error for each key inside of a field that would hide or label the source; `known` are the site's own, folded.

    Where the head itself says the same (YAML's merged maps among them), nothing is lost.
    """
    for each in _slid(field, known, findings):
        if any(folded(other.key) == folded(each.key) and _is_said(other) for other in fields.values()):
            continue
        does = "labels" if PLACES.get(folded(each.key), ("", 0))[0] in _PAID else "hides"
        text = f'"{each.key}" stands inside "{field.key}", where it {does} nothing'
        hint = (
            "move it out: in YAML to a line of its own without blanks before it, in TOML above the first [table]; "
            "a key of yours can be named under known_keys in newsgen.yaml"
        )
        findings.report("key-inside", text, hint, line=each.line, column=each.column, length=len(each.key))


def _is_said(field: Field) -> bool:
    is_hidden = isinstance(field.value.data, str) and _hides_surely(field.key, field.value.data)
    return is_hidden or _labels(field.key, field.value)


def _slid(field: Field, known: Collection[str], findings: Findings) -> Iterator[Slid]:
    name = PLACES.get(folded(field.key), ("", 0))[0]
    data = field.value.data
    if name in _OWN or data is None:
        return
    if isinstance(data, str):
        if field.value.tag == "str" and _WORDS().search(data):
            yield from _in_text(field, findings)
        return
    for key, value in _entries(field.value, 0 if name in _LAST else 1):
        if folded(key) not in known:
            yield _placed(key, value, field, findings)


def _entries(value: Value, depth: int) -> Iterator[tuple[str, Value]]:
    """The keys that hide, at any depth; where a template may want keys of its own, only those that mean one thing."""
    if isinstance(value.data, tuple):
        for item in value.data:
            if not isinstance(item.data, str):
                yield from _entries(item, depth)
    elif isinstance(value.data, Mapping):
        for key, item in value.data.items():
            if depth == 0 and _labels(key, item):
                yield key, item
            elif not isinstance(item.data, str):
                yield from _entries(item, depth + 1)
            elif _hides_surely(key, item.data) or (depth == 0 and _hides(key, item.data)):
                yield key, item


def _hides_surely(key: str, text: str) -> bool:
    word = folded(key)
    name = PLACES.get(word, ("", 0))[0]
    if name == "status":
        return folded(text) in IS_DRAFT
    if name == "published":
        return truth(text) is False
    return (name in _DRAFTS or any(part in word for part in _EMBARGOES)) and keeps_back(name, text)


def _hides(key: str, text: str) -> bool:
    """A book was published on a day, too."""
    name = PLACES.get(folded(key), ("", 0))[0]
    if names_subscribers(text):
        return True
    return truth(text) is False if name in IF_FALSE and name != "render" else keeps_back(name, text)


def _labels(key: str, value: Value) -> bool:
    """Whether it says that somebody has paid for the text; who has may be a map, too."""
    name = PLACES.get(folded(key), ("", 0))[0]
    if name not in _PAID or value.data in (None, "", ()):
        return False
    text = value.data if isinstance(value.data, str) else ""
    if name == "type":
        from newsgen.content.genres import is_paid

        return is_paid(text)
    return truth(text) is True if name == "sponsored" else truth(text) is not False


def _placed(key: str, value: Value, field: Field, findings: Findings) -> Slid:
    """YAML knows the place of each value; in other formats, it is looked for below the key that it stands in."""
    start = re.compile(rf"""[\s{{,\[]*["']?{re.escape(key)}["']?\s*[:=]""")
    for number in range(max(value.line, field.line), min(len(findings.lines), field.line + _MAX_LINES) + 1):
        line = findings.lines[number - 1]
        if start.match(line):
            return Slid(key, number, line.find(key) + 1)
    return Slid(key, value.line, value.column)


def _in_text(field: Field, findings: Findings) -> Iterator[Slid]:
    """A line of a text over several lines that reads as a key that hides."""
    if not _GOES_ON().search(findings.lines[field.line - 1]):
        return
    from newsgen.content.keylines import dressed

    for number in range(field.line + 1, min(len(findings.lines), field.line + _MAX_LINES) + 1):
        line = findings.lines[number - 1]
        if _FENCE().match(line):
            return
        if (keyed := dressed(line.strip())) is None or not _hides_surely(*keyed):
            continue
        if _WORDS().search(keyed[0]) and _is_in(line, field.value):
            yield Slid(keyed[0], number, len(line) - len(line.lstrip()) + 1)


def _is_in(line: str, value: Value) -> bool:
    """Whether a line is part of a text, not of what stands below it."""
    text = line.strip().strip("\"'").rstrip()
    return isinstance(value.data, str) and " ".join(text.split()) in " ".join(value.data.split())
