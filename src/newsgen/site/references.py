"""Which files of content/ are published: those that something public refers to."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote

import msgspec

from newsgen.config import Config
from newsgen.model import Asset
from newsgen.origins import own_path
from newsgen.patterns import matcher
from newsgen.spelling import composed

# The keys of newsgen.yaml that hold patterns of files.
_PATTERNS = frozenset({"assets", "keep"})

# Stands before what a source's text only mentions.
MENTIONED = "?"
# Stands before what only that part of a public source refers to that is not for everyone.
HIDDEN = "!"


def published(
    config: Config,
    files: Mapping[str, Asset],
    public: Collection[str],
    hidden: Collection[str],
    hidden_folders: Collection[str],
) -> dict[str, Asset]:
    """The files, by source path, that are published.

    `public`: what public sources, newsgen.yaml and newsgen.urls refer to; `hidden`: what sources refer to that are not
    public; `hidden_folders`: the folders of articles that are not. What `assets.also` names is published where it is
    not theirs: what a source that is not public mentions in whatever way keeps all files of that name back.
    """
    also = matcher(config.assets.also)
    theirs = {each.casefold() for each in hidden} if config.assets.also else set()
    mentioned = {name_of(each[len(MENTIONED) :]) for each in theirs if each.startswith(MENTIONED)}
    return {
        source: asset
        for source, asset in files.items()
        if source in public
        or (
            also(source.removeprefix(f"{config.content}/"))
            and source.casefold() not in theirs
            and name_of(source) not in mentioned
            and not is_in(source, hidden_folders)
        )
    }


def name_of(path: str) -> str:
    """The name of a file, as systems compare names that tell no case."""
    return composed(path.rpartition("/")[2]).casefold()


def is_in(path: str, folders: Collection[str]) -> bool:
    """Whether a path lies in one of the folders, however deep."""
    while folders and "/" in path:
        path = path[: path.rfind("/")]
        if path in folders:
            return True
    return False


def joined(references: Iterable[str]) -> str:
    """References in one text, as rows and sites keep them."""
    return "\n".join(references)


def parted(references: str) -> tuple[str, str]:
    """Joined references as those of all that everyone may read, and those of the rest of a source."""
    if HIDDEN not in references:
        return references, ""
    every = references.split("\n")
    shown, hidden = ([each for each in every if each.startswith(HIDDEN) is is_hidden] for is_hidden in (False, True))
    return joined(shown), joined(each.removeprefix(HIDDEN) for each in hidden)


def own(config: Config, references: Iterable[str]) -> set[str]:
    """The source paths among the joined references of many sources: of whole addresses, those of this site."""
    text = joined(references)
    found = set(text.split("\n"))
    if "://" in text:
        whole = {each for each in found if "://" in each}
        paths = (below(config, each) for each in whole)
        found = found - whole | {f"{config.content}/{path}" for path in paths if path}
    return found


def below(config: Config, address: str) -> str:
    """The path below the site's own address, whatever its scheme and standard port; "" for another site's."""
    path, base = own_path(config.base_url, address).partition("#")[0].partition("?")[0], config.base_path
    path, base = (path, base) if "%" not in base else (unquote(path), unquote(base))
    return path[len(base) + 1 :] if path.startswith(f"{base}/") else ""


def of_config(config: Config) -> Iterator[str]:
    """The source paths that texts of newsgen.yaml may mean, written from the site's folder or from the root.

    A pattern is none of them: what it names without a star is no less hidden.
    """
    said = {key: value for key, value in msgspec.to_builtins(config).items() if key not in _PATTERNS}
    for text in map(composed, _texts(said)):
        if "." in text:
            path = text.removeprefix(config.base_url)
            yield text
            yield f"{config.content}/{path.removeprefix(config.base_path).lstrip('/')}"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
