"""The theme in a real browser, one page of each kind of the sample site, under the headers that newsgen writes."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from selenium import webdriver

from newsgen.build import build
from newsgen.project import Options
from tests.browser import faults
from tests.browser.faults import Page
from tests.browser.hosting import hosted, plainly_hosted
from tests.browser.pages import PAGES, console, prepare, press, scripts_off, show
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
AGES = "return [...document.querySelectorAll('time.age')].map((time) => time.title)"


@pytest.fixture(scope="module")
def reader(browser: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    prepare(browser)
    yield browser


@pytest.fixture(scope="module")
def page(sample: Path, address: str) -> Iterator[Page]:
    """The front of the sample site."""
    with plainly_hosted(sample) as plain:
        yield Page(sample, address, plain, "/")


@KINDS
def test_each_kind_is_without_fault_on_a_wide_screen(reader: webdriver.Chrome, page: Page, path: str) -> None:
    found = faults.at_a_desk(reader, structs.replace(page, path=path))

    assert found == [], "\n".join(found)
    assert any(reader.execute_script(AGES)), "the age script has written nothing, so nothing could move"


@KINDS
def test_each_kind_is_without_fault_on_a_phone(reader: webdriver.Chrome, page: Page, path: str) -> None:
    found = faults.on_a_phone(reader, structs.replace(page, path=path))

    assert found == [], "\n".join(found)
    assert any(reader.execute_script(AGES)), "the age script has written nothing, so nothing could move"


@KINDS
def test_text_and_sidebar_can_be_read_without_a_script(reader: webdriver.Chrome, page: Page, path: str) -> None:
    found = faults.without_scripts(reader, structs.replace(page, path=path))

    text, _foot, links, _dead = reader.execute_script(faults.READ)
    assert found == [], "\n".join(found)
    assert len(text) > 150
    assert path == "/" or "/latest/" in links or sum(link.startswith("/20") for link in links) >= 6


def test_a_page_that_broke_the_policy_would_be_seen(reader: webdriver.Chrome, sample: Path, tmp_path: Path) -> None:
    """So an empty console means that the policy holds, not that there is none: by the header, and by the page's own."""
    header = next(
        line for line in (sample / "_headers").read_text("utf-8").splitlines() if "default-src 'none'" in line
    )
    assert "script-src 'self'" in header
    page = (sample / "datenschutz/index.html").read_text("utf-8")
    site = Path(shutil.copytree(sample, tmp_path / "site"))
    for name, text in (("probe.html", "<!doctype html><p>"), ("probe/index.html", page)):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(f"{text}<script>1</script><style>p {{ color: red }}</style>", "utf-8")

        with hosted(site) as address:
            show(reader, f"{address}/{name}")

        said = console(reader)
        assert sum("violates the following Content Security Policy directive" in line for line in said) >= 2, said


def test_the_first_key_leads_past_the_menu(reader: webdriver.Chrome, address: str) -> None:
    show(reader, f"{address}/latest/")
    press(reader, "Tab")
    box = reader.execute_script("return document.activeElement.getBoundingClientRect().toJSON()")
    press(reader, "Enter")
    press(reader, "Tab")

    assert box["top"] >= 0 and box["height"] >= 24
    assert reader.execute_script("return location.hash") == "#theme:content"
    assert reader.execute_script("return document.querySelector('main').contains(document.activeElement)")


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
    assert all(text.startswith(("vor ", "gestern", "vorgestern")) for text in ages)


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
def test_no_long_word_widens_a_page(reader: webdriver.Chrome, long_words: str, path: str) -> None:
    show(reader, long_words + path)

    assert WORD in reader.execute_script("return document.body.textContent")
    assert faults.narrower(reader, 320, 640, 1280) == []


def test_browsers_can_read_the_manifest(reader: webdriver.Chrome, address: str) -> None:
    show(reader, f"{address}/")

    manifest = reader.execute_cdp_cmd("Page.getAppManifest", {})

    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["name"] == "Netzbote"
