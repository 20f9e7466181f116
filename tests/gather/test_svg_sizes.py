"""What pages say of a drawing's size: browsers hold its place by that, and show one without a size at none."""

from pathlib import Path

import pytest

from newsgen.gather.pictures import picture

BOX = 'viewBox="0 0 400 100"'


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        (BOX, (400, 100)),
        ("viewBox='-5,-5, 4e2 ,1.0e+2'", (400, 100)),
        ('viewBox="0 0 24 24"', (24, 24)),
        ('viewBox="0 0 1.2 .4"', (120, 40)),
        (f'width="100%" height="100%" {BOX}', (400, 100)),
        (f'width="auto" {BOX}', (400, 100)),
        (f'width="200" {BOX}', (200, 50)),
        (f'height="2in" {BOX}', (768, 192)),
        (f'width="210mm" height="52.5mm" {BOX}', (794, 198)),
        ('width="30px" height="20"', (30, 20)),
        ('width=".75e2" height="2cm"', (75, 76)),
        (f'width="-5" height="0" {BOX}', (400, 100)),
        ("", (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="0 0 1e9 1"', (0, 0)),
        ('viewBox="0 0 1e999 1e999"', (0, 0)),
        ('viewBox="0 0 1e-300 1"', (0, 0)),
        ('width="1e999" height="5"', (0, 0)),
    ],
)
def test_a_drawing_has_its_own_size_else_that_of_its_view_box(
    tmp_path: Path, attributes: str, size: tuple[int, int]
) -> None:
    file = tmp_path / "a.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect width="9" height="9"/></svg>')

    found = picture(file)

    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    "before",
    [
        "<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'>\n",
        '<!-- <svg width="1" height="1"> was here -->',
        f"<!-- {'Licence. ' * 2000} -->\n",
    ],
)
def test_it_is_found_behind_what_tools_write_first(tmp_path: Path, before: str) -> None:
    file = tmp_path / "a.svg"
    file.write_text(f'{before}<svg:svg xmlns:svg="http://www.w3.org/2000/svg"\n {BOX}/>')

    found = picture(file)

    assert (found.width, found.height) == (400, 100)
