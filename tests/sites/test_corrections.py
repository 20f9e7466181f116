"""A correction is told from its day on, and not before."""

from datetime import UTC, datetime
from pathlib import Path

from tests.sites.built import article, published, written


def test_a_correction_of_the_future_waits(tmp_path: Path) -> None:
    """What is not yet agreed must not stand in the page, nor in its data for machines."""
    more = "corrections: [{date: 2026-05-20, text: Erstens}, {date: 2026-06-10, text: Zweitens}]\n"
    written(tmp_path, {"content/a.md": article(more=more)})

    def told(day: int) -> list[bool]:
        published(tmp_path, datetime(2026, 6, day, 12, tzinfo=UTC))
        page = (tmp_path / "output/2026/05/a/index.html").read_text()
        return [text in page for text in ("Erstens", "Zweitens")]

    assert [told(1), told(11), told(2)] == [[True, False], [True, True], [True, False]]
