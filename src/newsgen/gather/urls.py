"""The file newsgen.urls at a site's root, as bytes."""

import os
from pathlib import Path

from newsgen.diagnostics import Diagnostic, Place
from newsgen.inside import RefusedError, read, remedy
from newsgen.site.ledger import FILE


def urls_read(root: Path) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """What the file says, b"" where there is none; `urls-unreadable` where it cannot be read.

    Of a link that leaves the site's folder, or of a pipe, the diagnostic is that of any other source.
    """
    try:
        return read(root / FILE, root), ()
    except FileNotFoundError:
        return b"", ()
    except RefusedError as error:
        return b"", (error.refusal.at(FILE),)
    except OSError as error:
        text = f"this file cannot be read: {error.strerror}"
        return b"", (Diagnostic("urls-unreadable", Place(FILE), text, remedy(error)),)


def urls_written(root: Path, text: str) -> None:
    """Write the file whole or not at all."""
    file = (root / FILE).resolve()
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(text.encode())
    os.replace(beside, file)  # noqa: PTH105  Path.replace would say the same
