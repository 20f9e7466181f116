"""Slots on the pages of a site: where each stands, and that nobody pays for what is not there."""

from pathlib import Path

import pytest

from tests.kinds.making import PNG
from tests.sites.built import CONFIG, article, built, codes, page, pages, published, site, written

SLOTS = """\
slots:
  newsletter: {action: "https://news.example/s?u=1&id=2", hidden: {list: "4711"}, privacy: /privacy/}
  letters: {mail: letters@example.org}
  counter: {matomo: https://stats.example, site: 1}
  ad: {height: 90, banners: [{image: shoes.png, url: https://shoes.example, alt: Shoes}]}
  epaper: https://epaper.example
theme: {stylesheet: css/own.css}
"""
FILES = {
    "newsgen.yaml": CONFIG + SLOTS,
    "content/a.md": article("A & B?", more="categories: [Town]\n"),
    "content/calm.md": article("Calm", more="ads: false\ncomments: false\n"),
    "content/paid.md": article("Paid", more="type: sponsored\n"),
    "content/pages/privacy.md": "---\ntitle: Privacy\n---\nUs.\n",
    "static/shoes.png": PNG,
    "static/css/own.css": "p { color: red }",
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = written(tmp_path_factory.mktemp("full"), FILES)
    assert codes(published(root)) == []
    return root / "output"


def slots(folder: Path, url: str) -> list[str]:
    """The classes of the slots that a page shows, in their order."""
    return [each.removeprefix("slot ") for each in page(folder, url).xpath("//*[contains(@class, 'slot ')]/@class")]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/2026/05/a/", ["letters", "ad", "newsletter"]),
        ("/2026/05/calm/", ["newsletter"]),
        ("/2026/05/paid/", ["newsletter"]),
        ("/", ["ad", "newsletter"]),
        ("/category/town/", ["ad", "newsletter"]),
        ("/privacy/", ["newsletter"]),
    ],
)
def test_a_slot_stands_where_the_manual_says(full: Path, url: str, shown: list[str]) -> None:
    assert slots(full, url) == shown


def test_a_form_sends_what_its_host_wants(full: Path) -> None:
    [form] = page(full, "/").xpath("//form")

    assert (form.get("action"), form.get("method")) == ("https://news.example/s?u=1&id=2", "post")
    assert [(each.get("name"), each.get("value")) for each in form.xpath(".//input")] == [
        ("list", "4711"),
        ("email", None),
    ]
    assert form.xpath(".//a/@href") == ["/privacy/"]


def test_a_letter_names_the_article_and_its_address(full: Path) -> None:
    [href] = page(full, "/2026/05/a/").xpath("//section[@class='slot letters']//a/@href")

    assert href == (
        "mailto:letters@example.org?subject=Letter%20to%20the%20editor%3A%20A%20%26%20B%3F"
        "&body=%0D%0A%0D%0Ahttps%3A//example.org/2026/05/a/"
    )


def test_an_advertisement_says_what_it_is_and_keeps_its_room(full: Path) -> None:
    [ad] = page(full, "/").xpath("//aside[@class='slot ad']")

    [picture] = ad.xpath(".//img")
    assert ad.xpath("./p")[0].text_content() == "Advertisement"
    assert ad.xpath("./a/@rel") == ["sponsored"]
    assert int(picture.get("width")) > 0 and 0 < int(picture.get("height")) <= 90


def test_ones_own_style_sheet_stands_last_under_its_hash(full: Path) -> None:
    """What is said last holds."""
    sheets = page(full, "/").xpath("//link[@rel='stylesheet']/@href")

    assert sheets[-1].startswith("/css/own.") and sheets[-1] != "/css/own.css"
    assert (full / sheets[-1][1:]).read_text() == "p { color: red }"


def test_the_policy_of_pages_and_of_hosts_is_one(full: Path) -> None:
    headers = (full / "_headers").read_text()
    [tag] = page(full, "/").xpath("//meta[@http-equiv]/@content")

    for allowed in ("script-src 'self' https://stats.example;", "form-action 'self' https://news.example"):
        assert allowed in headers and allowed in tag


def test_a_site_without_slots_pays_nothing_for_them(tmp_path: Path) -> None:
    published(site(tmp_path, {"a.md": article("A", more="categories: [Town]\n")}))

    for path, each in pages(tmp_path / "output"):
        text = (tmp_path / "output" / path).read_text("utf-8")
        assert "slot" not in text and "counter" not in text and "<form" not in text
        assert len(each.xpath("//link[@rel='stylesheet']")) <= 1


def test_a_counter_counts_no_preview(tmp_path: Path) -> None:
    here = FILES | {"newsgen.yaml": FILES["newsgen.yaml"].replace("https://example.org", "http://localhost:8000")}
    published(written(tmp_path, here))

    assert page(tmp_path / "output", "/").xpath("//script[contains(@src, 'counter')]") == []


@pytest.mark.parametrize(
    ("counter", "attributes"),
    [
        (
            "{goatcounter: https://paper.goatcounter.com}",
            {
                "src": "https://gc.zgo.at/count.js",
                "data-goatcounter": "https://paper.goatcounter.com/count",
                "async": "",
            },
        ),
        (
            "{plausible: https://plausible.io}",
            {"src": "https://plausible.io/js/script.js", "data-domain": "example.org"},
        ),
        (
            "{goatcounter: https://paper.goatcounter.com/count}",
            {"src": "https://gc.zgo.at/count.js", "data-goatcounter": "https://paper.goatcounter.com/count"},
        ),
        (
            "{plausible: https://s.example/js/script.hash.js}",
            {"src": "https://s.example/js/script.hash.js", "data-domain": "example.org"},
        ),
        ("{plausible: https://plausible.io/js/pa-1.js}", {"data-script": "https://plausible.io/js/pa-1.js"}),
        (
            "{matomo: https://s.example/m/matomo.php, site: 7}",
            {
                "data-script": "https://s.example/m/matomo.js",
                "data-matomo": "https://s.example/m/matomo.php",
                "data-site": "7",
            },
        ),
    ],
)
def test_a_counter_is_linked_as_its_vendor_says(tmp_path: Path, counter: str, attributes: dict[str, str]) -> None:
    published(site(tmp_path, {"a.md": article("A")}, f"{CONFIG}slots: {{counter: {counter}}}\n"))

    [script] = page(tmp_path / "output", "/").xpath("//script[@data-script or @data-domain or @data-goatcounter]")

    assert attributes.items() <= dict(script.attrib).items()


@pytest.mark.parametrize(
    ("config", "code", "place", "hint"),
    [
        ("theme: {stylesheet: css/own.css}", "stylesheet-missing", "newsgen.yaml:5:21", "static/css/owm.css"),
        ("theme: {stylesheet: fonts/serif.css}", "stylesheet-missing", "newsgen.yaml:5:21", "static/fonts/serif.css"),
        (
            "slots: {ad: {height: 90, banners: [{image: shoos.png, url: /, alt: A}]}}",
            "image-missing",
            "newsgen.yaml:5:44",
            "static/shoes.png",
        ),
        (
            "slots: {ad: {height: 90, banners: [{image: css/owm.css, url: /, alt: A}]}}",
            "image-missing",
            "newsgen.yaml:5:44",
            ".png",
        ),
        ("theme: {logo: css/owm.css}", "image-missing", "newsgen.yaml:5:15", ".png"),
    ],
)
def test_a_file_that_is_not_there_is_an_error_at_its_line(
    tmp_path: Path, config: str, code: str, place: str, hint: str
) -> None:
    files = {"static/css/owm.css": "", "static/shoes.png": PNG, "content/a.md": article("A")}

    result = built(written(tmp_path, files | {"newsgen.yaml": f"{CONFIG}{config}\n"}))

    [told] = [each for each in result.diagnostics if each.code == code]
    assert (result.exit_code, str(told.place)) == (1, place)
    assert hint in told.hint


@pytest.mark.parametrize(
    ("config", "place"),
    [
        ("theme: {logo: broken.png}", "newsgen.yaml:5:15"),
        ("theme: {logo: shoes.png, logo_dark: broken.png}", "newsgen.yaml:5:37"),
        ("slots: {ad: {height: 90, banners: [{image: broken.png, url: /, alt: A}]}}", "newsgen.yaml:5:44"),
    ],
)
def test_a_picture_that_shows_nothing_is_a_warning_at_the_line_that_names_it(
    tmp_path: Path, config: str, place: str
) -> None:
    files = {"static/broken.png": b"no picture", "static/shoes.png": PNG, "content/a.md": article("A")}

    result = published(written(tmp_path, files | {"newsgen.yaml": f"{CONFIG}{config}\n"}))

    assert [(each.code, str(each.place)) for each in result.diagnostics] == [("picture-damaged", place)]


@pytest.mark.parametrize(("scheme", "told"), [("http", ["picture-insecure"]), ("https", [])])
def test_a_logo_by_http_is_told_where_browsers_do_not_show_it(tmp_path: Path, scheme: str, told: list[str]) -> None:
    config = f"{CONFIG}theme: {{logo: {scheme}://h.example/logo.png}}\n"

    result = published(site(tmp_path, {"a.md": article("A")}, config))

    assert codes(result) == told


@pytest.mark.parametrize("logo", ["https://", "javascript:alert(1)//://", "//", "https://a b.example/x.png"])
@pytest.mark.parametrize("key", ["theme: {logo: ", "theme: {logo_dark: ", "publisher: {logo: "])
def test_a_logo_of_no_host_is_an_error_at_its_line(tmp_path: Path, key: str, logo: str) -> None:
    result = built(site(tmp_path, {"a.md": article("A")}, f"{CONFIG}{key}'{logo}'}}\n"))

    assert [(each.code, str(each.place)) for each in result.diagnostics] == [
        ("config-value", f"newsgen.yaml:5:{len(key) + 1}")
    ]


@pytest.mark.parametrize("head", ["image: d.pdf", "image: /d.mp4", "sponsor: {name: S, logo: d.pdf}"])
def test_what_front_matter_shows_is_a_picture(tmp_path: Path, head: str) -> None:
    """A page would show a mark where it is to be seen."""
    files = {"content/d.pdf": "%PDF-1.4", "static/d.mp4": "film", "content/a.md": article("A", more=f"{head}\n")}

    result = built(written(tmp_path, files))

    [told] = [each for each in result.diagnostics if each.code == "image-missing"]
    assert (result.exit_code, told.place.line, "is no picture" in told.text) == (1, 4, True)


@pytest.mark.parametrize(
    ("slot", "directive", "source"),
    [
        ("newsletter: https://news.example/s", "form-action", "https://news.example"),
        ("newsletter: /cgi/subscribe", "form-action", "'self'"),
        ("letters: {action: https://forms.example/x}", "form-action", "https://forms.example"),
        ("counter: {goatcounter: https://p.goatcounter.com/count}", "connect-src", "https://p.goatcounter.com"),
        ("counter: {plausible: https://s.example}", "script-src-elem", "https://s.example"),
        ("ad: {height: 90, frame: https://ads.example/1}", "frame-src", "https://ads.example"),
    ],
)
def test_a_slot_that_opens_what_the_site_has_closed_is_told(
    tmp_path: Path, slot: str, directive: str, source: str
) -> None:
    """Both are said in newsgen.yaml, perhaps by two people; only one can hold."""
    config = f"{CONFIG}slots: {{{slot}}}\ncsp:\n  {directive}: [\"'none'\"]\n"

    result = published(site(tmp_path, {"a.md": article("A")}, config))

    [told] = result.diagnostics
    assert (told.code, told.level, str(told.place)) == ("policy-opened", "warning", "newsgen.yaml:7:3")
    assert (
        f"{directive}: 'none'" in told.text and source in told.text and f"slots.{slot.partition(':')[0]}" in told.text
    )
    [policy] = page(tmp_path / "output", "/").xpath("//meta[@http-equiv]/@content")
    assert f"{directive} {source};" in f"{policy};"


@pytest.mark.parametrize("written", ["none, https://ads.example", "none, 'https:'", "'*', none"])
def test_a_site_says_that_a_slot_alone_may_open_what_it_has_closed(tmp_path: Path, written: str) -> None:
    """Who means it can build with `--strict`."""
    config = f"{CONFIG}slots: {{ad: {{height: 90, frame: https://ads.example/1}}}}\ncsp: {{frame-src: [{written}]}}\n"

    result = published(site(tmp_path, {"a.md": article("A")}, config))

    assert codes(result) == []
    [policy] = page(tmp_path / "output", "/").xpath("//meta[@http-equiv]/@content")
    [frames] = [each for each in policy.split("; ") if each.startswith("frame-src")]
    assert "none" not in frames


def test_another_host_beside_it_is_not_meant_for_the_slot(tmp_path: Path) -> None:
    config = f"{CONFIG}slots: {{newsletter: https://n.example/s}}\ncsp: {{form-action: [none, https://m.example]}}\n"

    result = published(site(tmp_path, {"a.md": article("A")}, config))

    assert codes(result) == ["policy-opened"]


def test_a_slot_needs_nothing_of_what_the_site_has_closed_beside_it(tmp_path: Path) -> None:
    config = (
        f"{CONFIG}slots: {{letters: {{mail: a@b.example}}, epaper: https://e.example}}\ncsp: {{form-action: none}}\n"
    )

    assert codes(published(site(tmp_path, {"a.md": article("A")}, config))) == []


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        ("newsletter: /", True),
        ("newsletter: /about/?x=1", True),
        ("newsletter: /about", True),
        ("letters: {action: /about/index.html}", True),
        ("newsletter: /cgi/subscribe", False),
        ("newsletter: /subscribe.php", False),
        ("newsletter: https://news.example/about/", False),
    ],
)
def test_a_form_that_is_sent_to_a_page_is_told(tmp_path: Path, slot: str, told: bool) -> None:
    """What a reader writes would be lost, and nobody would hear of it."""
    files = {
        "content/pages/about.md": "---\ntitle: About\n---\nUs.\n",
        "static/subscribe.php": "<?php ?>",
        "newsgen.yaml": f"{CONFIG}slots: {{{slot}}}\n",
    }

    result = published(written(tmp_path, files))

    found = [(each.code, each.level, each.place.line) for each in result.diagnostics]
    assert found == ([("form-unanswered", "warning", 5)] if told else [])


def test_a_form_for_another_program_of_the_host_is_sent_there(tmp_path: Path) -> None:
    config = f"{CONFIG}slots: {{newsletter: /about/}}\nlinks: {{elsewhere: [/about/]}}\n"

    result = built(site(tmp_path, {"a.md": article("A")}, config))

    assert "form-unanswered" not in codes(result)
