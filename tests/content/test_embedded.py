"""Whose a picture is, as its file says it."""

import pytest

from newsgen.content.embedded import embedded


@pytest.mark.parametrize(
    ("creator", "agency", "credit"),
    [
        ("Raj Kapoor", "AP", "Raj Kapoor/AP"),
        ("Paul Ellis", "PA", "Paul Ellis/PA"),
        ("Ute", "Reuters", "Ute/Reuters"),
        ("Ada Lind", "ADA LIND/dpa", "ADA LIND/dpa"),
        ("Ada Lind/dpa", "dpa", "Ada Lind/dpa"),
        ("", "dpa", "dpa"),
        ("Ada Lind", "", "Ada Lind"),
    ],
)
def test_a_credit_has_photographer_and_agency(creator: str, agency: str, credit: str) -> None:
    """An agency is left away where it is named already, not where letters of a name are its own."""
    found = embedded({(2, 80): creator.encode(), (2, 110): agency.encode()}, b"")

    assert found is not None
    assert found.credit == credit
