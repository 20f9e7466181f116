"""What programs say of a picture in XMP (ISO 16684-1), without what is not said to readers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsgen.content.packets import RDF, packet_root

if TYPE_CHECKING:
    from lxml.etree import _Element

_START, _END = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n', b'\n<?xpacket end="w"?>'
# By the address of a vocabulary, the properties of it that stay; those of the last ones do, whatever they are.
_KEPT: Mapping[str, frozenset[str]] = {
    "http://purl.org/dc/elements/1.1/": frozenset({"title", "description", "creator", "rights", "format"}),
    "http://ns.adobe.com/photoshop/1.0/": frozenset({"Headline", "Credit", "Source", "AuthorsPosition"}),
    "http://ns.useplus.org/ldf/xmp/1.0/": frozenset(
        {"Version", "Licensor", "LicensorURL", "CopyrightOwner", "ImageCreator", "ImageSupplier", "DataMining"}
    ),
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": frozenset({"AltTextAccessibility", "ExtDescrAccessibility"}),
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": frozenset({"DigitalSourceType"}),
}
_KEPT_WHOLE = frozenset(
    {
        "http://ns.adobe.com/xap/1.0/rights/",
        "http://creativecommons.org/ns#",
        "http://www.w3.org/ns/tdmrep/",
        "http://ns.google.com/photos/1.0/panorama/",
    }
)


def bare_xmp(packet: bytes) -> bytes:
    """These very bytes where all of it may stay; b"" where nothing may, or it cannot be understood."""
    root = packet_root(packet)
    if root is None:
        return b""
    if not _taken_out(root):
        return packet
    if not any(len(block) or _properties(block) for block in root.iter(f"{RDF}Description")):
        return b""
    from lxml.etree import tostring

    written: bytes = tostring(root, encoding="utf-8", xml_declaration=False)
    return _START + written + _END


def _taken_out(root: "_Element") -> bool:
    """Whether anything was taken out of it."""
    n_before = _size(root)
    for rdf in [root] if root.tag == f"{RDF}RDF" else list(root):
        if rdf.tag != f"{RDF}RDF":
            root.remove(rdf)
            continue
        for block in list(rdf):
            if block.tag != f"{RDF}Description":
                rdf.remove(block)
                continue
            for name in _properties(block):
                if not _may_stay(name):
                    del block.attrib[name]
            for element in list(block):
                if not _may_stay(str(element.tag)):
                    block.remove(element)
    return _size(root) != n_before


def _size(root: "_Element") -> int:
    return sum(1 + len(each.attrib) for each in root.iter())


def _properties(block: "_Element") -> list[str]:
    return [str(name) for name in block.attrib if not str(name).startswith(RDF)]


def _may_stay(name: str) -> bool:
    space, _, local = name.removeprefix("{").partition("}")
    return space in _KEPT_WHOLE or local in _KEPT.get(space, frozenset())
