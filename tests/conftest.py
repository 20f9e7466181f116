"""The sample site, built once for all tests; and what is said at their end: what was skipped, and why."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsgen.build import Options, build
from tests.machine import NOT_HERE
from tests.once import once
from tests.sample import CLOCK, ROOT
from tests.shared import of_the_run, shared

# A machine with other work takes its time, which says nothing of newsgen.
settings.register_profile("newsgen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsgen")


@pytest.fixture(scope="session", autouse=True)
def _once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    copies = of_the_run(tmp_path_factory) / "copies-of-pictures"
    copies.mkdir(exist_ok=True)
    with once(copies), pytest.MonkeyPatch.context() as patch:
        if os.environ.get("PYTHONDONTWRITEBYTECODE"):
            compiled(patch, of_the_run(tmp_path_factory) / "bytecode")
        yield


def compiled(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Whoever wants no compiled files beside the sources gets them in a folder of the run: without any, each process
    that a test starts would compile newsgen anew, which takes five times as long as to build a small site."""
    patch.delenv("PYTHONDONTWRITEBYTECODE")
    patch.setenv("PYTHONPYCACHEPREFIX", str(folder))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the sample site, built whole: nobody writes into it."""

    def made(root: Path) -> Path:
        folder = root / "output"
        result = build(Options(ROOT, output=str(folder), at=CLOCK, jobs=1))
        assert result.exit_code == 0, result.diagnostics
        return folder

    return shared(tmp_path_factory, "sample", made)


def pytest_collection_finish() -> None:
    """Ten thousand tests are there until the end: Python need not look through them again and again for what may go."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nothing-skipped", action="store_true", help="fail if a test was skipped, as .ci/run does")


def pytest_sessionfinish(session: pytest.Session) -> None:
    reasons = [reason for reason in skipped(session.config) if not reason.startswith(NOT_HERE)]
    if reasons and session.config.getoption("--nothing-skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    reasons = skipped(config)
    if not reasons:
        return
    terminalreporter.section(f"{reasons.total()} skipped")
    for reason, n_tests in reasons.most_common():
        is_failure = config.getoption("--nothing-skipped") and not reason.startswith(NOT_HERE)
        verdict = " (with --nothing-skipped, a failure)" if is_failure else ""
        terminalreporter.write_line(f"{n_tests:4} {reason}{verdict}")


def skipped(config: pytest.Config) -> Counter[str]:
    """How many tests were skipped for each reason; nothing in a process of xdist's, which only runs tests."""
    reporter: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    # Of a skip, `longrepr` is file, line and reason.
    return Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
