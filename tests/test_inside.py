"""Whatever is read lies, after every link, inside its own folder, is a regular file, and is not hidden."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsgen.build import Options, build
from newsgen.gather.scan import scan
from newsgen.gather.theme import files_below
from newsgen.inside import RefusedError, opened, read
from tests.walk.sites import CLOCK, small_site, tree

# A name in a folder of sources, and where its link leads, seen from that folder.
LINKS = {
    "to a file outside": ("x", "../../secret.txt", "symlink-outside"),
    "to a folder outside": ("x", "../..", "symlink-outside"),
    "to another folder of the site": ("x", "../newsgen.yaml", "symlink-outside"),
    "to what is hidden in the site": ("x", "../.env", "symlink-outside"),
    "to what is hidden here": ("x", ".env", "symlink-hidden"),
    "to a file in a hidden folder": ("x", ".git/config", "symlink-hidden"),
    "to nothing": ("x", "nothing", "symlink-broken"),
    "below a file": ("x", "plain/x", "symlink-broken"),
    "to itself": ("x", "x", "symlink-loop"),
    "to its own folder": ("x", ".", "symlink-loop"),
    "to a folder that it lies in": ("sub/x", "../sub", "symlink-loop"),
    "to a pipe here": ("x", "pipe", "source-unreadable"),
    "to an endless device": ("x", "/dev/zero", "symlink-outside"),
    "to a terminal": ("x", "/dev/tty", "symlink-outside"),
    "to standard input": ("x", "/dev/stdin", "symlink-outside"),
    "to the environment": ("x", "/proc/self/environ", "symlink-outside"),
    "to the memory": ("x", "/proc/self/mem", "symlink-outside"),
    "to the folder of the system": ("x", "/proc/self", "symlink-outside"),
}


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    root = small_site(tmp_path / "site")
    (tmp_path / "secret.txt").write_text("SECRET", "utf-8")
    (root / ".env").write_text("SECRET", "utf-8")
    yield root
    assert not any(b"SECRET" in data for data in tree(root / "output").values())


def peopled(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / ".git").mkdir()
    (folder / ".git/config").write_text("SECRET", "utf-8")
    (folder / ".env").write_text("SECRET", "utf-8")
    (folder / "plain").write_text("x", "utf-8")
    os.mkfifo(folder / "pipe")


def built(root: Path) -> list[tuple[str, str]]:
    """Place and code of each error of a build that fails."""
    result = build(Options(root, at=CLOCK, jobs=1))
    assert result.exit_code == 1
    return [(each.place.file, each.code) for each in result.diagnostics if each.level == "error"]


def looked(root: Path, folder: str) -> list[tuple[str, str]]:
    """The same of a look at one folder."""
    found = scan(root, folder).diagnostics if folder == "content" else files_below(root, folder)[1]
    return [(each.place.file, each.code) for each in found if each.level == "error"]


@pytest.mark.parametrize("case", LINKS)
@pytest.mark.parametrize(
    ("folder", "suffix"), [("content", ".md"), ("content", ".png"), ("static", ".png"), ("templates", ".html")]
)
def test_a_link_is_refused_at_its_place(root: Path, folder: str, suffix: str, case: str) -> None:
    """What it leads to would be published, or would keep the build waiting for ever."""
    name, target, code = LINKS[case]
    peopled(root / folder)
    target = f"{target}{suffix}" if target == name else target
    (root / folder / f"{name}{suffix}").symlink_to(target)

    found = looked(root, folder)

    assert sorted(found) == sorted([(f"{folder}/pipe", "source-unreadable"), (f"{folder}/{name}{suffix}", code)])


@pytest.mark.parametrize("folder", ["content", "static", "templates", "output"])
@pytest.mark.parametrize("case", ["itself", "nothing", "file", "pipe"])
def test_what_stands_in_the_place_of_a_folder_is_one_error(root: Path, folder: str, case: str) -> None:
    """A link to itself ended the preview, and of static/ and templates/ nobody heard that they were none."""
    place = root / folder
    if place.exists():
        place.rename(root / "away")
    if case in {"itself", "nothing"}:
        place.symlink_to(folder if case == "itself" else "nothing")
    else:
        place.touch() if case == "file" else os.mkfifo(place)
    codes = {"itself": "symlink-loop", "nothing": "symlink-broken"}

    expected = "output-taken" if folder == "output" else codes.get(case, "folder-unreadable")
    assert built(root) == [(folder, expected)]


@pytest.mark.parametrize("name", ["static", "templates"])
def test_a_folder_that_newsgen_yaml_names_has_to_be_there(root: Path, name: str) -> None:
    """A typing mistake in its name would leave out all that is in it."""
    file = root / "newsgen.yaml"
    file.write_text(f"{file.read_text()}\n{name}: mine\n")

    told = [each for each in build(Options(root, at=CLOCK, jobs=1)).diagnostics if each.code == "folder-missing"]
    (root / "mine").mkdir()

    assert [(each.level, each.place.line, each.place.column) for each in told] == [
        ("warning", file.read_text().count("\n"), len(name) + 3)
    ]
    assert "folder-missing" not in {each.code for each in build(Options(root, at=CLOCK, jobs=1)).diagnostics}


@pytest.mark.parametrize("path", ["content/x.md", "content/x.png", "static/x.png", "templates/x.html"])
@pytest.mark.parametrize("target", ["../../secret.txt", "../.env", "/dev/zero", "/proc/self/environ"])
def test_no_build_follows_a_link_out(root: Path, path: str, target: str) -> None:
    """The words of the rule are kept by every way that reads."""
    (root / path).symlink_to(target)

    assert built(root) == [(path, "symlink-outside")]


def made_pipe(path: Path) -> None:
    os.mkfifo(path)


def made_socket(path: Path) -> None:
    # The names of sockets are short, wherever the folder is.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize("make", [made_pipe, made_socket])
@pytest.mark.parametrize("path", ["content/x.md", "content/x.png", "static/x.png", "templates/x.html", "newsgen.urls"])
def test_what_is_no_regular_file_is_never_opened(root: Path, path: str, make: Callable[[Path], None]) -> None:
    """Reading a pipe waits for ever."""
    make(root / path)

    assert built(root) == [(path, "source-unreadable")]


@pytest.mark.parametrize("make", [made_pipe, made_socket])
def test_a_configuration_that_is_no_regular_file_ends_the_build(root: Path, make: Callable[[Path], None]) -> None:
    """Before anything else is read."""
    (root / "newsgen.yaml").unlink()
    make(root / "newsgen.yaml")

    result = build(Options(root, at=CLOCK))

    assert [(each.code, each.place.file) for each in result.diagnostics] == [("source-unreadable", "newsgen.yaml")]
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../secret.txt", "symlink-outside"),
        ("/dev/zero", "symlink-outside"),
        ("/proc/self/environ", "symlink-outside"),
        (".env", "symlink-hidden"),
        ("nothing", "symlink-broken"),
        ("newsgen.urls", "symlink-loop"),
    ],
)
def test_a_link_in_the_place_of_newsgen_urls_is_refused(root: Path, target: str, code: str) -> None:
    """Its lines stand in diagnostics."""
    (root / "newsgen.urls").symlink_to(target)

    assert built(root) == [("newsgen.urls", code)]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../secret.txt", "symlink-outside"),
        ("/dev/zero", "symlink-outside"),
        ("/proc/self/environ", "symlink-outside"),
        (".env", "symlink-hidden"),
        ("nothing", "symlink-broken"),
        ("newsgen.yaml", "symlink-loop"),
    ],
)
def test_a_link_in_the_place_of_newsgen_yaml_is_refused(root: Path, target: str, code: str) -> None:
    (root / "newsgen.yaml").unlink()
    (root / "newsgen.yaml").symlink_to(target)

    result = build(Options(root, at=CLOCK))

    assert [(each.code, each.place.file) for each in result.diagnostics] == [(code, "newsgen.yaml")]
    assert result.exit_code == 2


def test_links_that_stay_inside_are_followed(root: Path) -> None:
    """Editions and desks share pictures and templates that way."""
    for folder, name, text in (
        ("content", "shared/x.md", "---\ntitle: Shared\ndate: 2026-05-09\n---\nText.\n"),
        ("static", "shared/x.txt", "static text"),
        ("templates", "shared/x.html", "template text"),
    ):
        (root / folder / "shared").mkdir()
        (root / folder / name).write_text(text, "utf-8")
        (root / folder / "again").symlink_to("shared")
        (root / folder / f"one{Path(name).suffix}").symlink_to(name)
    (root / "site.yaml").write_bytes((root / "newsgen.yaml").read_bytes())
    (root / "newsgen.yaml").unlink()
    (root / "newsgen.yaml").symlink_to("site.yaml")
    written = root / "content/again/x.md"

    articles = [stat.path for stat in scan(root, "content").articles]
    static, problems = files_below(root, "static")

    assert {"content/shared/x.md", "content/again/x.md", "content/one.md"} <= set(articles)
    assert written.exists()
    assert [name for name, _ in static] == ["one.txt", "site.css", "again/x.txt", "shared/x.txt"]
    assert problems == []
    (root / "content/again").unlink()
    (root / "content/one.md").unlink()
    result = build(Options(root, at=CLOCK, jobs=1))
    assert [each.code for each in result.diagnostics if each.level != "notice"] == []
    assert tree(root / "output")["again/x.txt"] == b"static text"


def test_a_site_and_its_folders_may_be_reached_through_links(root: Path, tmp_path: Path) -> None:
    """A mount point of a host, or content in a checkout of its own."""
    for folder in ("content", "static", "templates"):
        (root / folder).rename(tmp_path / f"own-{folder}")
        (root / folder).symlink_to(f"../own-{folder}")
    (tmp_path / "own-content/link.md").symlink_to("a1.md")
    (tmp_path / "own-static/link.css").symlink_to("site.css")
    (tmp_path / "way").symlink_to("site")

    result = build(Options(tmp_path / "way", at=CLOCK, jobs=1))

    made = tree(root / "output")
    # Two names of one text are two articles with one id.
    assert {each.code for each in result.diagnostics} <= {"id-taken"}
    assert result.exit_code == 0
    assert {"2026/05/a1/index.html", "2026/05/link/index.html", "link.css"} <= made.keys()


@pytest.mark.parametrize("folder", ["content", "static", "templates"])
@pytest.mark.parametrize(
    ("target", "code"),
    [
        (".", "symlink-loop"),
        ("..", "symlink-loop"),
        ("/", "symlink-loop"),
        (".git", "symlink-hidden"),
        ("/proc/self", "symlink-outside"),
    ],
)
def test_a_folder_of_sources_is_never_the_site_or_hidden(root: Path, folder: str, target: str, code: str) -> None:
    """Its own output, its cache or the keys of a repository would be read as sources."""
    (root / ".git").mkdir()
    (root / folder).rename(root / "before")
    (root / folder).symlink_to(target)

    assert (folder, code) in looked(root, folder)


def test_a_file_that_becomes_a_pipe_after_it_was_found_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Between the look and the reading anything can happen."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")

    for name in ("pipe", "link"):
        with pytest.raises(RefusedError):
            opened(tmp_path / name)
        with pytest.raises(RefusedError):
            read(tmp_path / name, tmp_path)


def test_a_hard_link_is_a_file_like_any_other(tmp_path: Path) -> None:
    """docs/security.md says so: nothing tells it apart."""
    (tmp_path / "outside").write_bytes(b"x")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/inside").hardlink_to(tmp_path / "outside")

    assert read(tmp_path / "site/inside", tmp_path / "site") == b"x"
