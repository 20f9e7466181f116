"""Whoever does what a hint says gets what was meant: what was hidden stays hidden, what was public stays public."""

import re

import pytest

from tests.content.reader import HEAD, reading

_REMEDY = re.compile(r"write (\w+): (\w+)")

HIDDEN = [
    *("draft: ja", "draft: oui", "entwurf: x", "published: nein", "publish: non", "public: nein", "private: ja"),
    *("status: entwurf", "status: privat", "status: Brouillon", "is_draft: wahr", "unpublished: ja", "render: nein"),
    *("live: false", "online: nein", "show: no", "approved: false", "wip: true", "geheim: true", "geheim: ja"),
    *("intern: true", "veroeffentlicht: false", "veröffentlicht: nein", "Veröffentlichen: nein", "freigabe: nein"),
    *("nicht_oeffentlich: true", "nichtÖffentlich: ja", "öffentlich: false", "vertraulich: true", "sichtbar: nein"),
    *("internal: true", "publié: non", "publicado: false", "pubblicato: no", "privé: oui", "segreto: sì", "tajne: tak"),
]
CLOSED = [
    *("members: true", "members: ja", "restricted: true", "is_restricted: yes", "mitglieder: ja", "subscribers: true"),
    *("nur_abonnenten: ja", "isAccessibleForFree: nein", "premium: true", "members_only: ja", "visibility: members"),
    *("paywall: true", "gated: true"),
]
PUBLIC = [
    *("draft: nein", "draft: non", "entwurf: nein", "published: ja", "publish: oui", "public: ja", "private: nein"),
    *("unpublished: nein", "status: veröffentlicht", "visible: ja", "featured: ja", "comments: nein", "toc: ja"),
]
OPEN = [
    *("members: 1200", "members: [Ada, Bo]", "members: false", "restricted: false", "intern: false", "geheim: nein"),
    *("veroeffentlicht: ja", "veroeffentlicht: 2020-01-01", "freigabe: Redaktion", "freigabe: ja", "aktiv: true"),
    *("interno: Ada", "intern: Ada Lind", "privat: 0171", "archived: true", "sichtbar: true", "reserve: 12"),
]


def remedied(keys: str) -> tuple[str, str]:
    """What hides a source, or for whom it is, with the keys of the hint in place of these."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nOffen.\n\n<!--more-->\n\nMehr.\n")
    (error,) = [each for each in result.diagnostics if each.code != "for-subscribers"]
    match = _REMEDY.search(error.hint)
    assert match is not None, error.hint
    mended, _ = reading(f"---\n{HEAD}{match[1]}: {match[2]}\n---\nOffen.\n\n<!--more-->\n\nMehr.\n")
    assert [each.code for each in mended.diagnostics if each.code != "for-subscribers"] == []
    assert mended.head is not None
    assert error.level == "error" or not result.hidden
    return mended.hidden, mended.head.access


@pytest.mark.parametrize("keys", HIDDEN)
def test_what_was_not_public_is_hidden(keys: str) -> None:
    assert remedied(keys)[0]


@pytest.mark.parametrize("keys", CLOSED)
def test_what_was_for_some_is_for_subscribers(keys: str) -> None:
    assert remedied(keys) == ("", "subscribers")


@pytest.mark.parametrize("keys", PUBLIC)
def test_what_was_public_stays_so(keys: str) -> None:
    assert remedied(keys) == ("", "")


@pytest.mark.parametrize("keys", [*HIDDEN, *CLOSED])
def test_until_then_it_is_not_published(keys: str) -> None:
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert result.head is None
    assert "error" in {each.level for each in result.diagnostics}


@pytest.mark.parametrize("keys", OPEN)
def test_what_says_no_such_thing_is_none(keys: str) -> None:
    """Clubs have members, and an archive an intern."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    assert [each for each in result.diagnostics if each.level == "error"] == []
    assert result.hidden == ""
