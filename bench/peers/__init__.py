"""The same site for other generators: a folder of configuration and templates each, and README.md."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import Article, articles, text_of

HERE = Path(__file__).resolve().parent
# The theme's style, script and icons, which Hugo publishes as newsgen does.
STATIC = HERE.parent.parent / "static"


@dataclass(frozen=True)
class Peer:
    """A generator: how it builds, where it puts the site, and what else it leaves behind for the next build."""

    command: tuple[str, ...]
    output: str
    kept: tuple[str, ...]
    text_of: Callable[[Article], str]
    has_theme: bool = False


def write(name: str, folder: Path, number: int) -> None:
    """Write a peer's whole site into a folder that is not there."""
    peer = PEERS[name]
    shutil.copytree(HERE / name, folder, ignore=shutil.ignore_patterns("__pycache__"))
    if peer.has_theme:
        shutil.copytree(STATIC, folder / "static", dirs_exist_ok=True)
    for article in articles(number):
        file = folder / "content" / article.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(peer.text_of(article), "utf-8")


def _pelican_text(article: Article) -> str:
    """Front matter that Pelican reads, which knows one category an article."""
    # Pelican resolves links to sources only where they say so.
    body = article.body.replace("](../../", "]({filename}/")
    return (
        f"Title: {article.title}\nDate: {article.date:%Y-%m-%d %H:%M}\nSlug: {Path(article.path).stem}\n"
        f"Category: {article.categories[0]}\nTags: {', '.join(article.tags)}\nAuthor: {article.author}\n"
        f"Lang: de\n\n{body}"
    )


_HUGO = ("hugo", "build", "--quiet")
_PELICAN = ("pelican", "content", "-s", "pelicanconf.py", "-q")

PEERS: Mapping[str, Peer] = {
    "hugo": Peer(_HUGO, "public", ("resources",), text_of, has_theme=True),
    "hugo-small": Peer(_HUGO, "public", ("resources",), text_of),
    "pelican": Peer(_PELICAN, "output", ("cache",), _pelican_text),
}
