"""What befalls files beside texts: pictures and documents, static files, links to elsewhere."""

import unicodedata
from io import BytesIO
from random import Random

from PIL import Image

from tests.laws.scene import Scene, removed

ASSETS = ("plan.csv", "cup.png", "bücher.png", "bu\u0308cher.png", "deep/plan.csv", "Cup.png", "a3/cup.png")

STATIC = (
    *("site.css", "Site.css", "logo.png", "cup.png", "new.js"),
    *("x/index.html", "robots.txt", "2026/05/a1/index.html"),
)


def picture(rng: Random) -> bytes:
    """A small one, one that copies are made of, or a broken one."""
    data = BytesIO()
    Image.new("RGB", (rng.choice((40, 800, 820)), 40), rng.choice(("red", "blue"))).save(data, "PNG")
    return data.getvalue()[: rng.choice((None, None, None, 60))]


def change_asset(scene: Scene, rng: Random) -> None:
    """A file beside articles comes, changes, goes, or becomes a folder."""
    name = f"{scene.content}/{rng.choice(ASSETS)}"
    path = scene.root / name
    act = rng.randrange(5)
    if act == 0:
        removed(path)
    elif act == 1:
        scene.write(f"{name}/inside.txt", "inside")
    else:
        scene.write(name, picture(rng) if name.endswith("png") else rng.choice(("A plan", "B plan", "Another plan")))


def change_static(scene: Scene, rng: Random) -> None:
    name = f"static/{rng.choice(STATIC)}"
    act = rng.randrange(5)
    if act == 0:
        removed(scene.root / name)
    elif act == 1 and not name.endswith(".html"):
        scene.write(f"{name}/inside.css", "a { }")
    else:
        scene.write(name, picture(rng) if name.endswith("png") else rng.choice(("a { }", "b { }", "User-agent: *")))


def rename_asset(scene: Scene, rng: Random) -> None:
    """A file is spelled otherwise: in another case, or composed otherwise, as another system writes it."""
    folder = rng.choice((scene.root / scene.content, scene.root / "static"))
    found = [
        path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".md" and not path.is_symlink()
    ]
    if found:
        path = rng.choice(found)
        name = rng.choice((path.name.swapcase(), *(unicodedata.normalize(form, path.name) for form in ("NFC", "NFD"))))
        path.rename(path.with_name(name))


def link(scene: Scene, rng: Random) -> None:
    """A symbolic link comes or goes: to a file, a folder, itself, nothing, or out of the site."""
    (scene.root.parent / "outside").mkdir(exist_ok=True)
    (scene.root.parent / "outside" / "o.md").write_text("---\ntitle: Out\ndate: 2026-05-01\n---\nOut.\n")
    path = scene.root / rng.choice(
        (
            f"{scene.content}/l.md",
            f"{scene.content}/linked",
            "static/linked",
            f"{scene.content}/cup.png",
            "templates/extra.html",
        )
    )
    removed(path)
    targets = (
        "a1.md",
        "deep",
        ".",
        "nothing",
        "../../outside",
        "../../outside/o.md",
        f"../{scene.content}/plan.csv",
        "site.css",
    )
    if rng.random() < 0.7 and path.parent.is_dir():
        path.symlink_to(rng.choice(targets))
