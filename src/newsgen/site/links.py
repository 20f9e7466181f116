"""The links of a stored body -> those of a page: `newsgen:SOURCE` becomes an address, pictures get their size."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

from newsgen.expressions import expression
from newsgen.model import Asset

SCHEME = "newsgen:"

# The width of an article's text, which pictures of a body fill (`.page` of the theme's style sheet).
SIZES = "(min-width: 48em) 42rem, 92vw"

# All that hold one address (content.markup.links), and all that hold some among other things.
_NAMES = (
    "href|src|poster|data|background|xlink:href|cite|longdesc|action|formaction|manifest|profile|classid|codebase|icon"
    "|itemid|usemap|dynsrc|lowsrc|data-(?:lazy-|litespeed-)?src|data-(?:href|url|poster|background)"
)
_LINK = expression(rf'(?<=\s)({_NAMES})="newsgen:([^"#?]*)([^"]*)"')
_MANY = expression(
    r'(?<=\s)((?:image|data-|data-lazy-)?srcset|ping|archive|srcdoc|style|content)="([^"]*newsgen:[^"]*)"'
)
_STYLE_SHEET = expression(r"(<style\b[^<>]*>)([^<]*newsgen:[^<]*)", re.IGNORECASE)
_AMONG = expression(r"(?<![\w#])newsgen:([\w/.~%-]*)", re.ASCII)


def resolved(
    html: str,
    url_of: Callable[[str], str],
    asset_of: Callable[[str], Asset | None],
    srcset_of: Callable[[str], str],
    rooted_of: Callable[[str, bool], str] = lambda path, is_picture: path,
) -> str:
    """The HTML with every `newsgen:` link resolved; `url_of` gives "" for what is not published, which is taken out.

    `rooted_of` is given addresses from the root as they are written, and whether each is a picture's, and gives ""
    likewise.
    """
    if SCHEME not in html:
        return html
    missing: list[str] = []

    def address(target: str, is_picture: bool = False) -> str:
        url = rooted_of(target, is_picture) if target[:1] == "/" else url_of(unquote(target))
        if not url:
            missing.append(target)
        return escape(url)

    def replaced(match: re.Match[str]) -> str:
        attribute, target, rest = match[1], unescape(match[2]), match[3]
        if not (url := address(target, attribute == "src" and _is_picture(html, match))):
            return match[0]
        size = _size(html, match, asset_of, srcset_of) if attribute == "src" and target[:1] != "/" else ""
        return f'{attribute}="{url}{rest}"{size}'

    def one_of_many(match: re.Match[str]) -> str:
        return address(match[1]) or match[0]

    html = _LINK().sub(replaced, html)
    if SCHEME in html:
        html = _MANY().sub(lambda match: f'{match[1]}="{_AMONG().sub(one_of_many, match[2])}"', html)
        html = _STYLE_SHEET().sub(lambda match: match[1] + _AMONG().sub(one_of_many, match[2]), html)
    return _without_missing(html) if missing else html


def _without_missing(html: str) -> str:
    # Few bodies lead nowhere.
    from newsgen.site.missing import without_missing

    return without_missing(html)


def _size(
    html: str, src: re.Match[str], asset_of: Callable[[str], Asset | None], srcset_of: Callable[[str], str]
) -> str:
    """The attributes that tell how large a picture is, and what copies there are of it."""
    source = unquote(unescape(src[2]))
    if (asset := asset_of(source)) is None or not asset.width:
        return ""
    size = f' width="{asset.width}" height="{asset.height}"'
    if _is_bare_picture(html, src) and (srcset := srcset_of(source)):
        size += f' srcset="{escape(srcset)}" sizes="{SIZES}"'
    return size


def _is_picture(html: str, src: re.Match[str]) -> bool:
    return html.startswith("<img ", html.rfind("<", 0, src.start()))


def _is_bare_picture(html: str, src: re.Match[str]) -> bool:
    """Whether an address stands in an `<img>` whose writer has not named copies already."""
    tag = html[html.rfind("<", 0, src.start()) : html.find(">", src.end())]
    return tag.startswith("<img ") and " srcset" not in tag
