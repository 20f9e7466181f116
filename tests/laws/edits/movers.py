"""What writers and their programs do to files and folders of texts: they move, rename, swap and delete them."""

import os
import shutil
import unicodedata
from pathlib import Path
from random import Random

from tests.laws.edits.writers import chosen
from tests.laws.scene import Scene


def delete(scene: Scene, rng: Random) -> None:
    if (path := chosen(scene, rng)) is not None:
        path.unlink()


def move(scene: Scene, rng: Random) -> None:
    """An article gets another place, as another name, a page, or in another case or composition."""
    path = chosen(scene, rng)
    if path is None:
        return
    names = [path.name.upper().replace(".MD", ".md"), unicodedata.normalize("NFD", path.name), "m.md"]
    names += [unicodedata.normalize("NFC", path.name), f"2026-05-21-{path.name[-6:]}", f"{path.stem}.en.md"]
    folder = rng.choice(
        (path.parent, path.parent, *(scene.root / scene.content / each for each in ("", "2025", "pages", "_drafts")))
    )
    target = folder / rng.choice(names)
    folder.mkdir(parents=True, exist_ok=True)
    if not target.is_dir() and (not os.path.lexists(target) or rng.random() < 0.3):
        path.rename(target)


def swap_two(scene: Scene, rng: Random) -> None:
    """Two articles change their names, with the times that they had."""
    one, other = chosen(scene, rng), chosen(scene, rng)
    if one is not None and other is not None and one != other:
        aside = one.with_name("aside")
        one.rename(aside)
        other.rename(one)
        aside.rename(other)


def file_and_folder(scene: Scene, rng: Random) -> None:
    """article.md becomes article/index.md, or the reverse."""
    path = chosen(scene, rng)
    if path is None:
        return
    if path.name == "index.md":
        target = path.parent.with_name(f"{path.parent.name}.md")
        if not os.path.lexists(target) and path.parent != scene.root / scene.content:
            path.rename(target)
            if rng.random() < 0.5:
                shutil.rmtree(path.parent)
    elif not os.path.lexists(path.with_suffix("")):
        path.with_suffix("").mkdir()
        path.rename(path.with_suffix("") / "index.md")


def folders(scene: Scene) -> list[Path]:
    found = sorted((scene.root / scene.content).rglob("*"))
    return [path for path in found if path.is_dir() and not path.is_symlink()]


def rename_folder(scene: Scene, rng: Random) -> None:
    if found := folders(scene):
        path = rng.choice(found)
        target = path.with_name(rng.choice(("deep", "Deep", "2025", "pages", "categories", "_drafts", "tags")))
        if not os.path.lexists(target):
            path.rename(target)


def remove_folder(scene: Scene, rng: Random) -> None:
    if found := folders(scene):
        shutil.rmtree(rng.choice(found))


def rename_content(scene: Scene, rng: Random) -> None:
    """The folder of the articles is called otherwise."""
    old, new = scene.content, rng.choice(("content", "texts"))
    if old != new and (scene.root / old).is_dir():
        (scene.root / old).rename(scene.root / new)
        scene.content = new
        scene.settings["content"] = new
        scene.configure()
