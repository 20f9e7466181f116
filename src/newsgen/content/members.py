"""What is for members where it comes from would be read by everyone here."""

from collections.abc import Mapping

from newsgen.content.fields import Field, Value, plain
from newsgen.content.hiding import EVERYONE, MEMBERS
from newsgen.content.keys import folded
from newsgen.content.sheet import Sheet, truth_of

_HINT = "write access: subscribers if everyone may read how it begins, status: draft if nobody may, or remove the key"


def report_members(sheet: Sheet) -> None:
    """Report each key that says so, and the words of `visibility` that are other things' (`Sheet.keep`)."""
    for field in sheet.fields("visibility"):
        # An empty value names nobody.
        word = folded(str(plain(field.value))) if field.value.data not in (None, "", ()) else "public"
        if _is_for_members(field, word):
            text = f'{field.key} "{plain(field.value)}" is for members, and newsgen publishes for everyone'
            sheet.findings.at(field.value, "visibility-not-public", text, _HINT)
        elif word != "public":
            sheet.keep(field)
    for field in sheet.fields("members_only"):
        if not _is_for_everyone(field.value):
            text = f'"{field.key}" says that this is for members, and newsgen publishes for everyone'
            sheet.findings.at(field.value, "visibility-not-public", text, _HINT)


def _is_for_everyone(value: Value) -> bool:
    word = value.data.strip().lower() if isinstance(value.data, str) else ""
    return value.data is None or truth_of(value) is False or word in {"", *EVERYONE}


def _is_for_members(field: Field, word: str) -> bool:
    """Ghost's own key knows one word for everyone; the others are words of many, and of other things."""
    if folded(field.key) == "visibility":
        return word != "public"
    items = field.value.data if isinstance(field.value.data, tuple) else (field.value,)
    # Grav's map of rights: {site.login: true}.
    return any(isinstance(item.data, Mapping) or folded(str(plain(item))) in MEMBERS for item in items)
