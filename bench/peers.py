"""The same site for other generators: their configuration, their form of the articles, short templates.

Alike: articles, sidebar, lists of 20, pages and feeds of terms with the newest 20 in full. Not alike: Hugo has no
archives of years and months here, Pelican one category an article and no sitemap, and neither has newsgen's theme: an
article's page is 13.5 KB there, 5.6 KB with Hugo, 8.1 KB with Pelican. So newsgen does more in a cold build.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from corpus import Article, articles, text_of

HUGO_CONFIG = """\
baseURL = "https://example.org/"
languageCode = "de"
defaultContentLanguage = "de"
title = "Messblatt"
timeZone = "Europe/Berlin"
disableKinds = []
[pagination]
  pagerSize = 20
[taxonomies]
  category = "categories"
  tag = "tags"
  author = "authors"
[permalinks.page]
  "/" = "/:year/:month/:contentbasename/"
"""

HUGO_TEMPLATES = {
    "baseof.html": """\
<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head><body><header><a href="/">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "single.html": """\
{{ define "main" }}<article><p>{{ range .GetTerms "categories" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ end }}</p><h1>{{ .Title }}</h1><p>{{ delimit .Params.authors ", " }}, <time>{{ .Date.Format "2.1.2006" }}</time></p>
{{ .Content }}</article><aside><h2>Aktuelle Beiträge</h2>{{ range first 6 site.RegularPages.ByDate.Reverse }}
<h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3><p>{{ .Plain | truncate 160 }}</p>{{ end }}</aside>{{ end }}
""",
    "rss.xml": """\
{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<description>{{ .Title }}</description>
{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end }}{{ range first 20 $pages }}
<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
<description>{{ .Content | transform.XMLEscape | safeHTML }}</description></item>{{ end }}
</channel></rss>
""",
    "list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end }}
{{ range (.Paginate $pages).Pages }}<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ .Plain | truncate 160 }}</p>{{ end }}{{ end }}
""",
}

PELICAN_CONFIG = """\
SITENAME = "Messblatt"
SITEURL = "https://example.org"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
DEFAULT_PAGINATION = 20
THEME = "simple"
THEME_TEMPLATES_OVERRIDES = ["templates"]
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}/index.html"
FEED_ALL_RSS = "feed.xml"
FEED_ALL_ATOM = "atom.xml"
CATEGORY_FEED_RSS = "category/{slug}/feed.xml"
TAG_FEED_RSS = "tag/{slug}/feed.xml"
AUTHOR_FEED_RSS = "author/{slug}/feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = TRANSLATION_FEED_ATOM = None
RSS_FEED_SUMMARY_ONLY = False
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/index.html"
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
"""

PELICAN_ARTICLE = """\
{% extends "!simple/article.html" %}{% block content %}{{ super() }}<aside><h2>Aktuelle Beiträge</h2>
{% for each in articles[:6] %}<h3><a href="/{{ each.url }}">{{ each.title }}</a></h3>
<p>{{ each.summary|striptags|truncate(160) }}</p>{% endfor %}</aside>{% endblock %}
"""


def hugo(folder: Path, number: int) -> list[str]:
    """Write the site for Hugo; the command that builds it."""
    _write(folder / "hugo.toml", HUGO_CONFIG)
    for name, text in HUGO_TEMPLATES.items():
        _write(folder / "layouts" / "_default" / name, text)
    for article in articles(number):
        _write(folder / "content" / article.path, text_of(article))
    return ["hugo", "build", "--quiet"]


def pelican(folder: Path, number: int) -> list[str]:
    """Write the site for Pelican, which knows one category an article; the command that builds it."""
    _write(folder / "pelicanconf.py", PELICAN_CONFIG)
    _write(folder / "templates" / "article.html", PELICAN_ARTICLE)
    for article in articles(number):
        _write(folder / "content" / article.path, _pelican_text(article))
    return ["pelican", "content", "-s", "pelicanconf.py", "-q"]


PEERS: Mapping[str, Callable[[Path, int], list[str]]] = {"hugo": hugo, "pelican": pelican}


def _pelican_text(article: Article) -> str:
    # Pelican resolves links to sources only where they say so.
    body = article.body.replace("](../../", "]({filename}/")
    return (
        f"Title: {article.title}\nDate: {article.date:%Y-%m-%d %H:%M}\nSlug: {Path(article.path).stem}\n"
        f"Category: {article.categories[0]}\nTags: {', '.join(article.tags)}\nAuthor: {article.author}\n"
        f"Lang: de\n\n{body}"
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
