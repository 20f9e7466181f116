"""What pictures lose when they are published, and what they keep; the picture itself is the same to the last pixel."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import IFD, Base
from PIL.PngImagePlugin import PngInfo

from newsgen.content.bare import bare
from tests.pictured import iptc, jpeg, xmp

SECRETS = (b"SERIAL-4711", b"MAKERNOTE", b"Kitchen", b"Informant", b"2026:05:01", b"PREVIEW", b"PHONE-7")
KEPT = (b"Ada Lind", b"The bridge", b"(c) Gazette")
MATRIX = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PACKET = xmp(
    'exif:GPSLatitude="51,0N" aux:SerialNumber="SERIAL-4711" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    'xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" photoshop:Credit="Ada Lind" photoshop:City="Kitchen"',
    "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>The bridge</rdf:li></rdf:Alt></dc:description>"
    "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>(c) Gazette</rdf:li></rdf:Alt></dc:rights>"
    "<dc:subject><rdf:Bag><rdf:li>Informant</rdf:li></rdf:Bag></dc:subject>",
)


def exif(orientation: int = 6) -> Image.Exif:
    made = Image.Exif()
    made[Base.Orientation], made[Base.Artist], made[Base.Copyright] = orientation, "Ada Lind", "(c) Gazette"
    made[Base.ImageDescription], made[Base.Model], made[Base.DateTime] = "The bridge", "PHONE-7", "2026:05:01 10:00:00"
    made.get_ifd(IFD.Exif).update({Base.BodySerialNumber: "SERIAL-4711", Base.MakerNote: b"MAKERNOTE", 0xA001: 1})
    made.get_ifd(IFD.GPSInfo).update({1: "N", 2: (51.0, 3.0, 2.0), 3: "E", 4: (13.0, 44.0, 1.0)})
    return made


def noise() -> Image.Image:
    return Image.effect_noise((90, 60), 80).convert("RGB")


def as_jpeg(**options: object) -> bytes:
    made = BytesIO()
    noise().save(made, "JPEG", exif=exif(), icc_profile=MATRIX, xmp=PACKET, **options)
    data = made.getvalue()
    said = iptc({80: "Ada Lind", 116: "(c) Gazette", 120: "The bridge", 92: "Kitchen", 25: "Informant"})
    app13 = b"\xff\xed" + (len(said) + 2).to_bytes(2) + said
    app11 = b"\xff\xeb\0\x0dJP\0\0PREVIEW"
    return data[:2] + app13 + app11 + data[2:] + b"\xff\xd8\xff PREVIEW: a second picture"


def as_progressive_jpeg() -> bytes:
    return as_jpeg(progressive=True, restart_marker_blocks=1)


def as_png() -> bytes:
    made, said = BytesIO(), PngInfo()
    said.add_itxt("XML:com.adobe.xmp", PACKET.decode())
    said.add_text("Copyright", "(c) Gazette")
    said.add_text("Raw profile type exif", "SERIAL-4711")
    said.add_text("Location", "Kitchen", zip=True)
    said.add(b"caBX", b"PREVIEW")
    noise().save(made, "PNG", exif=exif(), icc_profile=MATRIX, pnginfo=said)
    return made.getvalue() + b"PREVIEW"


def as_webp() -> bytes:
    made = BytesIO()
    noise().save(made, "WEBP", exif=exif(), icc_profile=MATRIX, xmp=PACKET)
    return made.getvalue()


@pytest.fixture(params=[as_jpeg, as_progressive_jpeg, as_png, as_webp])
def picture(request: pytest.FixtureRequest) -> bytes:
    make: Callable[[], bytes] = request.param
    return make()


def test_place_camera_and_person_are_gone(picture: bytes) -> None:
    """An informant's kitchen can be found by it."""
    made = bare(picture)

    with Image.open(BytesIO(picture)) as before, Image.open(BytesIO(made)) as after:
        assert before.getexif().get_ifd(IFD.GPSInfo)
        assert not after.getexif().get_ifd(IFD.GPSInfo)
    assert not [secret for secret in SECRETS if secret in made]
    assert b"GPSLatitude=" not in made


def test_picture_colours_side_and_credits_stay(picture: bytes) -> None:
    made = bare(picture)

    with Image.open(BytesIO(picture)) as before, Image.open(BytesIO(made)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.info["icc_profile"] == MATRIX
        said = after.getexif()
        assert said[Base.Orientation] == 6
        assert (said[Base.Artist], said[Base.Copyright]) == ("Ada Lind", "(c) Gazette")
        assert said.get_ifd(IFD.Exif) == {0xA001: 1}
    assert not [kept for kept in KEPT if kept not in made]


def test_nothing_is_taken_out_twice(picture: bytes) -> None:
    made = bare(picture)

    assert bare(made) is made


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_says_nothing_of_itself_is_the_very_same(format: str) -> None:
    made = BytesIO()
    noise().save(made, format, icc_profile=MATRIX)
    data = made.getvalue()

    assert bare(data) is data


def test_credits_of_agencies_alone_change_nothing() -> None:
    data = jpeg({80: "Ada Lind", 120: "The bridge"}, xmp('photoshop:Credit="Ada Lind"'))

    assert bare(data) is data


def test_that_a_machine_made_it_stays() -> None:
    spaces = (
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    )
    packet = xmp(f'{spaces} Iptc4xmpExt:DigitalSourceType="trainedAlgorithmicMedia" exif:GPSLatitude="51,0N"')

    made = bare(jpeg(packet=packet))

    assert b'DigitalSourceType="trainedAlgorithmicMedia"' in made
    assert b"51,0N" not in made


@pytest.mark.parametrize("order", ["<", ">"])
def test_both_orders_of_bytes_are_read(order: str) -> None:
    said = exif()
    said.endian = order
    made = BytesIO()
    noise().save(made, "JPEG", exif=said)

    with Image.open(BytesIO(bare(made.getvalue()))) as after:
        assert dict(after.getexif()) == {
            0x0112: 6, 0x013B: "Ada Lind", 0x8298: "(c) Gazette", 0x010E: "The bridge", 0x8769: after.getexif()[0x8769],
        }  # fmt: skip


def test_what_is_cut_off_anywhere_takes_nothing_down(picture: bytes) -> None:
    """A file may be anybody's; the place is no less gone."""
    for end in range(12, min(len(picture), 6000), 7):
        assert b"SERIAL-4711" not in bare(picture[:end])


def test_bytes_between_segments_hide_none() -> None:
    """Readers of JPEG go over them, and show the picture."""
    data = as_jpeg()
    start = data.index(b"\xff\xe1")

    made = bare(data[:start] + b"nothing \xff\x00 at all" + data[start:])

    assert not [secret for secret in SECRETS if secret in made]
