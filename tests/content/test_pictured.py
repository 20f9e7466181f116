"""Whose picture it is, as front matter says it."""

import pytest

from tests.content.reader import HEAD, head_of, reading


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
