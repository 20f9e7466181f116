"""newsgen.urls beyond articles: terms, lists, feeds and documents, on real sites."""

import re
from pathlib import Path

import pytest

CONFIG = """\
title: T
base_url: https://example.org
language: en
page_size: 2
redirects: {hosts: [nginx]}
"""
FEEDS = ("/atom.xml = feed:atom", "/feed.json = feed:json", "/feed.xml = feed:rss")


def article(site: Path, name: str, more: str = "categories: [Stadt]\n", text: str = "Text.", day: int = 1) -> Path:
    file = site / "content" / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: {name.title()}\ndate: 2026-04-0{day}\n{more}---\n\n{text}\n", "utf-8")
    return file


@pytest.fixture
def daily(run, tmp_path: Path) -> Path:
    """Five articles of one section: three pages of its list; published and recorded."""
    (tmp_path / "newsgen.yaml").write_text(CONFIG)
    for number in range(1, 6):
        article(tmp_path, f"a{number}", day=number)
    published(run)
    return tmp_path


def published(run) -> None:
    built = run("build", "-q")
    assert built.exit_code == 0, built.stderr
    assert run("urls", "record").exit_code == 0


def lines(site: Path) -> list[str]:
    return (site / "newsgen.urls").read_text().splitlines()


def said(site: Path) -> dict[str, str]:
    """What the host answers at each old address: another address, or 410."""
    file = site / "output" / "redirects.nginx"
    found = re.findall(r'^"(.*)" "?([^"\n]*)"?;$', file.read_text(), re.MULTILINE) if file.is_file() else []
    return dict(found)


def test_sections_authors_described_tags_and_feeds_are_recorded(run, daily: Path) -> None:
    article(daily, "a1", "categories: [Stadt]\ntags: [Netz, Wasser]\nauthors: [Ada Lind]\n")
    (daily / "content/tags").mkdir()
    (daily / "content/tags/netz.md").write_text("---\ntitle: Das Netz\n---\n")
    published(run)

    assert [line for line in lines(daily) if not line.startswith("/2026/")] == sorted(
        [
            *FEEDS,
            "/author/ada-lind/ = author:ada-lind",
            "/author/ada-lind/feed.xml = feed:rss:author:ada-lind",
            "/category/stadt/ = category:stadt",
            "/category/stadt/feed.xml = feed:rss:category:stadt",
            "/category/stadt/page/1/ = list:category:stadt",
            "/page/1/ = list:home",
            "/tag/netz/ = tag:netz",
            "/tag/netz/feed.xml = feed:rss:tag:netz",
        ]
    )


def test_documents_are_recorded_and_pictures_are_not(run, daily: Path) -> None:
    article(daily, "a1", text="[plan](plan.pdf) ![x](x.svg) [table](zahlen/t.csv)")
    (daily / "content/zahlen").mkdir()
    (daily / "content/zahlen/t.csv").write_text("a,b\n")
    (daily / "content/plan.pdf").write_bytes(b"%PDF-1.7")
    (daily / "content/unlinked.pdf").write_bytes(b"%PDF-1.7")
    (daily / "content/x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    (daily / "static/preise").mkdir(parents=True)
    (daily / "static/preise/2026.pdf").write_bytes(b"%PDF-1.7")
    (daily / "static/own.css").write_text("a {}")
    published(run)

    assert [line for line in lines(daily) if "file:" in line] == [
        "/plan.pdf = file:plan.pdf",
        "/preise/2026.pdf = file:preise/2026.pdf",
        "/zahlen/t.csv = file:zahlen/t.csv",
    ]


def test_a_renamed_section_is_not_lost_in_silence(run, daily: Path) -> None:
    """The promise names the new section, and one answer takes its pages and its feed along."""
    for file in (daily / "content").glob("*.md"):
        file.write_text(file.read_text().replace("Stadt", "Stadtleben"))

    failed = run("build")

    assert failed.exit_code == 1
    assert failed.stderr.count("error[address-vanished]") == 1
    assert '"/category/stadt/" was published, and no article names the category "stadt" any more' in failed.stderr
    assert "newsgen urls redirect /category/stadt/ /category/stadtleben/" in failed.stderr
    run("urls", "redirect", "/category/stadt/", "/category/stadtleben/")
    assert run("build", "-q", "--strict").exit_code == 0
    assert said(daily) == {
        "/category/stadt/": "/category/stadtleben/",
        "/category/stadt/feed.xml": "/category/stadtleben/feed.xml",
        "/category/stadt/page/1/": "/category/stadtleben/",
    }


def test_a_description_that_has_the_old_name_is_an_answer(run, daily: Path) -> None:
    """As the error says: the old section, its pages and its feed lead to the new one."""
    for file in (daily / "content").glob("*.md"):
        file.write_text(file.read_text().replace("Stadt", "Stadtleben"))
    assert "or write also: [stadt] into content/categories/stadtleben.md" in run("build").stderr
    (daily / "content/categories").mkdir()
    (daily / "content/categories/stadtleben.md").write_text("---\ntitle: Stadtleben\nalso: [stadt]\n---\n")

    assert run("build", "-q", "--strict").exit_code == 0
    assert said(daily) == {
        "/category/stadt/": "/category/stadtleben/",
        "/category/stadt/feed.xml": "/category/stadtleben/feed.xml",
        "/category/stadt/page/1/": "/category/stadtleben/page/1/",
    }


def test_a_section_by_its_descriptions_name_is_recorded_and_waits(run, daily: Path) -> None:
    """Articles write another name than the address has; the clock takes the last of them."""
    (daily / "content/categories").mkdir()
    (daily / "content/categories/feste.md").write_text("---\ntitle: Feste\nalso: [Fest]\n---\n")
    article(daily, "fest", "categories: [Fest]\nexpires: 2026-05-01\n")
    assert run("build", "-q", "--at", "2026-04-21").exit_code == 0
    assert run("urls", "record").exit_code == 0

    assert "/category/feste/ = category:feste" in lines(daily)
    assert "/category/feste/feed.xml = feed:rss:category:feste" in lines(daily)
    assert run("build", "-q", "--strict", "--at", "2026-05-02").exit_code == 0


def test_what_is_gone_takes_its_pages_and_its_feed_along(run, daily: Path) -> None:
    for file in (daily / "content").glob("*.md"):
        file.write_text(file.read_text().replace("categories: [Stadt]\n", ""))
    run("urls", "gone", "/category/stadt/")

    assert run("build", "-q", "--strict").exit_code == 0
    assert said(daily) == dict.fromkeys(
        ["/category/stadt/", "/category/stadt/feed.xml", "/category/stadt/page/1/"], "410"
    )


def test_a_section_whose_pattern_changed_is_found(run, daily: Path) -> None:
    (daily / "newsgen.yaml").write_text(CONFIG + "permalinks: {category: '/{slug}/'}\n")

    assert run("build", "-q", "--strict").exit_code == 0
    assert said(daily) == {
        "/category/stadt/": "/stadt/",
        "/category/stadt/feed.xml": "/stadt/feed.xml",
        "/category/stadt/page/1/": "/stadt/page/1/",
    }


def test_lost_pages_of_a_list_lead_to_its_front(run, daily: Path) -> None:
    """Bookmarks and search engines have them; the file holds a line a list."""
    for number in (6, 7, 8):
        article(daily, f"a{number}", day=number)
    published(run)
    assert "/page/3/ = list:home" in lines(daily)
    assert "/2026/04/page/3/ = list:month:2026-04" in lines(daily)
    assert sum("= list:" in line for line in lines(daily)) == 3
    (daily / "newsgen.yaml").write_text(CONFIG.replace("page_size: 2", "page_size: 4"))

    assert run("build", "-q", "--strict").exit_code == 0
    assert said(daily) == {
        **{f"/category/stadt/page/{n}/": "/category/stadt/" for n in (2, 3)},
        **{f"/page/{n}/": "/" for n in (2, 3)},
        **{f"/2026/04/page/{n}/": "/2026/04/" for n in (2, 3)},
    }
    assert (daily / "output/page/1/index.html").is_file()
    assert 'url=/"' in (daily / "output/page/3/index.html").read_text()


def test_lists_of_tags_that_nobody_described_follow_them_without_a_word(run, daily: Path) -> None:
    for number in range(1, 6):
        article(daily, f"a{number}", "tags: [Netz]\ncategories: [Stadt]\n", day=number)
    published(run)
    assert [line for line in lines(daily) if "tag" in line] == ["/tag/netz/page/1/ = list:tag:netz"]
    for number in range(1, 6):
        article(daily, f"a{number}", day=number)

    assert run("build", "-q", "--strict").exit_code == 0
    assert said(daily) == {"/tag/netz/page/1/": "410"}


def test_the_clock_alone_makes_no_section_vanish(run, daily: Path) -> None:
    """An article that is due, or over, brings and takes its section, feed and files: no build fails over it."""
    more = "categories: [Fest]\nauthors: [Ada]\nexpires: 2026-05-01\npublish_at: 2026-04-20\n"
    article(daily, "fest", more, "[plan](fest.pdf)")
    (daily / "content/fest.pdf").write_bytes(b"%PDF-1.7")
    assert run("build", "-q", "--at", "2026-04-21").exit_code == 0
    assert run("urls", "record").exit_code == 0
    of_it = ["/2026/04/fest/", "/author/ada/", "/author/ada/feed.xml", "/category/fest/", "/category/fest/feed.xml"]

    before = run("urls", "list", "--at", "2026-04-19").stdout
    after = run("urls", "list", "--at", "2026-05-02").stdout

    for address in (*of_it, "/fest.pdf"):
        assert f"waiting   {address}\n" in before
        assert f"gone      {address}\n" in after
    for clock in ("2026-04-19", "2026-04-21", "2026-05-02"):
        assert run("build", "-q", "--strict", "--at", clock).exit_code == 0


def test_a_feed_in_a_folder_of_its_own_goes_with_its_section(run, daily: Path) -> None:
    """As in WordPress: the folder that it lies in is its own, and the section's the one above."""
    names = "feeds: {term_formats: [rss, atom], names: {rss: feed/, atom: feed/atom/}}\n"
    (daily / "newsgen.yaml").write_text(CONFIG + names)
    article(daily, "fest", "categories: [Fest]\nexpires: 2026-05-01\n")
    assert run("build", "-q", "--at", "2026-04-21").exit_code == 0
    assert run("urls", "record").exit_code == 0
    (daily / "newsgen.yaml").write_text(CONFIG + names + "permalinks: {category: '/{slug}/'}\n")

    assert run("build", "-q", "--strict", "--at", "2026-05-02").exit_code == 0
    assert said(daily) | dict.fromkeys(["/category/fest/feed/", "/category/fest/feed/atom/"], "410") == said(daily)


def test_what_a_draft_took_along_is_told_with_the_draft(run, daily: Path) -> None:
    for number in range(1, 6):
        article(daily, f"a{number}", "categories: [Stadt]\ndraft: true\n", day=number)

    failed = run("build")

    assert 'the articles of the category "stadt" are drafts now: content/a1.md' in failed.stderr


def test_a_feed_that_newsgen_yaml_drops_is_told(run, daily: Path) -> None:
    (daily / "newsgen.yaml").write_text(CONFIG + "feeds: {formats: [rss], term_formats: []}\n")

    failed = run("build")

    assert re.findall(r'address-vanished\]: "(\S+)" was published, and (.*)', failed.stderr) == [
        ("/atom.xml", "newsgen.yaml asks for this feed (atom) no more"),
        ("/category/stadt/feed.xml", "newsgen.yaml asks for this feed (rss:category:stadt) no more"),
        ("/feed.json", "newsgen.yaml asks for this feed (json) no more"),
    ]


def test_a_document_that_moved_is_told_with_its_new_address(run, daily: Path) -> None:
    article(daily, "a1", text="[plan](plan.pdf)")
    (daily / "content/plan.pdf").write_bytes(b"%PDF-1.7")
    published(run)
    (daily / "content/akten").mkdir()
    (daily / "content/plan.pdf").rename(daily / "content/akten/plan.pdf")
    article(daily, "a1", text="[plan](akten/plan.pdf)")

    failed = run("build")

    assert 'the file "plan.pdf" is not there any more, or nothing public refers to it' in failed.stderr
    assert "newsgen urls redirect /plan.pdf /akten/plan.pdf" in failed.stderr


def test_a_document_may_move_to_static(run, daily: Path) -> None:
    """It is at the same address as before."""
    article(daily, "a1", text="[plan](plan.pdf)")
    (daily / "content/plan.pdf").write_bytes(b"%PDF-1.7")
    published(run)
    (daily / "static").mkdir()
    (daily / "content/plan.pdf").rename(daily / "static/plan.pdf")
    article(daily, "a1")

    assert run("build", "-q", "--strict").exit_code == 0
    assert said(daily) == {}


def test_a_renamed_file_is_told_of_the_key_that_keeps_it(run, daily: Path) -> None:
    (daily / "content/a1.md").rename(daily / "content/quite-another.md")

    failed = run("build")

    assert 'if its file was renamed, write "id: a1" into it instead' in failed.stderr


def test_a_section_that_comes_back_needs_no_answer_any_more(run, daily: Path) -> None:
    """Also where the clock brings it back: an answer must not stand in its way."""
    more = "categories: [Fest]\npublish_at: 2026-06-01\n"
    run("urls", "gone", "/category/fest/")
    run("urls", "redirect", "/category/fest/feed.xml", "/feed.xml")
    run("urls", "gone", "/2025/")
    (daily / "content/fest.md").write_text(f"---\ntitle: Fest\ndate: 2025-06-01\n{more}---\nText.\n")

    for clock in ("2026-05-01", "2026-06-02"):
        assert run("build", "-q", "--strict", "--at", clock).exit_code == 0
    assert run("urls", "record").exit_code == 0
    assert "/category/fest/ = category:fest" in lines(daily)
    assert "/category/fest/feed.xml = feed:rss:category:fest" in lines(daily)


def test_a_preview_promises_no_section_of_drafts(run, daily: Path) -> None:
    article(daily, "draft", "categories: [Geheim]\ndraft: true\n", "[plan](geheim.pdf)")
    (daily / "content/geheim.pdf").write_bytes(b"%PDF-1.7")
    before = lines(daily)

    assert run("build", "-q", "-D", "-F").exit_code == 0
    assert run("urls", "record").exit_code == 0
    assert lines(daily) == before


def test_an_archive_of_many_lists_keeps_a_file_that_can_be_read(run, tmp_path: Path) -> None:
    """A line an article, a few for each section: no list pages, no archives, no pictures, no undescribed tags."""
    (tmp_path / "newsgen.yaml").write_text(CONFIG)
    for number in range(60):
        article(tmp_path, f"a{number}", f"categories: [K{number % 3}]\ntags: [t{number}, u{number % 20}]\n")
    published(run)

    assert len(lines(tmp_path)) == 60 + 3 * 3 + len(FEEDS) + 2
    assert lines(tmp_path) == sorted(lines(tmp_path))


@pytest.mark.parametrize("folder", ["content", "static"])
def test_a_document_is_recorded_as_it_is_read(run, daily: Path, folder: str) -> None:
    """Its signs stood in the file in two ways, so that each record found new addresses."""
    names = ["a(b).pdf", "c&d, e.pdf", "f=$g.pdf", "h@i!.pdf", "j';+k.pdf", "ü~l.pdf"]
    links = " ".join(f"[plan](<{name}>)" for name in names)
    article(daily, "a1", text=links if folder == "content" else "Text.")
    (daily / folder).mkdir(exist_ok=True)
    for name in names:
        (daily / folder / name).write_bytes(b"%PDF-1.7")
    published(run)
    first = (daily / "newsgen.urls").read_text()
    again = run("urls", "record")

    assert all(f"= file:{name}\n" in first for name in names)
    assert again.stdout.endswith(", 0 new\n")
    assert (daily / "newsgen.urls").read_text() == first
    assert run("build", "-q", "--strict").exit_code == 0
