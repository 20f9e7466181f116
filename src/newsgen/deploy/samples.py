"""Addresses that manuals and samples have: no reader ever comes to one of them."""

import re
from urllib.parse import urlsplit

# https://www.rfc-editor.org/rfc/rfc2606 and rfc6761 keep them from being anybody's.
_NOBODYS = re.compile(
    r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)\.?|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0"
)


def is_sample(url: str) -> bool:
    """Whether it is the address of a manual, or of the machine on which it is read."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return _NOBODYS.fullmatch(host) is not None
