"""An engine's words without what nobody may read: keys, passwords, tokens."""

import re
from collections.abc import Mapping

HIDDEN = "***"

_USERINFO = re.compile(r"(?<=://)[^/?#\s@\"']+@")
# As connection strings, flags, headers, tables and queries of signed addresses have them.
_NAMED = re.compile(
    # What stands before such a name stays anyway: looked for with it, a long word would cost its length squared.
    r"(?i)((?:(?:pass(?:word|wd|phrase)?|secret|token|credentials?|signature|[_-]key|apikey|key_?id|sas_url"
    r"|authorization)[\"']?\s*[=:]|\b(?:key|sig|auth)=)\s*)"
    r"(?:(?:bearer|basic|aws4-hmac-sha256)\s+)?(\"[^\"]*\"|'[^']*'|[^\s,;&\"']+)"
)
# "InvalidAccessKeyId: The key that you …" names a mistake, and says no key.
_CODE = re.compile(r"\b(?:Invalid|Expired|Missing)(?:[A-Z][a-z]+)*$")
_LONGEST_CODE = 40
_SECRET_NAME = re.compile(r"(?i)pass|secret|token|credential|key|auth|sas|dsn|private")
# A shorter value is a word that stands elsewhere, too.
_MIN_SECRET = 6


def cleared(text: str, environment: Mapping[str, str]) -> str:
    """A text without passwords in addresses, values of keys that sound secret, and secrets of the environment."""
    for name, value in environment.items():
        if len(value) >= _MIN_SECRET and _SECRET_NAME.search(name):
            text = text.replace(value, HIDDEN)
    text = _USERINFO.sub(f"{HIDDEN}@", text)
    return _NAMED.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - _LONGEST_CODE) : found.start()]
    is_code = found[1].endswith(": ") and _CODE.search(before)
    return found[0] if is_code else f"{found[1]}{HIDDEN}"
