# ruff: noqa: E501  a line of a template stands in a line
"""What random sites are made of: templates that ask odd things, heads, texts, and values of newsgen.yaml."""

from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random

from tests.walk.sites import TEMPLATES, article

CLOCK = datetime(2026, 6, 1, 12, tzinfo=UTC)

BASE: Mapping[str, str] = {
    "title": "Test",
    "base_url": "https://example.org",
    "language": "de",
    "timezone": "Europe/Berlin",
    "page_size": "3",
    "recent_posts": "2",
    "feeds": "{size: 3}",
    "subscribers": "{text: Mehr, url: /abo/}",
}

# Each with values of which some are wrong, and None for "as it was".
VALUES: Mapping[str, tuple[str | None, ...]] = {
    "title": (None, "Other"),
    "description": (None, "Of it"),
    "base_url": (None, "https://example.org/news", "http://other.example"),
    "language": (None, "en", "fr"),
    "timezone": (None, "UTC", "Pacific/Kiritimati"),
    "page_size": (None, "1", "2", "20"),
    "recent_posts": (None, "1", "{count: 3, exclude_current: true}"),
    "teaser_length": (None, "20"),
    "placement": (None, "inline", "client", "ssi", "esi"),
    "feeds": (None, "{size: 1, full_text: false}", "{formats: [rss], term_formats: [atom, json], terms: [tag]}"),
    "redirects": (None, "{hosts: [nginx, netlify]}", "{hosts: [apache]}"),
    "markdown": (None, "{html: allow}", "{html: escape}"),
    "pictures": (None, "{variants: false}"),
    "assets": (None, "{also: ['*.png']}", "{also: [plan.csv, deep/]}"),
    "links": (None, "warn", "warn", "{level: warn, elsewhere: [/nothing/]}"),
    "menu": (None, "[{title: A, url: /a/}]", "[{title: A, url: /2026/05/a1/}]"),
    "subscribers": (None, "{text: More, url: 'https://abo.example/{slug}'}", "{}"),
    "theme": (None, "{accent: red}", "{logo: static/logo.png}"),
    "known_keys": (None, "[x]"),
    "csp": (None, "{script-src: [https://stats.example]}", "{scripts: x}", "{frame-src: none}"),
    "embeds": (None, "false", "{hosts: [tube.example]}", "{without: [youtube]}", "{hosts: tube}"),
    "extra": (None, "{a: 1}", "{a: 2, b: [x]}"),
    "publisher": (None, "{name: P, logo: static/logo.png}"),
    "slugs": (None, "unicode", "keep"),
    "permalinks": (
        None,
        "{article: '/{slug}/'}",
        "{article: '/{slug}'}",
        "{article: '/{category}/{slug}.html'}",
        "{page: '/p/{slug}'}",
        "{tag: '/{slug}/', month: '/m/{year}-{month}/'}",
        "{article: '/{lang}/{slug}/'}",
    ),
    "page_sizes": (None, "3"),
}

# Questions that stand in any template.
ASKED = (
    "{{ site.count(tag='t1') }}",
    "{{ site.articles(category='wasser')|map(attribute='title')|join(',') }}",
    "{{ site.articles(lang='en', limit=2)|map(attribute='url')|join(',') }}",
    "{{ site.articles(year=2026, month=5, offset=1, limit=2)|map(attribute='teaser')|join(',') }}",
    "{{ site.articles(series='S')|map(attribute='title')|join(',') }} {{ site.count(featured=true) }}",
    "{{ site.news()|map(attribute='title')|join(',') }}",
    "{{ site.pages('main')|map(attribute='title')|join(',') }}",
    "{% for t in site.categories %}{{ t.name }} {{ t.url }} {{ t.description }} {{ site.term_body(t)|safe }}{% endfor %}",
    "{% for t in site.authors %}{{ t.name }} {{ t.url }} {{ t.source }}{% endfor %}",
    "{{ site.has_template('extra.html') }} {% include 'extra.html' ignore missing %}",
    "{% set a = site.asset('content/plan.csv') %}{{ a.url if a else 'none' }}",
    "{% set a = site.asset('static/site.css') %}{{ a.digest if a else 'none' }} {{ site.srcset('content/cup.png') }}",
    "{% for old, new in site.redirects() %}{{ old }} {{ new }}{% endfor %} {{ site.gone()|join(' ') }} {{ site.destination('/old/') }}",
    "{{ site.config.menu|map(attribute='title')|join(',') }} {{ site.config.language }} {{ site.config.base_path }}",
    "{{ site.feed_url('rss') }} {{ site.feed_url('json') }} {{ site.home_url }} {{ site.theme_url }} {{ site.month_url(2026, 5) }}",
    "{{ site.page('home', '', 1)|map(attribute='title')|join(',') }} {{ site.n_pages('tag', 't1') }} {{ site.months(2026) }}",
    "{% set a = site.article('content/a1.md') %}{{ a.title if a }} {{ site.body(a)|safe if a }} {{ site.newer(a).url if a and site.newer(a) }}",
    "{% set t = site.term('category', 'wasser') %}{{ t.name if t }} {{ t.url if t }}",
    "{{ site.lead(3)|map(attribute='title')|join(',') }}",
    "{{ site.corrections_url }}{% for c in site.corrections(1) %}{{ c.article.title }} {{ c.correction.text }}{% endfor %}",
    "{{ site.fragment_url('recent', 'en') }} {{ site.fragment('recent', 'en')|safe }}",
)
# And in that of articles alone.
ASKED_OF_ARTICLES = (
    "{% for v in site.translations(article) %}{{ v.lang }} {{ v.url }} {{ v.title }}{% endfor %}",
    "{% for s in site.series_of(article) %}{{ s.title }}{% endfor %}",
    "{{ site.words(article) }} {% for h in site.headings(article) %}{{ h.text }}{% endfor %}",
    "{% for c in site.crops(article) %}{{ c }}{% endfor %} {% set a = site.asset(article.image) %}{{ a.url if a }}",
    "{% for s in site.sources_of(article) %}{{ s.title }} {{ s.url }}{% endfor %}{% set p = site.picture_of(article) %}{{ p.credit if p }}",
    "{{ article.updated }} {{ article.corrections|length }} {{ article.featured }} {{ site.placement(article) }}",
    "{{ article.access }} {{ article.sponsor.name if article.sponsor }} {{ site.card(none, article).url }}",
    "{% for t in site.tags_of(article) %}{{ t.name }} {{ site.count(tag=t.slug) }}{% endfor %}",
    "{% for t in site.authors_of(article) %}{{ t.name }} {{ t.url }} {{ t.also }}{% endfor %}",
)
BROKEN = ("{{ oops }}", "{% if %}", "{{ site.nothing() }}", "{{ site.static('none.css') }}")

DAYS = (
    "2026-05-20",
    "2026-05-29 12:00",
    "2026-05-30 14:00",
    "2026-05-31",
    "2026-06-01 14:00",
    "2026-06-02",
    "2026-06-03",
    "2026-06-10",
    "2025-12-31",
    "2026-01-01",
)

HEADS = (
    *("type: sponsored", "type: opinion", "sponsor: {name: S, logo: cup.png}", "access: subscribers", "access: x"),
    *(
        "draft: true",
        "unlisted: true",
        "featured: true",
        "weight: 2",
        "x: 1",
        "noindex: true",
        "feed: false",
        "password: x",
    ),
    *("featured: {until: 2026-06-03}", "expires: 2026-06-03", "expires: 2026-06-01 14:00:00", "publish_at: 2026-06-02"),
    *("updated: 2026-06-02", "updated: 2026-06-10", "corrections: [{date: 2026-06-02, text: Wrong}]"),
    *("updated: 2026-06-02\nchanges: More", "corrections: [{date: 2026-05-29, text: One}, Two]", "source: [dpa, S]"),
    "sources: [{title: T, url: cup.png}, {title: U, url: /category/a/}, V]",
    *(
        "series: {name: S, part: 1}",
        "series: S",
        "translation_key: k",
        "translation_key: k\nlang: en",
        "lang: fr",
        "lang: en",
    ),
    *(
        "aliases: [/old/]",
        "aliases: [/2026/05/a1/]",
        "redirect_to: /a/",
        "redirect_to: https://example.com/",
        "canonical_url: https://example.com/x",
    ),
    *(
        "image: cup.png",
        "image: /logo.png",
        "image: {src: cup.png, alt: Cup, focus: top}",
        "enclosure: plan.csv",
        "audio: {file: plan.csv, title: T, transcript: cup.png}",
        "audio: {url: 'https://cdn.example/a.mp3', duration: 1:00, length: 5}",
        "image: bücher.png",
    ),
    *(
        "slug: a1",
        "slug: other",
        "url: /x/",
        "url: /x",
        "id: one",
        "kicker: K",
        "dek: D",
        "description: De",
        "byline: By",
    ),
    *(
        "type: opinion",
        "template: other",
        "template: none",
        "menu: main",
        "math: true",
        "short_title: Short",
        "location: L",
    ),
)
TEXTS = (
    "Plain text.",
    "Text.\n\nhttps://youtu.be/tPEE9ZwTmy0\n\n![A film](https://tube.example/w/abc){poster=cup.png}",
    "Open.\n\n<!--more-->\n\n![A film](https://vimeo.com/76979871){poster=bücher.png}",
    '::: info A\n![A film](https://vimeo.com/76979871 "Of it"){postr=cup.png}\n:::\n\n![](none.mp4)',
    "A [link](a1.md) and [another](a2.md#x).",
    "A [term](categories/wasser.md) and an [author](authors/ada.md).",
    "A [page](pages/impressum.md).",
    "A [plan](plan.csv) and ![a cup](cup.png).",
    "![books](bücher.png)",
    "![books](bu\u0308cher.png) and [a source](ü.md)",
    "# Head\n\nFirst.\n\n<!--more-->\n\n## Second\n\nMore[^1].\n\n[^1]: Note",
    "Open ![books](bücher.png).\n\n<!--more-->\n\n[plan](plan.csv) ![a cup](cup.png)",
    "<div onclick='x'>raw</div> <b>bold</b>",
    "A [folder](deep/) and ![static](/logo.png).",
    "[index](a3/index.md)",
    "[a](/2026/05/a1/) [b](/nothing/) [c](/category/wasser/) [d](/impressum/#x) ![e](/logo.png) [f](/x/)",
    "[a](../a2/) [b](../a3/#second) [c](../../../impressum/) [d](../a5) [e](../../../old/)",
    "[a](a1.md#second) [b](/2026/05/a2/#second) [c](#second) [d](#top)",
    "## Second\n\nText",
    "::: info A [link](a1.md)\nText.\n\n::: own B {x=y}\nIn it.\n:::\n:::",
    "::: event A {date=2026-12-05 end=2026-12-06 place=B link=a2.md}\n![books](bücher.png)\n:::",
    "Open.\n\n::: download {file=plan.csv}\n<!--more-->\n:::\n\n::: quote A {portrait=cup.png}\nText.\n:::",
    '![a cup](cup.png "Cup") ![books](bücher.png)\n\n::: gallery\n[![a cup](cup.png)](a1.md) ![static](/logo.png)\n\nText.\n:::',
    "![a cup](cup.png) [![a cup](cup.png)](cup.png)\n\n<!--more-->\n\n::: gallery A\n![books](bücher.png)\n:::",
    "",
)

# A picture of one pixel, and one that copies are made of.
FILES: Mapping[str, str | bytes] = {
    **{f"templates/{name}": text for name, text in TEMPLATES.items()},
    "templates/shortcodes/own.html": "{#\n| key | type | default | meaning |\n| --- | --- | --- | --- |\n| x | text | | |\n#}\n<div>{{ title }} {{ content }} {{ arguments.x }} {{ number }}</div>",
    **{
        f"content/a{n}.md": article(
            f"Title {n}",
            f"2026-05-2{n} 10:00",
            f"Text of {n}.",
            f"categories: [{'Wasser' if n % 2 else 'Strom'}]\ntags: [t{n % 3}]\nauthors: [Ada]\n",
        )
        for n in range(1, 6)
    },
    "content/pages/impressum.md": "---\ntitle: Impressum\n---\nWho we are.\n",
    "content/categories/wasser.md": "---\ntitle: Wasser und mehr\npodcast: {category: News}\n---\nAll about it.\n",
    "content/plan.csv": "A plan",
    "static/site.css": "body { color: black }",
}


def config_text(settings: Mapping[str, str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in {**BASE, **settings}.items())


def head(rng: Random) -> str:
    """The lines of a head below title and date."""
    lines = rng.sample(HEADS, rng.choice((0, 0, 1, 1, 2)))
    categories = rng.choice(("[Wasser]", "[Strom, Wasser]", "[Neu]", "[]"))
    return "".join(
        f"{line}\n"
        for line in (
            *lines,
            f"categories: {categories}",
            f"tags: [t{rng.randrange(3)}]",
            f"authors: [{rng.choice(('Ada', 'Ada', 'Bo', 'Bo', 'ADA', 'Adá', 'A. D. A.', 'C*'))}]",
        )
    )


def random_article(rng: Random, title: str) -> str:
    return article(title, rng.choice(DAYS), rng.choice(TEXTS), head(rng))
