"""newsgen.urls: every address that was ever published, and whose it is.

A text file to be committed, one address a line, sorted, so that two branches merge without a conflict:

    /2026/05/cup/ = 2026/05/cup     belongs to the article of this id, wherever that stands now
    /2025/11/fair/ -> /2026/fair/   leads elsewhere
    /2024/contest/ gone             is no more, and shall not be
    /category/stadt/ = category:stadt   belongs to a category; site.standing has the ids of all that is no article

Addresses are root-relative without the site's base path, percent-encoded, so that the site may move as a whole.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from newsgen.diagnostics import Diagnostic, Place
from newsgen.expressions import expression
from newsgen.model import Head
from newsgen.site.permalinks import encoded, numbered, quoted_query, standard
from newsgen.spelling import composed, composed_address

FILE = "newsgen.urls"

# The id of what an old system published, and nobody has said yet what stands for it.
UNKNOWN = "?"

# An id has 10,000 characters at most, each of which may be twelve here ("%F0%9F%8F%86").
MAX_LINE = 130_000
# No file system has a longer path, percent-encoded or not.
MAX_ADDRESS = 4_000
MAX_SHOWN = 200
# A file of another kind may be unreadable in every line.
MAX_PROBLEMS = 500

# What would end a line or could not be written in UTF-8, and the sign that stands for it.
_ODD = expression("[%\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Most addresses: nothing in them wants a second look.
_PLAIN = expression(r"/(?:[A-Za-z0-9~_-][A-Za-z0-9.~_-]*/)*")
_CONTROL = expression("[\x00-\x08\x0a-\x1f\x7f]")
_NOT_UTF_8 = expression("[\udc80-\udcff]")
# No name of a file on every system, and no text that a host's configuration takes for itself.
_NO_ADDRESS = expression(r'[\x00-\x1f\x7f\ud800-\udfff\\:*?"<>|#]|/\.{1,2}(?:/|$)|//| (?:/|$)')

# As git and others leave them where two branches have said different things.
_MARK = expression(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")

_NO_QUERY = expression(r'[\x00-\x20\x7f\ud800-\udfff\\"<>#]')


class Entry(Struct, frozen=True, gc=False):
    """What the file says of an address: an id, or a target, or neither for gone.

    `line` counts from 1, 0 if it is new; `text` is that line, `remarks` the comments above it.
    """

    address: str
    id: str = ""
    target: str = ""
    line: int = 0
    text: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        return Place(FILE, self.line, 1, len(self.text.partition(" ")[0]))


class Ledger(Struct, frozen=True, dict=True):
    """The file: entries by address, the comments below the last one, and what is wrong in it."""

    entries: Mapping[str, Entry] = {}
    remarks: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @cached_property
    def of_lists(self) -> tuple[Entry, ...]:
        """What belongs to lists and their feeds: most of an archive are articles."""
        return tuple(entry for entry in self.entries.values() if entry.id.startswith(("list:", "feed:")))


@lru_cache(maxsize=1)
def parsed(data: bytes) -> Ledger:
    """The entries of the file; `urls-unreadable` and `urls-twice` at their lines."""
    entries: dict[str, Entry] = {}
    problems: list[Diagnostic] = []
    remarks: list[str] = []
    # A byte that is not UTF-8 makes its line unreadable, and no other.
    text = data.decode("utf-8-sig", "surrogateescape")
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        if not line or line.startswith("#"):
            if _NOT_UTF_8().search(line):
                problems.append(_unreadable(line, number, 1, line, "is not UTF-8"))
            elif line:
                remarks.append(line)
            continue
        entry = _entry(line, number, tuple(remarks))
        if isinstance(entry, Diagnostic):
            problems.append(entry)
            continue
        known = entries.setdefault(entry.address, entry)
        if (known.id, known.target) != (entry.id, entry.target):
            found = f'"{unquote(entry.address)}" stands in line {known.line}, too, and with something else behind it'
            problems.append(Diagnostic("urls-twice", entry.place, found, "keep one of the two", excerpt=line))
        remarks.clear()
    problems = _without_marks(problems)
    if len(problems) > MAX_PROBLEMS:
        text, hint = f"this file has more than {MAX_PROBLEMS} mistakes", "mend those that are named first"
        problems[MAX_PROBLEMS:] = [Diagnostic("too-many-mistakes", Place(FILE), text, hint)]
    return Ledger(entries, tuple(remarks), tuple(problems))


def _without_marks(problems: list[Diagnostic]) -> list[Diagnostic]:
    """One problem in the place of those that the marks of an unfinished merge make."""
    marks = [each for each in problems if _MARK().fullmatch(each.excerpt)]
    if not marks:
        return problems
    hint = "keep the lines of both sides, and delete the marks: <<<<<<<, =======, >>>>>>>"
    found = replace(marks[0], text=f"{FILE} holds the marks of a merge", hint=hint)
    others = [each for each in problems if each not in marks and each.code != "urls-twice"]
    return [found, *others]


def written(ledger: Ledger) -> str:
    """The file's text; the same entries give the same text."""
    lines: list[str] = []
    for _, entry in sorted(ledger.entries.items()):
        lines += [*entry.remarks, line_of(entry)]
    return "".join(f"{line}\n" for line in (*lines, *ledger.remarks))


def line_of(entry: Entry) -> str:
    if entry.target:
        return f"{entry.address} -> {entry.target}"
    return f"{entry.address} = {_ODD().sub(_escaped, entry.id)}" if entry.id else f"{entry.address} gone"


def recorded(ledger: Ledger, base_path: str, heads: Iterable[Head], others: Iterable[tuple[str, str]] = ()) -> Ledger:
    """The ledger with the addresses of `heads`, which are public, and their aliases; `others` are URLs with their ids.

    An answer that was given for such an address has had its day.
    """
    public = [head for head in heads if head.form != "term"]
    claimed = dict(others)
    claimed |= {url: head.id for head in public for url in head.aliases}
    claimed |= {head.url: head.id for head in public}
    entries = dict(ledger.entries)
    for url, id_ in claimed.items():
        address = standard(url.removeprefix(base_path))
        known = entries.get(address)
        if known is None or composed(known.id) != composed(id_):
            entries[address] = _said(known, Entry(address, id=id_))
    return replace(ledger, entries=_without_lower_pages(entries))


def _without_lower_pages(entries: dict[str, Entry]) -> dict[str, Entry]:
    """One line a list: the last page that it ever had stands for those before it."""
    highest: dict[tuple[str, str], int] = {}
    pages = {address: page for address, entry in entries.items() if (page := _list_page(entry))}
    for front, id_, number in pages.values():
        highest[front, id_] = max(number, highest.get((front, id_), 0))
    for address, (front, id_, number) in pages.items():
        if number < highest[front, id_]:
            last = f"{front}page/{highest[front, id_]}/"
            entries[last] = replace(entries[last], remarks=entries[last].remarks + entries.pop(address).remarks)
    return entries


def _list_page(entry: Entry) -> tuple[str, str, int] | None:
    page = numbered(entry.address) if entry.id.startswith("list:") else None
    return (page[0], entry.id, page[1]) if page else None


def redirected(ledger: Ledger, old: str, new: str) -> Ledger:
    """The ledger with the answer that an address leads elsewhere."""
    return replace(ledger, entries={**ledger.entries, old: _said(ledger.entries.get(old), Entry(old, target=new))})


def gone(ledger: Ledger, address: str) -> Ledger:
    """The ledger with the answer that there is nothing at an address any more."""
    entry = _said(ledger.entries.get(address), Entry(address))
    return replace(ledger, entries={**ledger.entries, address: entry})


def leads_back(ledger: Ledger, address: str) -> bool:
    """Whether one who follows the file's targets from an address comes to an address twice."""
    seen = {address}
    while (entry := ledger.entries.get(address)) is not None and entry.target:
        address = standard(entry.target.partition("#")[0].partition("?")[0])
        if address in seen:
            return True
        seen.add(address)
    return False


def _entry(line: str, number: int, remarks: tuple[str, ...]) -> Entry | Diagnostic:
    if len(line) > MAX_LINE:
        return _unreadable(line[:MAX_SHOWN], number, 1, line[:MAX_SHOWN], "is longer than any line of this file")
    written_, _, said = line.partition(" ")
    sign, _, rest = said.strip().partition(" ")
    rest = rest.strip()
    address = _address(written_)
    if not address:
        return _unreadable(line, number, 1, written_, "is not an address of this site")
    if _CONTROL().search(rest):
        return _unreadable(line, number, line.rindex(rest) + 1, rest, "holds a control character")
    if _NOT_UTF_8().search(rest):
        return _unreadable(line, number, line.rindex(rest) + 1, rest, "is not UTF-8")
    if sign == "=" and rest:
        try:
            return Entry(address, unquote(rest, errors="strict"), "", number, line, remarks)
        except UnicodeDecodeError:
            return _unreadable(line, number, line.rindex(rest) + 1, rest, "is not UTF-8")
    if sign == "gone" and not rest:
        return Entry(address, "", "", number, line, remarks)
    if sign == "->" and rest.startswith(("/", "https://", "http://")) and not re.search(r"\s", rest):
        return Entry(address, "", composed_address(rest) if rest.startswith("/") else rest, number, line, remarks)
    column = len(line) - len(said.lstrip()) + 1 if said else 1
    return _unreadable(line, number, column, line[column - 1 :], "says nothing of an address")


def _address(written_: str) -> str:
    """An address as all of them are spelled; "" for what is none."""
    if len(written_) > MAX_ADDRESS:
        return ""
    if _PLAIN().fullmatch(written_):
        return written_
    bare, mark, query = written_.partition("?")
    if mark and query:
        # No file stands there, but hosts can lead it on.
        address = "" if _NO_QUERY().search(query) else _address(bare)
        return f"{address}?{quoted_query(query)}" if address else ""
    path = composed(unquote(written_))
    if not path.startswith("/") or _NO_ADDRESS().search(path):
        return ""
    # What is no UTF-8 behind its percent signs stays as it is.
    return standard(written_ if "\ufffd" in path else encoded(path))


def _unreadable(line: str, number: int, column: int, part: str, why: str) -> Diagnostic:
    hint = 'a line is "/address/ = id", "/address/ -> /new/" or "/address/ gone"'
    shown = line.encode("utf-8", "replace").decode() if len(line) <= MAX_ADDRESS else ""
    part = part[:MAX_SHOWN].encode("utf-8", "replace").decode()
    return Diagnostic(
        "urls-unreadable",
        Place(FILE, number, column, len(part)),
        f'"{part}" {why}',
        hint,
        excerpt=shown if len(shown) <= 10 * MAX_SHOWN else "",
    )


def _said(known: Entry | None, entry: Entry) -> Entry:
    """A new answer in the place of an old one keeps the comments above it."""
    return replace(entry, remarks=known.remarks) if known else entry


def _escaped(match: re.Match[str]) -> str:
    return quote(match[0], safe="", errors="surrogatepass")
