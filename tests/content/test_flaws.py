"""A file is what its name says, as far as that matters to whoever opens it."""

from pathlib import Path

import pytest
from PIL import Image

from newsgen.content.flaws import flaw
from newsgen.content.types import media_type
from newsgen.gather.pictures import picture


def code(tmp_path: Path, name: str, data: bytes) -> str:
    (tmp_path / name).write_bytes(data)
    found = flaw(data, media_type(name), picture(tmp_path / name).width > 0)
    return found.code if found else ""


@pytest.mark.parametrize("name", ["a.jpg", "a.pdf", "a.opus", "a.csv", "a.zip", "a.txt", "a.xls"])
@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html>\n",
        b"\xef\xbb\xbf\n <HTML lang=de>",
        b"<script>1</script>",
        b"<?xml version='1.0'?>",
        b"<!--x",
        b"<?php ",
    ],
)
def test_a_page_under_another_name_is_found(tmp_path: Path, name: str, data: bytes) -> None:
    """Where a host names no type for a suffix, browsers look inside (WHATWG MIME Sniffing), and run what they find."""
    assert code(tmp_path, name, data) == "asset-active"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"1 < 2 <p"),
        ("a.csv", b"<5;<b\n"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.srt", b"1\n00:00 --> 00:01\n<b>x</b>"),
        ("a.txt", b""),
    ],
)
def test_other_text_is_what_it_is(tmp_path: Path, name: str, data: bytes) -> None:
    assert code(tmp_path, name, data) == ""


def test_a_picture_that_nobody_can_open_is_found(tmp_path: Path) -> None:
    """Readers would see a gap."""
    Image.new("RGB", (4, 4)).save(tmp_path / "whole.png")
    whole = (tmp_path / "whole.png").read_bytes()

    assert code(tmp_path, "a.png", whole) == ""
    assert code(tmp_path, "a.jpg", whole) == ""
    assert code(tmp_path, "a.webp", b"RIFF") == "picture-damaged"
    assert code(tmp_path, "b.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>") == "picture-damaged"
    assert code(tmp_path, "c.gif", b"") == "picture-damaged"


def test_formats_that_not_every_pillow_reads_are_left_alone(tmp_path: Path) -> None:
    """Else it would depend on the machine what is said."""
    assert code(tmp_path, "a.avif", b"\0\0\0\x1cftypavif") == ""
    assert code(tmp_path, "a.heic", b"\0\0\0\x1cftypheic") == ""
