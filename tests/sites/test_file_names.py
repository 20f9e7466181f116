"""Names of files and folders in addresses: which part they have, and what is said where they stand otherwise."""

from pathlib import Path

import pytest

from tests.sites.built import CONFIG, article, built, codes, outputs, published, site


def address(root: Path, name: str, config: str = "", more: str = "") -> str:
    """Where the only article of a site stands."""
    published(site(root, {name: article(more=more)}, CONFIG + config))
    pages = {path for path in outputs(root) if path.endswith("index.html")}
    lists = ("latest/", "2026/05/index", "2026/index", "category/", "tag/", "author/")
    (found,) = [path for path in pages if path != "index.html" and not path.startswith(lists)]
    return "/" + found.removesuffix("index.html")


@pytest.mark.parametrize(
    ("name", "pattern", "expected"),
    [
        ("sport/cup.md", "/{section}/{slug}/", "/sport/cup/"),
        ("sport/2026/cup.md", "/{section}/{slug}/", "/sport/cup/"),
        ("cup.md", "/{section}/{slug}/", "/cup/"),
        ("sport/2026/2026-05-01-cup.md", "/{path}/", "/sport/2026/cup/"),
        ("sport/cup.md", "/n/{path}.html", "/n/sport/cup.html"),
        ("cup.md", "/{path}/", "/cup/"),
        ("sport/cup/index.md", "/{path}/", "/sport/cup/"),
        ("sport/cup/index.de.md", "/{path}/", "/sport/cup/"),
        ("cup/index.md", "/{section}/{slug}/", "/cup/"),
        ("Sport und Spiel/cup.md", "/{path}/", "/sport-und-spiel/cup/"),
        ("sport/_posts/2026-05-01-cup.md", "/{path}/", "/sport/cup/"),
        ("_posts/2026-05-01-cup.md", "/{section}/{slug}/", "/cup/"),
    ],
)
def test_folders_stand_in_the_address(tmp_path: Path, name: str, pattern: str, expected: str) -> None:
    """As in most systems that an archive may come from."""
    root = tmp_path
    published(site(root, {name: article()}, f"{CONFIG}permalinks: {{article: '{pattern}'}}\n"))
    file = f"{expected}index.html" if expected.endswith("/") else expected

    assert file.lstrip("/") in outputs(root)


def test_a_slug_stands_at_the_end_of_the_path(tmp_path: Path) -> None:
    assert address(tmp_path, "sport/cup.md", "permalinks: {article: '/{path}/'}\n", "slug: final\n") == "/sport/final/"


@pytest.mark.parametrize(
    ("name", "expected"), [("pages/legal/imprint.md", "/legal/imprint/"), ("pages/imprint.md", "/imprint/")]
)
def test_pages_have_their_folders_below_that_of_all_pages(tmp_path: Path, name: str, expected: str) -> None:
    root = site(tmp_path, {name: "---\ntitle: Imprint\n---\nWho.\n"}, f"{CONFIG}permalinks: {{page: '/{{path}}/'}}\n")
    published(root)

    assert f"{expected.strip('/')}/index.html" in outputs(root)


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("post/bundle/index.de.md", "de"),
        ("post/bundle/index.pt-BR.md", "pt-BR"),
        ("post/2026-05-01-bundle/index.de.md", "de"),
        ("post/bundle/index.md", "en"),
        ("post/bundle/INDEX.de.md", "de"),
    ],
)
def test_an_article_in_a_folder_of_its_own_is_named_by_it(tmp_path: Path, name: str, lang: str) -> None:
    """A language behind "index" left nothing for an address."""
    assert address(tmp_path, name) == "/2026/05/bundle/"
    assert f'lang="{lang}"' in (tmp_path / "output/2026/05/bundle/index.html").read_text("utf-8")[:300]


NAMES = {
    "capitals": ("MyArticle", "myarticle"),
    "a low line": ("my_article", "my-article"),
    "a dot": ("release-1.0", "release-1-0"),
    "all of them": ("My_Article.v2", "my-article-v2"),
    "a script": ("新しい橋", "xin-siiqiao"),
    "accents": ("déjà-vu", "deja-vu"),
    "blanks": ("my article", "my-article"),
    "decomposed letters": ("Bru\u0308cke", "brucke"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_an_address_has_otherwise_is_told(tmp_path: Path, name: str) -> None:
    """Whoever moves a site in would lose the address, and see it when readers do."""
    stem, slug = NAMES[name]
    root = site(tmp_path, {f"{stem}.md": article()})
    (told,) = published(root).diagnostics

    assert (told.code, told.level) == ("file-renamed", "notice")
    assert f'is "{slug}" in the address' in told.text
    assert "slugs: keep" in told.hint
    assert f"2026/05/{slug}/index.html" in outputs(root)


@pytest.mark.parametrize(
    "stem",
    [
        "MyArticle",
        "my_article",
        "release-1.0",
        "My_Article.v2",
        "node.js",
        "foo.bar",
        "asp.net",
        "新しい橋",
        "déjà-vu",
        "हिन्दी",
    ],
)
def test_names_are_kept_where_the_site_says_so(tmp_path: Path, stem: str) -> None:
    root = site(tmp_path, {f"{stem}.md": article()}, f"{CONFIG}slugs: keep\n")

    assert codes(published(root)) == []
    assert f"2026/05/{stem}/index.html" in outputs(root)


@pytest.mark.parametrize(
    ("stem", "slug"), [("My Article's End", "My-Article-s-End"), ("a (1)", "a-1"), ("100% Rain", "100-Rain")]
)
def test_what_no_address_can_hold_is_told_where_names_are_kept(tmp_path: Path, stem: str, slug: str) -> None:
    root = site(tmp_path, {f"{stem}.md": article()}, f"{CONFIG}slugs: keep\n")

    assert codes(published(root)) == ["file-renamed"]
    assert f"2026/05/{slug}/index.html" in outputs(root)


@pytest.mark.parametrize("style", ["unicode", "keep"])
def test_folders_are_as_files_are(tmp_path: Path, style: str) -> None:
    config = f"{CONFIG}slugs: {style}\npermalinks: {{article: '/{{path}}/'}}\n"
    root = site(tmp_path, {"Städte_Land/Fluß.md": article()}, config)
    result = published(root)
    path = {"unicode": "städte-land/fluß", "keep": "Städte_Land/Fluß"}[style]

    assert f"{path}/index.html" in outputs(root)
    assert codes(result) == {"unicode": ["file-renamed"], "keep": []}[style]


@pytest.mark.parametrize("name", ["cup.de.md", "cup.pt-BR.md", "cup.zh_TW.md", "cup.nds.md", "cup.deu.md"])
def test_a_language_behind_the_name_is_no_part_of_it(tmp_path: Path, name: str) -> None:
    assert address(tmp_path, name, "slugs: keep\n") == "/2026/05/cup/"


@pytest.mark.parametrize(
    ("name", "more", "config"),
    [
        ("My_Article.md", "slug: mine\n", ""),
        ("My_Article.md", "url: /x/\n", ""),
        ("My_Article.md", "", "permalinks: {article: '/{id}/'}\n"),
        ("My Folder/article.md", "", ""),
        ("2026-05-01-article.md", "", ""),
        ("article.de.md", "", ""),
        ("Bundle/index.md", "slug: mine\n", ""),
        ("My_Article.md", "draft: true\n", ""),
    ],
)
def test_what_stands_in_no_address_is_not_told(tmp_path: Path, name: str, more: str, config: str) -> None:
    assert codes(published(site(tmp_path, {name: article(more=more)}, CONFIG + config))) == []


@pytest.mark.parametrize(("slug", "codes_"), [("हिन्दी", []), ("ไทย_v1.2", []), ("a b", ["slug-changed"])])
def test_letters_of_any_script_are_a_slug(tmp_path: Path, slug: str, codes_: list[str]) -> None:
    """Vowel signs are no punctuation: a slug in Hindi or Thai was written anew."""
    assert codes(published(site(tmp_path, {"a.md": article(more=f"slug: {slug}\n")}))) == codes_


def test_names_that_differ_in_case_alone_are_told_where_they_are_kept(tmp_path: Path) -> None:
    """On Windows and macOS they are one file."""
    content = {"cup.md": article("A"), "2026/Cup.md": article("B")}

    assert "url-case" in codes(built(site(tmp_path, content, f"{CONFIG}slugs: keep\n")))


def test_another_way_of_slugs_moves_pages_in_a_build_that_knows_them(tmp_path: Path) -> None:
    content = {"My_Article.md": article(more="authors: [李明]\n")}
    root = site(tmp_path, content)
    published(root)
    site(root, {}, f"{CONFIG}slugs: keep\n")
    published(root)

    assert {"2026/05/My_Article/index.html", "author/李明/index.html"} <= outputs(root)
    assert "2026/05/my-article/index.html" not in outputs(root)
