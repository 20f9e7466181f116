"""References to links, pictures and notes that are defined nowhere, which Markdown shows as they are written."""

from collections.abc import Collection, Iterator

from newsgen.content.markup.foreign import Suspect
from newsgen.expressions import expression

_LINK = expression(
    r"(?<![\w\]\\])(?P<sign>!?)\[(?P<text>(?:[^\[\]\\\n]|\\.|\n(?![ \t]*+\n)|\[[^\[\]\n]*+\])*+)\]"
    r"\[(?P<label>(?!\^)[^\[\]\n]*+)\](?![(\[])"
)
# Not a class of characters, as in the pattern [^a-z]+. A pattern that begins with a character is searched for faster.
_NOTE = expression(r"\[(?<![\\!]\[)\^(?!\w-\w)(?P<label>\w[\w .:-]*+)\](?![+*?{(])")
_WORD = expression(r"[^\W\d]")
# An address with a blank, as other editors write it; in prose, [sic](says he) is none.
_BLANK = expression(
    r"\[(?P<text>[^\[\]\n]*+)\]\((?P<address>(?![<\s])[^\s(){}<>\"']*+[^\S\n]++(?![\"'(])[^(){}<>\"'\n]*+)\)"
)
_FILE = expression(r"[./]\w")
CODE = "reference-undefined"
CODE_BLANK = "address-blank"
_HINT = "write [text](address), or define it in a line of its own: [{}]: address; in code marks (`…`) it is text"
_HINT_BLANK = "write %20 for each blank, or the address in < and >: [text](<{}>)"
_HINT_NOTE = "define it in a line of its own: [^{}]: the note; in code marks (`…`) it is text"


def undefined(text: str, defined: Collection[str]) -> Iterator[Suspect]:
    """What looks like a reference and leads nowhere; those in code are among them.

    `defined` are labels in small letters, and those of notes as they are written, with "^" before them.
    """
    if "][" in text:
        for match in _LINK().finditer(text):
            label = " ".join((match["label"] or match["text"]).split())
            is_word = _WORD().search(match["text"]) and (not match["label"] or _WORD().search(label))
            if label.lower() not in defined and (is_word or match["sign"]):
                yield Suspect(match.start(), match[0], match[0], _HINT.format(label), CODE)
    if "[^" in text:
        for match in _NOTE().finditer(text):
            if f"^{match['label']}" not in defined:
                yield Suspect(match.start(), match[0], match[0], _HINT_NOTE.format(match["label"]), CODE)


def with_blanks(text: str) -> Iterator[Suspect]:
    """What looks like a link or a picture but for a blank in its address, and is shown as it is written."""
    for match in _BLANK().finditer(text) if "](" in text else ():
        address = match["address"].strip()
        sign = "!" if text[match.start() - 1 : match.start()] == "!" else ""
        if sign or _FILE().search(address):
            written = sign + match[0]
            yield Suspect(match.start() - len(sign), written, written, _HINT_BLANK.format(address), CODE_BLANK)
