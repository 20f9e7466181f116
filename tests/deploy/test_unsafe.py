"""What a deploy does not believe, and what it does not do."""

from pathlib import Path

import msgspec
import pytest

from newsgen.config import Destination
from newsgen.deploy.after import News
from newsgen.deploy.manifest import LIFE_S, Claim, is_live
from newsgen.deploy.outcome import Outcome
from newsgen.deploy.plan import File, Held, Stage, plan
from newsgen.deploy.telling import keep
from tests.deploy import servers
from tests.deploy.paper import codes, deployed, held, paper, texts

NOW = 1_800_000_000


@pytest.mark.parametrize("until", [NOW + 3 * LIFE_S, 253_402_300_800, 2**62, NOW, 0, -1])
def test_a_lock_that_no_deploy_can_have_written_holds_nobody_up(until: int) -> None:
    """It comes from a clock that was wrong, or from whoever may write there."""
    assert not is_live(Claim(until), NOW)


def test_a_lock_of_a_clock_that_is_ahead_holds() -> None:
    assert is_live(Claim(NOW + LIFE_S + 60), NOW)


@pytest.fixture
def root(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    servers.rclone()
    return paper(tmp_path_factory, tmp_path / "paper", str(tmp_path / "www"))


def test_what_is_missing_from_the_output_is_not_deleted_from_the_site(root: Path, tmp_path: Path) -> None:
    """A file that somebody has removed by hand would be, though the build knows that it belongs there."""
    assert codes(deployed(root)) == []
    (root / "output/index.html").unlink()

    outcome = deployed(root, yes=True)

    assert codes(outcome) == ["deploy-unbuilt"]
    assert "index.html" in texts(outcome)
    assert "index.html" in held(tmp_path / "www")


@pytest.mark.parametrize("folder", ["content", "static", "templates/x", ".newsgen", ".git", "."])
def test_the_site_is_not_put_among_its_own_files(root: Path, folder: str) -> None:
    text = (root / "newsgen.yaml").read_text()
    (root / "newsgen.yaml").write_text(f"{text[: text.index('deploy:')]}deploy: {{target: rclone, to: ./{folder}}}\n")
    (root / "templates").mkdir(exist_ok=True)

    assert codes(deployed(root, yes=True)) == ["deploy-failed"]


def test_an_article_that_was_withdrawn_before_it_was_up_is_told_to_nobody(tmp_path: Path) -> None:
    file, base = tmp_path / "untold.json", "https://paper.news"
    destination = Destination(target="rclone", to="x:", after=("./tell",))
    gone = (f"{base}/b/", f"{base}/back/")
    kept = News("", (f"{base}/deal/", f"{base}/a/"), (), gone, (f"{base}/deal/", f"{base}/b/"))
    file.write_bytes(msgspec.json.encode(kept))

    keep(destination, tmp_path, Outcome("", "x:"), ["a/index.html", "back/index.html"], base)

    told = msgspec.json.decode(file.read_bytes(), type=News)
    assert (told.new, told.gone, told.listed) == ((f"{base}/a/",), (f"{base}/b/",), (f"{base}/b/",))
    assert told.changed == (f"{base}/back/",)


@pytest.mark.parametrize(
    ("theirs", "ours"), [("thing/mine.txt", "thing"), ("other", "other/a.txt"), ("a/b", "a/b/c/d"), ("same", "same")]
)
def test_a_stranger_in_the_way_is_asked_about(theirs: str, ours: str) -> None:
    """A branch would have lost the file without a word: one name is a folder or a file, not both."""
    local = {ours: File(b"1", 1, Stage.ASSETS, "")}
    meant = plan(local, {theirs: Held(b"2", 1, is_ours=False), "else/x": Held(b"3", 1, is_ours=False)}, NOW, 30, False)

    assert meant.foreign == (theirs,)


def test_nothing_is_told_where_nothing_that_was_kept_is_true_any_more(tmp_path: Path) -> None:
    file, base = tmp_path / "untold.json", "https://paper.news"
    file.write_bytes(msgspec.json.encode(News("", (f"{base}/deal/",), (), (), (f"{base}/deal/",))))

    keep(Destination(target="rclone", to="x:", after=("./tell",)), tmp_path, Outcome("", "x:"), ["a/index.html"], base)

    assert not file.exists()
