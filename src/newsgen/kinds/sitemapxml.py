"""What the files of sitemaps are written with, and what stands in each row."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from newsgen.questions.view import View

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
IMAGE_NS = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
XHTML_NS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
NEWS_NS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def file(element: str, rows: Iterable[str], *namespaces: str) -> bytes:
    """A whole file of rows, a line each."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}<{element} {' '.join(namespaces)}>\n{''.join(rows)}</{element}>\n".encode()


def url_row(view: View, url: str, more: str = "") -> str:
    return f"<url><loc>{loc(view, url)}</loc>{more}</url>\n"


def loc(view: View, url: str) -> str:
    config = view.config
    return escape(config.base_url.removesuffix(config.base_path) + url)


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
