"""When a site changes by itself: at the moments that `newsgen next` names, and at no other."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen.build import Options
from newsgen.cli import cli
from newsgen.schedule import Change, schedule
from tests.walk.sites import article, cold, small_site, warm, written

SECOND = timedelta(seconds=1)
# An hour that comes twice in Berlin, and one that never comes, are among the moments.
HOURS = (
    *("2026-10-24 23:30", "2026-10-25 01:59", "2026-10-25 02:30", "2026-10-25 02:30+01:00", "2026-10-25 03:00"),
    *("2027-03-28 01:59", "2027-03-28 02:30", "2027-03-28 03:00", "2026-12-31 23:59:59", "2027-01-01 00:00"),
)
FIRST = datetime(2026, 10, 20, tzinfo=UTC)
# All that may depend on the clock is told by a page of each article, of each standing page, and by the front.
TOLD = "{{ article.title }} {{ article.updated }} {{ article.corrections|length }} {{ article.featured }}"
FRONT = "{% for each in site.articles() %}" + TOLD.replace("article", "each") + "{% endfor %}"

hours = st.sampled_from(HOURS)
keys = st.fixed_dictionaries(
    {"date": hours},
    optional={
        "publish_at": hours,
        "expires": hours,
        "updated": hours,
        "featured": hours.map(lambda hour: f"{{until: {hour}}}"),
        "corrections": st.lists(hours, min_size=1, max_size=2).map(
            lambda found: "[" + ", ".join(f"{{date: {hour}, text: It was red}}" for hour in found) + "]"
        ),
        "unlisted": st.just("true"),
        "noindex": st.just("true"),
        "draft": st.just("true"),
        "type": st.sampled_from(["news", "sponsored", "page"]),
    },
)


def site(root: Path, heads: list[dict[str, str]]) -> Path:
    small_site(root)
    written(root / "templates", {"article.html": TOLD, "page.html": TOLD, "home.html": FRONT})
    for number, head in enumerate(heads):
        more = "".join(f"{key}: {value}\n" for key, value in head.items() if key != "date")
        written(root / "content", {f"moment{number}.md": article(f"Moment {number}", head["date"], "Text.", more)})
    return root


def changes(root: Path, clock: datetime) -> tuple[Change, ...]:
    return schedule(Options(root, at=clock))[0]


def check(root: Path, heads: list[dict[str, str]]) -> None:
    """Builds at every moment that is named, and a second before, differ; between two moments nothing does."""
    site(root, heads)
    # A second before three in the morning may be two hours before it, as clocks on walls go.
    moments = sorted({change.at.astimezone(UTC) for change in changes(root, FIRST)})
    made, _, exit_code = cold(root, FIRST)
    if exit_code:
        # Nothing is published of a site in error, whatever the clock says.
        return
    for moment in moments:
        before, _, _ = cold(root, moment - SECOND)
        assert before == made, f"something changed before {moment}"
        made, _, _ = cold(root, moment)
        assert made != before, f"nothing changed at {moment}"
    end = moments[-1] if moments else FIRST
    assert cold(root, end + timedelta(days=800))[0] == made, "something changed after the last moment"


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heads=st.lists(keys, min_size=1, max_size=2))
def test_the_site_changes_at_the_moments_that_are_named_and_at_no_other(
    tmp_path_factory: pytest.TempPathFactory, heads: list[dict[str, str]]
) -> None:
    check(tmp_path_factory.mktemp("law") / "site", heads)


@pytest.mark.nightly
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heads=st.lists(keys, min_size=1, max_size=4))
def test_the_site_changes_at_its_moments_for_many_sites(
    tmp_path_factory: pytest.TempPathFactory, heads: list[dict[str, str]]
) -> None:
    check(tmp_path_factory.mktemp("law") / "site", heads)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`run("--due", at="…")` asks for what comes next in a site of the test's own."""
    site(tmp_path, [{"date": "2026-10-25 02:30", "expires": "2026-10-25 02:30+01:00"}])
    monkeypatch.chdir(tmp_path)
    return lambda *flags, at="2026-10-01": CliRunner().invoke(cli, ("next", *flags, "--at", at))


def test_times_are_those_of_the_zone_and_tell_an_hour_that_comes_twice(run: Callable[..., Result]) -> None:
    shown = run()

    assert shown.exit_code == 0
    assert shown.output.splitlines() == [
        "Sun 2026-10-25 02:30 +0200  is published             content/moment0.md  Moment 0",
        "Sun 2026-10-25 02:30 +0100  expires                  content/moment0.md  Moment 0",
    ]


def test_programs_get_json(run: Callable[..., Result]) -> None:
    first, second = json.loads(run("--json").output)["changes"]

    assert first == {
        "at": "2026-10-25T02:30:00+02:00",
        "cause": "public",
        "source": "content/moment0.md",
        "title": "Moment 0",
        "url": "/2026/10/moment0/",
    }
    assert (second["at"], second["cause"]) == ("2026-10-25T02:30:00+01:00", "expired")


def test_where_nothing_is_to_come_that_is_said(run: Callable[..., Result]) -> None:
    assert run(at="2030-01-01").output == "nothing changes by itself\n"


def test_a_build_is_due_until_there_is_one(tmp_path: Path, run: Callable[..., Result]) -> None:
    before = run("--due")
    warm(tmp_path, datetime(2026, 10, 1, tzinfo=UTC))
    after = run("--due")

    assert (before.exit_code, before.output) == (0, "a build is due: no earlier build is known\n")
    assert (after.exit_code, after.output) == (3, "no build is due\n")


def test_a_build_is_due_once_a_moment_has_passed(tmp_path: Path, run: Callable[..., Result]) -> None:
    """For a clock of the machine's, which asks each minute and builds where there is something to build."""
    warm(tmp_path, datetime(2026, 10, 1, tzinfo=UTC))

    early = run("--due", at="2026-10-25 02:29:59+02:00")
    late = run("--due", at="2026-10-25 02:30+02:00")
    warm(tmp_path, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    built = run("--due", at="2026-10-25 02:30+02:00")

    assert (early.exit_code, late.exit_code, built.exit_code) == (3, 0, 3)
    assert "is published" in late.output and "expires" not in late.output


def test_cron_mails_nothing(tmp_path: Path, run: Callable[..., Result]) -> None:
    """It sends whatever a job prints, and this one runs each minute."""
    due = run("--due", "--quiet")
    warm(tmp_path, datetime(2026, 10, 1, tzinfo=UTC))
    not_due = run("--due", "-q")

    assert [(each.exit_code, each.output) for each in (due, not_due)] == [(0, ""), (3, "")]


def test_a_build_is_due_after_an_edit(tmp_path: Path, run: Callable[..., Result]) -> None:
    warm(tmp_path, datetime(2026, 10, 1, tzinfo=UTC))
    written(tmp_path / "content", {"a1.md": article("Other", "2026-05-01", "Other.")})

    asked = run("--due", "--json")

    assert asked.exit_code == 0
    assert json.loads(asked.output) == {"due": "files differ from those of the last build", "changes": []}


def test_to_ask_changes_nothing(tmp_path: Path, run: Callable[..., Result]) -> None:
    """What was read for it is read again by the build, which must still find the edit."""
    warm(tmp_path, datetime(2026, 10, 1, tzinfo=UTC))
    written(tmp_path / "content", {"a1.md": article("Other", "2026-05-01", "Other.")})

    run("--due")
    run()
    result = warm(tmp_path, datetime(2026, 10, 1, tzinfo=UTC))

    assert result.n_written > 0
    assert run("--due").exit_code == 3


def test_a_site_that_cannot_be_read_is_told(tmp_path: Path, run: Callable[..., Result]) -> None:
    written(tmp_path, {"newsgen.yaml": "title: [\n"})

    assert run().exit_code == run("--due").exit_code == 2
