"""The preview's folder as a static host would serve it, with what only a preview adds to a page."""

import os
import re
from os import stat_result
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.datastructures import Headers
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from newsgen.content.types import media_type
from newsgen.digests import hex_digest
from newsgen.gaps import PAGE
from newsgen.serve.preview import Preview

UNBUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>newsgen</title><body><p>The site has not been built yet.</p></body></html>
"""
_INCLUDES = re.compile(r'<!--#include virtual="([^"]+)" ?-->|<esi:include src="([^"]+)" ?/>')


class PreviewFiles(StaticFiles):
    """An index.html for its folder, a redirect to the folder's slash, 404.html for the rest; pages with includes done.

    Starlette's StaticFiles keeps a path inside the folder: it resolves dots and links first, and compares then.
    """

    def __init__(self, preview: Preview) -> None:
        super().__init__(directory=preview.folder, html=True, check_dir=False)
        self._preview = preview

    async def check_config(self) -> None:
        """The folder may come later: there is none before the first good build."""

    def get_path(self, scope: Scope) -> str:
        path: str = scope["path"].removeprefix(self._preview.base_path)
        return os.path.normpath(os.path.join(*path.split("/"), ""))  # noqa: PTH118  text of an address, not a path yet

    async def get_response(self, path: str, scope: Scope) -> Response:
        wanted = scope["path"]
        base_path = self._preview.base_path
        if not f"{wanted}/".startswith(f"{base_path}/"):
            return RedirectResponse(f"{base_path}/") if wanted == "/" else self._missing()
        # Windows would take a backslash for a slash; no static host does, and no output has one in its name.
        if "\\" in wanted or "\0" in wanted:
            return self._missing()
        file = self._file(path)
        if file is not None and file.is_dir():
            file = self._file(f"{path}/index.html")
            if file is not None and file.is_file() and not wanted.endswith("/"):
                # Root-relative with one slash: two would name another host.
                return RedirectResponse(quote(f"/{wanted.lstrip('/')}/", safe="/%"), 301)
        elif wanted.endswith("/"):
            file = None
        return self._served(file, scope) if file is not None and file.is_file() else self._missing()

    def _file(self, path: str) -> Path | None:
        try:
            full, found = self.lookup_path(path)
        except (OSError, ValueError):
            # Longer than a file name can be, or with a character that none can hold.
            return None
        return Path(full) if found else None

    def _served(self, file: Path, scope: Scope) -> Response:
        if file.suffix == PAGE:
            return _conditional(self._page(file, 200), Headers(scope=scope))
        return self.file_response(file, file.stat(), scope)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        type_ = media_type(Path(full_path).name)
        headers = self._headers()
        response = FileResponse(full_path, status_code, headers, type_, stat_result=stat_result)
        if type_ in {"application/json", "text/javascript"} or type_.endswith("+json"):
            response.headers["Content-Type"] = f"{type_}; charset=utf-8"
        is_known = self.is_not_modified(response.headers, Headers(scope=scope))
        return NotModifiedResponse(response.headers) if is_known else response

    def _missing(self) -> Response:
        page = self._file("404.html")
        if page is not None:
            return self._page(page, 404)
        is_built = self._file("index.html") is not None
        text = "Not found\n" if is_built else self._preview.shown("404.html", UNBUILT)
        return Response(text, 404 if is_built else 503, media_type="text/plain" if is_built else "text/html")

    def _page(self, file: Path, status: int) -> Response:
        path = file.relative_to(os.path.realpath(self._preview.folder)).as_posix()
        self._preview.look_at(path)
        left = _text(file)
        text = self._preview.filled(left)
        shown = self._preview.shown(path, _INCLUDES.sub(self._included, text), has_gaps=text != left)
        body = shown.encode("utf-8", "surrogateescape")
        etag = f'"{hex_digest(body, 12)}"'
        return Response(body, status, self._headers() | {"ETag": etag}, "text/html")

    def _headers(self) -> dict[str, str]:
        """What a host sends with every file that reads _headers, as far as it holds for a preview."""
        return {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": self._preview.policy,
            "X-Content-Type-Options": "nosniff",
        }

    def _included(self, match: re.Match[str]) -> str:
        """What a server or a cache puts in place of an include; a file that is not there leaves nothing."""
        address = unquote(match[1] or match[2]).removeprefix(self._preview.base_path)
        file = self._file(os.path.normpath(address.lstrip("/")))
        return self._preview.filled(_text(file)) if file is not None and file.is_file() else ""


def _text(file: Path) -> str:
    """A file with the ends of its lines, and with what of it is not UTF-8: a file of static/ may be any."""
    return file.read_bytes().decode("utf-8", "surrogateescape")


def _conditional(response: Response, asked: Headers) -> Response:
    known = [tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")]
    is_known = "*" in known or response.headers["ETag"] in known
    return NotModifiedResponse(response.headers) if is_known else response
