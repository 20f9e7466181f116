"""What the author of a template asks that cannot be answered: what was given, what is wanted, what to do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from newsgen.model import Asset, Head, Image, Series, Term, TermName

# A hint lists all that is known up to here.
N_LISTED = 16

_KINDS: tuple[tuple[type, str], ...] = (
    *((Head, "an article"), (Term, "a term"), (Image, "a picture"), (Asset, "a file"), (datetime, "a date")),
    *((Series, "a series"), (TermName, "the name of a term")),
    *((Mapping, "a map of keys to values"), (Sequence, "a list")),
)

# What templates have and this module cannot know, by the name of its class.
_NAMED: Mapping[str, str] = {
    "View": "the site itself",
    "ConfigView": "newsgen.yaml as a whole",
    "method": "a question that is not asked",
    "builtin_function_or_method": "a function that is not called",
    "function": "a function that is not called",
    "Macro": "a macro that is not called",
    "LoopContext": "the loop itself",
    "TemplateReference": "the template itself",
    "BlockReference": "a block that is not called",
}


class Mistake(ValueError):
    """Raised where a question or a filter is used wrongly; who knows the template and the line reports it."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint


def wrong(who: str, wanted: str, value: object, hint: str = "") -> Mistake:
    """`|date needs a date, not the text "2026"`. An undefined value fails by its own name here."""
    return Mistake(f"{who} needs {wanted}, not {named(value)}", hint)


def unknown(what: str, name: object, known: Iterable[str]) -> Mistake:
    """`there is no feed "rsss"`, with the nearest name, or all of them."""
    return Mistake(f"there is no {what} {named(name, '')}", choice(str(name), known))


def choice(name: str, known: Iterable[str]) -> str:
    """A hint: the known name that is most like `name`, else all where they are few, else ""."""
    from difflib import get_close_matches

    names = sorted(known)
    by_folded = {each.casefold(): each for each in names}
    near = get_close_matches(name.casefold(), by_folded, n=1)
    if near:
        return f'did you mean "{by_folded[near[0]]}"?'
    return f"known here: {', '.join(names)}" if 0 < len(names) <= N_LISTED else ""


def named(value: object, text: str = "the text ") -> str:
    """A value as its author knows it; `text` stands before what is one."""
    # What is undefined raises here, and says by which name it was asked.
    written = str(value)
    if value is None:
        return "nothing (none)"
    if isinstance(value, str):
        return f'{text}"{written}"'
    if isinstance(value, (bool, int, float)):
        return f"the value {written.lower()}"
    other = _NAMED.get(type(value).__name__, f"a {type(value).__name__}")
    return next((said for kind, said in _KINDS if isinstance(value, kind)), other)
