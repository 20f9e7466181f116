"""What a podcast is known by, wherever its feed stands (Podcast Namespace 1.0, "guid")."""

from uuid import UUID, uuid5

NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def guid_of(url: str) -> str:
    """That of a feed which has none yet, by the address at which it stands first."""
    return str(uuid5(NAMESPACE, url.partition("://")[2].rstrip("/")))
