"""One source's bytes -> its head, its body, and all that is wrong in it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsgen.config import Embeds
from newsgen.content.fields import Field, Findings, Value
from newsgen.content.settings import Settings, settings
from newsgen.diagnostics import Diagnostic, Level, n_errors
from newsgen.digests import digest_of_bytes
from newsgen.expressions import expression
from newsgen.model import Access, Body, Box, Finding, Form, Head, Link

# A build that finds nothing changed reads nothing, and need not load what reads.
if TYPE_CHECKING:
    from newsgen.content.names import Named
    from newsgen.content.sheet import Sheet
    from newsgen.registry import Part

__all__ = ["Reading", "Settings", "read", "settings"]

_HEADLINE_SIGNS = ("\n# ", "\n#\t", "\n=")
_UNDERLINE = expression(r"=+[ \t]*")
_FENCE = expression(r" {0,3}(```+|~~~+)")
_LINE_ENDS = re.compile(r"\r\n?")

# What is said of a sentence that was taken for a key and its value.
_MAY_BE_TEXT = frozenset(
    {
        *("bool-unreadable", "status-unknown", "date-unreadable", "zone-unknown", "lang-unreadable"),
        *("visibility-not-public", "access-unknown"),
    }
)

# The key that says who may read the whole text.
_ACCESS = frozenset({"access"})

# The key that names what to read next.
_RELATED = frozenset({"related"})

# The keys that say where a source stands and what it is called for ever.
_ADDRESS_KEYS = ("id", "slug", "url", "aliases", "redirect_to")
_PLACED_KEYS = (*_ADDRESS_KEYS, "access")
# What checks look at of recordings and podcasts.
_HEARD = frozenset({"enclosure", "podcast"})


class Reading(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a source says. `references`: the files it may refer to (content.references).

    `links` and `image_places` are the links and pictures in its text and head that lead to its own site, by file line
    and column; `parts` are links to parts of the page that its text does not have, `anchors` the ids that it has, with
    blanks between them. `boxes` are those of its text, by lines of the file.
    `key_places` has line, column and length of what front matter says of its id and addresses, of `access`, of its
    `template` where that is its own word for it, and of its recording or podcast. `hidden` is what says that it is not
    public (publication.hidden_by), also where errors leave it without a head. `odd_kinds`: the kinds of terms of which
    a name is not plain (newsgen.letters), with blanks between them.
    """

    head: Head | None
    body_key: bytes
    references: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    parts: tuple[Link, ...] = ()
    anchors: str = ""
    boxes: tuple[Box, ...] = ()
    image_places: tuple[Link, ...] = ()
    key_places: Mapping[str, tuple[int, int, int]] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    hidden: str = ""
    odd_kinds: str = ""


def read(
    source: str, data: bytes, settings: Settings, stored: Callable[[bytes], Body | None], parts: "tuple[Part, ...]" = ()
) -> tuple[Reading, Body | None]:
    """Read a source, by its path below the site's root; `parts` are what Markdown has beside newsgen's own.

    `stored` gives the body of a key where it is known; the second result is the body where it had to be made.
    """
    from newsgen.content import characters, frontmatter, names, publication, schema, sections
    from newsgen.content.sheet import Sheet

    whole, undecodable = characters.decoded(data, source)
    fields, text, line, broken = frontmatter.split(whole, source)
    findings = Findings(source, _LINE_ENDS.sub("\n", whole).split("\n"))
    sheet = Sheet(fields, findings, settings.timezone, settings.known_keys)
    name = names.named(source, settings)
    if sections.is_section(source):
        said = sections.section(fields, findings, broken, settings.content)
        return _unread(fields, text, name.folder, settings, parts, said), None
    if publication.is_skipped(sheet):
        return _unread(fields, text, name.folder, settings, parts, (), "status"), None
    hidden = publication.hidden_by(sheet, source.removeprefix(f"{settings.content}/"))
    lang = schema.language(sheet, name, settings)
    made = _text(sheet, name.form, text, line, _Maker(name.folder, lang, settings, parts), stored)
    _report(made.body.findings, line, findings, bool(hidden))
    head: Head | None = None
    places: tuple[Link, ...] = ()
    cited: tuple[Link, ...] = ()
    picked = _related(sheet, name, source, settings)
    # What cannot be taken apart seems to lack everything: that would be said twice.
    if fields or not n_errors(broken):
        told = schema.Told(made.h1, made.body.teaser, made.access, _n_events(made.body), _embeds(made.body, settings))
        head, places, cited = schema.head(sheet, name, source, lang, told, settings, hidden)
    referred = _referred(sheet, fields, made, name.folder, settings, _pictures(head, places))
    diagnostics = (*undecodable, *broken, *_of_head(findings.found, whole, line, bool(fields)))
    # A head is never made of a guess: what is in error has none.
    head = None if n_errors(diagnostics) else _with_related(head, picked)
    keys, odd = _key_places(sheet), _odd_kinds(head, settings)
    linked = _linked(made.body, line, (*cited, *picked))
    reading = Reading(head, made.key, referred, *linked, places, keys, diagnostics, hidden, odd)
    return reading, None if made.is_known else made.body


class _Maker(Struct, frozen=True):
    """What bodies of a source's texts are made with."""

    folder: str
    lang: str
    settings: Settings
    parts: "tuple[Part, ...]"

    def body(self, text: str) -> Body:
        return rendered(text, self.folder, self.lang, self.settings, self.parts)

    def key(self, text: str) -> bytes:
        return _key(text, self.folder, self.lang, self.settings)


class _Text(Struct, frozen=True):
    """What everyone may read of a text, without its headline `h1`, and the body of that; `is_known`: it was stored.

    With an `access`, `rest` is what is for fewer, and `rest_body` what would be made of it: nothing but the files that
    it refers to is looked at.
    """

    text: str
    h1: str
    key: bytes
    body: Body
    is_known: bool = False
    access: Access = ""
    rest: str = ""
    rest_body: Body = Body("")


def _text(
    sheet: "Sheet", form: Form, text: str, line: int, maker: _Maker, stored: Callable[[bytes], Body | None]
) -> _Text:
    # Few texts are for subscribers.
    if sheet.has_any(_ACCESS):
        from newsgen.content.subscribers import access_of

        if access := access_of(sheet, form):
            return _closed(sheet, text, line, maker, access)
    text, h1 = _without_title(text, line, sheet.first("title"), sheet.findings)
    key = maker.key(text)
    known = stored(key)
    return _Text(text, h1, key, known or maker.body(text), known is not None)


def _closed(sheet: "Sheet", text: str, line: int, maker: _Maker, access: Access) -> _Text:
    """Of a text for subscribers, what stands above its mark; without one, its teaser."""
    from newsgen.content import subscribers

    part = subscribers.shown(text)
    subscribers.report(sheet.findings, part, line)
    shown = subscribers.without_hidden(part, sheet.findings, line) if part.is_parted else part.text
    text, h1 = _without_title(shown, line, sheet.first("title"), sheet.findings)
    if part.is_parted:
        text = _with_ends(text) if ":::" in text else text
        body, key = subscribers.ended(maker.body(text), text)
        # What has been taken out above is theirs by its definition below.
        rest = part.rest if shown == part.text else part.text + part.rest
        return _Text(text, h1, maker.key(key), body, False, access, rest, maker.body(rest))
    whole = text + part.rest
    whole_body = maker.body(whole)
    body = subscribers.teaser_alone(sheet, whole_body.teaser, maker.settings.teaser_length)
    # No text holds this sign, so that no other body has the key.
    return _Text("", h1, maker.key(f"\0{body.html}"), body, False, access, whole, whole_body)


def _with_ends(text: str) -> str:
    """A text that was cut, and the ends of the boxes that it was cut in."""
    from newsgen.content.markup.containers import closed

    return closed(text)


def _referred(
    sheet: "Sheet", fields: Mapping[str, Field], made: _Text, folder: str, settings: Settings, pictures: tuple[str, ...]
) -> tuple[str, ...]:
    if made.access:
        from newsgen.content.subscribers import references_of, report_files

        parted = (made.text, made.body, made.rest, made.rest_body)
        referred = references_of(fields, *parted, folder, settings, pictures)
        report_files(sheet, referred, folder, settings)
        return referred
    from newsgen.content.references import references

    return references(fields, made.text, made.body, folder, settings)


def _pictures(head: Head | None, places: tuple[Link, ...]) -> tuple[str, ...]:
    """What a head that is not public as a whole names and shows to everyone, as it is written."""
    src = head.image.src if head is not None and head.image is not None else ""
    return (*(place.text or place.target for place in places), *((src,) if "://" in src else ()))


def _n_events(body: Body) -> int:
    if not body.boxes:
        return 0
    from newsgen.shortcodes import events

    return len(events(body.boxes))


def _embeds(body: Body, settings: Settings) -> tuple[str, ...]:
    is_played = "<video" in body.html or "<audio" in body.html
    if not body.boxes and not is_played:
        return ()
    from newsgen.site.embeds import played, sources

    html = played(body.html) if is_played else ()
    return tuple(sorted({*sources(body.boxes, settings.embeds), *html}))


def _related(sheet: "Sheet", name: "Named", source: str, settings: Settings) -> tuple[Link, ...]:
    if not sheet.has_any(_RELATED):
        return ()
    # Few articles name others by hand.
    from newsgen.content.related import chosen

    return chosen(sheet, name, source, settings)


def _with_related(head: Head | None, picked: Sequence[Link]) -> Head | None:
    if head is None or not picked:
        return head
    return replace(head, related=tuple(dict.fromkeys(link.target for link in picked)))


def _linked(
    body: Body, first_line: int, cited: tuple[Link, ...]
) -> tuple[tuple[Link, ...], tuple[Link, ...], str, tuple[Box, ...]]:
    """The links, the missing parts and the boxes of a text that begins at a line of its file, and the ids it has.

    `cited`: the links of its head.
    """
    from newsgen.content.markup.anchors import joined

    links = [replace(link, line=link.line + first_line - 1) for link in body.links]
    parts = [replace(link, line=link.line + first_line - 1) for link in body.parts]
    # Those that nobody wrote as one have no line.
    boxes = [replace(box, line=box.line + first_line - 1) for box in body.boxes if box.line]
    return (*links, *cited), tuple(parts), joined(body.html), tuple(boxes)


def _unread(
    fields: Mapping[str, Field],
    text: str,
    folder: str,
    settings: Settings,
    parts: "tuple[Part, ...]",
    said: tuple[Diagnostic, ...],
    hidden: str = "",
) -> Reading:
    """What is no article; what it refers to is as little public as itself."""
    from newsgen.content.references import references

    body = rendered(text, folder, settings.language, settings, parts)
    return Reading(None, b"", references(fields, text, body, folder, settings), diagnostics=said, hidden=hidden)


def _odd_kinds(head: Head | None, settings: Settings) -> str:
    from newsgen.content.terms import odd_kinds

    return " ".join(odd_kinds(head, settings.language)) if head is not None else ""


def _without_title(text: str, line: int, title: Value | None, findings: Findings) -> tuple[str, str]:
    """A text without its own headline, and that; a tag in the headline, which is lost, is said."""
    rest, h1 = _own_title(text, title)
    if h1 and ("<" in text or "[^" in text):
        _report_left_out(text, rest, line, findings)
    return rest, h1


def _key_places(sheet: "Sheet") -> dict[str, tuple[int, int, int]]:
    given = {name: value for name in _PLACED_KEYS if (value := sheet.first(name)) is not None}
    if sheet.rank("template") == 0 and (template := sheet.first("template")) is not None:
        given["template"] = template
    if sheet.has_any(_HEARD):
        # Few sources have any.
        from newsgen.content import podcasts, recordings

        given |= dict((*recordings.places(sheet), *podcasts.places(sheet)))
    return {name: (value.line, value.column, value.length) for name, value in given.items()}


def _of_head(found: Sequence[Diagnostic], whole: str, line: int, has_fields: bool) -> Sequence[Diagnostic]:
    """What was found, as it is told of the kind of head that a source has."""
    return [_of_bare_head(each, line) for each in found] if found and has_fields and _is_bare(whole) else found


def _is_bare(whole: str) -> bool:
    """Whether a head has no fences, so that it may be a sentence: "Status: unclear"."""
    from newsgen.content.beginnings import lead
    from newsgen.content.formats import is_pelican

    return is_pelican(_LINE_ENDS.sub("\n", whole[lead(whole) :]))


def _of_bare_head(diagnostic: Diagnostic, first_line: int) -> Diagnostic:
    """An error in a head without fences also says how to keep a sentence that was taken for one."""
    if diagnostic.level != "error" or not 0 < diagnostic.place.line < first_line or diagnostic.code not in _MAY_BE_TEXT:
        return diagnostic
    hint = f"{diagnostic.hint}; a first sentence stays text below title: and date: between two lines of ---"
    return replace(diagnostic, hint=hint)


def _report(found: Sequence[Finding], first_line: int, findings: Findings, is_hidden: bool) -> None:
    """Say what is to be said of a text that begins at a line of its file; no draft is so wrong that it is an error."""
    for each in found:
        level: Level = "error" if each.is_error and not is_hidden else "notice" if each.is_notice else "warning"
        line = each.line + first_line - 1
        findings.report(each.code, each.text, each.hint, line=line, column=each.column, length=each.length, level=level)


def _own_title(text: str, title: Value | None) -> tuple[str, str]:
    """The text without its headline, and that headline: the first `# H1` where front matter has no title.

    A text that begins with the title of its front matter loses it, too, for the page shows it above the text. A blank
    line stays for each line that goes, so that every other keeps its number.
    """
    # Most texts have no line that begins as a headline does, or that may underline one.
    if not text.startswith("#") and not any(sign in text for sign in _HEADLINE_SIGNS):
        return text, ""
    from newsgen.content.texts import unmarked, without_notes

    lines = text.split("\n")
    for number, written, n_lines in _headlines(lines):
        found, n_lines = _undressed(written, lines, number, n_lines)
        is_first = not any(line.strip() for line in lines[:number])
        if title is None or (is_first and unmarked(found).casefold() == unmarked(str(title.data)).casefold()):
            lines[number : number + n_lines] = [""] * n_lines
            return "\n".join(lines), unmarked(without_notes(found, text))
        break
    return text, ""


def _report_left_out(text: str, without: str, first_line: int, findings: Findings) -> None:
    """A notice of a tag or note in the headline that has been taken from a text: a title is text alone."""
    from newsgen.content.texts import first_note, first_tag

    pairs = zip(text.split("\n"), without.split("\n"), strict=True)
    number, written = next((number, line) for number, (line, left) in enumerate(pairs) if line != left)
    for each, what in ((first_tag(written), "the tag"), (first_note(written, text), "the note")):
        if each:
            said, hint = f'"{each}" is left out, for a title is text alone', f"leave {what} out"
            line, column = first_line + number, written.find(each) + 1
            findings.report("html-removed", said, hint, line=line, column=column, length=len(each), level="notice")


def _undressed(written: str, lines: Sequence[str], number: int, n_lines: int) -> tuple[str, int]:
    """A headline without the attributes behind or below it, which no title has, and how many lines go with it."""
    below = lines[number + n_lines] if number + n_lines < len(lines) else ""
    if not written.endswith("}") and not below.startswith("{"):
        return written, n_lines
    # Few headlines have any.
    from newsgen.content.markup.braces import is_list, without_list

    return without_list(written), n_lines + is_list(below)


def _headlines(lines: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Headings of level 1 outside code: the line each begins in (from 0), its text, how many lines it takes."""
    fence = ""
    for number, line in enumerate(lines):
        if match := _FENCE().match(line):
            mark = match[1][:3]
            fence = "" if fence == mark else fence or mark
        elif fence:
            continue
        elif line.startswith(("# ", "#\t")) and (title := _unclosed(line[1:].strip(" \t"))):
            yield number, title, 1
        elif line.startswith("=") and number and _UNDERLINE().fullmatch(line) and lines[number - 1].strip():
            yield number - 1, lines[number - 1].strip(), 2


def _unclosed(title: str) -> str:
    """A headline without the marks that may close it, which stand behind a blank: those of C# are its own."""
    before = title.rstrip("#")
    return title if before and before[-1] not in " \t" else before.rstrip(" \t")


def rendered(text: str, folder: str, lang: str, settings: Settings, parts: "tuple[Part, ...]") -> Body:
    """What Markdown makes of a text; its links are relative to `folder`."""
    from newsgen.content.markup.engines import body

    if settings.extensions:
        from newsgen.content.markup.named import Named

        parts = (*parts, *map(Named, settings.extensions))
    return body(text, folder, lang, settings.engine, settings.raw_html, parts, settings.base_url, settings.embeds)


def _key(text: str, folder: str, lang: str, settings: Settings) -> bytes:
    """What a body is made from. No version is in it: what another version has cached is forgotten as a whole."""
    extensions = (each for extension in settings.extensions for each in (extension.name, extension.options))
    # Few texts name a host, which may be the site's own.
    own = settings.base_url if "//" in text else ""
    shown = settings.embeds
    # Few sites say what is shown of addresses.
    said = () if shown == Embeds() else (str(shown.enabled), *shown.hosts, "", *shown.without)
    parts = (settings.engine, folder, lang, settings.raw_html, *extensions, *said, own, text)
    return digest_of_bytes("\0".join(parts).encode("utf-8", "surrogatepass"))
