"""What befalls what builds made and remember: outputs are spoiled, caches are lost, or come back from a backup."""

import contextlib
import shutil
from random import Random

from tests.laws.scene import Scene, removed, tree


def spoil_output(scene: Scene, rng: Random) -> None:
    """Outputs are edited by hand, removed, or replaced by links."""
    scene.spoiled()
    found = sorted(path for path in scene.output.rglob("*") if path.is_file() and not path.is_symlink())
    for path in rng.sample(found, min(len(found), rng.randrange(1, 4))):
        act = rng.randrange(4)
        data = path.read_bytes()
        path.unlink()
        if act == 0:
            path.write_text("spoiled")
        elif act == 1:
            path.write_bytes(bytes(reversed(data)))
        elif act == 2:
            other = scene.root.parent / "elsewhere"
            other.write_bytes(data)
            path.symlink_to(other)
    if rng.random() < 0.1:
        shutil.rmtree(scene.output, ignore_errors=True)


def obstruct_output(scene: Scene, rng: Random) -> None:
    """A folder with somebody's file stands in the place of an output: that is an error, and the file stays."""
    scene.spoiled()
    found = sorted(path for path in scene.output.rglob("*") if path.is_file() and not path.is_symlink())
    if not found:
        return
    path = rng.choice(found)
    path.unlink()
    path.mkdir()
    (path / "mine").write_text("mine")
    before = tree(scene.output)
    result = scene.build()

    if result.exit_code:
        assert tree(scene.output) == before
    assert (path / "mine").read_text() == "mine"
    scene.spoiled()
    shutil.rmtree(path)
    # What was pruned or not about a file of somebody else's is no matter here.
    with contextlib.suppress(OSError):
        for folder in path.relative_to(scene.output).parents:
            (scene.output / folder).rmdir()


def keep_state(scene: Scene, rng: Random) -> None:
    """What builds remember and what they made is put aside, as for a cache of a CI or a backup."""
    scene.close()
    kept = scene.root.parent / "kept"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    for name in (".newsgen", "output"):
        if (scene.root / name).exists():
            shutil.copytree(scene.root / name, kept / name, symlinks=True)


def put_back(scene: Scene, rng: Random) -> None:
    """An older cache comes back, or an older output, or both. What only one of them knows is for `--adopt`."""
    kept = scene.root.parent / "kept"
    if not (kept / ".newsgen").is_dir() or scene.output.name != "output":
        return
    scene.close()
    removed(scene.root / "output2")
    names = rng.choice(((".newsgen", "output"), (".newsgen",), ("output",)))
    for name in names:
        removed(scene.root / name)
        if (kept / name).is_dir():
            shutil.copytree(kept / name, scene.root / name, symlinks=True)
    scene.adopts = len(names) == 1


def lose_cache(scene: Scene, rng: Random) -> None:
    scene.close()
    removed(scene.root / ".newsgen")
    removed(scene.root / "output2")
    scene.adopts = True


def young(scene: Scene, rng: Random) -> None:
    """From now on files are as young as they are, or the reverse."""
    scene.ages = not scene.ages
