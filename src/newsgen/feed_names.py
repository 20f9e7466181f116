"""What feeds may be called in newsgen.yaml: as in Hugo (index.xml), WordPress (feed/), Pelican (feeds/all.atom.xml)."""

from collections.abc import Iterator, Mapping

from newsgen.config import FEED_FORMATS, FeedNames
from newsgen.hosts import danger, file_of, ordered
from newsgen.model import TERM_KINDS

_SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".json")
_EXAMPLE = "write it as index.xml or feed/"


def mistakes(names: FeedNames) -> Iterator[tuple[str, str]]:
    """What cannot be the names of feeds: (text, hint) each."""
    for format_ in FEED_FORMATS:
        name: str = getattr(names, format_)
        if name.startswith("/"):
            hint = f"write it below home: or category:, as {{home: {{{format_}: {name}}}}}"
            yield f'"{name}" would be the one address of all feeds of this format', hint
        else:
            yield from _wrong(name)
    # There may be no more than one podcast, so that a path from the root alone may be its feed's.
    yield from _wrong(names.podcast, is_of_term=True)
    for kind in ("home", *TERM_KINDS):
        own: Mapping[str, str] = getattr(names, kind)
        for name in own.values():
            if name.startswith("/") and kind != "home" and "{slug}" not in name:
                yield (
                    f'"{name}" would be the address of all feeds of this kind',
                    "write {slug} where the term's name goes",
                )
            else:
                yield from _wrong(name, kind != "home")
        yield from _twice(names, own)


def _wrong(name: str, is_of_term: bool = False) -> Iterator[tuple[str, str]]:
    sample = name.removeprefix("/")
    sample = sample.replace("{slug}", "x") if is_of_term else sample
    if "{" in sample or "}" in sample:
        yield (
            f'"{name}" has a brace that stands for nothing here',
            "terms alone know {slug}",
        )
    elif not sample.endswith(("/", *_SUFFIXES)) or "//" in sample or sample.startswith("/"):
        yield f'"{name}" cannot be what a feed is called', _EXAMPLE
    elif why := danger(sample) or ordered(f"x/{file_of(sample)}"):
        yield f'"{name}" cannot be what a feed is called: {why}', _EXAMPLE


def _twice(names: FeedNames, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    given = [own.get(format_) or getattr(names, format_) for format_ in FEED_FORMATS]
    given += [names.podcast] if own is names.category else []
    if len({file_of(name) for name in given}) != len(given):
        yield f"two formats have one name among {', '.join(given)}", "give each format another name"
