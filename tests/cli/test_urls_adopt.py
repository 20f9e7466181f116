"""`newsgen urls adopt`: every address of an old site is a page, a redirect, or named as lost."""

import gzip
import json
from pathlib import Path

import pytest

CONFIG = "title: T\nbase_url: https://example.org/news\nlanguage: en\nredirects: {hosts: [nginx]}\n"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"'
ADDRESSES = [
    *("https://example.org/news/2026/04/cup/", "https://example.org/news/old-cup", "https://example.org/news/"),
    *("https://example.org/news/category/stadt/", "https://example.org/news/2019/05/fair.html"),
    *("https://example.org/news/?p=20", "https://example.org/news/2019/%C3%BCber/"),
]
LOST = ["/2019/%C3%BCber/", "/2019/05/fair.html", "/?p=20"]


def sitemap(*addresses: str, element: str = "url", root: str = "urlset") -> bytes:
    rows = "".join(
        f"<{element}><loc>\n {each} </loc><i:image><i:loc>https://example.org/x.png</i:loc></i:image></{element}>"
        for each in addresses
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {NS}>{rows}</{root}>'.encode()


@pytest.fixture
def site(run, tmp_path: Path) -> Path:
    """A site that was moved in: one article is where it was, one has an alias, one has another address."""
    (tmp_path / "newsgen.yaml").write_text(CONFIG)
    (tmp_path / "content").mkdir()
    for name, more in (("cup", "aliases: [/old-cup/]\n"), ("fair", "")):
        text = f"---\ntitle: {name}\ndate: 2026-04-01\ncategories: [Stadt]\n{more}---\nText.\n"
        (tmp_path / "content" / f"{name}.md").write_text(text)
    return tmp_path


FORMS = {
    "sitemap.xml": sitemap(*ADDRESSES),
    "sitemap.xml.gz": gzip.compress(sitemap(*ADDRESSES)),
    "list.txt": "\n".join(["# all", "", *ADDRESSES, ADDRESSES[0]]).encode("utf-8-sig"),
    "windows.txt": "\r\n".join(ADDRESSES).encode("utf-16"),
    "paths.txt": "\n".join(each.removeprefix("https://example.org") for each in ADDRESSES).encode(),
    "console.csv": "\n".join(["Top pages,Clicks", *(f'"{each}",3' for each in ADDRESSES)]).encode(),
    "table.csv": "\n".join(["URL;Status", *(f"{each};200" for each in ADDRESSES)]).encode(),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_address_is_a_page_a_redirect_or_named_as_lost(run, site: Path, name: str) -> None:
    (site / name).write_bytes(FORMS[name])

    answer = run("urls", "adopt", name)

    assert answer.exit_code == 1
    assert [line.split()[1] for line in answer.stdout.splitlines() if line.startswith("lost")] == sorted(LOST)
    assert "(newsgen urls redirect /2019/05/fair.html /2026/04/fair/?)" in answer.stdout
    assert answer.stdout.endswith("of the old addresses: 3 lost, 3 page, 1 redirect\n")
    assert (site / "newsgen.urls").read_text().splitlines() == [
        "/2019/%C3%BCber/ = ?",
        "/2019/05/fair.html = ?",
        "/2026/04/cup/ = cup",
        "/?p=20 = ?",
        "/category/stadt/ = category:stadt",
        "/old-cup/ = cup",
    ]


def test_what_is_lost_is_an_error_until_somebody_answers(run, site: Path) -> None:
    (site / "old.xml").write_bytes(FORMS["sitemap.xml"])
    run("urls", "adopt", "old.xml")

    failed = run("build")

    assert failed.stderr.count("error[address-vanished]") == 3
    assert '"/2019/über/" was published, and nobody has said yet what stands for it' in failed.stderr
    assert "newsgen urls redirect /2019/05/fair.html /2026/04/fair/, or newsgen urls gone" in failed.stderr
    assert run("urls", "gone", "/2019/über/", "/?p=20").exit_code == 0
    assert run("urls", "redirect", "/2019/05/fair.html", "/2026/04/fair/").exit_code == 0
    assert run("build", "-q", "--strict").exit_code == 0
    again = run("urls", "adopt", "old.xml")
    assert (again.exit_code, again.stdout) == (
        0,
        "newsgen.urls: 0 new; of the old addresses: 2 gone, 3 page, 2 redirect\n",
    )


def test_what_has_one_namesake_is_led_there_if_that_is_wanted(run, site: Path) -> None:
    (site / "old.txt").write_text("/2019/05/FAIR.html\n/a/cup/amp/\n")

    answer = run("urls", "adopt", "--match", "old.txt")

    assert (answer.exit_code, answer.stdout) == (0, "newsgen.urls: 2 new; of the old addresses: 2 redirect\n")
    assert run("build", "-q", "--strict").exit_code == 0
    text = (site / "output/redirects.nginx").read_text()
    assert '"/news/2019/05/FAIR.html" "/news/2026/04/fair/";\n' in text
    assert '"/news/a/cup/amp/" "/news/2026/04/cup/";\n' in text


def test_a_page_that_comes_later_needs_no_answer(run, site: Path) -> None:
    (site / "old.txt").write_text("/2026/04/late/\n")
    assert run("urls", "adopt", "old.txt").exit_code == 1
    (site / "content/late.md").write_text("---\ntitle: Late\ndate: 2026-04-02\n---\nText.\n")

    assert run("build", "-q", "--strict").exit_code == 0
    run("urls", "record")
    assert "/2026/04/late/ = late\n" in (site / "newsgen.urls").read_text()


def test_an_index_names_sitemaps_beside_it(run, site: Path) -> None:
    old = site / "old"
    old.mkdir()
    (old / "index.xml").write_bytes(
        sitemap(
            "https://example.org/a/posts.xml", "https://example.org/b/more.xml", element="sitemap", root="sitemapindex"
        )
    )
    (old / "posts.xml").write_bytes(sitemap("https://example.org/news/2026/04/cup/"))

    missing = run("urls", "adopt", "old/index.xml")
    (old / "more.xml").write_bytes(sitemap("https://example.org/news/"))

    assert (missing.exit_code, "error[export-unreadable]" in missing.stderr) == (1, True)
    assert not (site / "newsgen.urls").exists()
    assert run("urls", "adopt", "old/index.xml").stdout.endswith("2 page\n")


def test_the_old_site_may_have_had_another_host(run, site: Path) -> None:
    """All have one; where a few addresses lead elsewhere, those are none of this site's."""
    (site / "moved.txt").write_text("http://old.example/2026/04/cup/\nhttp://www.old.example/2026/04/fair/\n")
    (site / "mixed.txt").write_text("https://example.org/news/2026/04/cup/\nhttps://example.com/x/\nno address\n")

    assert run("urls", "adopt", "moved.txt").stdout.endswith("2 page\n")
    mixed = run("urls", "adopt", "mixed.txt")
    assert (mixed.exit_code, mixed.stdout.endswith("1 page\n")) == (0, True)
    assert (
        'mixed.txt:2: warning[address-foreign]: "https://example.com/x/" is an address of another site' in mixed.stderr
    )


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<urlset", b"\x1f\x8bx", b"\xff\xfe\xff", b"caf\xe9", sitemap()], ids=repr
)
def test_what_is_no_list_of_addresses_is_told(run, site: Path, data: bytes) -> None:
    (site / "old").write_bytes(data)

    answer = run("urls", "adopt", "old")

    assert (answer.exit_code, "error[export-unreadable]" in answer.stderr) == (1, True)
    assert not (site / "newsgen.urls").exists()


def test_its_own_sitemap_is_all_there(run, site: Path) -> None:
    assert run("build", "-q").exit_code == 0

    answer = run("urls", "adopt", *(str(each) for each in (site / "output").glob("sitemap*.xml")))

    assert (answer.exit_code, "lost" in answer.stdout) == (0, False)


@pytest.mark.parametrize("host", ["http://www.example.org", "https://www.example.org", "http://example.org"])
def test_the_old_site_had_the_same_host_in_another_form(run, site: Path, host: str) -> None:
    """A move nearly always changes it; links in texts are this site's, however they are written."""
    (site / "old.txt").write_text(f"{host}/news/2026/04/cup/\nhttps://elsewhere.example/x/\n/news/2026/04/fair/\n")

    answer = run("urls", "adopt", "old.txt")

    assert (answer.exit_code, answer.stdout.endswith("2 page\n")) == (0, True)


def test_the_pattern_of_the_old_site_is_said_as_permalinks_has_it(run, site: Path) -> None:
    """Three thousand errors have one remedy of one line."""
    for number in range(30):
        text = f"---\ntitle: T\ndate: 2020-01-{1 + number % 28:02}\n---\nText.\n"
        (site / f"content/old-{number}.md").write_text(text)
    old = [f"/2020/01/{1 + number % 28:02}/old-{number}.html" for number in range(30)]
    (site / "old.txt").write_text("\n".join(["/other/", *old]))

    answer = run("urls", "adopt", "old.txt")

    assert answer.stdout.startswith("30 of the addresses that are lost are those of articles by another pattern.")
    assert '\n  permalinks: {article: "/{year}/{month}/{day}/{slug}.html"}\n' in answer.stdout
    assert "newsgen urls adopt --match old.txt\n" in answer.stdout
    assert answer.stdout.count("\nlost ") == 20
    assert "and 11 more that are lost: -v names them\n" in answer.stdout
    assert run("urls", "adopt", "-v", "old.txt").stdout.count("\nlost ") == 31
    assert run("build").stderr.count("newsgen urls adopt --match FILE") == 31
    (site / "newsgen.yaml").write_text(CONFIG + "permalinks: {article: '/{year}/{month}/{day}/{slug}.html'}\n")
    assert "1 lost, 30 page" in run("urls", "adopt", "old.txt").stdout


def test_a_short_address_of_wordpress_is_that_of_the_article_with_its_number(run, site: Path) -> None:
    (site / "content/fair.md").write_text("---\ntitle: Fair\ndate: 2026-04-01\nid: 20\n---\nText.\n")
    (site / "old.txt").write_text("/?p=20\n")

    assert "(newsgen urls redirect '/?p=20' /2026/04/fair/?)" in run("urls", "adopt", "old.txt").stdout
    assert run("urls", "adopt", "--match", "old.txt").exit_code == 0


def test_all_of_it_is_had_as_json(run, site: Path) -> None:
    (site / "list.txt").write_bytes(FORMS["list.txt"])

    said = json.loads(run("urls", "adopt", "--json", "list.txt").stdout)

    assert (said["exit_code"], said["n_new"]) == (1, 6)
    assert [each["address"] for each in said["urls"] if each["state"] == "lost"] == sorted(LOST)


def test_an_address_of_the_web_is_to_be_downloaded_first(run, site: Path) -> None:
    answer = run("urls", "adopt", "https://example.org/sitemap.xml")

    assert "hint: download it first, and give the name of the file" in answer.stderr
