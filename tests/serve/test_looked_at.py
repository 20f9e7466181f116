"""What makes many pages stale is seen at once where somebody looks; the rest follows, and no save waits for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.serve.running import Running, replaced, running, site
from tests.serve.test_filling import built, differing
from tests.walk.sites import article, written

N = 150
LAST = f"/2025/01/alt-{N - 1}/"
PAGES = {f"/2025/01/alt-{n}/" for n in range(N)}
TEMPLATE = '{% extends "theme/article.html" %}{% block article_after %}MARK{% endblock %}'


def archive(root: Path) -> Path:
    site(root)
    written(
        root, {f"content/alt-{n}.md": article(f"Alt {n}", f"2025-01-{n % 28 + 1:02}", f"Text {n}.") for n in range(N)}
    )
    return root


def templated(root: Path, mark: str) -> None:
    written(root, {"templates/article.html": TEMPLATE.replace("MARK", mark)})


def until_all(events: Iterator[dict[str, Any]]) -> list[list[str]]:
    """The addresses that each build has changed, once all articles are among them."""
    changed: list[list[str]] = []
    while not {address for each in changed for address in each} >= PAGES:
        changed.append(next(events)["changed"])
    return changed


def told(server: Running) -> list[str]:
    return [line for line in server.lines if "written" in line]


def test_the_page_that_somebody_looks_at_is_made_first(tmp_path: Path) -> None:
    root = archive(tmp_path / "site")
    with running(root) as server, server.events() as events:
        next(events)
        server.get(LAST)
        templated(root, "Erstens")
        first, *others = until_all(events)

        assert LAST in first
        assert len(first) < N
        assert not any(LAST in each for each in others)
        assert differing(server, built(root, server, tmp_path / "out")) == []


def test_what_is_saved_meanwhile_is_seen_before_the_rest_is_made(tmp_path: Path) -> None:
    root = archive(tmp_path / "site")
    with running(root) as server, server.events() as events:
        next(events)
        server.get(LAST)
        templated(root, "Erstens")
        next(events)
        replaced(root / f"content/alt-{N - 1}.md", article("Alt", f"2025-01-{(N - 1) % 28 + 1:02}", "Ganz anders."))
        templated(root, "Zweitens")
        while "Ganz anders." not in (text := server.get(LAST).text) or "Zweitens" not in text:
            next(events)
        written(root, {"content/neu.md": article("Neu", "2026-05-09", "Neu.")})
        while (
            not all("Zweitens" in server.get(page).text for page in PAGES) or server.get("/2026/05/neu/").status != 200
        ):
            next(events)

        assert differing(server, built(root, server, tmp_path / "out")) == []


def test_one_save_is_told_once(tmp_path: Path) -> None:
    root = archive(tmp_path)
    with running(root) as server, server.events() as events:
        next(events)
        n_before = len(told(server))
        templated(root, "Erstens")
        n_changed = sum(map(len, until_all(events)))
        assert server.interrupted() == 0

    assert [f"{n_changed} files written" in line for line in told(server)[n_before:]] in ([True], [])


def test_what_is_left_when_a_preview_ends_is_made_by_the_next(tmp_path: Path) -> None:
    root = archive(tmp_path / "site")
    with running(root) as server, server.events() as events:
        next(events)
        port = server.address.rpartition(":")[2]
        templated(root, "Erstens")
        next(events)
        server.interrupted()

    with running(root, "--port", port) as server:
        assert differing(server, built(root, server, tmp_path / "out")) == []


def test_an_error_in_a_page_that_nobody_looks_at_is_told(tmp_path: Path) -> None:
    root = archive(tmp_path / "site")
    with running(root) as server, server.events() as events:
        next(events)
        server.get(LAST)
        templated(root, '{% if article.title == "Alt 0" %}{{ article.nix }}{% endif %}Erstens')
        broken = next(event for event in events if event["problems"])
        templated(root, "Zweitens")
        until_all(events)

        assert "alt-0/index.html" in broken["problems"]
        assert differing(server, built(root, server, tmp_path / "out")) == []
