"""A small paper, built once in a run, and what a deploy of it says."""

import shutil
from pathlib import Path

import pytest

from newsgen.build import build, quiet
from newsgen.deploy.deploying import deploy
from newsgen.deploy.outcome import Outcome
from newsgen.project import Options
from tests.kinds.making import CLOCK, CONFIG, PNG, article, site_folder
from tests.shared import shared

PAPER = CONFIG.replace("https://example.org", "https://paper.news") + "theme: {stylesheet: own.css}\n"


def paper(factory: pytest.TempPathFactory, root: Path, to: str) -> Path:
    """A built site of its own, whose newsgen.yaml says that it goes `to` a place of rclone."""
    shutil.copytree(shared(factory, "paper", _made), root, symlinks=True)
    (root / "newsgen.yaml").write_text(PAPER + f"deploy:\n  target: rclone\n  to: {to!r}\n", "utf-8")
    built(root)
    return root


def built(root: Path, **options: object) -> None:
    result = build(Options(root, at=CLOCK, jobs=1, **options))  # type: ignore[arg-type]  # Options' own fields
    assert result.exit_code == 0, result.diagnostics


def deployed(root: Path, name: str | None = None, yes: bool = False, wait: bool = False, **how: bool) -> Outcome:
    return deploy(Options(root, wait=wait), name, lambda _: yes, quiet, **how)


def codes(outcome: Outcome) -> list[str]:
    return [each.code for each in outcome.diagnostics if each.level == "error"]


def texts(outcome: Outcome) -> str:
    return "\n".join(f"{each.text}\n{each.hint}" for each in outcome.diagnostics)


def held(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but newsgen's own, by path."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {path: file.read_bytes() for path, file in found.items() if not path.startswith(".newsgen-deploy/")}


def _made(root: Path) -> Path:
    articles = {f"2026/a{n:02}.md": article(f"Headline {n}", f"2026-05-{n:02}", f"Text {n}.") for n in range(1, 13)}
    site_folder(root, articles, PAPER)
    (root / "content/2026/a01.md").write_text(article("Headline 1", "2026-05-01", "![A cup](cup.png)"), "utf-8")
    (root / "content/2026/cup.png").write_bytes(PNG)
    (root / "static").mkdir()
    (root / "static/own.css").write_text("body { color: black }\n", "utf-8")
    (root / "static/film.bin").write_bytes(b"x" * 300_000)
    built(root)
    return root
