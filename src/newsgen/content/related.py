"""Articles that a writer has chosen to be read next: `related`, a list of their files."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec.structs import replace

from newsgen.content.fields import Value, plain
from newsgen.content.markup.links import Binder
from newsgen.content.markup.positions import Positions
from newsgen.content.names import Named, named
from newsgen.content.settings import Settings
from newsgen.content.sheet import Sheet, truth_of
from newsgen.content.types import is_article
from newsgen.model import Link

# No reader goes through more.
MAX_RELATED = 50

_FORM = "write the path of its file, from the folder of this one on: related: [../05/cup.md]"
_SCHEMES = frozenset({"http", "https"})


def chosen(sheet: Sheet, name: Named, source: str, settings: Settings) -> tuple[Link, ...]:
    """The articles that `related` names, and where each is written.

    What is no article's file, or is this article itself, is reported and left out.
    """
    if name.form == "article":
        return _links(sheet, source, name.folder, settings)
    if name.form == "page":
        hint = "link to them in the text"
        sheet.unfit(sheet.fields("related")[0].value, "related", "related-unfit", "is for articles alone", hint)
    return ()


def _links(sheet: Sheet, source: str, folder: str, settings: Settings) -> tuple[Link, ...]:
    links: list[Link] = []
    for item in _items(_chosen(sheet)):
        if len(links) == MAX_RELATED:
            text, hint = f"there are more than {MAX_RELATED} related articles", "name those that matter"
            sheet.findings.at(item, "value-too-long", text, hint, "warning")
            break
        link = _link(sheet, item, folder, settings)
        if link is not None and link.target == source:
            text = f'"{plain(item)}" is this article itself'
            sheet.findings.at(item, "related-unfit", text, "take it out", "warning")
        elif link is not None:
            links.append(link)
    return tuple(links)


def _chosen(sheet: Sheet) -> Iterator[Value]:
    """What names articles; themes of other systems have a switch there, which changes nothing here."""
    for value in sheet.all("related"):
        if value.tag != "bool":
            yield value
        elif truth_of(value) is False:
            text = "articles are shown below this one all the same"
            hint = "take it out, or write related: [a.md] to choose them"
            sheet.findings.at(value, "related-unfit", text, hint, "notice")


def _items(values: Iterable[Value]) -> Iterator[Value]:
    for value in values:
        if isinstance(value.data, tuple):
            yield from _items(value.data)
        elif value.data is not None:
            yield value


def _link(sheet: Sheet, item: Value, folder: str, settings: Settings) -> Link | None:
    """The link to an article's file; None, reported, for anything else."""
    text = item.data.strip() if isinstance(item.data, str) else ""
    binder = Binder(Positions(text), folder, _SCHEMES, settings.base_url)
    # What has a host is an address, and not a file.
    if is_article(text) and "//" not in text:
        binder.value("a", "href", text)
    link = next(iter(binder.links), None)
    target = _source(link.target, settings) if link is not None else ""
    if link is None or not target or named(target, settings).form != "article":
        sheet.unfit(item, "related", "related-unfit", f"{_written(item)} is not the file of an article", _FORM)
        return None
    return replace(link, target=target, text=text, line=item.line, column=item.column)


def _written(item: Value) -> str:
    """What stands in the file, in quotes."""
    if isinstance(item.data, Mapping):
        return '"{' + ", ".join(f"{key}: …" for key in item.data) + '}"'
    return f'"{item.data}"'


def _source(target: str, settings: Settings) -> str:
    """A source path; one from the root begins in the folder of all articles, or names that. "" for others."""
    inside = f"{settings.content}/"
    if target[:1] == "/":
        path = unquote(target[1:])
        target = path if path.startswith(inside) else inside + path
    return target if target.startswith(inside) and is_article(target) else ""
