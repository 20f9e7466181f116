"""What stands on the page of an article around its text, once each."""

import json
from pathlib import Path

from lxml import html

from newsgen.render.linked import addresses
from tests.render.theme import rendered
from tests.sites.built import article, output
from tests.states.state import drawn

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="{height}"></svg>'


def page(folder: Path, name: str = "one") -> html.HtmlElement:
    return html.parse(folder / f"2026/05/{name}/index.html").getroot()


def words(root: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in root.xpath(path)]


def crumbs(root: html.HtmlElement) -> list[str]:
    """As search engines read the way to a page."""
    data = [json.loads(each.text) for each in root.xpath("//script[@type='application/ld+json']")]
    (found,) = (each["itemListElement"] for each in data if each["@type"] == "BreadcrumbList")
    return [each["name"] for each in found]


def test_the_way_to_an_article_ends_with_its_section(tmp_path: Path) -> None:
    """The headline stands below it; machines are still told of the page itself."""
    content = {
        "one.md": article("The Port", more="categories: [Port, Town]\nkicker: Quay\n"),
        "pages/us.md": "---\ntitle: Us\n---\n",
    }

    folder = output(tmp_path, content)

    root = page(folder)
    assert words(root, "//nav[@class='breadcrumb' or starts-with(@class, 'breadcrumb ')]//li") == ["Home", "Port"]
    assert words(root, "//p[@class='categories']") == ["Town"]
    assert crumbs(root) == ["Home", "Port", "The Port"]
    standing = html.parse(folder / "us/index.html").getroot()
    assert words(standing, "//nav[@class='breadcrumb']//li") == ["Home"]
    assert crumbs(standing) == ["Home", "Us"]


def test_a_section_that_no_list_shows_is_named_still(tmp_path: Path) -> None:
    """An unlisted article's section has no page that the way could lead to."""
    root = page(output(tmp_path, {"one.md": article(more="categories: [Port]\nunlisted: true\n")}))

    assert words(root, "//nav[starts-with(@class, 'breadcrumb')]//li") == ["Home"]
    assert words(root, "//p[@class='categories']") == ["Port"]


def test_no_word_stands_twice_above_a_headline(tmp_path: Path) -> None:
    """A comment in the section "Comment", or one whose kicker says so again; what is paid for says it in any."""
    content = {
        "one.md": article(more="categories: [Opinion]\ntype: opinion\nkicker: opinion\n"),
        "two.md": article(more="categories: [Port]\nkicker: Port\n"),
        "three.md": article(more="categories: [Sponsored]\ntype: sponsored\n"),
    }

    folder = output(tmp_path, content)

    kickers = {name: words(page(folder, name), "//header/p[starts-with(@class, 'kicker')]") for name in ("one", "two")}
    assert kickers == {"one": [], "two": []}
    assert words(page(folder, "three"), "//header//span[@class='label sponsored']") == ["Sponsored"]


def test_related_articles_have_their_picture_and_teaser(tmp_path: Path) -> None:
    more = "tags: [quay]\n"
    content = {
        "one.md": article("One", more=more, date="2026-05-04"),
        "between.md": article("Between", date="2026-05-03"),
        "two.md": article("Two", "Divers found cracks.", f"{more}image: two.svg\n", date="2026-05-02"),
        "three.md": article("Three", "It rained.", more, date="2026-05-01"),
        "two.svg": SVG.format(height=600),
    }

    root = page(output(tmp_path, content))

    related = "//section[@class='related']//article"
    assert words(root, f"{related}//h3") == ["Two", "Three"]
    assert words(root, f"{related}//p[@class='teaser']") == ["Divers found cracks.", "It rained."]
    assert root.xpath(f"{related}//img/@src") == ["/two.svg"]


def test_related_articles_are_not_the_neighbours_again(tmp_path: Path) -> None:
    """On a small site the article before was told twice, one below the other."""
    content = {f"{n}.md": article(f"Story {n}", more="tags: [quay]\n", date=f"2026-05-{n:02d}") for n in range(1, 9)}

    root = page(output(tmp_path, content), "7")

    assert words(root, "//a[@rel='prev']/span[@class='headline']") == ["Story 6"]
    assert words(root, "//section[@class='related']//h3") == ["Story 5", "Story 4", "Story 3", "Story 2"]


def test_a_drawing_is_as_wide_as_the_text_and_a_small_picture_has_its_credit_near(tmp_path: Path) -> None:
    """A drawing without a size stood as a stamp of 200 pixels."""
    sketch = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120"></svg>'
    names = ("sketch.svg", "small.png", "wide.png")
    files = {"sketch.svg": sketch, "small.png": drawn(120, 80), "wide.png": drawn(1200, 800)}
    content = {f"{name[:-4]}.md": article(more=f"image: {name}\n") for name in names}

    folder = output(tmp_path, {**content, **files})

    found = {name: page(folder, name[:-4]).xpath("//figure/@class")[0].split()[1:] for name in names}
    assert found == {"sketch.svg": ["drawing"], "small.png": ["small"], "wide.png": []}


def test_a_long_dek_and_many_authors_leave_room_for_the_text(tmp_path: Path) -> None:
    """Thirty names filled a screen; all of them are there for who asks."""
    names = [f"Author {n}" for n in range(1, 31)]
    content = {
        "one.md": article(more=f"dek: {'Too long. ' * 50}\nauthors: [{', '.join(names)}]\n"),
        "two.md": article(more=f"dek: Short.\nauthors: [{', '.join(names[:6])}]\n"),
    }

    folder = output(tmp_path, content)

    one, two = page(folder), page(folder, "two")
    assert [each.xpath("string(//header/p[contains(@class, 'dek')]/@class)") for each in (one, two)] == [
        "dek long",
        "dek",
    ]
    assert words(one, "//details[@class='by']/summary") == ["By Author 1, Author 2 and 28 others"]
    assert words(one, "//details[@class='by']//a[@rel='author']") == names
    assert words(two, "//p[@class='by']//a[@rel='author']") == names[:6]


def test_a_picture_about_as_high_as_wide_stands_beside_the_text(tmp_path: Path) -> None:
    """Below the headline it would push the text out of the window."""
    heights = {"wide": 600, "square": 900, "upright": 1600}
    content = {f"{name}.md": article(more=f"image: {name}.svg\n") for name in heights}
    drawings = {f"{name}.svg": SVG.format(height=height) for name, height in heights.items()}

    folder = output(tmp_path, {**content, **drawings})

    found = {name: page(folder, name).xpath("//figure/@class")[0].split()[1:] for name in heights}
    assert found == {"wide": ["drawing"], "square": ["upright", "drawing"], "upright": ["upright", "drawing"]}


def test_sharing_needs_no_script_and_asks_no_other_host(tmp_path: Path) -> None:
    root = page(output(tmp_path, {"one.md": article("'R&D: 100 %'")}))

    said = "R%26D%3A%20100%20%25%20https%3A//example.org/2026/05/one/"
    assert root.xpath("//p[@class='share']/a/@href") == [
        "mailto:?subject=R%26D%3A%20100%20%25&body=https%3A//example.org/2026/05/one/",
        f"https://wa.me/?text={said}",
        f"https://share.joinmastodon.org/#text={said}",
    ]
    assert all("hidden" in each.attrib for each in root.xpath("//p[@class='share']/button"))


def test_addresses_of_links_are_told_as_they_are_numbered() -> None:
    """newsgen.css counts the same ones: what leads to the page itself, or to no page, has no number."""
    text = (
        '<p><a class="x" href="/a/?b=1&amp;c=2">A</a> <A HREF=\'https://b.example/\'>B</A> <a href=http://c.example>C</a>'
        '<a href="#d">D</a> <a href="mailto:e@example.org">E</a> <a id="f">F</a> <a data-href="/g/">G</a>'
        '<a href="/a/?b=1&amp;c=2">A</a> <a\nhref="//h.example/">H</a></p>'
    )

    found = rendered("{{ text|addresses|join(' ') }}", text=text)

    assert found.split() == [
        *("https://example.org/a/?b=1&amp;c=2", "https://b.example/", "http://c.example"),
        *("https://example.org/a/?b=1&amp;c=2", "https://h.example/"),
    ]


def test_a_text_without_links_has_no_addresses() -> None:
    assert addresses({}, "<p>None</p>") == ()  # type: ignore[arg-type]  # it is not asked for anything
