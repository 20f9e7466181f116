"""Pictures, static files and other assets -> what pages need to know of them; measured once, until they change."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

import msgspec

from newsgen.config import Config
from newsgen.content.types import media_type
from newsgen.content.unpublished import kept_back
from newsgen.diagnostics import Diagnostic
from newsgen.digests import digest_of_bytes, digest_of_file
from newsgen.gather.scan import Stat
from newsgen.gather.theme import files_below, theme_files, theme_folder
from newsgen.inside import NOT_UTF8, opened
from newsgen.model import Asset, Flaw
from newsgen.patterns import matcher
from newsgen.state.cache import AssetRow
from newsgen.state.stamps import UNSURE, sure, young_since

THEME = "theme:"


def static_stats(root: Path, config: Config) -> tuple[dict[str, tuple[str, Stat]], list[Diagnostic]]:
    """Path below static/ -> its source and stat; the site's own file stands before the theme's.

    What no host could serve, or should not, is a diagnostic: a name that is not UTF-8, a pipe, a private key.
    """
    since_ns = young_since()
    found = {path: _stat(f"{THEME}{path}", f"{THEME}{path}", file, since_ns) for path, file in theme_files("static")}
    if os.path.realpath(root / config.static) == os.path.realpath(theme_folder() / "static"):
        found = {}
    files, problems = files_below(root, config.static)
    is_allowed = matcher(config.assets.allow)
    for path, file in files:
        if (why := kept_back(f"{config.static}/{path}")) and not is_allowed(path):
            problems.append(why)
            continue
        shown = path.encode("utf-8", "replace").decode()
        if shown != path:
            problems.append(NOT_UTF8.at(f"{config.static}/{shown}"))
        else:
            spelled = file.relative_to(root).as_posix()
            found[path] = _stat(f"{config.static}/{path}", spelled, file, since_ns)
    return found, problems


def located(root: Path, source: str) -> Path:
    """The file of an asset's source path."""
    if source.startswith(THEME):
        return theme_folder() / "static" / source[len(THEME) :]
    return root / source


def named(config: Config, source: str) -> str:
    """The name by which pages ask for an asset: a file of the theme stands where the site's own would."""
    return f"{config.static}/{source[len(THEME) :]}" if source.startswith(THEME) else source


def measured(root: Path, stats: Iterable[Stat], known: Mapping[str, AssetRow]) -> list[AssetRow]:
    """The rows of all files; one with a known stamp is not read again, and its row is as it was.

    The rows do not yet know what will be published.
    """
    rows: list[AssetRow] = []
    for stat in stats:
        row = known.get(stat.path)
        if row is None or row.stamp != stat.stamp or stat.stamp == UNSURE:
            asset = _measured(located(root, stat.on_disk), stat)
            row = AssetRow(stat.path, stat.stamp, msgspec.msgpack.encode(asset), False)
        rows.append(row)
    return rows


_DECODER = msgspec.msgpack.Decoder(Asset)


def decoded(encoded: bytes, stat: Stat, url: str) -> Asset:
    """An asset as the cache keeps it, at its address.

    Whatever the cache says: a file is read by the path that it was found at.
    """
    return msgspec.structs.replace(_DECODER.decode(encoded), source=stat.on_disk, url=url)


def content_url(config: Config, source: str) -> str:
    return f"{config.base_path}/{quote(source.removeprefix(f'{config.content}/'))}"


def static_url(config: Config, path: str) -> str:
    return f"{config.base_path}/{quote(path)}"


def fingerprinted(asset: Asset) -> Asset:
    """Style sheets and scripts with a hash of their content in the address, so that they may be cached for good."""
    stem, _, suffix = asset.url.rpartition(".")
    if suffix not in {"css", "js"}:
        return asset
    return msgspec.structs.replace(asset, url=f"{stem}.{asset.digest[:8]}.{suffix}")


def _measured(file: Path, stat: Stat) -> Asset:
    # Nearly every build measures nothing, and need not load what looks into files.
    from newsgen.gather.pictures import picture
    from newsgen.gather.sounds import sound

    digest, bare_digest, is_broken_off = _looked_into(file, media_type(stat.path).startswith("image/"))
    found, heard = picture(file), sound(file)
    size = found.width, found.height
    why_not = _flaw(file, stat, found.width > 0)
    if why_not is None and is_broken_off:
        why_not = Flaw("picture-unreadable", "this picture breaks off before its end: browsers show what is there")
    return Asset(
        stat.on_disk,
        "",
        digest,
        stat.size,
        *size,
        found.type,
        found.is_animated,
        why_not,
        embedded=found.embedded,
        duration_s=heard.duration_s,
        is_unheard=heard.is_unheard,
        is_for_print=found.is_for_print,
        bare_digest=bare_digest,
    )


def _looked_into(file: Path, is_picture: bool) -> tuple[str, str, bool]:
    """A file's digest; that of a picture without what is nobody's business, "" where that is all of it; and whether it
    breaks off.
    """
    with opened(file) as handle:
        if not is_picture:
            return digest_of_file(handle).hex(), "", False
        data = handle.read()
    from newsgen.content.bare import bare, is_cut_off

    made = bare(data)
    return digest_of_bytes(data).hex(), "" if made is data else digest_of_bytes(made).hex(), is_cut_off(data)


def _flaw(file: Path, stat: Stat, is_measured: bool) -> Flaw | None:
    from newsgen.content.flaws import flaw, n_looked_at

    named_as = media_type(stat.path)
    try:
        with opened(file) as handle:
            start = handle.read(n_looked_at(named_as))
    except OSError:
        return None
    return flaw(start, named_as, is_measured)


def _stat(source: str, spelled: str, file: Path, since_ns: int) -> tuple[str, Stat]:
    stat = file.stat()
    return source, Stat(source, sure(stat, since_ns), stat.st_size, spelled if spelled != source else "")
