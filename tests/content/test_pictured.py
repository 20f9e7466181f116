"""Whose picture it is, as front matter says it."""

import pytest
from msgspec.structs import replace

from tests.content.reader import CONFIG, HEAD, head_of, reading


@pytest.mark.parametrize(
    "keys",
    [
        "image: a.jpg\nimage_credit: false\nimage_license: false\nimage_caption: no",
        "image: {src: a.jpg, credit: false, license: no, caption: false}",
    ],
)
def test_a_part_that_is_switched_off_is_left_empty(keys: str) -> None:
    """Readers would see "false"; nor shall the file say it then."""
    image = head_of(keys).image

    assert image is not None
    assert (image.credit, image.license, image.caption) == ("", "", "")
    assert {"credit", "license", "caption"} <= set(image.blank)


@pytest.mark.parametrize("keys", ["image: a.jpg\nimage_credit: true", "image: {src: a.jpg, credit: true}"])
def test_a_part_that_is_switched_on_is_told_to_be_no_text(keys: str) -> None:
    found = reading(f"---\n{HEAD}{keys}\n---\nText.\n")[0]

    assert [each.code for each in found.diagnostics] == ["value-type"]
    assert found.head is not None
    assert found.head.image is not None
    assert found.head.image.credit == ""


def test_a_misspelled_part_of_a_picture_is_told() -> None:
    """Its license would be missing where the law wants it; keys of another theme are left alone."""
    keys = "image: {src: a.jpg, licence: CC BY 4.0, feature: true}"
    (found,) = reading(f"---\n{HEAD}{keys}\n---\nText.\n")[0].diagnostics

    assert '"licence" says nothing of a picture' in found.text
    assert "license" in found.hint


@pytest.mark.parametrize(
    "keys",
    [
        *("coverImage: a.jpg", "cover_image: a.jpg", "header_image: a.jpg", "main_image: a.jpg", "titelbild: a.jpg"),
        *("header: {image: a.jpg}", "header: {overlay_image: a.jpg, overlay_filter: 0.5}", "image_url: a.jpg"),
        *("image.src: a.jpg", "cover: {image: a.jpg}", "image: {src: a.jpg}", "featured-img: a.jpg"),
        "social_image: b.jpg\ncoverImage: a.jpg",
    ],
)
def test_other_systems_words_for_the_lead_picture_are_understood(keys: str) -> None:
    """Each picture of an archive would be missing, and nobody would say so."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert result.head is not None
    assert result.head.image is not None
    assert result.head.image.src == "content/2026/05/a.jpg"
    assert [link.target for link in result.image_places] == ["content/2026/05/a.jpg"]
    assert result.diagnostics == ()


@pytest.mark.parametrize(
    ("keys", "said", "hint"),
    [
        ("bild: a.jpg", '"bild"', "image: a.jpg"),
        ("hero: ./a.PNG", '"hero"', "image: ./a.PNG"),
        ("banner: https://a.example/a.webp", '"banner"', "image: https://a.example/a.webp"),
        ("feature: a.jpg", '"feature"', "image: a.jpg"),
        ("seo: {title: x, image: a.jpg}", '"seo.image"', "image: a.jpg"),
    ],
)
def test_what_may_be_a_lead_picture_is_told(keys: str, said: str, hint: str) -> None:
    """Never with a key that hides, as "build" is near to "bild"; and with that hint it is one."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")
    (found,) = result.diagnostics

    assert (found.level, found.code) == ("warning", "key-unknown")
    assert said in found.text
    assert f"write {hint};" in found.hint
    assert result.head is not None
    assert result.head.image is None
    mended = head_of(hint).image
    assert mended is not None
    assert mended.src.lower().endswith(hint.rpartition("/")[2].rpartition(" ")[2].lower())


@pytest.mark.parametrize(
    "keys",
    [
        *("hero: Ada Lind", "banner: true", "header: {overlay_color: red}", "bild: 12", "image: false", "cover: no"),
        *("image: a.jpg\nhero: b.jpg", "logo: b.png", "photo:", "seo: {title: x}", "photos: [a.jpg, b.jpg]"),
        *("resources: [{src: '**.pdf', title: PDFs}]", "resources: [{src: 'images/*.jpg', title: 'Bild #:counter'}]"),
        *("resources: [{src: doc/plan.pdf, name: doc}]", "resources: []", "resources: [{name: x}]"),
    ],
)
def test_other_words_name_no_picture(keys: str) -> None:
    """Themes have their own."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert result.diagnostics == ()
    assert result.head is not None


def test_a_picture_of_a_key_that_newsgen_yaml_names_is_nobodys() -> None:
    config = replace(CONFIG, known_keys=("hero",))

    assert reading(f"---\n{HEAD}hero: a.jpg\n---\nText.\n", config=config)[0].diagnostics == ()
