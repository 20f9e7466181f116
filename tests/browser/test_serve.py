"""What an editor sees in the browser while writing: the new text, the new colours, the mistake, and the same place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.support.ui import WebDriverWait

from tests.serve.running import Running, replaced, running, site
from tests.walk.sites import article, written

PAGE = "/2026/05/rat/"
# Patience, not a limit: what is waited for comes in a fraction of this.
PATIENCE_S = 60

LONG = "\n\n".join(f"Absatz {number}." for number in range(200))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = site(tmp_path)
    written(root, {"content/2026/rat.md": article("Der Rat tagt", "2026-05-02", LONG)})
    return root


@pytest.fixture
def server(root: Path) -> Iterator[Running]:
    with running(root, "-D") as server:
        yield server


@pytest.fixture
def page(browser: Chrome, server: Running) -> Chrome:
    """The browser at an article, listening."""
    browser.get(server.address + PAGE)
    # A mark that a reload wipes away.
    browser.execute_script("window.kept = true")
    return browser


def until(browser: Chrome, script: str) -> None:
    """Wait for a fact about the page; a page that is just being replaced has none yet."""
    wait = WebDriverWait(browser, PATIENCE_S, poll_frequency=0.05, ignored_exceptions=(Exception,))
    wait.until(lambda each: each.execute_script(f"return {script}"))


def is_kept(browser: Chrome) -> bool:
    return bool(browser.execute_script("return window.kept === true"))


OVERLAY = "document.querySelector('newsgen-preview').shadowRoot.querySelector('dialog')"
BAR = "document.querySelector('newsgen-preview').shadowRoot.querySelector('footer')"


def test_what_pages_share_appears_though_no_page_is_made_again(page: Chrome, root: Path) -> None:
    written(root, {"templates/fragments/recent.html": '<p id="shared">Nichts Neues</p>'})

    until(page, "document.getElementById('shared') !== null")


def test_a_saved_text_appears_and_the_reader_stays_in_place(page: Chrome, root: Path) -> None:
    page.execute_script("window.scrollTo(0, 1500)")
    until(page, "window.scrollY === 1500")

    replaced(root / "content/2026/rat.md", article("Der Rat tagt", "2026-05-02", LONG + "\n\nNachgetragen."))
    until(page, "document.body.innerText.includes('Nachgetragen.')")
    until(page, "window.scrollY === 1500")

    assert not is_kept(page)


def test_a_style_sheet_is_swapped_without_a_reload(page: Chrome, root: Path) -> None:
    written(root, {"static/css/newsgen.css": "body { background: rgb(1, 2, 3) }"})

    until(page, "getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
    assert is_kept(page)


def test_a_page_that_has_not_changed_is_left_alone(page: Chrome, root: Path, server: Running) -> None:
    with server.events() as events:
        next(events)
        written(root, {"content/pages/neu.md": "---\ntitle: Nur hier\nunlisted: true\n---\nText.\n"})
        assert PAGE not in next(events)["changed"]

    # The next thing that concerns this page comes after that one.
    written(root, {"static/css/newsgen.css": "body { color: rgb(1, 2, 3) }"})
    until(page, "getComputedStyle(document.body).color === 'rgb(1, 2, 3)'")
    assert is_kept(page)


def test_a_mistake_is_shown_over_the_last_good_page_and_goes_when_it_is_mended(page: Chrome, root: Path) -> None:
    replaced(root / "content/2026/rat.md", article("Der Rat tagt", "gestern", "Anders."))
    until(page, f"{OVERLAY}.open")

    shown = page.execute_script(f"return {OVERLAY}.innerText")
    assert 'content/2026/rat.md:3:7: error[date-unreadable]: "gestern" is not a date' in shown
    assert "3 | date: gestern" in shown
    assert "hint: " in shown
    assert "Absatz 1." in page.execute_script("return document.body.innerText")
    assert is_kept(page)

    replaced(root / "content/2026/rat.md", article("Der Rat tagt", "2026-05-02", "Anders."))
    until(page, f"document.body.innerText.includes('Anders.') && !{OVERLAY}.open")


def test_the_overlay_stands_on_a_page_that_is_opened_later(page: Chrome, root: Path, server: Running) -> None:
    replaced(root / "newsgen.yaml", "title: [")
    until(page, f"{OVERLAY}.open")

    page.get(f"{server.address}/")
    until(page, f"{OVERLAY}.open && {OVERLAY}.innerText.includes('newsgen.yaml:2:1')")


def test_a_page_that_comes_into_being_replaces_the_404(page: Chrome, root: Path, server: Running) -> None:
    page.get(f"{server.address}/2026/05/neu/")
    written(root, {"content/2026/neu.md": article("Ganz neu", "2026-05-04", "Text.")})

    until(page, "document.title.includes('Ganz neu')")


def test_the_bar_names_the_source_and_marks_a_draft(page: Chrome, server: Running) -> None:
    assert page.execute_script(f"return {BAR}.innerText") == "content/2026/rat.md"

    page.get(f"{server.address}/2026/05/entwurf/")
    assert page.execute_script(f"return {BAR}.innerText").split() == ["Draft", "content/2026/entwurf.md"]


def test_the_preview_keeps_to_the_pages_own_policy(page: Chrome, root: Path) -> None:
    """The overlay, the bar and the events work under the Content-Security-Policy that readers' browsers get."""
    page.get_log("browser")  # what the pages of other tests have said
    page.refresh()
    replaced(root / "content/2026/rat.md", article("Der Rat tagt", "gestern", "Anders."))
    until(page, f"{OVERLAY}.open")

    severe = [entry["message"] for entry in page.get_log("browser") if entry["level"] == "SEVERE"]
    assert severe == []


def test_without_reload_pages_stay_as_they_are(browser: Chrome, root: Path) -> None:
    with running(root, "--no-reload") as server, server.events() as events:
        next(events)
        browser.get(server.address + PAGE)
        browser.execute_script("window.kept = true")
        replaced(root / "content/2026/rat.md", article("Der Rat tagt", "2026-05-02", "Nachgetragen."))
        next(events)

        assert is_kept(browser)
        assert browser.execute_script(f"return {BAR}.innerText") == "content/2026/rat.md"
        browser.refresh()
        assert "Nachgetragen." in browser.execute_script("return document.body.innerText")
