"""What those who run a site change: templates, newsgen.yaml, promised addresses, switches, the clock."""

from datetime import UTC, datetime, timedelta
from random import Random

from tests.laws.scene import Scene, removed
from tests.laws.texts import ASKED, ASKED_OF_ARTICLES, BROKEN, CLOCK, FILES, VALUES

TEMPLATE_NAMES = sorted(name for name in FILES if name.startswith("templates/"))


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
