"""Galleries on pages and in feeds: rows of pictures with captions, credits and copies, and what is no gallery."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from tests.sites.built import CLOCK, CONFIG, article, built, full_texts, output, outputs, page, published, site
from tests.states.state import drawn
from tests.walk.sites import cold, tree

TEXT = """\
Before.

![A bridge](bridge.jpg "The *bridge*, \\"new\\" & <b>wide</b>") ![](upright.png){credit="Cy & Co"}
![A pier](../shared/pier.jpg)

::: gallery The harbour {credit="Photos: Ada Lind"}
What we saw.

![A bridge](bridge.jpg "Seen from the north")

![A strip](strip.png) ![A sign](sign.png "Small")

- ![A plan](plan.svg)
- [![A pier](../shared/pier.jpg)](other.md)
- [![A bridge](small.png)](bridge.jpg)

![Elsewhere](https://pictures.example/a.jpg)
![From the root](/2026/upright.png)

Behind.
:::

![](sign.png) ![](sign.png)

[![A pier](../shared/pier.jpg)](other.md) ![A bridge](bridge.jpg)

![](https://badges.example/build.svg) ![](https://badges.example/version)

After.
"""
PLAN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="9" height="9"/></svg>'
XMP = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 photoshop:Credit="Ben Ott" xmpRights:WebStatement="https://licenses.example/by/">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A pier &lt; at night</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
FILES: dict[str, str | bytes] = {
    "2026/a.md": article("One", TEXT),
    "2026/other.md": article("Other", "Nothing special.", date="2026-05-02 10:00"),
    "2026/upright.png": drawn(900, 1200),
    "2026/strip.png": drawn(2400, 200),
    "2026/sign.png": drawn(88, 31),
    "2026/plan.svg": PLAN,
    "2026/small.png": drawn(150, 100),
}


@pytest.fixture(scope="module", params=["markdown", "commonmark"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = site(tmp_path_factory.mktemp("site"), FILES, f"{CONFIG}markdown: {{engine: {request.param}}}\n")
    (folder / "content/shared").mkdir()
    Image.new("RGB", (1600, 1067)).save(folder / "content/2026/bridge.jpg")
    Image.new("RGB", (1200, 800)).save(folder / "content/shared/pier.jpg", xmp=XMP.encode())
    published(folder)
    yield folder


@pytest.fixture
def shown(root: Path) -> html.HtmlElement:
    return page(root / "output", "/2026/05/a/")


def galleries(shown: html.HtmlElement) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = shown.xpath("//div[contains(@class, 'gallery')]")
    return found


def data(shown: html.HtmlElement) -> list[dict[str, object]]:
    texts = shown.xpath("//div[contains(@class, 'gallery')]/script/text()")
    return [json.loads(text) for text in texts]


def test_a_paragraph_of_photos_and_a_box_are_galleries(shown: html.HtmlElement) -> None:
    """Signs, pictures that lead to pages and other hosts' badges stay the paragraphs that they were."""
    counts = [(each.get("aria-label"), len(each.xpath("ul/li/figure/a/img"))) for each in galleries(shown)]

    assert counts == [("Pictures", 3), ("The harbour", 8)]
    assert [len(each.xpath(".//img")) for each in shown.xpath("//p[@class='only-pictures']")] == [2, 2, 2]


def test_captions_and_credits_stand_below_each_picture(shown: html.HtmlElement) -> None:
    """What the text does not say is the file's; the box's credit is for those that name nobody."""
    first, second = (
        [" ".join(each.text_content().split()) for each in gallery.xpath("ul/li")] for gallery in galleries(shown)
    )

    pier = "A pier < at night Ben Ott · licenses.example/by"
    assert first == ['The bridge, "new" & wide', "Cy & Co", pier]
    assert second[:4] == ["Seen from the north", "", "Small", ""]
    assert galleries(shown)[1].xpath("p[@class='credit']/text()") == ["Photos: Ada Lind"]
    assert second[4] == pier
    assert shown.xpath("//div[@id or contains(@class, 'gallery')]//img[@title]") == []


def test_text_of_a_gallery_stands_above_and_below_its_pictures(shown: html.HtmlElement) -> None:
    box = galleries(shown)[1]

    assert [each.text_content().strip() for each in box.xpath("p")] == [
        *("The harbour", "What we saw.", "Photos: Ada Lind", "Behind.")
    ]
    assert [each.tag for each in box] == ["p", "p", "ul", "p", "script", "p"]


def test_each_picture_leads_to_its_largest_copy_or_where_its_writer_says(root: Path, shown: html.HtmlElement) -> None:
    links = [(each.get("href"), each.get("class")) for each in galleries(shown)[1].xpath("ul/li/figure/a")]
    known = outputs(root)

    assert [href.split(".")[0] for href, _ in links] == [
        *("/variants/2026/bridge-1600", "/variants/2026/strip-1600", "/2026/sign", "/2026/plan", "/2026/05/other/"),
        *("/variants/2026/bridge-1600", "https://pictures", "/variants/2026/upright-900"),
    ]
    assert [each for _, each in links] == ["enlarge"] * 4 + [None] + ["enlarge"] * 3
    assert all(href[1:] in known for href, opens in links if opens and href[:1] == "/")


def test_pictures_have_copies_sizes_and_room(shown: html.HtmlElement) -> None:
    """Nothing moves when they come: each has its place by its shape, also where nobody knows that."""
    images = galleries(shown)[1].xpath("ul/li//img")
    ratios = [(each.get("data-ratio"), each.get("class")) for each in galleries(shown)[1].xpath("ul/li")]

    assert [(each.get("width"), each.get("height")) for each in images[:3]] == [
        *(("1600", "1067"), ("2400", "200"), ("88", "31"))
    ]
    assert images[0].get("srcset").count("/variants/2026/bridge-") == 4
    assert images[0].get("sizes").endswith("vw")
    assert images[7].get("width") == "900"
    assert images[7].get("srcset").count("/variants/2026/upright-") == 3
    assert ratios == [
        *(("1.50", None), ("9.99", "apart"), ("1.00", "apart"), ("1.33", None), ("1.50", None), ("1.50", None)),
        *(("1.50", "apart"), ("0.75", None)),
    ]
    assert {each.get("loading") for each in images} == {"lazy"}


def test_small_pictures_that_lead_to_larger_ones_are_those(tmp_path: Path) -> None:
    """As other systems write galleries: thumbnails, each a link to its picture."""
    files: dict[str, str | bytes] = {
        "2026/a.md": article("One", '[![a](a-150x150.png "A")](a.png) [![b](a-150x150.png)](/2026/a.png)'),
        "2026/a.png": drawn(900, 600),
        "2026/a-150x150.png": drawn(150, 150),
    }
    (gallery,) = galleries(page(output(tmp_path, files), "/2026/05/a/"))

    assert gallery.xpath("ul/li/figure/a/img/@src") == ["/2026/a.png"] * 2
    assert gallery.xpath("ul/li/@data-ratio") == ["1.50"] * 2
    assert all("/variants/2026/a-900." in each for each in gallery.xpath("ul/li/figure/a[@class='enlarge']/@href"))


def test_a_picture_without_words_has_a_named_link(shown: html.HtmlElement) -> None:
    """A link that holds nothing to read out leads nobody."""
    names = galleries(shown)[0].xpath("ul/li/figure/a/@aria-label")

    assert names == ["Picture 2 of 3"]


def test_search_engines_are_told(shown: html.HtmlElement) -> None:
    first, second = data(shown)
    media = first["associatedMedia"]
    assert isinstance(media, list)

    assert [first["@type"], first["name"], first["isPartOf"]] == [
        *("ImageGallery", "One", {"@id": "https://example.org/2026/05/a/#article"})
    ]
    assert second["name"] == "The harbour"
    assert [each["@id"] for each in (first, second)] == [f"https://example.org/2026/05/a/#gallery-{n}" for n in (1, 2)]
    assert media[0] == {
        "@type": "ImageObject",
        "contentUrl": "https://example.org/2026/bridge.jpg",
        "width": 1600,
        "height": 1067,
        "caption": 'The bridge, "new" & wide',
        "description": "A bridge",
    }
    assert [each.get("creditText") for each in media] == [None, "Cy & Co", "Ben Ott"]
    assert media[2]["license"] == "https://licenses.example/by/"
    assert {each.get("creditText") for each in second["associatedMedia"]} == {"Photos: Ada Lind", "Ben Ott"}  # type: ignore[attr-defined]  # as above


@pytest.mark.parametrize("feed", ["feed.xml", "atom.xml", "feed.json"])
def test_feeds_have_plain_figures(root: Path, feed: str) -> None:
    text = next(each for each in full_texts(root / "output")[feed] if "Before." in each.text_content())
    figures = text.xpath(".//figure")

    assert len(figures) == 3 + 8
    assert [each.tag for each in figures[0]] == ["img", "figcaption"]
    assert figures[0].xpath("img/@src") == ["https://example.org/2026/bridge.jpg"]
    assert text.xpath(".//*[@srcset or @sizes or @data-ratio] | .//script | .//link | .//button") == []
    assert [each.tag for each in text if each.text_content().strip() == "Behind."] == ["p"]


def test_feeds_keep_the_links_of_pictures(tmp_path: Path) -> None:
    """To a larger one of another host, or one that HTML names copies of: there is no view in a reader's program."""
    text = (
        '::: gallery\n<a href="a.png"><img src="b.png" srcset="b.png 300w, a.png 900w" alt=""></a>\n\n'
        "[![c](b.png)](https://pictures.example/a.jpg)\n\n![d](b.png)\n:::\n"
    )
    files = {"2026/a.md": article("One", text), "2026/a.png": drawn(900, 600), "2026/b.png": drawn(300, 200)}

    (shown,) = full_texts(output(tmp_path, files))["feed.json"]
    links = [each.xpath("string(a/@href)") for each in shown.xpath("figure")]
    assert links == ["https://example.org/2026/a.png", "https://pictures.example/a.jpg", ""]


def test_only_pages_with_a_gallery_load_what_it_needs(root: Path, shown: html.HtmlElement) -> None:
    """Once, however many there are."""
    plain = (root / "output/2026/05/other/index.html").read_text("utf-8")

    assert len(shown.xpath("//link[contains(@href, 'gallery')] | //script[contains(@src, 'gallery')]")) == 2
    assert "gallery" not in plain


def test_paper_is_not_told_where_pictures_lie(shown: html.HtmlElement) -> None:
    """Below an article the addresses of its links stand: those of pages, not of pictures that are on the paper."""
    addresses = [each.text_content() for each in shown.xpath("//ol[@class='addresses']/li")]

    assert addresses
    assert not any("variants" in each or each.endswith((".jpg", ".png", ".svg")) for each in addresses)


def test_a_site_draws_galleries_its_own_way(tmp_path: Path) -> None:
    """Those of paragraphs, too, and without code; those cannot be told what boxes have to be told."""
    declared = "{# Strips.\n| argument | type | needed |\n|---|---|---|\n| title | text | required |\n#}"
    template = (
        f'{declared}<div class="strip">{{% for each in gallery.pictures %}}{{{{ each.image }}}}{{% endfor %}}</div>'
    )
    folder = site(tmp_path, {"2026/a.md": article("One", "![a](a.png) ![b](a.png)"), "2026/a.png": drawn(900, 600)})
    (folder / "templates/shortcodes").mkdir(parents=True)
    (folder / "templates/shortcodes/gallery.html").write_text(template, "utf-8")
    published(folder)

    assert len(page(folder / "output", "/2026/05/a/").xpath("//div[@class='strip']/img")) == 2


def test_paragraphs_of_signs_are_not_counted(tmp_path: Path) -> None:
    """Nobody sees a second gallery of three where two are drawn."""
    signs = "![](sign.png) ![](sign.png)\n\n"
    text = f"{signs}![a](a.png) ![b](a.png)\n\n{signs}::: gallery\n![a](a.png)\n:::\n"
    files = {"2026/a.md": article("One", text), "2026/a.png": drawn(900, 600), "2026/sign.png": drawn(88, 31)}
    folder = site(tmp_path, files)
    (folder / "templates/shortcodes").mkdir(parents=True)
    (folder / "templates/shortcodes/gallery.html").write_text(
        "{# Strips.\n#}<i>{{ number }} of {{ alike|length }}</i>", "utf-8"
    )
    published(folder)

    assert page(folder / "output", "/2026/05/a/").xpath("//i/text()") == ["1 of 2", "2 of 2"]


def test_what_is_not_there_or_not_public_is_no_picture(tmp_path: Path) -> None:
    """Neither are its copies, nor what it is called."""
    text = "![One](one.png) ![Two](two.png)\n\n::: gallery\n![One](one.png)\n\n[![One](one.png)](later.md)\n:::\n"
    files: dict[str, str | bytes] = {
        "2026/a.md": article("One", "Open.\n\n<!--more-->\n\n![](secret.png) ![](secret.png)", "access: subscribers\n"),
        "2026/draft.md": article("Draft", "![s](folded.png) ![t](folded.png)", "draft: true\n"),
        "2026/later.md": article("Later", "::: gallery Hush\n![s](later.png)\n:::", date="2031-05-01 10:00"),
        "2026/b.md": article("Two", text),
        **{f"2026/{name}.png": drawn(900, 600 + n) for n, name in enumerate(("secret", "folded", "later", "one"))},
    }
    result = built(
        site(tmp_path, files, f"{CONFIG}links: warn\nsubscribers: {{text: Read on, url: https://shop.example/}}\n")
    )
    made = tree(tmp_path / "output")
    shown = galleries(page(tmp_path / "output", "/2026/05/b/"))

    assert result.exit_code == 0, result.diagnostics
    assert [len(each.xpath("ul/li")) for each in shown] == [1, 2]
    assert {each.get("class") for gallery in shown for each in gallery.xpath("ul/li/figure/a")} == {"enlarge"}
    for word in (b"secret.", b"folded.", b"later.", b"Hush", b"two.png"):
        assert not any(word in content or word.decode() in path for path, content in made.items()), word


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_pictures_in_capitals_are_pictures(tmp_path: Path, engine: str) -> None:
    """Nobody would miss the one that is gone from a gallery of twenty."""
    text = '::: gallery\n![b](b.png) <IMG SRC="b.png" ALT="Two">\n\n<IMG SRC=b.png ALT=Three>\n:::\n'
    folder = site(tmp_path, {"2026/a.md": article("One", text), "2026/b.png": drawn(900, 600)})
    (folder / "newsgen.yaml").write_text(f"{CONFIG}markdown: {{engine: {engine}, html: allow}}\n", "utf-8")
    published(folder)
    images = galleries(page(folder / "output", "/2026/05/a/"))[0].xpath("ul/li//img")

    assert [(each.get("alt"), each.get("srcset").count("900.")) for each in images] == [
        *(("b", 1), ("Two", 1), ("Three", 1))
    ]


def test_what_is_no_picture_is_not_drawn_as_one(tmp_path: Path) -> None:
    """Neither for readers nor for search engines; a view of the page itself would open."""
    text = "::: gallery\n![]() ![b](b.png) ![c](javascript:x)\n\n![d](https://youtu.be/abc)\n:::\n"
    shown = page(output(tmp_path, {"2026/a.md": article("One", text), "2026/b.png": drawn(900, 600)}), "/2026/05/a/")

    assert galleries(shown)[0].xpath("ul/li//img/@alt") == ["b"]
    assert [[each["description"] for each in found["associatedMedia"]] for found in data(shown)] == [["b"]]  # type: ignore[attr-defined]  # a list of them


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_links_of_a_caption_lead_where_those_of_the_text_do(tmp_path: Path, engine: str) -> None:
    """A figure that is written as HTML may have some; one to what is not public tells nothing of it."""
    inner = '<a href="other.md">this</a>, <a href="later.md">that</a> <img src="b.png" alt=""> <img src="c.png" alt="">'
    figure = f'<figure><img src="b.png" alt="b"><figcaption>See {inner}</figcaption></figure>'
    files: dict[str, str | bytes] = {
        "2026/a.md": article("One", f"::: gallery\n{figure}\n\n![b](b.png)\n:::\n"),
        "2026/other.md": article("Other"),
        "2026/later.md": article("Later", "![c](c.png)", date="2031-05-01 10:00"),
        "2026/b.png": drawn(900, 600),
    }
    folder = tmp_path / engine
    published(site(folder, files, f"{CONFIG}links: warn\nmarkdown: {{engine: {engine}}}\n"))
    (gallery,) = galleries(page(folder / "output", "/2026/05/a/"))
    caption = gallery.xpath("ul/li//figcaption/span")[0]

    assert caption.xpath("a/@href") == ["/2026/05/other/"]
    assert caption.text_content().split() == ["See", "this,", "that"]
    assert caption.xpath("img/@src") == ["/2026/b.png"]
    assert not any(b"newsgen:content" in each or b"later." in each for each in tree(folder / "output").values())


def test_a_gallery_after_edits_is_that_of_a_build_from_nothing(tmp_path: Path) -> None:
    """Pictures that come, go, grow, or say something else; a paragraph that becomes a gallery and none again."""
    files: dict[str, str | bytes] = {
        "2026/a.md": article("One", "![a](a.png) ![b](b.png)"),
        "2026/a.png": drawn(900, 600),
        "2026/b.png": drawn(900, 600),
    }
    folder = site(tmp_path, files, CONFIG)
    published(folder)
    for name, size in (("b", (90, 60)), ("b", (600, 900)), ("a", (3000, 200))):
        (folder / f"content/2026/{name}.png").write_bytes(drawn(*size))
        published(folder)

        assert tree(folder / "output") == cold(folder, CLOCK)[0]
        assert ("gallery" in (folder / "output/2026/05/a/index.html").read_text("utf-8")) == (size[0] > 90)


def test_sixty_pictures_are_one_gallery(tmp_path: Path) -> None:
    text = " ".join(f"![Picture {n}](a.png)" for n in range(60))
    shown = page(output(tmp_path, {"2026/a.md": article("One", text), "2026/a.png": drawn(900, 600)}), "/2026/05/a/")

    assert len(galleries(shown)[0].xpath("ul/li")) == 60


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_a_caption_is_the_same_text_with_either_engine(tmp_path: Path, engine: str) -> None:
    """One engine showed the marks and the other some of them; a link was lost without a word."""
    told = '"Of *1911*, `code`, 2 * 3 < 7, snake_case & [the plan](plan.md)"'
    lines = (f"![A bridge](b.png {told})", "", f"![A bridge](b.png {told}) ![A bridge](b.png)")
    files = {
        "2026/a.md": article("A", "\n".join(lines)),
        "2026/b.md": article("B", f"`![A bridge](b.png {told})`"),
        "2026/b.png": drawn(800, 500),
    }
    result = published(site(tmp_path, files, f"{CONFIG}markdown: {{engine: {engine}}}\n"))
    captions = page(tmp_path / "output", "/2026/05/a/").xpath("//figcaption")

    assert [each.text_content() for each in captions] == ["Of 1911, code, 2 * 3 < 7, snake_case & the plan"] * 2
    assert [(each.code, each.place.line) for each in result.diagnostics] == [("caption-link", 5), ("caption-link", 7)]
