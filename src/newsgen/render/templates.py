"""The templates of a site as texts, and what can be wrong with one."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from newsgen.diagnostics import Level

# What templates may pass their values through, by name; they give a filter whatever they hold.
Filters = Mapping[str, Callable[..., Any]]


class Remark(Struct, frozen=True):
    """A TemplateProblem that is no error, as it is kept; it holds where the policy has no source that it `needs`.

    `policy` is what a template writes as one; it is no problem where the site's own allows all of it.
    """

    name: str
    line: int
    text: str
    hint: str
    code: str
    level: Level
    needs: tuple[str, str] = ("", "")
    policy: str = ""


class Templates(Struct, frozen=True):
    """Name -> text. A site's own "x.html" shadows the theme's, which stays reachable as "theme/x.html".

    `closures` and `remarks` are those that an earlier run found in these very texts: templates need not be parsed again
    for them. A remark on a template that is not used holds where no front matter names it.
    """

    sources: Mapping[str, str]
    closures: Mapping[str, frozenset[str]] = {}
    remarks: tuple[Remark, ...] = ()


class TemplateProblem(Exception):
    """What a template's author can mend: the template, the line (from 1, 0 unknown), what is wrong, what to do."""

    def __init__(
        self,
        name: str,
        line: int,
        text: str,
        hint: str = "",
        code: str = "template",
        level: Level = "error",
        needs: tuple[str, str] = ("", ""),
        policy: str = "",
    ) -> None:
        super().__init__(f"{name}:{line}: {text}")
        self.name = name
        self.line = line
        self.text = text
        self.hint = hint
        self.code = code
        self.level = level
        self.needs = needs
        self.policy = policy
