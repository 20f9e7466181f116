"""What a page says of languages: of text in another one than its own, of newsgen's words, of its versions."""

import re
from pathlib import Path

import pytest
from lxml import etree, html

from newsgen.render.words import LANGUAGES
from tests.sites.built import CONFIG, article, built, output, page, pages, published, site

HREFLANG = "//link[@rel='alternate'][@hreflang]"
XHTML = "{http://www.w3.org/1999/xhtml}link"

# What stands in texts below, in which language.
SAID = {"Arabic headline": "ar", "Svensk rubrik": "sv", "English headline": "en"}


def language_of(element: html.HtmlElement) -> tuple[str, str]:
    """The language and the direction of an element's text, as browsers find them."""
    langs = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
    dirs = element.xpath("ancestor-or-self::*[@dir][1]/@dir")
    return str(langs[-1]), str(dirs[-1]) if dirs else "ltr"


def texts(root: html.HtmlElement) -> list[tuple[str, html.HtmlElement]]:
    """Each text that readers see or hear, with the element that it stands in."""
    body = root.find("body")
    found = [(each.text, each) for each in body.iter() if isinstance(each.tag, str) and each.tag != "script"]
    found += [(each.tail, each.getparent()) for each in body.iter() if each is not body]
    found += [(each.get("aria-label"), each) for each in body.iter() if each.get("aria-label")]
    return [(" ".join(text.split()), element) for text, element in found if text and text.strip()]


def test_a_headline_in_another_language_has_its_lang_and_dir_wherever_it_stands(tmp_path: Path) -> None:
    """A screen reader speaks it as it is marked, and a browser sets its lines from the right only where told."""
    more = "categories: [Town]\nseries: S\n"
    content = {
        "ar.md": article("Arabic headline", more=f"lang: ar\ntranslation_key: k\n{more}", date="2026-05-01"),
        "sv.md": article("Svensk rubrik", more=f"lang: sv\ntranslation_key: k\n{more}", date="2026-05-02"),
        "en.md": article("English headline", more=f"translation_key: k\n{more}", date="2026-05-03"),
        "pages/om.md": "---\ntitle: Arabic headline\nlang: ar\n---\nText.\n",
    }

    folder = output(tmp_path, content)

    seen = set()
    for path, root in pages(folder):
        for text, element in texts(root):
            if text in SAID:
                language = language_of(element)
                assert language == (SAID[text], "rtl" if SAID[text] == "ar" else "ltr"), path
                seen.add((root.get("lang"), text))
        # Each element that names its language says where its lines run from, and the other way round.
        for element in root.body.iter():
            assert (element.get("lang") is None) is (element.get("dir") is None), path
    assert len(seen) == 9


@pytest.mark.parametrize("lang", ["sv", "ar", "pt-BR", "ja"])
def test_newsgens_own_words_are_marked_where_the_page_is_in_a_language_without_a_catalogue(
    tmp_path: Path, lang: str
) -> None:
    """They were read out in the article's language: English words with Swedish sounds."""
    more = (
        f"lang: {lang}\ncategories: [Rubrik]\nauthors: [Ada]\ntags: [Ord]\nupdated: 2026-05-02\ntoc: true\n"
        "series: Serie\ntype: opinion\ncorrections: [{date: 2026-05-02, text: Rättat}]\n"
    )
    text = "Ordet.\n\n## Rubriken\n\nMer."
    content = {f"{n}.md": article(f"Titel {n}", text, more, date=f"2026-05-0{n + 1}") for n in range(3)}

    folder = output(tmp_path, {**content, "de.md": article("Deutsch", more=more.replace(lang, "de"))})

    own = {
        "Home",
        "Skip to content",
        "Contents",
        "Opinion",
        "Updated:",
        "Correction",
        "Tags",
        "Share",
        "E-mail",
        "Copy link",
    }
    own |= {
        "Previous article",
        "Next article",
        "Related articles",
        "Recent Posts",
        "Sections",
        "Service",
        "By",
        "Main menu",
    }
    own |= {"Breadcrumb", "Previous and next article", "Latest articles", "RSS feed", "1 minute read", "Series: Serie"}
    theirs = {"Titel 1", "Titel 2", "Titel 0", "Rubriken", "Ordet.", "Mer.", "Rättat"}
    root = page(folder, "/2026/05/1/")
    found = texts(root)
    assert own <= {text for text, _ in found}
    assert {(text, language_of(each)[0]) for text, each in found if text in own} == {(each, "en") for each in own}
    shown = {text: language_of(each)[0] for text, each in found if text in theirs}
    assert len(shown) > 4 and set(shown.values()) == {lang}
    assert all(language_of(each)[0] == lang for each in root.iter("time") if "age" not in each.get("class", ""))


@pytest.mark.parametrize(("language", "said", "lang"), [("de-AT", "Startseite", "de-AT"), ("tr", "Home", "en")])
def test_words_fall_back_to_the_sites_language(tmp_path: Path, language: str, said: str, lang: str) -> None:
    """A German paper's Arabic article had English words around German headlines."""
    content = {"ar.md": article("Arabic headline", more="lang: ar\ncategories: [Stadt]\n")}

    folder = output(tmp_path, content, CONFIG.replace("language: en", f"language: {language}"))

    root = page(folder, "/2026/05/ar/")
    (home,) = root.xpath("//nav[starts-with(@class, 'breadcrumb')]//li[1]/a")
    assert root.get("lang") == "ar"
    assert (home.text, *language_of(home)) == (said, lang, "ltr")


def test_another_language_of_the_site_changes_the_words_of_pages_without_a_catalogue(tmp_path: Path) -> None:
    content = {"ar.md": article("Arabic headline", more="lang: ar\ncategories: [Stadt]\n")}
    output(tmp_path, content, CONFIG.replace("language: en", "language: de"))

    folder = output(tmp_path, content, CONFIG.replace("language: en", "language: fr"))

    assert page(folder, "/2026/05/ar/").xpath("string(//nav[starts-with(@class, 'breadcrumb')]//li[1])") == "Accueil"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_in_a_language_with_a_catalogue_marks_no_words(tmp_path: Path, lang: str) -> None:
    folder = output(
        tmp_path, {"a.md": article("A", more=f"lang: {lang}\n")}, CONFIG.replace("language: en", f"language: {lang}")
    )

    assert not page(folder, "/2026/05/a/").xpath("//body//*[@lang]")


def test_versions_that_search_engines_shall_not_know_are_no_alternates(tmp_path: Path) -> None:
    """One whose canonical address lies elsewhere says of itself that it is no page of this site."""
    key = "translation_key: k\n"
    content = {
        "en.md": article("A", more=key),
        "de.md": article("A", more=f"{key}lang: de\ncanonical_url: https://example.org/2026/05/de/\n"),
        "fr.md": article("A", more=f"{key}lang: fr\ncanonical_url: https://other.example/a/\n"),
        "es.md": article("A", more=f"{key}lang: es\nnoindex: true\n"),
        "it.md": article("A", more=f"{key}lang: it\nunlisted: true\n"),
        "pt.md": article("A", more=f"{key}lang: pt-BR\n"),
    }

    folder = output(tmp_path, content)

    slugs = ("en", "de", "fr", "es", "it", "pt")
    told = {slug: page(folder, f"/2026/05/{slug}/").xpath(f"{HREFLANG}/@hreflang") for slug in slugs}
    of_site = ["de", "en", "x-default", "pt-BR"]
    assert told == {"en": of_site, "de": of_site, "pt": of_site, "fr": [], "es": [], "it": []}
    sitemap = etree.parse(folder / "sitemap-2026-05.xml")
    links = [each.get("hreflang") for each in sitemap.iter(XHTML)]
    assert sorted(links) == sorted(of_site * 3)


@pytest.mark.parametrize(
    ("config", "url", "said"),
    [
        ("subtitle: News from here\n", "latest", "The latest articles of Gazette – News from here"),
        ("", "latest", "The latest articles of Gazette"),
        ("", "tag/gazette", "Articles about Gazette"),
        ("", "2026", "All articles of 2026 – Gazette"),
        ("subtitle: Gazette of the town\n", "2026", "All articles of 2026 – Gazette: Gazette of the town"),
    ],
)
def test_no_description_says_the_papers_name_twice(tmp_path: Path, config: str, url: str, said: str) -> None:
    folder = output(tmp_path, {"a.md": article("A", more="tags: [Gazette]\n")}, CONFIG + config)

    [found] = page(folder, url).xpath("//meta[@name='description']/@content")
    assert found == said


def test_nor_is_it_said_twice_where_it_has_to_be_escaped(tmp_path: Path) -> None:
    folder = output(tmp_path, {"a.md": article("A")}, CONFIG.replace("Gazette", "'A & <B>'"))

    [found] = page(folder, "latest").xpath("//meta[@name='description']/@content")
    assert found == "The latest articles of A & <B>"


def test_nor_does_a_title(tmp_path: Path) -> None:
    content = {
        "a.md": article("A", more="categories: [Gazette]\n"),
        "pages/about.md": "---\ntitle: Gazette\n---\nWe.\n",
    }

    folder = output(tmp_path, content)

    assert (
        page(folder, "about").findtext(".//title") == page(folder, "category/gazette").findtext(".//title") == "Gazette"
    )
    assert re.search("<title>Gazette</title>", (folder / "category/gazette/feed.xml").read_text())


@pytest.mark.parametrize(
    ("folder", "form", "pattern"),
    [("2026", "article", "/{lang}/{year}/{month}/{slug}/"), ("pages", "page", "/{lang}/{slug}/")],
)
def test_versions_that_want_one_address_are_told_the_pattern(
    tmp_path: Path, folder: str, form: str, pattern: str
) -> None:
    """Hugo parts languages by itself; hundreds of slugs by hand are no remedy, and the one that is told is one."""
    content = {f"{folder}/cup{lang}.md": article("Cup") for lang in ("", ".de", ".pt-BR")}
    clashes = [each for each in built(site(tmp_path, content)).diagnostics if each.code == "url-clash"]

    remedy = f'permalinks: {{{form}: "{pattern}"}}'
    hint = f"if they are one text in several languages, write {remedy} in newsgen.yaml; else "
    assert [each.hint.startswith(hint) for each in clashes] == [True] * 3
    (tmp_path / "newsgen.yaml").write_text(f"{CONFIG}{remedy}\n")
    assert published(tmp_path).exit_code == 0


def test_two_texts_of_one_language_are_told_to_have_other_slugs(tmp_path: Path) -> None:
    content = {"a/cup.md": article("Cup"), "b/cup.md": article("Cup"), "c/cup.de.md": article("Cup")}
    found = built(site(tmp_path, content)).diagnostics

    assert {each.hint for each in found if each.code == "url-clash"} == {"give one of them another slug: … or url: …"}
