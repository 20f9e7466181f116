"""What of content/ is not fit to be published: said in every build, cold or warm, and never in output/."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.build import Options, build, built_again
from newsgen.walk.memory import Memory
from tests.walk.sites import CLOCK, CONFIG, article, cold, small_site, tree, warm, written

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">{}</svg>'
RUNS = DRAWING.format("\n<script/>")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_site(tmp_path / "site")
    # So that files are public whoever refers to them.
    shown = "".join(f"[{name}]({name}) " for name in ("a.svg", "a.pdf", "b/a.txt"))
    written(root / "content", {"z.md": article("Z", "2026-05-09", f"{shown}![a](a.png)\n")})
    written(root / "content", {"a.svg": DRAWING.format(""), "a.pdf": "%PDF-", "b/a.txt": "x"})
    (root / "content/a.png").write_bytes((Path(__file__).parents[2] / "static/icon-192.png").read_bytes())
    assert warm(root).diagnostics == ()
    return root


EDITS: Mapping[str, tuple[Mapping[str, str | None], list[str]]] = {
    "a drawing that runs": ({"a.svg": RUNS}, ["svg-active"]),
    "a page as a PDF": ({"a.pdf": "<html>"}, ["asset-active"]),
    "a picture that is none": ({"a.png": "x"}, ["picture-damaged"]),
    "a source of another system": ({"b.rst": "DRAFT"}, ["source-foreign"]),
    "a left-over": ({"a1.md.orig": "DRAFT"}, ["left-over"]),
    "an unknown type": ({"b.xyz": "x"}, ["asset-unknown"]),
    "orders for hosts": ({"_headers": "/*", "functions/x.js": "x"}, ["asset-active", "asset-active"]),
    "two kinds": ({"b.rst": "x", "a.png": "x"}, ["picture-damaged", "source-foreign"]),
    "a draft in capitals": ({"NOTES.MD": "---\ntitle: N\ndate: 2026-05-01\ndraft: true\n---\nDRAFT\n"}, []),
}


@pytest.mark.parametrize("edit", EDITS)
def test_warm_says_what_cold_says(root: Path, edit: str) -> None:
    """Also when nothing has changed since, when another article has, and when it is mended."""
    files, codes = EDITS[edit]
    before = {name: (root / "content" / name).read_bytes() for name in files if (root / "content" / name).exists()}
    good = tree(root / "output")
    written(root / "content", {name: text for name, text in files.items() if text is not None})

    made, diagnostics, exit_code = cold(root)
    for again in (False, False, True):
        if again:
            written(root / "content", {"a1.md": article("Another", "2026-05-01", "Text.")})
            made, diagnostics, exit_code = cold(root)
        result = warm(root)
        assert (result.diagnostics, result.exit_code) == (diagnostics, exit_code)
        assert sorted(each.code for each in diagnostics) == codes
        assert tree(root / "output") == (made if exit_code == 0 else good)
        assert not any(b"DRAFT" in data for data in tree(root / "output").values())
    for name in files:
        (root / "content" / name).unlink()
        if name in before:
            (root / "content" / name).write_bytes(before[name])
    assert warm(root).diagnostics == ()
    assert tree(root / "output") == cold(root)[0]


def test_a_drawing_of_the_maintainer_may_run(root: Path) -> None:
    """static/ is code, as templates are."""
    written(root / "static", {"own.svg": RUNS, "b.html": "<script>1</script>", "_redirects": "/a /b", "c.xyz": "x"})

    result = warm(root)

    assert result.diagnostics == ()
    assert {"own.svg", "b.html", "_redirects", "c.xyz"} <= tree(root / "output").keys()


def test_a_file_that_stays_does_not_slow_a_build_with_nothing_to_do(root: Path) -> None:
    """One left-over among a hundred thousand articles, and every build would plan them all again."""
    written(root / "content", {"a1.md.orig": "x", "b.rst": "x"})
    assert warm(root).exit_code == 0

    with closing(Memory()) as memory:
        result = built_again(Options(root, at=CLOCK, jobs=1), memory)
        assert memory.site is None

    assert [each.code for each in result.diagnostics] == ["left-over", "source-foreign"]
    assert build(Options(root, at=CLOCK, jobs=1, strict=True)).exit_code == 1


@pytest.mark.parametrize(
    ("head", "code", "level"),
    [
        ("url: /old.php\n", "url-unsafe", "error"),
        ("url: /INDEX.ASPX\n", "url-unsafe", "error"),
        ("url: /_headers\n", "url-unsafe", "error"),
        ("url: /functions/x/\n", "url-unsafe", "error"),
        ("url: /.well-known/x/\n", "url-unsafe", "error"),
        ("url: /x.php/y.html\n", "url-unsafe", "error"),
        ("url: /robots.txt\n", "url-unsafe", "error"),
        ("url: /sitemap.xml\n", "url-unsafe", "error"),
        ("url: /a/cup.xml\n", "url-unsafe", "error"),
        ("redirect_to: other/\n", "url-unsafe", "error"),
        ("redirect_to: example.org/cup\n", "url-unsafe", "error"),
        ("redirect_to: '?p=20'\n", "url-unsafe", "error"),
        ("url: /site.js\n", "url-unsafe", "error"),
        ("permalink: /x.phtml\n", "url-unsafe", "error"),
        ("slug: x.php\n", "url-unsafe", "error"),
        ("aliases: [/old.php]\n", "alias-run", "warning"),
        ("aliases: [/_redirects, /web.config]\n", "alias-run", "warning"),
    ],
)
def test_no_address_is_one_that_hosts_run_or_obey(root: Path, head: str, code: str, level: str) -> None:
    """A writer gives addresses, and the host is not the writers'."""
    written(root / "content", {"new.md": article("New", "2026-05-08", "Text.", head)})

    result = warm(root)

    assert {(each.code, each.level, each.place.file) for each in result.diagnostics} == {
        (code, level, "content/new.md")
    }
    assert all(each.place.line == 4 and each.hint for each in result.diagnostics)
    assert result.diagnostics == cold(root)[1]
    assert not {"old.php", "_redirects", "web.config"} & tree(root / "output").keys()


@pytest.mark.parametrize(
    "head", ["url: /2026/cup.html\n", "url: /old.htm\n", "slug: node.js\n", "url: /a/functions/\n"]
)
def test_addresses_of_pages_stay(root: Path, head: str) -> None:
    """Old ones end so, and their links are all over the web."""
    written(root / "content", {"new.md": article("New", "2026-05-08", "Text.", head)})

    assert warm(root).diagnostics == ()


def test_a_host_leads_on_what_it_would_run(root: Path) -> None:
    """A site that moves in from PHP keeps its old addresses."""
    written(root, {"newsgen.yaml": f"{CONFIG}redirects: {{hosts: [netlify, apache]}}\n"})
    written(root / "content", {"new.md": article("New", "2026-05-08", "Text.", "aliases: [/old.php, /old/]\n")})

    result = warm(root)

    made = tree(root / "output")
    assert result.diagnostics == ()
    assert "old.php" not in made
    assert "old/index.html" in made
    assert b"/old.php /2026/05/new/ 301!" in made["_redirects"]
    assert rb'"^old\.php$" "/2026/05/new/"' in made[".htaccess"]


def test_an_address_that_a_pattern_makes_of_an_id_is_an_error_at_its_article(root: Path) -> None:
    """What a pattern itself says is an error of newsgen.yaml."""
    article = "---\ntitle: A\ndate: 2026-05-01\nid: php\n---\nText.\n"
    written(root, {"newsgen.yaml": f"{CONFIG}permalinks: {{article: '/{{slug}}.{{id}}'}}\n", "content/run.md": article})

    (found,) = (each for each in warm(root).diagnostics if each.place.file == "content/run.md")

    assert found.code == "url-unsafe"
    assert "permalinks" in found.hint
