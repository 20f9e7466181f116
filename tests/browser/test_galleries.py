"""The view of a gallery's pictures in full: by mouse, by keys alone, by swipe, and what there is without a script."""

from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains

from tests.browser.faults import axe
from tests.browser.hosting import hosted
from tests.browser.pages import console, media, prepare, press, printed, requests, scripts_off, show, size
from tests.states import galleries
from tests.states.collection import Site

PAGE, TURNED = "/2026/11/galleries/", "/2026/11/galleries-turned/"
# How a reader sees the view: its place and caption, what has the focus, whether it is open.
SEEN = """
const viewer = document.querySelector(".viewer[open]");
if (!viewer) return null;
const text = (selector) => viewer.querySelector(selector)?.textContent ?? "";
return [text(".place > [aria-hidden]"), text("figcaption"), document.activeElement.ariaLabel];
"""
CLICK = "document.querySelectorAll(arguments[0])[arguments[1]].click()"
# Which of the page's pictures has the focus.
FOCUSED = "return [...document.querySelectorAll('.gallery a')].indexOf(document.activeElement)"
# How high each picture is, and where it begins, by the galleries of the page.
ROWS = """
return [...document.querySelectorAll(".gallery")].map((gallery) => [...gallery.querySelectorAll(":scope > ul img")].map(
  (image) => { const box = image.getBoundingClientRect(); return [Math.round(box.top), box.height, box.width]; }));
"""
SWIPE = 150


@pytest.fixture(scope="module")
def address(browser: webdriver.Chrome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    prepare(browser)
    with hosted(Site("galleries", galleries.STATES).build(tmp_path_factory.mktemp("galleries"))) as found:
        yield found


@pytest.fixture
def reader(browser: webdriver.Chrome, address: str) -> Iterator[webdriver.Chrome]:
    size(browser, 1440)
    media(browser)
    show(browser, address + PAGE)
    console(browser)
    yield browser
    assert console(browser) == []


def clicked(reader: webdriver.Chrome, number: int, selector: str = ".gallery a.enlarge") -> list[str] | None:
    reader.execute_script(CLICK, selector, number)
    return seen(reader)


def seen(reader: webdriver.Chrome) -> list[str] | None:
    found: list[str] | None = reader.execute_script(SEEN)
    return found


def pressed(reader: webdriver.Chrome, *keys: str) -> list[str] | None:
    for key in keys:
        press(reader, key)
    return seen(reader)


def swiped(reader: webdriver.Chrome, across: int, down: int = 0) -> list[str] | None:
    """What is seen after a finger has gone so far."""
    for type_, points in (
        ("touchStart", [{"x": 600, "y": 400}]),
        ("touchMove", [{"x": 600 + across, "y": 400 + down}]),
        ("touchEnd", []),
    ):
        reader.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": type_, "touchPoints": points})
    return seen(reader)


def test_a_click_opens_a_picture_and_the_buttons_lead_on(reader: webdriver.Chrome) -> None:
    assert clicked(reader, 0) == ["1/3", "Der Westkai am Morgen, bevor die Fähre kommt", "Schließen"]
    assert clicked(reader, 0, ".viewer .previous") == seen(reader)
    assert clicked(reader, 0, ".viewer .next") == ["2/3", "", "Schließen"]
    assert clicked(reader, 0, ".viewer .next") == ["3/3", "Das Becken", "Schließen"]
    assert clicked(reader, 0, ".viewer .next") == ["3/3", "Das Becken", "Schließen"]
    assert clicked(reader, 0, ".viewer .close") is None


def test_keys_alone_are_enough(reader: webdriver.Chrome) -> None:
    """Enter opens, arrows and Home and End lead on, Escape closes, and the focus is where the reader has been."""
    reader.execute_script("document.querySelectorAll('.gallery a')[1].focus()")

    assert (pressed(reader, "Enter") or [])[0] == "2/3"
    assert (pressed(reader, "ArrowRight") or [])[0] == "3/3"
    assert (pressed(reader, "ArrowRight") or [])[0] == "3/3"
    assert (pressed(reader, "Home") or [])[0] == "1/3"
    assert (pressed(reader, "ArrowLeft") or [])[0] == "1/3"
    assert (pressed(reader, "End") or [])[0] == "3/3"
    assert (pressed(reader, "Tab") or [])[2] == "Voriges Bild"
    assert pressed(reader, "Escape") is None
    assert reader.execute_script(FOCUSED) == 2


def test_two_clicks_and_a_key_that_is_held_open_a_picture_once(reader: webdriver.Chrome) -> None:
    """Some readers double-click on everything; the second click lands on the view, and a held key on its button."""
    link = reader.find_element("css selector", ".gallery a.enlarge")
    ActionChains(reader).double_click(link).perform()

    assert (seen(reader) or [])[0] == "1/3"
    assert pressed(reader, "Escape") is None
    for is_repeat in (False, True, True):
        for type_, text in (("rawKeyDown", {}), ("char", {"text": "\r"})):
            stroke = {"type": type_, "key": "Enter", "windowsVirtualKeyCode": 13, "autoRepeat": is_repeat, **text}
            reader.execute_cdp_cmd("Input.dispatchKeyEvent", stroke)

        assert (seen(reader) or [])[0] == "1/3"


def test_a_swipe_leads_on(reader: webdriver.Chrome) -> None:
    """To the side, and not where a finger scrolls or trembles."""
    clicked(reader, 0)

    assert (swiped(reader, -SWIPE) or [])[0] == "2/3"
    assert (swiped(reader, -20) or [])[0] == "2/3"
    assert (swiped(reader, -SWIPE, SWIPE) or [])[0] == "2/3"
    assert (swiped(reader, SWIPE) or [])[0] == "1/3"


def test_in_a_text_that_runs_from_the_right_all_is_turned(reader: webdriver.Chrome, address: str) -> None:
    show(reader, address + TURNED)
    clicked(reader, 0)

    assert (pressed(reader, "ArrowLeft") or [])[0] == "2/3"
    assert (swiped(reader, SWIPE) or [])[0] == "3/3"
    assert (pressed(reader, "ArrowRight") or [])[0] == "2/3"
    assert (swiped(reader, -SWIPE) or [])[0] == "1/3"
    sides = reader.execute_script(
        "return [...document.querySelectorAll('.viewer button')].map((each) => each.getBoundingClientRect().left > 700)"
    )
    assert sides == [False, True, False]


def test_a_place_is_announced(reader: webdriver.Chrome) -> None:
    """Who sees nothing learns which of how many it is, and what it shows."""
    said = "return document.querySelector('.viewer [role=status]').textContent"
    clicked(reader, 1)

    assert reader.execute_script(said) == "Bild 2 von 3: Der Kran"
    pressed(reader, "End")
    assert reader.execute_script(said) == "Bild 3 von 3"


def test_what_the_page_names_is_there_once(reader: webdriver.Chrome) -> None:
    """A caption that is written as HTML may have an id, to which links lead."""
    reader.execute_script("document.querySelector('.gallery figcaption span').id = 'named'")

    assert (clicked(reader, 0) or [])[0] == "1/3"
    assert reader.execute_script("return document.querySelectorAll('#named').length") == 1


def test_the_open_view_is_as_accessible_as_the_page(reader: webdriver.Chrome) -> None:
    clicked(reader, 3)

    assert axe(reader) == []


def test_a_picture_comes_when_it_is_asked_for(reader: webdriver.Chrome) -> None:
    """Its neighbours may never be looked at."""
    requests(reader)
    clicked(reader, 1)
    largest = "/variants/2026/galleries-square-900."

    assert reader.execute_script("return document.querySelectorAll('.viewer img').length") == 1
    assert not any(largest in each for each in requests(reader))


def test_pictures_of_a_row_are_as_high_as_one_another(reader: webdriver.Chrome) -> None:
    """And none is cut: each keeps its shape."""
    first, second, *_ = reader.execute_script(ROWS)
    tops = {top for top, *_ in first}

    assert len(tops) < len(first)
    for top in tops:
        heights = [height for each, height, _ in first if each == top]
        assert max(heights) - min(heights) < 1
    assert [round(width / height, 1) for _, height, width in first] == [1.5, 0.7, 1.0]
    assert [round(width / height, 1) for _, height, width in second][:2] == [8.0, 0.7]


def test_one_picture_alone_has_no_neighbours(reader: webdriver.Chrome) -> None:
    reader.execute_script("document.querySelectorAll('.gallery')[2].querySelector('a').click()")

    assert reader.execute_script("return document.querySelectorAll('.viewer button').length") == 1
    assert (pressed(reader, "ArrowRight") or [])[:2] == ["", "Ein Bild allein"]


def test_a_view_that_is_opened_right_after_it_was_closed_stays(reader: webdriver.Chrome) -> None:
    """What a browser tells of its end comes later, as of keys that follow one another fast."""
    reader.execute_script(
        f"{CLICK}; document.querySelector('.viewer .close').click(); {CLICK.replace('[1]', '[2]')}",
        *(".gallery a.enlarge", 0, 1),
    )

    assert reader.execute_async_script("setTimeout(arguments[0], 100)") is None
    assert (seen(reader) or [])[0] == "2/3"


def test_drawings_have_a_light_ground_in_full(reader: webdriver.Chrome) -> None:
    """Plans and charts are often black on nothing, also in an SVG, and the view is nearly black."""
    ground = "return getComputedStyle(document.querySelector('.viewer img')).backgroundColor"
    grounds = []
    for name in ("plan", "sign"):
        reader.execute_script(f"document.querySelector('.gallery a[href*=\"-{name}.\"]').click()")
        grounds.append(reader.execute_script(ground))
        pressed(reader, "Escape")

    assert grounds == ["rgb(255, 255, 255)"] * 2


def test_an_open_view_leaves_the_page_as_it_is(reader: webdriver.Chrome) -> None:
    """On phones, rows without captions are lower: that of the view is none of theirs."""
    size(reader, 390)
    reader.execute_script("document.querySelectorAll('.gallery > ul figcaption').forEach((each) => each.remove())")
    before = reader.execute_script(ROWS)

    assert (clicked(reader, 3) or [])[0] == "1/5"
    assert reader.execute_script("return document.querySelectorAll('.viewer figcaption').length") == 1
    assert reader.execute_script(ROWS) == before


def test_a_credit_of_all_stands_below_each_in_full(reader: webdriver.Chrome) -> None:
    """In the page it is told once."""
    clicked(reader, 3)

    assert pressed(reader, "ArrowRight") == ["2/5", "Der KranFotos: Jule Petersen", "Schließen"]


def test_who_wants_a_tab_or_a_page_gets_it(reader: webdriver.Chrome) -> None:
    """A picture that its writer has linked leads there."""
    link = "document.querySelector('.gallery a[href=\"/category/hafen/\"]')"
    reader.execute_script(f"{link}.addEventListener('click', (event) => (event.preventDefault(), window.went = 1))")
    reader.execute_script(f"{link}.click()")

    assert reader.execute_script("return window.went") == 1
    assert seen(reader) is None


def test_without_a_script_each_is_a_link_to_its_largest_copy(reader: webdriver.Chrome, address: str) -> None:
    with scripts_off(reader):
        reader.get(address + PAGE)
        links = reader.execute_script("return [...document.querySelectorAll('.gallery a')].map((link) => link.href)")
        heights = [height for gallery in reader.execute_script(ROWS) for _, height, _ in gallery]

    assert [link.rsplit("/", 1)[1].split(".")[0] for link in links[:3]] == [
        *("galleries-wide-1500", "galleries-tall-800", "galleries-square-900")
    ]
    assert min(heights) > 60


def test_paper_has_all_pictures_and_no_view(reader: webdriver.Chrome) -> None:
    clicked(reader, 0)
    printed(reader)
    seen_on_paper = reader.execute_script(
        "return [document.querySelector('.viewer').checkVisibility(),"
        " [...document.querySelectorAll('.gallery li img')].every((image) => image.checkVisibility())]"
    )

    assert seen_on_paper == [False, True]
