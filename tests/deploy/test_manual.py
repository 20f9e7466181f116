"""docs/publishing.md and docs/recipes.md: what they show can be typed as it stands."""

import configparser
import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from newsgen.cli import cli
from newsgen.config_file import load
from newsgen.deploy.after import News
from tests.deploy.listening import Listening, listening
from tests.machine import CURL, JQ, POSIX, ROOT, needed

TEXT = "\n".join((ROOT / f"docs/{name}.md").read_text("utf-8") for name in ("publishing", "recipes"))
AT = "https://paper.example"
NEW = tuple(f"{AT}/2026/05/{number}/" for number in range(250))
NEWS = News("", NEW, (f"{AT}/", f"{AT}/feed.xml"), (f"{AT}/old/",), (*NEW, f"{AT}/"), (f"{AT}/feed.xml",))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def commands() -> Iterator[str]:
    """Every command of newsgen in a block, however it is wrapped."""
    for block in (*blocks("sh"), *blocks("ini"), *blocks("")):
        for found in re.findall(r"(?:^|&& |ExecStart=)(?:\S*/)?newsgen ([^#\n&|`]*)", block, re.MULTILINE):
            yield found.strip()


def recipe(word: str) -> str:
    (found,) = [each for each in blocks("sh") if each.startswith("#!") and word in each]
    return found


@pytest.fixture
def host() -> Iterator[Listening]:
    with listening() as found:
        yield found


def ran(text: str, folder: Path, host: Listening, **environment: str) -> None:
    """A recipe, with the services' own hosts as this machine plays them."""
    for need in (POSIX, JQ, CURL):
        needed(need)
    file = folder / "recipe"
    file.write_text(re.sub(r"https://api\.[a-z.]+", host.url, text))
    heard = json.dumps({name: getattr(NEWS, name) for name in NEWS.__struct_fields__})
    given = {**os.environ, **environment}
    subprocess.run(["sh", str(file)], cwd=folder, env=given, input=heard, text=True, check=True)


@pytest.mark.parametrize("text", blocks("yaml"))
def test_each_piece_of_newsgen_yaml_is_one(text: str) -> None:
    config, found = load(text, "newsgen.yaml")

    assert found == ()
    assert config is not None


def test_there_is_one_for_each_of_three_hosts() -> None:
    targets = {
        re.search(r"target: (\w+)", each)[1] for each in blocks("yaml") if "base_url" in each and "target" in each
    }  # type: ignore[index]

    assert {"rsync", "rclone", "git"} <= targets


@pytest.mark.parametrize("text", sorted(set(commands())))
def test_each_command_is_one(text: str) -> None:
    """With its flags and arguments; it is not carried out."""
    name, *arguments = shlex.split(text)
    command = cli.get_command(click.Context(cli), name)
    assert command is not None, name

    if isinstance(command, click.Group):
        command = command.get_command(click.Context(command), arguments.pop(0))
    assert command is not None
    command.make_context(text, [each for each in arguments if each != "ADDRESS"] or ["x"] * text.count("ADDRESS"))


@pytest.mark.parametrize("text", blocks("sh"))
def test_each_script_is_one(text: str) -> None:
    needed(POSIX)
    checked = subprocess.run(["sh", "-n"], input=text, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stderr


def test_the_service_is_one() -> None:
    (text,) = blocks("ini")
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text)

    assert unit["Service"]["ExecStart"].endswith("newsgen publish --watch")
    assert unit["Service"]["WorkingDirectory"] == unit["Service"]["ReadWritePaths"]
    assert unit["Install"]["WantedBy"] == "multi-user.target"


def test_cloudflare_is_told_in_parts_that_it_takes(tmp_path: Path, host: Listening) -> None:
    ran(recipe("for Cloudflare"), tmp_path, host, CLOUDFLARE_TOKEN="t0ken", CLOUDFLARE_ZONE="zone")

    assert [len(body["files"]) for _, _, body in host.heard] == [100, 100, 53]
    assert {each for _, _, body in host.heard for each in body["files"]} == {*NEW, *NEWS.changed, *NEWS.gone}
    assert {headers["Authorization"] for _, headers, _ in host.heard} == {"Bearer t0ken"}
    assert host.heard[0][0] == "/client/v4/zones/zone/purge_cache"


def test_hubs_hear_of_feeds(tmp_path: Path, host: Listening) -> None:
    ran(recipe("hub.mode"), tmp_path, host, HUB=f"{host.url}/hub")

    assert [body for _, _, body in host.heard] == ["hub.mode=publish&hub.url=https%3A%2F%2Fpaper.example%2Ffeed.xml"]


def test_search_engines_hear_of_pages(tmp_path: Path, host: Listening) -> None:
    ran(recipe("tell-search-engines"), tmp_path, host)

    ((path, _, body),) = host.heard
    assert path == "/indexnow"
    assert body == {"host": "paper.example", "key": "3f1c8a2b9d", "urlList": [*NEWS.listed]}


def test_cloudfront_gets_paths_or_one_star(tmp_path: Path, host: Listening) -> None:
    aws = tmp_path / "aws"
    aws.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\" > told\n")
    aws.chmod(0o755)

    ran(recipe("for CloudFront"), tmp_path, host, PATH=f"{tmp_path}:{os.environ['PATH']}", DISTRIBUTION="d")

    assert (tmp_path / "told").read_text().splitlines()[-2:] == ["--paths", "/*"]


def test_varnish_is_told_of_each(tmp_path: Path, host: Listening) -> None:
    """The site's own host answers there; here, this machine in its place."""
    text = recipe("Varnish").replace("jq -r", f"sed s,{AT},{host.url},g | jq -r")

    ran(text, tmp_path, host)

    assert len(host.heard) == 253


def test_addresses_are_committed_and_nothing_else(tmp_path: Path, host: Listening) -> None:
    """Whoever was in the middle of something on that machine finds it as it was."""
    site, bare = tmp_path / "site", tmp_path / "bare.git"
    names = {f"GIT_{who}_{what}": "a@b.test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    given = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=site, env=given, capture_output=True, text=True, check=True
        ).stdout

    site.mkdir()
    git("init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    git("clone", "--quiet", str(bare), ".")
    for name in ("half.md", "staged.md"):
        (site / name).write_text("first")
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    git("push", "--quiet", "origin", "HEAD:main")
    git("checkout", "--quiet", "-B", "main", "--track", "origin/main")
    (site / "half.md").write_text("half")
    (site / "staged.md").write_text("staged")
    git("add", "staged.md")
    (site / "newsgen.urls").write_text("/a/ = a\n")

    ran(recipe("keep-addresses"), site, host, **names, GIT_CONFIG_GLOBAL=os.devnull)

    assert git("show", "--format=", "--name-only", "origin/main").split() == ["newsgen.urls"]
    assert git("status", "--short", "--", "half.md", "staged.md").split() != []
    assert (site / "half.md").read_text() == "half"
