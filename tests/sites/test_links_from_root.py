"""Links and pictures from the root: they know of no base path, and lead to something that will be there."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.diagnostics import Diagnostic
from tests.kinds.making import PNG
from tests.sites.built import CONFIG, Files, article, built, full_texts, page, published, written

BELOW = CONFIG.replace("https://example.org", "https://example.org/news")
PAGE = "---\ntitle: About\n---\n## Team\n"
EVERYWHERE = (
    '<a href="/about/">a</a> <img src="/img/x.png" srcset="/img/x.png 1x, /img/y.png 2x"> '
    '<video src="/film.mp4" poster="/img/p.png"></video>'
)
FILES: Files = {f"static/{name}": PNG for name in ("img/x.png", "img/y.png", "img/p.png", "film.mp4")}
HOMES = ("", "markdown: {engine: commonmark}\n", "markdown: {html: allow}\n")


def site(root: Path, text: str, config: str = "", more: Files | None = None) -> Path:
    files = {"newsgen.yaml": BELOW + config, "content/a.md": article("A", text), "content/pages/about.md": PAGE}
    return written(root, {**files, **FILES, **(more or {})})


def said(root: Path) -> list[Diagnostic]:
    return [each for each in built(root).diagnostics if each.level != "notice"]


@pytest.mark.parametrize("config", HOMES)
def test_they_get_the_base_path_in_pages_and_in_feeds(tmp_path: Path, config: str) -> None:
    """So the site may move below a path, and no text has to."""
    published(site(tmp_path, f"[About](/about/) ![Map](/img/x.png)\n\n{EVERYWHERE}\n", config))

    body = page(tmp_path / "output", "/2026/05/a/").xpath("//div[@class='body']")[0]
    assert set(body.xpath(".//a/@href")) == {"/news/about/"}
    assert set(body.xpath(".//@src | .//@poster")) == {"/news/img/x.png", "/news/film.mp4", "/news/img/p.png"}
    assert body.xpath(".//@srcset")[0] == "/news/img/x.png 1x, /news/img/y.png 2x"
    for texts in full_texts(tmp_path / "output").values():
        assert set(texts[0].xpath(".//a/@href")) == {"https://example.org/news/about/"}
        assert all(src.startswith("https://example.org/news/") for src in texts[0].xpath(".//@src | .//@poster"))


def test_what_html_may_hold_gets_it_too(tmp_path: Path) -> None:
    """Scripts, styles, drawings and forms of a writer who may write them."""
    text = (
        '<script src="/film.mp4"></script><p style="background: url(/img/x.png)">x</p>'
        '<svg><image xlink:href="/img/y.png"/></svg><form action="/about/"></form><object data="/film.mp4"></object>'
    )
    published(site(tmp_path, text, "markdown: {html: allow}\n"))

    html = (tmp_path / "output/2026/05/a/index.html").read_text("utf-8")
    body = html.partition('<div class="body">')[2].partition('<p class="share">')[0]
    assert body.count("/news/") == 5
    assert "newsgen:" not in html


@pytest.mark.parametrize("address", ["/news/about/", "//example.org/about/", "https://example.org/about/"])
def test_what_has_the_base_path_or_a_host_stays(tmp_path: Path, address: str) -> None:
    published(site(tmp_path, f"[About]({address})"))

    assert page(tmp_path / "output", "/2026/05/a/").xpath("//div[@class='body']//a/@href") == [address]


def test_a_text_that_speaks_of_addresses_is_none(tmp_path: Path) -> None:
    published(site(tmp_path, 'Write `<a href="newsgen:/about/">`, or ` src="/img/x.png"`.'))

    text = page(tmp_path / "output", "/2026/05/a/").xpath("//div[@class='body']")[0].text_content()
    assert '<a href="newsgen:/about/">' in text
    assert ' src="/img/x.png"' in text


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/about/", "/about", "/about/index.html", "/about/?x=1", "/news/about/", "/2026/05/a/", "/2026/05/"),
        *("/category/town/", "/feed.xml", "/latest/", "/old/", "/was/", "/film.mp4", "/plan.pdf", "/b%C3%BCcher.pdf"),
        *("/bücher.pdf", "/a.md", "/pages/about.md", "/about/#team", "/stats/x.html"),
    ],
)
def test_what_will_be_there_is_found(tmp_path: Path, address: str) -> None:
    """Pages, lists, feeds, static files, files of content/, old addresses, sources, and what is kept for others."""
    more: Files = {
        "content/a.md": article("A", f"[x]({address})", "categories: [Town]\naliases: [/old/]\n"),
        "content/plan.pdf": b"%PDF",
        "content/bücher.pdf": b"%PDF",
        "newsgen.urls": "/was/ -> /about/\n",
    }

    assert said(site(tmp_path, "", "keep: [stats/]\n", more)) == []


def test_a_page_that_is_not_there_is_a_warning_and_a_picture_an_error(tmp_path: Path) -> None:
    found = said(site(tmp_path, "[a](/abuot/) ![b](/img/nope.png) [c](/files/x.pdf) [d](/x/y.jpg)"))

    assert [(each.code, each.level, each.place.line, each.place.column) for each in found] == [
        ("link-broken", "warning", 5, 5),
        ("image-missing", "error", 5, 19),
        ("link-broken", "warning", 5, 38),
        ("image-missing", "error", 5, 56),
    ]
    assert '"/abuot/" is not there' in found[0].text
    assert "links: {elsewhere: [/shop/]}" in found[0].hint


def test_whatever_shows_in_the_page_is_a_picture(tmp_path: Path) -> None:
    """By what names it, not by its name: a counter's picture has no suffix."""
    text = '<img src="/counter"> <video src="/a.mp4" poster="/b"></video> <img srcset="/c 1x" src="/img/x.png">'
    found = said(site(tmp_path, text))

    assert [(each.code, each.level) for each in found] == [("image-missing", "error")] * 4


def test_with_links_warn_nothing_of_this_stops_a_build(tmp_path: Path) -> None:
    root = site(tmp_path, "![b](/img/nope.png)", "links: warn\n")

    assert [(each.code, each.level) for each in said(root)] == [("image-missing", "warning")]


def test_what_other_programs_answer_is_named(tmp_path: Path) -> None:
    """It is no part of the site: no base path, and nobody looks whether it is there."""
    text = "[a](/shop/) [b](/shop/x?y#z) [c](/shop) ![d](/cgi/pic.png) [e](/news/forum/) [f](/shopping/)"
    root = site(tmp_path, text, "links: {elsewhere: [/shop/, /cgi/pic.png, /news/forum/]}\n")

    found = said(root)

    assert [each.text.split('"')[1] for each in found] == ["/shopping/"]
    body = page(tmp_path / "output", "/2026/05/a/").xpath("//div[@class='body']")[0]
    assert body.xpath(".//@href | .//@src") == [
        *("/shop/", "/shop/x?y#z", "/shop", "/cgi/pic.png", "/news/forum/", "/news/shopping/")
    ]


def test_letters_of_the_path_may_be_written_as_they_are(tmp_path: Path) -> None:
    """Addresses are encoded, and nobody writes them so: neither that of the site nor those of others."""
    text = (
        "[a](/zeitung-für-alle/about/) [b](/zeitung-f%C3%BCr-alle/about/) [c](/about/) [d](/läden/) [e](/l%C3%A4den/x)"
    )
    config = CONFIG.replace("https://example.org", "https://example.org/zeitung-f%C3%BCr-alle")
    root = site(tmp_path, text, "links: {elsewhere: [/läden/]}\n")
    written(root, {"newsgen.yaml": config + "links: {elsewhere: [/läden/]}\n", **FILES})

    assert said(root) == []
    found = page(tmp_path / "output", "/2026/05/a/").xpath("//div[@class='body']//a/@href")
    assert found[:3] == ["/zeitung-f%C3%BCr-alle/about/"] * 3
    assert not any("zeitung" in each for each in found[3:])


def test_elsewhere_is_said_with_a_slash(tmp_path: Path) -> None:
    result = built(site(tmp_path, "x", "links: {elsewhere: [shop]}\n"))

    assert result.exit_code == 2
    assert [(each.code, each.place.line) for each in result.diagnostics] == [("config-value", 5)]


def test_the_menu_gets_the_base_path_and_is_looked_through(tmp_path: Path) -> None:
    menu = (
        "menu:\n- {title: A, url: /about/}\n- {title: S, url: /shop/}\n- {title: N, url: /nope/}\n"
        "- {title: R, url: about/}\n- title: D\n  url: www.example.com\n- {title: H, url: https://example.com/}\n"
        "- {title: N, url: /news}\nlinks: {elsewhere: [/shop/]}\n"
    )
    root = site(tmp_path, "x", menu)

    found = [(each.place.line, each.place.column, each.hint[:30]) for each in said(root)]

    assert found == [
        (8, 19, "mend the address, or name what"),
        (9, 19, "write /about/"),
        (11, 8, "write https://www.example.com"),
    ]
    addresses = page(tmp_path / "output", "/").xpath("//nav[@class='sections']//a/@href")
    assert addresses[:3] == ["/news/about/", "/shop/", "/news/nope/"]
    assert addresses[-1] == "/news"


def test_a_link_to_what_is_not_due_is_plain_text_until_it_is(tmp_path: Path) -> None:
    """From the root as by its file; a page that leads nowhere is worse than a word, and `#` leads to the top."""
    more = {"content/b.md": article("B", date="2026-07-01"), "content/c.md": article("C", more="draft: true\n")}
    root = site(tmp_path, "[soon](/2026/07/b/) [draft](/2026/05/c/) [soon](b.md)", more=more)

    found = said(root)

    assert [(each.code, each.level) for each in found] == [("link-not-public", "warning")] * 3
    body = page(tmp_path / "output", "/2026/05/a/").xpath("//div[@class='body']")[0]
    assert body.text_content().strip() == "soon draft soon"
    assert not body.xpath(".//a")
    assert "2026/07/b" not in (tmp_path / "output/feed.json").read_text("utf-8")


@pytest.mark.parametrize("config", HOMES)
def test_with_links_warn_a_picture_that_is_not_there_is_left_out_everywhere(tmp_path: Path, config: str) -> None:
    """As one that is named from its folder: readers see no broken frame, and machines are not sent for it."""
    text = "One\n\n![x](/nix.png)\n\n![x](/news/Nix.JPG)\n\n![y](/img/x.png) ![z](/stats/y.png)"
    published(site(tmp_path, text, f"links: warn\nkeep: [stats/]\n{config}"))

    body = page(tmp_path / "output", "/2026/05/a/").xpath("//div[@class='body']")[0]
    assert body.xpath(".//@src") == ["/news/img/x.png", "/news/stats/y.png"]
    for path in (tmp_path / "output").rglob("*.*"):
        assert path.suffix in {".png", ".woff2"} or b"nix." not in path.read_bytes().lower()


def test_a_picture_from_the_root_that_comes_and_goes_is_shown_and_left_out(tmp_path: Path) -> None:
    root = site(tmp_path, "Text\n\n![x](/nix.png)", "links: warn\n")
    published(root)
    written(root, {"newsgen.yaml": (root / "newsgen.yaml").read_text("utf-8"), "static/nix.png": PNG})
    published(root)

    assert page(root / "output", "/2026/05/a/").xpath("//div[@class='body']//@src") == ["/news/nix.png"]
    (root / "static/nix.png").unlink()
    published(root)
    assert page(root / "output", "/2026/05/a/").xpath("//div[@class='body']//@src") == []


@pytest.mark.parametrize(("link", "code"), [("/s.md", "link-not-public"), ("/t.md", "link-broken")])
def test_a_draft_that_is_named_by_its_file_from_the_root_is_told_as_one_beside(
    tmp_path: Path, link: str, code: str
) -> None:
    """It is there, so that "not there" would send its writer looking for a mistake in its name."""
    more: Files = {"content/s.md": article("S", more="draft: true\n")}
    found = said(site(tmp_path / "root", f"[c]({link})", "links: warn\n", more))
    beside = said(site(tmp_path / "beside", f"[c]({link[1:]})", "links: warn\n", more))

    assert [(each.code, each.level) for each in found] == [(code, "warning")]
    assert [(each.code, each.level) for each in beside] == [(code, "warning")]
    assert code == "link-broken" or "is a draft" in found[0].text


MENU = (
    "menu:\n- {title: A, url: /pages/about.md#team}\n- {title: B, url: '/2026/07/b/?x'}\n"
    "- {title: C, url: /2026/05/c/}\n- {title: D, url: /c.md}\n- {title: N, url: /nope/}\n"
)


def menu_of(root: Path) -> list[tuple[str, str]]:
    links = page(root / "output", "/").xpath("//nav[@class='sections']//a | //footer//a")
    return [(each.text_content(), each.get("href")) for each in links if len(each.text_content()) == 1]


def test_the_menu_does_not_lead_to_what_is_not_public(tmp_path: Path) -> None:
    """An address tells of what nobody shall know of yet, and all pages have the menu."""
    more = {"content/b.md": article("B", date="2026-07-01"), "content/c.md": article("C", more="draft: true\n")}
    root = site(tmp_path, "x", MENU, more)

    found = said(root)

    assert [(each.code, each.level, each.place.line) for each in found] == [
        ("link-not-public", "warning", 7),
        ("link-not-public", "warning", 8),
        ("link-not-public", "warning", 9),
        ("link-broken", "warning", 10),
    ]
    assert set(menu_of(root)) == {("A", "/news/about/#team"), ("N", "/news/nope/")}
    for path in (root / "output").rglob("*.html"):
        assert "/2026/07/b/" not in path.read_text("utf-8")


@pytest.mark.parametrize("placement", ["inline", "client", "ssi", "auto"])
def test_an_item_of_the_menu_comes_and_goes_with_what_it_leads_to(tmp_path: Path, placement: str) -> None:
    """By the clock and by an edit, as in a build from nothing."""
    more = {"content/b.md": article("B", date="2026-07-01"), "content/c.md": article("C", more="draft: true\n")}
    root = site(tmp_path, "x", f"{MENU}placement: {placement}\n", more)
    published(root)

    published(root, datetime(2026, 7, 2, tzinfo=UTC))
    assert {name for name, _ in menu_of(root)} == {"A", "B", "N"}
    (root / "content/c.md").write_text(article("C"), "utf-8")
    published(root, datetime(2026, 7, 2, tzinfo=UTC))
    assert {name for name, _ in menu_of(root)} == {"A", "B", "C", "D", "N"}
    (root / "content/c.md").write_text(article("C", more="draft: true\n"), "utf-8")
    published(root)
    assert {name for name, _ in menu_of(root)} == {"A", "N"}


@pytest.mark.parametrize("named", ["/über/", "/%C3%BCber/", "/u\u0308ber", "/a b/", "/a%20b/"])
def test_elsewhere_is_met_however_it_is_spelled(tmp_path: Path, named: str) -> None:
    """Encoded or not, composed as by Windows or decomposed as by macOS, with blanks."""
    links = (
        ("/a%20b/", "</a b/x>") if "b/" in named and "ber" not in named else ("/über/x", "/%C3%BCber/", "/u\u0308ber/")
    )
    text = " ".join(f"[x]({link})" for link in links)

    assert said(site(tmp_path, text, f'links: {{elsewhere: ["{named}"]}}\n')) == []


@pytest.mark.parametrize("address", ["/shop/*", "/shop#x", "/s?q=1", "", "/*", "//shop/", "https://shop.example/"])
def test_elsewhere_is_the_address_of_a_folder_or_a_page(tmp_path: Path, address: str) -> None:
    """Anything else would match nothing, and its writer would wait for it to."""
    result = built(site(tmp_path, "x", f'links: {{elsewhere: ["{address}"]}}\n'))

    assert [(each.code, each.place.line) for each in result.diagnostics] == [("config-value", 5)]
    assert "write it as /s" in result.diagnostics[0].hint
