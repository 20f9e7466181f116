"""RSS feeds by RSS 2.0 and the RSS Advisory Board's Best Practices Profile (rssboard.org)."""

import re
from email.utils import parsedate_to_datetime
from pathlib import Path

from lxml import etree, html

from tests.sample import CLOCK
from tests.standards.files import found, tree_of

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"

IN_A_CHANNEL = {
    *("title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate"),
    *("lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image", "textInput", "skipHours", "skipDays"),
    *("item", f"{ATOM}link"),
}
IN_AN_ITEM = {
    *("title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source"),
    *(f"{DC}creator", f"{CONTENT}encoded", f"{MEDIA}content"),
}
OFTEN = {"category", f"{DC}creator", "item", f"{MEDIA}content"}
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)


def channels(output: Path) -> list[etree._Element]:
    roots = [tree_of(path) for path in found(output, "feed.xml")]
    assert all((root.tag, dict(root.attrib), len(root)) == ("rss", {"version": "2.0"}, 1) for root in roots)
    return [root[0] for root in roots]


def items(output: Path) -> list[etree._Element]:
    found = [item for channel in channels(output) for item in channel.findall("item")]
    assert found
    return found


def test_a_channel_has_the_elements_it_must_and_no_unknown_ones(output: Path) -> None:
    for channel in channels(output):
        names = [child.tag for child in channel]
        assert channel.tag == "channel"
        assert {"title", "link", "description", "language", f"{ATOM}link"} <= set(names) <= IN_A_CHANNEL
        assert all(names.count(name) == 1 for name in set(names) - OFTEN)
        assert all((channel.findtext(name) or "").strip() for name in ("title", "link", "description"))


def test_an_item_has_the_elements_it_must_and_no_unknown_ones(output: Path) -> None:
    for item in items(output):
        names = [child.tag for child in item]
        assert {"title", "link", "description", "guid", "pubDate"} <= set(names) <= IN_AN_ITEM
        assert all(names.count(name) == 1 for name in set(names) - OFTEN)
        assert (item.findtext("title") or "").strip()
        assert re.match(r"https://[^/ ]+/\S*$", item.findtext("link") or "")


def test_dates_are_those_of_rfc_822_with_the_right_weekday_and_not_in_the_future(output: Path) -> None:
    dates = [each.text or "" for channel in channels(output) for each in channel.iter("pubDate", "lastBuildDate")]

    for text in dates:
        assert RFC_822.fullmatch(text), text
        moment = parsedate_to_datetime(text)
        assert f"{moment:%a}" == text[:3]
        assert moment <= CLOCK


def test_a_channel_names_its_language_as_rss_wants_it(output: Path) -> None:
    for channel in channels(output):
        assert re.fullmatch(r"[a-z]{2,3}(-[a-z]{2})?", channel.findtext("language") or "")


def test_guids_are_unique_and_lead_somewhere_only_where_they_say_so(output: Path) -> None:
    for channel in channels(output):
        guids = channel.findall("item/guid")
        texts = [each.text for each in guids]

        assert len(texts) == len(set(texts))
        for each in guids:
            assert each.get("isPermaLink") in {"true", "false"}
            assert each.get("isPermaLink") == "false" or each.text == each.getparent().findtext("link")


def test_authors_are_named_as_creators_for_author_is_an_e_mail_address(rich: Path) -> None:
    for item in items(rich):
        assert item.find("author") is None
    assert any(len(item.findall(f"{DC}creator")) > 1 for item in items(rich))


def test_the_summary_stands_before_the_whole_text(output: Path) -> None:
    for item in items(output):
        names = [child.tag for child in item]
        if f"{CONTENT}encoded" in names:
            assert names.index("description") < names.index(f"{CONTENT}encoded")
    assert any(item.find(f"{CONTENT}encoded") is not None for item in items(output))


def test_an_enclosure_has_its_address_its_true_length_and_its_type(extremes: Path) -> None:
    enclosures = [each for item in items(extremes) for each in item.findall("enclosure")]

    assert enclosures
    for each in enclosures:
        assert set(each.attrib) == {"url", "length", "type"}
        file = extremes / (each.get("url") or "").removeprefix("https://example.org/news/")
        assert file.stat().st_size == int(each.get("length") or "")
        assert each.get("type") == "audio/mpeg"


def test_the_picture_of_a_channel_is_named_and_linked_as_the_channel(output: Path) -> None:
    for channel in channels(output):
        image = channel.find("image")
        assert image is not None
        assert image.findtext("title") == channel.findtext("title")
        assert image.findtext("link") == channel.findtext("link")
        assert 1 <= int(image.findtext("width") or "") <= 144
        assert 1 <= int(image.findtext("height") or "") <= 400
        path = (image.findtext("url") or "").split("/", 3)[3].removeprefix("news/")
        assert (output / path).suffix in {".png", ".jpg", ".gif"}
        assert (output / path).is_file()


def test_titles_are_plain_text_escaped_once(extremes: Path) -> None:
    titles = [item.findtext("title") for item in tree_of(extremes / "feed.xml").iter("item")]

    assert titles == ["A <b> & ]]> & title", "B", "C", "C", "D", "\U0001f600 end"]


def test_texts_hold_nothing_that_runs_or_styles_and_every_picture_has_its_words(output: Path) -> None:
    for item in items(output):
        text = item.findtext(f"{CONTENT}encoded") or ""
        if not text:
            continue
        for element in html.fragment_fromstring(text, create_parent="div").iter(etree.Element):
            assert element.tag not in {"script", "style", "form", "iframe", "object", "embed", "link", "meta", "base"}
            assert not any(name.startswith("on") or name == "style" for name in element.attrib)
            assert element.tag != "img" or "alt" in element.attrib
            for name in ("href", "src", "poster", "cite"):
                assert re.match(r"https?://|mailto:|tel:", element.get(name, "https://")), element.attrib
            for candidate in filter(None, element.get("srcset", "").split(", ")):
                assert candidate.startswith("https://"), candidate


def test_items_stand_newest_first_and_the_channel_changed_with_the_newest(output: Path) -> None:
    for channel in channels(output):
        dates = [parsedate_to_datetime(each.text or "") for each in channel.iter("pubDate")]
        built = parsedate_to_datetime(channel.findtext("lastBuildDate") or "")

        assert dates == sorted(dates, reverse=True)
        assert all(date <= built for date in dates)
