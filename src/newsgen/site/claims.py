"""Names that the description of a term says are its own: articles that write them stand below that term."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product

from msgspec.structs import replace

from newsgen.letters import TRANSLITERATED, letters, one_form, primary
from newsgen.model import TERM_FIELDS, TERM_FOLDERS, DescribedKind, Head, TermKind, TermName

# Kind -> slug that a name has by itself -> the name (letters.one_form) -> the slug of the description that has it.
Claims = Mapping[TermKind, Mapping[str, Mapping[str, str]]]

# The name of a file with more places where a letter may be meant is no name that people have.
_MAX_MEANT = 6


def described(head: Head) -> DescribedKind | None:
    """The kind of term, or "series", that a description page is about: its folder says."""
    return TERM_FOLDERS.get(head.source.split("/")[-2])


def claims(descriptions: Iterable[Head], lang: str) -> Claims:
    """What the descriptions say; of two that want one name, the first has it (checks.described)."""
    found: dict[TermKind, dict[str, dict[str, str]]] = {}
    for head in descriptions:
        # What series articles name is looked for by itself (site.serials).
        if (kind := described(head)) is not None and kind != "series":
            own = {*own_names(head, lang), head.title}
            for name in head.also:
                if name.slug != head.slug and name.name in own:
                    by_name = found.setdefault(kind, {}).setdefault(name.slug, {})
                    for form in meant(name.name, lang) if name == head.also[0] else (one_form(name.name, lang),):
                        by_name.setdefault(form, head.slug)
    return found


def claimed(head: Head, claims: Claims, lang: str) -> Head:
    """An article with the slugs that its names have on this site; the same value where those are their own."""
    changed: dict[str, tuple[TermName, ...]] = {}
    for kind, by_slug in claims.items():
        names: tuple[TermName, ...] = getattr(head, TERM_FIELDS[kind])
        if any(name.slug in by_slug for name in names):
            changed[TERM_FIELDS[kind]] = tuple(_claimed(name, by_slug, lang) for name in names)
    new = replace(head, **changed) if changed else head
    return head if new == head else new


def slugs_of(head: Head) -> tuple[str, ...]:
    """The slugs of all names of an article, in order."""
    return tuple(name.slug for names in (head.categories, head.tags, head.authors) for name in names)


def called(description: Head, lang: str) -> tuple[str, ...]:
    """The spellings that are called by a description's title, as letters.one_form has them."""
    file, said = description.also[:1], description.also[1:]
    if not description.title and not said:
        return ()
    names = {description.title, *own_names(description, lang)} - {""}
    by_file = {form for name in file if name.name in names for form in meant(name.name, lang)}
    return tuple(sorted(by_file | {one_form(name, lang) for name in names}))


@lru_cache(maxsize=4096)
def meant(file_name: str, lang: str) -> Sequence[str]:
    """What the name of a file may stand for, as letters.one_form has it: itself, and "jürgen" for "juergen" in German.

    A site's language says how its letters are written in ASCII, as addresses have them.
    """
    form = one_form(file_name, lang)
    letters_of: dict[str, list[str]] = {}
    for letter, ascii_ in TRANSLITERATED.get(primary(lang), {}).items():
        letters_of.setdefault(ascii_, []).append(letter)
    parts = re.split(f"({'|'.join(letters_of)})", form) if letters_of else [form]
    if len(parts) > 2 * _MAX_MEANT + 1:
        return (form,)
    return tuple(map("".join, product(*((part, *letters_of.get(part, ())) for part in parts))))


def own_names(description: Head, lang: str) -> tuple[str, ...]:
    """The names beside its title that a description says are its own.

    Where its file is named with the letters of its title ("riha.md" for "Říha"), that is one more spelling and no name
    that the title stands for; else the file has its short name ("ki.md" for "Künstliche Intelligenz").
    """
    file, said = description.also[:1], description.also[1:]
    is_spelling = file and letters(file[0].name, lang) == letters(description.title, lang)
    return tuple(name.name for name in (said if is_spelling else (*file, *said)))


def _claimed(name: TermName, by_slug: Mapping[str, Mapping[str, str]], lang: str) -> TermName:
    slug = by_slug.get(name.slug, {}).get(one_form(name.name, lang), name.slug) if name.slug in by_slug else name.slug
    return name if slug == name.slug else TermName(name.name, slug)
