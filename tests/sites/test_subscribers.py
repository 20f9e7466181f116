"""Of an article for subscribers everyone reads how it begins; the rest is in no byte of what readers can fetch."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgen.config_file import load
from tests.recorded import cover
from tests.sites.built import CONFIG, Files, article, built, codes, outputs, page, published, refused, site

SECRET = "geheimnis"
BOX = "subscribers: {text: Go on in the e-paper, url: 'https://epaper.example/read?to={path}'}\n"
MORE = "access: subscribers\n"
# What each site has beside its articles: a word that may be read, and files that may and may not.
FILES: dict[str, bytes] = {"offen.pdf": b"%PDF-1.4 offen", f"{SECRET}.pdf": f"%PDF-1.4 {SECRET}".encode()}
PUBLIC, REST = "Offen steht hier.", f"{SECRET} [{SECRET}]({SECRET}.pdf)"

# Where the mark may stand, and where everyone's part ends then; in all of them the rest follows it.
PARTED = {
    "own-line": f"{PUBLIC}\n\n<!--more-->\n\n{REST}\n",
    "in-line": f"{PUBLIC} <!-- more -->{REST}\n",
    "in-list": f"{PUBLIC}\n\n- eins\n- zwei <!--more-->\n- {REST}\n",
    "in-nested-list": f"{PUBLIC}\n\n- eins\n    - zwei\n\n        <!--more-->\n\n    - {REST}\n",
    "in-quote": f"> {PUBLIC}\n>\n> <!--more-->\n>\n> {REST}\n",
    "in-html": f"<div>\n\n{PUBLIC}\n\n<!--more-->\n\n{REST}\n\n</div>\n",
    "in-table": f"{PUBLIC}\n\n| a | b |\n|---|---|\n| c | d <!--more--> {SECRET} |\n| {SECRET} | {SECRET} |\n",
    "in-fence": f"{PUBLIC}\n\n```\ncode <!--more-->\n{SECRET}\n```\n\n{REST}\n",
    "in-tilde-fence": f"{PUBLIC}\n\n~~~~html\n<!--more-->\n~~~\n{SECRET}\n~~~~\n",
    "in-list-fence": f"{PUBLIC}\n\n- eins\n\n    ```\n    <!--more-->\n    {SECRET}\n    ```\n",
    "in-indented-code": f"{PUBLIC}\n\n    <!--more-->\n    {SECRET}\n",
    "in-code": f"{PUBLIC}\n\nEs steht `<!--more-->` da, {REST}\n",
    "in-comment": f"{PUBLIC}\n\n<!-- {PUBLIC} <!--more--> {SECRET} -->\n\n{REST}\n",
    "twice": f"{PUBLIC}\n\n<!--more-->\n\n{SECRET}\n\n<!--more-->\n\n{REST}\n",
    "loud": f"{PUBLIC}\n\n<!--MORE-->\n\n{REST}\n",
    "with-tag": f"{PUBLIC}\n\n<!--more Read <b>on</b> -> there-->\n\n{REST}\n\n<!--more-->\n\n{SECRET}\n",
    "over-lines": f"{PUBLIC}\n\n<!--more\n<b>Read on</b>\n-->\n\n{REST}\n\n<!--more-->\n\n{SECRET}\n",
    "never-closed": f"{PUBLIC}\n\n<!--more Read on\n\n{REST}\n",
    "half-closed": f"{PUBLIC}\n\n<!--more Read on\n\n{REST}\n\n<!--more-->\n\n{SECRET}\n",
    "of-nikola": f"{PUBLIC}\n\n<!-- TEASER_END -->\n\n{REST}\n",
    "of-ghost": f"{PUBLIC}\n\n<!--members-only-->\n\n{REST}\n",
    "of-jekyll": f"{PUBLIC}\n\n<!-- excerpt -->\n\n{REST}\n",
    "note-behind": f"{PUBLIC}[^1] Und [^n].\n\n<!--more-->\n\n[^1]: {REST}\n\n[^n]: {SECRET}\n    {SECRET}\n",
    "link-behind": f"{PUBLIC} [Text][a], [b] und [C][].\n\n<!--more-->\n\n{REST}\n\n[a]: {SECRET}.pdf '{SECRET}'\n"
    f"[b]: https://{SECRET}.example/\n[c]: <https://{SECRET}.example/>\n",
    "picture-behind": f"{PUBLIC} ![Text][a]\n\n<!--more-->\n\n[a]: {SECRET}.png\n",
    "shortening-behind": f"{PUBLIC} Die EU.\n\n<!--more-->\n\n*[EU]: {SECRET}\n",
    "headings": f"{PUBLIC}\n\n## Kapitel\n\nText.\n\n<!--more-->\n\n## {SECRET}\n\n{REST}\n",
    "in-box": f"{PUBLIC}\n\n::: info Offen\nText.\n\n<!--more-->\n\n{REST}\n:::\n",
    "in-boxes": f"{PUBLIC}\n\n:::: info\n::: aside\nText. <!--more-->{REST}\n:::\n\n{SECRET}\n::::\n\n{REST}\n",
    "in-title": f"{PUBLIC}\n\n::: info Offen <!--more--> {SECRET}\n{REST}\n:::\n",
    "box-behind": f"{PUBLIC}\n\n<!--more-->\n\n::: quote {SECRET} {{portrait={SECRET}.png}}\n{REST}\n:::\n"
    f"::: event {SECRET} {{date=2026-12-05 place={SECRET}}}\n{REST}\n:::\n",
    "nothing-behind": f"{PUBLIC}\n\n<!--more-->\n",
    "windows": f"{PUBLIC}\r\n\r\n<!--more-->\r\n\r\n{REST}\r\n",
    "unclosed": f"{PUBLIC}\n\n<script>\n<!--more-->\n{SECRET}\n",
}
# Texts without a mark that is one: of them the teaser is shown alone.
WHOLE = {
    "no-mark": f"{PUBLIC}\n\n{REST}\n",
    "broken-mark": f"{PUBLIC}\n\n<!--more>\n\n{REST}\n",
    "escaped-mark": f"{PUBLIC}\n\n&lt;!--more--&gt;\n\n{REST}\n",
    "own-title": f"# Titel\n\n{PUBLIC}\n\n{REST}\n",
    "own-teaser": f"{SECRET} beginnt.\n\n{REST}\n",
    "picture-first": f"![x]({SECRET}.pdf)\n\n{PUBLIC}\n\n{REST}\n",
    "linked-first": f"{PUBLIC} [x]({SECRET}.pdf)\n\n{REST}\n",
    "headline-behind": f"{PUBLIC}\n\n# {SECRET}\n\n{REST}\n",
}
HEADS = {"own-teaser": f"teaser: {PUBLIC}\n"}
ALL = {**PARTED, **WHOLE}


@pytest.fixture(scope="module", params=["markdown", "commonmark"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    content: dict[str, str | bytes] = {f"2026/{name}": data for name, data in FILES.items()}
    for number, (name, text) in enumerate(ALL.items()):
        more = f"{MORE}{HEADS.get(name, '')}toc: true\n"
        content[f"2026/{name}.md"] = article(f"Titel {name}", text, more, f"2026-05-{number % 28 + 1:02d} 10:00")
    content["pages/seite.md"] = article("Seite", PARTED["own-line"], MORE)
    content["2026/eigen/index.md"] = article("Eigen", PUBLIC, MORE)
    content[f"2026/eigen/{SECRET}.pdf"] = FILES[f"{SECRET}.pdf"]
    config = f"{CONFIG}{BOX}markdown: {{engine: {request.param}}}\nfeeds: {{size: 100}}\npage_size: 100\n"
    config += "assets: {also: ['**']}\n"
    folder = site(tmp_path_factory.mktemp("site"), content, config)
    published(folder)
    yield folder


def test_the_rest_is_nowhere(root: Path) -> None:
    """Neither in a name nor in a byte: pages, feeds, lists, maps, files that only the rest names."""
    found = [
        name
        for name in outputs(root)
        if SECRET in name.lower() or SECRET.encode() in (root / "output" / name).read_bytes().lower()
    ]

    assert found == []


@pytest.mark.parametrize("name", ALL)
def test_everyone_reads_how_it_begins(root: Path, name: str) -> None:
    shown = page(root / "output", f"/2026/05/{name}/")

    assert PUBLIC in " ".join(shown.text_content().split())
    assert shown.xpath("string(//aside[@class='subscribers'])").split() == [
        "Go",
        "on",
        "in",
        "the",
        "e-paper",
        "Read",
        "on",
    ]
    assert shown.xpath("//aside[@class='subscribers']//a/@href") == [f"https://epaper.example/read?to=/2026/05/{name}/"]


def test_feeds_have_the_beginning(root: Path) -> None:
    items = json.loads((root / "output" / "feed.json").read_bytes())["items"]

    assert {PUBLIC in item["content_html"] or PUBLIC in item["summary"] for item in items} == {True}
    assert {tuple(item["tags"]) for item in items} == {("Subscribers",)}


def test_machines_are_told_that_it_is_not_free(root: Path) -> None:
    """Nor how long the rest is."""
    shown = page(root / "output", "/2026/05/own-line/")
    (said,) = [
        data
        for text in shown.xpath("//script[@type='application/ld+json']/text()")
        if "headline" in (data := json.loads(text))
    ]

    assert said["isAccessibleForFree"] is False
    assert "wordCount" not in said
    assert shown.xpath("//*[@class='reading']") == []


def test_a_standing_page_goes_on_for_subscribers_too(root: Path) -> None:
    shown = page(root / "output", "/seite/")

    assert PUBLIC in shown.text_content()
    assert len(shown.xpath("//aside[@class='subscribers']")) == 1


@pytest.mark.parametrize("name", ["note-behind", "link-behind", "picture-behind"])
def test_what_is_defined_in_the_rest_is_left_out(root: Path, name: str) -> None:
    """Its marks would stand in the text as they are written, and lead nowhere."""
    text = page(root / "output", f"/2026/05/{name}/").xpath("string(//div[@class='body'])")

    assert "[" not in text
    assert "]" not in text


def test_lists_mark_it(root: Path) -> None:
    (story,) = page(root / "output", "/2026/05/").xpath("//article[.//a[@href='/2026/05/own-line/']]")

    assert story.xpath("string(.//*[@class='label access'])") == "Subscribers"


def test_an_old_article_that_becomes_theirs_takes_its_rest_along(tmp_path: Path) -> None:
    """Pages, feeds and files of the last build go with it."""
    text = PARTED["own-line"]
    content = {f"2026/{name}": data for name, data in FILES.items()}
    published(site(tmp_path, {**content, "2026/cup.md": article(text=text)}, CONFIG + BOX))
    assert f"2026/{SECRET}.pdf" in outputs(tmp_path)

    result = published(site(tmp_path, {"2026/cup.md": article(text=text, more=MORE)}, CONFIG + BOX))

    assert [code for code in codes(result) if code not in {"for-subscribers", "asset-unused"}] == []
    assert f"2026/{SECRET}.pdf" not in outputs(tmp_path)
    assert not [name for name in outputs(tmp_path) if SECRET.encode() in (tmp_path / "output" / name).read_bytes()]


def test_a_file_that_is_named_behind_the_mark_alone_goes_along(tmp_path: Path) -> None:
    """It is linked above, and defined below: nothing but that is to be mended."""
    text = f"{PUBLIC} [Plan]\n\n<!--more-->\n\n[Plan]: plan.pdf\n"
    files = {"2026/plan.pdf": b"%PDF-1.4 plan"}
    published(site(tmp_path, {**files, "2026/cup.md": article(text=text)}, CONFIG + BOX))
    assert "2026/plan.pdf" in outputs(tmp_path)

    result = built(site(tmp_path, {"2026/cup.md": article(text=text, more=MORE)}, CONFIG + BOX))

    assert [each.code for each in result.diagnostics if each.level != "notice"] == ["definition-behind"]
    assert "2026/plan.pdf" not in outputs(tmp_path)


def test_a_file_that_others_show_stays(tmp_path: Path) -> None:
    rest = {"2026/cup.md": article(text=f"{PUBLIC}\n\n<!--more-->\n\n[x](plan.pdf)", more=MORE)}
    other = {"2026/other.md": article("Other", "[x](plan.pdf)"), "2026/plan.pdf": b"%PDF-1.4 plan"}

    published(site(tmp_path, {**rest, **other}, CONFIG + BOX))

    assert "2026/plan.pdf" in outputs(tmp_path)


def test_a_recording_is_theirs_as_the_text_is(tmp_path: Path) -> None:
    """It may be the whole text, read aloud; what stands in the public part is everyone's."""
    sounds = {f"2026/{name}.mp3": b"ID3 " for name in ("talk", "both")}
    whole = article(text=PUBLIC, more=f"{MORE}audio: talk.mp3\n")
    both = article("Both", f"{PUBLIC} [hear](both.mp3)\n\n<!--more-->\n", f"{MORE}audio: both.mp3\n")

    result = published(site(tmp_path, {"2026/cup.md": whole, "2026/both.md": both, **sounds}, CONFIG + BOX))

    assert "2026/talk.mp3" not in outputs(tmp_path)
    assert "2026/both.mp3" in outputs(tmp_path)
    assert "enclosure" not in (tmp_path / "output" / "feed.xml").read_text("utf-8")
    assert {(each.code, each.level) for each in result.diagnostics} == {("for-subscribers", "notice")}


NAMED = (
    *("mp3: a.mp3\nogg: a.ogg", "video: a.mp4", "podcast: {mp3: a.mp3}", "audio: a.mp3\nextra: {player: a.mp3}"),
    *("pdf: a.pdf", "resources: [{src: open.jpg}, {src: a.mp3}]", "image: {src: open.jpg, player: a.mp3}"),
    *("download: https://example.org/a.mp3", "description: Hear a.mp3", "images: [open.jpg, a.jpg]"),
    *("link: a.mp3", "source: {name: a, file: a.pdf}"),
)


@pytest.mark.parametrize("keys", NAMED)
def test_whatever_file_a_head_names_is_theirs(tmp_path: Path, keys: str) -> None:
    """A theme of another system plays recordings by keys of its own, and the file may be the whole text."""
    names = ("open.jpg", "a.mp3", "a.ogg", "a.mp4", "a.pdf", "a.jpg")
    files = {"cup.md": article(text=f"{PUBLIC}\n\n<!--more-->\n", more=f"{MORE}{keys}\n")}

    published(site(tmp_path, {**files, **{name: cover(40) if "jpg" in name else b"x" for name in names}}, CONFIG + BOX))

    assert [name for name in outputs(tmp_path) if name.startswith("a.")] == []


def test_what_a_head_shows_to_everyone_stays(tmp_path: Path) -> None:
    """The picture above the text, at whatever address it is written, and the logo of who has paid."""
    logo = "sponsor: {name: A, url: 'https://a.example/', logo: payer.png}\ntype: sponsored\n"
    heads = ("image: 1.png", "cover: {image: 2.png}", "image: https://example.org/3.png")
    files: Files = {f"{n}.md": article(more=f"{MORE}{logo}{key}\n") for n, key in enumerate(heads)}
    pictures = dict.fromkeys(("1.png", "2.png", "3.png", "payer.png"), cover(40))

    published(site(tmp_path, {**files, **pictures}, CONFIG + BOX))

    assert pictures.keys() <= set(outputs(tmp_path))


def test_each_key_that_names_a_file_of_theirs_is_told(tmp_path: Path) -> None:
    """A theme that shows it finds nothing there; what lies on another host is nobody's but that host's."""
    keys = "mp3: a.mp3\nvideo: a.mp4\nextra: {player: a.mp3}\nwith: https://cdn.example/a.mp3\n"
    files = {"cup.md": article(text=f"{PUBLIC}\n\n<!--more-->\n", more=f"{MORE}{keys}"), "a.mp3": b"x", "a.mp4": b"x"}

    result = published(site(tmp_path, files, CONFIG + BOX))

    told = [each for each in result.diagnostics if each.place.line < 10]
    assert sorted((each.code, each.place.line) for each in told) == [("for-subscribers", line) for line in (5, 6, 7)]
    assert all(each.hint for each in told)


def errors(root: Path, content: Files, config: str = CONFIG + BOX) -> list[tuple[str, str, int]]:
    return [each for each in refused(root, content, config) if each[0] != "for-subscribers"]


def test_without_a_box_it_is_an_error(tmp_path: Path) -> None:
    """Readers would not know that there is more; it is told once, at the key."""
    content = {"2026/cup.md": article(more=MORE), "2026/other.md": article("Other", more=MORE)}

    assert errors(tmp_path, content, CONFIG) == [("subscribers-unsaid", "content/2026/cup.md", 4)]


@pytest.mark.parametrize("said", ["{text: More}", "{text: ' ', url: /}"])
def test_half_a_box_is_none(tmp_path: Path, said: str) -> None:
    found = errors(tmp_path, {"2026/cup.md": article(more=MORE)}, f"{CONFIG}subscribers: {said}\n")

    assert [code for code, _, _ in found] == ["subscribers-unsaid"]


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "abo", "//abo.example/", "https://x.example/{title}", "https://x.example/{path", "/}"),
        *("https://", "https:///x", "https:/x.example", "https:x.example", "https://a b/", "https://a.example/a b"),
        *(
            "https://a.example:99999/",
            "https://a.example:x/",
            "https://user:pass@a.example/",
            "https://[a/",
            "https://-{}/",
        ),
        *(r"/\evil.example/", r"\evil.example", "/abo path/", "/<abo>", "mailto:", " https://a.example/", "HTTPS://"),
        *("https://a.example:{id}/", "https://a.example/{{path}}", "https://a..example/"),
    ],
)
def test_an_address_of_the_box_leads_somewhere(url: str) -> None:
    _, found = load(f"{CONFIG}subscribers: {{text: More, url: '{url}'}}\n", "newsgen.yaml")

    assert [each.code for each in found] == ["config-value"]


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://a.example/?to={path}&id={id}",
            "/abo/{slug}/",
            "mailto:abo@a.example?subject={slug}",
            "/",
            "/abo#go",
        ),
        *("https://a.example:8443/x", "https://münchen.example/abo", "HTTPS://a.example", "https://{slug}.a.example/"),
    ],
)
def test_what_the_box_may_lead_to(url: str) -> None:
    _, found = load(f"{CONFIG}subscribers: {{text: More, url: '{url}'}}\n", "newsgen.yaml")

    assert found == ()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/abo/", [("link-broken", "newsgen.yaml")]),
        ("/abo/?to={path}", [("link-broken", "newsgen.yaml")]),
        ("/shop/{path}", []),
        ("/seite/?to={path}#go", []),
    ],
)
def test_where_subscribers_read_on_is_there(tmp_path: Path, url: str, said: list[tuple[str, str]]) -> None:
    """Whoever wants to pay finds nothing."""
    content = {"a.md": article(more=MORE), "pages/seite.md": article("Seite")}
    config = f"{CONFIG}subscribers: {{text: More, url: '{url}'}}\n"

    result = built(site(tmp_path, content, config))

    assert [(each.code, each.place.file) for each in result.diagnostics if each.level != "notice"] == said


def test_a_description_is_for_everyone_or_nobody(tmp_path: Path) -> None:
    folders = ("authors", "categories", "tags")
    content = {f"{folder}/a.md": f"---\ntitle: A\n{MORE}---\n{SECRET}\n" for folder in folders}

    found = refused(tmp_path, {**content, "2026/cup.md": article()}, CONFIG + BOX)

    assert found == [("access-unknown", f"content/{folder}/a.md", 3) for folder in folders]


def test_what_is_not_understood_is_not_published(tmp_path: Path) -> None:
    words = ["0", "[subscribers]", "abonnenten", "member", "paid", "subscriber", "yes", "{a: b}"]
    content = {f"2026/{n}.md": article(text=SECRET, more=f"access: {word}\n") for n, word in enumerate(words)}

    found = refused(tmp_path, content, CONFIG + BOX)

    assert found == [("access-unknown", f"content/2026/{n}.md", 4) for n in range(len(words))]


@pytest.mark.parametrize("keys", ["access: Subscribers", "Access: SUBSCRIBERS", "access: public\naccess-: subscribers"])
def test_capitals_say_the_same(tmp_path: Path, keys: str) -> None:
    result = built(site(tmp_path, {"2026/cup.md": article(text=WHOLE["no-mark"], more=f"{keys}\n")}, CONFIG + BOX))

    assert not [name for name in outputs(tmp_path) if SECRET.encode() in (tmp_path / "output" / name).read_bytes()]
    assert codes(result)[0] in {"for-subscribers", "duplicate-key"}


OPEN = {
    "details": f"{PUBLIC}\n\n<details>\n<summary>Mehr</summary>\n\nText\n\n<!--more-->\n\n{SECRET}\n\n</details>\n",
    "comment": f"{PUBLIC}\n\n<!-- note <!--more--> {SECRET} -->\n\n{SECRET}\n",
    "long-comment": f"{PUBLIC}\n\n<!-- note <!--more <b>on</b>--> {SECRET} -->\n\n{SECRET}\n",
    "aside": f"<aside class='x'><div>\n{PUBLIC}\n<p>Text <b>fett <!--more--> {SECRET}</b></p></div></aside>\n",
    "textarea": f"{PUBLIC}\n\n<textarea>\n<!--more-->\n{SECRET}\n</textarea>\n",
    "style": f"{PUBLIC}\n\n<style>\np {{}} <!--more-->\n{SECRET}\n</style>\n",
    "template": f"{PUBLIC}\n\n<template><dialog>\n<!--more-->\n{SECRET}\n</dialog></template>\n",
    "table": f"{PUBLIC}\n\n<table><tr><td>a<td>\n<!--more-->\n{SECRET}\n</table>\n",
    "attribute": f"{PUBLIC}\n\n<p title='<!--more--> {SECRET}'>{SECRET}</p>\n",
    "plaintext": f"{PUBLIC}\n\n<plaintext>\n<!--more-->\n{SECRET}\n",
    "drawing": f"{PUBLIC}\n\n<svg viewBox='0 0 1 1'><g><path d=''/><text>a\n<!--more-->\n{SECRET}\n</text></g></svg>\n",
    "stray": f"{PUBLIC}\n\n</span></b> Text\n\n<!--more-->\n\n{SECRET}\n",
}


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
@pytest.mark.parametrize("html", ["allow", "sanitize"])
def test_what_the_mark_leaves_open_does_not_hold_the_box(tmp_path: Path, engine: str, html: str) -> None:
    """In a folded part or a comment nobody would see where to read on."""
    content = {f"2026/{name}.md": article(f"Titel {name}", text, MORE) for name, text in OPEN.items()}
    config = f"{CONFIG}{BOX}markdown: {{engine: {engine}, html: {html}}}\n"

    built(site(tmp_path, content, config))

    for name in OPEN:
        shown = page(tmp_path / "output", f"/2026/05/{name}/")
        (box,) = shown.xpath("//aside[@class='subscribers']")
        assert box.getparent().get("class") == "piece", name
        assert PUBLIC in shown.xpath("string(//main)"), name
    assert not [name for name in outputs(tmp_path) if SECRET.encode() in (tmp_path / "output" / name).read_bytes()]


def test_an_article_for_everyone_keeps_what_the_same_text_leaves_open(tmp_path: Path) -> None:
    """Whichever is made first: a text is made once for all that say the same."""
    text = f"{PUBLIC}\n\n<details>\n<!--more-->"
    content = {f"2026/{name}.md": article(name, text, more) for name, more in (("a", MORE), ("b", ""), ("c", MORE))}

    built(site(tmp_path, content, f"{CONFIG}{BOX}markdown: {{html: allow}}\n"))

    written = {name: (tmp_path / f"output/2026/05/{name}/index.html").read_text("utf-8") for name in "abc"}
    assert [written[name].count("</details>") - written["b"].count("</details>") for name in "abc"] == [1, 0, 1]


def test_a_draft_for_subscribers_is_a_draft(tmp_path: Path) -> None:
    content = {"2026/cup.md": article("Entwurf", text=PUBLIC, more=f"{MORE}draft: true\n"), "2026/other.md": article()}

    published(site(tmp_path, content))

    assert not [name for name in outputs(tmp_path) if b"Entwurf" in (tmp_path / "output" / name).read_bytes()]
