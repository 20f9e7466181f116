"""`newsgen deploy` at the command line: what it says, what it asks, and what it refuses to do unasked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsgen.cli import cli
from newsgen.publish.lock import locked
from tests.deploy import servers
from tests.deploy.paper import PAPER, built, held, paper


@pytest.fixture
def root(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built paper that goes to the folder www beside it."""
    servers.rclone()
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    return paper(tmp_path_factory, tmp_path / "paper", "../www")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["deploy", "-c", str(root), *arguments], prog_name="newsgen")


def www(root: Path) -> dict[str, bytes]:
    return held(root.parent / "www")


def configured(root: Path, more: str) -> None:
    (root / "newsgen.yaml").write_text(PAPER + more, "utf-8")


def test_a_dry_run_says_what_would_be_done_and_does_nothing(root: Path) -> None:
    said = run(root, "--dry-run")

    assert said.exit_code == 0, said.output
    assert "new      2026/05/a01/index.html" in said.output
    assert "would be new, 0 changed, 0 deleted" in said.output
    assert not (root.parent / "www").exists()


def test_it_says_in_one_line_what_it_did(root: Path) -> None:
    first, second = run(root), run(root)

    n_files = len(held(root / "output"))
    assert first.exit_code == second.exit_code == 0
    assert f"{root.parent / 'www'}" in first.output or "../www" in first.output
    assert f": {n_files} files new, 0 changed, 0 deleted, 0 as they were in " in first.output
    assert f": 0 files new, 0 changed, 0 deleted, {n_files} as they were in " in second.output
    assert www(root) == held(root / "output")


def test_a_place_that_was_not_there_is_told(root: Path) -> None:
    """A folder or a bucket whose name is misspelt is made, and looks like success."""
    dry, first, second = run(root, "--dry-run"), run(root, "-v"), run(root, "-v")

    assert "1 notice (1 deploy-new); -v lists them" in dry.output
    assert "notice[deploy-new]" in first.output
    assert "deploy-new" not in second.output


def test_json_is_all_that_it_says(root: Path) -> None:
    told = json.loads(run(root, "--json").stdout)

    assert told["exit_code"] == 0
    assert told["changed"] == told["gone"] == told["kept"] == []
    pages = {each["url"]: each for each in told["new"]}
    assert pages["https://paper.news/2026/05/a01/"] == {
        "url": "https://paper.news/2026/05/a01/",
        "path": "2026/05/a01/index.html",
        "kind": "article",
        "is_listed": True,
    }
    assert not pages["https://paper.news/404.html"]["is_listed"]
    assert not pages["https://paper.news/own.css"]["is_listed"]


def test_an_unlisted_article_is_nothing_to_tell_of(root: Path) -> None:
    """What is told goes to search engines and caches of others."""
    file = root / "content/2026/a05.md"
    file.write_text(file.read_text("utf-8").replace("---\n\n", "unlisted: true\n---\n\n"), "utf-8")
    built(root)

    told = json.loads(run(root, "--json").stdout)

    assert [each["is_listed"] for each in told["new"] if each["path"] == "2026/05/a05/index.html"] == [False]


def test_it_does_not_delete_much_without_a_question(root: Path) -> None:
    run(root)
    for file in (root / "content/2026").glob("a0*.md"):
        file.unlink()
    built(root)
    before = www(root)

    refused = run(root)
    assert www(root) == before
    agreed = run(root, "--yes")

    assert refused.exit_code == 1
    assert "error[deploy-refused]" in refused.output
    assert "more than max_delete allows" in refused.output
    assert "say --yes" in refused.output
    assert agreed.exit_code == 0, agreed.output
    assert "more than max_delete allows" in agreed.output
    assert "2026/05/a05/index.html" not in www(root)


def test_max_delete_says_how_much_may_go(root: Path) -> None:
    run(root)
    for file in (root / "content/2026").glob("a0*.md"):
        file.unlink()
    configured(root, "deploy: {target: rclone, to: ../www, max_delete: 100}\n")
    built(root)

    assert run(root).exit_code == 0
    assert "2026/05/a05/index.html" not in www(root)


def test_an_empty_output_is_not_put_over_a_site(root: Path) -> None:
    run(root)
    before = www(root)
    for file in [each for each in (root / "output").rglob("*") if each.is_file()]:
        file.unlink()

    refused = run(root)

    assert refused.exit_code == 1
    assert "output/ is empty" in refused.output
    assert www(root) == before


def test_a_site_without_an_address_is_not_put_anywhere(root: Path) -> None:
    text = PAPER.replace("base_url: https://paper.news\n", "")
    (root / "newsgen.yaml").write_text(text + "deploy: {target: rclone, to: ../www}\n", "utf-8")
    built(root)

    refused = run(root)

    assert refused.exit_code == 1
    assert "no base_url is given" in refused.output
    assert www(root) == {}


@pytest.mark.parametrize("host", ["www.paper.example", "daily.test", "x.invalid", "example", "news.example.org."])
def test_an_address_that_can_be_nobodys_is_asked_about(root: Path, host: str) -> None:
    """Manuals have such addresses, and feeds that lead there lead nowhere."""
    configured(root, "deploy: {target: rclone, to: ../www}\n")
    config = (root / "newsgen.yaml").read_text().replace("https://paper.news", f"https://{host}")
    (root / "newsgen.yaml").write_text(config)

    refused = run(root)

    assert refused.exit_code == 1
    assert f"base_url is https://{host}, where no reader finds this site" in refused.output
    assert www(root) == {}


def test_a_build_for_another_address_is_not_put_there(root: Path) -> None:
    """As a look at the site on this machine needs it."""
    built(root, base_url="http://localhost:8000")

    refused = run(root)

    assert refused.exit_code == 1
    assert "output/ was built for http://localhost:8000" in refused.output


@pytest.mark.parametrize("shown", ["drafts", "future"])
def test_a_build_that_shows_what_is_not_public_is_not_put_there(root: Path, shown: str) -> None:
    """What a publisher fears most: a leak before the hour."""
    built(root, **{shown: True})

    refused = run(root)
    assert www(root) == {}
    built(root)
    good = run(root)

    assert refused.exit_code == 1
    assert "shows what is not public" in refused.output
    assert good.exit_code == 0, good.output


def test_another_site_is_not_replaced_unasked(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    run(root)
    other = paper(tmp_path_factory, root.parent / "other", "../www")
    text = (other / "newsgen.yaml").read_text("utf-8").replace("paper.news", "other.news")
    (other / "newsgen.yaml").write_text(text, "utf-8")
    built(other)

    refused = run(other)

    assert refused.exit_code == 1
    assert "the site https://paper.news stands there, and would be replaced" in refused.output


def test_several_places_have_names(root: Path) -> None:
    configured(root, "deploy:\n  live: {target: rclone, to: ../live}\n  test: {target: rclone, to: ../www}\n")
    built(root)

    unnamed, unknown, named = run(root), run(root, "tset"), run(root, "test")

    assert unnamed.exit_code == unknown.exit_code == 2
    assert "say which: live | test" in unnamed.output
    assert '"tset" is no place of this site' in unknown.output
    assert named.exit_code == 0, named.output
    assert www(root) == held(root / "output")
    assert not (root.parent / "live").exists()


def test_a_site_with_no_place_says_how_to_write_one(root: Path) -> None:
    configured(root, "")

    said = run(root)

    assert said.exit_code == 2
    assert "write deploy: {target: rclone, to: …}" in said.output


def test_what_was_never_built_is_not_deployed(root: Path) -> None:
    CliRunner().invoke(cli, ["clean", "-c", str(root)])

    said = run(root)

    assert said.exit_code == 1
    assert "error[deploy-unbuilt]" in said.output


def test_it_waits_for_no_build_where_it_shall_not(root: Path) -> None:
    """What a build is moving would be put there half old and half new."""
    with locked(root / ".newsgen/cache.lock", wait=True):
        command = [sys.executable, "-m", "newsgen", "deploy", "-c", str(root), "--no-wait"]
        said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert said.returncode == 1
    assert "error[locked]" in said.stderr
    assert www(root) == {}


def test_files_of_others_in_output_go_along_and_hidden_ones_stay(root: Path) -> None:
    """A proof of ownership is for readers; a folder of git's, an editor's copy or a link are not."""
    output = root / "output"
    files = {
        "google123.html": True,
        ".well-known/x.txt": True,
        ".git/config": False,
        ".env": False,
        "a/.DS_Store": False,
    }
    for path in files:
        (output / path).parent.mkdir(exist_ok=True)
        (output / path).write_text("x", "utf-8")
    (output / "passwd.txt").symlink_to("/etc/passwd")

    said = run(root, "-v")

    assert said.exit_code == 0, said.output
    assert {path: path in www(root) for path in files} == files
    assert "passwd.txt" not in www(root)
    assert "symbolic links are not followed, and stay here: passwd.txt" in said.output
    assert "hidden files that newsgen did not write stay here: .env, .git/config, a/.DS_Store" in said.output


def test_what_was_changed_by_hand_since_the_build_is_told(root: Path) -> None:
    """A correction in output/ is gone with the next build, and whoever made it does not know."""
    untouched = run(root)
    page = root / "output/2026/05/a03/index.html"
    page.write_bytes(page.read_bytes().replace(b"Text 3.", b"Text 4."))

    said, again = run(root), run(root, "--dry-run")
    built(root)
    mended = run(root)

    assert "deploy-edited" not in untouched.output + mended.output
    assert said.exit_code == 0, said.output
    for each in (said, again):
        assert "output/2026/05/a03/index.html: warning[deploy-edited]: not as the build wrote it" in each.output
        assert "newsgen build writes it again" in each.output
    assert www(root) == held(root / "output")


def test_what_this_machine_refuses_is_told(root: Path) -> None:
    """`publish --watch` goes on, and tries again."""
    (root / ".newsgen/cache.deploy").write_text("in the way", "utf-8")

    said = run(root)

    assert said.exit_code == 1
    assert "error[deploy-failed]: this cannot be written or read" in said.output


def test_a_place_of_others_keeps_what_is_there(root: Path) -> None:
    (root.parent / "www").mkdir()
    (root.parent / "www/shop.html").write_text("a shop", "utf-8")

    said = run(root, "-v")

    assert said.exit_code == 0, said.output
    assert www(root)["shop.html"] == b"a shop"
    assert "notice[deploy-strangers]" in said.output
    assert "deploy-strangers" not in run(root, "-v").output


def test_a_file_where_a_folder_is_to_be_is_asked_about(root: Path) -> None:
    """Else the upload would stop half-way, behind all that was promised."""
    run(root)
    (root / "static/sub/deep").mkdir(parents=True)
    (root / "static/sub/deep/y.txt").write_text("y", "utf-8")
    built(root)
    (root.parent / "www/sub").write_text("a shop", "utf-8")
    before = www(root)

    refused = run(root)

    assert refused.exit_code == 1
    assert "files that newsgen did not put there would be replaced: sub" in refused.output
    assert www(root) == before


def test_verifying_finds_what_somebody_changes_meanwhile(root: Path) -> None:
    run(root)
    (root.parent / "www/index.html").write_text("broken", "utf-8")

    dry, real = run(root, "--verify", "--dry-run"), run(root, "--verify")

    assert "changed  index.html" in dry.output
    assert real.exit_code == 0, real.output
    assert www(root) == held(root / "output")


def test_a_build_reads_none_of_it(root: Path) -> None:
    """Most builds have nothing to do, and whoever builds may deploy by other means."""
    code = "import sys; from newsgen.cli import cli; cli(['build', '-q', '-c', sys.argv[1]], standalone_mode=False); "
    code += "print([name for name in sys.modules if name.startswith('newsgen.deploy')])"

    said = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=False)

    assert said.stdout.strip() in {"[]", "['newsgen.deploy_rules']"}, said.stderr
