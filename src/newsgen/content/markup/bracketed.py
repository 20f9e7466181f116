"""Tags in square brackets, as WordPress and forums have them: `[name]`, `[name key="value"]`, `[/name]`."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from newsgen.expressions import expression

# Exporters put `\` before brackets and low lines. What leads somewhere is a link.
_TAG = expression(
    r"(?P<escape>\\?)\[(?P<end>/?)(?P<name>[A-Za-z_](?:[\w-]|\\_)*+!?)"
    r"(?P<rest>[ =#](?:[^\[\]\n\\]|\\[^\[\]\n])*+)?(?:\\\]|\](?![(:]))"
)
_DEFINED = expression(r"^[ \t>]*+\[([^\[\]\n]++)\]:", re.MULTILINE)
# Shortcodes of WordPress and its common plugins, and codes of forums: names that are no words of prose, those of
# services, and words that are meant only with an attribute or an end. "[video plays]" and "[map]" are an editor's.
_NAMES = frozenset(
    {
        *("caption", "gallery", "embed", "playlist", "contact-form-7", "contact-form", "gravityform", "wpforms"),
        *("nggallery", "adsense", "gmap", "powerpress", "latexpage"),
    }
)
_SERVICES = frozenset(
    {
        *("youtube", "vimeo", "soundcloud", "spotify", "tweet", "twitter", "instagram", "facebook", "googlemaps"),
        *("slideshare", "dailymotion", "flickr", "gist", "sourcecode", "wpvideo"),
    }
)
_WORDS = frozenset(
    {
        *("audio", "video", "map", "button", "dropcap", "pullquote", "quote", "spoiler", "toggle", "accordion", "tabs"),
        *("tab", "column", "row", "poll", "code", "latex", "b", "i", "u", "s", "url", "img", "color", "size", "font"),
        *("list", "center"),
    }
)
_UNDERLINED = expression(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
# An equals sign behind a single letter is a mathematician's: [bei n=12].
_VALUES = expression(r"""(?:[ ]++[\w-]{2,}+=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s"'=]++))++[ ]*+/?""")
# Blanks beside a tag, which may stand in a line of a megabyte.
_NEAR = 40
# A joke of readers and columnists.
_JOKES = frozenset({"ironie", "irony", "sarkasmus", "sarcasm", "satire", "zynismus", "rant", "joke"})


class Bracketed(NamedTuple):
    """A tag: where it begins, its name in small letters, what stands behind the name, how it is written without `\\`.

    `is_alone`: nothing else stands in its line.
    """

    offset: int
    name: str
    rest: str
    written: str
    is_end: bool
    is_alone: bool


def bracketed(text: str) -> list[Bracketed]:
    """All that looks like one, remarks in brackets and what refers to a definition included."""
    return list(_bracketed(text)) if "[" in text else []


def _bracketed(text: str) -> Iterator[Bracketed]:
    defined = frozenset(map(str.lower, _DEFINED().findall(text))) if "]:" in text else frozenset[str]()
    for match in _TAG().finditer(text):
        before = text[match.start() - 1 : match.start()]
        # What refers to a definition, of a picture or a link: ![name], [text][name].
        if not match["escape"] and (before == "!" or (before == "]" and match[0][1:-1].lower() in defined)):
            continue
        written, name = match[0].replace("\\", ""), match["name"].replace("\\", "").lower()
        is_alone = _is_alone(text, match.start(), match.end())
        yield Bracketed(match.start(), name, match["rest"] or "", written, bool(match["end"]), is_alone)


def _is_alone(text: str, begin: int, end: int) -> bool:
    before = text[max(0, begin - _NEAR) : begin].rpartition("\n")[2]
    return not before.strip() and not text[end : end + _NEAR].partition("\n")[0].strip()


def paired(tags: Sequence[Bracketed]) -> frozenset[str]:
    """The names of those that have a beginning and an end, which nothing but a shortcode has."""
    return (_names(tags, False) & _names(tags, True)) - _JOKES


def _names(tags: Iterable[Bracketed], is_end: bool) -> frozenset[str]:
    return frozenset(tag.name for tag in tags if tag.is_end == is_end)


def shortcodes(tags: Sequence[Bracketed]) -> Iterator[Bracketed]:
    """Those that are no remark of an editor."""
    pairs = paired(tags)
    return (tag for tag in tags if _is_shortcode(tag, pairs))


def _is_shortcode(tag: Bracketed, pairs: Collection[str]) -> bool:
    name, rest = tag.name, tag.rest
    if (
        name in pairs
        or _UNDERLINED().fullmatch(name)
        or _VALUES().fullmatch(rest)
        or (name == "ad" and rest[:1] == "#")
    ):
        return True
    if name in _NAMES or name.startswith("podlove-"):
        return not rest or "=" in rest
    if name in _SERVICES:
        return tag.is_end or bool(rest)
    return name in _WORDS and (tag.is_end or rest[:1] == "=" or _VALUES().match(rest) is not None)
