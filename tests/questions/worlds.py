"""Small sites with something of everything, and single edits of them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newsgen.config import Config
from newsgen.digests import digest_of
from newsgen.gather.indexed import renamed
from newsgen.model import (
    Asset,
    Citation,
    Correction,
    Enclosure,
    Head,
    Image,
    Podcast,
    Profile,
    Series,
    Sponsor,
    TermName,
)
from newsgen.site.addressed import unseen
from newsgen.site.claims import claims
from newsgen.site.fates import hidden_at
from newsgen.site.index import Facts, Site, at, is_public
from newsgen.site.ledger import parsed
from newsgen.site.references import joined
from newsgen.site.windows import Windows

# The end of a year, so that articles stand in two.
DAYS = [datetime(2025, 12, 29, 12, tzinfo=UTC) + timedelta(days=day) for day in range(9)]
LONG_AGO = datetime(2020, 5, 1, tzinfo=UTC)
NAMES = (TermName("A", "a"), TermName("B", "b"), TermName("Ä", "a"), TermName("C", "c"))
PICTURES = ("content/one.png", "content/two.png")
LOGO = "static/logo.png"

ARTICLES = tuple(f"content/{number}.md" for number in range(1, 9))
PAGES = ("content/pages/imprint.md", "content/pages/about.md")
TERMS = tuple(f"content/{folder}/{name}.md" for folder in ("categories", "tags", "authors") for name in "ab")
# Of a category with one article, which it may lose.
LONE = "content/categories/c.md"
# Of the series that three articles are parts of.
SERIES = "content/series/s.md"
SOURCES = (*ARTICLES, *PAGES, *TERMS, LONE, SERIES)

# One address is that of an article, one leads to where there may be a page, one is gone; then what is no article.
LEDGER = parsed(
    b"/moved/ = content/1.md\n/led/ -> /2/\n/3/ gone\n/section/ = category:c\n/page/3/ = list:home\n"
    b"/category/c/feed.xml = feed:rss:category:c\n/tag/a/page/2/ = list:tag:a\n/one.png = file:one.png\n"
)

# Small enough for so few articles to cross their ends.
WINDOWS = Windows(related=2, inline=3, news=3)

_TERMS = [(), NAMES[:1], NAMES[1:2], NAMES[3:], NAMES[1:3]]

# Values for every field of a head, but for its source.
FIELDS: Mapping[str, Sequence[Any]] = {
    "form": ["article", "page"],
    "id": ["x"],
    "url": ["/1/", "/old/"],
    "slug": ["a", "b"],
    "title": ["One", "Two"],
    "lang": ["de", "en"],
    "date": [*DAYS, LONG_AGO],
    "publish_at": DAYS[-2:],
    "embargo": [None, DAYS[2]],
    "expires": [None, DAYS[2], DAYS[7]],
    "updated": [None, DAYS[2], DAYS[7]],
    "status": ["published", "draft"],
    "unlisted": [True, False],
    "featured": [True, False],
    "featured_until": [None, DAYS[2], DAYS[7]],
    "weight": [0, 1, 2],
    "events": [0, 1, 2],
    "embeds": [
        (),
        ("frame-src https://one.example",),
        ("frame-src https://two.example", "media-src https://one.example"),
    ],
    "categories": _TERMS,
    "tags": _TERMS,
    "authors": _TERMS,
    "series": [None, Series("s", slug="s"), Series("s", 2, "s"), Series("t", 1, "t"), Series("A", 1, "a")],
    "order": ["", "oldest", "newest"],
    "related": [(), ("content/2.md",), ("content/3.md", "content/1.md")],
    "image": [None, *map(Image, PICTURES)],
    "enclosure": [None, *map(Enclosure, PICTURES)],
    "podcast": [None, Podcast(), Podcast("One", cover=PICTURES[0])],
    "type": ["news", "opinion", "sponsored"],
    "sponsor": [None, Sponsor("One"), Sponsor("Two", logo=Image(PICTURES[0]))],
    "access": ["", "subscribers"],
    "agencies": [(), ("dpa",)],
    "sources": [(), (Citation("One"),), (Citation("Two", "newsgen:content/2.md"),)],
    "corrections": [
        *((), (Correction(DAYS[2], "One"),), (Correction(DAYS[7], "Two"),)),
        tuple(Correction(day, "Three") for day in DAYS[1:4]),
    ],
    "aliases": [(), ("/old/",), ("/old/", "/2/")],
    "also": [(), NAMES[1:2], (NAMES[3], NAMES[0])],
    "redirect_to": ["", "/1/", "/old/"],
    "translation_key": ["", "k", "l"],
    "menu": [(), ("main",), ("main", "foot")],
    "profiles": [(), (Profile("One", "https://one.example/"),)],
    "extra": [{"rating": 1}],
    **{
        name: [True, False]
        for name in ("noindex", "feed", "comments", "ads", "math", "toc", "reading_time", "organization")
    },
    **{name: ["Two"] for name in ("short_title", "seo_title", "kicker", "dek", "description", "teaser", "byline")},
    **{name: ["Two"] for name in ("changes", "location", "canonical_url", "source_url", "template", "role", "email")},
}


class World(Struct, frozen=True):
    """What a build reads, and when: `bodies` are keys, `files` the digests of what lies in content/ and static/."""

    heads: Mapping[str, Head]
    bodies: Mapping[str, bytes]
    files: Mapping[str, str]
    clock: datetime = DAYS[6]


class Set(Struct, frozen=True):
    """A head's field has another value."""

    source: str
    field: str
    value: Any


class Text(Struct, frozen=True):
    """A source has another text, which may refer to a picture."""

    source: str
    refers_to: str


class Removed(Struct, frozen=True):
    source: str


class Restored(Struct, frozen=True):
    """A source is there as it was at first."""

    source: str


class Saved(Struct, frozen=True):
    """A file has other bytes; none: it is gone."""

    path: str
    digest: str


class Clock(Struct, frozen=True):
    now: datetime


Edit = Set | Text | Removed | Restored | Saved | Clock


def edit(chance: Random) -> Edit:
    """Any edit; each field is as likely as any other, and as likely as another kind of edit."""
    source = chance.choice(chance.choice([ARTICLES, ARTICLES, PAGES, (*TERMS, LONE, SERIES)]))
    field = chance.choice([*FIELDS, "text", "removed", "restored", "saved", "clock"])
    match field:
        case "text":
            return Text(source, chance.choice(["", *PICTURES]))
        case "removed":
            return Removed(source)
        case "restored":
            return Restored(source)
        case "saved":
            return Saved(chance.choice([*PICTURES, LOGO]), chance.choice(["", "x", "y"]))
        case "clock":
            return Clock(chance.choice(DAYS))
        case _:
            return Set(source, field, chance.choice(FIELDS[field]))


def _first(source: str) -> Head:
    """A head as it is in every world before its edits: articles have terms, some a series, one is due each day."""
    number = SOURCES.index(source)
    form = "article" if source in ARTICLES else "page" if source in PAGES else "term"
    slug = source.rpartition("/")[2].removesuffix(".md")
    common = Head(source=source, form=form, id=source, url=f"/{slug}/", slug=slug, title=slug, lang="de")
    if form != "article":
        return common
    return replace(
        common,
        date=DAYS[number],
        publish_at=DAYS[0],
        lang="en" if number == 1 else "de",
        categories=(NAMES[-1],) if number == 3 else (NAMES[number % 2],),
        tags=(NAMES[number // 2 % 2],),
        authors=(NAMES[number // 4 % 2],),
        series=Series("s", number, "s") if number < 3 else None,
        translation_key="k" if number < 2 else "",
    )


FIRST = World(
    {source: _first(source) for source in SOURCES},
    dict.fromkeys(SOURCES, b""),
    dict.fromkeys([*PICTURES, LOGO], "x"),
)


def edited(world: World, edit: Edit) -> World:
    match edit:
        case Set(source, field, value):
            head = world.heads.get(source)
            if head is None or (head.form == "term" and field == "form"):
                return world
            return replace(world, heads={**world.heads, source: replace(head, **{field: value})})
        case Text(source, refers_to):
            return replace(world, bodies={**world.bodies, source: refers_to.encode()})
        case Removed(source):
            return replace(world, heads={each: head for each, head in world.heads.items() if each != source})
        case Restored(source):
            return replace(world, heads={**world.heads, source: FIRST.heads[source]})
        case Saved(path, digest):
            return replace(world, files={**world.files, path: digest})
        case Clock(now):
            return replace(world, clock=now)


def site(world: World) -> Site:
    """The index of a world, as gather.inputs.site_of makes it of what it read."""
    heads = {source: world.heads[source] for source in sorted(world.heads)}
    public = {source: at(head, world.clock) for source, head in heads.items() if is_public(head, world.clock)}
    facts = {source: Facts(head, digest_of(head), world.bodies[source]) for source, head in public.items()}
    said = claims((head for head in public.values() if head.form == "term"), Config().language)
    others = renamed(facts, said, Config().language)
    files = {path: Asset(path, f"/{path}", digest, 1) for path, digest in world.files.items() if digest}
    return Site(
        Config(),
        world.clock,
        facts,
        files={path: asset for path, asset in files.items() if path in PICTURES},
        static={path.removeprefix("static/"): asset for path, asset in files.items() if path not in PICTURES},
        ledger=LEDGER,
        hidden=hidden_at(world.clock, (head for source, head in heads.items() if source not in public)),
        unseen=unseen(head for source, head in heads.items() if source not in public),
        references={source: joined(_references(head, world.bodies[source])) for source, head in heads.items()},
        templates=frozenset({"article.html"}),
        windows=WINDOWS,
        claims=said,
        renamed=others,
    )


def _references(head: Head, body: bytes) -> list[str]:
    named = (head.image.src if head.image else "", head.enclosure.src if head.enclosure else "", body.decode())
    return [each for each in named if each]
