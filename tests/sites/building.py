"""Small sites written to a folder, built, and looked at as a reader of output/ would."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from newsgen.build import Options, Result, build

CLOCK = datetime(2026, 6, 1, 12, tzinfo=UTC)
CONFIG = "title: Test\ndescription: A test\nbase_url: https://example.org\n"


def written(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """The site's folder with these files in it, and a newsgen.yaml where none is among them."""
    for name, content in {"newsgen.yaml": CONFIG, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def article(title: str = "Title", text: str = "Text.", date: str = "2026-05-01", more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\n\n{text}\n"


def built(root: Path, clock: datetime = CLOCK, exit_code: int = 0, **options: object) -> Result:
    result = build(Options(root, at=clock, jobs=1, **options))  # type: ignore[arg-type]  # Options' own fields
    assert result.exit_code == exit_code, result.diagnostics
    return result


def codes(result: Result) -> list[str]:
    return [each.code for each in result.diagnostics]


def outputs(root: Path) -> set[str]:
    """The path of every file that readers can fetch."""
    folder = root / "output"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
