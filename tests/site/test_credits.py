"""Whether what front matter and a file say of whose a picture is can both be right."""

import pytest

from newsgen.site.credits import is_same


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Foto: Ada Lind/dpa", "ADA LIND", True),
        ("A. Lind/dpa", "Ada Lind", True),
        ("Lind, Ada", "Ada Lind/AP", True),
        ("Ada Lind/dpa", "Ada Lind/AFP", True),
        ("dpa", "Ada Lind/dpa", True),
        ("Ada Lind und Bo Berg", "Bo Berg/AP", True),
        ("Foto: privat", "", True),
        ("Bob Ray/AP", "Ada Lind/AP", False),
        ("Ada Lind", "Ada Berg", False),
        ("Bo Lind/AP", "Ada Lind/AP", False),
        ("dpa", "AP", False),
    ],
)
def test_credits_are_compared_by_names(one: str, other: str, expected: bool) -> None:
    """Two photographers of one agency are two, and it is a matter of law which."""
    assert (is_same(one, other), is_same(other, one)) == (expected, expected)
