"""Addresses of what an article draws on."""

import pytest

from tests.content.reader import HEAD, reading


@pytest.mark.parametrize("address", ["https://", "https://ada:geheim@example.org/", "//", "HTTPS://"])
@pytest.mark.parametrize("keys", ["sources: ['{}']", "sources: [{{title: X, url: '{}'}}]", "source: '{}'"])
def test_an_address_that_leads_nowhere_or_tells_a_password_is_refused(keys: str, address: str) -> None:
    """As it is everywhere else; readers would see it as a name."""
    result = reading(f"---\n{HEAD}{keys.format(address)}\n---\nText.\n")[0]

    assert [each.code for each in result.diagnostics] == ["url-unsafe"]
    shown = (result.head.agencies, result.head.sources, result.head.source_url) if result.head else ()
    assert address not in str(shown)
