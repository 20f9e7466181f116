"""Every address that was ever published is a page, a redirect of one hop, or gone: on real sites, after any edits."""

import re
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from newsgen.build import built_again
from newsgen.project import Options
from newsgen.urls import UrlsError, answer_gone, answer_redirect, record
from newsgen.walk.memory import Memory
from tests.walk.sites import CLOCK, TEMPLATES, cold, tree, warm, written

PATTERNS = ("/{year}/{month}/{slug}/", "/{slug}/", "/{year}/{slug}.html")
CONFIG = """\
title: Test
base_url: https://example.org
language: de
redirects: {hosts: [nginx]}
feeds: {formats: []}
"""


class Article(Struct, frozen=True):
    """One article as its writer has it; `state` is "", a draft's line, or an expiry in the past."""

    file: str
    slug: str
    month: int
    state: str = ""


Articles = Mapping[str, Article]

# Few articles and few names, so that they come to stand where others stood.
IDS = "12"
KINDS = ("slug", "slug", "rename", "date", "delete", "draft", "expire", "write", "write", "pattern")
EDITS = st.tuples(st.sampled_from(KINDS), st.sampled_from(IDS), st.integers(0, 2))
ANSWERS = st.lists(st.sampled_from(["gone", "/", "page", "page", "https://example.com/"]), min_size=1, max_size=4)


@settings(max_examples=10, deadline=None)
@given(st.lists(EDITS, min_size=5, max_size=10), ANSWERS)
def test_every_address_ever_published_resolves(edits: list[tuple[str, str, int]], answers: list[str]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        written(root / "templates", TEMPLATES)
        articles: Articles = {id_: Article(f"f{id_}", f"s{id_}", 1) for id_ in IDS}
        pattern, ever = 0, set()
        for number, (edit, id_, choice) in enumerate([("write", "1", 0), *edits]):
            pattern = choice if edit == "pattern" else pattern
            articles = edited(articles, edit, id_, choice)
            wrote(root, articles, PATTERNS[pattern])
            published(root, answers[number % len(answers)])
            ever |= {line.split(" ")[0] for line in (root / "newsgen.urls").read_text().splitlines()}

            assert {address: found for address in ever if (found := trouble(root, address))} == {}
        made, _, exit_code = cold(root)

        assert exit_code == 0
        assert made == tree(root / "output")


def test_a_process_that_remembers_sees_the_file_and_the_clock(tmp_path: Path) -> None:
    """What is kept between the builds of a preview is kept of sites with the same promises alone."""
    root = tmp_path / "site"
    written(root / "templates", TEMPLATES)
    wrote(root, {"1": Article("f1", "s1", 1, "expires: 2026-05-01\n"), "2": Article("f2", "s2", 2)}, PATTERNS[0])
    file = root / "newsgen.urls"
    steps = [
        ("", CLOCK),
        ("/x/ = i2\n", CLOCK),
        ("/y/ = i1\n", CLOCK),
        ("/y/ = i1\n", datetime(2025, 12, 1, tzinfo=UTC)),
    ]

    with closing(Memory()) as memory:
        for text, clock in (*steps, steps[1], steps[0]):
            file.write_text(text)
            result = built_again(Options(root, at=clock, jobs=1), memory)
            made, diagnostics, exit_code = cold(root, clock)
            memory.changed = frozenset({"newsgen.urls"})

            assert (result.diagnostics, result.exit_code) == (diagnostics, exit_code) == ((), 0)
            assert tree(root / "output") == made


def edited(articles: Articles, edit: str, id_: str, choice: int) -> Articles:
    """The articles after one edit; an edit that would give two articles one file or address is left out."""
    article = articles.get(id_)
    if edit == "write":
        new = article or Article(f"f{id_}", f"s{choice}", 1)
        changed = {**articles, id_: replace(new, state="")}
    elif article is None:
        return articles
    elif edit == "delete":
        return {other: each for other, each in articles.items() if other != id_}
    else:
        fields: dict[str, dict[str, object]] = {
            "rename": {"file": f"f{choice}"},
            "slug": {"slug": f"s{choice}"},
            "date": {"month": choice + 1},
            "draft": {"state": "draft: true\n"},
            "expire": {"state": "expires: 2026-05-01\n"},
        }
        changed = {**articles, id_: replace(article, **fields.get(edit, {}))}
    n_names = len({each.file for each in changed.values()}), len({each.slug for each in changed.values()})
    return changed if n_names == (len(changed), len(changed)) else articles


def wrote(root: Path, articles: Articles, pattern: str) -> None:
    written(root, {"newsgen.yaml": f"{CONFIG}permalinks: {{article: '{pattern}'}}\n"})
    for file in (root / "content").glob("*.md"):
        file.unlink()
    for id_, each in articles.items():
        text = (
            f"---\ntitle: T{id_}\nid: i{id_}\nslug: {each.slug}\ndate: 2026-0{each.month}-02\n{each.state}---\nText.\n"
        )
        written(root / "content", {f"{each.file}.md": text})
    (root / "content").mkdir(exist_ok=True)


def published(root: Path, answer: str) -> None:
    """What a publisher does: build, answer for what has vanished, build again, and record what is published."""
    result = warm(root)
    for diagnostic in result.diagnostics:
        assert diagnostic.code == "address-vanished", diagnostic
        answered(root, diagnostic.excerpt.split(" ")[0], answer)
    if result.exit_code:
        again = warm(root)
        assert again.exit_code == 0, again.diagnostics
    record(Options(root, at=CLOCK, jobs=1))


def answered(root: Path, address: str, answer: str) -> None:
    """Lead an address to where the answer says, or let it be gone where that would be a circle."""
    options = Options(root, at=CLOCK, jobs=1)
    lines = (root / "newsgen.urls").read_text().splitlines()
    others = [line.split(" ")[0] for line in lines if " = " in line and not line.startswith(f"{address} ")]
    target = others[0] if answer == "page" and others else answer
    if target.startswith(("/", "https:")):
        with suppress(UrlsError):
            answer_redirect(options, address, target)
            return
    answer_gone(options, address)


def trouble(root: Path, address: str) -> str:
    """What is wrong with an address that was published once, "" if it leads a reader somewhere."""
    file = file_at(root, address)
    said = (root / "output" / "redirects.nginx").read_text() if (root / "output" / "redirects.nginx").is_file() else ""
    gone = f'"{unquote(address)}" 410;\n' in said
    moved = re.search(rf'^"{re.escape(unquote(address))}" "(.*)";$', said, re.MULTILINE)
    if not file.is_file():
        return "" if gone and not moved else "is nowhere"
    text = file.read_text()
    if not text.startswith("to "):
        return "" if not gone and not moved else "is a page that the host will not show"
    target = text.removeprefix("to ")
    if gone or not moved or moved[1] != target:
        return f"leads to {target}, and the host says otherwise"
    if target.startswith("https://example.com"):
        return ""
    end = file_at(root, target)
    return "" if end.is_file() and not end.read_text().startswith("to ") else f"leads to {target}, which is no page"


def file_at(root: Path, address: str) -> Path:
    path = unquote(address).lstrip("/")
    return root / "output" / (path if path.endswith(".html") else f"{path}index.html")
