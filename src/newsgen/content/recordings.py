"""The sound or film of an article, as front matter of any system names it, and the places that name its files."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from newsgen.content.durations import HINT as DURATION_HINT
from newsgen.content.durations import seconds
from newsgen.content.fields import Value, plain
from newsgen.content.hiding import meant
from newsgen.content.keys import folded
from newsgen.content.media import asset_source, links_of
from newsgen.content.sheet import Sheet, mapped, truth_of
from newsgen.content.types import OCTETS, is_article, media_type
from newsgen.content.unencrypted import CODE, HINT, is_unencrypted, text_of
from newsgen.expressions import expression
from newsgen.mistakes import choice
from newsgen.model import Enclosure, EpisodeType, Link
from newsgen.origins import unreachable

# What else an article says of its recording beside the map, each in a key of its own.
BESIDE = (
    *("enclosure_length", "enclosure_type", "duration", "episode", "season", "episode_type", "explicit", "transcript"),
)
_EXAMPLE = 'write it as audio: {file: episode-12.mp3, duration: "24:10"}'
# The parts of a map, by newsgen's words for the keys beside it.
_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "enclosure": ("file", "url", "src", "href", "path", "mp3"),
        "title": ("title", "name"),
        "duration": ("duration", "durationseconds", "durationinseconds"),
        "enclosure_length": ("length", "bytes", "size", "sizebytes", "sizeinbytes"),
        "enclosure_type": ("type", "mimetype", "mediatype"),
        "episode": ("episode", "number", "episodenumber"),
        "season": ("season", "seasonnumber"),
        "episode_type": ("episodetype", "kind"),
        "explicit": ("explicit",),
        "transcript": ("transcript",),
    }
)
_EPISODE_TYPES: Mapping[str, EpisodeType] = {
    "full": "full",
    "trailer": "trailer",
    "teaser": "trailer",
    "bonus": "bonus",
}
_CLEAN = frozenset({"clean", "notexplicit"})
# PowerPress for WordPress keeps address, bytes and type in one text of several lines.
_IN_LINES = expression(r"(https?://\S+)\s+(\d{1,13})\s+((?:audio|video)/[\w.+-]+)(?:\s.*)?")
_MOST_DIGITS = 13
_HEARD = ("audio/", "video/")
_TYPE = expression(r"[a-z]+/[\w.+-]+", re.ASCII)
_OF_ANOTHER_SCHEME = expression(r"[a-z][a-z0-9+.-]*://|(?:javascript|data|blob|file|mailto|vbscript):", re.IGNORECASE)


def recording(sheet: Sheet, folder: str, static: str) -> tuple[Enclosure | None, tuple[Link, ...]]:
    """The recording, and the places of its files where they are the site's own.

    Without one the keys beside it mean nothing to newsgen: templates find them in `extra`.
    """
    found = _only(sheet, sheet.first("enclosure"))
    _report_others(sheet)
    said = _Said(sheet, found)
    said.report_unknown()
    src = said.value("enclosure") if found is not None and mapped(found) else found
    if src is None or src.tag == "bool" or src.data == {}:
        _keep(sheet)
        if found is not None:
            sheet.unfit(found, "enclosure", "value-type", "names no file", _EXAMPLE)
        return None, ()
    written, size, type_ = _parted(sheet.text_of(src, "enclosure"))
    if not written:
        return None, ()
    if is_unencrypted(written):
        sheet.findings.at(src, CODE, text_of(written), HINT, "warning")
    source = asset_source(written, folder, static)
    if wrong := _no_recording(written, source):
        sheet.unfit(src, "enclosure", *wrong, within=found)
        return None, ()
    size, type_ = size or said.bytes(), type_ or said.type(source)
    transcript, transcript_links = said.file("transcript", folder, static)
    made = Enclosure(
        source,
        size,
        type_,
        said.text("title"),
        said.duration(),
        said.count("episode"),
        said.count("season"),
        said.episode_type(),
        said.is_explicit(),
        transcript,
        _transcript_type(transcript),
    )
    return made, (*links_of(source, src, written), *transcript_links)


def explicit(sheet: Sheet, value: Value, name: str) -> bool:
    """Whether it is not fit for children, as directories of any age write it; what cannot be understood, is not."""
    word = folded(value.data) if isinstance(value.data, str) else ""
    if word == "explicit" or word in _CLEAN:
        return word == "explicit"
    if (truth := truth_of(value)) is None:
        is_meant = isinstance(value.data, str) and meant(value.data) is True
        hint = "write explicit: true" if is_meant else "write explicit: false; now it is true"
        sheet.unfit(value, name, "bool-unreadable", "must be true or false", hint)
        return True
    return truth


def places(sheet: Sheet) -> Iterator[tuple[str, Value]]:
    """Where what a check may speak of stands: the recording, and what is said of its length and size."""
    found = sheet.first("enclosure")
    while found is not None and isinstance(found.data, tuple):
        found = found.data[0] if found.data else None
    said = _Said(sheet, found)
    for name in ("enclosure", "duration", "enclosure_length"):
        if (value := said.value(name)) is not None:
            yield name, value


class _Said:
    """What is said of a recording: in its map first, then in keys of their own."""

    def __init__(self, sheet: Sheet, found: Value | None) -> None:
        self._sheet = sheet
        self._found = found
        self._map = mapped(found) if found is not None else {}

    def value(self, name: str) -> Value | None:
        words = _PARTS[name]
        held = next((self._map[word] for word in words if word in self._map), None)
        if held is not None and held.data not in (None, "", ()):
            return held
        if name == "enclosure":
            return self._found if not self._map else None
        return self._sheet.first(name) if name in BESIDE else None

    def text(self, name: str) -> str:
        value = self.value(name)
        return self._sheet.text_of(value, _told(name)) if value is not None else ""

    def count(self, name: str) -> int:
        value = self.value(name)
        if value is None:
            return 0
        number = self._sheet.number_of(value, _told(name))
        # What is no number at all, has been told.
        if number < 0 or (isinstance(value.data, str) and value.data.strip() == "0"):
            hint = f"write {name}: 1, or leave it out"
            self._sheet.unfit(value, _told(name), "number-unreadable", "must be 1 or more", hint)
        return max(0, number)

    def bytes(self) -> int:
        value = self.value("enclosure_length")
        if value is None:
            return 0
        text = value.data.strip() if isinstance(value.data, str) else ""
        if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
            return int(text)
        more = "; how long it lasts is its duration" if ":" in text else ""
        hint = f"write the file's size in bytes, as length: 23456789{more}"
        self._sheet.unfit(value, _told("enclosure_length"), "number-unreadable", "must be a whole number", hint)
        return 0

    def type(self, source: str) -> str:
        """What is said of it where that can be; "" where the file of the site will tell."""
        known = media_type(_path(source))
        value = self.value("enclosure_type")
        written = self._sheet.text_of(value, "type").lower() if value is not None else ""
        # "mp3", as some write it.
        said = written if "/" in written else media_type(f"x.{written}") if written else ""
        is_known = known.startswith(_HEARD)
        if (
            value is not None
            and written
            and not (_TYPE().fullmatch(said) and (said.startswith(_HEARD) or not is_known))
        ):
            text = f'"{written}" is not the type of a recording'
            hint = f"write type: {known if is_known else 'audio/mpeg'}, or leave it out where the file's name tells it"
            self._sheet.unfit(value, "type", "value-type", text, hint, within=self._whole(value))
            said = ""
        # Of a file of another site nothing else will be known.
        return said or (known if "://" in source else "")

    def _whole(self, value: Value) -> Value | None:
        return self._found if any(value is each for each in self._map.values()) else None

    def duration(self) -> int:
        value = self.value("duration")
        if value is None:
            return 0
        found = seconds(value.data) if isinstance(value.data, str) else 0
        if not found:
            text = f'"{value.data}" is no duration' if isinstance(value.data, str) else "must be a duration"
            self._sheet.unfit(value, _told("duration"), "duration-unreadable", text, DURATION_HINT)
        return found

    def episode_type(self) -> EpisodeType:
        value = self.value("episode_type")
        if value is None:
            return ""
        word = folded(value.data) if isinstance(value.data, str) else ""
        if word not in _EPISODE_TYPES:
            hint = "write episode_type: full, trailer or bonus"
            self._sheet.unfit(value, "episode_type", "value-type", "must be full, trailer or bonus", hint)
        return _EPISODE_TYPES.get(word, "")

    def is_explicit(self) -> bool | None:
        value = self.value("explicit")
        return explicit(self._sheet, value, "explicit") if value is not None else None

    def file(self, name: str, folder: str, static: str) -> tuple[str, tuple[Link, ...]]:
        value = self.value(name)
        written = self._sheet.text_of(value, name) if value is not None else ""
        if value is None or not written:
            return "", ()
        source = asset_source(written, folder, static)
        return source, links_of(source, value, written)

    def report_unknown(self) -> None:
        """Warn of a part that is nearly one that newsgen knows; others are left to templates."""
        known = {word for words in _PARTS.values() for word in words}
        data = self._found.data if self._found is not None else None
        for key, value in data.items() if isinstance(data, Mapping) else ():
            hint = choice(key, (words[0] for words in _PARTS.values())) if folded(key) not in known else ""
            if hint.startswith("did you mean"):
                text = f'"{key}" says nothing of a recording'
                self._sheet.unfit(value, "enclosure", "value-type", text, hint, within=self._found)


def _told(name: str) -> str:
    """What a part is called in diagnostics: as it is in a map."""
    return name.removeprefix("enclosure_")


def _only(sheet: Sheet, value: Value | None) -> Value | None:
    """The first of several recordings: a page plays one, and a feed has room for no more (RSS 2.0, "enclosure")."""
    found = value
    while found is not None and isinstance(found.data, tuple):
        if len(found.data) > 1:
            text, hint = "names several recordings, of which the first is played", "give each an article of its own"
            sheet.unfit(found.data[1], "enclosure", "value-type", text, hint, within=value)
        found = found.data[0] if found.data else None
    return found


def _no_recording(written: str, source: str) -> tuple[str, str, str] | None:
    """Code, text and hint where what is named can be heard by nobody."""
    if is_article(_path(source)):
        return "value-type", f'"{written}" is the file of an article, and no recording', "name the file that is heard"
    is_other = "://" not in source and _OF_ANOTHER_SCHEME().match(written)
    if is_other or ("://" in source and unreachable("/".join(source.split("/")[:3]))):
        hint = "name a file, or an address that begins with https://"
        return "url-unsafe", f'"{written}" is not the address of a recording', hint
    return None


def _path(source: str) -> str:
    return source.partition("#")[0].partition("?")[0]


def _report_others(sheet: Sheet) -> None:
    """Warn of a recording under a second key: of two that name the same one, nothing is lost."""
    first, *others = sheet.all("enclosure") or (None,)
    for other in others:
        if first is not None and plain(other) != plain(first):
            text = "names another recording than the one that is played"
            sheet.unfit(
                other, "enclosure", "value-type", text, "give each an article of its own, or keep one of the two"
            )


def _keep(sheet: Sheet) -> None:
    for name in BESIDE:
        for field in sheet.fields(name):
            sheet.keep(field)


def _transcript_type(source: str) -> str:
    """As podcast:transcript has it, which knows SRT by another name than IANA's list."""
    type_ = media_type(_path(source)) if source else ""
    if type_ == OCTETS and "://" in source:
        # What has no ending there is a page of another site.
        return "text/html"
    return "application/srt" if type_ == "application/x-subrip" else type_


def _parted(written: str) -> tuple[str, int, str]:
    """Address, bytes and type of a text that holds all three; else the text, 0 and ""."""
    match = _IN_LINES().fullmatch(written) if " " in written else None
    return (match[1], int(match[2]), match[3]) if match else (written, 0, "")
