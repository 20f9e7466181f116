"""What a picture says of itself is read where it is measured; whatever stands there, it is a line or nothing."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from newsgen.gather.pictures import picture
from newsgen.gather.wordless import wordless
from newsgen.model import Embedded
from tests.pictured import jpeg, png, webp, xmp

CREDIT = {80: "Ada Lind", 110: "dpa", 116: "© Ada Lind", 120: "Die Brücke\r\nam Morgen"}
ELEMENTS = (
    "<dc:creator><rdf:Seq><rdf:li>Ada Lind</rdf:li><rdf:li>Bo Berg</rdf:li></rdf:Seq></dc:creator>"
    '<dc:description><rdf:Alt><rdf:li xml:lang="fr">Le pont</rdf:li>'
    '<rdf:li xml:lang="x-default">Die Brücke</rdf:li></rdf:Alt></dc:description>'
    "<xmpRights:WebStatement>https://example.org/rechte</xmpRights:WebStatement>"
    '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<plus:LicensorURL>https://example.org/kaufen</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
)
OF_XMP = Embedded("Die Brücke", "Ada Lind, Bo Berg/dpa", "", "https://example.org/rechte", "https://example.org/kaufen")


def said(tmp_path: Path, data: bytes, name: str = "a.jpg") -> Embedded | None:
    """What is known of a file's picture, which is one whatever it says."""
    file = tmp_path / name
    file.write_bytes(data)
    found = picture(file)
    assert (found.width, found.height) == (90, 60)
    return found.embedded


def test_photographer_agency_and_caption_are_read_from_iptc(tmp_path: Path) -> None:
    """Photographer and agency stand as papers write them, for whom the contract asks it."""
    found = said(tmp_path, jpeg(CREDIT))

    assert found == Embedded("Die Brücke am Morgen", "Ada Lind/dpa", "© Ada Lind")


@pytest.mark.parametrize(("make", "name"), [(png, "a.png"), (webp, "a.webp"), (lambda x: jpeg(None, x), "a.jpg")])
def test_xmp_is_read_from_every_format(tmp_path: Path, make: object, name: str) -> None:
    packet = xmp('photoshop:Credit="dpa"', ELEMENTS)

    assert said(tmp_path, make(packet), name) == OF_XMP  # type: ignore[operator]  # a function


def test_xmp_goes_before_iptc(tmp_path: Path) -> None:
    """Programs that know both write what is newer there."""
    found = said(tmp_path, jpeg(CREDIT, xmp('photoshop:Credit="Reuters"')))

    assert found == Embedded("Die Brücke am Morgen", "Ada Lind/Reuters", "© Ada Lind")


@pytest.mark.parametrize(
    ("records", "credit"),
    [
        ({80: "Müller".encode("cp1252")}, "Müller"),
        ({80: "Müller"}, "Müller"),
        ({80: "Ada Lind", 110: "ADA LIND/DPA"}, "ADA LIND/DPA"),
        ({80: "Ada\0\x1b[31m\u202eLind\u2066"}, "Ada[31mLind"),
        ({110: "x" * 3_000}, f"{'x' * 199}…"),
        ({80: "unknown"}, ""),
        ({80: "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
    ],
)
def test_what_anybody_may_have_written_is_a_line_of_text(
    tmp_path: Path, records: dict[int, str | bytes], credit: str
) -> None:
    """It is escaped where it is shown, as every text is."""
    found = said(tmp_path, jpeg(records))

    assert (found.credit if found else "") == credit


@pytest.mark.parametrize(
    "words", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "Processed with VSCO with a6 preset", "IMG_0815", "..."]
)
def test_what_cameras_write_by_themselves_is_no_caption(tmp_path: Path, words: str) -> None:
    assert said(tmp_path, jpeg({120: words})) is None


@pytest.mark.parametrize(
    "packet",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b"<x",
        b"\xff\xfe\0",
        xmp("", "<xmpRights:WebStatement>javascript:alert(1)</xmpRights:WebStatement>"),
        xmp('xmpRights:WebStatement="https://exa mple.org/"'),
        xmp('photoshop:Credit=""'),
        b"<x>" * 20_000,
    ],
)
def test_what_is_broken_or_would_run_says_nothing(tmp_path: Path, packet: bytes) -> None:
    assert said(tmp_path, jpeg(None, packet)) is None


@pytest.mark.parametrize("cut", range(20, 70, 7))
def test_a_broken_block_takes_the_picture_away_from_nobody(tmp_path: Path, cut: int) -> None:
    whole = jpeg(CREDIT)
    broken = whole[:cut] + bytes(255 - each for each in whole[cut : cut + 4]) + whole[cut + 4 :]

    (tmp_path / "a.jpg").write_bytes(broken)

    picture(tmp_path / "a.jpg")


@pytest.mark.parametrize("is_after", [False, True])
def test_words_without_end_take_no_picture_away(tmp_path: Path, is_after: bool) -> None:
    """Programs pack whole histories of edits into a PNG; its size is known all the same."""
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", "x" * 1_100_000, zip=True)
    made = BytesIO()
    Image.new("RGB", (90, 60)).save(made, "PNG", pnginfo=info)
    data = made.getvalue()
    if is_after:
        start, end = data.index(b"iTXt") - 4, data.index(b"IDAT") - 4
        data = data[:start] + data[end:-12] + data[start:end] + data[-12:]

    assert said(tmp_path, data, "a.png") is None


def test_a_png_without_its_words_is_the_same_picture() -> None:
    """And one that has none is not copied."""
    info, made, bare = PngInfo(), BytesIO(), BytesIO()
    info.add_text("Comment", "x")
    picture = Image.linear_gradient("L")
    picture.save(made, "PNG", pnginfo=info)
    picture.save(bare, "PNG")

    assert wordless(made.getvalue()) == bare.getvalue()
    assert wordless(bare.getvalue()) == bare.getvalue()
