"""What a page of an article is measured by, in the shapes of tests/states/articles.py."""

from collections.abc import Iterator

import pytest
from selenium import webdriver

from tests.browser.faults import PAPER_WIDTH
from tests.browser.hosting import hosted
from tests.browser.pages import media, printed, requests, show, size
from tests.states import articles, boxes
from tests.states.collection import Site

PICTURED = ("upright-picture", "very-upright-picture", "tiny-picture", "panoramic-picture", "square-picture")
# Of each picture of an article: how much larger than itself it is shown, and its part of the window's height.
SCALES = """
return [...document.querySelectorAll(".piece :is(.lead-picture, .body) img")].map((image) => {
  const [width, height] = [image.getAttribute("width"), image.getAttribute("height")].map(Number);
  const scale = Math.min(image.clientWidth / width, image.clientHeight / height);
  return [scale, scale * height / innerHeight];
});
"""
# Of each, how much wider its box is than the picture in it, as a part of its own shape.
GROUNDS = """
return [...document.querySelectorAll(".piece :is(.lead-picture, .body) img")].map((image) => {
  const [width, height] = [image.getAttribute("width"), image.getAttribute("height")].map(Number);
  return image.clientWidth / image.clientHeight / (width / height);
});
"""
# The colours of a rule, and of the text below it.
RULE = """
const style = getComputedStyle(document.querySelector(".neighbours"));
return [style.borderTopColor, style.color];
"""
# Where the links begin their lines, and where the word before them does, from the edge that lines begin at.
HANGING = """
const list = document.querySelector(".share"), turned = getComputedStyle(list).direction === "rtl";
const start = (node) => {
  const [box, around] = [node.getBoundingClientRect(), list.getBoundingClientRect()];
  return Math.round(turned ? around.right - box.right : box.left - around.left);
};
const links = [...list.querySelectorAll("a, [data-copy]")];
const first = links.filter((link, n) => n === 0 || link.offsetTop > links[n - 1].offsetTop);
return [start(list.querySelector(".share-word")), first.map(start)];
"""
EDGES = """
const edge = (node) => Math.round(node.getBoundingClientRect().right);
const boxes = ".byline, .lead-picture img, .body, .authors, .neighbours, .related";
return [...document.querySelectorAll(boxes)].map((node) => [node.className || node.tagName, edge(node)]);
"""
# How far the longest line of the text ends before the text's own edge.
ROOM = """
const body = document.querySelector(".body"), range = document.createRange();
range.selectNodeContents(body);
return body.getBoundingClientRect().right - Math.max(...[...range.getClientRects()].map((line) => line.right));
"""
# How far the page is wider than the window, and how many upright pictures it has in lists.
SPILLED = """
const upright = document.querySelectorAll(".story > .picture.upright");
return [document.documentElement.scrollWidth - innerWidth, upright.length > 0];
"""
# How many rules stand between each box and the one right below it.
RULES = """
const width = (node, side) => parseFloat(getComputedStyle(node)[side]) > 0 ? 1 : 0;
return [...document.querySelectorAll(".body > .box:not(.aside) + .box:not(.aside)")].map((node) =>
  width(node, "borderTopWidth") + width(node.previousElementSibling, "borderBottomWidth"));
"""
# Of each described author, the left edge of the box.
COLUMNS = "return [...document.querySelectorAll('.authors li')].map((each) => each.getBoundingClientRect().left)"
# Of a described author, how wide the portrait is, and whether it stands before the text, at its height.
PORTRAIT = """
const item = document.querySelector(".authors li:has(img)");
const [image, text] = [...item.querySelectorAll("img, div")].map((node) => node.getBoundingClientRect());
return [image.width, image.right < text.left, Math.round(image.top - text.top)];
"""
TOP = "return document.querySelector('.body > p').getBoundingClientRect().top"
# As devices have it that can share; what was asked of it is kept.
SHEET = "navigator.share = (shared) => { window.shared = shared; return Promise.resolve(); };"
ASKED = """
const button = document.querySelector("[data-share]");
button.click();
return [window.shared, button.checkVisibility(), button.previousElementSibling.checkVisibility()];
"""
# The numbers that links of the text have on paper, and the addresses below it.
NOTED = """
const numbered = (node) => getComputedStyle(node, "::after").content.includes("counter(address)");
const links = [...document.querySelectorAll(".body a")].filter(numbered);
const notes = [...document.querySelectorAll(".addresses li")].filter((note) => note.checkVisibility());
return [links.map((link) => link.href), notes.map((note) => note.textContent)];
"""
# What stands on paper after the text, but for those addresses, and where the page's own stands.
AFTER = """
const body = document.querySelector(".body"), all = [...document.querySelectorAll("main *, footer")];
const seen = all.filter((node) => node.offsetHeight > 0 && body.compareDocumentPosition(node) === 4);
const below = seen.filter((node) => !node.closest(".addresses")).map((node) => node.outerHTML.slice(0, 80));
return [below, document.querySelector(".piece > header .permalink").checkVisibility()];
"""
WHOLE = """
const [line, ...links] = [document.querySelector(".sections"), ...document.querySelectorAll(".sections a")];
return links.every((link) => link.getBoundingClientRect().bottom <= line.getBoundingClientRect().bottom - 1);
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    states = (*articles.STATES, *boxes.STATES)
    with hosted(Site("articles", states).build(tmp_path_factory.mktemp("articles"))) as address:
        yield address


def open_at(browser: webdriver.Chrome, paper: str, name: str, width: int = 1440, height: int = 900) -> None:
    size(browser, width, height)
    show(browser, f"{paper}/2026/11/{name}/")


@pytest.mark.parametrize("name", ["wide-picture", "upright-picture", "square-picture", "panoramic-picture"])
def test_the_text_begins_in_the_first_screen(browser: webdriver.Chrome, paper: str, name: str) -> None:
    open_at(browser, paper, name)

    assert browser.execute_script(TOP) < 900 - 30


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_picture_text_and_boxes_end_at_one_edge(browser: webdriver.Chrome, paper: str, width: int) -> None:
    """There was a column beside the text that nothing stood in, as wide as a third of it."""
    open_at(browser, paper, "wide-picture", width)

    edges = browser.execute_script(EDGES)

    assert len(edges) >= 5 and len({edge for _, edge in edges}) == 1, edges
    assert browser.execute_script(ROOM) < 60


def test_between_two_boxes_is_one_rule(browser: webdriver.Chrome, paper: str) -> None:
    open_at(browser, paper, "boxes")

    rules = browser.execute_script(RULES)

    assert len(rules) >= 5 and set(rules) == {1}


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_picture_is_larger_than_itself_or_the_window(browser: webdriver.Chrome, paper: str, width: int) -> None:
    for name in PICTURED:
        open_at(browser, paper, name, width)

        scales = browser.execute_script(SCALES)

        assert len(scales) == 2
        assert all(scale <= 1.01 and part <= 1 for scale, part in scales), (name, scales)


@pytest.mark.parametrize("width", [390, 1440])
def test_no_ground_is_seen_beside_a_picture(browser: webdriver.Chrome, paper: str, width: int) -> None:
    """An upright one had a broad light strip on both of its sides, which is glaring in the dark."""
    for name in PICTURED:
        open_at(browser, paper, name, width)

        assert browser.execute_script(GROUNDS) == pytest.approx([1, 1], rel=0.02), name


def test_rules_do_not_glare_in_the_dark(browser: webdriver.Chrome, paper: str) -> None:
    rules = []
    for scheme in ("light", "dark"):
        open_at(browser, paper, "three-words")
        media(browser, prefers_color_scheme=scheme)
        rules.append(browser.execute_script(RULE))
    media(browser)

    assert [rule == text for rule, text in rules] == [True, False]


@pytest.mark.parametrize("name", ["three-words", "other-direction"])
def test_links_below_one_another_begin_at_one_edge(browser: webdriver.Chrome, paper: str, name: str) -> None:
    """In both directions, whatever the direction of the word before them."""
    open_at(browser, paper, name, 390)

    word, (first, *others) = browser.execute_script(HANGING)

    assert (word, len(others), set(others)) == (0, 1, {first}) and first > 60


@pytest.mark.parametrize("path", ["/", "/category/hafen/", "/2026/11/related-4/"])
def test_an_upright_picture_in_a_list_stays_in_it(browser: webdriver.Chrome, paper: str, path: str) -> None:
    """That of an article floats beside the text; in a list it made pages scroll sideways on tablets."""
    size(browser, 820, 1000)
    show(browser, paper + path)

    assert browser.execute_script(SPILLED) == [0, True]


def test_four_described_authors_stand_in_columns(browser: webdriver.Chrome, paper: str) -> None:
    """The menu that scrolls had the same class, and put them side by side beyond the window."""
    open_at(browser, paper, "four-described-authors")

    lefts = browser.execute_script(COLUMNS)

    assert len(lefts) == 4 and len(set(lefts)) == 2


@pytest.mark.parametrize("width", [390, 1280])
def test_a_portrait_of_any_size_stands_before_its_text(browser: webdriver.Chrome, paper: str, width: int) -> None:
    """One with copies for a browser to choose from was a dot at the edge, or stood where the text should."""
    open_at(browser, paper, "described-authors", width)

    assert browser.execute_script(PORTRAIT) == [96, True, 0]


def test_an_article_is_shared_by_the_devices_own_sheet(browser: webdriver.Chrome, paper: str) -> None:
    """The button stands in place of the word; where there is no sheet, no button."""
    open_at(browser, paper, "three-words")
    without = browser.execute_script("return document.querySelector('[data-share]').checkVisibility()")
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": SHEET})
    open_at(browser, paper, "three-words")
    requests(browser)

    shared, has_button, has_word = browser.execute_script(ASKED)
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)

    title, url = "Lindenhafen baut seine Kaimauer neu", "https://blatt.example/2026/11/three-words/"
    assert (without, shared, has_button, has_word) == (False, {"title": title, "url": url}, True, False)
    assert requests(browser) == []


def test_on_paper_links_have_numbers_and_their_addresses_stand_below(browser: webdriver.Chrome, paper: str) -> None:
    """And the page's own at its top, for a last sheet with that alone is wasted."""
    open_at(browser, paper, "all-parts", PAPER_WIDTH)
    printed(browser)

    links, notes = browser.execute_script(NOTED)
    below, has_own = browser.execute_script(AFTER)
    media(browser)

    assert [link.replace(paper, "https://blatt.example") for link in links] == notes
    assert len(notes) == 4
    assert (below, has_own) == ([], True)


def test_the_rule_below_the_menu_is_whole_where_colours_are_forced(browser: webdriver.Chrome, paper: str) -> None:
    """Each link covered its part of it with a border of its own."""
    size(browser, 1440)
    show(browser, f"{paper}/")
    media(browser, forced_colors="active")

    is_whole = browser.execute_script(WHOLE)
    media(browser)

    assert is_whole
