"""Small pictures that say something of themselves: IPTC and XMP as programs of agencies write them."""

from collections.abc import Mapping
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
  xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" {attributes}>{elements}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def xmp(attributes: str = "", elements: str = "") -> bytes:
    return _PACKET.format(attributes=attributes, elements=elements).encode()


def iptc(records: Mapping[int, str | bytes]) -> bytes:
    """Datasets of the second record in a block of Photoshop's, as JPEG keeps them."""
    data = b"".join(_dataset(2, number, said) for number, said in records.items())
    data += b"\0" * (len(data) % 2)
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(data).to_bytes(4, "big") + data


def _dataset(record: int, number: int, said: str | bytes) -> bytes:
    text = said.encode() if isinstance(said, str) else said
    return bytes([0x1C, record, number]) + len(text).to_bytes(2, "big") + text


def jpeg(records: Mapping[int, str | bytes] | None = None, packet: bytes = b"") -> bytes:
    made = BytesIO()
    Image.new("RGB", (90, 60), (20, 60, 90)).save(made, "JPEG")
    plain = made.getvalue()
    segments = _segment(0xED, iptc(records)) if records else b""
    segments += _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet) if packet else b""
    return plain[:2] + segments + plain[2:]


def _segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


def png(packet: bytes) -> bytes:
    made, said = BytesIO(), PngInfo()
    said.add_itxt("XML:com.adobe.xmp", packet.decode())
    Image.new("RGB", (90, 60), (20, 60, 90)).save(made, "PNG", pnginfo=said)
    return made.getvalue()


def webp(packet: bytes) -> bytes:
    made = BytesIO()
    Image.new("RGB", (90, 60), (20, 60, 90)).save(made, "WEBP", xmp=packet)
    return made.getvalue()
