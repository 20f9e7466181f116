"""What newsgen cannot use of a head and can do without is told, kept, and takes no article away."""

import pytest

from newsgen.content.hiding import DECISIVE
from newsgen.content.keys import KEYS
from tests.content.reader import HEAD, head_of, reading

# These mean something in every form.
_ANY = {"extra", "corrections", "menu", "sitemap", "visibility", "members_only", "robots", "type", "image", "enclosure"}


def said(keys: str) -> list[tuple[str, str]]:
    """Level and text of what is wrong with a head, which is there all the same."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")
    assert result.head is not None
    return [(each.level, each.text) for each in result.diagnostics]


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("label: [x]", '"label" must be a text'),
        ("meta_description: {a: b}", '"meta_description" must be a text'),
        ("comments: {by: Ada}", '"comments" must be true or false'),
        ("toc: {depth: 2}", '"toc" must be true or false'),
        ("math: katex", '"math" must be true or false'),
        ("nav_order: high", '"nav_order" must be a whole number'),
        ("series: {part: 1}", '"series" has no name'),
        ("images: [{alt: x}]", '"images" has no src'),
        ("cover: {alt: x}", '"cover" has no src'),
        ("image: {src: a.jpg, alt: [b]}", 'image alt in "image" must be a text'),
        ("audio: {a: b}", '"audio" names no file'),
        ("enclosure: {src: a.mp3, length: viel}", 'length in "enclosure" must be a whole number'),
        ("menus: [[x]]", '"menus" must be a text'),
        ("lastmod: gestern", '"lastmod": "gestern" is not a date'),
        ("tags: {a: {b: c}}", '"tags" names nothing'),
        ("author: ['!!!', Ada]", '"author": "!!!" leaves nothing for an address'),
        ("taxonomies: [a]", '"taxonomies" must be a table'),
        ("layout: [a]", '"layout" must be a text'),
        ("guid: [a]", '"guid" must be a text'),
        ("sticky: oben", '"sticky" must be true or false'),
        ("feed: maybe", '"feed" must be true or false'),
        ("canonical: javascript:x", '"canonical": "javascript:x" is not the address of a page'),
        ("link: doi:10/x", '"link": "doi:10/x" is not the address of a page'),
        ("robots: [noindex]", ""),
    ],
)
def test_a_value_that_is_not_needed_is_a_warning(keys: str, text: str) -> None:
    """It names the key as written, and templates find the value in `extra`."""
    key = keys.partition(":")[0]

    if text:
        assert said(keys) == [("warning", text)]
        result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")
        assert result.head is not None
        assert key in result.head.extra
    else:
        assert said(keys) == []


@pytest.mark.parametrize("value", ["{a: {b: [c]}}", "[[{a: b}]]", "[1, [2]]"])
@pytest.mark.parametrize("name", sorted({key.name for key in KEYS if key.type != "ignored"} - DECISIVE - _ANY))
def test_no_optional_key_takes_an_article_away(name: str, value: str) -> None:
    """Whatever another theme keeps there."""
    result, _ = reading(f"---\n{HEAD}{name}: {value}\n---\nText.\n")

    assert result.head is not None
    assert {each.level for each in result.diagnostics} <= {"warning"}


@pytest.mark.parametrize(
    "keys", ["unlisted: maybe", "expires: nie", "publish_at: [x]", "slug: /x", "lang: '!'", "url: ../x"]
)
def test_what_decides_is_an_error(keys: str) -> None:
    """Whether it is public, and where."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert result.head is None
    assert "error" in {each.level for each in result.diagnostics}


def test_what_cannot_be_understood_keeps_search_engines_away() -> None:
    result, _ = reading(f"---\n{HEAD}noindex: maybe\nfeed: maybe\n---\n")

    assert result.head is not None
    assert (result.head.noindex, result.head.feed) == (True, False)


def test_a_gallery_stays_whole() -> None:
    """The first picture is the article's; another theme's templates want them all."""
    head = head_of("images: [a.jpg, b.jpg]")

    assert head.image is not None
    assert (head.image.src, head.extra) == ("content/2026/05/a.jpg", {"images": ["a.jpg", "b.jpg"]})


def test_a_category_that_is_part_of_the_address_is_an_error() -> None:
    from tests.content.reader import Config, Permalinks, found

    config = Config(permalinks=Permalinks(article="/{category}/{slug}/"))

    assert found(f"---\n{HEAD}category: '!!!'\n---\n", config=config) == [("term-empty-slug", 4, 12)]


@pytest.mark.parametrize(
    "word",
    [
        *("sponsored", "Sponsored content", "advertorial", "paid_post", "Anzeige", "WERBUNG", "Publireportage"),
        *("Sonderveröffentlichung", "Sonderveroeffentlichung", "Publirreportaje", "Contenido patrocinado", "Publicité"),
        *(
            "Publi-rédactionnel",
            "Contenu sponsorisé",
            "Pubblicità",
            "Contenuto sponsorizzato",
            "Advertentie",
            "Gesponsord",
        ),
        *("Ogłoszenie", "Artykuł sponsorowany", "Materiał sponsorowany", "[post, Anzeige]", "[news, advertorial]"),
    ],
)
@pytest.mark.parametrize("key", ["type", "genre", "article-type"])
def test_what_is_paid_for_is_marked(key: str, word: str) -> None:
    """Readers must be told, in every language of the theme; the law asks for it."""
    assert head_of(f"{key}: {word}").type == "sponsored"


def test_a_paid_text_is_one_whatever_else_it_is() -> None:
    assert head_of("type: news\ngenre: Anzeige").type == "sponsored"


@pytest.mark.parametrize("word", ["post", "posts", "text", "article", "blog", "gallery", "micro", "portfolio"])
def test_other_systems_types_are_left_to_templates(word: str) -> None:
    """Hugo's content type and Nikola's CSS class are no business of newsgen's."""
    head = head_of(f"type: {word}")

    assert (head.type, head.extra) == ("news", {"type": word})
    assert said(f"type: {word}") == []


@pytest.mark.parametrize(
    ("word", "near", "level"),
    [("sponsord", "sponsored", "error"), ("opinon", "opinion", "warning"), ("advertorail", "advertorial", "error")],
)
def test_a_mistyped_type_is_told(word: str, near: str, level: str) -> None:
    """An advertisement must not lose its mark for a letter."""
    result, _ = reading(f"---\n{HEAD}type: {word}\n---\n")

    assert [(each.code, each.level, each.hint) for each in result.diagnostics] == [
        ("type-unknown", level, f'did you mean "{near}"?')
    ]


def test_comments_of_readers_are_no_switch() -> None:
    """Jekyll's importer writes them above every text of WordPress: each was told to be neither true nor false."""
    keys = "comments:\n- {id: 371, author: Matt, content: Which hook?}"
    head = head_of(keys)

    assert (head.comments, head.extra) == (
        None,
        {"comments": [{"id": 371, "author": "Matt", "content": "Which hook?"}]},
    )
    assert said(keys) == []


def test_what_ghost_writes_above_every_text_is_told_of_none() -> None:
    assert said("comment_id: 5e23ea133c11b2c62732f1a7\nemail_recipient_filter: all\nlexical: null") == []
