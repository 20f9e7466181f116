"""Nothing that is hidden is published, whatever makes it: a template, a kind from outside, a mistake of newsgen's."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen.build import Result
from newsgen.content.bare import bare
from newsgen.diagnostics import Diagnostic
from tests.content.test_bare import as_jpeg
from tests.proofs.planted import Plant, planted
from tests.sites.built import CLOCK, CONFIG, Files, article, published, site
from tests.sites.test_nothing_hidden_leaks import picture

# As writers write it: quotes, dashes, signs of HTML, letters of other alphabets.
SENTENCE = 'Am Montag sagte Zoë Müller „nein“ – und "ja" zu R&D, don\'t ask, für 5 € im Café Größe.'
SECRET = f"Davor steht etwas anderes. {SENTENCE} Dahinter auch."
CONFIGURED = f"{CONFIG}subscribers: {{text: Mehr, url: 'https://abo.example/'}}\n"
PUBLIC = {"2026/open.md": article("Offen", "Dies ist für alle.")}

# Each kind of hidden source, by its path below content/.
HIDDEN: Mapping[str, tuple[str, str]] = {
    "draft": ("2026/s.md", article("S", SECRET, "draft: true\n")),
    "private": ("2026/s.md", article("S", SECRET, "status: private\n")),
    "scheduled": ("2026/s.md", article("S", SECRET, "publish_at: 2026-06-02\n")),
    "embargo": ("2026/s.md", article("S", SECRET, "embargo: 2026-06-02\n")),
    "expired": ("2026/s.md", article("S", SECRET, "expires: 2026-05-20\n")),
    "unpublished": ("2026/s.md", article("S", SECRET, "published: false\n")),
    "trash": ("2026/s.md", article("S", SECRET, "status: trash\n")),
    "password": ("2026/s.md", article("S", SECRET, "password: sesame\n")),
    "folder": ("_drafts/s.md", article("S", SECRET)),
    "page": ("pages/s.md", f"---\ntitle: S\ndraft: true\n---\n{SECRET}\n"),
    "term": ("authors/s.md", f"---\ntitle: S\ndraft: true\n---\n{SECRET}\n"),
    "section": ("2026/_index.md", f"---\ntitle: S\n---\n{SECRET}\n"),
    "head": ("2026/s.md", article("S", "Text.", f"draft: true\nnote: |\n  {SENTENCE}\n")),
    "subscribers": ("2026/s.md", article("S", f"Offen.\n\n<!--more-->\n\n{SECRET}", "access: subscribers\n")),
    "unmarked": ("2026/s.md", article("S", f"Offen.\n\n{SECRET}", "access: subscribers\n")),
    "correction": (
        "2026/s.md",
        article("S", "Text.", f"corrections:\n  - date: 2026-06-10\n    text: |\n      {SENTENCE}\n"),
    ),
    "changes": ("2026/s.md", article("S", "Text.", f"updated: 2026-06-10\nchanges: |\n  {SENTENCE}\n")),
}


def numbered(text: str) -> str:
    return "".join(each if each.isalnum() and each.isascii() else f"&#{ord(each)};" for each in text)


def in_bold(text: str) -> str:
    first, second, rest = (*escape(text).split(" ", 2), "", "")[:3]
    return f'<p>{first} <a href="/x/" title="y">{second}</a> <b>{rest}</b></p>'


# How a text stands in a file, by the file's name and what writes it there.
ENCODINGS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "html": ("a.html", lambda text: f"<main><p>{escape(text, quote=False)}</p></main>"),
    "plain": ("a.txt", lambda text: f"Zuvor: {text} Und weiter."),
    "attribute": ("a.html", lambda text: f'<img src="x.png" alt="{escape(text)}">'),
    "numbers": ("a.html", lambda text: f"<p>{numbered(text)}</p>"),
    "names": ("a.html", lambda text: f"<p>{text.replace('ü', '&uuml;').replace('„', '&bdquo;')}</p>"),
    "typographic": ("a.html", lambda text: f"<p>{text.replace(chr(39), '’').replace(' – ', ' — ')}</p>"),
    "marked": ("a.html", in_bold),
    "comment": ("a.html", lambda text: f"<p>x</p><!-- {text} -->"),
    "script": ("a.html", lambda text: f"<script>const a = {json.dumps(text)};</script>"),
    "json": ("a.json", lambda text: json.dumps({"a": [{"b": f"<p>{text}</p>"}]})),
    "unicode-json": ("a.json", lambda text: json.dumps({"a": text}, ensure_ascii=False)),
    "feed": ("a.xml", lambda text: f"<r><d>{escape(f'<p>{escape(text)}</p>')}</d></r>"),
    "cdata": ("a.xml", lambda text: f"<r><d><![CDATA[<p>{escape(text)}</p>]]></d></r>"),
    "address": ("_redirects", lambda text: f"/x/ /search/?q={quote(text)} 301\n"),
    "hard-wrapped": ("a.html", lambda text: "<p>\n  " + escape(text).replace(" ", "\n  ") + "</p>"),
    "soft-hyphens": (
        "a.html",
        lambda text: "<p>" + text.replace("Mon", "Mon&shy;").replace("ask", "a\u200bsk") + "</p>",
    ),
    "capitals": ("a.html", lambda text: f"<p>{escape(text.upper())}</p>"),
    "style": ("a.css", lambda text: f"/* {text} */"),
    "calendar": ("a.ics", lambda text: f"SUMMARY:{text}"),
    "drawing": ("a.svg", lambda text: f"<svg><title>{escape(text)}</title></svg>"),
    "nameless": ("notes", lambda text: text),
}


def leaks(result: Result) -> list[Diagnostic]:
    return [each for each in result.diagnostics if each.code == "leak"]


def cold(root: Path, plants: Mapping[str, str | Plant]) -> Result:
    """What a build says that knows nothing of those before."""
    return planted(root, plants, use_cache=False, output=str(root.parent / f"{root.name}-cold"))


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_sentence_of_whatever_is_hidden_is_found_at_its_line(tmp_path: Path, kind: str) -> None:
    name, text = HIDDEN[kind]
    root = site(tmp_path, {**PUBLIC, name: text}, CONFIGURED)

    result = planted(root, {"2026/a.html": f"<p>{escape(SENTENCE)}</p>"})

    found = leaks(result)
    assert result.exit_code == 1
    assert not (root / "output").exists()
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "Montag" in each)
    assert {(each.place.file, each.place.line) for each in found} == {(f"content/{name}", line)}
    assert "Am Montag sagte Zoë Müller" in found[0].text
    assert "2026/a.html" in found[0].text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_it_is_found_however_it_is_written(tmp_path: Path, encoding: str) -> None:
    name, write = ENCODINGS[encoding]
    root = site(tmp_path, {**PUBLIC, "2026/s.md": article("S", SECRET, "draft: true\n")})

    assert [each.place.file for each in leaks(planted(root, {name: write(SENTENCE)}))] == ["content/2026/s.md"]


EMBARGOED = article("Große Übernahme", "Text.", "embargo: 2026-06-02\nid: akte-12345\naliases: [/alt/akte/]\n")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", '<a href="/2026/06/fusion/">x</a>'),
        ("a.html", '<a href="https://example.org/2026/06/fusion/#x">x</a>'),
        ("a.json", json.dumps({"url": "https://example.org/2026/06/fusion/"}).replace("/", "\\/")),
        ("_redirects", "/x/ /2026/06/fusion/ 301\n"),
        ("sitemap-x.xml", "<loc>https://example.org/alt/akte/</loc>"),
        ("a.json", '{"id": "akte-12345"}'),
        ("a.html", "<h2>GROSSE ÜBERNAHME</h2>"),
        ("a.html", '<meta content="Die gro&szlig;e &#220;bernahme von X">'),
    ],
)
def test_an_address_an_id_or_the_headline_of_an_embargo_is_found(tmp_path: Path, path: str, text: str) -> None:
    root = site(tmp_path, {**PUBLIC, "2026/fusion.md": EMBARGOED})

    (found,) = leaks(planted(root, {path: text.replace("GROSSE", "Große")}))

    assert found.place.file == "content/2026/fusion.md"
    assert path in found.text
    assert "under embargo until 2026-06-02" in found.text


@pytest.mark.parametrize("path", ["2026/05/fusion/index.html", "alt/akte/index.html"])
def test_a_file_at_an_address_that_is_not_public_is_found(tmp_path: Path, path: str) -> None:
    """A page that is empty, or a redirect, tells by its address that there is something."""
    draft = article("Fusion", "Text.", "draft: true\naliases: [/alt/akte/]\n")
    root = site(tmp_path, {**PUBLIC, "2026/fusion.md": draft})

    assert [each.place.file for each in leaks(planted(root, {path: "<p>x</p>"}))] == ["content/2026/fusion.md"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", '<a href="/2026/06/fusionen/">x</a> <a href="/x/2026/06/fusion/">y</a>'),
        ("a.html", '<a href="https://other.example/2026/06/fusion/">of somebody else</a>'),
        ("a.html", "<p>akte-123456, Akte-1234, Übernahme, große</p>"),
        ("a.html", "<p>Am Montag sagte Zoë Müller nein.</p>"),
    ],
)
def test_what_is_only_like_it_is_no_leak(tmp_path: Path, path: str, text: str) -> None:
    root = site(tmp_path, {**PUBLIC, "2026/fusion.md": EMBARGOED, "2026/s.md": article("S", SECRET, "draft: true\n")})

    assert leaks(planted(root, {path: text})) == []


def test_an_address_that_only_begins_like_a_hidden_one_is_another(tmp_path: Path) -> None:
    draft = article("Fusion", "Text.", "draft: true\naliases: [/alt/akte.php]\n")
    root = site(tmp_path, {**PUBLIC, "2026/fusion.md": draft})
    like = '<a href="/alt/akte.phps">akte.php</a> <a href="/alt/akte.php-2">akte.php</a>'

    assert leaks(cold(root, {"a.html": like})) == []
    assert leaks(cold(root, {"a.html": '<a href="/alt/akte.php?x=1">x</a>'})) != []


@pytest.mark.parametrize(
    "plant",
    [
        {"free.png": Plant("content/2026/s/geheim.png", is_copy=True)},
        {"a.html": '<img src="/2026/s/geheim.png">'},
        {"a.html": '<img srcset="https://example.org/variants/2026/s/geheim-480.12345678.webp 480w">'},
        {"2026/s/geheim.png": "x"},
    ],
)
def test_a_file_that_nothing_public_refers_to_is_found(tmp_path: Path, plant: Mapping[str, str | Plant]) -> None:
    """Its path and its bytes, under whatever name."""
    content: Files = {
        **PUBLIC,
        "2026/s/index.md": article("S", "![x](geheim.png)", "draft: true\n"),
        "2026/s/geheim.png": picture("geheim", 1),
    }

    found = leaks(planted(site(tmp_path, content), plant))

    assert {each.place.file for each in found} == {"content/2026/s/geheim.png"}


@pytest.mark.parametrize("is_bared", [False, True])
def test_a_hidden_picture_is_found_with_its_place_and_without(tmp_path: Path, is_bared: bool) -> None:
    """Published under another name: as it is by who copied it, bare where it went through newsgen."""
    data = as_jpeg()
    site(tmp_path, {**PUBLIC, "s.md": article("S", "![x](geheim.jpg)", "draft: true\n"), "geheim.jpg": data})
    (tmp_path / "free").write_bytes(bare(data) if is_bared else data)

    found = leaks(planted(tmp_path, {"free.jpg": Plant("free", is_copy=True)}))

    assert {each.place.file for each in found} == {"content/geheim.jpg"}


def test_what_something_public_says_too_is_no_leak(tmp_path: Path) -> None:
    """A public source, a template, static/ or newsgen.yaml; an address that a public page has."""
    said = {
        "source": "Wir berichten seit vielen Jahren unabhängig über Stadt und Land.",
        "template": "Alle Rechte vorbehalten, auch die der Übersetzung in andere Sprachen.",
        "static": "Dieser Text steht allein in einer Datei der Betreiber selbst.",
        "config": "Nachrichten aus Stadt und Land, jeden Tag neu und ohne Werbung.",
    }
    draft = article("S", "\n\n".join(said.values()), "draft: true\nslug: open\n")
    content = {"2026/open.md": article("Offen", f"Text *und*. {said['source']}"), "2026/s.md": draft}
    root = site(tmp_path, content, f"{CONFIG}description: {said['config']}\n")
    for folder, name, text in (("templates", "x.html", said["template"]), ("static", "x.txt", said["static"])):
        (root / folder).mkdir()
        (root / folder / name).write_text(text, "utf-8")

    result = planted(root, {"a.html": " ".join(said.values()) + '<a href="/2026/05/open/">x</a>'})

    assert result.exit_code == 0, result.diagnostics


def test_newsgen_yaml_releases_a_finding(tmp_path: Path) -> None:
    plants = {"a.html": f"<p>{SENTENCE}</p>"}
    root = site(tmp_path, {**PUBLIC, "2026/s.md": article("S", SECRET, "draft: true\n")})
    quoted = leaks(planted(root, plants))[0].text.split('"')[1].removesuffix(" …")
    allowed = f"{CONFIG}proofs:\n  leak:\n    allow:\n      - {json.dumps(quoted)}\n"

    (root / "newsgen.yaml").write_text(allowed, "utf-8")
    released = planted(root, plants)
    (root / "newsgen.yaml").write_text(CONFIG, "utf-8")
    again = planted(root, plants)

    assert released.exit_code == 0
    assert len(leaks(again)) == 1
    assert again.diagnostics == cold(root, plants).diagnostics


def test_a_file_that_stands_is_found_when_its_source_is_hidden(tmp_path: Path) -> None:
    """Nothing makes that file anew, so that no build would look at it otherwise."""
    plants = {"a.html": f"<p>{SENTENCE}</p>", "b.html": "<p>x</p>"}
    source = tmp_path / "content/2026/s.md"
    root = site(tmp_path, {**PUBLIC, "2026/s.md": article("S", SECRET)})
    assert planted(root, plants).exit_code == 0
    source.write_text(article("S", SECRET, "draft: true\n"), "utf-8")

    result = planted(root, plants)

    assert ["a.html" in each.text and "more files" not in each.text for each in leaks(result)] == [True]
    assert result.diagnostics == cold(root, plants).diagnostics
    assert (root / "output/2026/05/s/index.html").exists()
    assert planted(root, plants, at=CLOCK + timedelta(days=1)).exit_code == 1


def test_a_file_that_stands_is_found_when_nothing_public_says_it_any_more(tmp_path: Path) -> None:
    plants = {"a.html": f"<p>{SENTENCE}</p>"}
    draft = article("S", SECRET, "draft: true\n")
    root = site(tmp_path, {"2026/open.md": article("Offen", SECRET), "2026/s.md": draft})
    assert planted(root, plants).exit_code == 0
    (root / "content/2026/open.md").write_text(article("Offen", "Anders."), "utf-8")

    result = planted(root, plants)

    assert len(leaks(result)) == 1
    assert result.diagnostics == cold(root, plants).diagnostics


def test_a_draft_that_takes_over_what_stands_is_found(tmp_path: Path) -> None:
    plants = {"a.html": f"<p>{SENTENCE}</p>"}
    root = site(tmp_path, {**PUBLIC, "2026/s.md": article("S", "Noch nichts.", "draft: true\n")})
    assert planted(root, plants).exit_code == 0
    (root / "content/2026/s.md").write_text(article("S", SECRET, "draft: true\n"), "utf-8")

    result = planted(root, plants)

    assert len(leaks(result)) == 1
    assert result.diagnostics == cold(root, plants).diagnostics


def test_what_expires_by_the_clock_is_looked_for(tmp_path: Path) -> None:
    plants = {"a.html": f"<p>{SENTENCE}</p>"}
    root = site(tmp_path, {**PUBLIC, "2026/s.md": article("S", SECRET, "expires: 2026-06-05\n")})
    assert planted(root, plants).exit_code == 0

    result = planted(root, plants, at=datetime(2026, 6, 5, tzinfo=UTC))

    assert ["has expired" in each.text for each in leaks(result)] == [True]


def test_with_drafts_nothing_of_them_is_a_leak(tmp_path: Path) -> None:
    root = site(tmp_path, {**PUBLIC, "2026/s.md": article("S", SECRET, "draft: true\n")})

    assert planted(root, {"a.html": SENTENCE}, drafts=True).exit_code == 0


def test_a_whole_text_is_told_in_a_few_lines(tmp_path: Path) -> None:
    every = [f"Dies ist nun der lange geheime Satz mit der Nummer {n}." for n in range(30)]
    root = site(tmp_path, {**PUBLIC, "2026/s.md": article("S", "\n\n".join(every), "draft: true\n")})

    found = leaks(planted(root, {f"{n}.html": " ".join(every) for n in range(3)}))

    assert [each.place.line for each in found] == [6, 8, 10, 12, 14]
    assert all("0.html and 2 more files" in each.text for each in found)
    assert "25 more of its texts" in found[-1].text


LOADED = """
import sys
from newsgen.build import Options, build
from tests.sites.built import CLOCK
from pathlib import Path
assert build(Options(Path(sys.argv[1]), at=CLOCK, jobs=1)).exit_code == 0
print(*(name for name in sys.modules if name.startswith(("newsgen.proofs.", "newsgen.walk.hid"))))
"""


@pytest.mark.parametrize(("more", "loaded"), [("", "newsgen.proofs.base"), ("draft: true\n", "")])
def test_a_site_that_hides_nothing_loads_no_proof(tmp_path: Path, more: str, loaded: str) -> None:
    """Nor does a build that finds nothing to do."""
    root = site(tmp_path, {**PUBLIC, "2026/s.md": article("S", SECRET, more)})
    if more:
        published(root)

    done = subprocess.run([sys.executable, "-c", LOADED, str(root)], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == loaded


TEXTS = st.sampled_from(
    [
        SENTENCE,
        "Zwei kurze Worte und dann doch noch ein paar mehr davon.",
        "Η κυβέρνηση ανακοίνωσε χθες το βράδυ νέα μέτρα για όλους.",
        "政府は昨日の夜に新しい措置を発表しました。",
        "قالت الحكومة أمس إنها ستعلن عن إجراءات جديدة في المدينة.",
        "The “smart” O'Neill–Smith deal isn't worth $5 & more, is it?",
        "Ein Satz ohne Punkt am Ende und mit <Klammern> & Zeichen",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), TEXTS, st.sampled_from(sorted(ENCODINGS)), st.integers(0, 2))
def test_any_text_in_any_encoding_is_found_by_the_first_build_and_by_a_later_one(
    data: st.DataObject, text: str, encoding: str, n_before: int
) -> None:
    """Wherever in the file it stands, and whatever stands around it."""
    name, write = ENCODINGS[encoding]
    around = st.text(st.sampled_from("ab ü.\n<>&;\\%\"'1{}"), max_size=30)
    before, after = data.draw(around).replace("<", "< "), data.draw(around).replace("<", "< ")
    plants = {name: f"{before}\n{write(text)}\n{after}"}
    draft = article("S", text.replace("<", "&lt;"), "draft: true\n")
    with TemporaryDirectory() as folder:
        root = site(Path(folder) / "site", PUBLIC)
        for n in range(n_before):
            # The second of these has something to look for in files that stand, and keeps their prints.
            assert planted(root, plants).exit_code == 0
            (root / "content/2026/other.md").write_text(article("O", f"Einen {n}.", "draft: true\n"), "utf-8")
        if n_before:
            assert planted(root, plants).exit_code == 0
        (root / "content/2026/s.md").write_text(draft, "utf-8")

        found = leaks(planted(root, plants))

        assert [each.place.file for each in found] == ["content/2026/s.md"]
        assert found == leaks(cold(root, plants))
