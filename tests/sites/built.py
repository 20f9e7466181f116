"""Small sites, written by each test and built whole, and what their pages and feeds say."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree, html

from newsgen.build import Options, Result, build

CLOCK = datetime(2026, 6, 1, 12, tzinfo=UTC)

CONFIG = """\
title: Gazette
base_url: https://example.org
language: en
timezone: Europe/London
"""

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"

Files = Mapping[str, str | bytes]


def article(title: str = "Title", text: str = "Body text.", more: str = "", date: str = "2026-05-01 10:00") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\n{text}\n"


def site(root: Path, content: Files, config: str = CONFIG) -> Path:
    """A folder with a configuration and these files below content/."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "newsgen.yaml").write_text(config, "utf-8")
    (root / "content").mkdir(exist_ok=True)
    for name, data in content.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return root


def written(root: Path, files: Files) -> Path:
    """A folder with these files, by their paths in it; newsgen.yaml is CONFIG's where it is not among them."""
    for name, data in {"newsgen.yaml": CONFIG, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return root


def built(root: Path, clock: datetime = CLOCK, **options: object) -> Result:
    return build(Options(root, at=clock, jobs=1, **options))  # type: ignore[arg-type]  # Options' own fields


def published(root: Path, clock: datetime = CLOCK, **options: object) -> Result:
    """The result of a build without errors."""
    result = built(root, clock, **options)
    assert result.exit_code == 0, result.diagnostics
    return result


def outputs(root: Path) -> set[str]:
    """The path of every file that readers can fetch."""
    folder = root / "output"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def codes(result: Result) -> list[str]:
    return [each.code for each in result.diagnostics]


def output(root: Path, content: Files, config: str = CONFIG) -> Path:
    """The output folder of a site that has no errors."""
    published(site(root, content, config))
    return root / "output"


def refused(root: Path, content: Files, config: str = CONFIG) -> list[tuple[str, str, int]]:
    """Code, file and line of what is wrong with a site, of which nothing is published."""
    result = built(site(root, content, config))
    assert result.exit_code == 1
    assert not list((root / "output").rglob("*"))
    return [(each.code, each.place.file, each.place.line) for each in result.diagnostics]


def page(output: Path, url: str) -> html.HtmlElement:
    return html.fromstring((output / url.strip("/") / "index.html").read_bytes())


def pages(output: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Each page with its path."""
    for path in sorted(output.rglob("*.html")):
        if "fragments" not in path.parts:
            yield path.relative_to(output).as_posix(), html.fromstring(path.read_bytes())


def full_texts(output: Path) -> dict[str, list[html.HtmlElement]]:
    """What each feed at the root has of the articles' texts, by the feed's name."""
    rss = [each.text for each in xml(output / "feed.xml").iter(CONTENT)]
    atom = [each.text for each in xml(output / "atom.xml").iter(f"{ATOM}content")]
    items = [each["content_html"] for each in json.loads((output / "feed.json").read_bytes())["items"]]
    texts = {"feed.xml": rss, "atom.xml": atom, "feed.json": items}
    return {name: [html.fragment_fromstring(text, "div") for text in found] for name, found in texts.items()}


def xml(path: Path) -> etree._Element:
    """The root of a file, read as strictly as readers' programs do."""
    return etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
