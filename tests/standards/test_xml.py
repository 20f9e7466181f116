"""What every XML file that machines read has in common (XML 1.0)."""

import re
from pathlib import Path

from tests.standards.files import found, tree_of

XML = ("*.xml",)
# UTF-8 read as Latin-1 or Windows-1252, and what cannot be decoded at all.
MOJIBAKE = re.compile("Ã[\x80-\xbf¤¶¼Ÿ]|â€|\ufffd")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def test_files_are_well_formed_utf_8_and_say_so(output: Path) -> None:
    for path in found(output, *XML):
        data = path.read_bytes()
        assert re.match(rb"<\?xml version=[\"']1\.0[\"'] encoding=[\"']UTF-8[\"']\?>", data), path
        data.decode("utf-8")
        tree_of(path)


def test_files_have_no_doctype_no_mojibake_and_no_control_characters(output: Path) -> None:
    for path in found(output, *XML, "feed.json"):
        text = path.read_text("utf-8")
        assert "<!DOCTYPE" not in text
        # The sign itself stands where a text names a character that nothing may hold.
        assert not MOJIBAKE.search(re.sub("x \ufffd {1,2}y", "", text)), path
        assert not FORBIDDEN.search(text), path
