"""What pages may load is said once, in newsgen.yaml, and reaches all that says it to browsers."""

import re
from pathlib import Path

import pytest

from newsgen import csp
from newsgen.config_file import load
from tests.serve.running import running
from tests.sites.built import CONFIG, article, built, codes, output, pages, published, site, written

COUNTER = "csp:\n  script-src: [https://stats.example]\n  connect-src: [https://stats.example]\n"
THEME = csp.header({})


def policy(text: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in text.split(";"))
    return {name: sources for name, _, sources in parts}


def asked(text: str) -> dict[str, str]:
    """The policy that a text of newsgen.yaml asks for."""
    config, found = load(text, "newsgen.yaml")
    assert config is not None, found
    return policy(csp.header(config.csp))


def of_headers(folder: Path) -> dict[str, str]:
    found = re.search(r"^/\*\n(?:  .*\n)*?  Content-Security-Policy: (.*)\n", (folder / "_headers").read_text(), re.M)
    assert found is not None
    return policy(found[1])


def test_one_key_reaches_the_hosts_headers_and_every_page(tmp_path: Path) -> None:
    """Browsers keep to both: what only one of them allows is not allowed."""
    folder = output(tmp_path, {"a.md": article("A", more="aliases: [/old/]\n")}, CONFIG + COUNTER)

    sent = of_headers(folder)
    assert sent["script-src"] == sent["connect-src"] == "'self' https://stats.example"
    n_pages = 0
    for path, page in pages(folder):
        [tag] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        if path == "old/index.html":
            assert tag == "default-src 'none'"
        else:
            assert policy(tag) == {name: sources for name, sources in sent.items() if name != "frame-ancestors"}
            n_pages += 1
    assert n_pages > 5


def test_the_preview_sends_it_and_follows_newsgen_yaml(tmp_path: Path) -> None:
    root = site(tmp_path, {"a.md": article("A")}, CONFIG + COUNTER)

    with running(root) as server:
        for path in ("/", "/css/newsgen.css", "/nothing/"):
            sent = policy(server.get(path).headers["Content-Security-Policy"])
            assert sent["connect-src"] == "'self' https://stats.example"
        with server.events() as events:
            next(events)
            written(root, {"newsgen.yaml": CONFIG + "csp: {font-src: https://fonts.example}\n"})
            next(events)

        sent = policy(server.get("/").headers["Content-Security-Policy"])
        assert (sent["connect-src"], sent["font-src"]) == ("'self'", "'self' https://fonts.example")


@pytest.mark.parametrize(
    ("written", "directive", "sources"),
    [
        (
            "{script-src: https://a.example https://b.example}",
            "script-src",
            "'self' https://a.example https://b.example",
        ),
        ("{script-src: ['self', unsafe-eval, sha256-YQ==]}", "script-src", "'self' 'unsafe-eval' 'sha256-YQ=='"),
        ("{script-src: [\"'unsafe-inline'\"]}", "script-src", "'self' 'unsafe-inline'"),
        ("{script-src: ['*.stats.example:*/js/']}", "script-src", "'self' *.stats.example:*/js/"),
        ("{frame-ancestors: [https://partner.example]}", "frame-ancestors", "https://partner.example"),
        ("{object-src: [self]}", "object-src", "'self'"),
        ("{frame-src: [none]}", "frame-src", "'none'"),
        ("{frame-src: [none, https://a.example]}", "frame-src", "https://a.example"),
        ("{frame-src: [https://a.example, \"'none'\", self]}", "frame-src", "https://a.example 'self'"),
        ("{worker-src: ['blob:']}", "worker-src", "'self' blob:"),
        ("{script-src-elem: [b.example], script-src: [a.example]}", "script-src-elem", "'self' a.example b.example"),
        ("{upgrade-insecure-requests: }", "upgrade-insecure-requests", ""),
        ("{report-uri: 'https://r.example/?a=1&b=2'}", "report-uri", "https://r.example/?a=1&b=2"),
        ("{require-trusted-types-for: ['script']}", "require-trusted-types-for", "'script'"),
    ],
)
def test_what_is_named_is_added_to_what_holds_without_it(written: str, directive: str, sources: str) -> None:
    """A directive that stands for the first time ends that of which it is a part: it must not lose what that allows."""
    found = asked(f"csp: {written}")

    assert found[directive] == sources
    others = {name: sources for name, sources in policy(THEME).items() if name not in written}
    assert {name: found[name] for name in others} == others


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("csp: {scriptSrc: [x.example]}", "1:7", 'did you mean "script-src"?'),
        ("csp:\n  img-src: ['data:']\n  script: [x.example]", "3:3", 'did you mean "script-src"?'),
        ("csp: {script-src: 'https://a.example; img-src *'}", "1:19", "write a host"),
        ("csp: {script-src: ['https://a.example, https://b.example']}", "1:19", "write a host"),
        ("csp: {script-src: [https://zähler.example]}", "1:19", "xn--"),
        ("csp: {script-src: ['https://a.example/x.js?v=1']}", "1:19", "take off the ?"),
        ("csp: {script-src: [\"'unsave-inline'\"]}", "1:19", "known here: "),
        ("csp: {script-src: ['\"><script>']}", "1:19", "write a host"),
        ("csp: {trusted-types: ['a\"b']}", "1:22", "neither"),
        ("csp: {img-src: [data]}", "1:16", '"data:"'),
        ("csp: {script-src: }", "1:7", "name a source"),
        ("csp: {upgrade-insecure-requests: true}", "1:34", "with nothing behind it"),
        ("csp: script-src https://a.example", "1:6", "write a key a directive"),
        ("csp: [script-src]", "1:6", "write a key a directive"),
    ],
)
def test_what_no_browser_would_understand_is_told_at_its_place(text: str, place: str, hint: str) -> None:
    config, found = load(text, "newsgen.yaml")

    assert config is None
    assert [str(each.place) for each in found] == [f"newsgen.yaml:{place}"]
    assert hint in found[0].hint


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        (
            "base.html",
            '{% extends "theme/base.html" %}\n'
            "{% block csp %}default-src 'none'; script-src 'self' https://s.example{% endblock %}",
            2,
            "csp: {script-src: [https://s.example]}",
        ),
        (
            "article.html",
            '{% extends "theme/article.html" %}{% block csp %}{{ super() }}; connect-src *{% endblock %}',
            1,
            'csp: {connect-src: ["*"]}',
        ),
        (
            "page.html",
            '{% extends "theme/page.html" %}{% block csp %}{% include "policy.txt" %}{% endblock %}',
            1,
            "csp: {script-src: [https://stats.example]}",
        ),
        (
            "home.html",
            "<!doctype html>\n<meta http-equiv='content-security-policy'\n content=\"img-src http://a.example\">",
            2,
            "csp: {img-src: [http://a.example]}",
        ),
    ],
)
def test_a_policy_of_a_template_is_a_warning_that_names_the_key(
    tmp_path: Path, name: str, text: str, line: int, said: str
) -> None:
    """It never worked where _headers is sent, and nothing said so."""
    files = {"content/a.md": article("A"), f"templates/{name}": text, "templates/policy.txt": "img-src *"}

    cold = published(written(tmp_path, files))

    [found] = [each for each in cold.diagnostics if each.code == "policy-in-template"]
    assert (found.level, str(found.place)) == ("warning", f"templates/{name}:{line}")
    assert said in found.hint
    assert codes(built(tmp_path)) == codes(cold)


@pytest.mark.parametrize(
    "text",
    [
        "{% block csp %}{{ site.csp|safe }}{% endblock %}",
        "{{ site.csp|safe }}",
        "default-src 'none'; style-src 'self'",
    ],
)
def test_a_template_that_has_the_sites_policy_or_a_narrower_one_is_no_mistake(tmp_path: Path, text: str) -> None:
    tag = f'<!doctype html>\n<meta http-equiv="Content-Security-Policy" content="{text}">'

    result = published(written(tmp_path, {"content/a.md": article("A"), "templates/home.html": tag}))

    assert "policy-in-template" not in codes(result)


def test_files_that_are_parts_of_pages_are_not_for_search_engines(tmp_path: Path) -> None:
    folder = output(tmp_path, {"a.md": article("A")}, CONFIG.replace("https://example.org", "https://example.org/news"))

    assert "\n/news/fragments/*\n  X-Robots-Tag: noindex\n" in (folder / "_headers").read_text()


REFUSED = [
    ('<script src="https://stats.example/count.js" defer></script>', "script-src: [https://stats.example]"),
    ("<script async src='//Stats.example:8080/c.js'></script>", "script-src: [https://stats.example:8080]"),
    ('<link href="https://fonts.example/a.css" rel="stylesheet">', "style-src: [https://fonts.example]"),
    ("<!-- old -->\n<script>count()</script>", "put them into a file of static/js/"),
    ('<script type="module">import "/x.js"</script>', "put them into a file of static/js/"),
    ('<button type="button" onclick="x()">x</button>', "put them into a file of static/js/"),
    ("<style>p { color: red }</style>", "put them into a file of static/css/"),
    ('<p class="a" style="color: red">x</p>', "put them into a file of static/css/"),
    ('<iframe title="x" src="https://maps.example/x"></iframe>', "frame-src: [https://maps.example]"),
    ('<video controls><source src="https://films.example/a.mp4"></video>', "media-src: [https://films.example]"),
]


def refusals(root: Path, html: str, config: str = "") -> list[tuple[str, str, str]]:
    """Level, place and hint of what a template's HTML is told, that stands in its second line."""
    template = '{% extends "theme/base.html" %}{% block scripts %}{{ super() }}\n' + html + "{% endblock %}"
    files = {"newsgen.yaml": CONFIG + config, "content/a.md": article("A"), "templates/base.html": template}
    found = published(written(root, files)).diagnostics
    return [(each.level, str(each.place), each.hint) for each in found if each.code == "policy-refuses"]


@pytest.mark.parametrize(
    "html",
    [
        '<script type="text/plain">count()</script>',
        "<script type=text/x-handlebars>{</script>",
        '<p title="write <b> style= here">x</p>',
        """<p title='a style="x" b'>x</p>""",
    ],
)
def test_what_no_browser_runs_is_not_refused(tmp_path: Path, html: str) -> None:
    assert refusals(tmp_path, html) == []


@pytest.mark.parametrize(("html", "hint"), REFUSED)
def test_what_browsers_would_refuse_is_told_with_the_key(tmp_path: Path, html: str, hint: str) -> None:
    """A counter that is pasted into a template counts nobody, and only the browser's console said so."""
    [(level, place, said)] = refusals(tmp_path, html + html)

    assert (level, place) == ("warning", f"templates/base.html:{2 + html.count(chr(10))}")
    assert hint in said


@pytest.mark.parametrize(
    ("html", "config"),
    [
        (REFUSED[0][0], "csp: {script-src: [https://stats.example]}\n"),
        (REFUSED[0][0], "csp: {script-src: ['*.example']}\n"),
        (REFUSED[0][0], "csp: {script-src: 'https:'}\n"),
        (REFUSED[0][0], "csp: {script-src-elem: https://stats.example/count.js}\n"),
        (REFUSED[2][0], "csp: {style-src: fonts.example}\n"),
        (REFUSED[3][0], "csp: {script-src: sha256-YQ==}\n"),
        (REFUSED[7][0], "csp: {style-src-attr: unsafe-inline}\n"),
        (REFUSED[8][0], "csp: {frame-src: maps.example}\n"),
        (REFUSED[8][0], "markdown: {html: allow}\n"),
        ('<script type="application/ld+json">{}</script>', ""),
        ('<script src="{{ site.static("js/newsgen.js") }}" defer></script>', ""),
        ('<img src="https://pictures.example/a.png" alt=""><link rel="preconnect" href="https://a.example">', ""),
        ("<!-- <script>old()</script> -->", ""),
    ],
)
def test_what_they_would_take_is_not(tmp_path: Path, html: str, config: str) -> None:
    assert refusals(tmp_path, html, config) == []


def test_a_key_that_comes_answers_a_template_that_stays(tmp_path: Path) -> None:
    """What is remarked of templates is kept as long as they are the same."""
    html, config = REFUSED[0][0], "csp: {script-src: https://stats.example}\n"

    assert [len(refusals(tmp_path, html, each)) for each in ("", config, config, "")] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("home.html", '<!doctype html>\n<meta http-equiv="Content-Security-Policy" content="script-src S">'),
        ("page.html", '{% extends "theme/page.html" %}{% block csp %}{{ super() }}; script-src S{% endblock %}'),
    ],
)
def test_a_policy_of_a_template_that_the_sites_allows_is_no_mistake(tmp_path: Path, name: str, text: str) -> None:
    """What the hint asks for has been done; the warning comes back with what the key lacks."""
    template = text.replace("src S", "src https://s.example")
    files = {"content/a.md": article("A"), f"templates/{name}": template}
    allowing = CONFIG + "csp: {script-src: [https://s.example]}\n"

    assert "policy-in-template" in codes(published(written(tmp_path, files)))
    assert "policy-in-template" not in codes(published(written(tmp_path, {**files, "newsgen.yaml": allowing})))
    assert "policy-in-template" in codes(published(written(tmp_path, files)))
