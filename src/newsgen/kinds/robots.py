"""robots.txt, which names the sitemap, and _headers, which says how hosts shall serve the files."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import Output, Subject, TheSite, output_of
from newsgen.kinds.feedfolders import feeds_as_pages
from newsgen.kinds.files import file_path
from newsgen.questions.view import View, policy
from newsgen.site.index import Site
from newsgen.site.pictures import FOLDER

HEADERS = (
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security: max-age=31536000",
)

# The theme's own face has another name wherever it has other bytes, for style sheets name it without a hash.
_FACES = "fonts/newsgen-serif"


class HeadersOf(Subject, frozen=True):
    """The addresses whose files may be kept for good, and feeds at addresses of pages with their media types."""

    lasting: tuple[str, ...]
    feeds: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{len(self.lasting)} lasting addresses"


class RobotsKind(Struct, frozen=True):
    """A robots.txt of the site's own static/ stands before this one."""

    name: str = "robots"
    version: int = 1
    stage: int = 3
    subject: type[TheSite] = TheSite

    def plan(self, site: Site) -> Iterable[Output]:
        if "robots.txt" not in site.static:
            yield output_of(self, "robots.txt", TheSite())

    def make(self, subject: TheSite, view: View) -> bytes:
        base_url = view.config.base_url
        sitemaps = "".join(f"Sitemap: {base_url}/{name}.xml\n" for name in ("sitemap", "news-sitemap"))
        return f"User-agent: *\nAllow: /\n\n{sitemaps}".encode()


class HeadersKind(Struct, frozen=True):
    """Headers as Netlify and Cloudflare Pages read them; files with a hash in their name may be kept for good."""

    name: str = "headers"
    version: int = 4
    stage: int = 0
    subject: type[HeadersOf] = HeadersOf

    def plan(self, site: Site) -> Iterable[Output]:
        if "_headers" not in site.static:
            hashed = sorted(
                asset.url for path, asset in site.static.items() if file_path(site.config, asset.url) != path
            )
            if any(path.startswith(_FACES) for path in site.static):
                hashed.append(f"{site.config.base_path}/{_FACES}*")
            if site.config.pictures.variants:
                hashed.append(f"{site.config.base_path}/{FOLDER}/*")
            yield output_of(self, "_headers", HeadersOf(tuple(hashed), tuple(feeds_as_pages(site))))

    def make(self, subject: HeadersOf, view: View) -> bytes:
        base: str = view.config.base_path
        headers = (f"Content-Security-Policy: {policy(view)}", *HEADERS)
        blocks = [f"{base}/*\n" + "".join(f"  {header}\n" for header in headers)]
        # Parts of pages, which no reader should find by themselves.
        blocks.append(f"{base}/fragments/*\n  X-Robots-Tag: noindex\n")
        blocks += [f"{url}\n  Cache-Control: public, max-age=31536000, immutable\n" for url in subject.lasting]
        blocks += [f"{url}\n  Content-Type: {type_}; charset=utf-8\n" for url, type_ in subject.feeds]
        return "\n".join(blocks).encode()
