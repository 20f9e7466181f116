"""Every key and its synonyms mean what FRONTMATTER says."""

import pytest

from newsgen.content.keys import KEYS, folded
from newsgen.model import Correction, Enclosure, Image, Series
from tests.content.reader import CONFIG, HEAD, SOURCE, Config, found, head_of, reading


@pytest.mark.parametrize(
    ("keys", "name", "expected"),
    [
        ("guid: 'Urn:X 7'", "id", "Urn:X 7"),
        ("wp:post_id: 17", "id", "17"),
        ("headline: Kopf\ntitle:", "title", "Kopf"),
        ("title: 'It&#8217;s &amp; more'", "title", "It’s & more"),
        ("title: 'Ü'", "title", "Ü"),
        ("linkTitle: Kurz", "short_title", "Kurz"),
        ("meta_title: Kurz", "seo_title", "Kurz"),
        ("label: Kommentar", "kicker", "Kommentar"),
        ("subtitle: Unten", "dek", "Unten"),
        ("meta_description: Worum", "description", "Worum"),
        ("summary: 'Ein *Satz* mit [Link](x)'", "teaser", "Ein Satz mit Link"),
        ("custom_excerpt: Auszug", "teaser", "Auszug"),
        ("byline: Von uns", "byline", "Von uns"),
        ("dateline: Bonn", "location", "Bonn"),
        ("translationKey: abc", "translation_key", "abc"),
        ("canonical: https://a.example/x", "canonical_url", "https://a.example/x"),
        ("link: https://a.example/x", "source_url", "https://a.example/x"),
        ("status: hidden", "unlisted", True),
        ("status: private", "status", "draft"),
        ("build: {list: never}", "unlisted", True),
        ("eleventyExcludeFromCollections: true", "unlisted", True),
        ("status: pending", "status", "draft"),
        ("status: draft", "status", "draft"),
        ("status: future", "status", "published"),
        ("published: false", "status", "draft"),
        ("published: true", "status", "published"),
        ("draft: yes", "status", "draft"),
        ("draft: false", "status", "published"),
        ("status: featured", "featured", True),
        ("sticky: 1", "featured", True),
        ("pin: {until: 2026-06-01}", "featured", True),
        ("weight: '7'", "weight", 7),
        ("nav_order: -2", "weight", -2),
        ("type: press release", "type", "press-release"),
        ("type: post", "type", "news"),
        ("layout: post", "template", ""),
        ("layout: layouts/reportage.njk", "template", "reportage"),
        ("nocomments: true", "comments", False),
        ("comments: true", "comments", True),
        ("title: x", "comments", None),
        ("has_math: true", "math", True),
        ("toc: true", "toc", True),
        ("robots: noindex, nofollow", "noindex", True),
        ("sitemap: false", "noindex", True),
        ("sitemap: {disable: true}", "noindex", True),
        ("in_search_index: false", "noindex", True),
        ("feed-exclude: true", "feed", False),
        ("email_only: true", "feed", False),
        ("menus: main", "menu", ("main",)),
        ("menu: [main, footer]", "menu", ("main", "footer")),
        ("menu: {main: {weight: 5}}", "menu", ("main",)),
        ("eleventyNavigation: {key: Home}", "menu", ("main",)),
        ("redirect_to: [https://a.example/]", "redirect_to", "https://a.example/"),
        ("redirect_from: /alt/\n", "aliases", ("/alt/",)),
        ("aliases: [/alt, alter-name, 'ä.html']", "aliases", ("/alt/", "/2026/05/alter-name/", "/2026/05/%C3%A4.html")),
        ("series: Netze\npart: 2", "series", Series("Netze", 2, "netze")),
        ("series: {name: Netze, part: 3}", "series", Series("Netze", 3, "netze")),
        ("series: [Netze]", "series", Series("Netze", slug="netze")),
        (
            "enclosure: {url: a.mp3, length: 17, type: audio/mpeg}",
            "enclosure",
            Enclosure("content/2026/05/a.mp3", 17, "audio/mpeg"),
        ),
        ("audio: https://a.example/a.mp3", "enclosure", Enclosure("https://a.example/a.mp3", type="audio/mpeg")),
        ("lang: zh_tw", "lang", "zh-TW"),
        ("locale: de_AT.UTF-8", "lang", "de-AT"),
        (
            "extra: {a: 1}\nparams: {b: [true, x, 1.5]}\nmine: 2026-01-01",
            "extra",
            {"a": 1, "b": [True, "x", 1.5], "mine": "2026-01-01"},
        ),
        ("cascade: {x: 1}\npriority: 0.5", "extra", {}),
        ("visibility: public", "extra", {}),
    ],
)
def test_a_key_means(keys: str, name: str, expected: object) -> None:
    """Articles of six other systems build unchanged."""
    assert getattr(head_of(keys), name) == expected


@pytest.mark.parametrize(
    ("keys", "date", "publish_at"),
    [
        ("date: 2026-05-01", "2026-05-01", "2026-05-01"),
        ("date:\npublishDate: 2026-05-02", "2026-05-02", "2026-05-02"),
        ("date: 2026-05-01\npublishDate: 2026-05-02", "2026-05-01", "2026-05-02"),
        ("date: 2026-05-03\npublishDate: 2026-05-02", "2026-05-03", "2026-05-03"),
        ("date: 2026-05-01\nembargo: 2026-05-02", "2026-05-02", "2026-05-02"),
        ("date: 2026-05-03\nembargo: 2026-05-02", "2026-05-03", "2026-05-03"),
        ("date: 2026-05-01\npublishDate: 2026-05-02\nembargo: 2026-05-04", "2026-05-04", "2026-05-04"),
        ("date: 2026-05-01\npublishDate: 2026-05-04\nembargo: 2026-05-02", "2026-05-02", "2026-05-04"),
        ("date:\nsperrfrist: 2026-05-02", "2026-05-02", "2026-05-02"),
        ("date: 2026-05-01\nembargo: 2026-05-02\nsperrfrist: 2026-05-03", "2026-05-03", "2026-05-03"),
        ("date: 2026-05-01\npublished: 2026-08-18", "2026-05-01", "2026-08-18"),
        ("date:\npublished: 2026-08-18", "2026-08-18", "2026-08-18"),
        ("date:\npublished_at: 2026-08-18", "2026-08-18", "2026-08-18"),
        ("date:\npubDate: 2026-08-18", "2026-08-18", "2026-08-18"),
    ],
)
def test_when_it_is_dated_and_when_public(keys: str, date: str, publish_at: str) -> None:
    """What was under embargo is dated with its end; without one, too, nothing is public before its date."""
    head = head_of(keys)

    assert (head.date.date().isoformat(), head.publish_at.date().isoformat()) == (date, publish_at)


@pytest.mark.parametrize("status", ["skip", "trash", "inherit"])
def test_what_shall_not_be_read_is_not(status: str) -> None:
    """Pelican's skip and WordPress's bin are no errors, whatever else they hold."""
    result, body = reading(f"---\nstatus: {status}\ndate: nie\n---\n")

    assert (result.head, result.diagnostics, body) == (None, (), None)


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ("tags: a b", ["a b"]),
        ("tags: a, b", ["a", "b"]),
        ("tags: Last, First; B", ["Last, First", "B"]),
        ("tags: [a, 'b, c']", ["a", "b, c"]),
        ("tags:", []),
        ("tags: []", []),
        ("tags: ''", []),
        ("tags: [a, A, a ]", ["a"]),
        ("tag: x\nkeywords: y", ["x", "y"]),
        ("tags: [1, yes, 2026-01-01]", ["1", "yes", "2026-01-01"]),
        ("tags: [{name: x}, {title: y}]", ["x", "y"]),
        ("taxonomies: {tags: [x]}", ["x"]),
        ("tags: ['R&amp;D']", ["R&D"]),
    ],
)
def test_tags(keys: str, names: list[str]) -> None:
    """Cut at commas or semicolons, never at blanks."""
    assert [tag.name for tag in head_of(keys).tags] == names


def test_categories_and_authors_come_one_and_many() -> None:
    """First is the main section; a hierarchy is one name."""
    head = head_of("categories: [Netz/Strom, Recht]\nauthor: {name: Ä. Ö, url: x}")

    assert [(each.name, each.slug) for each in head.categories] == [("Netz/Strom", "netz-strom"), ("Recht", "recht")]
    assert [(each.name, each.slug) for each in head.authors] == [("Ä. Ö", "ae-oe")]


def test_terms_have_one_slug_in_articles_of_every_language() -> None:
    """Else an English article would stand in a category of its own."""
    assert head_of("lang: en\ncategory: Künstliche").categories[0].slug == "kuenstliche"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("image: cup.jpg", Image("content/2026/05/cup.jpg")),
        (
            "image: ../06/cup.jpg\nimage_alt: A\nimage_caption: B\nimage_credit: C",
            Image("content/2026/06/cup.jpg", "A", "B", "C"),
        ),
        (
            "cover: {image: cup.jpg, alt: A, caption: B, credit: C, license: D, focus: E}",
            Image("content/2026/05/cup.jpg", "A", "B", "C", "D", "E"),
        ),
        ("images: [/img/cup.jpg, b.jpg]", Image("static/img/cup.jpg")),
        ("resources: [{src: cup.jpg, title: T}]", Image("content/2026/05/cup.jpg", "", "T")),
        (
            "resources: [{src: '**.pdf', title: P}, {src: plan.pdf}, {src: 'x*.jpg'}, {src: cup.jpg}]",
            Image("content/2026/05/cup.jpg"),
        ),
        ("heroImage: https://a.example/x.jpg", Image("https://a.example/x.jpg")),
        ("image: ''", None),
        ("image: []", None),
    ],
)
def test_images(keys: str, expected: Image | None) -> None:
    """A path beside the file, below static/, or a URL."""
    assert head_of(keys).image == expected


def test_a_missing_picture_can_be_reported_at_its_place() -> None:
    """Whether it exists, only the site knows."""
    result, _ = reading("---\ntitle: A\ndate: 2026-05-01\nimage: {src: cup.jpg, alt: x}\n---\n")

    assert [(link.target, link.line, link.column) for link in result.image_places] == [
        ("content/2026/05/cup.jpg", 4, 14)
    ]


def test_corrections_have_a_day_and_a_text() -> None:
    """A correction without a day is of the last change."""
    head = head_of(
        "updated: 2026-05-03\ncorrections:\n  - {date: 2026-05-02, type: Namen, text: Sie heißt Ute}\n  - Kurz"
    )

    assert [(each.date.day, each.text, each.type) for each in head.corrections] == [
        (2, "Sie heißt Ute", "Namen"),
        (3, "Kurz", ""),
    ]
    assert isinstance(head.corrections[0], Correction)


def test_updated_on_the_day_of_publication_is_no_mistake() -> None:
    """A day has no hour that could be too early."""
    assert head_of("date: 2026-05-01 10:00\nupdated: 2026-05-01").updated is None
    assert head_of("date: 2026-05-01\nupdated: 2026-05-01").updated is not None


def test_dates_are_aware_and_read_back_the_same() -> None:
    """Warm equals cold: what the cache gives back is the same value."""
    import msgspec

    result, _ = reading("---\ntitle: A\ndate: 1890-01-01\nupdated: 2026-05-01 10:00 UTC\n---\n")
    again = msgspec.json.decode(msgspec.json.encode(result), type=type(result))

    assert again == result
    assert repr(again) == repr(result)


@pytest.mark.parametrize(
    ("source", "keys", "url", "form"),
    [
        ("content/2026/05/cup.md", "", "/2026/05/cup/", "article"),
        ("content/2026-05-02-Über Maß.md", "", "/2026/05/ueber-mass/", "article"),
        ("content/2026-5-2-cup.md", "", "/2026/05/cup/", "article"),
        ("content/U\u0308ber.md", "", "/2026/05/ueber/", "article"),
        ("content/cup.en.md", "", "/2026/05/cup/", "article"),
        ("content/x/cup/index.md", "", "/2026/05/cup/", "article"),
        ("content/cup.md", "slug: Der_Pokal.2", "/2026/05/Der_Pokal.2/", "article"),
        ("content/cup.md", "slug: 冬季", "/2026/05/%E5%86%AC%E5%AD%A3/", "article"),
        ("content/cup.md", "url: über uns.html", "/%C3%BCber%20uns.html", "article"),
        ("content/cup.md", "url: /%C3%BCber/", "/%C3%BCber/", "article"),
        ("content/cup.md", "url: /100%/", "/100%25/", "article"),
        ("content/cup.md", "permalink: /:year/:title/", "/2026/cup/", "article"),
        ("content/cup.md", "save_as: a/index.html", "/a/", "article"),
        ("content/pages/impressum.md", "", "/impressum/", "page"),
        ("content/pages/a/b.md", "", "/b/", "page"),
        ("content/categories/ki.md", "", "/category/ki/", "term"),
        ("content/tags/Künstlich.md", "", "/tag/kuenstlich/", "term"),
        ("content/authors/ute.md", "", "/author/ute/", "term"),
        ("content/authors/deep/ute.md", "", "/2026/05/ute/", "article"),
    ],
)
def test_addresses(source: str, keys: str, url: str, form: str) -> None:
    """What the path says, unless a key says otherwise."""
    head = head_of(keys, source=source)

    assert (head.url, head.form) == (url, form)


def test_the_base_path_stands_before_every_address() -> None:
    """A site may live in a folder of its host."""
    config = Config(base_url="https://example.org/news/")
    head = head_of("aliases: [/alt/, neu]", config=config)

    assert head.url == "/news/2026/05/cup/"
    assert head.aliases == ("/news/alt/", "/news/2026/05/neu/")


def test_a_slug_that_cannot_stand_is_mended_with_a_warning() -> None:
    """It is kept as given wherever it can be, for it may be a promise."""
    assert found("---\ntitle: A\ndate: 2026-05-01\nslug: Über uns\n---\n") == [("slug-changed", 4, 7)]
    assert head_of("slug: Über uns").slug == "ueber-uns"


def test_a_page_needs_no_date_and_a_term_no_title() -> None:
    """An imprint is of no day; a term without words of its own has the articles' name for it."""
    assert found("---\ntitle: Impressum\n---\n", "content/pages/impressum.md") == []
    assert found("Nur Text\n", "content/tags/ki.md") == []


@pytest.mark.parametrize(
    "host_config", [CONFIG, Config(timezone="Pacific/Auckland"), Config(timezone="America/Los_Angeles")]
)
def test_the_date_in_a_file_name_is_a_day_of_the_site(host_config: Config) -> None:
    """Whatever its zone, the address has that day's month."""
    result, _ = reading("# Titel\n\nText\n", "content/2026-05-01-cup.md", host_config)

    assert result.head is not None
    assert result.head.date.date().isoformat() == "2026-05-01"
    assert result.head.url == "/2026/05/cup/"


def test_the_date_key_counts_more_than_the_file_name() -> None:
    """They disagree in 308 of 20,000 real files."""
    assert head_of("date: 2025-01-02", source="content/2026-05-01-cup.md").date.year == 2025


def test_no_word_of_the_table_means_two_things() -> None:
    """Else the order of the table would decide."""
    words = [folded(word) for key in KEYS for word in (key.name, *key.synonyms)]

    assert sorted(words) == sorted(set(words))


def test_the_id_is_the_path_unless_it_is_given() -> None:
    """It has to outlive titles."""
    assert head_of("").id == "2026/05/cup"
    assert head_of("", source=SOURCE).source == SOURCE


@pytest.mark.parametrize("target", ["z.md", "../b/Z.MD#part", "/2026/z.markdown"])
def test_readers_are_not_led_to_the_file_of_an_article(target: str) -> None:
    """It is no address, and may be the name of a draft."""
    assert found(f"---\ntitle: A\ndate: 2026-05-01\nredirect_to: {target}\n---\n") == [("url-unsafe", 4, 14)]


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}"])
@pytest.mark.parametrize("source", [SOURCE, "content/index.md"])
def test_an_address_that_is_no_text_takes_no_article_away_in_silence(value: str, source: str) -> None:
    told = [code for code, _, _ in found(f"---\ntitle: A\ndate: 2026-05-01\npermalink: {value}\n---\n", source)]

    assert told == ["value-type"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("'The <em>Guardian</em> and the <a href=\"/x\">rest</a>'", "The Guardian and the rest"),
        ("'One<br>two <b><i>three</i></b>'", "One two three"),
        ("'&lt;em&gt;old&lt;/em&gt; exports'", "old exports"),
        ("'The <em> element, and <title>'", "The <em> element, and <title>"),
        ("'List<String> and a < b > c'", "List<String> and a < b > c"),
        ("'<script>alert(1)</script>'", "<script>alert(1)</script>"),
    ],
)
def test_words_in_elements_of_a_title_are_words(written: str, title: str) -> None:
    """Jekyll and WordPress show them as HTML, newsgen showed the tags; a tag alone is what the title speaks of."""
    head = head_of(f"title: {written}\nkicker: {written}")

    assert (head.title, head.kicker) == (title, title)


def test_what_stands_below_a_headline_and_at_a_picture_has_no_marks() -> None:
    """Hugo's and Jekyll's themes read Markdown there."""
    caption = "Image credit: [**Unsplash**](https://unsplash.com/x_(y)), <a href='https://x.example'>x</a>"
    image = f'image: {{src: a.jpg, caption: "{caption}"}}'
    head = head_of(f'dek: A *new* `one`\ndescription: "[Who](https://a.example) it is"\n{image}')

    assert (head.dek, head.description) == ("A new one", "Who it is")
    assert head.image is not None
    assert head.image.caption == "Image credit: Unsplash, x"


@pytest.mark.parametrize(
    "credit", ["image_credit: '[Ada](https://a.example)'", "image: {src: a.jpg, credit: '[Ada](https://a.example)'}"]
)
def test_a_link_at_a_picture_is_told(credit: str) -> None:
    keys = credit if credit.startswith("image:") else f"image: a.jpg\n{credit}"
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    (found,) = [each for each in result.diagnostics if each.code == "caption-link"]
    assert (found.level, found.text) == ("warning", 'a link in "Ada" is left out, for what stands at a picture is text')


def test_a_date_may_say_when_it_was_written_and_changed() -> None:
    """Material for MkDocs has both under one key."""
    head = head_of("date:\n  created: 2026-05-01\n  updated: 2026-05-03")

    assert (head.date.day, head.updated and head.updated.day) == (1, 3)


@pytest.mark.parametrize(
    "keys", ["date: {updated: 2026-05-03}", "expires: {created: 2026-05-03}", "date: {created: nie}"]
)
def test_a_map_without_a_day_is_no_date(keys: str) -> None:
    assert [code for code, _, _ in found(f"---\ntitle: A\n{keys}\n---\nText.\n")][:1] == ["date-unreadable"]
