"""Patterns of addresses: one language for all kinds of pages, and every mistake in it at its place in newsgen.yaml."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.config import Config, Permalinks
from newsgen.config_file import load
from newsgen.placeholders import RULES, Kind, mistakes, parsed
from newsgen.site.permalinks import month_url, output_path, term_url, year_url


def said(kind: str, pattern: str) -> tuple[str, str]:
    """The text and the hint of the one mistake that newsgen.yaml has with a pattern."""
    config, (found,) = load(f"title: x\npermalinks:\n  {kind}: {json.dumps(pattern)}\n", "newsgen.yaml")
    assert config is None
    assert (found.code, str(found.place)) == ("config-value", f"newsgen.yaml:3:{len(kind) + 5}")
    return found.text, found.hint


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("tag", "/{lang}/{slug}/"),
        ("tag", "/{slug}/{year}/"),
        ("year", "/{year}/{slug}/"),
        ("month", "/{year}/{month}/{day}/"),
        ("article", "/{tag}/{slug}/"),
        ("article", "/{slug}/{slug!r}/"),
        ("article", "/{slug}/{slug:>10}/"),
        ("article", "/{slug}/{slug.__class__}/"),
        ("article", "/{slug}/{slug[0]}/"),
        ("article", "/{slug}/{0}/"),
        ("article", "/{slug}/{}/"),
        ("article", "/{slug}/{ }/"),
        ("article", "/{slug}/{date:%Y}/"),
        ("article", "/{slug}/{Year}/"),
        ("category", "/{slug}/{ſlug}/"),
    ],
)
def test_a_placeholder_that_a_kind_does_not_know_is_told_with_those_it_knows(kind: Kind, pattern: str) -> None:
    text, hint = said(kind, pattern)

    assert "is no placeholder of this pattern" in text
    assert hint.endswith(f"known here: {', '.join(f'{{{name}}}' for name in RULES[kind].known)}")


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [("/{slgu}/", "{slug}"), ("/{Slug}/", "{slug}"), ("/{slug!r}/", "{slug}"), ("/{ mnth }/{slug}/", "{month}")],
)
def test_what_may_be_meant_is_told(pattern: str, meant: str) -> None:
    assert said("article", pattern)[1].startswith(f'did you mean "{meant}"?')


@pytest.mark.parametrize("pattern", ["/c/{slug/", "/{slug}}/", "/{{slug}}/", "/{slug}/{", "/}{slug}/", "/{slug}/{x{y/"])
@pytest.mark.parametrize("kind", ["article", "tag"])
def test_a_brace_without_its_fellow_is_a_mistake(kind: str, pattern: str) -> None:
    """One was a traceback where terms' addresses are made, and was published as it is in articles'."""
    assert "brace that belongs to no placeholder" in said(kind, pattern)[0]


@pytest.mark.parametrize(
    ("kind", "pattern", "fault"),
    [
        ("article", "/{year}/{month}/", "{slug} or {path} or {id} or {day}: all articles would have one address"),
        ("page", "/about/", "{slug} or {path} or {id}: all pages would have one address"),
        ("tag", "/tag/", "{slug}: all of them would have one address"),
        ("author", "/author/", "{slug}: all of them would have one address"),
        ("year", "/archive/", "{year}: all years would have one address"),
        ("month", "/{month}/", "{year}: several months would have one address"),
        ("month", "/{year}/", "{month}: several months would have one address"),
    ],
)
def test_a_pattern_without_what_tells_its_pages_apart_is_a_mistake(kind: str, pattern: str, fault: str) -> None:
    """Every article said that another wants its address, and that another slug would help: none would."""
    assert said(kind, pattern)[0] == f'"{pattern}" holds no {fault}'


@pytest.mark.parametrize(
    "pattern",
    [
        *("", " ", "{slug}/", "https://example.org/{slug}/", "//{slug}/", "/a//{slug}/", "/{slug}//", "~/{slug}"),
        *(
            "/../{slug}/",
            "/./{slug}/",
            "/a/../{slug}/",
            "/%2e%2e/{slug}/",
            "/%2E./{slug}/",
            "/a%2f{slug}/",
            "/%5c{slug}",
        ),
        *("/{slug}/?x=1", "/{slug}#top", "/{slug}%3fx", "/a\\{slug}/", "/a:{slug}/", "/a*/{slug}/", "/con/{slug}/"),
        *("/ a/{slug}/", "/a /{slug}/", "/{slug} /", "/a\t/{slug}/", "/a\n{slug}/", "/a\u200b/{slug}/", "/%0a{slug}/"),
        *("/%ff/{slug}/", "/a./{slug}/", f"/{'a' * 300}/{{slug}}/", f"/{'abc/' * 300}{{slug}}/"),
        *(
            "/_headers/{slug}",
            "/{slug}.php",
            "/{slug}.php/",
            "/functions/{slug}/",
            "/{slug}.txt",
            "/.well-known/{slug}/",
        ),
        *("/:slug/{slug}/", "/%postname%/{slug}/", "/{slug}/index.php", "/cgi-bin/{slug}"),
    ],
)
@pytest.mark.parametrize("kind", ["page", "category"])
def test_what_no_host_can_serve_is_a_mistake_of_the_pattern(kind: str, pattern: str) -> None:
    """Terms' pages were published there, one even outside of the output folder; articles told it one by one."""
    text, hint = said(kind, pattern)

    assert text.startswith('"')
    assert hint


@pytest.mark.parametrize("value", ["[a]", "{a: b}"])
def test_what_is_no_text_is_no_pattern(value: str) -> None:
    _, (found,) = load(f"permalinks: {{tag: {value}}}", "newsgen.yaml")

    assert (found.code, str(found.place)) == ("config-type", "newsgen.yaml:1:19")


def test_every_pattern_of_the_default_is_good() -> None:
    for kind in RULES:
        assert list(mistakes(getattr(Permalinks(), kind), kind, "")) == []


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "/{year}/{month}/{slug}/",
            "/{slug}.html",
            "/{slug}",
            "/{id}",
            "/{year}/{month}/{day}/",
            "/news/{slug}-{id}/",
        ),
        *(
            "/{lang}/{category}/{slug}/",
            "/{year}-{month}/{slug}/",
            "/~a/@b/{slug}/",
            "/my news/{slug}/",
            "/nyheter-på/{slug}/",
        ),
        *("/100%/{slug}/", "/caf%C3%A9/{slug}/", "/blog/{year}/{month}/{day}/{slug}.html"),
    ],
)
def test_what_sites_have_is_no_mistake(pattern: str) -> None:
    assert list(mistakes(pattern, "article", "")) == []


@pytest.mark.parametrize(
    ("pattern", "url", "path"),
    [
        ("/tag/{slug}/", "/news/tag/cup/", "tag/cup/index.html"),
        ("/tag/{slug}", "/news/tag/cup", "tag/cup/index.html"),
        ("/tag/{slug}.html", "/news/tag/cup.html", "tag/cup.html"),
        ("/@{slug}/", "/news/%40cup/", "@cup/index.html"),
        ("/my tags/{slug}/", "/news/my%20tags/cup/", "my tags/cup/index.html"),
        ("/märkte/{slug}/", "/news/m%C3%A4rkte/cup/", "märkte/cup/index.html"),
        ("/m%C3%A4rkte/{slug}/", "/news/m%C3%A4rkte/cup/", "märkte/cup/index.html"),
        ("/100%/{slug}/", "/news/100%25/cup/", "100%/cup/index.html"),
        ("/{slug}/{slug}/", "/news/cup/cup/", "cup/cup/index.html"),
    ],
)
def test_a_term_stands_where_its_pattern_says(pattern: str, url: str, path: str) -> None:
    config = Config(base_url="https://example.org/news", permalinks=Permalinks(tag=pattern))

    assert term_url(config, "tag", "cup") == url
    assert output_path(config, url) == path


def test_a_year_has_four_digits() -> None:
    """So that addresses of one length stay in the order of their years."""
    config = Config()

    assert year_url(config, 800) == "/0800/"
    assert month_url(config, 800, 5) == "/0800/05/"


def test_a_placeholder_without_a_value_leaves_no_folder() -> None:
    assert parsed("/{category}/{year}/{slug}/").filled({"slug": "cup"}) == "/cup/"


@given(st.text(alphabet="/{}slugyear!:0.\\ %2eé", max_size=30), st.sampled_from(sorted(RULES)))
def test_a_pattern_that_is_taken_stays_inside(pattern: str, kind: Kind) -> None:
    config, _ = load(f"permalinks: {{{kind}: {json.dumps(pattern)}}}", "newsgen.yaml")
    if config is None:
        return

    path = config.permalinks.patterns[kind].filled(dict.fromkeys(RULES["article"].known, "x"))
    assert path.startswith("/")
    assert not {"", ".", ".."} & set(path.strip("/").split("/")) or path == "/"


@pytest.mark.parametrize("suffix", ["xml", "json", "XML", "pdf", "txt", "jpg", "rss"])
@pytest.mark.parametrize("kind", ["article", "page", "tag"])
def test_no_page_is_called_as_what_is_none(kind: str, suffix: str) -> None:
    """Hosts and browsers take a page at /cup.xml for a broken file of that sort."""
    text, hint = said(kind, f"/a/{{slug}}.{suffix}")

    assert f'what is named ".{suffix.lower()}" is no page to hosts and browsers' in text
    assert hint


@pytest.mark.parametrize("pattern", ["/{slug}.html", "/{slug}.htm", "/v1.2/{slug}/", "/{slug}"])
def test_pages_may_be_called_as_pages_are(pattern: str) -> None:
    config, found = load(f"permalinks: {{article: '{pattern}'}}\n", "newsgen.yaml")

    assert (config is not None, found) == (True, ())
