"""Pictures, films and sounds that pages load by http:, which browsers show on no page of https."""

from newsgen.config import Config

CODE = "picture-insecure"
HINT = "write https:// if that host has it, or put the file beside the text that names it"

_MAX_SHOWN = 200


def is_unencrypted(address: str) -> bool:
    return address.lower().startswith("http://")


def is_lost(config: Config) -> bool:
    """Whether a site's readers lack what is loaded so: its pages are of https, and its policy mends no address."""
    return not is_unencrypted(config.base_url) and "upgrade-insecure-requests" not in config.csp


def text_of(address: str) -> str:
    return f'"{address[:_MAX_SHOWN]}" is loaded without encryption: browsers show it on no page of https'
