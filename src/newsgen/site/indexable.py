"""Which pages search engines shall know, and which of them are news."""

from newsgen.model import Head


def is_indexable(head: Head, base_url: str) -> bool:
    """Whether search engines shall know a page: listed, no redirect, and itself the canonical one."""
    if head.noindex or head.unlisted or head.redirect_to:
        return False
    return not head.canonical_url or (head.canonical_url.endswith(head.url) and head.canonical_url.startswith(base_url))


def is_news(head: Head, base_url: str) -> bool:
    """Whether news sitemaps may name an article while it is new: what is paid for is no news (Google's policies)."""
    return head.form == "article" and head.type != "sponsored" and is_indexable(head, base_url)
