"""Old addresses: a page at each that sends readers on to the new one, and files that make hosts do so themselves."""

import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

from newsgen.config import RedirectHost
from newsgen.kinds.base import Output, Page
from newsgen.site.index import Site
from newsgen.site.permalinks import output_path
from newsgen.site.redirects import old_addresses, target_of
from newsgen.site.view import View

Rows = Iterable[tuple[str, str]]


class RedirectKind(Struct, frozen=True):
    """`aliases` lead to the article, or where it leads itself; an article with `redirect_to` is a redirect alone."""

    name: str = "redirect"
    version: int = 2
    stage: int = 1

    def plan(self, site: Site) -> Iterable[Output]:
        for source, facts in site.facts.items():
            head = facts.head
            if (head.aliases or head.redirect_to) and head.form != "term":
                for url in old_addresses(head):
                    yield Output(output_path(site.config, url), self.name, f"{url} {source}")

    def make(self, output: Output, view: View) -> Page:
        url, _, source = output.subject.partition(" ")
        head = view.article(source)
        assert head is not None
        target = target_of(head, view.config.base_path)
        if head.redirect_to:
            target = view.destination(target)
        return Page("redirect.html", {"target": target, "kind": self.name, "url": url}, head.lang)


class HostRedirectKind(Struct, frozen=True):
    """What a host reads to answer with a 301 itself; a file of that name in static/ stands before it."""

    name: str = "redirect-host"
    version: int = 1
    stage: int = 3

    def plan(self, site: Site) -> Iterable[Output]:
        hosts = site.config.redirects.hosts
        named = {FILES[host]: host for host in hosts}
        # The `!` that Netlify needs where a page stands at the old address is no status code to Cloudflare.
        if "cloudflare" in hosts:
            named["_redirects"] = "cloudflare"
        if site.redirects:
            yield from (Output(file, self.name, host) for file, host in named.items() if file not in site.static)

    def make(self, output: Output, view: View) -> bytes:
        rows = [(url, quote(target, safe="%/:?#[]@!&'()*+,;=~")) for url, target in view.redirects()]
        base_path: str = view.config.base_path
        host: RedirectHost = output.subject  # type: ignore[assignment]  # the plan wrote a host
        if host == "apache":
            return apache(rows, base_path).encode()
        return FORMATS[host](rows).encode()


FILES: Mapping[RedirectHost, str] = {
    "netlify": "_redirects",
    "cloudflare": "_redirects",
    "nginx": "redirects.nginx",
    "apache": ".htaccess",
    "caddy": "redirects.caddy",
}


def netlify(rows: Rows) -> str:
    return "".join(f"{url} {target} 301!\n" for url, target in rows)


def cloudflare(rows: Rows) -> str:
    return "".join(f"{url} {target} 301\n" for url, target in rows)


def nginx(rows: Rows) -> str:
    """Entries of a map of $uri, which is decoded."""
    return (
        "# http { map_hash_bucket_size 512; map $uri $moved { include …/redirects.nginx; } … }\n"
        "# server { if ($moved) { return 301 $moved; } … }\n"
    ) + "".join(f"{_quoted(unquote(url))} {_quoted(target)};\n" for url, target in rows)


def caddy(rows: Rows) -> str:
    return "# import …/redirects.caddy\n" + "".join(f'redir "{url}" "{target}" 301\n' for url, target in rows)


def apache(rows: Rows, base_path: str) -> str:
    """Rules of mod_rewrite; in .htaccess they match decoded paths from its own folder on.

    In a substitution % and $ stand for what a condition or the pattern has found, unless there is a backslash.
    """
    lines = []
    for url, target in rows:
        pattern = re.escape(unquote(url.removeprefix(f"{base_path}/")))
        escaped = target.replace("%", "\\%")
        lines.append(f'RewriteRule "^{pattern}$" "{escaped}" [R=301,L,NE]\n')
    return f"RewriteEngine On\n{''.join(lines)}"


FORMATS: Mapping[RedirectHost, Callable[[Rows], str]] = {
    "netlify": netlify,
    "cloudflare": cloudflare,
    "nginx": nginx,
    "caddy": caddy,
}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
