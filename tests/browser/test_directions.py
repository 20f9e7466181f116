"""Text whose lines run the other way stands at the same edge as the page's own."""

from pathlib import Path

from selenium import webdriver

from tests.browser.hosting import hosted
from tests.browser.pages import show
from tests.sites.built import article, published, written

CONFIG = "title: Blatt\nbase_url: https://example.org\nlanguage: de\n"
MORE = "series: S\nauthors: [Ada]\ntags: [T]\n"
# Of each element that names its direction, but for texts and the way to the next article: where its lines stand.
SIDES = """
const marked = [...document.querySelectorAll("main [dir]:not(.body *, [rel=next] *), footer [dir]")];
return [...new Set(marked.map((element) => getComputedStyle(element).textAlign))];
"""


def test_a_page_has_one_edge_whatever_languages_stand_on_it(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """English words on an Arabic page stood at its left, its own text at its right."""
    files = {
        "newsgen.yaml": CONFIG,
        "content/ar.md": article("جسر", "نص. <p dir='ltr'>x</p>", f"lang: ar\n{MORE}", date="2026-05-02"),
        "content/de.md": article("Brücke", "Text.", MORE, date="2026-05-01"),
        "content/sv.md": article("Bron", "Text.", f"lang: sv\n{MORE}", date="2026-05-03"),
    }
    published(written(tmp_path, files))

    with hosted(tmp_path / "output") as address:
        show(browser, f"{address}/2026/05/ar/")
        arabic = browser.execute_script(SIDES)
        show(browser, f"{address}/2026/05/de/")
        german = browser.execute_script(SIDES)

    assert (arabic, german) == (["right"], ["left"])
