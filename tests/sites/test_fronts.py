"""Fronts of every size: what leads, what is pictured, and what a paper shows that has hardly begun."""

from pathlib import Path

import pytest
from lxml import html

from tests.sites.built import CONFIG, article, output, page
from tests.states.state import drawn

WIDE = drawn(1200, 800)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><path d="M0 0h600v400z"/></svg>'

# Without a size of its own: it is as large as its place.
SKETCH = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120"><path d="M0 0h200v120z"/></svg>'


def has_class(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


def front(root: Path, images: dict[int, str], n: int = 5, more: str = "") -> html.HtmlElement:
    """The front of `n` articles, 1 the newest, with the pictures of some."""
    files: dict[str, str | bytes] = {"wide.png": WIDE, "tall.png": drawn(400, 1600), "tiny.png": drawn(60, 40)}
    files |= {"chart.svg": SVG, "sketch.svg": SKETCH, "panorama.png": drawn(2400, 500)}
    for number in range(1, n + 1):
        image = f"image: {images[number]}\n" if number in images else ""
        date = f"2026-05-{29 - number:02d}"
        files[f"{number}.md"] = article(f"Story {number}", more=f"{image}{more}", date=date)
    return page(output(root, files, CONFIG), "/")


def pictured(front: html.HtmlElement) -> list[str]:
    """The headlines of the top beside which a picture stands."""
    stories = front.xpath(f"//section[{has_class('top')}]//article[{has_class('has-picture')}]")
    return [each.xpath("string(.//h2)") for each in stories]


@pytest.mark.parametrize(
    ("images", "shown", "top"),
    [
        ({}, [], "plain"),
        (dict.fromkeys(range(1, 6), "wide.png"), ["Story 1", "Story 2"], ""),
        ({1: "wide.png"}, ["Story 1"], ""),
        ({5: "wide.png"}, ["Story 5"], "beside"),
        ({3: "wide.png", 4: "wide.png"}, ["Story 3"], "beside"),
        ({1: "tiny.png", 2: "tall.png"}, ["Story 2"], "beside"),
        ({1: "tiny.png", 2: "tiny.png"}, [], "plain"),
        ({1: "tiny.png", 4: "chart.svg"}, ["Story 4"], "beside"),
        ({1: "sketch.svg"}, ["Story 1"], ""),
        ({1: "https://elsewhere.example/x.jpg", 2: "wide.png"}, ["Story 2"], "beside"),
    ],
)
def test_the_best_pictured_of_the_top_stories_stands_beside_a_lead_without_a_picture(
    tmp_path: Path, images: dict[int, str], shown: list[str], top: str
) -> None:
    """A front of words alone looks unfinished where there is a picture; what is tiny or elsewhere is none."""
    made = front(tmp_path, images)

    assert pictured(made) == shown
    (section,) = made.xpath(f"//section[{has_class('top')}]")
    assert section.get("class").split()[2:] == top.split()
    headlines = made.xpath(f"//section[{has_class('top')}]//h2")
    assert sorted(each.text_content() for each in headlines) == [f"Story {number}" for number in range(1, 6)]


def test_a_lead_without_a_dek_shows_its_teaser(tmp_path: Path) -> None:
    lead = f"//article[{has_class('lead')}]//p[@class='teaser']"

    assert front(tmp_path / "without", {}).xpath(f"string({lead})") == "Body text."
    assert front(tmp_path / "with", {}, more="dek: The dek\n").xpath(f"string({lead})") == "The dek"


@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_front_of_few_articles_has_them_all_and_no_empty_list(tmp_path: Path, n: int) -> None:
    made = front(tmp_path, {2: "wide.png"}, n)

    assert len(made.xpath("//main//article")) == n
    assert not made.xpath("//main//*[self::section or self::div or self::ol][not(normalize-space()) and not(.//img)]")
    assert not made.xpath(f"//section[{has_class('newest')}]")


def test_a_site_of_one_section_does_not_say_so_on_every_story(tmp_path: Path) -> None:
    made = front(tmp_path, {}, n=14, more="categories: [Harbour]\n")

    assert len(made.xpath("//main//article")) == 14
    assert not made.xpath(f"//*[{has_class('block')}] | //p[{has_class('kicker')}]")


def test_a_site_without_articles_says_that_they_will_come(tmp_path: Path) -> None:
    folder = output(tmp_path, {"pages/imprint.md": "---\ntitle: Imprint\n---\nWho we are.\n"}, CONFIG)

    for url in ("/", "/latest/"):
        assert (
            page(folder, url).xpath("string(//main//p[@class='empty'])") == "The first articles will appear here soon."
        )
    missing = html.fromstring((folder / "404.html").read_bytes())
    assert "There are no other articles yet." in missing.xpath("string(//main)")


def test_blocks_and_lists_do_not_repeat_the_section_above_them(tmp_path: Path) -> None:
    files = {
        f"{number}.md": article(
            f"Story {number}",
            more=f"categories: [{'Town' if number % 2 else 'Harbour'}]\n{'kicker: town' if number == 1 else ''}\n",
            date=f"2026-05-{number:02d}",
        )
        for number in range(1, 20)
    }
    folder = output(tmp_path, files, CONFIG)

    assert not page(folder, "/category/town/").xpath(f"//main//p[{has_class('kicker')}]")
    assert not page(folder, "/").xpath(f"//*[{has_class('block')}]//p[{has_class('kicker')}]")
    latest = page(folder, "/latest/").xpath(f"//main//p[{has_class('kicker')}]")
    assert {each.text_content() for each in latest} == {"Town", "Harbour", "town"}


def test_a_panorama_is_asked_for_as_wide_as_it_is_before_it_is_cut(tmp_path: Path) -> None:
    """Cut to 16:9 it is as high as its place, and so 2.7 times as wide: a copy of the place's width was blurred."""
    made = front(tmp_path, {1: "panorama.png", 2: "wide.png"})

    sizes = [each.get("sizes") for each in made.xpath(f"//section[{has_class('top')}]//source")]
    lead = "(min-width: 80em) calc(2.7 * 48rem), (min-width: 64em) calc(2.7 * 58vw), calc(2.7 * 92vw)"
    assert sizes == [lead, "(min-width: 64em) 24rem, (min-width: 40em) 45vw, 92vw"]


@pytest.mark.parametrize(("dates", "n_years"), [(("2026-05-02", "2026-05-01"), 0), (("2026-05-02", "2025-05-01"), 2)])
def test_a_front_has_an_archive_from_the_second_year_on(tmp_path: Path, dates: tuple[str, str], n_years: int) -> None:
    """On the first day of a young paper it was a section with one link; the page of the newest leads there."""
    folder = output(tmp_path, {f"{n}.md": article(date=date) for n, date in enumerate(dates)}, CONFIG)

    links = f"//nav[{has_class('years')}]//a"
    assert len(page(folder, "/").xpath(links)) == n_years
    assert page(folder, "/latest/").xpath(links)


def in_sections(root: Path, counts: dict[str, int], images: tuple[str, ...] = ()) -> html.HtmlElement:
    """A front below whose top and newest stand so many stories of each section; the newest of some has a picture."""
    files: dict[str, str | bytes] = {"wide.png": WIDE}
    files |= {f"top-{n}.md": article(f"Top {n}", date=f"2026-05-{20 + n}") for n in range(9)}
    for section, count in counts.items():
        for n in range(count):
            image = "image: wide.png\n" if n == 0 and section in images else ""
            more = f"{image}categories: [{section}]\n"
            files[f"{section}-{n}.md"] = article(f"{section} {n}", more=more, date=f"2026-04-{28 - n:02d}")
    return page(output(root, files, f"{CONFIG}page_size: 80\n"), "/")


@pytest.mark.parametrize(
    ("counts", "images", "rows"),
    [
        ({"A": 5}, (), []),
        ({"A": 9, "B": 3}, (), [[3, 3]]),
        ({"A": 9, "B": 3}, ("A",), [[2, 3]]),
        ({"A": 9, "B": 6, "C": 4}, (), [[5, 5, 4]]),
        ({"A": 9, "B": 6, "C": 4}, ("A",), [[2, 5, 4]]),
        # Too few beside it: the picture stands by its text.
        ({"A": 9, "B": 6, "C": 3}, ("A",), [[2, 3, 3]]),
        ({"A": 9, "B": 2, "C": 9, "D": 4}, (), [[2, 2], [4, 4]]),
        (dict.fromkeys("ABCDE", 2), (), [[2, 2, 2], [2, 2]]),
        (dict.fromkeys("ABCDEFG", 2), (), [[2, 2, 2], [2, 2], [2, 2]]),
    ],
)
def test_what_stands_side_by_side_is_about_as_long(
    tmp_path: Path, counts: dict[str, int], images: tuple[str, ...], rows: list[list[int]]
) -> None:
    """What one section has more than those beside it follows below; a block alone would be no block."""
    made = in_sections(tmp_path, counts, images)

    found = made.xpath(f"//div[{has_class('blocks')}]")
    assert [[len(block.xpath(".//article")) for block in row.xpath("./section")] for row in found] == rows
    titles = made.xpath(f"//main//*[{has_class('headline')}]/a/text()")
    assert sorted(titles) == sorted({*titles})
    assert len(titles) == 9 + sum(counts.values())
