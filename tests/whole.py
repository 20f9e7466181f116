"""Whole sites of different kinds, which validators read beside the sample site: begun, abroad, generated."""

from pathlib import Path

from bench import corpus
from click.testing import CliRunner

from newsgen.build import Options, build
from newsgen.cli import cli
from tests.kinds.making import PNG, article, site_folder
from tests.sample import CLOCK

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><rect width="400" height="100" fill="teal"/></svg>'

ABROAD_CONFIG = """\
title: Zeitung für München & Umland
subtitle: Nachrichten „von hier“
base_url: https://zeitung-für-münchen.example
language: de
timezone: Europe/Berlin
publisher: {name: Süd Verlag GmbH, url: https://verlag.example/, logo: marke.svg}
theme: {accent: oklch(0.55 0.2 250), logo: marke.svg, logo_dark: /static/dunkel.svg}
csp: {script-src: [https://stats.example], connect-src: [https://stats.example]}
feeds: {term_formats: [rss, atom, json]}
markdown: {engine: commonmark}
menu: [{title: Stadt, url: /category/stadt/}, {title: Draußen, url: https://draußen.example/ä}]
"""
_MORE = "categories: [Stadt, 東京]\ntags: [Größe, C++]\nauthors: [Zoë Müller]\nseries: Serie\ntoc: true\n"
ABROAD = {
    "a.md": article(
        "Über „Brücken“",
        "2026-11-22 10:00",
        "## Teil\n\n- [x] Fertig\n- [ ] Offen\n\n![Brücke](bild.png) [b](b.md)[^1]\n\n[^1]: Note.",
        f"translation_key: k\nimage: https://bilder.example/Brücke 1.jpg\n{_MORE}",
    ),
    "ar.md": article("جسر", "2026-11-21", "نص.\n\n## جزء\n\nنص.", f"lang: ar\ntranslation_key: k\n{_MORE}"),
    "sv.md": article("Bron", "2026-11-20", "Text.", f"lang: sv\nupdated: 2026-11-21\ntype: sponsored\n{_MORE}"),
    "b.md": article(
        "Bild", "2026-11-19", "Text.", f"image: zeichnung.svg\ncorrections: [{{date: 2026-11-20, text: x}}]\n{_MORE}"
    ),
    "c.md": article("Klein", "2026-11-18", "Text.", "image: bild.png\naliases: [/alt/größe/]\nbyline: Von uns\n"),
    "pages/über.md": "---\ntitle: Über uns\nimage: ../bild.png\n---\nWir.\n",
}


def begun(root: Path) -> Path:
    """What `newsgen init` writes, for whoever begins."""
    done = CliRunner().invoke(cli, ["init", str(root)], env={"SOURCE_DATE_EPOCH": str(int(CLOCK.timestamp()) - 3600)})
    assert done.exit_code == 0, done.output
    return built(root)


def abroad(root: Path) -> Path:
    """A site at a domain with umlauts, with texts in several languages and scripts."""
    site_folder(root, ABROAD, ABROAD_CONFIG)
    for name in ("bild.png", "zeichnung.svg"):
        (root / "content" / name).write_bytes(PNG if name.endswith("png") else SVG.encode())
    (root / "static").mkdir()
    for name in ("marke.svg", "dunkel.svg"):
        (root / "static" / name).write_text(SVG, "utf-8")
    return built(root)


def generated(root: Path) -> Path:
    """300 articles over twenty years, as the benchmark has them."""
    corpus.write(root, 300, n_words=60)
    return built(root)


def built(root: Path) -> Path:
    result = build(Options(root, at=CLOCK, jobs=1))
    assert result.exit_code == 0, result.diagnostics
    return root / "output"
