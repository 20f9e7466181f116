"""A name is what its article wrote, everywhere; names that meet at one address are told, or kept apart as files say."""

import json
import shutil
from pathlib import Path

import pytest
from lxml import html

from newsgen.build import Result
from newsgen.state import stamps
from tests.sites.built import ATOM, CONFIG, article, built, codes, output, page, published, site, xml

DC = "{http://purl.org/dc/elements/1.1/}creator"
FOLDERS = {"tag": "tags", "category": "categories", "author": "authors"}


def by(*names: str, key: str = "authors", **more: str) -> str:
    return article(more=f"{key}: {json.dumps(names, ensure_ascii=False)}\n", **more)


def written_by(output: Path, url: str) -> tuple[str, ...]:
    """Whom the byline of an article names."""
    return tuple(page(output, url).xpath("//*[@class='byline']//a[@rel='author']/text()"))


def told_of(output: Path, url: str) -> tuple[str, ...]:
    """Whom its data for search engines name."""
    return tuple(each["name"] for each in data(output, url)["author"])


def data(output: Path, url: str) -> dict[str, list[dict[str, str]]]:
    texts = page(output, url).xpath("//script[@type='application/ld+json']/text()")
    (found,) = [each for each in map(json.loads, texts) if each["@type"] == "NewsArticle"]
    people = found.get("author", [])
    return {**found, "author": people if isinstance(people, list) else [people]}


def of_code(result: Result, code: str) -> list[str]:
    return [f"{each.text} | {each.hint}" for each in result.diagnostics if each.code == code]


SPELLINGS = {
    "in case": ("MARLOW", "marlow"),
    "in blanks and hyphens": ("Ost West", "ost-west"),
    "in accents": ("Zdeněk Říha", "Zdenek Riha"),
    "in punctuation": (".NET", "Net"),
    "in a stroke": ("Ost/West", "Ost-West"),
    "in a mark": ("#KI", "KI"),
    "in a bracket": ("Ada Lind (dpa)", "Ada Lind, dpa"),
}


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("names", SPELLINGS.values(), ids=SPELLINGS)
def test_a_page_says_what_its_article_says(tmp_path: Path, kind: str, names: tuple[str, str]) -> None:
    """The oldest article named all of them."""
    key = FOLDERS[kind]
    root = output(
        tmp_path,
        {
            "a.md": by(names[0], key=key, title="A", date="2026-05-01 10:00"),
            "b.md": by(names[1], key=key, title="B", date="2026-05-02 10:00"),
        },
    )
    shown = {
        "author": "//a[@rel='author']",
        "tag": "//a[@rel='tag']",
        "category": "//nav[starts-with(@class, 'breadcrumb')]//li[last()]/a",
    }[kind]

    assert page(root, "/2026/05/a/").xpath(f"{shown}/text()") == [names[0]]
    assert page(root, "/2026/05/b/").xpath(f"{shown}/text()") == [names[1]]


def test_feeds_and_data_say_what_their_article_says(tmp_path: Path) -> None:
    root = output(
        tmp_path,
        {
            "a.md": by("MARLOW", title="A", date="2026-05-01 10:00"),
            "b.md": by("marlow", title="B", date="2026-05-02 10:00"),
        },
    )

    assert [each.text for each in xml(root / "feed.xml").iter(DC)] == ["marlow", "MARLOW"]
    assert [each.findtext(f"{ATOM}name") for each in xml(root / "atom.xml").iter(f"{ATOM}author")][-2:] == [
        "marlow",
        "MARLOW",
    ]
    items = json.loads((root / "feed.json").read_bytes())["items"]
    assert [item["authors"][0]["name"] for item in items] == ["marlow", "MARLOW"]
    assert told_of(root, "/2026/05/b/") == ("marlow",)


def test_a_new_article_renames_no_page(tmp_path: Path) -> None:
    """Its spelling stands on its own page; the list is called what the oldest article calls it."""
    root = site(tmp_path, {"a.md": by("Zdeněk Říha", title="A")})
    published(root)
    (root / "content/b.md").write_text(by("Zdenek Riha", title="B", date="2026-05-03 10:00"), "utf-8")
    result = published(root)

    assert page(root / "output", "/author/zdenek-riha/").findtext(".//h1") == "Zdeněk Říha"
    assert written_by(root / "output", "/2026/05/a/") == ("Zdeněk Říha",)
    assert [change.path for change in result.changes if "another name" in change.cause] == []


def test_spellings_that_share_a_page_are_counted_in_one_warning(tmp_path: Path) -> None:
    content = {f"a{n}.md": by("Zdeněk Říha", title=f"A{n}", date=f"2026-05-0{n} 10:00") for n in range(1, 4)}
    result = published(site(tmp_path, {**content, "b.md": by("Zdenek Riha", title="B", date="2026-05-09 10:00")}))
    (said,) = of_code(result, "term-spellings")

    assert '"Zdeněk Říha" (3 articles) and "Zdenek Riha" (1 article)' in said
    assert 'also: ["Zdenek Riha"] in content/authors/zdenek-riha.md' in said
    assert "slug: … in a file of its own in content/authors/" in said
    assert [each.place.file for each in result.diagnostics if each.code == "term-spellings"] == ["content/b.md"]


@pytest.mark.parametrize("names", [SPELLINGS["in case"], SPELLINGS["in blanks and hyphens"]])
def test_what_differs_in_case_or_blanks_is_no_warning(tmp_path: Path, names: tuple[str, str]) -> None:
    root = site(tmp_path, {"a.md": by(names[0], title="A"), "b.md": by(names[1], title="B")})

    assert codes(published(root)) == []


def test_a_warning_counts_what_is_there_now(tmp_path: Path) -> None:
    """A build that knows the articles says what one from nothing says: of an edit, new articles, one that went."""
    content = {"a.md": by("Zdeněk Říha", title="A"), "b.md": by("Zdenek Riha", title="B")}
    root = site(tmp_path / "warm", content)
    published(root)
    told = []
    for name, text in [
        ("a.md", by("Zdeněk Říha", title="A", text="Another text.")),
        ("c.md", by("Zdenek Riha", title="C")),
        ("d.md", by("Zdeněk Říha", title="D")),
        ("b.md", by("Somebody Else", title="B")),
    ]:
        content[name] = text
        site(root, {name: text})
        told.append(published(root).diagnostics)
        assert told[-1] == published(site(tmp_path / f"cold{len(told)}", content)).diagnostics

    assert ["term-spellings" in {each.code for each in each_time} for each_time in told] == [True] * 4
    assert len(set(told)) == 4


@pytest.mark.parametrize("names", [("Müller", "Mueller"), ("Mueller", "Müller")])
def test_an_unlisted_article_counts_as_others_do(tmp_path: Path, names: tuple[str, str]) -> None:
    """Its byline links to the page of whoever has that address."""
    hidden = article("B", more=f"authors: [{names[1]}]\nunlisted: true\n", date="2026-05-02 10:00")
    config = CONFIG.replace("language: en", "language: de")
    result = published(site(tmp_path, {"a.md": by(names[0], title="A"), "b.md": hidden}, config))

    assert f'"{names[0]}" (1 article) and "{names[1]}" (1 article)' in of_code(result, "term-spellings")[0]


@pytest.mark.parametrize("kind", FOLDERS)
def test_an_unlisted_article_names_no_page_of_others(tmp_path: Path, kind: str) -> None:
    """What no list shows would be read at the top of one."""
    names = {name: f"{FOLDERS[kind]}: [{name}]\n" for name in ("Zaneta Geheim", "ZANETA GEHEIM")}
    older = article("U", more=f"{names['ZANETA GEHEIM']}unlisted: true\n", date="2026-04-01 10:00")
    root = output(tmp_path, {"a.md": article("A", more=names["Zaneta Geheim"]), "u.md": older})

    assert page(root, f"/{kind}/zaneta-geheim/").findtext(".//h1") == "Zaneta Geheim"


MEETING = {
    "two names in Chinese": ("李明", "黎明"),
    "a script and its Latin letters": ("Кафе", "Kafe"),
    "a star": ("C*", "C"),
    "a sign in front of a number": ("+1", "1"),
    "a plus at the end": ("Disney+", "Disney"),
}


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("names", MEETING.values(), ids=MEETING)
def test_other_names_at_one_address_are_an_error(tmp_path: Path, kind: str, names: tuple[str, str]) -> None:
    """It made one person of two, or one subject."""
    key = FOLDERS[kind]
    root = site(tmp_path, {"a.md": by(names[0], key=key, title="A"), "b.md": by(names[1], key=key, title="B")})
    result = built(root)
    (said,) = of_code(result, "terms-meet")

    assert result.exit_code == 1
    assert all(part in said for part in (f'"{names[0]}"', f'"{names[1]}"', "content/a.md", "content/b.md"))
    assert f"content/{key}/" in said
    assert "also:" in said
    assert "slug:" in said


def test_of_many_spellings_each_other_name_is_told(tmp_path: Path) -> None:
    """A list of five spellings of C left out C*, for which the build had failed."""
    names = ["C", "C!", "C?", "(C)", "C.", "C:", "C*"]
    content = {f"a{n}.md": by(name, title=f"A{n}", date=f"2026-05-0{n + 1} 10:00") for n, name in enumerate(names)}
    result = built(site(tmp_path, content))
    (said,) = of_code(result, "terms-meet")

    assert said.startswith('"C" (content/a0.md), "C*" (content/a6.md), ')
    assert "and 2 more" in said
    assert [each.place.file for each in result.diagnostics] == ["content/a6.md"]


def test_two_people_in_one_article_stay_two(tmp_path: Path) -> None:
    """Names in an article were told apart by their slugs, so that the second was gone before any check."""
    result = built(site(tmp_path, {"c.md": by("李明", "黎明", title="C")}))

    assert codes(result) == ["terms-meet"]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Zdenek Riha", "Zdeněk Říha"], "term-spellings"),
        (["Rat", "Rat!"], "term-spellings"),
        (["C", "C*"], "terms-meet"),
    ],
)
@pytest.mark.parametrize("others", [[], ["Rat!"], ["Zdenek Riha"], ["Zdeněk Říha"]])
def test_names_that_meet_in_one_article_are_told(
    tmp_path: Path, names: list[str], code: str, others: list[str]
) -> None:
    content = {f"{number}.md": by(name, title=name) for number, name in enumerate(others)}

    assert codes(built(site(tmp_path, {**content, "b.md": by(*names, title="B")}))) == [code]


@pytest.mark.parametrize("name", ["Zdenek Riha", "Zdenek Říha"])
def test_an_unlisted_article_alone_may_spell_a_name_otherwise_than_its_description(tmp_path: Path, name: str) -> None:
    unlisted = article("B", more=f"authors: [{name}]\nunlisted: true\n")
    content = {"authors/zdenek-riha.md": "---\ntitle: Zdeněk Říha\n---\n", "b.md": unlisted}

    result = published(site(tmp_path, {"a.md": article("A"), **content}))

    assert f'"Zdeněk Říha" (0 articles) and "{name}" (1 article)' in of_code(result, "term-spellings")[0]


def test_a_slug_of_its_own_makes_two_people_of_two_names(tmp_path: Path) -> None:
    content = {
        "a.md": by("李明", title="A", date="2026-05-01 10:00"),
        "b.md": by("黎明", title="B", date="2026-05-02 10:00"),
        "c.md": by("李明", "黎明", title="C", date="2026-05-03 10:00"),
        "authors/liming2.md": "---\ntitle: 黎明\nslug: li-ming-2\n---\nShe writes.\n",
    }
    root = output(tmp_path, content)

    assert {url: written_by(root, f"/2026/05/{url}/") for url in "abc"} == {
        "a": ("李明",),
        "b": ("黎明",),
        "c": ("李明", "黎明"),
    }
    assert told_of(root, "/2026/05/c/") == ("李明", "黎明")
    assert page(root, "/author/li-ming-2/").findtext(".//h1") == "黎明"
    assert [each.text for each in xml(root / "author/li-ming-2/feed.xml").iter("title")][-2:] == ["C", "B"]
    assert [each.text for each in xml(root / "author/li-ming/feed.xml").iter("title")][-2:] == ["C", "A"]


def test_a_file_without_a_title_gives_its_name_a_slug(tmp_path: Path) -> None:
    content = {
        "a.md": by("李明", title="A"),
        "b.md": by("黎明", title="B"),
        "authors/黎明.md": "---\nslug: dawn\n---\n",
    }
    root = output(tmp_path, content)

    assert page(root, "/author/dawn/").findtext(".//h1") == "黎明"
    assert page(root, "/2026/05/a/").xpath("//a[@rel='author']/@href") == ["/author/li-ming/"]


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("other", ["Zdenek Riha", "Z. Říha", "the editor"])
def test_also_makes_names_one_under_the_title(tmp_path: Path, kind: str, other: str) -> None:
    """Also such whose addresses are far from each other."""
    key = FOLDERS[kind]
    content = {
        "a.md": by("Zdeněk Říha", key=key, title="A"),
        "b.md": by(other, key=key, title="B"),
        f"{key}/zdenek-riha.md": f"---\ntitle: Zdeněk Říha\nalso: [{other}]\n---\nHe writes.\n",
    }
    root = site(tmp_path, content)
    result = published(root)
    lists = page(root / "output", f"/{kind}/zdenek-riha/").xpath("//*[contains(@class, 'story')]//a[@href]/@href")

    assert codes(result) == []
    assert sorted({url for url in lists if url.startswith("/2026/")}) == ["/2026/05/a/", "/2026/05/b/"]
    assert "Zdeněk Říha" in html.tostring(page(root / "output", "/2026/05/b/"), encoding="unicode")
    assert f">{other}<" not in html.tostring(page(root / "output", "/2026/05/b/"), encoding="unicode")
    assert [path.name for path in (root / "output" / kind).iterdir()] == ["zdenek-riha"]


def test_a_file_is_the_name_that_it_is_called_by(tmp_path: Path) -> None:
    """A title may be another name altogether: "ki.md" tells what KI is, and whoever writes "riha" means Říha."""
    content = {
        "a.md": by("KI", key="tags", title="A"),
        "b.md": article("B", more="authors: [zdenek-riha]\n"),
        "tags/ki.md": "---\ntitle: Künstliche Intelligenz\n---\n",
        "authors/zdenek-riha.md": "---\ntitle: Zdeněk Říha\n---\n",
    }
    root = site(tmp_path, content)

    assert codes(published(root)) == []
    assert page(root / "output", "/2026/05/a/").xpath("//a[@rel='tag']/text()") == ["Künstliche Intelligenz"]
    assert written_by(root / "output", "/2026/05/b/") == ("Zdeněk Říha",)


def test_a_file_without_a_title_leaves_the_name_to_articles(tmp_path: Path) -> None:
    """The name of the file is an address: "zdenek-riha" is nobody's name."""
    content = {"a.md": by("Zdeněk Říha", title="A"), "authors/zdenek-riha.md": "---\ndescription: D\n---\n"}
    root = output(tmp_path, content)

    assert page(root, "/author/zdenek-riha/").findtext(".//h1") == "Zdeněk Říha"
    assert written_by(root, "/2026/05/a/") == ("Zdeněk Říha",)


def test_another_spelling_than_the_title_is_told(tmp_path: Path) -> None:
    """It may be another person; only the file can say that it is not."""
    content = {"a.md": by("Zdenek Riha", title="A"), "authors/zdenek-riha.md": "---\ntitle: Zdeněk Říha\n---\n"}
    root = site(tmp_path, content)
    (said,) = of_code(published(root), "term-spellings")

    assert '"Zdeněk Říha" (0 articles) and "Zdenek Riha" (1 article)' in said
    assert written_by(root / "output", "/2026/05/a/") == ("Zdenek Riha",)


@pytest.mark.parametrize("style", ["unicode", "keep"])
def test_scripts_are_kept_where_the_site_says_so(tmp_path: Path, style: str) -> None:
    content = {"a.md": by("李明", title="A"), "b.md": by("黎明", title="B"), "c.md": by("हिन्दी", "Zdeněk", title="C")}
    root = site(tmp_path, content, f"{CONFIG}slugs: {style}\n")

    assert codes(published(root)) == []
    assert {path.name for path in (root / "output/author").iterdir()} == {"李明", "黎明", "हिन्दी", "zdeněk"}


def test_a_name_that_two_files_have_is_an_error(tmp_path: Path) -> None:
    content = {
        "a.md": by("J. Doe", title="A"),
        "authors/ann.md": "---\ntitle: Ann\nalso: [J. Doe]\n---\n",
        "authors/bob.md": "---\ntitle: Bob\nalso: ['j. doe']\n---\n",
    }

    assert codes(built(site(tmp_path, content))) == ["term-claimed-twice"]


def test_a_name_of_its_own_may_be_the_address_of_another(tmp_path: Path) -> None:
    """The file of Müller is called "mueller", which is Mueller's name all the same."""
    content = {
        "a.md": by("Müller", title="A"),
        "b.md": by("Mueller", title="B"),
        "authors/mueller.md": "---\ntitle: Müller\n---\n",
        "authors/other.md": "---\ntitle: Mueller\nslug: mueller-2\n---\n",
    }
    root = site(tmp_path, content, CONFIG.replace("language: en", "language: de"))

    assert codes(published(root)) == []
    assert page(root / "output", "/2026/05/a/").xpath("//a[@rel='author']/@href") == ["/author/mueller/"]
    assert page(root / "output", "/2026/05/b/").xpath("//a[@rel='author']/@href") == ["/author/mueller-2/"]


def test_a_second_file_of_one_term_is_told(tmp_path: Path) -> None:
    """One of the two was left out in silence."""
    content = {
        "a.md": by("Ada", title="A"),
        "authors/ada.md": "---\ntitle: Ada\n---\n",
        "authors/other.md": "---\ntitle: Ada\nslug: ada\n---\n",
    }

    assert codes(published(site(tmp_path, content))) == ["term-described-twice"]


def test_what_a_file_says_of_names_is_heard_by_a_build_that_knows_the_articles(tmp_path: Path) -> None:
    """Their own files are as they were; a build from nothing writes the same."""
    content = {
        "a.md": by("J. Doe", title="A"),
        "b.md": by("Ann", title="B"),
        "authors/ann.md": "---\ntitle: Ann\n---\n",
    }
    root = site(tmp_path / "warm", content)
    published(root)
    (root / "content/authors/ann.md").write_text("---\ntitle: Ann\nalso: [J. Doe]\n---\n")
    published(root)
    (root / "content/c.md").write_text(by("J. Doe", title="C"), "utf-8")
    published(root)
    now = {**content, "c.md": by("J. Doe", title="C"), "authors/ann.md": "---\ntitle: Ann\nalso: [J. Doe]\n---\n"}
    cold = output(tmp_path / "cold", now)

    assert _bytes(root / "output") == _bytes(cold)
    (root / "content/authors/ann.md").unlink()
    published(root)
    del now["authors/ann.md"]
    assert _bytes(root / "output") == _bytes(output(tmp_path / "colder", now))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("oldest", ["KI", "AI"])
def test_a_file_without_a_title_has_its_own_name_beside_also(tmp_path: Path, kind: str, oldest: str) -> None:
    """It said that AI is KI, and the build failed because they are not."""
    key = FOLDERS[kind]
    other = {"KI": "AI", "AI": "KI"}[oldest]
    content = {
        "a.md": by(oldest, key=key, title="A", date="2026-05-01 10:00"),
        "b.md": by(other, key=key, title="B", date="2026-05-02 10:00"),
        f"{key}/ki.md": "---\nalso: [AI]\n---\n",
    }
    root = site(tmp_path, content)

    assert codes(published(root)) == []
    assert [path.name for path in (root / "output" / kind).iterdir()] == ["ki"]


@pytest.mark.parametrize(
    ("lang", "file", "name"),
    [
        ("de", "juergen-mueller", "Jürgen Müller"),
        ("de-AT", "strasser-goess", "Straßer Göß"),
        ("da", "soeren-aaberg", "Søren Åberg"),
        ("fi", "jari-hamalainen", "Jari Hämäläinen"),
    ],
)
@pytest.mark.parametrize("slug", ["", "slug: chief\n"])
def test_a_file_has_the_name_that_its_language_writes_so(
    tmp_path: Path, lang: str, file: str, name: str, slug: str
) -> None:
    """An address has no umlaut, and the title a degree beside the name."""
    content = {"a.md": by(name, title="A"), f"authors/{file}.md": f"---\ntitle: Dr. {name}\n{slug}---\n"}
    root = site(tmp_path, content, CONFIG.replace("language: en", f"language: {lang}"))

    assert codes(published(root)) == []
    assert written_by(root / "output", "/2026/05/a/") == (f"Dr. {name}",)
    assert [path.name for path in (root / "output/author").iterdir()] == ["chief" if slug else file]


@pytest.mark.parametrize("more", ["", "unlisted: true\n"])
@pytest.mark.parametrize("described", [{}, {"tags/rat.md": "---\ntitle: Rat\nalso: [Der Rat]\n---\n"}])
@pytest.mark.parametrize(("tag", "author"), [("Rat", "Zdeněk Říha"), ("Rat!", "Ada"), ("Rat", "Ada")])
def test_an_edit_that_spells_a_name_otherwise_is_told_as_by_a_build_from_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    described: dict[str, str],
    tag: str,
    author: str,
    more: str,
) -> None:
    """After a build that had nothing to say of names, those of edited articles alone are looked at.

    Young files would be looked at again, edited or not.
    """
    monkeypatch.setattr(stamps, "YOUNG_NS", 0)
    first = article("A", more=f"tags: [Rat, Stadt]\nauthors: [Zdenek Riha]\n{more}")
    second = article("B", more="tags: [Rat]\nauthors: [Ada]\n")
    root = site(tmp_path, {"a.md": first, "b.md": second, **described})
    assert built(root).diagnostics == ()

    (root / "content/b.md").write_text(second.replace("[Rat]", f"[{tag}]").replace("[Ada]", f"[{author}]"), "utf-8")
    warm = built(root)

    shutil.rmtree(root / ".newsgen")
    shutil.rmtree(root / "output")
    assert warm.diagnostics == built(root).diagnostics
    assert codes(warm) == ([] if (tag, author) == ("Rat", "Ada") else ["term-spellings"])


def test_a_standing_page_names_no_term(tmp_path: Path) -> None:
    """Whatever it names, in a build from nothing, in one of an edit, and where it was an article."""
    root = site(
        tmp_path, {"a.md": article("A", more="tags: [Rat]\n"), "pages/b.md": article("B", more="tags: [Říha]\n")}
    )
    assert published(root).diagnostics == ()

    (root / "content/pages/b.md").write_text(article("B", more="tags: [Łódź]\nauthors: [Éa]\n"), "utf-8")
    edited = published(root)
    (root / "content/a.md").rename(root / "content/pages/a.md")

    assert edited.notes == edited.diagnostics == ()
    assert published(root).notes == ()
