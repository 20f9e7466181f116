"""What is said of texts is the same whether it was found in this build or holds since an earlier one."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from newsgen.diagnostics import Diagnostic
from newsgen.state import stamps
from tests.walk.sites import CONFIG, article, cold, warm, written

FAULTY = {
    "nowhere.md": article("Nowhere", "2024-01-01", "[a](nothing.md) ![b](nothing.jpg) [c](/nothing/) [d](draft.md)"),
    "parts.md": article("Parts", "2024-01-02", "[a](target.md#three) [b](#none) [c](/2024/01/target/#four)"),
    "picture.md": article("Picture", "2024-01-03", "Text.", "image: nothing.jpg\n"),
    "scan.md": article("Scan", "2024-01-04", "![A scan](scan.tif)"),
    "one.md": article("One", "2024-01-10", "Text.", "id: same\n"),
    "same.md": article("Same", "2024-01-11", "Text.", "id: same\n"),
    "target.md": article("Target", "2024-01-06", "## One\n\n## Two"),
    "plain.md": article("Plain", "2024-01-07", "Text."),
    "draft.md": article("Draft", "2024-01-08", "Text.", "draft: true\n"),
}

EDITS: Mapping[str, Mapping[str, str]] = {
    "nothing": {},
    "another text": {"plain.md": article("Plain", "2024-01-07", "Another text.")},
    "another title": {"plain.md": article("Other", "2024-01-07", "Text.")},
    "the text at fault": {"nowhere.md": f"{FAULTY['nowhere.md']} More.\n"},
    "one fault less": {"nowhere.md": article("Nowhere", "2024-01-01", "[a](plain.md) [c](/nothing/) [d](draft.md)")},
    "no fault any more": {"nowhere.md": article("Nowhere", "2024-01-01", "[a](plain.md)")},
    "a new fault": {"plain.md": article("Plain", "2024-01-07", "[a](targe.md) [b](draft.md) [c](target.md#onee)")},
    "a part comes": {"target.md": article("Target", "2024-01-06", "## One\n\n## Two\n\n## Three\n\n## Four")},
    "a part goes": {"target.md": article("Target", "2024-01-06", "## One")},
    "a line above a key at fault": {
        "one.md": article("One", "2024-01-10", "Text.", "kicker: New\nid: same\n"),
        "same.md": article("Same", "2024-01-11", "Text.", "kicker: New\nid: same\n"),
    },
    "the draft's text": {"draft.md": article("Draft", "2024-01-08", "Another text.", "draft: true\n")},
    "the draft is published": {"draft.md": article("Draft", "2024-01-08", "Text.")},
    "what was missing comes": {"nothing.md": article("Nothing", "2024-01-09", "Text.")},
    "an article comes": {"new.md": article("New", "2024-01-09", "Text.")},
    "an article with faults comes": {"new.md": article("New", "2024-01-09", "[a](plan.md) [b](draft.md) [c](/no/)")},
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Young files are looked at again, edited or not.
    monkeypatch.setattr(stamps, "YOUNG_NS", 0)
    root = tmp_path / "site"
    written(root, {"newsgen.yaml": f"{CONFIG}links: warn\n"})
    written(root / "content", FAULTY)
    (root / "content/scan.tif").write_bytes(b"II*\0")
    return root


def said(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str, int, int, str, str]]:
    return [
        (each.code, each.place.file, each.place.line, each.place.column, each.text, each.hint) for each in diagnostics
    ]


def test_the_site_has_faults_of_texts(root: Path) -> None:
    """Else nothing here is tested."""
    result = warm(root)

    codes = {each.code for each in result.diagnostics}
    assert {"link-broken", "link-not-public", "image-missing", "part-missing", "picture-unshown", "id-taken"} <= codes
    assert result.exit_code == 0


@pytest.mark.parametrize("edit", EDITS)
def test_all_that_a_build_from_nothing_says_is_said(root: Path, edit: str) -> None:
    assert warm(root).exit_code == 0

    written(root / "content", EDITS[edit])
    result = warm(root)

    assert said(result.diagnostics) == said(cold(root)[1])


def test_faults_hold_over_several_builds(root: Path) -> None:
    for edit in EDITS.values():
        written(root / "content", edit)
        result = warm(root)

        assert said(result.diagnostics) == said(cold(root)[1])


def test_what_leads_nowhere_is_told_of_a_new_article_as_of_any(root: Path) -> None:
    """It was told as if nothing but the article itself was there."""
    for name in {*FAULTY, "scan.tif"} - {"plain.md", "draft.md"}:
        (root / "content" / name).unlink()
    assert warm(root).diagnostics == ()

    written(root / "content", {"new.md": article("New", "2024-01-09", "[a](plan.md) [b](draft.md)")})
    result = warm(root)

    assert [(each.code, each.hint) for each in result.diagnostics] == [
        ("link-broken", 'did you mean "plain.md"?'),
        ("link-not-public", "publish it, or link to something else"),
    ]


@pytest.mark.parametrize(
    ("config", "link", "new"),
    [
        # What comes is hidden, and stands where a page-relative link leads.
        ("", "[m](b)", article("New", "2024-02-01", "Text.", "draft: true\nurl: /2024/01/a/b/\n")),
        ("", "[m](%42)", article("New", "2024-02-01", "Text.", "draft: true\nurl: /2024/01/a/B/\n")),
        # What another program was to answer is a page now, and has no such part.
        ("elsewhere: [/2024/02/new/]", "[m](/2024/02/new/#part)", article("New", "2024-02-01", "Text.")),
        ("elsewhere: [/x/]", "[m](/x/#part)", article("New", "2024-02-01", "Text.", "aliases: [/x/]\n")),
    ],
)
@pytest.mark.parametrize("beside", ["Text.", "[dead](nothing.md)"])
def test_a_link_that_means_what_comes_is_judged_anew(root: Path, config: str, link: str, new: str, beside: str) -> None:
    for name in {*FAULTY, "scan.tif"} - {"plain.md"}:
        (root / "content" / name).unlink()
    written(root, {"newsgen.yaml": f"{CONFIG}links: {{level: warn, {config}}}\n"})
    for name in ("b", "B"):
        written(root / "content", {f"{name}.md": article(name, "2023-01-01", "Text.", f"slug: {name}{name}\n")})
    written(
        root / "content", {"a.md": article("A", "2024-01-01", link), "beside.md": article("X", "2024-01-02", beside)}
    )
    before = said(warm(root).diagnostics)

    written(root / "content", {"new.md": new})
    result = warm(root)

    assert said(result.diagnostics) == said(cold(root)[1]) != before
