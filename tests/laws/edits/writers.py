"""What writers do to a site between two builds: they write and edit articles, pages and descriptions."""

from pathlib import Path
from random import Random

from tests.laws.scene import Scene, removed
from tests.laws.texts import DAYS, HEADS, TEXTS, random_article

NAMES = (
    "a1.md",
    "a2.md",
    "a3.md",
    "a4.md",
    "a5.md",
    "a6.md",
    "2026-05-22-a7.md",
    "deep/er/x.md",
    "ü.md",
    "a3/index.md",
)


def rewrite(scene: Scene, rng: Random) -> None:
    """An article is written or written anew."""
    name = rng.choice(NAMES)
    scene.write(f"{scene.content}/{name}", random_article(rng, f"New {name} {rng.randrange(100)}"))


def write_many(scene: Scene, rng: Random) -> None:
    for _ in range(rng.randrange(2, 8)):
        rewrite(scene, rng)


def chosen(scene: Scene, rng: Random) -> Path | None:
    sources = scene.sources()
    return rng.choice(sources) if sources else None


def add_line(scene: Scene, rng: Random) -> None:
    """A line is added to a head, or taken away again."""
    path = chosen(scene, rng)
    line = rng.choice(HEADS)
    if path is None:
        return
    text = path.read_text()
    text = text.replace(f"{line}\n", "") if f"\n{line}\n" in text else text.replace("---\n", f"---\n{line}\n", 1)
    path.write_text(text)


def edit_title(scene: Scene, rng: Random) -> None:
    path = chosen(scene, rng)
    if path is not None:
        lines = path.read_text().split("\n")
        lines = [
            f"title: {rng.choice(('One', 'Two <b>', 'Drei „x“'))}" if "title: " in line[:8] else line for line in lines
        ]
        path.write_text("\n".join(lines))


def edit_date(scene: Scene, rng: Random) -> None:
    path = chosen(scene, rng)
    if path is not None:
        lines = path.read_text().split("\n")
        path.write_text("\n".join(f"date: {rng.choice(DAYS)}" if line.startswith("date: ") else line for line in lines))


def edit_body(scene: Scene, rng: Random) -> None:
    path = chosen(scene, rng)
    if path is not None:
        path.write_text(f"{path.read_text()}\n{rng.choice(TEXTS)}\n")


def describe(scene: Scene, rng: Random) -> None:
    """A term is described, otherwise described, or no more."""
    name = rng.choice(
        ("categories/wasser.md", "categories/neu.md", "categories/strom.md", "authors/ada.md", "tags/t1.md")
    )
    path = f"{scene.content}/{name}"
    if rng.random() < 0.3:
        removed(scene.root / path)
        return
    lines = rng.sample(
        (
            "weight: 1",
            "draft: true",
            "publish_at: 2026-06-02",
            "expires: 2026-06-03",
            "noindex: true",
            "description: Of it",
            "aliases: [/old/]",
            "image: cup.png",
            "podcast: {cover: cup.png, category: News}",
            "also: [ADA, A. D. A.]",
            "also: [Bo]",
            "slug: strom",
        ),
        rng.randrange(3),
    )
    scene.write(
        path, "\n".join(("---", f"title: {rng.choice(('Ein Thema', 'Another'))}", *lines, "---", rng.choice(TEXTS), ""))
    )


def touch(scene: Scene, rng: Random) -> None:
    """A checkout or an editor writes files again, with the bytes that they had."""
    for path in scene.sources():
        if rng.random() < 0.5:
            path.write_bytes(path.read_bytes())
