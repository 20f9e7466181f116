"""The edits: what writers, editors, their programs and their machines do to a site between two builds."""

import contextlib
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

from newsgen.maintenance import listing
from newsgen.project import Options
from newsgen.walk.memory import Memory
from newsgen.why import why
from tests.laws.scene import Scene, removed, tree
from tests.laws.texts import ASKED, ASKED_OF_ARTICLES, BROKEN, CLOCK, DAYS, FILES, HEADS, TEXTS, VALUES, random_article
from tests.walk.sites import killed, started

Edit = Callable[[Scene, Random], None]

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
ASSETS = ("plan.csv", "cup.png", "bücher.png", "bu\u0308cher.png", "deep/plan.csv", "Cup.png", "a3/cup.png")
STATIC = (
    *("site.css", "Site.css", "logo.png", "cup.png", "new.js"),
    *("x/index.html", "robots.txt", "2026/05/a1/index.html"),
)
TEMPLATE_NAMES = sorted(name for name in FILES if name.startswith("templates/"))


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


def edit_template(scene: Scene, rng: Random) -> None:
    """A template asks something else, is broken, as it was, or gone."""
    name = rng.choice(TEMPLATE_NAMES)
    act = rng.randrange(12)
    if act == 0:
        removed(scene.root / name)
        return
    asked = (*ASKED, *ASKED_OF_ARTICLES) if name == "templates/article.html" else ASKED
    more = "" if act == 1 else rng.choice(BROKEN) if act == 2 else " ".join(rng.sample(asked, rng.randrange(1, 4)))
    text = str(FILES[name])
    scene.write(
        name,
        text.replace("{% endblock %}", f"{more}{{% endblock %}}")
        if "{% block main" in text and "extends" in text
        else text + more,
    )


def add_template(scene: Scene, rng: Random) -> None:
    name = f"templates/{rng.choice(('extra.html', 'other.html', 'none.html', 'fragments/mine.html'))}"
    if rng.random() < 0.3:
        removed(scene.root / name)
    else:
        scene.write(name, rng.choice(("more", "{{ article.title if article is defined }}", *ASKED)))


def set_key(scene: Scene, rng: Random) -> None:
    key = rng.choice(sorted(VALUES))
    value = rng.choice(VALUES[key])
    scene.settings.pop(key, None)
    if value is not None:
        scene.settings[key] = value
    scene.configure()


def spoil_config(scene: Scene, rng: Random) -> None:
    """newsgen.yaml is broken, a build fails over it, and it is mended."""
    scene.write("newsgen.yaml", rng.choice(("title: [", "titel: x\n", "", "page_size: 0\n")))
    scene.build()
    scene.configure()


def rename_content(scene: Scene, rng: Random) -> None:
    """The folder of the articles is called otherwise."""
    old, new = scene.content, rng.choice(("content", "texts"))
    if old != new and (scene.root / old).is_dir():
        (scene.root / old).rename(scene.root / new)
        scene.content = new
        scene.settings["content"] = new
        scene.configure()


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
        ),
        rng.randrange(3),
    )
    scene.write(
        path, "\n".join(("---", f"title: {rng.choice(('Ein Thema', 'Another'))}", *lines, "---", rng.choice(TEXTS), ""))
    )


def promise(scene: Scene, rng: Random) -> None:
    n = rng.randrange(1, 6)
    lines = (
        f"/old/ = a{n}",
        f"/2026/05/a{n}/ = a{n}",
        f"/was/ -> /2026/05/a{n}/",
        f"/2026/05/a{n}/ gone",
        "/doc/ -> /plan.csv",
        "broken",
    )
    if rng.random() < 0.3:
        removed(scene.root / "newsgen.urls")
    else:
        scene.write("newsgen.urls", "".join(f"{line}\n" for line in sorted(rng.sample(lines, rng.randrange(3)))))


def turn_clock(scene: Scene, rng: Random) -> None:
    """To some day, or to the very moment at which something ends or begins, a second before, or after."""
    if rng.random() < 0.4:
        scene.clock = CLOCK + timedelta(days=rng.randrange(-20, 20))
        return
    # Midnight in Berlin, noon in UTC, and two days after what was published then.
    days = [datetime(2026, 6, day, hour, tzinfo=UTC) for day in (1, 2, 3) for hour in (12, 22)]
    scene.clock = rng.choice(days) + timedelta(days=rng.choice((0, -2, 2)), seconds=rng.choice((-1, 0, 0, 1)))


def toggle(scene: Scene, rng: Random) -> None:
    """A switch of the command line."""
    name = rng.choice(("drafts", "future", "strict", "fingerprints"))
    scene.options[name] = not scene.options.get(name, name == "fingerprints")


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


def young(scene: Scene, rng: Random) -> None:
    """From now on files are as young as they are, or the reverse."""
    scene.ages = not scene.ages


def touch(scene: Scene, rng: Random) -> None:
    """A checkout or an editor writes files again, with the bytes that they had."""
    for path in scene.sources():
        if rng.random() < 0.5:
            path.write_bytes(path.read_bytes())


# How often each of them happens.
EDITS: tuple[tuple[Edit, int], ...] = (
    *((rewrite, 10), (write_many, 2), (add_line, 12), (edit_title, 4), (edit_date, 4), (edit_body, 5), (delete, 4)),
    *((move, 6), (swap_two, 2), (file_and_folder, 4), (rename_folder, 2), (remove_folder, 1), (change_asset, 6)),
    *((change_static, 4), (rename_asset, 3), (edit_template, 6), (add_template, 2), (set_key, 8), (spoil_config, 1)),
    *((rename_content, 1), (describe, 6), (promise, 3), (turn_clock, 10), (toggle, 3), (link, 2), (spoil_output, 3)),
    *((obstruct_output, 1), (keep_state, 2), (put_back, 2), (lose_cache, 1), (second_site, 2), (serve, 3)),
    *((build_beside, 2), (build_over_budget, 1), (look, 1), (fail_once, 2), (young, 1), (touch, 1)),
)
