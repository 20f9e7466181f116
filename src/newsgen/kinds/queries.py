"""Old addresses with a query (`/?p=20`), in the words of the hosts that can lead them on: no file stands at one.

Apache, Caddy and Netlify look for each parameter wherever it stands among others; nginx for the query as a whole.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from urllib.parse import unquote

from newsgen.config import RedirectHost
from newsgen.expressions import expression

_PLAIN = expression(r"[^=:*{}`/][^=*{}`]*=[^=:*{}`][^=*{}`]*")

# Address and target, which is "" for what is gone.
Row = tuple[str, str]

NGINX_FILE = "redirects-query.nginx"


def has_query(url: str) -> bool:
    return "?" in url


def leading(hosts: Collection[RedirectHost], url: str = "") -> frozenset[RedirectHost]:
    """Those of some hosts that can, or can for an address.

    With Cloudflare, `_redirects` is as that one reads it, and it knows no queries.
    """
    cannot = {"netlify"} if "cloudflare" in hosts or (url and not _is_plain(url.partition("?")[2])) else set()
    return frozenset(hosts) & FORMATS.keys() - cannot


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Who asks for more comes first: `/?p=20` holds of `/?p=20&lang=de`, too."""
    return sorted(rows, key=lambda row: (-row[0].count("&"), row[0]))


def netlify(rows: Sequence[Row], base_path: str) -> str:
    """It would take what is no name with a value for the target ("/?/x/"), or for anything at all ("/?a=:b")."""
    rows = [row for row in rows if _is_plain(row[0].partition("?")[2])]
    lines = []
    for url, target in in_order(rows):
        path, _, query = url.partition("?")
        said = f"{target} 301!" if target else f"{base_path}/404.html 410"
        lines.append(f"{path} {' '.join(_parameters(query))} {said}\n")
    return "".join(lines)


def nginx(rows: Sequence[Row], base_path: str) -> str:
    """Entries of a map of path, which is decoded, and query, which is not."""
    how = (
        f'# http {{ map "$uri?$args" $asked {{ include …/{NGINX_FILE}; }} … }}\n'
        "# server { if ($asked = 410) { return 410; } if ($asked) { return 301 $asked; } … }\n"
    )
    lines = []
    for url, target in in_order(rows):
        path, _, query = url.partition("?")
        lines.append(f"{_quoted(f'{unquote(path)}?{query}')} {_quoted(target) if target else 410};\n")
    return how + "".join(lines)


def apache(rows: Sequence[Row], base_path: str) -> str:
    """Rules of mod_rewrite; QSD keeps the old query from going along."""
    lines = []
    for url, target in in_order(rows):
        path, _, query = url.partition("?")
        lines += [
            f'RewriteCond %{{QUERY_STRING}} "(?:^|&){_pattern(parameter)}(?:&|$)"\n' for parameter in _parameters(query)
        ]
        pattern = _pattern(unquote(path.removeprefix(f"{base_path}/")))
        escaped = target.replace("%", "\\%")
        rule = f'"{escaped}" [R=301,L,NE,QSD]' if target else "- [G]"
        lines.append(f'RewriteRule "^{pattern}$" {rule}\n')
    return "".join(lines)


def caddy(rows: Sequence[Row], base_path: str) -> str:
    """A route, in which Caddy keeps the order.

    Its `query` knows names with values that are not encoded; what else there is has to be the whole query.
    """
    lines = []
    for number, (url, target) in enumerate(in_order(rows), 1):
        path, _, query = url.partition("?")
        lines.append(f'@old{number} {{\npath "{path}"\n{_asked(query)}\n}}\n')
        lines.append(f'redir @old{number} "{target}" 301\n' if target else f"respond @old{number} 410\n")
    return f"route {{\n{''.join(lines)}}}\n" if lines else ""


FORMATS: Mapping[RedirectHost, Callable[[Sequence[Row], str], str]] = {
    "netlify": netlify,
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
}


def _asked(query: str) -> str:
    """Caddy's matchers of a query."""
    if not query:
        return ""
    if _is_plain(query) and "%" not in query and "+" not in query:
        return "query " + " ".join(f'"{parameter}"' for parameter in _parameters(query))
    return f"expression `{{http.request.uri.query}} == {_quoted(query)}`"


def _is_plain(query: str) -> bool:
    """Whether it is of names with values, none of which says something else to a host ("*", ":id")."""
    return all(_PLAIN().fullmatch(parameter) for parameter in _parameters(query))


def _parameters(query: str) -> list[str]:
    return [parameter for parameter in query.split("&") if parameter]


def _pattern(text: str) -> str:
    return re.escape(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
