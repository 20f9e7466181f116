"""The theme in a real browser, one page of each kind of the sample site, under the headers that newsgen writes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver

from newsgen.build import build
from newsgen.project import Options
from tests import machine
from tests.browser.hosting import hosted
from tests.browser.pages import PAGES, SETTLED, console, media, prepare, press, requests, show, size
from tests.sample import CLOCK

WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
LONG_CONFIG = """\
title: WORD
subtitle: WORD
language: de
base_url: https://blatt.example
menu: [{title: WORD, url: /}]
"""
LONG_ARTICLE = """\
---
title: WORD und WORD
kicker: WORD
dek: Das WORD gilt
date: 2026-11-20
categories: [WORD]
tags: [WORD]
authors: [WORD]
location: WORD
series: WORD
toc: true
corrections: [{date: 2026-11-21, text: Hier stand WORD}]
---
WORD und `WORD` und **WORD**.

## WORD

> WORD

- WORD

| WORD | WORD |
|---|---|
| WORD | 1 |
"""
KINDS = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
# The rules of WCAG 2.2 AA, and what Deque holds to be good practice beyond them.
AXE = """
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], elementRef: false})
  .then((found) => done(found.violations.flatMap((rule) =>
     rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`))),
   (error) => done([String(error)]));
"""
# What sticks out of the window, unless it stands in a box that scrolls or is cut.
WIDER = """
const width = document.documentElement.clientWidth;
const held = (node) => { for (let box = node.parentElement; box !== document.body; box = box.parentElement)
  if (getComputedStyle(box).overflowX !== "visible") return true; return false; };
const wider = [...document.body.querySelectorAll("*")].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && (box.right > width + 1 || box.left < -1) && !held(node); });
return (document.documentElement.scrollWidth > width ? [`page: ${document.documentElement.scrollWidth}`] : [])
  .concat(wider.map((node) => node.outerHTML.slice(0, 120)));
"""
# Letters, words, lines and paragraphs as far apart as readers may set them (WCAG 1.4.12).
SPACED = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important; }
  p { margin-block-end: 2em !important; }`);
document.adoptedStyleSheets = [sheet];
"""
# The text of a page, its foot, and the addresses that its sidebar and its text lead to.
READ = """
const links = [...document.querySelectorAll("main a")].map((link) => link.getAttribute("href"));
const foot = document.querySelector("footer");
return [document.querySelector("main").innerText, getComputedStyle(foot).visibility === "visible", links];
"""
# What the Tab key should reach, in its order; and from here on what it does reach, with whether that is to be seen.
FOCUSABLE = """
const named = (node) => node.outerHTML.slice(0, 200);
window.reached = [];
// The next stroke finds what the last one has reached, and the page scrolled to it.
document.addEventListener("keydown", () => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  const isSeen = /solid [2-9]px/.test(getComputedStyle(node).outline) && box.height > 0 && box.bottom > 0
    && box.top < innerHeight;
  if (node !== document.body) window.reached.push([named(node), isSeen]);
});
const scrolls = (node) => node.scrollWidth > node.clientWidth
  && ["auto", "scroll"].includes(getComputedStyle(node).overflowX);
return [...document.querySelectorAll("*")].filter((node) => node.checkVisibility({visibilityProperty: true})
  && (node.matches("a[href]:not([tabindex='-1']), button, input, select, textarea, summary, iframe, [tabindex='0']")
      || scrolls(node))).map(named);
"""


@pytest.fixture(scope="module")
def reader(browser: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    prepare(browser)
    yield browser


@contextmanager
def scripts_off(reader: webdriver.Chrome) -> Iterator[None]:
    """Pages run no script meanwhile; the tests' own still do."""
    reader.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield
    finally:
        reader.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@KINDS
def test_the_console_is_empty_and_no_request_leaves_the_site(reader: webdriver.Chrome, address: str, path: str) -> None:
    console(reader), requests(reader)

    show(reader, address + path)

    said = [line for line in console(reader) if not ("404" in line and path == PAGES["notfound"])]
    assert said == []
    asked = requests(reader)
    assert len(asked) >= 3
    assert [url for url in asked if not url.startswith((f"{address}/", "data:"))] == []


def test_a_page_that_broke_the_policy_would_be_seen(reader: webdriver.Chrome, sample: Path, address: str) -> None:
    """So an empty console means that the policy holds, not that there is none: by the header, and by the page's own."""
    header = next(
        line for line in (sample / "_headers").read_text("utf-8").splitlines() if "default-src 'none'" in line
    )
    assert "script-src 'self'" in header
    page = (sample / "datenschutz/index.html").read_text("utf-8")
    for name, text in (("probe.html", "<!doctype html><p>"), ("probe/index.html", page)):
        (sample / name).parent.mkdir(exist_ok=True)
        (sample / name).write_text(f"{text}<script>1</script><style>p {{ color: red }}</style>", "utf-8")

        show(reader, f"{address}/{name}")

        said = console(reader)
        assert sum("violates the following Content Security Policy directive" in line for line in said) >= 2, said
        (sample / name).unlink()


def test_a_request_that_left_the_site_would_be_seen(reader: webdriver.Chrome, sample: Path, address: str) -> None:
    (sample / "away.html").write_text('<!doctype html><img src="https://elsewhere.invalid/a.png" alt="">', "utf-8")

    show(reader, f"{address}/away.html")

    assert "https://elsewhere.invalid/a.png" in requests(reader)
    (sample / "away.html").unlink()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@KINDS
def test_axe_finds_nothing(reader: webdriver.Chrome, address: str, path: str, width: int, scheme: str) -> None:
    size(reader, width)
    media(reader, prefers_color_scheme=scheme)
    show(reader, address + path)
    reader.execute_script(Path(machine.needed(machine.AXE)).read_text("utf-8"))

    found = reader.execute_async_script(AXE)

    assert found == [], "\n".join(found)


@pytest.mark.parametrize("width", [390, 1440])
@KINDS
def test_nothing_moves_when_ages_and_lists_come(reader: webdriver.Chrome, address: str, path: str, width: int) -> None:
    """Layout shifts as browsers count them, all of the page being in view."""
    size(reader, width, 9000)

    show(reader, address + path)

    assert reader.execute_script("return window.shifts") == []
    ages = reader.execute_script("return [...document.querySelectorAll('time.age')].map((time) => time.title)")
    assert any(ages), "the age script has written nothing, so nothing could move"


def test_what_moved_would_be_counted(reader: webdriver.Chrome, address: str) -> None:
    show(reader, f"{address}/latest/")
    reader.execute_script("document.querySelector('h1').prepend(document.createElement('hr'), 'More ', 'words')")
    reader.execute_async_script(SETTLED)

    assert reader.execute_script("return window.shifts") != []


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (1280, 2), (820, 1)])
@KINDS
def test_no_page_is_wider_than_its_window(
    reader: webdriver.Chrome, address: str, path: str, width: int, zoom: int
) -> None:
    size(reader, width // zoom)
    show(reader, address + path)

    assert reader.execute_script(WIDER) == []
    reader.execute_script(SPACED)
    assert reader.execute_script(WIDER) == [], "with the spacing of WCAG 1.4.12"


@KINDS
def test_all_can_be_reached_by_keyboard_and_shows_its_focus(reader: webdriver.Chrome, address: str, path: str) -> None:
    size(reader, 1440)
    media(reader, prefers_reduced_motion="reduce")
    show(reader, address + path)
    wanted = reader.execute_script(FOCUSABLE)

    for _ in range(len(wanted) + 2):
        press(reader, "Tab")

    reached = reader.execute_script("return window.reached")
    assert [name for name, _ in reached][: len(wanted)] == wanted
    assert [name for name, is_visible in reached if not is_visible] == []


def test_the_first_key_leads_past_the_menu(reader: webdriver.Chrome, address: str) -> None:
    show(reader, f"{address}/latest/")
    press(reader, "Tab")
    box = reader.execute_script("return document.activeElement.getBoundingClientRect().toJSON()")
    press(reader, "Enter")
    press(reader, "Tab")

    assert box["top"] >= 0 and box["height"] >= 24
    assert reader.execute_script("return location.hash") == "#theme:content"
    assert reader.execute_script("return document.querySelector('main').contains(document.activeElement)")


@KINDS
def test_text_and_sidebar_can_be_read_without_a_script(reader: webdriver.Chrome, address: str, path: str) -> None:
    size(reader, 1440)
    with scripts_off(reader):
        reader.get(address + path)
        text, foot, links = reader.execute_script(READ)

    assert len(text) > 150
    assert foot
    assert path == "/" or "/latest/" in links or sum(link.startswith("/20") for link in links) >= 6


def test_a_page_that_fetches_its_sidebar_has_a_link_without_a_script(reader: webdriver.Chrome, address: str) -> None:
    """`placement: client`, and what `auto` does on older pages."""
    path = PAGES["article-old"]
    aside = (
        "const aside = document.querySelector('aside.recent');"
        "return [aside.innerText, aside.querySelectorAll('li').length]"
    )

    with scripts_off(reader):
        reader.get(address + path)
        without, n_without = reader.execute_script(aside)
    show(reader, address + path)
    with_script, n_with = reader.execute_script(aside)

    assert (without.split("\n")[-1], n_without) == ("Neueste Artikel", 0)
    assert n_with == 6
    assert "vor 3 Tagen" in with_script


def test_ages_are_written_by_the_script_and_dates_stand_without(reader: webdriver.Chrome, address: str) -> None:
    times = "return [...document.querySelectorAll('main time.age')].slice(0, 3).map((time) => time.textContent)"

    with scripts_off(reader):
        reader.get(f"{address}/latest/")
        dates = reader.execute_script(times)
    show(reader, f"{address}/latest/")
    ages = reader.execute_script(times)

    assert all("2026" in text for text in dates)
    assert all(text.startswith("vor ") for text in ages)


@pytest.fixture(scope="module")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that has the longest German words in every place where a writer can put one."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "content/pages").mkdir(parents=True)
    (folder / "newsgen.yaml").write_text(LONG_CONFIG.replace("WORD", WORD), "utf-8")
    (folder / "content/eins.md").write_text(LONG_ARTICLE.replace("WORD", WORD), "utf-8")
    (folder / "content/zwei.md").write_text(LONG_ARTICLE.replace("WORD", WORD), "utf-8")
    (folder / "content/pages/wort.md").write_text(f"---\ntitle: {WORD}\n---\n{WORD}\n", "utf-8")
    result = build(Options(folder, at=CLOCK, jobs=1))
    assert result.exit_code == 0, result.diagnostics
    with hosted(folder / "output") as url:
        yield url


SLUG = WORD.lower().replace("ü", "ue")


@pytest.mark.parametrize(
    "path", ["/", "/2026/11/eins/", f"/category/{SLUG}/", f"/author/{SLUG}/", "/wort/", "/404.html", "/2026/11/"]
)
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_no_long_word_widens_a_page(reader: webdriver.Chrome, long_words: str, path: str, width: int) -> None:
    size(reader, width)
    show(reader, long_words + path)

    assert WORD in reader.execute_script("return document.body.textContent")
    assert reader.execute_script(WIDER) == []


def test_browsers_can_read_the_manifest(reader: webdriver.Chrome, address: str) -> None:
    show(reader, f"{address}/")

    manifest = reader.execute_cdp_cmd("Page.getAppManifest", {})

    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["name"] == "Netzbote"
