"""A source that takes for ever, or whose process is ended, costs itself: all else is read and reported."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.build import Options, Result, build
from newsgen.gather import sources as reading
from newsgen.gather.limits import Ended, done
from newsgen.gather.scan import Stat
from newsgen.registry import Registry
from newsgen.standard import standard
from newsgen.workers import WorkerError, mapped
from tests.walk.sites import CLOCK, CONFIG, article, small_site, tree, warm

# For which Python-Markdown takes half a minute.
SLOW = "[^1]" * 4000 + "\n\n[^1]: x"
ONE_SECOND = f"{CONFIG}limits: {{source_cpu_s: 1}}\n"


def work(chunk: Sequence[str], begin: Callable[[int], None]) -> list[str]:
    """Words in capitals, but for those that mean something else."""
    made = []
    for position, word in enumerate(chunk):
        begin(position)
        while word == "slow":
            pass
        if word == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "raised":
            raise ValueError(word)
        made.append(word.upper())
    return made


def killing(chunk: Sequence[str]) -> list[str]:
    if "killed" in chunk:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(chunk)


def results(words: Sequence[str], n_workers: int = 2) -> tuple[list[str], list[tuple[str, bool]]]:
    """What was made of the words, sorted, and those that ended their process, with whether they were too slow."""
    made: list[str] = []
    ended = []
    for found in done(work, words, n_workers, 0.3):
        if isinstance(found, Ended):
            ended.append((found.item, found.is_too_slow))
        else:
            made += found
    return sorted(made), ended


def in_thread(task: Callable[[], object]) -> list[object]:
    """What a task returns in a thread beside this one, as builds run in `newsgen serve`."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(task()))
    thread.start()
    thread.join()
    return found


@pytest.mark.parametrize(("word", "is_too_slow"), [("slow", True), ("killed", False)])
def test_one_item_costs_itself_alone(word: str, is_too_slow: bool) -> None:
    """The results of its chunk, before and after it, must not be lost with its process."""
    words = [*(f"w{number}" for number in range(150)), word, *(f"v{number}" for number in range(150))]

    made, ended = results(words)

    assert made == sorted(each.upper() for each in words if each != word)
    assert ended == [(word, is_too_slow)]


def test_it_is_so_where_nothing_can_be_forked() -> None:
    """In a preview's thread, on macOS and Windows, processes begin from nothing."""
    (found,) = in_thread(lambda: results(["a", "slow", "b"]))

    assert found == (["A", "B"], [("slow", True)])


def test_it_is_so_where_the_system_has_no_timer() -> None:
    """Windows: the time is looked at from here, by the clock on the wall."""
    found = list(done(work, ["a", "slow", "b"], 2, 0.3, has_timer=False))

    assert [(each.item, each.is_too_slow) for each in found if isinstance(each, Ended)] == [("slow", True)]
    assert sorted(word for each in found if isinstance(each, list) for word in each) == ["A", "B"]


def test_what_work_raises_is_raised_here() -> None:
    """A mistake of ours is no matter of a source."""
    with pytest.raises(ValueError, match="raised"):
        results(["a", "raised", "b"])


def test_processes_that_end_again_and_again_end_the_work() -> None:
    """Where memory has run out, ten thousand sources would be reported one by one."""
    with pytest.raises(WorkerError, match="signal 9"):
        results(["killed"] * 20)


def test_a_killed_maker_is_an_error_that_says_so() -> None:
    """It was a traceback of the pool."""
    with pytest.raises(WorkerError, match="ended from outside"):
        list(mapped(killing, [*(f"w{number}" for number in range(200)), "killed"], 2))


def test_an_interrupted_build_leaves_no_process_behind() -> None:
    """Ctrl-C means the build, and what it started."""
    with pytest.raises(KeyboardInterrupt), closing(done(work, ["a", "slow", "b", "c"], 2, 60)) as chunks:
        for _ in chunks:
            raise KeyboardInterrupt

    assert multiprocessing.active_children() == []


def orphaned(chunk: Sequence[int], begin: Callable[[int], None]) -> str:
    """Waits until nobody waits for the answer any more, which is too long for a pipe."""
    begin(0)
    os.write(1, b"begun\n")
    while os.getppid() == chunk[0]:
        pass
    return "x" * 10_000_000


def test_a_killed_build_leaves_no_process_behind() -> None:
    """Workers hold the lock of the build that started them, and the next build would wait for ever."""
    command = "import os, tests.gather.test_limits as t; list(t.done(t.orphaned, [os.getpid()], 1, 60))"
    with subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"

        process.kill()

        # It ends when every process that could write there has ended.
        assert process.stdout.read() == b""


def with_slow_source(root: Path, n_articles: int = 0) -> Path:
    """A small site with one source that takes for ever and one that has no title."""
    if not (root / "newsgen.yaml").exists():
        small_site(root)
    (root / "newsgen.yaml").write_text(ONE_SECOND)
    for number in range(n_articles):
        (root / f"content/b{number}.md").write_text(article(f"B{number}", "2026-05-01 10:00", "Text"))
    (root / "content/a3-slow.md").write_text(article("Slow", "2026-05-01 10:00", SLOW))
    (root / "content/a4-untitled.md").write_text("---\ndate: 2026-05-01\n---\nText\n")
    return root


def codes(result: Result) -> list[tuple[str, str]]:
    return [(each.code, each.place.file) for each in result.diagnostics]


EXPECTED = [("source-too-slow", "content/a3-slow.md"), ("title-missing", "content/a4-untitled.md")]


@pytest.mark.parametrize(("n_articles", "jobs"), [(0, 1), (0, 2), (120, 1), (120, 2)])
def test_a_slow_source_is_an_error_beside_the_others(tmp_path: Path, n_articles: int, jobs: int) -> None:
    """Few sources are read in the process that builds, many in workers: neither may wait for ever."""
    with_slow_source(tmp_path, n_articles)

    result = build(Options(tmp_path, at=CLOCK, jobs=jobs))

    assert result.exit_code == 1
    assert codes(result) == EXPECTED


def test_a_preview_is_told_of_a_slow_source(tmp_path: Path) -> None:
    """It builds in a thread, where no signal's handler would run."""
    with_slow_source(tmp_path)

    (result,) = in_thread(lambda: warm(tmp_path))

    assert isinstance(result, Result)
    assert codes(result) == EXPECTED


def test_a_site_is_built_again_when_the_slow_source_is_mended(tmp_path: Path) -> None:
    """And the output stood as it was until then."""
    warm(small_site(tmp_path))
    before = tree(tmp_path / "output")
    with_slow_source(tmp_path)

    assert warm(tmp_path).exit_code == 1
    assert tree(tmp_path / "output") == before

    (tmp_path / "content/a3-slow.md").unlink()
    (tmp_path / "content/a4-untitled.md").unlink()
    assert warm(tmp_path).exit_code == 0


def ending(text: str) -> str:
    """A filter from outside that ends its process."""
    os._exit(9)


def with_ending() -> Registry:
    return standard().with_more(filters=[("ending", ending)])


def test_a_worker_that_ends_while_pages_are_made_leaves_the_output(tmp_path: Path) -> None:
    """A system that is out of memory ends processes; it was a traceback."""
    small_site(tmp_path)
    for number in range(120):
        (tmp_path / f"content/b{number}.md").write_text(article(f"B{number}", "2026-05-01 10:00", "Text"))
    warm(tmp_path)
    before = tree(tmp_path / "output")
    (tmp_path / "templates/article.html").write_text("{{ article.title|ending }}")

    result = build(Options(tmp_path, at=CLOCK, jobs=2, registry=with_ending))

    assert [each.code for each in result.diagnostics] == ["worker-ended"]
    assert result.exit_code == 1
    assert tree(tmp_path / "output") == before


def test_a_file_of_500_mb_is_not_read(tmp_path: Path) -> None:
    """A film that was named film.md, or a dump: its text would fill the memory several times."""
    small_site(tmp_path)
    with (tmp_path / "content/film.md").open("wb") as file:
        file.truncate(500_000_000)

    result = warm(tmp_path)

    assert codes(result) == [("source-too-large", "content/film.md")]


def test_ordinary_texts_need_no_other_process() -> None:
    """Starting one takes as long as reading ten articles."""
    text = "A paragraph of *words* with [a link](cup.md) and “quotes”.\n\n" * 100

    assert not reading.is_risky(article("Title", "2026-05-01", text).encode())


@pytest.mark.parametrize("unit", ["[^1]", "<![CDATA[", "*a **b", "`a", "![", "<a ", "> ", "a|b", "~~", "# a\n"])
def test_long_runs_of_one_mark_do(unit: str) -> None:
    """Python-Markdown takes time by the square or the cube of their number."""
    assert reading.is_risky((unit * 1000).encode())


def test_a_stat_of_a_source_that_shrank_is_no_trap(tmp_path: Path) -> None:
    """What counts is what is read, not what the folder said before."""
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * (reading.MAX_BYTES + 1))
    job = reading.Job(tmp_path, reading.Settings(), tmp_path / "cache.db", standard, n_processes=1, limit_s=1)
    task = reading._Reader(job, {})

    results_ = task.quick([Stat("a.md", 0, 5)], [])

    assert [each.code for each in results_[3]] == ["source-too-large"]
