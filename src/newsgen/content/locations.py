"""Where a source stands in the site: its slug, its address, its old addresses."""

import re
from collections.abc import Sequence
from datetime import datetime
from unicodedata import normalize

from newsgen.content.addresses import written
from newsgen.content.fields import Value
from newsgen.content.names import Named
from newsgen.content.renamed import report_renamed
from newsgen.content.settings import Settings
from newsgen.content.sheet import Sheet, truth_of
from newsgen.content.slugs import file_slug, is_url_safe, percent_read
from newsgen.expressions import expression
from newsgen.hosts import danger, file_of, ordered, unlike_a_page
from newsgen.model import TermName
from newsgen.site.permalinks import encoded, of_list, quoted_query
from newsgen.spelling import composed

# Each is a page of its own.
MAX_ALIASES = 1_000
MAX_QUERY = 2_000

_HINT = "write it as /2026/05/cup/"
_WORD = expression(r":([a-z]+)")


def slug(sheet: Sheet, name: Named, lang: str, settings: Settings) -> str:
    """The `slug` key as given if it can stand in an address, else a slug of it; without one, of the file name."""
    value = sheet.first("slug")
    written = value.data.strip() if value is not None and isinstance(value.data, str) else ""
    given = normalize("NFC", percent_read(written))
    if value is None or not given:
        # "index" is no name but a file of the home page, which newsgen makes itself.
        made = file_slug(percent_read(name.stem), lang, settings.slugs) if name.stem != "index" else ""
        if not made and sheet.first("url") is None:
            text = f'the file name "{name.stem}" leaves nothing for an address'
            sheet.findings.report("slug-empty", text, "write slug: … with letters or digits")
        return made
    if _reported(sheet, value, given, "slug"):
        return ""
    if is_url_safe(given):
        return given
    made = file_slug(given, lang, settings.slugs)
    if not made:
        sheet.findings.at(value, "slug-empty", f'the slug "{given}" leaves nothing for an address', "use letters")
    else:
        text = f'the slug "{given}" cannot stand in an address; "{made}" is used'
        sheet.findings.at(value, "slug-changed", text, f"write slug: {made}", "warning")
    return made


def article_url(
    sheet: Sheet,
    name: Named,
    slug_: str,
    id_: str,
    lang: str,
    date: datetime | None,
    categories: Sequence[TermName],
    settings: Settings,
    hidden: str,
) -> str:
    """The root-relative address: `url` as written, else the pattern of the form; "" if there can be none.

    Of what is `hidden` nobody is told that its address differs from its name: it has none yet.
    """
    sections = [file_slug(composed(each), settings.language, settings.slugs) for each in name.sections]
    values = {
        "section": sections[0] if sections else "",
        "path": "/".join([*filter(None, sections), slug_]),
        **dict.fromkeys(("slug", "title"), slug_),
        "lang": lang,
        "id": id_,
        "category": categories[0].slug if categories else "",
    }
    if date is not None:
        values |= {"year": f"{date.year:04d}", "month": f"{date.month:02d}", "day": f"{date.day:02d}"}
    given = next((value for value in sheet.all("url") if not _says_nothing(value)), None)
    for value in (each for each in sheet.all("url") if given is None and not isinstance(each.data, str)):
        sheet.findings.at(value, "value-type", "url must be a text", _HINT)
    if given is not None:
        return _given_url(sheet, given, values, settings)
    if not slug_ or (date is None and name.form == "article"):
        return ""
    pattern = settings.permalinks.patterns["page" if name.form == "page" else "article"]
    path = pattern.filled(values)
    is_fit = _is_fit(sheet, path)
    if is_fit and not hidden:
        report_renamed(sheet, name, slug_, sections, pattern, settings.slugs)
    return settings.base_path + encoded(path) if is_fit else ""


def term_address(sheet: Sheet, name: Named, slug_: str, settings: Settings) -> str:
    path = settings.permalinks.patterns[name.term or "category"].filled({"slug": slug_})
    return of_list(settings.base_path, path) if _is_fit(sheet, path) else ""


def aliases(sheet: Sheet, url: str, settings: Settings) -> tuple[str, ...]:
    """Old addresses, like `url`; one without a slash in front stands beside the article's own."""
    found: dict[str, None] = {}
    parent = url.removeprefix(settings.base_path).rstrip("/").rpartition("/")[0]
    for value in sheet.all("aliases"):
        for item in value.data if isinstance(value.data, tuple) else (value,):
            if len(found) == MAX_ALIASES:
                hint = "let the host lead whole folders on, or write old addresses to newsgen.urls"
                text = f"this article has more than {MAX_ALIASES:,} old addresses"
                sheet.findings.at(item, "too-many-aliases", text, hint)
                return ()
            text = sheet.text_of(item, "aliases")
            if not text:
                continue
            bare, query = _parted(text)
            path = written(bare if bare.startswith("/") else f"{parent}/{bare}")
            if not _reported(sheet, item, path, "alias"):
                found.setdefault(settings.base_path + encoded(path) + query)
    found.pop(url, None)
    return tuple(found)


def _parted(text: str) -> tuple[str, str]:
    """The path of an old address, and its query with the "?" (`/?p=20`): hosts alone can lead that on.

    What is no path from the root, or has no query behind its "?", stays whole.
    """
    path, _, query = text.partition("?")
    if not query or "#" in query or not path.startswith("/") or len(query) > MAX_QUERY:
        return text, ""
    return path, f"?{quoted_query(query)}"


def _given_url(sheet: Sheet, value: Value, values: dict[str, str], settings: Settings) -> str:
    text = sheet.text_of(value, "url")
    if wrong := _unreadable(text, value):
        sheet.findings.at(value, "url-unreadable", *wrong)
        return ""
    # Jekyll's and Hugo's placeholders; without a date, :year stays and is reported below.
    text = _WORD().sub(lambda match: values.get(match.group(1), match.group()), text)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text) or "?" in text:
        sheet.findings.at(value, "url-unsafe", f'the url "{text}" is not a path of this site', _HINT)
        return ""
    path = written(text)
    if not text or _reported(sheet, value, path, "url"):
        return ""
    if why := ordered(file_of(path)) or unlike_a_page(path):
        found = f'the url "{text}" cannot be published: {why}'
        sheet.findings.at(value, "url-unsafe", found, f"{_HINT}, and the old address, if it is one, below aliases")
        return ""
    return settings.base_path + encoded(path)


def _unreadable(text: str, value: Value) -> tuple[str, str] | None:
    """Text and hint of what is wrong with a url that is no address yet; None for others."""
    if "{{" in text or "{%" in text or truth_of(value) is False:
        return (
            f'the url "{text}" is for another program',
            f"{_HINT}, or write status: draft if it shall not be published",
        )
    if "{" in text or "}" in text:
        hint = f"{_HINT}; placeholders are for the patterns below permalinks: in newsgen.yaml"
        return f'the url "{text}" holds a brace, which no address does', hint
    return None


def _says_nothing(value: Value) -> bool:
    # Eleventy's `permalink: false` has hidden the source already (publication.hidden_by).
    return not isinstance(value.data, str) or (value.tag == "bool" and truth_of(value) is False)


def _reported(sheet: Sheet, value: Value, path: str, word: str) -> bool:
    """Whether a written path is unsafe; then it has been reported at its place."""
    why = "it holds a control character" if value.scrubbed else danger(path)
    if not why and word == "slug" and path.startswith("/"):
        why = "a slug is one name of a path"
    if why:
        sheet.findings.at(value, "url-unsafe", f'the {word} "{value.data}" cannot be an address: {why}', _HINT)
    return bool(why)


def _is_fit(sheet: Sheet, path: str) -> bool:
    """Whether a path that a pattern made can be published; where not, that has been reported."""
    if why := danger(path) or ordered(file_of(path)):
        text = f'the address "{path}" cannot be published: {why}'
        slug_value = sheet.first("slug")
        hint = "choose another slug: …, or another pattern below permalinks: in newsgen.yaml"
        if slug_value is None:
            sheet.findings.report("url-unsafe", text, hint)
        else:
            sheet.findings.at(slug_value, "url-unsafe", text, hint)
        return False
    return True
