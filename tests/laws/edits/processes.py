"""What other builds and processes do between two builds of a site."""

import contextlib
import subprocess
from datetime import timedelta
from random import Random

from newsgen.maintenance import listing
from newsgen.project import Options
from newsgen.walk.memory import Memory
from newsgen.why import why
from tests.laws.scene import Scene, removed, tree
from tests.walk.sites import killed, started


def second_site(scene: Scene, rng: Random) -> None:
    """Another configuration of the same sources is built into a folder of its own."""
    settings = {**scene.settings, "output": "output2", "language": "en", "base_url": "https://second.example"}
    scene.settings, own = settings, scene.settings
    scene.configure()
    (scene.root / "newsgen.yaml").rename(scene.root / "second.yaml")
    scene.settings = own
    scene.configure()
    memory, scene.memory = scene.memory, None
    scene.check(config_file="second.yaml", output_name="output2")
    scene.memory = memory


def serve(scene: Scene, rng: Random) -> None:
    """A process begins to build again and again, or ends."""
    if scene.memory is None:
        scene.memory = Memory()
        scene.seen = {}
    else:
        scene.close()


def build_beside(scene: Scene, rng: Random) -> None:
    """The command line builds, maybe another moment or drafts, while another process remembers."""
    memory, scene.memory = scene.memory, None
    clock, options = scene.clock, scene.options
    scene.clock += timedelta(days=rng.choice((0, 0, 3, -3)))
    scene.options = {**options, "drafts": rng.random() < 0.3}
    scene.build(use_cache=rng.random() < 0.8)
    scene.memory, scene.clock, scene.options = memory, clock, options


def build_over_budget(scene: Scene, rng: Random) -> None:
    before = tree(scene.output)

    if scene.build(budget=0).exit_code:
        assert tree(scene.output) == before


def look(scene: Scene, rng: Random) -> None:
    """Commands that only read."""
    with contextlib.suppress(Exception):
        listing(Options(scene.root, at=scene.clock))
        why(Options(scene.root, at=scene.clock), "/")


def fail_once(scene: Scene, rng: Random) -> None:
    """A mistake is made, a build fails over it, and it is mended."""
    name = rng.choice((f"{scene.content}/bad.md", "templates/home.html", f"{scene.content}/a1.md"))
    path = scene.root / name
    old = path.read_bytes() if path.is_file() else None
    scene.write(name, "---\ntitle: x\ndate: tomorow\n---\n" if name.endswith(".md") else "{{ oops }}")
    scene.build()
    removed(path)
    if old is not None:
        path.write_bytes(old)


def kill(scene: Scene, rng: Random) -> None:
    """A build of the command line is killed at any moment."""
    scene.spoiled()
    process = started(scene.root, scene.clock)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(rng.randrange(100, 600) / 1000)
    killed(process)
