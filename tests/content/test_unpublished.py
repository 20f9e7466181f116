"""What of content/ stays where it is, and that somebody hears of it."""

import os
from pathlib import Path

import pytest

from newsgen.gather.scan import Scan, rescanned, scan


def scanned(root: Path, *paths: str) -> Scan:
    """A content folder with these files."""
    for path in paths:
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text("x", "utf-8")
    return scan(root, "content")


def left(found: Scan) -> dict[str, str]:
    assert {stat.path for stat in found.left} == {each.place.file for each in found.diagnostics}
    return {each.place.file.removeprefix("content/"): each.code for each in found.diagnostics}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a.rst",
            "a.org",
            "a.adoc",
            "a.AsciiDoc",
            "a.ipynb",
            "a.mdx",
            "a.html",
            "A.HTM",
            "a.xhtml",
            "a.textile",
            "a.tex",
        ),
        *("a.typ", "a.meta", "a.njk", "a.liquid", "a.11tydata.json", "a.mhtml", "a.pages"),
    ],
)
def test_sources_of_other_systems_are_never_copied(tmp_path: Path, name: str) -> None:
    """One of them is a whole article, draft or not, that newsgen cannot read."""
    found = scanned(tmp_path, name, "b.md")

    assert left(found) == {name: "source-foreign"}
    assert found.assets == ()
    assert [each.level for each in found.diagnostics] == ["warning"]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a.md~",
            "#a.md#",
            "a.md.swp",
            "a.md.bak",
            "a.MD.ORIG",
            "a.md.rej",
            "a.md.old",
            "a.md.save",
            "a.md.tmp",
            "4913",
        ),
        *("~$rede.docx", "rede.docx.sb-1a2b3c4d-XyZ", "rede.wbk", "film.mp4.part", "film.mp4.crdownload", "a.md.mine"),
        *("a_BACKUP_1234.md", "a_BASE_1234.md", "a_LOCAL_1234.md", "a_REMOTE_1234.md", "~$a.md"),
        *("a (Ada's conflicted copy 2026-05-01).md", "a (conflicted copy 2026-05-01 120000).md"),
        *("a.sync-conflict-20260501-120000-ABCDEFG.md", "a_conflict-20260501-120000.md"),
        *("a (In Konflikt stehende Kopie von Ada 2026-05-01).md", "a (Copie en conflit de Zoé 2026-05-01).md"),
        *("cup (Ada's conflicted copy).jpg", "plan_LOCAL_77.pdf"),
    ],
)
def test_what_programs_leave_behind_is_never_read_or_copied(tmp_path: Path, name: str) -> None:
    """It holds an older text of an article, or one that somebody has not decided on."""
    found = scanned(tmp_path, name, "b.md")

    assert left(found) == {name: "left-over"}
    assert [stat.path for stat in found.articles] == ["content/b.md"]
    assert found.assets == ()


@pytest.mark.parametrize(
    "name", ["cup-conflict.md", "konflikt-um-die-kopie.md", "conflicted.md", "a_base_1.jpg", "old.md"]
)
def test_what_only_sounds_like_it_is_read(tmp_path: Path, name: str) -> None:
    """A conflict is news."""
    found = scanned(tmp_path, name)

    assert found.diagnostics == ()
    assert len(found.articles) + len(found.assets) == 1


def test_what_systems_hide_is_left_out_in_silence(tmp_path: Path) -> None:
    """Nobody wrote it, and a warning in every folder would hide the others."""
    names = (
        ".DS_Store",
        "._cup.jpg",
        "Thumbs.db",
        "desktop.ini",
        ".a.md.swp",
        ".#a.md",
        ".~lock.rede.odt#",
        ".git/x.md",
    )

    found = scanned(tmp_path, *names, "__MACOSX/cup.jpg", "@eaDir/cup.jpg", ".trash/a.md")

    assert found == Scan((), (), (), ())


@pytest.mark.parametrize("folder", ["#recycle", "$RECYCLE.BIN", "lost+found"])
def test_what_was_thrown_away_is_not_read(tmp_path: Path, folder: str) -> None:
    """A deleted draft would come back."""
    found = scanned(tmp_path, f"{folder}/a.md", f"{folder}/b.jpg")

    assert [(each.code, each.place.file) for each in found.diagnostics] == [("left-over", f"content/{folder}")]
    assert (found.articles, found.assets) == ((), ())


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("cup.docx", "cup.md"),
        ("CUP.ODT", "2026-05-01-cup.MD"),
        ("2026-05-01 Cup.doc", "cup.de.md"),
        ("cup.txt", "cup.markdown"),
        ("cup.rtf", "index.md"),
        ("cup.json", "cup.md"),
    ],
)
def test_a_manuscript_beside_its_article_is_not_published(tmp_path: Path, name: str, article: str) -> None:
    """It is full of notes that readers shall not see."""
    found = scanned(tmp_path, f"cup/{name}", f"cup/{article}")

    assert left(found) == {f"cup/{name}": "source-foreign"}


def test_the_head_that_nikola_keeps_beside_an_article_is_an_error(tmp_path: Path) -> None:
    """What says that the article is a draft stands there alone; without the article it is only left where it is."""
    found = scanned(tmp_path, "a/zwei.md", "a/zwei.meta", "b/drei.meta")

    assert [(each.place.file, each.code, each.level) for each in found.diagnostics] == [
        ("content/a/zwei.meta", "source-foreign", "error"),
        ("content/b/drei.meta", "source-foreign", "warning"),
    ]
    assert "at the beginning of the article" in found.diagnostics[0].hint
    assert found.assets == ()


def test_other_documents_may_be_published(tmp_path: Path) -> None:
    """A PDF of the article is for readers, and so is a form beside it."""
    found = scanned(tmp_path, "a/cup.pdf", "a/cup.md", "a/form.docx", "b/cup.docx", "b/speech.txt")

    assert found.diagnostics == ()
    assert len(found.assets) == 4


@pytest.mark.parametrize(
    "name", ["a.bin", "LICENSE", "a.svgz", "a.docm", "feeds/x.xml", "a.sqlite", "a.psd", "x/a.yaml", "a."]
)
def test_what_is_in_no_table_is_never_copied(tmp_path: Path, name: str) -> None:
    """What nobody thought of is not public."""
    assert left(scanned(tmp_path, name)) == {name: "asset-unknown"}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a.js",
            "a.css",
            "a.wasm",
            "a.php",
            "photo.php.jpg",
            "_headers",
            "_redirects",
            "functions/x.js",
            "functions/x.jpg",
        ),
        *("robots.txt", "ads.txt", "web.config", "x/WEB.CONFIG", "_worker.js", "netlify.toml", "vercel.json", "CNAME"),
        *("sitemap.xml", "page.svg.gz", "x.shtml/cup.jpg"),
    ],
)
def test_what_hosts_run_or_obey_is_never_copied(tmp_path: Path, name: str) -> None:
    """Whoever may write articles may not rule the host."""
    assert left(scanned(tmp_path, name)) == {name: "asset-active"}


def test_markdown_in_capitals_is_an_article(tmp_path: Path) -> None:
    """Windows and cameras write .MD, and its source must not be a file for readers."""
    found = scanned(tmp_path, "NOTES.MD", "a.Markdown", "b.mkdn", "c.mdown")

    assert len(found.articles) == 4
    assert (found.assets, found.diagnostics) == ((), ())


def test_each_says_what_to_do(tmp_path: Path) -> None:
    """A file that is not there for readers is missed by somebody."""
    found = scanned(tmp_path, "a.rst", "b.md~", "c.exe", "_headers", "#recycle/x")

    assert all(each.hint and each.place.file.rpartition("/")[2] in each.text for each in found.diagnostics)


@pytest.mark.parametrize(
    "changes",
    [
        {"new.rst": "x"},
        {"old.rst": None},
        {"old.rst": "other"},
        {"cup.md": None},
        {"speech.md": "x"},
        {"cup.docx": None, "cup.odt": "x"},
        {"a.md": "other", "photo.jpg": "x", "photo.php.jpg": "x"},
        {"a (conflicted copy 1).md": "x", "NEW.MD": "x"},
        {"sub/cup.md": "x", "sub/cup.txt": "x"},
        {"two.md": "x", "two.meta": "x"},
        {"lone.md": "x"},
        {"#recycle/x.md": "x"},
        {"a.md": None, "old.rst": None},
    ],
)
def test_a_look_at_what_changed_sees_what_a_whole_one_sees(tmp_path: Path, changes: dict[str, str | None]) -> None:
    """The preview builds by it."""
    known = scanned(tmp_path, "a.md", "old.rst", "cup.md", "cup.docx", "speech.rtf", "b.png", "x.bin", "lone.meta")
    for name, text in changes.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, "utf-8")

    found = rescanned(known, tmp_path, "content", [f"content/{name}" for name in changes])

    assert found is None or found == scan(tmp_path, "content")


def test_an_edit_beside_files_that_stay_needs_no_whole_look(tmp_path: Path) -> None:
    """Else one left-over would make every preview slow."""
    known = scanned(tmp_path, "a.md", "old.rst", "cup.docx", "b.png")
    (tmp_path / "content/a.md").write_text("other", "utf-8")
    (tmp_path / "content/old.rst").write_text("other", "utf-8")

    assert rescanned(known, tmp_path, "content", ["content/a.md", "content/old.rst"]) == scan(tmp_path, "content")


def test_folders_without_end_are_told(tmp_path: Path) -> None:
    """They would end in a traceback."""
    deep = tmp_path / "content" / "/".join("d" * 400)
    deep.mkdir(parents=True)
    (deep / "a.md").write_text("x", "utf-8")

    assert [each.code for each in scan(tmp_path, "content").diagnostics] == ["folder-unreadable"]
    assert os.path.isdir(deep)  # noqa: PTH112


@pytest.mark.parametrize("name", ["blog/authors.yml", "blog/authors.yaml", "a/author.toml"])
def test_a_list_of_authors_is_not_told_to_be_published(tmp_path: Path, name: str) -> None:
    """It holds their e-mail addresses; in static/ everyone could read them."""
    (told,) = scanned(tmp_path, name, "a.md").diagnostics

    assert (told.code, told.level) == ("asset-unknown", "warning")
    assert told.hint.startswith("describe each in a file content/authors/NAME.md")
