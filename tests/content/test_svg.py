"""A drawing of a writer is a drawing: nothing in it runs, and it draws nothing in."""

import pytest

from newsgen.content.svg import MAX_BYTES, active, active_xml

BEGIN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="4" height="4">'
PNG = "data:image/png;base64,iVBORw0KGgo="
XHTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'


def drawing(inside: str, before: str = "") -> bytes:
    return f"{before}{BEGIN}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script href="x.js"/>',
        '<s:script xmlns:s="http://www.w3.org/2000/svg"/>',
        f"<h:script {XHTML}>alert(1)</h:script>",
        f'<h:img {XHTML} src="x" onerror="alert(1)"/>',
        f"<g><metadata><h:p {XHTML}/></metadata></g>",
        "<foreignObject><p/></foreignObject>",
        '<rect onclick="alert(1)"/>',
        '<rect ONLOAD="alert(1)"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<a href=" java&#10;script:alert(1)"><rect/></a>',
        '<a xlink:href="https://example.org/"><rect/></a>',
        '<use href="other.svg#x"/>',
        '<use xlink:href="//example.org/x.svg#x"/>',
        '<image href="photo.jpg"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
        '<image href="data:text/html,x"/>',
        '<g xml:base="https://example.org/"><use href="#x"/></g>',
        '<set attributeName="href" to="#x"/>',
        '<animate attributeName="xlink:href" values="#x"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        '<animate attributeName="fill" to="javascript:alert(1)"/>',
        '<animate attributeName="fill" to="url(https://example.org/x)"/>',
        "<handler/>",
        '<iframe src="x"/>',
        '<rect fill="url(https://example.org/x.svg#y)"/>',
        '<rect style="fill: url(x.svg#y)"/>',
        '<rect style="fill: u\\72l(x.svg#y)"/>',
        '<rect style="fill: \\000075rl( &quot;x.svg&quot; )"/>',
        '<rect style="background: image-set(&quot;x.png&quot; 1x)"/>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style><![CDATA[@im\\70ort 'x.css';]]></style>",
        "<style>a{} @import<g/> 'x.css';</style>",
        "<style><g/>rect { fill: url(x.svg) }</style>",
        "<style>rect { fill: url(/*x*/ x.svg) }</style>",
        "<style>rect { fill: url('x.svg#y </style>",
        "<style>a { fill: url('#a'x) } b { fill: url(x.svg) }</style>",
        "<style>a { content: '/*'; fill: \\75rl(x.svg); mask: '*/' }</style>",
        "<style>a { content: 'url(#a'; fill: url(x.svg) }</style>",
        "<style>a { fill: url(/**/#a) }</style>",
        "<style>a { fill: url(')x.svg') }</style>",
        '<rect style="mask: url(#a), url(x.svg)"/>',
        '<animate attributeName="mask" values="url(#a);url(x.svg)"/>',
        '<a href="#a" ping="# https://example.org/"/>',
        "<?xml-stylesheet href='x.css'?>",
        "<?php echo 1 ?>",
        "<!--#exec cmd='id' -->",
        "<rect></g>",
        "<x:rect/>",
        "&unknown;",
    ],
)
def test_what_runs_or_reaches_out_is_found(inside: str) -> None:
    """Opened by itself, an SVG is a page of the site, with all rights of one."""
    found = active(drawing(inside))

    assert found is not None
    assert found.code == "svg-active"


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="4" height="4" fill="#0a5"/>',
        '<path d="M0 0 C (1) 2"/><g aria-label="the url(s) of javascript: (image (left))"/>',
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke: url( &quot;#a&quot; )"/>',
        '<use xlink:href="#a"/><a href="#top"><rect/></a><use href=""/>',
        f'<image href="{PNG}"/><image xlink:href="data:image/jpeg;base64,/9j="/>',
        "<style>@media (min-width: 1px) { rect { fill: red } } svg { scroll-behavior: smooth }</style>",
        "<style>@font-face { font-family: A; src: url(data:font/woff2;base64,d09GMg==) format('woff2') }</style>",
        '<animate attributeName="fill" values="red;blue" begin="click"/>',
        '<rect style="fill: url(); mask: url(&quot;&quot;)"/>',
        '<metadata xmlns:i="urn:inkscape"><i:view i:onload="x" i:href="https://example.org/"/></metadata>',
        "<title>How to write &lt;script></title><text>@import is (bad) &amp; gone</text>",
        "<?xpacket begin='' id='W5M0'?><!-- a remark -->",
    ],
)
def test_a_plain_drawing_is_fine(inside: str) -> None:
    """As Inkscape, Illustrator, Graphviz and chart libraries write it."""
    assert active(drawing(inside)) is None


@pytest.mark.parametrize(
    "before",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        "\ufeff",
        '<?xml version="1.0" encoding="iso-8859-1"?>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
        "<!DOCTYPE svg>",
        "<!-- Generator: Adobe Illustrator -->",
    ],
)
def test_what_programs_write_above_a_drawing_is_fine(before: str) -> None:
    """The document type of SVG loads nothing, and most programs name it."""
    assert active(drawing("<rect/>", before)) is None


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]>',
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg SYSTEM "x.dtd">',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">',
        '<?xml version="1.0" encoding="utf-7"?>',
        '<?xml version="1.0" encoding="shift_jis"?>',
        '<?xml-stylesheet type="text/xsl" href="x.xsl"?>',
    ],
)
def test_entities_and_odd_encodings_are_found(before: str) -> None:
    """What hides markup from whoever looks, or grows without end."""
    assert active(drawing("<rect/>", before)) is not None


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\x89PNG\r\n", b"<svg", b"<html><script>1</script></html>", b"<svg/>", b"\xff\xfe<"]
)
def test_what_is_no_drawing_is_found(data: bytes) -> None:
    """Nor is there a traceback for it."""
    assert active(data) is not None


def test_a_drawing_in_utf_16_is_read_as_browsers_do() -> None:
    """A search for bytes would find no script in it."""
    assert active(drawing("<rect/>").decode().encode("utf-16")) is None
    assert active(drawing("<script/>").decode().encode("utf-16")) is not None


def test_the_place_is_told() -> None:
    """A drawing has thousands of lines."""
    found = active(drawing('\n<g>\n <rect onclick="x"/></g>'))

    assert found is not None
    assert (found.line, found.column, found.text) == (3, 2, "<rect onclick> runs")


def test_what_is_too_large_to_be_looked_through_is_not_published() -> None:
    """A limit without this would be a way in."""
    assert active(drawing("<rect/>" + " " * MAX_BYTES)) is not None


def test_deep_nesting_is_no_trouble() -> None:
    """It is read without a stack."""
    assert active(drawing("<g>" * 50_000 + "</g>" * 50_000)) is None


def test_maps_and_tracks_hold_no_pages() -> None:
    """KML and GPX are XML, too, and some hosts call them just that."""
    kml = '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><description>{}</description></Placemark></kml>'

    assert active_xml(kml.format("<![CDATA[<b>Bridge</b>]]>").encode()) is None
    assert active_xml(kml.format('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>').encode()) is not None
    assert active_xml(kml.format(BEGIN + "</svg>").encode()) is not None
    assert active_xml(b'<?xml-stylesheet href="x.xsl"?>' + kml.encode()) is not None
