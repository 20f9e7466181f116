"""What is wrong with a page in a browser: few loads, and in each all that can be seen without another."""

from pathlib import Path

from msgspec import Struct
from selenium import webdriver
from selenium.webdriver import ActionChains, Keys

from tests import machine
from tests.browser.pages import console, media, printed, requests, scripts_off, show, size

# The rules of WCAG 2.2 AA, and what Deque holds to be good practice beyond them. No one of them needs what `preload`
# fetches, style sheets and media, to find a violation; that takes as long as all of them.
AXE = """
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const runOnly = arguments[0] ? {type: "rule", values: arguments[0]} : {type: "tag", values: tags};
axe.run(document, {runOnly, resultTypes: ["violations"], elementRef: false, preload: false})
  .then((found) => done(found.violations.flatMap((rule) =>
     rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`))),
   (error) => done([String(error)]));
"""
# All else that axe looks at is the same in both schemes.
OF_COLOURS = ("color-contrast", "link-in-text-block")
# What sticks out of the window, unless it stands in a box that scrolls or is cut; paper does not scroll.
WIDER = """
const width = document.documentElement.clientWidth;
const holds = arguments[0];
const held = (node) => { for (let box = node.parentElement; box && box !== document.body; box = box.parentElement)
  if (holds.includes(getComputedStyle(box).overflowX)) return true; return false; };
const wider = [...document.body.querySelectorAll("*")].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && (box.right > width + 1 || box.left < -1) && !held(node); });
return (document.documentElement.scrollWidth > width ? [`page: ${document.documentElement.scrollWidth}`] : [])
  .concat(wider.map((node) => node.outerHTML.slice(0, 120)));
"""
ON_SCREEN = ("auto", "scroll", "hidden", "clip")
ON_PAPER = ("hidden", "clip")
# Letters, words, lines and paragraphs as far apart as readers may set them (WCAG 1.4.12).
SPACED = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important; }
  p { margin-block-end: 2em !important; }`);
document.adoptedStyleSheets = arguments[0] ? [sheet] : [];
"""
# What the Tab key should reach, in its order; and from here on what it does reach, with whether that is to be seen, and
# whether its ring is whole: neither the window nor a box around it cuts it.
# Strokes in a frame are told to the frame alone, in a process of its own: it is passed over.
FOCUSABLE = """
const named = (node) => node.outerHTML.slice(0, 200);
window.reached = [];
// What stands in these has stops of its own, which nobody outside can see: tests/browser/test_player.py.
document.querySelectorAll("iframe, audio, video").forEach((frame) => (frame.tabIndex = -1));
const isWhole = (node) => {
  const box = node.getBoundingClientRect(), style = getComputedStyle(node);
  const ring = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth) - 0.5;
  const isIn = ({left, right, top, bottom}) => box.left - ring >= left && box.right + ring <= right
    && box.top - ring >= top && box.bottom + ring <= bottom;
  if (!isIn({left: 0, right: document.documentElement.clientWidth, top: -Infinity, bottom: Infinity})) return false;
  for (let around = node.parentElement; around !== document.body; around = around.parentElement)
    if (getComputedStyle(around).overflow !== "visible" && !isIn(around.getBoundingClientRect())) return false;
  return true;
};
// The next stroke finds what the last one has reached, and the page scrolled to it.
document.addEventListener("keydown", () => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  const isSeen = /solid [2-9]px/.test(getComputedStyle(node).outline) && box.height > 0 && box.bottom > 0
    && box.top < innerHeight;
  if (node !== document.body) window.reached.push([named(node), isSeen, isWhole(node)]);
});
// What holds links scrolls with them.
const scrolls = (node) => node.scrollWidth > node.clientWidth && !node.querySelector("a[href]")
  && ["auto", "scroll"].includes(getComputedStyle(node).overflowX);
return [...document.querySelectorAll("*")].filter((node) => node.checkVisibility({visibilityProperty: true})
  && (node.matches("a[href]:not([tabindex='-1']), button, input, select, textarea, summary, [tabindex='0']")
      || scrolls(node))).map(named);
"""
# Until all pictures are there, or never will be: those that wait to be seen come after the page.
COME = """
const done = arguments[arguments.length - 1];
const come = (image) => { image.loading = "eager"; return image.decode(); };
Promise.allSettled([...document.images].map(come)).then(() => done());
"""
# Pictures that did not come, and those shown in another proportion than their own.
PICTURES = """
return [...document.images].filter((image) => image.checkVisibility()).flatMap((image) => {
  const name = image.getAttribute("src"), style = getComputedStyle(image);
  if (!image.complete || !image.naturalWidth) return [`${name}: did not come`];
  const box = [image.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
    image.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)];
  // A side may be a fraction of a pixel away from its part of the other.
  const isSquashed = Math.abs(box[0] * image.naturalHeight / image.naturalWidth - box[1]) > 2
    && Math.abs(box[1] * image.naturalWidth / image.naturalHeight - box[0]) > 2;
  return isSquashed && style.objectFit === "fill" ? [`${name}: ${box}, squashed`] : [];
});
"""
# Text lighter than #333, and what stands on anything but white.
NOT_BLACK = """
const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = new Set();
while (texts.nextNode()) {
  const node = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || !node.checkVisibility({visibilityProperty: true})) continue;
  const {color} = getComputedStyle(node);
  if (!color.startsWith("rgb") || Math.max(...rgb(color).slice(0, 3)) > 0x33)
    found.add(`${node.outerHTML.slice(0, 80)}: ${color}`);
}
return [...found];
"""
# Where colours are forced, a line that is the background of a box has the page's own colour.
LOST = """
const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
const page = channels(getComputedStyle(document.documentElement).backgroundColor).slice(0, 3).join();
const isHidden = (colour) => {
  const [red, green, blue, alpha = 1] = channels(colour);
  return alpha > 0 && [red, green, blue].join() === page;
};
const sides = ["Top", "Right", "Bottom", "Left"];
const isLine = (style, width, height) => Math.min(width, height) > 0 && Math.min(width, height) <= 6
  && sides.every((side) => style[`border${side}Style`] === "none" || parseFloat(style[`border${side}Width`]) === 0);
const isLost = (style, {width, height}) => isLine(style, parseFloat(width), parseFloat(height))
  && style.backgroundImage === "none" && style.forcedColorAdjust !== "none" && isHidden(style.backgroundColor);
const isLostAround = (node, part) => {
  const style = getComputedStyle(node, part);
  return style.content !== "none" && style.display !== "none" && isLost(style, style);
};
const seen = [...document.body.querySelectorAll("*")].filter((node) => node.checkVisibility());
return seen.filter((node) => isLost(getComputedStyle(node), node.getBoundingClientRect())
    || ["::before", "::after"].some((part) => isLostAround(node, part)))
  .map((node) => node.outerHTML.slice(0, 80));
"""
# There each line of text has a plate behind it, which covers what stands close above.
COVERED = """
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const range = document.createRange();
const lines = [];
while (texts.nextNode()) {
  const node = texts.currentNode;
  if (!node.data.trim() || !node.parentElement.checkVisibility({visibilityProperty: true})) continue;
  if (node.parentElement.closest(".visually-hidden")) continue;
  range.selectNodeContents(node);
  const boxes = [...range.getClientRects()].filter((box) => box.height > 4 && box.width > 4);
  if (boxes.length) lines.push([node, boxes[0], boxes.at(-1)]);
}
return lines.slice(1).flatMap(([node, first], at) => {
  const [above, , last] = lines[at];
  const isBeside = first.left >= last.right || first.right <= last.left || Math.abs(first.bottom - last.bottom) < 4;
  const isCovered = !isBeside && first.top < last.bottom - last.height / 5 && first.bottom > last.bottom;
  return isCovered ? [`"${above.data.trim().slice(0, 40)}" by "${node.data.trim().slice(0, 40)}"`] : [];
});
"""
# The text of a page, whether its foot is seen, the addresses that it leads to, and buttons that nothing will answer.
READ = """
const links = [...document.querySelectorAll("main a")].map((link) => link.getAttribute("href"));
const foot = document.querySelector("footer");
const isDead = (button) => button.checkVisibility({visibilityProperty: true}) && !button.form
  && !button.hasAttribute("popovertarget") && !button.hasAttribute("commandfor");
const dead = [...document.querySelectorAll("button")].filter(isDead).map((button) => button.outerHTML.slice(0, 120));
return [document.querySelector("main").innerText, getComputedStyle(foot).visibility === "visible", links, dead];
"""
# A4 without the margins of the theme, in CSS pixels.
PAPER_WIDTH = 642


class Page(Struct, frozen=True):
    output: Path
    # Hosts of the same files, without a slash at the end: with the headers of `_headers`, and one that sends none.
    address: str
    plain_address: str
    path: str
    # Origins that may be asked, too.
    hosts: tuple[str, ...] = ()


def at_a_desk(browser: webdriver.Chrome, page: Page) -> list[str]:
    """1440 pixels wide, with the host's headers."""
    found = loaded(browser, page.address, page, 1440)
    found += axe(browser)
    found += keyboard(browser)
    found += narrower(browser, 1280 // 2, 820)
    return found + on_paper(browser) + in_forced_colours(browser)


def on_a_phone(browser: webdriver.Chrome, page: Page) -> list[str]:
    """390 pixels wide, and the page has its policy from itself alone."""
    found = loaded(browser, page.plain_address, page, 390)
    return found + axe(browser) + narrower(browser, 320)


def without_scripts(browser: webdriver.Chrome, page: Page) -> list[str]:
    with scripts_off(browser):
        size(browser, 1440)
        browser.get(page.address + page.path)
        text, has_foot, _links, dead = browser.execute_script(READ)
    found = [] if text.strip() else ["without a script: no text"]
    found += [] if has_foot else ["without a script: no foot"]
    return found + told("without a script, a button for nothing", dead)


def loaded(browser: webdriver.Chrome, address: str, page: Page, width: int) -> list[str]:
    """What can be seen of a page as it is loaded, all of it being in view."""
    size(browser, width, 9000)
    media(browser)
    console(browser), requests(browser)
    show(browser, address + page.path)
    browser.execute_async_script(COME)
    found = told("console", [line for line in console(browser) if not is_expected(line, address, page)])
    own = (f"{address}/", "data:", *(f"{host}/" for host in page.hosts))
    found += told("request", [url for url in requests(browser) if not url.startswith(own)])
    found += told("shift", shifts(browser, address + page.path))
    found += told("picture", browser.execute_script(PICTURES))
    size(browser, width)
    return found


def shifts(browser: webdriver.Chrome, url: str) -> list[object]:
    """What has moved on the page that is shown, and moves again when it is loaded again.

    A busy browser paints the beginning of a page, and what it has aligned at the end of a line moves with the rest.
    """
    if not browser.execute_script("return window.shifts"):
        return []
    show(browser, url)
    return browser.execute_script("return window.shifts")


def is_expected(line: str, address: str, page: Page) -> bool:
    """The status of 404.html; and hosts of newsgen.yaml that nobody answers for in a test."""
    is_missing = not (page.output / page.path.strip("/")).exists()
    if is_missing and line.startswith(address + page.path) and "404" in line:
        return True
    return line.startswith(tuple(f"{host}/" for host in page.hosts)) and "net::ERR_" in line


def axe(browser: webdriver.Chrome) -> list[str]:
    """By axe-core, in the light and in the dark scheme."""
    browser.execute_script(Path(machine.needed(machine.AXE)).read_text("utf-8"))
    media(browser, prefers_color_scheme="light")
    light = browser.execute_async_script(AXE, None)
    media(browser, prefers_color_scheme="dark")
    dark = browser.execute_async_script(AXE, OF_COLOURS)
    media(browser)
    return told("axe, light", light) + told("axe, dark", dark)


def keyboard(browser: webdriver.Chrome) -> list[str]:
    """What the Tab key does not reach in the order of the page, and what does not show that it has been reached."""
    media(browser, prefers_reduced_motion="reduce")
    wanted = browser.execute_script(FOCUSABLE)
    keys = ActionChains(browser, duration=0)
    for _ in range(len(wanted) + 2):
        keys.key_down(Keys.TAB).key_up(Keys.TAB)
    keys.perform()
    reached = browser.execute_script("return window.reached")
    names = [name for name, _, _ in reached][: len(wanted)]
    missed = next((want for want, name in zip(wanted, [*names, *wanted], strict=False) if want != name), None)
    found = told("not reached by keyboard", [missed] if missed else [])
    found += told("focus not seen", [name for name, is_seen, _ in reached if not is_seen])
    return found + told("ring of focus cut", [name for name, is_seen, is_whole in reached if is_seen and not is_whole])


def narrower(browser: webdriver.Chrome, *widths: int) -> list[str]:
    """What is wider than windows of these widths, also with the spacing of WCAG 1.4.12."""
    found = []
    for width in widths:
        size(browser, width)
        found += told(f"wider than {width}", browser.execute_script(WIDER, ON_SCREEN))
        browser.execute_script(SPACED, True)
        found += told(f"wider than {width} with spacing", browser.execute_script(WIDER, ON_SCREEN))
        browser.execute_script(SPACED, False)
    return found


def on_paper(browser: webdriver.Chrome) -> list[str]:
    """As printed by a reader of the dark scheme."""
    size(browser, PAPER_WIDTH)
    printed(browser, prefers_color_scheme="dark")
    found = told("wider than the paper", browser.execute_script(WIDER, ON_PAPER))
    found += told("not black on paper", browser.execute_script(NOT_BLACK))
    return found + told("picture on paper", browser.execute_script(PICTURES))


def in_forced_colours(browser: webdriver.Chrome) -> list[str]:
    found = []
    for width in (390, 1440):
        size(browser, width)
        media(browser, forced_colors="active")
        found += told(f"lost in forced colours at {width}", browser.execute_script(LOST))
        found += told(f"covered in forced colours at {width}", browser.execute_script(COVERED))
    media(browser)
    return found


def told(what: str, found: list[object]) -> list[str]:
    return [f"{what}: {each}" for each in found]
