"""Many articles, one after the other: what is full or past stays as it is, byte for byte."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from newsgen.build import Options, build
from tests.publishing.sites import ARTICLE

BERLIN = ZoneInfo("Europe/Berlin")
# Sixteen hours apart, the articles fill pages of every list and pass into another month and another year.
FIRST = datetime(2025, 12, 8, 7, tzinfo=BERLIN)
STEP = timedelta(hours=16)
N_ARTICLES = 50
CONFIG = """\
title: Test
language: de
timezone: Europe/Berlin
base_url: https://example.org
page_size: 3
placement: ssi
"""


def numbered(number: int) -> tuple[datetime, str]:
    date = FIRST + number * STEP
    return date, ARTICLE.format(
        date=date.isoformat(),
        categories=f"Strom, Netz {number % 3}",
        tags=f"alle, drei {number % 3}, sieben {number % 7}",
        author=f"Autor {number % 2}",
    )


def is_settled(path: str, date: datetime) -> bool:
    """Whether a file that stands at `date` is a full page of a list, or about a month or year that is over.

    An archive names the next one, so that it changes once more, with the first article of that.
    """
    if re.fullmatch(r"(.+/)?page/\d+/index\.html", path):
        return True
    if sitemap := re.fullmatch(r"sitemap-(\d{4})-(\d\d)\.xml", path):
        return "".join(sitemap.groups()) < f"{date:%Y%m}"
    archive = re.fullmatch(r"(\d{4})/(?:(\d\d)/)?index\.html", path)
    before = f"{date - STEP:%Y%m}"
    return archive is not None and "".join(archive.groups("")) < before[: 6 if archive[2] else 4]


def settled(output: Path, date: datetime) -> dict[str, bytes]:
    paths = (path.relative_to(output).as_posix() for path in output.rglob("*.*"))
    return {path: (output / path).read_bytes() for path in paths if is_settled(path, date)}


def before_the_first(root: Path) -> Path:
    """A site of sixty articles in the years before the first of them."""
    (root / "newsgen.yaml").write_text(CONFIG, "utf-8")
    (root / "content").mkdir()
    for number in range(-60, 0):
        date, text = numbered(number * 20)
        (root / "content" / f"{date:%Y-%m-%d}-alt{number}.md").write_text(text, "utf-8")
    return root


def test_full_pages_old_sitemaps_and_old_archives_never_change(tmp_path: Path) -> None:
    root = before_the_first(tmp_path)
    known: dict[str, bytes] = {}
    for number in range(N_ARTICLES + 1):
        date, text = numbered(number)
        if number:
            (root / "content" / f"n{number}.md").write_text(text, "utf-8")
        result = build(Options(root, at=date, jobs=1))
        assert result.exit_code == 0, result.diagnostics
        now = settled(root / "output", date)

        assert {path: now.get(path) for path in known} == known
        # The first is the first of its month.
        known = now if number else {}

    kinds = ("page/30", "category/strom/page/1", "tag/drei-1/page", "author/autor-1/page", "sitemap-2025-12", "2025/12")
    assert all(any(path.startswith(kind) for path in known) for kind in kinds)
    assert {"2023/index.html", "2025/index.html"} <= known.keys()
    assert len(known) > 200
