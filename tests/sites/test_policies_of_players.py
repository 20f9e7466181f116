"""The policy of a page names the hosts that its own players ask, `_headers` those of all pages that there are."""

from pathlib import Path

import pytest

from tests.sites.built import CONFIG, article, built, published, site
from tests.sites.test_embeds import header, policy
from tests.walk.sites import cold, tree

FILM = "https://youtu.be/tPEE9ZwTmy0"
PLAYERS = """\
<audio controls src="https://radio.example/a.mp3"></audio>

<video controls><source src="https://films.example:8443/a.mp4"></video>

<video controls src="http://insecure.example/a.mp4"></video>

<video controls src="https://self;script-src/a.mp4"></video>
"""
FILES = {
    "plain.md": article("Plain"),
    "sound.md": article("Sound", "![Sound](https://files.example/a.mp3)"),
    "html.md": article("Html", PLAYERS),
    "talk.md": article("Talk", more='audio: {url: "https://cdn.example/talk.mp3", duration: 90, length: 900}\n'),
}


def media(output: Path, name: str) -> str:
    return policy(output, f"/2026/05/{name}/")["media-src"]


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_a_page_plays_what_stands_in_it_and_nothing_else(tmp_path: Path, engine: str) -> None:
    """The host of a recording may lead on to others, which count as well: any host then."""
    published(site(tmp_path, FILES, f"{CONFIG}markdown: {{engine: {engine}}}\n"))
    output = tmp_path / "output"

    assert [media(output, name) for name in ("plain", "sound", "talk")] == [
        "'self'",
        "'self' https://files.example",
        "'self' https:",
    ]
    assert media(output, "html") == "'self' https://films.example:8443 https://radio.example"
    assert set(header(output)["media-src"].split()) >= {"'self'", "https:"}


def test_where_writers_write_any_html_their_players_may_ask_anybody(tmp_path: Path) -> None:
    published(site(tmp_path, FILES, f"{CONFIG}markdown: {{html: allow}}\n"))

    assert media(tmp_path / "output", "plain") == "'self' https:"


def test_recordings_for_subscribers_open_nothing(tmp_path: Path) -> None:
    more = 'access: subscribers\naudio: {url: "https://cdn.example/talk.mp3", duration: 90, length: 900}\n'
    text = '<!--more-->\n<audio controls src="https://radio.example/a.mp3"></audio>\n'
    files = {"closed.md": article("Closed", f"Open.\n\n{text}", more)}
    published(site(tmp_path, files, f"{CONFIG}subscribers: {{text: Read on, url: https://paper.example/}}\n"))

    assert media(tmp_path / "output", "closed") == header(tmp_path / "output")["media-src"] == "'self'"


def test_a_description_without_a_page_opens_nothing_until_it_has_one(tmp_path: Path) -> None:
    """The headers of every page named the host of a film that no page shows."""
    described = {
        "categories/news.md": f"---\ntitle: News\n---\n{FILM}\n",
        "series/rhine.md": "---\ntitle: Rhine\n---\nhttps://vimeo.com/76979871\n",
    }
    root = site(tmp_path, {"a.md": article("A"), **described})
    published(root)

    assert header(root / "output")["frame-src"] == "'none'"
    for more, hosts in (
        ("categories: [News]\n", "https://www.youtube-nocookie.com"),
        ("series: Rhine\n", "https://player.vimeo.com"),
    ):
        (root / "content/b.md").write_text(article("B", more=more), "utf-8")
        warm = built(root)
        assert header(root / "output")["frame-src"] == hosts
        assert (tree(root / "output"), warm.diagnostics, warm.exit_code) == cold(root)
    (root / "content/b.md").unlink()
    built(root)
    assert header(root / "output")["frame-src"] == "'none'"
