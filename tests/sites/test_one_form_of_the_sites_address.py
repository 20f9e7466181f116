"""`base_url` with umlauts or a path that is not ASCII: one form of it everywhere, and valid tag URIs."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newsgen.config_file import load
from tests.kinds.making import PNG
from tests.sites.built import ATOM, CONFIG, article, built, codes, output, published, site, xml

# As people write it, and as machines know it.
WRITTEN = "https://Straße.Beispiel.example:443/Zürich/日本/"
KNOWN = "https://xn--strae-oqa.beispiel.example/Z%C3%BCrich/%E6%97%A5%E6%9C%AC"
CONTENT = {
    "a.md": article("A", "[b](b.md) ![x](x.png) [plan](https://straße.beispiel.example/Zürich/日本/plan.pdf)"),
    "b.md": article("B", more="redirect_to: /Zürich/日本/2026/05/a/\naliases: [/alt/]\n"),
    "x.png": PNG,
    "plan.pdf": b"%PDF-1.7",
}
# RFC 4151 §2.1: ASCII, a name of a host, a date.
TAG = re.compile(r"tag:[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?,\d{4}(-\d\d){0,2}:[A-Za-z0-9._~:@!$&'()*+,;=/?%-]*")


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    config = CONFIG.replace("https://example.org", WRITTEN) + "menu: [{title: A, url: /Zürich/日本/2026/05/a/}]\n"
    return output(tmp_path_factory.mktemp("site"), CONTENT, f"{config}redirects: {{hosts: [nginx, netlify]}}\n")


def test_every_address_of_the_site_has_the_form_that_machines_know(there: Path) -> None:
    origin, path = "https://xn--strae-oqa.beispiel.example", urlsplit(KNOWN).path
    texts = {each: each.read_text() for each in there.rglob("*") if each.suffix in {".html", ".xml", ".json", ".txt"}}

    assert sum(KNOWN in text for text in texts.values()) > 10
    for file, text in texts.items():
        # A link to a file of its own is in the text as its writer has it.
        own = text.replace("https://straße.beispiel.example/Zürich/日本/plan.pdf", "")
        assert "straße" not in own.casefold(), file
        assert f"{path}{path}" not in text, file
        assert set(re.findall(r'(?:href|src)="(/(?!/)[^"]*)"', text)) <= {
            each for each in re.findall(r'"([^"]*)"', text) if each.startswith(f"{path}/")
        }, file
        assert re.findall(rf"{re.escape(origin)}(?!{re.escape(path)}[/\"<])", text) == [], file


def test_what_is_written_with_the_base_path_in_it_leads_where_it_shall(there: Path) -> None:
    moved = (there / "_redirects").read_text()

    assert f"{urlsplit(KNOWN).path}/alt/ {urlsplit(KNOWN).path}/2026/05/a/ 301!\n" in moved
    assert f'<a href="{urlsplit(KNOWN).path}/2026/05/a/"' in (there / "index.html").read_text()
    assert (there / "plan.pdf").exists()


@pytest.mark.parametrize("base_url", ["https://münchen.example", "http://[::1]:8000", "https://my_host.example/ü/"])
def test_ids_of_entries_are_valid_tags(tmp_path: Path, base_url: str) -> None:
    config = CONFIG.replace("https://example.org", base_url)

    feed = xml(output(tmp_path, {"ä b.md": article("A", more="id: 'ü ,:#?'\n")}, config) / "atom.xml")

    (id_,) = [each.text or "" for each in feed.iter(f"{ATOM}id")][1:]
    assert TAG.fullmatch(id_), id_


def test_the_date_of_tags_is_the_publishers_to_say(tmp_path: Path) -> None:
    """Nobody may name a day at which the domain was somebody else's (RFC 4151)."""
    ids = []
    for number, line in enumerate(["", "tag_date: 2019-05-01\n"]):
        feed = xml(output(tmp_path / str(number), {"a.md": article("A")}, CONFIG + line) / "atom.xml")
        ids += [each.text for each in feed.iter(f"{ATOM}id")][1:]

    assert ids == ["tag:example.org,2005:a", "tag:example.org,2019-05-01:a"]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "base_url: https://ann:secret@example.org",
            "base_url: https://example.org//news",
            "base_url: https://a b.org",
        ),
        *("base_url: https://example.org/a/../b", "base_url: https://example.org/a%2Fb", "base_url: https://a%20b.org"),
        *("base_url: https://xn--.ß-.example", "base_url: https://example.org/%FC", "tag_date: 2019-02-30"),
        *("tag_date: 19", "tag_date: 1 May 2019", "tag_date: 2019-5-1"),
    ],
)
def test_what_no_site_has_for_an_address_is_an_error_at_its_place(line: str) -> None:
    config, (found,) = load(line, "newsgen.yaml")

    assert config is None
    assert (found.code, found.place.line) == ("config-value", 1)
    assert found.hint


def test_a_build_that_nobody_told_where_the_site_will_be_warns(tmp_path: Path) -> None:
    """A dozen files would name the machine that builds."""
    root = site(tmp_path, {"a.md": article("A")}, "title: T\nlanguage: de\n")
    (told,) = published(root).diagnostics

    assert (told.code, told.level, told.place.file) == ("base-url-missing", "warning", "newsgen.yaml")
    assert built(root, strict=True).exit_code == 1
    assert codes(published(root)) == ["base-url-missing"]
    assert codes(published(root, base_url="https://example.org")) == []
    assert codes(published(root, base_url="http://localhost:8000")) == []
    assert codes(published(root)) == ["base-url-missing"]
    assert (
        codes(published(root, output=str(tmp_path / "preview"), for_preview=True, origin="http://127.0.0.1:8000")) == []
    )
