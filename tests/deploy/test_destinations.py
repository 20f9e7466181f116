"""What newsgen.yaml says of places, and what it must not say there."""

import pytest

from newsgen.config import Destination
from newsgen.config_file import load
from newsgen.diagnostics import described

LIVE = Destination(target="rclone", to="paper:bucket")


def said(text: str) -> str:
    config, diagnostics = load(text, "newsgen.yaml")
    assert config is None
    return "\n".join(map(described, diagnostics))


def test_one_place_has_no_name_and_several_have_theirs() -> None:
    one, _ = load("deploy: {target: rclone, to: 'paper:bucket'}", "newsgen.yaml")
    two, _ = load(
        "deploy:\n  live: {target: rclone, to: 'paper:bucket'}\n  test: {target: git, to: origin, branch: pages}\n",
        "newsgen.yaml",
    )

    assert one is not None
    assert two is not None
    assert one.deploy == {"": LIVE}
    assert two.deploy == {"live": LIVE, "test": Destination(target="git", to="origin", branch="pages")}
    assert two.places["deploy.test"].line == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("deploy: {to: x}", "deploy has no target"),
        ("deploy: rclone", "write deploy: {target: …}"),
        ("deploy: {live: {target: rcloen, to: x}}", "known here: rclone, rsync, git, command"),
        ("deploy: {target: rclone}", "write to: paper:bucket/path"),
        ("deploy: {target: rclone, to: paper}", "write paper: for a remote of rclone's, ./paper for a folder"),
        ("deploy: {target: rclone, to: -x}", '"-x" would be a flag'),
        ("deploy: {target: git, to: origin}", "no branch is named"),
        ("deploy: {target: git, to: origin, branch: 'a b'}", '"a b" is no branch'),
        ("deploy: {target: git, to: origin, branch: -f}", '"-f" is no branch'),
        ("deploy: {target: rclone, to: x, branch: pages}", "rclone knows no branch"),
        ("deploy: {target: rclone, to: x, run: [a]}", "rclone has no run:"),
        ("deploy: {target: command}", "write run: [wrangler, pages, deploy, output]"),
        ("deploy: {target: command, run: [a], to: x}", "a command has no to:"),
        ("deploy: {../x: {target: rclone, to: x}}", '"../x" is no name for a place'),
        ("deploy: {target: rclone, to: x, keep_asset: 3}", 'did you mean "keep_assets"?'),
        ("deploy: {target: rclone, to: x, max_delete: 101}", "newsgen.yaml:1:45"),
        ("deploy: {target: rclone, to: x, keep_assets: -1}", "newsgen.yaml:1:46"),
        ("deploy: [a]", "must be a mapping"),
    ],
)
def test_mistakes_have_a_hint_and_a_place(text: str, found: str) -> None:
    assert found in said(text)
    assert "newsgen.yaml:1:" in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "deploy: {target: git, to: 'https://paper:hunter22@git.example/pages', branch: pages}",
        "deploy: {target: git, to: 'https://:hunter22@git.example/pages', branch: pages}",
        "deploy: {target: rclone, to: ':s3,access_key_id=AK,secret_access_key=hunter22:bucket'}",
        "deploy: {target: rclone, to: ':sftp,host=a,pass=hunter22:x'}",
        "deploy: {target: command, run: [upload, '--token=hunter22']}",
        "deploy: {target: rclone, to: x, after: ['https://api:hunter22@cdn.example/']}",
        "deploy: {target: rclone, to: x, after: [[curl, -H, 'Authorization: Bearer hunter22']]}",
        "deploy: {target: rclone, to: x, password: hunter22}",
        "deploy: {target: rclone, to: x, secret_access_key: hunter22, max_delete: 200}",
        "deploy: {target: rclone, to: x, api-token: 'hunter22",
    ],
)
def test_a_password_is_refused_and_not_shown(text: str) -> None:
    """A mistake is shown with its line, in logs that more people read than newsgen.yaml."""
    assert "hunter22" not in said(text)


def test_it_says_where_a_password_belongs() -> None:
    text = said("deploy: {target: rclone, to: ':sftp,host=a,pass=hunter22:x'}")

    assert "looks like a password or a key" in text
    assert "keep it in the engine's own configuration, or in the environment" in text


@pytest.mark.parametrize(
    "to",
    [
        "paper:bucket/path",
        "/srv/www/paper",
        "user@host:/srv/www",
        "git@codeberg.org:paper/pages.git",
        "../www",
        "key/x",
    ],
)
def test_what_places_are_called_is_no_password(to: str) -> None:
    config, diagnostics = load(f"deploy: {{target: rclone, to: '{to}'}}", "newsgen.yaml")

    assert config is not None, diagnostics
