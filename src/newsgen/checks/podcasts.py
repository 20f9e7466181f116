"""What players and directories ask for: of a recording how long and how large it is, of a podcast a cover."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from newsgen.checks.base import Check, Read, place_of
from newsgen.diagnostics import Diagnostic, Level, Place
from newsgen.kinds.base import Output
from newsgen.model import Asset, Head, Podcast
from newsgen.questions.files import asset_of
from newsgen.site.claims import described
from newsgen.site.index import Site, is_episode
from newsgen.site.permalinks import standard
from newsgen.site.recordings import (
    COVER_TYPES,
    IN_DIRECTORIES,
    LARGEST,
    OCTETS,
    SMALLEST,
    Recording,
    clock,
    recording,
)
from newsgen.site.references import below
from newsgen.site.rooted import is_elsewhere

_COVER = f"directories take a square of {SMALLEST} to {LARGEST} pixels a side, as JPEG or PNG in the colours of screens"
_LENGTH = 'write audio: {file: …, duration: "24:10"}'
_INSTALL = f"pip install mutagen, which measures recordings (the extra newsgen[podcast]), or {_LENGTH}"
_OF_REMOTE = 'write audio: {url: …, duration: "24:10", length: 23456789}'
_AGAIN = "save it again as MP3, or name the file that was meant"
# What a writer may have heard, or rounded.
_NEAR_S = 3
# A hint that is longer nobody reads.
_MOST_NAMED = 5


def episodes(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`audio-unmeasured`: how long or how large an episode is cannot be told, or it is empty. `audio-type`.

    `audio-differs`, of any recording: front matter says another length than its file has. `audio-open`: that of what
    is not public is. `audio-address`: it is named by an address of this site. All are warnings.
    """
    for source, reading in readings.items():
        # Few articles have a recording.
        if "enclosure" not in reading.key_places:
            continue
        if not site.is_shown(source):
            yield from _open(site, reading.head, place_of(readings, source, "enclosure"))
        elif (head := reading.head) is not None and head.enclosure is not None:
            said = _Said(site, head)
            yield from _of_own_address(site, head.enclosure.src, place_of(readings, source, "enclosure"))
            yield from _differing(said, readings)
            if said.is_of_podcast and said.recording is not None:
                yield from said.diagnostics(place_of(readings, source, "enclosure"), "warning")


_OF_EPISODES = frozenset({"audio-unmeasured", "audio-type", "audio-differs", "audio-open", "audio-address"})
EPISODES = Check("episodes", "texts", _OF_EPISODES, "warning", episodes)


def recordings(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`audio-unknown`, a notice: as `audio-unmeasured`, of a recording that is no episode of a podcast."""
    for facts in site.facts.values():
        if facts.head.enclosure is not None:
            said = _Said(site, facts.head)
            if said.recording is not None and not said.is_of_podcast:
                yield from said.unmeasured(Place(facts.head.source), "audio-unknown", "notice")


RECORDINGS = Check("recordings", "heads", frozenset({"audio-unknown"}), "notice", recordings)


def podcasts(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """What a podcast lacks: `podcast-incomplete`, `podcast-cover`, warnings; `podcast-empty`, a notice.

    `podcast-twice`, a warning: two episodes have one file, of which directories show one. And: `podcast-moved`,
    `podcast-number`.
    """
    for head in site.descriptions:
        if head.podcast is None or described(head) != "category":
            continue
        place = place_of(readings, head.source, "podcast")
        if not site.episodes(head.slug):
            text = (
                f'no public article of the category "{head.slug}" has a recording, so that its podcast has no episode'
            )
            yield Diagnostic("podcast-empty", place, text, _of_others(site, head), "notice")
        for text, hint in (*_missing(head, head.podcast), *_unencrypted(site.config.base_url)):
            yield Diagnostic("podcast-incomplete", place, text, hint, "warning")
        if not head.podcast.guid:
            yield from _moved(site, head.slug, place)
        yield from _of_cover(site, head, head.podcast, readings)
        yield from _twice(site, head.slug, readings)
        yield from _numbered(site, head.slug, head.podcast.type == "serial", readings)


_CODES = frozenset(
    {"podcast-incomplete", "podcast-cover", "podcast-number", "podcast-empty", "podcast-twice", "podcast-moved"}
)
PODCASTS = Check("podcasts", "site", _CODES, "warning", podcasts)


class _Said:
    """An article and its recording, as its page and feeds have it."""

    def __init__(self, site: Site, head: Head) -> None:
        assert head.enclosure is not None
        self.head, self.enclosure = head, head.enclosure
        self.asset = asset_of(site, head.enclosure.src)
        self.recording = recording(head.enclosure, self.asset, None)
        of_podcast = any(name.slug in site.podcasts for name in head.categories)
        self.is_of_podcast = of_podcast and is_episode(head)

    def diagnostics(self, place: Place, level: Level) -> Iterator[Diagnostic]:
        found = self.recording
        assert found is not None
        yield from self.unmeasured(place, "audio-unmeasured", level)
        if found.type != OCTETS and found.type.lower() not in IN_DIRECTORIES:
            text = f'"{found.name}" is {found.type}, which directories of podcasts do not take'
            yield Diagnostic("audio-type", place, text, "save it as MP3 or M4A", level)

    def unmeasured(self, place: Place, code: str, level: Level) -> Iterator[Diagnostic]:
        for text, hint in _unknown(self.asset, self.recording) if self.recording else ():
            yield Diagnostic(code, place, text, hint, level)


def _unknown(asset: Asset | None, found: Recording) -> Iterator[tuple[str, str]]:
    """What of a recording nobody knows, and how to mend that."""
    if found.type == OCTETS:
        text = f'what "{found.name}" is cannot be told by its name, so that no player is shown'
        yield text, "write audio: {url: …, type: audio/mpeg}"
    elif asset is None and found.sort:
        missing = [word for word, fact in (("duration", found.duration_s), ("length", found.size_bytes)) if not fact]
        if missing:
            what = " and ".join(f'"{word}"' for word in missing)
            are = "are" if len(missing) > 1 else "is"
            yield f'"{found.name}" is of another host, and {what} of it {are} not written here', _OF_REMOTE
    elif asset is None:
        return
    elif not asset.size_bytes:
        yield f'"{found.name}" is an empty file', _AGAIN
    elif found.sort and not found.duration_s and asset.is_unheard:
        yield f'how long "{found.name}" lasts is not known', _INSTALL
    elif found.sort and not found.duration_s:
        text = f'"{found.name}" cannot be read as what its name says, and how long it lasts is not known'
        yield text, f"{_AGAIN}; or {_LENGTH}"


def _of_own_address(site: Site, src: str, place: Place) -> Iterator[Diagnostic]:
    """By its whole address a file of the site is measured no more than one of another host, and may be missing."""
    path = below(site.config, src) if "://" in src else ""
    if not path or is_elsewhere(site.config, f"/{path}"):
        return
    files = (f"{site.config.content}/{unquote(path)}", f"{site.config.static}/{unquote(path)}")
    found = next((each for each in files if asset_of(site, each)), "")
    text = f'"{src}" is an address of this site, ' + ("whose file is there" if found else "where no file is")
    hint = "name the file: from the article's folder on, or as /talk.mp3 where it lies in static/"
    yield Diagnostic("audio-address", place, text, hint, "warning")


def _open(site: Site, head: Head | None, place: Place) -> Iterator[Diagnostic]:
    """What lies in static/ is there for everyone, whatever names it."""
    static = f"{site.config.static}/"
    files = (head.enclosure.src, head.enclosure.transcript) if head and head.enclosure else ()
    for src in files:
        if src.startswith(static) and asset_of(site, src):
            text = f'"{src}" is published, as all of {static} is, and what it belongs to is not public'
            hint = "put it beside the file that names it: it is published with that"
            yield Diagnostic("audio-open", place, text, hint, "warning", is_about_hidden=True)


def _differing(said: _Said, readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    asset, enclosure = said.asset, said.enclosure
    if asset is None or said.recording is None:
        return
    name, source = said.recording.name, said.head.source
    written, true = enclosure.duration_s, asset.duration_s
    if written and true and abs(written - true) > max(_NEAR_S, true // 100):
        text = f'"{name}" lasts {clock(true)}, and front matter says {clock(written)}'
        hint = "take duration out: the file says it; or name the file that was meant"
        yield Diagnostic("audio-differs", place_of(readings, source, "duration"), text, hint, "warning")
    if enclosure.size_bytes and enclosure.size_bytes != asset.size_bytes:
        text = f'"{name}" has {asset.size_bytes} bytes, and front matter says {enclosure.size_bytes}'
        hint = "take length out: the file's own is told"
        yield Diagnostic("audio-differs", place_of(readings, source, "enclosure_length"), text, hint, "warning")


def _missing(head: Head, podcast: Podcast) -> Iterator[tuple[str, str]]:
    if not podcast.cover:
        yield "this podcast has no cover, without which no directory takes it", f"write cover: cover.jpg; {_COVER}"
    if not podcast.categories:
        yield "this podcast has no category of Apple's directory", "write category: News, or News > Daily News"
    if not (podcast.description or head.description):
        yield "this podcast does not say what it is about", "write description: … in this file"
    if not podcast.email:
        hint = "write email: radio@example.org; who writes there can be told that the podcast is theirs"
        yield "this podcast has no e-mail address, to which Spotify and others send what proves whose it is", hint


def _unencrypted(base_url: str) -> Iterator[tuple[str, str]]:
    # Who has not said yet where the site will be has nothing to hear it from, either.
    if base_url.startswith("http://") and not base_url.startswith("http://localhost"):
        text = "the addresses of this podcast begin with http:, and directories ask for https"
        yield text, "write base_url: https://… in newsgen.yaml, and let the host answer there"


def _of_others(site: Site, head: Head) -> str:
    """What to write, and where recordings are, for a name that was meant to be this one may differ from it."""
    name = head.title or head.slug
    hint = f"write categories: {name} and audio: episode-1.mp3 into an article"
    heard = (facts.head for facts in site.facts.values() if is_episode(facts.head))
    others = sorted({f'"{each.name}" ({each.slug})' for one in heard for each in one.categories})
    return f"{hint}; recordings are in {', '.join(others[:_MOST_NAMED])}" if others else hint


def _numbered(site: Site, slug: str, is_serial: bool, readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """Apps put a serial in the order of its numbers, and take whole episodes with one number in one season for one."""
    known: dict[tuple[int, int], str] = {}
    for head in reversed(site.episodes(slug)):
        said = head.enclosure
        if said is None or said.episode_type not in {"", "full"}:
            continue
        place = place_of(readings, head.source, "enclosure")
        if not said.episode and is_serial:
            text = "this episode of a serial podcast has no number, by which apps put it in its place"
            yield Diagnostic("podcast-number", place, text, "write audio: {file: …, episode: 1}", "warning")
        first = known.setdefault((said.season, said.episode), head.source) if said.episode else head.source
        if first != head.source:
            season = f" of season {said.season}" if said.season else ""
            text = f'"{first}" is episode {said.episode}{season}, too'
            yield Diagnostic("podcast-number", place, text, "give each episode a number of its own", "warning")


def _moved(site: Site, slug: str, place: Place) -> Iterator[Diagnostic]:
    """Apps know a podcast by what its first address gives, which newsgen.urls knows, whatever it is now."""
    url = site.standing.feed_of("podcast", "category", slug)
    here = standard(url.removeprefix(site.config.base_path))
    of_podcasts = (entry for entry in site.ledger.of_lists if entry.id.startswith("feed:podcast:"))
    old = [each for each in of_podcasts if url and each.address != here and site.standing.home(each.id) == url]
    if old:
        # Hardly any moves.
        from newsgen.site.podcastids import guid_of

        guid = guid_of(site.config.base_url + old[0].address)
        text = f'this podcast was published at "{unquote(old[0].address)}", and apps know it by what that address gives'
        hint = f"write guid: {guid} into podcast, which never changes"
        yield Diagnostic("podcast-moved", place, text, hint, "warning")


def _of_cover(site: Site, head: Head, podcast: Podcast, readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    asset = asset_of(site, podcast.cover) if podcast.cover and "://" not in podcast.cover else None
    # What is not there, another check has said.
    if asset is not None:
        place = place_of(readings, head.source, "podcast cover", "podcast")
        for text in _faults(asset):
            yield Diagnostic("podcast-cover", place, f"the cover of this podcast {text}", _COVER, "warning")


def _faults(asset: Asset) -> Iterator[str]:
    if asset.type not in COVER_TYPES:
        yield f"is {asset.type}"
    if asset.is_for_print:
        yield "is in the colours of print (CMYK)"
    if asset.width != asset.height:
        yield f"is {asset.width} pixels wide and {asset.height} high, and no square"
    elif asset.width and not SMALLEST <= asset.width <= LARGEST:
        yield f"has {asset.width} pixels a side"


def _twice(site: Site, slug: str, readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    known: dict[str, str] = {}
    for head in reversed(site.episodes(slug)):
        src = head.enclosure.src if head.enclosure else ""
        first = known.setdefault(src, head.source)
        if first != head.source:
            text = f'"{src}" is the recording of "{first}", too: directories show the first of such episodes alone'
            place = place_of(readings, head.source, "enclosure")
            yield Diagnostic("podcast-twice", place, text, "give each episode a file of its own", "warning")
