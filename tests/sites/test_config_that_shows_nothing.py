"""What newsgen.yaml names and nobody would see: pictures that are none, days to come, hosts that are none."""

from pathlib import Path

import pytest

from tests.sites.built import CONFIG, Files, article, built, published, written

ROOT = b'<svg xmlns="http://www.w3.org/2000/svg">'


def told(root: Path, config: str = "", files: Files | None = None) -> list[tuple[str, str]]:
    found = built(written(root, {"content/a.md": article("A"), "newsgen.yaml": CONFIG + config, **(files or {})}))
    return [(each.code, str(each.place.file)) for each in found.diagnostics]


@pytest.mark.parametrize(
    ("name", "data"), [("l.svg", b""), ("l.svg", b"drawing"), ("l.svg", ROOT + b"<path>"), ("l.png", b"x")]
)
def test_a_logo_that_nobody_can_see_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    assert told(tmp_path, f"theme: {{logo: {name}}}\n", {f"static/{name}": data}) == [
        ("picture-damaged", "newsgen.yaml")
    ]


def test_a_drawing_of_the_maintainers_may_do_what_it_does(tmp_path: Path) -> None:
    script = ROOT + b"<script>1</script></svg>"

    assert told(tmp_path, "theme: {logo: l.svg}\n", {"static/l.svg": script}) == []


@pytest.mark.parametrize(
    "path",
    [
        "static/og-default.png",
        "static/og-sponsored.png",
        "static/og-cards/town.png",
        "static/img/a.png",
        "static/b.webp",
    ],
)
def test_a_picture_that_nobody_can_see_is_told(tmp_path: Path, path: str) -> None:
    assert told(tmp_path, "", {path: b""}) == [("picture-damaged", path)]


@pytest.mark.parametrize(
    ("day", "codes"), [("2027", 1), ("2026-07", 1), ("2026-06-02", 1), ("2026-06-01", 0), ("2026", 0)]
)
def test_a_day_to_come_names_nobodys_domain(tmp_path: Path, day: str, codes: int) -> None:
    assert told(tmp_path, f"tag_date: '{day}'\n") == [("tag-date-coming", "newsgen.yaml")] * codes


@pytest.mark.parametrize("host", ["x..example", ".example", f"{'x' * 64}.example"])
def test_a_host_that_cannot_be_one_is_no_address_of_a_site(tmp_path: Path, host: str) -> None:
    config = CONFIG.replace("example.org", host)

    result = built(written(tmp_path, {"content/a.md": article("A"), "newsgen.yaml": config}))

    assert result.exit_code == 2


@pytest.mark.parametrize("source", ["5", "true"])
def test_a_number_is_no_source_of_a_policy(tmp_path: Path, source: str) -> None:
    config = f"{CONFIG}csp: {{script-src: [{source}]}}\n"

    (found,) = built(written(tmp_path, {"content/a.md": article("A"), "newsgen.yaml": config})).diagnostics

    assert f'"{source}" is no source' in found.text


def test_a_map_in_a_policy_is_told_without_the_words_of_a_decoder(tmp_path: Path) -> None:
    config = f"{CONFIG}csp: {{script-src: {{a: b}}}}\n"

    (found,) = built(written(tmp_path, {"content/a.md": article("A"), "newsgen.yaml": config})).diagnostics

    assert "$" not in found.text


@pytest.mark.parametrize(("config", "codes"), [("", ["picture-insecure"]), ("csp: {img-src: ['http:']}\n", [])])
def test_pictures_by_http_are_shown_on_no_site_whose_policy_has_https_alone(
    tmp_path: Path, config: str, codes: list[str]
) -> None:
    config = CONFIG.replace("https:", "http:") + config
    text = "![x](http://pictures.example/x.png)"

    result = published(written(tmp_path, {"content/a.md": article("A", text), "newsgen.yaml": config}))

    assert [each.code for each in result.diagnostics] == codes
    assert all("policy" in each.text and "img-src" in each.hint for each in result.diagnostics)


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_a_lost_address_is_shown_as_it_is_written(tmp_path: Path, engine: str) -> None:
    files = {
        "content/a.md": article("A", "[x](</Ä B/>) [y](/%C3%A4/)"),
        "newsgen.yaml": f"{CONFIG}markdown: {{engine: {engine}}}\n",
    }

    found = published(written(tmp_path, files)).diagnostics

    assert [each.text.split('"')[1] for each in found] == ["/Ä B/", "/%C3%A4/"]


@pytest.mark.parametrize(
    ("authors", "n_told"), [("Ada Lind, dpa", 0), ("Ada Lind, AFP, Reuters", 0), ("Ada Lind, treasurer", 1)]
)
def test_an_agency_behind_a_name_is_one_more_author(tmp_path: Path, authors: str, n_told: int) -> None:
    result = published(written(tmp_path, {"content/a.md": article("A", more=f"author: {authors}\n")}))

    assert [each.code for each in result.diagnostics] == ["authors-unsure"] * n_told
