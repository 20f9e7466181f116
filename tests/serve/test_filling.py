"""What a preview serves is what a build writes, whatever `placement` says, though its own files have gaps."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from newsgen.build import Options, build
from tests.serve.running import Running, replaced, running, site
from tests.walk.sites import article, written

SCRIPT = re.compile(rb'<script src="/_newsgen/preview\.js" [^>]*></script>')
INCLUDE = re.compile(rb'<!--#include virtual="/([^"]+)" -->\n?|<esi:include src="/([^"]+)"/>\n?')
OLD = "/2025/01/alt-0/"
NEWEST = "content/2026/rat.md"


def archive(root: Path, config: str) -> Path:
    """More articles than a sidebar shows, and with `auto` than it lets hold one, in two languages."""
    site(root)
    (root / "newsgen.yaml").write_text((root / "newsgen.yaml").read_text("utf-8") + config, "utf-8")
    n_old = 60 if "auto" in config else 12
    old = {f"content/alt-{n}.md": article(f"Alt {n}", f"2025-01-{n % 28 + 1:02}", f"Text {n}.") for n in range(n_old)}
    other = {"content/old.md": article("An old one", "2025-02-01", "In English.", "lang: en\n")}
    written(root, {**old, **other, "static/fremd.html": "<p>Fremd\r\n"})
    return root


def built(root: Path, server: Running, output: Path) -> dict[str, bytes]:
    """What `newsgen build` writes for the preview's address, path by path."""
    result = build(Options(root, output=str(output), origin=server.address, fingerprints=False, jobs=1))
    assert result.exit_code == 0
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}


def hosted(body: bytes, files: dict[str, bytes]) -> bytes:
    """What a host with server-side or edge-side includes makes of it."""

    def included(found: re.Match[bytes]) -> bytes:
        end = b"\n" if found[0].endswith(b"\n") else b""
        return files[(found[1] or found[2]).decode()] + end

    return INCLUDE.sub(included, body)


def served(server: Running, path: str) -> bytes:
    return SCRIPT.sub(b"", server.get(quote(f"/{path}")).body)


def differing(server: Running, files: dict[str, bytes]) -> list[str]:
    return [path for path, body in files.items() if served(server, path) != hosted(body, files)]


def wait_for(server: Running, events: Iterator[dict[str, Any]], path: str, text: str) -> dict[str, Any]:
    """The event after which a page holds a text."""
    event: dict[str, Any] = {}
    while text not in server.get(path).text:
        event = next(events)
    return event


def recent(server: Running, path: str) -> str:
    return server.get(path).text.partition('<aside class="recent"')[2].partition("</aside>")[0]


@pytest.mark.parametrize(
    "config",
    [
        *(f"placement: {each}\n" for each in ("inline", "auto", "client", "ssi", "esi")),
        "placement: inline\nrecent_posts: {count: 3, exclude_current: true}\n",
    ],
)
def test_each_file_is_served_as_it_is_built_after_any_edits(tmp_path: Path, config: str) -> None:
    root = archive(tmp_path / "site", config)
    with running(root) as server, server.events() as events:
        next(events)
        assert differing(server, built(root, server, tmp_path / "output")) == []
        replaced(root / NEWEST, article("Der Rat tagt nicht", "2026-05-02", "Doch."))
        written(root, {"content/neu.md": article("Ganz neu", "2026-05-09", "Neu.")})
        (root / "content/2026/bruecke.md").unlink()
        written(
            root, {"templates/fragments/recent.html": "<ol>{% for each in articles %}{{ each.title }}{% endfor %}</ol>"}
        )
        written(root, {"content/zuletzt.md": article("Zuletzt", "2026-05-10", "Zuletzt.")})
        # The last of all edits is seen on its own page, and in the list, with the fragment's new template.
        wait_for(server, events, "/2026/05/zuletzt/", "Zuletzt")
        is_held = "inline" in config or "auto" in config
        wait_for(server, events, "/404.html" if is_held else "/fragments/recent.html", "<ol>Zuletzt")

        assert differing(server, built(root, server, tmp_path / "output")) == []


@pytest.mark.parametrize("placement", ["inline", "auto"])
def test_a_new_headline_is_seen_beside_pages_that_are_not_made_again(tmp_path: Path, placement: str) -> None:
    root = archive(tmp_path, f"placement: {placement}\n")
    beside = OLD if placement == "inline" else "/2025/01/alt-27/"
    file = root / f".newsgen/preview{beside}index.html"
    with running(root) as server, server.events() as events:
        next(events)
        before = file.stat()
        replaced(root / NEWEST, article("Der Rat geht", "2026-05-02", "Noch ein Text."))
        event = wait_for(server, events, beside, "Der Rat geht")

        assert "Der Rat geht" in recent(server, beside)
        assert event["filled"]
        assert "/2026/05/rat/" in event["changed"]
        assert beside not in event["changed"]
        assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_page_says_that_it_was_filled_so_that_it_reloads_when_that_changes(tmp_path: Path) -> None:
    with running(archive(tmp_path, "placement: inline\n")) as server:
        assert 'data-filled="yes"' in server.get(OLD).text
        assert b"data-filled" not in server.get("/fremd.html").body


def test_a_fragment_that_changes_alone_is_told(tmp_path: Path) -> None:
    root = archive(tmp_path, "placement: inline\n")
    with running(root) as server, server.events() as events:
        first = next(events)
        written(root, {"templates/fragments/recent.html": "<p>Nichts Neues</p>"})
        event = wait_for(server, events, OLD, "Nichts Neues")

        # Beside lists that repeat its headlines it is a part of the page.
        assert event["filled"]
        assert OLD not in event["changed"]
        assert event["version"] != first["version"]


def test_a_fragment_in_error_is_told_and_the_last_good_one_stays(tmp_path: Path) -> None:
    root = archive(tmp_path, "placement: inline\n")
    with running(root) as server, server.events() as events:
        next(events)
        written(root, {"templates/fragments/recent.html": "{{ articles.title }}"})
        broken = next(event for event in events if event["problems"])
        assert "Der Rat tagt" in recent(server, OLD)
        written(root, {"templates/fragments/recent.html": "<p>Wieder gut</p>"})
        wait_for(server, events, OLD, "Wieder gut")

    assert "templates/fragments/recent.html:1" in broken["problems"]
    assert "while making" in broken["problems"]


@pytest.mark.parametrize(
    "wrong", [{"content/falsch.md": "---\ntitle: [\n---\n"}, {"newsgen.yaml": "title: ["}], ids=["source", "settings"]
)
def test_a_preview_that_begins_with_an_error_shows_the_last_good_pages_whole(
    tmp_path: Path, wrong: dict[str, str]
) -> None:
    root = archive(tmp_path, "placement: inline\n")
    with running(root) as server:
        before = recent(server, OLD)
        server.interrupted()
    written(root, wrong)

    with running(root) as server:
        assert "Der Rat tagt" in before
        assert recent(server, OLD) == before
        assert 'rel="stylesheet"' in server.get(OLD).text


def test_a_preview_with_nothing_to_build_is_whole(tmp_path: Path) -> None:
    root = archive(tmp_path, "placement: inline\n")
    with running(root) as server:
        before, port = recent(server, OLD), server.address.rpartition(":")[2]
        server.interrupted()

    with running(root, "--port", port) as server:
        assert recent(server, OLD) == before
        assert 'data-source="content/alt-0.md"' in server.get(OLD).text


def test_what_is_not_there_has_a_filled_page(tmp_path: Path) -> None:
    with running(archive(tmp_path, "placement: inline\n")) as server:
        answer = server.get("/nirgends/")

    assert answer.status == 404
    assert "Der Rat tagt" in answer.text
    assert "\0" not in answer.text


def test_the_length_and_the_tag_of_a_page_are_those_of_the_filled_one(tmp_path: Path) -> None:
    root = archive(tmp_path, "placement: inline\n")
    with running(root) as server, server.events() as events:
        next(events)
        whole, head = server.get(OLD), server.get(OLD, method="HEAD")
        assert server.get(OLD, {"If-None-Match": whole.headers["ETag"]}).status == 304
        replaced(root / NEWEST, article("Der Rat geht", "2026-05-02", "Noch ein Text."))
        wait_for(server, events, OLD, "Der Rat geht")

        assert int(head.headers["Content-Length"]) == len(whole.body)
        assert server.get(OLD, {"If-None-Match": whole.headers["ETag"]}).status == 200


def test_pages_under_other_names_than_html_have_no_gaps(tmp_path: Path) -> None:
    """The server fills pages; all else it sends as it is."""
    root = archive(tmp_path, "placement: inline\npermalinks: {article: '/{slug}.htm'}\n")
    with running(root) as server:
        assert "Der Rat tagt" in server.get("/alt-0.htm").text
        assert differing(server, built(root, server, tmp_path / "out")) == []


# Templates that do more with a fragment than show it, each by its name.
LOOKING = {
    "kept": '{% set list %}{% include "partials/recent-list.html" %}{% endset %}{{ list|length }}{{ list }}',
    "measured": '{{ site.fragment("recent", lang)|length }}{{ site.fragment("recent", lang)|safe }}',
    "asked": '{% if "geht" in site.fragment("recent", lang) %}geht{% endif %}{{ site.fragment("recent", lang)|safe }}',
    "shouted": '{% filter upper %}{{ site.fragment("recent", lang)|safe }}{% endfilter %}',
    "called": "{% macro box() %}{{ caller()|upper }}{% endmacro %}"
    '{% call box() %}{{ site.fragment("recent", lang)|safe }}{% endcall %}',
    "named": '{% set name = "partials/recent-list.html" %}{% set all %}{% include name %}{% endset %}{{ all|length }}',
    "cut": '{{ (site.fragment("recent", lang)|safe)[:20] }}',
    "own": '{% set site = {"fragment": site.fragment} %}{{ site.fragment("recent", lang)|safe }}',
    "unescaped": '{% autoescape false %}{{ site.fragment("recent", lang)|safe }}{% endautoescape %}',
    "looped": '{% for n in range(2) %}{{ site.fragment("recent", lang=lang)|safe }}{% endfor %}',
    "chosen": '{{ site.fragment("recent", lang)|safe if article.title else "" }}',
    "without": '{{ site.fragment("recent", lang, exclude=article)|safe }}',
}


def test_templates_that_look_at_fragments_see_what_a_build_sees(tmp_path: Path) -> None:
    root = archive(tmp_path / "site", "placement: inline\n")
    frame = '{{% extends "article.html" %}}{{% block aside %}}{}{{% endblock %}}'
    written(root, {f"templates/{name}.html": frame.format(text) for name, text in LOOKING.items()})
    above = '{% extends "looped.html" %}{% block aside %}{{ super()|upper }}{% endblock %}'
    written(root, {"templates/above.html": above})
    pages = {
        f"content/{name}.md": article(name, "2024-01-01", "x", f"template: {name}\n") for name in [*LOOKING, "above"]
    }
    written(root, pages)
    with running(root) as server, server.events() as events:
        next(events)
        assert differing(server, built(root, server, tmp_path / "output")) == []
        replaced(root / NEWEST, article("Der Rat geht weit fort", "2026-05-02", "Noch ein Text."))
        wait_for(server, events, OLD, "Der Rat geht weit fort")

        assert differing(server, built(root, server, tmp_path / "then")) == []
