"""The Content-Security-Policy of a site (W3C CSP Level 3): what the theme needs, and what newsgen.yaml adds to it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from newsgen.expressions import expression

# As newsgen.yaml has it: the directives that say more than the theme's, each with a list of sources, or in one text.
Written = Mapping[str, tuple[str, ...] | str | None]
Policy = Mapping[str, tuple[str, ...]]
NOTHING: Policy = {}

NONE = "'none'"
SELF = "'self'"
# What lets a page run the scripts, and have the styles, that stand in it.
INLINE = "'unsafe-inline'"

# What the default theme needs and no more; pictures may come from other hosts by HTTPS.
THEME: Policy = {
    "default-src": (NONE,),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "https:", "data:"),
    "connect-src": ("'self'",),
    "font-src": ("'self'",),
    "media-src": ("'self'",),
    "frame-src": (NONE,),
    "manifest-src": ("'self'",),
    "base-uri": (NONE,),
    "form-action": ("'self'",),
    "frame-ancestors": (NONE,),
}

# What holds for a directive that no policy names (§6.8.3): what is added to it is added to that.
_INSTEAD = {
    "script-src-elem": "script-src",
    "script-src-attr": "script-src",
    "style-src-elem": "style-src",
    "style-src-attr": "style-src",
    "worker-src": "script-src",
    "child-src": "script-src",
    "fenced-frame-src": "frame-src",
    "object-src": "default-src",
    "prefetch-src": "default-src",
}

# Their values are no sources.
_OTHER = frozenset(
    {"report-to", "report-uri", "require-trusted-types-for", "sandbox", "trusted-types", "upgrade-insecure-requests"}
)
DIRECTIVES = frozenset({*THEME, *_INSTEAD, *_OTHER})

# Of a meta tag browsers ignore them, and say so (§3.3).
_HEADER_ONLY = frozenset({"frame-ancestors", "report-uri", "sandbox"})

_WORDS = frozenset(
    {"self", "none", "unsafe-inline", "unsafe-eval", "unsafe-hashes", "wasm-unsafe-eval", "strict-dynamic"}
    | {"report-sample", "inline-speculation-rules", "trusted-types-eval"}
)
_QUOTED = expression(r"'(?P<word>[a-z-]+)'|'(?:nonce|sha256|sha384|sha512)-[\w+/-]+={0,2}'", re.ASCII)
_HASH = expression(r"(?:nonce|sha256|sha384|sha512)-[\w+/-]+={0,2}", re.ASCII)
# §2.3.1, but for what would have to be escaped in an attribute.
_PLACE = expression(
    r"[a-z][a-z0-9+.-]*:"
    r"|(?:[a-z][a-z0-9+.-]*://)?(?:\*|(?:\*\.)?[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:.]+\])(?::(?:\d+|\*))?(?:/[^\s\"'<>&;,?#]*)?",
    re.ASCII | re.IGNORECASE,
)
# A scheme that lacks its colon would be the name of a host.
_SCHEMES = frozenset({"https", "http", "data", "blob", "ws", "wss", "filesystem", "mediastream"})
# A value of a directive that takes no sources (§2.2: visible ASCII but for what ends a directive or a policy).
_TOKEN = expression(r"[!-+\--:<-~]+")
# One that a meta tag has, too.
_NAME = expression(r"[\w#=/@.%*'-]+", re.ASCII)


def header(written: Written, more: Policy = NOTHING) -> str:
    """The policy as a header: all that any page of the site needs."""
    return _text(policy(written, more))


def meta(written: Written, more: Policy = NOTHING) -> str:
    """The policy as a page's own tag; it holds nothing that must be escaped in an attribute of HTML."""
    return _meta(tuple(written.items()), tuple(more.items()))


# Nearly all pages of a site have the same one.
@lru_cache(maxsize=100)
def _meta(
    written: tuple[tuple[str, tuple[str, ...] | str | None], ...], more: tuple[tuple[str, tuple[str, ...]], ...]
) -> str:
    """As `meta`, of the items of both maps."""
    allowed = policy(dict(written), dict(more))
    return _text({name: values for name, values in allowed.items() if name not in _HEADER_ONLY})


def policy(written: Written, more: Policy = NOTHING) -> Policy:
    """Directive -> its sources: the theme's, then those added to it; `'none'` and what is beside it take their place.

    `more` is what slots need: origins, each added where it is not allowed anyway.
    """
    found = dict(THEME)
    said = {name: _sources(name, values) for name, values in written.items()}
    # What others stand in for is known before them.
    for name in sorted(said, key=lambda each: each in _INSTEAD):
        held = found.get(name, found.get(_INSTEAD.get(name, ""), ()))
        if NONE in said[name]:
            found[name] = _besides_none(said[name]) or (NONE,)
        else:
            kept = tuple(each for each in held if each != NONE or not said[name])
            found[name] = tuple(dict.fromkeys(kept + said[name]))
    for name, origins in more.items():
        # Where a policy names the narrower directive, browsers look at that one alone.
        for directive in {name, f"{name}-elem"} & {name, *found}:
            held = found.get(directive, ())
            new = tuple(each for each in origins if each not in held and not _is_covered(held, each))
            found[directive] = (*(each for each in held if each != NONE), *new) if new else held
    return found


def mistakes(name: str, values: tuple[str, ...] | str | None) -> Iterator[tuple[str, str]]:
    """What of a directive no browser would understand: (text, hint) each."""
    if name not in DIRECTIVES:
        from newsgen.mistakes import choice

        dashed = re.sub(r"(?<=[a-z])(?=[A-Z])|_", "-", name).lower()
        yield f'csp has no directive "{name}"', choice(dashed, DIRECTIVES) or f"known here: {', '.join(THEME)}"
        return
    sources = _sources(name, values)
    if name == "upgrade-insecure-requests":
        if sources:
            yield f'{name} takes nothing, not "{sources[0]}"', f"write {name}: with nothing behind it"
        return
    if not sources and name != "sandbox":
        yield f"{name} names nothing", "name a source such as https://stats.example, or take it out"
    for source in sources:
        if why := _fault(name, source):
            yield f'{name}: "{source}" is no source', why


def closed(written: Written, name: str, source: str) -> str:
    """The directive by which newsgen.yaml closes one of these names for a source, "" where it does not.

    What stands beside `'none'` is left open on purpose.
    """
    for directive in (name, f"{name}-elem"):
        said = _sources(directive, written.get(directive))
        if NONE in said and source not in said and not _is_covered(_besides_none(said), source):
            return directive
    return ""


def _besides_none(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in said if each != NONE))


def beyond(written: Written, text: str, more: Policy = NOTHING) -> Mapping[str, tuple[str, ...]]:
    """What a policy written in a template allows that the site's does not: directive -> sources."""
    known = policy(written, more)
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        directive, _, rest = part.strip().partition(" ")
        directive, sources = directive.lower(), rest.split()
        if directive in DIRECTIVES:
            others = tuple(each for each in sources if each != NONE and each not in known.get(directive, ()))
            found |= {directive: others} if others else {}
    return found


def allows(written: Written, directive: str, source: str, more: Policy = NOTHING) -> bool:
    """Whether the policy lets pages load from an origin (https://stats.example), or lets them hold what is inline.

    Which inline texts a hash stands for is not looked into: where there is one, somebody has.
    """
    found = policy(written, more)
    known = [each for name in (directive, f"{directive}-elem", f"{directive}-attr") for each in found.get(name, ())]
    if source == INLINE:
        return any(each == INLINE or each.startswith(("'sha", "'nonce-")) for each in known)
    return _is_covered(known, source)


def _is_covered(sources: Iterable[str], origin: str) -> bool:
    scheme, _, host = origin.partition("://")
    return any(_covers(each.lower(), scheme, host) for each in sources)


def _covers(source: str, scheme: str, host: str) -> bool:
    """Whether a source of a policy is an origin's (§6.7.2.8), as far as that can be told without a page."""
    if source in {"*", f"{scheme}:"}:
        return True
    named_scheme, _, rest = source.rpartition("://")
    named = rest.partition("/")[0]
    if named_scheme not in {"", scheme} and (named_scheme, scheme) != ("http", "https"):
        return False
    named_host, _, port = named.partition(":")
    its_host, _, its_port = host.partition(":")
    is_host = named_host == its_host or (named_host[:2] == "*." and its_host.endswith(named_host[1:])) or named == "*"
    return is_host and (port in {its_port, "*"} or (not its_port and port in {"80", "443"}))


def _sources(name: str, values: tuple[str, ...] | str | None) -> tuple[str, ...]:
    """The sources of a list or a text, words of CSP with their quotes: YAML takes those of 'self' for its own."""
    listed = (values,) if isinstance(values, str) else values or ()
    found = tuple(each for value in listed for each in value.split())
    if name in _OTHER:
        return tuple("'script'" if each == "script" else each for each in found)
    return tuple(f"'{each}'" if each in _WORDS or _HASH().fullmatch(each) else each for each in found)


def _fault(name: str, source: str) -> str:
    """What to do about a source that browsers would not understand, "" where they do."""
    if not source.isascii():
        return "write the host as browsers send it, in ASCII: xn--…"
    if name in _OTHER:
        known = _TOKEN if name in _HEADER_ONLY else _NAME
        return "" if known().fullmatch(source) else "neither ; nor , nor a mark that ends an attribute can stand in it"
    if source in _SCHEMES:
        return f'write it with its colon, in quotes: "{source}:"'
    if found := _QUOTED().fullmatch(source):
        is_known = found["word"] is None or found["word"] in _WORDS
        return "" if is_known else f"known here: {', '.join(sorted(_WORDS))}"
    if source.isdigit() or source in {"true", "false", "null"}:
        return "write a host such as https://stats.example, or a word of CSP in quotes"
    if _PLACE().fullmatch(source):
        return ""
    if "?" in source or "#" in source:
        return "take off the ? or # and what follows: browsers compare the path alone"
    return "write a host such as https://stats.example, one source after the other"


def _text(policy: Policy) -> str:
    return "; ".join(" ".join((name, *values)) for name, values in policy.items())
