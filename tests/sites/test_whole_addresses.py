"""Whole addresses of the site itself are links of the site: looked at, and never to what is hidden."""

from pathlib import Path

import pytest

from tests.sites.built import CONFIG, article, built, codes, output, page, published, site

HERE = article("Here", more="slug: here\n")
LATER = article("Later", more="slug: later\npublish_at: 2026-07-01 10:00\n")
ENGINES = ("markdown", "commonmark")
BELOW = CONFIG.replace("https://example.org", "https://example.org/news")


def hrefs(folder: Path, of: str = "/2026/05/a/") -> list[str]:
    return page(folder, of).xpath("//div[@class='body']//a/@href")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "home", ["https://example.org", "http://example.org", "//example.org", "HTTPS://WWW.Example.org:443"]
)
def test_it_is_a_link_of_the_site_however_its_host_is_written(tmp_path: Path, engine: str, home: str) -> None:
    text = f"[here]({home}/2026/05/here/?a=b#top), [home]({home})"
    content = {"a.md": article("A", text, "slug: a\n"), "b.md": HERE}

    folder = output(tmp_path, content, f"{CONFIG}markdown: {{engine: {engine}}}\n")

    assert hrefs(folder) == ["/2026/05/here/?a=b#top", "/"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_that_is_not_due_is_not_linked_to(tmp_path: Path, engine: str) -> None:
    """An address under embargo must not be told, in whatever form a writer has it."""
    text = "[later](https://example.org/2026/05/later/) and <a href='http://www.example.org/2026/05/later/'>this</a>."
    root = site(
        tmp_path, {"a.md": article("A", text, "slug: a\n"), "b.md": LATER}, f"{CONFIG}markdown: {{engine: {engine}}}\n"
    )

    result = published(root)

    assert codes(result) == ["link-not-public", "link-not-public"]
    assert "/2026/05/later/" not in (root / "output/2026/05/a/index.html").read_text()
    assert "/2026/05/later/" not in (root / "output/feed.xml").read_text()


def test_what_is_not_there_is_said_at_its_place_as_it_is_written(tmp_path: Path) -> None:
    text = "A [page](https://example.org/none/) and a ![picture](http://example.org/none.png)."

    result = built(site(tmp_path, {"a.md": article("A", text)}))

    told = [(each.code, each.place.line, each.place.column, each.text.split('"')[1]) for each in result.diagnostics]
    assert told == [
        ("link-broken", 5, 10, "https://example.org/none/"),
        ("image-missing", 5, 54, "http://example.org/none.png"),
    ]


def test_a_picture_of_content_is_published_and_found(tmp_path: Path) -> None:
    text = "![x](http://www.example.org/2026/05/x.gif)"
    content = {"a.md": article("A", text, "slug: a\n"), "2026/05/x.gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"}

    folder = output(tmp_path, content)

    assert page(folder, "/2026/05/a/").xpath("//div[@class='body']//img/@src") == ["/2026/05/x.gif"]
    assert (folder / "2026/05/x.gif").exists()


def test_what_lies_beside_the_base_path_is_another_site(tmp_path: Path) -> None:
    text = "[in](https://example.org/news/2026/05/here/), [beside](https://example.org/shop/), [alike](https://example.org/newsletter/)"
    content = {"a.md": article("A", text, "slug: a\n"), "b.md": HERE}
    root = site(tmp_path, content, BELOW)

    assert published(root, strict=True).diagnostics == ()
    assert hrefs(root / "output") == [
        "/news/2026/05/here/",
        "https://example.org/shop/",
        "https://example.org/newsletter/",
    ]


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org.evil.example/x/",
        "https://blog.example.org/x/",
        "https://example.org:8443/x/",
        "ftp://example.org/x/",
        "https://me@example.org/x/",
    ],
)
def test_another_host_is_left_alone(tmp_path: Path, other: str) -> None:
    root = site(tmp_path, {"a.md": article("A", f"[x]({other})", "slug: a\n")}, f"{CONFIG}markdown: {{html: allow}}\n")

    assert published(root, strict=True).diagnostics == ()
    assert hrefs(root / "output") == [other]


def test_what_other_programs_answer_is_named_once(tmp_path: Path) -> None:
    content = {"a.md": article("A", "[shop](https://example.org/shop/x?y=1)", "slug: a\n")}
    root = site(tmp_path, content, f"{CONFIG}links: {{elsewhere: [/shop/]}}\n")

    assert published(root, strict=True).diagnostics == ()
    assert hrefs(root / "output") == ["/shop/x?y=1"]


def test_an_edited_base_url_is_read_into_texts(tmp_path: Path) -> None:
    """Which addresses are the site's own is part of what a kept body was made of."""
    content = {"a.md": article("A", "[x](https://other.example/none/)", "slug: a\n")}
    root = site(tmp_path, content)
    published(root)
    (root / "newsgen.yaml").write_text(CONFIG.replace("example.org", "other.example"))

    assert codes(built(root)) == ["link-broken"]
