"""The law of the house: a build after any edits gives the same bytes and diagnostics as a build from nothing."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PIL import Image

from tests.walk.sites import (
    CLOCK,
    CONFIG,
    TEMPLATES,
    article,
    cold,
    killed,
    small_site,
    started,
    tree,
    warm,
    written,
)

FLAGS = (
    *("draft: true", "unlisted: true", "featured: true", "weight: 3", "x: 1"),
    *("render: false", "password: x", "status: draft\nurl: ../x", "math: katex"),
)
PROMISES = ("/old/ = a{}\n", "/2026/05/a{0}/ = a{0}\n", "/was/ -> /2026/05/a{}/\n", "/2026/05/a{}/ gone\n", "")
NUMBERS = st.integers(1, 7)
EXAMPLES = int(os.environ.get("NEWSGEN_EXAMPLES", "8"))


class Edits(RuleBasedStateMachine):
    """Random edits of a small site; after each, warm output equals cold output."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="newsgen-test-"))
        self.root = small_site(self.folder / "site")
        self.clock = CLOCK
        self.published = tree(self.root / "output")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def _path(self, number: int) -> Path:
        return self.root / "content" / f"a{number}.md"

    def _edited(self, number: int, old: str, new: str) -> None:
        path = self._path(number)
        if path.exists():
            path.write_text(path.read_text().replace(old, new))

    @rule(number=NUMBERS, day=st.integers(1, 28), category=st.sampled_from(["Wasser", "Strom", "Neu"]))
    def add_or_rewrite(self, number: int, day: int, category: str) -> None:
        more = f"categories: [{category}]\ntags: [t{day % 3}]\nauthors: [Ada, Bo{day % 2}]\n"
        text = f"New text {day} with a [link](a{day % 7 + 1}.md)." if day % 5 == 0 else f"New text {day}."
        written(
            self.root / "content", {f"a{number}.md": article(f"New {number}.{day}", f"2026-05-{day:02d}", text, more)}
        )

    @rule(number=NUMBERS, title=st.sampled_from(["One", "Two <b>", "Drei „x“"]))
    def edit_title(self, number: int, title: str) -> None:
        path = self._path(number)
        if path.exists():
            lines = path.read_text().split("\n")
            lines[1] = f"title: {title}"
            path.write_text("\n".join(lines))

    @rule(number=NUMBERS)
    def edit_body(self, number: int) -> None:
        if self._path(number).exists():
            self._path(number).write_text(self._path(number).read_text() + "\nOne more paragraph.\n")

    @rule(number=NUMBERS, state=st.sampled_from(FLAGS))
    def flag(self, number: int, state: str) -> None:
        self._edited(number, "\nauthors:", f"\n{state}\nauthors:")

    @rule(number=NUMBERS)
    def unflag(self, number: int) -> None:
        for state in FLAGS:
            self._edited(number, f"\n{state}", "")

    @rule(number=NUMBERS, day=st.integers(1, 28))
    def schedule(self, number: int, day: int) -> None:
        self._edited(number, "\nauthors:", f"\nexpires: 2026-06-{day:02d}\nauthors:")

    @rule(number=NUMBERS)
    def delete(self, number: int) -> None:
        self._path(number).unlink(missing_ok=True)

    @rule(number=NUMBERS, folder=st.sampled_from(["2025", "pages", "deep/er"]))
    def move(self, number: int, folder: str) -> None:
        target = self.root / "content" / folder / f"m{number}.md"
        if self._path(number).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            self._path(number).rename(target)

    @rule(name=st.sampled_from(sorted(TEMPLATES)), text=st.sampled_from(["", " edited", "{{ oops }}", "{% if %}"]))
    def edit_template(self, name: str, text: str) -> None:
        written(self.root / "templates", {name: TEMPLATES[name] + text})

    @rule(line=st.sampled_from(["", "placement: inline", "placement: ssi", "description: other", "page_size: 2"]))
    def configure(self, line: str) -> None:
        key = line.partition(":")[0]
        kept = [each for each in CONFIG.splitlines() if not key or not each.startswith(f"{key}:")]
        written(self.root, {"newsgen.yaml": "\n".join([*kept, line, ""])})

    @rule(text=st.sampled_from(["a { }", "b { }"]))
    def edit_static(self, text: str) -> None:
        written(self.root / "static", {"site.css": text})

    @rule(
        name=st.sampled_from(["strom", "wasser", "neu"]),
        title=st.sampled_from(["Ein Thema", "Another"]),
        state=st.sampled_from(["weight: 1", "draft: true", "publish_at: 2026-06-05", "expires: 2026-06-05"]),
    )
    def describe(self, name: str, title: str, state: str) -> None:
        text = f"---\ntitle: {title}\n{state}\n---\nAbout {title}.\n"
        written(self.root / "content" / "categories", {f"{name}.md": text})

    @rule(number=NUMBERS, line=st.sampled_from(PROMISES))
    def promise(self, number: int, line: str) -> None:
        written(self.root, {"newsgen.urls": line.format(number)})

    @rule(number=NUMBERS, folder=st.sampled_from(["content", "static"]), width=st.sampled_from([0, 700, 800, 820]))
    def show_picture(self, number: int, folder: str, width: int) -> None:
        """A broken one where `width` is 0."""
        Image.new("RGB", (width or 800, 40)).save(file := self.root / folder / "cup.png")
        if not width:
            file.write_bytes(file.read_bytes()[:60])
        self._edited(number, "\nimage: cup.png", "")
        self._edited(number, "\nimage: /cup.png", "")
        self._edited(number, "\nauthors:", f"\nimage: {'/' if folder == 'static' else ''}cup.png\nauthors:")

    @rule(number=NUMBERS, text=st.sampled_from(["[plan](plan.txt)", "![](/cup.png)", "<img src='cup.png'>"]))
    def refer(self, number: int, text: str) -> None:
        """To a file that may be nobody's, or somebody else's, too."""
        written(self.root / "content", {"plan.txt": "A plan"})
        if self._path(number).exists():
            self._path(number).write_text(self._path(number).read_text().partition("\n\n")[0] + f"\n\n{text}\n")

    @rule(line=st.sampled_from(["", "assets: {also: ['*.png']}", "assets: {also: [plan.txt]}"]))
    def configure_assets(self, line: str) -> None:
        written(self.root, {"newsgen.yaml": f"{CONFIG}\n{line}\n"})

    @rule(line=st.sampled_from(["", "pictures: {variants: false}"]))
    def configure_pictures(self, line: str) -> None:
        written(self.root, {"newsgen.yaml": f"{CONFIG}\n{line}\n"})

    @rule(days=st.integers(-20, 20))
    def turn_clock(self, days: int) -> None:
        self.clock += timedelta(days=days)

    @rule(pick=st.integers(0, 50), remove=st.booleans())
    def spoil_output(self, pick: int, remove: bool) -> None:
        files = sorted(path for path in (self.root / "output").rglob("*") if path.is_file())
        if files:
            chosen = files[pick % len(files)]
            chosen.unlink() if remove else chosen.write_text("spoiled")

    @rule(milliseconds=st.integers(100, 500))
    def kill_a_build(self, milliseconds: int) -> None:
        process = started(self.root, self.clock)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(milliseconds / 1000)
        killed(process)
        self.published = tree(self.root / "output")

    @invariant()
    def warm_is_cold(self) -> None:
        before = tree(self.root / "output")
        result = warm(self.root, self.clock)
        made, diagnostics, exit_code = cold(self.root, self.clock)

        # A build that fails over its cache works again without it: that would hide a mistake of newsgen here.
        assert not any("could not be read" in note for note in result.notes)
        # What is said of the step from one build to the next, a build from nothing cannot know.
        lasting = tuple(each for each in result.diagnostics if each.code != "asset-withdrawn")
        assert (result.exit_code, lasting) == (exit_code, diagnostics)
        assert tree(self.root / "output") == (made if exit_code == 0 else before)


Edits.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
TestEdits = Edits.TestCase
