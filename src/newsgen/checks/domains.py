"""Addresses of other hosts that were written without what begins one."""

from newsgen.expressions import expression

_HOST = expression(r"(?i)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,})(?::\d+)?(?=[/?#]|$)")
_MAIL = expression(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# What many sites end with; of two letters, each but the ends of files.
_KNOWN = frozenset(
    {
        *("com", "org", "net", "info", "biz", "edu", "gov", "mil", "int", "name", "example", "eu", "online", "shop"),
        *(
            "news",
            "media",
            "press",
            "blog",
            "berlin",
            "hamburg",
            "koeln",
            "cologne",
            "bayern",
            "wien",
            "paris",
            "london",
        ),
        *(
            "tv",
            "fm",
            "cat",
            "museum",
            "coop",
            "foundation",
            "tech",
            "dev",
            "app",
            "cloud",
            "site",
            "website",
            "social",
        ),
    }
)
_FILES = frozenset(
    {"md", "js", "ts", "py", "rb", "sh", "pl", "gz", "xz", "ps", "ai", "so", "cc", "cs", "go", "rs", "db"}
)
_MAX = 40


def whole(written: str) -> str:
    """The address that may be meant by "www.example.org" or "ada@example.org", "" where nothing speaks for one."""
    if _MAIL().fullmatch(written):
        return f"mailto:{written}"[:_MAX]
    host = _HOST().match(written)
    if host is None:
        return ""
    end = host[1].lower()
    is_known = end in _KNOWN or (len(end) == 2 and end not in _FILES)
    if written[:4].lower() == "www." or is_known:
        return f"https://{host[0]}"[:_MAX]
    return ""
