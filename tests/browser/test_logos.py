"""A logo that is a drawing is seen in the masthead, however little it says of its size."""

from pathlib import Path

import pytest
from selenium import webdriver

from tests.browser.hosting import hosted
from tests.browser.pages import show
from tests.sites.built import CONFIG, article, published, written

BOX = 'viewBox="0 0 400 100"'
SHOWN = """
const box = document.querySelector(".logo").getBoundingClientRect();
return [box.width, box.height, document.documentElement.scrollWidth - innerWidth];
"""


@pytest.mark.parametrize(
    ("attributes", "ratio"),
    [
        (BOX, 4),
        ('viewBox="0 0 24 24"', 1),
        (f'width="100%" height="100%" {BOX}', 4),
        ('viewBox="0 0 1.2 .4"', 3),
        ('viewBox="0 0 9000 300"', 30),
        ("", None),
    ],
)
@pytest.mark.parametrize("where", ["", "https://example.org/"], ids=["own", "of another host"])
def test_a_drawing_is_seen_in_its_proportion(
    browser: webdriver.Chrome, tmp_path: Path, where: str, attributes: str, ratio: float | None
) -> None:
    """With a viewBox alone it had no width: the masthead was empty."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect width="9999" height="9999"/></svg>'
    files = {
        "newsgen.yaml": f"{CONFIG}theme: {{logo: {where}l.svg}}\n",
        "content/a.md": article("A"),
        "static/l.svg": svg,
    }
    published(written(tmp_path, files))
    front = tmp_path / "output/index.html"
    # Nothing is fetched from elsewhere: the file of another host is the same one, with nothing said of its size.
    front.write_text(front.read_text("utf-8").replace('src="https://example.org/l.svg"', 'src="/l.svg"'), "utf-8")

    with hosted(tmp_path / "output") as address:
        show(browser, f"{address}/")
        width, height, n_beyond = browser.execute_script(SHOWN)

    assert width >= 40 and height >= 20
    assert height <= 96 and n_beyond <= 0
    # Of what is not measured the style sheet keeps the proportion within its box (object-fit).
    assert where or ratio is None or abs(width / height - ratio) < 0.1 * ratio
