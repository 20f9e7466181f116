"""Which files of content/ a source refers to: they are published while something public does."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import unquote

from newsgen.content.addresses import without_sign
from newsgen.content.fields import Field, texts_of
from newsgen.content.settings import Settings
from newsgen.content.types import type_of
from newsgen.expressions import expression
from newsgen.model import Body
from newsgen.site.references import MENTIONED, name_of

# Whatever reads like the name of a file, in whatever markup it stands.
_DOTTED = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}(?![A-Za-z0-9])")
_APART = re.compile(r"[\s\"'`<>()\[\]{}|=,;:*!]+")
# What is no name of a file is never looked at closer: nearly every text.
_SUFFIXED = re.compile(r"\.[A-Za-z0-9]{1,10}(?=$|[?#,;\s])")
_BETWEEN = expression(r"[,;\s]+")
_WHOLE = ("http://", "https://")


def references(fields: Mapping[str, Field], text: str, body: Body, folder: str, settings: Settings) -> tuple[str, ...]:
    """The source paths that a source may refer to, composed (NFC), and whole addresses, each once, in order.

    Whatever looks like the name of a file counts, in its body and in every text of its front matter; which of them
    there are, and which whole addresses are the site's own, is for the site to say (site.references). What only stands
    in its raw `text`, in markup that newsgen does not read, publishes nothing, but tells whose the file is: it comes
    last, each behind a MENTIONED.
    """
    found = [link.target for link in body.links]
    for address in body.addresses:
        found += _meant(address, folder, settings)
    texts = list(texts_of(field.value for field in fields.values()))
    texts += (said.value for box in body.boxes for said in box.arguments)
    # One look at all of them: few heads name a file.
    if _SUFFIXED.search("\n".join(texts)):
        for said in texts:
            found += named_in(said, folder, settings)
    found += _mentioned(text, found)
    if not found:
        return ()
    inside = f"{settings.content}/"
    return tuple(
        dict.fromkeys(
            each
            for each in found
            if each.startswith((inside, MENTIONED, *_WHOLE)) and "\n" not in each and type_of(each)
        )
    )


def _mentioned(text: str, referred: Iterable[str]) -> list[str]:
    """What reads like a file in a raw text, and is not the name of one that it refers to."""
    if _DOTTED.search(text) is None:
        return []
    known = {name_of(each) for each in referred}
    written = (unquote(each).partition("?")[0].lstrip("./@~") for each in _APART.split(text) if "." in each)
    return [f"{MENTIONED}{each}" for each in dict.fromkeys(written) if type_of(each) and name_of(each) not in known]


def named_in(text: str, folder: str, settings: Settings) -> Iterator[str]:
    """What a text may name: a file, or several with commas, semicolons or blanks between them."""
    if _SUFFIXED.search(text) is None:
        return
    for part in dict.fromkeys((text.strip(), *_BETWEEN().split(text))):
        if _SUFFIXED.search(part):
            yield from _meant(part, folder, settings)


def _meant(written: str, folder: str, settings: Settings) -> Iterator[str]:
    """The source paths that one written path may mean: beside the source, from the root, or below the site's folder."""
    path = without_sign(normalize("NFC", unquote(written.partition("#")[0].partition("?")[0])))
    if path.startswith(_WHOLE):
        yield path
    elif path.startswith("//"):
        yield f"https:{path}"
    elif path.startswith("/"):
        yield normpath(f"{settings.content}{path}")
        base_path = unquote(settings.base_path)
        if base_path and path.startswith(f"{base_path}/"):
            yield normpath(f"{settings.content}{path.removeprefix(base_path)}")
    else:
        yield from (normpath(f"{parent}/{path}") for parent in (folder, settings.content))
        yield normpath(path)
