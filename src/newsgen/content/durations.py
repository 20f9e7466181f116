"""How long a recording lasts, as front matter of any system writes it -> seconds."""

import re

from newsgen.expressions import expression

HINT = 'write it as duration: "24:10", as "1:02:03", or in seconds'

# "1:02:03", "62:03", as players show it.
_CLOCK = expression(r"(?:(\d{1,3}):)?(\d{1,4}):([0-5]\d)(?:[.,]\d+)?", re.ASCII)
_SECONDS = expression(r"\d{1,6}(?:\.\d+)?", re.ASCII)
# ISO 8601, as data of pages have it.
_ISO = expression(r"pt(?=\d)(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})(?:[.,]\d+)?s)?", re.ASCII)
# "1 h 2 min", "24 Min.", "45 s"; seconds have a unit there.
_WORDS = expression(
    r"(?=\d)(?:(\d{1,3})\s*(?:h|hrs?|hours?|std|stunden?)\.?,?\s*)?(?:(\d{1,4})\s*(?:m|mins?|minutes?|minuten?)\.?,?\s*)?"
    r"(?:(\d{1,6})\s*(?:s|secs?|seconds?|sek|sekunden?)\.?)?",
    re.ASCII,
)
# A hundred hours: what is longer is a mistake.
_LONGEST = 360_000


def seconds(written: str) -> int:
    """In whole seconds, 0 for what is no duration."""
    text = written.strip().lower()
    if _SECONDS().fullmatch(text):
        return _checked(round(float(text)))
    for form in (_CLOCK(), _ISO(), _WORDS()):
        if match := form.fullmatch(text):
            hours, minutes, rest = (int(part or 0) for part in match.groups())
            # "75:10" is an hour and more, "1:75:10" is nothing.
            return 0 if hours and minutes > 59 and form is _CLOCK() else _checked(3600 * hours + 60 * minutes + rest)
    return 0


def _checked(n_seconds: int) -> int:
    return n_seconds if n_seconds <= _LONGEST else 0
