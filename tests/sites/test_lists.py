"""Lists: what their pages are called, who has written a story, how the archive leads on, and what is cut."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import html

from tests.sites.built import CONFIG, article, output, page, published, site

DECK = "Ein Vorspann, der nicht enden will. " * 60
HEADLINE = "Eine Überschrift mit vielen Wörtern " * 8


def dated(dates: Sequence[str], more: str = "") -> dict[str, str]:
    return {f"a{number}.md": article(f"T{number}", date=date, more=more) for number, date in enumerate(dates)}


def h1(folder: Path, url: str) -> str:
    return " ".join(page(folder, url).xpath("string(//h1)").split())


def dashed(span: str) -> str:
    """A span without blanks about its dash: in these, editions of CLDR differ."""
    return re.sub(r"\s*–\s*", "–", span)


def rows(made: html.HtmlElement, names: str = "//main//bdi[@class='writers']") -> list[str]:
    return [each.text_content() for each in made.xpath(names)]


@pytest.mark.parametrize(
    ("lang", "first", "second", "third"),
    [
        ("de", "Juli 2005 – Juli 2021", "1.–3. Mai 2022", "4. Mai 2022 (3)"),
        ("en", "July 2005 – July 2021", "1 – 3 May 2022", "4 May 2022 (3)"),
        ("ar", "يوليو 2005 – يوليو 2021", "1–3 مايو 2022", "4 مايو 2022 (3)"),
    ],
)
def test_a_full_page_of_a_list_is_called_by_the_time_of_its_articles(
    tmp_path: Path, lang: str, first: str, second: str, third: str
) -> None:
    """By months, by days within one, and with its number within a day: no two have one title."""
    days = [
        "2005-07-01",
        "2021-07-27",
        "2022-05-01",
        "2022-05-03",
        "2022-05-04",
        "2022-05-04 12:00",
        "2022-05-04 13:00",
    ]
    config = CONFIG.replace("language: en", f"language: {lang}") + "page_size: 2\n"

    folder = output(tmp_path, dated([*days, "2022-05-04 14:00"], more="tags: [Netz]\n"), config)

    for number, expected in enumerate((first, second, third), 1):
        span = h1(folder, f"/page/{number}/")
        home, tag = page(folder, f"/page/{number}/"), page(folder, f"/tag/netz/page/{number}/")
        assert dashed(span) == dashed(expected)
        assert home.findtext(".//title") == f"{span} – Gazette"
        assert tag.findtext(".//title").endswith(f"Netz: {span} – Gazette")
        assert span in tag.xpath("string(//meta[@name='description']/@content)")
        assert span in tag.xpath("string(//nav[@class='breadcrumb']//span[@aria-current])")
    links = page(folder, "/page/2/").xpath("//*[contains(@class, 'pagination')]/a/@href")
    assert links == ["/", "/page/1/"]


def test_a_span_is_of_days_where_the_paper_is(tmp_path: Path) -> None:
    """What was published in another zone, or at midnight, stands on the site's own day."""
    days = ["2022-05-31 23:30 UTC", "2022-06-01", "2022-06-01 20:00", "2022-06-01 21:00", "2022-06-02"]

    folder = output(tmp_path, dated(days), CONFIG.replace("London", "Berlin") + "page_size: 2\n")

    assert h1(folder, "/page/1/") == "1 June 2022 (1)"


def test_stories_name_their_writers(tmp_path: Path) -> None:
    """As they are called on their own pages; of many, two; and not the paper itself."""
    writers = {
        "a": "authors: [Ada]",
        "b": "authors: [Ada, Bert]",
        "c": "authors: [Ada, Bert, Cleo]",
        "d": f"authors: [{', '.join(f'Person {number}' for number in range(30))}]",
        "e": "authors: [ada-lovelace]",
        "f": "byline: Von unserer Redaktion\nauthors: [Ada]",
        "g": "authors: [Gazette]",
        "h": "authors: [The House]",
        "i": "",
    }
    texts = {
        f"{name}.md": article(name, more=f"{more}\n", date=f"2026-05-{i + 1:02d}")
        for i, (name, more) in enumerate(writers.items())
    }
    texts["authors/ada-lovelace.md"] = "---\ntitle: Ada Lovelace\n---\n"

    folder = output(tmp_path, texts, CONFIG + "publisher: {name: The House}\n")

    assert rows(page(folder, "/latest/")) == [
        "Von unserer Redaktion",
        "Ada Lovelace",
        "Person 0, Person 1 and 28 others",
        "Ada, Bert and Cleo",
        "Ada and Bert",
        "Ada",
    ]
    assert rows(page(folder, "/author/ada/")) == ["Von unserer Redaktion", "Ada, Bert and Cleo", "Ada and Bert"]
    assert len(page(folder, "/2026/05/d/").xpath("//details[@class='by']//a")) == 30


def test_what_runs_wild_is_cut_in_lists_and_whole_on_its_page(tmp_path: Path) -> None:
    """A dek of two thousand characters, a headline of twelve lines."""
    texts = {"a.md": article(HEADLINE.strip(), more=f'dek: "{DECK.strip()}"\nkicker: "{"Dach " * 25}"\n')}
    folder = output(tmp_path, texts | {"b.md": article("B", date="2026-04-01")})

    for url in ("/", "/latest/", "/2026/05/", "/2026/", "/2026/04/b/"):
        made = page(folder, url)
        texts_ = [each.text_content() for each in made.xpath("//main//*[self::h2 or self::h3 or self::p or self::li]")]
        if url == "/2026/04/b/":
            texts_ = [each.text_content() for each in made.xpath("//aside//*[self::h3 or self::p]")]
        assert any("Eine Überschrift" in each and each.endswith("…") for each in texts_), url
        assert max(map(len, texts_)) <= 330, url
    own = page(folder, "/2026/05/a/")
    assert own.xpath("string(//h1)") == HEADLINE.strip()
    assert own.xpath("string(//p[@class='dek long'])") == DECK.strip()


def test_long_months_have_pages_and_keep_their_address(tmp_path: Path) -> None:
    days = [f"2026-05-{day:02d} {hour}:00" for day in range(1, 8) for hour in (10, 11)]
    root = site(tmp_path, dated(days), CONFIG + "page_size: 4\n")
    published(root)
    folder = root / "output"

    front = page(folder, "/2026/05/")
    assert len(front.xpath("//main//article")) == 6
    assert front.xpath("//link[@rel='next']/@href") == ["https://example.org/2026/05/page/2/"]
    assert dashed(h1(folder, "/2026/05/page/1/")) == "Archive 1–2 May 2026"
    listed = [
        href
        for url in ("/2026/05/", "/2026/05/page/2/", "/2026/05/page/1/")
        for href in page(folder, url).xpath("//main//h2/a/@href")
    ]
    assert len(listed) == len(set(listed)) == 14
    sitemap = (folder / "sitemap-pages.xml").read_text("utf-8")
    assert "https://example.org/2026/05/page/2/</loc>" in sitemap


def test_months_and_years_lead_to_those_beside_them(tmp_path: Path) -> None:
    days = ["2024-12-01", "2026-02-01", "2026-05-01", "2026-05-02"]
    folder = output(tmp_path, dated(days), CONFIG.replace("language: en", "language: de"))

    def beside(url: str) -> list[tuple[str, str]]:
        links = page(folder, url).xpath("//nav[@aria-label='Früher und später']//a")
        return [(each.get("href"), each.text_content()) for each in links]

    assert beside("/2026/02/") == [("/2024/12/", "Dezember 2024"), ("/2026/05/", "Mai 2026")]
    assert beside("/2024/12/") == [("/2026/02/", "Februar 2026")]
    assert beside("/2026/05/") == [("/2026/02/", "Februar 2026")]
    assert beside("/2026/") == [("/2024/", "2024")]
    assert beside("/2024/") == [("/2026/", "2026")]


def test_a_year_names_the_newest_headlines_of_its_months(tmp_path: Path) -> None:
    days = [f"2026-05-{day:02d}" for day in range(1, 13)] + ["2026-03-01"]
    folder = output(tmp_path, dated(days))

    sections = page(folder, "/2026/").xpath("//section[@class='month']")
    assert [each.xpath("string(h2/a)") for each in sections] == ["May", "March"]
    may = [each.text_content() for each in sections[0].xpath(".//li")]
    assert may == [*(f"T{number}" for number in range(11, 3, -1)), "All articles of May"]
    assert [each.text_content() for each in sections[1].xpath(".//li")] == ["T12"]


def test_the_sidebar_does_not_name_the_article_beside_it(tmp_path: Path) -> None:
    """It is as long as ever; beside an article that it would not name it is the one that all share."""
    days = [f"2026-05-{day:02d}" for day in range(1, 10)]
    folder = output(tmp_path, dated(days), CONFIG + "placement: inline\n")

    def sidebar(url: str) -> list[str]:
        return [each.text_content() for each in page(folder, url).xpath("//aside//h3")]

    assert sidebar("/2026/05/a8/") == ["T7", "T6", "T5", "T4", "T3", "T2"]
    assert sidebar("/2026/05/a3/") == ["T8", "T7", "T6", "T5", "T4", "T2"]
    assert sidebar("/2026/05/a2/") == sidebar("/2026/05/a0/") == ["T8", "T7", "T6", "T5", "T4", "T3"]
