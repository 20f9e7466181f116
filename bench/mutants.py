"""A mutation round: newsgen is broken in one place at a time, and some test must see it.

    python bench/mutants.py                 every mutant of bench/mutants.toml, some minutes
    python bench/mutants.py span updated    those whose name has one of these words

Each is an edit of a copy of the repository, in which the tests that the mutant names are run up to the first failure.
A mutant that survives is a fact that no test keeps; one that does not apply stands for code that is no more as it was.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_suffix(".toml")
# What of a checkout is no part of the copy.
LEFT_OUT = (".git", ".newsgen", "output", "node_modules", ".hypothesis", ".mypy_cache", ".ruff_cache", "__pycache__")


class Mutant(Struct, frozen=True, forbid_unknown_fields=True):
    """In `file`, `find` (which stands there once) becomes `put`; then one of `tests` fails."""

    name: str
    file: str
    find: str
    put: str
    tests: tuple[str, ...]


class Round(Struct, frozen=True, forbid_unknown_fields=True):
    mutant: tuple[Mutant, ...]


def main() -> int:
    """How many mutants survive or do not apply, as an exit code."""
    arguments = _arguments()
    mutants = [each for each in listed() if not arguments.words or any(word in each.name for word in arguments.words)]
    with tempfile.TemporaryDirectory(prefix="newsgen-mutants-") as folder:
        copy = Path(folder) / "newsgen"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
        applying = [each for each in mutants if applies(each, copy)]
        if applying and not passes(copy, _tests(applying)):
            print("the tests fail without any mutant: mend them first", file=sys.stderr)
            return 2
        n_bad = 0
        for mutant in mutants:
            verdict = judged(mutant, copy)
            n_bad += verdict != "killed"
            print(f"{verdict:<14} {mutant.name}", flush=True)
    print(f"{len(mutants) - n_bad} of {len(mutants)} killed")
    return int(n_bad > 0)


def listed() -> tuple[Mutant, ...]:
    return msgspec.convert(tomllib.loads(LIST.read_text("utf-8")), Round).mutant


def applies(mutant: Mutant, copy: Path) -> bool:
    """Whether the text is there, once: elsewhere the edit would be another one than is meant."""
    file = copy / mutant.file
    return file.is_file() and file.read_text("utf-8").count(mutant.find) == 1


def judged(mutant: Mutant, copy: Path) -> str:
    """What becomes of a mutant; the copy is as it was then."""
    if not applies(mutant, copy):
        return "does not apply"
    file = copy / mutant.file
    text = file.read_text("utf-8")
    file.write_text(text.replace(mutant.find, mutant.put), "utf-8")
    try:
        return "survived" if passes(copy, mutant.tests) else "killed"
    finally:
        file.write_text(text, "utf-8")


def passes(copy: Path, tests: Sequence[str]) -> bool:
    """Whether these tests of the copy pass; what cannot be collected does not."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests]
    # Before the site's own newsgen, which is that of the repository itself.
    environment = {**os.environ, "PYTHONPATH": f"{copy / 'src'}{os.pathsep}{copy}", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False).returncode == 0


def _tests(mutants: Iterable[Mutant]) -> list[str]:
    return sorted({test for mutant in mutants for test in mutant.tests})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="of the names of the mutants to try; all without")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
