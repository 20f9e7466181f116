"""Which paths stay inside the output folder, wherever it is."""

import re
from collections.abc import Sequence

# "", "." and "..", at once: three searches for them take twice as long.
_NO_FOLDER = re.compile(r"/\.{0,2}/")
_NO_FILE = re.compile(r"/(?:\.{0,2}/|\.(?!\.|(?:well-known|nojekyll|htaccess)/))")


def leave(paths: Sequence[str]) -> bool:
    """Whether one of these paths may lead out of the folder that it is relative to, on any system.

    Absolute paths, "..", drives of Windows and NUL do.
    """
    return bool(paths) and _leaves(f"/{'/'.join(paths)}/", paths, _NO_FOLDER)


def leave_as_outputs(paths: Sequence[str]) -> bool:
    """`leave`, of files that newsgen writes: a backslash parts folders on Windows, and stands in none of them.

    What is hidden is not newsgen's, but for what hosts look for in a site.
    """
    text = f"/{'/'.join(paths)}/"
    return bool(paths) and ("\\" in text or _leaves(text, paths, _NO_FILE))


def _leaves(text: str, paths: Sequence[str], none: re.Pattern[str]) -> bool:
    """All paths are looked at as one text, which takes 12 ms for 100,000 of them."""
    return "\0" in text or none.search(text) is not None or (":" in text and any(path[1:2] == ":" for path in paths))
