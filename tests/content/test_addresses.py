"""What a body refers to: relative addresses become those of sources, others that look like files are kept in mind."""

import re
from typing import Any

import pytest

from newsgen.content.markup.positions import Positions
from newsgen.content.markup.python_markdown import body
from newsgen.model import Asset
from newsgen.site.links import resolved
from tests.content.reader import CONFIG, Config, Markdown, body_of

ALLOW = Config(language="de", markdown=Markdown(html="allow"))


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("[a](/files/plan.pdf)", ("/files/plan.pdf",)),
        ("![a](/a.jpg) ![b](/a.jpg)", ("/a.jpg",)),
        ("[a](https://example.org/x.png)", ("https://example.org/x.png",)),
        ("[a](HTTPS://example.org/x.PNG)", ("HTTPS://example.org/x.PNG",)),
        ("[a](/a%20b.pdf?x=1&y=2#s)", ("/a%20b.pdf?x=1&y=2#s",)),
        ("<a href='/a&amp;b.pdf'>a</a>", ("/a&b.pdf",)),
        ("[a]\n\n[a]: /x/y.tar.gz", ("/x/y.tar.gz",)),
        ("<img srcset='/a.jpg 1x, /b.jpg 2x,/c.jpg 3x' src=/d.jpg>", ("/a.jpg", "/b.jpg", "/c.jpg", "/d.jpg")),
        ("<video src='/a.mp4' poster='/b.jpg'></video>", ("/a.mp4", "/b.jpg")),
        ("<picture><source srcset='/a.webp'></picture>", ("/a.webp",)),
        ("[a](/about/) [b](/) [c](https://example.org) [d](https://example.org/a.b/c) [e](/x?y.pdf)", ()),
        ("[a](plan.pdf) [b](mailto:a@b.example) [c](#x.y) [d](//a.example/x.png)", ()),
        ("`[a](/a.pdf)` <script src='/a.js'></script>", ()),
        ("<iframe src='/a.html'></iframe>", ("/a.html",)),
        ("<form action='/a.php'></form><link href='/a.css'>", ()),
    ],
)
def test_addresses_of_files_are_known(text: str, addresses: tuple[str, ...]) -> None:
    """An asset is published because something public refers to it."""
    assert body_of(text).addresses == addresses


def test_allowed_html_refers_to_more() -> None:
    """In `allow`, whatever loads a file."""
    text = (
        '<object data="/a.pdf"></object><embed src="/b.swf"><input src="/c.png"><table background="/d.png"></table>'
        '<svg><image href="/e.png" xlink:href="/f.png"/></svg><track src="/g.vtt">'
    )

    assert sorted(body_of(text, config=ALLOW).addresses) == [
        "/a.pdf",
        "/b.swf",
        "/c.png",
        "/d.png",
        "/e.png",
        "/f.png",
        "/g.vtt",
    ]


RELATIVE = (
    '<picture><source srcset="a.webp 1x, b%20c.webp 2x"><img src="d.jpg" srcset="e.jpg 300w,&#10;f.jpg 600w"></picture>'
    '<video poster="g.jpg"><source src="h.mp4"><track src="i.vtt"></video>'
)


@pytest.mark.parametrize("config", [CONFIG, ALLOW])
def test_every_relative_address_is_a_link(config: Config) -> None:
    """So that a file that is missing is told, and one that is there is published."""
    names = ["a.webp", "b c.webp", "d.jpg", "e.jpg", "f.jpg", "g.jpg", "h.mp4", "i.vtt"]
    made = body_of(RELATIVE, config=config)

    assert sorted(link.target for link in made.links) == [f"content/2026/05/{name}" for name in names]
    assert made.html.count("newsgen:") == len(names)


def test_each_candidate_of_a_set_gets_its_address() -> None:
    html = resolved(
        body_of(RELATIVE).html, lambda source: "/" + source.rpartition("/")[2].replace(" ", "%20"), no_asset, no_set
    )

    assert 'srcset="/a.webp 1x, /b%20c.webp 2x"' in html
    assert re.search(r'srcset="/e.jpg 300w,\s/f.jpg 600w"', html)
    assert "newsgen:" not in html


def no_asset(source: str) -> Asset | None:
    return None


def no_set(source: str) -> str:
    return ""


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[a](b.md) [a](b.md)\n[a](b.md)", [(1, 5), (1, 15), (2, 5)]),
        ("[a](data.md) [b](a.md)", [(1, 5), (1, 18)]),
        ("[a](<Foto (1).jpg>)", [(1, 6)]),
        ("[a][x] [b](c.md)\n\n[x]: ../h.md", [(3, 6), (1, 12)]),
        ("<a href='x&amp;y.md'>a</a>", [(1, 10)]),
        ("ä\n\n![ö](Größe.jpg)", [(3, 6)]),
    ],
)
def test_links_have_the_places_where_they_are_written(text: str, places: list[tuple[int, int]]) -> None:
    """A name that ends like another is not taken for it."""
    assert [(link.line, link.column) for link in body("", "content", "de", "sanitize").links] == []
    assert [(link.line, link.column) for link in body(text, "content", "de", "sanitize").links] == places


class LookedAt(str):
    """A text that counts how often somebody looks what stands at a place of it."""

    n_looks = 0

    def startswith(self, *given: Any) -> bool:
        self.n_looks += 1
        return super().startswith(*given)

    def find(self, *given: Any) -> int:
        self.n_looks += 1
        return super().find(*given)


@pytest.mark.parametrize("line", ["[a](p{}.md) b\n", "[a](x.md)\n", "[a](x {}.md)\n", "[a](../x/p{}.md) <b>x</b>\n"])
def test_finding_the_places_of_many_links_costs_what_each_costs(line: str) -> None:
    """Twice as many links, twice as much to look at: counted, for a clock would lie."""

    def n_looks(n_links: int) -> int:
        text = "".join(line.replace("{}", str(number)) for number in range(n_links))
        positions = Positions(looked_at := LookedAt(text))
        found = [positions.of(re.findall(r"\(([^)]*)\)", each)[0]) for each in text.splitlines()]
        assert sorted(found)[-1][0] == n_links or "x {}" in line
        return looked_at.n_looks

    assert n_looks(1000) >= 1000
    assert n_looks(2000) <= 2.2 * n_looks(1000)
    assert n_looks(2000) <= 2000 * 33
