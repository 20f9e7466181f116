"""JSON feeds by JSON Feed 1.1 (jsonfeed.org)."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from tests.sample import CLOCK
from tests.standards.files import found

Address = Annotated[str, Meta(pattern=r"^https?://\S+$")]
Words = Annotated[str, Meta(min_length=1)]
Moment = Annotated[datetime, Meta(tz=True)]


class Strict(Struct, forbid_unknown_fields=True):
    """What the standard names; nothing else is written."""


class Author(Strict):
    name: Words
    url: Address | None = None


class Attachment(Strict):
    url: Address
    mime_type: Annotated[str, Meta(pattern=r"^\w+/\S+$")]
    title: Words | None = None
    size_in_bytes: Annotated[int, Meta(ge=1)] | None = None
    duration_in_seconds: Annotated[int, Meta(ge=1)] | None = None


class Item(Strict):
    id: Words
    url: Address
    title: Words
    summary: str
    date_published: Moment
    content_html: Words | None = None
    content_text: str | None = None
    date_modified: Moment | None = None
    image: Address | None = None
    authors: list[Author] = []
    tags: list[Words] = []
    language: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-\w+)*$")] | None = None
    attachments: list[Attachment] = []


class Feed(Strict):
    version: Literal["https://jsonfeed.org/version/1.1"]
    title: Words
    home_page_url: Address
    feed_url: Address
    description: Words
    language: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-\w+)*$")]
    authors: list[Author]
    items: list[Item]


def feeds(output: Path) -> list[Feed]:
    return [msgspec.json.decode(path.read_bytes(), type=Feed) for path in found(output, "feed.json")]


def test_every_feed_has_what_it_must_and_nothing_unknown(output: Path) -> None:
    for feed in feeds(output):
        ids = [item.id for item in feed.items]

        assert len(ids) == len(set(ids)) > 0
        assert all((item.content_html is None) != (item.content_text is None) for item in feed.items)


def test_dates_are_those_of_rfc_3339_and_not_in_the_future(output: Path) -> None:
    for path in found(output, "feed.json"):
        for item in json.loads(path.read_bytes())["items"]:
            for key in item.keys() & {"date_published", "date_modified"}:
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", item[key])
                assert datetime.fromisoformat(item[key]) <= CLOCK


def test_a_change_is_told_only_where_there_was_one(rich: Path) -> None:
    items = [item for feed in feeds(rich) for item in feed.items]

    assert any(item.date_modified for item in items)
    assert all(item.date_modified is None or item.date_modified > item.date_published for item in items)


def test_no_value_is_null(output: Path) -> None:
    def refused(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert all(value is not None for _, value in pairs)
        return dict(pairs)

    for path in found(output, "feed.json"):
        json.loads(path.read_bytes(), object_pairs_hook=refused)
