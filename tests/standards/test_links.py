"""All links of all pages lead somewhere, with their anchors, as a link checker of others sees them: lychee."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsgen.build import Options, build
from tests.machine import LYCHEE, needed
from tests.publishing.sites import CLOCK, generated
from tests.sample import SITE
from tests.sites.built import CONFIG, Files, article, published, written

# What has no address that anybody could follow.
NO_PAGES = "^mailto:"


class Checked:
    """What the checker says of an output folder: how many links there are, and which of them lead nowhere."""

    def __init__(self, output: Path, base_url: str, folder: Path) -> None:
        """The files are put below the path of `base_url`, as a host has them; addresses with its host are theirs."""
        path = base_url.split("/", 3)[3] if base_url.count("/") > 2 else ""
        site = folder / "host" / path
        shutil.copytree(output, site)
        command = [
            *(needed(LYCHEE), "--offline", "--no-progress", "--include-fragments=anchor-only"),
            *("--index-files", "index.html", "--root-dir", str(folder / "host"), "--exclude", NO_PAGES),
            *("--remap", f"^{re.escape(base_url)}(/|$) file://{site}/", "--extensions", "html,xml,css"),
            *("--format", "json", "--no-ignore", str(folder / "host")),
        ]
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        assert done.returncode in {0, 2}, done.stderr
        found = json.loads(done.stdout)
        self.n_links: int = found["total"]
        self.dead = sorted(
            (Path(file).relative_to(folder / "host").as_posix(), each["url"].rpartition("/host/")[2])
            for file, errors in found["error_map"].items()
            for each in errors
        )


def test_of_the_sample_site(sample: Path, tmp_path: Path) -> None:
    checked = Checked(sample, SITE, tmp_path)

    assert checked.dead == []
    assert checked.n_links > 9_000


@pytest.mark.parametrize("lang", ["en", "de"])
def test_of_a_site_as_it_is_begun(tmp_path: Path, lang: str) -> None:
    subprocess.run([sys.executable, "-m", "newsgen", "init", "--lang", lang, str(tmp_path / "daily")], check=True)
    result = build(Options(tmp_path / "daily", jobs=1))
    assert result.exit_code == 0, result.diagnostics

    base_url = re.search(r"^base_url: (\S+)", (tmp_path / "daily/newsgen.yaml").read_text("utf-8"), re.MULTILINE)
    checked = Checked(tmp_path / "daily/output", base_url[1] if base_url else "http://localhost:8000", tmp_path)

    assert checked.dead == []
    assert checked.n_links > 100


def everything(engine: str, base_url: str) -> Files:
    """A site with a link of each kind, below whatever address it stands."""
    text = (
        "[root](/about/) [part](/about/#team) [file](b.md#größe) [own](#last) [top](#top) [note](#fn-1) "
        "[plan](plan.pdf) [rel](../b/) [rel](../../../about/#team) [alias](/old/) [source](/b.md) "
        "[list](/category/town/) [feed](/feed.xml) [not due](/2026/09/c/) [not due](c.md) ![root](/img/x.svg) "
        "<a name='anchor'></a> [anchor](#anchor) "
        "<img src='/img/x.svg' srcset='/img/x.svg 1x, /img/x.svg 2x' alt=''>[^1]\n\n"
        "## Last\n\n[^1]: A [note](/about/).\n"
    )
    menu = "menu: [{title: Town, url: /category/town/}, {title: About, url: /about/}]\n"
    return {
        "newsgen.yaml": CONFIG.replace("https://example.org", base_url) + menu + f"markdown: {{engine: {engine}}}\n",
        "content/a.md": article("A", text, "categories: [Town]\ntags: [x, y]\nauthors: [Ada]\ntoc: true\n"),
        "content/b.md": article("B", "## Größe {#größe}\n\n[a](/2026/05/a/#anchor)", "aliases: [/old/]\n"),
        "content/c.md": article("C", date="2026-09-01"),
        "content/plan.pdf": b"%PDF",
        "content/pages/about.md": "---\ntitle: About\nmenu: [main]\n---\n## Team\n\n[a](../a.md#last)\n",
        "content/categories/town.md": "---\ntitle: Town\n---\n[a](/2026/05/a/) [b](../b.md)\n",
        "static/img/x.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    }


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
@pytest.mark.parametrize("base_url", ["https://example.org", "https://example.org/news", "https://example.org/a/b-c"])
def test_of_a_site_below_a_path(tmp_path: Path, engine: str, base_url: str) -> None:
    """From the root, by file, as other systems have them, with parts; in texts, menus, terms and feeds."""
    root = written(tmp_path / "site", everything(engine, base_url))
    said = published(root).diagnostics

    checked = Checked(root / "output", base_url, tmp_path)

    assert {each.code for each in said if each.level != "notice"} == {"link-not-public"}
    assert checked.dead == []
    assert checked.n_links > 300


def test_of_a_site_with_an_umlaut_domain(tmp_path: Path) -> None:
    base_url = "https://xn--mller-kva.example"
    root = written(tmp_path / "site", everything("commonmark", base_url))
    published(root)

    assert Checked(root / "output", base_url, tmp_path).dead == []


def test_of_three_hundred_articles(tmp_path: Path) -> None:
    root = generated(tmp_path / "site", 300, "auto")
    assert build(Options(root, at=CLOCK, jobs=1)).exit_code == 0

    checked = Checked(root / "output", "https://example.org", tmp_path)

    assert checked.dead == []
    assert checked.n_links > 10_000


def test_the_checker_finds_what_newsgen_warns_of(tmp_path: Path) -> None:
    """Else its silence would say nothing; and both have the same opinion of each link. A lost picture is left out."""
    text = "[a](/nope/) [b](#nope) [c](b.md#nope) [d](/img/nope.png) [e](/2026/05/b/#nope) [f](b.md#yes)"
    files = {
        "content/a.md": article("A", text),
        "content/b.md": article("B", "## Yes"),
        "newsgen.yaml": f"{CONFIG}links: warn\n",
    }
    root = written(tmp_path / "site", files)
    said = [each for each in published(root).diagnostics if each.level == "warning"]

    checked = Checked(root / "output", "https://example.org", tmp_path)

    dead = {url.rpartition("2026/05/")[2] for file, url in checked.dead if file == "2026/05/a/index.html"}
    assert dead == {"nope", "a/index.html#nope", "b#nope"}
    assert [each.code for each in said] == [
        "link-broken",
        "part-missing",
        "part-missing",
        "image-missing",
        "part-missing",
    ]
