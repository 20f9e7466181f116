"""`newsgen publish --watch` publishes at each moment, and whatever happens to clocks, machines and hosts in between."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.schedule import Change
from newsgen.watching import PAUSES_S, STEP_S, Waiting, stamps, watch

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Paper:
    """A paper that changes by itself at some moments, on a machine whose clock runs when it sleeps.

    `on(minutes, …)` lets something happen then. `published`: when, and why.
    """

    def __init__(self, *minutes: int, fails: int = 0, ends: float = 60 * 24) -> None:
        self.now = NOON
        self.moments = [NOON + each * MINUTE for each in minutes]
        self.fails = fails
        self.ends = NOON + ends * MINUTE
        self.files_: dict[str, object] = {"content/a.md": 1, "newsgen.urls": 1}
        self.is_broken = False
        self.published: list[tuple[float, str]] = []
        self.told: list[Waiting] = []
        self.happens: list[tuple[datetime, Callable[[], None]]] = []
        self.while_publishing: Callable[[], None] = lambda: None

    def on(self, minutes: float, happens: Callable[[], None]) -> None:
        self.happens.append((NOON + minutes * MINUTE, happens))

    def change(self, path: str = "content/a.md") -> None:
        self.files_ = {**self.files_, path: self.now}

    def clock(self) -> datetime:
        return self.now

    def pause(self, seconds: float) -> bool:
        assert 0 <= seconds <= STEP_S
        self.now += timedelta(seconds=seconds or 0.001)
        while self.happens and self.now >= self.happens[0][0]:
            self.happens.pop(0)[1]()
        return self.now >= self.ends

    def publish(self, clock: datetime, reason: str) -> bool:
        self.published.append(((clock - NOON) / MINUTE, reason))
        self.while_publishing()
        self.fails -= 1
        return self.fails < 0

    def coming(self, clock: datetime) -> Sequence[Change] | None:
        if self.is_broken:
            return None
        return [Change(each, "public", "content/b.md", "B", "") for each in sorted(self.moments) if each > clock]

    def files(self) -> dict[str, object]:
        return dict(self.files_)

    def is_own(self, path: str) -> bool:
        return path == "newsgen.urls"

    def watched(self, with_files: bool = False) -> list[tuple[float, str]]:
        self.happens.sort(key=lambda each: each[0])
        watch(self, self.clock, self.pause, self.told.append, with_files)
        return [(round(minutes, 1), reason) for minutes, reason in self.published]


FIRST = (0, "the watch begins")
MOMENT = "its moment has come"


def test_it_publishes_at_each_moment_and_at_no_other() -> None:
    """To the second, not to the next step of its sleep."""
    paper = Paper(10, 61)

    paper.watched()

    assert [minutes for minutes, _ in paper.published] == [0, 10, 61]
    assert [reason for _, reason in paper.published] == [FIRST[1], MOMENT, MOMENT]


def test_it_says_what_it_waits_for() -> None:
    paper = Paper(10)

    paper.watched()

    assert [[(each.at - NOON) / MINUTE for each in waiting.changes] for waiting in paper.told] == [[10], []]


def test_what_cannot_be_told_is_not_told_as_nothing() -> None:
    """A broken newsgen.yaml says nothing of the articles that wait."""
    paper = Paper(ends=1)
    paper.is_broken = True

    paper.watched()

    assert [waiting.is_unknown for waiting in paper.told] == [True]


def test_a_moment_that_comes_while_something_is_published_is_not_lost() -> None:
    """The build that was under way did not know of it."""
    paper = Paper(1)

    def lasts() -> None:
        paper.now += 2 * MINUTE

    paper.while_publishing = lasts

    assert [minutes for minutes, _ in paper.watched()] == [0, 2]


def test_a_machine_that_slept_publishes_when_it_wakes() -> None:
    """Timers stand still meanwhile; the clock on the wall does not."""
    paper = Paper(10, 20)

    def sleeps() -> None:
        paper.now += 180 * MINUTE

    paper.on(5, sleeps)

    assert paper.watched() == [FIRST, (185.0, MOMENT)]


def test_a_clock_that_is_put_back_takes_back_what_came_too_early() -> None:
    """A machine that starts with a wrong clock would show an embargoed article until somebody looks."""
    paper = Paper(60)

    def put_back() -> None:
        paper.now -= 90 * MINUTE

    paper.on(61, put_back)

    assert paper.watched() == [FIRST, (60.0, MOMENT), (-29.0, "the clock was put back"), (60.0, MOMENT)]


def test_a_clock_that_is_put_right_by_seconds_is_no_reason() -> None:
    paper = Paper()

    def put_right() -> None:
        paper.now -= timedelta(seconds=20)

    paper.on(0.2, put_right)

    assert paper.watched() == [FIRST]


def test_what_failed_is_tried_again_after_growing_pauses() -> None:
    """A host that is down for a night must not be asked every second, nor an article wait for the next moment."""
    paper = Paper(fails=8, ends=200)

    paper.watched()

    minutes = [minutes for minutes, _ in paper.published]
    pauses = [round((later - earlier) * 60) for earlier, later in pairwise(minutes)]
    assert pauses == [*PAUSES_S, PAUSES_S[-1], PAUSES_S[-1]]
    assert paper.told[0].again == NOON + timedelta(seconds=PAUSES_S[0])
    assert paper.told[-1].again is None


def test_after_a_failure_pauses_begin_anew() -> None:
    paper = Paper(60, fails=2)
    paper.on(50, lambda: setattr(paper, "fails", 1))

    minutes = [minutes for minutes, _ in paper.watched()]

    assert minutes == [0, 0.5, 1.5, 60, 60.5]


def test_a_moment_is_not_put_off_by_the_pause_of_a_failure() -> None:
    paper = Paper(1, fails=9, ends=1.2)

    assert (1.0, MOMENT) in paper.watched()


def test_an_article_that_is_scheduled_while_it_waits_is_published_in_time() -> None:
    """Whoever sleeps until the next moment known this morning would miss an embargo that was written at noon."""
    paper = Paper(600)
    paper.on(5, lambda: (paper.moments.append(NOON + 10 * MINUTE), paper.change()))

    assert paper.watched()[:2] == [FIRST, (10.0, MOMENT)]


def test_an_article_is_in_time_though_a_large_archive_is_seldom_looked_through() -> None:
    """Its moment may lie between two looks."""
    paper = Paper()
    files = paper.files

    def slow() -> dict[str, object]:
        paper.now += timedelta(seconds=2)
        return files()

    paper.files = slow  # type: ignore[method-assign]
    paper.on(5, lambda: (paper.moments.append(NOON + 5.2 * MINUTE), paper.change()))

    ((minutes, reason),) = paper.watched()[1:]

    assert 5.2 <= minutes < 7
    assert reason == MOMENT


def test_what_is_saved_with_a_date_of_this_morning_waits_as_all_that_is_saved() -> None:
    """Else it would be up in the middle of its first sentence, and its neighbour would not."""
    paper = Paper(60)
    paper.on(30, lambda: (paper.moments.append(NOON + 10 * MINUTE), paper.change()))

    assert paper.watched() == [FIRST, (60.0, MOMENT)]


def test_a_moment_is_kept_while_the_files_cannot_be_read() -> None:
    """Somebody saves half of newsgen.yaml a minute before an embargo ends."""
    paper = Paper(10)
    paper.on(9, lambda: (setattr(paper, "is_broken", True), paper.change()))
    paper.on(12, lambda: (setattr(paper, "is_broken", False), paper.change()))

    assert paper.watched() == [FIRST, (10.0, MOMENT)]


def test_files_that_change_are_not_published_unless_that_is_asked() -> None:
    """On a machine where people write, what is saved is not what is ready."""
    paper = Paper()
    paper.on(5, paper.change)

    assert paper.watched() == [FIRST]


def test_files_that_change_are_published_when_nobody_writes_any_more() -> None:
    """A `git pull` writes for some seconds."""
    paper = Paper()
    for seconds in range(0, 60, 4):
        paper.on(5 + seconds / 60, paper.change)

    ((minutes, reason),) = paper.watched(with_files=True)[1:]

    assert 5.9 < minutes < 6.3
    assert reason == "files have changed"


def test_what_changes_while_something_is_published_is_published_next() -> None:
    """That build may have read the file before."""
    paper = Paper()

    def saved() -> None:
        paper.while_publishing = lambda: None
        paper.change()

    paper.while_publishing = saved

    assert [reason for _, reason in paper.watched(with_files=True)] == [FIRST[1], "files have changed"]


def test_what_publishing_writes_itself_is_no_news() -> None:
    paper = Paper()
    paper.while_publishing = lambda: paper.change("newsgen.urls")

    assert paper.watched(with_files=True) == [FIRST]


def test_a_redirect_that_somebody_writes_is_published() -> None:
    paper = Paper()
    paper.on(5, lambda: paper.change("newsgen.urls"))

    assert [reason for _, reason in paper.watched(with_files=True)] == [FIRST[1], "files have changed"]


def test_what_failed_is_tried_when_somebody_mends_it() -> None:
    """An error in an article stops the next one, too: who mends it need not wait for half an hour."""
    paper = Paper(fails=6, ends=60)
    paper.on(22, paper.change)

    reasons = [reason for _, reason in paper.watched()]

    assert reasons[-1] == "files have changed"
    assert len(reasons) == 7


def test_a_large_archive_is_looked_through_less_often() -> None:
    """Else a machine with 100,000 articles would do nothing but look."""
    paper = Paper(ends=60)
    looks = []
    files = paper.files

    def slow() -> dict[str, object]:
        looks.append(paper.now)
        paper.now += timedelta(seconds=1)
        return files()

    paper.files = slow  # type: ignore[method-assign]

    paper.watched()

    assert len(looks) < 60 * 60 / 50 + 5


@given(
    moments=st.lists(st.integers(1, 3000), max_size=6, unique=True),
    sleeps=st.dictionaries(st.integers(1, 3000), st.integers(1, 900), max_size=3),
    lasts_s=st.integers(0, 90),
    fails=st.integers(0, 3),
)
@settings(max_examples=60, deadline=None)
def test_no_moment_is_missed(moments: list[int], sleeps: dict[int, int], lasts_s: int, fails: int) -> None:
    """However long a publication takes, whatever fails and whenever the machine sleeps: late by that at most."""
    paper = Paper(fails=fails, ends=90)
    paper.moments = [NOON + timedelta(seconds=each) for each in moments]
    for at, length in sleeps.items():
        paper.on(at / 60, lambda length=length: setattr(paper, "now", paper.now + timedelta(seconds=length)))
    paper.while_publishing = lambda: setattr(paper, "now", paper.now + timedelta(seconds=lasts_s))

    paper.watched()

    longest_s = STEP_S + lasts_s + sum(sleeps.values())
    for moment in moments:
        late_s = [at * 60 - moment for at, _ in paper.published if at * 60 >= moment - 0.001]
        assert late_s and late_s[0] <= longest_s


@pytest.mark.parametrize("change", ["written", "new", "gone", "renamed", "config"])
def test_a_look_sees_every_change(tmp_path: Path, change: str) -> None:
    (tmp_path / "content/2026").mkdir(parents=True)
    for name in ("content/2026/a.md", "newsgen.yaml"):
        (tmp_path / name).write_text("one")
    article = tmp_path / "content/2026/a.md"
    before = stamps(tmp_path, ["content", "static"], ["newsgen.yaml"])

    {
        "written": lambda: article.write_text("another"),
        "new": lambda: (tmp_path / "content/b.md").write_text("b"),
        "gone": article.unlink,
        "renamed": lambda: article.rename(tmp_path / "content/2026/b.md"),
        "config": lambda: (tmp_path / "newsgen.yaml").write_text("title: A"),
    }[change]()

    assert set(before) == {"content/2026/a.md", "newsgen.yaml"}
    assert stamps(tmp_path, ["content", "static"], ["newsgen.yaml"]) != before
    assert stamps(tmp_path, ["content"], []) == stamps(tmp_path, ["content"], [])
