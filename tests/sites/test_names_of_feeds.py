"""Feeds keep their subscribers: they are called as other systems call them, and old ones lead on without a page."""

import json
from pathlib import Path

import pytest

from newsgen.config_file import load
from newsgen.project import Options
from newsgen.urls import record
from tests.sites.built import ATOM, CLOCK, CONFIG, article, built, outputs, page, published, site, written, xml

ARTICLES = {"a.md": article("A", more="categories: [Stadt]\nauthors: [Ada]\ntags: [Netz]\n")}


def feeds(root: Path) -> set[str]:
    names = ("feed", "rss", "atom", "index.xml", "json")
    return {path for path in outputs(root) if any(name in path for name in names) and "og-" not in path}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        # Hugo
        (
            "rss: index.xml",
            {"index.xml", "category/stadt/index.xml", "author/ada/index.xml", "tag/netz/index.xml"}
            | {"atom.xml", "feed.json"},
        ),
        # WordPress
        (
            "rss: feed/, atom: feed/atom/",
            {f"{front}feed/index.html" for front in ("", "category/stadt/", "author/ada/", "tag/netz/")}
            | {"feed/atom/index.html", "feed.json"},
        ),
        # Pelican
        (
            "home: {atom: feeds/all.atom.xml, rss: feeds/all.rss.xml}, category: {rss: '/feeds/{slug}.rss.xml'}, "
            "author: {rss: '/feeds/{slug}.rss.xml'}",
            {"feeds/all.atom.xml", "feeds/all.rss.xml", "feeds/stadt.rss.xml", "feeds/ada.rss.xml"}
            | {"tag/netz/feed.xml", "feed.json"},
        ),
    ],
    ids=["Hugo", "WordPress", "Pelican"],
)
def test_feeds_are_called_as_they_were_elsewhere(tmp_path: Path, names: str, found: set[str]) -> None:
    root = site(tmp_path, ARTICLES, f"{CONFIG}feeds: {{names: {{{names}}}}}\n")

    assert published(root, strict=True).diagnostics == ()
    assert feeds(root) == found
    for link in page(root / "output", "/category/stadt/").xpath("//link[@rel='alternate'][@type]"):
        path = link.get("href").removeprefix("https://example.org/")
        file = root / "output" / (f"{path}index.html" if path.endswith("/") else path)
        if path.endswith(".json"):
            assert json.loads(file.read_bytes())["feed_url"] == link.get("href")
        else:
            assert link.get("href") in {each.get("href") for each in xml(file).iter(f"{ATOM}link")}


@pytest.mark.parametrize(
    "names",
    [
        *(
            "rss: ''",
            "rss: feed.html",
            "rss: ../feed.xml",
            "rss: a//b.xml",
            "rss: feed",
            "rss: 'x.xml?y'",
            "rss: /all.xml",
        ),
        *("rss: '{slug}.xml'", "category: {rss: /feeds/all.xml}", "home: {rss: '{slug}.xml'}", "rss: feed.php"),
        *("rss: atom.xml", "category: {atom: feed.xml}", "tag: {rss: '{name}.xml'}", "rss: _headers/x.xml"),
    ],
)
def test_what_cannot_be_the_name_of_a_feed_is_an_error_at_its_place(names: str) -> None:
    config, found = load(f"title: T\nfeeds:\n  names: {{{names}}}\n", "newsgen.yaml")

    assert config is None
    assert {(each.code, each.place.line) for each in found} == {("config-value", 3)}
    assert all(each.hint for each in found)


def test_a_format_that_newsgen_does_not_know_is_an_error(tmp_path: Path) -> None:
    for names in ("pdf: x.xml", "category: {pdf: x.xml}"):
        config, _ = load(f"feeds: {{names: {{{names}}}}}\n", "newsgen.yaml")

        assert config is None


OLD = {
    "newsgen.urls": "/rss.xml -> /feed.xml\n/alt.json -> /feed.json\n/feed/ -> /feed.xml\n"
    "/stadt.rss -> /category/stadt/feed.xml\n"
    "/older.xml -> /rss.xml\n"
}


def test_where_no_host_leads_on_the_old_address_gets_the_feed_itself(tmp_path: Path) -> None:
    """A reader's program takes a page there for a broken feed, and unsubscribes."""
    root = written(site(tmp_path, ARTICLES), OLD)

    assert published(root, strict=True).diagnostics == ()
    folder = root / "output"
    for old, new in {
        **{"rss.xml": "feed.xml", "older.xml": "feed.xml", "feed/index.html": "feed.xml", "alt.json": "feed.json"},
        "stadt.rss": "category/stadt/feed.xml",
    }.items():
        assert (folder / old).read_bytes() == (folder / new).read_bytes()
    (root / "content/b.md").write_text(article("B", more="categories: [Stadt]\n", date="2026-05-02"))
    published(root, strict=True)
    assert (folder / "rss.xml").read_bytes() == (folder / "feed.xml").read_bytes()
    assert b"<title>B</title>" in (folder / "stadt.rss").read_bytes()


def test_where_a_host_leads_on_no_file_stands_at_the_old_address(tmp_path: Path) -> None:
    root = written(site(tmp_path, ARTICLES), {**OLD, "newsgen.yaml": f"{CONFIG}redirects: {{hosts: [netlify]}}\n"})

    assert published(root, strict=True).diagnostics == ()
    assert not {"rss.xml", "older.xml", "alt.json", "stadt.rss"} & outputs(root)
    said = (root / "output/_redirects").read_text()
    assert "/older.xml /feed.xml 301!\n" in said
    assert "/stadt.rss /category/stadt/feed.xml 301!\n" in said


def test_no_page_stands_where_programs_read(tmp_path: Path) -> None:
    """No host leads on, and it is no feed that the address leads to: that is told at its place."""
    content = {"a.md": article("A", more="aliases: [/export/a.xml, /a.json, /old/]\n")}

    result = published(written(site(tmp_path, content), {"newsgen.urls": "/sitemap-old.xml -> /sitemap.xml\n"}))

    assert [(each.code, each.level, str(each.place)) for each in result.diagnostics] == [
        ("alias-run", "warning", "content/a.md:4:10"),
        ("alias-unserved", "warning", "content/a.md:4:10"),
        ("alias-run", "warning", "newsgen.urls:1"),
    ]
    assert not {"export/a.xml", "a.json", "sitemap-old.xml"} & outputs(tmp_path)
    assert "old/index.html" in outputs(tmp_path)


@pytest.mark.parametrize("hosts", ["", "redirects: {hosts: [netlify]}\n"])
def test_a_feed_that_gets_another_name_keeps_its_old_address(tmp_path: Path, hosts: str) -> None:
    root = site(tmp_path, ARTICLES, CONFIG + hosts)
    published(root)
    record(Options(root, at=CLOCK, jobs=1))
    (root / "newsgen.yaml").write_text(f"{CONFIG}{hosts}feeds: {{names: {{rss: index.xml}}}}\n")

    assert published(root, strict=True).diagnostics == ()
    if hosts:
        assert "/author/ada/feed.xml /author/ada/index.xml 301!\n" in (root / "output/_redirects").read_text()
    else:
        own = {each.get("href") for each in xml(root / "output/feed.xml").iter(f"{ATOM}link")}
        assert own == {"https://example.org/index.xml"}


def test_warm_is_cold_where_feeds_stand_at_old_addresses(tmp_path: Path) -> None:
    root = written(site(tmp_path / "warm", ARTICLES), OLD)
    published(root)
    for step, urls in enumerate(["/rss.xml -> /atom.xml\n", "", *OLD.values()]):
        written(root, {"newsgen.urls": urls, "content/b.md": article(f"B{step}", date="2026-05-02")})
        published(root)
        cold = written(site(tmp_path / f"cold{step}", ARTICLES), {"newsgen.urls": urls})
        written(cold, {"content/b.md": article(f"B{step}", date="2026-05-02")})

        assert built(cold).exit_code == 0
        assert outputs(cold) == outputs(root)
        for path in feeds(root) - {"og-default.png"}:
            assert (cold / "output" / path).read_bytes() == (root / "output" / path).read_bytes()


def test_hosts_are_told_what_stands_at_a_folder(tmp_path: Path) -> None:
    """Its file is index.html, which they would send as a page."""
    config = f"{CONFIG}feeds: {{names: {{rss: feed/}}}}\n"
    root = written(site(tmp_path, ARTICLES), {"newsgen.yaml": config, "newsgen.urls": "/atom/ -> /atom.xml\n"})

    published(root, strict=True)

    said = (root / "output/_headers").read_text()
    for url, type_ in {
        **{"/feed/": "application/rss+xml", "/category/stadt/feed/": "application/rss+xml"},
        "/atom/": "application/atom+xml",
    }.items():
        assert f"\n{url}\n  Content-Type: {type_}; charset=utf-8\n" in said
