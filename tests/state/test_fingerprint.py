"""What counts as another engine, whose cache says nothing: other versions do, other places and times do not."""

import ast
import base64
import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import newsgen
from newsgen.state import stamps
from newsgen.state.fingerprint import LIBRARIES, engine
from tests.walk.sites import CLOCK, small_site

# Libraries whose output stands in no page.
CARRIERS = {"click", "rich", "starlette", "uvicorn", "watchfiles", "anyio"}
PACKAGE = Path(newsgen.__file__).parent
CHECKOUT = PACKAGE.parents[1]


def recorded(folder: Path, name: str, files: dict[str, str], more: str = "") -> Path:
    """A distribution as an installer leaves it: its files, and a RECORD of them with `more` rows."""
    rows = []
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        rows.append(f"{path},sha256={digest},{len(text)}\n")
    metadata = folder / f"{name}.dist-info"
    metadata.mkdir()
    record = metadata / "RECORD"
    record.write_text("".join(rows) + more + f"{name}.dist-info/RECORD,,\n")
    return record


def installed(folder: Path, more: str = "") -> Path:
    recorded(folder, "newsgen-0.1.0", {"newsgen/__init__.py": "", "newsgen/walk.py": "walk"}, more)
    recorded(folder, "jinja2-3.1.6", {"jinja2/__init__.py": "jinja"}, more)
    recorded(folder, "click-8.1.0", {"click/__init__.py": "click"}, more)
    return folder


def engine_in(folder: Path) -> str:
    return engine(folder / "no-folder" / "memo", folder / "newsgen", [str(folder)])


def test_the_same_versions_in_two_folders_are_one_engine(tmp_path: Path) -> None:
    """Of scripts, of what an installer notes and of compiled files, each installation has others."""
    one = installed(tmp_path / "one")
    other = installed(
        tmp_path / "a venv" / "other",
        "../../../bin/newsgen,sha256=AAAA,9\nnewsgen-0.1.0.dist-info/direct_url.json,sha256=BBBB,9\n"
        "newsgen-0.1.0.dist-info/INSTALLER,sha256=CCCC,9\nnewsgen/__pycache__/walk.cpython-311.pyc,,\n"
        "jinja2/__pycache__/x.cpython-311.pyc,sha256=DDDD,9\nnewsgen-0.1.0.dist-info/REQUESTED,,\n",
    )
    for file in other.rglob("*"):
        os.utime(file, (1, 1))
    record = other / "jinja2-3.1.6.dist-info" / "RECORD"
    record.write_bytes("\r\n".join(reversed(record.read_text().splitlines())).encode())

    assert engine_in(one) == engine_in(other)


@pytest.mark.parametrize(
    ("path", "is_other"),
    [
        ("newsgen-0.1.0.dist-info", True),
        ("jinja2-3.1.6.dist-info", True),
        ("click-8.1.0.dist-info", False),
    ],
)
def test_other_bytes_of_newsgen_or_a_library_are_another_engine(tmp_path: Path, path: str, is_other: bool) -> None:
    """Also where the version is the same."""
    installed(tmp_path)
    before = engine_in(tmp_path)
    record = tmp_path / path / "RECORD"
    record.write_text(record.read_text().replace("sha256=", "sha256=A"))

    assert (engine_in(tmp_path) != before) is is_other


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "jinja2-3.1.6.dist-info" / "RECORD").unlink(),
        lambda folder: shutil.rmtree(folder / "jinja2-3.1.6.dist-info"),
        lambda folder: (folder / "jinja2-3.1.6.dist-info").rename(folder / "Jinja2-3.1.7.dist-info"),
        lambda folder: recorded(folder, "lxml-6.0", {"lxml/__init__.py": "new"}),
        lambda folder: recorded(folder, "feedgen-1.0", {"feedgen/__init__.py": "new"}),
        lambda folder: (folder / "jinja2-3.1.6.dist-info" / "RECORD").write_bytes(b"\xff\0"),
        lambda folder: (folder / "Markdown-3.4.1.egg-info").write_text("as Debian has it"),
    ],
)
def test_whatever_is_installed_is_no_crash(tmp_path: Path, change: Callable[[Path], object]) -> None:
    """Of what keeps no RECORD the name counts, which has the version."""
    installed(tmp_path)
    record = (tmp_path / "jinja2-3.1.6.dist-info" / "RECORD").read_bytes()
    before = engine_in(tmp_path)
    change(tmp_path)

    after = engine_in(tmp_path)

    renamed = tmp_path / "Jinja2-3.1.7.dist-info" / "RECORD"
    assert (after == before) is (renamed.exists() and renamed.read_bytes() == record)


def test_what_comes_out_of_a_zip_file_counts_by_its_bytes(tmp_path: Path) -> None:
    engines = []
    for text in ("one", "two"):
        with zipfile.ZipFile(tmp_path / "app.pyz", "w") as archive:
            archive.writestr("newsgen/__init__.py", text)
        engines.append(
            engine(tmp_path / "none" / "memo", tmp_path / "app.pyz" / "newsgen", [str(tmp_path / "app.pyz")])
        )

    assert engines[0] != engines[1]


def test_of_a_source_checkout_the_bytes_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where size and time are kept; and a file of the theme is input, of which the pages know themselves."""
    monkeypatch.setattr(stamps, "YOUNG_NS", 0)
    package, memo = tmp_path / "src" / "newsgen", tmp_path / "memo"
    for path in ("__init__.py", "site/index.py", "theme/templates/home.html"):
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text("one")
    before = engine(memo, package, [])
    for file in package.rglob("*.*"):
        file.touch()
    assert engine(memo, package, []) == before
    (package / "theme/templates/home.html").write_text("two")
    assert engine(memo, package, []) == before
    edited = package / "site/index.py"
    times = edited.stat()
    edited.write_text("two")
    os.utime(edited, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert engine(memo, package, []) != before


def test_nothing_is_read_again_while_no_stat_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the memo is believed: that is how we know."""
    monkeypatch.setattr(stamps, "YOUNG_NS", 0)
    folder, memo = installed(tmp_path / "lib"), tmp_path / "memo"
    found = engine(memo, folder / "newsgen", [str(folder)])
    memo.write_text(memo.read_text().replace(found, "kept"))

    assert engine(memo, folder / "newsgen", [str(folder)]) == "kept"
    (folder / "jinja2-3.1.6.dist-info" / "RECORD").touch()
    assert engine(memo, folder / "newsgen", [str(folder)]) == found


def test_of_young_files_nothing_is_noted(tmp_path: Path) -> None:
    """They may change again within the same tick of their disk's clock."""
    folder = installed(tmp_path / "lib")

    engine(tmp_path / "memo", folder / "newsgen", [str(folder)])

    assert not (tmp_path / "memo").exists()


def test_every_library_counts_that_has_a_hand_in_pages() -> None:
    imported = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"newsgen"} - CARRIERS
    distributions = importlib.metadata.packages_distributions()

    names = {name.lower().replace("-", "_") for module in foreign for name in distributions[module]}

    assert {"lxml", "feedgen", "pillow"} <= names <= LIBRARIES


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two installations of newsgen in other folders, one of them later and compiled."""
    folders = (tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other"))
    for folder in folders:
        shutil.copytree(PACKAGE, folder / "newsgen", ignore=shutil.ignore_patterns("__pycache__", "theme"))
        for name in ("templates", "static"):
            shutil.copytree(CHECKOUT / name, folder / "newsgen" / "theme" / name)
        files = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.py"))]
        recorded(folder, "newsgen-0.1.0", {path: (folder / path).read_text("utf-8") for path in files})
    return folders


def test_a_build_server_that_installs_newsgen_anew_makes_only_what_has_changed(
    tmp_path: Path, wheels: tuple[Path, Path]
) -> None:
    """Each of its runs has a new environment, a new checkout, and what it has restored of the run before."""

    def made(site: Path, wheel: Path) -> str:
        command = [sys.executable, "-m", "newsgen", "build", "-v", "-j1", "--at", CLOCK.isoformat()]
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": ""}
        environment = {**os.environ, "PYTHONPATH": str(wheel), **compiled}
        done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = small_site(tmp_path / "first")
    made(first, wheels[0])
    second = tmp_path / "second"
    shutil.copytree(first, second, copy_function=shutil.copyfile)

    assert "made anew" not in made(second, wheels[1])
    assert " 0 files written" in made(second, wheels[1])
    (second / "content" / "a4.md").write_text((second / "content" / "a4.md").read_text() + "\nMore.\n")
    assert "2026/05/a1/index.html" not in made(second, wheels[0])
