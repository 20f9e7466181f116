"""Lines that are only an address: what they show, where they do, and that they are no text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgen.config import Embeds
from newsgen.content.markup.text import plain
from newsgen.model import Body
from newsgen.providers import FILMS, SOUNDS
from tests.content.engines import COMMONMARK, both_anyhow, both_engines
from tests.content.reader import CONFIG, HEAD, Config, body_of, head_of, reading, told

FILM = "https://youtu.be/tPEE9ZwTmy0"


def shown(body: Body) -> list[tuple[str, str, int, int, int]]:
    """Title, address, line, column and depth of what a text shows."""
    boxes = [each for each in body.boxes if each.name == "embed"]
    return [(each.title, each.arguments[0].value, each.line, each.column, each.depth) for each in boxes]


def with_embeds(config: Config, embeds: Embeds) -> Config:
    return Config(language="de", base_url="https://example.org", markdown=config.markdown, embeds=embeds)


@both_anyhow
def test_an_address_alone_in_a_line_is_shown(config: Config) -> None:
    body = body_of(f"Vorher.\n\n{FILM}\n\nNachher.\n", config=config)

    assert shown(body) == [("", FILM, 3, 1, 0)]
    assert body.html == "<p>Vorher.</p>\n<p>Nachher.</p>"
    assert body.html[: body.boxes[0].start] == "<p>Vorher.</p>\n"
    assert body.words == 2


@both_engines
def test_the_ways_to_write_it(config: Config) -> None:
    for written, title, column in (
        (FILM, "", 1),
        (f"<{FILM}>", "", 2),
        (f"  {FILM}  ", "", 3),
        (f"![Ein *Film*]({FILM})", "Ein <em>Film</em>", 15),
        (f"![]({FILM})", "", 5),
        (f"![\\[x\\]](<{FILM}>)", "[x]", 11),
        (f"{FILM} {{title=„Der Film“}}", "Der Film", 1),
    ):
        assert shown(body_of(f"{written}\r\n\r\nText.\r\n", config=config)) == [(title, FILM, 1, column, 0)], written


@both_engines
def test_files_of_every_kind_that_browsers_play_are_shown(config: Config) -> None:
    for suffix in (*FILMS, *SOUNDS):
        for address in (f"a.{suffix}", f"/files/a.{suffix.upper()}"):
            assert shown(body_of(f"![]({address})\n", config=config)) == [("", address, 1, 5, 0)]


@both_engines
def test_entities_and_capitals_are_those_of_the_address(config: Config) -> None:
    text = "HTTPS://WWW.YouTube.com/watch?v=tPEE9ZwTmy0&amp;t=5\n"

    assert shown(body_of(text, config=config)) == [("", "HTTPS://WWW.YouTube.com/watch?v=tPEE9ZwTmy0&t=5", 1, 1, 0)]


@both_engines
def test_braces_and_quotes_say_more(config: Config) -> None:
    text = f'![Titel]({FILM} "Die Zeile darunter"){{poster=x.jpg credit="Ada Lind"}}\n'
    (box,) = body_of(text, config=config).boxes

    assert [(each.name, each.value, each.column) for each in box.arguments[1:]] == [
        ("caption", "Die Zeile darunter", 40),
        ("poster", "x.jpg", 61),
        ("credit", "Ada Lind", 74),
    ]


@both_engines
def test_braces_that_cannot_be_read_are_told(config: Config) -> None:
    text = f"![Titel]({FILM}){{poster}}\n"

    assert [(each.level, each.code, each.line, each.column) for each in told(text, config)] == [
        ("warning", "embed-braces", 1, 39)
    ]
    assert shown(body_of(text, config=config)) == [("Titel", FILM, 1, 10, 0)]


@pytest.mark.parametrize(
    "text",
    [
        f"Ein Satz mit {FILM} darin.\n",
        f"{FILM} ist ein Film.\n",
        f"Text.\n{FILM}\n",
        f"{FILM}\nText.\n",
        f"[Der Film]({FILM})\n",
        f"[![Bild](x.png)]({FILM})\n",
        f"- {FILM}\n- zwei\n",
        f"> {FILM}\n",
        f"# {FILM}\n\nText.\n",
        f"{FILM}\n---\n",
        f"| a | b |\n|---|---|\n| {FILM} | c |\n",
        f"Wort[^1].\n\n[^1]: {FILM}\n",
        f"Wort[^1].\n\n[^1]: Text.\n\n    {FILM}\n\n    Ende.\n",
        f"```\n\n{FILM}\n\n```\n",
        f"    {FILM}\n",
        f"Text.\n\n    {FILM}\n\nText.\n",
        f"`{FILM}`\n",
        f"<!--\n\n{FILM}\n\n-->\n\nText.\n",
        f"<div>\n{FILM}\n</div>\n",
        f"<{FILM}\n",
        "https://example.org/x\n",
        "![Bild](x.jpg)\n\n![Bild](https://img.example/x.jpg)\n",
        "https://www.youtube.com/@channel\n",
        "javascript:alert(1)\n",
        "film.mp4\n",
    ],
)
@both_engines
def test_elsewhere_an_address_is_what_it_was(text: str, config: Config) -> None:
    off = with_embeds(config, Embeds(enabled=False))

    assert shown(body_of(text, config=config)) == []
    assert body_of(text, config=config) == body_of(text, config=off)
    assert [each.code for each in told(text, config) if each.code.startswith("embed")] == []


@both_engines
def test_what_stands_beside_another_line_is_told(config: Config) -> None:
    """Two addresses that an editor pastes below one another; a film that no browser shows as a picture."""
    code = f"```\n{FILM}\n{FILM}\n![b](film.mp4)\n```\n"
    text = (
        f"{FILM}\n{FILM}\n\n![a](x.jpg)\n![b](film.mp4)\n\nText\n![c]({FILM})\n\n{code}\n- ![d](d.mp3), `![e](e.mp3)`\n"
    )

    assert shown(body_of(text, config=config)) == []
    assert [(each.level, each.code, each.line, each.column) for each in told(text, config)] == [
        ("notice", "embed-beside", 1, 1),
        ("notice", "embed-beside", 2, 1),
        ("warning", "embed-beside", 5, 6),
        ("warning", "embed-beside", 8, 6),
        ("warning", "embed-beside", 16, 8),
    ]


UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.mark.parametrize(
    "written",
    [
        f"- ![A]({FILM})",
        f"See ![A]({FILM}) there.",
        f"> ![A]({FILM})",
        f"| a |\n|---|\n| ![A]({FILM}) |",
        f"## ![A]({FILM})",
        f"Word[^1].\n\n[^1]: ![A]({FILM})",
        f"![A]({FILM})\n![A](x.jpg)",
        f"![A](x.jpg)\n![A]({FILM})",
        f"Look:\n![A]({FILM})",
        f"![A][f]\n\n[f]: {FILM}",
        f"Text ![A [b](http://x.example) c]({FILM})",
        f"![A]({FILM})\\\nText",
        f"![A]({FILM}) {{poster=p.jpg}} Caption",
        "Text ![A](film.mp4)",
        "Text ![A](<my film.mp4>)",
        "Text ![A](/films/film.webm)",
        "Text ![A](film.mov)",
        "Text ![A](https://media.example/päth/x.mp3)",
        "![A](https://www.youtube.com/@channel)",
        "![A](https://vimeo.com/showcase/12345)",
        "![A](https://open.spotify.com/user/abc)",
        "![A](//www.youtube.com/watch?v=tPEE9ZwTmy0)",
        f"![A](https://tube.example/w/{UUID})",
        f"![A](https://tube.example/w/{UUID}){{poster=p.jpg credit='Ada'}}",
        f"Text ![A](https://tube.example/videos/watch/{UUID})",
        "![A](https://social.example/@ada/1099)",
        "![A](https://www.youtube.com/watch?v=tPEE9)",
    ],
)
@both_anyhow
def test_no_film_is_asked_for_as_a_picture(written: str, config: Config) -> None:
    """Each browser would ask the other host as soon as the page is open, and show nothing."""
    html = body_of(f"{written}\n", config=config).html

    sources = [src for tag in html.split("<img")[1:] for src in tag.split(">")[0].split() if "src" in src]
    assert [each for each in sources if not each.endswith('x.jpg"')] == []
    assert ">A" in html
    assert sorted({each.level for each in told(f"{written}\n", config) if each.code.startswith("embed")}) == ["warning"]


@both_engines
def test_no_film_is_asked_for_as_a_picture_of_html(config: Config) -> None:
    for written in (
        f'Text <img alt="A" src="{FILM}"> text',
        f"<IMG SRC='{FILM}' alt=A>",
        f"<p><img src={FILM} alt=A></p>",
    ):
        html = body_of(f"{written}\n", config=config).html

        assert "<img" not in html
        assert f'href="{FILM}">A</a>' in html


@both_engines
def test_pictures_of_other_hosts_stay(config: Config) -> None:
    for address in (
        "https://img.example/w/300",
        "https://img.example/@2x/a",
        "https://archive.org/download/a/b.jpg",
        "https://archive.org/services/img/a",
        "https://img.example/films/a.mp4.jpg",
    ):
        body = body_of(f"Text ![A]({address}).\n\n![A]({address})\n", config=config)

        assert body.html.count("<img") == 2, address
        assert [each for each in body.findings if each.code.startswith("embed")] == []


@both_engines
def test_a_film_in_a_link_is_text(config: Config) -> None:
    """A link can hold no other."""
    text = f"Text [![A]({FILM})](https://x.example)\n"
    html = body_of(text, config=config).html

    assert f'<a href="https://x.example"><span class="film-link" title="{FILM}">A</span></a>' in html
    assert [(each.code, each.line, each.column) for each in told(text, config)] == [("embed-beside", 1, 12)]


@both_engines
def test_films_as_pictures_are_told_where_they_stand(config: Config) -> None:
    text = f"{FILM}\n\n![a]({FILM})\n\nA [link]({FILM}), ![b]({FILM}) ![c][f]\n\n<img src='/x/f.mp4'>\n\n[f]: a.mp3\n"

    assert [(each.code, each.line, each.column) for each in told(text, config)] == [
        ("embed-beside", 5, 46),
        ("embed-beside", 7, 11),
        ("embed-beside", 9, 6),
    ]


@both_engines
def test_nothing_is_said_of_films_in_lines_where_they_are_off(config: Config) -> None:
    off = with_embeds(config, Embeds(enabled=False))

    assert told(f"Text ![A]({FILM}) and ![B](f.mp4).\n", off) == []


@both_engines
def test_a_host_that_is_not_listed_is_told(config: Config) -> None:
    """The first thing an editor does is to paste the address."""
    address = f"https://tube.example/w/{UUID}"
    text = f"![A]({address}){{poster=p.jpg}}\n\n{address} {{poster=p.jpg}}\n\nSee ![B]({address})\n"
    found = body_of(text, config=config).findings

    assert [(each.code, each.line, each.column) for each in found] == [
        ("embed-host", 1, 6),
        ("embed-host", 3, 1),
        ("embed-host", 5, 10),
    ]
    assert all('"embeds: {hosts: [tube.example]}"' in each.hint for each in found)
    assert "poster" not in body_of(text, config=config).html


@both_engines
def test_braces_are_not_shown_where_nothing_is(config: Config) -> None:
    text = f'{FILM} {{title="T" poster=p.jpg}}\n\n![A]({FILM}){{poster=p.jpg}}\n'
    for embeds in (Embeds(enabled=False), Embeds(without=("youtube",))):
        off = with_embeds(config, embeds)

        assert "poster" not in body_of(text, config=off).html
        assert f'<a href="{FILM}">{FILM}</a>' in body_of(text, config=off).html
        assert told(text, off) == []


@both_engines
def test_braces_in_the_next_line_are_told(config: Config) -> None:
    found = body_of(f"{FILM}\n{{poster=p.jpg}}\n", config=config).findings

    assert ("embed-beside", 1, "write the braces behind the address, in the same line") in [
        (each.code, each.line, each.hint) for each in found
    ]


@both_engines
def test_braces_need_no_blank(config: Config) -> None:
    for braces in ("{poster=p.jpg}", "{: poster=p.jpg }", " {poster=p.jpg}"):
        (box,) = body_of(f"{FILM}{braces}\n", config=config).boxes

        assert [each.value for each in box.arguments] == [FILM, "p.jpg"]


@both_engines
def test_names_with_blanks_are_those_of_files(config: Config) -> None:
    body = body_of('![A](<my film.mp4> "A \\"B\\"")\n', config=config)

    assert [(each.name, each.value) for each in body.boxes[0].arguments] == [
        ("address", "my%20film.mp4"),
        ("caption", 'A "B"'),
    ]


@both_engines
def test_addresses_with_other_letters_are_those_of_films(config: Config) -> None:
    assert shown(body_of("![A](https://media.example/päth/x.mp4)\n", config=config))


@both_engines
def test_a_whole_address_below_a_folder_of_the_site_is_its_own(config: Config) -> None:
    below = Config(language="de", base_url="https://example.org/zeitung/%C3%BCb%C3%A9r", markdown=config.markdown)
    for folder in ("zeitung/übér", "zeitung/%C3%BCb%C3%A9r"):
        text = f"![C](https://example.org/{folder}/films/ä.mp4)\n"

        assert shown(body_of(text, config=below))[0][1] == "/films/ä.mp4"


@both_engines
def test_code_is_as_it_was_where_providers_are_off(config: Config) -> None:
    text = f"```\n\n![a]({FILM})\n\n```\n\n![b]({FILM})\n"
    html = body_of(text, config=with_embeds(config, Embeds(without=("youtube",)))).html

    assert f"![a]({FILM})" in html
    assert f'<p><a href="{FILM}">b</a></p>' in html


@both_engines
def test_what_stands_beside_code_is_shown(config: Config) -> None:
    """A text is read once more, without the mark that stood in code."""
    text = f"```\n\n{FILM}\n\n```\n\n{FILM}\n\n- a\n\n  {FILM}\n"

    assert [(line, depth) for _, _, line, _, depth in shown(body_of(text, config=config))] == [(7, 0), (11, 0)]
    assert body_of(text, config=config).html.count(FILM) == 1


@both_engines
def test_boxes_hold_what_is_shown(config: Config) -> None:
    text = f":::: info A\n{FILM}\n\n::: aside\nText\n\n{FILM}\n:::\n::::\n\n{FILM}\n\n::: info B\nC\n:::\n{FILM}\n"
    body = body_of(text, config=config)

    assert [(box.name, box.line, box.depth) for box in body.boxes] == [
        *(("info", 1, 0), ("embed", 2, 1), ("aside", 4, 1), ("embed", 7, 2)),
        *(("embed", 11, 0), ("info", 13, 0), ("embed", 16, 0)),
    ]
    assert [plain(body.html[box.start : box.end]) for box in body.boxes] == ["Text", "", "Text", "", "", "C", ""]
    assert plain(body.html[: body.boxes[4].start]) == "Text"
    assert plain(body.html[: body.boxes[6].start]) == "Text C"
    assert told(text, config) == []


@both_engines
def test_places_of_all_else_stay(config: Config) -> None:
    text = f"{FILM}\n\nEin [Link](x.md) <blink>\n\n![a]({FILM})\n\n[y](y.md)\n"

    assert [(link.line, link.column) for link in body_of(text, config=config).links] == [(3, 12), (7, 5)]
    assert [(each.line, each.column) for each in told(text, config)] == [(3, 18)]


@pytest.mark.parametrize(
    ("text", "teaser"),
    [
        (f"{FILM}\n\nDer Anfang.\n\nMehr.\n", "Der Anfang."),
        (f"![Ein Titel]({FILM})\n\nDer Anfang.\n", "Der Anfang."),
        (f"::: info A\nIm Kasten.\n:::\n\n{FILM}\n\nDer Anfang.\n", "Der Anfang."),
        (f"Eins.\n\n![Ein Titel]({FILM})\n\nZwei.\n\n<!--more-->\n\nDrei.\n", "Eins. Zwei."),
        (f"![Ein *Titel*]({FILM})\n", "Ein Titel"),
        (f"{FILM}\n", ""),
        (f"{FILM}\n\n::: info A\nIm Kasten.\n:::\n", "Im Kasten."),
    ],
)
@both_engines
def test_a_teaser_holds_text_alone(text: str, teaser: str, config: Config) -> None:
    body = body_of(text, config=config)

    assert body.teaser == teaser
    assert "embedmark" not in body.html


@both_engines
def test_words_count_titles_and_no_addresses(config: Config) -> None:
    assert body_of(f"Eins zwei.\n\n![Drei vier]({FILM})\n\n{FILM}\n", config=config).words == 4


@both_engines
def test_files_are_shown(config: Config) -> None:
    text = "![Der Film](film.mp4)\n\n![Ton](/ton/a.mp3)\n\n<https://example.org/ton/b.ogg>\n\nhttps://files.example/c.webm\n"
    body = body_of(text, config=config)

    assert [address for _, address, *_ in shown(body)] == [
        *("film.mp4", "/ton/a.mp3", "/ton/b.ogg", "https://files.example/c.webm")
    ]
    assert body.links == ()


@both_engines
def test_providers_are_switched_off(config: Config) -> None:
    text = f"{FILM}\n\n![Ein Film]({FILM}){{poster=x.jpg}}\n\nhttps://vimeo.com/76979871\n\n![Ton](a.mp3)\n"
    some = with_embeds(config, Embeds(without=("youtube", "sound")))
    none = with_embeds(config, Embeds(enabled=False))

    assert [address for _, address, *_ in shown(body_of(text, config=some))] == ["https://vimeo.com/76979871"]
    for each in (some, none):
        html = body_of(text, config=each).html
        assert f'<a href="{FILM}">Ein Film</a>' in html
        assert '<a href="newsgen:content/2026/05/a.mp3">Ton</a>' in html
    assert shown(body_of(text, config=none)) == []


@both_engines
def test_hosts_of_newsgen_yaml_are_known(config: Config) -> None:
    text = "https://tube.example/w/abcDEF123\n"

    assert shown(body_of(text, config=config)) == []
    assert shown(body_of(text, config=with_embeds(config, Embeds(hosts=("tube.example",)))))


@both_engines
def test_a_cut_address_is_told_where_it_stands(config: Config) -> None:
    cut = "https://www.youtube.com/watch?v=tPEE9"
    text = f"Text.\n\n{cut}\n\n![Film]({cut})\n\n```\n{cut}\n```\n"

    assert [(each.code, each.line, each.column, each.what) for each in told(text, config)] == [
        ("embed-unread", 3, 1, cut),
        ("embed-unread", 5, 9, cut),
    ]
    assert f'<a href="{cut}">Film</a>' in body_of(text, config=config).html


def test_a_head_has_what_its_text_shows_of_other_hosts() -> None:
    """For the policy of its page: each once, nothing of the site itself."""
    text = f"{FILM}\n\n{FILM}\n\n![a](film.mp4)\n\nhttps://files.example/a.mp3\n\n::: embed {{address={FILM}}}\n:::\n"

    assert head_of("", text).embeds == ("frame-src https://www.youtube-nocookie.com", "media-src https://files.example")
    assert head_of("", "Text.\n").embeds == ()
    assert head_of("access: subscribers", f"Text.\n\n<!--more-->\n\n{FILM}\n").embeds == ()


def test_another_setting_makes_another_body() -> None:
    """A stored body is that of its text, and of what is shown of addresses."""
    text = f"---\n{HEAD}---\n{FILM}\n"
    configs = (CONFIG, *(with_embeds(CONFIG, each) for each in (Embeds(enabled=False), Embeds(without=("youtube",)))))
    configs = (*configs, with_embeds(CONFIG, Embeds(hosts=("youtube",))))

    assert len({reading(text, config=config)[0].body_key for config in configs}) == len(configs)


LINES = st.sampled_from(
    [
        *(
            FILM,
            f"<{FILM}>",
            f"![a]({FILM})",
            f"![a *b]({FILM}){{poster=x.jpg}}",
            "film.mp4",
            "![](film.mp4)",
            f"    {FILM}",
        ),
        *("", "", "", "Text", "```", "::: info A", ":::", "> Zitat", "- a", "1. b", "<!--", "-->", "<div>", "</div>"),
        *(
            "[^1]: Note",
            "Wort[^1]",
            "# H",
            "---",
            "| a |",
            "|---|",
            "<!--more-->",
            "embedmark0e",
            "boxmark0a",
            "\t" + FILM,
            f"- ![a]({FILM})",
            f"Text ![a]({FILM}) text",
            f"[![a]({FILM})](b.md)",
            "![b][f]",
            f"[f]: {FILM}",
            f"<img alt='>' src={FILM}>",
        ),
    ]
)


@both_engines
@settings(max_examples=150, deadline=None)
@given(text=st.lists(LINES, max_size=14).map("\n".join))
@example(text=f"> a\n\n{FILM}\n\n- b\n\n    {FILM}")
@example(text=f"- a\n\n{FILM}\n\n    {FILM}\n\n```\n\n{FILM}")
def test_no_mark_is_left_and_no_text_is_lost(text: str, config: Config) -> None:
    body = body_of(text, config=config)

    assert body.html.count("embedmark") == body.html.count("embedmark0e")
    assert plain(body.html).count("embedmark0e") <= text.count("embedmark0e")
    assert "embedmark1" not in body.teaser
    assert f'src="{FILM}' not in body.html
    n_shown = len(shown(body))
    assert n_shown <= sum(text.count(each) for each in (FILM, "(film.mp4)"))
    for box in body.boxes:
        assert 0 <= box.start <= box.end <= len(body.html)
    lines = [box.line for box in body.boxes if box.line]
    assert lines == sorted(lines)


def test_the_engines_agree() -> None:
    text = f"Vor.\n\n![T]({FILM})\n\n1. a\n\n    {FILM}\n\nNach.\n"

    assert shown(body_of(text)) == shown(body_of(text, config=COMMONMARK))
