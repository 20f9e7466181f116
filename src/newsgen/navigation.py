"""What newsgen.yaml says of the ways through a site: the menu, the foot's columns, the profiles elsewhere."""

from newsgen.strict import Strict


class Entry(Strict, frozen=True):
    """Words that lead somewhere: a path from the root, or an address with its scheme."""

    title: str
    url: str


class MenuItem(Entry, frozen=True):
    """A section, and what stands below it; below that nothing can stand."""

    children: tuple[Entry, ...] = ()


class Column(Strict, frozen=True):
    """A column of the foot."""

    title: str
    links: tuple[Entry, ...]
