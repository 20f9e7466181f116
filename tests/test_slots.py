"""Slots in newsgen.yaml: what is no slot is told at its place, and each widens the policy by its own host alone."""

import pytest

from newsgen import csp
from newsgen.config import Config
from newsgen.config_file import load
from newsgen.slots import Counter, sources


def read(text: str) -> Config:
    config, found = load(text, "newsgen.yaml")
    assert config is not None, found
    return config


def widened(text: str) -> dict[str, list[str]]:
    """What the policy of a newsgen.yaml allows beyond the theme's."""
    config = read(text)
    policy = csp.policy(config.csp, sources(config.slots))
    new = {name: [each for each in held if each not in csp.THEME.get(name, ())] for name, held in policy.items()}
    return {name: found for name, found in new.items() if found}


@pytest.mark.parametrize(
    ("slot", "more"),
    [
        ("newsletter: https://news.example/s?u=1&id=2", {"form-action": ["https://news.example"]}),
        ("newsletter: https://news.example:443/", {"form-action": ["https://news.example"]}),
        ("newsletter: HTTPS://News.Example:8443/", {"form-action": ["https://news.example:8443"]}),
        ("newsletter: https://bücher.example/", {"form-action": ["https://xn--bcher-kva.example"]}),
        ("newsletter: /cgi/subscribe", {}),
        ("letters: {mail: a@paper.example}", {}),
        ("letters: {action: https://forms.example/x}", {"form-action": ["https://forms.example"]}),
        (
            "counter: {goatcounter: https://paper.goatcounter.com}",
            {"script-src": ["https://gc.zgo.at"], "connect-src": ["https://paper.goatcounter.com"]},
        ),
        (
            "counter: {goatcounter: https://stats.example}",
            {"script-src": ["https://stats.example"], "connect-src": ["https://stats.example"]},
        ),
        (
            "counter: {plausible: https://plausible.io}",
            {"script-src": ["https://plausible.io"], "connect-src": ["https://plausible.io"]},
        ),
        (
            "counter: {matomo: https://stats.example/matomo/, site: 3}",
            {"script-src": ["https://stats.example"], "connect-src": ["https://stats.example"]},
        ),
        ("ad: {height: 90, frame: https://ads.example/1}", {}),
        ("epaper: https://epaper.example", {}),
    ],
)
def test_a_slot_widens_the_policy_by_its_host_alone(slot: str, more: dict[str, list[str]]) -> None:
    """Frames and pictures of any host by HTTPS are the theme's own, so that they need nothing."""
    assert widened(f"slots: {{{slot}}}") == more


def test_a_slot_opens_what_the_site_has_closed_for_its_host_alone() -> None:
    text = "slots: {ad: {height: 90, frame: https://ads.example/1}}\ncsp: {frame-src: [\"'none'\"]}"

    config = read(text)

    assert csp.policy(config.csp, sources(config.slots))["frame-src"] == ("https://ads.example",)


def test_the_narrower_directive_is_widened_as_well() -> None:
    """Where there is `script-src-elem`, browsers do not look at `script-src` for it."""
    text = "slots: {counter: {plausible: https://a.example}}\ncsp: {script-src-elem: [self]}"

    config = read(text)

    assert csp.policy(config.csp, sources(config.slots))["script-src-elem"] == ("'self'", "https://a.example")


def test_what_the_site_allows_is_not_said_twice() -> None:
    text = "slots: {counter: {plausible: https://a.example}}\ncsp: {script-src: ['*.example'], connect-src: ['https:']}"

    assert widened(text) == {"script-src": ["*.example"], "connect-src": ["https:"]}


@pytest.mark.parametrize(
    ("slots", "place", "hint"),
    [
        ("newsletter: http://news.example/", "1:21", "https://news.example"),
        ("newsletter: news.example/subscribe", "1:21", "https://news.example"),
        ("newsletter: //news.example/subscribe", "1:21", "https://news.example"),
        ('newsletter: "javascript:alert(1)"', "1:21", "https://news.example"),
        ('newsletter: "https://news.example/#x"', "1:21", "take it off"),
        ('newsletter: "https://news.example:99999/"', "1:21", "its host"),
        ('newsletter: "https://a:b@news.example/"', "1:21", "its host"),
        ("newsletter: {field: email}", "1:21", "action: …"),
        ("newsletter: {action: /s, field: a b}", "1:41", "email"),
        ("newsletter: {action: /s, colour: red}", "1:34", "known here"),
        ("letters: {}", "1:18", "name one of the two"),
        ("letters: {mail: a@b.example, action: /s}", "1:18", "name one of the two"),
        ("letters: {mail: nobody}", "1:25", "letters@paper.example"),
        ('letters: {mail: "a@b.example?bcc=c@d.example"}', "1:25", "letters@paper.example"),
        ("letters: {mail: a@b.example, hidden: {a: b}}", "1:18", "take hidden"),
        ("counter: {}", "1:18", "name one of"),
        ("counter: {plausible: https://a.example, matomo: https://b.example}", "1:18", "name one of"),
        ("counter: {matomo: https://b.example}", "1:18", "site: 1"),
        ("counter: {matomo: https://b.example, site: paper}", "1:18", "site: 1"),
        ("counter: {goatcounter: paper}", "1:32", "https://"),
        ("counter: {goatcounter: https://a.example, site: x}", "1:18", "take site"),
        ("counter: {umami: https://a.example}", "1:19", "known here"),
        ("ad: {height: 250}", "1:13", "name one of the two"),
        ("ad: {frame: https://ads.example}", "1:13", "height: …"),
        ("ad: {height: 9, frame: https://ads.example}", "1:22", ""),
        ("ad: {height: 250, frame: http://ads.example}", "1:34", "https://"),
        ("ad: {height: 250, banners: [{image: a.png, url: /}]}", "1:37", "alt: …"),
        ('epaper: "javascript:alert(1)"', "1:17", "https://"),
        ("epaper: {title: E-Paper}", "1:17", "url: …"),
        ("newsleter: https://a.example", "1:9", "newsletter"),
    ],
)
def test_what_is_no_slot_is_told_at_its_place(slots: str, place: str, hint: str) -> None:
    config, found = load(f"slots: {{{slots}}}", "newsgen.yaml")

    assert config is None
    assert [str(each.place) for each in found] == [f"newsgen.yaml:{place}"]
    assert hint in f"{found[0].text} {found[0].hint}"


@pytest.mark.parametrize(
    ("counter", "script"),
    [
        (Counter(goatcounter="https://paper.goatcounter.com"), "https://gc.zgo.at/count.js"),
        (Counter(goatcounter="https://stats.example/"), "https://stats.example/count.js"),
        (Counter(plausible="https://plausible.io"), "https://plausible.io/js/script.js"),
        (Counter(plausible="https://plausible.io/js/pa-x1.js"), "https://plausible.io/js/pa-x1.js"),
        (Counter(matomo="https://stats.example/matomo", site="1"), "https://stats.example/matomo/matomo.js"),
    ],
)
def test_the_script_of_a_counter_is_where_its_vendor_has_it(counter: Counter, script: str) -> None:
    assert counter.script == script


@pytest.mark.parametrize("name", ["https://x.example/own.css", "//x.example/own.css", "css/own.scss"])
def test_a_style_sheet_of_ones_own_is_a_file_of_the_site(name: str) -> None:
    config, found = load(f"theme: {{stylesheet: {name}}}", "newsgen.yaml")

    assert config is None
    assert [str(each.place) for each in found] == ["newsgen.yaml:1:21"]
