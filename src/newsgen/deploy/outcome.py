"""What a deploy has done, or would do: for whoever says so, and for what comes after it."""

from msgspec import Struct

from newsgen.diagnostics import Diagnostic


class Address(Struct, frozen=True):
    """A whole address that readers have, the path of its file, and the kind of output; "" for what newsgen never made.

    `is_listed`: whether search engines may be told of it; unlisted articles, redirects and the like are not.
    """

    url: str
    path: str
    kind: str
    is_listed: bool


class Outcome(Struct, frozen=True):
    """`name`: of the destination in newsgen.yaml, "" of the only one; `title`: how people name its target.

    `kept`: old style sheets, scripts and fonts that stay for cached pages. `is_dry`: it would be done. `has_begun`:
    whether anything may have been put there. `diagnostics`: what a reader of the log must know; with an error among
    them the target may hold a part of it, and the next deploy goes on.
    """

    name: str
    title: str
    new: tuple[Address, ...] = ()
    changed: tuple[Address, ...] = ()
    gone: tuple[Address, ...] = ()
    kept: tuple[str, ...] = ()
    n_unchanged: int = 0
    n_bytes: int = 0
    seconds: float = 0.0
    is_dry: bool = False
    has_begun: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
