"""Points of a task list, as readers see them."""

from pathlib import Path

from selenium import webdriver

from tests.browser.hosting import hosted
from tests.browser.pages import show
from tests.sites.built import CONFIG, article, published, written

TEXT = "- [x] Bought\n- [ ] To buy\n- Plain\n\nMore.\n\n- [ ] Loose\n\n  With more.\n\n  - Within\n"
MARKS = """
return [...document.querySelectorAll(".body li")].map((point) => [
  point.firstChild.textContent.trim().split("\\n")[0] || point.innerText.trim().split("\\n")[0],
  getComputedStyle(point).listStyleType,
]);
"""


def test_a_point_with_a_box_has_no_bullet_beside_it(browser: webdriver.Chrome, tmp_path: Path) -> None:
    config = f"{CONFIG}markdown: {{engine: commonmark}}\n"
    published(written(tmp_path, {"newsgen.yaml": config, "content/a.md": article("A", TEXT)}))

    with hosted(tmp_path / "output") as address:
        show(browser, f"{address}/2026/05/a/")
        marks = browser.execute_script(MARKS)

    assert marks == [
        ["Bought", "none"],
        ["To buy", "none"],
        ["Plain", "disc"],
        ["Loose", "none"],
        ["Within", "circle"],
    ]
