"""Policies that templates write themselves: browsers keep to that of the host's headers, too, so they add nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jinja2 import nodes

from newsgen import csp
from newsgen.expressions import expression
from newsgen.render.syntax import nodes_in
from newsgen.render.templates import TemplateProblem

_TAG = expression(
    r"<meta\s[^>]*http-equiv\s*=\s*[\"']?content-security-policy[\"']?[^>]*?\scontent\s*=\s*\"([^\"]+)", re.IGNORECASE
)
_EXAMPLE = "{script-src: [https://stats.example]}"


def own_policies(name: str, tree: nodes.Template) -> Iterator[TemplateProblem]:
    """A block `csp` of a site's own, and a tag with a policy that allows more than newsgen's."""
    for block in nodes_in(tree, nodes.Block):
        if block.name == "csp" and not _is_the_sites(block):
            written = "".join(data.data for data in nodes_in(block, nodes.TemplateData))
            text = 'the block "csp" is overridden here, and what a page may do must be allowed by _headers, too'
            yield _problem(name, block.lineno, text, csp.beyond({}, written), "take the block out, and ")
    for data in nodes_in(tree, nodes.TemplateData):
        for match in _TAG().finditer(data.data):
            if more := csp.beyond({}, match[1]):
                text = "this policy allows what _headers does not, and a page must keep to both"
                yield _problem(name, data.lineno + data.data[: match.start()].count("\n"), text, more)


def _problem(name: str, line: int, text: str, more: Mapping[str, tuple[str, ...]], hint: str = "") -> TemplateProblem:
    named = "{" + ", ".join(f"{key}: [{', '.join(map(_quoted, values))}]" for key, values in more.items()) + "}"
    hint = f"{hint}write csp: {named if more else _EXAMPLE} into newsgen.yaml, which reaches all of them"
    return TemplateProblem(name, line, text, hint, "policy-in-template", "warning")


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
