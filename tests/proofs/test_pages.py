"""With `--verify` the whole site, as it will be, is read as readers' programs read it, before any of it is swapped."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from newsgen.build import Result
from tests.proofs.planted import Plant, planted
from tests.sites.built import CLOCK, CONFIG, article, built, codes, outputs, site

CONTENT = {"2026/a.md": article("A", "Text.\n\n## Teil\n\n[Teil](#teil) [B](b.md)"), "2026/b.md": article("B")}


def proved(root: Path, plants: Mapping[str, str | Plant], config: str = CONFIG) -> Result:
    return planted(site(root, CONTENT, config), plants, proves_pages=True)


def found(result: Result) -> list[tuple[str, str, int]]:
    return [(each.code, each.place.file, each.place.line) for each in result.diagnostics]


BROKEN = {
    "end-tag": ("a.html", "<div>\n<p>x</p></div></div>", ("page-unreadable", 2)),
    "mixed": ("a.html", "<p><b>x</p></b>", ("page-unreadable", 1)),
    "bytes": ("a.html", "", ("page-unreadable", 0)),
    "id": ("a.html", "<p id=x>a</p><p id=x>b</p>", ("page-id-twice", 0)),
    "link": ("a.html", '<p>x</p>\n<a href="/2026/05/c/">x</a>', ("link-nowhere", 2)),
    "whole": ("a.html", '<a href="https://example.org/2026/05/c/?x=1#y">x</a>', ("link-nowhere", 1)),
    "relative": ("x/y/index.html", '<a href="../z/">x</a>', ("link-nowhere", 1)),
    "no-scheme": ("a.html", '<a href="//example.org/c.html">x</a>', ("link-nowhere", 1)),
    "picture": ("a.html", '<img src="/x.png" alt="">', ("link-nowhere", 1)),
    "set": ("a.html", '<img srcset="/favicon.ico 1x, /x.png 2x" alt="">', ("link-nowhere", 0)),
    "script": ("a.html", '<script src="/js/x.js"></script>', ("link-nowhere", 1)),
    "include": ("a.html", '<!--#include virtual="/x.html" -->', ("link-nowhere", 0)),
    "own-part": ("a.html", '<p id=y>y</p><a href="#x">x</a>', ("anchor-nowhere", 1)),
    "part": ("a.html", '<a href="/2026/05/a/#nichts">x</a>', ("anchor-nowhere", 1)),
    "xml": ("a.xml", "<r>\n<a></r>", ("feed-unreadable", 2)),
    "json": ("a.json", '{"a": }', ("feed-unreadable", 0)),
    "local-script": ("a.html", '<script src="http://localhost:35729/x.js"></script>', ("address-local", 0)),
    "local-meta": ("a.html", '<meta property="og:url" content="http://127.0.0.1:8000/">', ("address-local", 0)),
    "local-feed": ("a.xml", "<r><loc>http://localhost:8000/</loc></r>", ("address-local", 0)),
}
GOOD = {
    "links": '<a href="/2026/05/a/"></a> <a href="/2026/05/a">a</a> <a href="https://example.org"></a> <a href=""></a>',
    "parts": '<a href="/2026/05/a/#teil"></a> <a href="#">x</a> <a href="#top">x</a> <a href="#h%C3%B6he" id=höhe></a>',
    "text-parts": '<a href="/2026/05/a/#:~:text=Text">a</a>',
    "others": '<a href="https://other.example/x">x</a> <a href="mailto:a@b.example">x</a> <img src="data:,x" alt="">',
    "old-html": "<p>one<p>two<ul><li>a<li>b</ul><br><hr>a & b < c &copy; &nosuch;",
    "names": '<a name="x"></a><a href="#x">x</a>',
    "writers": '<p><a href="http://localhost:8000/">as you try it</a> http://localhost/</p>',
    "drawing": '<svg viewBox="0 0 1 1"><defs><path id="p" d=""/></defs><use href="#p"/></svg>',
    "custom": "<esi:include src='/feed.xml'/><x-y z></x-y><main><article>x</article></main>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_found_and_not_published(tmp_path: Path, name: str) -> None:
    path, text, (code, line) = BROKEN[name]

    result = proved(tmp_path, {path: text})

    assert set(found(result)) == {(code, f"output/{path}", line)}
    assert result.exit_code == 1
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("name", GOOD)
def test_what_browsers_and_hosts_understand_is_good(tmp_path: Path, name: str) -> None:
    assert found(proved(tmp_path, {"a.html": GOOD[name]})) == []


def test_below_a_path_and_elsewhere_others_answer(tmp_path: Path) -> None:
    config = CONFIG.replace("example.org", "example.org/news") + "links: {elsewhere: [/news/shop/]}\n"
    text = '<a href="/other/">x</a> <a href="/news/shop/cart">x</a> <a href="/news/2026/05/a/#teil">x</a>'

    assert found(proved(tmp_path / "good", {"a.html": text}, config)) == []
    assert codes(
        proved(tmp_path / "bad", {"a.html": '<a href="/news/2026/">x</a><a href="/news/b/">y</a>'}, config)
    ) == ["link-nowhere"]


def test_a_file_of_somebody_elses_in_the_output_folder_is_there(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/shop.html").write_text("x")

    result = proved(tmp_path, {"a.html": '<a href="/shop.html">x</a>'}, f"{CONFIG}keep: [shop.html]\n")

    assert found(result) == []


def test_what_is_led_on_by_the_host_alone_is_there(tmp_path: Path) -> None:
    content = {"2026/a.md": article("A", more="aliases: [/old.php, /older/]\n")}
    root = site(tmp_path, content, f"{CONFIG}redirects: {{hosts: [netlify]}}\n")

    result = planted(root, {"a.html": '<a href="/old.php">x</a> <a href="/older/">y</a>'}, proves_pages=True)

    assert found(result) == []


def test_pages_that_stand_are_proved_as_well(tmp_path: Path) -> None:
    """What nobody has looked at when it was published; and a page whose target goes."""
    plants = {"a.html": '<a href="/2026/05/b/">x</a>'}
    root = site(tmp_path, CONTENT)
    assert planted(root, plants).exit_code == 0
    (root / "content/2026/b.md").unlink()
    (root / "content/2026/a.md").write_text(article("A"), "utf-8")

    result = planted(root, plants, proves_pages=True)

    assert found(result) == [("link-nowhere", "output/a.html", 1)]
    assert "2026/05/b/index.html" in outputs(root)


def test_it_is_proved_where_nothing_is_to_do(tmp_path: Path) -> None:
    plants = {"a.html": "<p id=x></p><p id=x></p>"}
    root = site(tmp_path, CONTENT)
    assert planted(root, plants).exit_code == 0

    assert codes(planted(root, plants, proves_pages=True)) == ["page-id-twice"]


def test_newsgen_yaml_asks_for_it_in_every_build(tmp_path: Path) -> None:
    root = site(tmp_path, CONTENT, f"{CONFIG}proofs: {{pages: true}}\n")

    assert codes(planted(root, {"a.html": "<p id=x></p><p id=x></p>"})) == ["page-id-twice"]
    assert built(root).exit_code == 0


def test_what_is_wrong_everywhere_is_said_once(tmp_path: Path) -> None:
    result = proved(tmp_path, {f"{n}.html": '<a href="/x/">x</a>' for n in range(200)})

    (said,) = result.diagnostics
    assert said.place.file == "output/0.html"
    assert "in 199 more files" in said.text


@pytest.mark.parametrize(
    "base_url", ["https://example.org", "https://example.org/zeitung", "https://example.org/zeitung-ä"]
)
def test_what_the_checks_have_warned_of_fails_nothing(tmp_path: Path, base_url: str) -> None:
    """A writer has been told; a newsroom's site goes on being published, also when a list has lost its last article."""
    links = "[x](/nowhere/) [y](b.md#nothing) [z](/käse%20brot/?a=1)"
    content = {"2026/a.md": article("A", links), "2026/b.md": article("B")}
    menu = "menu: [{title: Town, url: /category/town/}]\n"
    config = CONFIG.replace("https://example.org", base_url) + menu

    result = planted(site(tmp_path, content, config), {}, proves_pages=True)

    assert result.exit_code == 0
    assert {each.level for each in result.diagnostics} == {"warning"}


def test_a_site_without_an_address_is_not_for_readers(tmp_path: Path) -> None:
    config = CONFIG.replace("https://example.org", "http://localhost:8000")

    result = proved(tmp_path, {}, config)

    assert [(each.code, each.place.file, each.place.line) for each in result.diagnostics] == [
        ("address-local", "newsgen.yaml", 2)
    ]


def test_several_processes_say_the_same(tmp_path: Path) -> None:
    plants = {f"{n}.html": f'<p id=x{n}></p><p id=x{n}></p><a href="/2026/05/a/#n{n % 3}">x</a>' for n in range(150)}
    root = site(tmp_path, CONTENT)

    one = planted(root, plants, proves_pages=True)
    two = planted(root, plants, proves_pages=True, jobs=2, at=CLOCK + timedelta(0))

    assert one.exit_code == 1
    assert one.diagnostics == two.diagnostics
