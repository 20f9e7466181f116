"""What lies in static/ by mistake, as in the copied root of an old web server, is told and not published."""

from pathlib import Path

import pytest

from tests.sites.built import CONFIG, article, codes, outputs, published, written

PRIVATE = (
    *("wp-config.php", "wp-config.php.bak", "old/WP-CONFIG-sample.php", "dump.sql", "backup/site.sql.gz", "id_rsa"),
    *(
        "keys/site.pem",
        "site.key",
        "keys.kdbx",
        "htpasswd",
        "secrets.yml",
        "wp-content/debug.log",
        "error_log",
        "news.db",
    ),
)
LEFT = ("index.html.bak", "logo.png.orig", "#notes.txt#", "Thumbs.db", "img/desktop.ini", "page.old", "copy.tmp")
PUBLIC = ("CNAME", "robots.txt", "id_rsa.pub", "keys/site.crt", "contact.php", "logo.png", "catalogue.js", "a.sql.html")


@pytest.mark.parametrize(("names", "code"), [(PRIVATE, "static-private"), (LEFT, "left-over")])
def test_it_is_told_and_not_published(tmp_path: Path, names: tuple[str, ...], code: str) -> None:
    """A static host shows the password of the data base to anybody who asks for it."""
    written(tmp_path, {"content/a.md": article(), **{f"static/{name}": b"\x89secret" for name in names}})

    result = published(tmp_path)

    assert {each.place.file for each in result.diagnostics if each.code == code} == {f"static/{name}" for name in names}
    assert {each.level for each in result.diagnostics} == {"warning"}
    assert not outputs(tmp_path) & {*names}


def test_all_else_is_published(tmp_path: Path) -> None:
    published(written(tmp_path, {"content/a.md": article(), **{f"static/{name}": b"public" for name in PUBLIC}}))

    assert {*PUBLIC} <= outputs(tmp_path)


def test_newsgen_yaml_allows_what_readers_shall_have(tmp_path: Path) -> None:
    files = {f"static/{name}": b"data" for name in ("open/votes.sql", "talk.key", "dump.sql")}
    config = f"{CONFIG}assets: {{allow: [open, '*.key']}}\n"

    result = published(written(tmp_path, {"newsgen.yaml": config, "content/a.md": article(), **files}))

    assert codes(result) == ["static-private"]
    assert outputs(tmp_path) & {"open/votes.sql", "talk.key", "dump.sql"} == {"open/votes.sql", "talk.key"}


def test_what_was_published_before_it_was_private_goes(tmp_path: Path) -> None:
    config = f"{CONFIG}assets: {{allow: ['*.sql']}}\n"
    published(written(tmp_path, {"newsgen.yaml": config, "content/a.md": article(), "static/dump.sql": b"data"}))
    published(written(tmp_path, {}))

    assert "dump.sql" not in outputs(tmp_path)
