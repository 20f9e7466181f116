"""Sitemaps, robots.txt and headers of real files."""

import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsgen.kinds import sitemaps
from tests.kinds.making import CLOCK, CONFIG, PNG, article, made, planned, site_at, site_folder

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}

SPREAD = {
    "april.md": article("April", "2026-04-30 10:00", more="tags: [x]\n"),
    "may.md": article("May", "2026-05-03 10:00", more="updated: 2026-05-20 08:00\nimage: cup.png\n"),
    "first.md": article("First of May", "2026-05-01 00:30"),
    "hidden.md": article("Hidden", "2026-05-04", more="noindex: true\n"),
    "elsewhere.md": article("Elsewhere", "2026-05-05", more="canonical_url: https://other.example/x\n"),
    "moved.md": article("Moved", "2026-05-06", more="redirect_to: /2026/05/may/\n"),
    "pages/imprint.md": "---\ntitle: Imprint\n---\nx\n",
    "pages/secret.md": "---\ntitle: Secret\nnoindex: true\n---\nx\n",
}


def spread(root: Path, config: str = CONFIG) -> Path:
    site_folder(root, SPREAD, config)
    (root / "content" / "cup.png").write_bytes(PNG)
    return root


def locs(data: bytes, path: str = ".//s:loc") -> list[str]:
    return [each.text or "" for each in ET.fromstring(data).findall(path, NS)]


def test_the_index_names_every_sitemap_the_past_ones_with_their_newest_change(tmp_path: Path) -> None:
    root = spread(tmp_path)

    index = made(root, ["sitemap.xml"])["sitemap.xml"]

    names = [each.rpartition("/")[2] for each in locs(index)]
    assert names == ["sitemap-pages.xml", "sitemap-2026-05.xml", "sitemap-2026-04.xml"]
    assert set(names) <= {output.path for output in planned(site_at(root))}
    assert locs(index, ".//s:lastmod") == ["2026-04-30T10:00:00+02:00"]


def test_an_article_of_the_newest_month_leaves_the_index_as_it_is(tmp_path: Path) -> None:
    root = spread(tmp_path)
    before = made(root, ["sitemap.xml"])

    (root / "content" / "new.md").write_text(article("New", "2026-05-31", more="tags: [x]\n"))

    assert made(root, ["sitemap.xml"]) == before


def test_an_update_is_not_known_before_its_time(tmp_path: Path) -> None:
    root = site_folder(tmp_path, {"a.md": article("A", "2026-05-01 10:00", more="updated: 2026-05-20 08:00\n")})
    paths = ["sitemap-2026-05.xml", "atom.xml", "2026/05/a/index.html"]
    update = datetime.fromisoformat("2026-05-20T08:00:00+02:00")

    before = b"".join(made(root, paths, update - timedelta(seconds=1)).values())
    after = made(root, paths, update).values()

    assert b"2026-05-20" not in before
    assert all(b"2026-05-20T08:00:00+02:00" in each for each in after)


def test_a_month_has_its_indexable_articles_oldest_first(tmp_path: Path) -> None:
    data = made(spread(tmp_path), ["sitemap-2026-05.xml"])["sitemap-2026-05.xml"]

    assert locs(data) == ["https://example.org/2026/05/first/", "https://example.org/2026/05/may/"]
    assert locs(data, ".//s:lastmod") == ["2026-05-01T00:30:00+02:00", "2026-05-20T08:00:00+02:00"]
    assert locs(data, ".//image:loc") == ["https://example.org/cup.png"]


def test_pages_terms_and_archives_have_a_sitemap(tmp_path: Path) -> None:
    config = CONFIG.replace("https://example.org", "https://example.org/news")

    found = locs(made(spread(tmp_path, config), ["sitemap-pages.xml"])["sitemap-pages.xml"])

    base = "https://example.org/news"
    assert found[0] == f"{base}/"
    assert {f"{base}/tag/x/", f"{base}/2026/", f"{base}/2026/04/", f"{base}/imprint/"} <= set(found)
    assert f"{base}/secret/" not in found
    assert len(found) == len(set(found))


def test_every_page_of_a_list_is_named(tmp_path: Path) -> None:
    articles = {f"a{n}.md": article(f"T{n}", f"2026-05-{n:02d}", more="tags: [x]\n") for n in range(1, 6)}
    root = site_folder(tmp_path, articles, CONFIG + "page_size: 2\n")

    found = locs(made(root, ["sitemap-pages.xml"])["sitemap-pages.xml"])

    lists = {f"https://example.org/{each.path}" for each in planned(site_at(root)) if each.kind.name in {"home", "tag"}}
    assert any("/page/1/" in each for each in lists)
    assert lists <= {f"{each}index.html" for each in found}


def test_many_addresses_are_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_URLS", 2)
    monkeypatch.setattr(sitemaps, "MAX_ARTICLES", 2)
    articles = {f"a{n}.md": article(f"T{n}", f"2026-05-{n:02d}") for n in range(1, 6)}
    root = site_folder(tmp_path, articles)
    paths = [output.path for output in planned(site_at(root)) if output.path.startswith("sitemap")]

    files = made(root, paths)
    months = [locs(files[f"sitemap-2026-05{part}.xml"]) for part in ("", "-2", "-3")]

    assert [len(month) for month in months] == [2, 2, 1]
    assert months[0] == ["https://example.org/2026/05/a1/", "https://example.org/2026/05/a2/"]
    assert {each.rpartition("/")[2] for each in locs(files["sitemap.xml"])} == set(paths) - {"sitemap.xml"}


def test_a_full_file_of_long_addresses_in_ten_languages_is_below_fifty_megabytes(tmp_path: Path) -> None:
    """Names are as long as a file system takes them, and each byte of a letter takes three in an address."""
    name = "ä" * 120
    articles = {
        f"{lang}/{name}.md": article("A", "2026-05-01", more=f"lang: {lang}\ntranslation_key: a\nimage: {name}.png\n")
        for lang in ("de", "en", "fr", "es", "it", "nl", "pl", "pt", "da", "sv")
    }
    root = site_folder(tmp_path, articles, CONFIG + "permalinks: {article: '/{lang}/{year}/{month}/{slug}/'}\n")
    for path in articles:
        (root / "content" / path).with_suffix(".png").write_bytes(PNG)

    data = made(root, ["sitemap-2026-05.xml"])["sitemap-2026-05.xml"]

    assert data.count(b"<xhtml:link") == 10 * 11
    assert data.count(b"<image:loc>") == 10
    assert len(data) / 10 * sitemaps.MAX_ARTICLES < 50_000_000


def test_the_news_sitemap_has_the_last_two_days_of_the_clock(tmp_path: Path) -> None:
    def at(age: timedelta) -> str:
        return (CLOCK - age).isoformat()

    articles = {
        "now.md": article("'A & <B>'", at(timedelta(0)), more="lang: pt-BR\n"),
        "edge.md": article("Edge", at(timedelta(days=2, seconds=-1))),
        "old.md": article("Old", at(timedelta(days=2))),
        "hidden.md": article("Hidden", at(timedelta(hours=1)), more="noindex: true\n"),
        "paid.md": article("Paid", at(timedelta(hours=1)), more="type: sponsored\n"),
        "anzeige.md": article("Paid as well", at(timedelta(hours=1)), more="genre: Anzeige\n"),
    }
    root = site_folder(tmp_path, articles, CONFIG + "publisher: {name: The Publishing House Ltd}\n")

    data = made(root, ["news-sitemap.xml"])["news-sitemap.xml"]

    assert locs(data, ".//news:title") == ["A & <B>", "Edge"]
    assert locs(data, ".//news:language") == ["pt", "de"]
    # The name that readers know the paper by (Google: as it stands on news.google.com).
    assert set(locs(data, ".//news:name")) == {"Test & News"}
    dates = locs(data, ".//news:publication_date")
    assert [datetime.fromisoformat(each) for each in dates] == [CLOCK, CLOCK - timedelta(days=2, seconds=-1)]
    later = made(root, ["news-sitemap.xml"], CLOCK + timedelta(days=5))["news-sitemap.xml"]
    # The schema wants an address in every sitemap.
    assert (locs(later), locs(later, ".//news:title")) == (["https://example.org/"], [])


def test_an_old_month_keeps_its_bytes(tmp_path: Path) -> None:
    root = spread(tmp_path)
    before = made(root, ["sitemap-2026-04.xml"])

    (root / "content" / "new.md").write_text(article("New", "2026-05-31", more="tags: [x]\n"))

    assert made(root, ["sitemap-2026-04.xml"]) == before


def test_robots_txt_names_the_sitemaps(tmp_path: Path) -> None:
    text = made(spread(tmp_path), ["robots.txt"])["robots.txt"].decode()

    assert "Sitemap: https://example.org/sitemap.xml\n" in text
    assert "Disallow" not in text


def test_the_sites_own_robots_txt_stands(tmp_path: Path) -> None:
    root = spread(tmp_path)
    (root / "static").mkdir()
    (root / "static" / "robots.txt").write_text("User-agent: x\n")

    assert made(root, ["robots.txt"])["robots.txt"] == b"User-agent: x\n"
    assert [output.kind.name for output in planned(site_at(root)) if output.path == "robots.txt"] == ["static"]


def test_headers_keep_hashed_files_for_good_and_no_others(tmp_path: Path) -> None:
    root = spread(tmp_path)
    (root / "static").mkdir()
    (root / "static" / "own.css").write_text("a{}")
    (root / "static" / "a b.pdf").write_text("x")
    (root / "static" / "CNAME").write_text("x")

    text = made(root, ["_headers"])["_headers"].decode()

    kept = [block.split("\n")[0] for block in text.split("\n\n") if "immutable" in block]
    assert any(each.startswith("/own.") for each in kept)
    assert not any("pdf" in each or "CNAME" in each or each == "/own.css" for each in kept)
    assert "script-src 'self'" in text
    assert "unsafe" not in text


def alternates(data: bytes) -> dict[str, dict[str, str]]:
    """Address -> hreflang -> address, of those that have any."""
    return {
        url.findtext("s:loc", "", NS): {each.get("hreflang", ""): each.get("href", "") for each in links}
        for url in ET.fromstring(data).findall("s:url", NS)
        if (links := url.findall("xhtml:link", NS))
    }


def test_translations_name_each_other_and_themselves(tmp_path: Path) -> None:
    articles = {
        "a.md": article("A", "2026-05-01", more="translation_key: a\n"),
        "a-en.md": article("A", "2026-05-01", more="translation_key: a\nlang: en-GB\n"),
        "a-fr.md": article("A", "2026-05-01", more="translation_key: a\nlang: fr\nnoindex: true\n"),
        "a2.md": article("A again", "2026-05-01", more="translation_key: a\n"),
        "alone.md": article("Alone", "2026-05-01", more="translation_key: b\n"),
        "draft.md": article("Draft", "2026-05-01", more="translation_key: b\nlang: en\ndraft: true\n"),
        "pages/us.md": "---\ntitle: Us\ntranslation_key: us\n---\nx\n",
        "pages/us-en.md": "---\ntitle: Us\ntranslation_key: us\nlang: en\n---\nx\n",
    }

    files = made(site_folder(tmp_path, articles), ["sitemap-2026-05.xml", "sitemap-pages.xml"])

    base = "https://example.org"
    versions = {
        "de": f"{base}/2026/05/a/",
        "en-GB": f"{base}/2026/05/a-en/",
        "x-default": f"{base}/2026/05/a/",
    }
    assert alternates(files["sitemap-2026-05.xml"]) == {versions["de"]: versions, versions["en-GB"]: versions}
    pages = {"de": f"{base}/us/", "en": f"{base}/us-en/", "x-default": f"{base}/us/"}
    assert alternates(files["sitemap-pages.xml"]) == {pages["de"]: pages, pages["en"]: pages}
