"""The pictures of the manual: `python -m tests.states.pictures` makes them anew, with names only those.

The same Chromium with the same fonts makes the same bytes: the clock stands still, and nothing is asked of other hosts.
"""

import sys
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from PIL import Image, ImageOps
from selenium import webdriver

from newsgen.build import Options, build
from tests.browser.conftest import started
from tests.browser.faults import COME, PAPER_WIDTH
from tests.browser.hosting import plainly_hosted
from tests.browser.pages import media, prepare, printed, show, size
from tests.sample import CLOCK, ROOT
from tests.states.collection import sites

FOLDER = ROOT / "docs" / "pictures"
# Wider ones are made smaller: so wide is a page of a manual.
WIDTH = 960
QUALITY = 72
# 2 cm, which the style of paper asks for and a window does not give.
PAPER_MARGIN = 76


class Picture(Struct, frozen=True):
    path: str
    width: int = 1440
    height: int = 900
    # The sample site, or one of tests/states.
    site: str = "sample"
    # What is shown of the page: from its top, or this element with a margin around.
    part: str = ""
    # What is clicked before.
    click: str = ""
    features: Mapping[str, str] = {}
    is_paper: bool = False


_ARTICLE = "/2026/11/umspannwerk-lindenhafen-stoerung/"
PICTURES: Mapping[str, Picture] = {
    "front": Picture("/", height=1500),
    "front-phone": Picture("/", width=390, height=844),
    "dark": Picture("/", features={"prefers_color_scheme": "dark"}),
    "masthead": Picture("/", site="slots", part=".masthead"),
    "menu": Picture("/", site="eight-sections", width=390, height=844, click=".open-menu"),
    "foot": Picture("/datenschutz/", part="footer"),
    "labels": Picture("/", site="label-subscribers", height=1000),
    "closed": Picture("/2026/11/closed-parted/", site="label-subscribers", height=1500),
    "article": Picture(_ARTICLE, height=1200),
    "boxes": Picture("/2026/11/wasserturm-auenbruck/", width=1200, part=".body"),
    "gallery": Picture("/2026/10/fischtreppe-muehlfurt/", width=1200, part=".body .gallery"),
    "embeds": Picture("/2026/11/embeds/", site="ordinary", width=1200, part=".body"),
    "player": Picture("/2026/10/leitungsfunk-vorschau/", width=1200, part=".player"),
    "corrections": Picture("/corrections/", width=1200, height=900),
    "sources": Picture("/2025/05/fernwaermepreise-vergleich/", width=1200, part=".sources"),
    "author-box": Picture("/2026/08/hitze-trinkwasser/", width=1200, part=".authors"),
    "series": Picture("/2026/05/netz-im-umbau-2-paragraf-14a/", width=1200, part=".series"),
    "article-phone": Picture(_ARTICLE, width=390, height=844),
    "article-end": Picture(_ARTICLE, part=".related"),
    "section": Picture("/category/stromnetz/", height=1100),
    "author": Picture("/author/nora-wittkamp/", height=700),
    "month": Picture("/2026/11/", height=800),
    "year": Picture("/2026/", height=900),
    "newsletter": Picture("/", site="slots", part=".newsletter"),
    "letters": Picture("/2026/11/slots-forms/", width=820, site="slots-forms", part=".letters"),
    "advertisement": Picture("/2026/11/slots/", site="slots", part=".ad"),
    "no-article": Picture("/", site="no-article", height=600),
    "paper": Picture("/2026/11/marktuebersicht-dynamische-tarife/", width=PAPER_WIDTH, height=900, is_paper=True),
    "forced-colours": Picture("/", width=820, height=700, features={"forced_colors": "active"}),
    "right-to-left": Picture("/2026/11/bridge/", site="right-to-left"),
}


def main(names: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, started(Path(folder, "chromium")) as browser, served(Path(folder)) as address:
        prepare(browser)
        for name, picture in PICTURES.items():
            if not names or name in names:
                (FOLDER / f"{name}.webp").write_bytes(taken(browser, address(picture.site), picture))


@contextmanager
def served(folder: Path) -> Iterator[Callable[[str], str]]:
    """Where each site is served, which is built when it is first asked for."""
    with ExitStack() as hosts:

        @cache
        def address(name: str) -> str:
            return hosts.enter_context(plainly_hosted(built(name, folder / name)))

        yield address


def built(name: str, folder: Path) -> Path:
    if name != "sample":
        return next(site for site in sites() if site.name == name).build(folder)
    build(Options(ROOT, output=str(folder), at=CLOCK))
    return folder


def taken(browser: webdriver.Chrome, address: str, picture: Picture) -> bytes:
    size(browser, picture.width, picture.height)
    (printed if picture.is_paper else media)(browser, **picture.features)
    # The theme's own face is not shown where it has to be fetched first.
    for _ in range(2):
        show(browser, address + picture.path)
    browser.execute_async_script(COME)
    if picture.click:
        browser.execute_script("document.querySelector(arguments[0]).click()", picture.click)
    # What is moved or shown with a delay has come to its place.
    browser.execute_async_script(
        "Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(arguments[0])"
    )
    options = {"clip": clip(browser, picture.part)} if picture.part else {}
    answer = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": bool(options), **options})
    image = Image.open(BytesIO(b64decode(answer["data"]))).convert("RGB")
    return webp(ImageOps.expand(image, PAPER_MARGIN, "white") if picture.is_paper else image)


def clip(browser: webdriver.Chrome, part: str) -> Mapping[str, float]:
    box = browser.execute_script("return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", part)
    top, margin = browser.execute_script("return scrollY"), 24
    return {
        "x": max(0, box["x"] - margin),
        "y": box["y"] + top - margin,
        "width": box["width"] + 2 * margin,
        "height": box["height"] + 2 * margin,
        "scale": 1,
    }


def webp(image: Image.Image) -> bytes:
    image.thumbnail((WIDTH, image.height), Image.Resampling.LANCZOS)
    file = BytesIO()
    image.save(file, "WEBP", quality=QUALITY, method=6)
    return file.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
