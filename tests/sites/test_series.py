"""A series that a file of content/series/ describes has a page of its parts; others have none."""

import json
from pathlib import Path

import pytest

from tests.content.reader import reading
from tests.sites.built import CONFIG, article, built, output, outputs, page, published, site

RHINE = "---\ntitle: Down the Rhine\ndescription: From the Alps to the sea.\n{}---\nA journey.\n"


def journey(n: int, order: str = "", more: dict[str, str] | None = None) -> dict[str, str]:
    """A described series of `n` parts, one a day, and an article that is none of it."""
    parts = {
        f"r{n:02}.md": article(f"Part {n}", more="series: Rhine\n", date=f"2026-05-{n:02}") for n in range(1, n + 1)
    }
    return {**parts, "other.md": article("Other"), "series/rhine.md": RHINE.format(order), **(more or {})}


def stories(folder: Path, url: str) -> list[str]:
    return [each.text_content() for each in page(folder, url).iterfind(".//div[@class='river']//h2/a")]


def following(folder: Path, url: str) -> list[str]:
    """The addresses of the page behind this one, wherever it is told."""
    found = page(folder, url).xpath("//link[@rel='next'] | //div[@class='pagination']/a[@rel='next']")
    return [each.get("href").removeprefix("https://example.org") for each in found]


def data(folder: Path, url: str) -> list[dict[str, object]]:
    scripts = page(folder, url).iterfind(".//script[@type='application/ld+json']")
    return [json.loads(each.text or "") for each in scripts]


@pytest.mark.parametrize(
    ("order", "front", "second", "second_url"),
    [
        ("", ["Part 1", "Part 2"], ["Part 3", "Part 4", "Part 5"], "/series/rhine/page/2/"),
        ("order: newest\n", ["Part 5", "Part 4", "Part 3"], ["Part 2", "Part 1"], "/series/rhine/page/1/"),
    ],
)
def test_the_page_of_a_series_has_its_parts_in_its_order(
    tmp_path: Path, order: str, front: list[str], second: list[str], second_url: str
) -> None:
    folder = output(tmp_path, journey(5, order), f"{CONFIG}page_size: 2\n")
    sitemap = (folder / "sitemap-pages.xml").read_text("utf-8")

    assert stories(folder, "/series/rhine/") == front
    assert stories(folder, second_url) == second
    assert page(folder, "/series/rhine/").findtext(".//h1") == "Down the Rhine"
    assert [f"{url}</loc>" in sitemap for url in ("/series/rhine/", second_url)] == [True, True]
    # Both for readers and in the head.
    assert following(folder, "/series/rhine/") == [second_url, second_url]
    assert following(folder, second_url) == []


@pytest.mark.parametrize("order", ["", "order: newest\n"])
def test_a_new_part_changes_no_full_page(tmp_path: Path, order: str) -> None:
    config = f"{CONFIG}page_size: 2\n"
    root = site(tmp_path, journey(7, order), config)
    published(root)
    full = root / "output/series/rhine/page/2/index.html"
    before = full.read_bytes()
    site(root, journey(8, order), config)
    published(root)
    after = {path: (root / "output" / path).read_bytes() for path in outputs(root)}
    cold = output(tmp_path / "cold", journey(8, order), config)

    assert full.read_bytes() == before
    assert {path: (cold / path).read_bytes() for path in outputs(tmp_path / "cold")} == after


def test_an_article_leads_to_the_parts_beside_it_and_to_all(tmp_path: Path) -> None:
    folder = output(tmp_path, journey(3))
    links = page(folder, "/2026/05/r02/").iterfind(".//nav[@class='series']/p/a")
    of_first = page(folder, "/2026/05/r01/").iterfind(".//nav[@class='series']/p/a")

    assert [each.get("href") for each in links] == ["/2026/05/r01/", "/2026/05/r03/", "/series/rhine/"]
    assert [each.get("href") for each in of_first] == ["/2026/05/r02/", "/series/rhine/"]


def test_search_engines_are_told_what_belongs_together(tmp_path: Path) -> None:
    more = {"r02.md": article("Part 2", more="series: {name: Rhine, part: 2}\n", date="2026-05-02")}
    folder = output(tmp_path, journey(2, more=more))
    (told,) = [each for each in data(folder, "/series/rhine/") if each["@type"] == "CreativeWorkSeries"]
    (part,) = [each for each in data(folder, "/2026/05/r02/") if each["@type"] == "NewsArticle"]

    assert (told["name"], told["description"]) == ("Down the Rhine", "From the Alps to the sea.")
    assert told["@id"] == "https://example.org/series/rhine/#series"
    assert part["position"] == 2
    assert [each["@id"] for each in part["isPartOf"]] == ["https://example.org/#website", told["@id"]]  # type: ignore[attr-defined]  # a list


def test_a_series_that_nobody_describes_has_its_box_alone(tmp_path: Path) -> None:
    files = {name: text for name, text in journey(2).items() if name != "series/rhine.md"}
    folder = output(tmp_path, files)
    (box,) = page(folder, "/2026/05/r02/").iterfind(".//nav[@class='series']")

    assert not (folder / "series").exists()
    assert [each.get("href") for each in box.iter("a")] == ["/2026/05/r01/"]


def test_a_description_may_call_other_names_its_own(tmp_path: Path) -> None:
    more = {"x.md": article("By another name", more="series: The river\n", date="2026-05-20")}
    files = journey(1, "also: [The river]\n", more)
    folder = output(tmp_path, files)

    assert stories(folder, "/series/rhine/") == ["Part 1", "By another name"]


def test_a_series_whose_parts_are_hidden_has_no_page(tmp_path: Path) -> None:
    """Nor does anything of the parts, or of its own text, stand anywhere."""
    part = article("Secret part", more="series: Rhine\npublish_at: 2027-01-01\n")
    root = site(tmp_path, {**journey(0), "r01.md": part})
    told = [(each.code, each.level, each.place.file) for each in published(root).diagnostics]
    folder = root / "output"
    files = [path for path in folder.rglob("*") if path.is_file()]

    assert [path for path in files if b"Secret" in path.read_bytes() or b"journey" in path.read_bytes()] == []
    assert not (folder / "series").exists()
    assert told == [("series-empty", "notice", "content/series/rhine.md")]


def test_related_articles_are_parts_of_the_series_first(tmp_path: Path) -> None:
    """However many tags others have in common."""
    tagged = {f"t{n}.md": article(f"T{n}", more="tags: [a, b, c]\n", date=f"2026-05-1{n}") for n in range(5)}
    more = {**tagged, "r09.md": article("Part 9", more="series: Rhine\ntags: [a, b, c]\n", date="2026-05-25")}
    folder = output(tmp_path, journey(2, more=more))
    found = page(folder, "/2026/05/r09/").iterfind(".//section[@class='related']//h3/a")

    assert [each.text_content() for each in found][:2] == ["Part 2", "Part 1"]


def test_the_address_of_a_series_is_a_promise(tmp_path: Path) -> None:
    """When its description goes, a writer has to say what becomes of its page."""
    root = site(tmp_path, journey(2))
    published(root)
    (root / "newsgen.urls").write_text("/series/rhine/ = series:rhine\n/series/old/ = series:the-river\n", "utf-8")
    (root / "content/series/rhine.md").write_text(RHINE.format("also: [The river]\n"), "utf-8")
    published(root)
    led = (root / "output/series/old/index.html").read_text("utf-8")
    (root / "content/series/rhine.md").unlink()
    lost = built(root)

    assert "/series/rhine/" in led
    assert [each.code for each in lost.diagnostics if each.level == "error"] == ["address-vanished"] * 2


def test_an_order_that_nobody_knows_is_told() -> None:
    found, _ = reading(RHINE.format("order: random\n"), "content/series/rhine.md")

    assert [(each.code, each.level, each.place.line) for each in found.diagnostics] == [("value-type", "warning", 4)]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("weight: 3\n", [("term-key-unused", "notice", 4)]),
        ("weight: 3\norder: newest\n", [("term-key-unused", "notice", 4)]),
        ("order: random\nweight: 3\n", [("term-key-unused", "notice", 5), ("value-type", "warning", 4)]),
        ("order:\n", []),
    ],
)
def test_the_weight_of_other_systems_is_no_order(keys: str, told: list[tuple[str, str, int]]) -> None:
    """ "weight must be oldest or newest", it said, and nothing of the order beside it."""
    found, _ = reading(RHINE.format(keys), "content/series/rhine.md")

    assert [(each.code, each.level, each.place.line) for each in found.diagnostics] == told
    assert found.head is not None
    assert found.head.order == ("newest" if "newest" in keys else "")


@pytest.mark.parametrize("is_described", [True, False])
def test_a_part_of_a_long_series_shows_those_beside_it(tmp_path: Path, is_described: bool) -> None:
    """And is left alone by a new one far away: a column of twenty years has a thousand parts."""
    config = f"{CONFIG}placement: ssi\n"
    root = site(tmp_path, journey(20), config)
    if not is_described:
        (root / "content/series/rhine.md").unlink()
    published(root)
    box = page(root / "output", "/2026/05/r10/").find(".//nav[@class='series']/ol")
    site(root, {name: text for name, text in journey(21).items() if is_described or name != "series/rhine.md"}, config)
    result = published(root)

    assert box.get("start") == "5"
    assert [each.text_content() for each in box] == [f"Part {n}" for n in range(5, 17)]
    assert "2026/05/r10/index.html" not in {stale.output.path for stale in result.made}
    assert page(root / "output", "/2026/05/r21/").find(".//nav[@class='series']/ol").get("start") == "10"


def targets(root: Path) -> dict[str, str]:
    """Where old addresses of a series lead."""
    found = {path: (root / "output" / path).read_text("utf-8") for path in outputs(root) if path.startswith("series/")}
    led = {path: text.partition("url=")[2].partition('"')[0] for path, text in found.items() if "refresh" in text}
    return {path.removesuffix("index.html"): target for path, target in led.items()}


def recorded(tmp_path: Path, order: str, last: int, then: str) -> Path:
    """A series of four pages whose addresses were recorded, and whose description says something else now."""
    config = f"{CONFIG}page_size: 2\n"
    root = site(tmp_path, journey(8, order), config)
    published(root)
    kept = f"/series/rhine/ = series:rhine\n/series/rhine/page/{last}/ = list:series:rhine\n"
    (root / "newsgen.urls").write_text(kept, "utf-8")
    published(root)
    return site(root, {"series/rhine.md": RHINE.format(then)}, config)


@pytest.mark.parametrize(
    ("order", "last", "pages"),
    [("", 4, ["", "page/2/", "page/3/", "page/4/"]), ("order: newest\n", 3, ["page/1/", "page/2/", "page/3/", ""])],
)
def test_each_page_of_a_renamed_series_leads_to_what_it_has_become(
    tmp_path: Path, order: str, last: int, pages: list[str]
) -> None:
    """Those of one that begins with the oldest part were sought one page too early, the first at nothing."""
    root = recorded(tmp_path, order, last, f"{order}slug: river\n")

    assert published(root, strict=True).diagnostics == ()
    assert [targets(root)[f"series/rhine/{page}"] for page in pages] == [f"/series/river/{page}" for page in pages]


@pytest.mark.parametrize(("order", "last", "then"), [("order: newest\n", 3, ""), ("", 4, "order: newest\n")])
def test_a_page_that_a_series_has_in_one_order_alone_leads_to_its_front(
    tmp_path: Path, order: str, last: int, then: str
) -> None:
    root = recorded(tmp_path, order, last, then)
    result = published(root, strict=True)
    cold = site(tmp_path / "cold", journey(8, then), f"{CONFIG}page_size: 2\n")
    (cold / "newsgen.urls").write_bytes((root / "newsgen.urls").read_bytes())

    assert result.diagnostics == ()
    assert targets(root) == {"series/rhine/page/4/" if then else "series/rhine/page/1/": "/series/rhine/"}
    assert published(cold, strict=True).diagnostics == ()
    assert targets(cold) == targets(root)


@pytest.mark.parametrize(
    ("description", "text"),
    [
        (None, 'no file describes the series "rhine" that articles name, content/series/rhine.md is not there'),
        ("draft: true\n", 'the description of the series "rhine" is a draft now: content/series/rhine.md'),
    ],
)
def test_why_a_series_has_no_page_any_more_is_told(tmp_path: Path, description: str | None, text: str) -> None:
    """It said that no article names it, and all did."""
    files = {name: text for name, text in journey(2).items() if name != "series/rhine.md"}
    root = site(tmp_path, files if description is None else {**files, "series/rhine.md": RHINE.format(description)})
    (root / "newsgen.urls").write_text("/series/rhine/ = series:rhine\n", "utf-8")
    (found,) = [each for each in built(root).diagnostics if each.level == "error"]

    assert found.code == "address-vanished"
    assert text in found.text


def test_parts_are_counted_as_they_are_numbered(tmp_path: Path) -> None:
    """The third of a series whose second is a draft was called the second, and the third for search engines."""
    parts = {f"r{n}.md": article(f"R{n}", more=f"series: Rhine\npart: {n}\n", date=f"2026-05-0{n}") for n in (1, 3, 4)}
    folder = output(tmp_path, {**journey(0), **parts})
    items = page(folder, "/2026/05/r3/").iterfind(".//nav[@class='series']/ol/li")

    assert [each.get("value") for each in items] == [None, "3", "4"]


def test_numbers_of_three_digits_have_room(tmp_path: Path) -> None:
    """They stood in the margin, and on a phone beyond it."""
    parts = {
        f"r{n}.md": article(f"R{n}", more=f"series: {name}\npart: {n}\n", date="2026-05-01")
        for n, name in ((98, "Elbe"), (99, "Elbe"), (100, "Rhine"), (999, "Rhine"), (1000, "Oder"), (7, "Oder"))
    }
    folder = output(tmp_path, {**journey(0), **parts})
    lists = [page(folder, f"/2026/05/r{n}/").find(".//nav[@class='series']/ol") for n in (98, 100, 7)]

    assert [each.get("class") for each in lists] == [None, "hundreds", "thousands"]


def test_what_is_alike_has_a_place_beside_the_parts(tmp_path: Path) -> None:
    """The box above names all parts; the article with the same tag never stood below them."""
    tagged = {"t.md": article("Alike", more="tags: [a]\n", date="2026-05-01 08:00")}
    more = {**tagged, "r09.md": article("Part 9", more="series: Rhine\ntags: [a]\n", date="2026-05-25")}
    folder = output(tmp_path, journey(6, more=more))
    found = page(folder, "/2026/05/r09/").iterfind(".//section[@class='related']//h3/a")

    assert [each.text_content() for each in found] == ["Part 5", "Part 4", "Alike", "Part 3"]
