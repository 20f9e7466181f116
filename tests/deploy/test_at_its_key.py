"""What is wrong with a key below `deploy` is told where that key stands, not at the beginning of the place."""

from pathlib import Path

import pytest

from newsgen.config_file import load
from tests.deploy import servers
from tests.deploy.paper import PAPER, built, deployed, paper

# Where `>` stands is where the mistake is to be told; it is no part of the text.
WRONG = [
    "deploy:\n  target: rclone\n  keep_assets: 3\n  to: >paper\n",
    "deploy:\n  target: rsync\n  keep_assets: 3\n  to: >-x\n",
    "deploy:\n  target: git\n  to: origin\n  branch: >a..b\n",
    "deploy:\n  target: >git\n  to: origin\n",
    "deploy:\n  target: rsync\n  to: host:/www\n  branch: >pages\n",
    "deploy:\n  target: rsync\n  to: host:/www\n  history: >true\n",
    "deploy:\n  target: rsync\n  to: host:/www\n  run: >[a, b]\n",
    "deploy:\n  target: >command\n  max_delete: 3\n",
    "deploy:\n  target: command\n  run: [a]\n  to: >there\n",
    "deploy:\n  target: rclone\n  to: a:b\n  after:\n    - ./tell\n    - >a && b\n",
    "deploy:\n  target: rclone\n  to: a:b\n  after: [./tell, >'x | y']\n",
    "deploy:\n  target: rclone\n  max_delete: 3\n  to: >':sftp,pass=geheim:www'\n",
    "deploy:\n  target: rclone\n  to: a:b\n  after: [./tell, >'./x --token=geheim']\n",
    "deploy:\n  target: command\n  run: [a, >'--token=geheim']\n",
    "deploy:\n  live: {target: rclone, to: 'a:b'}\n  test: {target: rclone, to: >b}\n",
    "deploy:\n  live: {target: rclone, to: 'a:b'}\n  >a b: {target: rclone, to: 'a:b'}\n",
    "deploy:\n  target: rclone\n  to: a:b\n  max_delete: >300\n",
    "deploy:\n  target: rclone\n  to: a:b\n  >max_delet: 30\n",
]


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_is_told_at_its_key(text: str) -> None:
    before = text[: text.index(">")].split("\n")

    _, found = load(text.replace(">", "", 1), "newsgen.yaml")

    assert [(each.place.line, each.place.column) for each in found] == [(len(before), len(before[-1]) + 1)], found


def test_what_a_deploy_asks_is_told_at_its_key(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    servers.rclone()
    root = paper(tmp_path_factory, tmp_path / "paper", "../www")
    deployed(root)
    place = "deploy:\n  target: rclone\n  to: ../www\n  max_delete: 0\n  after:\n    - 'true'\n    - ./none\n"
    (root / "newsgen.yaml").write_text(PAPER.replace("https://paper.news", "https://www.example.org") + place)
    for file in (root / "content/2026").glob("a0*.md"):
        file.unlink()
    built(root)

    outcome = deployed(root, is_dry=True)

    lines = (root / "newsgen.yaml").read_text().splitlines()
    found = {each.text.partition(" ")[0]: lines[(each.place.line or 0) - 1] for each in outcome.diagnostics}
    assert found["base_url"].startswith("base_url:")
    assert "  max_delete: 0" in found.values()
    assert found["after:"] == "    - ./none"
