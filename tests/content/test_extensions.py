"""Extensions of Python-Markdown that newsgen.yaml names read texts, or are told at their lines."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsgen.config_file import load
from newsgen.gather.extensions import mistakes
from tests.content.reader import Config, Markdown, body_of, told
from tests.walk.sites import CLOCK, small_site

OWN = """\
from markdown import Extension
from markdown.preprocessors import Preprocessor

class Louder(Preprocessor):
    def run(self, lines):
        if any("boom" in line for line in lines):
            raise ZeroDivisionError("boom")
        return [line.replace("leise", self.word) for line in lines]

class LoudExtension(Extension):
    def __init__(self, **options):
        self.config = {"word": ["LAUT", "what is written"]}
        super().__init__(**options)

    def extendMarkdown(self, md):
        louder = Louder(md)
        louder.word = self.getConfig("word")
        md.preprocessors.register(louder, "louder", 40)

def makeExtension(**options):
    return LoudExtension(**options)
"""

# Changes what is made of texts in which "boom" stands.
ANYTHING = """\
from markdown import Extension
from markdown.postprocessors import Postprocessor

class Last(Postprocessor):
    def run(self, text):
        return Result(act(text)) if "boom" in text else text

class Result:
    def __init__(self, made):
        self.made = made

    def strip(self):
        return self.made

class Anything(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Last(md), "last", -1)

def makeExtension():
    return Anything()

"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of an extension that nobody installed: `own_markdown`, found on Python's path."""
    folder = tmp_path / "python"
    folder.mkdir()
    file = folder / "own_markdown.py"
    file.write_text(OWN)
    monkeypatch.syspath_prepend(folder)
    return file


def with_options(name: str, **options: str) -> Config:
    return Config(language="de", timezone="Europe/Berlin", markdown=Markdown(extensions={name: options}))


def wrong(yaml: str) -> list[tuple[int, int, str, str]]:
    """Line, column, text and hint of what is said of the extensions of a newsgen.yaml."""
    config, diagnostics = load(yaml, "newsgen.yaml")
    assert config is not None, diagnostics
    said = mistakes(config)
    assert {(each.code, each.level, each.place.file) for each in said} <= {
        ("markdown-extension", "error", "newsgen.yaml")
    }
    return [(each.place.line, each.place.column, each.text, each.hint) for each in said]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("pymdownx.tilde", "~~weg~~", "<p><del>weg</del></p>"),
        ("pymdownx.magiclink", "https://a.example/x", '<p><a href="https://a.example/x">https://a.example/x</a></p>'),
        ("pymdownx.superfences", "- a\n\n    ```\n    x\n    ```", "<code>x\n</code>"),
        (
            "pymdownx.tasklist",
            "- [x] a",
            '<li class="task-list-item"><input checked="" disabled="" type="checkbox"> a</li>',
        ),
        ("pymdownx.tasklist", "- [ ] a", '<li class="task-list-item"><input disabled="" type="checkbox"> a</li>'),
        ("nl2br", "a\nb", "<p>a<br>\nb</p>"),
        ("markdown.extensions.nl2br:Nl2BrExtension", "a\nb", "<p>a<br>\nb</p>"),
        ("extra", 'A[^1]\n\n[^1]: "N"', "<p>„N“"),
    ],
)
def test_an_extension_reads_what_markdown_does_not(name: str, text: str, expected: str) -> None:
    """Texts of other systems hold what their engines read."""
    made = body_of(text, config=with_options(name))

    assert expected in made.html
    assert made.findings == ()
    assert expected not in body_of(text).html or name == "extra"


def test_options_reach_the_extension_as_yaml_means_them(own: Path) -> None:
    config, _ = load(
        "markdown:\n  extensions:\n    own_markdown: {word: 2026}\n    toc: {permalink: false}\n", "newsgen.yaml"
    )

    assert config is not None
    assert config.markdown.extensions == {"own_markdown": {"word": 2026}, "toc": {"permalink": False}}


def test_what_an_extension_writes_is_sanitised(own: Path) -> None:
    """It makes HTML of what writers write, and newsgen cannot know what: a script would run in every page."""
    config = with_options("own_markdown", word="<script>alert(1)</script><input name=q> *X*")

    made = body_of("Hier ist es leise.", config=config)

    assert made.html == "<p>Hier ist es  <em>X</em>.</p>"
    assert {each.code for each in made.findings} == {"html-removed"}


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("nowhere.to.be: {}", (3, 5, '"nowhere.to.be" is not installed', "pip install what brings it; ")),
        ("pymdownx.tild: {}", (3, 5, '"pymdownx.tild" is not installed', 'did you mean "pymdownx.tilde"?')),
        (
            "pymdownx.tilde:\n      delte: no",
            (4, 7, '"delte" is no option of "pymdownx.tilde"', 'did you mean "delete"?'),
        ),
        ("nl2br:\n      x: 1", (4, 7, '"x" is no option of "nl2br"', "known here: none")),
        ("mdx_gfm: {}", (3, 5, '"mdx_gfm" is not installed', "pip install py-gfm")),
        ("__main__.x:", (3, 5, '"__main__.x" is not installed', "pip install what brings it")),
        ("json:", (3, 5, '"json" is no extension of Python-Markdown', "write its name as its documentation does")),
        ("codehilite: {linenums: perhaps}", (3, 5, '"codehilite" cannot be used: ValueError', "look for its options")),
        ('"": {}', (3, 5, '"" cannot be used: ValueError', "look for")),
        ("markdown.extensions.toc:Nope: {}", (3, 5, '"markdown.extensions.toc:Nope" cannot be used', "look for")),
        ("own_markdown: {word: 3}", (3, 5, '"own_markdown" cannot be used: TypeError', "look for")),
    ],
)
def test_what_cannot_be_used_is_said_at_its_line(yaml: str, expected: tuple[int, int, str, str], own: Path) -> None:
    """With the first build, not with the first text that shows it."""
    ((line, column, text, hint),) = wrong(f"markdown:\n  extensions:\n    {yaml}\n")

    assert (line, column) == expected[:2]
    assert text.startswith(expected[2])
    assert hint.startswith(expected[3])


def test_a_module_that_cannot_be_loaded_is_told_in_words(own: Path) -> None:
    """Whatever it does: what it needs is missing, it is broken, or it ends the program."""
    for number, (code, text) in enumerate(
        [
            ("import nothing_like_this", '"own{}" needs "nothing_like_this", which is not installed'),
            ("raise RuntimeError('no\\nluck')", '"own{}" cannot be used: RuntimeError: no luck'),
            ("import sys; sys.exit(3)", '"own{}" cannot be used: SystemExit: 3'),
            ("def makeExtension(): return 5", '"own{}" cannot be used: TypeError: '),
            ("(", '"own{}" cannot be used: SyntaxError: '),
        ]
    ):
        (own.parent / f"own{number}.py").write_text(code)

        ((_, _, said, _),) = wrong(f"markdown: {{extensions: {{own{number}: }}}}")

        assert said.startswith(text.format(number))


def test_a_text_that_an_extension_cannot_read_is_read_without(own: Path) -> None:
    """One text takes no others down, and who failed has a name."""
    config = with_options("own_markdown")

    made = body_of("So leise: boom *x*", config=config)

    assert made.html == "<p>So leise: boom <em>x</em></p>"
    ((code, text),) = [(each.code, each.text) for each in made.findings]
    assert code == "markdown-extension"
    assert text == '"own_markdown" failed here (ZeroDivisionError: boom): this text is read without extensions'
    assert body_of("Nicht leise.", config=config).html == "<p>Nicht LAUT.</p>"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys\ndef act(text): sys.exit(3)", "SystemExit: 3"),
        ("class Own(BaseException):\n    def __str__(self): return 1\ndef act(text): raise Own", "Own"),
        ("def act(text): return None", "ValidationError: "),
        ("def act(text): return 5", "ValidationError: "),
        ("def act(text): return text + chr(0xD800)", "UnicodeEncodeError: "),
        ("def act(text): return text + '<h1>' + chr(0xDC00) + '</h1>'", "UnicodeEncodeError: "),
    ],
)
def test_whatever_an_extension_does_the_text_is_read(code: str, said: str, own: Path) -> None:
    """It ends the program, or makes what is no text: neither a build without a word nor a traceback."""
    (own.parent / "anything.py").write_text(ANYTHING + code)

    made = body_of("Ein *Wort* boom", config=with_options("anything"))

    sys.modules.pop("anything")
    assert made.html == "<p>Ein <em>Wort</em> boom</p>"
    ((code, text),) = [(each.code, each.text) for each in made.findings]
    assert code == "markdown-extension"
    assert text.startswith(f'"anything" failed here ({said}')


def test_an_interrupt_stays_one(own: Path) -> None:
    (own.parent / "anything.py").write_text(f"{ANYTHING}def act(text): raise KeyboardInterrupt")

    with pytest.raises(KeyboardInterrupt):
        body_of("Ein *Wort* boom", config=with_options("anything"))
    sys.modules.pop("anything")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[TOC]\n\n# A", []),
        ("[TOC]\n\n`[TOC]`\n\n[[Seite]] und {{ x }}", ["[[Seite]]", "{{ x }}"]),
        ("Vor [TOC]\n\n# A", ["[TOC]"]),
        (
            "{% include x %} <!-- excerpt -->\n\n[caption id=a_b]",
            ["{% include x %}", "<!-- excerpt -->", "[caption id=a_b]"],
        ),
        ("[[A]](b c.md) {--alt--} a\n\n> [!NOTE]\n> a", ["> [!NOTE]"]),
    ],
)
def test_markup_that_an_extension_carries_out_is_none_of_another_system(text: str, expected: list[str]) -> None:
    """What it leaves as it is written is told as ever."""
    config = Config(language="de", markdown=Markdown(extensions={"toc": {}, "pymdownx.critic": {}}))

    said = [each.what for each in told(text, config) if each.code == "foreign-markup"]

    assert said == expected


def test_one_that_takes_lists_away_is_as_good_as_others(own: Path) -> None:
    """Of its lists, newsgen knows nothing to say."""
    (own.parent / "listless.py").write_text(
        "from markdown import Extension\nclass E(Extension):\n    def extendMarkdown(self, md):\n"
        "        md.parser.blockprocessors.deregister('ulist')\ndef makeExtension(): return E()\n"
    )

    made = body_of("Text\n- a\n\n- b", config=with_options("listless"))

    assert made.html == "<p>Text\n- a</p>\n<p>- b</p>"
    assert made.findings == ()


def test_one_that_can_be_set_up_once_and_no_more_takes_no_build_down(own: Path) -> None:
    """After a failure newsgen makes its engine anew."""
    (own.parent / "only_once.py").write_text(
        "from own_markdown import LoudExtension\ncalls = []\n"
        "def makeExtension():\n    calls.append(1)\n    assert len(calls) < 3\n    return LoudExtension()\n"
    )
    config = with_options("only_once")
    assert mistakes(config) == ()

    for text in ("boom\n- x", "Leise\n- y"):
        made = body_of(text, config=config)

        assert made.html == f"<p>{text}</p>"
        assert [each.code for each in made.findings] == ["markdown-extension"]


def built(root: Path, own: Path, *options: str) -> tuple[int, str]:
    """Exit code and what is said of a build in a process of its own, which loads the extension anew."""
    command = [sys.executable, "-m", "newsgen", "build", "--at", CLOCK.isoformat(), *options]
    path = os.pathsep.join([str(own.parent), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def site(tmp_path: Path, extensions: str) -> Path:
    root = small_site(tmp_path / "site")
    (root / "content/a1.md").write_text("---\ntitle: A\ndate: 2026-05-01\n---\nEs ist leise.\n")
    with (root / "newsgen.yaml").open("a") as file:
        file.write(f"markdown: {{extensions: {{{extensions}}}}}\n")
    return root


def text_in(root: Path) -> str:
    return (root / "output/2026/05/a1/index.html").read_text()


def test_another_extension_or_option_is_another_text(tmp_path: Path, own: Path) -> None:
    """What newsgen remembers of a text was made by what has changed; `--verify` builds from nothing."""
    root = site(tmp_path, "own_markdown: {word: eins}")
    assert built(root, own)[0] == 0
    assert "Es ist eins." in text_in(root)

    (root / "newsgen.yaml").write_text((root / "newsgen.yaml").read_text().replace("eins", "zwei"))
    assert built(root, own, "--verify")[0] == 0
    assert "Es ist zwei." in text_in(root)

    own.write_text(OWN.replace("line.replace", "line.upper().lower().replace"))
    assert built(root, own, "--verify")[0] == 0
    assert "es ist zwei." in text_in(root)


def test_what_is_wrong_is_said_by_every_build_until_it_is_mended(tmp_path: Path, own: Path) -> None:
    """And the output folder stays as it was."""
    root = site(tmp_path, "own_markdown: {word: eins}")
    assert built(root, own)[0] == 0
    own.rename(own.with_name("elsewhere.py"))

    first, second = built(root, own), built(root, own)

    assert first[0] == second[0] == 1
    for _, said in (first, second):
        assert '"own_markdown" is not installed' in said
        assert "newsgen.yaml:9:" in said
    assert "Es ist eins." in text_in(root)
    own.with_name("elsewhere.py").rename(own)
    assert built(root, own)[0] == 0
