"""What pages tell search engines: each thing has what schema.org's readers require of its type.

The rules are those of Google's documentation of structured data (Article, Breadcrumb, Event, FAQ, Image metadata,
Profile page, Video) and, of types that it does not know, the properties without which schema.org's say nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from newsgen.build import Options, build
from tests.kinds.making import PNG, article, site_folder
from tests.sample import CLOCK

_ARTICLES = (
    *("NewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle", "ReviewNewsArticle"),
    "AdvertiserContentArticle",
)
# A picture is asked for where there is one.
_ARTICLE = ("headline", "datePublished", "author", "publisher", "mainEntityOfPage", "url", "inLanguage")
RULES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_ARTICLES, _ARTICLE),
    "BreadcrumbList": ("itemListElement",),
    "ListItem": ("position", "name"),
    "Event": ("name", "startDate", "location"),
    "FAQPage": ("mainEntity",),
    "Question": ("name", "acceptedAnswer"),
    "Answer": ("text",),
    "ImageGallery": ("name", "associatedMedia"),
    "AudioObject": ("name", "contentUrl", "encodingFormat", "uploadDate"),
    "PodcastEpisode": ("name", "url", "datePublished", "associatedMedia", "partOfSeries"),
    "PodcastSeries": ("name", "url", "webFeed"),
    "VideoObject": ("name", "thumbnailUrl", "uploadDate"),
    "CreativeWorkSeries": ("name", "url"),
    "ProfilePage": ("mainEntity",),
    "CorrectionComment": ("text", "datePublished"),
    "Comment": ("text", "datePublished"),
    "CreativeWork": ("name",),
    **dict.fromkeys(("WebSite", "Organization", "NewsMediaOrganization", "Person", "Place"), ("name",)),
    # One of two addresses is enough.
    "ImageObject": (),
}
# What the whole paper says of itself need not be said again where an article names it.
_BY_ID = frozenset({"@id", "@type"})
_DATES = ("datePublished", "dateModified", "startDate", "endDate", "uploadDate")
_ADDRESSES = (
    "thumbnailUrl",
    "url",
    "contentUrl",
    "embedUrl",
    "webFeed",
    "license",
    "acquireLicensePage",
    "sameAs",
    "item",
)


def things(value: object) -> Iterator[Mapping[str, Any]]:
    """Everything that has a type, what stands inside others too."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from things(each)
    elif isinstance(value, list):
        for each in value:
            yield from things(each)


def told(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted(folder.rglob("*.html")):
        for script in html.parse(path).xpath("//script[@type='application/ld+json']"):
            for thing in things(json.loads(script.text)):
                yield path.relative_to(folder).as_posix(), thing


def faults(thing: Mapping[str, Any]) -> Iterator[str]:
    type_ = thing["@type"]
    if type_ not in RULES:
        yield f"{type_} is not known here"
    if thing.keys() <= _BY_ID:
        return
    yield from (f"{type_} has no {name}" for name in RULES.get(type_, ()) if thing.get(name) in (None, "", [], {}))
    if type_ == "ImageObject" and not (thing.get("url") or thing.get("contentUrl")):
        yield "ImageObject has no address"
    yield from (f"{type_} has nothing in {name}" for name, value in thing.items() if value in (None, "", [], {}))
    for name in _DATES:
        if name in thing and not is_date(thing[name]):
            yield f"{type_} has {name}: {thing[name]}"
    for name in _ADDRESSES:
        for each in thing.get(name) if isinstance(thing.get(name), list) else [thing.get(name)]:
            if isinstance(each, str) and not is_whole(each):
                yield f"{type_} has {name}: {each}"


def is_date(text: str) -> bool:
    """ISO 8601: a day, or a moment with its distance from UTC."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return bool(date.fromisoformat(text))
    return datetime.fromisoformat(text).tzinfo is not None


def is_whole(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def test_each_thing_has_what_its_type_requires(output: Path) -> None:
    found = {(path, fault) for path, thing in told(output) for fault in faults(thing)}

    assert found == set()


def test_every_type_has_been_looked_at(sample: Path, tmp_path: Path) -> None:
    """Else a rule here would hold of nothing: what the sample paper has none of stands in a small one."""
    film = "![Ferry](https://youtu.be/tPEE9ZwTmy0){poster=cup.png date=2026-04-30}\n"
    types = enumerate(("analysis", "review", "sponsored"))
    files = {f"{n}.md": article(f"Of {type_}", "2026-05-01", film, f"type: {type_}\n") for n, type_ in types}
    site_folder(tmp_path, files)
    (tmp_path / "content/cup.png").write_bytes(PNG)
    assert build(Options(tmp_path, at=CLOCK, jobs=1)).exit_code == 0
    small = [*told(tmp_path / "output")]

    assert {(path, fault) for path, thing in small for fault in faults(thing)} == set()
    assert {thing["@type"] for _, thing in (*told(sample), *small)} == RULES.keys()


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "Event", "name": "Fair", "startDate": "2026-06-05T19:30:00+02:00"},
        {"@type": "Event", "name": "Fair", "startDate": "2026-06-05T19:30:00", "location": {"@type": "Place"}},
        {"@type": "ImageObject", "caption": "A cup"},
        {"@type": "Person", "name": "Ada", "sameAs": ["/ada/"]},
        {"@type": "Person", "name": ""},
        {"@type": "Thing", "name": "x"},
    ],
)
def test_what_breaks_a_rule_is_found(thing: Mapping[str, Any]) -> None:
    assert [*faults(thing)]
