"""Agencies that newsgen.yaml names: among the authors of an article they are whose report it is, and nobody."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from newsgen.content.settings import Settings
from newsgen.expressions import expression
from newsgen.letters import one_form
from newsgen.model import TermName

# "dpa/AFP", "dpa, AFP", "dpa und AFP".
_BETWEEN = expression(r"\s*(?:[/,;|·]|\s(?:and|und|et|y|e|en|i|&|\+)\s)\s*", re.IGNORECASE)


def parted(values: Mapping[str, Any], settings: Settings) -> Mapping[str, Any]:
    """What of a head is another one: its authors without agencies, those beside the agencies that it names itself.

    A byline of nothing but agencies is one of them, too; any other stands as it is written.
    """
    known = {one_form(name, settings.language): name for name in settings.agencies}
    authors: Sequence[TermName] = values["authors"]
    found = [_known(author.name, known, settings) for author in authors]
    byline: str = values.get("byline", "")
    changed: dict[str, Any] = {}
    if any(found):
        pairs = zip(authors, found, strict=True)
        changed["authors"] = tuple(author for author, agencies in pairs if not agencies)
    if of_byline := _known(byline, known, settings):
        changed["byline"] = ""
        found.append(of_byline)
    told = dict.fromkeys((*values.get("agencies", ()), *chain.from_iterable(found)))
    return changed | {"agencies": tuple(told)} if changed else {}


def _known(text: str, known: Mapping[str, str], settings: Settings) -> Sequence[str]:
    """The agencies that a text names, as newsgen.yaml writes them; none where anything else stands there, too.

    "dpa", "(dpa)", "dpa/AFP"; one whose own name has such a sign stays whole.
    """
    whole = text.strip().removeprefix("(").removesuffix(")")
    if agency := known.get(one_form(whole.strip(), settings.language)):
        return (agency,)
    names = [known.get(one_form(name.strip(), settings.language), "") for name in _BETWEEN().split(whole)]
    return names if all(names) else ()
