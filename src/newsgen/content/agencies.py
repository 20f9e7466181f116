"""Agencies that newsgen.yaml names: among the authors of an article they are whose report it is, and nobody."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
    found = _known((author.name for author in authors), known, settings)
    byline: str = values.get("byline", "")
    of_byline = _known(_BETWEEN().split(byline), known, settings) if byline else [""]
    changed: dict[str, Any] = {}
    if any(found):
        pairs = zip(authors, found, strict=True)
        changed["authors"] = tuple(author for author, agency in pairs if not agency)
    if all(of_byline):
        changed["byline"] = ""
        found += of_byline
    told = dict.fromkeys((*values.get("agencies", ()), *filter(None, found)))
    return changed | {"agencies": tuple(told)} if changed else {}


def _known(names: Iterable[str], known: Mapping[str, str], settings: Settings) -> list[str]:
    """Each name as newsgen.yaml writes it, "" for that of no agency."""
    return [known.get(one_form(name.strip(), settings.language), "") for name in names]
