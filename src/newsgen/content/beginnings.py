"""What a text begins with that nobody sees, and signs of a head in it: quick to load and to ask of every source."""

import re

# Zero-width and bidi marks, soft hyphens, byte order marks: nobody sees them (Unicode 16, §23.2 and §23.3).
UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufdd0\ufeff"
BLANK = f" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000{UNSEEN}"
_LEAD = re.compile(f"[{BLANK}\n]*")

FENCES = ("---", "+++")
MAX_HEAD = 600
# One of them stands in every key that hides.
_HIDING = (
    *("draft", "status", "publi", "private", "headless", "render", "routable", "visib", "passw", "embargo", "expir"),
    *("entwurf", "borrador", "brouillon", "bozza", "szkic", "sperrfrist", "state", "workflow", "moderation", "stage"),
    *("access", "audience", "member", "subscriber", "paid", "paywall", "premium", "protect", "login", "date", "live"),
    *("delete", "trash", "wip", "unfinished", "disabled", "active", "offline", "confidential", "secret", "enabled"),
    *("approved", "released", "online", "ready", "show", "hide", "schedul", "before", "\u200b", "\u00ad", "&"),
)
# Behind a key, escaped or not; parts of the words that hide without one; a mark that `isprintable` takes for a letter.
_SIGNS = (":", "=", "：", "&", "tatu", "draft", "twurf", "\u034f")


def lead(text: str) -> int:
    """How many characters that nobody sees a text begins with: blank lines, blanks, marks without a width."""
    match = _LEAD.match(text)
    return match.end() if match else 0


def may_hold_head(body: str) -> bool:
    """Whether a second head may stand at the beginning of a text; of nearly every one False."""
    start = lead(body)
    return body.startswith(FENCES, start) or may_hide(body, start)


def may_hide(body: str, start: int) -> bool:
    """Whether a line there may be a key that hides: nearly every body begins with a sentence."""
    beginning = body[start : start + MAX_HEAD].lower()
    return _may_hold_key(beginning) and any(word in beginning for word in _HIDING)


def _may_hold_key(text: str) -> bool:
    """Whether a sign stands there that every key has, or characters that nobody sees, which may stand within one."""
    return any(sign in text for sign in _SIGNS) or not text.replace("\n", "").isprintable()
