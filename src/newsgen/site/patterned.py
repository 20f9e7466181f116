"""Old addresses of articles -> the pattern by which another system had made them, as `permalinks` would have it."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import unquote

from newsgen.model import Head
from newsgen.placeholders import mistakes

# Fewer are no pattern.
_LEAST = 3
_EXAMPLE = "/{year}/{month}/{slug}/"


def pattern_of_most(old: Iterable[tuple[str, Head]]) -> tuple[str, int]:
    """The pattern of most of these addresses, each with its article, and how many have it; "" where half have none."""
    patterns = [_pattern(address, head) for address, head in old]
    found, n = next(iter(Counter(filter(None, patterns)).most_common(1)), ("", 0))
    if n < _LEAST or 2 * n < len(patterns) or any(True for _ in mistakes(found, "article", _EXAMPLE)):
        return "", 0
    return found, n


def _pattern(address: str, head: Head) -> str:
    """An address with placeholders for what it has of its article; "" where it has no name of it."""
    date = head.date
    values = {
        "year": f"{date.year:04d}",
        "month": f"{date.month:02d}",
        "day": f"{date.day:02d}",
        "slug": head.slug,
        "id": head.id,
    }
    values |= {"category": head.categories[0].slug} if head.categories else {}
    parts = []
    for part in unquote(address).split("/"):
        stem, dot, suffix = part.partition(".")
        name = next((name for name, value in values.items() if value and value == stem), "")
        values.pop(name, None)
        parts.append(f"{{{name}}}{dot}{suffix}" if name else part)
    return "/".join(parts) if "slug" not in values or "id" not in values else ""
