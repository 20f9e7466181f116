"""What is not public stands nowhere in output/: no name, no word, no picture, in no page, feed or sitemap.

Everything that belongs to a hidden source is marked with one word, down to the bytes of its files. That word must be in
no path and in no byte of what readers can fetch, whatever was public before.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.pictured import xmp
from tests.sites.built import CONFIG, published, written

SECRET, OPEN, QUIET = "geheimnis", "freigabe", "randnotiz"

# What makes a source hidden: lines of its head, or the folder it stands in.
HIDDEN = {
    "draft": "draft: true",
    "status": "status: draft",
    "private": "status: private",
    "future": "publish_at: 2026-06-02",
    "embargo": "embargo: 2026-06-02 06:00",
    "expired": "expires: 2026-05-20",
    "published": "published: false",
    "skipped": "status: trash",
    "render": "build: {render: never}",
    "unpublished": "unpublished: true",
    "public-false": "public: false",
    "headless": "headless: true",
    "embargo-alone": "embargo: 2099-01-01",
    "password": "password: open sesame",
}
# "closed": for subscribers, so that its head and beginning are public, and the rest is not.
STATES = ("public", "unlisted", "closed", *HIDDEN)
# Where a source may stand, and what it is there.
FOLDERS = ("", "2026/05/", "bundle", "pages/", "categories/", "tags/", "authors/")


class Source(Struct, frozen=True):
    """One source of a site: a number that names it, where it stands, and whether it is public."""

    number: int
    folder: str
    state: str

    @property
    def word(self) -> str:
        kind = OPEN if self.state in {"public", "closed"} else QUIET if self.state == "unlisted" else SECRET
        return f"{kind}{self.number}"

    @property
    def is_closed(self) -> bool:
        """Whether it has a part that is hidden: the description of a term is for everyone or for nobody."""
        return self.state == "closed" and self.folder not in {"categories/", "tags/", "authors/"}

    @property
    def path(self) -> str:
        return f"2026/{self.word}/index" if self.folder == "bundle" else f"{self.folder}{self.word}"


def files_of(source: Source) -> dict[str, str | bytes]:
    """The source's file and every file that belongs to it."""
    word, beside = source.word, f"content/{source.path}".rpartition("/")[0]
    state = {"unlisted": "unlisted: true", **HIDDEN}.get(
        source.state, "access: subscribers" if source.is_closed else ""
    )
    rest = f"{SECRET}{source.number}" if source.is_closed else word
    terms = f"categories: [Alle, {word}-rubrik]\ntags: [{word}-wort]\nauthors: [{word} Autor]\nseries: {word}-reihe"
    head = f"""\
title: {word} Titel
date: 2026-05-{source.number % 27 + 1:02d} 10:00
kicker: {word} Dach
dek: {word} Unterzeile
teaser: {word} Anriss
description: {word} Beschreibung
image: {{src: {word}-lead.png, alt: {word} alt, caption: {word} Bild, credit: {word} Foto}}
audio: {rest}-ton.mp3
gallery: [{word}-galerie.png, {{file: {word}-plan.pdf}}]
aliases: [/alt/{word}/]
featured: true
location: {word} Ort
updated: 2026-05-29
changes: {word} ergänzt
corrections: [{{date: 2026-05-28, text: {word} berichtigt}}]
source: {word} Agentur
sources: [{{title: {rest} Quelle, url: {rest}-quelle.pdf}}, {rest} Gespräch]
menu: main
{terms}
{state}
"""
    end = "<!--more-->\n\n" if source.is_closed else ""
    body = (
        f"{word} Anfang ![{word}]({word}-bild.png) [{word}]({word}-blatt.pdf)[^1] [{word}][2]\n\n{end}"
        f"## {rest} Kapitel\n\n"
        f'<video src="{rest}-film.mp4" poster="{rest}-poster.png" controls></video> ![{rest}]({rest}-skizze.png)\n\n'
        f"[^1]: {rest} Note.\n\n[2]: {rest}-akte.pdf '{rest}'\n"
    )
    shown = ("lead.png", "galerie.png", "bild.png", "plan.pdf", "blatt.pdf")
    names = [f"{word}-{name}" for name in shown]
    theirs = ("poster.png", "skizze.png", "ton.mp3", "film.mp4", "akte.pdf", "quelle.pdf")
    names += [f"{rest}-{name}" for name in theirs]
    files: dict[str, str | bytes] = {f"content/{source.path}.md": f"---\n{head}---\n\n{body}"}
    return files | {f"{beside}/{name}": _file(name, source.number) for name in names}


def _file(name: str, number: int) -> bytes:
    return picture(name.partition("-")[0], number) if name.endswith(".png") else name.encode()


@cache
def picture(word: str, number: int) -> bytes:
    """A picture large enough for copies, with its word inside."""
    made = BytesIO()
    marked = PngInfo()
    marked.add_text("Comment", word)
    marked.add_itxt("XML:com.adobe.xmp", xmp(f'photoshop:Credit="{word}"').decode())
    Image.new("RGB", (810, 460), (number % 256, 40, 90)).save(made, "PNG", pnginfo=marked, compress_level=1)
    return made.getvalue()


def site(root: Path, sources: Iterable[Source]) -> Path:
    written(
        root,
        {
            "newsgen.yaml": CONFIG.replace("language: en", "language: de")
            + "feeds: {size: 50}\nassets: {also: ['**']}\nsubscribers: {text: Mehr, url: 'https://abo.example/'}\n"
        },
    )
    for source in sources:
        written(root, {"newsgen.yaml": (root / "newsgen.yaml").read_text(), **files_of(source)})
    return root


def small(root: Path) -> dict[str, bytes]:
    """All outputs by their paths, in small letters."""
    files = sorted(path for path in (root / "output").rglob("*") if path.is_file())
    return {path.relative_to(root / "output").as_posix(): path.read_bytes().lower() for path in files}


def holding(outputs: Mapping[str, bytes], word: str) -> list[str]:
    """The outputs whose path or bytes hold a word, in small letters or others."""
    return [name for name, data in outputs.items() if word in name.lower() or word.encode() in data]


def check(root: Path, sources: Sequence[Source]) -> None:
    outputs = small(root)
    assert holding(outputs, SECRET) == []
    for source in sources:
        found = holding(outputs, source.word)
        if source.state in {"public", "closed"} and source.folder not in {"categories/", "tags/", "authors/"}:
            assert len(found) > 5, source
        if source.state == "unlisted":
            own = [name for name in found if is_own(name, source)]
            assert found == own, source


def is_own(name: str, source: Source) -> bool:
    """Whether an output is an unlisted source's own page, one of its files or their copies, or an old address of it."""
    return source.word in name or name in {"_redirects", "redirects.map"}


def test_every_kind_of_source_public_and_hidden(tmp_path: Path) -> None:
    pairs = [(folder, state) for folder in FOLDERS for state in STATES]
    sources = [Source(100 + number, *pair) for number, pair in enumerate(pairs)]

    published(site(tmp_path, sources))

    check(tmp_path, sources)


@pytest.mark.parametrize("placement", ["inline", "ssi"])
def test_what_becomes_hidden_goes_everywhere(tmp_path: Path, placement: str) -> None:
    """Each source was published once; then it is hidden in one of all the ways, and its name goes with it."""
    before = [Source(100 + number, folder, "public") for number, folder in enumerate(FOLDERS * 2)]
    config = {"newsgen.yaml": (site(tmp_path, before) / "newsgen.yaml").read_text() + f"placement: {placement}\n"}
    written(tmp_path, config)
    published(tmp_path)
    after = [Source(each.number, each.folder, state) for each, state in zip(before, [*HIDDEN, *HIDDEN], strict=False)]
    for was, now in zip(before, after, strict=True):
        for name in files_of(was):
            (tmp_path / name).unlink()
        written(tmp_path, {**config, **files_of(now)})

    published(tmp_path)

    check(tmp_path, after)
    assert holding(small(tmp_path), OPEN) == []


SOURCES = st.lists(st.tuples(st.sampled_from(FOLDERS), st.sampled_from(STATES)), min_size=1, max_size=8).map(
    lambda pairs: [Source(100 + number, *pair) for number, pair in enumerate(pairs)]
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=SOURCES, second=SOURCES)
def test_any_mixture_after_any_other(first: list[Source], second: list[Source]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        published(site(root, first))
        check(root, first)
        for source in first:
            for name in files_of(source):
                (root / name).unlink()
        published(site(root, second))
        check(root, second)
