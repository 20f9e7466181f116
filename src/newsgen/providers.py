"""Where films, maps, charts and sounds come from, and what a page shows of an address there, all of it found offline.

One table: a host, and the function that reads its addresses. What it does not know stays a link.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from msgspec import Struct

from newsgen.expressions import expression
from newsgen.origins import ascii_host

Kind = Literal["frame", "film", "sound"]
# How much room a frame has: as a film, as a film taken with a telephone, as high as wide, as a player of sound.
Shape = Literal["wide", "tall", "square", "bar"]

# Files by the ends of their names; browsers play these.
FILMS = ("mp4", "m4v", "webm", "ogv")
SOUNDS = ("mp3", "m4a", "ogg", "oga", "opus", "aac", "flac", "wav")

# No browser plays these, and none shows them as a picture.
_UNPLAYED = ("mov", "avi", "mkv", "mpg", "mpeg", "wmv", "flv", "3gp", "wma", "aif", "aiff", "mid")

_FILE = expression(rf"[^?#]*\.(?:(?P<film>{'|'.join(FILMS)})|(?:{'|'.join(SOUNDS)}))(?:[?#].*)?", re.IGNORECASE)
_UNPLAYED_FILE = expression(rf"[^?#]*\.(?:{'|'.join(_UNPLAYED)})(?:[?#].*)?", re.IGNORECASE)
# What tells who has sent a reader.
_TRACKING = expression(r"(?<=[?&])(?:utm_[^=&#]*|fbclid|gclid)=[^&#]*&?", re.IGNORECASE)
_AUTOPLAY = expression(r"(?<=[?&])auto_?play=(?:1|true)(?:&|(?=#|\Z))")
# Also the covers of the Internet Archive, which have no such end.
_PICTURE_FILE = expression(r".*\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico)|/services/img/.+", re.IGNORECASE)
_VIDEO = expression(r"[\w-]{11}", re.ASCII)
_LIST = expression(r"[\w-]{10,64}", re.ASCII)
_WORD = expression(r"(?!\.{1,2}\Z)[\w.-]{1,200}", re.ASCII)
_DIGITS = expression(r"[0-9]{1,20}")
_HASH = expression(r"[0-9a-f]{6,40}")
_NUMBER = expression(r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?")
_TIME = expression(r"(?:([0-9]{1,3})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?")
# What PeerTube calls a film.
_FILM_OF_PEERTUBE = expression(r"[1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What may stand in an address that becomes a frame's as it is.
_PLAIN = expression(r"[\w.~%/!$*,;:@=&?+()-]*", re.ASCII)
_MOST = 2_000


class Embed(Struct, frozen=True, gc=False):
    """What is shown of an address: `frame` is loaded when readers ask for it, "" for a file, which `address` is of.

    `address`: where those go who read it elsewhere. `provider` is a key of the table, `name` what it is called.
    """

    provider: str
    name: str
    kind: Kind
    address: str
    frame: str = ""
    shape: Shape = "wide"

    @property
    def is_video(self) -> bool:
        """Whether it is a film, and no map, chart, post or sound."""
        return self.kind == "film" or self.provider in _OF_FILMS

    @property
    def player(self) -> str:
        """The frame as programs are told of it: it does not begin to play by itself."""
        return _AUTOPLAY().sub("", self.frame).rstrip("?&")

    @property
    def origin(self) -> str:
        """What a policy must allow, "" where nothing of another host is shown."""
        parts = urlsplit(self.frame or self.address)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


class Unread(Struct, frozen=True, gc=False):
    """An address of a film or the like that cannot be one, and what to do about it."""

    hint: str


class Seen(NamedTuple):
    """An address taken apart: its host in ASCII, the parts of its path, its query."""

    host: str
    path: tuple[str, ...]
    query: Mapping[str, str]
    fragment: str
    whole: str


Found = Embed | Unread | None
Reader = Callable[[Seen], Found]


def understood(written: str, hosts: Iterable[str] = ()) -> Found:
    """What is shown of an address; None for one that is a link and no more.

    `hosts` are those of PeerTube and Mastodon, which the address alone does not tell.
    """
    if len(written) > _MOST or any(each.isspace() or not each.isprintable() for each in written):
        return None
    parts = _parted(written)
    if parts is None:
        return None
    if not parts.netloc:
        return None if parts.scheme else _of_file(written)
    host = _host(parts)
    # Browsers go up by these.
    if not {".", ".."}.isdisjoint(unquote(parts.path).split("/")):
        return None
    reader = _READERS.get(host) or (_federated if host in _ascii(hosts) else None)
    if reader is not None:
        return reader(_seen(parts, host))
    return _of_file(_in_ascii(parts, host)) if host else None


def is_file(written: str) -> bool:
    """Whether the end of an address or a path is that of a film or a sound."""
    return _FILE().fullmatch(written) is not None


def is_unplayed(written: str) -> bool:
    """Whether the end of an address is that of a film or a sound that no browser plays."""
    return _UNPLAYED_FILE().fullmatch(written) is not None


def is_no_picture(written: str) -> bool:
    """Whether an address cannot be a picture's: that of a film, a sound, or a page of who shows some."""
    if is_file(written) or is_unplayed(written):
        return True
    parts = _parted(f"https:{written}" if written.startswith("//") else written)
    if parts is None or not parts.netloc:
        return False
    if _host(parts) in _READERS:
        return _PICTURE_FILE().fullmatch(parts.path) is None
    return is_federated(written)


def is_federated(written: str) -> bool:
    """Whether an address looks like that of a film of PeerTube or a post of Mastodon, which any host may have."""
    parts = _parted(f"https:{written}" if written.startswith("//") else written)
    if parts is None or not parts.netloc:
        return False
    seen = _seen(parts, _host(parts))
    found = _federated(seen)
    if seen.host in _READERS or not isinstance(found, Embed):
        return False
    return found.provider == "mastodon" or _FILM_OF_PEERTUBE().fullmatch(seen.path[-1]) is not None


def unlisted_hint(written: str) -> str:
    """What to do about an address of a host that newsgen.yaml does not name; "" where that is not what it lacks."""
    if not is_federated(written):
        return ""
    return f'write "embeds: {{hosts: [{urlsplit(written).hostname}]}}" in newsgen.yaml, or [text](address) for a link'


def names() -> tuple[str, ...]:
    """What a provider is called in newsgen.yaml."""
    return (*_NAMES, "film", "sound")


def _of_file(written: str) -> Embed | None:
    match = _FILE().fullmatch(written)
    if match is None:
        return None
    kind: Kind = "film" if match["film"] else "sound"
    if "?" in written:
        address, mark, part = _TRACKING().sub("", written).partition("#")
        written = address.rstrip("?&") + mark + part
    return Embed(kind, _host_shown(written), kind, written, shape="wide" if kind == "film" else "bar")


def _in_ascii(parts: SplitResult, host: str) -> str:
    """A whole address as browsers ask for it."""
    port = f":{parts.port}" if parts.port else ""
    return quote(parts._replace(netloc=host + port).geturl(), safe="%/:?#[]@!$&'()*+,;=~")


def _host_shown(written: str) -> str:
    return (urlsplit(written).hostname or "").removeprefix("www.")


def _parted(written: str) -> SplitResult | None:
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        return None
    if not parts.netloc:
        return None if written.startswith(("//", "\\")) else parts
    is_usual = parts.scheme in {"http", "https"} and port in {None, 80, 443} and "@" not in parts.netloc
    return parts if is_usual and "\\" not in written else None


def _host(parts: SplitResult) -> str:
    try:
        return ascii_host(parts.hostname or "").removesuffix(".")
    except UnicodeError:
        return ""


def _ascii(hosts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for host in hosts:
        try:
            found.add(ascii_host(host).removesuffix("."))
        except UnicodeError:
            continue
    return found


def _seen(parts: SplitResult, host: str) -> Seen:
    query: dict[str, str] = {}
    for key, value in parse_qsl(parts.query, keep_blank_values=False, max_num_fields=None):
        query.setdefault(key, value)
    path = tuple(filter(None, parts.path.split("/")))
    rest = f"{parts.path}{'?' if parts.query else ''}{parts.query}"
    return Seen(host, path, query, parts.fragment, f"https://{host}{rest}" if _PLAIN().fullmatch(rest) else "")


def _seconds(written: str) -> int:
    """How far into a film an address leads: 90, 90s, 1m30s."""
    match = _TIME().fullmatch(written)
    if not written or match is None:
        return 0
    hours, minutes, seconds = (int(each or 0) for each in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _with(address: str, **values: str | int) -> str:
    """An address with a query of those values that say something."""
    pairs = [f"{key}={quote(str(value), safe='')}" for key, value in values.items() if value]
    return f"{address}{'&' if '?' in address else '?'}{'&'.join(pairs)}" if pairs else address


# What stands before the name of a film in a path at YouTube.
_FILMS_AT_YOUTUBE = frozenset({"shorts", "live", "embed", "v", "e"})
_AT_YOUTUBE = Unread('copy the whole address from "Share": https://youtu.be/ and eleven letters, digits, - or _')


def _youtube(seen: Seen) -> Found:
    first = seen.path[0] if seen.path else ""
    list_ = seen.query.get("list", "")
    listed = list_ if _LIST().fullmatch(list_) else ""
    begin = _seconds(seen.query.get("t") or seen.query.get("start") or seen.fragment.removeprefix("t="))
    if seen.host == "youtu.be":
        film = first
    elif first in _FILMS_AT_YOUTUBE and len(seen.path) > 1:
        film = seen.path[1]
    elif first == "watch":
        film = seen.query.get("v", "")
    elif first == "playlist":
        return _playlist(listed) if listed else _AT_YOUTUBE
    else:
        return None
    if film == "videoseries" and listed:
        return _playlist(listed)
    if not film and seen.host == "youtu.be":
        return None
    if not _VIDEO().fullmatch(film):
        return _AT_YOUTUBE
    frame = _with(f"https://www.youtube-nocookie.com/embed/{film}", autoplay=1, start=begin, list=listed)
    if first == "shorts":
        return Embed("youtube", "YouTube", "frame", f"https://www.youtube.com/shorts/{film}", frame, "tall")
    address = _with("https://www.youtube.com/watch", v=film, list=listed, t=f"{begin}s" if begin else "")
    return Embed("youtube", "YouTube", "frame", address, frame)


def _playlist(list_: str) -> Embed:
    frame = _with("https://www.youtube-nocookie.com/embed/videoseries", list=list_, autoplay=1)
    return Embed("youtube", "YouTube", "frame", f"https://www.youtube.com/playlist?list={list_}", frame)


def _vimeo(seen: Seen) -> Found:
    path = seen.path
    at = next((number for number, part in enumerate(path) if _DIGITS().fullmatch(part)), None)
    if at is None:
        is_cut = seen.host == "player.vimeo.com" and path[:1] == ("video",)
        return Unread("copy the whole address from the address bar: https://vimeo.com/ and digits") if is_cut else None
    if path[0] in {"showcase", "album", "ondemand", "event", "user"} and "video" not in path:
        return None
    if path[0] in {"showcase", "album"}:
        at = path.index("video") + 1
    if at >= len(path) or not _DIGITS().fullmatch(path[at]):
        return None
    secret = next((each for each in (*path[at + 1 : at + 2], seen.query.get("h", "")) if _HASH().fullmatch(each)), "")
    begin = _seconds(seen.fragment.removeprefix("t="))
    mark = f"#t={begin}s" if begin else ""
    frame = _with(f"https://player.vimeo.com/video/{path[at]}", h=secret, dnt=1, autoplay=1) + mark
    address = f"https://vimeo.com/{path[at]}{f'/{secret}' if secret else ''}{mark}"
    return Embed("vimeo", "Vimeo", "frame", address, frame)


# Degrees of a map's width are told by its zoom (one tile of 256 pixels at 0), for a frame of so many pixels.
_MAP_WIDTH, _MAP_HEIGHT = 680, 382
# Where its projection ends.
_MOST_NORTH = 85
_LAYERS = {"C": "cyclemap", "T": "transportmap", "H": "hot", "Y": "cyclosm", "P": "tracestracktopo"}


def _openstreetmap(seen: Seen) -> Found:
    if seen.path[:2] == ("export", "embed.html"):
        return _exported_map(seen)
    said = dict(parse_qsl(seen.fragment))
    at = said.get("map", "").split("/")
    if seen.path or len(at) != len(("zoom", "latitude", "longitude")) or not _are_numbers(at):
        return None
    zoom, latitude, longitude = min(max(float(at[0]), 0), 20), float(at[1]), float(at[2])
    if abs(latitude) > _MOST_NORTH or abs(longitude) > 180:
        return None
    degrees = 360 / 2**zoom / 256
    east = degrees * _MAP_WIDTH / 2
    north = degrees * _MAP_HEIGHT / 2 * math.cos(math.radians(latitude))
    box = (longitude - east, latitude - north, longitude + east, latitude + north)
    layer = next((_LAYERS[letter] for letter in said.get("layers", "") if letter in _LAYERS), "mapnik")
    marker = [seen.query.get("mlat", ""), seen.query.get("mlon", "")]
    return _map([f"{each:.5f}" for each in box], layer, marker, (int(zoom), latitude, longitude))


def _exported_map(seen: Seen) -> Found:
    box = seen.query.get("bbox", "").split(",")
    if len(box) != len("WSEN") or not _are_numbers(box):
        return Unread('copy the address again: "Share" and "HTML" at openstreetmap.org')
    west, south, east, north = map(float, box)
    layer = seen.query.get("layer", "")
    marker = seen.query.get("marker", "").split(",")
    middle = 15, (south + north) / 2, (west + east) / 2
    return _map(box, layer if _WORD().fullmatch(layer) else "mapnik", marker, middle)


def _are_numbers(written: Iterable[str]) -> bool:
    return all(_NUMBER().fullmatch(each) for each in written)


def _map(box: list[str], layer: str, marker: list[str], middle: tuple[int, float, float]) -> Embed:
    frame = _with(
        "https://www.openstreetmap.org/export/embed.html",
        bbox=",".join(box),
        layer=layer,
        marker=",".join(marker) if len(marker) == len(("latitude", "longitude")) and _are_numbers(marker) else "",
    )
    zoom, latitude, longitude = middle
    address = f"https://www.openstreetmap.org/#map={zoom}/{latitude:.5f}/{longitude:.5f}"
    return Embed("openstreetmap", "OpenStreetMap", "frame", address, frame)


_AT_DATAWRAPPER = Unread(
    'copy the address from "Publish & Embed": https://datawrapper.dwcdn.net/ and five letters or digits'
)


def _datawrapper(seen: Seen) -> Found:
    path = seen.path
    if seen.host != "datawrapper.dwcdn.net":
        if path[:1] in {("chart",), ("charts",), ("edit",), ("preview",)} and len(path) > 1:
            return _AT_DATAWRAPPER
        if path[:1] != ("_",):
            return None
        path = path[1:]
    if not path:
        return None
    if not re.fullmatch(r"[A-Za-z0-9]{5}", path[0]):
        return _AT_DATAWRAPPER
    version = f"{path[1]}/" if len(path) > 1 and _DIGITS().fullmatch(path[1]) else ""
    address = f"https://datawrapper.dwcdn.net/{path[0]}/{version}"
    return Embed("datawrapper", "Datawrapper", "frame", address, address)


# Pages of SoundCloud's own, which are nobody's.
_SOUNDCLOUD = frozenset(
    {"charts", "discover", "jobs", "pages", "search", "settings", "stations", "stream", "tags", "upload", "you"}
)
_NOT_SOUNDS = frozenset(
    {
        "albums",
        "comments",
        "followers",
        "following",
        "likes",
        "popular-tracks",
        "reposts",
        "sets",
        "spotlight",
        "tracks",
    }
)


def _soundcloud(seen: Seen) -> Found:
    if seen.host == "on.soundcloud.com" and seen.path:
        return Unread("open it, and copy the address from the address bar: https://soundcloud.com/…")
    if seen.host == "w.soundcloud.com":
        sound = _parted(seen.query.get("url", ""))
        if seen.path != ("player",) or sound is None or _host(sound) not in {"soundcloud.com", "api.soundcloud.com"}:
            return None
        path = tuple(filter(None, unquote(sound.path).split("/")))
        if not all(_WORD().fullmatch(each) for each in path):
            return None
        whole = f"https://{_host(sound)}/{'/'.join(path)}"
    else:
        path = seen.path
        is_set = path[1:2] == ("sets",) and len(path) > len(("who", "sets"))
        is_sound = len(path) > 1 and path[0] not in _SOUNDCLOUD and (is_set or path[1] not in _NOT_SOUNDS)
        if not is_sound or not all(_WORD().fullmatch(each) for each in path):
            return None
        whole = f"https://soundcloud.com/{'/'.join(path)}"
    frame = _with("https://w.soundcloud.com/player/", url=whole, auto_play="true", hide_related="true")
    shape: Shape = "square" if {"sets", "playlists"} & set(path) else "bar"
    return Embed("soundcloud", "SoundCloud", "frame", whole, frame, shape)


def _federated(seen: Seen) -> Found:
    """A film of PeerTube or a post of Mastodon, on whatever host."""
    path = seen.path
    if not path or not all(_WORD().fullmatch(each.removeprefix("@")) for each in path):
        return None
    root = f"https://{seen.host}"
    if path[0].startswith("@"):
        is_post = len(path) > 1 and _DIGITS().fullmatch(path[1]) is not None and "@" not in path[0][1:]
        address = f"{root}/{path[0]}/{path[1]}" if is_post else ""
        return Embed("mastodon", seen.host, "frame", address, f"{address}/embed", "square") if is_post else None
    begin = _seconds(seen.query.get("start", ""))
    options: dict[str, str | int] = {"start": f"{begin}s" if begin else "", "autoplay": 1}
    if path[:2] in {("w", "p"), ("video-playlists", "embed")} and len(path) > 2:
        frame = _with(f"{root}/video-playlists/embed/{path[2]}", **options)
        return Embed("peertube", seen.host, "frame", f"{root}/w/p/{path[2]}", frame)
    film = path[1] if path[0] == "w" and len(path) == 2 else path[2] if _is_film(path) else ""
    if not film or film == "p":
        return None
    # Else the film comes from others who watch it, and goes to them.
    frame = _with(f"{root}/videos/embed/{film}", **options) + "&p2p=0"
    return Embed("peertube", seen.host, "frame", _with(f"{root}/w/{film}", start=options["start"]), frame)


def _is_film(path: tuple[str, ...]) -> bool:
    return path[:2] in {("videos", "watch"), ("videos", "embed")} and len(path) > 2


def _dailymotion(seen: Seen) -> Found:
    path = seen.path
    if seen.host == "dai.ly":
        film = path[0] if path else ""
    elif seen.host == "geo.dailymotion.com":
        film = seen.query.get("video", "")
    else:
        film = path[-1] if path[:1] == ("video",) or path[:2] == ("embed", "video") else ""
    if not re.fullmatch(r"[A-Za-z0-9]{5,20}", film):
        return None
    frame = f"https://geo.dailymotion.com/player.html?video={film}"
    return Embed("dailymotion", "Dailymotion", "frame", f"https://www.dailymotion.com/video/{film}", frame)


_AT_SPOTIFY = frozenset({"album", "artist", "episode", "playlist", "show", "track"})


def _spotify(seen: Seen) -> Found:
    path = tuple(each for each in seen.path if each != "embed" and not each.startswith("intl-"))
    if len(path) != 2 or path[0] not in _AT_SPOTIFY or not re.fullmatch(r"[A-Za-z0-9]{22}", path[1]):
        return None
    what = "/".join(path)
    is_long = path[0] in {"album", "artist", "playlist"}
    frame, address = f"https://open.spotify.com/embed/{what}", f"https://open.spotify.com/{what}"
    return Embed("spotify", "Spotify", "frame", address, frame, "square" if is_long else "bar")


def _archive(seen: Seen) -> Found:
    if len(seen.path) < 2 or seen.path[0] not in {"details", "embed"} or not _WORD().fullmatch(seen.path[1]):
        return None
    what = seen.path[1]
    address, frame = f"https://archive.org/details/{what}", f"https://archive.org/embed/{what}"
    return Embed("archive", "Internet Archive", "frame", address, frame)


def _flourish(seen: Seen) -> Found:
    path = seen.path
    known = {"visualisation", "story"}
    if len(path) < 2 or path[0] not in known or not _DIGITS().fullmatch(path[1]):
        return None
    address = f"https://public.flourish.studio/{path[0]}/{path[1]}/"
    return Embed("flourish", "Flourish", "frame", address, f"https://flo.uri.sh/{path[0]}/{path[1]}/embed")


def _zdf(seen: Seen) -> Found:
    is_player = seen.path[:2] == ("miniplayer", "embed") and seen.query.get("mediaID")
    return Embed("zdf", "ZDF", "frame", seen.whole, seen.whole) if is_player and seen.whole else None


def _ard(seen: Seen) -> Found:
    is_player = seen.path[:1] == ("embed",) or (seen.path and re.search(r"~(?:ard)?player\w*\.html$", seen.path[-1]))
    if not is_player or len(seen.path) < 2 or not seen.whole:
        return None
    shape: Shape = "bar" if seen.host.endswith(("ardaudiothek.de", "ardsounds.de")) else "wide"
    # A policy holds for where a frame is led on to, too.
    frame = seen.whole.replace("//ardmediathek.de/", "//www.ardmediathek.de/", 1)
    return Embed("ard", "ARD", "frame", frame, frame, shape)


def _arte(seen: Seen) -> Found:
    path = seen.path
    # https://www.arte.tv/de/videos/098368-000-A/title/ and https://www.arte.tv/embeds/de/098368-000-A
    lang, film = (path[1], path[2]) if path[:1] == ("embeds",) and len(path) > 2 else ("", "")
    if len(path) > 2 and path[1] == "videos":
        lang, film = path[0], path[2]
    if not re.fullmatch(r"[a-z]{2}", lang) or not re.fullmatch(r"(?:RC-)?[0-9]{6}(?:-[0-9]{3}-[A-Z])?", film):
        return None
    address, frame = f"https://www.arte.tv/{lang}/videos/{film}/", f"https://www.arte.tv/embeds/{lang}/{film}"
    return Embed("arte", "ARTE", "frame", address, frame)


class _Provider(NamedTuple):
    key: str
    reader: Reader
    hosts: tuple[str, ...]


_TABLE = (
    _Provider(
        "youtube",
        _youtube,
        (
            *("youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be"),
            *("youtube-nocookie.com", "www.youtube-nocookie.com"),
        ),
    ),
    _Provider("vimeo", _vimeo, ("vimeo.com", "www.vimeo.com", "player.vimeo.com")),
    _Provider("openstreetmap", _openstreetmap, ("openstreetmap.org", "www.openstreetmap.org", "osm.org")),
    _Provider("datawrapper", _datawrapper, ("datawrapper.dwcdn.net", "datawrapper.de", "www.datawrapper.de")),
    _Provider(
        "soundcloud",
        _soundcloud,
        ("soundcloud.com", "www.soundcloud.com", "m.soundcloud.com", "w.soundcloud.com", "on.soundcloud.com"),
    ),
    _Provider("dailymotion", _dailymotion, ("dailymotion.com", "www.dailymotion.com", "geo.dailymotion.com", "dai.ly")),
    _Provider("spotify", _spotify, ("open.spotify.com",)),
    _Provider("archive", _archive, ("archive.org", "www.archive.org")),
    _Provider("flourish", _flourish, ("flo.uri.sh", "public.flourish.studio")),
    _Provider("zdf", _zdf, ("ngp.zdf.de",)),
    _Provider(
        "ard",
        _ard,
        (
            *("ardmediathek.de", "www.ardmediathek.de", "www.tagesschau.de", "www.sportschau.de"),
            *("www.ardaudiothek.de", "www.ardsounds.de"),
        ),
    ),
    _Provider("arte", _arte, ("arte.tv", "www.arte.tv")),
)
_READERS: Mapping[str, Reader] = {host: each.reader for each in _TABLE for host in each.hosts}
# Whose frames show nothing but films.
_OF_FILMS = frozenset({"ard", "arte", "dailymotion", "peertube", "vimeo", "youtube", "zdf"})
_NAMES = (*(each.key for each in _TABLE), "peertube", "mastodon")
