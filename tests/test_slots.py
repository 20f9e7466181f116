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
        ("ad: {height: 90, frame: https://ads.example/1}", {"frame-src": ["https://ads.example"]}),
        ("epaper: https://epaper.example", {}),
    ],
)
def test_a_slot_widens_the_policy_by_its_host_alone(slot: str, more: dict[str, list[str]]) -> None:
    """Pictures of any host by HTTPS are the theme's own, so that they need nothing."""
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
        ('newsletter: ""', "1:21", "https://news.example/subscribe"),
        ('newsletter: {action: ""}', "1:30", "https://news.example/subscribe"),
        ('letters: {action: ""}', "1:18", "action: https://"),
        ('letters: {mail: ""}', "1:18", "mail: "),
        ('epaper: ""', "1:17", "https://"),
        ("letters: a@b.example", "1:18", "write letters: {mail: …}"),
        (
            "counter: https://a.example",
            "1:18",
            "write counter: {goatcounter: …}; known there are goatcounter, plausible",
        ),
        ("ad: https://a.example", "1:13", "banners, frame"),
        ("newsletter: {action: /s, hidden: x}", "1:42", "list:"),
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
        ('counter: {goatcounter: ""}', "1:18", "name one of"),
        ('counter: {goatcounter: "https://p.goatcounter.com/count?p=1"}', "1:32", "off: https://p.goatcounter.com"),
        ("counter: {goatcounter: //p.goatcounter.com/count}", "1:32", "write https://p.goatcounter.com"),
        ("counter: {goatcounter: https://gc.zgo.at/count.js}", "1:32", "data-goatcounter"),
        ("counter: {goatcounter: https://www.goatcounter.com}", "1:32", "data-goatcounter"),
        ("counter: {plausible: https://plausible.io/a.example}", "1:30", "plausible.io, with site: a.example"),
        ('counter: {plausible: "https://plausible.io/js/pa-1.js?v=2"}', "1:30", "take it off"),
        ('counter: {matomo: "https://m.example/matomo.php?x=1", site: 1}', "1:27", "take it off: https://m.example"),
        (
            "counter: {matomo: https://cdn.matomo.cloud/p.matomo.cloud/matomo.js, site: 1}",
            "1:27",
            "write https://p.matomo.cloud",
        ),
        ("counter: {plausible: https://plausible.io/js/pa-1.js, site: x}", "1:18", "take site"),
        ("counter: {umami: https://a.example}", "1:19", "known here"),
        ("ad: {height: 250}", "1:13", "name one of the two"),
        ("ad: {frame: https://ads.example}", "1:13", "height: …"),
        ("ad: {height: 9, frame: https://ads.example}", "1:22", ""),
        ("ad: {height: 250, frame: http://ads.example}", "1:34", "https://"),
        ("ad: {height: 250, banners: [{image: a.png, url: /}]}", "1:37", "alt: …"),
        ("ad: {height: 250, banners: [{image: https://h.example/x.png, url: /, alt: A}]}", "1:45", "banners/x.png"),
        ("ad: {height: 250, banners: [{image: //h.example/x.png, url: /, alt: A}]}", "1:45", "banners/x.png"),
        ('ad: {height: 250, banners: [{image: "", url: /, alt: A}]}', "1:45", "static/"),
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
    ("counter", "root", "script"),
    [
        ("goatcounter: https://p.goatcounter.com", "https://p.goatcounter.com", "https://gc.zgo.at/count.js"),
        ("goatcounter: https://p.goatcounter.com/count", "https://p.goatcounter.com", "https://gc.zgo.at/count.js"),
        ("goatcounter: https://s.example/", "https://s.example", "https://s.example/count.js"),
        ("goatcounter: https://s.example/x/count.js", "https://s.example/x", "https://s.example/x/count.js"),
        ("plausible: https://plausible.io", "https://plausible.io", "https://plausible.io/js/script.js"),
        ("plausible: https://s.example/api/event", "https://s.example", "https://s.example/js/script.js"),
        ("matomo: https://s.example/m, site: 1", "https://s.example/m", "https://s.example/m/matomo.js"),
        ("matomo: https://s.example/m/matomo.php, site: 1", "https://s.example/m", "https://s.example/m/matomo.js"),
        ("matomo: https://s.example/matomo.js, site: 1", "https://s.example", "https://s.example/matomo.js"),
        ("matomo: https://s.example/piwik.php, site: 1", "https://s.example", "https://s.example/matomo.js"),
        ("matomo: https://s.example/index.php, site: 1", "https://s.example", "https://s.example/matomo.js"),
    ],
)
def test_whatever_a_vendor_prints_is_the_address_of_a_counter(counter: str, root: str, script: str) -> None:
    """GoatCounter's snippet names …/count, Matomo's …/matomo.php: with that behind it twice, nothing is counted."""
    found = read(f"slots: {{counter: {{{counter}}}}}").slots.counter

    assert found is not None
    assert (found.root, found.script) == (root, script)


@pytest.mark.parametrize(
    ("name", "is_keyed"),
    [("pa-x1.js", True), ("script.js", False), ("script.hash.outbound-links.js", False), ("plausible.js", False)],
)
def test_a_script_of_plausible_is_told_the_site_or_knows_it(name: str, is_keyed: bool) -> None:
    """Scripts of before 2025 count nothing unless the page names the site."""
    counter = Counter(plausible=f"https://plausible.io/js/{name}")

    assert (counter.script, counter.is_keyed) == (f"https://plausible.io/js/{name}", is_keyed)


@pytest.mark.parametrize("name", ["https://x.example/own.css", "//x.example/own.css", "css/own.scss"])
def test_a_style_sheet_of_ones_own_is_a_file_of_the_site(name: str) -> None:
    config, found = load(f"theme: {{stylesheet: {name}}}", "newsgen.yaml")

    assert config is None
    assert [str(each.place) for each in found] == ["newsgen.yaml:1:21"]
