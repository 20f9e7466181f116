"""Reading as a whole: the sample site, stored bodies, a text's own title."""

from pathlib import Path

import msgspec
import pytest

from newsgen.config_file import load
from newsgen.content.reading import Reading, read, settings
from newsgen.gather.scan import scan
from newsgen.model import Body
from tests.content.reader import CONFIG, HEAD, SOURCE, Config, Markdown, reading

ROOT = Path(__file__).parents[2]


def test_the_sample_site_reads_without_a_word() -> None:
    """It is demo, fixture and manual at once."""
    config, _ = load((ROOT / "newsgen.yaml").read_text("utf-8"), "newsgen.yaml")
    assert config is not None
    found = scan(ROOT, config.content)

    assert found.diagnostics == ()
    assert len(found.articles) > 40
    sources = {stat.path for stat in (*found.articles, *found.assets)}
    for stat in found.articles:
        result, body = read(stat.path, (ROOT / stat.path).read_bytes(), settings(config), lambda key: None)
        assert result.diagnostics == (), stat.path
        assert result.head is not None
        assert body is not None
        assert {link.target for link in (*result.links, *result.image_places)} <= sources


def test_a_stored_body_is_not_made_again() -> None:
    """A theme's change or a new date never runs Markdown."""
    text = f"---\n{HEAD}---\nEins [a](a.md).\n"
    first, made = reading(text)
    assert made is not None
    stored = {first.body_key: made}

    again, nothing = read(SOURCE, text.replace("Pokal", "Sieg").encode(), settings(CONFIG), stored.get)

    assert nothing is None
    assert again.body_key == first.body_key
    assert again.links == first.links
    assert again.head is not None
    assert (again.head.title, again.head.teaser) == ("Der Sieg", "Eins a.")


@pytest.mark.parametrize(
    ("source", "text", "config"),
    [
        ("content/2026/06/cup.md", f"---\n{HEAD}---\nText", CONFIG),
        (SOURCE, f"---\n{HEAD}---\nText!", CONFIG),
        (SOURCE, f"---\n{HEAD}lang: en\n---\nText", CONFIG),
        (SOURCE, f"---\n{HEAD}---\nText", Config(language="de", markdown=Markdown(html="escape"))),
    ],
)
def test_what_changes_a_body_changes_its_key(source: str, text: str, config: Config) -> None:
    """Folder (links), text, language (quotes), how raw HTML is taken."""
    first, _ = reading(f"---\n{HEAD}---\nText")

    assert reading(text, source, config)[0].body_key != first.body_key


@pytest.mark.parametrize(
    ("text", "title", "html"),
    [
        ("# Der *Pokal*\n\nText", "Der Pokal", "<p>Text</p>"),
        ("\n\n# Der Pokal #\nText", "Der Pokal", "<p>Text</p>"),
        ("Der Pokal\n=========\n\nText", "Der Pokal", "<p>Text</p>"),
        ("Vor\n\n# Der Pokal\n\nText", "Der Pokal", "<p>Vor</p>\n<p>Text</p>"),
        ("```\n# nein\n```\n\n# Ja", "Ja", '<pre tabindex="0"><code># nein\n</code></pre>'),
    ],
)
def test_without_a_title_the_first_headline_is_it(text: str, title: str, html: str) -> None:
    """And it leaves the text, for the page shows it above."""
    result, body = reading(f"---\ndate: 2026-05-01\n---\n{text}")

    assert result.head is not None
    assert body is not None
    assert (result.head.title, body.html) == (title, html)


def test_a_headline_said_twice_is_shown_once() -> None:
    """Other systems' articles often begin with their title."""
    _, body = reading(f"---\n{HEAD}---\n# Der Pokal\n\nText")
    _, other = reading(f"---\n{HEAD}---\n# Anders\n\nText")

    assert body is not None
    assert other is not None
    assert body.html == "<p>Text</p>"
    assert other.html == '<h2 id="anders">Anders</h2>\n<p>Text</p>'


def test_the_title_that_leaves_moves_no_line() -> None:
    """Links are still reported where they stand."""
    result, _ = reading("---\ndate: 2026-05-01\n---\n\n# Titel\n\n[a](a.md)\n")

    assert [(link.line, link.column) for link in result.links] == [(7, 5)]


def test_a_teaser_of_the_text_is_cut_and_a_written_one_is_not() -> None:
    """A writer knows how long it is."""
    long = "Wort " * 60
    cut, _ = reading(f"---\n{HEAD}---\n{long}")
    whole, _ = reading(f"---\n{HEAD}teaser: {long}\n---\nText")

    assert cut.head is not None
    assert whole.head is not None
    assert len(cut.head.teaser) <= 160
    assert cut.head.teaser.endswith("Wort…")
    assert whole.head.teaser == long.strip()


def test_settings_and_readings_can_be_kept() -> None:
    """The cache keeps both."""
    result, body = reading(f"---\n{HEAD}image: a.jpg\nextra: {{a: [1, true]}}\n---\n[a](a.md)\n")

    assert msgspec.json.decode(msgspec.json.encode(result), type=Reading) == result
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(body), type=Body) == body
    assert msgspec.json.encode(settings(CONFIG)) == msgspec.json.encode(settings(CONFIG))
    assert msgspec.json.encode(settings(CONFIG)) != msgspec.json.encode(settings(Config()))
