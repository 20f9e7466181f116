"""What texts show of other hosts: on pages, in feeds and data, in the policy, and nothing of it that is hidden."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites.built import CONFIG, article, built, codes, full_texts, outputs, page, published, refused, site
from tests.states.state import drawn
from tests.walk.sites import cold, tree

FILM = "https://youtu.be/tPEE9ZwTmy0"
TEXT = f"""\
Before.

![A "walk" & 1 < 2](https://vimeo.com/76979871 "In October"){{poster=poster.png date=2026-04-30}}

{FILM}?si=tracker

![Own film](film.mp4){{poster=poster.png}}

![Sound](https://files.example/a.mp3)

::: info More
{FILM}
:::

::: embed A map {{address="https://www.openstreetmap.org/#map=15/53.55/9.99" shape=square}}
Where it is.
:::

After, with a [link]({FILM}).
"""
FILES: dict[str, str | bytes] = {
    "2026/a.md": article("One", TEXT),
    "2026/b.md": article("Two", "Nothing.", date="2026-05-02 10:00"),
    "2026/c.md": article("Three", f"![Rising](https://tube.example/w/abc)\n\n{FILM}\n", date="2026-05-03 10:00"),
    "categories/news.md": f"---\ntitle: News\n---\n{FILM}\n",
    "2026/d.md": article("Four", "Four.", "categories: [News]\n", date="2026-05-04 10:00"),
    "2026/poster.png": drawn(1600, 900),
    "2026/film.mp4": b"film" * 100,
}
EMBEDS = "embeds: {hosts: [tube.example]}\n"
FRAME = "https://www.youtube-nocookie.com/embed/tPEE9ZwTmy0?autoplay=1"


@pytest.fixture(scope="module", params=["markdown", "commonmark"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    config = f"{CONFIG}{EMBEDS}markdown: {{engine: {request.param}}}\n"
    root = site(tmp_path_factory.mktemp("site"), FILES, config)
    assert codes(published(root)) == []
    yield root / "output"


def policy(output: Path, url: str) -> dict[str, str]:
    """The directives of the policy in a page's own tag."""
    (content,) = page(output, url).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return dict(each.split(" ", 1) for each in content.split("; "))


def header(output: Path) -> dict[str, str]:
    (line,) = re.findall("Content-Security-Policy: (.*)", (output / "_headers").read_text("utf-8"))
    return dict(each.split(" ", 1) for each in line.split("; "))


def test_a_page_has_a_place_a_title_and_a_link_for_each(output: Path) -> None:
    figures = page(output, "/2026/05/a/").xpath("//figure[contains(@class, 'embed')]")

    assert [(each.get("class"), each.get("data-frame")) for each in figures] == [
        ("embed wide", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        ("embed wide", FRAME),
        ("embed wide", None),
        ("embed bar", None),
        ("embed wide", FRAME),
        ("embed square", figures[5].get("data-frame")),
    ]
    links = [each.xpath("figcaption/a")[0] for each in figures]
    assert [(each.text_content(), each.get("href")) for each in links] == [
        ("A “walk” & 1 < 2", "https://vimeo.com/76979871"),
        ("Open at YouTube", "https://www.youtube.com/watch?v=tPEE9ZwTmy0"),
        ("Own film", "/2026/film.mp4"),
        ("Sound", "https://files.example/a.mp3"),
        ("Open at YouTube", "https://www.youtube.com/watch?v=tPEE9ZwTmy0"),
        ("A map", "https://www.openstreetmap.org/#map=15/53.55000/9.99000"),
    ]
    said = [" ".join(each.xpath("string(figcaption//*[@class='privacy'])").split()) for each in figures]
    assert said == [
        "Data goes to Vimeo only when you click.",
        "Data goes to YouTube only when you click.",
        "",
        "Data goes to files.example only when you click.",
        "Data goes to YouTube only when you click.",
        "Data goes to OpenStreetMap only when you click.",
    ]
    assert "Where it is." in figures[5].text_content()
    assert "In October" in figures[0].text_content()


def test_nothing_of_another_host_is_in_what_a_page_loads(output: Path) -> None:
    """But for sound that a reader has to start: `preload="none"`."""
    tree_ = page(output, "/2026/05/a/")

    loaded = tree_.xpath("//figure//*[not(self::audio)]/@src | //figure//@srcset | //figure//@poster")
    assert not [each for each in loaded if "//" in each]
    assert tree_.xpath("//iframe") == []
    assert tree_.xpath("//audio/@preload | //video/@preload") == ["none", "none"]
    assert tree_.xpath("//video/@src") == ["/2026/film.mp4"]


def test_a_poster_has_its_size_and_copies(output: Path) -> None:
    picture = page(output, "/2026/05/a/").xpath("//div[@class='stage']/img")[0]

    assert (picture.get("src"), picture.get("width"), picture.get("height")) == ("/2026/poster.png", "1600", "900")
    copies = [each.split()[0] for each in picture.get("srcset").split(", ")]
    assert len(copies) > 1
    assert {each.lstrip("/") for each in copies} <= outputs(output.parent)


def test_the_script_is_on_pages_that_need_it_once(output: Path) -> None:
    urls = ("/", "/2026/05/a/", "/2026/05/b/", "/2026/05/c/")

    assert [len(page(output, url).xpath("//script[contains(@src, 'embed')]")) for url in urls] == [0, 1, 0, 1]


def test_a_page_allows_the_frames_of_its_own_text(output: Path) -> None:
    assert policy(output, "/2026/05/a/")["frame-src"] == (
        "https://player.vimeo.com https://www.openstreetmap.org https://www.youtube-nocookie.com"
    )
    assert policy(output, "/2026/05/c/")["frame-src"] == "https://tube.example https://www.youtube-nocookie.com"
    assert policy(output, "/category/news/")["frame-src"] == "https://www.youtube-nocookie.com"
    for url in ("/", "/2026/05/b/", "/2026/05/"):
        assert policy(output, url)["frame-src"] == "'none'"


def test_headers_allow_those_of_all_texts(output: Path) -> None:
    assert header(output)["frame-src"] == (
        "https://player.vimeo.com https://tube.example https://www.openstreetmap.org https://www.youtube-nocookie.com"
    )


def test_feeds_have_title_link_and_picture(output: Path) -> None:
    for name, texts in full_texts(output).items():
        (text,) = [each for each in texts if "After, with a" in each.text_content()]
        assert text.xpath("//iframe | //script | //video | //audio | //figure | //button | //@class") == [], name
        assert "Own film" in text.text_content(), name
        assert "(Vimeo)" in text.text_content(), name
        links = text.xpath("//a/@href")
        assert links.count("https://vimeo.com/76979871") == 2, name
        assert "https://example.org/2026/film.mp4" in links, name
        assert text.xpath("//img/@src") == ["https://example.org/2026/poster.png"] * 2, name
        assert "youtube-nocookie" not in text.text_content(), name


def test_search_engines_are_told_of_films_of_which_enough_is_known(output: Path) -> None:
    """Name, picture and day are required of a VideoObject; less would be an error of the page."""
    scripts = page(output, "/2026/05/a/").xpath("//figure/script[@type='application/ld+json']/text()")
    found = [json.loads(each) for each in scripts]

    assert [(each["@type"], each["uploadDate"]) for each in found] == [
        ("VideoObject", "2026-04-30"),
        ("VideoObject", "2026-05-01T10:00:00+01:00"),
    ]
    assert {each["thumbnailUrl"] for each in found} == {"https://example.org/2026/poster.png"}
    assert found[0]["embedUrl"] == "https://player.vimeo.com/video/76979871?dnt=1"
    assert found[1]["contentUrl"] == "https://example.org/2026/film.mp4"
    assert "contentUrl" not in found[0]


def test_no_address_is_a_teaser(output: Path) -> None:
    path = "string(//meta[@name='description']/@content)"
    described = {url: page(output, url).xpath(path) for url in ("/2026/05/a/", "/2026/05/c/")}

    assert described == {"/2026/05/a/": "Before.", "/2026/05/c/": "Rising"}


def test_what_is_hidden_shows_nothing(tmp_path: Path) -> None:
    """Neither poster nor film, nor the host of a frame in `_headers`: of drafts, of what is due, or paid for."""
    show = "![Secret]({}){{poster={}.png}}\n\n![Own]({}.mp4)\n"
    files: dict[str, str | bytes] = {
        "open.md": article("Open", "Text."),
        "draft.md": article("Draft", show.format("https://vimeo.com/1", "draft", "draft"), "draft: true\n"),
        "due.md": article("Due", show.format("https://tube.example/w/a", "due", "due"), date="2027-01-01 10:00"),
        "paid.md": article(
            "Paid", f"Text.\n\n<!--more-->\n\n{show.format(FILM, 'paid', 'paid')}", "access: subscribers\n"
        ),
        "alone.md": article("Alone", show.format(FILM, "alone", "alone"), "access: subscribers\n"),
    }
    for name in ("draft", "due", "paid", "alone"):
        files |= {f"{name}.png": drawn(600, 400), f"{name}.mp4": name.encode()}
    root = site(tmp_path, files, f"{CONFIG}{EMBEDS}subscribers: {{text: More, url: https://abo.example/}}\n")
    published(root)

    named = re.compile("draft|due|paid-|(?:paid|alone)\\.(?:png|mp4|webp)")
    assert [path for path in outputs(root) if named.search(path)] == []
    assert header(root / "output")["frame-src"] == "'none'"
    for path in outputs(root):
        data = (root / "output" / path).read_bytes()
        assert not any(each in data for each in (b"tPEE9ZwTmy0", b"player.vimeo", b"tube.example")), path


def test_what_becomes_public_widens_the_policy_and_what_goes_narrows_it(tmp_path: Path) -> None:
    """A build after edits is one from nothing, also in `_headers`."""
    root = site(tmp_path / "warm", FILES, f"{CONFIG}{EMBEDS}")
    published(root)
    assert "tube.example" in header(root / "output")["frame-src"]

    edits: list[dict[str, str | bytes]] = [
        {"2026/c.md": article("Three", "Nothing.", date="2026-05-03 10:00")},
        {"2026/b.md": article("Two", "![A](https://soundcloud.com/a/b)\n", date="2026-05-02 10:00")},
        {"2026/b.md": article("Two", "![A](https://soundcloud.com/a/b)\n", "draft: true\n", date="2026-05-02 10:00")},
        {"2026/poster.png": drawn(900, 1600)},
        {"../newsgen.yaml": f"{CONFIG}embeds: {{without: [youtube, film]}}\n"},
        {"../newsgen.yaml": f"{CONFIG}embeds: false\n"},
        {"../newsgen.yaml": f"{CONFIG}markdown: {{html: allow}}\n"},
        {"../newsgen.yaml": f"{CONFIG}csp: {{frame-src: [none, https://player.vimeo.com]}}\n"},
    ]
    for edit in edits:
        for name, data in edit.items():
            (root / "content" / name).write_bytes(data.encode() if isinstance(data, str) else data)
        warm = built(root)
        # What is taken away, only a build knows that had it.
        said = tuple(each for each in warm.diagnostics if each.code != "asset-withdrawn")
        assert (tree(root / "output"), said, warm.exit_code) == cold(root), edit
    assert header(root / "output")["frame-src"] == "https://player.vimeo.com"


def test_what_newsgen_yaml_closes_is_a_link(tmp_path: Path) -> None:
    root = site(tmp_path, FILES, f"{CONFIG}csp: {{frame-src: [none, https://player.vimeo.com], media-src: none}}\n")
    published(root)
    figures = page(root / "output", "/2026/05/a/").xpath("//figure[contains(@class, 'embed')]")

    assert [bool(each.get("data-frame")) for each in figures] == [True, False, False, False, False, False]
    assert policy(root / "output", "/2026/05/a/")["frame-src"] == "https://player.vimeo.com"
    assert all(each.xpath("figcaption/a/@href") for each in figures)


def test_what_no_page_can_play_is_a_link(tmp_path: Path) -> None:
    """The site's own films, too; and frames, which a script loads."""
    for closed in ("media-src: [none]", "script-src: [none]"):
        root = site(tmp_path / closed[:6], FILES, f"{CONFIG}csp: {{{closed}}}\n")
        published(root)
        tree_ = page(root / "output", "/2026/05/a/")

        assert len(tree_.xpath("//figure//figcaption/a/@href")) == 6
        films, frames = tree_.xpath("//video"), tree_.xpath("//figure/@data-frame")
        assert [bool(films), bool(frames)] == [closed[0] == "s", closed[0] == "m"]


def test_headers_allow_nothing_for_articles_that_only_lead_on(tmp_path: Path) -> None:
    text = f"{FILM}\n"
    root = site(tmp_path, {"a.md": article("A", text), "b.md": article("B", "Text.", date="2026-05-02 10:00")})
    published(root)
    before = header(root / "output")["frame-src"]
    (root / "content" / "a.md").write_text(article("A", text, "redirect_to: /2026/05/b/\n"), "utf-8")
    built(root)

    assert before == "https://www.youtube-nocookie.com"
    assert header(root / "output")["frame-src"] == "'none'"
    assert tree(root / "output") == cold(root)[0]


def test_what_is_shown_has_a_name(tmp_path: Path) -> None:
    """Two films without titles have two names."""
    text = f'{FILM}\n\n{FILM}?t=5\n\nhttps://files.example/a.mp4\n\n![](https://files.example/b.mp3 "Rain")\n'
    root = site(tmp_path, {"a.md": article("A", text)})
    published(root)

    tree_ = page(root / "output", "/2026/05/a/")
    assert tree_.xpath("//figure/@data-title") == ["1 – YouTube", "2 – YouTube"]
    assert tree_.xpath("//video/@aria-label | //audio/@aria-label") == ["a.mp4", "Rain"]


def test_writers_who_are_trusted_write_frames_of_any_host(tmp_path: Path) -> None:
    """With `html: allow` a frame stands in the text itself, as it did."""
    text = '<iframe src="https://any.example/x" title="X"></iframe>'
    root = site(tmp_path, {"a.md": article("A", text)}, f"{CONFIG}markdown: {{html: allow}}\n")
    published(root)

    assert policy(root / "output", "/2026/05/a/")["frame-src"] == "https:"
    assert header(root / "output")["frame-src"] == "https:"


def test_what_is_wrong_is_told_at_its_place(tmp_path: Path) -> None:
    text = f"![A]({FILM}){{poster=none.png}}\n\n![B](none.mp4)\n\n{FILM} {{postr=x.png}}\n\n{FILM} {{shape=round}}\n"

    assert refused(tmp_path, {"a.md": article("A", text)}) == [
        ("box-argument", "content/a.md", 5),
        ("box-argument", "content/a.md", 7),
        ("box-argument", "content/a.md", 9),
        ("box-argument", "content/a.md", 11),
    ]


def test_films_without_encryption_and_addresses_of_nobody_are_warnings(tmp_path: Path) -> None:
    text = "http://files.example/a.mp4\n\n::: embed A {address=https://other.example/x}\n:::\n"
    text += "\n::: embed B {address=https://social.example/@ada/1099}\n:::\n"
    result = built(site(tmp_path, {"a.md": article("A", text)}))

    assert [(each.level, each.code, each.place.line, each.place.column) for each in result.diagnostics] == [
        ("warning", "embed-insecure", 5, 1),
        ("warning", "embed-unread", 7, 14),
        ("warning", "embed-host", 10, 14),
    ]
    assert "hosts: [social.example]" in result.diagnostics[2].hint
    assert page(tmp_path / "output", "/2026/05/a/").xpath("//figure//a/@href")[-2] == "https://other.example/x"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("embeds: {without: [youtub]}", "did you mean"),
        ("embeds: {hosts: [https://tube.example/]}", "write it as tube.example"),
        ("embeds: {hosts: ['tube.example:8080']}", "write it as tube.example"),
        ("embeds: {hosts: ['tube example']}", "write it as tube.example"),
        ("embeds: {hosts: ['*.example']}", "name each host"),
        ("embeds: {off: [youtube]}", "known here"),
        ("embeds: perhaps", "true or false"),
        ("embeds: [youtube]", "write embeds"),
    ],
)
def test_slips_in_newsgen_yaml_are_told(tmp_path: Path, written: str, hint: str) -> None:
    result = built(site(tmp_path, {"a.md": article()}, f"{CONFIG}{written}\n"))

    assert [(each.place.line, hint in each.hint) for each in result.diagnostics] == [(5, True)]


def test_a_site_draws_it_itself(tmp_path: Path) -> None:
    own = "{# A film.\n| argument | type | | |\n|---|---|---|---|\n| address | file | required | |\n#}\n"
    own += '<p class="own">{{ embed.provider }} {{ embed.kind }} {{ embed.is_video }} {{ embed.address }}</p>'
    root = site(tmp_path, {"a.md": article("A", f"{FILM}\n"), "../templates/shortcodes/embed.html": own})
    published(root)

    (drawn_,) = page(root / "output", "/2026/05/a/").xpath("//p[@class='own']")
    assert drawn_.text_content() == "youtube frame True https://www.youtube.com/watch?v=tPEE9ZwTmy0"


def test_a_site_below_a_path_finds_its_own_films(tmp_path: Path) -> None:
    text = "![A](https://example.org/news/films/a.mp4)\n\n![B](/films/a.mp4)\n\n![C](b.mp4)\n"
    files: dict[str, str | bytes] = {
        "a.md": article("A", text),
        "b.mp4": b"b",
        "../static/films/a.mp4": b"a",
    }
    root = site(tmp_path, files, CONFIG.replace("https://example.org", "https://example.org/news"))
    assert codes(published(root)) == []

    found = page(root / "output", "/2026/05/a/").xpath("//video/@src")
    assert found == ["/news/films/a.mp4", "/news/films/a.mp4", "/news/b.mp4"]


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_a_title_with_a_link_is_text(tmp_path: Path, engine: str) -> None:
    """The title is a link itself, and no link stands in another."""
    text = f"![See <https://other.example/> and[^1] *more*]({FILM})\n\nText[^1].\n\n[^1]: A note.\n"
    root = site(tmp_path, {"a.md": article("A", text)}, f"{CONFIG}markdown: {{engine: {engine}}}\n")
    published(root)

    (link,) = page(root / "output", "/2026/05/a/").xpath("//figcaption//a")
    assert " ".join(link.text_content().split()) == "See https://other.example/ and more"


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_what_a_writer_says_of_a_film_is_text(tmp_path: Path, engine: str) -> None:
    """In attributes, in JSON-LD and in feeds as well."""
    hostile = "<img src=x> \"' &amp; </script>"
    text = f"![{hostile}]({FILM}){{poster=p.png date=2026-05-01 caption='<i onclick=x>\"' credit=</figure>}}\n"
    files: dict[str, str | bytes] = {"a.md": article("A", text), "p.png": drawn(600, 400)}
    root = site(tmp_path, files, f"{CONFIG}markdown: {{engine: {engine}, html: escape}}\n")
    assert codes(published(root)) == []

    (figure,) = page(root / "output", "/2026/05/a/").xpath("//figure[contains(@class, 'embed')]")
    assert figure.get("data-title").startswith("<img src=x> ")
    assert [each.tag for each in figure.iter() if each.tag in {"i", "b"} or each.get("onclick")] == []
    assert "".join(figure.xpath(".//span[@class='told']/text()")) == '<i onclick=x>"'
    assert figure.xpath("string(.//*[@class='credit'])") == "</figure>"
    (data,) = figure.xpath("./script[@type='application/ld+json']/text()")
    assert json.loads(data)["name"].endswith("</script>")
    for name, texts in full_texts(root / "output").items():
        assert [each.tag for each in texts[0].iter() if each.tag in {"i", "script"}] == [], name


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_links_of_files_lead_to_them(tmp_path: Path, engine: str) -> None:
    """Also where nothing of them is shown; with the second at which they begin, without what tells of a visit."""
    text = """\
::: embed A {address=d.pdf}
:::

![B](s.mp3#t=10)

![C](https://media.example/x.mp3?a=1&utm_source=x&utm_medium=y#t=5)

::: embed D {address=f.mp4}
:::
"""
    files: dict[str, str | bytes] = {"a.md": article("A", text), "d.pdf": b"%PDF-1.4", "s.mp3": b"s", "f.mp4": b"f"}
    config = f"{CONFIG}markdown: {{engine: {engine}}}\nembeds: {{without: [film]}}\n"
    root = site(tmp_path, files, config)
    built(root)

    tree_ = page(root / "output", "/2026/05/a/")
    assert tree_.xpath("//figure//figcaption/a/@href") == [
        "/d.pdf",
        "/s.mp3#t=10",
        "https://media.example/x.mp3?a=1#t=5",
        "/f.mp4",
    ]
    assert tree_.xpath("//audio/@src") == ["/s.mp3#t=10", "https://media.example/x.mp3?a=1#t=5"]
    assert tree_.xpath("//video") == []


def test_films_of_other_programs_of_the_host_stay_where_they_are(tmp_path: Path) -> None:
    """Who moves in from elsewhere leaves gigabytes of films where they lie."""
    text = "https://example.org/old/a.mp4\n\n![B](/old/b.mp3)\n"
    root = site(tmp_path, {"a.md": article("A", text)}, f"{CONFIG}links: {{elsewhere: [/old/]}}\n")
    assert codes(published(root)) == []

    found = page(root / "output", "/2026/05/a/").xpath("//video/@src | //audio/@src | //figcaption/a/@href")
    assert found == ["/old/a.mp4", "/old/a.mp4", "/old/b.mp3", "/old/b.mp3"]
    (root / "newsgen.yaml").write_text(f"{CONFIG}links: {{elsewhere: [/older/]}}\n", "utf-8")
    warm = built(root)
    assert [each.code for each in warm.diagnostics] == ["box-argument", "box-argument"]


def test_a_line_in_another_language_stands_where_the_others_do(tmp_path: Path) -> None:
    """A page from right to left, whose language has no words for it: the words turn, and their line does not."""
    root = site(tmp_path, {"a.md": article("A", f"{FILM}\n")}, CONFIG.replace("language: en", "language: he"))
    built(root)

    (line,) = page(root / "output", "/2026/05/a/").xpath("//small[@class='privacy']")
    assert line.get("dir") is None
    assert line.xpath("./span/@dir") == ["ltr"]
