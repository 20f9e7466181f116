"""The masthead in a real browser: the menu's button, the switch of the colour scheme, the date, and the focus ring."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver

from tests.browser.hosting import hosted
from tests.browser.pages import SETTLED, console, media, prepare, press, show, size
from tests.sites.built import CONFIG, article, published, written

SECTIONS = "".join(f"  - {{title: Section {i}, url: 'https://s{i}.example/'}}\n" for i in range(9))
MENU = f"""\
menu:
  - title: Town
    url: /category/town/
    children: [{{title: Harbour, url: /tag/harbour/}}, {{title: Council, url: /2026/}}]
{SECTIONS}theme: {{accent: "#005f73", background: "#ffffff", logo: day.svg, logo_dark: night.svg}}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"/>'
FILES = {
    "newsgen.yaml": CONFIG + MENU,
    "content/a.md": article("A", more="categories: [Town]\ntags: [Harbour]\n"),
    "static/day.svg": SVG,
    "static/night.svg": SVG,
}
PAPER = "return getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(19, 21, 23)"
# What the page's paper was at each frame that was painted.
FRAMES = """
window.papers = new Set();
const look = () => {
  if (document.body) window.papers.add(getComputedStyle(document.body).backgroundColor);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
BROKEN = 'Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }});'
# How far the ring of what has the focus is cut by boxes that hide what sticks out of them.
CUT = """
const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
const ring = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
const cut = [];
for (let held = node.parentElement; held !== document.documentElement; held = held.parentElement) {
  const from = held.getBoundingClientRect();
  if (getComputedStyle(held).overflowX === "visible") continue;
  if (box.left - ring < from.left - .5 || box.right + ring > from.right + .5 || box.top - ring < from.top - .5
      || box.bottom + ring > from.bottom + .5) cut.push(held.className || held.tagName);
}
return [node.textContent.trim(), cut];
"""

# How far the middle of the menu is from that of the page, and the foot's label from the first line of what it is of.
PLACES = """
const items = [...document.querySelectorAll(".sections a")].map((each) => each.getBoundingClientRect());
const [label, link] = document.querySelectorAll(".imprint li:has(.label) > *");
return [(items[0].left + items.at(-1).right - innerWidth) / 2,
  label.getBoundingClientRect().bottom - link.getClientRects()[0].bottom].map(Math.abs);
"""


@pytest.fixture(scope="module")
def paper(browser: webdriver.Chrome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = written(tmp_path_factory.mktemp("paper"), FILES)
    published(root)
    prepare(browser)
    with hosted(root / "output") as url:
        yield url


@contextmanager
def before_pages(browser: webdriver.Chrome, source: str) -> Iterator[None]:
    """A script that runs before those of each page."""
    made = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)


def choose(browser: webdriver.Chrome, times: int) -> str:
    for _ in range(times):
        browser.execute_script("document.querySelector('.scheme').click()")
    named: str = browser.execute_script("return document.querySelector('.scheme').innerText")
    return named.split()[-1]


@pytest.fixture(autouse=True)
def nothing_chosen(browser: webdriver.Chrome, paper: str) -> None:
    size(browser, 1280)
    media(browser, prefers_color_scheme="light")
    show(browser, f"{paper}/")
    browser.execute_script("localStorage.clear()")
    show(browser, f"{paper}/")


def test_the_switch_has_three_states_and_remembers_without_a_cookie(browser: webdriver.Chrome, paper: str) -> None:
    said = [(browser.execute_script(PAPER), choose(browser, 0))]
    said += [(choose(browser, 1), browser.execute_script(PAPER))[::-1] for _ in range(2)]
    show(browser, f"{paper}/2026/05/a/")

    assert said == [(LIGHT, "automatic"), (LIGHT, "light"), (DARK, "dark")]
    assert browser.execute_script(PAPER) == DARK
    assert browser.get_cookies() == []
    assert choose(browser, 1) == "automatic"
    assert browser.execute_script("return localStorage.length") == 0


@pytest.mark.parametrize(("device", "times", "wanted"), [("light", 2, DARK), ("dark", 1, LIGHT)])
def test_no_page_is_painted_in_the_other_scheme(
    browser: webdriver.Chrome, paper: str, device: str, times: int, wanted: str
) -> None:
    media(browser, prefers_color_scheme=device)
    choose(browser, times)

    with before_pages(browser, FRAMES):
        show(browser, f"{paper}/2026/05/a/")
        painted = browser.execute_script("return [...window.papers]")

    assert painted == [wanted]


def test_logos_and_the_browsers_bar_follow_the_switch(browser: webdriver.Chrome, paper: str) -> None:
    logo = "return document.querySelector('.logo').currentSrc.replace(/.*\\//, '')"
    bars = "return [...document.querySelectorAll('meta[name=theme-color]')].map((each) => each.media)"
    day = browser.execute_script(logo)

    choose(browser, 2)
    show(browser, f"{paper}/2026/05/a/")

    assert (day, browser.execute_script(logo)) == ("day.svg", "night.svg")
    assert browser.execute_script(bars) == ["not all", "all"]


def test_where_nothing_can_be_stored_the_choice_holds_for_the_page(browser: webdriver.Chrome, paper: str) -> None:
    console(browser)
    with before_pages(browser, BROKEN):
        show(browser, f"{paper}/")
        assert choose(browser, 2) == "dark"
        assert browser.execute_script(PAPER) == DARK
        show(browser, f"{paper}/")
        assert browser.execute_script(PAPER) == LIGHT

    assert console(browser) == []


def test_the_date_is_that_of_the_paper_and_moves_nothing(browser: webdriver.Chrome, paper: str) -> None:
    size(browser, 390, 3000)
    show(browser, f"{paper}/")

    assert browser.execute_script("return document.querySelector('.today').textContent") == "Monday, November 23, 2026"
    assert browser.execute_script("return window.shifts") == []


def test_the_menu_is_a_dialog_that_holds_the_focus_and_goes_with_escape(browser: webdriver.Chrome, paper: str) -> None:
    size(browser, 390)
    show(browser, f"{paper}/")
    where = "return document.activeElement.closest('dialog') ? document.activeElement.textContent.trim() : ''"
    browser.execute_script("document.querySelector('button.open-menu').focus()")
    press(browser, "Enter")
    reached = [browser.execute_script(where)]
    for _ in range(13):
        press(browser, "Tab")
        reached.append(browser.execute_script(where))
    press(browser, "Escape")
    browser.execute_async_script(SETTLED)

    assert reached[:4] == ["Close menu", "Town", "Harbour", "Council"]
    behind = browser.execute_script("return document.querySelector('dialog').matches(':modal')")
    assert behind is False
    # Browsers let the focus out to their own bar, never to the page behind.
    assert set(reached[4:]) - {""} == {f"Section {i}" for i in range(9)} | ({"Close menu"} & set(reached[4:]))
    assert browser.execute_script("return document.activeElement.className") == "open-menu"


def test_without_a_script_the_menu_is_a_link_to_the_list_in_the_foot(browser: webdriver.Chrome, paper: str) -> None:
    size(browser, 390)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{paper}/")
        link = browser.execute_script("return document.querySelector('a.open-menu').getAttribute('href')")
        seen = browser.execute_script(
            "const list = document.getElementById('theme:sections').nextElementSibling;"
            "return [list.checkVisibility(), list.querySelectorAll('a').length,"
            " document.querySelector('.scheme').checkVisibility()]"
        )
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    assert link == "#theme:sections"
    assert seen == [True, 12, False]


def test_what_is_unfolded_goes_with_escape(browser: webdriver.Chrome, paper: str) -> None:
    show(browser, f"{paper}/")
    browser.execute_script("document.querySelector('.sections summary').focus()")
    press(browser, "Enter")
    press(browser, "Tab")
    inside = browser.execute_script("return document.activeElement.textContent")
    press(browser, "Escape")

    assert inside == "Harbour"
    assert browser.execute_script("return document.querySelectorAll('.sections details[open]').length") == 0
    assert browser.execute_script("return document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_the_focus_ring_of_no_item_is_cut(browser: webdriver.Chrome, paper: str, width: int) -> None:
    size(browser, width)
    media(browser, prefers_reduced_motion="reduce")
    show(browser, f"{paper}/")
    rings = []
    for _ in range(16):
        press(browser, "Tab")
        rings.append(browser.execute_script(CUT))

    assert [name for name, _ in rings if name.startswith("Section")] == [f"Section {i}" for i in range(9)]
    assert [ring for ring in rings if ring[1]] == []


def test_the_switch_is_a_sign_that_says_what_it_is(browser: webdriver.Chrome, paper: str) -> None:
    """A word beside the sign was a riddle; who points at it reads what screen readers say."""
    said = []
    for _ in range(3):
        said.append(browser.execute_script("return document.querySelector('.scheme').title"))
        choose(browser, 1)

    assert said == ["Colours: automatic", "Colours: light", "Colours: dark"]


def test_where_colours_are_forced_no_switch_is_offered(browser: webdriver.Chrome, paper: str) -> None:
    media(browser, forced_colors="active")
    shown = browser.execute_script("return document.querySelector('.scheme').checkVisibility()")
    media(browser)

    assert shown is False


@pytest.mark.parametrize("width", [390, 820])
def test_few_sections_and_a_label_stand_where_they_belong(
    browser: webdriver.Chrome, tmp_path: Path, width: int
) -> None:
    """Sections in the middle, as the name above them; a label in the line of the page that it is of."""
    files = {
        "newsgen.yaml": f"{CONFIG}menu: [{{title: Town, url: /}}, {{title: Latest, url: /latest/}}]\n",
        "content/a.md": article("A"),
        "content/pages/paid.md": "---\ntitle: A page that somebody has paid for\ntype: sponsored\n---\nText.\n",
    }
    published(written(tmp_path, files))
    size(browser, width)

    with hosted(tmp_path / "output") as address:
        show(browser, f"{address}/")
        from_middle, from_line = browser.execute_script(PLACES)

    assert from_middle < 1 and from_line < 8
