"""What all mappings of newsgen.yaml are."""

from msgspec import Struct


class Strict(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mapping of newsgen.yaml: a key it does not know is an error."""
