"""Where the links of a text lead, for who reads it on paper."""

import re
from html import unescape

from jinja2 import pass_context
from jinja2.runtime import Context

from newsgen.expressions import expression
from newsgen.mistakes import wrong
from newsgen.render.filters import absolute

# Those that newsgen.css gives a number there: what leads to another page, and neither to a place within its own nor to
# a picture that stands there.
_LINK = expression(
    r"""<a\s(?!class="enlarge")(?:[^<>]*?\s)?href\s*=\s*(?:"((?:https?:|/)[^"]*)"|'((?:https?:|/)[^']*)'|((?:https?:|/)[^\s"'<>]*))""",
    re.IGNORECASE,
)


@pass_context
def addresses(context: Context, html: str) -> tuple[str, ...]:
    """The addresses that the links of an HTML text lead to, whole ones, in their order; each as often as it stands."""
    if not isinstance(html, str):
        raise wrong("|addresses", "a text", html, "give it site.body(article)")
    if "href" not in html:
        return ()
    return tuple(absolute(context, unescape("".join(match.groups("")))) for match in _LINK().finditer(html))
