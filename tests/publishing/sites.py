"""Generated sites of any size, and what publishing one more article does to their files."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from bench import corpus

from newsgen.build import Options, build, with_cache
from newsgen.project import opened

# A day after the last article of every generated site, in its month.
CLOCK = datetime(2025, 12, 31, 12, tzinfo=UTC)
PAGE_SIZE = 20

ARTICLE = """\
---
title: Was heute geschah
date: {date}
categories: [{categories}]
tags: [{tags}]
authors: [{author}]
---

Das ist neu.
"""


def generated(root: Path, number: int, placement: str) -> Path:
    """A site of `number` short articles over twenty years; a text's length changes no number of files."""
    corpus.write(root, number, placement, n_words=1)
    return root


def with_placement(root: Path, placement: str) -> None:
    (root / "newsgen.yaml").write_text(corpus.CONFIG.format(placement=placement), "utf-8")


def built(root: Path, clock: datetime = CLOCK) -> None:
    result = build(Options(root, at=clock, jobs=1))
    assert result.exit_code == 0, result.diagnostics


def todays(number: int) -> str:
    """An article with two categories, three tags and an author of a site of `number` articles.

    Every twentieth article of a list fills a page, which is one more file, and one more address in a sitemap. That
    is no matter of the site's size, so the terms are such that none of their lists is filled by this article: only
    then two sites can be compared. The numbers of all articles must not fill a page either.
    """
    assert (number + 1) % PAGE_SIZE
    articles = list(corpus.articles(number, n_words=1))
    categories = _unfilled(Counter(name for each in articles for name in each.categories), 2)
    tags = _unfilled(Counter(name for each in articles for name in each.tags), 3)
    (author,) = _unfilled(Counter(each.author for each in articles), 1)
    return ARTICLE.format(
        date="2025-12-31 10:00", categories=", ".join(categories), tags=", ".join(tags), author=author
    )


def _unfilled(numbers: Mapping[str, int], wanted: int) -> Sequence[str]:
    """The most used names whose lists have a page and more, and room for another article."""
    names = sorted(numbers, key=lambda name: (-numbers[name], name))
    found = [name for name in names if numbers[name] >= PAGE_SIZE and (numbers[name] + 1) % PAGE_SIZE]
    return found[:wanted]


def published(root: Path, text: str, name: str = "neu.md") -> None:
    folder = root / "content" / "2025" / "12"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def digests(output: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, as a digest of its bytes."""
    return {
        path.relative_to(output).as_posix(): blake2b(path.read_bytes()).digest()
        for path in output.rglob("*")
        if path.is_file()
    }


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """The files that were added, changed or removed."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def kinds(root: Path, paths: set[str]) -> Counter[str]:
    """How many outputs of each kind stand at some paths; 404.html may or may not show the newest articles."""
    project, _ = opened(Options(root, at=CLOCK))
    assert project is not None
    rows = with_cache(project, lambda cache: cache.outputs())
    return Counter(rows[path].kind for path in paths - {"404.html"})
