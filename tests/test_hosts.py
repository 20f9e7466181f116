"""Names that hosts run or read as orders."""

import pytest

from newsgen.hosts import ordered


@pytest.mark.parametrize(
    "path",
    [
        *("_headers", "_redirects", "x/_headers", "web.config", "2026/WEB.CONFIG", "php.ini"),
        *(".htaccess", "2026/.user.ini", ".well-known/security.txt", ".git/config", ".env"),
        *("_worker.js", "_worker.js/index.html", "_routes.json", "functions/x.jpg", "netlify/x.png", "cgi-bin/a.txt"),
        *(
            "netlify.toml",
            "vercel.json",
            "staticwebapp.config.json",
            "a/staticwebapp.config.json",
            "CNAME",
            "_config.yml",
        ),
        *(
            "robots.txt",
            "ads.txt",
            "Security.TXT",
            "crossdomain.xml",
            "sitemap.xml",
            "sitemap-2026-05.xml",
            "0a1b2c.txt",
        ),
        *("a.php", "A.PHP", "a/b.phtml", "a.asp/x.html", "x.php/index.html", "a.shtml", "a.jsp", "a.cgi"),
        *("photo.php.jpg", "2026/photo.PHP5.png", "a.php.", "a.phar.zip"),
        *("a.py", "a.pl", "a.js", "a.css", "a.wasm"),
        *("page.html.gz", "drawing.svg.br", "page.htm.xz"),
    ],
)
def test_nothing_is_published_where_a_host_would_run_or_obey_it(path: str) -> None:
    """One file of a writer would rule the whole site, or run on its host."""
    assert ordered(path)


@pytest.mark.parametrize(
    "path",
    [
        *("index.html", "2026/05/cup/index.html", "about.html", "old.htm", "2026/05/cup.jpg", "a/photo.2026.jpg"),
        *("cname/index.html", "docs/functions/index.html", "2026/node.js/index.html", "2026/interview.py/index.html"),
        *(
            "data/votes.json",
            "2026/05/transcript.txt",
            "gazeta.pl.png",
            "version-2.0/index.html",
            "x.tar.gz",
            "a/LICENSE",
        ),
        *("a/robots.txt", "php/index.html", "asp.net/index.html", "übersicht/index.html", "feed.xml", "Bild 1.PNG"),
    ],
)
def test_what_only_looks_like_it_stays(path: str) -> None:
    """Articles about Node.js and Polish papers have their names, too."""
    assert ordered(path) == ""
