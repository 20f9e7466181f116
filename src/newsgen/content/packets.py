"""An XMP packet, as a picture holds it -> its root, read without asking anything of the world."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# In bytes; where a program keeps whole histories of its edits.
MAX_XMP = 1_000_000


def packet_root(packet: bytes) -> "_Element | None":
    """None of what is too long, is no XML, or declares anything."""
    if not packet or len(packet) > MAX_XMP or b"<!" in packet.replace(b"<!--", b""):
        return None
    # Few pictures have any.
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return fromstring(packet.strip(b"\0 \t\r\n"), parser)
    except (XMLSyntaxError, ValueError):
        return None
