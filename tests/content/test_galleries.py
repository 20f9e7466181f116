"""Galleries of a text: which paragraphs of pictures may be some, and what stands in `::: gallery`."""

import re

import pytest

from newsgen.content.markup.text import plain
from newsgen.model import Body
from newsgen.site.galleries import parted, pictures_of
from tests.content.engines import both_engines, both_trusting
from tests.content.reader import Config, body_of, told


def galleries(text: str, config: Config) -> list[tuple[int, list[str]]]:
    """The lines of a text's galleries (0: of a paragraph), and how the names of their pictures begin."""
    body = body_of(text, config=config)
    return [(box.line, _names(body, box.start, box.end)) for box in body.boxes if box.name == "gallery"]


def _names(body: Body, start: int, end: int) -> list[str]:
    return re.findall(r'<img[^>]* src="newsgen:content/2026/05/(\w+)\.jpg"', body.html[start:end])


def codes(text: str, config: Config) -> list[tuple[str, int]]:
    return [(each.code, each.line) for each in told(text, config)]


@both_engines
def test_several_pictures_in_a_paragraph_are_a_gallery(config: Config) -> None:
    """Beside one another, in lines of their own, with breaks between, as links to larger ones."""
    beside = "Vor.\n\n![a](a.jpg) ![b](b.jpg)![c](c.jpg)\n\nNach.\n"
    lines = '![a](a.jpg "Titel")\n![b](b.jpg)  \n[![c](c.jpg)](d.jpg)\n'
    named = "![a][x] ![b](b.jpg)\n\n[x]: a.jpg\n"

    assert galleries(beside, config) == [(0, ["a", "b", "c"])]
    assert galleries(lines, config) == [(0, ["a", "b", "c"])]
    assert galleries(named, config) == [(0, ["a", "b"])]
    assert plain(body_of(beside, config=config).html) == "Vor. Nach."


@both_engines
def test_other_paragraphs_are_none(config: Config) -> None:
    """One picture is a figure, and what stands among words, in lists, quotes, notes or as HTML stays what it is."""
    for text in (
        "![a](a.jpg)\n",
        "Text ![a](a.jpg) ![b](b.jpg)\n",
        "![a](a.jpg) ![b](b.jpg) Text\n",
        "![a](a.jpg) *und* ![b](b.jpg)\n",
        "[![a](a.jpg) Text](x.md) ![b](b.jpg)\n",
        "- ![a](a.jpg) ![b](b.jpg)\n\n- ![c](c.jpg)\n",
        "> ![a](a.jpg) ![b](b.jpg)\n",
        "Wort[^1]\n\n[^1]: ![a](a.jpg) ![b](b.jpg)\n",
        "| ![a](a.jpg) ![b](b.jpg) |\n|---|\n| x |\n",
        '<p><img src="a.jpg" alt=""> <img src="b.jpg" alt=""></p>\n',
        '<p class="pictures"><img src="a.jpg" alt=""> <img src="b.jpg" alt=""></p>\n',
        '<figure><img src="a.jpg" alt=""><img src="b.jpg" alt=""></figure>\n',
    ):
        assert galleries(text, config) == [], text
        assert 'class="only-pictures' not in body_of(text, config=config).html, text


@both_trusting
def test_html_of_a_trusted_writer_stays_what_it_is(config: Config) -> None:
    text = '<figure>\n\n![a](a.jpg) ![b](b.jpg)\n\n</figure>\n\n<img src="a.jpg" alt=""> <img src="b.jpg" alt="">\n'

    assert galleries(text, config) == []


@both_engines
def test_a_paragraph_of_pictures_in_a_box_is_one_in_that_box(config: Config) -> None:
    text = "![z](z.jpg) ![y](y.jpg)\n\n::: info\nText.\n\n![a](a.jpg) ![b](b.jpg)\n:::\n\n::: facts\nx\n:::\n"
    body = body_of(text, config=config)

    assert [(box.name, box.depth) for box in body.boxes] == [("gallery", 0), ("info", 0), ("gallery", 1), ("facts", 0)]
    assert [box.start for box in body.boxes] == sorted(box.start for box in body.boxes)


@both_engines
def test_a_paragraph_of_pictures_in_a_box_in_a_gallery_is_one_in_that_box(config: Config) -> None:
    """The outer one does not look into boxes, so nobody else would show its captions."""
    text = ":::: gallery\n::: info\n![a](a.jpg) ![b](b.jpg)\n:::\n\n![c](c.jpg) ![d](d.jpg)\n::::\n"
    boxes = body_of(text, config=config).boxes

    assert [(box.name, box.depth, box.line) for box in boxes] == [("gallery", 0, 1), ("info", 1, 2), ("gallery", 2, 0)]
    assert told(text, config) == []


@both_engines
def test_what_stands_in_a_gallery_is_one_gallery(config: Config) -> None:
    """Paragraphs of one picture, of several, and lists; none of them is a gallery within it."""
    text = (
        '::: gallery Titel\nText.\n\n![a](a.jpg "A")\n\n![b](b.jpg) ![c](c.jpg)\n\n- ![d](d.jpg)\n- ![e](e.jpg)\n:::\n'
    )

    assert galleries(text, config) == [(1, ["a", "b", "c", "d", "e"])]
    assert told(text, config) == []


@both_engines
def test_a_gallery_without_pictures_is_told(config: Config) -> None:
    """A writer who forgot them, or meant another box, learns of it; the text stays."""
    assert codes("Vor.\n\n::: gallery\nNur Text.\n:::\n", config) == [("gallery-empty", 3)]
    assert codes("::: gallery\n:::\n", config) == [("gallery-empty", 1)]
    assert codes("::: gallery\nText ![a](a.jpg)\n:::\n", config) == [("gallery-empty", 1)]
    assert "Nur Text." in body_of("::: gallery\nNur Text.\n:::\n", config=config).html


@both_engines
def test_what_is_no_picture_is_told(config: Config) -> None:
    """It is written like one; a paragraph that holds such a thing stays what it is."""
    for address in ("b.pdf", ""):
        text = f"![a](a.jpg) ![x]({address})\n"

        assert galleries(text, config) == [], address
        (finding,) = told(f"::: gallery\n{text}:::\n", config)
        assert (finding.code, finding.line, finding.level) == ("gallery-picture", 1, "warning")
        assert finding.what == address
    for address in ("https://img.youtube.com/vi/abc/0.jpg", "https://pictures.example/200", "b.jpg?v=1.mp4"):
        assert galleries(f"![a](a.jpg) ![x]({address})\n", config) != [], address


@both_engines
@pytest.mark.parametrize(
    "address",
    ["film.mp4", "/talk.MP3?x", "https://www.youtube.com/watch?v=tPEE9ZwTmy0", "https://youtu.be/tPEE9ZwTmy0"],
)
def test_a_film_beside_pictures_is_told(address: str, config: Config) -> None:
    """It is a link there, so that the paragraph is text; one that stands alone is shown."""
    text = f"![a](a.jpg) ![x]({address})\n"

    assert galleries(text, config) == []
    assert codes(f"::: gallery\n{text}:::\n", config) == [("gallery-empty", 1), ("embed-beside", 2)]


@both_engines
def test_an_address_that_no_page_may_have_is_told_once(config: Config) -> None:
    assert codes("::: gallery\n![a](a.jpg) ![x](javascript:x)\n:::\n", config) == [("html-removed", 2)]


@both_engines
def test_text_between_pictures_is_told(config: Config) -> None:
    """It moves below them; a picture among words is none of the gallery's."""
    behind = told("::: gallery\n![a](a.jpg)\n\nText.\n\n![b](b.jpg)\n:::\n", config)
    within = told("::: gallery\n![a](a.jpg)\n\n![b](b.jpg)\nText.\n:::\n", config)

    assert [(each.code, each.level) for each in behind] == [("gallery-text", "notice")]
    assert [(each.code, each.level) for each in within] == [("gallery-text", "warning")]


@both_engines
def test_whose_a_picture_is_stands_behind_it(config: Config) -> None:
    """Below one that stands alone, and with one of several, where it is shown when the gallery is drawn."""
    alone = '![a](a.jpg "Titel"){credit="Ada Lind & Ben"}\n\n![b](b.jpg){credit=Ben}\n'
    several = '![a](a.jpg "Titel"){credit="Ada Lind & Ben"} ![b](b.jpg){credit=Ben}\n'
    (gallery,) = body_of(several, config=config).boxes
    (box,) = body_of(f"::: gallery\n{alone}:::\n", config=config).boxes

    captions = re.findall(r"<figcaption>.*</figcaption>", body_of(alone, config=config).html)
    assert captions == [
        '<figcaption>Titel <small class="credit">Ada Lind &amp; Ben</small></figcaption>',
        '<figcaption><small class="credit">Ben</small></figcaption>',
    ]
    for text, each in ((several, gallery), (f"::: gallery\n{alone}:::\n", box)):
        html = body_of(text, config=config).html[each.start : each.end]
        found = parted([(html, False)]).pictures
        assert [(one.caption, one.credit) for one in found] == [("Titel", "Ada Lind & Ben"), (None, "Ben")]
        assert not any("credit" in one.tag for one in found)
    assert told(alone + several, config) == []


@both_engines
def test_a_credit_among_words_is_told(config: Config) -> None:
    """There is no place for it there."""
    assert codes('Text ![a](a.jpg){credit="Ada Lind"}\n', config) == [("html-removed", 1)]


@both_engines
def test_a_credit_that_cannot_be_read_is_told(config: Config) -> None:
    """A name has a blank in it, and who forgets the quotes would find braces in the paper."""
    text = (
        'Vor.\n\n![a](a.jpg){credit=Ada Lind}\n\n![a](a.jpg) {credit="Ada Lind"} x\n\n![a](a.jpg){credit="Ada Lind"}\n'
    )
    code = "`![a](a.jpg){credit=Ada Lind}`\n\n![a](a.jpg){credit=Ada}\n"

    assert codes(text, config) == [("credit-unread", 3), ("credit-unread", 5)]
    assert told(text, config)[0].what == "{credit=Ada Lind}"
    assert codes(code, config) == []


@both_engines
def test_a_caption_can_be_left_empty_on_purpose(config: Config) -> None:
    """The file may hold one that nobody wants to read."""
    for text in ('![a](a.jpg " ") ![b](b.jpg)\n', '::: gallery\n![a](a.jpg " ")\n\n![b](b.jpg)\n:::\n'):
        body = body_of(text, config=config)
        found = parted([(body.html[body.boxes[0].start : body.boxes[0].end], False)]).pictures
        assert [each.caption for each in found] == ["", None]
        assert "figcaption" not in body.html


def test_pictures_are_read_however_their_tags_are_written() -> None:
    """In capitals, with any quotes, on several lines; a writer who is trusted may write them so."""
    plain = pictures_of('<p><img src="a.jpg" alt="A" title="B"></p>')

    for tag in ('<IMG SRC="a.jpg" Alt="A" TITLE="B">', "<Img src=a.jpg\nalt='A' title=B />"):
        assert pictures_of(f"<P>{tag}</P>") == plain, tag
    assert pictures_of("<p><img alt='\"' title='\"'></p>")[0].tag == '<img alt="&quot;">'


@both_trusting
def test_a_picture_in_capitals_among_words_is_told(config: Config) -> None:
    assert codes('::: gallery\n![a](a.jpg)\n\nText <IMG SRC="b.jpg">\n:::\n', config) == [("gallery-text", 1)]


def test_pictures_alone_are_told_from_others() -> None:
    """Also in HTML that a writer wrote, closed or not."""
    picture = '<img src="a.jpg" alt="">'

    assert len(pictures_of(f"<p>{picture}<br>\n<a href='x'>{picture}</a></p>")) == 2
    assert len(pictures_of(f"<ul><li>{picture}</li><li><p>{picture}</p></li></ul>")) == 2
    (told_below,) = pictures_of(f"<figure>{picture}<figcaption>A <em>word</em></figcaption></figure>")
    assert told_below.caption == "A <em>word</em>"
    for other in (
        "",
        "<p>Text</p>",
        f"<p>{picture} x</p>",
        f"<p>x {picture}</p>",
        f"<div>{picture}</div>",
        f"<figure>{picture}{picture}</figure>",
        f"<figure>{picture}{picture}<figcaption>x</figcaption></figure>",
        f"<figure><figcaption>x</figcaption>{picture}</figure>",
        f"<figure>{picture}<figcaption>x",
        f"<p><a href='x'>{picture}{picture}</a></p>",
        f"<p><a href='x'></a>{picture}</p>",
        f"<p><video src='x'></video>{picture}</p>",
        f"<p>{picture}<script>x</script></p>",
    ):
        assert pictures_of(other) == (), other
