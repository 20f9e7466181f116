"""Files whose names are one to readers, and two on the disk."""

from collections.abc import Iterable, Iterator

from newsgen.diagnostics import Diagnostic, Place


def twins(files: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """`names-alike`: files, each by its path and by how the disk spells that, of which two have the same path."""
    known: dict[str, str] = {}
    for path, on_disk in files:
        other = known.setdefault(path, on_disk)
        if other != on_disk:
            text = f'"{_spelled(other)}" and "{_spelled(on_disk)}" are the same name to readers, in two spellings'
            yield Diagnostic("names-alike", Place(path), text, "remove one of them, or give it another name")


def _spelled(name: str) -> str:
    """A name in which each letter beyond ASCII stands as its number: two spellings look alike."""
    return "".join(letter if letter.isascii() else f"\\u{ord(letter):04x}" for letter in name)
