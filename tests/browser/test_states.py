"""Every page of every state that readers may meet (`tests/states`), in a real browser."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec import structs
from selenium import webdriver

from tests.browser import faults
from tests.browser.faults import Page
from tests.browser.hosting import hosted, plainly_hosted
from tests.browser.pages import prepare
from tests.shared import shared
from tests.states.collection import sites
from tests.states.state import drawn

SITES = {site.name: site for site in sites()}
PAGES = [
    pytest.param(site.name, path, state.hosts, id=f"{state.name}{path}")
    for site in SITES.values()
    for path, state in site.pages
]
Open = Callable[[str, str, tuple[str, ...]], Page]
Look = Callable[[webdriver.Chrome, Page], list[str]]


@pytest.fixture(scope="module")
def reader(browser: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    prepare(browser)
    yield browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Builds and serves the site of a page where none of it was asked for before."""
    served: dict[str, tuple[Path, str, str]] = {}
    with ExitStack() as hosts:

        def opened(name: str, path: str, origins: tuple[str, ...]) -> Page:
            if name not in served:
                output = shared(tmp_path_factory, f"state-{name}", SITES[name].build)
                addresses = hosts.enter_context(hosted(output)), hosts.enter_context(plainly_hosted(output))
                served[name] = (output, *addresses)
            output, address, plain = served[name]
            return Page(output, address, plain, path, origins)

        yield opened


LOOKS = (faults.at_a_desk, faults.on_a_phone, faults.without_scripts)
NAMES = [look.__name__ for look in LOOKS]
# One of each fault, in a page that is otherwise a good one.
PLANTED = """
<link rel="stylesheet" href="/probe.css">
<div class="wide">Wider than any window.</div><div class="scrolls"><div class="wide">Wider than paper.</div></div>
<p class="faint">Faint.</p><p class="dim">Dim where it is dark.</p>
<img src="/tall.png" alt="" class="squashed"><img src="/nothing.png" alt="">
<img src="https://elsewhere.invalid/a.png" alt="">
<div class="line"></div><p class="faint">Covered by what follows.</p><p class="close">It stands close.</p>
<div class="tight"><a href="/">A ring that is cut</a></div>
<a href="/" class="bare">Without a ring</a><a href="/" tabindex="3">Too early</a>
<button type="button">For nothing</button>
<script>1</script><script>1</script><script src="/probe.js"></script>
</main>
"""
PROBES = {
    "probe.css": """
.wide { inline-size: 900px; }
.scrolls { overflow: auto; inline-size: 100px; }
.faint { color: #ccc; }
@media (prefers-color-scheme: dark) { .dim { color: #333; } }
.squashed { inline-size: 90px; block-size: 30px; }
.line { block-size: 1px; background: #000; }
.tight { overflow: hidden; inline-size: fit-content; line-height: 1; }
.close { margin-block-start: -1.2em; }
.bare:focus { outline: none !important; }
footer { visibility: hidden; }
""",
    # The page does not stand before this has moved it, well after it was painted.
    "probe.js": """
const place = document.createElement("div");
addEventListener("DOMContentLoaded", () => { place.dataset.fragment = "/"; document.body.append(place); });
setTimeout(() => {
  document.querySelector("main").prepend(document.createElement("hr"), "More words");
  requestAnimationFrame(() => requestAnimationFrame(() => place.classList.add("settled")));
}, 500);
""",
    "tall.png": drawn(30, 30),
    "silent/index.html": "<!doctype html><title>Silent</title><main></main><footer>Foot</footer>",
}
# What each way of looking finds of them.
AT_A_DESK = """
console|request|shift|picture|axe, light|axe, dark|not reached by keyboard|focus not seen|ring of focus cut
wider than 640|wider than 640 with spacing|wider than 820|wider than the paper|not black on paper|picture on paper
lost in forced colours at 390|lost in forced colours at 1440
covered in forced colours at 390|covered in forced colours at 1440
"""
ON_A_PHONE = "console|request|shift|picture|axe, light|axe, dark|wider than 320"
WITHOUT_SCRIPTS = "without a script: no foot|without a script, a button for nothing"
FINDS = tuple(zip(LOOKS, (AT_A_DESK, ON_A_PHONE, WITHOUT_SCRIPTS), strict=True))


@pytest.mark.parametrize("look", LOOKS, ids=NAMES)
@pytest.mark.parametrize(("name", "path", "origins"), PAGES)
def test_every_state_is_as_good_as_the_best(
    reader: webdriver.Chrome,
    page: Open,
    name: str,
    path: str,
    origins: tuple[str, ...],
    look: Look,
) -> None:
    found = look(reader, page(name, path, origins))

    assert found == [], "\n".join(found)


@pytest.fixture(scope="module")
def spoilt(page: Open, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with one of each fault, in a copy of a good site."""
    good = page("right-to-left", "/", ())
    output = Path(shutil.copytree(good.output, tmp_path_factory.mktemp("spoilt") / "output"))
    for name, data in PROBES.items():
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_bytes(data.encode() if isinstance(data, str) else data)
    text = (output / "index.html").read_text("utf-8").replace("</main>", PLANTED)
    (output / "spoilt").mkdir()
    (output / "spoilt/index.html").write_text(text, "utf-8")
    with hosted(output) as address, plainly_hosted(output) as plain:
        yield Page(output, address, plain, "/spoilt/")


@pytest.mark.parametrize(("look", "wanted"), FINDS, ids=NAMES)
def test_each_fault_would_be_seen(reader: webdriver.Chrome, spoilt: Page, look: Look, wanted: str) -> None:
    """Or a clean page would prove nothing."""
    found = look(reader, spoilt)

    expected = wanted.strip().replace("\n", "|").split("|")
    assert [fault for fault in expected if not any(each.startswith(fault) for each in found)] == [], "\n".join(found)
    # A policy, be it the host's or the page's own, is what refuses it.
    refused = any(each.startswith("console") and "Executing inline script violates" in each for each in found)
    assert refused or look is faults.without_scripts


def test_a_page_that_says_nothing_without_scripts_would_be_seen(reader: webdriver.Chrome, spoilt: Page) -> None:
    found = faults.without_scripts(reader, structs.replace(spoilt, path="/silent/"))

    assert found == ["without a script: no text"]
