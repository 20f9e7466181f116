"""What front matter says of whose a picture is, and what its file says, are the same."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.model import Head, Image
from newsgen.questions.files import asset_of
from newsgen.site.credits import is_same
from newsgen.site.index import Site

_HINT = "write the one that is right as image_credit; whose a picture is, is a matter of law"


def credits(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`credit-differs`, a warning: the file names somebody else than front matter does."""
    files = (*site.assets.values(), *site.static.values())
    # Most sites have no picture that says whose it is, and an archive a hundred thousand heads.
    if not any(file.embedded and file.embedded.credit for file in files):
        return
    for facts in site.facts.values():
        if (image := facts.head.image) is not None and image.credit and (said := _other(site, image)):
            text = f'the picture says "{said}", and front matter "{image.credit}"'
            yield Diagnostic("credit-differs", _place(facts.head, image, readings), text, _HINT, "warning")


CREDITS = Check("credits", "site", frozenset({"credit-differs"}), "warning", credits)


def _other(site: Site, image: Image) -> str:
    """Whose the file says that it is, where that is somebody else."""
    asset = asset_of(site, image.src)
    said = asset.embedded.credit if asset is not None and asset.embedded is not None else ""
    return "" if is_same(image.credit, said) else said


def _place(head: Head, image: Image, readings: Mapping[str, Read]) -> Place:
    """Where the picture is named."""
    found = readings.get(head.source)
    links = (link for link in found.image_places if link.target == image.src) if found else iter(())
    link = next(links, None)
    return Place(head.source, link.line, link.column, max(1, len(link.text))) if link else Place(head.source)
