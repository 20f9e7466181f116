"""What templates want of browsers that the site's policy does not allow, and policies that they write themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes

from newsgen import csp
from newsgen.expressions import expression
from newsgen.render.syntax import nodes_in
from newsgen.render.templates import TemplateProblem

_TAG = expression(
    r"<meta\s[^>]*http-equiv\s*=\s*[\"']?content-security-policy[\"']?[^>]*?\scontent\s*=\s*\"([^\"]+)", re.IGNORECASE
)
# What a page loads from another host, and what it would run or be styled by without loading anything.
_LOADING = expression(
    r"<(?P<tag>script|link|iframe|audio|video|source)\b(?P<rest>[^>]*?\s(?:src|href)\s*=\s*[\"']?(?P<origin>(?:https?:)?//[\w.:\[\]-]+)[^>]*)>",
    re.IGNORECASE | re.ASCII,
)
_INLINE = expression(
    r"<(?P<tag>script|style)\b(?P<rest>[^>]*)>"
    r"|<[a-z][\w-]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\s(?P<attribute>style|on[a-z]+)\s*=",
    re.IGNORECASE,
)
# HTML, 4.12.1: what has another type is data, which no browser runs.
_TYPE = expression(r"(?<![\w-])type\s*=\s*[\"']?([^\"'\s>]+)")
_RUN = expression(r"module|importmap|speculationrules|.*(?:java|ecma|j|live)script.*")
_COMMENT = expression(r"<!--.*?-->", re.DOTALL)
_MEDIA = dict.fromkeys(("audio", "video", "source"), "media-src")
_DIRECTIVES = {"script": "script-src", "link": "style-src", "iframe": "frame-src", **_MEDIA}
_NAMES = {
    "script-src": ("scripts", "js"),
    "style-src": ("styles", "css"),
    "frame-src": ("frames", ""),
    "media-src": ("sounds or films", ""),
}
_EXAMPLE = "{script-src: [https://stats.example]}"


def own_policies(name: str, tree: nodes.Template) -> Iterator[TemplateProblem]:
    """A block `csp` of a site's own, and a tag with a policy that allows more than newsgen's.

    newsgen.yaml may allow it, too, so that each says which policy it is about.
    """
    for block in nodes_in(tree, nodes.Block):
        if block.name == "csp" and not _is_the_sites(block):
            written = "".join(data.data for data in nodes_in(block, nodes.TemplateData))
            text = 'the block "csp" is overridden here, and what a page may do must be allowed by _headers, too'
            yield _problem(name, block.lineno, text, written, "take the block out, and ")
    for data in nodes_in(tree, nodes.TemplateData):
        for match in _TAG().finditer(data.data):
            if csp.beyond({}, match[1]):
                text = "this policy allows what _headers does not, and a page must keep to both"
                yield _problem(name, data.lineno + data.data[: match.start()].count("\n"), text, match[1])


def refused(name: str, tree: nodes.Template) -> Iterator[TemplateProblem]:
    """What browsers would not load or run for the theme's policy: once for each host and each sort.

    newsgen.yaml may allow it, so that each says which source it `needs`.
    """
    told: set[tuple[str, str]] = set()
    for data in nodes_in(tree, nodes.TemplateData) if name.endswith(".html") else ():
        text = _COMMENT().sub(_blank, data.data)
        for place, needs in (*_loaded(text), *_inline(text)):
            if needs not in told:
                told.add(needs)
                yield _refusal(name, data.lineno + text[:place].count("\n"), needs)


def _blank(comment: re.Match[str]) -> str:
    """As many lines as a comment has."""
    return "\n" * comment[0].count("\n")


def _loaded(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """What is loaded from other hosts: where each stands, and the directive and the source it needs."""
    for match in _LOADING().finditer(text):
        directive = _DIRECTIVES[match["tag"].lower()]
        if directive != "style-src" or "stylesheet" in match["rest"].lower():
            origin = match["origin"].lower()
            source = f"https:{origin}" if origin.startswith("//") else origin
            yield match.start(), (directive, source)


def _inline(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Scripts and styles that stand in a page themselves, but for data."""
    for match in _INLINE().finditer(text):
        rest, what = (match["rest"] or "").lower(), (match["tag"] or match["attribute"]).lower()
        if what != "script" or not ("src" in rest or _is_data(rest)):
            yield match.start(), ("style-src" if what == "style" else "script-src", csp.INLINE)


def _is_data(attributes: str) -> bool:
    type_ = _TYPE().search(attributes)
    return type_ is not None and _RUN().fullmatch(type_[1]) is None


def _refusal(name: str, line: int, needs: tuple[str, str]) -> TemplateProblem:
    directive, source = needs
    what, folder = _NAMES[directive]
    if source == csp.INLINE:
        text = f"browsers take no {what} that stand in a page itself"
        hint = f"put them into a file of static/{folder}/ and link that"
    else:
        text = f'browsers load no {what} of "{source}" here'
        hint = f"write csp: {{{directive}: [{source}]}} into newsgen.yaml"
    return TemplateProblem(name, line, text, hint, "policy-refuses", "warning", needs)


def _problem(name: str, line: int, text: str, policy: str, hint: str = "") -> TemplateProblem:
    more = csp.beyond({}, policy)
    named = "{" + ", ".join(f"{key}: [{', '.join(map(_quoted, values))}]" for key, values in more.items()) + "}"
    hint = f"{hint}write csp: {named if more else _EXAMPLE} into newsgen.yaml, which reaches all of them"
    return TemplateProblem(name, line, text, hint, "policy-in-template", "warning", policy=policy if more else "")


def _quoted(source: str) -> str:
    """A source as it can stand in a list of YAML."""
    return source if re.fullmatch(r"[\w][\w./:-]*[\w/]", source) else f'"{source}"'


def _is_the_sites(block: nodes.Block) -> bool:
    """Whether a block holds `site.csp` and nothing else: a base of the site's own has it as the theme's does."""
    shown = [each for output in nodes_in(block, nodes.Output) for each in output.nodes]
    written = [each for each in shown if not isinstance(each, nodes.TemplateData) or each.data.strip()]
    value = written[0] if len(written) == 1 else None
    value = value.node if isinstance(value, nodes.Filter) else value
    return isinstance(value, nodes.Getattr) and value.attr == "csp" and isinstance(value.node, nodes.Name)
