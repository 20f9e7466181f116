"""Keys that newsgen does not know, in the description of a term: mistyped ones, and those of other themes."""

from collections.abc import Mapping
from types import MappingProxyType

from newsgen.content.contacts import KEYS as OF_AUTHORS
from newsgen.content.fields import Field
from newsgen.content.keys import folded, near_miss, near_misses
from newsgen.content.sheet import Sheet
from newsgen.model import DescribedKind

_WORDS = ("title", "description", "image", "image_alt", "image_caption", "image_credit", "slug", "also")
_OF_KINDS: Mapping[DescribedKind, tuple[str, ...]] = MappingProxyType({"author": OF_AUTHORS, "series": ("order",)})
# What themes of other systems call it, folded -> what to write.
_ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("avatar", "photo", "picture", "portrait", "headshot", "profileimage", "img"), "image: …"),
        **dict.fromkeys(
            ("bio", "biography", "about", "shortbio"), "description: …, or the text below the front matter"
        ),
        **dict.fromkeys(("position", "job", "occupation", "jobrole"), "role: …"),
        **dict.fromkeys(("name", "fullname", "displayname"), "title: …"),
        **dict.fromkeys(
            (
                *(
                    "website",
                    "homepage",
                    "web",
                    "twitter",
                    "x",
                    "mastodon",
                    "bluesky",
                    "github",
                    "linkedin",
                    "facebook",
                ),
                *("instagram", "threads", "youtube", "xing"),
            ),
            "profiles: {Name: https://…}",
        ),
    }
)


def report_unknown(sheet: Sheet, kind: DescribedKind, known: frozenset[str]) -> None:
    """`key-unknown`, a warning, for what is nearly a word of such descriptions, where no other key is as near.

    `term-key-unused`, a notice, for what other themes show of authors. `known`: what newsgen.yaml says to be known.
    """
    words = (*_WORDS, *_OF_KINDS.get(kind, ()))
    for field in sheet.unknown.values():
        word = folded(field.key)
        if word in known or near_miss(field.key):
            continue
        if kind == "author" and (remedy := _ELSEWHERE.get(word)):
            _report(sheet, field, remedy)
        elif near := next(iter(near_misses(field.key, words)), ""):
            text = f'"{field.key}" is not a key that newsgen knows'
            hint = f'did you mean "{near}"? If not, name it under known_keys in newsgen.yaml'
            place = {"line": field.line, "column": field.column, "length": len(field.key)}
            sheet.findings.report("key-unknown", text, hint, **place, level="warning")


def _report(sheet: Sheet, field: Field, remedy: str) -> None:
    text = f'"{field.key}" is shown nowhere; templates find it in extra'
    place = {"line": field.line, "column": field.column, "length": len(field.key)}
    hint = f"write {remedy}, or name it under known_keys in newsgen.yaml"
    sheet.findings.report("term-key-unused", text, hint, **place, level="notice")
