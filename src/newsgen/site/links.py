"""The links of a stored body -> the links of a page: `newsgen:SOURCE` becomes an address, pictures get their size."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

from newsgen.model import Asset

SCHEME = "newsgen:"

# The width of an article's text, which pictures of a body fill (`.page` of the theme's style sheet).
SIZES = "(min-width: 64em) 46rem, 92vw"

_LINK = re.compile(r'\b(href|src|poster|data|background)="newsgen:([^"#?]*)([^"]*)"')
_SET = re.compile(r'\b((?:image)?srcset)="([^"]*newsgen:[^"]*)"')
_IN_SET = re.compile(r"(?<![^\s,])newsgen:([^\s,#?]*)")


def resolved(
    html: str,
    url_of: Callable[[str], str],
    asset_of: Callable[[str], Asset | None],
    srcset_of: Callable[[str], str],
) -> str:
    """The HTML with every `newsgen:` link resolved; `url_of` gives "" for what is not published, which is taken out."""
    if SCHEME not in html:
        return html
    missing: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        attribute, target, rest = match.groups()
        source = unquote(unescape(target))
        if not (url := url_of(source)):
            missing.append(source)
            return match[0]
        size = ""
        if attribute == "src" and (asset := asset_of(source)) and asset.width:
            size = f' width="{asset.width}" height="{asset.height}"'
            if _is_bare_picture(html, match) and (srcset := srcset_of(source)):
                size += f' srcset="{escape(srcset)}" sizes="{SIZES}"'
        return f'{attribute}="{escape(url)}{rest}"{size}'

    def candidate(match: re.Match[str]) -> str:
        source = unquote(unescape(match[1]))
        if not (url := url_of(source)):
            missing.append(source)
        return escape(url) or match[0]

    def replaced_set(match: re.Match[str]) -> str:
        return f'{match[1]}="{_IN_SET.sub(candidate, match[2])}"'

    html = _LINK.sub(replaced, html)
    html = _SET.sub(replaced_set, html) if "srcset=" in html else html
    if not missing:
        return html
    from newsgen.site.missing import without_missing

    return without_missing(html)


def _is_bare_picture(html: str, src: re.Match[str]) -> bool:
    """Whether an address stands in an `<img>` whose writer has not named copies already."""
    tag = html[html.rfind("<", 0, src.start()) : html.find(">", src.end())]
    return tag.startswith("<img ") and " srcset" not in tag
