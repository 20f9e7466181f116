"""What is saved is built, whatever it is and however it is saved, and the preview goes on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.serve.running import Running, replaced, running, site
from tests.walk.sites import article, written


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path)


@pytest.fixture
def watched(root: Path) -> Iterator[Running]:
    """For what does not depend on how a change is noticed."""
    with running(root) as server:
        yield server


@pytest.fixture(params=[(), ("--poll",)], ids=["watched", "polled"])
def server(root: Path, request: pytest.FixtureRequest) -> Iterator[Running]:
    with running(root, *request.param) as server:
        yield server


def test_an_edited_text_is_served_and_told(root: Path, server: Running) -> None:
    with server.events() as events:
        first = next(events)
        replaced(root / "content/2026/rat.md", article("Der Rat tagt", "2026-05-02", "Ganz anders."))
        then = next(events)

    assert "Ganz anders." in server.get("/2026/05/rat/").text
    assert "/2026/05/rat/" in then["changed"]
    assert "/robots.txt" not in then["changed"]
    assert then["version"] != first["version"]
    assert f'data-version="{then["version"]}"' in server.get("/2026/05/rat/").text


def test_articles_come_move_and_go(root: Path, server: Running) -> None:
    with server.events() as events:
        next(events)
        written(root, {"content/neu/ordner/neu.md": article("Neu", "2026-05-04", "Text.")})
        assert "/2026/05/neu/" in next(events)["changed"]
        (root / "content/neu/ordner/neu.md").rename(root / "content/neu/ordner/anders.md")
        assert "/2026/05/anders/" in next(events)["changed"]
        assert server.get("/2026/05/neu/").status == 404
        (root / "content/neu/ordner/anders.md").unlink()
        next(events)

    assert server.get("/2026/05/anders/").status == 404


def test_an_article_in_error_is_told_and_the_last_good_page_stays(root: Path, watched: Running) -> None:
    with watched.events() as events:
        next(events)
        replaced(root / "content/2026/rat.md", article("Der Rat tagt", "vorgestern", "Neu."))
        broken = next(events)
        assert "Noch ein Text." in watched.get("/2026/05/rat/").text
        replaced(root / "content/2026/rat.md", article("Der Rat tagt", "2026-05-02", "Neu."))
        mended = next(events)

    assert 'content/2026/rat.md:3:7: error[date-unreadable]: "vorgestern" is not a date' in broken["problems"]
    assert "hint: " in broken["problems"]
    assert mended["problems"] == ""
    assert "<p>Neu.</p>" in watched.get("/2026/05/rat/").text


def test_a_broken_template_is_told(root: Path, watched: Running) -> None:
    with watched.events() as events:
        next(events)
        written(root, {"templates/article.html": "{% if %}"})
        # What the system tells late of the files that the site began with may come before.
        problems = next(filter(None, (event["problems"] for event in events)))
        assert "templates/article.html:1" in problems
        written(root, {"templates/article.html": "{{ artcle.title }}"})
        assert "artcle" in next(events)["problems"]
        written(root, {"templates/article.html": "only {{ article.title }}"})
        assert next(events)["problems"] == ""

    assert watched.get("/2026/05/rat/").text.startswith("only Der Rat tagt")


def test_a_broken_configuration_comes_back(root: Path, watched: Running) -> None:
    text = (root / "newsgen.yaml").read_text()
    with watched.events() as events:
        next(events)
        replaced(root / "newsgen.yaml", "title: [")
        assert "newsgen.yaml:2:1: error" in next(events)["problems"]
        (root / "newsgen.yaml").unlink()
        assert "newsgen.yaml: error[config-missing]" in next(events)["problems"]
        (root / "newsgen.yaml").write_text(text.replace("Vorschau", "Anderer Titel"))
        assert next(events)["problems"] == ""

    assert "Anderer Titel" in watched.get("/").text


def test_other_folders_named_in_the_configuration_are_watched(root: Path, server: Running) -> None:
    written(root, {"texte/eins.md": article("Eins", "2026-05-02", "Text.")})
    with server.events() as events:
        next(events)
        replaced(root / "newsgen.yaml", (root / "newsgen.yaml").read_text() + "content: texte\n")
        next(events)
        replaced(root / "texte/eins.md", article("Eins", "2026-05-02", "Bewacht."))
        next(events)

    assert "Bewacht." in server.get("/2026/05/eins/").text


def test_a_folder_that_is_taken_away_and_put_back_is_watched_again(root: Path, server: Running) -> None:
    with server.events() as events:
        next(events)
        (root / "content").rename(root / "away")
        # A build that was at work when the folder went says so in other words first.
        assert any("content-missing" in event["problems"] for event in events)
        assert "Noch ein Text." in server.get("/2026/05/rat/").text
        (root / "away").rename(root / "content")
        assert any(event["problems"] == "" for event in events)
        replaced(root / "content/2026/rat.md", article("Der Rat tagt", "2026-05-02", "Wieder da."))
        next(events)

    assert "Wieder da." in server.get("/2026/05/rat/").text


def test_five_hundred_files_at_once_are_all_there(root: Path, server: Running) -> None:
    names = [f"n{number:03}" for number in range(500)]
    with server.events() as events:
        next(events)
        written(root, {f"content/viele/{name}.md": article(name, "2026-05-04", "Text.") for name in names})
        told = 0
        missing = {f"/2026/05/{name}/" for name in names}
        while missing:
            missing -= set(next(events)["changed"])
            told += 1

    assert told <= 3
    assert all(server.get(f"/2026/05/{name}/").status == 200 for name in names[::50])


@pytest.mark.parametrize("folder", [".newsgen", ".newsgen/preview"])
def test_a_preview_that_was_removed_is_made_again(tmp_path: Path, folder: str) -> None:
    root = site(tmp_path)
    with running(root) as server, server.events() as events:
        next(events)
        replaced(root / "content/2026/rat.md", article("Der Rat tagt", "2026-05-02", "Vorher."))
        next(events)
        # In one step, for a build that another word of the first save has begun would put files into it meanwhile.
        (root / folder).rename(tmp_path / "removed")
        replaced(root / "content/2026/rat.md", article("Der Rat tagt", "2026-05-02", "Nachher."))

        while "Nachher." not in server.get("/2026/05/rat/").text or server.get("/").status != 200:
            next(events)

        assert server.get("/").status == 200


def test_a_style_sheet_changes_no_page(root: Path, watched: Running) -> None:
    with watched.events() as events:
        next(events)
        written(root, {"static/css/newsgen.css": "body { color: red }"})
        changed = next(events)["changed"]

    assert changed == ["/css/newsgen.css"]
    assert watched.get("/css/newsgen.css").text == "body { color: red }"


def test_a_site_that_was_never_good_is_shown_once_it_is(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "content/2026/rat.md").write_text("---\ntitle: [\n---\n")
    with running(root) as server, server.events() as events:
        first = next(events)
        assert server.get("/").status == 503
        assert "_newsgen/preview.js" in server.get("/").text
        replaced(root / "content/2026/rat.md", (root / "content/2026/bruecke.md").read_text())
        then = next(events)

        assert "content/2026/rat.md:" in first["problems"]
        assert then["problems"] == ""
        assert server.get("/").status == 200


def test_what_the_clock_brings_is_shown_without_a_save(root: Path) -> None:
    """An article expires while somebody looks at it."""
    until = datetime.now(UTC) + timedelta(seconds=4)
    expires = f"expires: {until.isoformat(timespec='seconds')}\n"
    written(root, {"content/2026/kurz.md": article("Nur kurz", "2026-05-04", "Text.", expires)})
    with running(root) as server, server.events() as events:
        next(events)
        then = next(events)

        assert "/2026/05/kurz/" in then["changed"]
        assert server.get("/2026/05/kurz/").status == 404
