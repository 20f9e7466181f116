"""Old addresses that no file can stand at: hosts lead those with a query on, the others are errors that name them."""

import re
import subprocess
from pathlib import Path

import pytest

from newsgen.project import Options
from newsgen.urls import answer_redirect, record
from tests.kinds.test_redirects import answer
from tests.machine import NGINX, needed
from tests.sites.built import CLOCK, CONFIG, article, built, published, refused, site, written

ALIASES = ["?p=3", "/a?", "/?p=20#x", "/:?p=1", "/a%3Fb", "/#!/a", "/a#b", "https://example.org/?p=20"]
KEYS = ['alias: "?p=20"', 'redirect_from: ["/a#b"]', 'url: "/?p=20"', 'permalink: "/?p=20"', 'slug: "a?b"']


def test_an_alias_that_cannot_be_led_on_is_an_error_at_its_place(tmp_path: Path) -> None:
    content = {f"{number}.md": article("A", more=f'aliases: ["{each}"]\n') for number, each in enumerate(ALIASES)}

    assert refused(tmp_path, content) == [("url-unsafe", f"content/{name}", 4) for name in content]


def test_the_error_quotes_what_was_written(tmp_path: Path) -> None:
    (told,) = built(site(tmp_path, {"a.md": article("A", more='aliases: ["?p=20"]\n')})).diagnostics

    assert told.text == 'the alias "?p=20" cannot be an address: "?" cannot stand in a file name'
    assert told.place.column == 11
    assert told.hint


@pytest.mark.parametrize("line", KEYS)
def test_other_keys_for_addresses_are_as_strict(tmp_path: Path, line: str) -> None:
    assert refused(tmp_path, {"a.md": article("A", more=f"{line}\n")}) == [("url-unsafe", "content/a.md", 4)]


ASKED = {
    "a.md": article("A", more='aliases: ["/?p=20", "/?p=20&lang=de", "/index.php?id=3&x=a b", "/index.php"]\n'),
    "b.md": article("B", more='aliases: ["/über/?q=ü%20x"]\n'),
}
URLS = "/?page_id=7 gone\n/?cat=2 -> /2026/05/b/?from=cat\n"
HOSTED = CONFIG + "redirects: {hosts: [%s]}\n"


def said(root: Path, host: str, file: str, base: str = "") -> str:
    config = (HOSTED % host).replace("https://example.org", f"https://example.org{base}")
    written(site(root, ASKED, config), {"newsgen.yaml": config, "newsgen.urls": URLS})
    assert published(root, strict=True).diagnostics == ()
    return (root / "output" / file).read_text()


def test_netlify_looks_for_each_parameter_before_it_looks_at_the_path_alone(tmp_path: Path) -> None:
    assert said(tmp_path, "netlify", "_redirects").splitlines() == [
        "/ p=20 lang=de /2026/05/a/ 301!",
        "/index.php id=3 x=a%20b /2026/05/a/ 301!",
        "/%C3%BCber/ q=%C3%BC%20x /2026/05/b/ 301!",
        "/ cat=2 /2026/05/b/?from=cat 301!",
        "/ p=20 /2026/05/a/ 301!",
        "/ page_id=7 /404.html 410",
        "/index.php /2026/05/a/ 301!",
    ]


def test_apache_looks_for_each_parameter_and_drops_the_query(tmp_path: Path) -> None:
    text = said(tmp_path, "apache", ".htaccess", "/news")

    rules = re.findall(r'((?:RewriteCond .*\n)*)RewriteRule "(.*?)" (.*)\n', text)
    conditions = [[re.compile(each) for each in re.findall(r'"(.*)"', found)] for found, _, _ in rules]

    def answer(path: str, query: str) -> str:
        found = (
            said
            for (_, pattern, said), asked in zip(rules, conditions, strict=True)
            if re.search(pattern, path) and all(each.search(query) for each in asked)
        )
        return next(found, "")

    assert answer("", "p=20") == '"/news/2026/05/a/" [R=301,L,NE,QSD]'
    assert answer("", "utm_source=x&p=20") == '"/news/2026/05/a/" [R=301,L,NE,QSD]'
    assert answer("", "cat=2") == '"/news/2026/05/b/?from=cat" [R=301,L,NE,QSD]'
    assert answer("", "page_id=7") == "- [G]"
    assert answer("index.php", "") == '"/news/2026/05/a/" [R=301,L,NE]'
    assert [answer("", query) for query in ("", "p=2", "p=200", "xp=20")] == [""] * 4


ODD = {"/?a": "a", "/?/x/": "/x/", "/?a=*": "a=*", "/?a=:id": "a=:id", "/?q=%C3%BC": "q=%C3%BC", "/?a={b}": "a={b}"}


@pytest.mark.parametrize("url", ODD)
def test_caddy_has_the_whole_query_of_what_its_matcher_would_misread(tmp_path: Path, url: str) -> None:
    """One word that it cannot read takes the whole host down; "*" would hold of every value."""
    root = site(tmp_path, {"a.md": article("A", more="slug: a\n")}, HOSTED % "caddy")
    (root / "newsgen.urls").write_text(f"{url} -> /2026/05/a/\n")

    assert published(root, strict=True).diagnostics == ()
    text = (root / "output" / "redirects.caddy").read_text()
    asked = ODD[url].replace("{", "%7B").replace("}", "%7D")
    assert f'path "/"\nexpression `{{http.request.uri.query}} == "{asked}"`\n' in text
    assert "\nquery" not in text


@pytest.mark.parametrize("url", ["/?a", "/?/x/", "/?a=*", "/?a=:id"])
def test_netlify_gets_no_line_that_it_would_misread(tmp_path: Path, url: str) -> None:
    """It would lead the front page to "/x/", or any value there."""
    root = site(tmp_path, {"a.md": article("A", more="slug: a\n")}, HOSTED % "netlify")
    (root / "newsgen.urls").write_text(f"{url} -> /2026/05/a/\n/?p=1 -> /2026/05/a/\n")

    (told,) = published(root).diagnostics

    assert (told.code, told.place.line, told.level) == ("alias-unserved", 1 if url < "/?p" else 2, "warning")
    assert (root / "output" / "_redirects").read_text().splitlines() == ["/ p=1 /2026/05/a/ 301!"]


def test_caddy_looks_for_each_parameter(tmp_path: Path) -> None:
    text = said(tmp_path, "caddy", "redirects.caddy")

    assert '@old1 {\npath "/"\nquery "p=20" "lang=de"\n}\nredir @old1 "/2026/05/a/" 301\n' in text
    assert 'query "page_id=7"\n}\nrespond @old6 410\n' in text


def test_nginx_answers_old_addresses_with_their_query(tmp_path: Path) -> None:
    program = needed(NGINX)
    said(tmp_path / "site", "nginx", "redirects.nginx")
    output = tmp_path / "site" / "output"
    sock = tmp_path / "s"
    logs = "access_log off; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u;"
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid pid; error_log stderr; events {{}} http {{ {logs} scgi_temp_path c; "
        f'map_hash_bucket_size 512; map "$uri?$args" $asked {{ include {output}/redirects-query.nginx; }} '
        f"map $uri $moved {{ include {output}/redirects.nginx; }} "
        f"server {{ listen unix:{sock}; root {output}; if ($asked = 410) {{ return 410; }} "
        f"if ($asked) {{ return 301 $asked; }} if ($moved) {{ return 301 $moved; }} }} }}"
    )
    urls = ["/?p=20", "/?p=20&lang=de", "/index.php?id=3&x=a%20b", "/index.php", "/%C3%BCber/?q=%C3%BC%20x", "/?cat=2"]

    with subprocess.Popen([program, "-p", str(tmp_path), "-c", "nginx.conf"], stderr=subprocess.PIPE) as nginx:
        try:
            answers = {url: answer(sock, nginx, url) for url in (*urls, "/?page_id=7", "/?p=2")}
        finally:
            nginx.terminate()

    assert answers.pop("/?page_id=7") == (410, None)
    assert answers.pop("/?p=2")[1] is None
    new = {url: (target or "").removeprefix("http://x") for url, (_, target) in answers.items()}
    assert new == {url: "/2026/05/b/" if "ber" in url else "/2026/05/a/" for url in urls} | {
        "/?cat=2": "/2026/05/b/?from=cat"
    }


@pytest.mark.parametrize("hosts", ["", "cloudflare", "cloudflare, netlify"])
def test_where_no_host_can_it_is_a_warning_at_its_place(tmp_path: Path, hosts: str) -> None:
    """The article is published all the same: a site that moves in has thousands."""
    content = {"a.md": article("A", more='aliases: ["/?p=20"]\n')}

    (told,) = published(site(tmp_path, content, HOSTED % hosts)).diagnostics

    assert (told.code, told.level, str(told.place)) == ("alias-unserved", "warning", "content/a.md:4:10")
    assert told.hint


def test_the_promise_holds_of_queries(tmp_path: Path) -> None:
    """`newsgen urls` takes them as they are typed, and keeps what front matter had."""
    root = site(tmp_path, ASKED, HOSTED % "nginx")
    options = Options(root, at=CLOCK, jobs=1)
    published(root)
    record(options)
    assert "/?p=20 = a\n" in (root / "newsgen.urls").read_text()
    (root / "content/a.md").write_text(article("A"))
    assert answer_redirect(options, "https://example.org/?p=9", "/2026/05/b/").line == "/?p=9 -> /2026/05/b/"

    assert published(root, strict=True).diagnostics == ()
    text = (root / "output/redirects-query.nginx").read_text()
    assert '"/?p=20" "/2026/05/a/";\n' in text
    assert '"/?p=9" "/2026/05/b/";\n' in text
    (root / "content/a.md").unlink()
    assert {each.excerpt for each in built(root).diagnostics} >= {"/?p=20 = a", "/index.php = a"}


FILES = ["plan.pdf", "a.JPG", "a.svg", "a.zip", "a.csv", "a.mp3", "a.mov", "a.7z", "a.txt"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("where", ["head", "file"])
def test_no_page_stands_where_a_file_was(tmp_path: Path, name: str, where: str) -> None:
    """A reader saved HTML under the name of a document, and nothing said so."""
    more = f"aliases: [/2026/{name}, /v1.2, /old.htm]\n" if where == "head" else ""
    content = {"a.md": article("A", more=more)}
    root = site(tmp_path, content)
    if where == "file":
        written(root, {"newsgen.urls": f"/2026/{name} -> /2026/05/a/\n/old.htm -> /2026/05/a/\n/v1.2 -> /2026/05/a/\n"})
    (told,) = published(root).diagnostics

    assert not (root / "output/2026" / name).exists()
    assert (root / "output/old.htm").exists()
    assert (root / "output/v1.2").exists()
    assert (told.code, told.level) == ("alias-unserved", "warning")
    assert f"/2026/{name}" in told.text


def test_hosts_lead_on_from_where_a_file_was(tmp_path: Path) -> None:
    config = HOSTED % "cloudflare"
    root = site(tmp_path, {"a.md": article("A", more="aliases: [/2026/plan.pdf]\n")}, config)

    assert published(root, strict=True).diagnostics == ()
    assert "/2026/plan.pdf /2026/05/a/ 301" in (root / "output/_redirects").read_text()
    assert not (root / "output/2026/plan.pdf").exists()


@pytest.mark.parametrize("hosts", ["", "nginx", "cloudflare"])
@pytest.mark.parametrize("alias", ["/?p=1", "/k.xml", "/k.php", "/k.pdf", "/k/"])
def test_an_old_address_without_a_page_belongs_to_one_article(tmp_path: Path, hosts: str, alias: str) -> None:
    """Readers were led to whichever came first."""
    content = {f"{name}.md": article(name, more=f'aliases: ["{alias}"]\n') for name in "ab"}
    result = built(site(tmp_path, content, HOSTED % hosts))
    told = [each for each in result.diagnostics if each.code == "alias-taken"]

    assert result.exit_code == 1
    assert [str(each.place) for each in told] == ["content/a.md:4:10", "content/b.md:4:10"]
    assert f'"{alias}" is an old address of content/b.md, too' in told[0].text


@pytest.mark.parametrize("where", ["head", "file"])
def test_the_address_of_a_file_that_is_there_is_no_old_one(tmp_path: Path, where: str) -> None:
    """Hosts would have led readers away from it."""
    root = site(
        tmp_path, {"a.md": article("A", more="aliases: [/k.pdf]\n" if where == "head" else "")}, HOSTED % "netlify"
    )
    old = "/k.pdf -> /2026/05/a/\n" if where == "file" else ""
    written(root, {"newsgen.yaml": HOSTED % "netlify", "static/k.pdf": b"%PDF-1.7", "newsgen.urls": old})
    (told,) = built(root).diagnostics

    assert (told.code, told.level) == ("alias-taken", "error")
    assert "static/k.pdf" in told.text


SHORT = [
    "/?p=20",
    "https://example.org/?p=20",
    "http://www.example.org/?page_id=2",
    "/index.php?p=3",
    "/?p=20&preview=true#a",
]


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
@pytest.mark.parametrize("address", SHORT)
def test_a_short_link_of_wordpress_that_leads_to_the_front_alone_is_told(
    tmp_path: Path, address: str, engine: str
) -> None:
    """Its article is elsewhere, and every reader would end at the front page."""
    config = f"{CONFIG}markdown: {{engine: {engine}}}\n"
    result = built(site(tmp_path, {"a.md": article("A", f"Text [x]({address}) und [y](/?utm_source=x).\n")}, config))

    assert [(each.code, each.level, each.place.column) for each in result.diagnostics] == [
        ("link-broken", "warning", 10)
    ]
    assert "?p" in result.diagnostics[0].text


def test_a_short_link_that_an_article_answers_is_none(tmp_path: Path) -> None:
    """Hosts lead it on."""
    config = f"{CONFIG}redirects: {{hosts: [netlify]}}\n"
    content = {"a.md": article("A", "[x](/?p=20)\n"), "b.md": article("B", more='aliases: ["/?p=20"]\n')}

    assert built(site(tmp_path, content, config)).diagnostics == ()
