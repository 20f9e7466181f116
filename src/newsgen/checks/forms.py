"""No form is sent to a page of the site: a host of plain files does nothing with what readers send."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.hosts import file_of
from newsgen.kinds.base import Output
from newsgen.site.index import Site
from newsgen.site.rooted import inner, is_elsewhere

_HINT = "write where the program is that takes it: https://forms.example/letters, or /cgi/letters of your own host"


def forms(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`form-unanswered`, a warning: a slot's form is sent to a page of the site."""
    files = dict(_of_the_site(site))
    # Few sites have such a form, and an archive has a hundred thousand outputs.
    known = {output.path for output in plan if output.path in files.values()} if files else set()
    for slot, path in files.items():
        if path in known:
            key = f"slots.{slot}.action"
            text = f"slots.{slot} sends what readers write to {path}, a page of this site, which takes nothing"
            yield Diagnostic(
                "form-unanswered", site.config.places.get(key, Place("newsgen.yaml")), text, _HINT, "warning"
            )


FORMS = Check("forms", "site", frozenset({"form-unanswered"}), "warning", forms)


def _of_the_site(site: Site) -> Iterator[tuple[str, str]]:
    """Slot and file below output/ that a form of it would be sent to."""
    config, slots = site.config, site.config.slots
    for slot, form in (("newsletter", slots.newsletter), ("letters", slots.letters)):
        action = form.action.partition("#")[0].partition("?")[0] if form else ""
        # A form's address is the host's: what does not begin as the site's own addresses do is another program's.
        is_own = action[:1] == "/" and action.startswith(f"{config.base_path}/") and not is_elsewhere(config, action)
        path = file_of(inner(config, action)) if is_own else ""
        if path.endswith(".html"):
            yield slot, path
