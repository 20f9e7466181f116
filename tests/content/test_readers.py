"""Keys that newsgen does not know, and that say who may read a text or that it is paid for, keep it from everyone."""

import pytest
from msgspec.structs import replace

from tests.content.reader import CONFIG, HEAD, found, reading


def errors(keys: str) -> list[str]:
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")
    return [each.code for each in result.diagnostics if each.level == "error"]


@pytest.mark.parametrize(
    "keys",
    [
        *(
            "accesss: subscribers",
            "aaccess: subscribers",
            "aces: subscribers",
            "aces: paid",
            "access_level: subscribers",
        ),
        *("post_access: paid", "zugang: subscribers", "accès: subscribers", "Accès: abonnés", "anything: Subscribers"),
        *("isAccessibleForFree: false", "requires_subscription: true", "gated: true", "nur_abonnenten: true"),
        *("nur_fuer_abonnenten: ja_nein\nnur_für_abonnenten: true", "solo_suscriptores: true", "locked: yes"),
        *("exclusive_for_members: true", "paid_subscribers_only: true", "abo_only: true", "kostenpflichtig: true"),
        *("content_tier: metered", "tier: paid", "tier: true", "subscription: true", "group: [subscribers]"),
        *("paid: true", "is_paid: true", "zielgruppe: Abonnenten", "plus: true"),
    ],
)
def test_what_may_be_for_few_is_an_error(keys: str) -> None:
    """A mistyped key would give everyone what some have paid for."""
    assert errors(keys) == ["key-unknown"]


@pytest.mark.parametrize(
    "keys",
    [
        *(
            "tier: gold",
            "tier: 2",
            "plan: premium",
            "membership: gold",
            "group: members",
            "topics_of: [subscribers, media]",
        ),
        *("accessible: true", "accessories: gold", "free: false", "gratis: false", "gated: false", "locked: false"),
        *("exclude_members: true", "members: 1200", "isAccessibleForFree: true", "plus: false", "exclusive: true"),
        *("subscription: Netflix", "socios: Real", "paid: false", "trikotsponsor: Evonik", "presenter: Ada"),
        *(
            "advertising: false",
            "advertisement: {slot: x}",
            "promoted: true",
            "partner: Ada",
            "sponsor:",
            "paid: 12 Euro",
        ),
    ],
)
def test_what_is_about_something_else_is_not(keys: str) -> None:
    """A sports paper has gold, and a concert a price."""
    assert errors(keys) == []


@pytest.mark.parametrize(
    "keys", ["draftt: true", "ddraft: true", "unpublishe: true", "publish_att: 2027-01-01", "publishh_at: 2027-01-01"]
)
def test_a_letter_too_many_or_too_few_hides(keys: str) -> None:
    assert errors(keys) == ["key-unknown"]


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        ("paid: true", '"access" or "sponsored"'),
        ("advertisement: true", '"sponsored" or "ads"'),
        ("Werbung: true", '"sponsored" or "ads"'),
        ("publicité: true", '"sponsored" or "ads"'),
        ("sponsered: true", '"sponsored"'),
        ("sponsoring: true", '"sponsored"'),
        ("sponser: Stadtwerke", '"sponsor"'),
        ("sponsor_name: Stadtwerke", '"sponsor"'),
        ("paid_for_by: Stadtwerke", '"sponsor"'),
        ("advertorail: true", '"advertorial"'),
    ],
)
def test_what_may_be_paid_for_is_an_error(keys: str, hint: str) -> None:
    """It would stand among the news without its label."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")

    (error,) = [each for each in result.diagnostics if each.level == "error"]
    assert error.code == "key-unknown"
    assert f"did you mean {hint}?" in error.hint


@pytest.mark.parametrize(
    "keys",
    [
        *("extra: {sponsored: true}", "params: {sponsor: B}", "params: {sponsor: {name: B}}", "extra: {type: Anzeige}"),
        *("params: {access: subscribers}", "extra: {acces: subscribers}", "extra: {advertorial: yes}"),
    ],
)
def test_inside_of_extra_it_says_nothing(keys: str) -> None:
    """Hugo and Zola have keys of one's own there, and newsgen reads none of them."""
    assert errors(keys) == ["key-inside"]


@pytest.mark.parametrize("keys", ["extra: {sponsored: false}", "extra: {sponsor: ''}", "extra: {type: opinion}"])
def test_what_says_no_inside_of_extra_is_a_key_of_ones_own(keys: str) -> None:
    assert errors(keys) == []


def test_keys_named_in_the_configuration_are_ones_own() -> None:
    known = replace(CONFIG, known_keys=("tier", "paid", "plus", "sponsored"))
    keys = "tier: paid\npaid: true\nplus: true\nextra: {sponsored: true}\n"

    assert found(f"---\n{HEAD}{keys}---\nText.\n", config=known) == []
