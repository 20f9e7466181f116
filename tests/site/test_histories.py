"""Every address ever recorded, and every page of a list that there is, leads somewhere: in random histories."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from newsgen.checks.aliases import ALIASES
from newsgen.checks.clash import CLASHES
from newsgen.checks.promises import PROMISES
from newsgen.config import Config, FeedNames, Feeds, Permalinks, Redirects
from newsgen.kinds.archives import MonthOf
from newsgen.kinds.base import Output, subject_of
from newsgen.kinds.feeds import FeedOf
from newsgen.kinds.lists import TermPage
from newsgen.kinds.redirects import RedirectKind
from newsgen.model import TERM_FOLDERS, Asset, Head, TermName
from newsgen.site.fates import hidden_at
from newsgen.site.index import Facts, Site, is_public
from newsgen.site.ledger import Ledger, gone, leads_back, parsed, recorded, redirected, written
from newsgen.site.permalinks import numbered, output_path
from newsgen.site.redirects import followed, path_of
from newsgen.standard import standard as registry

DAY = timedelta(days=1)
START = datetime(2026, 3, 1, tzinfo=UTC)
REGISTRY = registry()
BASE = "/news"

# Few articles and few names, so that they come to stand where others stood.
IDS = ("1", "2", "3", "4")
NAMES = ("a", "b", "c")
DOCUMENTS = ("plan.pdf", "zahlen/t.csv")
PATTERNS = ("/{year}/{month}/{slug}/", "/{slug}.html", "/artikel/{slug}/")
OF_TERMS = ("/{}/{{slug}}/", "/rubrik-{}/{{slug}}/")


class Article(Struct, frozen=True):
    """`since` and `until`: days from the start of the history at which it comes and goes."""

    slug: str
    category: str = ""
    tag: str = ""
    author: str = ""
    since: int = 0
    until: int = 1_000
    is_draft: bool = False
    is_unlisted: bool = False
    alias: str = ""
    refers_to: str = ""


class World(Struct, frozen=True):
    articles: Mapping[str, Article] = {}
    described: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset(DOCUMENTS)
    day: int = 10
    page_size: int = 1
    pattern: int = 0
    of_terms: int = 0
    feeds: Feeds = Feeds()
    hosts: bool = False


FEEDS = (
    *(Feeds(), Feeds(formats=("rss",)), Feeds(term_formats=()), Feeds(terms=("category",))),
    *(Feeds(names=FeedNames(rss="index.xml")), Feeds(names=FeedNames(rss="feed/", category={"rss": "/f/{slug}.xml"}))),
)
FIELDS: Mapping[str, Sequence[Any]] = {
    **dict.fromkeys(("category", "tag", "author"), ("", *NAMES)),
    "slug": tuple("uvwxyz"),
    "since": (0, 5, 15, 25),
    "until": (1_000, 8, 12, 22),
    "is_draft": (False, True),
    "is_unlisted": (False, True),
    "alias": ("", "/old/", "/older/", "/category/a/", "/x.xml", "/?p=1"),
    "refers_to": ("", *DOCUMENTS),
}
OF_WORLD: Mapping[str, Sequence[Any]] = {
    "page_size": (1, 2, 3),
    "pattern": range(len(PATTERNS)),
    "of_terms": range(len(OF_TERMS)),
    "feeds": FEEDS,
    "hosts": (False, True),
    "described": (frozenset(), frozenset({"tags/a"}), frozenset({"tags/a", "tags/b", "categories/a"})),
    "files": (frozenset(DOCUMENTS), frozenset(DOCUMENTS[:1]), frozenset()),
}

WRITE = st.tuples(st.just("write"), st.sampled_from(IDS), st.sampled_from(NAMES))
DELETE = st.tuples(st.just("delete"), st.sampled_from(IDS), st.none())
CLOCK = st.tuples(st.just("clock"), st.sampled_from([1, 3, 7]), st.none())
FIELD = st.sampled_from([*FIELDS]).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(IDS), st.sampled_from(FIELDS[name]))
)
SETTING = st.sampled_from([*OF_WORLD]).flatmap(
    lambda name: st.tuples(st.just(name), st.none(), st.sampled_from(OF_WORLD[name]))
)
STEPS = st.lists(st.one_of(WRITE, FIELD, FIELD, FIELD, CLOCK, CLOCK, DELETE, SETTING), min_size=8, max_size=16)
ANSWERS = st.lists(
    st.sampled_from(["gone", "/", "page", "page", "term", "https://example.com/"]), min_size=1, max_size=4
)
Step = tuple[str, Any, Any]

# Two articles of one section; one that the clock takes with all that it alone has, one that it brings.
FIRST: Sequence[Step] = (
    *(("write", id_, name) for id_, name in zip(IDS, "aabc", strict=True)),
    *(("until", "3", 12), ("refers_to", "3", "plan.pdf"), ("since", "4", 15), ("clock", 7, None)),
)


def after(world: World, step: Step) -> World:
    name, where, value = step
    if name == "clock":
        return replace(world, day=world.day + where)
    if name in OF_WORLD:
        return replace(world, **{name: value})
    articles = dict(world.articles)
    if name == "write":
        known = articles.get(where) or Article(f"s{where}")
        articles[where] = replace(known, category=value, tag=value, author=value, is_draft=False)
    elif name == "delete":
        articles.pop(where, None)
    elif where in articles:
        articles[where] = replace(articles[where], **{name: value})
    return replace(world, articles=articles)


def site_of(world: World, ledger: Ledger) -> Site:
    """The index of a world, as a build has it."""
    clock = START + world.day * DAY
    heads = [head(world, id_, each) for id_, each in sorted(world.articles.items())]
    heads += [description(world, name) for name in sorted(world.described)]
    public = {each.source: each for each in heads if is_public(each, clock)}
    refers = {f"content/{id_}.md": each.refers_to for id_, each in world.articles.items() if each.refers_to}
    files = {f"content/{path}": Asset("", f"{BASE}/{path}", "x", 1) for path in world.files}
    hidden = [each for each in heads if each.source not in public]
    return Site(
        config(world),
        clock,
        {source: Facts(each, b"", b"") for source, each in public.items()},
        files={source: replace(asset, source=source) for source, asset in files.items()},
        ledger=ledger,
        hidden=hidden_at(clock, hidden, {source: [path] for source, path in refers.items()}),
        references={source: f"content/{path}" for source, path in refers.items()},
    )


def config(world: World) -> Config:
    of_terms = {kind: OF_TERMS[world.of_terms].format(kind) for kind in ("category", "tag", "author")}
    return Config(
        base_url=f"https://example.org{BASE}",
        permalinks=Permalinks(article=PATTERNS[world.pattern], **of_terms),
        page_size=world.page_size,
        feeds=world.feeds,
        redirects=Redirects(("nginx",) if world.hosts else ()),
    )


def head(world: World, id_: str, article: Article) -> Head:
    pattern = config(world).permalinks.patterns["article"]
    date = START + int(id_) * 31 * DAY
    values = {"slug": article.slug, "year": f"{date.year}", "month": f"{date.month:02d}"}

    def names(name: str) -> tuple[TermName, ...]:
        return (TermName(name.upper(), name),) if name else ()

    return Head(
        source=f"content/{id_}.md",
        form="article",
        id=id_,
        url=BASE + pattern.filled(values),
        slug=article.slug,
        title=id_,
        lang="en",
        date=date,
        publish_at=START + article.since * DAY,
        expires=START + article.until * DAY,
        status="draft" if article.is_draft else "published",
        unlisted=article.is_unlisted,
        categories=names(article.category),
        tags=names(article.tag),
        authors=names(article.author),
        aliases=(BASE + article.alias,) if article.alias else (),
    )


def description(world: World, name: str) -> Head:
    folder, _, slug = name.partition("/")
    url = f"{BASE}/{TERM_FOLDERS[folder]}/{slug}/"
    source = f"content/{name}.md"
    return Head(source=source, form="term", id=name, url=url, slug=slug, title=slug, lang="en")


class Published(Struct):
    """What readers have got: the file of promises, and the pages of lists that were ever there, with the lists' ids."""

    ledger: Ledger = Ledger()
    addresses: set[str] = set()
    pages: dict[str, str] = {}


def faults(site: Site) -> list[str]:
    """What stops a build, by its code."""
    plan = REGISTRY.plan(site)
    found = [each for check in (PROMISES, ALIASES, CLASHES) for each in check.run(site, plan, {})]
    return [each.code for each in found if each.level == "error"]


def answered(site: Site, answer: str) -> Ledger:
    """The ledger with an answer to whatever has vanished; one that would lead in a circle is "gone"."""
    ledger = site.ledger
    for entry, _ in site.fates.vanished:
        shown = [each.head.url for each in site.facts.values() if each.head.form == "article"]
        terms = [url for url, id_ in site.standing.promised() if id_.startswith("category:")]
        target = {"page": shown, "term": terms}.get(answer, [answer])
        led = redirected(ledger, entry.address, target[0].removeprefix(BASE)) if target else ledger
        is_good = target and answer != "gone" and not leads_back(led, entry.address)
        ledger = led if is_good else gone(ledger, entry.address)
    return ledger


def list_id(output: Output) -> str:
    """What newsgen.urls calls the list of which an output is a page."""
    subject = output.subject
    if isinstance(subject, MonthOf):
        return f"list:month:{subject.year:04}-{subject.month:02}"
    return f"list:{subject.kind}:{subject.slug}" if isinstance(subject, TermPage) else "list:home"


def publish(world: World, before: Published, answer: str, is_edited: bool) -> Published | None:
    """Build, answer for what has vanished, build again and record; None where an edit asks for what cannot be."""
    site = site_of(world, before.ledger)
    found = set(faults(site))
    assert is_edited or not found, f"the clock alone must stop no build: {found}"
    if found - {"address-vanished"}:
        return None
    if found:
        site = site_of(world, parsed(written(answered(site, answer)).encode()))
        if set(faults(site)) - {"address-vanished"}:
            return None
        assert faults(site) == [], "an answer is enough"
    plan = REGISTRY.plan(site)
    paths = {output.path for output in plan}
    heads = [facts.head for facts in site.facts.values()]
    others = [each for each in site.standing.promised() if output_path(site.config, each[0]) in paths]
    ledger = recorded(site.ledger, BASE, heads, others)
    pages = {
        address: list_id(output)
        for output in plan
        if output.kind.name in {"home", "category", "tag", "author", "month"}
        and numbered(address := f"/{output.path.removesuffix('index.html')}")
    }
    again = parsed(written(ledger).encode())
    assert again.problems == ()
    assert ledger.entries.keys() == again.entries.keys()
    kept = {each for each in again.entries if not again.entries[each].id.startswith("list:")}
    return Published(again, before.addresses | kept, {**before.pages, **pages})


def trouble(site: Site, published: Published) -> dict[str, str]:
    """Each address that leads nowhere, or twice, with what is wrong."""
    plan = REGISTRY.plan(site)
    pages = {output.path: output for output in plan if not isinstance(output.kind, RedirectKind)}
    ends = {output_path(site.config, BASE + entry.address) for entry in (*site.fates.gone, *site.fates.waiting)}
    existing = {address for address, id_ in published.pages.items() if site.standing.home(id_)}
    found = {address: _trouble(site, address, pages, ends) for address in published.addresses | existing}
    return {address: why for address, why in found.items() if why}


def _trouble(site: Site, address: str, pages: Mapping[str, Any], ends: set[str]) -> str:
    path = output_path(site.config, BASE + address)
    if path in site.redirects:
        end = followed(site.config, site.redirects, site.redirects[path])
        file = path_of(site.config, end)
        if path in ends:
            return "leads on, and is gone"
        if path in pages and not isinstance(subject_of(pages[path].kind, pages[path].encoded), FeedOf):
            return "leads on, and is a page"
        if not file:
            return "" if end.startswith("https://example.com") else f"leads to {end}"
        return "" if file in pages and file not in site.redirects else f"leads to {end}, which is no page"
    if path in pages:
        return "is a page, and gone" if path in ends else ""
    return "" if path in ends else "is nowhere"


def check(steps: list[Step], answers: list[str]) -> None:
    world = World()
    known = Published()
    for number, step in enumerate([*FIRST, *steps]):
        new = after(world, step)
        published = publish(new, known, answers[number % len(answers)], step[0] != "clock")
        if published is None:
            # The writer sees the error, and takes the edit back.
            continue
        world, known = new, published

        assert trouble(site_of(world, known.ledger), known) == {}


some = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(some, max_examples=6_000)


# A term goes by the clock, newsgen.yaml drops its feeds, and the clock brings the term back.
DROPPED: list[Step] = [
    ("since", "1", 25),
    ("clock", 1, None),
    ("feeds", None, Feeds(term_formats=())),
    ("clock", 7, None),
]


@some
@example(DROPPED, ["gone"])
@given(STEPS, ANSWERS)
def test_every_address_ever_recorded_and_every_page_of_a_list_leads_somewhere(
    steps: list[Step], answers: list[str]
) -> None:
    check(steps, answers)


@pytest.mark.nightly
@many
@given(STEPS, ANSWERS)
def test_so_it_is_in_six_thousand_histories(steps: list[Step], answers: list[str]) -> None:
    check(steps, answers)
