"""Old addresses: a page at each that sends readers on to the new one, and files that make hosts do so themselves."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import quote, unquote

from msgspec import Struct

from newsgen.config import RedirectHost
from newsgen.hosts import ordered, unled
from newsgen.kinds import queries
from newsgen.kinds.base import Output, Page, Subject, output_of
from newsgen.kinds.queries import NGINX_FILE, has_query
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.ledger import FILE
from newsgen.site.permalinks import output_path
from newsgen.site.redirects import target_of

Rows = Iterable[tuple[str, str]]


class RedirectOf(Subject, frozen=True):
    """An old address, and the source or file that claims it."""

    url: str
    source: str

    def made_of(self, site: Site) -> str:
        return self.source


class HostOf(Subject, frozen=True):
    """`of_queries`: the file of addresses with a query, where that is one of its own."""

    host: RedirectHost
    of_queries: bool = False


class RedirectKind(Struct, frozen=True):
    """`aliases` lead to the article, or where it leads itself; an article with `redirect_to` is a redirect alone.

    What newsgen.urls knows as an article's address leads to it; the file may lead addresses elsewhere, too. An old
    address that hosts would run ("/index.php"), or at which a file was ("/old.xml", "/plan.pdf"), has no page: the
    hosts' own files lead it on. Nor has one that gets the feed itself (site.oldfeeds).
    """

    name: str = "redirect"
    version: int = 2
    stage: int = 1
    subject: type[RedirectOf] = RedirectOf

    def plan(self, site: Site) -> Iterable[Output]:
        for old in site.old_addresses:
            path = output_path(site.config, old.url)
            if not has_query(old.url) and has_page(path) and path not in site.old_feeds:
                yield output_of(self, path, RedirectOf(old.url, old.source))

    def make(self, subject: RedirectOf, view: View) -> Page:
        url, source = subject.url, subject.source
        if source == FILE:
            values = {"target": view.destination(url), "kind": self.name, "url": url}
            return Page("redirect.html", values, view.config.language)
        head = view.article(source)
        assert head is not None
        target = target_of(head, view.config.base_path)
        if head.redirect_to:
            target = view.destination(target)
        return Page("redirect.html", {"target": target, "kind": self.name, "url": url}, head.lang)


class HostRedirectKind(Struct, frozen=True):
    """What a host reads to answer with a 301 itself; a file of that name in static/ stands before it."""

    name: str = "redirect-host"
    version: int = 2
    stage: int = 3
    subject: type[HostOf] = HostOf

    def plan(self, site: Site) -> Iterable[Output]:
        hosts = site.config.redirects.hosts
        named: dict[str, RedirectHost] = {FILES[host]: host for host in hosts}
        # The `!` that Netlify needs where a page stands at the old address is no status code to Cloudflare.
        if "cloudflare" in hosts:
            named["_redirects"] = "cloudflare"
        if site.redirects or site.fates.gone:
            yield from (output_of(self, file, HostOf(host)) for file, host in named.items() if file not in site.static)
            if "nginx" in hosts and NGINX_FILE not in site.static and _has_queries(site):
                yield output_of(self, NGINX_FILE, HostOf("nginx", True))

    def make(self, subject: HostOf, view: View) -> bytes:
        rows = [(url, quote(target, safe="%/:?#[]@!&'()*+,;=~")) for url, target in view.redirects()]
        asked = [row for row in (*rows, *((url, "") for url in view.gone())) if has_query(row[0])]
        if subject.of_queries:
            return queries.nginx(asked, view.config.base_path).encode()
        plain = [row for row in rows if not has_query(row[0])]
        gone = [url for url in view.gone() if not has_query(url)]
        text = FORMATS[subject.host](plain, gone, view.config.base_path)
        if not asked or subject.host not in queries.leading((subject.host,)) or subject.host == "nginx":
            return text.encode()
        return _with_queries(text, queries.FORMATS[subject.host](asked, view.config.base_path)).encode()


def has_page(path: str) -> bool:
    """Whether a page that leads on may stand at a path; nearly every old address ends like one."""
    return not ordered(path) and not unled(path)


def _has_queries(site: Site) -> bool:
    urls = (*(old.url for old in site.old_addresses), *(entry.address for entry in site.fates.gone))
    return any(map(has_query, urls))


def _with_queries(text: str, asked: str) -> str:
    """What looks at queries comes before what holds of an address with any; behind the lines that begin a file."""
    start = re.match(r"(?:# .*\n|RewriteEngine On\n)?", text)
    end = start.end() if start else 0
    return text[:end] + asked + text[end:]


FILES: Mapping[RedirectHost, str] = {
    "netlify": "_redirects",
    "cloudflare": "_redirects",
    "nginx": "redirects.nginx",
    "apache": ".htaccess",
    "caddy": "redirects.caddy",
}


def netlify(rows: Rows, gone: Sequence[str], base_path: str) -> str:
    """A page that is gone is answered with what stands in 404.html."""
    moved = "".join(f"{url} {target} 301!\n" for url, target in rows)
    return moved + "".join(f"{url} {base_path}/404.html 410\n" for url in gone)


def cloudflare(rows: Rows, gone: Sequence[str], base_path: str) -> str:
    """Cloudflare Pages knows no 410: what is gone is not found there."""
    return "".join(f"{url} {target} 301\n" for url, target in rows)


def nginx(rows: Rows, gone: Sequence[str], base_path: str) -> str:
    """Entries of a map of $uri, which is decoded; 410 for what is gone."""
    how = (
        "# http { map_hash_bucket_size 512; map $uri $moved { include …/redirects.nginx; } … }\n"
        "# server { if ($moved = 410) { return 410; } if ($moved) { return 301 $moved; } … }\n"
    )
    moved = "".join(f"{_quoted(unquote(url))} {_quoted(target)};\n" for url, target in rows)
    return how + moved + "".join(f"{_quoted(unquote(url))} 410;\n" for url in gone)


def caddy(rows: Rows, gone: Sequence[str], base_path: str) -> str:
    moved = "".join(f'redir "{url}" "{target}" 301\n' for url, target in rows)
    return "# import …/redirects.caddy\n" + moved + "".join(f'respond "{url}" 410\n' for url in gone)


def apache(rows: Rows, gone: Sequence[str], base_path: str) -> str:
    """Rules of mod_rewrite; in .htaccess they match decoded paths from its own folder on.

    In a substitution % and $ stand for what a condition or the pattern has found, unless there is a backslash.
    """
    lines = ["RewriteEngine On\n"]
    for url, target in rows:
        escaped = target.replace("%", "\\%")
        lines.append(f'RewriteRule "^{_pattern(url, base_path)}$" "{escaped}" [R=301,L,NE]\n')
    lines += [f'RewriteRule "^{_pattern(url, base_path)}$" - [G]\n' for url in gone]
    return "".join(lines)


FORMATS: Mapping[RedirectHost, Callable[[Rows, Sequence[str], str], str]] = {
    "netlify": netlify,
    "cloudflare": cloudflare,
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
}


def _pattern(url: str, base_path: str) -> str:
    return re.escape(unquote(url.removeprefix(f"{base_path}/")))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
