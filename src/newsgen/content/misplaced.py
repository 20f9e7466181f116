"""What looks like an article, and lies where each file describes a category, tag, author or series; pages likewise."""

from collections.abc import Mapping
from types import MappingProxyType

from newsgen.content.fields import Field
from newsgen.content.hiding import is_post
from newsgen.content.names import Named
from newsgen.content.sheet import Sheet
from newsgen.model import TERM_FOLDERS

# A description has no use for any of these: somebody wrote an article.
_SURE = frozenset({"authors", "series", "part"})
# Themes of other systems give them to descriptions, too; beside a date they make an article.
_WITH_DATE = frozenset(
    {"category", "tags", "taxonomies", "byline", "kicker", "dek", "teaser", "featured", "related", "corrections"}
)
_DATES = frozenset({"date", "publish_at"})
_FOLDERS: Mapping[str, str] = MappingProxyType(
    {word: folder for folder, kind in TERM_FOLDERS.items() for word in (folder, str(kind))}
)


# What other systems call the layout or type of a page that stands beside the articles. Ghost, Hugo, Jekyll, WordPress;
# Hexo, which names each after what it shows.
_PAGES = frozenset({"page", "pages", "static", "about", "contact", "links", "categories", "tags", "archives"})


def report_page(sheet: Sheet, source: str) -> None:
    """`page-dated`, a warning: by its layout or type an article is a standing page, which other systems date, too.

    What lies in Jekyll's and Hexo's `_posts/` is none, whatever its layout.
    """
    for field in (*sheet.fields("template"), *sheet.fields("type")) if not is_post(source) else ():
        word = field.value.data if isinstance(field.value.data, str) else ""
        if word.strip().rpartition("/")[2].partition(".")[0].lower() in _PAGES:
            text = f'"{field.key}: {word.strip()}" says that this is a standing page, and it is an article among others'
            hint = f"move it into content/pages/; if it is an article, leave {field.key} out"
            place = {"line": field.line, "column": field.column, "length": len(field.key)}
            sheet.findings.report("page-dated", text, hint, **place, level="warning")
            return


def report_article(sheet: Sheet, name: Named, folder: str) -> frozenset[str]:
    """`description-like-article`, a warning, once: what is none of a description's, and where an article would lie.

    Returns the names of the keys that it tells. `folder` is that of all descriptions of the kind.
    """
    given = {known: field for known, field in sheet.known() if field.value.data not in (None, "", ())}
    told = {known: field for known, field in given.items() if known in _SURE}
    if not _DATES.isdisjoint(given):
        told |= {known: field for known, field in given.items() if known in _WITH_DATE}
        told |= {known: field for known, field in given.items() if known in _DATES} if told else {}
    # "2026-05-01-cup.md"; a whole date may be a tag.
    is_dated = not name.id.endswith(f"/{name.stem}") and name.date is not None
    if told or is_dated:
        _report(sheet, name, folder, list(told.values()), is_dated)
    return frozenset(told)


def meant_description(file: str, path: str, name: str) -> str:
    """Where a file belongs that may describe a term, and lies in a folder of one: "content/authors/ada.md"; else "".

    `path` is that below the folder of all content; `name` that of the term.
    """
    first, slash, _ = path.partition("/")
    folder = _FOLDERS.get(first.lower()) if slash else None
    return f"{file.partition(path)[0]}{folder}/{name}.md" if folder else ""


def _report(sheet: Sheet, name: Named, folder: str, fields: list[Field], is_dated: bool) -> None:
    fields.sort(key=lambda field: (field.line, field.column))
    reasons = [f'"{field.key}"' for field in fields] or (["a date in its name"] if is_dated else [])
    text = (
        f"this looks like an article, for it has {', '.join(reasons)}; "
        f"as each file in {folder}/, it is read as the description of {_a(name)}, and not published as an article"
    )
    hint = (
        f"if it is one, move it into another folder (url: … gives it any address), also into one inside {folder}/; "
        "if it is a description, take that out"
    )
    place = {"line": fields[0].line, "column": fields[0].column, "length": len(fields[0].key)} if fields else {}
    sheet.findings.report("description-like-article", text, hint, **place, level="warning")


def _a(name: Named) -> str:
    article = "an" if name.term == "author" else "a"
    return f'{article} {name.term} "{name.stem}"'
