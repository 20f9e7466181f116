"""Authors in one text: several with commas or "and" between them, or one with a role behind the name."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from newsgen.content.fields import Value
from newsgen.content.sheet import Sheet

# In the languages of the theme, and of their neighbours.
_AND = r"and|und|et|en|ed|og|och|oraz|sowie|y|e|i|&|\+"
_LEADING = re.compile(rf"(?:{_AND})\s+(?!al\b)")
# What may stand inside the name of one person: José Ortega y Gasset, Josep Pla i Casadevall, Costa e Silva.
_IN_NAMES = frozenset({"y", "e", "i"})
_BETWEEN = re.compile(rf"\s+({_AND}|/|\||·|•)\s+")
# "Von Ada Lind" is no name, "Von Trapp" and "Von der Leyen" are.
_NO_NAME = re.compile(
    r"(?i:by|par|por)\s+|(?:Von|Di|Door|Przez)\s+(?=[^\W\d_a-zà-ÿ]\S*\s+[^\W\d_a-zà-ÿ])|(?i:et)\s+al\b"
)

# An e-mail address, a handle, a web address, or marks of HTML and Markdown, none of which is read in a name.
_MARKED = re.compile(r"[<>@\[\]`]|://|\*\*|__")

_ROLES_BY_LANGUAGE = (
    "anchor author ceo chair chairman chairwoman chairperson chief columnist contributor coordinator "
    "correspondent director editor executive expert founder freelance journalist lecturer manager minister "
    "officer photographer photographs president producer professor reporter researcher secretary senator senior "
    "spokesman spokeswoman spokesperson staff student treasurer writer",
    "autor autorin chefredakteur chefredakteurin direktor direktorin fotos geschäftsführer geschäftsführerin "
    "gastautor gastautorin journalistin korrespondent korrespondentin leiter leiterin ministerin präsident "
    "präsidentin pressesprecher pressesprecherin professorin redakteur redakteurin redaktion reporterin "
    "sprecher sprecherin text vorsitzende vorsitzender volontär volontärin",
    "chef directeur directrice journaliste photos président présidente rédacteur rédactrice rédaction",
    "corresponsal directora editora jefa jefe periodista presidenta presidente redacción redactor redactora",
    "capo direttore direttrice giornalista redattore redattrice redazione",
    "hoofdredacteur hoofdredactrice redacteur redactrice voorzitter",
    "dyrektor dziennikarka dziennikarz prezes redaktor redaktorka",
)
_ROLES = frozenset(word for words in _ROLES_BY_LANGUAGE for word in words.split())
_OF_ROLES = frozenset({"of", "for", "at", "für", "beim", "bei", "chez", "phd", "ph.d", "jr", "sr", "md", "mdb"})
# Part of the name of one person.
_OF_NAMES = frozenset({"jr", "sr", "phd", "ph.d", "md", "mdb"})
# Newspapers name them behind the writer of a text, as one more author: "Ada Lind, dpa".
_AGENCIES = frozenset(
    {
        *("aap", "adnkronos", "afp", "agerpres", "agi", "anp", "ansa", "ap", "apa", "associated press", "ats"),
        *("belga", "bloomberg", "bns", "cp", "ctk", "čtk", "dapd", "ddp", "dpa", "dpa-afx", "dts", "efe", "epd"),
        *("europa press", "hina", "idn", "keystone-sda", "kna", "kyodo", "lusa", "mti", "ntb", "pa", "pap", "pti"),
        *("reuters", "ritzau", "rtr", "sda", "sid", "stt", "tasr", "tt", "ukrinform", "upi", "xinhua"),
    }
)
_SIGNS = ".,;:()"


def people(value: Value, items: Iterator[Value], sheet: Sheet, agencies: Sequence[str] = ()) -> Iterator[Value]:
    """The items of a value, each an author, without the "and" that joins the last one; what is unsure is told.

    `agencies` are those of newsgen.yaml.
    """
    known = _AGENCIES.union(map(str.lower, agencies)) if agencies else _AGENCIES
    found = [_without_and(item) for item in items]
    is_list = isinstance(value.data, tuple | Mapping)
    names = [str(item.data) for item in found]
    for item, name in zip(found, names, strict=True):
        if _MARKED.search(name):
            _report_marked(item, sheet)
        elif (several := _several(name, is_list)) is not None:
            _report_several(item, several, sheet, is_list)
        elif not is_list and item is found[-1] and _is_turned(names, known):
            _report_turned(item, names, sheet)
        elif _NO_NAME.match(name) or (_has_role(name) if is_list else _is_doubtful(name, names, known)):
            _report_role(item, names, sheet)
    yield from found


def report_byline(sheet: Sheet, byline: str) -> None:
    """A warning of a byline that begins with "by", and is the name of the author for all who read no page."""
    match, value = _NO_NAME.match(byline), sheet.first("byline")
    if match is None or value is None:
        return
    text = f'"{byline}" is the name of the author for feeds and search engines'
    hint = f"write authors: [{byline[match.end() :]}] in its place: pages say the word before it by themselves"
    sheet.findings.at(value, "authors-unsure", text, hint, "warning")


def _without_and(item: Value) -> Value:
    text = str(item.data)
    match = _LEADING.match(text)
    if match is None:
        return item
    n_cut = match.end()
    return replace(item, data=text[n_cut:], column=item.column + n_cut, length=max(1, item.length - n_cut))


def _several(name: str, is_list: bool) -> Sequence[str] | None:
    """The names that one seems to hold. In a list, somebody has said that it is one: whole names alone tell more."""
    parts = _BETWEEN.split(name)
    names, words = parts[::2], parts[1::2]
    if not words:
        return None
    must_be_whole = is_list or any(word in _IN_NAMES for word in words)
    return names if not must_be_whole or all(map(_is_whole, names)) else None


def _is_whole(name: str) -> bool:
    """Whether it looks like a first and a last name, and no office: "Ada Lind", not "Agriculture"."""
    words = name.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in (words[0], words[-1])) and not _is_role(name)


def _is_doubtful(name: str, names: Sequence[str], agencies: Collection[str]) -> bool:
    """Whether what stands behind a comma is no author: a role, or one word where the first one has two names."""
    if name == names[0] or name.lower() in agencies:
        return False
    return _is_role(name) or (_is_whole(names[0]) and (len(name.split()) == 1 or name.islower()))


def _is_turned(names: Sequence[str], agencies: Collection[str]) -> bool:
    """Whether two names may be one with the last name first, as in catalogues: "Lind, Ada", "van Dijk, Jan"."""
    if len(names) != 2 or any(_is_role(name) or name.lower() in agencies for name in names):
        return False
    last, first = names
    return not _is_whole(last) and last.split()[-1].istitle() and first.istitle() and " " not in first


def _has_role(name: str) -> bool:
    """Whether a role stands behind the comma of one name: "Ada Lind, Editor", but for "Sammy Davis, Jr."."""
    return not _words(name.partition(",")[2]).isdisjoint(_ROLES)


def _is_role(name: str) -> bool:
    return not _words(name).isdisjoint(_ROLES | _OF_ROLES)


def _words(text: str) -> set[str]:
    return {word.strip(_SIGNS) for word in text.lower().replace("-", " ").split()}


def _report_several(item: Value, names: Sequence[str], sheet: Sheet, is_list: bool) -> None:
    text = f'"{item.data}" is taken for one author'
    one = "" if is_list else f'; if it is one, as authors: ["{item.data}"]'
    hint = f"write several as authors: [{', '.join(names)}]{one}"
    sheet.findings.at(item, "authors-unsure", text, hint, "warning")


def _report_turned(item: Value, names: Sequence[str], sheet: Sheet) -> None:
    last, first = names
    text = f'"{last}" and "{first}" are taken for two authors'
    hint = f"if it is one, write author: {first} {last}; if not, authors: [{last}, {first}]"
    sheet.findings.at(item, "authors-unsure", text, hint, "notice")


def _report_marked(item: Value, sheet: Sheet) -> None:
    text = f'"{item.data}" is taken for the name of an author, as it is written'
    hint = "write the name alone; e-mail and profiles belong into a file of content/authors/"
    sheet.findings.at(item, "authors-unsure", text, hint, "warning")


def _report_role(item: Value, names: Sequence[str], sheet: Sheet) -> None:
    text = f'"{item.data}" is taken for the name of an author'
    one = _NO_NAME.sub("", names[0]).partition(",")[0].strip() or "Ada Lind"
    hint = f"write names alone, several as authors: [{one}, Another Name]; a role belongs into byline: … or the text"
    if _words(str(item.data).rpartition(",")[2]) <= _OF_NAMES:
        hint = f'if it belongs to the name, write authors: ["{", ".join(dict.fromkeys(names))}"]; else {hint}'
    sheet.findings.at(item, "authors-unsure", text, hint, "warning")
