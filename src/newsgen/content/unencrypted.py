"""Pictures, films and sounds that pages load by http:, which browsers show on no page of https."""

from msgspec.structs import replace

from newsgen import csp
from newsgen.config import Config
from newsgen.diagnostics import Diagnostic

CODE = "picture-insecure"
HINT = "write https:// if that host has it, or put the file beside the text that names it"

_MAX_SHOWN = 200
_ON_HTTPS = "browsers show it on no page of https"


def is_unencrypted(address: str) -> bool:
    return address.lower().startswith("http://")


def is_lost(config: Config) -> bool:
    """Whether a site's readers lack what is loaded so: by https, or by its policy, which may mend each address."""
    if "upgrade-insecure-requests" in config.csp:
        return False
    return not is_unencrypted(config.base_url) or not _is_allowed(config)


def told(config: Config, diagnostic: Diagnostic) -> Diagnostic:
    """What is said of such a file, as it is for a site: pages by http: may load what the policy names."""
    if diagnostic.code != CODE or not is_unencrypted(config.base_url):
        return diagnostic
    text = diagnostic.text.replace(
        _ON_HTTPS, "the site's policy lets pages load pictures of other hosts by https: alone"
    )
    return replace(diagnostic, text=text, hint=f'{HINT}, or allow it with csp: {{img-src: ["http:"]}} in newsgen.yaml')


def _is_allowed(config: Config) -> bool:
    return csp.allows(config.csp, "img-src", "http://pictures.example")


def text_of(address: str) -> str:
    return f'"{address[:_MAX_SHOWN]}" is loaded without encryption: {_ON_HTTPS}'
