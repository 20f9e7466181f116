"""Pictures, films and sounds that pages load by http:, which browsers show on no page of https."""

CODE = "picture-insecure"
HINT = "write https:// if that host has it, or put the file beside the text that names it"

_MAX_SHOWN = 200


def is_unencrypted(address: str) -> bool:
    return address.lower().startswith("http://")


def text_of(address: str) -> str:
    return f'"{address[:_MAX_SHOWN]}" is loaded without encryption: browsers show it on no page of https'
