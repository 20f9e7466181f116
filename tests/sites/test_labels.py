"""What kind of text an article is stands wherever its headline does; what is paid for is told everywhere."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import html
from PIL import Image

from newsgen.questions.paidlinks import with_sponsored
from newsgen.render.labels import ACCESS, KINDS
from tests.sites.built import CONFIG, article, built, codes, full_texts, outputs, page, published, refused, site, xml

GERMAN = {
    "opinion": "Meinung",
    "commentary": "Kommentar",
    "editorial": "Leitartikel",
    "column": "Kolumne",
    "letter": "Leserbrief",
    "interview": "Interview",
    "analysis": "Analyse",
    "review": "Rezension",
    "live": "Live",
    "press-release": "Pressemitteilung",
    "sponsored": "Anzeige",
}
PAID = """Text [out](https://shop.example/a?b=1&c=2), <a href="//shop.example/" rel="nofollow">out</a>, [own](news.md),
[root](/2026/05/news/), [whole](https://example.org/2026/05/news/), [part](#x), [mail](mailto:ad@shop.example) and
<https://shop.example/bare>.[^1]

## Heading {#x}

[^1]: A note [out](http://note.example/).
"""
SPONSOR = "sponsor: {name: Stadtwerke & Söhne, url: https://stadtwerke.example/, logo: logo.png}\n"


def logo() -> bytes:
    made = BytesIO()
    Image.new("RGB", (90, 30)).save(made, "PNG")
    return made.getvalue()


@pytest.fixture(scope="module", params=["markdown", "commonmark"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    content: dict[str, str | bytes] = {"2026/logo.png": logo()}
    for number, kind in enumerate(["news", *KINDS]):
        text, sponsor = (PAID, SPONSOR) if kind == "sponsored" else ("Text [out](https://shop.example/).", "")
        # The newest of all is paid for.
        more = f"type: {kind}\ncategory: Stadt\ntags: [a]\nseries: Reihe\n{sponsor}"
        content[f"2026/{kind}.md"] = article(f"Titel {kind}", text, more, f"2026-05-31 {number + 1:02d}:00")
    config = f"{CONFIG.replace('language: en', 'language: de')}markdown: {{engine: {request.param}}}\n"
    config += "placement: inline\nrecent_posts: 20\n"
    root = site(tmp_path_factory.mktemp("site"), content, config)
    published(root)
    yield root / "output"


def test_every_kind_has_a_word_in_every_list(output: Path) -> None:
    """In fronts, lists, archives and the sidebar; news has none."""
    lists = ("/", "/category/stadt/", "/tag/a/", "/2026/05/", "/latest/")
    for url in lists:
        shown = page(output, url)
        stories = {
            story.xpath("string(.//*[self::h2 or self::h3])").strip(): [
                each.text_content() for each in story.xpath(".//*[contains(@class, 'label')]")
            ]
            for story in shown.xpath("//article | //li[h3]")
        }

        assert {f"Titel {kind}": [word] for kind, word in GERMAN.items()}.items() <= stories.items(), url
        assert stories["Titel news"] == []


def test_whatever_leads_to_an_article_has_its_label(output: Path) -> None:
    """Series, related and neighbouring articles, on the page of any of them."""
    shown = page(output, "/2026/05/press-release/")

    for kind, place in (
        ("sponsored", "neighbours"),
        ("live", "neighbours"),
        ("sponsored", "series"),
        ("review", "related"),
    ):
        (link,) = shown.xpath(f"//*[@class='{place}']//a[@href='/2026/05/{kind}/']")
        around = link if place == "neighbours" else link.xpath("ancestor::*[self::li or contains(@class, 'story')]")[0]
        assert [each.text for each in around.xpath(".//*[contains(@class, 'label')]")] == [GERMAN[kind]], place


@pytest.mark.parametrize("kind", KINDS)
def test_the_article_has_it_above_its_headline(output: Path, kind: str) -> None:
    (line,) = page(output, f"/2026/05/{kind}/").xpath("//article/header/p[contains(@class, 'kicker')]")

    assert [each.text for each in line.xpath("*[contains(@class, 'label')]")] == [GERMAN[kind]]


def test_the_sponsor_stands_beside_the_label(output: Path) -> None:
    shown = page(output, "/2026/05/sponsored/")
    (sponsor,) = shown.xpath("//header//*[@class='sponsor']")

    assert sponsor.text_content().strip() == "Stadtwerke & Söhne"
    assert [(each.get("rel"), each.get("href")) for each in sponsor.iter("a")] == [
        ("sponsored", "https://stadtwerke.example/")
    ]
    assert [each.get("src") for each in sponsor.iter("img")] == ["/2026/logo.png"]
    assert "Stadtwerke" in page(output, "/category/stadt/").xpath("string(//*[@class='sponsor'])")


def test_machines_are_told_who_has_paid(output: Path) -> None:
    texts = page(output, "/2026/05/sponsored/").xpath("//script[@type='application/ld+json']/text()")
    (said,) = [data for text in texts if "headline" in (data := json.loads(text))]

    assert said["@type"] == "AdvertiserContentArticle"
    assert said["sponsor"] == {
        "@type": "Organization",
        "name": "Stadtwerke & Söhne",
        "url": "https://stadtwerke.example/",
        "logo": "https://example.org/2026/logo.png",
    }
    assert said["isAccessibleForFree"] is True


def test_the_titles_that_leave_the_site_say_that_it_is_paid_for(output: Path) -> None:
    """In tabs, search results and networks nothing else does."""
    shown = page(output, "/2026/05/sponsored/")
    said = [shown.xpath("string(//title)"), *shown.xpath("//meta[@property='og:title']/@content")]

    assert [each.partition(" – ")[0] for each in said] == ["Anzeige: Titel sponsored"] * 2


def test_what_is_passed_on_says_that_it_is_paid_for(output: Path) -> None:
    """Whoever gets it sees the headline alone."""
    (share,) = page(output, "/2026/05/sponsored/").xpath("//p[@class='share']")
    said = [each for each in share.xpath(".//a/@href | .//button/@data-title") if "Titel" in each]

    assert len(said) == 4
    assert {"Anzeige: Titel sponsored" in unquote(each) for each in said} == {True}
    (news,) = page(output, "/2026/05/news/").xpath("//p[@class='share']")
    assert "Anzeige" not in html.tostring(news, encoding="unicode")


def test_a_title_that_says_it_already_says_it_once(tmp_path: Path) -> None:
    published(site(tmp_path, {"a.md": article("'Sponsored: & more'", more="type: sponsored\n")}))

    items = json.loads((tmp_path / "output" / "feed.json").read_bytes())["items"]
    assert [each["title"] for each in items] == ["Sponsored: & more"]
    assert page(tmp_path / "output", "/2026/05/a/").xpath("string(//title)") == "Sponsored: & more – Gazette"


def test_its_card_says_it(output: Path) -> None:
    shown = page(output, "/2026/05/sponsored/")

    assert shown.xpath("//meta[@property='og:image']/@content") == ["https://example.org/og-sponsored.png"]
    with Image.open(output / "og-sponsored.png") as card:
        assert card.size == (1200, 630)
    assert page(output, "/2026/05/live/").xpath("//meta[@property='og:image']/@content") != [
        "https://example.org/og-sponsored.png"
    ]


def test_feeds_have_it_in_title_and_category(output: Path) -> None:
    rss = {
        item.findtext("title"): [each.text for each in item.iter("category")]
        for item in xml(output / "feed.xml").iter("item")
    }
    items = {each["title"]: each["tags"] for each in json.loads((output / "feed.json").read_text("utf-8"))["items"]}
    atom = (output / "atom.xml").read_text("utf-8")

    assert rss["Anzeige: Titel sponsored"][0] == items["Anzeige: Titel sponsored"][0] == "Anzeige"
    assert "<title>Anzeige: Titel sponsored</title>" in atom
    assert 'term="Anzeige"' in atom
    assert items["Titel opinion"][0] == "Meinung"
    assert items["Titel news"] == ["Stadt", "a"]


def test_it_never_leads_by_itself(output: Path) -> None:
    """The newest article of all is paid for, and stands below those that the newsroom leads with."""
    top = page(output, "/").xpath("//section[contains(@class, 'top')]//a[@href='/2026/05/sponsored/']")

    assert top == []
    assert "/2026/05/sponsored/" not in (output / "news-sitemap.xml").read_text("utf-8")


def test_a_standing_page_that_is_paid_for_says_so_in_the_foot(tmp_path: Path) -> None:
    ad = "---\ntitle: Ad\nseo_title: Ad & Co\nsponsor: Shop\n---\nText\n"
    content = {"pages/ad.md": ad, "a.md": article()}
    published(site(tmp_path, content))

    (link,) = page(tmp_path / "output", "/").xpath("//footer//a[@href='/ad/']")

    assert link.getparent().text_content().split() == ["Sponsored", "Ad"]
    shown = page(tmp_path / "output", "/ad/")
    titles = [shown.xpath("string(//title)"), *shown.xpath("//meta[@property='og:title']/@content")]
    assert [each.partition(" – ")[0] for each in titles] == ["Sponsored: Ad & Co"] * 2


def test_a_writer_may_put_it_there(tmp_path: Path) -> None:
    content = {"a.md": article("Paid", more="type: sponsored\nfeatured: true\n"), "b.md": article("News")}

    published(site(tmp_path, content))

    assert page(tmp_path / "output", "/").xpath("string(//section[contains(@class, 'top')]//h2)") == "Paid"


OUT = {
    "https://shop.example/a?b=1&c=2",
    "https://shop.example/",
    "https://shop.example/bare",
    "http://note.example/",
}


def test_its_links_to_other_hosts_say_so(output: Path) -> None:
    """On the page and in every feed; those of the site do not, nor do the links of other articles."""
    feeds = [
        text
        for found in full_texts(output).values()
        for text in found
        if "note.example" in html.tostring(text).decode()
    ]
    for text in (*page(output, "/2026/05/sponsored/").xpath("//div[@class='body']"), *feeds):
        marked = {each.get("href") for each in text.iter("a") if "sponsored" in (each.get("rel") or "").split()}

        assert {urljoin("https://example.org/", each) for each in marked} == OUT
    assert len(feeds) == 3
    assert page(output, "/2026/05/opinion/").xpath("//div[@class='body']//a/@rel") == []


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_titles_and_frames_of_a_sponsor_run_nothing(tmp_path: Path, engine: str) -> None:
    """A title stays one on the page and in feeds; a frame, which is a link there, says what it is."""
    text = """[x](https://o.example/ "x rel=a onmouseover=alert(1) y") <iframe src="https://f.example/"></iframe>"""
    config = f"{CONFIG}markdown: {{engine: {engine}, html: allow}}\n"
    built(site(tmp_path, {"a.md": article(text=text, more="type: sponsored\n")}, config))

    (item,) = json.loads((tmp_path / "output" / "feed.json").read_bytes())["items"]
    (shown,) = page(tmp_path / "output", "/2026/05/a/").xpath("//div[@class='body']")
    for root, n_links in ((shown, 1), (html.fragment_fromstring(f"<div>{item['content_html']}</div>"), 2)):
        links = list(root.iter("a"))
        assert [each.get("rel") for each in links] == ["sponsored"] * n_links
        assert links[0].get("title") == "x rel=a onmouseover=alert(1) y"
        assert [each for each in root.iter() if each.get("onmouseover")] == []


@pytest.mark.parametrize(
    ("written", "rel"),
    [
        ("<a href='https://a.example/'>", "sponsored"),
        ("<a class=x href=https://a.example/ rel=nofollow>", "nofollow sponsored"),
        ('<A HREF="HTTPS://A.example/" REL="">', "sponsored"),
        ('<a href="https://a.example/" rel="Sponsored">', "Sponsored"),
        ('<a title="a > b" href="https://a.example/">', "sponsored"),
        ('<a data-href="/x" href=" \n//a.example">', "sponsored"),
        (r'<a href="\\a.example\x">', "sponsored"),
        ('<a href="https&colon;//a.example/">', "sponsored"),
        ('<a href="https://[a/">', "sponsored"),
        ('<area href="https://a.example/"/>', "sponsored"),
        ('<a href="https://example.org@a.example/">', "sponsored"),
        ('<a href="https://example.org/x">', None),
        ('<a href="https://EXAMPLE.org:443/x">', None),
        ('<a href="/x">', None),
        ('<a href="#x">', None),
        ('<a href="mailto:a@a.example">', None),
        ('<a name="https://a.example/">', None),
        ('<abbr href="https://a.example/">', None),
    ],
)
def test_any_way_to_write_a_link_is_seen(written: str, rel: str | None) -> None:
    """Where raw HTML is allowed, writers write it as they like."""
    (element,) = html.fragment_fromstring(f"<div>{with_sponsored(written, 'https://example.org')}x</div>")

    assert element.get("rel") == rel


@pytest.mark.parametrize(
    ("keys", "kind", "said"),
    [
        ("sponsored: true", "sponsored", []),
        ("sponsored: vielleicht", "sponsored", ["bool-unreadable"]),
        ("sponsored: false", "news", []),
        ("sponsor: Stadtwerke", "sponsored", []),
        ("sponsor: {name: Stadtwerke, url: stadtwerke.example}", "sponsored", ["url-unsafe"]),
        ("sponsor: {name: Stadtwerke, url: 'javascript:x'}", "sponsored", ["url-unsafe"]),
        ("sponsor: {name: Stadtwerke, logo: 'https://a.example/x.png'}", "sponsored", ["url-unsafe"]),
        ("sponsor: {url: https://a.example/}", "sponsored", ["value-type"]),
        ("sponsor: Stadtwerke\ntype: analysis", "sponsored", ["sponsor-labelled"]),
        ("sponsor:", "news", []),
        ("sponsor: false", "news", []),
        ("sponsor: true", "sponsored", ["value-type"]),
        ("sponsor: [A, B, {name: C}]", "sponsored", ["value-type", "value-type"]),
        ("sponsor: {name: A, urll: x}", "sponsored", ["value-type"]),
        ("sponsor: {name: A, url: 'https://a b\"x'}", "sponsored", ["url-unsafe"]),
        ("sponsor: {name: A, url: 'https://a.example:99999/'}", "sponsored", ["url-unsafe"]),
        ("sponsor: {name: A, url: 'https://user:pass@a.example/'}", "sponsored", ["url-unsafe"]),
        ("sponsor: {name: A, url: 'https:///a.example/'}", "sponsored", ["url-unsafe"]),
        ("sponsored_content: true", "sponsored", []),
        ("native_ad: true", "sponsored", []),
        ("type: native", "sponsored", []),
        ("type: Kommentar", "commentary", []),
        ("genre: Leserbrief", "letter", []),
    ],
)
def test_what_says_that_it_is_paid_for(tmp_path: Path, keys: str, kind: str, said: list[str]) -> None:
    """Who pays is told, however it is written: in doubt it is an advertisement."""
    result = built(site(tmp_path, {"a.md": article(more=f"{keys}\n")}))

    found = page(tmp_path / "output", "/2026/05/a/").xpath("//article//*[contains(@class, 'label')]/@class")
    assert codes(result) == said
    assert found == ([] if kind == "news" else [f"label {kind}"])


@pytest.mark.parametrize("word", ["Sponsered", "advertorail", "sponsored-video", "Sponsored by B", "gesponsrt"])
def test_nearly_a_word_for_what_is_paid_for_is_an_error(tmp_path: Path, word: str) -> None:
    """It would stand among the news without its label."""
    assert refused(tmp_path, {"a.md": article(more=f"type: {word}\n")}) == [("type-unknown", "content/a.md", 4)]


def test_a_lost_logo_is_told(tmp_path: Path) -> None:
    result = built(site(tmp_path, {"a.md": article(more="sponsor: {name: A, logo: none.png}\n")}))

    assert codes(result) == ["image-missing"]


def test_a_word_stands_once(tmp_path: Path) -> None:
    """A kicker or section of the label's own word says nothing more."""
    content = {
        "a.md": article(more="type: opinion\nkicker: opinion\n"),
        "b.md": article("B", more="type: opinion\ncategory: Opinion\n"),
    }
    published(site(tmp_path, content))

    shown = page(tmp_path / "output", "/latest/")

    assert [each.text_content().strip() for each in shown.xpath("//p[contains(@class, 'kicker')]")] == ["Opinion"] * 2


def test_a_section_of_the_same_word_is_no_second_label(tmp_path: Path) -> None:
    """On an article it is the link right before it; what is paid for keeps its label all the same."""
    paid = "type: sponsored\ncategory: Sponsored\n"
    content = {"a.md": article(more="type: opinion\ncategory: Opinion\n"), "b.md": article("B", more=paid)}
    published(site(tmp_path, content))

    heads = [page(tmp_path / "output", f"/2026/05/{name}/").xpath("//article/header")[0] for name in "ab"]

    assert [each.xpath("count(.//*[contains(@class, 'label')])") for each in heads] == [0, 1]


def test_a_site_without_advertisements_has_no_card_for_them(tmp_path: Path) -> None:
    published(site(tmp_path, {"a.md": article()}))

    assert "og-sponsored.png" not in outputs(tmp_path)


def test_labels_are_the_same_words_everywhere() -> None:
    """Templates have them for pages, and the table for feeds and cards."""
    template = (Path(__file__).parents[2] / "templates" / "partials" / "label.html").read_text("utf-8")

    assert dict(re.findall(r'"([a-z-]+)": _\("([^"]+)"\)', template)) == KINDS
    assert f'_("{ACCESS}")' in template
