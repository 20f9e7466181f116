"""Whole sites with sources that are not for the public: what is told of them, and that nothing shows."""

from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from newsgen.build import Result, build
from newsgen.config import Config
from newsgen.content.reading import read, settings
from newsgen.maintenance import listing
from newsgen.project import Options
from tests.sites.test_heads import CLOCK, TEXT, site, told
from tests.walk.sites import cold, tree

HEAD = "title: Secret plan\ndate: 2026-05-01\n"


@dataclass(frozen=True)
class Case:
    """A source that is hidden, and the word that the notice names for it."""

    name: str
    text: str
    word: str


CASES = (
    Case("never.md", f"---\n{HEAD}build:\n  render: never\n  list: never\n---\n{TEXT}", "build.render"),
    Case("zola.md", f'+++\ntitle = "Secret plan"\ndate = 2026-05-01\nrender = false\n+++\n{TEXT}', "render"),
    Case("_drafts/2026-05-01-idea.md", f"---\ntitle: Secret plan\n---\n{TEXT}", "_drafts/"),
    Case("obsidian.md", f"---\n{HEAD}publish: false\n---\n{TEXT}", "publish"),
    Case("wp.md", f"---\n{HEAD}password: geheim\n---\n{TEXT}", "password"),
    Case("pages/wp.md", f"---\n{HEAD}status: private\n---\n{TEXT}", "status: private"),
    Case("authors/ada.md", f"---\ntitle: Secret plan\nheadless: true\n---\n{TEXT}", "headless"),
)


def rebuilt(root: Path, **options: bool) -> Result:
    return build(replace(Options(root, at=CLOCK, jobs=1), **options))


def test_one_source_that_another_system_hides_is_told(tmp_path: Path) -> None:
    """One notice, which ends no build."""
    result = site(tmp_path, {CASES[0].name: CASES[0].text})

    (notice,) = result.diagnostics
    assert (result.exit_code, rebuilt(tmp_path, strict=True).exit_code) == (0, 0)
    assert told(tmp_path) == []
    assert (notice.code, notice.level, str(notice.place)) == ("not-public", "notice", "content")
    assert notice.text == "1 source is not published, as they say: build.render (1)"
    assert "content/never.md" in notice.hint


def test_one_notice_counts_them_all(tmp_path: Path) -> None:
    """A site that moves in may have hundreds; the order of files does not show. With `-D` they are there."""
    two = Case("wp2.md", CASES[4].text, CASES[4].word)
    result = site(tmp_path, {case.name: case.text for case in (*CASES, two)})

    (notice,) = result.diagnostics
    assert told(tmp_path) == []
    assert notice.text == (
        "8 sources are not published, as they say: password (2), _drafts/ (1), build.render (1), headless (1), "
        "publish (1), render (1), status: private (1)"
    )
    assert result.diagnostics == cold(tmp_path, CLOCK)[1]

    (tmp_path / "content/wp2.md").unlink()
    (tmp_path / "content/pages/wp.md").unlink()
    shown = rebuilt(tmp_path, drafts=True)
    assert (shown.exit_code, [each.code for each in shown.diagnostics]) == (0, ["term-empty"])
    assert "Not yet public" in (tmp_path / "output/2026/05/wp/index.html").read_text()


def test_names_with_an_underscore_are_told_in_one_notice(tmp_path: Path) -> None:
    """A partial of another system, or a draft in a folder that somebody has misspelled."""
    names = ("_draft/a.md", "__drafts/b.md", "_drafts /c.md", "_plan.md", "pages/_plan.md")
    result = site(tmp_path, dict.fromkeys(names, f"---\n{HEAD}---\n{TEXT}"))

    (notice,) = result.diagnostics
    assert (result.exit_code, rebuilt(tmp_path, strict=True).exit_code) == (0, 0)
    assert told(tmp_path) == []
    assert notice.text == "5 sources are not published, as they say: _*.md (2), _*/ (2), _drafts/ (1)"
    assert result.diagnostics == cold(tmp_path, CLOCK)[1]


def test_an_article_by_another_suffix_is_a_draft_as_well() -> None:
    """`NOTES.MD` was copied into the output, head and all."""
    text = f"---\n{HEAD}draft: true\n---\n{TEXT}".encode()

    for name in ("NOTES.MD", "notes.Markdown", "notes.mkd", "notes.mdown"):
        reading, _ = read(f"content/{name}", text, settings(Config()), lambda key: None)
        assert reading.hidden == "draft"


BROKEN = (
    f"---\n{HEAD}draft: true\nurl: ../x\n---\n{TEXT}",
    "---\ndraft: true\n---\nNo title, no date\n",
    f"---\n{HEAD}draft: true\nimage: [\n",
    "---\nstatus: draft\ndate: nie\ntitle: [a]\n---\n",
)


def test_errors_in_drafts_stop_no_paper(tmp_path: Path) -> None:
    """A half-written article is what a draft is; who looks at drafts must mend it."""
    names = ("plan{}.md", "pages/plan{}.md", "_drafts/plan{}.md")
    texts = (BROKEN[0], BROKEN[1], BROKEN[3])
    result = site(tmp_path, {name.format(n): text for name in names for n, text in enumerate(texts)})

    found = [each for each in result.diagnostics if each.level != "notice"]
    assert result.exit_code == 0
    assert {(each.level, each.is_about_hidden) for each in found} == {("warning", True)}
    assert told(tmp_path) == []
    assert rebuilt(tmp_path, strict=True).exit_code == 0
    assert rebuilt(tmp_path).diagnostics == cold(tmp_path, CLOCK)[1]
    assert rebuilt(tmp_path, drafts=True).exit_code == 1


def test_a_head_that_cannot_be_taken_apart_is_an_error(tmp_path: Path) -> None:
    """Whether it is a draft nobody can tell; in a folder of drafts, the folder says so."""
    assert site(tmp_path / "a", {"plan.md": BROKEN[2]}).exit_code == 1
    assert site(tmp_path / "b", {"_drafts/plan.md": BROKEN[2]}).exit_code == 0


def test_warnings_about_what_is_not_public_end_no_strict_build(tmp_path: Path) -> None:
    """Nobody reads it; the same warning about a public article ends one."""
    ended, held = "2026-05-01\nexpires: 2026-05-02", "2026-05-01\nembargo: 2026-07-01"
    dates = ("2026-05-01\ndraft: true", "2026-07-01", ended, held)
    text = f"---\ntitle: Secret plan\ncatgory: x\ndate: {{}}\n---\n{TEXT}"
    result = site(tmp_path, {f"plan{n}.md": text.format(date) for n, date in enumerate(dates)})

    found = [(each.code, each.level, each.is_about_hidden) for each in result.diagnostics]
    assert found == [("key-unknown", "warning", True)] * len(dates)
    assert rebuilt(tmp_path, strict=True).exit_code == 0
    (tmp_path / "content/open.md").write_text(text.format("2026-05-01"))
    assert rebuilt(tmp_path, strict=True).exit_code == 1


def test_errors_in_what_is_to_come_stay_errors(tmp_path: Path) -> None:
    """Else they would be met when it is due, by a build that nobody watches."""
    result = site(tmp_path, {"plan.md": "---\ntitle: A\ndate: 2026-07-01\nurl: ../x\n---\nText\n"})

    assert [(each.code, each.level) for each in result.diagnostics] == [("url-unsafe", "error")]


def test_a_hidden_description_tells_nothing(tmp_path: Path) -> None:
    """Neither name, text nor picture; the term's page looks as if it had no file."""
    dated = ("publish_at: 2026-07-01", "embargo: 2026-07-01", "expires: 2026-05-02")
    keys = {f"ada{n}": key for n, key in enumerate(("draft: true", "status: draft", "password: x", *dated))}
    kinds = ("authors", "categories", "tags")
    lists = "".join(f"{kind}: [{', '.join(keys)}]\n" for kind in kinds)
    article = {"a.md": f"---\ntitle: A\ndate: 2026-05-01\n{lists}---\nText\n"}
    head = "title: Secret plan\ndescription: Not yet public\nimage: draft.png\n"
    texts = {f"{name}.md": f"---\n{head}{key}\n---\n{TEXT}" for name, key in keys.items()}
    site(tmp_path / "a", article | {f"{kind}/{name}": text for kind in kinds for name, text in texts.items()})
    site(tmp_path / "b", article)

    assert told(tmp_path / "a") == []
    assert tree(tmp_path / "a/output") == tree(tmp_path / "b/output")


def test_a_description_is_there_when_it_is_due(tmp_path: Path) -> None:
    """The clock alone brings it; warm equals cold at every clock."""
    article = "---\ntitle: A\ndate: 2026-05-01\nauthors: [ada]\n---\nText\n"
    site(tmp_path, {"a.md": article, "authors/ada.md": f"---\ntitle: Secret plan\npublish_at: 2026-07-01\n---\n{TEXT}"})
    later = CLOCK.replace(month=8)

    result = build(Options(tmp_path, at=later, jobs=1))

    assert result.exit_code == 0
    assert told(tmp_path) != []
    assert tree(tmp_path / "output") == cold(tmp_path, later)[0]


def test_a_draft_with_errors_is_no_error_of_the_list(tmp_path: Path) -> None:
    """`newsgen list` and `newsgen urls list` look at the same sources."""
    site(tmp_path, {"plan.md": BROKEN[1]})

    _, diagnostics = listing(Options(tmp_path, at=CLOCK))

    assert {each.level for each in diagnostics} == {"warning"}


def test_an_index_of_a_folder_is_left_alone(tmp_path: Path) -> None:
    """It would have stood at /2026/05/index/."""
    names = ("_index.md", "blog/_index.md", "pages/_index.de.md", "authors/_index.md")
    result = site(tmp_path, dict.fromkeys(names, f"---\n{HEAD}---\n{TEXT}"))

    assert [(each.code, each.level) for each in result.diagnostics] == [("section-left-alone", "notice")] * len(names)
    assert told(tmp_path) == []
